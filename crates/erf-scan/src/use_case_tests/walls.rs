// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{
    decide::{self, DecideError},
    life::{Choice, ToldBy},
    store::{
        dossier, figures, inputs,
        places::{self, Filter, Sort},
    },
};

#[tokio::test]
async fn somebody_of_a_municipality_never_meets_a_covenant_scan() {
    for world in worlds().await {
        let municipal = world.approved("gemeentelijk", Variant::Municipal).await;
        let before = seen_by(&world, &adviser()).await;
        let secret = world.approved("onder convenant", Variant::Covenant).await;
        crate::correct::correct(&world.db, &analyst(), secret, &yard(0), "L01", "klopt niet", ToldBy::Owner).await.unwrap();
        crate::object::object(&world.db, &analyst(), secret, &yard(2), "bezwaar").await.unwrap();
        decide::decide(&world.db, &analyst(), secret, &yard(2), Choice::Not, "nu niet", 0).await.unwrap();
        assert_eq!(seen_by(&world, &adviser()).await, before, "the same with and without a covenant scan, to the last byte");
        assert!(world.scan(&adviser(), secret).await.is_none() && world.scan(&adviser(), municipal).await.is_some());
        let tried = decide::decide(&world.db, &adviser(), secret, &yard(0), Choice::Visit, "x", 0).await;
        assert!(matches!(tried, Err(DecideError::NotFound)));
        assert!(matches!(share::share(&world.db, &adviser(), secret, &recipient("f")).await, Err(share::ShareError::NotFound)));
        assert!(world.scan(&officer(), secret).await.is_some(), "the privacy officer does");
    }
}

/// Everything an adviser can ask for, as text.
async fn seen_by(world: &World, ctx: &Ctx) -> String {
    let scope = reads(ctx);
    let mut tx = world.db.read().await.unwrap();
    let mut seen = String::new();
    for scan in scans::list(&mut tx, &scope).await.unwrap() {
        let card = cards::lookup(&mut tx, &scope, scan.card).await.unwrap().unwrap();
        let chips = figures::chips(&mut tx, &scope, &scan).await.unwrap();
        let counts = scans::counts(&mut tx, &scope, &scan).await.unwrap();
        let lines = places::list(&mut tx, &scope, &scan, &card.card, &Filter::default(), Sort::Order, (0, 100)).await.unwrap();
        for line in &lines {
            let dossier = dossier::of_place(&mut tx, &scope, &scan, &line.place).await.unwrap();
            seen += &format!("{dossier:?}");
        }
        let used = inputs::list(&mut tx, &scope, &scan).await.unwrap();
        seen += &format!("{scan:?} {chips:?} {:?} {lines:?} {used:?}", counts.totals);
    }
    seen += &format!("{:?}", cards::list(&mut tx, &scope).await.unwrap());
    seen += &format!("{:?}", figures::disagreements(&mut tx, &scope).await.unwrap());
    seen += &format!("{:?}", figures::newest(&mut tx, &scope).await.unwrap());
    seen += &format!("{:?}", corrections::open(&mut tx, &scope).await.unwrap());
    seen + &format!("{:?}", inputs::data_version(&mut tx, false).await.unwrap())
}

#[tokio::test]
async fn somebody_of_a_municipality_meets_own_places_only_and_counts_of_those() {
    for world in worlds().await {
        let id = world.approved("regio", Variant::Municipal).await;
        let scan = world.scan(&adviser(), id).await.unwrap();
        let scope = reads(&adviser());
        let mut tx = world.db.read().await.unwrap();
        assert_eq!(scans::totals_of_area(&mut tx, &scope, &scan).await.unwrap(), None, "totals of the whole region are not theirs");
        let card = cards::lookup(&mut tx, &scope, scan.card).await.unwrap().unwrap().card;
        let all = Filter::default();
        let lines = places::list(&mut tx, &scope, &scan, &card, &all, Sort::Order, (0, 100)).await.unwrap();
        assert_eq!(lines.len(), 5, "every other yard with points");
        assert!(lines.iter().all(|line| line.municipality == Some("9901".parse().unwrap())));
        assert_eq!(places::count(&mut tx, &scope, &scan, &card, &all).await.unwrap(), 5);
        let elsewhere = Filter { municipality: Some("9902".parse().unwrap()), ..Filter::default() };
        assert_eq!(places::count(&mut tx, &scope, &scan, &card, &elsewhere).await.unwrap(), 0);
        assert!(places::list(&mut tx, &scope, &scan, &card, &elsewhere, Sort::Name, (0, 9)).await.unwrap().is_empty());
        assert_eq!(scans::counts(&mut tx, &scope, &scan).await.unwrap().totals.places, 7);
        for place in [yard(1), yard(13)] {
            assert!(dossier::of_place(&mut tx, &scope, &scan, &place).await.unwrap().is_none(), "{place}");
        }
        assert!(places::at_ordinals(&mut tx, &scope, &scan, &[1, 2, 3, 4]).await.unwrap().len() < 4);
        drop(tx);
        let tried = decide::decide(&world.db, &adviser(), id, &yard(1), Choice::Visit, "x", 0).await;
        assert!(matches!(tried, Err(DecideError::NotFound)));
        let tried = crate::object::object(&world.db, &adviser(), id, &yard(13), "x").await;
        assert!(matches!(tried, Err(crate::object::ObjectError::NotFound)));
        let seq = share::share(&world.db, &adviser(), id, &recipient("f")).await.unwrap();
        let handed = share::hand_over(&world.db, &adviser(), id, seq).await.unwrap();
        assert_eq!(handed.places.len(), 5, "a list of an adviser holds own places only");
        let other = ctx("ander", Role::SafetyAdviser, Some("9902"));
        assert!(matches!(share::hand_over(&world.db, &other, id, seq).await, Err(share::ShareError::NotFound)));
        let third = ctx("derde", Role::SafetyAdviser, Some("9903"));
        assert!(world.scan(&third, id).await.is_none(), "a scan without places there does not exist there");
    }
}

#[tokio::test]
async fn a_draft_is_for_its_makers_and_checkers() {
    for world in worlds().await {
        let id = world.draft("concept", Variant::Municipal).await;
        assert!(world.scan(&adviser(), id).await.is_none());
        assert!(world.scan(&colleague(), id).await.is_some() && world.scan(&officer(), id).await.is_some());
        let steering = ctx("stu", Role::SteeringGroup, None);
        assert!(steering.permit(Permission::ReadScans).is_err());
        let totals = steering.permit(Permission::ReadScanTotals).unwrap();
        let mut tx = world.db.read().await.unwrap();
        assert!(scans::approved(&mut tx, &totals).await.unwrap().is_empty(), "totals are read of approved scans");
    }
}
