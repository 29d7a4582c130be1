// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The smaller commands.

use std::path::Path;

use anyhow::{Result, bail};
use erf_places::{
    model::DeliveryId,
    overview::{self, Line, ProblemLine},
    steps::{self, StepError},
};
use erf_store::{DatabaseUrl, audit, backup};

use crate::say::{counted, decimal, say};
use crate::{
    args::{DataPlace, Deliveries},
    progress::Bar,
    region::{self, Region},
    wrong_use::{WrongUse, filled},
};

/// Runs `deliveries`.
pub async fn deliveries(region: &Region, what: Deliveries) -> Result<()> {
    for id in [what.release, what.withdraw, what.problems].into_iter().flatten() {
        known(region, id).await?;
    }
    if let Some(id) = what.release {
        release(region, id).await?;
    }
    if let Some(id) = what.withdraw {
        withdraw(region, id, what.reason.as_deref().unwrap_or_default()).await?;
    }
    match what.problems {
        Some(id) => problems(region, id, what.json).await,
        None => list(region, what.json).await,
    }
}

async fn release(region: &Region, id: DeliveryId) -> Result<()> {
    let bar = Bar::new();
    let _turn = region.works.turn().await?;
    steps::release(&region.db, &region.ctx, id, &bar).await?;
    bar.finish();
    Ok(())
}

async fn withdraw(region: &Region, id: DeliveryId, reason: &str) -> Result<()> {
    filled("--reason", reason, "zeg waarom u de levering intrekt")?;
    let bar = Bar::new();
    let _turn = region.works.turn().await?;
    steps::withdraw(&region.db, &region.ctx, id, reason, &bar).await?;
    bar.finish();
    Ok(())
}

async fn known(region: &Region, id: DeliveryId) -> Result<()> {
    let lines = overview::lines(&mut region.db.read().await?).await?;
    let there = lines.iter().any(|line| line.id == id.to_string());
    if there { Ok(()) } else { Err(StepError::NotFound(id).into()) }
}

/// Prints one line a delivery.
pub async fn list(region: &Region, json: bool) -> Result<()> {
    let mut tx = region.db.read().await?;
    let lines = overview::lines(&mut tx).await?;
    if json {
        say!("{}", serde_json::to_string_pretty(&lines)?);
        return Ok(());
    }
    if lines.is_empty() {
        say!("Er zijn nog geen leveringen. Begin met «erfzicht import bag BESTAND.zip».");
        return Ok(());
    }
    say!(
        "{:<11} {:<44} {:<13} {:<12} {:>9} {:>9} {:>9}  gekoppeld",
        "nummer",
        "naam",
        "compartiment",
        "staat",
        "rijen",
        "opgenomen",
        "afgewezen"
    );
    lines.iter().for_each(print_line);
    Ok(())
}

fn print_line(line: &Line) {
    let rate = line.rate.as_ref().map_or_else(
        || "-".to_owned(),
        |rate| {
            let share = 100.0 * rate.matched as f64 / rate.n.max(1) as f64;
            format!("{} % van {} (nog te beoordelen: {})", decimal(share, 1), rate.n, rate.unsure)
        },
    );
    say!(
        "{:<11} {:<44} {:<13} {:<12} {:>9} {:>9} {:>9}  {rate}",
        line.id,
        line.name.chars().take(44).collect::<String>(),
        line.compartment,
        line.state,
        line.rows_in,
        line.accepted,
        line.rejected
    );
}

/// How many rows are named with each cause; `--json` names them all.
const EXAMPLES: usize = 5;

async fn problems(region: &Region, id: DeliveryId, json: bool) -> Result<()> {
    let mut tx = region.db.read().await?;
    let lines = overview::problems(&mut tx, id).await?;
    if json {
        say!("{}", serde_json::to_string_pretty(&lines)?);
        return Ok(());
    }
    for cause in overview::causes(&mut tx, id).await? {
        let left_out = if cause.rejected { "afgewezen" } else { "opgenomen" };
        say!("{:>7} × {} ({left_out})\n          {}\n          Wat te doen: {}", cause.n, cause.code, cause.reason, cause.action);
        lines.iter().filter(|line| line.code == cause.code).take(EXAMPLES).for_each(|line| say!("          {}", place_of(line)));
    }
    Ok(())
}

/// Where a problem is: blad «Blad1», rij 93, kolom «X»: «119.238».
fn place_of(line: &ProblemLine) -> String {
    let named = |word: &str, text: &Option<String>| text.as_ref().map(|text| format!("{word} «{text}»"));
    let row = line.row_number.map(|row| format!("rij {row}"));
    let place: Vec<String> = [named("blad", &line.sheet), row, named("kolom", &line.column_name)].into_iter().flatten().collect();
    let value = line.value.as_ref().map_or(String::new(), |value| format!(": «{value}»"));
    format!("{}{value}", place.join(", "))
}

/// Runs `match`.
pub async fn rematch(region: &Region, json: bool) -> Result<()> {
    let bar = Bar::new();
    let turn = region.works.turn().await?;
    steps::rebuild(&region.db, &region.ctx, &bar).await?;
    drop(turn);
    bar.finish();
    list(region, json).await
}

/// Runs `backup`.
pub async fn back_up(region: &Region, file: &Path) -> Result<()> {
    backup::possible(&region.db, file).map_err(|error| WrongUse::error(error.to_string()))?;
    let manifest = backup::backup(&region.db, file).await?;
    say!("De kopie staat in {}: één bestand, met {} bytes aan gegevens (sha256 {}).", file.display(), manifest.length, manifest.sha256);
    Ok(())
}

/// Runs `restore`: never over something that is there.
pub fn restore(place: &DataPlace, file: &Path) -> Result<()> {
    let (dir, DatabaseUrl::File(database)) = region::whereabouts(place, crate::DIR)? else {
        return Err(WrongUse::error(backup::POSTGRES));
    };
    if let Some(found) = backup::in_the_way(&database)? {
        let said = format!("de map is niet leeg: {} staat in de weg. Noem met --dir een nieuwe of lege map", found.display());
        return Err(WrongUse::error(said));
    }
    region::in_private(&dir, || Ok(backup::restore(file, &database).map(drop)?))?;
    say!("De regio is teruggezet in {}. Open haar met «erfzicht serve --dir {}».", dir.display(), dir.display());
    Ok(())
}

/// What doctor says of deliveries past their retention date: it removes nothing itself.
fn retention(overdue: usize) -> String {
    match overdue {
        0 => "geen levering is over haar bewaartermijn heen".to_owned(),
        n => format!(
            "{} over de bewaartermijn heen. Verwijder wat te lang is bewaard met «erfzicht deliveries», of open de website",
            counted(n as u64, "levering is", "leveringen zijn")
        ),
    }
}

/// Runs `doctor`.
pub async fn doctor(region: &Region) -> Result<()> {
    let mut tx = region.db.read().await?;
    let verdict = audit::verify(&mut tx).await?;
    say!("database      {:?}, bereikbaar", region.db.engine());
    say!("map           {}", region.dir.display());
    say!("auditlog      {} regels, {}", verdict.rows, if verdict.is_whole() { "keten klopt" } else { "KETEN KLOPT NIET" });
    let faults = overview::faults(&mut tx).await?;
    say!("leveringen    {}", if faults.is_empty() { "elke rij verantwoord".to_owned() } else { faults.join("; ") });
    say!("bewaren       {}", retention(overview::overdue(&mut tx, region.ctx.clock.today()).await?));
    let damage = backup::damage(&region.db).await?;
    say!("bestand       {}", if damage.is_some() { "BESCHADIGD" } else { "heel" });
    if let Some(damage) = damage {
        bail!("de database van de regio is beschadigd: {damage}. {}", region::PUT_BACK);
    }
    if !verdict.is_whole() || !faults.is_empty() {
        bail!("er zijn fouten gevonden");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doctor_names_how_many_deliveries_are_kept_too_long_and_what_to_do() {
        assert_eq!(retention(0), "geen levering is over haar bewaartermijn heen");
        assert!(retention(1).starts_with("1 levering is over de bewaartermijn heen"), "{}", retention(1));
        assert!(retention(2).starts_with("2 leveringen zijn") && retention(2).contains("«erfzicht deliveries»"), "{}", retention(2));
    }
}
