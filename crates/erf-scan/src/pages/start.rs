// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What waits for a reader on the start page: a scan to approve, places to decide about, lists that must be destroyed.

use erf_base::Permission;
use erf_store::{StoreError, Tx};
use erf_web::Caller;

use super::{
    scan_list::waits,
    view::{dossier_address, scan_address},
};
use crate::{
    life::{ScanId, State, day_number},
    store::{
        aside::{self, Short},
        scans,
    },
};

/// One thing that waits: the key of a sentence with `n` and `naam`, and of its button with `-action` behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Key of the sentence.
    pub key: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// How many.
    pub n: i64,
    /// Name of the scan.
    pub name: String,
    /// Where the button leads.
    pub href: String,
}

/// Everything that waits for this reader in scans, what others wait for first.
pub async fn waiting(caller: &Caller, tx: &mut Tx) -> Result<Vec<Waiting>, StoreError> {
    let Ok(scope) = caller.ctx.permit(Permission::ReadScans) else { return Ok(Vec::new()) };
    let short = aside::in_short(tx, &scope, day_number(caller.ctx.clock.today())).await?;
    let shares = caller.ctx.permit(Permission::ShareScans).is_ok();
    let (mut first, mut then, mut open_places) = (Vec::new(), Vec::new(), Vec::new());
    for scan in scans::list(tx, &scope).await?.into_iter().filter(|scan| scan.state() != State::Expired) {
        let base = scan_address(scan.number());
        let card = |key, icon, n, href| Waiting { key, icon, n, name: scan.name.clone(), href };
        let Short { open, late, .. } = short.get(&scan.id).copied().unwrap_or_default();
        match waits(caller, &scan, open) {
            "scan-waits-you-approve" => first.push(card("card-scan-approve", "clipboard-document-check", 1, format!("{base}#stap"))),
            "scan-waits-you-ask" => then.push(card("card-scan-ask", "clipboard-document-check", 1, format!("{base}#stap"))),
            "scan-waits-you-decide" => open_places.push(card("card-scan-decide", "map-pin", open, format!("{base}/lijst?besluit=open"))),
            _ => {}
        }
        if shares && late > 0 {
            first.push(card("card-scan-destroy", "clock", late, format!("{base}/ontvangers")));
        }
    }
    first.extend(then);
    first.extend(together(open_places));
    Ok(first)
}

/// Somebody of the whole region has many scans with places to decide about: one card, not one a scan.
fn together(open: Vec<Waiting>) -> Vec<Waiting> {
    if open.len() < 2 {
        return open;
    }
    let (n, name) = (open.iter().map(|it| it.n).sum(), open.len().to_string());
    vec![Waiting { key: "card-scan-decide-several", icon: "map-pin", n, name, href: "/scans".to_owned() }]
}

/// The dossier of a place in the newest scan in use that lists it, for whoever may read it.
pub async fn dossier_of(caller: &Caller, tx: &mut Tx, place: &str) -> Result<Option<String>, StoreError> {
    let Ok(scope) = caller.ctx.permit(Permission::ReadScans) else { return Ok(None) };
    Ok(aside::newest_of(tx, &scope, place).await?.map(|id| dossier_address(ScanId(id), place)))
}
