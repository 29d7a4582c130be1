# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Areas
nav-start = Overview
nav-region = Region
nav-deliveries = Deliveries
nav-review = Matching
nav-partners = Partners

## Start page
start-title = { $n ->
    [0] Nothing is waiting for you today
    [one] One thing is waiting for you today
   *[other] { $n } things are waiting for you today
}
start-title-empty = Your region will appear here
start-lead = It is { $datum }.
start-cards = Today, for you
start-more = { $n ->
    [one] One more thing with the deliveries
   *[other] { $n } more things with the deliveries
}
start-region = The region
start-empty = There are no data yet. As soon as a BAG file has been read and released, you see your municipalities and their yards here, on the map and as a list.
start-empty-action = Deliver the first file
start-empty-command = Or let the operator run this on the server:
card-judge = { $n ->
    [one] One match waits for your judgement.
   *[other] { $n } matches wait for your judgement.
}
card-judge-action = Judge
card-release = The delivery { $naam } has been read and waits for release.
card-release-action = View
card-retention = The delivery { $naam } may be kept until { $datum }.
card-retention-action = View
card-problems = { $n ->
    [one] One row of the delivery { $naam } was not taken in.
   *[other] { $n } rows of the delivery { $naam } were not taken in.
}
card-problems-several = Of { $naam } deliveries, { $n } rows together were not taken in.
card-problems-several-action = View the causes
card-problems-action = View the causes

## Region
region-title = { $n ->
    [0] No municipality is known yet
    [one] The region has one municipality
   *[other] The region has { $n } municipalities
}
region-lead = { $erven ->
    [one] There is one yard
   *[other] There are { $erven } yards
} among { $plaatsen ->
    [one] one place
   *[other] { $plaatsen } places
} in all.
region-empty = As soon as municipal borders or a BAG file have been released, the municipalities appear here.
region-map = Map of the region
region-table = Municipalities with their places and the share of matched rows
region-municipality = Municipality
region-places = Places
region-rate-other = for that municipality only
region-rate = Matched rows
region-no-places = no places known yet
region-nowhere = { $n ->
    [one] One row
   *[other] { $n } rows
} out of { $totaal } cannot be placed in any municipality.

## Municipality
area-title = { $n ->
    [one] { $naam } has one yard
   *[other] { $naam } has { $n } yards
}
area-lead = There are { $plaatsen } places, of which { $buitengebied } in the countryside.
area-lead-rows = { $n ->
    [0] No row says anything about any place.
    [one] Rows say something about one place.
   *[other] Rows say something about { $n } places.
}
area-map = Map of { $naam }
area-search = Address or name
area-sort = Order
area-sort-name = by name
area-sort-rows = most rows first
area-show = Show
area-none = No place fits these filters.
area-empty = No places are known in this municipality yet.
area-all = Show all places
filter-all = All
filter-kind = Kind of place
filter-ground = Countryside or built-up
filter-rows = With or without rows
filter-with-rows = With rows
filter-everywhere = Everywhere
filter-countryside = Countryside
filter-built-up = Built-up area
filter-state = State
filter-source = Source
filter-all-sources = All sources
filter-holder = From whom
filter-all-holders = All organisations
filter-problems = With rows that were not taken in
filter-decision = Outcome of matching
kind-erf = yard
kind-unit = unit
kind-perceel = parcel with buildings
kind-ligplaats = berth
kind-standplaats = pitch
kinds-erf = Yards
kinds-unit = Units
kinds-perceel = Parcels
kinds-ligplaats = Berths
kinds-standplaats = Pitches
kind-about-erf = farm or business buildings in the countryside that belong together
kind-about-unit = one business address on a business park or in a multi-tenant building
kind-about-perceel = buildings that belong together without being a yard
kind-about-ligplaats = a place for a boat to live or work in
kind-about-standplaats = a place for a caravan or another movable building
countryside = countryside
built-up = built-up area
n-buildings = { $n ->
    [0] no building
    [one] one building
   *[other] { $n } buildings
}
n-addresses = { $n ->
    [0] no address
    [one] one address
   *[other] { $n } addresses
}
n-shed = { $n } m² of buildings without address
n-facts = { $n ->
    [one] one row
   *[other] { $n } rows
}
n-rows = { $n ->
    [one] One row
   *[other] { $n } rows
}
n-times = { $n ->
    [one] once
   *[other] { $n } times
}
no-facts = no rows
rules-title = How these places were determined
rules-places = How we determine what one place is (rule { $versie }, in Dutch)
rules-countryside = How we determine what countryside is (rule { $versie }, in Dutch)
rules-threshold = The threshold is { $n } addresses a cell. On the map the countryside cells are tinted.

## Place
place-lead = { $n ->
    [one] One row says something about this place.
   *[other] { $n } rows say something about this place.
}
place-lead-none = No row says anything about this place. That is no proof that there is nothing.
place-old = { $n ->
    [one] Does not count: one fact older than five years.
   *[other] Do not count: { $n } facts older than five years.
}
place-kind = Kind
place-municipality = Municipality
place-ground = Area
place-size = Size
place-parcel = Parcel
place-point = Position
place-map = Map around { $naam }
place-facts = { $n ->
    [0] What was delivered about this place
    [one] One fact from the deliveries
   *[other] { $n } facts from the deliveries
}
place-too-many = The newest come first. You find the rest with the delivery.
place-no-facts = The rows that belong to this place will be here. There is none now in the released deliveries that you may see.
place-why = Why this is one place
place-buildings = { $n ->
    [0] Buildings
    [one] One building
   *[other] { $n } buildings
}
place-buildings-caption = Buildings according to the BAG, the largest first
place-no-buildings = The BAG has no building for this place.
place-largest-first = The largest come first.
place-addresses = { $n ->
    [0] Addresses
    [one] One address
   *[other] { $n } addresses
}
place-addresses-caption = Addresses according to the BAG
place-no-addresses = No address belongs to this place.
place-neighbours = Other places on the same parcel
place-context = { $n ->
    [one] Surroundings: one row about the neighbourhood or municipality
   *[other] Surroundings: { $n } rows about the neighbourhood or municipality
}
place-context-about = These rows are about the area. They say nothing about this one place.
place-context-show = Show rows about the surroundings
place-newest-first = The newest come first.
building-id = Building
building-year = Year built
building-area = Footprint
building-addresses = Addresses
building-no-address = none
building-status = Status
address-label = Address
address-uses = Use
address-area = Floor area
address-side = side address
member-why = Why it belongs here
reason-adres_in_gebouw = An address of this place lies in this building.
reason-zelfde_perceel = It stands on the same parcel, close to the next building.
reason-vlak_ernaast = It stands right beside another building of this place; no parcel is known.
reason-dichtstbijzijnde_adres = It has no address itself and stands nearest to this place.
reason-alleenstaand = No address is near enough: the building is a place of its own.
reason-verzamelgebouw = This is the whole building; the business addresses in it are places of their own.
reason-ligt_in_gebouw = The address lies in a building of this place.
reason-punt_bij_gebouw = The address lies in or against a building of this place.
reason-eigen_unit = This business address was split off from a building with several addresses.
reason-zonder_gebouw = No building is known for this address.
reason- = The reason is not known.
reason-distance = (at { $n } metres)
reason-n = { $n ->
    [one] once
   *[other] { $n } times
}

## Facts
fact-current = holds now
fact-from = Delivered by { $houder }
fact-until = until
fact-row = the row itself
fact-why-matcher = Why this row belongs here
fact-why-person = Why this row belongs here (confirmed by a person)
fact-why-title = Why this row belongs here, in bits
fact-purpose = May be used for:
said-nothing = The row says no more than that it is there.
said-ja = yes
said-nee = no
field-row_id = Number at the partner
field-name = Name
field-kvk = Trade register number
field-establishment = Establishment number
field-street = Street
field-number = House number
field-letter = House letter
field-suffix = Addition
field-address = Address
field-postcode = Postcode
field-town = Town
field-municipality = Municipality
field-address_id = Address number (BAG)
field-unit_id = Unit number (BAG)
field-building_id = Building number (BAG)
field-parcel_id = Parcel
field-x = RD x
field-y = RD y
field-place_text = Place in words
field-precision_m = Precision in metres
field-date = Date
field-date_end = End date
field-category = Kind
field-status = Status
field-amount = Number
field-category-dumping = Kind of waste
field-category-vestiging = SBI code
field-category-bestemming = Designated use
field-category-signaal = Observation
field-category-deelobject = Kind of building part
field-status-deelobject = In use
field-status-oordeel = Judgement
field-status-melding = Status after review
field-status-aanbod = Offer
field-amount-deelobject = Area in m²
field-amount-aanwezigheid = Area in m²
field-amount-bezoeken = Number of visits
field-amount-meldingen = Number of reports
field-amount-landbouwtelling = Number of farms
row-kind-aanbod = For sale or to let
row-kind-aanwezigheid = Presence at an address
row-kind-bestemming = Permitted use
row-kind-bezoeken = Number of visits in an area
row-kind-deelobject = Use of a part of a property
row-kind-dumping = Dumping or waste incident
row-kind-havenincident = Incident on a port site
row-kind-klacht = Complaint about smell or discharge
row-kind-landbouwtelling = Agricultural census
row-kind-ligplaats = Berth or lock-up
row-kind-melding = Assessed report
row-kind-melding_tekst = Report as text
row-kind-meldingen = Number of reports in a neighbourhood
row-kind-oordeel = Judgement of the grid operator
row-kind-politiecijfer = Police figure of a municipality
row-kind-signaal = Signal
row-kind-signaal_professional = Signal of a professional
row-kind-vergunning = Environmental permit
row-kind-vestiging = Establishment in the trade register
row-kind-vondst = Find at an address
row-kind-zaak = Supervision case

## Matching: outcomes and reasons
decision-alle = All
decision-zeker = matched
decision-bevestigd = confirmed
decision-twijfel = unsure
decision-onbeslist = undecided
decision-geen = cannot be placed
decision-verworpen = belongs nowhere
decision-about-zeker = The program is sure enough; nobody looked at it.
decision-about-bevestigd = Somebody said that this is right.
decision-about-twijfel = Somebody should look at it. Until then the row does not count.
decision-about-onbeslist = Somebody looked and did not know. The row does not count.
decision-about-geen = Nothing was found that this row may be about.
decision-about-verworpen = Somebody said that the row does not belong here.
target-address = address
target-building = building
target-parcel = parcel
target-place = place
target-area = area
candidate-chance = chance of { $kans }
candidate-why = Why this was considered
verdict-zelfde = the same
verdict-niet_zelfde = not the same
verdict-weet_niet = don’t know
verdict-about = as { $wat }
verdict-by = by { $wie }
verdict-reason = Reason:
verdict-undone = taken back by { $wie },
evidence-overig = Something else that was compared.
evidence-bag_nummer = The BAG number is in the row.
evidence-bag_nummer_mogelijk_afgerond = The BAG number is in the row, but a spreadsheet may have rounded it.
evidence-bag_nummer_afgerond = The BAG number is right but for the last digit, which a spreadsheet made zero.
evidence-bag_nummer_aangevuld = The BAG number is right when zeros are put in front.
evidence-perceelcode = The code of the parcel is in the row.
evidence-gebiedscode = The code of the area is in the row.
evidence-straat_gelijk = The street is the same.
evidence-straat_afgekort = The street is an abbreviation that fits.
evidence-straat_lijkt = The street differs by one letter.
evidence-straat_lijkt_weinig = The street differs by a few letters.
evidence-straat_klinkt = The street sounds the same.
evidence-straat_onbekend = The row names a street that no register knows.
evidence-straat_frequentie = How rare or common the name of this street is.
evidence-woonplaats_in_levering = How often this delivery speaks of this town.
evidence-andere_mogelijkheden = Other places that fit too take a part of the chance.
evidence-zelfde_plek = More addresses on the same place fit: the place is surer than the address.
evidence-adres_nog_niet_in_gebruik = The address was issued, but the building or dwelling is not in use yet.
evidence-straat_anders = The street is another.
evidence-straat_enige = There is only one street of this name.
evidence-huisnummer_gelijk = The house number is the same.
evidence-huisnummer_in_reeks = The house number lies in the range named.
evidence-huisnummer_anders = The house number is another.
evidence-toevoeging_gelijk = Letter and addition are the same.
evidence-toevoeging_geen = Neither has a letter or addition.
evidence-toevoeging_ontbreekt = The register has a letter or addition, the row has not.
evidence-toevoeging_onbekend = The row has a letter or addition that the register does not know.
evidence-toevoeging_anders = The letter or addition is another.
evidence-postcode_gelijk = The postcode is the same.
evidence-postcode_cijfers_gelijk = The digits of the postcode are the same.
evidence-postcode_anders = The postcode is another.
evidence-woonplaats_gelijk = The town is the same.
evidence-woonplaats_lijkt = The town is much alike.
evidence-woonplaats_anders = The town is another.
evidence-gemeente_gelijk = The municipality is the same.
evidence-gemeente_vroeger = The row names a former municipality that lay here.
evidence-gemeente_anders = The municipality is another.
evidence-in_de_buurt_van_adres = The row says “opposite”, “beside” or “behind” this address.
evidence-afstand = The coordinates fit the address.
evidence-afstand_matig = The coordinates are neither near nor far.
evidence-afstand_ver = The coordinates are far from the address.
evidence-punt_in_gebouw = The point lies in the building.
evidence-punt_bij_gebouw = The point lies by the building, within its precision.
evidence-punt_in_perceel = The point lies in the parcel.
evidence-punt_in_gebied = The point lies in or near the area.
evidence-naam_gelijk = The text names the area.
evidence-naam_lijkt = The text has almost the same name.
evidence-naam_enige = There is only one area of this name.
evidence-straat_in_woonplaats = The street lies in the town named.
evidence-straat_in_andere_woonplaats = The street lies in another town.
evidence-punt_langs_weg_of_water = The point lies along this road or water.
evidence-alleen_gemeente_bij_onduidelijke_plaats = Only the municipality is clear; the place in the row is not.
evidence-punt_bij_weg_of_water = The point lies by this road or water, but is not precise enough to be sure.
evidence-punt_bij_bouwwerk = The point lies at this structure.
evidence-alleen_gemeente_bij_omschreven_plek = The row describes a spot; only the municipality is known.
evidence-hectometerpaal_op_de_grens = The hectometre post lies near the end of this stretch: rounding may have moved it.
evidence-hectometerpaal = The text names a road and a hectometre post on this stretch.
evidence-wegnummer = The text names the number of this road.
evidence-perceelcode_in_tekst = The text names the code of this parcel.
evidence-huisnummer_niet_gevonden = The row gives a house number that was not found; only the street fits.
evidence-ander_pand_genoemd = The row names a building that this address does not lie in.
evidence-ligt_in_genoemd_pand = The row names the building that this address lies in.
evidence-straat_vroeger = The street had this name in earlier days.
evidence-adres_enige = There are more streets of this name, but only this one has the number.
evidence-alleen_gemeente = Only the town or municipality is known.

## Judging
review-title = Is this about the same?
review-done = Everything has been judged
review-progress = { $n ->
    [0] Nothing is left.
    [one] One to go.
   *[other] { $n } to go.
}
review-expected = Of 100 matches that nobody looks at, we expect { $n } to be wrong (out of { $totaal } certain matches).
review-expected-few = Of 100 matches nobody looks at we expect fewer than one to be wrong (of { $totaal } certain matches).
review-undo = Undo the last judgement
review-by-delivery = Choose a delivery
review-all = All deliveries
review-not-open = This match has been judged. You may judge again; what was said before is kept. If you contradict a colleague, the row does not count until you have talked.
review-certain = The program decided this itself; nobody has judged it yet. Is it wrong? Say so below.
review-left = The row
review-right = The register
review-no-target = Nothing was found that is enough alike.
review-same = Same
review-not-same = Not the same
review-dont-know = Don’t know
review-reason = Reason
review-others = Or is it one of these?
review-choose = This is it
review-why = Why this was proposed
review-no-answer = No judgement came along. Go back and choose one of the three buttons.
review-no-candidate = This choice no longer belongs to this row. Go back and choose again.
flash-judged-same = Kept: same. If the delivery has been released, the row counts now.
flash-judged-not = Kept: not the same.
flash-judged-unsure = Kept: don’t know. The row does not count until somebody else looks.
flash-judged-other = Kept: the other one that you chose. If the delivery has been released, the row counts now.
flash-judged-meanwhile = Somebody else judged this match in the meantime. Your judgement was not kept. See below how it is now.
flash-undone = The last judgement was taken back. The facts are as they were before.
compare-caption = What was compared. Differences are underlined.
compare-what = Part
compare-mark = Difference
compare-same = same
compare-near = much alike
compare-other = different
compare-left = in the row only
compare-right = in the register only
compare-name = Name or description
compare-id = Number
compare-distance = Distance
compare-metres = { $n } metres from the point in the row
compare-precision = (the point is precise to { $n } metres)

## Row
row-title = Row { $n }
row-lead = Delivered by { $houder } in { $naam }.
row-sheet = Sheet: { $blad }.
row-to-place = To the place
row-to-judge = Judge
row-not-released = This delivery has not been released. The row does not count anywhere yet.
row-old = This row is older than five years and does not count.
row-match = What this row is about
row-others = { $n ->
    [one] One other possibility was considered
   *[other] { $n } other possibilities were considered
}
row-understood = What it said and how we read it
row-understood-caption = The row as we read it, with the heading in the file
row-field = Part
row-value = As we read it
row-heading = Heading in the file
row-raw = What it said, to the letter
row-raw-about = The cells of the columns that are used, in the order of the file.
row-empty-cell = empty
row-judgements = What people said of it
row-no-judgements = Nobody has judged this match.
row-undo = Take back the last judgement
row-delivery = The delivery

## Deliveries
deliveries-title = { $n ->
    [0] Nothing has been delivered yet
    [one] One delivery
   *[other] { $n } deliveries
}
deliveries-lead = { $rijen } rows came in: { $goed } taken in and { $fout } not.
deliveries-empty = The files of partners will be here, with what was taken in, what was not and why.
deliveries-none = No delivery fits these filters.
deliveries-all = Show all deliveries
deliveries-total = { $n ->
    [one] Together one delivery
   *[other] Together { $n } deliveries
}, { $rijen } rows = { $goed } taken in + { $fout } not taken in.
deliveries-total-rate = Matched:
compartment-name-open = Open data
compartment-name-gemeentelijk = Municipal data
compartment-name-convenant = Data under the covenant
compartment-about-open = Public; everybody who is signed in may see them.
compartment-about-gemeentelijk = Of municipalities and supervisors; only for who works there.
compartment-about-convenant = Only for who works under the covenant.
state-alle = All
state-aangevraagd = requested
state-rechtmatig = found lawful
state-ontvangen = received
state-gevalideerd = checked
state-gekoppeld = matched
state-vrijgegeven = released
state-ingetrokken = withdrawn
state-verlopen = expired
waits-partner = We wait for the partner.
waits-file = We wait for the file.
waits-reading = The file is being read.
waits-linking = The rows still have to be matched.
waits-release = Waits for release.
waits-nobody = In use.
waits-gone = Nothing of it is left.
deliveries-rows = Rows
deliveries-state = State
rows-in = { $n ->
    [one] one row
   *[other] { $n } rows
}
rows-accepted = { $n } taken in
rows-rejected = { $n } not
rate-label = Matched rows
rate-unsure = { $n ->
    [one] one row waits for a judgement
   *[other] { $n } rows wait for a judgement
}
rate-ground = Ground: rows are matched to this.
delivery-fold = Purpose, legal basis and retention
delivery-name = Delivery
delivery-holder = Holder
delivery-source = Source
delivery-purpose = Purpose
delivery-basis = Legal basis
delivery-compartment = Compartment
delivery-retention = Keep until
delivery-period = Period
delivery-to = to
delivery-file = File
delivery-about = About this delivery
delivery-lead = { $houder } delivered { $rijen } rows: { $goed } taken in and { $fout } not.
delivery-since = Since
delivery-release = Release
delivery-replaced = { $n ->
    [one] One of the { $alle } objects was replaced by a newer delivery:
   *[other] { $n } of the { $alle } objects were replaced by a newer delivery:
}
delivery-replaced-about = If you withdraw that one, they count here again.
delivery-release-about = After release the rows count for places, on the map and in the numbers.
delivery-incomplete = { $n ->
    [one] This file is incomplete: this part is damaged or cannot be unpacked.
   *[other] This file is incomplete: these parts are damaged or cannot be unpacked.
}
delivery-incomplete-about = Ask for a new file. If you release it all the same, what it does hold counts; what was delivered before and is missing here stays in use.
delivery-withdraw = Withdraw
delivery-matches = Matches
delivery-reached = Of the matched rows { $plaats } are about a place the program knows, { $grond } about an address, building or parcel that belongs to no place, and { $gebied } about an area only, such as a road or a neighbourhood.
delivery-own-rows = The numbers by outcome are about rows in { $gemeente }.
delivery-problems = { $n ->
    [0] No problems
    [one] One cause of problems
   *[other] { $n } causes of problems
}
delivery-no-problems = Every row was taken in without a remark.
delivery-gone = The rows of this delivery are gone, and what was said about them too.
delivery-mapping = Column mapping
delivery-history = History
delivery-changed = This delivery has changed in the meantime. See how it is now.
cause-rejected = row not taken in
cause-kept = row taken in nevertheless
cause-example = Example:
cause-row = row { $n }
cause-column = column { $naam }
cause-all = { $n ->
    [one] View the row
   *[other] View all { $n }
}
problems-title = { $n ->
    [one] One problem
   *[other] { $n } problems
}
problems-crumb = Problems
problems-caption = Problems in { $naam }
problems-row = Row
problems-column = Column
problems-value = What it said
problems-what = What is wrong and what to do
rows-title = { $n ->
    [0] No rows
    [one] One row
   *[other] { $n } rows
}
rows-crumb = Rows
rows-caption = Rows of { $naam }
rows-says = What the row says
rows-about = Is about
rows-nowhere = cannot be placed
rows-decision = Outcome
rows-empty = No row fits this choice, or the rows lie outside your municipality.
source-bag = Register of addresses and buildings
source-bgt = Large-scale topography
source-percelen = Cadastral map
source-wegen = Roads
source-gewaspercelen = Crop parcels
source-landbouwtelling = Agricultural census
source-bedrijventerreinen = Business parks
source-handelsregister = Trade register
source-leegstand = Presence by address
source-woz_gebruik = Use of parts of properties
source-bestemmingen = Zoning
source-vergunningen = Livestock permits
source-zaken_toezicht = Supervision and enforcement cases
source-milieuklachten = Complaints about smell and discharge
source-dumpingen = Dumpings and waste incidents
source-signalen_toezicht = Signals of supervisors and yard visitors
source-bezoeken_telling = Number of visits by area
source-vastgoedaanbod = For sale or to let
source-havenregister = Berths and lock-ups
source-politiecijfers_gemeente = Police figures by municipality
source-meldingen_gebied = Reports by neighbourhood
source-vondsten_adres = Finds by address
source-meldingen_getoetst = Assessed reports
source-netbeheerder_oordeel = Judgement of the grid operator
source-haven_incidenten = Incidents on port sites
source-districten = Police districts
source-wijken = Districts (CBS)
source-buurten = Neighbourhoods
source-signalen_professionals = Signals of professionals
source-doorgegeven_meldingen = Anonymous reports handed over
source-gemeentegrenzen = Municipal borders

## Delivering
upload-title = Deliver a file
upload-lead = You say whose file it is, what it may be used for and for how long. Then you see for each row what became of it. Nothing counts before release.
upload-again = What you filled in is still there. Choose the file again: a browser may not remember that.
upload-part-file = The file
upload-file = File
upload-file-hint = A BAG extract (zip), CSV, XLSX, GeoJSON, GeoPackage or GML.
upload-file-missing = Choose a file.
upload-format-unknown = We do not know this kind of file. Deliver a BAG extract (zip, with source BAG), CSV, XLSX, GeoJSON, GeoPackage or GML.
upload-source = Source
upload-source-hint = Is the source not in the list? Then ask first whether the file may be used.
upload-source-choose = Choose a source
upload-source-missing = Choose the source of the file.
upload-name = Name of the delivery
upload-name-hint = May be left empty: then we take the name of the source.
upload-name-long = The name is too long: at most 200 characters.
upload-holder = Holder
upload-holder-hint = Who sent it? May be left empty: then we take the holder of the source.
upload-municipality = Municipality
upload-municipality-wrong = Choose a municipality from the list, or leave the field empty when the file is about more than one.
upload-municipality-hint = Only when the whole file is about one municipality.
upload-municipality-none = The whole region
upload-from = Period from
upload-to = Period to
upload-date-wrong = We cannot read this date. Write for instance 2026-10-01.
upload-period-order = The period ends before it begins.
upload-part-law = Why and how long
upload-purpose = Purpose
upload-purpose-hint = What may it be used for? For instance: preparing visits.
upload-purpose-missing = Say what the file may be used for.
upload-basis = Legal basis
upload-basis-hint = For instance: GDPR article 6(1)(e).
upload-basis-missing = Say on which legal basis the file may be used.
upload-compartment = Compartment
upload-compartment-ground = Everybody sees a map layer or BAG extract, so it cannot be under the covenant. Choose another compartment, or send the data as a table.
upload-compartment-missing = Choose a compartment that you may work with.
upload-retention = Keep until
upload-retention-hint = After that everything of this delivery is removed.
upload-retention-wrong = Choose a date after today.
upload-part-mapping = Column mapping
upload-mapping-about = The mapping says which column is what. Columns that it does not name are not taken in. A BAG extract needs no mapping.
upload-mapping-file = File with the mapping
upload-mapping = Or type or paste the mapping
upload-mapping-hint = TOML: “kind” says what a row is about, “[columns]” names our fields with the heading in the file.
upload-mapping-missing = This kind of file needs a column mapping.
upload-mapping-wrong = The column mapping is wrong. Above the form you see what is the matter.
upload-submit = Deliver
upload-broken = Sending was broken off. Nothing was kept. Try again.
upload-text-long = A text in the form is too long. Nothing was kept.
form-back = Back without changing anything
job-receive = The file is being read
job-release = The delivery is being released
job-withdraw = The delivery is being withdrawn
phase-reading = The file is being read.
phase-ground = The ground is being read.
phase-places = Yards and other places are being determined.
phase-saving = Places are being stored.
phase-linking = Rows are being matched to places.

## Withdrawing
withdraw-title = Withdraw { $naam }?
withdraw-lead = Everything of this delivery is removed, from places, map and numbers too.
withdraw-lost = This is lost
withdraw-lost-rows = { $n ->
    [one] one row or object
   *[other] { $n } rows or objects
}
withdraw-lost-places = { $n ->
    [0] no fact of any place
    [one] facts of one place
   *[other] facts of { $n } places
}
withdraw-lost-judgements = { $n ->
    [0] no judgement of a match
    [one] one judgement of a match
   *[other] { $n } judgements of matches
}
withdraw-kept = What stays: the line in the list of deliveries, the history and your reason. The file can be delivered again.
withdraw-reason = Reason
withdraw-reason-hint = Others read this later. Do not write names of persons.
withdraw-reason-missing = Write why you withdraw this delivery.
withdraw-name = Type the name of the delivery: { $naam }
withdraw-name-hint = So that we are sure you mean this one.
withdraw-name-wrong = The name is not that of the delivery.
withdraw-submit = Withdraw and remove

## Search
search-title = Search
search-short = Type at least two characters
search-found = { $n ->
    [0] Nothing found for “{ $vraag }”
    [one] One result for “{ $vraag }”
   *[other] { $n } results for “{ $vraag }”
}
search-found-more = More than { $n } results for “{ $vraag }”
search-how = Search an address, postcode, yard, company, partner or page.
search-none = We found nothing that you may see. Try it like this:
search-tip-address = a street with house number, for instance “Achterweg 12”, with or without town and postcode
search-tip-postcode = a postcode with house number, for instance “1234 AB 12”
search-tip-company = the name or trade register number of a company
search-no-places = With your role you do not search addresses, places and companies.
search-more = You see the first { $n }. There are more: add letters, a house number or a town.
search-addresses = Addresses
search-places = Yards and other places
search-companies = Companies
search-areas = Municipalities
search-partners = Partners
search-pages = Pages
search-kvk = Trade register { $kvk }
search-holder = { $n ->
    [one] sent one delivery
   *[other] sent { $n } deliveries
}
search-note-addition = We did not find number { $wat }. These are addresses with the same house number.
search-note-spelling = We did not find a street with exactly this name. This is a street that differs from it by one letter.
search-note-postcode = We did not find this address with postcode { $wat }. This is the address without that postcode.

## Partners
partners-title = { $n ->
    [0] There are no partners yet
    [one] One partner
   *[other] { $n } partners
}
partners-lead = Who takes part in the programme, and in which role. The class decides what may be shared.
partners-empty = The organisations that take part will be here.
partners-filter = Class
partners-caption = Partners with their sector, class and role
partners-name = Partner
partners-sector = Sector
partners-class = Class
partners-role = Role

## Which question first
review-sorts = Choose what you judge
sort-twijfel = Doubt
sort-tweede = Second look
sort-controle = Check
sort-about-twijfel = What tells most comes first.
sort-about-tweede = A colleague has judged; you see that judgement once you have judged yourself.
sort-about-controle = These matches were drawn from what the program is certain of. So we measure how often it is right.
review-empty-twijfel = Matches that the program doubts come here. There is none at the moment.
review-empty-tweede = A part of what colleagues judged comes here, drawn by lot, for a second judgement. There is nothing for you at the moment.
review-empty-controle = Matches drawn from what the program is certain of come here. All that were drawn have been judged.
turn-first = This row comes first because
turn-later = This row is number { $n } because
turn-doubt = the program cannot tell
turn-rivals = { $n ->
    [one] one other place fits nearly as well
   *[other] { $n } other places fit nearly as well
}
turn-decides = the place has no fact at all yet
turn-alike = { $n } rows of this delivery name the same place
short-likely = Probably the same place (chance { $kans })
short-unlikely = Probably not the same place (chance { $kans })
short-open = It may be the same place, or not (chance { $kans })
short-but = but
short-and = and
review-later = Later
review-check = This match was drawn by lot. The program is certain of it; see whether it is right.
review-blind = A colleague has judged this. You see what they said once you have judged yourself.
review-ends = Colleagues contradict each other here. Until you have talked about it, the row does not count. Then give the final judgement here, with the reason.
review-ended = A final judgement was given on this row. It holds until somebody takes it back or gives a new one.
review-reason-end = Reason of the final judgement
review-no-reason = A final judgement needs a reason. Go back and write down why.
review-nothing-to-end = Nobody differs about this row any more. Go back and load the page again.
review-blind-undo = You cannot take this judgement back yet: judge yourself first, then you see what your colleague said.
review-blind-undo-title = Judge for yourself first
review-rivals = All possibilities on one scale
review-rivals-about = The further to the right, the more speaks for it. The line is zero: as much speaks for it as against it.
review-rival-here = the question is about this one
review-map = On the map
review-map-on = Show the map
review-map-off = Hide the map
review-map-point = The row names the point RD { $x } · { $y }.
review-map-none = There is no place here that you can see on the map.
verdict-ends = Final judgement:
row-judgements-hidden = A colleague has judged. You see that once you have judged yourself.
flash-second-agrees = Kept. You do not contradict your colleague.
flash-second-differs = Kept. Your colleague says something else. The row does not count until you give a final judgement together, under Agreement.
flash-differs = Kept. You contradict a colleague. The row does not count until you give a final judgement together, under Agreement.

## About matching
matching-pages = More about matching
matching-judge = Judge matches
matching-agreement = Agreement
matching-quality = Quality
matching-cut = Cut
match-agreement-title = Two reviewers: kappa { $kappa }
match-agreement-title-unknown = How far two reviewers agree is unknown
match-agreement-lead = { $n ->
    [0] There is no row yet that two people judged apart from each other.
    [one] This rests on one row that two people judged apart from each other.
   *[other] This rests on { $n } rows that two people judged apart from each other.
}
match-agreement-few = (too few rows)
match-agreement-about = Of every ten judged rows about one goes to a second reviewer, who does not see what the first said. Kappa says how much more often they say the same than by chance: 0 is no more often, 1 is always.
match-agreement-kappa = Kappa
match-agreement-no-interval = interval unknown
match-agreement-same = Said the same
match-agreement-waiting = Waits for your second look
match-agreement-apart = { $n ->
    [0] Nobody contradicts anybody
    [one] One row on which people contradict each other
   *[other] { $n } rows on which people contradict each other
}
match-agreement-apart-about = Talk about these rows together. Until there is a final judgement they do not count.
match-agreement-ended = { $n ->
    [one] On one row a final judgement was given already.
   *[other] On { $n } rows a final judgement was given already.
}
match-agreement-apart-caption = Rows to talk about
match-agreement-row = Row
match-agreement-number = row { $n }
match-agreement-proposal = What the program proposed
match-agreement-said = What was said
match-agreement-deliveries = By delivery
match-agreement-deliveries-caption = Agreement by delivery, with number and 95% interval
match-agreement-n = Rows
match-agreement-none = Nothing was judged yet by two people apart from each other.
match-agreement-how = How we calculate this
match-agreement-how-about = The question is whether what the program proposes is right: yes, no or don’t know. We compare the answers of the first two people, only for rows that were drawn for a second look. The interval follows from the variance of Fleiss, Cohen and Everitt (1969). With few rows it is too narrow. If they agree on everything there is no interval. If nearly all answers are the same, kappa is low although people agree: so look at the share on which the same was said as well.
match-quality-title = { $deel } of { $n ->
    [one] one row
   *[other] { $n } rows
} is matched
match-quality-title-none = Nothing has been matched yet
match-quality-lead = Matched is not yet rightly matched. So of each delivery at most { $n } certain matches were drawn by lot, for people to check.
match-quality-own = The numbers are about rows in { $gemeente }.
match-quality-caption = Matches by delivery
match-quality-rows = Rows
match-quality-matched = Matched
match-quality-unsure = Doubt
match-quality-none = No place
match-quality-judged = Judged
match-quality-stated = Right, says the program
match-quality-measured = Right, say people
match-quality-differs = differs
match-quality-empty = As soon as a delivery is matched, this says how well that went.
match-quality-how = How we measure this
match-quality-how-about = The program gives each certain match a chance; their mean is what it promises. Beside that we draw at most { $n } certain matches of each delivery by lot, whatever anybody thinks of them. People check those. The share that is right stands here with number and 95% interval (Wilson). “Don’t know” is not part of that share. When nothing was checked it is unknown.
match-quality-one-title = Quality of { $naam }
match-quality-one-lead = Of { $rijen } rows { $gekoppeld } are matched; { $twijfel } in doubt, { $geen } without a place. People judged { $beoordeeld }.
match-quality-certain = What the program is certain of
match-quality-measured-long = Right according to people who checked a part drawn by lot
match-quality-stated-long = Right according to the program itself
match-quality-differs-about = What the program promises does not fit what people found. Check more of the drawn rows and consider a higher cut.
match-quality-sample = Drawn to be checked
match-quality-sample-said = { $getrokken } drawn: { $goed } right, { $fout } wrong, { $onbekend } don’t know.
match-quality-to-check = Check the others
match-quality-cuts = With another cut
match-quality-model = What was learned from this delivery
match-quality-model-about = Each feature with how often it is seen when row and place belong together, how often by accident, and what that makes it worth in bits.
match-quality-model-said = Learned from { $vergeleken } of { $rijen } rows. From a chance of { $grens }% the program matches by itself.
match-quality-model-restless = The weights did not come to rest: read what is expected with care.
match-quality-seen = Seen at the match
match-quality-model-caption = Learned weights
match-quality-level = Feature
match-quality-m = Same place
match-quality-u = By accident
match-quality-bits = Bits
match-cut-title = From a chance of { $grens }% the program matches by itself
match-cut-lead = { $n ->
    [0] There are no matches yet to say anything about.
    [one] This rests on one match that nobody judged.
   *[other] This rests on { $n } matches that nobody judged.
}
match-cut-own = The program chooses the cut for each delivery: at least 95%, and higher where otherwise more than 2 in 100 matches would be wrong. The region has not chosen another.
match-cut-set = The region has chosen this cut.
match-cut-about = With a higher cut there are fewer wrong matches and more rows for people to look at. With a lower one it is the other way round.
match-cut-expected-about = This is expected from the chances of the matches themselves; it was not measured. Rows for which nothing was found do not count: we do not know whether anything was missed there.
match-cut-all = All deliveries together
match-cut-deliveries = By delivery
match-cut-caption = What each cut would mean
match-cut-caption-one = What each cut would mean for { $naam }
match-cut-from = Match from a chance of
match-cut-links = Matches
match-cut-in-words = What we expect
match-cut-now = (now)
match-cut-words = Of the 100 matches we expect { $fout } to be wrong; of 100 right ones we miss { $gemist }.
match-cut-hardly = fewer than 0.1
match-cut-none = There are no matches yet to say anything about.
match-cut-to-quality = Quality of { $naam }
match-cut-change = Change the cut
match-cut-change-about = Choose between { $laagste } and { $hoogste }%. Lower is not certain to anybody; higher the chances are not exact enough. All rows are matched again afterwards. What people judged stays. The change is in the audit trail with its reason.
match-cut-reason = Why
match-cut-reason-hint = For example: of fifty matches checked, four were wrong.
match-cut-reason-missing = Write down why the cut changes.
match-cut-out-of-bounds = Choose a cut between 80 and 99.5 per cent.
match-cut-submit = Change and match again
job-cut = All rows are matched again

# A building or address in the file of the BAG
object-title-pand = Building { $nummer }
object-title-adres = Address { $nummer }
object-title-perceel = Parcel { $nummer }
object-where = Where it stands in the file
object-part = Part of the file
object-nth = Which object in that part
object-says = What it says
object-valid = Valid from
object-occurrence = occurrence { $n }
object-place = Belongs to
object-no-place = no place the program knows
