// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{approve::ApproveError, life::State, share::ShareError, sign_card::CardError};

#[tokio::test]
async fn a_scan_is_made_checked_approved_and_shared_and_every_step_is_kept() {
    for world in worlds().await {
        let id = world.draft("eerste", Variant::Municipal).await;
        let state = async || world.scan(&officer(), id).await.unwrap().state();
        assert_eq!(state().await, State::Draft);
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        assert_eq!(state().await, State::Check);
        approve::approve(&world.db, &officer(), id).await.unwrap();
        let scan = world.scan(&officer(), id).await.unwrap();
        assert_eq!((scan.state(), scan.approved_by.as_deref(), scan.expires), (State::Approved, Some("fg"), 20_271_001));
        world.recipient(&analyst(), id).await;
        assert_eq!(state().await, State::Shared);
        let mut tx = world.db.read().await.unwrap();
        let steps = scans::steps(&mut tx, &scan).await.unwrap();
        let told: Vec<(&str, &str)> = steps.iter().map(|step| (step.state.as_str(), step.actor.as_str())).collect();
        assert_eq!(told, [("concept", "anne"), ("privacytoets", "anne"), ("vastgesteld", "fg"), ("gedeeld", "anne")]);
        let trail = erf_store::audit::Filter { object_kind: Some("scan".into()), ..Default::default() };
        let actions: Vec<String> =
            erf_store::audit::list(&mut tx, &trail, 10, 0).await.unwrap().into_iter().map(|entry| entry.action).collect();
        assert_eq!(actions, ["gedeeld", "vastgesteld", "toets_gevraagd"]);
    }
}

#[tokio::test]
async fn nobody_approves_their_own_scan_or_one_that_was_not_offered() {
    for world in worlds().await {
        let id = world.draft("eigen", Variant::Municipal).await;
        assert!(matches!(approve::approve(&world.db, &colleague(), id).await, Err(ApproveError::WrongState(State::Draft))));
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        assert!(matches!(approve::approve(&world.db, &analyst(), id).await, Err(ApproveError::OwnScan)));
        assert!(matches!(approve::refuse(&world.db, &analyst(), id, "nee").await, Err(ApproveError::OwnScan)));
        assert!(matches!(approve::approve(&world.db, &adviser(), id).await, Err(ApproveError::NotFound)));
        assert!(matches!(approve::refuse(&world.db, &officer(), id, " ").await, Err(ApproveError::NoReason)));
        approve::refuse(&world.db, &officer(), id, "grondslag ontbreekt").await.unwrap();
        let scan = world.scan(&analyst(), id).await.unwrap();
        assert_eq!(scan.state(), State::Draft);
        let mut tx = world.db.read().await.unwrap();
        assert_eq!(scans::steps(&mut tx, &scan).await.unwrap().last().unwrap().reason, "grondslag ontbreekt");
        drop(tx);
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        approve::approve(&world.db, &colleague(), id).await.unwrap();
    }
}

#[tokio::test]
async fn a_scan_whose_delivery_is_gone_is_not_approved() {
    for world in worlds().await {
        let id = world.draft("oud", Variant::Municipal).await;
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        let mut tx = world.db.begin().await.unwrap();
        query("UPDATE delivery SET state = 'gekoppeld' WHERE id = $1").bind(MUNICIPAL_DELIVERY).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let refused = approve::approve(&world.db, &officer(), id).await.unwrap_err();
        assert!(matches!(&refused, ApproveError::InputGone(names) if names == "levering 2"), "{refused}");
    }
}

#[tokio::test]
async fn no_list_leaves_before_approval_without_a_recipient_or_after_its_day() {
    for world in worlds().await {
        let id = world.draft("lijst", Variant::Municipal).await;
        let denied = share::share(&world.db, &analyst(), id, &recipient("f1")).await;
        assert!(matches!(denied, Err(ShareError::NotInUse(State::Draft))), "{denied:?}");
        approve::ask(&world.db, &analyst(), id).await.unwrap();
        approve::approve(&world.db, &officer(), id).await.unwrap();
        assert!(matches!(share::hand_over(&world.db, &analyst(), id, 1).await, Err(ShareError::NotFound)));
        let bare = NewRecipient { purpose: " ".into(), ..recipient("f2") };
        assert!(matches!(share::share(&world.db, &analyst(), id, &bare).await, Err(ShareError::Incomplete)));
        let late = NewRecipient { destroy_by: jiff::civil::date(2027, 10, 2), ..recipient("f3") };
        assert!(matches!(share::share(&world.db, &analyst(), id, &late).await, Err(ShareError::DestroyBy(20_271_001))));
        let seq = world.recipient(&analyst(), id).await;
        let handed = share::hand_over(&world.db, &analyst(), id, seq).await.unwrap();
        assert_eq!(handed.places.len(), 10, "those with points, and nobody else");
        assert!(handed.places.iter().all(|place| place.points == place.counted.iter().map(|part| part.points).sum::<i32>()));
        let later = on(analyst(), 2027, 1, 1);
        assert!(matches!(share::hand_over(&world.db, &later, id, seq).await, Err(ShareError::Over)));
        share::destroyed(&world.db, &analyst(), id, seq).await.unwrap();
        assert!(matches!(share::hand_over(&world.db, &analyst(), id, seq).await, Err(ShareError::Over)));
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_shares_once() {
    for world in worlds().await {
        let id = world.approved("twee keer", Variant::Municipal).await;
        assert_eq!(world.recipient(&analyst(), id).await, world.recipient(&analyst(), id).await);
        assert_eq!(share::share(&world.db, &analyst(), id, &recipient("f2")).await.unwrap(), 2);
        let scan = world.scan(&analyst(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        assert_eq!(crate::store::recipients::of_scan(&mut tx, &reads(&analyst()), &scan).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_card_cannot_be_used_before_two_partners_sign_and_says_what_is_wrong() {
    for world in worlds().await {
        let card = crate::card::Card { motivation: "anders".into(), ..testing::card(&[("L01", 2), ("L16", 1)]) };
        let id = sign_card::new_version(&world.db, &analyst(), &card).await.unwrap();
        assert_eq!(sign_card::new_version(&world.db, &colleague(), &card).await.unwrap(), id, "the same card is the same version");
        let scope = analyst().permit(Permission::OrderScans).unwrap();
        let mut tx = world.db.read().await.unwrap();
        let usable = cards::newest_usable(&mut tx, &scope, Variant::Municipal).await.unwrap().unwrap();
        assert_eq!(usable.id, world.card, "the signed version stays in use");
        let version = cards::lookup(&mut tx, &scope, id).await.unwrap().unwrap().card.version;
        assert_eq!(version, usable.card.version + 1);
        drop(tx);
        for twice in 0..2 {
            let enough = sign_card::sign(&world.db, &analyst(), id, "LTO", "regiovoorzitter").await.unwrap();
            assert!(!enough, "the same partner signs once, not {twice} more");
        }
        let alone = sign_card::sign(&world.db, &analyst(), id, "waterschap", "dijkgraaf").await;
        assert!(matches!(alone, Err(CardError::SignedBefore(partner)) if partner == "LTO"), "one person agrees for one partner");
        let unknown = sign_card::sign(&world.db, &colleague(), id, "Sinterklaas", "sint").await;
        assert!(matches!(unknown, Err(CardError::UnknownPartner(_))));
        assert!(sign_card::sign(&world.db, &colleague(), id, "waterschap", "dijkgraaf").await.unwrap());
        let faulty = testing::card(&[("L01", 12), ("L01", 1)]);
        let Err(CardError::Faults(faults)) = sign_card::new_version(&world.db, &analyst(), &faulty).await else { panic!() };
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(matches!(sign_card::sign(&world.db, &adviser(), id, "x", "y").await, Err(CardError::NotFound)));
    }
}
