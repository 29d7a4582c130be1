// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages of this slice, one use case per file. Each reads with a scope, notes what was read, and shows it.

mod acts;
mod algorithm;
mod card_page;
mod comparison;
mod desk;
mod dossier;
mod dossier_acts;
mod dossier_people;
mod dossier_view;
mod evaluation;
mod files;
mod filters;
mod indicator_areas;
mod indicator_list;
mod indicator_page;
mod list;
mod map;
mod recipients;
mod scan_list;
mod scan_page;
mod shares;
mod signs;
mod start;
#[cfg(test)]
mod tests;
mod view;
mod what_if;
mod wizard;
mod wizard_area;

use erf_base::Permission;
use erf_web::{Access, Lang, Nav, NavPlace, Routes, Slice};

pub use desk::{Desk, around};
pub use start::{Waiting, dossier_of, lost, waiting};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

const fn with(permission: Permission) -> Access {
    Access::Permit(permission)
}

/// The addresses of this slice, each with who may use it. [`around`] hands them what they share.
pub fn routes() -> Routes {
    scan_routes().and(place_routes()).and(agreement_routes())
}

fn scan_routes() -> Routes {
    use Permission::{ApproveScans, OrderScans, ReadScanTotals, ReadScans, ShareScans};
    Routes::new()
        .get("/scans", with(ReadScanTotals), scan_list::show)
        .get("/scans/nieuw", with(OrderScans), wizard::ask)
        .upload("/scans/nieuw", with(OrderScans), wizard_area::MOST_BYTES, wizard::take)
        .post("/scans/nieuw/terug", with(OrderScans), wizard::back)
        .post("/scans/nieuw/bevestig", with(OrderScans), wizard::confirm)
        .get("/scans/{id}", with(ReadScanTotals), scan_page::show)
        .post("/scans/{id}/toets", with(OrderScans), acts::ask)
        .post("/scans/{id}/vaststellen", with(ApproveScans), acts::approve)
        .post("/scans/{id}/opnieuw", with(ReadScans), acts::rerun)
        .get("/scans/{id}/lijst", with(ReadScans), list::show)
        .get("/scans/{id}/kaart", with(ReadScans), list::show_map)
        .get("/scans/{id}/tegels/{z}/{x}/{y}", with(ReadScans), map::tile)
        .get("/scans/{id}/wat-als", with(ReadScans), what_if::show)
        .get("/scans/{id}/vergelijk", with(ReadScans), comparison::show)
        .get("/scans/{id}/ontvangers", with(ReadScans), recipients::show)
        .post("/scans/{id}/ontvangers", with(ShareScans), recipients::add)
        .get("/scans/{id}/ontvangers/{seq}/bestand", with(ShareScans), files::list)
        .post("/scans/{id}/ontvangers/{seq}/vernietigd", with(ShareScans), recipients::destroyed)
        .get("/scans/{id}/evaluatie", with(ReadScans), evaluation::show)
        .get("/scans/{id}/rapport.pdf", with(ReadScanTotals), files::report)
}

fn place_routes() -> Routes {
    use Permission::{DecidePlaces, ReadScans, ShareScans};
    Routes::new()
        .get("/scans/{id}/plaatsen/{place}", with(ReadScans), dossier::show)
        .get("/scans/{id}/plaatsen/{place}/brief.pdf", with(ShareScans), files::letter)
        .post("/scans/{id}/plaatsen/{place}/besluit", with(DecidePlaces), dossier_acts::decide)
        .post("/scans/{id}/plaatsen/{place}/besluit/ongedaan", with(DecidePlaces), dossier_acts::undo)
        .post("/scans/{id}/plaatsen/{place}/bezoek", with(DecidePlaces), dossier_acts::visited)
        .post("/scans/{id}/plaatsen/{place}/correctie", with(DecidePlaces), dossier_acts::correct)
        .post("/scans/{id}/plaatsen/{place}/correctie/{correction}", with(DecidePlaces), dossier_acts::settle)
        .post("/scans/{id}/plaatsen/{place}/bezwaar", with(DecidePlaces), dossier_acts::object)
        .post("/scans/{id}/plaatsen/{place}/bezwaar/af", with(DecidePlaces), dossier_acts::lift)
}

fn agreement_routes() -> Routes {
    use Permission::{OrderScans, ReadIndicators, SignCards};
    Routes::new()
        .get("/indicatoren", with(ReadIndicators), indicator_list::show)
        .get("/indicatoren/{code}", with(ReadIndicators), indicator_page::show)
        .get("/rekenkaart", with(ReadIndicators), card_page::show)
        .post("/rekenkaart", with(OrderScans), card_page::new_version)
        .post("/rekenkaart/tekenen", with(SignCards), card_page::sign)
        .get("/rekenkaart/algoritme", with(ReadIndicators), algorithm::show)
        .get("/rekenkaart/algoritme.json", with(ReadIndicators), algorithm::json)
        .get("/rekenkaart/algoritme.pdf", with(ReadIndicators), algorithm::pdf)
}

/// Templates, words and links of this slice.
pub fn slice() -> Slice {
    let area = |key, href, icon, permission, order| Nav { key, href, icon, access: with(permission), order, place: NavPlace::Area };
    Slice::new("scan")
        .templates::<Templates>()
        .words(Lang::Nl, include_str!("../../text/nl.ftl"))
        .words(Lang::En, include_str!("../../text/en.ftl"))
        .nav(area("nav-scans", "/scans", "clipboard-document-check", Permission::ReadScanTotals, 25))
        .nav(area("nav-indicators", "/indicatoren", "list-bullet", Permission::ReadIndicators, 60))
        .nav(area("nav-card", "/rekenkaart", "adjustments-horizontal", Permission::ReadIndicators, 61))
}
