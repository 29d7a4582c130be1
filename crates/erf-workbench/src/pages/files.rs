// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What leaves: pairs, groups, model, report and what the run says of itself, in the form the command line gives them.

use std::fmt::Write as _;

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use erf_base::Permission;
use erf_linkage::score::probability;
use erf_store::{Tx, audit::Action};
use erf_web::{Caller, WebError};

use serde_json::{Value, json};

use super::view::{ready, side_letter};
use crate::{
    compute,
    model::{Facts, RoleFound},
    store::{
        linkages::{self, Input, Linkage},
        pairs,
        rows::{self, Row},
    },
};

/// `/koppelwerkbank/{linkage}/bestand/{bestand}`
pub async fn show(caller: Caller, Path((id, file)): Path<(String, String)>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadLinkages)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, &id).await?;
    let (bytes, kind) = match file.as_str() {
        "pairs.csv" => (pairs_csv(&mut tx, &linkage).await?, "text/csv; charset=utf-8"),
        "clusters.csv" => (clusters_csv(&mut tx, &linkage).await?, "text/csv; charset=utf-8"),
        "model.json" => (linkage.model.clone().into_bytes(), "application/json"),
        "run.json" => (run_json(&mut tx, &linkage).await?, "application/json"),
        "report.html" => (linkages::file(&mut tx, &linkage, "report.html").await?.ok_or(WebError::NotFound)?, "text/html; charset=utf-8"),
        _ => return Err(WebError::NotFound),
    };
    drop(tx);
    let action = Action::on("uitgegeven", "koppelproef", linkage.number()).with(serde_json::json!({ "bestand": file }));
    caller.app().db().record_reading(&caller.ctx, action).await?;
    Ok(download(bytes, kind, &file))
}

fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// `id_l,id_r,score,probability`, best first, as `erfzicht link` writes it. Names of rows that would start a formula were refused when
/// the table came in.
async fn pairs_csv(tx: &mut Tx, linkage: &Linkage) -> Result<Vec<u8>, WebError> {
    let rows = rows::every(tx, linkage.number()).await?;
    let name = |nr: i64| rows.get(nr as usize).map_or("", |row| row.name.as_str());
    let mut text = String::from("id_l,id_r,score,probability\n");
    for pair in pairs::every(tx, linkage.number()).await? {
        let _ = writeln!(text, "{},{},{:.6},{:.6}", cell(name(pair.a)), cell(name(pair.b)), pair.bits, probability(pair.bits));
    }
    Ok(text.into_bytes())
}

/// `unique_id,cluster_id`, and the source when there are two tables: every row once, in the order of the files.
async fn clusters_csv(tx: &mut Tx, linkage: &Linkage) -> Result<Vec<u8>, WebError> {
    let rows = rows::every(tx, linkage.number()).await?;
    let mut first: std::collections::BTreeMap<&str, &Row> = std::collections::BTreeMap::new();
    for row in &rows {
        first.entry(row.entity.as_str()).or_insert(row);
    }
    let several = linkage.sides > 1;
    let mut text = String::from(if several { "unique_id,cluster_id,source\n" } else { "unique_id,cluster_id\n" });
    for row in &rows {
        let head = first.get(row.entity.as_str()).copied().unwrap_or(row);
        let _ = match several {
            true => {
                let of = format!("{}:{}", side_letter(head.side), head.name);
                writeln!(text, "{},{},{}", cell(&row.name), cell(&of), side_letter(row.side))
            }
            false => writeln!(text, "{},{}", cell(&row.name), cell(&head.name)),
        };
    }
    Ok(text.into_bytes())
}

/// What went in and what came out, as `erfzicht link` writes it; without times and memory, which are not kept.
async fn run_json(tx: &mut Tx, linkage: &Linkage) -> Result<Vec<u8>, WebError> {
    let facts = linkage.facts();
    let files: Vec<Value> = linkages::inputs(tx, linkage).await?.iter().map(file_of).collect();
    let columns: Vec<Value> =
        facts.roles.iter().map(|found| column(0, found)).chain(facts.other_roles.iter().map(|found| column(1, found))).collect();
    let about = json!({
        "version": linkage.engine, "files": files, "preset": facts.preset, "preset_reason": facts.preset_reason, "columns": columns,
        "seed": linkage.seed, "one_to_one": linkage.one_to_one, "pairs_compared": facts.compared, "pairs_kept": linkage.pairs,
        "entities": linkage.entities, "expected_true_pairs_not_reached": (!facts.recall_unknown).then_some(facts.unreached),
        "cut": cut(linkage, &facts), "blocking": facts.blocking, "unlinkable": facts.unlinkable, "warnings": facts.warnings,
        "judged_pairs_learned_from": facts.learned_from, "input_hash": linkage.input_hash, "result_hash": linkage.result_hash,
    });
    Ok(format!("{about:#}\n").into_bytes())
}

fn column(file: usize, found: &RoleFound) -> Value {
    json!({ "file": file, "column": found.column, "role": found.role, "reason": found.reason, "certainty": found.certainty })
}

fn file_of(input: &Input) -> Value {
    let accepted = input.rows_in - input.rejected;
    json!({
        "file": input.name, "sha256": input.hash, "rows_in": input.rows_in, "accepted": accepted, "rejected": input.rejected,
        "columns_left_out": input.left_out(), "rows_named_by": input.named_by,
    })
}

/// The cut as it is now, with what is expected there.
fn cut(linkage: &Linkage, facts: &Facts) -> Value {
    let (known, recall) = (compute::expected(facts, linkage.cut), !facts.recall_unknown);
    json!({
        "bits": known.bits, "links": known.links, "precision": known.precision, "precision_interval": known.precision_interval,
        "recall": recall.then_some(known.recall), "recall_interval": recall.then_some(known.recall_interval),
    })
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
