# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Het raam om elke pagina
frame-skip = Naar de inhoud
frame-search = Zoeken
frame-search-label = Zoek een adres, erf, bedrijf of partner
frame-search-hint = Adres, erf, bedrijf, partner
frame-user-menu = Uw menu
frame-sign-out = Afmelden
frame-purpose-label = Doel en bereik
frame-purpose = Doel:
frame-purpose-change = Doel wijzigen
frame-purpose-why = Waarvoor kijkt u nu?
frame-purpose-set = Dit doel gebruiken
frame-scope-own = u ziet alleen gemeente { $gemeente }
frame-scope-region = u ziet de hele regio ({ $regio })
frame-nobody = U bent niet aangemeld.
frame-demo = Demo: alles is verzonnen
frame-areas = Onderdelen
frame-more = Meer
frame-crumbs = U bent hier
frame-foot = Erfzicht { $regio } · plekken, nooit personen

## Rollen en compartimenten
role-AOV = adviseur openbare veiligheid
role-ANA = RIEC-analist
role-PL = projectleider
role-FG = functionaris gegevensbescherming
role-STU = lid van de stuurgroep
role-BEH = beheerder
compartment-open = alleen openbare gegevens
compartment-gemeentelijk = gemeentelijke gegevens
compartment-convenant = ook gegevens onder het convenant

## Doel
purpose-unknown = Dit doel past niet bij uw rol. Kies een doel uit de lijst boven de pagina.
flash-purpose = Uw doel is gewijzigd. Wat u vanaf nu bekijkt, wordt onder dit doel bewaard.

## Fouten
error-kept = Wat is bewaard
error-do = Wat u kunt doen
error-code = Code
error-home = Naar de startpagina
error-title-sign-in = U bent niet aangemeld
error-what-sign-in = Uw aanmelding is verlopen of u was nog niet aangemeld.
error-kept-sign-in = Wat u eerder hebt opgeslagen, staat er nog. Wat u nu verstuurde, is niet opgeslagen.
error-do-sign-in = Meld u aan en probeer het opnieuw.
error-title-forbidden = Deze pagina hoort niet bij uw rol
error-what-forbidden = U bent aangemeld, maar uw rol geeft geen toegang tot deze pagina.
error-kept-forbidden = Er is niets gewijzigd.
error-do-forbidden = Hebt u deze pagina nodig voor uw werk? Vraag het uw projectleider.
error-title-not-found = Deze pagina is er niet
error-what-not-found = Wij vinden op dit adres niets dat u kunt zien.
error-kept-not-found = Er is niets gewijzigd.
error-do-not-found = Controleer het adres, of zoek via de balk boven de pagina.
error-title-conflict = Iemand was u voor
error-what-conflict = Wat u wilde wijzigen, is intussen gewijzigd.
error-kept-conflict = De wijziging van de ander staat er. Die van u is niet opgeslagen.
error-do-conflict = Bekijk hoe het nu is en probeer het zo nodig opnieuw.
error-kept-refused = Er is niets gewijzigd.
error-do-refused = Ga terug naar de vorige pagina.
error-title-too-large = Dit bestand is te groot
error-what-too-large = Wat u verstuurde, is groter dan hier past.
error-kept-too-large = Er is niets opgeslagen.
error-do-too-large = Splits het bestand, of laat de beheerder het op de server inlezen.
error-title-invalid = Dit verzoek klopt niet
error-what-invalid = Wij begrijpen niet wat er is gevraagd.
error-kept-invalid = Er is niets gewijzigd.
error-do-invalid = Ga terug, herlaad de pagina en probeer het opnieuw.
error-title-failure = Er ging bij ons iets mis
error-what-failure = De pagina kon niet worden gemaakt. Dat ligt niet aan u.
error-kept-failure = Wat eerder was opgeslagen, staat er nog. Uw laatste wijziging is niet opgeslagen.
error-do-failure = Probeer het over een minuut opnieuw. Blijft het misgaan? Geef de code hieronder door aan de beheerder.

## Toestanden
state-too-many = U ziet { $getoond } van { $totaal }.

## Formulieren
form-optional = (hoeft niet)
form-faults = { $n ->
    [one] Er is één ding dat nog niet klopt
   *[other] Er zijn { $n } dingen die nog niet kloppen
}

## Tabellen
pager-label = Bladeren
pager-rows = { $totaal ->
    [0] Geen rijen
    [one] Eén rij
   *[other] Rij { $van } tot en met { $tot } van { $totaal }
}
pager-page = Bladzijde
pager-previous = Vorige bladzijde
pager-next = Volgende bladzijde

## Getallen
figure-unknown = onbekend
figure-n = n = { $n }
figure-of = van { $n }
figure-interval = 95%-interval { $van } tot { $tot }

## Bewijs dat optelt
evidence-begin = Waar wij beginnen, voor er iets is vergeleken.
evidence-totaal = Samen
evidence-unit-bits = { $n ->
    [one] { $n } bit samen
   *[other] { $n } bits samen
}
evidence-unit-points = { $n ->
    [one] { $n } punt samen
   *[other] { $n } punten samen
}
evidence-probability = kans van { $kans } dat dit hetzelfde is

## Taken
progress-of = { $gedaan } van { $totaal }
progress-done = { $gedaan } gedaan
progress-starting = Wij beginnen.
job-leave = U kunt deze pagina verlaten. Het werk gaat door.
job-failed = Het werk is gestopt. Er is niets half opgeslagen: alles staat er zoals het was.

## Kaart
map-loading = De kaart wordt geladen.
map-no-webgl = Deze browser kan de kaart niet tekenen (WebGL ontbreekt). Alles wat op de kaart staat, staat ook in de lijst.
map-point = Punt dat de rij noemt
map-in-view = { "{n}" } in beeld
map-zoom-more = Zoom in om plekken te zien.
map-no-places = Deze kaart toont de gemeenten. Met uw rol ziet u geen plekken.
map-tabs = Lijst of kaart
map-tab-list = Lijst
map-tab-map = Kaart
map-legend = Legenda
map-rd = RD
map-north = Noord is boven
map-zoom-in = Inzoomen
map-zoom-out = Uitzoomen
map-keys = Pijltjes verschuiven, + en − zoomen, Enter opent de plek in het midden.
map-group = Plekken bij elkaar; het getal zegt hoeveel
map-places = plekken
map-shortened = Niet alles past in beeld: zoom in om meer te zien.
map-rows = rijen
map-open = openen
map-kind-erf = Erf
map-kind-unit = Bedrijfsunit
map-kind-perceel = Perceel met gebouwen
map-pand-known = Gebouw met adres
map-pand-unknown = Gebouw zonder adres
map-countryside = { $n ->
    [one] Buitengebied: minder dan één adres per 25 hectare
   *[other] Buitengebied: minder dan { $n } adressen per 25 hectare
}
map-source = Ondergrond uit de geleverde bestanden, in RD-coördinaten. Er wordt niets bij anderen opgevraagd.
