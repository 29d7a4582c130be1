// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a dossier to the letter that tells an owner what is recorded, where it comes from and how to correct it.

use erf_base::{Ctx, Denied, Permission};
use erf_places::ground;
use erf_report::{
    letter::OwnerLetter,
    scan::{Contact, Reason},
};
use erf_store::{Db, StoreError, audit};
use jiff::{ToSpan, civil::Date};

use crate::{
    indicator,
    life::{Choice, ScanId, State, day},
    model::Counted,
    report_data::{lowers, unknown},
    rules,
    store::{
        dossier::{self, Dossier, Postal},
        scans::{self, Scan},
    },
};

/// Days within which a correction is answered.
const ANSWER_DAYS: u32 = 28;
/// Days after the letter in which an objection is handled before anything else happens.
const OBJECTION_DAYS: i64 = 28;

/// Why there is no letter.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// Not allowed, or no such place in scope: the same answer, so that nothing is told.
    #[error("deze plaats is er niet (meer) in deze scan")]
    NotFound,
    /// Nobody approved it, or it expired.
    #[error("deze scan staat op «{0}». Een brief kan pas na de vaststelling, en niet meer als de scan is vervallen")]
    NotInUse(State),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for LetterError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// Who sends the letter.
#[derive(Debug, Clone, Default)]
pub struct Sender {
    /// Name of the municipality.
    pub municipality: String,
    /// Postal lines, printed small above the addressee.
    pub lines: Vec<String>,
    /// Who to call.
    pub contact: Contact,
    /// Who signs: name and role.
    pub signed_by: Vec<String>,
    /// Address of the entry in the algorithm register; empty when there is none yet.
    pub register: String,
}

/// The letter about a place; each one is noted in the audit trail.
pub async fn owner_letter(db: &Db, ctx: &Ctx, id: ScanId, place: &str, sender: &Sender) -> Result<OwnerLetter, LetterError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.begin().await?;
    let scan = scans::lookup(&mut tx, &scope, id).await?.ok_or(LetterError::NotFound)?;
    if !scan.state().is_in_use() {
        return Err(LetterError::NotInUse(scan.state()));
    }
    let dossier = dossier::of_place(&mut tx, &scope, &scan, place).await?.ok_or(LetterError::NotFound)?;
    let postal = dossier::postal(&mut tx, place).await?;
    audit::write(&mut tx, ctx, audit::Action::on("brief", "scanplaats", format!("{id}/{place}"))).await?;
    tx.commit().await?;
    Ok(letter(ctx.clock.today(), &scan, &dossier, postal.as_ref(), sender))
}

fn letter(today: Date, scan: &Scan, dossier: &Dossier, postal: Option<&Postal>, sender: &Sender) -> OwnerLetter {
    let scored = &dossier.scored;
    OwnerLetter {
        municipality: sender.municipality.clone(),
        sender: sender.lines.clone(),
        addressee: format!("de eigenaar of gebruiker van {}", scored.name),
        address: postal.map(lines).unwrap_or_default(),
        place: postal.map_or_else(|| scored.name.clone(), |postal| format!("{} in {}", street(postal), postal.town)),
        date: today,
        scan_date: day(scan.date).unwrap_or(today),
        reference: reference(scan, &scored.place),
        facts: scored.counted.iter().map(|counted| reason(dossier, counted)).collect(),
        not_counted: scored.uncounted.iter().map(|(counted, why)| not_counted(counted, why)).collect(),
        unknown: unknown(&scored.unknown),
        lowers: lowers(&scored.counted),
        decision: decision(dossier),
        basis: scan.ground.clone().unwrap_or_else(|| BASIS.to_owned()),
        how_to_correct: how_to_correct(&sender.contact.email),
        answer_within_days: ANSWER_DAYS,
        object_before: today.saturating_add(OBJECTION_DAYS.days()),
        kept_until: day(scan.expires).unwrap_or(today),
        contact: sender.contact.clone(),
        register: sender.register.clone(),
        signed_by: sender.signed_by.clone(),
    }
}

fn how_to_correct(email: &str) -> String {
    let way = match email {
        "" => "Schrijf of bel de gemeente wat er niet klopt, of kom langs.".to_owned(),
        email => format!("Schrijf, mail of bel wat er niet klopt ({email}), of kom langs bij de gemeente."),
    };
    format!("{way} Zolang wij dat uitzoeken, telt dat gegeven niet mee.")
}

const BASIS: &str = "De gemeente doet dit voor de openbare orde en veiligheid (Gemeentewet artikel 172 en AVG artikel 6 lid 1 onder e).";

/// Tells which scan and place without naming either.
fn reference(scan: &Scan, place: &str) -> String {
    format!("{}-{:08x}", scan.number(), crate::life::number_of(&[place]) >> 16)
}

fn street(postal: &Postal) -> String {
    ground::label(&postal.street, postal.number, postal.letter.as_deref(), postal.suffix.as_deref())
}

fn lines(postal: &Postal) -> Vec<String> {
    let town = format!("{}  {}", postal.postcode.as_deref().unwrap_or_default(), postal.town);
    vec![street(postal), town.trim().to_owned()]
}

fn reason(dossier: &Dossier, counted: &Counted) -> Reason {
    let declared = indicator::find(&counted.code);
    let sentence = declared.map(|declared| declared.sentence.clone()).unwrap_or_default();
    let detail = &counted.finding.detail;
    let named = counted.finding.rows.iter().map(|row| row.delivery).chain(counted.finding.ground.iter().copied());
    let mut sources: Vec<String> =
        named.filter_map(|delivery| dossier.sources.get(&delivery)).map(|line| format!("{} ({})", line.name, line.holder)).collect();
    sources.sort();
    sources.dedup();
    let source = if sources.is_empty() { declared.map(|declared| declared.source.clone()).unwrap_or_default() } else { sources.join(", ") };
    Reason {
        code: counted.code.clone(),
        points: i64::from(counted.points),
        sentence: if detail.is_empty() { sentence } else { format!("{sentence} ({detail})") },
        source,
        date: counted.finding.date.and_then(day),
        innocent: declared.map(|declared| declared.innocent.clone()).unwrap_or_default(),
    }
}

fn not_counted(counted: &Counted, why: &str) -> String {
    let name = indicator::find(&counted.code).map_or_else(|| counted.code.clone(), |declared| declared.name.clone());
    let why = match why {
        rules::ALONE => "dit telt nooit alleen",
        rules::LOWER => "dit zegt hetzelfde als een ander kenmerk dat wel telt",
        _ => "dit is gecorrigeerd of wordt uitgezocht",
    };
    format!("{name}: {why}.")
}

fn decision(dossier: &Dossier) -> String {
    let Some(decision) = dossier.decision() else { return String::new() };
    let said = match decision.choice.parse() {
        Ok(Choice::Visit) => "Een medewerker besloot langs te komen voor een gesprek",
        Ok(Choice::Not) => "Een medewerker besloot niet langs te komen",
        _ => "Een medewerker zoekt eerst meer uit",
    };
    format!("{said}. Reden: {}", decision.reason)
}
