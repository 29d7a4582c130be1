# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
nav-overview = Overzicht
nav-area = Gebied
nav-deliveries = Leveringen
nav-review = Koppelen
nav-partners = Partners
nav-help = Hulp bij deze pagina
nav-sources = Bronnen
evidence-straat_gelijk = De straat is gelijk.
evidence-huisnummer_gelijk = Het huisnummer is gelijk.
evidence-postcode_anders = De postcode is anders.
form-name-missing = Vul een naam in. Zonder naam vindt u de levering niet terug.
form-file-missing = Kies een bestand.
