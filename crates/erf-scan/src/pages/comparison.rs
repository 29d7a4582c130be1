// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A scan beside the one before it of the same area: who came, who left, and which indicator did it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Extension, extract::Path, response::Response};
use erf_base::{Permission, Scope};
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::{
    desk::Desk,
    filters::letter,
    view::{self, Disclaimer, Head, dossier_address, indicator_name, iso, lower_first},
};
use crate::{
    compare::{self, Change, Comparison, Why},
    model::Band,
    store::{
        dossier,
        scans::{self, Scan},
    },
};

/// Places shown; the rest is counted.
const MOST: usize = 200;
const BANDS: [Band; 4] = [Band::A, Band::B, Band::C, Band::D];

#[derive(Serialize)]
struct Earlier {
    id: String,
    name: String,
    date: Option<String>,
    card_version: i64,
}

/// From one band (nothing: not in that scan) to each band, and to nothing.
#[derive(Serialize)]
struct BandRow {
    from: Option<&'static str>,
    to: Vec<u32>,
}

#[derive(Serialize)]
struct ChangeLine {
    href: Option<String>,
    name: String,
    was: Option<&'static str>,
    was_points: i32,
    is: Option<&'static str>,
    is_points: i32,
    changes: Vec<Reason>,
}

#[derive(Serialize)]
struct Reason {
    name: String,
    by: i32,
}

#[derive(Serialize)]
struct ComparePage {
    scan: Head,
    disclaimer: Disclaimer,
    card_version: i64,
    same_card: bool,
    earlier: Option<Earlier>,
    /// The scan before this one is over, and its places are gone.
    gone: bool,
    bands: Vec<BandRow>,
    changed: usize,
    places: Vec<ChangeLine>,
}

/// `/scans/{id}/vergelijk`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadScans)?;
    let mut tx = caller.app().db().read().await?;
    let scan = view::found(&mut tx, &scope, &id).await?;
    let page = page(&caller, &desk, &mut tx, &scope, &scan).await?;
    drop(tx);
    let detail = serde_json::json!({ "getoond": page.places.len() });
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", "scan_vergelijking", scan.number()).with(detail)).await?;
    caller.page("scan/compare.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<ComparePage, WebError> {
    let before = scans::previous(tx, scope, scan).await?;
    let gone = before.as_ref().is_some_and(view::is_over) || view::is_over(scan);
    let earlier = before.filter(|_| !gone);
    let changes = match &earlier {
        Some(before) => desk.changes(tx, scope, before, scan).await?,
        None => Arc::default(),
    };
    Ok(ComparePage {
        scan: Head::of(caller, scan, "tab-compare"),
        disclaimer: Disclaimer::of(tx, scope, scan).await?,
        card_version: scan.card_version,
        same_card: earlier.as_ref().is_some_and(|before| before.card == scan.card),
        earlier: earlier.map(|it| Earlier {
            id: it.number().to_string(),
            name: it.name,
            date: iso(it.date),
            card_version: it.card_version,
        }),
        gone,
        bands: rows(&changes.table),
        changed: changes.count,
        places: changes.first.iter().map(|change| line(scan, change)).collect(),
    })
}

/// What changed between two scans, as far as it is shown.
#[derive(Default)]
pub struct Changes {
    table: Vec<(Option<Band>, Option<Band>, u32)>,
    count: usize,
    first: Vec<Change>,
}

/// Comparing all places takes a while: not on the threads that answer others.
pub async fn compared(tx: &mut Tx, scope: &Scope, before: &Scan, scan: &Scan) -> Result<Changes, WebError> {
    let (old, new) = (dossier::whole(tx, scope, before).await?, dossier::whole(tx, scope, scan).await?);
    tokio::task::spawn_blocking(move || changes(compare::compare(&old, &new))).await.map_err(WebError::internal)
}

fn changes(comparison: Comparison) -> Changes {
    let Comparison { entered, left, moved, table, .. } = comparison;
    let count = entered.len() + left.len() + moved.len();
    Changes { table, count, first: entered.into_iter().chain(left).chain(moved).take(MOST).collect() }
}

fn rows(table: &[(Option<Band>, Option<Band>, u32)]) -> Vec<BandRow> {
    let counts: BTreeMap<(Option<Band>, Option<Band>), u32> = table.iter().map(|(from, to, n)| ((*from, *to), *n)).collect();
    let count = |from: Option<Band>, to: Option<Band>| counts.get(&(from, to)).copied().unwrap_or_default();
    let to = |from: Option<Band>| BANDS.iter().map(|band| Some(*band)).chain([None]).map(|band| count(from, band)).collect();
    let froms = BANDS.iter().map(|band| Some(*band)).chain([None]);
    froms.map(|from| BandRow { from: from.map(letter), to: to(from) }).collect()
}

fn line(scan: &Scan, change: &Change) -> ChangeLine {
    ChangeLine {
        href: change.to.map(|_| dossier_address(scan.number(), &change.place)),
        name: change.name.clone(),
        was: change.from.map(letter),
        was_points: change.points.0,
        is: change.to.map(letter),
        is_points: change.points.1,
        changes: change.why.iter().filter_map(reason).collect(),
    }
}

fn reason(why: &Why) -> Option<Reason> {
    let (code, by) = match why {
        Why::Appeared { code, points } => (code, *points),
        Why::Vanished { code, points } | Why::Silenced { code, points, .. } => (code, -points),
        Why::Reweighted { code, from, to } => (code, to - from),
        Why::Arrived | Why::Departed | Why::Others => return None,
    };
    Some(Reason { name: lower_first(&indicator_name(code)), by })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_band_and_one_for_places_that_are_new() {
        let rows = rows(&[(Some(Band::A), Some(Band::B), 3), (None, Some(Band::C), 2), (Some(Band::D), None, 1)]);
        let found: Vec<(Option<&str>, &[u32])> = rows.iter().map(|row| (row.from, row.to.as_slice())).collect();
        assert_eq!(found[0], (Some("A"), [0, 3, 0, 0, 0].as_slice()));
        assert_eq!(found[3], (Some("D"), [0, 0, 0, 0, 1].as_slice()));
        assert_eq!(found[4], (None, [0, 0, 2, 0, 0].as_slice()));
    }
}
