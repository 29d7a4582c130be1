// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every address as nobody, and as somebody of another municipality.

use axum::http::{Method, StatusCode};
use erf_web::Access;
use erfzicht::website;

use crate::support::{Browser, delivery, offers, places, region_with};

/// Fills in the parts of an address.
fn filled(path: &str, place: &str, delivery: &str) -> String {
    let values = [("{code}", "9901"), ("{id}", if path.starts_with("/plaatsen") { place } else { delivery }), ("{delivery}", delivery)];
    let rest = [
        ("{place}", place),
        ("{kind}", "pand"),
        ("{linkage}", "00000000ff"),
        ("{a}", "0"),
        ("{b}", "1"),
        ("{groep}", "e000000000001"),
        ("{correction}", "1"),
        ("{seq}", "1"),
        ("{z}", "8"),
        ("{x}", "121"),
        ("{y}", "110"),
        ("{taal}", "en"),
        ("{bestand}", "niets.css"),
    ];
    values.into_iter().chain(rest).fold(path.to_owned(), |address, (name, value)| address.replace(name, value))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_anywhere_without_signing_in() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["gemeentegrenzen"]), dir.path()).await;
    let nobody = Browser::nobody(&region).await;
    let mut closed = 0;
    for route in website::routes().iter().filter(|route| route.access != Access::Public) {
        let address = filled(route.path, "erf-9901200000000001", "0000000001");
        let (status, headers, _) = match route.method {
            Method::GET => nobody.get(&address).await,
            _ => nobody.post(&address, "").await,
        };
        let sent_away = status.is_redirection() && headers["location"].to_str().unwrap().starts_with("/aanmelden");
        assert!(sent_away || status == StatusCode::UNAUTHORIZED, "{} {address}: {status}", route.method);
        closed += 1;
    }
    assert!(closed > 15, "only {closed} addresses were walked");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adviser_gets_not_found_for_every_place_and_row_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen", "handelsregister"]), dir.path()).await;
    let anna = Browser::of(&region, "Anna").await;
    let own = erf_places::first_municipality(&region.db).await.unwrap().unwrap();
    for place in places(&region.db, own.number(), false, 10).await {
        assert_eq!(anna.get(&format!("/plaatsen/{place}")).await.0, StatusCode::NOT_FOUND, "{place}");
    }
    for place in places(&region.db, own.number(), true, 3).await {
        assert_eq!(anna.get(&format!("/plaatsen/{place}")).await.0, StatusCode::OK, "{place}");
    }
    let register = delivery(&region.db, "handelsregister").await;
    for seq in elsewhere(&region.db, register.0, own.number()).await {
        for address in [format!("/rijen/{register}/{seq}"), format!("/koppelen/{register}/{seq}")] {
            assert_eq!(anna.get(&address).await.0, StatusCode::NOT_FOUND, "{address}");
        }
        let judged = anna.post(&format!("/koppelen/{register}/{seq}"), "oordeel=zelfde&soort=address&nummer=1").await.0;
        assert!(judged.is_client_error(), "{judged}");
    }
    assert_eq!(anna.get("/gebied/9999").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn buildings_addresses_and_parcels_tell_where_they_stand_in_their_file_to_who_may_see_their_place() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen", "percelen"]), dir.path()).await;
    let (anna, bilal) = (Browser::of(&region, "Anna").await, Browser::of(&region, "Bilal").await);
    let own = erf_places::first_municipality(&region.db).await.unwrap().unwrap();
    let parts = [("/objecten/pand/", "9999PND"), ("/objecten/adres/", "9999NUM"), ("/objecten/perceel/", ".gpkg")];
    let mut shown = [0; 3];
    for (here, expected) in [(true, StatusCode::OK), (false, StatusCode::NOT_FOUND)] {
        for place in places(&region.db, own.number(), here, 4).await {
            let page = String::from_utf8(bilal.get(&format!("/plaatsen/{place}")).await.2.to_vec()).unwrap();
            for address in page.split('"').filter(|part| part.starts_with("/objecten/")) {
                assert_eq!(anna.get(address).await.0, expected, "{address}");
                let told = String::from_utf8(bilal.get(address).await.2.to_vec()).unwrap();
                let kind = parts.iter().position(|(kind, _)| address.starts_with(kind)).unwrap();
                assert!(told.contains("SHA-256") && told.contains(parts[kind].1), "{address}");
                shown[kind] += 1;
            }
        }
    }
    assert!(shown.iter().all(|n| *n > 1), "{shown:?}");
    assert_eq!(bilal.get("/objecten/pand/1").await.0, StatusCode::NOT_FOUND);
    assert_eq!(bilal.get("/objecten/perceel/geen").await.0, StatusCode::NOT_FOUND);
    assert_eq!(bilal.get("/objecten/boom/9901100000100001").await.0, StatusCode::NOT_FOUND);
}

async fn elsewhere(db: &erf_store::Db, delivery: i64, own: u16) -> Vec<i64> {
    let mut tx = db.read().await.unwrap();
    erf_store::query("SELECT seq FROM link WHERE delivery = $1 AND municipality <> $2 ORDER BY seq LIMIT 10")
        .bind(delivery)
        .bind(own)
        .column(&mut tx)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_reaches_what_it_may_and_nothing_more() {
    let dir = tempfile::tempdir().unwrap();
    let region = region_with(&offers(&["bag", "gemeentegrenzen"]), dir.path()).await;
    let place = places(&region.db, 9901, true, 1).await.remove(0);
    let place = format!("/plaatsen/{place}");
    for (who, address, may) in [
        ("Bilal", place.as_str(), true),
        ("Carla", place.as_str(), false),
        ("Daan", place.as_str(), false),
        ("Els", place.as_str(), false),
        ("Daan", "/logboek", true),
        ("Anna", "/logboek", false),
        ("Carla", "/leveringen", true),
        ("Els", "/leveringen", false),
        ("Anna", "/leveringen/nieuw", false),
        ("Carla", "/leveringen/nieuw", true),
        ("Els", "/", true),
        ("Anna", "/koppelwerkbank", true),
        ("Anna", "/koppelwerkbank/nieuw", true),
        ("Bilal", "/koppelwerkbank/nieuw", true),
        ("Daan", "/koppelwerkbank", true),
        ("Daan", "/koppelwerkbank/nieuw", false),
        ("Carla", "/koppelwerkbank", false),
        ("Els", "/koppelwerkbank", false),
    ] {
        let status = Browser::of(&region, who).await.get(address).await.0;
        assert_eq!(status.is_success(), may, "{who} {address}: {status}");
    }
}
