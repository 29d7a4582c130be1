// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The numbers of `docs/benchmarks.md`: `cargo run --release -p erf-store --example speed`.
//! With `ERFZICHT_TEST_POSTGRES` set, also on PostgreSQL.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use erf_base::{Actor, At, Ctx, FixedClock, Purpose, Role};
use erf_store::{
    Bulk, Db, Migration, StoreError, Tx,
    audit::{self, Action},
    query,
    testing::databases,
};

const ROWS: i64 = 500_000;
const YARDS: &[Migration] = &[Migration {
    name: "yards/1",
    sql: "CREATE TABLE yard (id bigint PRIMARY KEY, name text, x double precision, y double precision, seen timestamptz,
          municipality bigint, shape bytea)",
}];

erf_store::record! {
    struct Yard {
        id: i64,
        name: String,
        x: f64,
        y: f64,
        seen: At,
        municipality: i64,
        shape: Vec<u8>,
    }
}

const SELECT: &str = "SELECT id, name, x, y, seen, municipality, shape FROM yard ORDER BY id";

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut all = vec![("SQLite, FULL", Db::open_file(&folder.path().join("speed.sqlite")).await?)];
    all.extend(databases().await?.into_iter().skip(1).map(|db| ("PostgreSQL", db)));
    for (name, db) in all {
        println!("{name}");
        db.migrate(&[YARDS]).await?;
        write_rows(&db).await?;
        read_rows(&mut db.read().await?).await?;
        read_points(&mut db.read().await?).await?;
        record_readings(&db).await?;
    }
    Ok(())
}

fn say(what: &str, count: i64, took: Duration) {
    let rate = count as f64 / took.as_secs_f64();
    println!("  {what:<44} {rate:>12.0} per second, {:.1} µs each", 1e6 / rate);
}

async fn write_rows(db: &Db) -> Result<(), StoreError> {
    let start = Instant::now();
    let mut tx = db.begin().await?;
    let mut bulk = Bulk::new("yard", &["id", "name", "x", "y", "seen", "municipality", "shape"]);
    for id in 0..ROWS {
        let row = bulk.row().int(id).text("Achterweg 12").real(140_000.5).real(500_000.25).time(At(id));
        row.int(9901).blob([7_u8; 32].as_slice());
        bulk.relieve(&mut tx).await?;
    }
    bulk.finish(&mut tx).await?;
    tx.commit().await?;
    say("bulk insert, 7 columns, with commit", ROWS, start.elapsed());
    Ok(())
}

async fn read_rows(tx: &mut Tx) -> Result<(), StoreError> {
    let start = Instant::now();
    let yards: Vec<Yard> = query(SELECT).all(tx).await?;
    let took = start.elapsed();
    let sum = yards.iter().map(|yard| yard.x + yard.y + (yard.id + yard.seen.0 + yard.municipality) as f64).sum::<f64>();
    let length = yards.iter().map(|yard| yard.name.len() + yard.shape.len()).sum::<usize>();
    assert!(sum > 0.0 && length > 0);
    say("read all into structs", ROWS, took);

    let start = Instant::now();
    let (mut sum, mut length) = (0.0, 0);
    let look = |row: &erf_store::Row<'_>| {
        sum += row.get::<f64>(2)? + row.get::<f64>(3)? + row.get::<i64>(0)? as f64;
        length += row.text(1)?.len() + row.blob(6)?.len();
        Ok(())
    };
    query(SELECT).each(tx, look).await?;
    assert!(sum > 0.0 && length > 0);
    say("read each row by position", ROWS, start.elapsed());
    Ok(())
}

async fn read_points(tx: &mut Tx) -> Result<(), StoreError> {
    let start = Instant::now();
    for id in 0..20_000 {
        query("SELECT name FROM yard WHERE id = $1").bind(id * 17).scalar::<String>(tx).await?;
    }
    say("point reads in one transaction", 20_000, start.elapsed());
    Ok(())
}

/// Fifty readers at once, each waiting until its reading is on disk.
async fn record_readings(db: &Db) -> Result<(), StoreError> {
    let actor = Actor { id: "anna".into(), name: "Anna".into(), role: Role::Analyst, municipality: None };
    let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
    let ctx = Ctx { actor, purpose: Purpose("scan".into()), clock, request_id: "meting".into() };
    for readers in [1, 50] {
        let start = Instant::now();
        let work: Vec<_> = (0..readers)
            .map(|reader| {
                let (db, ctx) = (db.clone(), ctx.clone());
                tokio::spawn(async move {
                    for page in 0..200 {
                        db.record_reading(&ctx, Action::on("gelezen", "plaats", reader * 1000 + page)).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .collect();
        for reader in work {
            reader.await.expect("a reader does not panic")?;
        }
        say(&format!("audited readings, {readers} at once"), readers * 200, start.elapsed());
    }
    let start = Instant::now();
    let verdict = audit::verify(&mut db.read().await?).await?;
    say("rows of the trail verified", verdict.rows as i64, start.elapsed());
    Ok(())
}
