// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Ask for a linkage: who sent the tables, why they may be linked and until when. Without those nothing is taken in.

use erf_base::{Ctx, Permission, Scope};
use erf_store::{Db, StoreError, Tx, audit};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::{
    deliveries,
    intake::{MOST_ROWS, Side},
    model::{LinkageId, State, day_number},
    store::{
        linkages::{self, Input, Linkage},
        rows::{self, Offered, Row},
    },
};

/// What somebody says of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Name of the linkage.
    pub name: String,
    /// Whose tables they are.
    pub holder: String,
    /// Why they may be linked.
    pub purpose: String,
    /// The law that allows it.
    pub legal_basis: String,
    /// The last day.
    pub until: Date,
    /// Whether a row links to at most one row of the other table.
    pub one_to_one: bool,
}

/// Why a linkage was not asked for.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// Not somebody who may.
    #[error(transparent)]
    Denied(#[from] erf_base::Denied),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A delivery that is not there for this reader, or cannot be linked.
    #[error("deze levering is er niet, of is niet te koppelen")]
    NoSuchDelivery,
    /// A delivery goes before the linkage would.
    #[error("levering {name} wordt bewaard tot {until}; de koppelproef kan niet langer bestaan")]
    OutlivesDelivery {
        /// Its name.
        name: String,
        /// Its last day.
        until: i64,
    },
    /// More rows than a page can take.
    #[error("levering {name} heeft {rows} rijen; dat is meer dan de {MOST_ROWS} die een pagina aankan")]
    TooMany {
        /// Its name.
        name: String,
        /// How many.
        rows: i64,
    },
}

/// Asks for a linkage of tables that were sent.
pub async fn of_tables(db: &Db, ctx: &Ctx, asked: &Asked, sides: Vec<Side>) -> Result<LinkageId, OrderError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = db.begin().await?;
    let id = write(&mut tx, ctx, &scope, asked, "upload", &sides).await?;
    tx.commit().await?;
    Ok(id)
}

/// Asks for a linkage of one or two released deliveries.
pub async fn of_deliveries(db: &Db, ctx: &Ctx, asked: &Asked, chosen: &[i64]) -> Result<LinkageId, OrderError> {
    let scope = ctx.permit(Permission::LinkTables)?;
    let mut tx = db.begin().await?;
    let offered = rows::offered(&mut tx, &scope).await?;
    let mut sides = Vec::new();
    for id in chosen {
        let delivery = offered.iter().find(|known| known.id == *id).ok_or(OrderError::NoSuchDelivery)?;
        fits(asked, delivery)?;
        sides.push(deliveries::side(&mut tx, &scope, delivery).await?);
    }
    if !(1..=2).contains(&sides.len()) {
        return Err(OrderError::NoSuchDelivery);
    }
    let id = write(&mut tx, ctx, &scope, asked, "levering", &sides).await?;
    tx.commit().await?;
    Ok(id)
}

fn fits(asked: &Asked, delivery: &Offered) -> Result<(), OrderError> {
    let (name, rows) = (delivery.name.clone(), delivery.n);
    if day_number(asked.until) > delivery.retention_until {
        return Err(OrderError::OutlivesDelivery { name, until: delivery.retention_until });
    }
    if rows > MOST_ROWS as i64 { Err(OrderError::TooMany { name, rows }) } else { Ok(()) }
}

async fn write(tx: &mut Tx, ctx: &Ctx, scope: &Scope, asked: &Asked, origin: &str, sides: &[Side]) -> Result<LinkageId, OrderError> {
    let linkage = linkage(ctx, scope, asked, origin, sides);
    let id = linkage.number();
    if !linkages::insert(tx, &linkage).await? {
        // The same question by the same person in the same second.
        return Ok(id);
    }
    for (side, table) in sides.iter().enumerate() {
        let input = Input {
            side: side as i64,
            delivery: table.delivery,
            name: table.name.clone(),
            hash: table.hash.clone(),
            rows_in: table.rows_in as i64,
            rejected: (table.rows_in - table.rows.len()) as i64,
            left_out: serde_json::json!(table.left_out).to_string(),
            named_by: Some(table.named_by.clone()),
        };
        linkages::add_input(tx, id, &input).await?;
    }
    rows::insert(tx, id, &all_rows(sides)).await?;
    audit::write(tx, ctx, audit::Action::on("aangevraagd", "koppelproef", id).with(serde_json::json!({ "rijen": linkage.row_count })))
        .await?;
    Ok(id)
}

fn linkage(ctx: &Ctx, scope: &Scope, asked: &Asked, origin: &str, sides: &[Side]) -> Linkage {
    let mut hasher = Sha256::new();
    for side in sides {
        hasher.update(side.hash.as_bytes());
    }
    hasher.update([u8::from(asked.one_to_one)]);
    let input_hash = format!("{:x}", hasher.clone().finalize());
    hasher.update(format!("{}\n{}\n{:?}\n{}", ctx.actor.id, asked.name, ctx.now(), ctx.request_id));
    let id = hasher.finalize().iter().take(5).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    let headings: Vec<&Vec<String>> = sides.iter().map(|side| &side.headings).collect();
    Linkage {
        id,
        name: asked.name.clone(),
        origin: origin.to_owned(),
        purpose: asked.purpose.clone(),
        legal_basis: asked.legal_basis.clone(),
        holder: asked.holder.clone(),
        retention_until: day_number(asked.until),
        municipality: rows::municipality(scope),
        author: ctx.actor.id.clone(),
        at: ctx.now(),
        state: State::Waiting.code().to_owned(),
        error: None,
        seed: 1,
        one_to_one: asked.one_to_one && sides.len() > 1,
        sides: sides.len() as i64,
        headers: serde_json::json!(headings).to_string(),
        row_count: sides.iter().map(|side| side.rows.len() as i64).sum(),
        input_hash,
        version: 0,
        entities: 0,
        pairs: 0,
        cut: 0.0,
        engine: String::new(),
        result_hash: String::new(),
        model: String::new(),
        first_model: String::new(),
        facts: String::new(),
    }
}

/// The rows of all sides, numbered through. Keys differ between sides: two senders may use the same names.
fn all_rows(sides: &[Side]) -> Vec<Row> {
    let mut all = Vec::with_capacity(sides.iter().map(|side| side.rows.len()).sum());
    for (number, side) in sides.iter().enumerate() {
        let mark = if sides.len() > 1 { ["L", "R"][number.min(1)] } else { "" };
        for row in &side.rows {
            all.push(Row {
                nr: all.len() as i64,
                side: number as i64,
                key: format!("{mark}{}", row.number),
                name: row.name.clone(),
                cells: serde_json::json!(row.cells).to_string(),
                delivery: side.delivery,
                seq: side.delivery.map(|_| row.number),
                entity: String::new(),
                first_entity: String::new(),
            });
        }
    }
    all
}
