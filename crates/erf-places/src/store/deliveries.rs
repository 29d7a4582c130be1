// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Deliveries, their steps and their problems.

use std::collections::HashMap;

use erf_base::{At, Compartment, Ctx, MunicipalityCode, Scope};
use erf_readers::bag::{Area, ObjectKind};
use erf_store::{StoreError, Tx, query, record};

use crate::{
    model::{Counts, DeliveryId, DeliveryState, Offer},
    present::{Coverage, Extract, day_number},
};

record! {
    /// A delivery as it stands in the register.
    #[derive(Debug, Clone)]
    pub struct Delivery {
        /// Number.
        pub id: i64,
        /// Code of the source.
        pub source: String,
        /// Name.
        pub name: String,
        /// Who sent it.
        pub holder: String,
        /// Name of the file.
        pub file_name: String,
        /// SHA-256 of the file.
        pub file_hash: String,
        /// How it is read.
        pub format: String,
        /// Column mapping.
        pub mapping: Option<String>,
        /// Why it may be used.
        pub purpose: String,
        /// The law that allows it.
        pub legal_basis: String,
        /// Under which regime.
        pub compartment: Compartment,
        /// First day it speaks of (20261001).
        pub period_from: Option<i64>,
        /// Last day it speaks of.
        pub period_to: Option<i64>,
        /// Until when it may be kept.
        pub retention_until: i64,
        /// The one municipality it speaks of.
        pub municipality: Option<MunicipalityCode>,
        /// The day whose state a BAG extract holds.
        pub extract_date: Option<i64>,
        /// State.
        pub state: String,
        /// Since when.
        pub state_at: At,
        /// Rows in the file.
        pub rows_in: i64,
        /// Taken in.
        pub accepted: i64,
        /// Left out.
        pub rejected: i64,
        /// Headings of the columns that were taken in, as a JSON list.
        pub columns: String,
        /// Parts of the file that broke off or could not be opened, as a JSON list.
        pub incomplete: String,
    }
}

impl Delivery {
    /// The number as a type of its own.
    pub fn number(&self) -> DeliveryId {
        DeliveryId(self.id)
    }

    /// What a new offer of the same file says otherwise, in the words of a page. Under another purpose or for longer than was
    /// registered nobody may use it, so this is never passed over.
    pub fn said_otherwise(&self, offer: &Offer) -> Vec<&'static str> {
        let day = |date: Option<jiff::civil::Date>| date.map(day_number);
        let differs = [
            ("bronhouder", self.holder != offer.holder),
            ("doelomschrijving", self.purpose != offer.purpose),
            ("grondslag", self.legal_basis != offer.legal_basis),
            ("bewaartermijn", !offer.retention_by_default && self.retention_until != day_number(offer.retention_until)),
            ("periode", (self.period_from, self.period_to) != (day(offer.period_from), day(offer.period_to))),
            ("gemeente", self.municipality != offer.municipality),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
    }

    /// Parts of the file that broke off or could not be opened.
    pub fn lost_parts(&self) -> Vec<String> {
        serde_json::from_str(&self.incomplete).unwrap_or_default()
    }

    /// The state; a word we do not know counts as received, which is never used.
    pub fn state(&self) -> DeliveryState {
        self.state.parse().unwrap_or(DeliveryState::Received)
    }
}

const COLUMNS: &str = "id, source, name, holder, file_name, file_hash, format, mapping, purpose, legal_basis, compartment, \
    period_from, period_to, retention_until, municipality, extract_date, state, state_at, rows_in, accepted, rejected, columns, incomplete";

/// One delivery, whatever its compartment: for the pipeline, not for pages.
pub async fn any(tx: &mut Tx, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    erf_store::assembled(format!("SELECT {COLUMNS} FROM delivery WHERE id = $1")).bind(id.0).maybe(tx).await
}

/// All deliveries, whatever their compartment: for the pipeline, not for pages.
pub async fn every(tx: &mut Tx) -> Result<Vec<Delivery>, StoreError> {
    erf_store::assembled(format!("SELECT {COLUMNS} FROM delivery ORDER BY compartment, source, name, id")).all(tx).await
}

/// The deliveries in use, whatever their compartment: for the pipeline, not for pages.
pub async fn released(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    query("SELECT id FROM delivery WHERE state = 'vrijgegeven' ORDER BY id").column(tx).await
}

/// A number that changes whenever a delivery comes, goes or takes a step.
pub async fn standing(tx: &mut Tx) -> Result<i64, StoreError> {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    query("SELECT id, state, state_at FROM delivery ORDER BY id")
        .each(tx, |row| {
            hasher.update(row.get::<i64>(0)?.to_be_bytes());
            hasher.update(row.get::<At>(2)?.0.to_be_bytes());
            hasher.update(row.text(1)?);
            Ok(())
        })
        .await?;
    Ok(hasher.finalize().iter().take(8).fold(0_i64, |number, byte| number << 8 | i64::from(*byte)))
}

/// The deliveries somebody may know of, without their mapping. A delivery about another municipality is not theirs to know.
pub async fn visible(tx: &mut Tx, scope: &Scope) -> Result<Vec<Delivery>, StoreError> {
    // Mappings are long, and no list shows them.
    let columns = COLUMNS.replace("mapping", "NULL AS mapping");
    let sql = format!(
        "SELECT {columns} FROM delivery WHERE (compartment <> 'convenant' OR $1) \
         AND ($2 = 0 OR municipality IS NULL OR municipality = $2) ORDER BY compartment DESC, source, name, id"
    );
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own(scope)).all(tx).await
}

/// One delivery somebody may know of.
pub async fn lookup(tx: &mut Tx, scope: &Scope, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    let found = any(tx, id).await?;
    Ok(found.filter(|d| scope.admits(d.compartment) && d.municipality.is_none_or(|code| scope.covers(code))))
}

/// The municipality a scope is limited to, 0 for the whole region: one form for every query.
pub fn own(scope: &Scope) -> i64 {
    scope.municipality().map_or(0, |code| i64::from(code.number()))
}

/// Writes a delivery that was just received; one that was withdrawn before starts anew.
pub async fn receive(tx: &mut Tx, ctx: &Ctx, id: DeliveryId, offer: &Offer, file_hash: &str) -> Result<(), StoreError> {
    query("DELETE FROM delivery WHERE id = $1").bind(id.0).run(tx).await?;
    query(
        "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, mapping, purpose, legal_basis, compartment, \
         period_from, period_to, retention_until, municipality, extract_date, state, state_at, rows_in, accepted, rejected, columns) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, $16, $17, 0, 0, 0, '[]')",
    )
    .bind(id.0)
    .bind(&offer.source)
    .bind(&offer.name)
    .bind(&offer.holder)
    .bind(&offer.file)
    .bind(file_hash)
    .bind(offer.format.code())
    .bind(offer.mapping.clone())
    .bind(&offer.purpose)
    .bind(&offer.legal_basis)
    .bind(offer.compartment)
    .bind(offer.period_from.map(day_number))
    .bind(offer.period_to.map(day_number))
    .bind(day_number(offer.retention_until))
    .bind(offer.municipality)
    .bind(DeliveryState::Received.code())
    .bind(ctx.now())
    .run(tx)
    .await?;
    step(tx, ctx, id, DeliveryState::Received, "").await
}

/// Sets the state and adds a line to the history.
pub async fn set_state(tx: &mut Tx, ctx: &Ctx, id: DeliveryId, state: DeliveryState, reason: &str) -> Result<(), StoreError> {
    query("UPDATE delivery SET state = $2, state_at = $3 WHERE id = $1").bind(id.0).bind(state.code()).bind(ctx.now()).run(tx).await?;
    step(tx, ctx, id, state, reason).await
}

async fn step(tx: &mut Tx, ctx: &Ctx, id: DeliveryId, state: DeliveryState, reason: &str) -> Result<(), StoreError> {
    query(
        "INSERT INTO delivery_step (delivery, seq, at, actor, state, reason) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5 FROM delivery_step WHERE delivery = $1",
    )
    .bind(id.0)
    .bind(ctx.now())
    .bind(&ctx.actor.id)
    .bind(state.code())
    .bind(reason)
    .run(tx)
    .await
    .map(drop)
}

/// Strikes a delivery from the register: only one that was never read to its end.
pub async fn forget(tx: &mut Tx, id: DeliveryId) -> Result<(), StoreError> {
    query("DELETE FROM delivery_step WHERE delivery = $1").bind(id.0).run(tx).await?;
    query("DELETE FROM delivery WHERE id = $1").bind(id.0).run(tx).await.map(drop)
}

/// What became of the rows; for an extract the day it speaks of, for a table the headings that were taken in.
pub async fn set_counts(tx: &mut Tx, id: DeliveryId, counts: Counts, extract_date: Option<i64>, columns: &str) -> Result<(), StoreError> {
    query("UPDATE delivery SET rows_in = $2, accepted = $3, rejected = $4, extract_date = $5, columns = $6 WHERE id = $1")
        .bind(id.0)
        .bind(counts.rows_in)
        .bind(counts.accepted)
        .bind(counts.rejected)
        .bind(extract_date)
        .bind(columns)
        .run(tx)
        .await
        .map(drop)
}

/// Which parts of the file were lost.
pub async fn set_incomplete(tx: &mut Tx, id: DeliveryId, parts: &[String]) -> Result<(), StoreError> {
    let parts = serde_json::json!(parts).to_string();
    query("UPDATE delivery SET incomplete = $2 WHERE id = $1").bind(id.0).bind(parts).run(tx).await.map(drop)
}

record! {
    /// A line of the history of a delivery.
    #[derive(Debug, Clone)]
    pub struct Step {
        /// When.
        pub at: At,
        /// Who.
        pub actor: String,
        /// To which state.
        pub state: String,
        /// Why.
        pub reason: String,
    }
}

/// The history of a delivery.
pub async fn steps(tx: &mut Tx, id: DeliveryId) -> Result<Vec<Step>, StoreError> {
    query("SELECT at, actor, state, reason FROM delivery_step WHERE delivery = $1 ORDER BY seq").bind(id.0).all(tx).await
}

record! {
    /// Problems with one cause, with an example.
    #[derive(Debug, Clone)]
    pub struct Cause {
        /// Stable code.
        pub code: String,
        /// What is wrong, as said of one row.
        pub reason: String,
        /// What to do.
        pub action: String,
        /// Whether rows were left out.
        pub rejected: bool,
        /// How many rows.
        pub n: i64,
    }
}

/// Rows that were left out because they add up other rows, per delivery: nobody has to do anything about those.
pub async fn lines_with_totals(tx: &mut Tx) -> Result<HashMap<i64, i64>, StoreError> {
    let counts: Vec<(i64, i64)> =
        query("SELECT delivery, COUNT(*) FROM problem WHERE code = 'totaalregel' GROUP BY delivery").all(tx).await?;
    Ok(counts.into_iter().collect())
}

/// Problems by cause, most frequent first. No value of a row is in it.
pub async fn causes(tx: &mut Tx, id: DeliveryId) -> Result<Vec<Cause>, StoreError> {
    query(
        "SELECT code, MIN(reason) AS reason, MIN(action) AS action, rejected, COUNT(*) AS n FROM problem \
         WHERE delivery = $1 GROUP BY code, rejected ORDER BY COUNT(*) DESC, code",
    )
    .bind(id.0)
    .all(tx)
    .await
}

record! {
    /// One problem, with the value that caused it.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct ProblemLine {
        /// Sheet or inner file.
        pub sheet: Option<String>,
        /// Row.
        pub row_number: Option<i64>,
        /// Column.
        pub column_name: Option<String>,
        /// Value.
        pub value: Option<String>,
        /// Stable code.
        pub code: String,
        /// What is wrong.
        pub reason: String,
        /// What to do.
        pub action: String,
        /// Whether the row was left out.
        pub rejected: bool,
    }
}

/// Problems in the order of the file; all causes when `code` is empty.
pub async fn problems(tx: &mut Tx, id: DeliveryId, code: &str, from: i64, limit: i64) -> Result<Vec<ProblemLine>, StoreError> {
    query(
        "SELECT sheet, row_number, column_name, value, code, reason, action, rejected FROM problem \
         WHERE delivery = $1 AND ($2 = '' OR code = $2) ORDER BY seq LIMIT $4 OFFSET $3",
    )
    .bind(id.0)
    .bind(code)
    .bind(from)
    .bind(limit)
    .all(tx)
    .await
}

/// The released BAG extracts.
pub async fn extracts(tx: &mut Tx) -> Result<Vec<Extract>, StoreError> {
    let found: Vec<(i64, Option<i64>, At)> = query(
        "SELECT d.id, d.extract_date, COALESCE((SELECT MAX(s.at) FROM delivery_step s WHERE s.delivery = d.id AND s.state = 'ontvangen'), d.state_at) \
         FROM delivery d WHERE d.format = 'bag' AND d.state = 'vrijgegeven' ORDER BY d.id",
    )
    .all(tx)
    .await?;
    let mut extracts = Vec::new();
    for (delivery, date, received) in found {
        extracts.push(Extract { delivery, date: date.unwrap_or(0), received, coverage: coverage(tx, delivery).await? });
    }
    Ok(extracts)
}

async fn coverage(tx: &mut Tx, delivery: i64) -> Result<Coverage, StoreError> {
    let rows: Vec<(String, i64)> =
        query("SELECT kind, municipality FROM bag_complete WHERE delivery = $1 ORDER BY kind, municipality").bind(delivery).all(tx).await?;
    let mut coverage = Coverage::new();
    for (kind, number) in rows {
        let area = if number == 0 { Some(Area::Country) } else { format!("{number:04}").parse().ok().map(Area::Municipality) };
        if let Some((kind, area)) = ObjectKind::from_code(&kind).zip(area) {
            coverage.entry(kind).or_default().insert(area);
        }
    }
    Ok(coverage)
}

/// Deliveries whose reading was cut off: nothing of them was ever in use.
pub async fn cut_off(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    query("SELECT id FROM delivery WHERE state IN ('ontvangen', 'gevalideerd') ORDER BY id").column(tx).await
}

/// Deliveries past their retention date that still hold something.
pub async fn overdue(tx: &mut Tx, today: i64) -> Result<Vec<i64>, StoreError> {
    query("SELECT id FROM delivery WHERE retention_until < $1 AND state NOT IN ('ingetrokken', 'verlopen') ORDER BY id")
        .bind(today)
        .column(tx)
        .await
}
