// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is learned from a delivery is not worse than weights set by hand, and the same whichever way it came about.

use erf_places::evaluation;

use crate::support::{DATE, assert_same, dump, files, offers, region_with};

#[tokio::test(flavor = "multi_thread")]
async fn learned_weights_find_as_much_as_hand_set_ones_and_err_as_little() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&[]), dir.path()).await;
    let truth = std::fs::read_to_string(files().join("truth/links.csv")).unwrap();
    let mut tx = region.db.read().await.unwrap();
    let scores = evaluation::evaluate(&mut tx, DATE, &truth).await.unwrap();
    let (mut before_right, mut now_right, mut matched, mut wrong) = (0, 0, 0, 0);
    for (file, score) in &scores {
        let (before, now) = (&score.before, &score.now);
        let least = before.recall_place.interval.map_or(0.0, |(low, _)| low);
        assert!(now.recall_place.value.unwrap_or(1.0) >= least, "{file}: {:?} after {:?}", now.recall_place, before.recall_place);
        before_right += before.right_place;
        now_right += now.right_place;
        matched += now.matched;
        wrong += now.matched - now.right_place;
    }
    assert!(now_right + 10 >= before_right, "{now_right} after {before_right}");
    assert!(wrong * 100 < matched, "{wrong} of {matched} wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_comes_later_is_matched_as_if_it_came_with_all_others() {
    let dir = tempfile::tempdir().unwrap();
    let together = region_with(&offers(&[]), dir.path()).await;
    let (later, first): (Vec<_>, Vec<_>) = offers(&[]).into_iter().partition(|(offer, _)| offer.source == "milieuklachten");
    assert_eq!(later.len(), 1);
    let apart = region_with(&first, dir.path()).await;
    assert_eq!(erfzicht::import::take_in(&apart, &later, true).await.unwrap(), 0);
    assert_same(&dump(&together.db).await, &dump(&apart.db).await);
}
