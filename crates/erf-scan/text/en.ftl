# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Parts
nav-scans = Scans
nav-indicators = Indicators
nav-card = Rule card
tab-scan = Overview
tab-list = List
tab-map = Map
tab-what-if = What if
tab-compare = Compare
tab-recipients = Recipients
tab-evaluation = Evaluation
scan-pages = Pages of this scan

## Start page
card-scan-approve = The scan { $naam } waits for your check.
card-scan-approve-action = Check
card-scan-ask = Your scan { $naam } is ready. Ask a colleague to check it.
card-scan-ask-action = View
card-scan-decide = { $n ->
    [one] In the scan { $naam } one place waits for a decision.
   *[other] In the scan { $naam } { $n } places wait for a decision.
}
card-scan-decide-action = Decide
card-scan-decide-several = In { $naam } scans together { $n } places wait for a decision.
card-scan-decide-several-action = View scans
card-scan-ended = The scan { $naam } is over: a delivery that it rests on was taken back or expired. Make a new scan if you need one.
card-scan-ended-action = View
card-scan-ended-several = { $n } scans are over: a delivery that they rest on was taken back or expired. Make new scans if you need them.
card-scan-ended-several-action = View scans
withdraw-lost-scans = { $n ->
    [one] one scan, with everything it says per place: it ends at once
   *[other] { $n } scans, with everything they say per place: they end at once
}
withdraw-lost-decisions = { $n ->
    [one] one decision about a place (only the number stays)
   *[other] { $n } decisions about places (only the numbers stay)
}
withdraw-lost-visits = { $n ->
    [one] one recorded visit (of a proposed place only the number stays)
   *[other] { $n } recorded visits (of proposed places only the numbers stay)
}
withdraw-lost-recipients = { $n ->
    [one] one recipient has to destroy the list today
   *[other] { $n } recipients have to destroy their lists today
}
card-scan-destroy = { $n ->
    [one] One recipient of the scan { $naam } still has the list and has to destroy it.
   *[other] { $n } recipients of the scan { $naam } still have the list and have to destroy it.
}
card-scan-destroy-action = Ask

## What stands on every list
scan-disclaimer = A list for a conversation, not a suspicion
scan-nothing = Of 100 visits { $n } are expected to give no signal, sometimes an advice (between { $van } and { $tot }, from { $bezoeken } earlier visits).
scan-nothing-unknown = How many of 100 visits give no signal, we do not know yet. Expect that most do.
scan-nothing-why-small = The number of visits with a signal is too small to show here.
scan-nothing-why-visits = There are no visits to places drawn by lot yet to measure it with.

## Bands
scan-band = Band
scan-band-a = Band A
scan-band-b = Band B
scan-band-c = Band C
scan-band-d = Band D
scan-band-about-a = { $n ->
    [one] The place you can visit
   *[other] The first { $n } places: as many as you can visit
}
scan-band-about-b = The { $n } places after those
scan-band-about-a-part = Among the first { $n } places of the whole scan
scan-band-about-b-part = Among the next { $n } places of the whole scan
scan-band-about-c = The other places with points
scan-band-about-d = No points
scan-band-short-a = first
scan-band-short-b = then
scan-band-short-c = with points
scan-band-short-d = without points
scan-band-places = Places
scan-band-points = Points
scan-band-proposed = Proposed

## Variants and state
scan-variant-gemeentelijk = municipal
scan-variant-convenant = under the covenant
scan-variant-about-gemeentelijk = Without data under the covenant. Places that are only a dwelling take no part.
scan-variant-about-convenant = With data under the covenant. Record the ground. Only those who work under the covenant see this scan.
scan-state-concept = draft
scan-state-privacytoets = being checked
scan-state-vastgesteld = approved
scan-state-gedeeld = shared
scan-state-vervallen = expired
scan-waits-you-ask = Waits for you: ask for the check
scan-waits-ask = The author has yet to ask for the check
scan-waits-you-approve = Waits for you: check it
scan-waits-approve = Waits for somebody other than the author
scan-waits-you-decide = Waits for you: decide per place. Valid until
scan-waits-decide = Waits for decisions per place. Valid until
scan-waits-nobody = All proposed places have been decided. Valid until
scan-waits-expired = Only totals are left
scan-changed = This scan has moved on. See how it stands now.
scan-ended-note = This scan has expired. Do not use it any more.
scan-ended-termijn = This scan has expired: its term of twelve months is over. What it said per place is erased. Totals, versions and check sums remain.
scan-ended-levering = This scan has expired: a delivery it rests on was withdrawn or has lapsed. What it said per place is erased. Totals, versions and check sums remain.

## Scans
scans-title = { $n ->
    [0] The scans will be here
    [one] There is one scan
   *[other] There are { $n } scans
}
scans-lead = { $n ->
    [0] No scan waits for you.
    [one] One scan waits for you.
   *[other] { $n } scans wait for you.
}
scans-new = New scan
scans-empty = A scan adds up the agreed indicators of each place and proposes where to go first for a conversation. There is none yet.
scans-empty-reader = As soon as a scan is approved that you may see, it will be here.
scans-proposed = { $n ->
    [one] one place proposed
   *[other] { $n } places proposed
}
scans-of = { $n ->
    [one] of one place
   *[other] of { $n } places
}
scans-decided = decided about { $n } of { $alle }
scans-about = What counts, and for how many points?

## New scan
wizard-title = New scan
wizard-title-check = Is this right?
wizard-lead = Choose an area and say how many places you can visit. Then you first see what will be read.
wizard-lead-check = { $n ->
    [0] In this area lies no place that the scan looks at.
    [one] The scan looks at one place. Nothing has been computed yet.
   *[other] The scan looks at about { $n } places. Nothing has been computed yet.
}
wizard-part-area = Where
wizard-part-how = How
wizard-area = Area
wizard-area-hint = A municipality, a district, the whole region or a shape of your own.
wizard-area-choose = Choose an area
wizard-area-missing = Choose an area from the list.
wizard-area-district = district
wizard-area-region = The whole region
wizard-area-drawn = A shape of my own
wizard-drawn = Draw or read a shape of your own
wizard-drawn-about = Choose “A shape of my own” above. Then draw it on the map, type the corners, or read a file. One of the three is enough.
wizard-shape-name = Name of the shape
wizard-shape-name-hint = For example: Along the Zeedijk
wizard-file = File with the shape
wizard-file-hint = GeoJSON with a Polygon or MultiPolygon, in RD (EPSG:28992) or in degrees.
wizard-file-kept = The shape from your file is kept. A new file replaces it.
wizard-corners = Corners
wizard-corners-hint = One corner a line: metres east and north in RD, for example 140500 500250. At least three.
wizard-map = Map to draw the shape on
wizard-map-keys = Click for each corner. With the keyboard: arrows move, Enter sets a corner in the middle, Backspace removes the last one.
wizard-shape-unreadable = The shape cannot be read. Put two numbers on each line, or choose a GeoJSON file with a Polygon.
wizard-shape-outside = The shape lies outside the Netherlands. Use RD (EPSG:28992) or degrees.
wizard-shape-empty = The shape needs at least three corners and an area.
wizard-shape-fine = The shape has too many corners. Make it simpler.
wizard-shape-crosses = The shape crosses itself. Draw the line so that it crosses itself nowhere.
wizard-shape-crosses-at = The line crosses itself at { $oost } east, { $noord } north (RD).
wizard-variant-wrong = Choose a variant from the list.
wizard-variant = Variant
wizard-ground = Ground for the covenant variant
wizard-ground-hint = On which agreement in the covenant does this scan rest? Only needed for “under the covenant”.
wizard-ground-missing = Record the ground. Without a ground no scan under the covenant.
wizard-date = Reference date
wizard-date-hint = The scan looks back five years from this day.
wizard-date-wrong = Choose a day that is not in the future and not longer than five years ago.
wizard-capacity = Number of visits
wizard-capacity-hint = How many places can you really visit in this round? As many places get band A.
wizard-capacity-wrong = Fill in a number from 1 to 5,000.
wizard-capacity-said = { $n ->
    [one] one visit, of which { $loting } drawn by lot
   *[other] { $n } visits, of which { $loting } drawn by lot
}
wizard-random = Share drawn by lot, in percent
wizard-random-hint = This share is drawn from all places. Only so will you know later whether the list is better than chance. Usual is 20.
wizard-random-wrong = Fill in a percentage from 0 to 50.
wizard-name = Name of the scan
wizard-name-hint = May stay empty: then we make a name of area and date.
wizard-name-made = { $gebied }, { $datum }
wizard-next = Next
wizard-places = Places
wizard-places-said = { $n ->
    [one] one place
   *[other] about { $n } places
}
wizard-places-about-gemeentelijk = (yards, units and parcels; without places that are only a dwelling)
wizard-places-about-convenant = (yards, units and parcels)
wizard-no-places = In this area lies no place that the scan looks at. Choose another area.
wizard-reads = { $n ->
    [0] There is nothing to read
    [one] This will be read: one delivery
   *[other] This will be read: { $n } deliveries
}
wizard-reads-caption = Released deliveries that this scan reads
wizard-speaks = Data up to
wizard-missing = { $n ->
    [0] Everything for the card has been delivered
    [one] One indicator lacks a source
   *[other] { $n } indicators lack a source
}
wizard-missing-none = Of each indicator on the card every source has been delivered.
wizard-missing-points = { $n ->
    [one] one point
   *[other] { $n } points
}
wizard-missing-from = Not delivered:
wizard-start = Make the scan
wizard-change = Back to change
job-scan = The scan is being made
job-rerun = The scan is being computed again
phase-scan-read = Reading data
phase-scan-compute = Computing indicators and adding up
phase-scan-save = Freezing and keeping

## Scan
scan-title = { $n ->
    [0] { $naam }: no place proposed
    [one] { $naam }: one place proposed
   *[other] { $naam }: { $n } places proposed
}
scan-lead-total = This scan looked at { $n } places.
count-withheld = left out
scan-report-small = This scan is about too few places: a public report would say something about each of them.
scan-report-small-title = There is no public report of this scan
indicator-small-left-out = Figures of areas where this holds for 1 to 4 places are left out here.
scan-lead = Of { $n } places { $punten } have points.
scan-to-list = To the list
scan-report-public = Public report
scan-next = Next step
scan-step-ask = ask for the check
scan-step-approve = check this scan
scan-step-own = somebody else checks
scan-step-wait = waiting
scan-step-about-own = You made this scan. So somebody else approves it: a colleague or the privacy officer.
scan-step-about-wait = This scan waits for its author or for the check. Until then no list leaves.
scan-ask = Ask for the check
scan-ask-about = The scan is computed and frozen. Somebody other than you looks at it before a list leaves.
scan-approve = Approve
scan-send-back = Back to the author
scan-approve-about = Before you approve, look at three things: what this scan cannot see, which kinds and neighbourhoods are proposed more often, and whether less would do.
scan-approve-note = Note
scan-approve-hint = What did you look at? If you send the scan back, write down what must be different.
scan-send-back-missing = Write down what must be different.
scan-own-scan = You made this scan yourself. Ask another analyst or the privacy officer to check it.
scan-no-verdict = Choose whether you approve the scan or send it back.
scan-rerun-over = What it said per place is erased. The scan can no longer be computed again.
scan-rerun-over-title = This scan has expired
scan-own-scan-title = A scan is approved by somebody other than its maker
scan-input-gone = A delivery this scan rests on is no longer in use. Make the scan again.
flash-scan-asked = The check has been asked for.
flash-scan-approved = The scan is approved. Places can now be decided about.
flash-scan-back = The scan is back with its author.
scan-bands = Places per band
scan-bands-caption = How many places each band holds, with how many points, and how many are proposed
scan-proposal = { $n ->
    [one] The proposal holds one place, of which { $loting } drawn by lot from all { $alle }.
   *[other] The proposal holds { $n } places. Of those { $loting } are drawn by lot from all { $alle } places; the rest are the places with most points.
}
scan-drawn = The border of a band runs through { $n } places with equal points. Which of those came into which band was drawn by lot.
scan-blind = What this scan cannot see
scan-blind-about = Unknown is not no. A place with few points may be a place of which we know little.
scan-blind-caption = Indicators of the card, the least known first
scan-indicator = Indicator
scan-found = Found at
scan-unknown-share = Unknown
scan-points-each = { $n ->
    [one] (one point)
   *[other] ({ $n } points)
}
scan-not-delivered = nothing known
scan-unseen-dwelling = { $n ->
    [one] One place is only a dwelling and takes no part.
   *[other] { $n } places are only a dwelling and take no part.
}
scan-unseen-kind = { $n ->
    [one] One berth or pitch was never read.
   *[other] { $n } berths and pitches were never read.
}
scan-unseen-people = Of people this scan knows nothing: no age, origin, income, family, debts or criminal record.
scan-shares = Does one kind or neighbourhood come up more often?
scan-shares-about = The line is the share of all places, the bar the share of the proposal with its margin. We name a difference only when chance does not explain it.
scan-shares-kinds = Proposal and all places, per kind
scan-shares-neighbourhoods = { $n ->
    [one] One neighbourhood
   *[other] { $n } neighbourhoods
}
scan-shares-first = These are { $n } neighbourhoods: first where there is a difference, then the largest.
scan-shares-all = Show all { $n } neighbourhoods
scan-shares-neighbourhoods-caption = Proposal and all places, per neighbourhood
scan-share-of = Group
scan-share-all = Of all places
scan-share-proposed = Of the proposal
scan-share-drawn = Side by side
scan-share-says = Difference
scan-share-more = more often than their share
scan-share-less = less often than their share
scan-share-same = no difference to be seen
scan-share-none = nothing proposed
scan-share-unknown = neighbourhood unknown
scan-inputs = { $n ->
    [one] Data used: one delivery
   *[other] Data used: { $n } deliveries
}
scan-inputs-show = Show deliveries and check sums
scan-inputs-caption = Deliveries this scan rests on
scan-input-rows = Rows
scan-input-counts = { $n } = { $goed } + { $fout } not taken in
scan-input-hash = Check sum
scan-seed = Number of the draw
scan-hashes = Check sums
scan-hash-in = input
scan-hash-out = outcome
scan-rerun = Compute again
scan-rerun-about = So you see whether the same data still give the same outcome. The scan itself does not change.
scan-rerun-gelijk = Equal, to the last byte.
scan-rerun-ontbreekt = Cannot be repeated: these deliveries are gone.
scan-rerun-gewijzigd = The deliveries are there, but matches or places have changed since.
scan-rerun-anders = The same input gave another outcome: the program is another version.
scan-history = History
scan-expires = To be used up to and including

## List and map
list-title = { $n ->
    [0] There is no place on the list
    [one] There is one place on the list
   *[other] There are { $n } places on the list
}
list-title-some = { $n ->
    [0] None of the { $alle } places fits these filters
    [one] One of the { $alle } places fits these filters
   *[other] { $n } of the { $alle } places fit these filters
}
list-lead = { $voorstel ->
    [one] One place is proposed. Decisions in this scan: { $besloten }.
   *[other] { $voorstel } places are proposed. Decisions in this scan: { $besloten }.
}
list-title-over = This scan has expired
list-lead-over = { $voorstel ->
    [one] One place was
   *[other] { $voorstel } places were
} proposed; { $besloten } had been decided about.
list-place = Place
list-points = { $n ->
    [one] one point
   *[other] { $n } points
}
list-more = { $n ->
    [one] and one more reason
   *[other] and { $n } more reasons
}
list-no-reasons = no reason with points
list-paused = objection
list-random = drawn by lot
list-proposed = proposed
list-neighbourhood = Neighbourhood
list-everywhere = All neighbourhoods
list-sort-order = most points first
list-sort-order-reversed = fewest points first
list-sort-name = by name
list-sort-name-reversed = by name, from Z to A
list-narrow = Choose a band or a neighbourhood to narrow down.
list-none = No place fits these filters.
list-empty = Not one place has points and nothing is proposed.
list-expired = This scan has expired: what it said per place is erased. The totals are with the scan.
list-to-totals = To the totals
list-take = List as a file: first record who gets it, what for and until when
list-no-share-state = A list leaves as a file only when somebody other than the author has approved the scan.
list-no-share-role = With your role you can read the list, but not take it along as a file.
scan-filter-band = Band
scan-filter-on = Chosen filters
scan-filter-code = Indicator:
scan-filter-municipality = Municipality:
scan-filter-off = (on, choose to switch off)
scan-filter-all = All bands
scan-filter-proposal = Proposal
scan-filter-proposed = Proposed
scan-filter-random = Drawn by lot
scan-filter-kind = Kind of place
scan-filter-decision = Decision
scan-decision-open = to be decided
scan-decision-bezoeken = visit
scan-decision-niet = do not visit
scan-decision-meer_informatie = more information needed
scan-decision-paused = objection
scan-map = Map of { $naam }
scan-map-points = points
scan-map-keys = Arrows move, + and − zoom, Enter opens the dossier in the middle.
scan-map-nothing = No place of the list lies here.
scan-map-proposed = proposed (ring)
scan-map-not-drawn = { $n ->
    [one] without points: one place, not drawn
   *[other] without points: { $n } places, not drawn
}

## Dossier
dossier-of-place = Dossier in the scan
dossier-points = { $n ->
    [one] one point
   *[other] { $n } points
}
dossier-rank = place { $van }–{ $tot } of { $n }
dossier-rank-part = place { $van }–{ $tot } in the whole scan
dossier-rank-about = The place is a margin: so far this place moves when one weight changes a point or the draw falls otherwise.
dossier-proposed = proposed
dossier-random = drawn by lot
dossier-random-about = This place was drawn by lot. The chance of that was { $kans } for every place.
dossier-drawn = More places have equal points; the draw decided the band.
dossier-turn = Other places of the list
dossier-previous = Previous
dossier-next = Next
dossier-short = In short:
dossier-short-none = none of the agreed indicators was found here.
dossier-why = Why these points
dossier-no-reasons = Nothing of what was agreed gives points here. That is no proof that there is nothing.
dossier-rows = { $n ->
    [one] row:
   *[other] rows:
}
dossier-row = row
dossier-row-one = the row itself
dossier-objects = the buildings and addresses themselves
dossier-unknown = Unknown
dossier-uncounted = Does not count
dossier-old = { $n ->
    [one] one fact older than five years
   *[other] { $n } facts older than five years
}
dossier-innocent = May well be innocent
dossier-lowers = What would lower this?
dossier-lowers-one = Is “{ $wat }” no longer right? Then { $n ->
    [0] no points are left
    [one] one point is left
   *[other] { $n } points are left
} (band { $band }).
dossier-lowers-lot = { $een } or { $ander }, the draw decided
dossier-lowers-none = There are no points to lower.
dossier-lowers-same = No indicator lowers this by itself: when it goes, another one that says the same counts.
dossier-why-not-a = { $n ->
    [one] Band A begins at one point; this place has { $punten }.
   *[other] Band A begins at { $n } points; this place has { $punten }.
}
dossier-decision = Decision
dossier-decided-by = by { $wie },
dossier-decision-about = You decide, not the list. Do you disagree with the points? That counts in the evaluation.
dossier-reason = Reason
dossier-reason-hint = One sentence is enough. Write nothing about people, and nothing you only know under the covenant: everybody who may see this scan reads it. The letter to the owner does not hold your reason.
dossier-decide-state = Deciding is possible once somebody other than the author has approved the scan, and not when it has expired.
dossier-decide-role = With your role you can read this dossier, but not decide.
dossier-paused = There is an objection. The proposal is paused until the objection has been dealt with.
dossier-disagrees = other than the card
dossier-history = { $n ->
    [one] History: one decision
   *[other] History: { $n } decisions
}
dossier-undo = Take back the last decision
dossier-where = Where it is
dossier-visit = Note a visit
dossier-owner = For the owner
dossier-owner-about = An owner may know why this place is on the list, have data put right and object.
dossier-letter = Letter to the owner (PDF)
dossier-all-rows = Everything delivered about this place
dossier-letter-nobody = Mind: it is not recorded yet whom an owner can call or write to. The operator fills that in before letters leave.
dossier-no-letter-state = A letter is possible once the scan is approved.
dossier-no-letter-state-title = No letter can be sent for this scan now
dossier-no-letter-role = With your role you cannot make a letter.
dossier-no-letter-region = A letter about this scan is a letter of the municipality: its adviser makes it.
dossier-no-letter-region-title = This letter is the municipality's
decide-bezoeken = Visit
decide-niet = Do not visit
decide-meer_informatie = More information needed
decide-reason-missing = Give a reason: why do you decide this?
act-unreadable = What you sent did not arrive whole. Go back and try again.
text-bsn = This holds a citizen service number (BSN). Erfzicht may not keep that. Nothing was recorded: take the number out and write nothing about persons.
decide-no-choice = Choose what you decide.
decide-changed = Somebody else decided about this place in the meantime. Look at that decision and choose again.
decide-paused = There is an objection. Deal with it first; until then there is no visit.
flash-decided-bezoeken = Kept: visit.
flash-decided-niet = Kept: do not visit.
flash-decided-meer_informatie = Kept: more information needed.
flash-decision-undone = The last decision has been taken back.
visit-day = Day of the visit
decide-expired = Nothing can be decided any more about a place of an expired scan.
decide-expired-title = This scan has expired
decide-not-approved = Places are decided about only when somebody other than the author has approved the scan.
decide-not-approved-title = This scan has not been approved yet
visit-day-wrong = Choose a day between the approval of the scan and today, and what it was.
visit-decided-not = The decision about this place is “do not visit”. Decide again first. After that you can record a visit.
visit-decided-not-title = Something else was decided about this place
visit-paused = Somebody objected to a visit to this place. Handle that first. Then you can record a visit.
visit-paused-title = An objection is pending
visit-outcome = What was it?
visit-outcome-hint = Only this one word. What was said does not belong here.
visit-niets = nothing in particular
visit-advies = advice given
visit-signaal = signal passed on
visit-keep = Note it
flash-visit = The visit has been noted.
correction-title = Something is wrong: note a correction
correction-about = A correction counts in the next scan. This scan stays as it is.
correction-what = Which indicator is wrong?
correction-note = What is wrong?
correction-note-hint = For example: the barn has been let since May. Write nothing about people.
correction-note-missing = Write down what is wrong.
correction-from = Who says so?
correction-keep = Note the correction
correction-state-open = waits for a judgement; does not count in a next scan meanwhile
correction-state-ja = found right; does not count in a next scan
correction-state-nee = not taken over
correction-answer = Reason for your judgement
correction-accept = Right
correction-refuse = Not right
correction-reason-missing = Give the reason for your judgement of the correction.
correction-no-indicator = Choose an indicator from the list.
correction-no-verdict = Choose whether the correction is right or not.
correction-changed = Somebody else judged this correction in the meantime.
told-by-eigenaar = The owner or user
told-by-medewerker = A member of staff
flash-correction = The correction has been noted.
flash-correction-yes = The correction has been taken over.
flash-correction-no = The correction has not been taken over.
objection-title = The owner objects
objection-about = An objection pauses the proposal for this place until it has been dealt with.
objection-open = Objection of
objection-reason = What is the objection?
objection-reason-hint = In a sentence or two, without names.
objection-missing = Write down what the objection is.
objection-keep = Note the objection
objection-lift = Deal with the objection
objection-lift-reason = How was it dealt with?
objection-lift-missing = Write down how the objection was dealt with.
flash-objection = The objection has been noted. The proposal is paused.
flash-objection-lifted = The objection has been dealt with.
scan-unknown-no-delivery = not delivered
scan-unknown-too-old = the delivery is too old
scan-unknown-not-in-file = not in the delivered file
scan-unknown-no-value = a number that is needed is missing
scan-unknown-few-comparable = too few comparable buildings
scan-unknown-not-computed = not computed yet
scan-unknown-other = not known
scan-uncounted-alone = never counts alone, only together with another indicator
scan-uncounted-lower = says the same as another indicator; the highest of the two counts
scan-uncounted-corrected = corrected

## What if
whatif-title = What if an indicator counted more or less?
whatif-title-one = { $n ->
    [0] Not one place would be in another band
    [one] One place would be in another band
   *[other] { $n } places would be in another band
}
whatif-expired = What it said per place is erased. Nothing can be computed any more.
whatif-lead-over = This scan has lapsed: there is no list any more.
whatif-lead = Nothing of this is kept. The list stays as it is.
whatif-lead-one = If this indicator counted not { $van } but { $tot }:
whatif-indicator = Indicator
whatif-points = Would count for
whatif-show = Show
whatif-places = { $n ->
    [0] Places that move
    [one] One place moves
   *[other] { $n } places move
}
whatif-places-caption = Places that would be in another band, in the order of the scan
whatif-now = Now
whatif-then = Then
whatif-none = Not one place on the list would be in another band.
whatif-best-first = The highest places come first.
whatif-sensitivity = How sensitive is the list?
whatif-sensitivity-about = Per indicator: how many places change band when it counts one point less or more. If many move, the list hangs on that one weight. This is about the whole scan.
whatif-sensitivity-caption = Places that change band
whatif-points-now = Points now
whatif-less = One point less
whatif-more = One point more
whatif-of = places when { $naam } counts a point less
whatif-of-more = places when { $naam } counts a point more

## Compare
compare-title = { $n ->
    [0] Nothing changed band
    [one] One place changed band
   *[other] { $n } places changed band
}
compare-title-none = There is no earlier scan to compare with
compare-title-gone = These scans can no longer be compared
compare-lead = Compared with { $naam } of
compare-empty = As soon as there is an earlier scan of the same area and variant, what changed will be here.
compare-gone-note = This scan or the earlier one of this area has expired. What it said per place is erased.
compare-same-card = Both scans use the same rule card.
compare-other-card = The rule card has changed: from version { $oud } to version { $nieuw }.
compare-bands = From which band to which band
compare-from = Was
compare-to = Now { $band }
compare-gone = No longer in the scan
compare-new = New in the scan
compare-places = { $n ->
    [0] Places that changed
    [one] One place changed
   *[other] { $n } places changed
}
compare-places-caption = Places in another band, with what made the difference
compare-was = Was
compare-is = Now
compare-why = What made the difference
compare-no-change = nothing here; other places moved or the draw fell otherwise
compare-no-places = No place came into another band.

## Recipients
recipients-title = { $n ->
    [0] Nobody got this list
    [one] One recipient got this list
   *[other] { $n } recipients got this list
}
recipients-lead = { $n ->
    [0] Nobody is late with destroying it.
    [one] One recipient is late with destroying it.
   *[other] { $n } recipients are late with destroying it.
}
recipients-none = Here will be who got the list, what for and until when.
recipients-purpose = Purpose:
recipients-destroy-by = To be destroyed by
recipients-overdue = late
recipients-destroy = Has been destroyed
recipients-destroyed = Destroyed, reported by { $wie } on
recipients-new = Give the list to somebody
recipients-new-about = First record who gets the list. Then you fetch the file.
recipients-kept-back = These places are not in it now: objection { $bezwaar }, decided “do not visit” { $niet }.
recipients-kept-back-none = No place is left out now.
recipients-name = Name
recipients-name-hint = A person, not a department.
recipients-name-missing = Fill in who gets the list.
recipients-organisation = Organisation
recipients-organisation-missing = Fill in the organisation.
recipients-why = Purpose
recipients-why-hint = What does this person need the list for?
recipients-why-missing = Fill in what the list is needed for.
recipients-until = To be destroyed by
recipients-until-hint = Not later than the day on which the scan expires.
recipients-until-wrong = Choose a day from today on, and not later than the day on which the scan expires.
recipients-format = Form
recipients-format-missing = Choose a form.
recipients-make = Record
recipients-ready = The file is ready
recipients-ready-about = Fetch it and give it to { $naam }. Each time you fetch it is logged.
recipients-fetch = Fetch the file
recipients-not-approved = A list leaves only when somebody other than the author has approved the scan.
recipients-not-approved-title = This scan has not been approved yet
recipients-not-expired = This scan has expired. No list leaves any more.
recipients-not-expired-title = This scan has expired
recipients-form-sent = This form was sent before, with other answers. Nothing changed: fill in a new form for another recipient or term.
recipients-form-sent-title = This recipient has been recorded already
recipients-over = This recipient should have destroyed the list. Record a new recipient.
recipients-over-title = The term of this recipient is over
format-xlsx = Spreadsheet (XLSX)
format-csv = Table as text (CSV)
format-geojson = Points for a map (GeoJSON)
format-pdf = Report with places (PDF)
format-brief = Letter to the owner (PDF)
flash-shared = The recipient has been recorded. The file is ready.
flash-destroyed = Recorded: the list has been destroyed.

## Evaluation
evaluation-title = { $n ->
    [0] No visit to a proposed place has been noted yet
    [one] One visit to a proposed place noted
   *[other] { $n } visits to proposed places noted
}
evaluation-says-none = As soon as visits are noted, here it says whether the list yields more than the draw.
evaluation-says-few = There are too few visits to say anything: both parts are needed, chosen and drawn.
evaluation-says-better = The list led to a signal more often than the draw. The margins do not overlap.
evaluation-says-worse = The list led to a signal less often than the draw. Discuss whether to go on with this card.
evaluation-says-same = No difference is to be seen between the list and the draw.
evaluation-chosen = Signal after a visit to a chosen place
evaluation-drawn = Signal after a visit to a drawn place
evaluation-outcomes = What visits yielded
evaluation-outcomes-caption = Visits per part of the proposal
evaluation-part = Part
evaluation-part-chosen = Chosen by points
evaluation-part-drawn = Drawn from all places
evaluation-together = Together
evaluation-about = Only the drawn places say something of all places. The chosen places say something of the list. A visit to a place that was not proposed does not count here.
evaluation-decisions = What people decided
evaluation-decided = Proposed places: { $alle }. Decisions, also about places that were not proposed: { $n }; { $tegen ->
    [0] nobody decided other than the card.
    [one] one decision was other than the card.
   *[other] { $tegen } decisions were other than the card.
}
evaluation-disagreement-caption = Disagreement per indicator, over all scans you may see
evaluation-decided-with = Decisions in which it counted
evaluation-disagreed = Of which do not visit

## Indicators
indicators-title = { $n ->
    [0] No indicator counts yet
    [one] One indicator counts in a scan
   *[other] { $n } indicators count in a scan
}
indicators-lead = All indicators are about places. { $nooit ->
    [one] One thing we never use.
   *[other] { $nooit } things we never use.
}
indicators-never = Never
indicators-never-about = We never use this in a score, not even as the average of a neighbourhood. The program does not take it in.
indicator-never = never used
indicator-why-never = Why not
indicator-rule = Rule
indicator-on-card = { $n ->
    [one] one point on the card
   *[other] { $n } points on the card
}
indicator-not-computed = not computed
indicator-not-computed-about = This indicator is described, but not computed yet. It counts in no scan.
indicator-little = This indicator tells little apart: it holds for { $per } of 100 places where it is known (n = { $n }, from the newest scans). Points for it hardly move the order.
card-little = Tells little apart: holds for { $per } of 100 (n = { $n })
indicator-alone = This indicator never counts alone: only together with another. It has yet to prove itself.
indicator-group-gelegenheid = Opportunity
indicator-group-patroon = Pattern
indicator-group-historie = History
indicator-group-signaal = Signal
indicator-group-context = Surroundings
indicator-group-about-gelegenheid = What makes a place fit for misuse, without anybody doing wrong.
indicator-group-about-patroon = What does not fit together or often changes.
indicator-group-about-historie = What was found before.
indicator-group-about-signaal = What one person saw and another tested.
indicator-group-about-context = About the area. It is shown and never counts for a single place.
indicator-innocent = May well be innocent
indicator-caveat = Mind
indicator-calculation = How it is computed
indicator-object = Is about
indicator-sources = Sources
indicator-missing = not everything is delivered
indicator-regime = Regime
indicator-age = Counts at most
indicator-months = { $n ->
    [one] one month
   *[other] { $n } months
}
indicator-points = Points
indicator-card-points = { $n ->
    [one] one point on { $naam }
   *[other] { $n } points on { $naam }
}
indicator-on-no-card = on no card
indicator-version = Version
indicator-figures = What it said in the newest scan
indicator-figures-from = From the scan
indicator-figure-present = Found, of the places where it is known
indicator-figure-unknown = Unknown, of the places it can be about
indicator-figure-disagreed = People decided “do not visit”
indicator-figure-finds = With a known find
indicator-distribution = Distribution over the places
indicator-value = Value
indicator-bar = Share
indicator-bar-absent = not so
indicator-bar-present = is so
indicator-bar-unknown = unknown
indicator-no-scan = As soon as a scan is approved that you may see, the figures will be here.
indicator-areas = What it says of each area
indicator-areas-about = { $n ->
    [0] There is no area that you may see yet: no boundaries were delivered, or your municipality is not among them.
    [one] One area, from today's data.
   *[other] { $n } areas, from today's data; { $bekend } have a value. The highest comes first.
}
indicator-areas-small = { $n ->
    [one] One area is not shown: it has fewer than ten places or only one to four cases.
   *[other] { $n } areas are not shown: they have fewer than ten places or only one to four cases.
}
indicator-areas-caption = Value per area ({ $eenheid })
indicator-area = Area
indicator-area-small = too small to show
indicator-interval = 95% interval
indicator-n = n
indicator-source-date = Source and date
indicator-change = How it changes over time
indicator-change-caption = Approved scans of each area, the newest first
indicator-change-once = There is only one scan with figures of these. So no change can be seen yet:
indicator-change-drawn = Scans of a drawn shape are not shown here: no two shapes are alike.
indicator-scan = Scan
indicator-present = Found
indicator-unknown = Unknown

## Rule card
card-title = { $n ->
    [one] One indicator counts, { $punten } points at most
   *[other] { $n } indicators count, together { $punten } points at most
}
card-title-none = There is no rule card yet
card-version = version { $n }
card-signed = { $n ->
    [0] nobody signed yet
    [one] one partner signed
   *[other] { $n } partners signed
}
card-not-usable = This version does not count yet: at least { $n } partners must sign.
card-caption = What counts, and for how much
card-points = Points
card-sentence = What it says
card-why = Why these indicators and points
card-signatures = Signatures
card-no-signatures = No partner has signed this version yet.
card-sign = Sign for a partner
card-partner = Partner
card-partner-hint = The organisation that agrees.
card-partner-missing = Fill in which partner signs.
card-role = Role of who signs
card-role-hint = For example: district chief. No name.
card-role-missing = Fill in the role.
card-sign-now = Sign
card-empty = As soon as partners agree on a card, what counts and for how much will be here.
card-versions = Versions
card-new = New version
card-new-open = Agree on a new version
card-new-about = At most twelve indicators, each with 1 to 9 points. Empty or 0 means: does not count. The new version counts only when enough partners sign; scans that exist do not change.
card-new-points = Points per indicator
card-motivation = Motivation
card-motivation-hint = Why these indicators and points? This stands on the card and in the algorithm register.
card-points-wrong = Choose zero to nine whole points. Leave the field empty for an indicator that does not count.
card-motivation-missing = Write down why you agree on this.
card-keep = Keep the version
card-faulty = This card cannot be. Look at the points of each indicator.
flash-card-new = The new version has been kept. Ask partners to sign.
flash-card-signed = The signature has been kept.
algorithm-nav = Algorithm card
algorithm-title = The algorithm card
algorithm-about = This is what will stand in the Dutch algorithm register, after publication standard 1.0. It is made from the rule card itself.
algorithm-pdf = As PDF (Dutch)
algorithm-json = As JSON
algorithm-faults = This must be filled in before it can be published:
algorithm-field-name = Name
algorithm-field-description_short = Short description
algorithm-field-organization = Organisation
algorithm-field-status = Status
algorithm-field-contact_email = Contact
algorithm-field-publication_category = Category of publication
algorithm-field-category = Theme
algorithm-field-begin_date = Begin
algorithm-field-end_date = End
algorithm-field-website = Website
algorithm-field-goal = Goal
algorithm-field-proportionality = Proportionality
algorithm-field-human_intervention = What people do
algorithm-field-risks = Risks
algorithm-field-lawful_basis = Legal ground
algorithm-field-impacttoetsen_grouping = Assessments
algorithm-field-source_data = Data
algorithm-field-methods_and_models = Method
algorithm-field-provider = Supplier
algorithm-field-standard_version = Version of the standard
algorithm-field-source_id = Number at the source
algorithm-field-tags = Words to find it by
