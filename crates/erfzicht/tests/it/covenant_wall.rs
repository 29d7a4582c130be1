// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Without the covenant role no trace of covenant rows is met: every reply is the same with and without them.

use std::collections::{BTreeSet, VecDeque};

use erf_base::Compartment;
use erf_places::watch::Unwatched;
use erfzicht::demo_scans;

use crate::support::{Browser, assert_same_reply, offers, region_with};

/// More pages than this are not walked.
const MOST: usize = 250;

/// Every address that a page links to, as long as it is ours.
fn links(page: &str) -> Vec<String> {
    let page = page.replace("&#x2f;", "/").replace("&amp;", "&");
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = found.filter(|href| href.starts_with('/') && !href.starts_with("/middelen/") && !href.starts_with("/taal/"));
    ours.filter_map(|href| href.split('#').next()).map(str::to_owned).collect()
}

/// The page without the number that each form gets at random, so that a second click changes nothing.
fn without_chance(page: &[u8]) -> Vec<u8> {
    const NUMBER: &str = "name=\"formulier\" value=\"";
    let page = String::from_utf8_lossy(page);
    let mut parts = page.split(NUMBER);
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |page, part| page + NUMBER + part.split_once('"').map_or(part, |(_, rest)| rest)).into_bytes()
}

async fn check(who: &str) {
    let dir = tempfile::tempdir().unwrap();
    let everything = offers(&[]);
    let shared: Vec<_> = everything.iter().filter(|(offer, _)| offer.compartment != Compartment::Covenant).cloned().collect();
    assert!(shared.len() < everything.len(), "the region has covenant deliveries");
    let (with, without) = (region_with(&everything, dir.path()).await, region_with(&shared, dir.path()).await);
    let home = erf_places::first_municipality(&with.db).await.unwrap().unwrap();
    for region in [&with, &without] {
        demo_scans::round(region, home, &Unwatched).await.unwrap();
    }
    demo_scans::waiting(&with, &Unwatched).await.unwrap();
    let (one, other) = (Browser::of(&with, who).await, Browser::of(&without, who).await);
    let mut waiting: VecDeque<String> =
        ["/", "/scans", "/koppelwerkbank", "/leveringen", "/gebied", "/zoeken?q=weg", "/koppelen", "/partners"].map(String::from).into();
    waiting.extend((0..4).flat_map(|x| (0..4).map(move |y| format!("/kaart/tegels/8/{}/{}", 121 + x, 110 + y))));
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut walked = 0;
    while let Some(address) = waiting.pop_front() {
        let (left, right) = (one.get(&address).await, other.get(&address).await);
        assert_eq!(left.0, right.0, "{address}");
        assert_same_reply(&address, &without_chance(&left.2), &without_chance(&right.2));
        walked += 1;
        let page = String::from_utf8_lossy(&left.2).into_owned();
        waiting.extend(links(&page).into_iter().filter(|href| seen.len() < MOST && seen.insert(href.clone())).collect::<Vec<_>>());
    }
    assert!(walked > 20, "only {walked} pages were walked");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adviser_meets_no_covenant_row() {
    check("Anna").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_leader_meets_no_covenant_row() {
    check("Carla").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_steering_group_meets_no_covenant_row() {
    check("Els").await;
}
