// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{
    correct::{self, CorrectError},
    decide::{self, DecideError},
    life::{Choice, State, ToldBy, VisitOutcome},
    object,
    store::{
        decisions as said, dossier, end, evaluation,
        figures::{self, Disagreement},
    },
};

async fn dossier_of(world: &World, ctx: &Ctx, id: ScanId, place: &str) -> dossier::Dossier {
    let scan = world.scan(ctx, id).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    dossier::of_place(&mut tx, &reads(ctx), &scan, place).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_person_decides_with_a_reason_and_going_against_the_card_is_counted_per_indicator() {
    for world in worlds().await {
        let id = world.approved("besluiten", Variant::Municipal).await;
        let by = analyst();
        assert!(matches!(decide::decide(&world.db, &by, id, &yard(0), Choice::Not, " ", 0).await, Err(DecideError::NoReason)));
        decide::decide(&world.db, &by, id, &yard(0), Choice::Not, "verbouwing", 0).await.unwrap();
        decide::decide(&world.db, &by, id, &yard(1), Choice::Visit, "gaan kijken", 0).await.unwrap();
        decide::decide(&world.db, &by, id, &yard(12), Choice::Visit, "zelf gezien", 0).await.unwrap();
        decide::decide(&world.db, &by, id, &yard(2), Choice::MoreInformation, "eerst bellen", 0).await.unwrap();
        let scan = world.scan(&by, id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let counts = said::counts(&mut tx, &reads(&by), &scan).await.unwrap();
        let told: Vec<(&str, bool, i64)> = counts.iter().map(|count| (count.choice.as_str(), count.disagrees, count.n)).collect();
        assert_eq!(told, [("bezoeken", false, 1), ("bezoeken", true, 1), ("meer_informatie", false, 1), ("niet", true, 1)]);
        let against = figures::disagreements(&mut tx, &reads(&by)).await.unwrap();
        assert_eq!(against["L01"], Disagreement { decided: 2, against: 1 }, "yards 0 and 1 were proposed for it");
        assert_eq!(against["L02"], Disagreement { decided: 1, against: 1 }, "only yard 0 has it");
        let own = figures::disagreements(&mut tx, &reads(&adviser())).await.unwrap();
        assert_eq!(own["L01"], Disagreement { decided: 1, against: 1 }, "of the own municipality");
    }
}

#[tokio::test]
async fn a_decision_can_be_taken_back_and_the_one_before_it_holds_again() {
    for world in worlds().await {
        let id = world.approved("terug", Variant::Municipal).await;
        let by = adviser();
        decide::decide(&world.db, &by, id, &yard(0), Choice::Visit, "eerst", 0).await.unwrap();
        decide::decide(&world.db, &by, id, &yard(0), Choice::Not, "toch niet", 1).await.unwrap();
        decide::undo(&world.db, &by, id, &yard(0), 2).await.unwrap();
        decide::undo(&world.db, &by, id, &yard(0), 2).await.unwrap();
        let dossier = dossier_of(&world, &by, id, &yard(0)).await;
        assert_eq!(dossier.decision().map(|decision| decision.reason.as_str()), Some("eerst"));
        assert_eq!((dossier.decisions.len(), dossier.turn()), (2, 2), "nothing is forgotten");
        decide::undo(&world.db, &by, id, &yard(0), 1).await.unwrap();
        assert!(dossier_of(&world, &by, id, &yard(0)).await.decision().is_none());
    }
}

#[tokio::test]
async fn the_same_form_twice_decides_once_and_two_people_do_not_overwrite_each_other() {
    for world in worlds().await {
        let id = world.approved("dubbel", Variant::Municipal).await;
        for _ in 0..2 {
            decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Visit, "gaan", 0).await.unwrap();
        }
        assert_eq!(dossier_of(&world, &adviser(), id, &yard(0)).await.decisions.len(), 1);
        let late = decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Not, "nee", 0).await;
        assert!(matches!(late, Err(DecideError::Changed)), "{late:?}");
    }
}

#[tokio::test]
async fn nothing_is_decided_about_a_draft() {
    for world in worlds().await {
        let id = world.draft("concept", Variant::Municipal).await;
        let tried = decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Visit, "x", 0).await;
        assert!(matches!(tried, Err(DecideError::NotInUse(State::Draft))));
    }
}

#[tokio::test]
async fn an_objection_pauses_the_proposal_until_it_is_lifted_also_in_the_next_scan() {
    for world in worlds().await {
        let id = world.approved("bezwaar", Variant::Municipal).await;
        for _ in 0..2 {
            object::object(&world.db, &adviser(), id, &yard(0), "ik woon er zelf").await.unwrap();
        }
        let dossier = dossier_of(&world, &adviser(), id, &yard(0)).await;
        assert!(dossier.paused().is_some() && dossier.objections.len() == 1 && dossier.scored.proposed, "it stays visible");
        let visit = decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Visit, "toch", 0).await;
        assert!(matches!(visit, Err(DecideError::Paused)));
        let seq = world.recipient(&analyst(), id).await;
        let listed = async |id| {
            let handed = share::hand_over(&world.db, &analyst(), id, seq).await.unwrap();
            handed.places.iter().any(|place| place.place == yard(0))
        };
        assert!(!listed(id).await, "it leaves with no list");
        let next = world.approved("de volgende", Variant::Municipal).await;
        assert!(dossier_of(&world, &adviser(), next, &yard(0)).await.paused().is_some(), "a new scan is no way around it");
        object::lift(&world.db, &adviser(), id, &yard(0), "besproken en ingetrokken").await.unwrap();
        assert!(listed(id).await);
        let third = world.approved("daarna", Variant::Municipal).await;
        for id in [next, third] {
            assert!(dossier_of(&world, &adviser(), id, &yard(0)).await.paused().is_none(), "lifted once is lifted");
        }
        let dossier = dossier_of(&world, &adviser(), id, &yard(0)).await;
        assert_eq!(dossier.objections[0].lift_reason.as_deref(), Some("besproken en ingetrokken"));
        decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Visit, "nu wel", 0).await.unwrap();
    }
}

#[tokio::test]
async fn an_objection_outlives_its_scan_and_holds_for_a_place_without_points() {
    for world in worlds().await {
        let id = world.approved("bezwaar", Variant::Municipal).await;
        for place in [yard(0), yard(11)] {
            object::object(&world.db, &analyst(), id, &place, "ik woon er zelf").await.unwrap();
        }
        let visit = decide::decide(&world.db, &analyst(), id, &yard(11), Choice::Visit, "een tip", 0).await;
        assert!(matches!(visit, Err(DecideError::Paused)), "{visit:?}");
        let mut tx = world.db.begin().await.unwrap();
        end::bury(&mut tx, &analyst(), id, "termijn", "de termijn is voorbij").await.unwrap();
        tx.commit().await.unwrap();
        let next = world.approved("een jaar later", Variant::Municipal).await;
        for place in [yard(0), yard(11)] {
            let visit = decide::decide(&world.db, &analyst(), next, &place, Choice::Visit, "toch", 0).await;
            assert!(matches!(visit, Err(DecideError::Paused)), "{place}: {visit:?}");
        }
        let covenant = world.approved("convenant", Variant::Covenant).await;
        assert!(dossier_of(&world, &analyst(), covenant, &yard(0)).await.paused().is_none(), "noted in another variant");
    }
}

#[tokio::test]
async fn a_corrected_fact_does_not_count_in_a_next_scan_unless_it_proves_right() {
    for world in worlds().await {
        let id = world.approved("correctie", Variant::Municipal).await;
        let told = async |note| correct::correct(&world.db, &adviser(), id, &yard(0), "L01", note, ToldBy::Owner).await;
        assert!(matches!(told(" ").await, Err(CorrectError::NoNote)));
        let wrong = correct::correct(&world.db, &adviser(), id, &yard(0), "L09", "x", ToldBy::Owner).await;
        assert!(matches!(wrong, Err(CorrectError::NoSuchIndicator)), "not on the card");
        told("er woont iemand").await.unwrap();
        told("er woont iemand").await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let holding = corrections::holding(&mut tx, false).await.unwrap();
        assert_eq!(holding.len(), 1, "said twice is one correction");
        let (number, place, code) = holding[0].clone();
        assert_eq!((place, code.as_str()), (yard(0), "L01"));
        drop(tx);
        let other = ctx("ander", Role::SafetyAdviser, Some("9902"));
        assert!(matches!(correct::settle(&world.db, &other, number, true, "x").await, Err(CorrectError::NotFound)));
        correct::settle(&world.db, &adviser(), number, false, "nagekeken: leeg").await.unwrap();
        told("en er is een melding van").await.unwrap();
        told("de aansluiting is nieuw").await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let holding = corrections::holding(&mut tx, false).await.unwrap();
        drop(tx);
        assert_eq!(holding.len(), 2, "what an owner says besides is kept as well");
        for (number, ..) in &holding {
            correct::settle(&world.db, &adviser(), *number, false, "nagekeken").await.unwrap();
        }
        let again = correct::settle(&world.db, &adviser(), number, true, "toch").await;
        assert!(matches!(again, Err(CorrectError::Changed)));
        let mut tx = world.db.read().await.unwrap();
        assert!(corrections::holding(&mut tx, false).await.unwrap().is_empty(), "it counts again");
    }
}

#[tokio::test]
async fn where_nobody_is_to_go_no_recipient_is_sent_and_how_many_is_told() {
    for world in worlds().await {
        let id = world.approved("niet bezoeken", Variant::Municipal).await;
        let seq = world.recipient(&analyst(), id).await;
        let handed = async || share::hand_over(&world.db, &analyst(), id, seq).await.unwrap();
        let before = handed().await;
        assert_eq!((before.places[0].place.clone(), before.kept_back), (yard(0), said::KeptBack::default()));
        decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Not, "net geweest", 0).await.unwrap();
        decide::decide(&world.db, &analyst(), id, &yard(1), Choice::Visit, "gaan", 0).await.unwrap();
        decide::decide(&world.db, &analyst(), id, &yard(2), Choice::Not, "verbouwing", 0).await.unwrap();
        object::object(&world.db, &analyst(), id, &yard(2), "ik woon er zelf").await.unwrap();
        let after = handed().await;
        let gone: Vec<&str> =
            before.places.iter().map(|it| it.place.as_str()).filter(|place| !after.places.iter().any(|it| it.place == *place)).collect();
        assert_eq!((gone, after.kept_back), (vec![yard(0).as_str(), &yard(2)], said::KeptBack { objected: 1, decided_not: 1 }));
        decide::undo(&world.db, &adviser(), id, &yard(0), 1).await.unwrap();
        assert_eq!(handed().await.places[0].place, yard(0), "taken back is on the list again");
    }
}

#[tokio::test]
async fn a_visit_where_nobody_was_to_go_asks_for_another_decision_first() {
    for world in worlds().await {
        let id = world.approved("toch bezocht", Variant::Municipal).await;
        let visited = async || {
            let day = jiff::civil::date(2026, 10, 1);
            decide::visited(&world.db, &adviser(), id, &yard(0), VisitOutcome::Signal, day).await
        };
        decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Not, "net geweest", 0).await.unwrap();
        assert!(matches!(visited().await, Err(DecideError::DecidedNot)));
        assert_eq!(dossier_of(&world, &adviser(), id, &yard(0)).await.visit, None);
        decide::decide(&world.db, &adviser(), id, &yard(0), Choice::Visit, "de eigenaar vroeg erom", 1).await.unwrap();
        object::object(&world.db, &adviser(), id, &yard(0), "toch liever niet").await.unwrap();
        assert!(matches!(visited().await, Err(DecideError::Paused)), "an objection stops the visit as it stops the decision");
        object::lift(&world.db, &adviser(), id, &yard(0), "besproken en ingetrokken").await.unwrap();
        visited().await.unwrap();
    }
}

#[tokio::test]
async fn a_text_with_a_citizen_service_number_is_not_kept() {
    const NAMED: &str = "BSN 123456782 J. Jansen wil dit niet";
    for world in worlds().await {
        let (db, by, place) = (&world.db, adviser(), yard(0));
        let id = world.approved("bsn", Variant::Municipal).await;
        assert!(matches!(decide::decide(db, &by, id, &place, Choice::Not, NAMED, 0).await, Err(DecideError::Bsn)));
        assert!(matches!(correct::correct(db, &by, id, &place, "L01", NAMED, ToldBy::Owner).await, Err(CorrectError::Bsn)));
        assert!(matches!(object::object(db, &by, id, &place, NAMED).await, Err(object::ObjectError::Bsn)));
        let kept = dossier_of(&world, &by, id, &place).await;
        assert_eq!((kept.decisions.len(), kept.corrections.len(), kept.objections.len()), (0, 0, 0));
        correct::correct(db, &by, id, &place, "L01", "de schuur is verhuurd", ToldBy::Owner).await.unwrap();
        object::object(db, &by, id, &place, "liever niet").await.unwrap();
        let number = dossier_of(&world, &by, id, &place).await.corrections[0].id;
        assert!(matches!(correct::settle(db, &by, number, true, NAMED).await, Err(CorrectError::Bsn)));
        assert!(matches!(object::lift(db, &by, id, &place, NAMED).await, Err(object::ObjectError::Bsn)));
        let kept = dossier_of(&world, &by, id, &place).await;
        assert!(kept.corrections[0].accepted.is_none() && kept.paused().is_some(), "both still wait");
    }
}

#[tokio::test]
async fn visits_say_what_the_next_scan_may_expect() {
    for world in worlds().await {
        let id = world.approved("bezoeken", Variant::Municipal).await;
        let day = jiff::civil::date(2026, 10, 1);
        let ahead = decide::visited(&world.db, &adviser(), id, &yard(0), VisitOutcome::Nothing, jiff::civil::date(2026, 10, 2)).await;
        assert!(matches!(ahead, Err(DecideError::Date)));
        decide::visited(&world.db, &adviser(), id, &yard(0), VisitOutcome::Nothing, day).await.unwrap();
        decide::visited(&world.db, &adviser(), id, &yard(0), VisitOutcome::Signal, day).await.unwrap();
        decide::visited(&world.db, &analyst(), id, &yard(1), VisitOutcome::Advice, day).await.unwrap();
        let scan = world.scan(&analyst(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let outcomes = evaluation::outcomes(&mut tx, &reads(&analyst()), &scan).await.unwrap();
        let told: Vec<(bool, &str, i64)> = outcomes.iter().map(|one| (one.random, one.outcome.as_str(), one.n)).collect();
        assert_eq!(told, [(false, "advies", 1), (false, "signaal", 1)], "a later word replaces an earlier one");
        assert_eq!(evaluation::base_rate(&mut tx, Variant::Municipal).await.unwrap(), None, "nothing is known without random visits");
        assert_eq!(evaluation::visits(&mut tx, &reads(&adviser()), &scan).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_visits_of_one_variant_found_says_nothing_of_the_other() {
    for world in worlds().await {
        let id = world.approved("bezoeken", Variant::Municipal).await;
        let mut tx = world.db.begin().await.unwrap();
        for n in [1, 3] {
            query(
                "INSERT INTO visit_outcome (scan, place, municipality, outcome, visited, random, proposed, chance, actor, at) \
                 VALUES ($1, $2, 9902, 'advies', 20260930, $3, $3, 0.2, 'a', $4)",
            )
            .bind(id.0)
            .bind(yard(n))
            .bind(true)
            .bind(analyst().now())
            .run(&mut tx)
            .await
            .unwrap();
        }
        let own = evaluation::base_rate(&mut tx, Variant::Municipal).await.unwrap().unwrap();
        assert_eq!((own.random, own.seen.unwrap().only), ((0, 2), Some("9902".parse().unwrap())));
        assert_eq!(evaluation::base_rate(&mut tx, Variant::Covenant).await.unwrap(), None);
        tx.commit().await.unwrap();
        withdraw(&world.db, MUNICIPAL_DELIVERY).await;
        let mut tx = world.db.read().await.unwrap();
        let kept = evaluation::base_rate(&mut tx, Variant::Municipal).await.unwrap();
        assert_eq!(kept, Some(own), "visits of a scan that is over took place all the same");
    }
}
