# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## The frame around every page
frame-skip = Skip to content
frame-search = Search
frame-search-label = Search for an address, yard, company or partner
frame-search-hint = Address, yard, company, partner
frame-user-menu = Your menu
frame-sign-out = Sign out
frame-purpose-label = Purpose and scope
frame-purpose = Purpose:
frame-purpose-change = Change purpose
frame-purpose-why = What are you looking for now?
frame-purpose-set = Use this purpose
frame-scope-own = you only see the municipality of { $gemeente }
frame-scope-region = you see the whole region of { $regio }
frame-nobody = You are not signed in.
frame-demo = Demo: everything is made up
frame-areas = Areas
frame-more = More
frame-crumbs = You are here
frame-foot = Erfzicht { $regio } · places, never persons

## Roles and compartments
role-AOV = public safety adviser
role-ANA = RIEC analyst
role-PL = project leader
role-FG = data protection officer
role-STU = member of the steering group
role-BEH = operator
compartment-open = public data only
compartment-gemeentelijk = municipal data
compartment-convenant = data under the covenant too

## Purpose
purpose-unknown = This purpose does not fit your role. Choose one from the list above the page.
flash-purpose = Your purpose has changed. What you view from now on is recorded under it.

## Errors
error-kept = What was kept
error-do = What you can do
error-code = Code
error-home = To the start page
error-title-sign-in = You are not signed in
error-what-sign-in = Your session has ended, or you had not signed in yet.
error-kept-sign-in = What you saved before is still there. What you sent just now was not saved.
error-do-sign-in = Sign in and try again.
error-title-forbidden = This page does not belong to your role
error-what-forbidden = You are signed in, but your role has no access to this page.
error-kept-forbidden = Nothing was changed.
error-do-forbidden = Do you need this page for your work? Ask your project leader.
error-title-not-found = This page is not there
error-what-not-found = We find nothing at this address that you can see.
error-kept-not-found = Nothing was changed.
error-do-not-found = Check the address, or search with the bar above the page.
error-title-conflict = Somebody was first
error-what-conflict = What you wanted to change has been changed in the meantime.
error-kept-conflict = The other change is there. Yours was not saved.
error-do-conflict = Look at it as it is now and try again if needed.
error-kept-refused = Nothing was changed.
error-do-refused = Go back to the previous page.
error-title-too-large = This file is too large
error-what-too-large = What you sent is larger than fits here.
error-kept-too-large = Nothing was saved.
error-do-too-large = Split the file, or let the operator import it on the server.
error-title-invalid = This request is not right
error-what-invalid = We do not understand what was asked.
error-kept-invalid = Nothing was changed.
error-do-invalid = Go back, reload the page and try again.
error-title-failure = Something went wrong on our side
error-what-failure = The page could not be made. It was not your fault.
error-kept-failure = What was saved before is still there. Your last change was not saved.
error-do-failure = Try again in a minute. Does it keep failing? Give the code below to the operator.

## States
state-too-many = You see { $getoond } of { $totaal }.

## Forms
form-optional = (optional)
form-faults = { $n ->
    [one] One thing is not right yet
   *[other] { $n } things are not right yet
}

## Tables
pager-label = Pages
pager-rows = { $totaal ->
    [0] No rows
    [one] One row
   *[other] Rows { $van } to { $tot } of { $totaal }
}
pager-page = Page
pager-previous = Previous page
pager-next = Next page

## Figures
figure-unknown = unknown
figure-n = n = { $n }
figure-of = of { $n }
figure-interval = 95% interval { $van } to { $tot }

## Evidence that adds up
evidence-begin = Where we start, before anything is compared.
evidence-totaal = Together
evidence-unit-bits = { $n ->
    [one] { $n } bit together
   *[other] { $n } bits together
}
evidence-unit-points = { $n ->
    [one] { $n } point together
   *[other] { $n } points together
}
evidence-probability = { $kans } chance that these are the same

## Jobs
progress-of = { $gedaan } of { $totaal }
progress-done = { $gedaan } done
progress-starting = Starting.
job-leave = You may leave this page. The work goes on.
job-failed = The work has stopped. Nothing was saved by halves: everything is as it was.

## Map
map-loading = Loading the map.
map-no-webgl = This browser cannot draw the map (WebGL is missing). Everything on the map is in the list as well.
map-point = Point that the row names
map-in-view = { "{n}" } in view
map-zoom-more = Zoom in to see places.
map-no-places = This map shows the municipalities. Your role shows no places.
map-tabs = List or map
map-tab-list = List
map-tab-map = Map
map-legend = Legend
map-rd = RD
map-north = North is up
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-keys = Arrows move, + and − zoom, Enter opens the place in the middle.
map-group = Places together; the number says how many
map-places = places
map-shortened = Not everything fits in view: zoom in to see more.
map-rows = rows
map-open = open
map-kind-erf = Yard
map-kind-unit = Business unit
map-kind-perceel = Parcel with buildings
map-pand-known = Building with an address
map-pand-unknown = Building without an address
map-countryside = { $n ->
    [one] Countryside: fewer than one address per 25 hectares
   *[other] Countryside: fewer than { $n } addresses per 25 hectares
}
map-source = Base map from the delivered files, in RD coordinates. Nothing is requested from others.
