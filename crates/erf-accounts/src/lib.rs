// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod choose_purpose;
mod create_account;
mod demo_accounts;
mod model;
mod passphrase;
mod people;
mod read_audit;
mod renew_password;
mod sign_in;
mod sign_out;
mod store;

use erf_base::Permission;
use erf_store::Migration;
use erf_web::{Access, Lang, Nav, NavPlace, Routes, Slice};

pub use create_account::{AccountError, Created, create_account};
pub use demo_accounts::create_demo_accounts;
pub use model::{Account, purposes};
pub use people::People;
pub use renew_password::{renew_password, retire_account, set_password};
pub use store::list as list_accounts;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

/// The tables of this crate.
pub fn migrations() -> &'static [Migration] {
    const ACCOUNTS: Migration = Migration { name: "accounts/0001-accounts", sql: include_str!("../migrations/0001-accounts.sql") };
    &[ACCOUNTS]
}

/// Templates, words and links.
pub fn slice() -> Slice {
    let audit = Nav {
        key: "nav-audit",
        href: "/logboek",
        icon: "shield-check",
        access: Access::Permit(Permission::ReadAudit),
        order: 90,
        place: NavPlace::Area,
    };
    Slice::new("accounts")
        .templates::<Templates>()
        .words(Lang::Nl, include_str!("../text/nl.ftl"))
        .words(Lang::En, include_str!("../text/en.ftl"))
        .nav(audit)
}

/// The addresses and who may use them.
pub fn routes() -> Routes {
    Routes::new()
        .get("/aanmelden", Access::Public, sign_in::show)
        .post("/aanmelden", Access::Public, sign_in::sign_in)
        .post("/aanmelden/demo", Access::Public, sign_in::sign_in_demo)
        .get("/aanmelden/doel", Access::SignedIn, choose_purpose::show)
        .post("/afmelden", Access::Public, sign_out::sign_out)
        .get("/logboek", Access::Permit(Permission::ReadAudit), read_audit::show)
        .get("/logboek/controle", Access::Permit(Permission::ReadAudit), read_audit::verify)
}
