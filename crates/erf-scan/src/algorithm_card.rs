// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The algorithm card: what the publication standard of the Dutch algorithm register (1.0) asks, filled from the rule card and
//! the indicators. Made with every card, so that what is published is what runs.

use erf_base::Compartment;
use erf_report::card::{Group, Sheet};
use serde::{Deserialize, Serialize};

use crate::{
    card::{Card, Variant},
    indicator::Indicator,
    rules,
};

/// Name of the setting that keeps a [`Publisher`].
pub const PUBLISHER_SETTING: &str = "algoritmeregister";

/// What only the organisation that publishes knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Organisation.
    pub organization: String,
    /// Address for questions.
    pub contact_email: String,
    /// `In ontwikkeling`, `In gebruik` or `Buiten gebruik`.
    pub status: String,
    /// First month of use (`2026-11`).
    #[serde(default)]
    pub begin_date: String,
    /// Last month of use.
    #[serde(default)]
    pub end_date: String,
    /// Website of the organisation.
    #[serde(default)]
    pub website: String,
    /// The legal ground in words, as the organisation recorded it.
    #[serde(default)]
    pub lawful_basis: String,
    /// Impact tests that were done, such as the DPIA.
    #[serde(default)]
    pub impact_tests: Vec<Link>,
}

/// A title with a link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Title.
    pub title: String,
    /// Link.
    pub link: String,
}

/// A registration, with the names of the standard. An empty text is a field that is not filled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlgorithmCard {
    /// Name.
    pub name: String,
    /// Short description.
    pub description_short: String,
    /// Organisation.
    pub organization: String,
    /// Status.
    pub status: String,
    /// Address for questions.
    pub contact_email: String,
    /// Category of publication.
    pub publication_category: String,
    /// Language.
    pub lang: String,
    /// Themes.
    pub category: Vec<String>,
    /// First month of use.
    pub begin_date: String,
    /// Last month of use.
    pub end_date: String,
    /// Website.
    pub website: String,
    /// Link to more.
    pub url: String,
    /// Goal and impact.
    pub goal: String,
    /// Why this way and not another.
    pub proportionality: String,
    /// What people decide.
    pub human_intervention: String,
    /// Risks and what is done about them.
    pub risks: String,
    /// Legal ground.
    pub lawful_basis: String,
    /// Legal ground as links.
    pub lawful_basis_grouping: Vec<Link>,
    /// Register of processing activities.
    pub process_index_url: String,
    /// Impact tests as links.
    pub impacttoetsen_grouping: Vec<Link>,
    /// Impact tests in words.
    pub impacttoetsen: String,
    /// Data used.
    pub source_data: String,
    /// Data used as links.
    pub source_data_grouping: Vec<Link>,
    /// Technical working.
    pub methods_and_models: String,
    /// Supplier.
    pub provider: String,
    /// Source code.
    pub publiccode: String,
    /// Version of the standard.
    pub standard_version: String,
    /// Number at the source: the hash of the card.
    pub source_id: String,
    /// Words to find it by.
    pub tags: String,
    /// Number in the register, given there.
    pub lars: String,
    /// Day of publication, given there.
    pub publication_dt: String,
}

/// What is wrong with a registration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterFault {
    /// A required field is empty.
    #[error("{0} is verplicht")]
    Empty(&'static str),
    /// A field is longer than the standard allows.
    #[error("{field} heeft {length} tekens; het zijn er hoogstens {most}")]
    TooLong {
        /// Field.
        field: &'static str,
        /// Its length.
        length: usize,
        /// The most.
        most: usize,
    },
    /// A value the standard does not know.
    #[error("{field} kan geen {value:?} zijn")]
    Value {
        /// Field.
        field: &'static str,
        /// Its value.
        value: String,
    },
}

const STATUSES: [&str; 3] = ["In ontwikkeling", "In gebruik", "Buiten gebruik"];
const CATEGORIES: [&str; 3] = ["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"];

impl AlgorithmCard {
    /// The registration of a card. Indicators that the card names and nobody declared are left out: check the card first.
    pub fn of(card: &Card, catalogue: &[Indicator], publisher: &Publisher) -> Self {
        let used: Vec<(&Indicator, i32)> = card
            .entries
            .iter()
            .filter_map(|entry| Some((catalogue.iter().find(|indicator| indicator.code == entry.code)?, entry.points)))
            .collect();
        Self {
            name: format!("Erfzicht: scan van kwetsbare plekken, {} (versie {})", card.variant.code(), card.version),
            description_short: DESCRIPTION.to_owned(),
            organization: publisher.organization.clone(),
            status: publisher.status.clone(),
            contact_email: publisher.contact_email.clone(),
            publication_category: CATEGORIES[1].to_owned(),
            lang: "nld".to_owned(),
            category: vec!["Openbare orde en veiligheid".to_owned()],
            begin_date: publisher.begin_date.clone(),
            end_date: publisher.end_date.clone(),
            website: publisher.website.clone(),
            goal: GOAL.to_owned(),
            proportionality: PROPORTIONALITY.to_owned(),
            human_intervention: HUMAN.to_owned(),
            risks: RISKS.to_owned(),
            lawful_basis: publisher.lawful_basis.clone(),
            impacttoetsen_grouping: publisher.impact_tests.clone(),
            source_data: source_data(card.variant, &used),
            methods_and_models: methods(card, &used),
            provider: "Eigen ontwikkeling, open broncode (EUPL-1.2)".to_owned(),
            standard_version: "1.0.0".to_owned(),
            source_id: card.hash(),
            tags: "veiligheid, buitengebied, bedrijventerrein, haven, preventie".to_owned(),
            ..Self::default()
        }
    }

    /// All that keeps the registration from being published.
    pub fn check(&self) -> Result<(), Vec<RegisterFault>> {
        let mut faults = Vec::new();
        for (field, text, most, required) in self.limits() {
            let length = text.chars().count();
            if required && text.trim().is_empty() {
                faults.push(RegisterFault::Empty(field));
            }
            if length > most {
                faults.push(RegisterFault::TooLong { field, length, most });
            }
        }
        for (field, value, allowed) in
            [("status", &self.status, STATUSES), ("publication_category", &self.publication_category, CATEGORIES)]
        {
            if !value.is_empty() && !allowed.contains(&value.as_str()) {
                faults.push(RegisterFault::Value { field, value: value.clone() });
            }
        }
        for (field, month) in [("begin_date", &self.begin_date), ("end_date", &self.end_date)] {
            if !month.is_empty() && !is_month(month) {
                faults.push(RegisterFault::Value { field, value: month.clone() });
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Fields with a limit: name, text, most characters, whether it is required.
    fn limits(&self) -> [(&'static str, &str, usize, bool); 16] {
        [
            ("name", &self.name, 100, true),
            ("description_short", &self.description_short, 400, true),
            ("organization", &self.organization, 100, true),
            ("status", &self.status, 100, true),
            ("contact_email", &self.contact_email, 500, true),
            ("publication_category", &self.publication_category, 100, true),
            ("lang", &self.lang, 3, true),
            ("goal", &self.goal, 2500, false),
            ("proportionality", &self.proportionality, 2500, false),
            ("human_intervention", &self.human_intervention, 2500, false),
            ("risks", &self.risks, 2500, false),
            ("lawful_basis", &self.lawful_basis, 2500, false),
            ("impacttoetsen", &self.impacttoetsen, 2500, false),
            ("source_data", &self.source_data, 2500, false),
            ("methods_and_models", &self.methods_and_models, 5000, false),
            ("provider", &self.provider, 200, false),
        ]
    }

    /// The registration as JSON text with the names of the standard.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts only");
        text.push('\n');
        text
    }

    /// The registration on paper, with Dutch names of the fields.
    pub fn sheet(&self) -> Sheet {
        let plain = |name: &'static str, text| (name, text, Vec::new());
        let (category, mark) = (self.category.join(", "), in_blocks(&self.source_id));
        let general = vec![
            plain("Organisatie", self.organization.as_str()),
            plain("Status", &self.status),
            plain("Soort publicatie", &self.publication_category),
            plain("Thema", &category),
            plain("In gebruik sinds", &self.begin_date),
            plain("In gebruik tot", if self.end_date.is_empty() { "loopt door" } else { &self.end_date }),
            plain("Vragen", &self.contact_email),
            plain("Website", &self.website),
        ];
        let responsible = vec![
            plain("Doel", self.goal.as_str()),
            plain("Afweging", &self.proportionality),
            plain("Wat mensen beslissen", &self.human_intervention),
            plain("Risico’s", &self.risks),
            ("Grondslag", &self.lawful_basis, words(&self.lawful_basis_grouping)),
            ("Toetsen", &self.impacttoetsen, words(&self.impacttoetsen_grouping)),
        ];
        let working = vec![
            plain("Gegevens", self.source_data.as_str()),
            plain("Hoe het werkt", &self.methods_and_models),
            plain("Leverancier", &self.provider),
            plain("Kenmerk van de kaart (sha256)", &mark),
            plain("Versie van de standaard", &self.standard_version),
        ];
        Sheet {
            title: self.name.clone(),
            subtitle: String::new(),
            summary: self.description_short.clone(),
            groups: vec![Group::new("Algemeen", general), Group::new("Verantwoord gebruik", responsible), Group::new("Werking", working)],
            footer: format!("{} · algoritmekaart, publicatiestandaard 1.0", self.organization),
        }
    }
}

/// A hash in blocks of eight: it breaks on paper, and an eye can compare it.
fn in_blocks(hash: &str) -> String {
    hash.as_bytes().chunks(8).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

fn words(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| if link.link.is_empty() { link.title.clone() } else { format!("{}: {}", link.title, link.link) }).collect()
}

fn is_month(text: &str) -> bool {
    let (year, month) = text.split_once('-').unwrap_or_default();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse().unwrap_or(0))
}

const DESCRIPTION: &str = "Telt per plek (erf, bedrijfsunit of perceel) punten voor kenmerken die partners samen hebben gekozen, zoals langdurige \
    leegstand. De uitkomst is een lijst van plekken voor een gesprek, geen verdenking. Mensen beslissen per plek. Kenmerken van \
    personen doen niet mee.";

const GOAL: &str = "Gemeenten en partners willen eigenaren van kwetsbare plekken helpen voordat criminelen er gebruik van maken. Er kan \
    maar een klein deel van de plekken worden bezocht. De scan helpt kiezen waar een preventief gesprek het eerst zin heeft en laat bij \
    elke plek zien waarom. Elke scan meet zichzelf: een deel van de bezoeken is willekeurig geloot, zodat te zien is of de lijst meer \
    oplevert dan toeval.";

const PROPORTIONALITY: &str = "Een lijst met vaste punten is gekozen in plaats van een zelflerend model: iedereen kan de punten narekenen en \
    er zijn te weinig bekende gevallen om een model eerlijk te toetsen. De kaart heeft hoogstens twaalf kenmerken van de plek. Feiten \
    ouder dan vijf jaar tellen niet mee. De gemeentelijke scan laat plekken die alleen een woning zijn buiten beschouwing en gebruikt \
    geen politiegegevens. Een gesprek is een licht middel; uit de lijst volgt nooit vanzelf een controle of een maatregel.";

const HUMAN: &str = "De lijst is een voorstel. Iemand anders dan de maker stelt de scan vast. Daarna beslist een mens per plek (bezoeken, niet \
    bezoeken of eerst meer informatie) en schrijft de reden op; afwijken van de kaart mag altijd en wordt geteld. Een eigenaar kan de \
    feiten en bronnen opvragen, een fout laten verbeteren en bezwaar maken; dan wacht het voorstel.";

const RISKS: &str = "Schijnzekerheid: de scan toont banden en een bereik van rangen, en noemt bij elke lijst hoeveel bezoeken geen signaal geven. \
    Zichzelf bevestigen: een vast deel van de bezoeken wordt geloot uit alle plekken. Ongelijke behandeling: kenmerken van personen \
    kunnen niet worden ingelezen, ook niet als gemiddelde van een buurt, en elke scan vergelijkt het voorgestelde deel per soort plek en \
    per buurt met het deel van alle plekken. Verouderde of verkeerde registraties: onbekend is niet nee, bij elk kenmerk staat een \
    onschuldige verklaring, en verbeterde feiten tellen niet meer mee. Lekken: lijsten gaan alleen naar genoemde ontvangers en vervallen \
    na twaalf maanden.";

fn source_data(variant: Variant, used: &[(&Indicator, i32)]) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for (indicator, _) in used {
        if !sources.contains(&indicator.source.as_str()) {
            sources.push(&indicator.source);
        }
    }
    let covenant = used.iter().filter(|(indicator, _)| indicator.compartment == Some(Compartment::Covenant)).count();
    let space = match variant {
        Variant::Municipal => "Er zijn geen gegevens uit het convenant gebruikt.".to_owned(),
        Variant::Covenant => format!("{covenant} van de {} kenmerken komen uit de convenantruimte.", used.len()),
    };
    format!(
        "Gebruikt worden: {}. {space} Alleen vrijgegeven leveringen, alleen feiten van de laatste vijf jaar. Geen gegevens over personen.",
        sources.join("; ")
    )
}

fn methods(card: &Card, used: &[(&Indicator, i32)]) -> String {
    let line = |(indicator, points): &(&Indicator, i32)| {
        let unit = if *points == 1 { "punt" } else { "punten" };
        format!("- {} {} ({points} {unit}, versie {}): {}.", indicator.code, indicator.name, indicator.version, indicator.calculation)
    };
    let lines: Vec<String> = used.iter().map(line).collect();
    format!(
        "De punten van de gevonden kenmerken worden opgeteld.\n{}\n{METHOD}\nWaarom deze kaart: {}\nRegels: {}.",
        lines.join("\n"),
        card.motivation,
        rules::VERSION
    )
}

const METHOD: &str = "L01 en H05 tellen nooit samen: de hoogste telt. L03 telt nooit alleen. Band A heeft zoveel plekken als er bezocht kunnen \
    worden, band B nog eens zoveel, band C de andere plekken met punten, band D geen punten. Tussen plekken met gelijke punten beslist \
    een loting met een bewaard startgetal. Een vast deel van het voorstel wordt geloot uit alle plekken.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{card::standard, testing::catalogue};

    fn publisher() -> Publisher {
        Publisher {
            organization: "Gemeente Waterdijk".into(),
            contact_email: "privacy@waterdijk.example".into(),
            status: "In ontwikkeling".into(),
            begin_date: "2026-11".into(),
            lawful_basis: "Gemeentewet artikel 172".into(),
            impact_tests: vec![Link { title: "DPIA".into(), link: "https://waterdijk.example/dpia".into() }],
            ..Publisher::default()
        }
    }

    #[test]
    fn the_standard_cards_can_be_published() {
        for variant in [Variant::Municipal, Variant::Covenant] {
            let card = standard(variant);
            let found = AlgorithmCard::of(&card, &catalogue(), &publisher());
            assert_eq!(found.check(), Ok(()));
            assert!(card.entries.iter().all(|entry| found.methods_and_models.contains(&format!("- {} ", entry.code))));
            assert_eq!(found.source_id, card.hash());
            assert!(!format!("{found:?}").contains("  "), "no double blanks in texts");
        }
    }

    #[test]
    fn a_municipal_card_says_that_it_uses_no_covenant_data() {
        let found = |variant| AlgorithmCard::of(&standard(variant), &catalogue(), &publisher()).source_data;
        assert!(found(Variant::Municipal).contains("geen gegevens uit het convenant"));
        assert!(found(Variant::Covenant).contains("4 van de 12 kenmerken"));
    }

    #[test]
    fn what_is_empty_too_long_or_unknown_is_refused() {
        let mut card = AlgorithmCard::of(&standard(Variant::Municipal), &catalogue(), &Publisher::default());
        assert_eq!(card.check(), Err(["organization", "status", "contact_email"].map(RegisterFault::Empty).to_vec()));
        card = AlgorithmCard::of(&standard(Variant::Municipal), &catalogue(), &publisher());
        card.name = "é".repeat(101);
        card.status = "Onbekend".into();
        card.end_date = "2026-13".into();
        assert_eq!(
            card.check(),
            Err(vec![
                RegisterFault::TooLong { field: "name", length: 101, most: 100 },
                RegisterFault::Value { field: "status", value: "Onbekend".into() },
                RegisterFault::Value { field: "end_date", value: "2026-13".into() },
            ])
        );
    }

    #[test]
    fn the_json_has_the_names_of_the_standard_and_the_paper_has_words() {
        let card = AlgorithmCard::of(&standard(Variant::Municipal), &catalogue(), &publisher());
        let json: serde_json::Value = serde_json::from_str(&card.to_json()).unwrap();
        for field in
            ["name", "description_short", "publication_category", "impacttoetsen_grouping", "lars", "publication_dt", "methods_and_models"]
        {
            assert!(json.get(field).is_some(), "{field}");
        }
        assert_eq!(json.as_object().unwrap().len(), 31);
        let fields: Vec<_> = card.sheet().groups.into_iter().flat_map(|group| group.fields).collect();
        let text = |name: &str| fields.iter().find(|(label, ..)| label == name).map(|(_, text, _)| text.as_str());
        assert_eq!((text("Status"), text("In gebruik tot")), (Some("In ontwikkeling"), Some("loopt door")));
        assert!(text("Kenmerk van de kaart (sha256)").is_some_and(|mark| mark.split(' ').all(|block| block.len() == 8)));
    }
}
