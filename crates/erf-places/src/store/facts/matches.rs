// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Matches that wait for a person, what people said, and the rows that are drawn to check on the program.
//!
//! Rows are wide, as they carry all that was considered. What every judgement asks again reads narrow columns only; what
//! never changes until rows are matched anew is read once (see `pages/queues.rs`).

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use erf_base::Scope;
use erf_store::{StoreError, Tx, query};
use serde::Deserialize;

use super::InUse;
use crate::{
    model::DeliveryId,
    opinions::{Opinion, lot},
    queue::{Doubt, doubt},
    store::deliveries::own,
    verdict::Verdict,
};

/// Delivery and row.
pub type RowId = (DeliveryId, i64);

/// A match that waits, with what never changes until rows are matched anew.
#[derive(Debug, Clone)]
pub struct Open {
    /// The row.
    pub row: RowId,
    /// The place it may be about.
    pub place: Option<Box<str>>,
    /// How open it is.
    pub doubt: Doubt,
    /// The same for rows that say the same of where it was.
    pub text: u64,
}

/// What of a candidate says how likely it is.
#[derive(Deserialize)]
struct Weighed<'r> {
    #[serde(borrow)]
    target_kind: Cow<'r, str>,
    #[serde(borrow)]
    target_id: Cow<'r, str>,
    evidence: Sum,
}

#[derive(Deserialize)]
struct Sum {
    prior: f64,
    contributions: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    weight: f64,
}

impl Weighed<'_> {
    fn total(&self) -> f64 {
        self.evidence.prior + self.evidence.contributions.iter().map(|part| part.weight).sum::<f64>()
    }
}

const OPEN: &str = "SELECT l.delivery, l.seq, l.place, l.target_kind, l.target_id, l.candidates, r.fields FROM link l \
     JOIN delivery d ON d.id = l.delivery JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq \
     WHERE l.decision = 'twijfel' AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) \
     AND ($2 = 0 OR l.municipality = $2)";

/// All matches that wait. Cost: every wide row once.
pub async fn open(tx: &mut Tx, scope: &Scope) -> Result<Vec<Open>, StoreError> {
    let mut found = Vec::new();
    erf_store::assembled(format!("{OPEN} ORDER BY l.delivery, l.seq"))
        .bind(scope.admits_covenant())
        .bind(own(scope))
        .each(tx, |row| {
            found.push(open_row(row)?);
            Ok(())
        })
        .await?;
    Ok(found)
}

/// Those of some rows that wait.
pub async fn open_among(tx: &mut Tx, scope: &Scope, rows: &BTreeSet<RowId>) -> Result<Vec<Open>, StoreError> {
    let mut found = Vec::new();
    for (delivery, seqs) in by_delivery(rows) {
        erf_store::assembled(format!("{OPEN} AND l.delivery = $3 AND l.seq IN ($4) ORDER BY l.seq"))
            .bind(scope.admits_covenant())
            .bind(own(scope))
            .bind(delivery)
            .bind_list(seqs)
            .each(tx, |row| {
                found.push(open_row(row)?);
                Ok(())
            })
            .await?;
    }
    Ok(found)
}

fn by_delivery(rows: &BTreeSet<RowId>) -> BTreeMap<i64, Vec<i64>> {
    let mut found: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    rows.iter().for_each(|(id, seq)| found.entry(id.0).or_default().push(*seq));
    found
}

fn open_row(row: &erf_store::Row<'_>) -> Result<Open, StoreError> {
    let candidates: Vec<Weighed<'_>> = serde_json::from_str(row.text(5)?).unwrap_or_default();
    // What was said not to be meant is no rival any more: what is proposed now, and what came after it.
    let from = candidates.iter().position(|c| c.target_kind == row.text(3).unwrap_or("") && c.target_id == row.text(4).unwrap_or(""));
    let left = &candidates[from.unwrap_or(0)..];
    let kind = left.first().map_or("", |best| best.target_kind.as_ref());
    let totals: Vec<f64> = left.iter().filter(|c| c.target_kind == kind).map(Weighed::total).collect();
    let place = Some(row.text(2)?).filter(|place| !place.is_empty());
    Ok(Open {
        row: (DeliveryId(row.get(0)?), row.get(1)?),
        place: place.map(Into::into),
        doubt: doubt(&totals),
        text: text_key(row.text(6)?),
    })
}

/// The fields that say where something was.
const WHERE: [&str; 15] = [
    "street",
    "number",
    "letter",
    "suffix",
    "address",
    "postcode",
    "town",
    "municipality",
    "address_id",
    "unit_id",
    "building_id",
    "parcel_id",
    "place_text",
    "x",
    "y",
];

/// A number of what a row says of where it was, without regard to capitals and blanks (FNV-1a, 64 bits).
fn text_key(fields: &str) -> u64 {
    let said: BTreeMap<Cow<'_, str>, serde_json::Value> = serde_json::from_str(fields).unwrap_or_default();
    let mut key = 0xCBF2_9CE4_8422_2325_u64;
    let mut add = |byte: u8| key = (key ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    for field in WHERE {
        let text = said.get(field).and_then(|value| value.as_str()).unwrap_or_default().to_lowercase();
        text.bytes().filter(|byte| !byte.is_ascii_whitespace()).for_each(&mut add);
        add(0);
    }
    key
}

/// A row people said something of, also when all of it was taken back.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The row.
    pub row: RowId,
    /// What was said and not taken back, oldest first.
    pub opinions: Vec<Opinion>,
    /// What holds.
    pub decision: String,
    /// What the matcher decided.
    pub automatic: String,
    /// The place it is about now.
    pub place: Option<String>,
    /// Whether it is a fact for who may use the data: it holds, its delivery is released, and it is not too old.
    pub is_fact: bool,
    /// Whether it would be a fact if it held.
    pub may_be_fact: bool,
}

/// What people said within the scope; and every row that was ever judged, as a row may have left the scope by it.
#[derive(Debug, Default)]
pub struct AllJudged {
    /// Within the scope, in the order of deliveries and rows.
    pub list: Vec<Judged>,
    /// All of them.
    pub touched: BTreeSet<RowId>,
}

/// What people said.
pub async fn judged(tx: &mut Tx, scope: &Scope, usable: &InUse) -> Result<AllJudged, StoreError> {
    let mut all = AllJudged::default();
    let used: BTreeSet<i64> = usable.deliveries.iter().copied().collect();
    query(
        "SELECT j.delivery, j.seq, j.verdict, j.target_kind, j.target_id, j.actor, j.ends, j.undone_at IS NULL, \
         l.decision, l.automatic, l.place, COALESCE((l.compartment <> 'convenant' OR $1) AND ($2 = 0 OR l.municipality = $2), FALSE), l.last_day \
         FROM judgement j JOIN link l ON l.delivery = j.delivery AND l.seq = j.seq JOIN delivery d ON d.id = j.delivery \
         WHERE d.state IN ('gekoppeld', 'vrijgegeven') ORDER BY j.delivery, j.seq, j.turn",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .each(tx, |row| {
        let id: RowId = (DeliveryId(row.get(0)?), row.get(1)?);
        all.touched.insert(id);
        if !row.get::<bool>(11)? {
            return Ok(());
        }
        if all.list.last().is_none_or(|last| last.row != id) {
            let counts = row.get::<Option<i64>>(12)?.is_none_or(|day| day >= usable.since) && used.contains(&id.0.0);
            all.list.push(begun(row, id, counts)?);
        }
        if let Some(last) = all.list.last_mut().filter(|_| row.get::<bool>(7).unwrap_or_default()) {
            let verdict = Verdict::of(row.text(2)?, row.get(3)?, row.get(4)?);
            last.opinions.push(Opinion { by: row.get(5)?, verdict, ends: row.get(6)? });
        }
        Ok(())
    })
    .await?;
    Ok(all)
}

fn begun(row: &erf_store::Row<'_>, id: RowId, counts: bool) -> Result<Judged, StoreError> {
    let decision: String = row.get(8)?;
    Ok(Judged {
        row: id,
        opinions: Vec::new(),
        is_fact: counts && matches!(decision.as_str(), "zeker" | "bevestigd"),
        may_be_fact: counts,
        decision,
        automatic: row.get(9)?,
        place: row.get(10)?,
    })
}

/// What the program proposes first for a row: kind, number and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// `address`, `building`, …
    pub kind: String,
    /// Its number or code.
    pub id: String,
    /// How it is named.
    pub label: String,
    /// The place it belongs to.
    pub place: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    target_kind: String,
    target_id: String,
    label: String,
    place: Option<String>,
}

/// What the program proposes first for rows that somebody may meet. Asks for rows from [`judged`] or [`sample`], which
/// checked the scope.
pub async fn proposals(tx: &mut Tx, rows: &BTreeSet<RowId>) -> Result<BTreeMap<RowId, Proposal>, StoreError> {
    let mut found = BTreeMap::new();
    for (delivery, seqs) in by_delivery(rows) {
        query("SELECT seq, candidates FROM link WHERE delivery = $1 AND seq IN ($2)")
            .bind(delivery)
            .bind_list(seqs)
            .each(tx, |row| {
                let candidates: Vec<Named> = serde_json::from_str(row.text(1)?).unwrap_or_default();
                if let Some(Named { target_kind: kind, target_id: id, label, place }) = candidates.into_iter().next() {
                    found.insert((DeliveryId(delivery), row.get(0)?), Proposal { kind, id, label, place });
                }
                Ok(())
            })
            .await?;
    }
    Ok(found)
}

/// How many facts each place has, as far as somebody may use them.
pub async fn facts_of_places(tx: &mut Tx, usable: &InUse) -> Result<HashMap<Box<str>, i64>, StoreError> {
    let mut found = HashMap::new();
    query(
        "SELECT place, COUNT(*) FROM link WHERE decision IN ('zeker', 'bevestigd') AND delivery IN ($1) AND place IS NOT NULL \
         AND (last_day IS NULL OR last_day >= $2) AND ($3 = 0 OR municipality = $3) GROUP BY place",
    )
    .bind_list(usable.deliveries.iter().copied())
    .bind(usable.since)
    .bind(usable.own)
    .each(tx, |row| {
        found.insert(row.text(0)?.into(), row.get(1)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// A row that is drawn to check on the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The row.
    pub seq: i64,
    /// The municipality of the match.
    pub municipality: Option<i64>,
}

/// How many certain links of each delivery are drawn. When all turn out right, the interval ends at 93 %.
pub const SAMPLE: usize = 50;

/// For each delivery a random part of the links the matcher is certain of, whatever people said of them since: those with
/// the smallest [`lot`]. It is drawn from the whole delivery, so it says nothing about what lies outside a municipality.
pub async fn sample(tx: &mut Tx, covenant: bool) -> Result<BTreeMap<DeliveryId, Vec<Drawn>>, StoreError> {
    let mut drawn: BTreeMap<DeliveryId, BTreeMap<(u64, i64), Option<i64>>> = BTreeMap::new();
    for sql in [CERTAIN_UNJUDGED, CERTAIN_JUDGED] {
        query(sql)
            .bind(covenant)
            .each(tx, |row| {
                let (delivery, seq): (i64, i64) = (row.get(0)?, row.get(1)?);
                let own = drawn.entry(DeliveryId(delivery)).or_default();
                own.insert((lot(delivery, seq), seq), row.get(2)?);
                if own.len() > SAMPLE {
                    own.pop_last();
                }
                Ok(())
            })
            .await?;
    }
    let list =
        |rows: BTreeMap<(u64, i64), Option<i64>>| rows.into_iter().map(|((_, seq), municipality)| Drawn { seq, municipality }).collect();
    Ok(drawn.into_iter().map(|(delivery, rows)| (delivery, list(rows))).collect())
}

/// Answered by an index alone.
const CERTAIN_UNJUDGED: &str = "SELECT l.delivery, l.seq, l.municipality FROM link l JOIN delivery d ON d.id = l.delivery \
     WHERE l.decision = 'zeker' AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1)";
const CERTAIN_JUDGED: &str = "SELECT l.delivery, l.seq, l.municipality FROM link l JOIN delivery d ON d.id = l.delivery \
     WHERE l.automatic = 'zeker' AND (l.delivery, l.seq) IN (SELECT delivery, seq FROM judgement) \
     AND d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1)";

/// What deliveries are called.
pub async fn delivery_names(tx: &mut Tx, ids: &[DeliveryId]) -> Result<BTreeMap<i64, String>, StoreError> {
    let found: Vec<(i64, String)> =
        query("SELECT id, name FROM delivery WHERE id IN ($1)").bind_list(ids.iter().map(|id| id.0)).all(tx).await?;
    Ok(found.into_iter().collect())
}

/// The matches nobody looked at: how many there are, and the mean chance that one is wrong.
pub async fn certain(tx: &mut Tx, scope: &Scope) -> Result<(i64, f64), StoreError> {
    query(
        "SELECT COUNT(*), CAST(COALESCE(AVG(1.0 - probability), 0.0) AS double precision) FROM link \
         WHERE decision = 'zeker' AND (compartment <> 'convenant' OR $1) AND ($2 = 0 OR municipality = $2)",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .one(tx)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_say_the_same_place_share_a_key_whatever_else_they_say() {
        let key = text_key(r#"{"street":"Achterweg","number":"12","category":"vaten"}"#);
        assert_eq!(key, text_key(r#"{"number":"12","street":"ACHTER WEG","date":"2026-01-01"}"#));
        assert_ne!(key, text_key(r#"{"street":"Achterweg","number":"1","letter":"2"}"#));
    }
}
