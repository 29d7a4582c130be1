# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

nav-workbench = Koppelwerkbank

## Lijst
linkages-title = { $n ->
    [0] Koppelwerkbank
    [one] Koppelwerkbank: één koppelproef
   *[other] Koppelwerkbank: { $n } koppelproeven
}
linkages-lead = Welke rijen van een of twee tabellen gaan over hetzelfde bedrijf of adres, en hoe zeker is dat?
linkages-new = Tabellen koppelen
linkages-empty = Hier komen uw koppelproeven te staan. Een koppelproef zoekt in een of twee tabellen de rijen die bij elkaar horen, zegt hoe zeker dat is en laat u het beoordelen.
linkages-rows = { $n ->
    [one] één rij
   *[other] { $n } rijen
}
linkages-groups = { $n ->
    [one] één groep
   *[other] { $n } groepen
}
linkages-until = bewaard tot en met
linkages-no-persons = De koppelwerkbank koppelt bedrijven, adressen en erven. Personen koppelt zij niet.
linkage-state-wachtend = wacht
linkage-state-klaar = klaar
linkage-state-mislukt = mislukt
linkage-state-vervallen = vervallen
linkage-no-links = Er zijn bij deze grens geen koppelingen.
linkage-of-hundred = Van 100 koppelingen verwachten wij er { $fout } fout; van 100 echte koppelingen missen wij er { $gemist }.
linkage-less-than-one = minder dan 1

## Nieuw
linkage-new-title = Tabellen koppelen
linkage-new-lead = Bied een tabel aan om dubbele rijen te vinden, of twee om ze met elkaar te verbinden.
linkage-new-again = Er is niets opgeslagen. Kies de bestanden opnieuw; wat u hebt ingevuld, staat er nog.
linkage-part-files = De tabellen
linkage-files-about = CSV met een kopregel, samen hoogstens 64 MB en { $n } rijen per tabel. Wat de kolommen bevatten, herkennen wij zelf; u ziet daarna waarom.
linkage-file = Bestand
linkage-file-hint = Eén bestand: wij zoeken rijen die over hetzelfde gaan.
linkage-file-2 = Tweede bestand
linkage-file-2-hint = Twee bestanden: wij verbinden rijen van het eerste met rijen van het tweede.
linkage-part-deliveries = Of: leveringen die er al zijn
linkage-deliveries-about = Vrijgegeven leveringen met bedrijven of vergunningen, openbaar of gemeentelijk. Gegevens onder het convenant koppelen wij hier niet.
linkage-delivery = Levering
linkage-delivery-2 = Tweede levering
linkage-delivery-none = Geen
linkage-part-law = Waarom dit mag
linkage-name = Naam van de koppelproef
linkage-name-hint = Zoals: handelsregister met vergunningen.
linkage-name-missing = Geef de koppelproef een naam.
linkage-purpose = Doel
linkage-purpose-hint = Waarvoor hebt u de koppeling nodig? Zonder doel geen gegevens.
linkage-purpose-missing = Schrijf op waarvoor u de tabellen koppelt.
linkage-holder = Houder
linkage-holder-hint = Van wie zijn de tabellen? Kiest u een levering, dan mag dit leeg blijven: dan weten wij het al.
linkage-holder-missing = Schrijf op van wie de tabellen zijn.
linkage-basis = Grondslag
linkage-basis-hint = Welke wet of afspraak staat dit toe? Kiest u een levering, dan mag dit leeg blijven: dan weten wij het al.
linkage-basis-missing = Schrijf op welke wet of afspraak dit toestaat.
linkage-until = Bewaren tot en met
linkage-until-hint = Daarna verdwijnt de koppelproef met alles erin.
linkage-until-wrong = Kies een dag na vandaag.
linkage-one-to-one = Een rij hoort bij hoogstens één rij van de andere tabel
linkage-submit = Koppelen
linkage-no-source = Kies een bestand, of een levering.
linkage-two-sources = Kies bestanden of leveringen, niet allebei.
linkage-upload-broken = Het bestand kwam niet heel over. Probeer het opnieuw.
linkage-upload-large = Wat u verstuurde, is te groot. Koppel het op de opdrachtregel met erfzicht link.
job-linkage = De koppelproef wordt gemaakt
job-linkage-learn = Het model leert van de oordelen
phase-linkage-read = Rijen lezen en begrijpen
phase-linkage-blocks = Bepalen welke rijen wij vergelijken
phase-linkage-learn = Leren hoe vaak kenmerken overeenkomen
phase-linkage-compare = Paren vergelijken
phase-linkage-groups = Groepen vormen
phase-linkage-report = Verslag maken
phase-linkage-save = Bewaren

## Eén koppelproef
linkage-pages = Pagina's van deze koppelproef
linkage-tab-overview = Overzicht
linkage-tab-questions = Vragen
linkage-tab-groups = Groepen
linkage-tab-cut = Grens
linkage-tab-agreement = Overeenstemming
linkage-tab-quality = Kwaliteit
linkage-to-questions = { $n ->
    [0] Paren beoordelen
    [one] Eén paar beoordelen
   *[other] { $n } paren beoordelen
}
linkage-ended = Deze koppelproef is vervallen: een levering die erin zat, is ingetrokken of verlopen. Er staat niets meer in.
linkage-stuck-wachtend = Deze koppelproef is nog niet gemaakt. Wacht even, of start het werk opnieuw als het is afgebroken.
linkage-stuck-mislukt = Deze koppelproef kon niet worden gemaakt.
linkage-again = Opnieuw proberen
linkage-made-already = Deze koppelproef is al gemaakt.
linkage-meanwhile = De koppelproef is intussen opnieuw gemaakt. Uw oordeel is niet opgeslagen.
linkage-warning = Let op
linkage-rows = Rijen
linkage-groups = Groepen
linkage-groups-several = { $n ->
    [one] één groep van twee of meer rijen
   *[other] { $n } groepen van twee of meer rijen
}
linkage-groups-single = { $n ->
    [one] één rij staat alleen
   *[other] { $n } rijen staan alleen
}
linkage-pairs = Paren
linkage-pairs-kept = { $n ->
    [one] één paar bewaard van { $vergeleken } vergeleken
   *[other] { $n } paren bewaard van { $vergeleken } vergeleken
}
linkage-cut = Grens
linkage-bits = bits
linkage-learned = Geleerd
linkage-learned-from = { $n ->
    [one] Het model leerde van één beoordeeld paar.
   *[other] Het model leerde van { $n } beoordeelde paren.
}
linkage-columns = Wat wij in de kolommen lazen
linkage-columns-caption = Kolommen van { $tabel }
linkage-left-out = weggelaten
linkage-left-out-why = De naam zegt dat hier staat welke rijen bij elkaar horen. Wie oordeelt, mag dat antwoord niet lezen.
linkage-named-column = Een rij heet hier zoals zij heet in kolom { $kolom }.
linkage-named-number = Deze tabel heeft geen kolom unique_id of id. Een rij heet hier naar haar nummer in het bestand; de kopregel is nummer 1.
linkage-named-delivery = Een rij heet hier naar haar nummer in de levering.
linkage-column = Kolom
linkage-role = Gelezen als
linkage-reason = Waarom
linkage-certainty = Zekerheid
linkage-blocking = Welke rijen zijn vergeleken
linkage-blocking-about = Niet elke rij is met elke andere vergeleken. Een regel zegt wat gelijk moet zijn. Naar schatting brengt geen enkele regel { $n } echte koppelingen bij elkaar.
linkage-blocking-caption = Paren per regel
linkage-rule = Regel: dit is gelijk
linkage-rule-rows = Rijen
linkage-rule-pairs = Paren
linkage-rule-fresh = Nieuw
linkage-rule-matches = Verwacht echt
linkage-rule-largest = Grootste groep
linkage-rule-separated = Gescheiden
linkage-files = Bestanden
linkage-files-out = Bestanden zoals de opdracht erfzicht link ze maakt, zonder problems.csv. In run.json staat niet hoeveel tijd en geheugen het werk kostte. Het verslag is van toen het model werd gemaakt. Wie een bestand meeneemt, staat in het logboek.
linkage-inputs = Wat erin ging
linkage-inputs-caption = Tabellen
linkage-input-name = Tabel
linkage-input-rows = Rijen
linkage-input-rejected = Niet gebruikt
linkage-author = Gevraagd door
linkage-settings = Instellingen
linkage-seed = Startgetal
linkage-hashes = Controlegetallen
linkage-hash-in = erin:
linkage-hash-out = eruit:
linkage-history = Wat er gebeurde
linkage-by = door { $wie }
linkage-changed = { $n ->
    [one] één groep veranderde
   *[other] { $n } veranderingen van groepen
}
linkage-cause-gemaakt = Gemaakt
linkage-cause-oordeel = Na een oordeel
linkage-cause-terug = Na het terugnemen van een oordeel
linkage-cause-grens = Andere grens
linkage-cause-geleerd = Model vernieuwd
linkage-delete = Koppelproef verwijderen
linkage-delete-about = De rijen, de paren, de groepen en alle oordelen verdwijnen. Dat kan niet ongedaan worden gemaakt.
linkage-delete-name = Typ de naam van de koppelproef
flash-linkage-name = De naam klopt niet. Er is niets verwijderd.
flash-linkage-deleted = De koppelproef is verwijderd, met alles erin.

## Vragen
linkage-question = Gaan deze rijen over hetzelfde?
linkage-questions-done = Er zijn geen vragen
linkage-questions-waiting = { $n ->
    [0] Er wacht geen paar waar wij aan twijfelen.
    [one] Er wacht nog één paar. Eerst komt het paar waar uw oordeel het meest leert.
   *[other] Er wachten nog { $n } paren. Eerst komen de paren waar uw oordeel het meest leert.
}
linkage-second-waiting = { $n ->
    [0] Er wacht geen paar op een tweede oordeel.
    [one] Er wacht één paar op uw oordeel naast dat van een ander.
   *[other] Er wachten { $n } paren op uw oordeel naast dat van een ander.
}
linkage-which = Welke vragen
linkage-first = Nog door niemand beoordeeld
linkage-second = Tweede oordeel
linkage-questions-empty = Alle paren zijn beoordeeld. Kijk bij kwaliteit wat dat leert.
linkage-second-empty = Niemand anders heeft een paar beoordeeld dat u nog niet zag.
linkage-blind = Iemand anders heeft dit paar al beoordeeld. U ziet dat antwoord pas na het uwe.
linkage-row = Rij { $naam }
linkage-left = Links
linkage-right = Rechts
linkage-on-map = Plek op de kaart
linkage-source-row = Rij in de levering
linkage-compared = Wat wij vergeleken, zoals wij het begrepen
linkage-what = Wat
linkage-level = Overeenkomst
linkage-same = Hetzelfde
linkage-not-same = Niet hetzelfde
linkage-dont-know = Weet ik niet
linkage-why = Waarom
linkage-explained = Hoe wij erop komen
linkage-sum = Optelling van aanwijzingen
linkage-cut-is = Vanaf { $bits } bits komen rijen in één groep.
linkage-answers = Oordelen
linkage-undone = teruggenomen op
linkage-undo = Neem mijn oordeel terug
linkage-group-of = Groep van rij { $naam }
linkage-verdict-zelfde = hetzelfde
linkage-verdict-niet_zelfde = niet hetzelfde
linkage-verdict-weet_niet = weet niet
linkage-no-answer = Kies een van de drie antwoorden.
flash-linkage-same = Bewaard: hetzelfde. De groepen zijn bijgewerkt.
flash-linkage-not = Bewaard: niet hetzelfde. De groepen zijn bijgewerkt.
flash-linkage-unsure = Bewaard: u weet het niet. Dit paar vragen wij u niet opnieuw.
flash-linkage-undone = Uw oordeel is teruggenomen. De groepen zijn weer zoals daarvoor.
evidence-vergelijking = Vergeleken:
evidence-zeldzaamheid = Hoe zeldzaam de gedeelde waarde is:
evidence-veto = Dit sluit het vrijwel uit:
evidence-samenhang = Zusterbedrijven en buren hebben ook veel gemeen. Daarom telt wat deze rijen delen minder zwaar.

## Groepen
groups-title = { $n ->
    [0] Geen groepen van twee of meer rijen
    [one] Eén groep van twee of meer rijen
   *[other] { $n } groepen van twee of meer rijen
}
groups-lead = { $n ->
    [one] Eén rij staat alleen.
   *[other] { $n } rijen staan alleen.
}
groups-empty = Bij deze grens horen geen rijen bij elkaar.
groups-caption = Groepen, de grootste eerst
groups-first = Eerste rij
groups-rows = Rijen
group-title = { $n ->
    [one] Eén rij die alleen staat
   *[other] Een groep van { $n } rijen
}
group-lead = { $n ->
    [one] Eén verbinding.
   *[other] { $bruggen ->
        [0] { $n } verbindingen, zonder brug.
        [one] { $n } verbindingen, waarvan één brug.
       *[other] { $n } verbindingen, waarvan { $bruggen } bruggen.
    }
}
group-more = Deze groep is groter. U ziet de eerste { $n } rijen.
group-rows = Rijen van deze groep
group-number = Nr.
group-row = Rij
group-says = Wat de rij zegt
group-picture = Beeld
group-picture-about = Elk rondje is een rij, elke lijn een verbinding. Een dikke lijn is een brug: zonder die verbinding valt de groep uiteen. Een onderbroken lijn is de zwakste schakel: hier valt de groep het eerst uiteen. De tabel hieronder zegt hetzelfde.
group-picture-label = Beeld van { $n } rijen en { $lijnen } verbindingen; zie de tabel met verbindingen
group-edges = Verbindingen
group-edges-about = De sterkste eerst. Bij de zwakste schakel valt de groep het eerst uiteen. Een verbinding met minder bits kan overbodig zijn, omdat andere verbindingen die rijen al bij elkaar houden. Splitsen betekent: deze twee rijen zijn niet hetzelfde. De groep wordt dan opnieuw gevormd.
group-edges-caption = Verbindingen in deze groep
group-edge = Tussen
group-between = rij { $een } en rij { $ander }
group-chance = Kans
group-mark = Bijzonder
group-weakest = zwakste schakel
group-bridge = brug
group-split-head = Splitsen
group-split = Splits hier
group-merge = Samenvoegen
group-merge-other = Andere groep of rij
group-merge-hint = De naam van een rij zoals u die op de pagina ziet, of het kenmerk van een groep. Samenvoegen betekent: een rij van elk is hetzelfde.
group-merge-missing = Die groep of rij is er niet, of hoort hier al bij.
group-merge-which = { $n } rijen heten zo. Welke bedoelt u?
group-merge-with = Samenvoegen met rij { $naam } van { $tabel }
group-history = Wat er met deze groep gebeurde
group-event-created = Ontstaan
group-event-grew = Kreeg rijen erbij
group-event-shrank = Verloor rijen
group-event-merged = Samengevoegd met
group-event-split_from = Kreeg rijen van een groep die is gesplitst:
group-event-split = Gesplitst, rijen nu ook in
group-event-ended = Opgegaan in een andere groep
flash-linkage-merged = De groepen zijn samengevoegd. De groep heeft nu deze { $n } rijen.
flash-linkage-merged-partly = Niet alle rijen gingen mee. De groep heeft nu deze { $n } { $n ->
    [one] rij
   *[other] rijen
}; { $elders ->
    [one] één rij van de twee groepen staat nu
   *[other] { $elders } rijen van de twee groepen staan nu
} in een andere groep.
flash-linkage-merged-not = Uw oordeel is bewaard, maar de groepen zijn niet samengevoegd. Een ander oordeel of een regel van deze koppelproef houdt ze uit elkaar.

## Grens
cut-title = Waar trekt u de grens?
cut-about = Hoe hoger de grens, hoe minder koppelingen fout zijn en hoe meer u er mist. De verwachting komt uit de kansen zelf, met tussen haakjes het 95%-interval als het model klopt. Oordelen van mensen gaan voor.
cut-curve-about = Doorgetrokken: aandeel goede koppelingen. Onderbroken: aandeel gevonden koppelingen. Van links naar rechts loopt de grens op.
cut-caption = Keuzes, van ruim naar streng
cut-choose = Keuze
cut-links = Koppelingen
cut-wrong = Fout van 100
cut-missed = Gemist van 100
cut-now = nu gekozen
cut-best = beste evenwicht
cut-own = Eigen grens in bits
cut-own-hint = Laat leeg om een keuze uit de tabel te gebruiken.
cut-why = Waarom
cut-set = Grens gebruiken
cut-history = Eerder gekozen
linkage-cut-wrong = Kies een regel uit de tabel, of schrijf een getal tussen −6,6 en 60.
linkage-reason-missing = Schrijf op waarom.
flash-linkage-cut = De grens is gewijzigd en de groepen zijn opnieuw gevormd.

## Overeenstemming
agreement-title = Zijn beoordelaars het eens?
agreement-lead = { $n ->
    [one] Eén paar is beoordeeld, { $twee } door twee mensen of meer.
   *[other] { $n } paren zijn beoordeeld, { $twee } door twee mensen of meer.
}
agreement-judge = { $n ->
    [one] Eén paar als tweede beoordelen
   *[other] { $n } paren als tweede beoordelen
}
agreement-about = Twee mensen beoordelen hetzelfde paar zonder elkaars antwoord te zien. Hoe vaker zij hetzelfde zeggen, hoe meer u op de oordelen kunt bouwen.
agreement-empty = Hier komt te staan hoe vaak twee mensen hetzelfde zeggen. Daarvoor moeten zij dezelfde paren hebben beoordeeld.
agreement-caption = Overeenstemming per tweetal
agreement-who = Wie
agreement-two = { $een } en { $ander }
agreement-n = Paren (n)
agreement-agreed = Eens
agreement-kappa = Kappa (95%-interval)
agreement-no-interval = interval onbekend
agreement-method = Kappa van Cohen: 1 is volledig eens, 0 is niet beter dan toeval. Het interval volgt Fleiss, Cohen en Everitt (1969) en is ruw onder de dertig paren.
agreement-talk = { $n ->
    [one] Eén paar om over te praten
   *[other] { $n } paren om over te praten
}
agreement-talk-about = U ziet hier alleen paren die u zelf beoordeelde. Zolang mensen elkaar tegenspreken, beslist geen van beide oordelen.
agreement-pair = Paar
agreement-more = Er zijn er meer; dit zijn de eerste.

## Kwaliteit
quality-title = Klopt wat de koppelproef van zichzelf zegt?
quality-judged = { $n ->
    [one] Er is één paar beoordeeld.
   *[other] Er zijn { $n } paren beoordeeld.
}
quality-at-cut = Beoordeelde paren boven de grens die echt hetzelfde zijn
quality-unlinkable = Rijen die te weinig zeggen om ooit te worden gekoppeld
linkage-source-judged = oordelen van mensen
linkage-source-rows = rijen van de tabellen
quality-about = Per trede van kans: hoeveel paren er zijn, welke kans wij gemiddeld noemen, en hoe vaak mensen «hetzelfde» zeiden. De vragen zijn niet willekeurig gekozen maar gaan over twijfel; binnen een trede is de vergelijking eerlijker dan over alles samen.
quality-caption = Genoemde kans en oordelen
quality-band = Kans
quality-from-to = { $van } tot { $tot }
quality-pairs = Paren
quality-stated = Genoemd
quality-judged-n = Beoordeeld (n)
quality-same = Hetzelfde (95%-interval)
quality-says = Uitkomst
quality-not-judged = nog niet beoordeeld
quality-fits = past bij de genoemde kans
quality-fits-not = past niet bij de genoemde kans
quality-learn = Leren van oordelen
quality-learn-later = Vanaf { $nodig } beoordeelde paren kan het model van oordelen leren. Nu zijn het er { $n }.
quality-learn-about = Het model kan leren van { $n } beoordeelde paren. De tabel toont die paren zelf, dus het nieuwe model komt er wat te gunstig uit. Elke aanwijzing telt daarna zwaarder of lichter; de optelling blijft een optelling.
quality-learn-caption = De beoordeelde paren, voor en na
quality-model = Model
quality-links = Kans van een half of meer
quality-wrong = Daarvan fout
quality-missed = Echt, maar eronder
quality-brier = Brier-score
quality-before = zoals het is
quality-after = na leren
quality-scale = telt { $keer } keer zo zwaar
quality-learn-do = Laat het model leren
quality-forget = Terug naar het eerste model
