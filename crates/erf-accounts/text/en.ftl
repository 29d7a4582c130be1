# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Signing in
sign-in = Sign in
sign-in-lead = Sign in to work with the data of { $regio }.
sign-in-demo-lead = This region is fictional. Choose as whom you want to look; everybody sees something else.
sign-in-demo-AOV = Sees the own municipality only, without data under the covenant.
sign-in-demo-ANA = Sees the whole region, including data under the covenant.
sign-in-demo-PL = Follows deliveries and progress, and sees no places.
sign-in-demo-FG = Sees who looked at what, and why.
sign-in-demo-STU = Sees totals only.
sign-in-with-password = Sign in with name and password
sign-in-name = Sign-in name
sign-in-password = Password
sign-in-password-hint = Lost it? The operator of Erfzicht gives you a new one.
sign-in-name-missing = Fill in your sign-in name.
sign-in-password-missing = Fill in your password.
sign-in-wrong = This name and this password do not belong together. Check both and try again.
sign-in-wait = { $minuten ->
    [one] A wrong password was filled in too often. Try again in one minute.
   *[other] A wrong password was filled in too often. Try again in { $minuten } minutes.
}
sign-in-nobody = There is no user yet. Make the first one on the server:
sign-in-nobody-command = erfzicht config user add --name "Your name" --role ANA
sign-in-kept = What you look at is kept in the audit trail with your name and purpose. The privacy officer can read it.
flash-signed-out = You are signed out.

## Purpose
purpose-title = Why do you look now?
purpose-lead = Your purpose is shown on every page and kept with everything you look at. You can change it at any time.
purpose-legend = Choose the purpose that fits what you are going to do
purpose-go = Continue

## Audit trail
nav-audit = Audit trail
audit-title = Audit trail
audit-lead = { $n ->
    [0] No rows about who looked at or changed what.
    [one] One row about who looked at or changed what, and why.
   *[other] { $n } rows about who looked at or changed what, and why. Newest first.
}
audit-check = Check the trail
audit-filter = Choose rows
audit-who = Who
audit-everybody = Everybody
audit-action = Action
audit-all-actions = All actions
audit-from = From
audit-until = Up to and including
audit-show = Show
audit-reset = Show all
audit-date-wrong = This date cannot be read. Write year-month-day, such as 2026-10-01.
audit-number = No.
audit-when = When
audit-what = What
audit-why = Purpose and request
audit-none = Who looked at or changed what will be shown here.
audit-none-fit = No row fits your choice.
audit-check-title = Check
audit-whole = The trail is whole
audit-broken = The trail is not whole
audit-checked = { $n ->
    [one] One row was computed again.
   *[other] { $n } rows were computed again.
}
audit-whole-what = Every row fits the row before it: nothing was changed, removed or put in between.
audit-broken-what = From row { $nummer } the trail no longer fits what was written. Keep the database as it is now and report this as an incident.
audit-head = Mark of the last row
audit-head-what = Write this mark down in another place. If the trail later no longer begins with the same rows, or its end is missing, this will show it.
