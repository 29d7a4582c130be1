// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages of this slice, one use case per file. Each reads with a scope, notes what was read, and shows it.

mod agreement;
mod area;
mod compare;
mod cut;
mod delivery;
mod delivery_acts;
mod delivery_list;
mod desk;
mod elsewhere;
mod in_short;
mod object;
mod pair;
mod partner_list;
mod place;
mod quality;
mod queues;
mod region;
mod review;
mod row;
mod search;
mod start;
mod tasks;
#[cfg(test)]
mod tests;
mod tiles;
mod upload;
mod view;
mod warm;

use erf_base::Permission;
use erf_web::{Access, Lang, Nav, NavPlace, Routes, Slice};

pub use desk::{Desk, around};
pub use elsewhere::{About, Card, Elsewhere, Found, Lost};
pub use warm::warm;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

const fn with(permission: Permission) -> Access {
    Access::Permit(permission)
}

/// The addresses of this slice, each with who may use it. [`around`] hands them what they share.
pub fn routes() -> Routes {
    use Permission::{
        JudgeMatches, ManageDeliveries, ReadDeliveries, ReadMatchQuality, ReadPartners, ReadPlaces, ReadProblems, ReadRegion, SetMatchCut,
    };
    Routes::new()
        .get("/", Access::SignedIn, start::show)
        .get("/gebied", with(ReadRegion), region::show)
        .get("/gebied/{code}", with(ReadPlaces), area::show)
        .get("/plaatsen/{id}", with(ReadPlaces), place::show)
        .get("/objecten/{kind}/{id}", with(ReadPlaces), object::show)
        .get("/rijen/{delivery}/{seq}", with(ReadPlaces), row::show)
        .get("/kaart/tegels/{z}/{x}/{y}", with(ReadRegion), tiles::show)
        .get("/leveringen", with(ReadDeliveries), delivery_list::show)
        .get("/leveringen/nieuw", with(ManageDeliveries), upload::ask)
        .upload("/leveringen/nieuw", with(ManageDeliveries), upload::MOST_BYTES, upload::take)
        .get("/leveringen/{id}", with(ReadDeliveries), delivery::show)
        .get("/leveringen/{id}/problemen", with(ReadProblems), delivery::problems)
        .get("/leveringen/{id}/rijen", with(ReadPlaces), delivery::rows)
        .post("/leveringen/{id}/vrijgeven", with(ManageDeliveries), delivery_acts::release)
        .get("/leveringen/{id}/intrekken", with(ManageDeliveries), delivery_acts::ask_withdraw)
        .post("/leveringen/{id}/intrekken", with(ManageDeliveries), delivery_acts::withdraw)
        .get("/koppelen", with(JudgeMatches), review::next)
        .get("/koppelen/overeenstemming", with(JudgeMatches), agreement::show)
        .get("/koppelen/kwaliteit", with(ReadMatchQuality), quality::show)
        .get("/koppelen/kwaliteit/{id}", with(ReadMatchQuality), quality::one)
        .get("/koppelen/drempel", with(ReadMatchQuality), cut::show)
        .post("/koppelen/drempel", with(SetMatchCut), cut::set)
        .get("/koppelen/{delivery}/{seq}", with(JudgeMatches), review::one)
        .post("/koppelen/{delivery}/{seq}", with(JudgeMatches), review::judge)
        .post("/koppelen/{delivery}/{seq}/ongedaan", with(JudgeMatches), review::undo)
        .get("/zoeken", Access::SignedIn, search::show)
        .get("/partners", with(ReadPartners), partner_list::show)
}

/// Templates, words and links of this slice.
pub fn slice() -> Slice {
    let area = |key, href, icon, permission, order| Nav { key, href, icon, access: permission, order, place: NavPlace::Area };
    Slice::new("places")
        .templates::<Templates>()
        .words(Lang::Nl, include_str!("../../text/nl.ftl"))
        .words(Lang::En, include_str!("../../text/en.ftl"))
        .nav(area("nav-start", "/", "home", with(Permission::ReadRegion), 10))
        .nav(area("nav-region", "/gebied", "map", with(Permission::ReadRegion), 20))
        .nav(area("nav-deliveries", "/leveringen", "inbox-arrow-down", with(Permission::ReadDeliveries), 30))
        .nav(area("nav-review", "/koppelen", "scale", with(Permission::JudgeMatches), 40))
        .nav(area("nav-partners", "/partners", "users", with(Permission::ReadPartners), 50))
}
