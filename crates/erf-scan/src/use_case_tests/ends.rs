// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{
    decide, expire,
    life::{Choice, State, ToldBy, VisitOutcome, day_number},
    object,
    store::{
        MIGRATIONS, decisions as said, dossier,
        end::{self, Ending},
        evaluation,
        figures::{self, Disagreement},
        inputs,
    },
};

/// Every text in every table of this slice that names a place, with its table and column. What an owner said is no result of a
/// scan and stays: `correction`, and `objection` while it holds.
async fn traces(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    let mut tx = world.db.read().await.unwrap();
    for table in MIGRATIONS.iter().flat_map(|migration| migration.sql.split("CREATE TABLE ").skip(1)) {
        let (name, body) = table.split_once(" (").unwrap();
        let body = body.split(");").next().unwrap();
        let words: Vec<&str> = body.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2).filter(|pair| pair[1] == "text" && !["correction", "objection"].contains(&name)) {
            let column = pair[0];
            let texts: Vec<Option<String>> = erf_store::assembled(format!("SELECT {column} FROM {name}")).column(&mut tx).await.unwrap();
            let told = texts.into_iter().flatten().filter(|text| text.contains("erf-0") || text.contains("Achterweg"));
            found.extend(told.map(|text| format!("{name}.{column}: {text}")));
        }
        for pair in words.windows(2).filter(|pair| pair[1] == "bytea") {
            let n: i64 = erf_store::assembled(format!("SELECT COUNT(*) FROM {name}")).scalar(&mut tx).await.unwrap();
            found.extend((n > 0).then(|| format!("{name}.{}: {n}", pair[0])));
        }
    }
    found
}

/// A scan about which people said something of every kind.
async fn lived_in(world: &World) -> ScanId {
    let id = world.approved("geleefd", Variant::Municipal).await;
    let day = jiff::civil::date(2026, 10, 1);
    decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Not, "verbouwing", 0).await.unwrap();
    decide::decide(&world.db, &analyst(), id, &yard(1), Choice::Visit, "gaan", 0).await.unwrap();
    decide::visited(&world.db, &analyst(), id, &yard(1), VisitOutcome::Signal, day).await.unwrap();
    object::object(&world.db, &analyst(), id, &yard(2), "bezwaar").await.unwrap();
    crate::correct::correct(&world.db, &analyst(), id, &yard(0), "L01", "er woont iemand", ToldBy::Owner).await.unwrap();
    world.recipient(&analyst(), id).await;
    id
}

#[tokio::test]
async fn when_a_delivery_is_withdrawn_nothing_per_place_is_left_and_totals_are() {
    for world in worlds().await {
        let id = lived_in(&world).await;
        let before = world.scan(&analyst(), id).await.unwrap();
        let scope = reads(&analyst());
        let mut tx = world.db.read().await.unwrap();
        let totals = scans::counts(&mut tx, &scope, &before).await.unwrap().totals;
        let decided = said::counts(&mut tx, &scope, &before).await.unwrap();
        let visits = evaluation::outcomes(&mut tx, &scope, &before).await.unwrap();
        let found = measured(&mut tx, &before).await;
        assert_eq!((found.top.visits, found.top.found), (1, 1));
        let against = figures::disagreements(&mut tx, &scope).await.unwrap();
        assert_eq!(against["L01"], Disagreement { decided: 2, against: 1 });
        let ending = end::ending(&mut tx, &scope, MUNICIPAL_DELIVERY).await.unwrap();
        assert_eq!(ending, Ending { scans: 1, decisions: 2, visits: 1, recipients: 1 }, "told before it happens");
        drop(tx);
        assert!(!traces(&world).await.is_empty(), "the dump would find places");
        withdraw(&world.db, MUNICIPAL_DELIVERY).await;
        assert_eq!(traces(&world).await, Vec::<String>::new());
        let after = world.scan(&analyst(), id).await.unwrap();
        assert_eq!((after.state(), after.ended.as_deref()), (State::Expired, Some("levering")));
        assert_eq!((&after.result_hash, &after.input_hash, &after.card_hash), (&before.result_hash, &before.input_hash, &before.card_hash));
        let mut tx = world.db.read().await.unwrap();
        let used = inputs::list(&mut tx, &scope, &after).await.unwrap();
        let gone = used.iter().find(|input| input.delivery == MUNICIPAL_DELIVERY).unwrap();
        let last = scans::steps(&mut tx, &after).await.unwrap().pop().unwrap();
        assert_eq!(last.reason, format!("ingetrokken of verlopen: {}", gone.name), "it names what ended it");
        assert_eq!(scans::counts(&mut tx, &scope, &after).await.unwrap().totals, totals);
        assert_eq!(said::counts(&mut tx, &scope, &after).await.unwrap(), decided);
        assert_eq!(evaluation::outcomes(&mut tx, &scope, &after).await.unwrap(), visits);
        assert_eq!(measured(&mut tx, &after).await, found, "what visits found is told of a scan that is over too");
        assert_eq!(figures::disagreements(&mut tx, &scope).await.unwrap(), against);
        let recipients = crate::store::recipients::of_scan(&mut tx, &scope, &after).await.unwrap();
        assert_eq!(recipients.len(), 1, "who has a list is still known");
        assert_eq!(recipients[0].destroy_by, day_number(analyst().clock.today()), "and has to destroy it now");
        assert!(dossier::of_place(&mut tx, &scope, &after, &yard(0)).await.unwrap().is_none());
        assert!(figures::matrix(&mut tx, &after).await.unwrap().is_none());
        drop(tx);
        let shared = share::hand_over(&world.db, &analyst(), id, 1).await;
        assert!(matches!(shared, Err(share::ShareError::NotInUse(State::Expired))));
        let asked = decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Visit, "x", 1).await;
        assert!(matches!(asked, Err(decide::DecideError::NotInUse(State::Expired))));
    }
}

#[tokio::test]
async fn a_delivery_ends_only_the_scans_that_used_it() {
    for world in worlds().await {
        let municipal = world.approved("zonder", Variant::Municipal).await;
        let covenant = world.approved("met", Variant::Covenant).await;
        withdraw(&world.db, COVENANT_DELIVERY).await;
        assert_eq!(world.scan(&analyst(), municipal).await.unwrap().state(), State::Approved);
        assert_eq!(world.scan(&analyst(), covenant).await.unwrap().state(), State::Expired);
    }
}

#[tokio::test]
async fn after_twelve_months_a_scan_is_over_and_late_recipients_are_marked() {
    for world in worlds().await {
        let id = lived_in(&world).await;
        let still = on(analyst(), 2027, 1, 1);
        let day = expire::daily(&world.db, &still).await.unwrap();
        assert_eq!(day, expire::Day { expired: 0, flagged: 1 });
        assert_eq!(expire::daily(&world.db, &still).await.unwrap().flagged, 0, "once is enough");
        let last = on(analyst(), 2027, 10, 1);
        assert_eq!(expire::daily(&world.db, &last).await.unwrap().expired, 0, "on its last day it may be used");
        let over = on(analyst(), 2027, 10, 2);
        assert_eq!(expire::daily(&world.db, &over).await.unwrap().expired, 1);
        assert_eq!(world.scan(&analyst(), id).await.unwrap().ended.as_deref(), Some("termijn"));
        assert_eq!(traces(&world).await, Vec::<String>::new());
    }
}

async fn measured(tx: &mut Tx, scan: &Scan) -> crate::evaluate::Measured {
    let visits = evaluation::visits(tx, &reads(&analyst()), scan).await.unwrap();
    crate::evaluate::measure(&visits, crate::evaluate::Ending::Signal)
}
