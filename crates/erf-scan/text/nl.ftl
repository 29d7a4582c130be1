# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Onderdelen
nav-scans = Scans
nav-indicators = Indicatoren
nav-card = Rekenkaart
tab-scan = Overzicht
tab-list = Lijst
tab-map = Kaart
tab-what-if = Wat als
tab-compare = Vergelijken
tab-recipients = Ontvangers
tab-evaluation = Evaluatie
scan-pages = Pagina’s van deze scan

## Startpagina
card-scan-approve = De scan { $naam } wacht op uw toets.
card-scan-approve-action = Toetsen
card-scan-ask = Uw scan { $naam } is klaar. Vraag een collega om de toets.
card-scan-ask-action = Bekijken
card-scan-decide = { $n ->
    [one] In de scan { $naam } wacht één plek op een besluit.
   *[other] In de scan { $naam } wachten { $n } plekken op een besluit.
}
card-scan-decide-action = Beslissen
card-scan-decide-several = In { $naam } scans wachten samen { $n } plekken op een besluit.
card-scan-decide-several-action = Scans bekijken
card-scan-ended = De scan { $naam } is vervallen: een levering waarop zij rust, is ingetrokken of verlopen. Maak zo nodig een nieuwe scan.
card-scan-ended-action = Bekijken
card-scan-ended-several = { $n } scans zijn vervallen: een levering waarop zij rusten, is ingetrokken of verlopen. Maak zo nodig nieuwe scans.
card-scan-ended-several-action = Scans bekijken
withdraw-lost-scans = { $n ->
    [one] één scan, met alles wat er per plek in staat: die vervalt meteen
   *[other] { $n } scans, met alles wat er per plek in staat: die vervallen meteen
}
withdraw-lost-decisions = { $n ->
    [one] één besluit over een plek (alleen het aantal blijft)
   *[other] { $n } besluiten over plekken (alleen de aantallen blijven)
}
withdraw-lost-visits = { $n ->
    [one] één vastgelegd bezoek (van een voorgestelde plek blijft alleen het aantal)
   *[other] { $n } vastgelegde bezoeken (van voorgestelde plekken blijven alleen de aantallen)
}
withdraw-lost-recipients = { $n ->
    [one] één ontvanger moet de lijst die hij kreeg vandaag nog vernietigen
   *[other] { $n } ontvangers moeten de lijst die zij kregen vandaag nog vernietigen
}
card-scan-destroy = { $n ->
    [one] Eén ontvanger van de scan { $naam } heeft de lijst nog en moet die vernietigen.
   *[other] { $n } ontvangers van de scan { $naam } hebben de lijst nog en moeten die vernietigen.
}
card-scan-destroy-action = Navragen

## Wat op elke lijst staat
scan-disclaimer = Lijst voor een gesprek, geen verdenking
scan-nothing = Van 100 bezoeken geven er naar verwachting { $n } geen signaal, soms wel een advies (tussen { $van } en { $tot }, op grond van { $bezoeken } eerdere bezoeken).
scan-nothing-unknown = Hoeveel van de 100 bezoeken geen signaal geven, weten wij nog niet. Reken erop dat het de meeste zijn.
scan-nothing-why-small = Het aantal bezoeken met een signaal is te klein om hier te tonen.
scan-nothing-why-visits = Er zijn nog geen bezoeken aan gelote plekken om het mee te meten.

## Banden
scan-band = Band
scan-band-a = Band A
scan-band-b = Band B
scan-band-c = Band C
scan-band-d = Band D
scan-band-about-a = { $n ->
    [one] De plek die u kunt bezoeken
   *[other] De eerste { $n } plekken: zoveel als u kunt bezoeken
}
scan-band-about-b = De { $n } plekken daarna
scan-band-about-a-part = Bij de eerste { $n } plekken van de hele scan
scan-band-about-b-part = Bij de { $n } plekken daarna, van de hele scan
scan-band-about-c = De andere plekken met punten
scan-band-about-d = Geen punten
scan-band-short-a = eerst
scan-band-short-b = daarna
scan-band-short-c = met punten
scan-band-short-d = zonder punten
scan-band-places = Plekken
scan-band-points = Punten
scan-band-proposed = Voorgesteld

## Varianten en stand
scan-variant-gemeentelijk = gemeentelijk
scan-variant-convenant = onder het convenant
scan-variant-about-gemeentelijk = Zonder gegevens onder het convenant. Plekken die alleen een woning zijn, doen niet mee.
scan-variant-about-convenant = Met gegevens onder het convenant. Leg de grond vast. Alleen wie onder het convenant werkt, ziet deze scan.
scan-state-concept = concept
scan-state-privacytoets = in toets
scan-state-vastgesteld = vastgesteld
scan-state-gedeeld = gedeeld
scan-state-vervallen = vervallen
scan-waits-you-ask = Wacht op u: vraag de toets aan
scan-waits-ask = De maker vraagt de toets nog aan
scan-waits-you-approve = Wacht op u: toetsen
scan-waits-approve = Wacht op iemand anders dan de maker
scan-waits-you-decide = Wacht op u: beslissen per plek. Geldig tot
scan-waits-decide = Wacht op besluiten per plek. Geldig tot
scan-waits-nobody = Over alle voorgestelde plekken is beslist. Geldig tot
scan-waits-expired = Alleen totalen zijn er nog
scan-changed = Deze scan staat intussen anders. Bekijk hoe hij er nu voor staat.
scan-ended-note = Deze scan is vervallen. Gebruik hem niet meer.
scan-ended-termijn = Deze scan is vervallen: zijn termijn van twaalf maanden is voorbij. Wat er per plek stond, is gewist. Totalen, versies en controlegetallen zijn er nog.
scan-ended-levering = Deze scan is vervallen: een levering waarop hij rust, is ingetrokken of verlopen. Wat er per plek stond, is gewist. Totalen, versies en controlegetallen zijn er nog.

## Scans
scans-title = { $n ->
    [0] Hier komen de scans
    [one] Er is één scan
   *[other] Er zijn { $n } scans
}
scans-lead = { $n ->
    [0] Geen enkele scan wacht op u.
    [one] Eén scan wacht op u.
   *[other] { $n } scans wachten op u.
}
scans-new = Nieuwe scan
scans-empty = Een scan telt per plek de afgesproken kenmerken op en stelt voor waar u als eerste voor een gesprek langs kunt gaan. Er is er nog geen.
scans-empty-reader = Zodra er een scan is vastgesteld die u mag zien, staat hij hier.
scans-proposed = { $n ->
    [one] één plek voorgesteld
   *[other] { $n } plekken voorgesteld
}
scans-of = { $n ->
    [one] van één plek
   *[other] van { $n } plekken
}
scans-decided = besloten over { $n } van { $alle }
scans-about = Wat telt er mee, en voor hoeveel punten?

## Nieuwe scan
wizard-title = Nieuwe scan
wizard-title-check = Klopt dit?
wizard-lead = Kies een gebied en zeg hoeveel plekken u kunt bezoeken. Daarna ziet u eerst wat er wordt gelezen.
wizard-lead-check = { $n ->
    [0] In dit gebied ligt geen enkele plek die de scan bekijkt.
    [one] De scan bekijkt één plek. Er is nog niets berekend.
   *[other] De scan bekijkt ongeveer { $n } plekken. Er is nog niets berekend.
}
wizard-part-area = Waar
wizard-part-how = Hoe
wizard-area = Gebied
wizard-area-hint = Een gemeente, een district, de hele regio of een eigen vlak.
wizard-area-choose = Kies een gebied
wizard-area-missing = Kies een gebied uit de lijst.
wizard-area-district = district
wizard-area-region = De hele regio
wizard-area-drawn = Een eigen vlak
wizard-drawn = Een eigen vlak tekenen of inlezen
wizard-drawn-about = Kies hierboven «Een eigen vlak». Teken het dan op de kaart, typ de hoekpunten, of lees een bestand in. Eén van de drie is genoeg.
wizard-shape-name = Naam van het vlak
wizard-shape-name-hint = Bijvoorbeeld: Langs de Zeedijk
wizard-file = Bestand met het vlak
wizard-file-hint = GeoJSON met een Polygon of MultiPolygon, in RD (EPSG:28992) of in graden.
wizard-file-kept = Het vlak uit uw bestand is bewaard. Een nieuw bestand vervangt het.
wizard-corners = Hoekpunten
wizard-corners-hint = Per regel één hoekpunt: meters oost en noord in RD, bijvoorbeeld 140500 500250. Ten minste drie.
wizard-map = Kaart om het vlak op te tekenen
wizard-map-keys = Klik voor elk hoekpunt. Met het toetsenbord: pijltjes verschuiven, Enter zet een hoekpunt in het midden, Backspace haalt het laatste weg.
wizard-shape-unreadable = Het vlak is niet te lezen. Zet op elke regel twee getallen, of kies een GeoJSON-bestand met een Polygon.
wizard-shape-outside = Het vlak ligt buiten Nederland. Gebruik RD (EPSG:28992) of graden.
wizard-shape-empty = Het vlak heeft ten minste drie hoekpunten en een oppervlakte nodig.
wizard-shape-fine = Het vlak heeft te veel hoekpunten. Maak het eenvoudiger.
wizard-shape-crosses = Het vlak kruist zichzelf. Teken de lijn zo dat zij zichzelf nergens kruist.
wizard-shape-crosses-at = De lijn kruist zichzelf bij { $oost } oost, { $noord } noord (RD).
wizard-variant-wrong = Kies een variant uit de lijst.
wizard-variant = Variant
wizard-ground = Grond voor de convenantvariant
wizard-ground-hint = Op welke afspraak in het convenant rust deze scan? Alleen nodig bij «onder het convenant».
wizard-ground-missing = Leg de grond vast. Zonder grond geen scan onder het convenant.
wizard-date = Peildatum
wizard-date-hint = De scan kijkt vijf jaar terug vanaf deze dag.
wizard-date-wrong = Kies een dag die niet in de toekomst ligt en niet langer dan vijf jaar geleden is.
wizard-capacity = Aantal bezoeken
wizard-capacity-hint = Hoeveel plekken kunt u in deze ronde echt bezoeken? Zoveel plekken komen in band A.
wizard-capacity-wrong = Vul een aantal in van 1 tot en met 5.000.
wizard-capacity-said = { $n ->
    [one] één bezoek, waarvan { $loting } geloot
   *[other] { $n } bezoeken, waarvan { $loting } geloot
}
wizard-random = Geloot deel in procenten
wizard-random-hint = Dit deel wordt geloot uit alle plekken. Alleen zo weet u later of de lijst beter is dan toeval. Gebruikelijk is 20.
wizard-random-wrong = Vul een percentage in van 0 tot en met 50.
wizard-name = Naam van de scan
wizard-name-hint = Leeg laten mag: dan maken wij een naam van gebied en datum.
wizard-name-made = { $gebied }, { $datum }
wizard-next = Verder
wizard-places = Plekken
wizard-places-said = { $n ->
    [one] één plek
   *[other] ongeveer { $n } plekken
}
wizard-places-about-gemeentelijk = (erven, units en percelen; zonder plekken die alleen een woning zijn)
wizard-places-about-convenant = (erven, units en percelen)
wizard-no-places = In dit gebied ligt geen plek die de scan bekijkt. Kies een ander gebied.
wizard-reads = { $n ->
    [0] Er is niets om te lezen
    [one] Dit wordt gelezen: één levering
   *[other] Dit wordt gelezen: { $n } leveringen
}
wizard-reads-caption = Vrijgegeven leveringen die deze scan leest
wizard-speaks = Gegevens tot en met
wizard-missing = { $n ->
    [0] Alles voor de kaart is geleverd
    [one] Bij één kenmerk ontbreekt een bron
   *[other] Bij { $n } kenmerken ontbreekt een bron
}
wizard-missing-none = Van elk kenmerk op de kaart is elke bron geleverd.
wizard-missing-points = { $n ->
    [one] één punt
   *[other] { $n } punten
}
wizard-missing-from = Niet geleverd:
wizard-start = Scan maken
wizard-change = Terug en wijzigen
job-scan = De scan wordt gemaakt
job-rerun = De scan wordt opnieuw berekend
phase-scan-read = Gegevens lezen
phase-scan-compute = Kenmerken berekenen en optellen
phase-scan-save = Bevriezen en bewaren

## Scan
scan-title = { $n ->
    [0] { $naam }: geen plek voorgesteld
    [one] { $naam }: één plek voorgesteld
   *[other] { $naam }: { $n } plekken voorgesteld
}
scan-lead-total = Deze scan keek naar { $n } plekken.
count-withheld = weggelaten
scan-report-small = Deze scan gaat over te weinig plekken: een openbaar rapport zou iets over elke plek zeggen.
scan-report-small-title = Van deze scan is er geen openbaar rapport
indicator-small-left-out = Van gebieden waar dit voor 1 tot en met 4 plekken geldt, staan de cijfers hier niet.
scan-lead = Van { $n } plekken hebben er { $punten } punten.
scan-to-list = Naar de lijst
scan-report-public = Openbaar rapport
scan-next = Volgende stap
scan-step-ask = vraag de toets aan
scan-step-approve = toets deze scan
scan-step-own = een ander toetst
scan-step-wait = wachten
scan-step-about-own = U maakte deze scan. Daarom stelt iemand anders hem vast: een collega of de functionaris gegevensbescherming.
scan-step-about-wait = Deze scan wacht op de maker of op de toets. Tot die tijd gaat er geen lijst uit.
scan-ask = Toets aanvragen
scan-ask-about = De scan is berekend en bevroren. Iemand anders dan u kijkt ernaar voordat er een lijst uitgaat.
scan-approve = Vaststellen
scan-send-back = Terug naar de maker
scan-approve-about = Kijk vóór u vaststelt naar drie dingen: wat deze scan niet kan zien, welke soorten en buurten vaker worden voorgesteld, en of het met minder kan.
scan-approve-note = Toelichting
scan-approve-hint = Wat hebt u bekeken? Geeft u de scan terug, schrijf dan op wat er anders moet.
scan-send-back-missing = Schrijf op wat er anders moet.
scan-own-scan = U maakte deze scan zelf. Vraag een collega-analist of de functionaris gegevensbescherming om hem te toetsen.
scan-no-verdict = Kies of u de scan vaststelt of teruggeeft.
scan-rerun-over = Wat er per plek stond, is gewist. De scan is niet meer na te rekenen.
scan-rerun-over-title = Deze scan is vervallen
scan-own-scan-title = Iemand anders dan de maker stelt een scan vast
scan-input-gone = Een levering waarop deze scan rust, is niet meer in gebruik. Maak de scan opnieuw.
flash-scan-asked = De toets is aangevraagd.
flash-scan-approved = De scan is vastgesteld. Er kan nu per plek worden besloten.
flash-scan-back = De scan is terug bij de maker.
scan-bands = Plekken per band
scan-bands-caption = Hoeveel plekken elke band telt, met hoeveel punten, en hoeveel er zijn voorgesteld
scan-proposal = { $n ->
    [one] Het voorstel telt één plek, waarvan { $loting } geloot uit alle { $alle }.
   *[other] Het voorstel telt { $n } plekken. Daarvan zijn er { $loting } geloot uit alle { $alle } plekken; de rest zijn de plekken met de meeste punten.
}
scan-drawn = De grens van een band loopt door { $n } plekken met evenveel punten. Wie daarvan in welke band kwam, is geloot.
scan-blind = Wat deze scan niet kan zien
scan-blind-about = Onbekend is geen nee. Een plek met weinig punten kan een plek zijn waarvan wij weinig weten.
scan-blind-caption = Kenmerken van de kaart, de minst bekende bovenaan
scan-indicator = Kenmerk
scan-found = Gevonden op
scan-unknown-share = Onbekend
scan-points-each = { $n ->
    [one] (één punt)
   *[other] ({ $n } punten)
}
scan-not-delivered = niets over bekend
scan-unseen-dwelling = { $n ->
    [one] Eén plek is alleen een woning en doet niet mee.
   *[other] { $n } plekken zijn alleen een woning en doen niet mee.
}
scan-unseen-kind = { $n ->
    [one] Eén ligplaats of standplaats is nooit gelezen.
   *[other] { $n } ligplaatsen en standplaatsen zijn nooit gelezen.
}
scan-unseen-people = Over personen weet deze scan niets: geen leeftijd, herkomst, inkomen, gezin, schulden of strafblad.
scan-shares = Komt één soort of buurt vaker op de lijst?
scan-shares-about = Het streepje is het aandeel van alle plekken, het balkje het aandeel van het voorstel met zijn marge. Een verschil noemen wij pas als toeval het niet verklaart.
scan-shares-kinds = Voorstel en alle plekken, per soort
scan-shares-neighbourhoods = { $n ->
    [one] Eén buurt
   *[other] { $n } buurten
}
scan-shares-first = Hier staan { $n } buurten: eerst waar een verschil is, dan de grootste.
scan-shares-all = Toon alle { $n } buurten
scan-shares-neighbourhoods-caption = Voorstel en alle plekken, per buurt
scan-share-of = Groep
scan-share-all = Van alle plekken
scan-share-proposed = Van het voorstel
scan-share-drawn = Naast elkaar
scan-share-says = Verschil
scan-share-more = vaker dan hun aandeel
scan-share-less = minder vaak dan hun aandeel
scan-share-same = geen verschil te zien
scan-share-none = niets voorgesteld
scan-share-unknown = buurt onbekend
scan-inputs = { $n ->
    [one] Gebruikte gegevens: één levering
   *[other] Gebruikte gegevens: { $n } leveringen
}
scan-inputs-show = Leveringen en controlegetallen tonen
scan-inputs-caption = Leveringen waarop deze scan rust
scan-input-rows = Rijen
scan-input-counts = { $n } = { $goed } + { $fout } niet ingelezen
scan-input-hash = Controlegetal
scan-seed = Getal van de loting
scan-hashes = Controlegetallen
scan-hash-in = invoer
scan-hash-out = uitkomst
scan-rerun = Opnieuw berekenen
scan-rerun-about = Zo ziet u of dezelfde gegevens nog dezelfde uitkomst geven. De scan zelf verandert niet.
scan-rerun-gelijk = Gelijk, tot op de laatste byte.
scan-rerun-ontbreekt = Niet te herhalen: deze leveringen zijn er niet meer.
scan-rerun-gewijzigd = De leveringen zijn er nog, maar koppelingen of plekken zijn sindsdien veranderd.
scan-rerun-anders = Dezelfde invoer gaf een andere uitkomst: het programma is een andere versie.
scan-history = Geschiedenis
scan-expires = Te gebruiken tot en met

## Lijst en kaart
list-title = { $n ->
    [0] Er staat geen plek op de lijst
    [one] Er staat één plek op de lijst
   *[other] Er staan { $n } plekken op de lijst
}
list-title-some = { $n ->
    [0] Geen van de { $alle } plekken past bij deze filters
    [one] Eén van de { $alle } plekken past bij deze filters
   *[other] { $n } van de { $alle } plekken passen bij deze filters
}
list-lead = { $voorstel ->
    [one] Eén plek is voorgesteld. Besluiten in deze scan: { $besloten }.
   *[other] { $voorstel } plekken zijn voorgesteld. Besluiten in deze scan: { $besloten }.
}
list-title-over = Deze scan is vervallen
list-lead-over = Er waren { $voorstel ->
    [one] één plek
   *[other] { $voorstel } plekken
} voorgesteld. Besluiten in deze scan: { $besloten }.
list-place = Plek
list-points = { $n ->
    [one] één punt
   *[other] { $n } punten
}
list-more = { $n ->
    [one] en nog één reden
   *[other] en nog { $n } redenen
}
list-no-reasons = geen reden met punten
list-paused = bezwaar
list-random = geloot
list-proposed = voorgesteld
list-neighbourhood = Buurt
list-everywhere = Alle buurten
list-sort-order = meeste punten eerst
list-sort-order-reversed = minste punten eerst
list-sort-name = op naam
list-sort-name-reversed = op naam, van Z naar A
list-narrow = Kies een band of een buurt om te verfijnen.
list-none = Geen plek past bij deze filters.
list-empty = Geen enkele plek heeft punten en er is niets voorgesteld.
list-expired = Deze scan is vervallen: wat er per plek stond, is gewist. De totalen staan bij de scan.
list-to-totals = Naar de totalen
list-take = Lijst als bestand: eerst vastleggen wie hem krijgt, waarvoor en tot wanneer
list-no-share-state = Een lijst gaat pas als bestand uit als iemand anders dan de maker de scan heeft vastgesteld.
list-no-share-role = Met uw rol kunt u de lijst lezen, maar niet als bestand meenemen.
scan-filter-band = Band
scan-filter-on = Gekozen filters
scan-filter-code = Kenmerk:
scan-filter-municipality = Gemeente:
scan-filter-off = (staat aan, kies om uit te zetten)
scan-filter-all = Alle banden
scan-filter-proposal = Voorstel
scan-filter-proposed = Voorgesteld
scan-filter-random = Geloot
scan-filter-kind = Soort plek
scan-filter-decision = Besluit
scan-decision-open = nog te beslissen
scan-decision-bezoeken = bezoeken
scan-decision-niet = niet bezoeken
scan-decision-meer_informatie = meer informatie nodig
scan-decision-paused = bezwaar
scan-map = Kaart van { $naam }
scan-map-points = punten
scan-map-keys = Pijltjes verschuiven, + en − zoomen, Enter opent het dossier in het midden.
scan-map-nothing = Hier ligt geen plek van de lijst.
scan-map-proposed = voorgesteld (ring)
scan-map-not-drawn = { $n ->
    [one] zonder punten: één plek, niet getekend
   *[other] zonder punten: { $n } plekken, niet getekend
}

## Dossier
dossier-of-place = Dossier in de scan
dossier-points = { $n ->
    [one] één punt
   *[other] { $n } punten
}
dossier-rank = plaats { $van }–{ $tot } van { $n }
dossier-rank-part = plaats { $van }–{ $tot } in de hele scan
dossier-rank-about = De plaats is een marge: zoveel schuift deze plek op als één gewicht een punt verandert of de loting anders valt.
dossier-proposed = voorgesteld
dossier-random = geloot
dossier-random-about = Deze plek is geloot. De kans daarop was voor elke plek { $kans }.
dossier-drawn = Meer plekken hebben evenveel punten; de loting bepaalde de band.
dossier-turn = Andere plekken in de lijst
dossier-previous = Vorige
dossier-next = Volgende
dossier-short = In het kort:
dossier-short-none = geen van de afgesproken kenmerken is hier gevonden.
dossier-why = Waarom deze punten
dossier-no-reasons = Niets van wat is afgesproken, geeft hier punten. Dat is geen bewijs dat er niets is.
dossier-rows = { $n ->
    [one] rij:
   *[other] rijen:
}
dossier-row = rij
dossier-row-one = de rij zelf
dossier-objects = de gebouwen en adressen zelf
dossier-unknown = Onbekend
dossier-uncounted = Telt niet mee
dossier-old = { $n ->
    [one] één feit ouder dan vijf jaar
   *[other] { $n } feiten ouder dan vijf jaar
}
dossier-innocent = Kan ook onschuldig zijn
dossier-lowers = Wat zou dit verlagen?
dossier-lowers-one = Klopt «{ $wat }» niet meer? Dan { $n ->
    [0] blijven er geen punten over
    [one] blijft er één punt over
   *[other] blijven er { $n } punten over
} (band { $band }).
dossier-lowers-lot = { $een } of { $ander }, dat bepaalde het lot
dossier-lowers-none = Er zijn geen punten om te verlagen.
dossier-lowers-same = Geen kenmerk verlaagt dit alleen: valt het weg, dan telt een ander kenmerk dat hetzelfde zegt.
dossier-why-not-a = { $n ->
    [one] Band A begint bij één punt; deze plek heeft er { $punten }.
   *[other] Band A begint bij { $n } punten; deze plek heeft er { $punten }.
}
dossier-decision = Besluit
dossier-decided-by = door { $wie },
dossier-decision-about = U beslist, niet de lijst. Bent u het niet eens met de punten? Dat telt mee in de evaluatie.
dossier-reason = Reden
dossier-reason-hint = Eén zin is genoeg. Schrijf niets over personen, en niets dat u alleen onder het convenant weet: iedereen die deze scan mag zien, leest mee. In de brief aan de eigenaar staat uw reden niet.
dossier-decide-state = Beslissen kan zodra iemand anders dan de maker de scan heeft vastgesteld, en niet meer als hij is vervallen.
dossier-decide-role = Met uw rol kunt u dit dossier lezen, maar niet beslissen.
dossier-paused = Er is bezwaar gemaakt. Het voorstel staat stil tot het bezwaar is afgehandeld.
dossier-disagrees = anders dan de kaart
dossier-history = { $n ->
    [one] Geschiedenis: één besluit
   *[other] Geschiedenis: { $n } besluiten
}
dossier-undo = Laatste besluit terugnemen
dossier-where = Waar het is
dossier-visit = Bezoek vastleggen
dossier-owner = Voor de eigenaar
dossier-owner-about = Een eigenaar mag weten waarom deze plek op de lijst staat, gegevens laten verbeteren en bezwaar maken.
dossier-letter = Brief aan de eigenaar (PDF)
dossier-all-rows = Alles wat over deze plek is geleverd
dossier-letter-nobody = Let op: er is nog niet vastgelegd wie een eigenaar kan bellen of schrijven. De beheerder vult dat in voordat er brieven weggaan.
dossier-no-letter-state = Een brief kan zodra de scan is vastgesteld.
dossier-no-letter-state-title = Voor deze scan kan nu geen brief uitgaan
dossier-no-letter-role = Met uw rol kunt u geen brief maken.
dossier-no-letter-region = Een brief over deze scan is een brief van de gemeente: haar adviseur maakt hem.
dossier-no-letter-region-title = Deze brief is van de gemeente
decide-bezoeken = Bezoeken
decide-niet = Niet bezoeken
decide-meer_informatie = Meer informatie nodig
decide-reason-missing = Geef een reden: waarom besluit u dit?
act-unreadable = Wat u verstuurde, is niet goed aangekomen. Ga terug en probeer het opnieuw.
text-bsn = Hier staat een burgerservicenummer (BSN). Dat mag Erfzicht niet bewaren. Er is niets vastgelegd: haal het nummer weg en schrijf niets over personen.
decide-no-choice = Kies wat u besluit.
decide-changed = Iemand anders besliste intussen over deze plek. Bekijk dat besluit en kies daarna opnieuw.
decide-paused = Er is bezwaar gemaakt. Handel dat eerst af; tot dan is er geen bezoek.
flash-decided-bezoeken = Bewaard: bezoeken.
flash-decided-niet = Bewaard: niet bezoeken.
flash-decided-meer_informatie = Bewaard: meer informatie nodig.
flash-decision-undone = Het laatste besluit is teruggenomen.
visit-day = Dag van het bezoek
decide-expired = Over een plek van een vervallen scan is niets meer te besluiten.
decide-expired-title = Deze scan is vervallen
decide-not-approved = Over plekken wordt pas besloten als iemand anders dan de maker de scan heeft vastgesteld.
decide-not-approved-title = Deze scan is nog niet vastgesteld
visit-day-wrong = Kies een dag tussen het vaststellen van de scan en vandaag, en wat het was.
visit-decided-not = Het besluit over deze plek is «niet bezoeken». Neem eerst een nieuw besluit. Daarna kunt u een bezoek vastleggen.
visit-decided-not-title = Over deze plek is anders besloten
visit-paused = Er is bezwaar gemaakt tegen een bezoek aan deze plek. Handel dat eerst af. Daarna kunt u een bezoek vastleggen.
visit-paused-title = Er loopt een bezwaar
visit-outcome = Wat was het?
visit-outcome-hint = Alleen dit ene woord. Wat er is gezegd, hoort hier niet.
visit-niets = niets bijzonders
visit-advies = advies gegeven
visit-signaal = signaal doorgegeven
visit-keep = Vastleggen
flash-visit = Het bezoek is vastgelegd.
correction-title = Er klopt iets niet: correctie vastleggen
correction-about = Een correctie telt in de volgende scan. Deze scan blijft zoals hij is.
correction-what = Welk kenmerk klopt niet?
correction-note = Wat klopt er niet?
correction-note-hint = Bijvoorbeeld: de schuur is sinds mei verhuurd. Schrijf niets over personen.
correction-note-missing = Schrijf op wat er niet klopt.
correction-from = Wie zegt dit?
correction-keep = Correctie vastleggen
correction-state-open = wacht op een oordeel; telt in een volgende scan alvast niet mee
correction-state-ja = juist bevonden; telt in een volgende scan niet mee
correction-state-nee = niet overgenomen
correction-answer = Reden van uw oordeel
correction-accept = Klopt
correction-refuse = Klopt niet
correction-reason-missing = Geef de reden van uw oordeel over de correctie.
correction-no-indicator = Kies een kenmerk uit de lijst.
correction-no-verdict = Kies of de correctie klopt of niet.
correction-changed = Iemand anders oordeelde intussen over deze correctie.
told-by-eigenaar = De eigenaar of gebruiker
told-by-medewerker = Een medewerker
flash-correction = De correctie is vastgelegd.
flash-correction-yes = De correctie is overgenomen.
flash-correction-no = De correctie is niet overgenomen.
objection-title = De eigenaar maakt bezwaar
objection-about = Een bezwaar zet het voorstel voor deze plek stil tot het is afgehandeld.
objection-open = Bezwaar van
objection-reason = Wat is het bezwaar?
objection-reason-hint = In een of twee zinnen, zonder namen.
objection-missing = Schrijf op wat het bezwaar is.
objection-keep = Bezwaar vastleggen
objection-lift = Bezwaar afhandelen
objection-lift-reason = Hoe is het afgehandeld?
objection-lift-missing = Schrijf op hoe het bezwaar is afgehandeld.
flash-objection = Het bezwaar is vastgelegd. Het voorstel staat stil.
flash-objection-lifted = Het bezwaar is afgehandeld.
scan-unknown-no-delivery = niet geleverd
scan-unknown-too-old = de levering is te oud
scan-unknown-not-in-file = staat niet in het geleverde bestand
scan-unknown-no-value = een getal dat nodig is, ontbreekt
scan-unknown-few-comparable = te weinig vergelijkbare gebouwen
scan-unknown-not-computed = wordt nog niet berekend
scan-unknown-other = niet bekend
scan-uncounted-alone = telt nooit alleen, alleen samen met een ander kenmerk
scan-uncounted-lower = zegt hetzelfde als een ander kenmerk; het hoogste van de twee telt
scan-uncounted-corrected = gecorrigeerd

## Wat als
whatif-title = Wat als een kenmerk meer of minder telt?
whatif-title-one = { $n ->
    [0] Geen enkele plek komt in een andere band
    [one] Eén plek komt in een andere band
   *[other] { $n } plekken komen in een andere band
}
whatif-expired = Wat er per plek stond, is gewist. Er valt niets meer te berekenen.
whatif-lead-over = Deze scan is vervallen: er is geen lijst meer.
whatif-lead = Niets hiervan wordt bewaard. De lijst blijft zoals hij is.
whatif-lead-one = Als dit kenmerk niet { $van } maar { $tot } zou tellen:
whatif-indicator = Kenmerk
whatif-points = Zou tellen voor
whatif-show = Tonen
whatif-places = { $n ->
    [0] Plekken die verschuiven
    [one] Eén plek verschuift
   *[other] { $n } plekken verschuiven
}
whatif-places-caption = Plekken die in een andere band komen, in de volgorde van de scan
whatif-now = Nu
whatif-then = Dan
whatif-none = Geen enkele plek op de lijst komt in een andere band.
whatif-best-first = De hoogste plekken staan bovenaan.
whatif-sensitivity = Hoe gevoelig is de lijst?
whatif-sensitivity-about = Per kenmerk: hoeveel plekken van band wisselen als het één punt minder of meer telt. Verschuift er veel, dan hangt de lijst aan dat ene gewicht. Dit gaat over de hele scan.
whatif-sensitivity-caption = Plekken die van band wisselen
whatif-points-now = Punten nu
whatif-less = Eén punt minder
whatif-more = Eén punt meer
whatif-of = plekken als { $naam } een punt minder telt
whatif-of-more = plekken als { $naam } een punt meer telt

## Vergelijken
compare-title = { $n ->
    [0] Er is niets van band veranderd
    [one] Eén plek veranderde van band
   *[other] { $n } plekken veranderden van band
}
compare-title-none = Er is geen eerdere scan om mee te vergelijken
compare-title-gone = Deze scans zijn niet meer te vergelijken
compare-lead = Vergeleken met { $naam } van
compare-empty = Zodra er van hetzelfde gebied en dezelfde variant een eerdere scan is, staat hier wat er veranderde.
compare-gone-note = Deze scan of de eerdere van dit gebied is vervallen. Wat er per plek stond, is gewist.
compare-same-card = Beide scans gebruiken dezelfde rekenkaart.
compare-other-card = De rekenkaart is veranderd: van versie { $oud } naar versie { $nieuw }.
compare-bands = Van welke band naar welke band
compare-from = Was
compare-to = Nu { $band }
compare-gone = Doet niet meer mee
compare-new = Nieuw in de scan
compare-places = { $n ->
    [0] Plekken die veranderden
    [one] Eén plek veranderde
   *[other] { $n } plekken veranderden
}
compare-places-caption = Plekken in een andere band, met wat het verschil maakte
compare-was = Was
compare-is = Nu
compare-why = Wat het verschil maakte
compare-no-change = hier niets; andere plekken schoven of de loting viel anders
compare-no-places = Geen plek kwam in een andere band.

## Ontvangers
recipients-title = { $n ->
    [0] Niemand kreeg deze lijst
    [one] Eén ontvanger kreeg deze lijst
   *[other] { $n } ontvangers kregen deze lijst
}
recipients-lead = { $n ->
    [0] Niemand is te laat met vernietigen.
    [one] Eén ontvanger is te laat met vernietigen.
   *[other] { $n } ontvangers zijn te laat met vernietigen.
}
recipients-none = Hier komt wie de lijst kreeg, waarvoor en tot wanneer.
recipients-purpose = Doel:
recipients-destroy-by = Vernietigen uiterlijk op
recipients-overdue = te laat
recipients-destroy = Is vernietigd
recipients-destroyed = Vernietigd, gemeld door { $wie } op
recipients-new = Lijst aan iemand geven
recipients-new-about = Leg eerst vast wie de lijst krijgt. Daarna haalt u het bestand op.
recipients-kept-back = Deze plekken staan er nu niet in: bezwaar { $bezwaar }, besloten «niet bezoeken» { $niet }.
recipients-kept-back-none = Nu blijft er geen plek weg.
recipients-name = Naam
recipients-name-hint = Een persoon, geen afdeling.
recipients-name-missing = Vul in wie de lijst krijgt.
recipients-organisation = Organisatie
recipients-organisation-missing = Vul de organisatie in.
recipients-why = Doel
recipients-why-hint = Waarvoor heeft deze persoon de lijst nodig?
recipients-why-missing = Vul in waarvoor de lijst nodig is.
recipients-until = Vernietigen uiterlijk op
recipients-until-hint = Niet later dan de dag waarop de scan vervalt.
recipients-until-wrong = Kies een dag vanaf vandaag, en niet later dan de dag waarop de scan vervalt.
recipients-format = Vorm
recipients-format-missing = Kies een vorm.
recipients-make = Vastleggen
recipients-ready = Het bestand staat klaar
recipients-ready-about = Haal het op en geef het aan { $naam }. Elke keer dat u het ophaalt, komt in het logboek.
recipients-fetch = Bestand ophalen
recipients-not-approved = Er gaat pas een lijst uit als iemand anders dan de maker de scan heeft vastgesteld.
recipients-not-approved-title = Deze scan is nog niet vastgesteld
recipients-not-expired = Deze scan is vervallen. Er gaat geen lijst meer uit.
recipients-not-expired-title = Deze scan is vervallen
recipients-form-sent = Dit formulier is al verstuurd, met andere antwoorden. Er is niets veranderd: vul voor een andere ontvanger of termijn een nieuw formulier in.
recipients-form-sent-title = Deze ontvanger is al vastgelegd
recipients-over = Deze ontvanger moest de lijst al vernietigen. Leg een nieuwe ontvanger vast.
recipients-over-title = De termijn van deze ontvanger is voorbij
format-xlsx = Rekenblad (XLSX)
format-csv = Tabel als tekst (CSV)
format-geojson = Punten voor een kaart (GeoJSON)
format-pdf = Rapport met plekken (PDF)
format-brief = Brief aan de eigenaar (PDF)
flash-shared = De ontvanger is vastgelegd. Het bestand staat klaar.
flash-destroyed = Vastgelegd: de lijst is vernietigd.

## Evaluatie
evaluation-title = { $n ->
    [0] Er is nog geen bezoek aan een voorgestelde plek vastgelegd
    [one] Eén bezoek aan een voorgestelde plek vastgelegd
   *[other] { $n } bezoeken aan voorgestelde plekken vastgelegd
}
evaluation-says-none = Zodra er bezoeken zijn vastgelegd, staat hier of de lijst meer oplevert dan de loting.
evaluation-says-few = Er zijn nog te weinig bezoeken om iets te zeggen: van beide delen moeten er zijn, gekozen en geloot.
evaluation-says-better = De lijst leverde vaker een signaal op dan de loting. De marges vallen niet samen.
evaluation-says-worse = De lijst leverde minder vaak een signaal op dan de loting. Overleg of u met deze kaart doorgaat.
evaluation-says-same = Er is geen verschil te zien tussen de lijst en de loting.
evaluation-chosen = Signaal na bezoek aan een gekozen plek
evaluation-drawn = Signaal na bezoek aan een gelote plek
evaluation-outcomes = Wat bezoeken opleverden
evaluation-outcomes-caption = Bezoeken per deel van het voorstel
evaluation-part = Deel
evaluation-part-chosen = Gekozen op punten
evaluation-part-drawn = Geloot uit alle plekken
evaluation-together = Samen
evaluation-about = Alleen de gelote plekken zeggen iets over alle plekken. De gekozen plekken zeggen iets over de lijst. Een bezoek aan een plek die niet was voorgesteld, telt hier niet mee.
evaluation-decisions = Wat mensen besloten
evaluation-decided = Voorgestelde plekken: { $alle }. Besluiten, ook over plekken die niet waren voorgesteld: { $n }; { $tegen ->
    [0] niemand besloot anders dan de kaart.
    [one] één besluit was anders dan de kaart.
   *[other] { $tegen } besluiten waren anders dan de kaart.
}
evaluation-disagreement-caption = Tegenspraak per kenmerk, over alle scans die u mag zien
evaluation-decided-with = Besluiten waarbij het telde
evaluation-disagreed = Waarvan niet bezoeken

## Indicatoren
indicators-title = { $n ->
    [0] Nog geen kenmerk telt mee
    [one] Eén kenmerk telt mee in een scan
   *[other] { $n } kenmerken tellen mee in een scan
}
indicators-lead = Alle kenmerken gaan over plekken. { $nooit ->
    [one] Eén ding gebruiken wij nooit.
   *[other] { $nooit } dingen gebruiken wij nooit.
}
indicators-never = Nooit
indicators-never-about = Dit gebruiken wij nooit in een score, ook niet als gemiddelde van een buurt. Het programma neemt het niet in.
indicator-never = nooit gebruiken
indicator-why-never = Waarom niet
indicator-rule = Regel
indicator-on-card = { $n ->
    [one] één punt op de kaart
   *[other] { $n } punten op de kaart
}
indicator-not-computed = niet berekend
indicator-not-computed-about = Dit kenmerk is beschreven, maar wordt nog niet berekend. Het telt in geen enkele scan.
indicator-little = Dit kenmerk onderscheidt weinig: het geldt voor { $per } van de 100 plekken waar het bekend is (n = { $n }, uit de nieuwste scans). Punten hiervoor verschuiven de volgorde nauwelijks.
card-little = Onderscheidt weinig: geldt voor { $per } van de 100 (n = { $n })
indicator-alone = Dit kenmerk telt nooit alleen: alleen samen met een ander kenmerk. Het moet zich nog bewijzen.
indicator-group-gelegenheid = Gelegenheid
indicator-group-patroon = Patroon
indicator-group-historie = Historie
indicator-group-signaal = Signaal
indicator-group-context = Omgeving
indicator-group-about-gelegenheid = Wat een plek geschikt maakt voor misbruik, zonder dat iemand iets verkeerd doet.
indicator-group-about-patroon = Wat niet bij elkaar past of vaak wisselt.
indicator-group-about-historie = Wat er eerder is gevonden.
indicator-group-about-signaal = Wat een mens zag en een ander toetste.
indicator-group-about-context = Gaat over het gebied. Wordt getoond en telt nooit voor één plek.
indicator-innocent = Kan ook onschuldig zijn
indicator-caveat = Let op
indicator-calculation = Hoe het wordt berekend
indicator-object = Gaat over
indicator-sources = Bronnen
indicator-missing = niet alles is geleverd
indicator-regime = Regime
indicator-age = Telt hooguit
indicator-months = { $n ->
    [one] één maand
   *[other] { $n } maanden
}
indicator-points = Punten
indicator-card-points = { $n ->
    [one] één punt op { $naam }
   *[other] { $n } punten op { $naam }
}
indicator-on-no-card = staat op geen kaart
indicator-version = Versie
indicator-figures = Wat het in de nieuwste scan zei
indicator-figures-from = Uit de scan
indicator-figure-present = Gevonden, van de plekken waar het bekend is
indicator-figure-unknown = Onbekend, van de plekken waarvoor het kan gelden
indicator-figure-disagreed = Mensen besloten «niet bezoeken»
indicator-figure-finds = Met een bekende vondst
indicator-distribution = Verdeling over de plekken
indicator-value = Waarde
indicator-bar = Aandeel
indicator-bar-absent = niet zo
indicator-bar-present = is zo
indicator-bar-unknown = onbekend
indicator-no-scan = Zodra er een scan is vastgesteld die u mag zien, staan hier de cijfers.
indicator-areas = Wat het van elk gebied zegt
indicator-areas-about = { $n ->
    [0] Er is nog geen gebied dat u mag zien: er zijn geen grenzen geleverd, of uw gemeente staat er niet bij.
    [one] Eén gebied, op de gegevens van vandaag.
   *[other] { $n } gebieden, op de gegevens van vandaag; van { $bekend } is er een waarde. De hoogste staat bovenaan.
}
indicator-areas-small = { $n ->
    [one] Eén gebied tonen wij niet: daar zijn minder dan tien plekken of maar één tot vier gevallen.
   *[other] { $n } gebieden tonen wij niet: daar zijn minder dan tien plekken of maar één tot vier gevallen.
}
indicator-areas-caption = Waarde per gebied ({ $eenheid })
indicator-area = Gebied
indicator-area-small = te klein om te tonen
indicator-interval = 95%-marge
indicator-n = n
indicator-source-date = Bron en datum
indicator-change = Hoe het in de tijd verandert
indicator-change-caption = Per gebied de vastgestelde scans, de nieuwste bovenaan
indicator-change-once = Hiervan is nog maar één scan met cijfers. Een verandering is dus nog niet te zien:
indicator-change-drawn = Scans van een eigen vlak staan hier niet: geen twee vlakken zijn gelijk.
indicator-scan = Scan
indicator-present = Gevonden
indicator-unknown = Onbekend

## Rekenkaart
card-title = { $n ->
    [one] Eén kenmerk telt, samen hooguit { $punten } punten
   *[other] { $n } kenmerken tellen, samen hooguit { $punten } punten
}
card-title-none = Er is nog geen rekenkaart
card-version = versie { $n }
card-signed = { $n ->
    [0] nog niemand tekende
    [one] één partner tekende
   *[other] { $n } partners tekenden
}
card-not-usable = Deze versie telt nog niet: ten minste { $n } partners moeten tekenen.
card-caption = Wat telt, en voor hoeveel
card-points = Punten
card-sentence = Wat het zegt
card-why = Waarom deze kenmerken en punten
card-signatures = Handtekeningen
card-no-signatures = Nog geen partner tekende deze versie.
card-sign = Tekenen namens een partner
card-partner = Partner
card-partner-hint = De organisatie die akkoord gaat.
card-partner-missing = Vul in welke partner tekent.
card-role = Rol van wie tekent
card-role-hint = Bijvoorbeeld: districtschef. Geen naam.
card-role-missing = Vul de rol in.
card-sign-now = Tekenen
card-empty = Zodra partners een kaart afspreken, staat hier wat telt en voor hoeveel.
card-versions = Versies
card-new = Nieuwe versie
card-new-open = Een nieuwe versie afspreken
card-new-about = Hooguit twaalf kenmerken, elk met 1 tot en met 9 punten. Leeg of 0 betekent: telt niet. De nieuwe versie telt pas als genoeg partners tekenen; scans die er zijn, veranderen niet.
card-new-points = Punten per kenmerk
card-motivation = Motivering
card-motivation-hint = Waarom deze kenmerken en punten? Dit staat op de kaart en in het algoritmeregister.
card-points-wrong = Kies nul tot en met negen punten, in hele punten. Laat het vak leeg voor een kenmerk dat niet meetelt.
card-motivation-missing = Schrijf op waarom u dit afspreekt.
card-keep = Versie vastleggen
card-faulty = Deze kaart kan zo niet. Kijk bij elk kenmerk naar de punten.
flash-card-new = De nieuwe versie is vastgelegd. Vraag partners om te tekenen.
flash-card-signed = De handtekening is vastgelegd.
algorithm-nav = Algoritmekaart
algorithm-title = De algoritmekaart
algorithm-about = Dit is wat in het algoritmeregister komt te staan, volgens de publicatiestandaard 1.0. Het is gemaakt uit de rekenkaart zelf.
algorithm-pdf = Als PDF
algorithm-json = Als JSON
algorithm-faults = Dit moet nog worden ingevuld voordat het in het register kan:
algorithm-field-name = Naam
algorithm-field-description_short = Korte omschrijving
algorithm-field-organization = Organisatie
algorithm-field-status = Status
algorithm-field-contact_email = Contact
algorithm-field-publication_category = Categorie van publicatie
algorithm-field-category = Thema
algorithm-field-begin_date = Begin
algorithm-field-end_date = Einde
algorithm-field-website = Website
algorithm-field-goal = Doel
algorithm-field-proportionality = Afweging
algorithm-field-human_intervention = Rol van mensen
algorithm-field-risks = Risico’s
algorithm-field-lawful_basis = Wettelijke basis
algorithm-field-impacttoetsen_grouping = Toetsen
algorithm-field-source_data = Gegevens
algorithm-field-methods_and_models = Methode
algorithm-field-provider = Leverancier
algorithm-field-standard_version = Versie van de standaard
algorithm-field-source_id = Kenmerk bij de bron
algorithm-field-tags = Trefwoorden
