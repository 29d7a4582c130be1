// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The card of an algorithm, with the fields of the Dutch algorithm register (publication standard 1.0).

use serde::{Deserialize, Serialize};

use crate::{
    engine::{ReportError, Template, Typeset, typeset},
    nl,
};

/// A title with the address behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Link {
    /// What it is.
    pub title: String,
    /// Where it is; may be empty.
    pub link: String,
}

/// One registration. Fields keep the names of the standard; optional fields may be empty and then say so on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AlgorithmCard {
    /// Name, at most 100 characters.
    pub name: String,
    /// In a few sentences, at most 400 characters.
    pub description_short: String,
    /// Who uses it.
    pub organization: String,
    /// `In ontwikkeling`, `In gebruik` or `Buiten gebruik`.
    pub status: String,
    /// E-mail address for questions.
    pub contact_email: String,
    /// `Hoog-risico AI-systeem`, `Impactvolle algoritmes` or `Overige algoritmes`.
    pub publication_category: String,
    /// Theme, such as `Openbare orde en veiligheid`.
    pub category: String,
    /// Year and month of the first use, `YYYY-MM`.
    pub begin_date: String,
    /// Year and month of the last use, `YYYY-MM`.
    pub end_date: String,
    /// Page about it.
    pub website: String,
    /// Goal and impact.
    pub goal: String,
    /// Considerations.
    pub proportionality: String,
    /// Who decides.
    pub human_intervention: String,
    /// Risks and what is done about them.
    pub risks: String,
    /// Legal basis.
    pub lawful_basis: String,
    /// Laws and articles.
    pub lawful_basis_grouping: Vec<Link>,
    /// Assessments made.
    pub impacttoetsen: String,
    /// The assessments themselves.
    pub impacttoetsen_grouping: Vec<Link>,
    /// Data used.
    pub source_data: String,
    /// Sources.
    pub source_data_grouping: Vec<Link>,
    /// How it works.
    pub methods_and_models: String,
    /// Who made it.
    pub provider: String,
    /// Where the source code is.
    pub publiccode: String,
    /// Version of the card this entry belongs to, and date, as printed below the title.
    pub version: String,
}

/// Makes the card as a PDF. Equal data give equal bytes. A required field that is empty is a contradiction.
pub fn build(card: &AlgorithmCard) -> Result<Vec<u8>, ReportError> {
    lay_out(card)?.pdf()
}

fn lay_out(card: &AlgorithmCard) -> Result<Typeset, ReportError> {
    if let Some((name, _)) = required(card).into_iter().find(|(_, value)| value.is_empty()) {
        return Err(ReportError::Contradiction(format!("{name} of the algorithm card is empty")));
    }
    typeset(Template::Card.source(), &words(card), &[])
}

fn required(card: &AlgorithmCard) -> [(&'static str, &str); 6] {
    [
        ("name", card.name.as_str()),
        ("description_short", &card.description_short),
        ("organization", &card.organization),
        ("status", &card.status),
        ("contact_email", &card.contact_email),
        ("publication_category", &card.publication_category),
    ]
}

#[derive(Debug, Serialize)]
struct Words {
    title: String,
    subtitle: String,
    summary: String,
    groups: Vec<Group>,
    footer: String,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    /// Name, text and further lines.
    fields: Vec<(String, String, Vec<String>)>,
}

fn words(card: &AlgorithmCard) -> Words {
    let plain = |name: &str, value: &str| (name.to_owned(), or_unfilled(value), Vec::new());
    let linked = |name: &str, value: &str, links: &[Link]| (name.to_owned(), or_unfilled(value), links.iter().map(link_words).collect());
    let general = vec![
        plain("Organisatie", &card.organization),
        plain("Status", &card.status),
        plain("Soort publicatie", &card.publication_category),
        plain("Thema", &card.category),
        plain("In gebruik sinds", &card.begin_date),
        plain("In gebruik tot", &card.end_date),
        plain("Contact", &card.contact_email),
        plain("Website", &card.website),
    ];
    let responsible = vec![
        plain("Doel en effect", &card.goal),
        plain("Afwegingen", &card.proportionality),
        plain("Menselijke tussenkomst", &card.human_intervention),
        plain("Risico's en beheersing", &card.risks),
        linked("Wettelijke basis", &card.lawful_basis, &card.lawful_basis_grouping),
        linked("Toetsen", &card.impacttoetsen, &card.impacttoetsen_grouping),
    ];
    let working = vec![
        linked("Gegevens", &card.source_data, &card.source_data_grouping),
        plain("Werking", &card.methods_and_models),
        plain("Leverancier", &card.provider),
        plain("Broncode", &card.publiccode),
    ];
    let group = |title: &str, fields| Group { title: title.to_owned(), fields };
    Words {
        title: card.name.clone(),
        subtitle: card.version.clone(),
        summary: card.description_short.clone(),
        groups: vec![group("Algemeen", general), group("Verantwoord gebruik", responsible), group("Werking", working)],
        footer: format!("{} · algoritmekaart, publicatiestandaard 1.0", nl::capital(&card.organization)),
    }
}

fn or_unfilled(value: &str) -> String {
    if value.is_empty() { "nog niet ingevuld".to_owned() } else { value.to_owned() }
}

fn link_words(link: &Link) -> String {
    if link.link.is_empty() { link.title.clone() } else { format!("{}: {}", link.title, link.link) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> AlgorithmCard {
        let text = |text: &str| text.to_owned();
        AlgorithmCard {
            name: text("Buitengebiedscan"),
            description_short: text("Telt punten van gebouwen en ligging op, zodat de gemeente weet waar een gesprek nuttig is."),
            organization: text("Gemeente Waterdam"),
            status: text("In gebruik"),
            contact_email: text("veiligheid@waterdam.example"),
            publication_category: text("Impactvolle algoritmes"),
            lawful_basis_grouping: vec![Link { title: text("Gemeentewet, artikel 172"), link: String::new() }],
            ..AlgorithmCard::default()
        }
    }

    #[test]
    fn the_card_prints_every_field_and_says_what_is_empty() {
        let printed = lay_out(&card()).unwrap().text().join(" ");
        for part in ["Buitengebiedscan", "Impactvolle algoritmes", "artikel 172", "Menselijke tussenkomst", "nog niet ingevuld"] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
        assert_eq!(build(&card()).unwrap(), build(&card()).unwrap());
    }

    #[test]
    fn a_required_field_that_is_empty_stops_the_card() {
        let error = build(&AlgorithmCard { status: String::new(), ..card() }).unwrap_err();
        assert!(error.to_string().contains("status"), "{error}");
    }
}
