// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The letter to the owner or user of a place: what is recorded, where it comes from, how to correct it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    engine::{ReportError, Template, Typeset, typeset},
    nl,
    scan::{Contact, Reason, contact_lines, signed},
};

/// Everything the letter says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnerLetter {
    /// Who sends it, as in a sentence: `de gemeente Waterdam`.
    pub from: String,
    /// Postal lines of the sender, printed small above the addressee. May be empty.
    pub sender: Vec<String>,
    /// Who it is for, without a name of a person: `de eigenaar of gebruiker van Achterweg 12`.
    pub addressee: String,
    /// Postal lines of the addressee.
    pub address: Vec<String>,
    /// The place the letter is about, as in a sentence: `Achterweg 12 in Waterdam`.
    pub place: String,
    /// Date of the letter.
    pub date: Date,
    /// The day the facts speak of: the date of the scan.
    pub scan_date: Date,
    /// Reference to quote.
    pub reference: String,
    /// Facts with source, date, points, sentence and innocent explanation. Without source: somebody saw it, and who is not told.
    pub facts: Vec<Reason>,
    /// The scan also used what partners share under a covenant. None of that is in the letter, which says so whether this place has
    /// any or not: silence would tell who has none.
    #[serde(default)]
    pub covenant: bool,
    /// Whether the place is on the list, and how it came there.
    pub standing: Standing,
    /// The day somebody objected, when that is not handled yet.
    #[serde(default)]
    pub objected_on: Option<Date>,
    /// All facts are about buildings and where they lie.
    #[serde(default)]
    pub only_of_buildings: bool,
    /// Recorded but not counted, each a sentence: older than five years, corrected. May be empty.
    pub not_counted: Vec<String>,
    /// What is not known, as short phrases.
    pub unknown: Vec<String>,
    /// What would lower the points, as short phrases.
    pub lowers: Vec<String>,
    /// What was decided, in a sentence; empty when nothing is decided yet. Never the reason: that was written for colleagues.
    pub decision: String,
    /// Legal basis in a sentence.
    pub basis: String,
    /// How to correct, in a sentence: by letter, e-mail or at the desk.
    pub how_to_correct: String,
    /// Days within which a correction is answered.
    pub answer_within_days: u32,
    /// Last day for an objection that is handled before anything else happens.
    pub object_before: Date,
    /// When everything about this place is deleted.
    pub kept_until: Date,
    /// Who to call.
    pub contact: Contact,
    /// Number or address of the entry in the algorithm register, or a sentence why there is none yet.
    pub register: String,
    /// Who signs: name and role.
    pub signed_by: Vec<String>,
}

/// Whether a place is on the list of places for a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// By its points.
    ByPoints,
    /// By the lot.
    ByLot,
    /// It was only looked at.
    NotListed,
    /// Under a covenant it is not told: being on the list would tell that partners shared something.
    NotTold,
}

/// Makes the letter. Equal data give equal bytes.
pub fn build(letter: &OwnerLetter) -> Result<Vec<u8>, ReportError> {
    lay_out(letter)?.pdf()
}

fn lay_out(letter: &OwnerLetter) -> Result<Typeset, ReportError> {
    typeset(Template::Letter.source(), &words(letter), &[])
}

/// What the template prints.
#[derive(Debug, Serialize)]
struct Words {
    subject: String,
    sender_name: String,
    sender: Vec<String>,
    address: Vec<String>,
    reference: Vec<(String, String)>,
    opening: Vec<String>,
    sections: Vec<Section>,
    closing: String,
    signed_by: Vec<String>,
    footer: String,
}

#[derive(Debug, Default, Serialize)]
struct Section {
    title: String,
    paragraphs: Vec<String>,
    facts: Vec<Fact>,
    items: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Fact {
    points: String,
    text: String,
    source: String,
    innocent: String,
}

fn words(letter: &OwnerLetter) -> Words {
    let addressee = nl::capital(&letter.addressee);
    Words {
        subject: format!("Wat wij over {} hebben vastgelegd", letter.place),
        sender_name: letterhead(letter),
        sender: letter.sender.clone(),
        address: [vec![addressee], letter.address.clone()].concat(),
        reference: vec![("Datum".to_owned(), nl::date(letter.date)), ("Kenmerk".to_owned(), letter.reference.clone())],
        opening: opening(letter),
        sections: [facts(letter), not_told(letter), unknown(letter), correct(letter), rights(letter)].into_iter().flatten().collect(),
        closing: "Met vriendelijke groet,".to_owned(),
        signed_by: letter.signed_by.clone(),
        footer: format!("{} · kenmerk {}", letterhead(letter), letter.reference),
    }
}

/// The sender as a name: `Gemeente Waterdam`.
fn letterhead(letter: &OwnerLetter) -> String {
    let from = letter.from.as_str();
    nl::capital(["de ", "het "].iter().find_map(|article| from.strip_prefix(article)).unwrap_or(from))
}

fn opening(letter: &OwnerLetter) -> Vec<String> {
    let mut paragraphs = vec![
        "Geachte heer, mevrouw,".to_owned(),
        format!(
            "{} wil het buitengebied veilig houden. Daarom kijken wij waar gebouwen leeg staan of moeilijk te zien zijn, \
             want daar zoeken criminelen soms ruimte. {}",
            nl::capital(&letter.from),
            on_the_list(letter)
        ),
        format!("Het is een lijst voor een gesprek, geen verdenking. {}", about(letter)),
    ];
    if !letter.decision.is_empty() {
        paragraphs.push(letter.decision.clone());
    }
    paragraphs
}

/// Whether it is on the list, and how it came there.
fn on_the_list(letter: &OwnerLetter) -> String {
    let place = nl::capital(&letter.place);
    match letter.standing {
        Standing::ByPoints => format!("{place} staat op een lijst van plekken voor een gesprek."),
        Standing::ByLot => format!("{place} staat op een lijst van plekken voor een gesprek, gekozen door het lot."),
        Standing::NotListed => format!("Ook {} is bekeken. Deze plek staat niet op de lijst van plekken voor een gesprek.", letter.place),
        Standing::NotTold => format!("Ook {} is bekeken voor een lijst van plekken voor een gesprek.", letter.place),
    }
}

/// What the points are about, as far as that is true of this letter.
fn about(letter: &OwnerLetter) -> &'static str {
    if letter.only_of_buildings && !letter.covenant {
        "De punten gaan over gebouwen en ligging, niet over u."
    } else {
        "De punten gaan over de plek: over gebouwen en ligging, en over wat daar is vastgelegd. Zij zeggen niet wie iets deed."
    }
}

fn facts(letter: &OwnerLetter) -> Option<Section> {
    let total: i64 = letter.facts.iter().map(|fact| fact.points).sum();
    let intro = match letter.facts.len() {
        0 if letter.covenant => {
            format!("Op {} telde niets mee dat wij in deze brief mogen noemen.", nl::date(letter.scan_date))
        }
        _ if letter.covenant => {
            format!("Op {} telde dit mee. Wat wij mogen noemen, is samen {}:", nl::date(letter.scan_date), points(total))
        }
        0 => format!("Op {} telde niets mee voor deze plek.", nl::date(letter.scan_date)),
        _ => format!("Op {} telde dit mee, samen {}:", nl::date(letter.scan_date), points(total)),
    };
    let fact = |reason: &Reason| Fact {
        points: signed(reason.points),
        text: reason.sentence.clone(),
        source: match reason.date {
            _ if reason.source.is_empty() => format!("Wie dit zag of meldde en wanneer, noemen wij nooit ({})", reason.code),
            Some(date) => format!("Bron: {}, {} ({})", reason.source, nl::date(date), reason.code),
            None => format!("Bron: {} ({})", reason.source, reason.code),
        },
        innocent: reason.innocent.clone(),
    };
    Some(Section {
        title: "Wat is vastgelegd".to_owned(),
        paragraphs: vec![intro],
        facts: letter.facts.iter().map(fact).collect(),
        ..Section::default()
    })
}

/// The same words in every letter of such a scan, so that they tell nothing about one place.
fn not_told(letter: &OwnerLetter) -> Option<Section> {
    let whom = match contact_lines(&letter.contact).join(", ") {
        none if none.is_empty() => format!("de functionaris gegevensbescherming van {}", letter.from),
        lines => format!("{} ({lines})", letter.from),
    };
    let paragraphs = vec![
        "Voor deze lijst kunnen ook gegevens zijn gebruikt die partners onder een convenant met elkaar delen. Die mogen wij in deze brief niet \
         noemen. Deze zin staat in elke brief over deze lijst: hij zegt dus niet of er over uw plek zulke gegevens zijn."
            .to_owned(),
        format!(
            "Wilt u weten wat er over u is vastgelegd? Vraag dat aan {whom}. U krijgt altijd antwoord, ook als wij iets niet mogen laten zien. Bent u \
             het daar niet mee eens, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens. Bezwaar maken kan ook: zie hieronder."
        ),
    ];
    letter.covenant.then(|| Section { title: "Wat wij niet mogen noemen".to_owned(), paragraphs, ..Section::default() })
}

fn points(total: i64) -> String {
    if total == 1 { format!("1{}punt", nl::NBSP) } else { format!("{total}{}punten", nl::NBSP) }
}

fn unknown(letter: &OwnerLetter) -> Option<Section> {
    let mut items: Vec<String> = letter.unknown.iter().map(|what| format!("Wij weten niet: {what}.")).collect();
    items.extend(letter.not_counted.iter().map(|what| format!("Telt niet mee: {what}")));
    items.extend(letter.lowers.iter().map(|what| format!("Dit zou de punten verlagen: {what}.")));
    (!items.is_empty()).then(|| Section { title: "Wat wij niet weten, en wat de punten verandert".to_owned(), items, ..Section::default() })
}

fn correct(letter: &OwnerLetter) -> Option<Section> {
    let days = nl::counted(u64::from(letter.answer_within_days), "dag", "dagen");
    let paragraphs = vec![
        format!(
            "{} U krijgt binnen {days} antwoord. De lijst van {} ligt vast en verandert niet meer: een verbetering is te zien in de volgende scan.",
            letter.how_to_correct,
            nl::date(letter.scan_date)
        ),
        objection(letter),
    ];
    Some(Section { title: "Klopt er iets niet?".to_owned(), paragraphs, ..Section::default() })
}

fn objection(letter: &OwnerLetter) -> String {
    let still = "Zolang wij uw bezwaar behandelen, staat het voorstel om langs te gaan stil.";
    match letter.objected_on {
        Some(day) => format!("Op {} is bezwaar gemaakt tegen een bezoek voor deze lijst. {still}", nl::date(day)),
        None => {
            format!("Wilt u niet dat wij voor deze lijst langskomen? Maak dan bezwaar vóór {}. {still}", nl::date(letter.object_before))
        }
    }
}

fn rights(letter: &OwnerLetter) -> Option<Section> {
    let paragraphs = vec![
        format!(
            "{} Wij bewaren de uitkomst voor deze plek tot en met {}. Geen computer beslist: een medewerker bekijkt elke plek en schrijft op waarom.",
            letter.basis,
            nl::date(letter.kept_until)
        ),
        register(letter),
        questions(letter),
    ];
    Some(Section { title: "Regels en contact".to_owned(), paragraphs, ..Section::default() })
}

fn register(letter: &OwnerLetter) -> String {
    match letter.register.as_str() {
        "" => "Hoe de lijst wordt gemaakt, staat nog niet in het algoritmeregister. U kunt de tekst bij ons opvragen.".to_owned(),
        address => format!("Hoe de lijst wordt gemaakt, staat in het algoritmeregister: {address}"),
    }
}

fn questions(letter: &OwnerLetter) -> String {
    match contact_lines(&letter.contact).join(", ") {
        none if none.is_empty() => {
            format!("Vragen? Bel of schrijf {} en noem het kenmerk van deze brief.", letter.from)
        }
        lines => format!("Vragen? {lines}."),
    }
}

#[cfg(test)]
mod tests;
