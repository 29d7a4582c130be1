// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How long the workbench takes on a table: `cargo run --release -p erf-workbench --example speed -- bedrijven.csv 2`.

use std::{error::Error, sync::Arc, time::Instant};

use erf_base::{Actor, Ctx, FixedClock, Permission, Purpose, Role};
use erf_linkage::{judge::Verdict, review};
use erf_places::watch::Unwatched;
use erf_store::Db;
use erf_workbench::{
    intake,
    judge_pair::{self, Maker},
    kept::Runs,
    order::{self, Asked},
    run_linkage,
    store::{self, linkages, pairs, rows},
};

fn said<T>(what: &str, start: Instant, value: T) -> T {
    println!("{what}: {} ms", start.elapsed().as_millis());
    value
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (file, threads) = (args.next().ok_or("welk bestand?")?, args.next().map_or(Ok(2), |text| text.parse())?);
    let folder = std::env::temp_dir().join(format!("erfzicht-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&erf_store::DatabaseUrl::File(folder.join("speed.db"))).await?;
    db.migrate(&[erf_web::migrations(), erf_accounts::migrations(), erf_places::migrations(), store::MIGRATIONS]).await?;
    let actor = Actor { id: "m".into(), name: "M".into(), role: Role::Analyst, municipality: None };
    let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let ctx = Ctx { actor, purpose: Purpose("meten".into()), clock, request_id: "cli".into() };
    let asked = Asked {
        name: "meten".into(),
        holder: "meten".into(),
        purpose: "meten".into(),
        legal_basis: "geen".into(),
        until: jiff::civil::date(2027, 1, 1),
        one_to_one: false,
    };
    let start = Instant::now();
    let side = said("read and checked", start, intake::read("tabel.csv", std::fs::read(&file)?)?);
    let start = Instant::now();
    let id = said("taken in", start, order::of_tables(&db, &ctx, &asked, vec![side]).await?);
    let start = Instant::now();
    run_linkage::run(&db, &ctx, id, None, threads, Arc::new(Unwatched)).await?;
    said("linked and saved", start, ());
    let scope = ctx.permit(Permission::ReadLinkages)?;
    let mut tx = db.read().await?;
    let linkage = linkages::lookup(&mut tx, &scope, id).await?.ok_or("weg")?;
    drop(tx);
    println!("{} rows, {} pairs, {} groups", linkage.row_count, linkage.pairs, linkage.entities);
    let runs = Runs::default();
    let start = Instant::now();
    let run = said("brought into memory", start, runs.of(&db, &linkage).await?);
    let mut tx = db.read().await?;
    let start = Instant::now();
    let pair = said("next question", start, pairs::next(&mut tx, &linkage).await?.ok_or("geen paar")?);
    let start = Instant::now();
    said("how many wait", start, pairs::count_open(&mut tx, &linkage, pairs::DOUBT).await?);
    let start = Instant::now();
    said("counted groups", start, rows::count_groups(&mut tx, &linkage).await?);
    let start = Instant::now();
    let groups = said("listed groups", start, rows::list_groups(&mut tx, &linkage, 0, 50).await?);
    let members = rows::of_entity(&mut tx, &linkage, &groups[0].entity, 120).await?;
    let mut places: Vec<u32> = members.iter().filter_map(|row| run.row(row.nr)).collect();
    let start = Instant::now();
    said("graph of the largest group", start, review::graph(&run.run, &mut places, linkage.cut));
    drop(tx);
    let maker = Maker { db: &db, runs: &runs, threads };
    let start = Instant::now();
    judge_pair::judge(maker, &ctx, id, (pair.a, pair.b), Verdict::Same, "").await?;
    said("judged, groups made anew", start, ());
    let start = Instant::now();
    judge_pair::undo(maker, &ctx, id, (pair.a, pair.b)).await?;
    said("taken back", start, ());
    drop(db);
    Ok(std::fs::remove_dir_all(&folder)?)
}
