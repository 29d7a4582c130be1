// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages of this slice, one use case per file. Each reads with a scope, notes what was read, and shows it.

mod agreement;
mod files;
mod groups;
mod learned;
mod linkage;
mod list;
mod new;
mod pair;
mod quality;
mod question;
#[cfg(test)]
mod tests;
mod threshold;
mod view;

use std::sync::Arc;

use axum::{Extension, Router};
use erf_base::Permission;
use erf_web::{Access, Lang, Nav, NavPlace, Routes, Slice};

use crate::tasks::Desk;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

const fn with(permission: Permission) -> Access {
    Access::Permit(permission)
}

/// Hands the routes what they share.
pub fn around(router: Router, desk: Arc<Desk>) -> Router {
    router.layer(Extension(desk))
}

/// The addresses of this slice, each with who may use it. [`around`] hands them what they share.
pub fn routes() -> Routes {
    use Permission::{JudgeMatches, LinkTables, ReadLinkages};
    Routes::new()
        .get("/koppelwerkbank", with(ReadLinkages), list::show)
        .get("/koppelwerkbank/nieuw", with(LinkTables), new::ask)
        .upload("/koppelwerkbank/nieuw", with(LinkTables), new::MOST_BYTES, new::take)
        .get("/koppelwerkbank/{linkage}", with(ReadLinkages), linkage::show)
        .post("/koppelwerkbank/{linkage}/opnieuw", with(LinkTables), linkage::again)
        .post("/koppelwerkbank/{linkage}/verwijderen", with(LinkTables), linkage::delete)
        .get("/koppelwerkbank/{linkage}/bestand/{bestand}", with(ReadLinkages), files::show)
        .get("/koppelwerkbank/{linkage}/vragen", with(JudgeMatches), question::next)
        .get("/koppelwerkbank/{linkage}/paren/{a}/{b}", with(ReadLinkages), question::one)
        .post("/koppelwerkbank/{linkage}/paren/{a}/{b}", with(JudgeMatches), question::judge)
        .post("/koppelwerkbank/{linkage}/paren/{a}/{b}/ongedaan", with(JudgeMatches), question::undo)
        .get("/koppelwerkbank/{linkage}/groepen", with(ReadLinkages), groups::list)
        .get("/koppelwerkbank/{linkage}/groepen/{groep}", with(ReadLinkages), groups::show)
        .post("/koppelwerkbank/{linkage}/groepen/{groep}/samenvoegen", with(JudgeMatches), groups::merge)
        .get("/koppelwerkbank/{linkage}/rijen/{seq}", with(ReadLinkages), groups::of_row)
        .get("/koppelwerkbank/{linkage}/grens", with(ReadLinkages), threshold::show)
        .post("/koppelwerkbank/{linkage}/grens", with(LinkTables), threshold::set)
        .get("/koppelwerkbank/{linkage}/overeenstemming", with(ReadLinkages), agreement::show)
        .get("/koppelwerkbank/{linkage}/kwaliteit", with(ReadLinkages), quality::show)
        .post("/koppelwerkbank/{linkage}/leren", with(LinkTables), learned::learn)
        .post("/koppelwerkbank/{linkage}/vergeten", with(LinkTables), learned::forget)
}

/// Templates, words and links of this slice.
pub fn slice() -> Slice {
    let access = with(Permission::ReadLinkages);
    let nav = Nav { key: "nav-workbench", href: "/koppelwerkbank", icon: "table-cells", access, order: 45, place: NavPlace::Area };
    Slice::new("workbench")
        .templates::<Templates>()
        .words(Lang::Nl, include_str!("../../text/nl.ftl"))
        .words(Lang::En, include_str!("../../text/en.ftl"))
        .nav(nav)
}
