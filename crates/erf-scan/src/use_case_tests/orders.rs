// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From deliveries in the store to a frozen scan, and again.

use erf_places::watch::Unwatched;

use super::*;
use crate::{
    area::AreaFault,
    correct,
    life::{Choice, ToldBy},
    order::{self, Asked, OrderError, Rerun},
    store::{dossier, figures},
};

const CASES: i64 = 11;
const FINDS: i64 = 12;

/// Four yards in two municipalities; a case of supervision at the first, a find at the second and the third.
async fn filled() -> Vec<World> {
    let worlds = worlds().await;
    for world in &worlds {
        let mut tx = world.db.begin().await.unwrap();
        for n in 0..4 {
            query(
                "INSERT INTO place (id, kind, name, municipality, cell, x, y, buildings, addresses, shed_area, countryside, parcel, rule) \
                 VALUES ($1, 'erf', $2, $3, 1, $4, 500000, 0, 0, 200, $5, NULL, 'erf-1')",
            )
            .bind(yard(n))
            .bind(format!("Achterweg {n}"))
            .bind(9901 + n as i64 % 2)
            .bind(140_000.0 + 1_000.0 * n as f64)
            .bind(true)
            .run(&mut tx)
            .await
            .unwrap();
        }
        deliver(&mut tx, CASES, "gemeentelijk").await;
        deliver(&mut tx, FINDS, "convenant").await;
        for (delivery, source) in [(CASES, "zaken_toezicht"), (FINDS, "vondsten_adres")] {
            let sql = "UPDATE delivery SET source = $2, period_to = 20260930 WHERE id = $1";
            query(sql).bind(delivery).bind(source).run(&mut tx).await.unwrap();
        }
        row(&mut tx, (CASES, 1), "zaak", r#"{"category":"strijdig gebruik","status":"open"}"#, 0).await;
        row(&mut tx, (FINDS, 1), "vondst", r#"{"category":"hennep"}"#, 1).await;
        row(&mut tx, (FINDS, 2), "vondst", r#"{"category":"lab"}"#, 0).await;
        tx.commit().await.unwrap();
    }
    worlds
}

async fn row(tx: &mut Tx, (delivery, seq): (i64, i64), kind: &str, fields: &str, n: usize) {
    let source = "INSERT INTO source_row (delivery, seq, sheet, row_number, kind, event_date, raw, fields, attributes) \
                  VALUES ($1, $2, 'Blad1', $3, $4, 20260301, '[]', $5, '{}')";
    query(source).bind(delivery).bind(seq).bind(seq + 1).bind(kind).bind(fields).run(tx).await.unwrap();
    let link = "INSERT INTO link (delivery, seq, compartment, automatic, decision, target_kind, target_id, place, municipality, probability, \
                precision_m, last_day, evidence, candidates) SELECT $1, $2, compartment, 'zeker', 'zeker', 'place', $3, $3, $4, 0.99, 10, 20260301, \
                '[]', '[]' FROM delivery WHERE id = $1";
    query(link).bind(delivery).bind(seq).bind(yard(n)).bind(9901 + n as i64 % 2).run(tx).await.unwrap();
}

fn asked(variant: Variant) -> Asked {
    let ground = (variant == Variant::Covenant).then(|| "convenant artikel 4".to_owned());
    Asked { order: Order { name: "Proef".into(), variant, ground, ..testing::order(2, 0.5, 3) }, card: None }
}

async fn make(world: &World, asked: &Asked) -> ScanId {
    order::make(&world.db, &analyst(), asked, 2, &Unwatched).await.unwrap()
}

async fn again(world: &World, id: ScanId) -> Rerun {
    order::again(&world.db, &colleague(), id, 1, &Unwatched).await.unwrap()
}

async fn dossier_of(world: &World, id: ScanId, place: &str) -> dossier::Dossier {
    let scan = world.scan(&analyst(), id).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    dossier::of_place(&mut tx, &reads(&analyst()), &scan, place).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_scan_is_made_once_and_computed_again_gives_the_same() {
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        assert_eq!(make(&world, &asked(Variant::Municipal)).await, id, "a second click makes no second scan");
        let mut tx = world.db.read().await.unwrap();
        assert_eq!(scans::list(&mut tx, &reads(&analyst())).await.unwrap().len(), 1);
        drop(tx);
        assert_eq!(again(&world, id).await, Rerun::Same);
        let other = order::make(&world.db, &colleague(), &asked(Variant::Municipal), 1, &Unwatched).await.unwrap();
        assert_ne!(other, id, "somebody else's scan is another, with the same outcome");
        let (one, two) = (world.scan(&analyst(), id).await.unwrap(), world.scan(&analyst(), other).await.unwrap());
        assert_eq!((one.result_hash, one.input_hash), (two.result_hash, two.input_hash));
    }
}

#[tokio::test]
async fn a_dossier_leads_to_the_row_of_the_file_that_said_so() {
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        let dossier = dossier_of(&world, id, &yard(0)).await;
        assert_eq!(dossier.scored.points, 2);
        let row = dossier.scored.counted[0].finding.rows[0];
        let line = &dossier.rows[&row];
        assert_eq!((line.delivery, line.sheet.as_str(), line.row_number, line.file_name.as_str()), (CASES, "Blad1", 2, "b.csv"));
        assert_eq!((dossier.sources[&CASES].source.as_str(), dossier.scored.band), ("zaken_toezicht", crate::model::Band::A));
    }
}

#[tokio::test]
async fn a_municipal_scan_holds_nothing_of_the_covenant_and_finds_are_told_under_it_only() {
    for world in filled().await {
        let municipal = make(&world, &asked(Variant::Municipal)).await;
        let covenant = make(&world, &asked(Variant::Covenant)).await;
        let mut tx = world.db.read().await.unwrap();
        let used = crate::store::inputs::numbers(&mut tx, municipal).await.unwrap();
        assert!(!used.contains(&FINDS) && used.contains(&CASES));
        assert!(crate::store::inputs::numbers(&mut tx, covenant).await.unwrap().contains(&FINDS));
        let (shared, secret) = (world.scan(&analyst(), municipal).await.unwrap(), world.scan(&analyst(), covenant).await.unwrap());
        let of = async |tx: &mut Tx, scan: &Scan, code: &str| {
            let all = figures::of_scan(tx, &reads(&analyst()), scan).await.unwrap();
            all.into_iter().find(|figure| figure.code == code)
        };
        let told = of(&mut tx, &shared, "L16").await.unwrap();
        assert_eq!((told.present, told.absent, told.with_find, told.precision()), (1, 3, None, None));
        assert!(of(&mut tx, &shared, "L09").await.is_none(), "no covenant indicator in a municipal scan");
        let known = of(&mut tx, &secret, "L16").await.unwrap();
        assert_eq!((known.with_find, known.finds), (Some(1), Some(2)));
        let (hits, n, (low, high)) = known.precision().unwrap();
        assert!(hits == 1 && n == 1 && low > 0.2 && high == 1.0, "{low} {high}");
        assert_eq!(told.bars().iter().map(|bar| bar.n).sum::<i64>(), 1);
    }
}

#[tokio::test]
async fn a_correction_shows_in_the_next_scan_and_not_in_this_one() {
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        correct::correct(&world.db, &analyst(), id, &yard(0), "L16", "de zaak is gesloten", ToldBy::Owner).await.unwrap();
        assert_eq!(again(&world, id).await, Rerun::Same, "a frozen scan stays what it was");
        let next = make(&world, &asked(Variant::Municipal)).await;
        assert_ne!(next, id, "the same question of other facts is another scan");
        let (before, after) = (dossier_of(&world, id, &yard(0)).await, dossier_of(&world, next, &yard(0)).await);
        assert_eq!((before.scored.points, after.scored.points), (2, 0));
        assert_eq!((after.scored.uncounted.len(), after.scored.uncounted[0].1.as_str()), (1, crate::rules::CORRECTED));
        assert_eq!(again(&world, next).await, Rerun::Same);
    }
}

#[tokio::test]
async fn computing_again_says_what_is_gone_or_changed() {
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        let mut tx = world.db.begin().await.unwrap();
        query("UPDATE link SET decision = 'afgewezen' WHERE delivery = $1").bind(CASES).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again(&world, id).await, Rerun::Changed);
        let mut tx = world.db.begin().await.unwrap();
        query("UPDATE delivery SET state = 'gekoppeld' WHERE id = $1").bind(CASES).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again(&world, id).await, Rerun::Gone(vec![format!("levering {CASES}")]));
        let scan = world.scan(&analyst(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let noted: Vec<String> = scans::reruns(&mut tx, &scan).await.unwrap().into_iter().map(|rerun| rerun.outcome).collect();
        assert_eq!(noted, ["gewijzigd", "ontbreekt"]);
        drop(tx);
        assert!(matches!(order::again(&world.db, &adviser(), id, 1, &Unwatched).await, Err(OrderError::NotFound)));
    }
}

#[tokio::test]
async fn after_a_withdrawal_the_same_question_makes_a_new_scan() {
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        withdraw(&world.db, CASES).await;
        let next = make(&world, &asked(Variant::Municipal)).await;
        assert_ne!(next, id);
        assert_eq!(world.scan(&analyst(), id).await.unwrap().state(), crate::life::State::Expired);
        assert_eq!(dossier_of(&world, next, &yard(0)).await.scored.points, 0, "its influence is gone");
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_says_why() {
    let square = r#"{"type":"Polygon","coordinates":[[[139500,499500],[141500,499500],[141500,500500],[139500,500500],[139500,499500]]]}"#;
    for world in filled().await {
        let refused = async |change: fn(&mut Order)| {
            let mut asked = asked(Variant::Municipal);
            change(&mut asked.order);
            order::check(&world.db, &analyst(), &asked).await.unwrap_err()
        };
        assert!(matches!(refused(|order| order.name = " ".into()).await, OrderError::NoName));
        assert!(matches!(refused(|order| order.area = "9999".into()).await, OrderError::Area(AreaFault::Unknown)));
        assert!(matches!(refused(|order| order.area = "vlak".into()).await, OrderError::Area(AreaFault::Unreadable)));
        assert!(matches!(refused(|order| order.capacity = 0).await, OrderError::Capacity));
        assert!(matches!(refused(|order| order.capacity = 5_001).await, OrderError::Capacity));
        assert!(matches!(refused(|order| order.random_share = 0.6).await, OrderError::Share));
        assert!(matches!(refused(|order| order.random_share = f64::NAN).await, OrderError::Share));
        assert!(matches!(refused(|order| order.date = 20_261_002).await, OrderError::Date));
        assert!(matches!(refused(|order| order.date = 20_260_931).await, OrderError::Date));
        assert!(matches!(refused(|order| order.date = 19_900_101).await, OrderError::Date));
        assert!(matches!(refused(|order| order.variant = Variant::Covenant).await, OrderError::NoGround));
        let unsigned = Asked { card: Some(1), ..asked(Variant::Municipal) };
        assert!(matches!(order::check(&world.db, &analyst(), &unsigned).await, Err(OrderError::NoCard)));
        let tried = order::check(&world.db, &adviser(), &asked(Variant::Municipal)).await;
        assert!(matches!(tried, Err(OrderError::NotFound)), "advisers order no scans");
        let mut drawn = asked(Variant::Municipal);
        (drawn.order.area, drawn.order.shape) = ("vlak".into(), Some(square.to_owned()));
        let id = make(&world, &drawn).await;
        let mut own = asked(Variant::Municipal);
        own.order.area = "9902".into();
        let second = make(&world, &own).await;
        for (id, places) in [(id, 2), (second, 2)] {
            let scan = world.scan(&analyst(), id).await.unwrap();
            let mut tx = world.db.read().await.unwrap();
            assert_eq!(scans::totals_of_area(&mut tx, &reads(&analyst()), &scan).await.unwrap().unwrap().places, places);
        }
        assert_eq!(again(&world, id).await, Rerun::Same);
    }
}

#[tokio::test]
async fn an_adviser_gets_the_own_part_of_the_report_of_a_region() {
    use crate::report_data;
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        approve::approve(&world.db, &officer(), id).await.unwrap();
        let mut tx = world.db.begin().await.unwrap();
        query("UPDATE scan_input SET municipality = 9902 WHERE delivery = $1").bind(MUNICIPAL_DELIVERY).run(&mut tx).await.unwrap();
        query("UPDATE delivery SET municipality = 9902 WHERE id = $1").bind(MUNICIPAL_DELIVERY).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let seq = world.recipient(&adviser(), id).await;
        let own = report_data::internal(&world.db, &adviser(), id, seq, Default::default()).await.unwrap();
        let whole = report_data::public(&world.db, &analyst(), id, Default::default()).await.unwrap();
        assert_eq!((own.places_in_scope, whole.places_in_scope), (2, 4), "two of four yards lie in the own municipality");
        assert_eq!(own.bands.iter().map(|band| band.places).sum::<u64>(), 2);
        assert!(own.indicators.iter().all(|row| row.known + row.unknown <= 2), "{:?}", own.indicators);
        assert_eq!(own.part_of.as_deref(), Some("de hele regio"));
        let told = format!("{own:?}");
        for foreign in ["Achterweg 1", "Achterweg 3", "9902", "levering 2 ", "levering 2\""] {
            assert!(!told.contains(foreign), "{foreign} is of another municipality: {told}");
        }
        assert!(format!("{whole:?}").contains("levering 2\""), "which the whole report does name");
        for audience in [erf_report::scan::Audience::Internal, erf_report::scan::Audience::Public] {
            assert!(erf_report::scan::build(&own, audience).unwrap().starts_with(b"%PDF"));
        }
    }
}

#[tokio::test]
async fn the_own_part_adds_up_to_the_whole_with_the_other_part() {
    use crate::report_data;
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        approve::approve(&world.db, &officer(), id).await.unwrap();
        let report = async |ctx: &Ctx| report_data::public(&world.db, ctx, id, Default::default()).await.unwrap();
        let other = ctx("aov2", Role::SafetyAdviser, Some("9902"));
        let (whole, one, two) = (report(&analyst()).await, report(&adviser()).await, report(&other).await);
        let sum =
            |of: fn(&erf_report::scan::ScanReport) -> Vec<u64>| -> Vec<u64> { of(&one).iter().zip(of(&two)).map(|(a, b)| a + b).collect() };
        let bands = |report: &erf_report::scan::ScanReport| report.bands.iter().map(|band| band.places).collect::<Vec<_>>();
        let known = |report: &erf_report::scan::ScanReport| {
            report.indicators.iter().flat_map(|row| [row.places_with, row.known, row.unknown]).collect()
        };
        let visits = |report: &erf_report::scan::ScanReport| vec![report.visits.by_card, report.visits.by_lot];
        for of in [bands as fn(&_) -> Vec<u64>, known, visits] {
            assert_eq!(sum(of), of(&whole));
        }
    }
}

#[tokio::test]
async fn a_report_is_made_of_an_approved_scan_and_lists_places_for_recipients_only() {
    use crate::report_data::{self, ReportDataError};
    for world in filled().await {
        let id = make(&world, &asked(Variant::Municipal)).await;
        let steering = ctx("stu", Role::SteeringGroup, None);
        let leader = ctx("pl", Role::ProgrammeLeader, None);
        let early = report_data::public(&world.db, &leader, id, Default::default()).await;
        assert!(matches!(early, Err(ReportDataError::NotInUse(_))));
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        approve::approve(&world.db, &officer(), id).await.unwrap();
        let report = report_data::public(&world.db, &steering, id, Default::default()).await.unwrap();
        assert_eq!((report.places_in_scope, report.bands.iter().map(|band| band.places).sum::<u64>()), (4, 4));
        assert_eq!(report.author, "een medewerker", "in public nobody has a name");
        let text = erf_report::scan::build(&report, erf_report::scan::Audience::Public).unwrap();
        assert!(text.starts_with(b"%PDF"));
        let unnoted = report_data::internal(&world.db, &analyst(), id, 9, Default::default()).await;
        assert!(matches!(unnoted, Err(ReportDataError::Share(share::ShareError::NotFound))));
        let seq = world.recipient(&analyst(), id).await;
        let report = report_data::internal(&world.db, &analyst(), id, seq, Default::default()).await.unwrap();
        assert_eq!(report.places.len(), 2, "as many as can be visited");
        assert_eq!(report.author, "anne", "recipients read who made it");
        let foreign = report_data::internal(&world.db, &adviser(), id, seq, Default::default()).await;
        assert!(matches!(foreign, Err(ReportDataError::Share(share::ShareError::NotFound))), "a recipient of the region is not theirs");
        let marks = |report: &erf_report::scan::ScanReport| report.map.present().map_or(0, |map| map.points.len());
        crate::object::object(&world.db, &adviser(), id, &yard(0), "bezwaar").await.unwrap();
        let paused = report_data::internal(&world.db, &analyst(), id, seq, Default::default()).await.unwrap();
        assert_eq!(paused.places.len() + 1, report.places.len(), "a paused place is on no list");
        assert_eq!(marks(&paused) + 1, marks(&report), "and on no map");
        let other = report.places.iter().find(|place| place.name != "Achterweg 0").unwrap();
        let place = yard(other.name.trim_start_matches("Achterweg ").parse().unwrap());
        crate::decide::decide(&world.db, &analyst(), id, &place, Choice::Not, "net geweest", 0).await.unwrap();
        let decided = report_data::internal(&world.db, &analyst(), id, seq, Default::default()).await.unwrap();
        assert_eq!((decided.places.len(), decided.paused), (0, 1), "nor is one where nobody is to go, which is no objection");
        assert!(decided.visits.advice.last().unwrap().contains("Eén plek staat niet op de lijst"), "{:?}", decided.visits.advice);
        let letter = crate::letter_data::owner_letter(&world.db, &adviser(), id, &yard(0), &Default::default()).await.unwrap();
        assert_eq!((letter.facts.len(), letter.facts[0].points), (1, 2));
        assert!(letter.facts[0].source.contains("levering 11"), "{}", letter.facts[0].source);
    }
}

#[tokio::test]
async fn a_letter_never_tells_who_saw_something_or_what_partners_share() {
    for world in worlds().await {
        for variant in [Variant::Municipal, Variant::Covenant] {
            let id = world.approved("brief", variant).await;
            let decided = crate::decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Visit, "wegens een melding", 0).await;
            decided.unwrap();
            // A municipality writes its own letters; of the covenant its adviser knows nothing.
            let (writer, other) = if variant == Variant::Municipal { (adviser(), analyst()) } else { (analyst(), adviser()) };
            let refused = crate::letter_data::owner_letter(&world.db, &other, id, &yard(0), &Default::default()).await;
            let expected = if variant == Variant::Municipal { "van de gemeente" } else { "er niet (meer)" };
            assert!(refused.unwrap_err().to_string().contains(expected));
            let letter = crate::letter_data::owner_letter(&world.db, &writer, id, &yard(0), &Default::default()).await.unwrap();
            let seen = letter.facts.iter().find(|fact| fact.code == "L15").unwrap();
            assert_eq!((seen.source.as_str(), seen.date, seen.sentence.contains('(')), ("", None, false));
            assert!(letter.facts.iter().any(|fact| fact.code == "L01" && !fact.source.is_empty()));
            assert_eq!((letter.covenant, letter.only_of_buildings), (variant == Variant::Covenant, false));
            assert!(!letter.decision.is_empty() && !letter.decision.contains("wegens een melding"), "a reason is for colleagues");
            assert!(!letter.how_to_correct.contains("uitzoeken"), "nothing is promised that does not happen");
        }
    }
}

#[tokio::test]
async fn of_rows_without_a_place_only_drug_waste_is_told() {
    for world in filled().await {
        let mut tx = world.db.begin().await.unwrap();
        query("UPDATE delivery SET source = 'dumpingen' WHERE id = $1").bind(CASES).run(&mut tx).await.unwrap();
        for (seq, waste) in [(2, "Vaten met chemisch afval"), (3, "autobanden"), (4, "drugsafval"), (5, "hennepresten")] {
            row(&mut tx, (CASES, seq), "dumping", &format!(r#"{{"category":"{waste}"}}"#), 0).await;
        }
        let unsure = "UPDATE link SET decision = 'onzeker' WHERE delivery = $1 AND seq < 5";
        query(unsure).bind(CASES).run(&mut tx).await.unwrap();
        let lost = crate::report_data::lost_dumps(&mut tx, &[CASES, FINDS].into()).await.unwrap();
        assert_eq!(lost, 2);
    }
}
