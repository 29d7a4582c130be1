// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use std::sync::Arc;

use erf_base::Role;
use erf_linkage::{judge::Verdict, review};
use erf_places::{
    model::DeliveryId,
    watch::{Unwatched, Watch},
};

use crate::{
    end,
    judge_pair::{self, JudgeError},
    learn,
    model::{LinkageId, State},
    order::{self, OrderError},
    run_linkage, set_cut,
    store::{judgements, linkages, pairs, rows},
    testing::{World, analyst, asked, companies, ctx, reads, second},
};

const COMPANIES: usize = 240;

async fn made() -> (World, LinkageId) {
    let world = World::new().await;
    let id = world.linked(&analyst(), "dubbele bedrijven", &[&companies(COMPANIES)]).await;
    (world, id)
}

#[tokio::test]
async fn rows_that_stand_twice_come_into_one_group() {
    let (world, id) = made().await;
    let linkage = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!((linkage.state(), linkage.row_count), (State::Ready, 300));
    let facts = linkage.facts();
    assert_eq!(facts.preset, "company");
    assert!(facts.roles.iter().any(|role| role.column == "bedrijfsnaam" && role.role == "bedrijfsnaam"), "{:?}", facts.roles);
    assert!((230..=260).contains(&linkage.entities), "{} groups", linkage.entities);
}

#[tokio::test]
async fn the_same_tables_give_the_same_bytes() {
    let (world, id) = made().await;
    let again = world.linked(&second(), "nog eens", &[&companies(COMPANIES)]).await;
    let (one, other) = (world.linkage(&analyst(), id).await.unwrap(), world.linkage(&analyst(), again).await.unwrap());
    assert_ne!(one.id, other.id);
    assert_eq!((one.input_hash, one.result_hash, one.model), (other.input_hash, other.result_hash, other.model));
    assert_eq!(world.groups(id).await, world.groups(again).await);
}

#[tokio::test]
async fn a_linkage_that_was_made_is_not_made_again_by_asking_twice() {
    let (world, id) = made().await;
    run_linkage::run(&world.db, &analyst(), id, None, 1, Arc::new(Unwatched)).await.unwrap();
    assert_eq!(world.linkage(&analyst(), id).await.unwrap().version, 1);
}

#[tokio::test]
async fn a_linkage_that_fails_says_why_keeps_its_rows_and_can_be_tried_again() {
    let world = World::new().await;
    let side = crate::intake::read("bedrijven.csv", companies(80).into_bytes()).unwrap();
    let id = order::of_tables(&world.db, &analyst(), &asked("eerst mis"), vec![side]).await.unwrap();
    let headers = world.linkage(&analyst(), id).await.unwrap().headers;
    world.set_headers(id, r#"[["kapot"]]"#).await;
    let error = run_linkage::run(&world.db, &analyst(), id, None, 1, Arc::new(Unwatched)).await.unwrap_err();
    let failed = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!((failed.state(), failed.error), (State::Failed, Some(error.to_string())));
    world.set_headers(id, &headers).await;
    run_linkage::run(&world.db, &analyst(), id, None, 1, Arc::new(Unwatched)).await.unwrap();
    let made = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!((made.state(), made.error, made.row_count), (State::Ready, None, 100));
}

#[tokio::test]
async fn a_judgement_splits_a_group_and_taking_it_back_restores_every_group() {
    let (world, id) = made().await;
    let (pair, before) = (world.together(id).await, world.groups(id).await);
    let events = judge_pair::judge(world.maker(), &analyst(), id, pair, Verdict::NotSame, "andere eigenaar").await.unwrap();
    let split = world.groups(id).await;
    assert_ne!(split[pair.0 as usize], split[pair.1 as usize]);
    assert!(!events.is_empty());
    assert!(judge_pair::undo(world.maker(), &analyst(), id, pair).await.unwrap());
    assert_eq!(world.groups(id).await, before);
    assert!(!judge_pair::undo(world.maker(), &analyst(), id, pair).await.unwrap());
}

#[tokio::test]
async fn two_groups_are_merged_by_a_judgement_and_the_count_follows() {
    let (world, id) = made().await;
    let (pair, before) = (world.apart(id).await, world.groups(id).await);
    judge_pair::judge(world.maker(), &analyst(), id, (pair.1, pair.0), Verdict::Same, "").await.unwrap();
    let merged = world.groups(id).await;
    assert_eq!(merged[pair.0 as usize], merged[pair.1 as usize]);
    // A row may let go of a group that grew by what a person said, so groups are counted anew.
    let groups: std::collections::BTreeSet<_> = merged.iter().collect();
    assert_eq!(world.linkage(&analyst(), id).await.unwrap().entities, groups.len() as i64);
    judge_pair::undo(world.maker(), &analyst(), id, pair).await.unwrap();
    assert_eq!(world.groups(id).await, before);
}

#[tokio::test]
async fn people_who_contradict_each_other_decide_nothing() {
    let (world, id) = made().await;
    let (pair, before) = (world.together(id).await, world.groups(id).await);
    judge_pair::judge(world.maker(), &analyst(), id, pair, Verdict::NotSame, "").await.unwrap();
    judge_pair::judge(world.maker(), &second(), id, pair, Verdict::Same, "").await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let linkage = linkages::lookup(&mut tx, &reads(&analyst()), id).await.unwrap().unwrap();
    assert_eq!(judgements::of_pair(&mut tx, &linkage, pair.0, pair.1).await.unwrap().len(), 2);
    assert_eq!(pairs::count_second(&mut tx, &linkage, "bilal").await.unwrap(), 0);
    assert_eq!(pairs::count_second(&mut tx, &linkage, "carla").await.unwrap(), 1);
    drop(tx);
    // Unsure leaves it to the values, as before.
    assert_eq!(world.groups(id).await, before);
}

#[tokio::test]
async fn the_queue_asks_what_the_engine_would_ask_and_never_twice() {
    let (world, id) = made().await;
    let linkage = world.linkage(&analyst(), id).await.unwrap();
    let run = world.runs.of(&world.db, &linkage).await.unwrap();
    let engine = review::queue(&run.run, &Default::default(), 5);
    let mut asked = Vec::new();
    for _ in 0..5 {
        let mut tx = world.db.read().await.unwrap();
        let next = pairs::next(&mut tx, &linkage).await.unwrap().unwrap();
        drop(tx);
        asked.push(next.bits);
        judge_pair::judge(world.maker(), &analyst(), id, (next.a, next.b), Verdict::Unsure, "").await.unwrap();
    }
    assert_eq!(asked, engine.iter().map(|pair| pair.bits).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_stricter_cut_makes_more_groups_and_is_kept_with_its_reason() {
    let (world, id) = made().await;
    let (before, cut) = (world.groups(id).await, world.linkage(&analyst(), id).await.unwrap().cut);
    let count = world.linkage(&analyst(), id).await.unwrap().entities;
    set_cut::set(world.maker(), &analyst(), id, 40.0, "alleen wat vaststaat").await.unwrap();
    let strict = world.linkage(&analyst(), id).await.unwrap();
    assert!(strict.entities > count);
    let mut tx = world.db.read().await.unwrap();
    let told = linkages::events(&mut tx, &strict, 1).await.unwrap().remove(0);
    drop(tx);
    assert_eq!((told.cause.as_str(), told.reason.as_str(), told.bits), ("grens", "alleen wat vaststaat", Some(40.0)));
    set_cut::set(world.maker(), &analyst(), id, cut, "terug").await.unwrap();
    assert_eq!(world.groups(id).await, before);
}

#[tokio::test]
async fn what_is_restored_from_the_database_scores_as_the_run_did() {
    let (world, id) = made().await;
    let linkage = world.linkage(&analyst(), id).await.unwrap();
    let run = world.runs.of(&world.db, &linkage).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let kept = pairs::every(&mut tx, id).await.unwrap();
    drop(tx);
    assert!(kept.len() > 50);
    for pair in kept {
        let explained = erf_linkage::explain::explain(&run.run, run.row(pair.a).unwrap(), run.row(pair.b).unwrap());
        // Pairs are kept to a millionth of a bit, as they are printed.
        assert!((explained.total - pair.bits).abs() <= 5.1e-7, "{pair:?}: {}", explained.total);
    }
}

#[tokio::test]
async fn two_tables_are_linked_and_rows_of_one_are_not() {
    let world = World::new().await;
    let all = companies(COMPANIES);
    let (header, rows) = all.split_once('\n').unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    // The same names of rows on both sides: nobody promises that senders count differently.
    let side = |odd: usize| {
        let some = lines.iter().skip(odd).step_by(2).enumerate();
        some.fold(format!("{header}\n"), |text, (n, line)| text + &format!("r{n},{}\n", line.split_once(',').unwrap().1))
    };
    let id = world.linked(&analyst(), "twee lijsten", &[&side(0), &side(1)]).await;
    let linkage = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!(linkage.sides, 2);
    let mut tx = world.db.read().await.unwrap();
    let kept = pairs::every(&mut tx, id).await.unwrap();
    drop(tx);
    let rows = world.rows(id).await;
    assert!(!kept.is_empty());
    assert!(kept.iter().all(|pair| rows[pair.a as usize].side != rows[pair.b as usize].side));
    // A judgement about two rows of the same name on both sides is about those two only.
    let pair = kept[0];
    judge_pair::judge(world.maker(), &analyst(), id, (pair.a, pair.b), Verdict::NotSame, "").await.unwrap();
    let after = world.rows(id).await;
    assert_ne!(after[pair.a as usize].entity, after[pair.b as usize].entity);
    let moved = rows.iter().zip(&after).filter(|(old, new)| old.entity != new.entity).count();
    assert!((1..=2).contains(&moved), "{moved} rows moved");
}

#[tokio::test]
async fn who_works_for_one_municipality_meets_its_linkages_only() {
    let world = World::new().await;
    let (anna, other) = (ctx("anna", Role::SafetyAdviser, Some("9901")), ctx("otto", Role::SafetyAdviser, Some("9902")));
    let id = world.linked(&anna, "van Waterdam", &[&companies(80)]).await;
    assert!(world.linkage(&anna, id).await.is_some());
    assert!(world.linkage(&analyst(), id).await.is_some());
    assert!(world.linkage(&other, id).await.is_none());
    let refused = judge_pair::judge(world.maker(), &other, id, (0, 1), Verdict::Same, "").await;
    assert!(matches!(refused, Err(JudgeError::NotFound)));
    let mut tx = world.db.read().await.unwrap();
    assert!(linkages::list(&mut tx, &reads(&other)).await.unwrap().is_empty());
}

const REGISTER: [(&str, &str); 6] = [
    ("Loonbedrijf Jansen B.V.", "1"),
    ("Loonbedrijf Jansen", "1"),
    ("Camping Vos", "3"),
    ("Garage Smit", "5"),
    ("Garage Smit BV", "5"),
    ("Zuivel Blom", "9"),
];

#[tokio::test]
async fn covenant_deliveries_are_never_linked_here_whoever_asks() {
    let world = World::new().await;
    world.deliver(1, "gemeentelijk", 9901, &REGISTER).await;
    world.deliver(2, "convenant", 9901, &REGISTER).await;
    for who in [analyst(), ctx("anna", Role::SafetyAdviser, Some("9901"))] {
        let scope = who.permit(erf_base::Permission::LinkTables).unwrap();
        let mut tx = world.db.read().await.unwrap();
        let offered: Vec<i64> = rows::offered(&mut tx, &scope).await.unwrap().iter().map(|delivery| delivery.id).collect();
        drop(tx);
        assert_eq!(offered, [1]);
        let refused = order::of_deliveries(&world.db, &who, &asked("onder het convenant"), &[2]).await;
        assert!(matches!(refused, Err(OrderError::NoSuchDelivery)));
    }
    // Of another municipality nothing is there to link.
    let scope = ctx("otto", Role::SafetyAdviser, Some("9902")).permit(erf_base::Permission::LinkTables).unwrap();
    let mut tx = world.db.read().await.unwrap();
    assert!(rows::offered(&mut tx, &scope).await.unwrap().is_empty());
}

/// Somebody who judges while the program computes.
struct Judges(World, LinkageId);

impl Watch for Judges {
    fn phase(&self, name: &str) {
        if name == "linkage-compare" {
            let who = second();
            let judged = judge_pair::judge(self.0.maker(), &who, self.1, (0, 1), Verdict::NotSame, "");
            tokio::runtime::Handle::current().block_on(judged).unwrap();
        }
    }

    fn progress(&self, _: u64, _: u64) {}
}

#[tokio::test]
async fn what_somebody_says_while_the_program_computes_is_not_overwritten() {
    let (world, id) = made().await;
    let model = learn::forgotten(world.maker(), &analyst(), id).await.unwrap();
    let (db, before) = (world.db.clone(), world.linkage(&analyst(), id).await.unwrap());
    let ran = run_linkage::run(&db, &analyst(), id, Some(model), 1, Arc::new(Judges(world, id))).await;
    assert!(matches!(ran, Err(run_linkage::RunError::Meanwhile)), "{ran:?}");
    let mut tx = db.read().await.unwrap();
    assert_eq!(judgements::standing(&mut tx, id).await.unwrap().len(), 1);
    let now = linkages::lookup(&mut tx, &reads(&analyst()), id).await.unwrap().unwrap();
    assert_eq!((now.version, now.state()), (before.version, State::Ready));
}

/// Every table that holds something of a linkage but its own line.
const CONTENT: [&str; 6] = ["linkage_input", "linkage_row", "linkage_pair", "linkage_judgement", "linkage_event", "linkage_file"];

#[tokio::test]
async fn when_a_delivery_is_taken_back_its_linkages_are_over() {
    let world = World::new().await;
    world.deliver(1, "gemeentelijk", 9901, &REGISTER).await;
    let id = order::of_deliveries(&world.db, &analyst(), &asked("handelsregister"), &[1]).await.unwrap();
    run_linkage::run(&world.db, &analyst(), id, None, 1, Arc::new(Unwatched)).await.unwrap();
    let untouched = world.linked(&analyst(), "een tabel", &[&companies(60)]).await;
    judge_pair::judge(world.maker(), &analyst(), id, (0, 1), Verdict::Same, "").await.unwrap();
    let mut tx = world.db.begin().await.unwrap();
    end::deliveries_ended(&mut tx, &analyst(), &[DeliveryId(1)]).await.unwrap();
    tx.commit().await.unwrap();
    let over = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!(over.state(), State::Ended);
    assert!(over.model.is_empty() && over.facts.is_empty() && over.headers == "[]");
    assert!(world.rows(id).await.is_empty());
    assert_eq!(world.linkage(&analyst(), untouched).await.unwrap().state(), State::Ready);
    end::delete(&world.db, &analyst(), untouched).await.unwrap();
    for table in CONTENT {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn after_its_last_day_nothing_is_left() {
    let (world, id) = made().await;
    assert_eq!(end::daily(&world.db, &analyst()).await.unwrap(), 0);
    let mut tx = world.db.begin().await.unwrap();
    erf_store::query("UPDATE linkage SET retention_until = 20260930 WHERE id = $1").bind(id.0).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(end::daily(&world.db, &analyst()).await.unwrap(), 1);
    for table in CONTENT.into_iter().chain(["linkage"]) {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_linkage_cannot_outlive_its_delivery() {
    let world = World::new().await;
    world.deliver(1, "open", 9901, &REGISTER).await;
    let longer = order::Asked { until: jiff::civil::date(2028, 1, 1), ..asked("te lang") };
    let refused = order::of_deliveries(&world.db, &analyst(), &longer, &[1]).await;
    assert!(matches!(refused, Err(OrderError::OutlivesDelivery { until: 20_271_001, .. })));
}

#[tokio::test]
async fn two_hundred_judgements_teach_the_model_and_it_can_forget_them() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "leren", &[&companies(900)]).await;
    let linkage = world.linkage(&analyst(), id).await.unwrap();
    let run = world.runs.of(&world.db, &linkage).await.unwrap();
    let mut tx = world.db.begin().await.unwrap();
    let kept = pairs::every(&mut tx, id).await.unwrap();
    let told = kept.len().min(230);
    assert!(told > 210, "{told}");
    // Straight into the table: making the groups anew two hundred times teaches a test nothing.
    for (number, pair) in kept.iter().take(told).enumerate() {
        let verdict = if pair.bits > 4.0 && number % 17 != 0 { Verdict::Same } else { Verdict::NotSame };
        judgements::add(&mut tx, &analyst(), id, (pair.a, pair.b), verdict, "").await.unwrap();
    }
    tx.commit().await.unwrap();
    let judgements = learn::told(world.maker(), &linkage).await.unwrap();
    let (preview, count) = (learn::preview(&run, &judgements).unwrap(), told as u64);
    assert_eq!(preview.n, count);
    assert!(preview.after.brier <= preview.before.brier + 1e-6, "{preview:?}");
    let model = learn::learned(world.maker(), &analyst(), id).await.unwrap();
    run_linkage::run(&world.db, &analyst(), id, Some(model), 1, Arc::new(Unwatched)).await.unwrap();
    let learned = world.linkage(&analyst(), id).await.unwrap();
    assert_eq!((learned.facts().learned_from, learned.version), (count, 2));
    let first = learn::forgotten(world.maker(), &analyst(), id).await.unwrap();
    run_linkage::run(&world.db, &analyst(), id, Some(first), 1, Arc::new(Unwatched)).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    assert_eq!(pairs::every(&mut tx, id).await.unwrap(), kept);
}

#[tokio::test]
async fn fewer_judgements_teach_nothing() {
    let (world, id) = made().await;
    judge_pair::judge(world.maker(), &analyst(), id, (0, 1), Verdict::NotSame, "").await.unwrap();
    let refused = learn::learned(world.maker(), &analyst(), id).await;
    assert!(refused.unwrap_err().to_string().contains("er zijn 1 beoordeelde paren"));
}
