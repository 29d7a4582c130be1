// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the store lets into a region, on both databases.

use std::collections::BTreeSet;

use erf_base::RdPoint;
use erf_places::window;
use erf_spatial::{Bounds, Geometry, wkb};
use erf_store::{Db, Engine, Tx, assembled, query};

use super::{Wanted, facts::statement, load, load_together};
use crate::{
    card::Variant,
    region::{Fact, Kind, Region, Target},
};

const TODAY: i64 = 20_261_001;
const HOUSE: i64 = 9_901_200_000_000_001;
const EMPTY: i64 = 9_901_200_000_000_002;
const BARN: i64 = 9_901_100_000_000_009;

const MUNICIPAL: Wanted<'static> =
    Wanted { date: TODAY, variant: Variant::Municipal, covenant: false, municipality: None, only_deliveries: None };
const COVENANT: Wanted<'static> = Wanted { variant: Variant::Covenant, covenant: true, ..MUNICIPAL };

/// Writes rows as the slice of places does.
struct Writer<'a>(&'a mut Tx);

impl Writer<'_> {
    async fn delivery(&mut self, id: i64, source: &str, compartment: &str, state: &str) {
        query(
            "INSERT INTO delivery (id, source, name, holder, file_name, file_hash, format, purpose, legal_basis, compartment, period_from, \
             period_to, retention_until, municipality, state, state_at, rows_in, accepted, rejected, columns) \
             VALUES ($1, $2, $2, 'Gemeente', 'f', 'abc', 'csv', 'doel', 'wet', $3, 20211001, 20260930, 20290101, NULL, $4, $5, 9, 8, 1, '[]')",
        )
        .bind(id)
        .bind(source)
        .bind(compartment)
        .bind(state)
        .bind(erf_base::At(0))
        .run(self.0)
        .await
        .unwrap();
    }

    async fn ground(&mut self) {
        for statement in [
            "INSERT INTO place (id, kind, name, municipality, cell, x, y, buildings, addresses, shed_area, countryside, parcel, rule) VALUES \
             ('erf-1', 'erf', 'Achterweg 1', 9901, 1, 140000, 500000, 1, 2, 200, TRUE, 'P1', 'erf-1'), \
             ('erf-2', 'erf', 'Achterweg 3', 9901, 1, 140900, 500000, 0, 0, 0, TRUE, 'P1', 'erf-1'), \
             ('ligplaats-1', 'ligplaats', 'Kade 1', 9901, 1, 140010, 500010, 0, 1, 0, FALSE, NULL, 'erf-1'), \
             ('standplaats-1', 'standplaats', 'Kade 2', 9901, 1, 140020, 500010, 0, 1, 0, FALSE, NULL, 'erf-1')",
            "INSERT INTO building (id, delivery, seq, municipality, cell, x, y, year, status, area, addresses, place, reason, detail) VALUES \
             (9901100000000008, 1, 1, 9901, 1, 140000, 500000, 1990, 'Pand in gebruik', 90, 1, 'erf-1', 'x', 'y'), \
             (9901100000000009, 1, 2, 9901, 1, 140030, 500000, NULL, 'Pand in gebruik', 200, 0, 'erf-1', 'x', 'y')",
            "INSERT INTO address (id, unit, delivery, seq, municipality, cell, x, y, street, number, town, kind, uses, area, side, search_key, \
             place, reason, detail) VALUES \
             (9901200000000001, 9901010000000001, 1, 1, 9901, 1, 140000, 500000, 'Achterweg', 1, 'Dorp', 'verblijfsobject', \
              'woonfunctie|winkelfunctie', 120, FALSE, 'k', 'erf-1', 'x', 'y'), \
             (9901200000000002, 9901010000000002, 1, 2, 9901, 1, 140001, 500000, 'Achterweg', 2, 'Dorp', 'verblijfsobject', \
              'industriefunctie', NULL, FALSE, 'k', 'erf-1', 'x', 'y'), \
             (9901200000000003, 9901020000000003, 1, 3, 9901, 1, 140010, 500010, 'Kade', 1, 'Dorp', 'ligplaats', '', NULL, FALSE, 'k', \
              'ligplaats-1', 'x', 'y')",
            "INSERT INTO bag_unit (delivery, seq, member, ordinal, id, occurrence, valid_from, valid_to, status, live, x, y, area, uses, \
             buildings, main_address, side_addresses) VALUES \
             (1, 1, 1, 1, 9901010000000002, 1, 20100101, 20200101, 's', TRUE, 1, 1, 9, 'industriefunctie', '9901100000000008', 1, ''), \
             (1, 2, 1, 2, 9901010000000002, 2, 20200101, NULL, 's', TRUE, 1, 1, 9, 'industriefunctie', \
              '9901100000000008|9901100000000009', 1, '')",
        ] {
            query(statement).run(self.0).await.unwrap();
        }
    }

    async fn shape(&mut self, delivery: i64, seq: i64, kind: &str, code: &str, years: (Option<i64>, Option<i64>)) {
        let corner = RdPoint::new(139_000.0, 499_000.0);
        let square = Bounds { min: corner, max: RdPoint::new(corner.x + 2_500.0, corner.y + 2_500.0) };
        query("INSERT INTO feature (delivery, seq, member, ordinal, kind, code, name, year_from, year_to, attributes, shape) VALUES ($1, $2, 1, $2, $3, $4, 'Naam', $5, $6, $7, $8)")
            .bind(delivery)
            .bind(seq)
            .bind(kind)
            .bind(code)
            .bind(years.0)
            .bind(years.1)
            .bind(r#"{"soort":"zeehaven","eigenaar":"Jansen"}"#)
            .bind(wkb::encode(&Geometry::Polygons(vec![square.to_polygon()])))
            .run(self.0)
            .await
            .unwrap();
    }

    /// A row that is matched to the address [`HOUSE`].
    async fn row(&mut self, (delivery, seq): (i64, i64), kind: &str, day: Option<i64>, fields: &str, decision: &str) {
        self.row_at((delivery, seq), kind, day, fields, decision, ("address", &HOUSE.to_string(), Some("erf-1"))).await;
    }

    async fn row_at(
        &mut self,
        (delivery, seq): (i64, i64),
        kind: &str,
        day: Option<i64>,
        fields: &str,
        decision: &str,
        (target_kind, target, place): (&str, &str, Option<&str>),
    ) {
        query("INSERT INTO source_row (delivery, seq, sheet, row_number, kind, event_date, raw, fields, attributes) VALUES ($1, $2, '', $2, $3, $4, '[]', $5, $5)")
            .bind(delivery)
            .bind(seq)
            .bind(kind)
            .bind(day)
            .bind(fields)
            .run(self.0)
            .await
            .unwrap();
        let period_to: Option<i64> = query("SELECT period_to FROM delivery WHERE id = $1").bind(delivery).scalar(self.0).await.unwrap();
        query(
            "INSERT INTO link (delivery, seq, compartment, automatic, decision, target_kind, target_id, place, municipality, probability, \
             precision_m, last_day, evidence, candidates) VALUES ($1, $2, 'x', $3, $3, $4, $5, $6, 9901, 0.9, 10, $7, '', '')",
        )
        .bind(delivery)
        .bind(seq)
        .bind(decision)
        .bind(target_kind)
        .bind(target)
        .bind(place)
        .bind(window::last_day(kind, fields, day, period_to))
        .run(self.0)
        .await
        .unwrap();
    }
}

async fn database(db: &Db) -> Tx {
    db.migrate(&[erf_places::migrations()]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let mut writer = Writer(&mut tx);
    writer.delivery(1, "bag", "open", "vrijgegeven").await;
    writer.ground().await;
    tx
}

fn seqs(region: &Region, kind: Kind) -> Vec<(i64, i64)> {
    region.facts.iter().chain(&region.area_facts).filter(|fact| fact.kind == kind).map(|fact| name(region, fact)).collect()
}

fn name(region: &Region, fact: &Fact) -> (i64, i64) {
    (region.deliveries[fact.delivery as usize].id, fact.seq)
}

#[tokio::test]
async fn only_facts_of_the_last_five_years_come_in() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        writer.delivery(2, "milieuklachten", "gemeentelijk", "vrijgegeven").await;
        for (seq, day) in [(1, 20_211_001), (2, 20_210_930), (3, TODAY), (4, 20_261_002)] {
            writer.row((2, seq), "klacht", Some(day), "{}", "zeker").await;
        }
        writer.row((2, 5), "klacht", None, "{}", "zeker").await;
        let region = load(&mut tx, MUNICIPAL).await.unwrap();
        assert_eq!(seqs(&region, Kind::Complaint), [(2, 1), (2, 3), (2, 5)], "without a day it speaks of the last day of its delivery");
        let later = load(&mut tx, Wanted { date: 20_320_101, ..MUNICIPAL }).await.unwrap();
        assert_eq!(seqs(&later, Kind::Complaint), [], "five years on nothing is left");
    }
}

/// Which reader reads what is chance; what is read is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_readers_read_the_same_region_as_one() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        for (delivery, source, kind) in [(2, "milieuklachten", "klacht"), (3, "zaken_toezicht", "zaak"), (4, "leegstand", "aanwezigheid")] {
            writer.delivery(delivery, source, "gemeentelijk", "vrijgegeven").await;
            for seq in 1..=20 {
                writer.row((delivery, seq), kind, Some(20_260_101 + seq), "{}", "zeker").await;
            }
        }
        let alone = load(&mut tx, MUNICIPAL).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((alone.facts.len(), alone.presence.len()), (40, 20));
        for readers in 1..=4 {
            let readers = db.read_together(readers).await.unwrap();
            let (together, _) = load_together(readers, MUNICIPAL).await.unwrap();
            assert_eq!(format!("{together:?}"), format!("{alone:?}"));
        }
    }
}

/// A match is wide: reading each of them instead of the index took half of the time of reading all rows.
#[tokio::test]
async fn all_that_is_asked_of_a_match_stands_in_one_index() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        if tx.engine() != Engine::Sqlite {
            continue;
        }
        for kind in [Kind::Presence, Kind::Establishment, Kind::Complaint, Kind::Find] {
            let plan = assembled(format!("EXPLAIN QUERY PLAN {}", statement(kind))).bind(2).bind(20_211_001).bind(TODAY);
            let plan: Vec<(i64, i64, i64, String)> = plan.all(&mut tx).await.unwrap();
            assert!(plan[0].3.contains("COVERING INDEX link_for_scans"), "{kind:?}: {plan:?}");
        }
    }
}

#[tokio::test]
async fn what_runs_speaks_of_its_last_day() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        writer.delivery(2, "handelsregister", "gemeentelijk", "vrijgegeven").await;
        let ended = |day: &str| format!(r#"{{"name":"Jansen","category":"0141","date_end":"{day}"}}"#);
        writer.row((2, 1), "vestiging", Some(19_900_101), "{}", "zeker").await;
        writer.row((2, 2), "vestiging", Some(19_900_101), &ended("2021-10-01"), "zeker").await;
        writer.row((2, 3), "vestiging", Some(19_900_101), &ended("2021-09-30"), "zeker").await;
        writer.row((2, 4), "vestiging", Some(20_261_002), "{}", "zeker").await;
        let region = load(&mut tx, MUNICIPAL).await.unwrap();
        assert_eq!(seqs(&region, Kind::Establishment), [(2, 1), (2, 2)], "still running, and ended on the first day of the window");
        assert_eq!(region.facts[1].end, Some(20_211_001));
        assert_eq!(region.facts[1].values.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["category"], "no name");
    }
}

#[tokio::test]
async fn unreleased_deliveries_and_uncertain_matches_stay_out() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        for (id, state) in [(2, "gekoppeld"), (3, "ingetrokken"), (4, "vrijgegeven"), (5, "vrijgegeven")] {
            writer.delivery(id, "milieuklachten", "gemeentelijk", state).await;
            writer.row((id, 1), "klacht", Some(20_260_101), "{}", "zeker").await;
        }
        for (seq, decision) in [(2, "twijfel"), (3, "bevestigd"), (4, "verworpen"), (5, "geen")] {
            writer.row((4, seq), "klacht", Some(20_260_101), "{}", decision).await;
        }
        let region = load(&mut tx, MUNICIPAL).await.unwrap();
        assert_eq!(seqs(&region, Kind::Complaint), [(4, 1), (4, 3), (5, 1)]);
        assert_eq!(region.deliveries.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [1, 4, 5]);
        assert_eq!(region.deliveries[1].matched, (2, 5));
        let only = BTreeSet::from([1, 5]);
        let again = load(&mut tx, Wanted { only_deliveries: Some(&only), ..MUNICIPAL }).await.unwrap();
        assert_eq!(seqs(&again, Kind::Complaint), [(5, 1)]);
    }
}

#[tokio::test]
async fn covenant_rows_come_in_only_when_variant_and_ground_ask_for_them() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        writer.delivery(2, "vondsten_adres", "convenant", "vrijgegeven").await;
        writer.row((2, 1), "vondst", Some(20_260_101), "{}", "zeker").await;
        for wanted in [MUNICIPAL, Wanted { covenant: true, ..MUNICIPAL }, Wanted { variant: Variant::Covenant, ..MUNICIPAL }] {
            let region = load(&mut tx, wanted).await.unwrap();
            assert_eq!((seqs(&region, Kind::Find), region.deliveries.len()), (vec![], 1), "not even that there is a delivery");
        }
        assert_eq!(seqs(&load(&mut tx, COVENANT).await.unwrap(), Kind::Find), [(2, 1)]);
    }
}

#[tokio::test]
async fn texts_of_reports_berths_and_pitches_are_never_read() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        writer.delivery(2, "doorgegeven_meldingen", "convenant", "vrijgegeven").await;
        writer.row((2, 1), "melding_tekst", Some(20_260_101), r#"{"tekst":"De buurman"}"#, "zeker").await;
        writer.delivery(3, "havenregister", "gemeentelijk", "vrijgegeven").await;
        writer.shape(1, 1, "bedrijventerrein", "H1", (None, None)).await;
        let berth = ("address", "9901200000000003", Some("ligplaats-1"));
        writer.row_at((3, 1), "ligplaats", Some(TODAY), r#"{"row_id":"L03","contract":true}"#, "zeker", berth).await;
        writer.delivery(4, "milieuklachten", "gemeentelijk", "vrijgegeven").await;
        writer.row_at((4, 1), "klacht", Some(TODAY), "{}", "zeker", berth).await;
        let region = load(&mut tx, COVENANT).await.unwrap();
        assert_eq!(region.places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(), ["erf-1", "erf-2"]);
        assert!(region.facts.is_empty(), "the complaint is about a berth, the text is not read");
        let line = &region.area_facts[0];
        assert_eq!((line.kind, &line.target, region.area_facts.len()), (Kind::Berth, &Target::Area("H1".into()), 1), "a line of the port");
        assert_eq!(line.values.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["contract"]);
    }
}

#[tokio::test]
async fn a_place_has_its_buildings_addresses_presence_and_plan() {
    for db in erf_store::testing::databases().await.unwrap() {
        let mut tx = database(&db).await;
        let mut writer = Writer(&mut tx);
        writer.delivery(2, "leegstand", "gemeentelijk", "vrijgegeven").await;
        let nobody = r#"{"bewoner":false,"vestiging":false,"gebruiker":false}"#;
        writer.row_at((2, 7), "aanwezigheid", None, nobody, "zeker", ("address", &EMPTY.to_string(), Some("erf-1"))).await;
        writer.delivery(3, "bestemmingen", "gemeentelijk", "vrijgegeven").await;
        writer.row_at((3, 1), "bestemming", Some(20_090_101), r#"{"category":"Wonen"}"#, "zeker", ("parcel", "P1", Some("erf-1"))).await;
        writer.shape(1, 1, "gemeente", "9902", (Some(2010), Some(2025))).await;
        writer.shape(1, 2, "gemeente", "9903", (Some(2026), None)).await;
        let region = load(&mut tx, MUNICIPAL).await.unwrap();
        let place = &region.places[0];
        assert_eq!((place.buildings.clone(), place.addresses.clone(), place.facts.clone()), (0..2, 0..2, 0..1));
        assert_eq!(region.buildings[0].id, BARN, "the largest first");
        assert_eq!(region.addresses[1].building, Some(BARN), "the largest building of the occurrence that holds today");
        assert!(region.addresses[0].dwelling && !region.addresses[0].only_dwelling && region.addresses[1].industry);
        assert_eq!((region.presence.len(), region.presence[0].address, region.presence[0].used), (1, EMPTY, Some(false)));
        assert_eq!(place.municipality.unwrap().to_string(), "9903", "the municipality of the year of the scan");
        assert_eq!(region.municipalities.len(), 1);
        assert_eq!(region.places[1].facts, 1..2, "a plan holds for every place on its parcel, however old");
        let earlier = load(&mut tx, Wanted { date: 20_250_930, ..MUNICIPAL }).await.unwrap();
        assert_eq!(earlier.places[0].municipality.unwrap().to_string(), "9902");
        assert!(earlier.presence.is_empty(), "a list of a later day was not known then");
    }
}
