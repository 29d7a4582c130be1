# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Onderdelen
nav-start = Overzicht
nav-region = Gebied
nav-deliveries = Leveringen
nav-review = Koppelen
nav-partners = Partners

## Startpagina
start-title = { $n ->
    [0] Vandaag wacht er niets op u
    [one] Vandaag wacht er één ding op u
   *[other] Vandaag wachten er { $n } dingen op u
}
start-title-empty = Hier komt uw regio
start-lead = Het is { $datum }.
start-cards = Vandaag voor u
start-more = { $n ->
    [one] Nog één ding bij de leveringen
   *[other] Nog { $n } dingen bij de leveringen
}
start-region = De regio
start-empty = Er zijn nog geen gegevens. Zodra er een BAG-bestand is ingelezen en vrijgegeven, ziet u hier uw gemeenten met hun erven, op de kaart en als lijst.
start-empty-action = Eerste bestand aanleveren
start-empty-command = Of laat de beheerder dit op de server uitvoeren:
card-judge = { $n ->
    [one] Eén koppeling wacht op uw oordeel.
   *[other] { $n } koppelingen wachten op uw oordeel.
}
card-judge-action = Beoordelen
card-release = De levering { $naam } is ingelezen en wacht op vrijgave.
card-release-action = Bekijken
card-retention = De levering { $naam } mag tot en met { $datum } worden bewaard.
card-retention-action = Bekijken
card-problems = { $n ->
    [one] Van de levering { $naam } is één rij niet ingelezen.
   *[other] Van de levering { $naam } zijn { $n } rijen niet ingelezen.
}
card-problems-several = Bij { $naam } leveringen zijn samen { $n } rijen niet ingelezen.
card-problems-several-action = Oorzaken bekijken
card-problems-action = Oorzaken bekijken

## Regio
region-title = { $n ->
    [0] Er is nog geen gemeente bekend
    [one] De regio heeft één gemeente
   *[other] De regio heeft { $n } gemeenten
}
region-lead = { $erven ->
    [one] Er is één erf
   *[other] Er zijn { $erven } erven
} op { $plaatsen ->
    [one] één plek
   *[other] { $plaatsen } plekken
} in totaal.
region-empty = Zodra er gemeentegrenzen of een BAG-bestand zijn vrijgegeven, staan hier de gemeenten.
region-map = Kaart van de regio
region-table = Gemeenten met hun plekken en het aandeel gekoppelde rijen
region-municipality = Gemeente
region-places = Plekken
region-rate-other = alleen voor die gemeente
region-rate = Gekoppelde rijen
region-no-places = nog geen plekken bekend
region-nowhere = { $n ->
    [one] Eén rij
   *[other] { $n } rijen
} van { $totaal } zijn in geen enkele gemeente te plaatsen.

## Gemeente
area-title = { $n ->
    [one] { $naam } heeft één erf
   *[other] { $naam } heeft { $n } erven
}
area-lead = Er zijn { $plaatsen } plekken, waarvan { $buitengebied } in het buitengebied.
area-lead-rows = { $n ->
    [0] Over geen enkele plek zegt een rij iets.
    [one] Over één plek zegt een rij iets.
   *[other] Over { $n } plekken zeggen rijen iets.
}
area-map = Kaart van { $naam }
area-search = Adres of naam
area-sort = Volgorde
area-sort-name = op naam
area-sort-rows = meeste rijen eerst
area-show = Tonen
area-none = Geen plek past bij deze filters.
area-empty = In deze gemeente zijn nog geen plekken bekend.
area-all = Alle plekken tonen
filter-all = Alles
filter-kind = Soort plek
filter-ground = Buitengebied of bebouwd
filter-rows = Met of zonder rijen
filter-with-rows = Met rijen
filter-everywhere = Overal
filter-countryside = Buitengebied
filter-built-up = Bebouwd gebied
filter-state = Stand van zaken
filter-source = Bron
filter-all-sources = Alle bronnen
filter-holder = Van wie
filter-all-holders = Alle organisaties
filter-problems = Met rijen die niet zijn ingelezen
filter-decision = Uitkomst van het koppelen
kind-erf = erf
kind-unit = unit
kind-perceel = perceel met gebouwen
kind-ligplaats = ligplaats
kind-standplaats = standplaats
kinds-erf = Erven
kinds-unit = Units
kinds-perceel = Percelen
kinds-ligplaats = Ligplaatsen
kinds-standplaats = Standplaatsen
kind-about-erf = gebouwen van een boerderij of bedrijf in het buitengebied, die bij elkaar horen
kind-about-unit = één bedrijfsadres op een bedrijventerrein of in een verzamelgebouw
kind-about-perceel = gebouwen die bij elkaar horen, zonder dat het een erf is
kind-about-ligplaats = een plek voor een boot waar men woont of werkt
kind-about-standplaats = een plek voor een woonwagen of ander verplaatsbaar gebouw
countryside = buitengebied
built-up = bebouwd gebied
n-buildings = { $n ->
    [0] geen gebouw
    [one] één gebouw
   *[other] { $n } gebouwen
}
n-addresses = { $n ->
    [0] geen adres
    [one] één adres
   *[other] { $n } adressen
}
n-shed = { $n } m² gebouw zonder adres
n-facts = { $n ->
    [one] één rij
   *[other] { $n } rijen
}
n-rows = { $n ->
    [one] Eén rij
   *[other] { $n } rijen
}
n-times = { $n ->
    [one] één keer
   *[other] { $n } keer
}
no-facts = geen rijen
rules-title = Hoe deze plekken zijn bepaald
rules-places = Zo bepalen wij wat één plek is (regel { $versie })
rules-countryside = Zo bepalen wij wat buitengebied is (regel { $versie })
rules-threshold = De grens ligt bij { $n } adressen per vak. Op de kaart zijn de vakken van het buitengebied getint.

## Plaats
place-lead = { $n ->
    [one] Eén rij zegt iets over deze plek.
   *[other] { $n } rijen zeggen iets over deze plek.
}
place-lead-none = Geen enkele rij zegt iets over deze plek. Dat is geen bewijs dat er niets is.
place-old = { $n ->
    [one] Telt niet mee: één feit ouder dan vijf jaar.
   *[other] Telt niet mee: { $n } feiten ouder dan vijf jaar.
}
place-kind = Soort
place-municipality = Gemeente
place-ground = Gebied
place-size = Omvang
place-parcel = Perceel
place-point = Ligging
place-map = Kaart rond { $naam }
place-facts = { $n ->
    [0] Wat er over deze plek is geleverd
    [one] Eén feit uit de leveringen
   *[other] { $n } feiten uit de leveringen
}
place-too-many = De nieuwste staan bovenaan. De rest vindt u bij de levering.
place-no-facts = Hier komen de rijen die bij deze plek horen. Er is er nu geen in de vrijgegeven leveringen die u mag zien.
place-why = Waarom dit één plek is
place-buildings = { $n ->
    [0] Gebouwen
    [one] Eén gebouw
   *[other] { $n } gebouwen
}
place-buildings-caption = Gebouwen volgens de BAG, het grootste eerst
place-no-buildings = Bij deze plek staat geen gebouw in de BAG.
place-largest-first = De grootste staan bovenaan.
place-addresses = { $n ->
    [0] Adressen
    [one] Eén adres
   *[other] { $n } adressen
}
place-addresses-caption = Adressen volgens de BAG
place-no-addresses = Bij deze plek hoort geen adres.
place-neighbours = Andere plekken op hetzelfde perceel
place-context = { $n ->
    [one] Omgeving: één rij over de buurt of gemeente
   *[other] Omgeving: { $n } rijen over de buurt of gemeente
}
place-context-about = Deze rijen gaan over het gebied. Zij zeggen niets over deze ene plek.
place-context-show = Rijen over de omgeving tonen
place-newest-first = De nieuwste staan bovenaan.
building-id = Pand
building-year = Bouwjaar
building-area = Oppervlakte
building-addresses = Adressen
building-no-address = geen
building-status = Status
address-label = Adres
address-uses = Gebruiksdoel
address-area = Oppervlakte
address-side = nevenadres
member-why = Waarom het hierbij hoort
reason-adres_in_gebouw = In dit gebouw ligt een adres van deze plek.
reason-zelfde_perceel = Het staat op hetzelfde perceel, dicht bij het volgende gebouw.
reason-vlak_ernaast = Het staat vlak naast een ander gebouw van deze plek; een perceel is niet bekend.
reason-dichtstbijzijnde_adres = Het heeft zelf geen adres en staat het dichtst bij deze plek.
reason-alleenstaand = Geen adres is dichtbij genoeg: het gebouw is een eigen plek.
reason-verzamelgebouw = Dit is het hele gebouw; de bedrijfsadressen erin zijn eigen plekken.
reason-ligt_in_gebouw = Het adres ligt in een gebouw van deze plek.
reason-punt_bij_gebouw = Het adres ligt in of tegen een gebouw van deze plek.
reason-eigen_unit = Dit bedrijfsadres is afgesplitst van een gebouw met meer adressen.
reason-zonder_gebouw = Bij dit adres is geen gebouw bekend.
reason- = De reden is niet bekend.
reason-distance = (op { $n } meter)
reason-n = { $n ->
    [one] één keer
   *[other] { $n } keer
}

## Feiten
fact-current = geldt nu
fact-from = Geleverd door { $houder }
fact-until = tot en met
fact-row = de rij zelf
fact-why-matcher = Waarom deze rij hier hoort
fact-why-person = Waarom deze rij hier hoort (door een persoon bevestigd)
fact-why-title = Waarom deze rij hierbij hoort, in bits
fact-purpose = Mag worden gebruikt voor:
said-nothing = De rij zegt niets meer dan dat zij er is.
said-ja = ja
said-nee = nee
field-row_id = Nummer bij de partner
field-name = Naam
field-kvk = KVK-nummer
field-establishment = Vestigingsnummer
field-street = Straat
field-number = Huisnummer
field-letter = Huisletter
field-suffix = Toevoeging
field-address = Adres
field-postcode = Postcode
field-town = Woonplaats
field-municipality = Gemeente
field-address_id = Nummeraanduiding
field-unit_id = Verblijfsobject
field-building_id = Pand
field-parcel_id = Perceel
field-x = RD x
field-y = RD y
field-place_text = Plaats in woorden
field-precision_m = Nauwkeurigheid in meters
field-date = Datum
field-date_end = Einddatum
field-category = Soort
field-status = Status
field-amount = Aantal
field-category-dumping = Soort afval
field-category-vestiging = SBI-code
field-category-bestemming = Bestemming
field-category-signaal = Waarneming
field-category-deelobject = Soort deelobject
field-status-deelobject = In gebruik
field-status-oordeel = Oordeel
field-status-melding = Status na toets
field-status-aanbod = Aanbod
field-amount-deelobject = Oppervlakte in m²
field-amount-aanwezigheid = Oppervlakte in m²
field-amount-bezoeken = Aantal bezoeken
field-amount-meldingen = Aantal meldingen
field-amount-landbouwtelling = Aantal bedrijven
row-kind-aanbod = Te koop of te huur
row-kind-aanwezigheid = Aanwezigheid op een adres
row-kind-bestemming = Toegelaten gebruik
row-kind-bezoeken = Aantal bezoeken in een gebied
row-kind-deelobject = Gebruik van een deelobject
row-kind-dumping = Dumping of afvalincident
row-kind-havenincident = Incident op een haventerrein
row-kind-klacht = Klacht over geur of lozing
row-kind-landbouwtelling = Landbouwtelling
row-kind-ligplaats = Ligplaats of box
row-kind-melding = Getoetste melding
row-kind-melding_tekst = Melding als tekst
row-kind-meldingen = Aantal meldingen in een buurt
row-kind-oordeel = Oordeel van de netbeheerder
row-kind-politiecijfer = Politiecijfer van een gemeente
row-kind-signaal = Signaal
row-kind-signaal_professional = Signaal van een professional
row-kind-vergunning = Milieuvergunning
row-kind-vestiging = Vestiging in het handelsregister
row-kind-vondst = Vondst op een adres
row-kind-zaak = Zaak van toezicht

## Koppelen: uitkomsten en redenen
decision-alle = Alles
decision-zeker = gekoppeld
decision-bevestigd = bevestigd
decision-twijfel = twijfel
decision-onbeslist = onbeslist
decision-geen = niet te plaatsen
decision-verworpen = hoort nergens bij
decision-about-zeker = Het programma is zeker genoeg; niemand heeft ernaar gekeken.
decision-about-bevestigd = Iemand heeft gezegd dat dit klopt.
decision-about-twijfel = Iemand moet ernaar kijken. Tot dan telt de rij niet mee.
decision-about-onbeslist = Iemand keek en wist het niet. De rij telt niet mee.
decision-about-geen = Er is niets gevonden waar deze rij over kan gaan.
decision-about-verworpen = Iemand heeft gezegd dat de rij hier niet bij hoort.
target-address = adres
target-building = gebouw
target-parcel = perceel
target-place = plek
target-area = gebied
candidate-chance = kans van { $kans }
candidate-why = Waarom dit is overwogen
verdict-zelfde = hetzelfde
verdict-niet_zelfde = niet hetzelfde
verdict-weet_niet = weet ik niet
verdict-about = als { $wat }
verdict-by = door { $wie }
verdict-reason = Reden:
verdict-undone = teruggenomen door { $wie },
evidence-overig = Iets anders dat is vergeleken.
evidence-bag_nummer = Het BAG-nummer staat in de rij.
evidence-bag_nummer_mogelijk_afgerond = Het BAG-nummer staat in de rij, maar kan door een rekenblad zijn afgerond.
evidence-bag_nummer_afgerond = Het BAG-nummer klopt op het laatste cijfer na, dat een rekenblad nul maakte.
evidence-bag_nummer_aangevuld = Het BAG-nummer klopt als er nullen voor worden gezet.
evidence-perceelcode = De code van het perceel staat in de rij.
evidence-gebiedscode = De code van het gebied staat in de rij.
evidence-straat_gelijk = De straat is gelijk.
evidence-straat_afgekort = De straat is een passende afkorting.
evidence-straat_lijkt = De straat verschilt één letter.
evidence-straat_lijkt_weinig = De straat verschilt een paar letters.
evidence-straat_klinkt = De straat klinkt hetzelfde.
evidence-straat_onbekend = De rij noemt een straat die in geen register staat.
evidence-straat_frequentie = Hoe zeldzaam of gewoon deze straatnaam is.
evidence-woonplaats_in_levering = Hoe vaak deze levering over deze woonplaats gaat.
evidence-andere_mogelijkheden = Andere plekken die ook passen, nemen een deel van de kans.
evidence-zelfde_plek = Meer adressen op dezelfde plek passen: de plek is zekerder dan het adres.
evidence-adres_nog_niet_in_gebruik = Het adres is uitgegeven, maar het pand of de woning is nog niet in gebruik.
evidence-straat_anders = De straat is anders.
evidence-straat_enige = Er is maar één straat met deze naam.
evidence-huisnummer_gelijk = Het huisnummer is gelijk.
evidence-huisnummer_in_reeks = Het huisnummer ligt in de genoemde reeks.
evidence-huisnummer_anders = Het huisnummer is anders.
evidence-toevoeging_gelijk = Letter en toevoeging zijn gelijk.
evidence-toevoeging_geen = Geen van beide heeft een letter of toevoeging.
evidence-toevoeging_ontbreekt = Het register heeft een letter of toevoeging, de rij niet.
evidence-toevoeging_onbekend = De rij heeft een letter of toevoeging die het register niet kent.
evidence-toevoeging_anders = De letter of toevoeging is anders.
evidence-postcode_gelijk = De postcode is gelijk.
evidence-postcode_cijfers_gelijk = De cijfers van de postcode zijn gelijk.
evidence-postcode_anders = De postcode is anders.
evidence-woonplaats_gelijk = De woonplaats is gelijk.
evidence-woonplaats_lijkt = De woonplaats lijkt erop.
evidence-woonplaats_anders = De woonplaats is anders.
evidence-gemeente_gelijk = De gemeente is gelijk.
evidence-gemeente_vroeger = De rij noemt een vroegere gemeente die hier lag.
evidence-gemeente_anders = De gemeente is anders.
evidence-in_de_buurt_van_adres = De rij zegt «tegenover», «naast» of «achter» dit adres.
evidence-afstand = De coördinaten passen bij het adres.
evidence-afstand_matig = De coördinaten liggen niet dichtbij en niet ver weg.
evidence-afstand_ver = De coördinaten liggen ver van het adres.
evidence-punt_in_gebouw = Het punt ligt in het gebouw.
evidence-punt_bij_gebouw = Het punt ligt bij het gebouw, binnen de nauwkeurigheid.
evidence-punt_in_perceel = Het punt ligt in het perceel.
evidence-punt_in_gebied = Het punt ligt in of bij het gebied.
evidence-naam_gelijk = De tekst noemt het gebied bij naam.
evidence-naam_lijkt = De tekst noemt bijna dezelfde naam.
evidence-naam_enige = Er is maar één gebied met deze naam.
evidence-straat_in_woonplaats = De straat ligt in de genoemde woonplaats.
evidence-straat_in_andere_woonplaats = De straat ligt in een andere woonplaats.
evidence-punt_langs_weg_of_water = Het punt ligt langs deze weg of dit water.
evidence-alleen_gemeente_bij_onduidelijke_plaats = Alleen de gemeente is duidelijk; de plaats in de rij niet.
evidence-punt_bij_weg_of_water = Het punt ligt bij deze weg of dit water, maar is te onnauwkeurig om dat zeker te weten.
evidence-punt_bij_bouwwerk = Het punt ligt bij dit bouwwerk.
evidence-alleen_gemeente_bij_omschreven_plek = De rij omschrijft een plek; alleen de gemeente is bekend.
evidence-hectometerpaal_op_de_grens = De hectometerpaal ligt bij de grens van dit wegvak: afgerond kan het ook het volgende zijn.
evidence-hectometerpaal = De tekst noemt een weg en een hectometerpaal op dit wegvak.
evidence-wegnummer = De tekst noemt het nummer van deze weg.
evidence-perceelcode_in_tekst = De tekst noemt de code van dit perceel.
evidence-huisnummer_niet_gevonden = De rij noemt een huisnummer dat niet is gevonden; alleen de straat klopt.
evidence-ander_pand_genoemd = De rij noemt een gebouw waar dit adres niet in ligt.
evidence-ligt_in_genoemd_pand = De rij noemt het gebouw waar dit adres in ligt.
evidence-straat_vroeger = De straat heette vroeger zo.
evidence-adres_enige = Er zijn meer straten met deze naam, maar alleen deze heeft dit huisnummer.
evidence-alleen_gemeente = Alleen de woonplaats of gemeente is bekend.

## Beoordelen
review-title = Gaat dit over hetzelfde?
review-done = Alles is beoordeeld
review-progress = { $n ->
    [0] Er wacht niets meer.
    [one] Nog één te gaan.
   *[other] Nog { $n } te gaan.
}
review-expected = Van 100 koppelingen die niemand bekijkt, verwachten wij er { $n } fout (van { $totaal } zekere koppelingen).
review-expected-few = Van 100 koppelingen die niemand bekijkt, verwachten wij er minder dan één fout (van { $totaal } zekere koppelingen).
review-undo = Vorig oordeel ongedaan maken
review-by-delivery = Kies een levering
review-all = Alle leveringen
review-not-open = Over deze koppeling is al geoordeeld. U kunt een nieuw oordeel geven; het vorige blijft bewaard. Spreekt u een collega tegen, dan telt de rij niet mee tot u er samen uit bent.
review-certain = Het programma is hier zelf uitgekomen; nog niemand heeft erover geoordeeld. Klopt het niet? Zeg het hieronder.
review-left = De rij
review-right = Het register
review-no-target = Er is niets gevonden dat genoeg lijkt.
review-same = Zelfde
review-not-same = Niet zelfde
review-dont-know = Weet ik niet
review-reason = Reden
review-others = Of is het een van deze?
review-choose = Deze is het
review-why = Waarom dit is voorgesteld
review-no-answer = Er kwam geen oordeel mee. Ga terug en kies een van de drie knoppen.
review-no-candidate = Deze keuze hoort niet meer bij deze rij. Ga terug en kies opnieuw.
flash-judged-same = Bewaard: zelfde. Bij een vrijgegeven levering telt de rij nu mee.
flash-judged-not = Bewaard: niet zelfde.
flash-judged-unsure = Bewaard: weet ik niet. De rij telt niet mee tot iemand anders kijkt.
flash-judged-other = Bewaard: de andere die u koos. Bij een vrijgegeven levering telt de rij nu mee.
flash-judged-meanwhile = Iemand anders heeft deze koppeling intussen beoordeeld. Uw oordeel is niet bewaard. Bekijk hieronder hoe het nu is.
flash-undone = Het laatste oordeel is teruggenomen. De feiten zijn weer zoals daarvoor.
compare-caption = Wat er is vergeleken. Wat verschilt, is onderstreept.
compare-what = Onderdeel
compare-mark = Verschil
compare-same = gelijk
compare-near = lijkt erop
compare-other = anders
compare-left = alleen in de rij
compare-right = alleen in het register
compare-name = Naam of omschrijving
compare-id = Nummer
compare-distance = Afstand
compare-metres = { $n } meter van het punt in de rij
compare-precision = (het punt is op { $n } meter nauwkeurig)

## Rij
row-title = Rij { $n }
row-lead = Geleverd door { $houder } in { $naam }.
row-sheet = Blad: { $blad }.
row-to-place = Naar de plek
row-to-judge = Oordelen
row-not-released = Deze levering is niet vrijgegeven. De rij telt nog nergens mee.
row-old = Deze rij is ouder dan vijf jaar en telt niet mee.
row-match = Waar deze rij over gaat
row-others = { $n ->
    [one] Er is nog één mogelijkheid overwogen
   *[other] Er zijn nog { $n } mogelijkheden overwogen
}
row-understood = Wat er stond en hoe wij het lezen
row-understood-caption = De rij zoals wij haar lezen, met de kop in het bestand
row-field = Onderdeel
row-value = Zo lezen wij het
row-heading = Kop in het bestand
row-raw = Wat er letterlijk stond
row-raw-about = De cellen van de gebruikte kolommen, in de volgorde van het bestand.
row-empty-cell = leeg
row-judgements = Wat mensen hierover zeiden
row-no-judgements = Niemand heeft over deze koppeling geoordeeld.
row-undo = Laatste oordeel terugnemen
row-delivery = De levering

## Leveringen
deliveries-title = { $n ->
    [0] Er is nog niets geleverd
    [one] Eén levering
   *[other] { $n } leveringen
}
deliveries-lead = Er kwamen { $rijen } rijen binnen: { $goed } ingelezen en { $fout } niet.
deliveries-empty = Hier staan straks de bestanden van partners, met wat er is ingelezen, wat niet en waarom.
deliveries-none = Geen levering past bij deze filters.
deliveries-all = Alle leveringen tonen
deliveries-total = { $n ->
    [one] Samen één levering
   *[other] Samen { $n } leveringen
}, { $rijen } rijen = { $goed } ingelezen + { $fout } niet ingelezen.
deliveries-total-rate = Gekoppeld:
compartment-name-open = Open gegevens
compartment-name-gemeentelijk = Gemeentelijke gegevens
compartment-name-convenant = Gegevens onder het convenant
compartment-about-open = Openbaar; iedereen die is aangemeld mag ze zien.
compartment-about-gemeentelijk = Van gemeenten en toezichthouders; alleen voor wie daar werkt.
compartment-about-convenant = Alleen voor wie onder het convenant werkt.
state-alle = Alle
state-aangevraagd = aangevraagd
state-rechtmatig = rechtmatig bevonden
state-ontvangen = ontvangen
state-gevalideerd = gecontroleerd
state-gekoppeld = gekoppeld
state-vrijgegeven = vrijgegeven
state-ingetrokken = ingetrokken
state-verlopen = verlopen
waits-partner = Wij wachten op de partner.
waits-file = Wij wachten op het bestand.
waits-reading = Het bestand wordt gelezen.
waits-linking = De rijen worden nog gekoppeld.
waits-release = Wacht op vrijgave.
waits-nobody = In gebruik.
waits-gone = Er is niets meer van over.
deliveries-rows = Rijen
deliveries-state = Stand
rows-in = { $n ->
    [one] één rij
   *[other] { $n } rijen
}
rows-accepted = { $n } ingelezen
rows-rejected = { $n } niet
rate-label = Gekoppelde rijen
rate-unsure = { $n ->
    [one] één rij wacht op een oordeel
   *[other] { $n } rijen wachten op een oordeel
}
rate-ground = Ondergrond: hieraan wordt gekoppeld.
delivery-fold = Doel, grondslag en bewaartermijn
delivery-name = Levering
delivery-holder = Houder
delivery-source = Bron
delivery-purpose = Doel
delivery-basis = Grondslag
delivery-compartment = Compartiment
delivery-retention = Bewaren tot en met
delivery-period = Periode
delivery-to = tot en met
delivery-file = Bestand
delivery-about = Over deze levering
delivery-lead = { $rijen ->
    [one] { $houder } leverde één rij: { $goed } ingelezen en { $fout } niet.
   *[other] { $houder } leverde { $rijen } rijen: { $goed } ingelezen en { $fout } niet.
}
delivery-since = Sinds
delivery-release = Vrijgeven
delivery-replaced = { $n ->
    [one] Eén van de { $alle } objecten is vervangen door een nieuwere levering:
   *[other] { $n } van de { $alle } objecten zijn vervangen door een nieuwere levering:
}
delivery-replaced-about = Trekt u die in, dan tellen ze hier weer mee.
delivery-release-about = Na vrijgave tellen de rijen mee bij plekken, op de kaart en in de aantallen.
delivery-incomplete = { $n ->
    [one] Dit bestand is onvolledig: dit deel is beschadigd of niet uit te pakken.
   *[other] Dit bestand is onvolledig: deze delen zijn beschadigd of niet uit te pakken.
}
delivery-incomplete-about = Vraag een nieuw bestand. Geeft u dit toch vrij, dan telt mee wat er wel in staat; wat eerder geleverd is en hier ontbreekt, blijft gelden.
delivery-withdraw = Intrekken
delivery-matches = Koppeling
delivery-reached = Waarover de gekoppelde rijen gaan: { $plaats } over een plek die het programma kent, { $grond } over een adres, gebouw of perceel dat bij geen plek hoort, en { $gebied } alleen over een gebied, zoals een weg of een buurt.
delivery-own-rows = De aantallen per uitkomst gaan over rijen in { $gemeente }.
delivery-problems = { $n ->
    [0] Geen problemen
    [one] Eén oorzaak van problemen
   *[other] { $n } oorzaken van problemen
}
delivery-no-problems = Elke rij is ingelezen zonder opmerking.
delivery-gone = De rijen van deze levering zijn weg, en wat erover gemeld werd ook.
delivery-mapping = Kolomindeling
delivery-history = Geschiedenis
delivery-changed = Deze levering is intussen veranderd. Bekijk hoe het nu is.
cause-rejected = rij niet ingelezen
cause-kept = rij wel ingelezen
cause-example = Voorbeeld:
cause-row = rij { $n }
cause-column = kolom { $naam }
cause-all = { $n ->
    [one] De rij bekijken
   *[other] Alle { $n } bekijken
}
problems-title = { $n ->
    [one] Eén probleem
   *[other] { $n } problemen
}
problems-crumb = Problemen
problems-caption = Problemen in { $naam }
problems-row = Rij
problems-column = Kolom
problems-value = Wat er stond
problems-what = Wat er mis is en wat te doen
rows-title = { $n ->
    [0] Geen rijen
    [one] Eén rij
   *[other] { $n } rijen
}
rows-crumb = Rijen
rows-caption = Rijen van { $naam }
rows-says = Wat de rij zegt
rows-about = Gaat over
rows-nowhere = niet te plaatsen
rows-decision = Uitkomst
rows-empty = Geen rij past bij deze keuze, of de rijen liggen buiten uw gemeente.
source-bag = Basisregistratie adressen en gebouwen
source-bgt = Grootschalige topografie
source-percelen = Kadastrale kaart
source-wegen = Wegenbestand
source-gewaspercelen = Gewaspercelen
source-landbouwtelling = Landbouwtelling
source-bedrijventerreinen = Bedrijventerreinen
source-handelsregister = Handelsregister
source-leegstand = Aanwezigheid per adres
source-woz_gebruik = Gebruik van deelobjecten
source-bestemmingen = Bestemmingen en functies
source-vergunningen = Milieuvergunningen veehouderij
source-zaken_toezicht = Zaken toezicht en handhaving
source-milieuklachten = Klachten geur en lozing
source-dumpingen = Dumpingen en afvalincidenten
source-signalen_toezicht = Signalen van toezicht en erfbetreders
source-bezoeken_telling = Aantal bezoeken per gebied
source-vastgoedaanbod = Aanbod te koop of te huur
source-havenregister = Ligplaatsen en boxen
source-politiecijfers_gemeente = Politiecijfers per gemeente
source-meldingen_gebied = Meldingen per buurt
source-vondsten_adres = Vondsten per adres
source-meldingen_getoetst = Getoetste meldingen
source-netbeheerder_oordeel = Oordeel netbeheerder
source-haven_incidenten = Incidenten op haventerreinen
source-districten = Politiedistricten
source-wijken = Wijken
source-buurten = Buurten
source-signalen_professionals = Signalen van professionals
source-doorgegeven_meldingen = Doorgegeven anonieme meldingen
source-gemeentegrenzen = Gemeentegrenzen

## Aanleveren
upload-title = Bestand aanleveren
upload-lead = U zegt van wie het bestand is, waarvoor het mag worden gebruikt en hoe lang. Daarna ziet u per rij wat ermee is gebeurd. Pas na vrijgave telt iets mee.
upload-again = Wat u hebt ingevuld staat er nog. Kies het bestand opnieuw: een browser mag dat niet onthouden.
upload-part-file = Het bestand
upload-file = Bestand
upload-file-hint = Een BAG-extract (zip), CSV, XLSX, GeoJSON, GeoPackage of GML.
upload-file-missing = Kies een bestand.
upload-format-unknown = Dit soort bestand kennen wij niet. Lever een BAG-extract (zip, met bron BAG), CSV, XLSX, GeoJSON, GeoPackage of GML aan.
upload-source = Bron
upload-source-hint = Staat de bron er niet bij? Vraag dan eerst of het bestand mag worden gebruikt.
upload-source-choose = Kies een bron
upload-source-missing = Kies de bron van het bestand.
upload-name = Naam van de levering
upload-name-hint = Leeg laten mag: dan nemen wij de naam van de bron.
upload-name-long = De naam is te lang: hoogstens 200 tekens.
upload-holder = Houder
upload-holder-hint = Wie stuurde het? Leeg laten mag: dan nemen wij de houder van de bron.
upload-municipality = Gemeente
upload-municipality-wrong = Kies een gemeente uit de lijst, of laat het vak leeg als het bestand over meer gemeenten gaat.
upload-municipality-hint = Alleen als het hele bestand over één gemeente gaat.
upload-municipality-none = De hele regio
upload-from = Periode van
upload-to = Periode tot en met
upload-date-wrong = Deze datum lezen wij niet. Schrijf bijvoorbeeld 2026-10-01.
upload-period-order = De periode eindigt voor zij begint.
upload-part-law = Waarom en hoe lang
upload-purpose = Doel
upload-purpose-hint = Waarvoor mag het worden gebruikt? Bijvoorbeeld: voorbereiden van bezoekrondes.
upload-purpose-missing = Zeg waarvoor het bestand mag worden gebruikt.
upload-basis = Wettelijke grondslag
upload-basis-hint = Bijvoorbeeld: AVG artikel 6, lid 1, onder e.
upload-basis-missing = Zeg op welke grondslag het bestand mag worden gebruikt.
upload-compartment = Compartiment
upload-compartment-ground = Een kaartlaag of BAG-extract ziet iedereen, dus die kan niet onder het convenant. Kies een ander compartiment, of lever de gegevens als tabel.
upload-compartment-missing = Kies een compartiment waarmee u mag werken.
upload-retention = Bewaren tot en met
upload-retention-hint = Daarna wordt alles van deze levering verwijderd.
upload-retention-wrong = Kies een datum na vandaag.
upload-part-mapping = Kolomindeling
upload-mapping-about = De indeling zegt welke kolom wat is. Kolommen die er niet in staan, worden niet ingelezen. Voor een BAG-extract is geen indeling nodig.
upload-mapping-file = Bestand met de indeling
upload-mapping = Of typ of plak de indeling
upload-mapping-hint = TOML: «kind» zegt waar een rij over gaat, «[columns]» noemt onze velden met de kop in het bestand.
upload-mapping-missing = Bij dit soort bestand hoort een kolomindeling.
upload-mapping-wrong = De kolomindeling klopt niet. Boven het formulier staat wat er mis is.
upload-submit = Aanleveren
upload-broken = Het versturen is afgebroken. Er is niets bewaard. Probeer het opnieuw.
upload-text-long = Een tekst in het formulier is te lang. Er is niets bewaard.
form-back = Terug zonder iets te wijzigen
job-receive = Het bestand wordt ingelezen
job-release = De levering wordt vrijgegeven
job-withdraw = De levering wordt ingetrokken
phase-reading = Het bestand wordt gelezen.
phase-ground = De ondergrond wordt gelezen.
phase-places = Erven en andere plekken worden bepaald.
phase-saving = Plekken worden opgeslagen.
phase-linking = Rijen worden op de kaart gekoppeld.

## Intrekken
withdraw-title = { $naam } intrekken?
withdraw-lead = Alles van deze levering wordt verwijderd, ook uit plekken, kaart en aantallen.
withdraw-lost = Dit gaat verloren
withdraw-lost-rows = { $n ->
    [one] één rij of object
   *[other] { $n } rijen of objecten
}
withdraw-lost-places = { $n ->
    [0] geen feit bij een plek
    [one] feiten bij één plek
   *[other] feiten bij { $n } plekken
}
withdraw-lost-judgements = { $n ->
    [0] geen oordeel over een koppeling
    [one] één oordeel over een koppeling
   *[other] { $n } oordelen over koppelingen
}
withdraw-kept = Wat blijft: de regel in de lijst met leveringen, de geschiedenis en uw reden. Het bestand kan opnieuw worden aangeleverd.
withdraw-reason = Reden
withdraw-reason-hint = Anderen lezen dit later terug. Schrijf geen namen van personen op.
withdraw-reason-missing = Schrijf op waarom u deze levering intrekt.
withdraw-name = Typ de naam van de levering: { $naam }
withdraw-name-hint = Zo weten wij zeker dat u deze bedoelt.
withdraw-name-wrong = De naam is niet gelijk aan die van de levering.
withdraw-submit = Intrekken en verwijderen

## Zoeken
search-title = Zoeken
search-short = Typ minstens twee tekens
search-found = { $n ->
    [0] Niets gevonden voor «{ $vraag }»
    [one] Eén resultaat voor «{ $vraag }»
   *[other] { $n } resultaten voor «{ $vraag }»
}
search-found-more = Meer dan { $n } resultaten voor «{ $vraag }»
search-how = Zoek een adres, postcode, erf, bedrijf, partner of pagina.
search-none = Wij vonden niets dat u mag zien. Probeer het zo:
search-tip-address = een straat met huisnummer, bijvoorbeeld «Achterweg 12», met of zonder woonplaats en postcode
search-tip-postcode = een postcode met huisnummer, bijvoorbeeld «1234 AB 12»
search-tip-company = de naam of het KVK-nummer van een bedrijf
search-no-places = Met uw rol zoekt u niet in adressen, plekken en bedrijven.
search-more = U ziet de eerste { $n }. Er zijn er meer: typ meer letters, een huisnummer of een woonplaats erbij.
search-addresses = Adressen
search-places = Erven en andere plekken
search-companies = Bedrijven
search-areas = Gemeenten
search-partners = Partners
search-pages = Pagina’s
search-kvk = KVK { $kvk }
search-holder = { $n ->
    [one] stuurde één levering
   *[other] stuurde { $n } leveringen
}
search-note-addition = Nummer { $wat } vonden wij niet. Dit zijn adressen met hetzelfde huisnummer.
search-note-spelling = Een straat met precies deze naam vonden wij niet. Dit is een straat die er één letter van verschilt.
search-note-postcode = Met postcode { $wat } vonden wij dit adres niet. Dit is het adres zonder die postcode.

## Partners
partners-title = { $n ->
    [0] Er zijn nog geen partners
    [one] Eén partner
   *[other] { $n } partners
}
partners-lead = Wie meedoen aan het programma, en in welke rol. De klasse bepaalt wat mag worden gedeeld.
partners-empty = Hier komen de organisaties die meedoen.
partners-filter = Klasse
partners-caption = Partners met hun sector, klasse en rol
partners-name = Partner
partners-sector = Sector
partners-class = Klasse
partners-role = Rol

## Welke vraag eerst
review-sorts = Kies wat u beoordeelt
sort-twijfel = Twijfel
sort-tweede = Tweede blik
sort-controle = Controle
sort-about-twijfel = Wat het meest oplevert, komt eerst.
sort-about-tweede = Een collega oordeelde al; u ziet dat oordeel nadat u zelf hebt geoordeeld.
sort-about-controle = Deze koppelingen zijn geloot uit wat het programma zeker weet. Zo meten wij hoe vaak het gelijk heeft.
review-empty-twijfel = Hier staan koppelingen waarover het programma twijfelt. Op dit moment is er geen.
review-empty-tweede = Hier staat een deel van wat collega’s beoordeelden, geloot, voor een tweede oordeel. Op dit moment is er niets voor u.
review-empty-controle = Hier staan koppelingen die zijn geloot uit wat het programma zeker weet. Alles wat is geloot, is beoordeeld.
turn-first = Deze rij komt eerst omdat
turn-later = Deze rij staat op plaats { $n } omdat
turn-doubt = het programma er niet uitkomt
turn-rivals = { $n ->
    [one] nog één andere plek bijna even goed past
   *[other] nog { $n } andere plekken bijna even goed passen
}
turn-decides = de plek nog geen enkel feit heeft
turn-alike = { $n } rijen in deze levering dezelfde plek noemen
short-likely = Waarschijnlijk dezelfde plek (kans { $kans })
short-unlikely = Waarschijnlijk niet dezelfde plek (kans { $kans })
short-open = Het kan dezelfde plek zijn, of niet (kans { $kans })
short-but = maar
short-and = en
review-later = Later
review-check = Deze koppeling is geloot. Het programma is er zeker van; kijk of dat klopt.
review-blind = Een collega heeft hierover al geoordeeld. Wat die zei, ziet u nadat u zelf hebt geoordeeld.
review-ends = Collega’s spreken elkaar hier tegen. Tot u er samen over hebt gesproken, telt de rij niet mee. Geef daarna hier het eindoordeel, met de reden.
review-ended = Over deze rij is een eindoordeel gegeven. Dat geldt, tot iemand het terugneemt of een nieuw eindoordeel geeft.
review-reason-end = Reden van het eindoordeel
review-no-reason = Bij een eindoordeel hoort een reden. Ga terug en schrijf op waarom.
review-nothing-to-end = Over deze rij is geen verschil van mening meer. Ga terug en laad de pagina opnieuw.
review-blind-undo = U kunt dit oordeel nog niet terugnemen: oordeel eerst zelf, dan ziet u wat uw collega zei.
review-blind-undo-title = Oordeel eerst zelf
review-rivals = Alle mogelijkheden op één schaal
review-rivals-about = Hoe verder naar rechts, hoe meer ervoor spreekt. De streep is nul: daar spreekt evenveel voor als tegen.
review-rival-here = hierover gaat de vraag
review-map = Op de kaart
review-map-on = Toon de kaart
review-map-off = Verberg de kaart
review-map-point = De rij noemt het punt RD { $x } · { $y }.
review-map-none = Hier is geen plek bij die u op de kaart kunt zien.
verdict-ends = Eindoordeel:
row-judgements-hidden = Een collega heeft geoordeeld. U ziet dat nadat u zelf hebt geoordeeld.
flash-second-agrees = Bewaard. U spreekt uw collega niet tegen.
flash-second-differs = Bewaard. Uw collega zegt iets anders. De rij telt niet mee tot u samen een eindoordeel geeft, bij Overeenstemming.
flash-differs = Bewaard. U spreekt een collega tegen. De rij telt niet mee tot u samen een eindoordeel geeft, bij Overeenstemming.

## Over het koppelen
matching-pages = Meer over koppelen
matching-judge = Koppelingen beoordelen
matching-agreement = Overeenstemming
matching-quality = Kwaliteit
matching-cut = Grens
match-agreement-title = Twee beoordelaars: kappa { $kappa }
match-agreement-title-unknown = Hoe eens twee beoordelaars zijn, is onbekend
match-agreement-lead = { $n ->
    [0] Er is nog geen rij die twee mensen los van elkaar hebben beoordeeld.
    [one] Dit rust op één rij die twee mensen los van elkaar hebben beoordeeld.
   *[other] Dit rust op { $n } rijen die twee mensen los van elkaar hebben beoordeeld.
}
match-agreement-few = (te weinig rijen)
match-agreement-about = Van elke tien beoordeelde rijen gaat er ongeveer één naar een tweede beoordelaar, die niet ziet wat de eerste zei. Kappa zegt hoeveel vaker zij hetzelfde zeggen dan bij toeval: 0 is niet vaker, 1 is altijd.
match-agreement-kappa = Kappa
match-agreement-no-interval = interval onbekend
match-agreement-same = Hetzelfde gezegd
match-agreement-waiting = Wacht op uw tweede blik
match-agreement-apart = { $n ->
    [0] Niemand spreekt een ander tegen
    [one] Eén rij waarover mensen elkaar tegenspreken
   *[other] { $n } rijen waarover mensen elkaar tegenspreken
}
match-agreement-apart-about = Bespreek deze rijen samen. Tot er een eindoordeel is, tellen ze niet mee.
match-agreement-ended = { $n ->
    [one] Over één rij is al een eindoordeel gegeven.
   *[other] Over { $n } rijen is al een eindoordeel gegeven.
}
match-agreement-apart-caption = Rijen om te bespreken
match-agreement-row = Rij
match-agreement-number = rij { $n }
match-agreement-proposal = Voorstel van het programma
match-agreement-said = Wat er is gezegd
match-agreement-deliveries = Per levering
match-agreement-deliveries-caption = Overeenstemming per levering, met aantal en interval van 95 %
match-agreement-n = Rijen
match-agreement-none = Nog niets is door twee mensen los van elkaar beoordeeld.
match-agreement-how = Hoe wij dit berekenen
match-agreement-how-about = De vraag is of het voorstel van het programma klopt: ja, nee of weet ik niet. Wij vergelijken de antwoorden van de eerste twee mensen, alleen bij rijen die voor een tweede blik zijn geloot. Het interval volgt uit de variantie van Fleiss, Cohen en Everitt (1969). Bij weinig rijen is het te smal. Zijn zij het overal eens, dan is er geen interval. Zijn bijna alle antwoorden gelijk, dan is kappa laag terwijl mensen het wel eens zijn: kijk daarom ook naar het deel dat hetzelfde is gezegd.
match-quality-title = { $deel } van { $n ->
    [one] één rij
   *[other] { $n } rijen
} is gekoppeld
match-quality-title-none = Er is nog niets gekoppeld
match-quality-lead = Gekoppeld is nog niet goed gekoppeld. Van elke levering zijn daarom hooguit { $n } zekere koppelingen geloot, die mensen nakijken.
match-quality-own = De aantallen gaan over rijen in { $gemeente }.
match-quality-caption = Koppelingen per levering
match-quality-rows = Rijen
match-quality-matched = Gekoppeld
match-quality-unsure = Twijfel
match-quality-none = Geen plek
match-quality-judged = Beoordeeld
match-quality-stated = Volgens het programma goed
match-quality-measured = Volgens mensen goed
match-quality-differs = wijkt af
match-quality-empty = Zodra er een levering is gekoppeld, staat hier hoe goed dat ging.
match-quality-how = Hoe wij dit meten
match-quality-how-about = Het programma geeft elke zekere koppeling een kans; het gemiddelde daarvan is wat het zelf belooft. Daarnaast loten wij per levering hooguit { $n } zekere koppelingen, los van wat iemand erover denkt. Mensen kijken die na. Het deel dat goed is, staat hier met aantal en interval van 95 % (Wilson). «Weet ik niet» telt niet mee in dat deel. Is er niets nagekeken, dan is het onbekend.
match-quality-one-title = Kwaliteit van { $naam }
match-quality-one-lead = Van { $rijen } rijen zijn er { $gekoppeld } gekoppeld; { $twijfel } twijfel, { $geen } zonder plek. Mensen beoordeelden er { $beoordeeld }.
match-quality-certain = Wat het programma zeker weet
match-quality-measured-long = Goed volgens mensen die een geloot deel nakeken
match-quality-stated-long = Goed volgens het programma zelf
match-quality-differs-about = Wat het programma belooft, past niet bij wat mensen vonden. Kijk de gelote rijen verder na en overweeg een hogere grens.
match-quality-sample = Geloot om na te kijken
match-quality-sample-said = { $getrokken } geloot: { $goed } goed, { $fout } fout, { $onbekend } weet ik niet.
match-quality-to-check = De andere nakijken
match-quality-cuts = Bij een andere grens
match-quality-model = Wat uit deze levering is geleerd
match-quality-model-about = Elk kenmerk met hoe vaak het te zien is als rij en plek bij elkaar horen, hoe vaak bij toeval, en wat het daardoor waard is in bits.
match-quality-model-said = Geleerd van { $vergeleken } van { $rijen } rijen. Vanaf een kans van { $grens } % koppelt het programma zelf.
match-quality-model-restless = De gewichten kwamen niet tot rust: lees de verwachting met voorbehoud.
match-quality-seen = Gezien bij de koppeling
match-quality-model-caption = Geleerde gewichten
match-quality-level = Kenmerk
match-quality-m = Bij dezelfde plek
match-quality-u = Bij toeval
match-quality-bits = Bits
match-cut-title = Vanaf { $grens } % kans koppelt het programma zelf
match-cut-lead = { $n ->
    [0] Er zijn nog geen koppelingen om iets over te zeggen.
    [one] Dit rust op één koppeling waarover niemand heeft geoordeeld.
   *[other] Dit rust op { $n } koppelingen waarover niemand heeft geoordeeld.
}
match-cut-own = Het programma kiest de grens per levering: ten minste 95 %, en hoger waar anders meer dan 2 van de 100 koppelingen fout zouden zijn. De regio heeft geen andere gekozen.
match-cut-set = Deze grens heeft de regio gekozen.
match-cut-about = Ligt de grens hoger, dan zijn er minder foute koppelingen en meer rijen waar mensen naar moeten kijken. Ligt hij lager, dan is het andersom.
match-cut-expected-about = Dit is een verwachting uit de kansen van de koppelingen zelf, geen meting. Rijen waarvoor niets is gevonden, tellen niet mee: daarvan weten wij niet of er iets is gemist.
match-cut-all = Alle leveringen samen
match-cut-deliveries = Per levering
match-cut-caption = Wat elke grens zou betekenen
match-cut-caption-one = Wat elke grens zou betekenen voor { $naam }
match-cut-from = Koppelen vanaf een kans van
match-cut-links = Koppelingen
match-cut-in-words = Wat wij verwachten
match-cut-now = (nu)
match-cut-words = Van de 100 koppelingen verwachten wij er { $fout } fout; van de 100 goede missen wij er { $gemist }.
match-cut-hardly = minder dan 0,1
match-cut-none = Er zijn nog geen koppelingen om iets over te zeggen.
match-cut-to-quality = Kwaliteit van { $naam }
match-cut-change = De grens wijzigen
match-cut-change-about = Kies tussen { $laagste } en { $hoogste } %. Lager noemt niemand meer zeker; hoger zijn de kansen niet precies genoeg. Alle rijen worden daarna opnieuw gekoppeld. Wat mensen hebben beoordeeld, blijft staan. De wijziging staat met de reden in het auditspoor.
match-cut-reason = Waarom
match-cut-reason-hint = Bijvoorbeeld: bij het nakijken waren vier van vijftig koppelingen fout.
match-cut-reason-missing = Schrijf op waarom de grens verandert.
match-cut-out-of-bounds = Kies een grens tussen 80 en 99,5 procent.
match-cut-submit = Wijzigen en opnieuw koppelen
job-cut = Alle rijen worden opnieuw gekoppeld

# Een pand of adres in het bestand van de BAG
object-title-pand = Pand { $nummer }
object-title-adres = Adres { $nummer }
object-title-perceel = Perceel { $nummer }
object-where = Waar het in het bestand staat
object-part = Deel van het bestand
object-nth = Hoeveelste object in dat deel
object-says = Wat er staat
object-valid = Geldig vanaf
object-occurrence = voorkomen { $n }
object-place = Hoort bij
object-no-place = geen plek die het programma kent
