// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The files of a scan. Each is written beside its goal and put in place whole.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use erf_base::{Actor, Ctx, Permission, Role};
use erf_places::{model::DeliveryId, overview, register::Register};
use erf_report::scan::{Audience, Contact};
use erf_scan::{
    life::{MONTHS, months_after},
    output, report_data,
    scan::Asked,
    store,
};
use erf_store::setting;
use serde_json::{Value, json};

use super::{Made, Prepared};
use crate::region::Region;
use crate::say::say;

/// Writes everything of one scan.
pub(super) async fn all(prepared: &Prepared, made: &Made<'_>, dir: &Path) -> Result<()> {
    let scored = &made.outcome.scored;
    let mut table = Vec::new();
    output::places_csv(scored, &mut table)?;
    write(&dir.join("places.csv"), &table)?;
    let mut points = Vec::new();
    output::geojson(scored, &mut points)?;
    write(&dir.join("places.geojson"), &points)?;
    write(&dir.join("problems.csv"), &problems(prepared).await?)?;
    write(&dir.join("summary.json"), summary(prepared, made).await?.as_bytes())?;
    write(&dir.join("report.pdf"), &report(prepared, made)?)
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    let said = || format!("{} kan niet worden geschreven", path.display());
    std::fs::write(&part, bytes).with_context(said)?;
    std::fs::rename(&part, path).with_context(said)
}

/// Files in the folder that the register does not name, sorted. Mappings belong to the register.
pub(super) fn unread(data: &Path, register: &Register) -> Vec<String> {
    let named: BTreeSet<PathBuf> = register.offers.iter().map(|(_, path)| path.clone()).collect();
    let mut found = Vec::new();
    let mut folders = vec![data.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !named.contains(&path) && !belongs_to_register(data, &path) {
                found.push(path.strip_prefix(data).unwrap_or(&path).display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn belongs_to_register(data: &Path, path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml") && path.starts_with(data)
}

/// Every problem of every file, and the files that were refused as a whole.
async fn problems(prepared: &Prepared) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["file", "sheet", "row", "column", "value", "code", "reason", "action"])?;
    for refused in &prepared.refused {
        table.write_record([
            &refused.file,
            "",
            "",
            "",
            "",
            "bestand_geweigerd",
            &refused.reason,
            "Verbeter het bestand en lever het opnieuw",
        ])?;
    }
    let mut tx = prepared.region.db.read().await?;
    for delivery in overview::lines(&mut tx).await? {
        let id: DeliveryId = delivery.id.parse().context("een levering heeft een nummer")?;
        for problem in overview::problems(&mut tx, id).await? {
            let row = problem.row_number.map(|row| row.to_string()).unwrap_or_default();
            let cells = [problem.sheet, Some(row), problem.column_name, problem.value].map(Option::unwrap_or_default);
            let words = [problem.code, problem.reason, problem.action];
            let line = std::iter::once(delivery.file.as_str()).chain(cells.iter().chain(&words).map(String::as_str));
            table.write_record(line.map(|cell| output::safe(cell).into_owned()))?;
        }
    }
    Ok(table.into_inner().map_err(io::Error::other)?)
}

/// The totals, with every file that was named, refused or passed by.
async fn summary(prepared: &Prepared, made: &Made<'_>) -> Result<String> {
    let asked = &made.asked;
    let text = output::summary_json(env!("CARGO_PKG_VERSION"), asked.order, asked.card, asked.region, &made.outcome, &made.inputs_hash);
    let mut summary: Value = serde_json::from_str(&text)?;
    let mut tx = prepared.region.db.read().await?;
    let files: Vec<Value> = overview::lines(&mut tx).await?.iter().map(file_line).collect();
    let refused: Vec<Value> = prepared.refused.iter().map(|one| json!({ "file": one.file, "reason": one.reason })).collect();
    let Value::Object(fields) = &mut summary else { anyhow::bail!("de samenvatting is geen object") };
    fields.insert("area_name".into(), made.area_name.clone().into());
    fields.insert("files".into(), files.into());
    fields.insert("refused".into(), refused.into());
    fields.insert("not_read".into(), prepared.unread.clone().into());
    Ok(format!("{summary:#}\n"))
}

fn file_line(line: &overview::Line) -> Value {
    json!({
        "file": line.file, "name": line.name, "source": line.source, "compartment": line.compartment, "sha256": line.sha256,
        "rows_in": line.rows_in, "accepted": line.accepted, "rejected": line.rejected,
        "matched": line.rate.as_ref().map(|rate| rate.matched), "unsure": line.rate.as_ref().map(|rate| rate.unsure),
    })
}

/// The report of a scan that nobody approved: it says so in large letters.
fn report(prepared: &Prepared, made: &Made<'_>) -> Result<Vec<u8>> {
    let Asked { order, card, region, area, .. } = made.asked;
    let data = report_data::of(&report_data::From {
        region,
        area,
        area_name: &made.area_name,
        part_of: None,
        order,
        card,
        scored: &made.outcome.scored,
        paused: &BTreeSet::new(),
        summary: &made.outcome.summary,
        inputs_hash: &made.inputs_hash,
        results_hash: &made.outcome.hash,
        author: "opdrachtregel",
        approval: None,
        contact: contact(&prepared.region),
        expires: months_after(order.date, MONTHS),
        corrections: 0,
        water: &prepared.water,
        lost_dumps: prepared.lost_dumps,
    });
    Ok(erf_report::scan::build(&data, Audience::Internal)?)
}

fn contact(region: &Region) -> Contact {
    let nobody = String::new;
    Contact { name: nobody(), role: nobody(), organisation: region.name.clone(), email: nobody(), phone: nobody() }
}

/// The report of the newest approved scan of an area: without places, or with them for a recipient who was noted.
pub(super) async fn stored_report(region: &Region, area: &str, recipient: Option<i64>, out: &Path) -> Result<()> {
    let role = if recipient.is_some() { Role::Analyst } else { Role::ProgrammeLeader };
    let actor = Actor { id: "opdrachtregel".into(), name: "Opdrachtregel".into(), role, municipality: None };
    let ctx = Ctx { actor, ..region.ctx.clone() };
    let scope = ctx.permit(Permission::ReadScanTotals)?;
    let mut tx = region.db.read().await?;
    let approved = store::scans::approved(&mut tx, &scope).await?;
    let contact: Contact = setting::get(&mut tx, report_data::CONTACT_SETTING).await?.unwrap_or_default();
    drop(tx);
    if contact.phone.is_empty() && contact.email.is_empty() {
        eprintln!("Let op: in het rapport staat niet wie iemand kan bellen. Vul dat in met: erfzicht config contact --hulp");
    }
    let of_area = approved.iter().filter(|scan| scan.area == area).max_by_key(|scan| (scan.date, scan.at));
    let id = of_area.with_context(|| format!("van gebied {area} is geen vastgestelde scan"))?.number();
    let (data, audience) = match recipient {
        None => (report_data::public(&region.db, &ctx, id, contact).await?, Audience::Public),
        Some(number) => (report_data::internal(&region.db, &ctx, id, number, contact).await?, Audience::Internal),
    };
    write(out, &erf_report::scan::build(&data, audience)?)?;
    say!("Het rapport staat in {}", out.display());
    Ok(())
}
