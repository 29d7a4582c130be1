// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The algorithm card: what the Dutch algorithm register (publication standard 1.0) asks of a rule card, as a page and as JSON.
//! It is made from the card itself, so that it cannot say something else.

use axum::{
    Json,
    extract::Query as Wanted,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use erf_base::Permission;
use erf_store::setting;
use erf_web::{Caller, WebError};
use serde::Serialize;
use serde_json::{Map, Value};

use super::view::{Query, asked, iso};
use crate::{
    card::{Card, Variant},
    indicator,
    life::{PARTNERS, day_number},
    store::{
        cards::{self, KeptCard},
        scans::{COVENANT, variant_code},
    },
};

/// Name of the setting with the address for questions about the algorithm.
const CONTACT: &str = "algoritme_contact";

#[derive(Serialize)]
struct AlgorithmPage {
    variant: &'static str,
    short: String,
    fields: Vec<(&'static str, String)>,
}

/// What a card does not say itself.
struct Publisher {
    region: String,
    contact: Option<String>,
}

/// `/rekenkaart/algoritme`
pub async fn show(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let (kept, by) = found(&caller, asked(&query, "variant")).await?;
    let fields = fields(&kept, &by);
    let short = fields.iter().find(|(name, _)| *name == "description_short").map(|(_, text)| text.clone()).unwrap_or_default();
    let page = AlgorithmPage { variant: variant_code(kept.card.variant), short, fields };
    caller.page("scan/algorithm.html", &page)
}

/// `/rekenkaart/algoritme.json`
pub async fn json(caller: Caller, Wanted(query): Wanted<Query>) -> Result<Response, WebError> {
    let (kept, by) = found(&caller, asked(&query, "variant")).await?;
    let fields = fields(&kept, &by).into_iter().map(|(name, text)| (name.to_owned(), Value::String(text)));
    let mut response = Json(Value::Object(fields.collect::<Map<String, Value>>())).into_response();
    let name = HeaderValue::from_static("attachment; filename=\"algoritmekaart.json\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

async fn found(caller: &Caller, word: &str) -> Result<(KeptCard, Publisher), WebError> {
    let scope = caller.ctx.permit(Permission::ReadIndicators)?;
    let variant = if word == COVENANT { Variant::Covenant } else { Variant::Municipal };
    let mut tx = caller.app().db().read().await?;
    let kept = cards::newest_usable(&mut tx, &scope, variant).await?.ok_or(WebError::NotFound)?;
    let contact: Option<String> = setting::get(&mut tx, CONTACT).await?;
    Ok((kept, Publisher { region: caller.app().region().to_owned(), contact }))
}

/// The fields of the standard with a value, in its order. What nobody filled in is left out.
fn fields(kept: &KeptCard, by: &Publisher) -> Vec<(&'static str, String)> {
    let card = &kept.card;
    let begin = iso(day_number(kept.at.date())).map(|day| day[..7].to_owned()).unwrap_or_default();
    let all = [
        ("name", format!("Erfzicht: plekken voor een gesprek ({})", variant_code(card.variant))),
        ("description_short", SHORT.to_owned()),
        ("organization", by.region.clone()),
        ("status", if kept.is_usable() { "In gebruik" } else { "In ontwikkeling" }.to_owned()),
        ("contact_email", by.contact.clone().unwrap_or_default()),
        ("publication_category", "Impactvolle algoritmes".to_owned()),
        ("lang", "nld".to_owned()),
        ("category", "Openbare orde en veiligheid".to_owned()),
        ("begin_date", begin),
        ("goal", GOAL.to_owned()),
        ("proportionality", PROPORTIONALITY.to_owned()),
        ("human_intervention", HUMAN.to_owned()),
        ("risks", RISKS.to_owned()),
        ("lawful_basis", lawful(card.variant).to_owned()),
        ("impacttoetsen", "De toets van een scan staat bij de scan zelf, met wie hem vaststelde en wanneer.".to_owned()),
        ("source_data", source_data(card)),
        ("methods_and_models", methods(kept)),
        ("publiccode", "Erfzicht, EUPL-1.2".to_owned()),
        ("standard_version", "1.0".to_owned()),
        ("source_id", kept.hash.clone()),
        ("tags", "ondermijning, buitengebied, regels, uitlegbaar".to_owned()),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

const SHORT: &str = "Telt per plek op welke afgesproken kenmerken er gelden en stelt voor waar een adviseur als eerste voor een gesprek langs kan \
    gaan. Het gaat over plekken en gelegenheid, niet over personen. Een mens besluit.";
const GOAL: &str = "Gemeenten kunnen niet overal langs. De lijst helpt bezoeken te verdelen over plekken waar de omstandigheden misbruik makkelijker \
    maken, zoals leegstand na het stoppen van een bedrijf. Doel van een bezoek is een gesprek en hulp. De lijst is geen verdenking en \
    geen grond voor een controle.";
const PROPORTIONALITY: &str = "Alle erven bezoeken kost te veel en treft ook wie er niets mee te maken heeft. De kaart gebruikt hooguit twaalf kenmerken \
    van plekken, geen enkel kenmerk van personen, en niets dat ouder is dan vijf jaar. Een vast deel van het voorstel wordt geloot, zodat te meten is of de \
    lijst meer oplevert dan toeval. Blijkt dat niet, dan heeft de lijst geen zin.";
const HUMAN: &str = "Iemand anders dan de maker stelt een scan vast. Per plek besluit een adviseur met een reden: bezoeken, niet bezoeken of meer \
    informatie. Tegenspraak wordt geteld en getoond. Een eigenaar kan de redenen opvragen, gegevens laten verbeteren en bezwaar maken; bezwaar zet het \
    voorstel stil.";
const RISKS: &str = "Gegevens kunnen verouderd of onvolledig zijn: elke reden toont bron en datum, onbekend telt niet als nee of ja. Een soort plek of een \
    buurt kan vaker worden voorgesteld dan haar aandeel: elke scan toont dat met een interval. De lijst kan te veel geloof krijgen: boven elke lijst staat \
    hoeveel van de honderd bezoeken naar verwachting niets opleveren. Wie al bekend was, wordt vaker gevonden: de loting laat zien wat zonder de lijst was gevonden.";

fn lawful(variant: Variant) -> &'static str {
    match variant {
        Variant::Municipal => {
            "Taak van algemeen belang (AVG artikel 6, lid 1, onder e) met de Gemeentewet. Per levering liggen doel, grondslag en bewaartermijn vast."
        }
        Variant::Covenant => {
            "Taak van algemeen belang (AVG artikel 6, lid 1, onder e) en de Wet gegevensverwerking door samenwerkingsverbanden, onder een convenant. Per scan \
             ligt de grond vast, per levering doel, grondslag en bewaartermijn."
        }
    }
}

fn source_data(card: &Card) -> String {
    let mut sources: Vec<&str> = card.entries.iter().filter_map(|entry| indicator::find(&entry.code)).map(|it| it.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    format!("{}. Geen gegevens over personen.", sources.join("; "))
}

fn methods(kept: &KeptCard) -> String {
    let card = &kept.card;
    let entry = |entry: &crate::card::Entry| {
        let name = indicator::find(&entry.code).map_or("", |it| it.name.as_str());
        format!("{} {name}: {}", entry.code, entry.points)
    };
    let entries: Vec<String> = card.entries.iter().map(entry).collect();
    format!(
        "Een rekenkaart met vaste punten; niets wordt geleerd. {}, versie {}: {}. De punten van een plek zijn de som. Plekken worden op punten geordend; bij \
         gelijke punten beslist een loting die te herhalen is. Band A telt zoveel plekken als er bezocht kunnen worden, band B nog eens zoveel. Een deel van het voorstel wordt \
         geloot uit alle plekken. Ten minste {PARTNERS} partners tekenden de kaart. Motivering: {}",
        card.name,
        card.version,
        entries.join("; "),
        card.motivation
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Entry;

    /// Required fields of the standard with the longest text each may have.
    const REQUIRED: [(&str, usize); 7] = [
        ("name", 100),
        ("description_short", 400),
        ("organization", 100),
        ("status", 100),
        ("contact_email", 500),
        ("publication_category", 100),
        ("lang", 3),
    ];
    const OPTIONAL: [(&str, usize); 8] = [
        ("goal", 2_500),
        ("proportionality", 2_500),
        ("human_intervention", 2_500),
        ("risks", 2_500),
        ("lawful_basis", 2_500),
        ("impacttoetsen", 2_500),
        ("source_data", 2_500),
        ("methods_and_models", 5_000),
    ];

    fn kept(variant: Variant) -> KeptCard {
        let entries = indicator::catalogue().iter().filter(|it| it.compartment.is_some()).take(12);
        let entries = entries.map(|it| Entry { code: it.code.clone(), version: it.version, points: 3 }).collect();
        let card = Card { name: "Regiokaart".into(), variant, version: 1, entries, motivation: "Zo afgesproken.".into(), signatures: Vec::new() };
        KeptCard { id: 1, hash: "ab".into(), author: "u1".into(), at: erf_base::At(1_790_000_000_000_000), card }
    }

    #[test]
    fn every_field_of_the_register_is_there_and_fits() {
        let by = Publisher { region: "Markerwaard".into(), contact: Some("algoritme@markerwaard.example".into()) };
        for variant in [Variant::Municipal, Variant::Covenant] {
            let fields = fields(&kept(variant), &by);
            for (name, most) in REQUIRED.iter().chain(&OPTIONAL) {
                let (_, text) = fields.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name} ontbreekt"));
                assert!(!text.is_empty() && text.chars().count() <= *most, "{name} is {} tekens", text.chars().count());
            }
        }
    }

    #[test]
    fn what_nobody_filled_in_is_left_out() {
        let by = Publisher { region: "Markerwaard".into(), contact: None };
        assert!(!fields(&kept(Variant::Municipal), &by).iter().any(|(name, _)| *name == "contact_email"));
    }
}
