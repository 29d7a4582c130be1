// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::{
    decide,
    life::Choice,
    model::Band,
    store::{
        dossier, figures,
        places::{self, Decided, Filter, PlaceLine, Sort},
        scans::{Totals, band_code},
    },
};

type Fits = fn(&PlaceLine) -> bool;

/// Filters of every kind, each with what a line must be like.
fn filters() -> Vec<(Filter, Fits)> {
    let all = Filter::default;
    let code = |code: &str| Filter { code: Some(code.into()), ..all() };
    vec![
        (all(), |_| true),
        (Filter { municipality: Some("9902".parse().unwrap()), ..all() }, |line| line.municipality == Some("9902".parse().unwrap())),
        (Filter { band: Some(Band::A), ..all() }, |line| line.band == "A"),
        (Filter { band: Some(Band::C), ..all() }, |line| line.band == "C"),
        (Filter { kind: Some("unit".into()), ..all() }, |line| line.kind == "unit"),
        (Filter { proposed: true, ..all() }, |line| line.proposed),
        (Filter { random: true, ..all() }, |line| line.random),
        (code("L01"), |line| line.codes & 1 == 1),
        (Filter { kind: Some("erf".into()), ..code("L02") }, |line| line.codes >> 3 & 1 == 1),
        (code("L99"), |_| false),
        (Filter { text: Some("Achterweg 1".into()), ..all() }, |line| line.name.starts_with("Achterweg 1")),
        (Filter { decision: Some(Decided::Open), ..all() }, |line| line.proposed && line.decision.is_none()),
        (Filter { decision: Some(Decided::As(Choice::Not)), ..all() }, |line| line.decision.as_deref() == Some("niet")),
        (Filter { decision: Some(Decided::Paused), ..all() }, |line| line.paused),
        (Filter { neighbourhood: Some("BU1".into()), ..all() }, |_| false),
        (Filter { proposed: true, band: Some(Band::A), ..code("L15") }, |line| {
            line.proposed && line.band == "A" && line.codes >> 1 & 1 == 1
        }),
    ]
}

#[tokio::test]
async fn every_filter_shows_and_counts_what_it_says_in_every_order() {
    for world in worlds().await {
        let id = world.approved("lijst", Variant::Municipal).await;
        decide::decide(&world.db, &analyst(), id, &yard(0), Choice::Not, "nee", 0).await.unwrap();
        crate::object::object(&world.db, &analyst(), id, &yard(4), "bezwaar").await.unwrap();
        let scan = world.scan(&analyst(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        for scope in [reads(&analyst()), reads(&adviser())] {
            let card = cards::lookup(&mut tx, &scope, scan.card).await.unwrap().unwrap().card;
            let everything = places::list(&mut tx, &scope, &scan, &card, &Filter::default(), Sort::Order, (0, 100)).await.unwrap();
            for (filter, fits) in filters() {
                let wanted: Vec<i64> = everything.iter().filter(|line| fits(line)).map(|line| line.ordinal).collect();
                let shown = places::list(&mut tx, &scope, &scan, &card, &filter, Sort::Order, (0, 100)).await.unwrap();
                assert_eq!(shown.iter().map(|line| line.ordinal).collect::<Vec<_>>(), wanted, "{filter:?}");
                assert_eq!(places::count(&mut tx, &scope, &scan, &card, &filter).await.unwrap(), wanted.len() as i64, "{filter:?}");
                let mut paged = Vec::new();
                for part in 0..4 {
                    paged.extend(places::list(&mut tx, &scope, &scan, &card, &filter, Sort::NameReversed, (part * 3, 3)).await.unwrap());
                }
                let mut names: Vec<String> = shown.into_iter().map(|line| line.name).collect();
                names.sort_by(|a, b| b.cmp(a));
                assert_eq!(paged.into_iter().map(|line| line.name).collect::<Vec<_>>(), names[..names.len().min(12)], "{filter:?}");
            }
        }
    }
}

#[tokio::test]
async fn reasons_sum_to_points_on_every_line_and_totals_add_up() {
    for world in worlds().await {
        let id = world.approved("sommen", Variant::Municipal).await;
        let scan = world.scan(&analyst(), id).await.unwrap();
        let scope = reads(&analyst());
        let mut tx = world.db.read().await.unwrap();
        let card = cards::lookup(&mut tx, &scope, scan.card).await.unwrap().unwrap().card;
        let lines = places::list(&mut tx, &scope, &scan, &card, &Filter::default(), Sort::Order, (0, 100)).await.unwrap();
        assert!(lines.iter().all(|line| line.reasons(&card).iter().map(|(_, points)| i64::from(*points)).sum::<i64>() == line.points));
        let chips = figures::chips(&mut tx, &scope, &scan).await.unwrap();
        let counts = scans::counts(&mut tx, &scope, &scan).await.unwrap();
        let summary = scans::totals_of_area(&mut tx, &scope, &scan).await.unwrap().unwrap();
        assert_eq!((counts.totals.places, counts.listed, counts.totals.proposed), (14, 10, 3));
        assert_eq!(counts.totals.bands.values().sum::<i64>(), 14);
        for (band, places) in &summary.per_band {
            assert_eq!(counts.totals.bands.get(band).copied().unwrap_or_default(), i64::from(*places), "band {}", band_code(*band));
        }
        assert_eq!(
            (chips.open, scans::counts_of_code(&mut tx, &scope, &scan, "L01").await.unwrap().iter().map(|count| count.places).sum()),
            (3, 5)
        );
        assert_eq!(Totals::of(&[]), Totals::default());
    }
}

#[tokio::test]
async fn a_place_without_points_has_a_dossier_that_says_what_is_not_known() {
    for world in worlds().await {
        let id = world.approved("leeg", Variant::Municipal).await;
        let scan = world.scan(&analyst(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let dossier = dossier::of_place(&mut tx, &reads(&analyst()), &scan, &yard(11)).await.unwrap().unwrap();
        assert_eq!((dossier.scored.points, dossier.scored.band, dossier.ordinal), (0, Band::D, None));
        assert_eq!(dossier.scored.unknown, [("L15".to_owned(), "scan-unknown-no-delivery".to_owned())]);
        assert!(dossier::of_place(&mut tx, &reads(&analyst()), &scan, "erf-999999").await.unwrap().is_none());
        let whole = dossier::whole(&mut tx, &reads(&analyst()), &scan).await.unwrap();
        assert_eq!(whole.len(), 14, "listed and packed together are all");
    }
}

#[tokio::test]
async fn neighbours_in_the_order_are_those_one_may_see() {
    for world in worlds().await {
        let id = world.approved("buren", Variant::Municipal).await;
        let scan = world.scan(&adviser(), id).await.unwrap();
        let mut tx = world.db.read().await.unwrap();
        let dossier = dossier::of_place(&mut tx, &reads(&adviser()), &scan, &yard(2)).await.unwrap().unwrap();
        let (before, after) = dossier.around;
        assert_eq!(before.unwrap().place, yard(0));
        assert_eq!(after.unwrap().place, yard(4));
    }
}
