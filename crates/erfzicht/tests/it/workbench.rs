// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The workbench on the demo region: filled, walked by those who may, and empty when a delivery is taken back.

use axum::http::StatusCode;
use erf_places::watch::Unwatched;
use erfzicht::demo_linkages;

use crate::support::{Browser, delivery, offers, region_with};

/// Addresses of linkages on the list.
async fn linkages(browser: &Browser) -> Vec<String> {
    let page = String::from_utf8(browser.get("/koppelwerkbank").await.2).unwrap().replace("&#x2f;", "/");
    let hrefs = page.split("href=\"/koppelwerkbank/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let mut found: Vec<String> = hrefs.filter(|id| id.len() == 10).map(|id| format!("/koppelwerkbank/{id}")).collect();
    found.dedup();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_a_workbench_that_two_people_used() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen", "handelsregister", "vergunningen"]), dir.path()).await;
    demo_linkages::fill(&region).await.unwrap();
    let (anna, bilal, daan) = (Browser::of(&region, "Anna").await, Browser::of(&region, "Bilal").await, Browser::of(&region, "Daan").await);
    let all = linkages(&anna).await;
    assert_eq!(all.len(), 2, "{all:?}");
    for browser in [&anna, &bilal, &daan] {
        for linkage in &all {
            for end in ["", "/groepen", "/grens", "/overeenstemming", "/kwaliteit", "/bestand/pairs.csv", "/bestand/report.html"] {
                assert_eq!(browser.get(&format!("{linkage}{end}")).await.0, StatusCode::OK, "{linkage}{end}");
            }
        }
    }
    let mut kappa = 0;
    for linkage in &all {
        let page = String::from_utf8(bilal.get(&format!("{linkage}/overeenstemming")).await.2).unwrap();
        kappa += usize::from(page.contains("Kappa van Cohen"));
    }
    assert_eq!(kappa, 1);
    let register = delivery(&region.db, "handelsregister").await;
    erf_places::steps::withdraw(&region.db, &region.ctx, register, "toets", &Unwatched).await.unwrap();
    for linkage in &all {
        let page = String::from_utf8(anna.get(linkage).await.2).unwrap();
        assert!(page.contains("Deze koppelproef is vervallen"), "{page}");
        assert_eq!(anna.get(&format!("{linkage}/groepen")).await.0, StatusCode::NOT_FOUND);
    }
}
