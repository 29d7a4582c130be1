// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The same story on both engines.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use erf_base::{Actor, At, BagId, Compartment, Ctx, FixedClock, MunicipalityCode, Purpose, Role};
use erf_store::{
    Arg, Bulk, Db, Migration, StoreError,
    audit::{self, Action, Filter},
    blob, insert_many, job, query, setting,
    testing::databases,
};
use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;

const YARDS: &[Migration] = &[Migration {
    name: "yards/0001-yards",
    sql: "CREATE TABLE yard (
              id bigint PRIMARY KEY, name text, x double precision, since date, seen timestamptz, inhabited boolean,
              facts jsonb, shape bytea, key uuid, municipality bigint, compartment text);
          CREATE TABLE shed (id identity, yard bigint NOT NULL REFERENCES yard (id), UNIQUE (yard, id));",
}];

erf_store::record! {
    #[derive(Debug, Clone, PartialEq)]
    struct Yard {
        id: BagId,
        name: Option<String>,
        x: Option<f64>,
        since: Option<jiff::civil::Date>,
        seen: Option<At>,
        inhabited: Option<bool>,
        facts: Option<serde_json::Value>,
        shape: Option<Vec<u8>>,
        key: Option<Uuid>,
        municipality: Option<MunicipalityCode>,
        compartment: Option<Compartment>,
    }
}

const COLUMNS: &[&str] = &["id", "name", "x", "since", "seen", "inhabited", "facts", "shape", "key", "municipality", "compartment"];
const SELECT: &str = "SELECT id, name, x, since, seen, inhabited, facts, shape, key, municipality, compartment FROM yard ORDER BY id";

fn full() -> Yard {
    Yard {
        id: "9901100000000001".parse().unwrap(),
        name: Some("Achterweg 12-a \\ \t 'é' €".into()),
        x: Some(140_000.125),
        since: Some(date(1999, 12, 31)),
        seen: Some(At(1_790_000_000_123_456)),
        inhabited: Some(false),
        facts: Some(json!({"soort": ["schuur", null, 3], "naam": "Ús hûs"})),
        shape: Some(vec![0, 255, 10, 92, 0]),
        key: Some(Uuid::from_u128(7)),
        municipality: Some("0099".parse().unwrap()),
        compartment: Some(Compartment::Covenant),
    }
}

fn empty() -> Yard {
    let id = "9901100000000002".parse().unwrap();
    Yard {
        id,
        name: None,
        x: None,
        since: None,
        seen: None,
        inhabited: None,
        facts: None,
        shape: None,
        key: None,
        municipality: None,
        compartment: None,
    }
}

fn args(yard: Yard) -> Vec<Arg> {
    vec![
        yard.id.into(),
        yard.name.into(),
        yard.x.into(),
        yard.since.into(),
        yard.seen.into(),
        yard.inhabited.into(),
        yard.facts.into(),
        yard.shape.into(),
        yard.key.into(),
        yard.municipality.into(),
        yard.compartment.into(),
    ]
}

async fn migrated() -> Vec<Db> {
    let all = databases().await.unwrap();
    for db in &all {
        db.migrate(&[YARDS]).await.unwrap();
    }
    all
}

fn ctx(actor: &str) -> Ctx {
    let actor = Actor { id: actor.into(), name: "Anna".into(), role: Role::Analyst, municipality: None };
    let clock = Arc::new(FixedClock::on(date(2026, 10, 1)));
    Ctx { actor, purpose: Purpose("scan".into()), clock, request_id: "v1".into() }
}

#[tokio::test]
async fn a_nul_in_a_text_is_left_out_on_both_engines() {
    let dirty = Yard { name: Some("12\x0034AB\0".into()), facts: Some(json!({"na\0am": ["a\0b", "\\u0000", 3]})), ..full() };
    let clean = Yard { name: Some("1234AB".into()), facts: Some(json!({"naam": ["ab", "\\u0000", 3]})), ..full() };
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        insert_many(&mut tx, "yard", COLUMNS, [args(dirty.clone())]).await.unwrap();
        assert_eq!(query(SELECT).all::<Yard>(&mut tx).await.unwrap(), std::slice::from_ref(&clean));
        let again =
            query("UPDATE yard SET name = $1, facts = $2 WHERE name IN ($3)").bind("A\0").bind(json!("\0B")).bind_list(["1234\0AB"]);
        assert_eq!(again.run(&mut tx).await.unwrap(), 1);
        let found = query(SELECT).one::<Yard>(&mut tx).await.unwrap();
        assert_eq!((found.name.as_deref(), found.facts), (Some("A"), Some(json!("B"))));
    }
}

#[tokio::test]
async fn every_type_comes_back_as_it_went_in_by_argument_and_in_bulk() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let sql = "INSERT INTO yard VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        for yard in [full(), empty()] {
            args(yard).into_iter().fold(query(sql), |query, arg| query.bind(arg)).run(&mut tx).await.unwrap();
        }
        assert_eq!(query(SELECT).all::<Yard>(&mut tx).await.unwrap(), [full(), empty()]);
        assert_eq!(query("DELETE FROM yard").run(&mut tx).await.unwrap(), 2);
        let written = insert_many(&mut tx, "yard", COLUMNS, [args(full()), args(empty())]).await.unwrap();
        assert_eq!(written, 2);
        assert_eq!(query(SELECT).all::<Yard>(&mut tx).await.unwrap(), [full(), empty()]);
    }
}

#[tokio::test]
async fn dates_instants_and_names_sort_the_same() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let names = ["Zandweg", "achterweg", "Éénhoorn", "Achterweg 2", "Achterweg 12"];
        let mut bulk = Bulk::new("yard", &["id", "name", "since", "seen"]);
        for (index, name) in names.into_iter().enumerate() {
            let (day, second) = (date(2026, 10, 9 + index as i8), At(index as i64 * 500_000));
            bulk.row().int(index as i64).text(name).date(day).time(second);
        }
        bulk.finish(&mut tx).await.unwrap();
        let sorted: Vec<String> = query("SELECT name FROM yard ORDER BY name").column(&mut tx).await.unwrap();
        assert_eq!(sorted, ["Achterweg 12", "Achterweg 2", "Zandweg", "achterweg", "Éénhoorn"]);
        let sql = "SELECT id FROM yard WHERE since > $1 AND seen <= $2 ORDER BY since DESC";
        let found: Vec<i64> = query(sql).bind(date(2026, 10, 9)).bind(At(1_500_000)).column(&mut tx).await.unwrap();
        assert_eq!(found, [3, 2, 1]);
    }
}

#[tokio::test]
async fn lists_may_be_empty_long_and_mixed_with_other_arguments() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let mut bulk = Bulk::new("yard", &["id"]);
        for id in 0..10 {
            bulk.row().int(id);
        }
        bulk.finish(&mut tx).await.unwrap();
        let sql = "SELECT count(*) FROM yard WHERE id < $2 AND id IN ($1) AND id NOT IN ($3)";
        for (list, expected) in [(vec![], 0_i64), (vec![1, 2, 30], 2), ((0..20_000).collect(), 5)] {
            let counted: i64 = query(sql).bind_list(list).bind(5_i64).bind_list(Vec::<i64>::new()).scalar(&mut tx).await.unwrap();
            assert_eq!(counted, expected);
        }
    }
}

#[tokio::test]
async fn a_forgotten_argument_is_refused() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let error = query("SELECT $1, $2").bind(1_i64).all::<(i64,)>(&mut tx).await.unwrap_err();
        assert!(matches!(error, StoreError::Arguments { found: 1, wanted: 2, .. }), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_committed_is_never_seen() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        insert_many(&mut tx, "yard", &["id"], [vec![Arg::from(1_i64)]]).await.unwrap();
        let mut reader = db.read().await.unwrap();
        assert_eq!(query("SELECT count(*) FROM yard").scalar::<i64>(&mut reader).await.unwrap(), 0);
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(query("SELECT count(*) FROM yard").scalar::<i64>(&mut tx).await.unwrap(), 0);
        query("INSERT INTO yard (id) VALUES (2)").run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(query("SELECT count(*) FROM yard").scalar::<i64>(&mut reader).await.unwrap(), 0, "a reader keeps its moment");
        drop(reader);
        let mut reader = db.read().await.unwrap();
        assert_eq!(query("SELECT id FROM yard").column::<i64>(&mut reader).await.unwrap(), [2]);
    }
}

#[tokio::test]
async fn a_reader_cannot_write() {
    for db in migrated().await {
        let mut tx = db.read().await.unwrap();
        assert!(query("INSERT INTO yard (id) VALUES (1)").run(&mut tx).await.is_err());
    }
}

#[tokio::test]
async fn duplicates_are_recognised_and_references_kept() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        query("INSERT INTO yard (id) VALUES (1)").run(&mut tx).await.unwrap();
        let shed: i64 = query("INSERT INTO shed (yard) VALUES (1) RETURNING id").scalar(&mut tx).await.unwrap();
        assert_eq!(shed, 1);
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        assert!(query("INSERT INTO yard (id) VALUES (1)").run(&mut tx).await.unwrap_err().is_duplicate());
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        let error = query("INSERT INTO shed (yard) VALUES (9)").run(&mut tx).await.unwrap_err();
        assert!(!error.is_duplicate());
    }
}

#[tokio::test]
async fn rows_stream_without_being_kept() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let mut bulk = Bulk::new("yard", &["id", "name", "shape"]);
        for id in 0..5000 {
            bulk.row().int(id).text("naam").blob([1_u8, 2].as_slice());
        }
        bulk.finish(&mut tx).await.unwrap();
        let (mut sum, mut bytes) = (0, 0);
        let look = |row: &erf_store::Row<'_>| {
            sum += row.get::<i64>(0)?;
            bytes += row.text(1)?.len() + row.blob(2)?.len();
            Ok(())
        };
        query("SELECT id, name, shape FROM yard ORDER BY id").each(&mut tx, look).await.unwrap();
        assert_eq!((sum, bytes), (12_497_500, 30_000));
        let stop = |_: &erf_store::Row<'_>| Err(StoreError::Interrupted);
        assert!(query("SELECT id FROM yard").each(&mut tx, stop).await.is_err());
        assert_eq!(query("SELECT count(*) FROM yard").scalar::<i64>(&mut tx).await.unwrap(), 5000);
    }
}

#[tokio::test]
async fn an_incomplete_row_is_refused() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let mut bulk = Bulk::new("yard", &["id", "name"]);
        bulk.row().int(1);
        bulk.row().int(2).text("b");
        assert!(matches!(bulk.finish(&mut tx).await, Err(StoreError::RowWidth { found: 1, wanted: 2, .. })));
    }
}

#[tokio::test]
async fn a_migration_is_applied_once_and_may_not_be_edited() {
    const EDITED: &[Migration] = &[Migration { name: "yards/0001-yards", sql: "CREATE TABLE yard (id bigint)" }];
    const BROKEN: &[Migration] =
        &[Migration { name: "x/1", sql: "CREATE TABLE half (id bigint)" }, Migration { name: "x/2", sql: "CREATE NONSENSE" }];
    for db in migrated().await {
        assert_eq!(db.migrate(&[YARDS]).await.unwrap(), 0);
        let error = db.migrate(&[EDITED]).await.unwrap_err();
        assert!(error.to_string().contains("is gewijzigd nadat zij is uitgevoerd"), "{error}");
        assert!(db.migrate(&[YARDS, BROKEN]).await.is_err());
        let mut tx = db.begin().await.unwrap();
        assert!(query("SELECT id FROM half").all::<(i64,)>(&mut tx).await.is_err(), "all or nothing");
    }
}

#[tokio::test]
async fn the_trail_is_a_chain_and_shows_what_was_tampered_with() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        for place in 1..=5 {
            let action = Action::on("gelezen", "plaats", place).with(json!({"via": "kaart"}));
            audit::write(&mut tx, &ctx("anna"), action).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let sound = audit::verify(&mut tx).await.unwrap();
        assert_eq!((sound.rows, sound.broken_at), (5, None));
        assert_eq!(audit::head(&mut tx).await.unwrap(), (5, sound.head));
        query("UPDATE audit SET object_id = '99' WHERE seq = 3").run(&mut tx).await.unwrap();
        assert_eq!(audit::verify(&mut tx).await.unwrap().broken_at, Some(3));
        query("DELETE FROM audit WHERE seq = 3").run(&mut tx).await.unwrap();
        assert_eq!(audit::verify(&mut tx).await.unwrap().broken_at, Some(3));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_readings_at_once_are_all_in_the_trail() {
    for db in migrated().await {
        let readers: Vec<_> = (0..100)
            .map(|reader| {
                let db = db.clone();
                let action = Action::on("gelezen", "plaats", reader);
                tokio::spawn(async move { db.record_reading(&ctx(&format!("lezer-{}", reader % 3)), action).await })
            })
            .collect();
        for reader in readers {
            reader.await.unwrap().unwrap();
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(audit::verify(&mut tx).await.unwrap().broken_at, None);
        let filter = Filter { actor: Some("lezer-1".into()), action: Some("gelezen".into()), ..Filter::default() };
        assert_eq!(audit::count(&mut tx, &filter).await.unwrap(), 33);
        let page = audit::list(&mut tx, &filter, 10, 0).await.unwrap();
        let next = audit::list(&mut tx, &filter, 100, 10).await.unwrap();
        assert_eq!((page.len(), next.len()), (10, 23));
        assert!(page.windows(2).all(|pair| pair[0].seq > pair[1].seq) && next[0].seq < page[9].seq);
        assert_eq!(audit::actions(&mut tx).await.unwrap(), ["gelezen"]);
        assert_eq!(audit::actors(&mut tx).await.unwrap(), ["lezer-0", "lezer-1", "lezer-2"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reading_that_cannot_be_written_is_refused_and_the_next_is_tried_anew() {
    for db in migrated().await {
        let reader = ctx("lezer");
        let read = || db.record_reading(&reader, Action::on("gelezen", "plaats", 1));
        let rename = async |from_to: &'static str| {
            let mut tx = db.begin().await.unwrap();
            query(from_to).run(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        rename("ALTER TABLE audit RENAME TO audit_elsewhere").await;
        assert!(read().await.is_err());
        rename("ALTER TABLE audit_elsewhere RENAME TO audit").await;
        read().await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert_eq!(audit::verify(&mut tx).await.unwrap().rows, 1);
    }
}

#[tokio::test]
async fn work_is_claimed_once_and_found_again_after_a_crash() {
    let now = At(1_000_000);
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let first = job::create(&mut tx, "import", json!({"levering": 1}), now).await.unwrap();
        job::create(&mut tx, "match", json!({}), now).await.unwrap();
        let claimed = job::claim(&mut tx, &["import"], "server", now).await.unwrap().unwrap();
        assert_eq!((claimed.id, claimed.state.as_str(), claimed.input), (first, "bezig", json!({"levering": 1})));
        assert_eq!(job::claim(&mut tx, &["import"], "server", now).await.unwrap(), None);
        job::progress(&mut tx, first, 5, 10, "rijen lezen").await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.begin().await.unwrap();
        assert_eq!(job::mark_interrupted(&mut tx, "opdrachtregel", now).await.unwrap(), 0, "somebody else's work goes on");
        assert_eq!(job::mark_interrupted(&mut tx, "server", now).await.unwrap(), 1);
        let cut = job::lookup(&mut tx, first).await.unwrap().unwrap();
        assert_eq!((cut.state.as_str(), cut.progress_done), ("onderbroken", 5));
        let next = job::claim(&mut tx, &["match", "import"], "server", now).await.unwrap().unwrap();
        job::finish(&mut tx, next.id, Err("bestand is weg".into()), now).await.unwrap();
        let ended = job::lookup(&mut tx, next.id).await.unwrap().unwrap();
        assert_eq!((ended.state.as_str(), ended.error.as_deref()), ("mislukt", Some("bestand is weg")));
        assert_eq!(job::list(&mut tx, 10).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn files_and_settings_are_kept_once() {
    for db in migrated().await {
        let mut tx = db.begin().await.unwrap();
        let sha256 = blob::put(&mut tx, b"abc").await.unwrap();
        assert_eq!(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(blob::put(&mut tx, b"abc").await.unwrap(), sha256);
        assert_eq!(blob::get(&mut tx, &sha256).await.unwrap().as_deref(), Some(b"abc".as_slice()));
        assert!(blob::delete(&mut tx, &sha256).await.unwrap());
        assert_eq!(blob::get(&mut tx, &sha256).await.unwrap(), None);
        assert_eq!(setting::get::<String>(&mut tx, "regio").await.unwrap(), None);
        setting::set(&mut tx, "regio", &"Leegte").await.unwrap();
        setting::set(&mut tx, "regio", &"Markerwaard").await.unwrap();
        assert_eq!(setting::get::<String>(&mut tx, "regio").await.unwrap().as_deref(), Some("Markerwaard"));
    }
}

/// Somebody writes all the time: rounds of readers that began together never differ, and later rounds see what came.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_that_begin_together_see_one_state() {
    for db in migrated().await {
        let writing = tokio::spawn({
            let db = db.clone();
            async move {
                for turn in 0..60 {
                    let mut tx = db.begin().await.unwrap();
                    setting::set(&mut tx, "beurt", &turn).await.unwrap();
                    tx.commit().await.unwrap();
                    tokio::task::yield_now().await;
                }
            }
        });
        while !writing.is_finished() {
            let mut seen = Vec::new();
            for mut tx in db.read_together(3).await.unwrap() {
                seen.push(setting::get::<i64>(&mut tx, "beurt").await.unwrap());
            }
            assert!((1..=3).contains(&seen.len()) && seen.iter().all(|turn| *turn == seen[0]), "{seen:?}");
        }
        writing.await.unwrap();
        let mut quiet = db.read_together(3).await.unwrap();
        assert_eq!(quiet.len(), 3, "with nobody writing all of them are given");
        for tx in &mut quiet {
            assert_eq!(setting::get::<i64>(tx, "beurt").await.unwrap(), Some(59));
        }
    }
}

#[tokio::test]
async fn taking_stock_works_on_both() {
    for db in migrated().await {
        db.settle().await.unwrap();
    }
}
