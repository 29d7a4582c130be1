// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a dossier to the letter that tells an owner what is recorded, where it comes from and how to correct it.

use std::collections::BTreeMap;

use erf_base::{Compartment, Ctx, Denied, Permission, Scope};
use erf_places::ground;
use erf_report::{
    letter::{OwnerLetter, Standing},
    scan::{Contact, Reason},
};
use erf_store::{Db, StoreError, audit};
use jiff::{ToSpan, civil::Date};

use crate::{
    card::Variant,
    indicator, judge,
    life::{Choice, ScanId, State, day},
    model::{Counted, Scored},
    report_data::{lowers, unknown},
    rules,
    store::{
        dossier::{self, Dossier, Postal, SourceLine},
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
    #[error("deze plek is er niet (meer) in deze scan")]
    NotFound,
    /// Nobody approved it, or it expired.
    #[error("deze scan staat op «{0}». Een brief kan pas na de vaststelling, en niet meer als de scan is vervallen")]
    NotInUse(State),
    /// A letter of the municipality, and somebody of the region asks for it.
    #[error("deze brief is van de gemeente: haar adviseur maakt hem")]
    OfMunicipality,
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
    /// Who it is, as in a sentence: `de gemeente Waterdam`.
    pub name: String,
    /// Postal lines, printed small above the addressee.
    pub lines: Vec<String>,
    /// Who to call.
    pub contact: Contact,
    /// Who signs: name and role.
    pub signed_by: Vec<String>,
    /// Address of the entry in the algorithm register; empty when there is none yet.
    pub register: String,
}

/// Whether somebody with this scope may write to owners. Without the covenant it is the task of their municipality, so its adviser
/// writes. What is shared under the covenant an adviser never meets; then the programme writes, which has the ground.
pub fn may_write(scope: &Scope, variant: Variant) -> bool {
    match variant {
        Variant::Municipal => scope.municipality().is_some(),
        Variant::Covenant => scope.admits_covenant(),
    }
}

/// The letter about a place; each one is noted in the audit trail.
pub async fn owner_letter(db: &Db, ctx: &Ctx, id: ScanId, place: &str, sender: &Sender) -> Result<OwnerLetter, LetterError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.begin().await?;
    let scan = scans::lookup(&mut tx, &scope, id).await?.ok_or(LetterError::NotFound)?;
    if !scan.state().is_in_use() {
        return Err(LetterError::NotInUse(scan.state()));
    }
    if !may_write(&scope, scan.variant()) {
        return Err(LetterError::OfMunicipality);
    }
    let dossier = dossier::of_place(&mut tx, &scope, &scan, place).await?.ok_or(LetterError::NotFound)?;
    let postal = dossier::postal(&mut tx, place).await?;
    audit::write(&mut tx, ctx, audit::Action::on("brief", "scanplaats", format!("{id}/{place}"))).await?;
    tx.commit().await?;
    Ok(letter(ctx.clock.today(), &scan, &dossier, postal.as_ref(), sender))
}

fn letter(today: Date, scan: &Scan, dossier: &Dossier, postal: Option<&Postal>, sender: &Sender) -> OwnerLetter {
    let card = &dossier.card.card;
    // What counts thanks to something secret would give it away: the card judges what may be told as if that were all.
    let scored = &judge::only(card, &dossier.scored, |counted| may_be_told(counted, &dossier.sources));
    let not_secret: Vec<_> = scored.unknown.iter().filter(|(code, _)| !is_secret(code)).cloned().collect();
    OwnerLetter {
        from: sender.name.clone(),
        sender: sender.lines.clone(),
        addressee: format!("de eigenaar of gebruiker van {}", scored.name),
        address: postal.map(lines).unwrap_or_default(),
        place: postal.map_or_else(|| scored.name.clone(), |postal| format!("{} in {}", street(postal), postal.town)),
        date: today,
        scan_date: day(scan.date).unwrap_or(today),
        reference: reference(scan, &scored.place),
        facts: scored.counted.iter().map(|counted| reason(dossier, counted)).collect(),
        covenant: scan.variant() == Variant::Covenant,
        standing: standing(scan.variant(), &dossier.scored),
        objected_on: dossier.paused().map(|objection| objection.at.date()),
        only_of_buildings: scored.counted.iter().all(is_of_buildings),
        not_counted: scored.uncounted.iter().map(|(counted, why)| not_counted(counted, why)).collect(),
        unknown: unknown(&not_secret),
        lowers: lowers(card, scored),
        decision: decision(dossier),
        basis: basis(scan.ground.as_deref()),
        how_to_correct: how_to_correct(&sender.contact),
        answer_within_days: ANSWER_DAYS,
        object_before: today.saturating_add(OBJECTION_DAYS.days()),
        kept_until: day(scan.expires).unwrap_or(today),
        contact: sender.contact.clone(),
        register: sender.register.clone(),
        signed_by: sender.signed_by.clone(),
    }
}

fn standing(variant: Variant, scored: &Scored) -> Standing {
    match variant {
        Variant::Covenant => Standing::NotTold,
        Variant::Municipal if scored.random => Standing::ByLot,
        Variant::Municipal if scored.proposed => Standing::ByPoints,
        Variant::Municipal => Standing::NotListed,
    }
}

/// What partners share under a covenant was given for their list and not for a letter: it stays out, however it got here.
fn may_be_told(counted: &Counted, sources: &BTreeMap<i64, SourceLine>) -> bool {
    let deliveries = counted.finding.rows.iter().map(|row| row.delivery).chain(counted.finding.ground.iter().copied());
    let shared = deliveries.filter_map(|delivery| sources.get(&delivery)).any(|line| line.compartment == Compartment::Covenant);
    !shared && !is_secret(&counted.code)
}

/// Whether an indicator rests on what partners share under a covenant; one that nobody declares is not told either.
fn is_secret(code: &str) -> bool {
    indicator::find(code).is_none_or(|declared| declared.compartment == Some(Compartment::Covenant))
}

/// Somebody saw or reported it: the letter never helps to find out who.
fn is_seen_by_somebody(code: &str) -> bool {
    indicator::find(code).is_none_or(|declared| declared.group == "signaal")
}

fn is_of_buildings(counted: &Counted) -> bool {
    indicator::find(&counted.code).is_some_and(|declared| matches!(declared.group.as_str(), "gelegenheid" | "context"))
}

fn how_to_correct(contact: &Contact) -> String {
    let ways: Vec<&str> = [contact.phone.as_str(), contact.email.as_str()].into_iter().filter(|way| !way.is_empty()).collect();
    match ways.join(", ") {
        none if none.is_empty() => "Schrijf of bel ons wat er niet klopt, of kom langs.".to_owned(),
        ways => format!("Schrijf, mail of bel wat er niet klopt ({ways}), of kom langs."),
    }
}

fn basis(ground: Option<&str>) -> String {
    ground.map_or_else(|| BASIS.to_owned(), |ground| format!("Wij doen dit op grond van: {}.", ground.trim().trim_end_matches('.')))
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
    if is_seen_by_somebody(&counted.code) {
        return Reason {
            code: counted.code.clone(),
            points: i64::from(counted.points),
            sentence,
            source: String::new(),
            date: None,
            innocent: declared.map(|declared| declared.innocent.clone()).unwrap_or_default(),
        };
    }
    Reason {
        code: counted.code.clone(),
        points: i64::from(counted.points),
        sentence: if detail.is_empty() { sentence } else { format!("{sentence} ({detail})") },
        source,
        date: dossier.day_of(&counted.finding).and_then(day),
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

/// What was decided, and never the reason: that was written for colleagues and may name what the letter may not.
fn decision(dossier: &Dossier) -> String {
    let Some(decision) = dossier.decision() else { return String::new() };
    let said = match decision.choice.parse() {
        Ok(Choice::Visit) => "Een medewerker besloot langs te komen voor een gesprek.",
        Ok(Choice::Not) => "Een medewerker besloot niet langs te komen.",
        _ => "Een medewerker zoekt eerst meer uit.",
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{indicator::RowRef, testing};

    fn counted(code: &str, delivery: i64) -> Counted {
        let mut finding = testing::finding(1);
        (finding.rows, finding.ground) = (vec![RowRef { delivery, seq: 1 }], Vec::new());
        Counted { code: code.to_owned(), points: 4, finding }
    }

    fn sources() -> BTreeMap<i64, SourceLine> {
        let line = |delivery, compartment| SourceLine {
            delivery,
            source: "bron".into(),
            name: "levering".into(),
            holder: "houder".into(),
            period_to: None,
            compartment,
        };
        BTreeMap::from([(1, line(1, Compartment::Municipal)), (2, line(2, Compartment::Covenant))])
    }

    #[test]
    fn nothing_of_the_covenant_is_told() {
        for code in ["L09", "L10", "L13", "L14", "H06"] {
            assert!(!may_be_told(&counted(code, 1), &sources()), "{code}");
        }
        assert!(may_be_told(&counted("L16", 1), &sources()));
        assert!(!may_be_told(&counted("L16", 2), &sources()), "a row that a partner shared under the covenant");
    }

    #[test]
    fn the_ground_is_a_sentence() {
        assert_eq!(basis(Some("Convenant Proef, artikel 4")), "Wij doen dit op grond van: Convenant Proef, artikel 4.");
        assert!(basis(None).ends_with('.'));
    }
}
