# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

## Aanmelden
sign-in = Aanmelden
sign-in-lead = Meld u aan om te werken met de gegevens van { $regio }.
sign-in-demo-lead = Dit is een verzonnen regio. Kies als wie u wilt kijken; iedereen ziet iets anders.
sign-in-demo-AOV = Ziet alleen de eigen gemeente, zonder gegevens onder het convenant.
sign-in-demo-ANA = Ziet de hele regio, ook gegevens onder het convenant.
sign-in-demo-PL = Volgt leveringen en voortgang, en ziet geen plekken.
sign-in-demo-FG = Ziet wie wat heeft bekeken en waarom.
sign-in-demo-STU = Ziet alleen totalen.
sign-in-with-password = Aanmelden met naam en wachtwoord
sign-in-name = Inlognaam
sign-in-password = Wachtwoord
sign-in-password-hint = Kwijt? De beheerder van Erfzicht geeft u een nieuw wachtwoord.
sign-in-name-missing = Vul uw inlognaam in.
sign-in-password-missing = Vul uw wachtwoord in.
sign-in-wrong = Deze naam en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.
sign-in-wait = { $minuten ->
    [one] Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over één minuut opnieuw.
   *[other] Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over { $minuten } minuten opnieuw.
}
sign-in-nobody = Er is nog geen gebruiker. Maak de eerste op de server:
sign-in-nobody-command = erfzicht config user add --name "Uw naam" --role ANA
sign-in-kept = Wat u bekijkt, wordt met uw naam en doel bewaard in het logboek. De functionaris gegevensbescherming kan dat lezen.
flash-signed-out = U bent afgemeld.

## Doel
purpose-title = Waarvoor kijkt u nu?
purpose-lead = Uw doel staat boven elke pagina en wordt bewaard bij alles wat u bekijkt. U kunt het steeds wijzigen.
purpose-legend = Kies het doel dat past bij wat u gaat doen
purpose-go = Verder

## Logboek
nav-audit = Logboek
audit-title = Logboek
audit-lead = { $n ->
    [0] Geen regels over wie wat heeft bekeken of gewijzigd.
    [one] Eén regel over wie wat heeft bekeken of gewijzigd, en waarom.
   *[other] { $n } regels over wie wat heeft bekeken of gewijzigd, en waarom. Nieuwste boven.
}
audit-check = Controleer het logboek
audit-filter = Regels kiezen
audit-who = Wie
audit-everybody = Iedereen
audit-action = Handeling
audit-all-actions = Alle handelingen
audit-from = Vanaf
audit-until = Tot en met
audit-show = Toon
audit-reset = Toon alles
audit-date-wrong = Deze datum kan niet worden gelezen. Schrijf jaar-maand-dag, zoals 2026-10-01.
audit-number = Nr.
audit-when = Wanneer
audit-what = Wat
audit-why = Doel en verzoek
audit-none = Hier komt te staan wie wat heeft bekeken of gewijzigd.
audit-none-fit = Geen regel past bij uw keuze.
audit-check-title = Controle
audit-whole = Het logboek is heel
audit-broken = Het logboek is niet heel
audit-checked = { $n ->
    [one] Eén regel is nagerekend.
   *[other] { $n } regels zijn nagerekend.
}
audit-whole-what = Elke regel past bij de regel ervoor: er is niets gewijzigd, verwijderd of tussengevoegd.
audit-broken-what = Vanaf regel { $nummer } past het logboek niet meer bij wat is weggeschreven. Bewaar de database zoals zij nu is en meld dit als incident.
audit-head = Kenmerk van de laatste regel
audit-head-what = Schrijf dit kenmerk op een andere plaats op. Begint het logboek later niet meer met dezelfde regels, of ontbreekt het einde, dan is dat hiermee te zien.
