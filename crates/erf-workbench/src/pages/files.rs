// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What leaves: pairs, groups, model and report, in the form the command line gives them.

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

use super::view::{ready, side_letter};
use crate::store::{
    linkages::{self, Linkage},
    pairs,
    rows::{self, Row},
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

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
