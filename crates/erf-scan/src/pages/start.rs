// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What waits for a reader on the start page: a scan to approve, places to decide about, lists that must be destroyed.

use erf_base::Permission;
use erf_store::{StoreError, Tx};
use erf_web::Caller;
use jiff::ToSpan;

use super::{
    scan_list::waits,
    view::{dossier_address, scan_address},
};
use crate::{
    life::{ScanId, State, day_number},
    store::{
        aside::{self, Short},
        end::{self, Ending},
        scans::{self, Scan},
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
    let (mut first, mut then, mut open_places, mut ended) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for scan in scans::list(tx, &scope).await? {
        let base = scan_address(scan.number());
        let card = |key, icon, n, href| Waiting { key, icon, n, name: scan.name.clone(), href };
        let Short { open, late, .. } = short.get(&scan.id).copied().unwrap_or_default();
        match waits(caller, &scan, open) {
            "scan-waits-you-approve" => first.push(card("card-scan-approve", "clipboard-document-check", 1, format!("{base}#stap"))),
            "scan-waits-you-ask" => then.push(card("card-scan-ask", "clipboard-document-check", 1, format!("{base}#stap"))),
            "scan-waits-you-decide" => open_places.push(card("card-scan-decide", "map-pin", open, format!("{base}/lijst?besluit=open"))),
            _ => {}
        }
        if lately_taken_back(caller, &scan) {
            ended.push(card("card-scan-ended", "exclamation-triangle", 1, base.clone()));
        }
        if shares && late > 0 {
            first.push(card("card-scan-destroy", "clock", late, format!("{base}/ontvangers")));
        }
    }
    first.extend(then);
    first.extend(together(ended, "card-scan-ended-several"));
    first.extend(together(open_places, "card-scan-decide-several"));
    Ok(first)
}

/// How long the start page tells that a scan ended.
const TOLD_DAYS: i32 = 14;

/// A scan that ended because a delivery was taken back: whoever worked with it must hear of that.
fn lately_taken_back(caller: &Caller, scan: &Scan) -> bool {
    let recent = || scan.state_at.date().saturating_add(TOLD_DAYS.days()) >= caller.ctx.clock.today();
    scan.state() == State::Expired && scan.ended.as_deref() == Some("levering") && recent()
}

/// Somebody of the whole region has many scans that ask the same: one card, not one a scan.
fn together(each: Vec<Waiting>, key: &'static str) -> Vec<Waiting> {
    let Some(icon) = each.first().filter(|_| each.len() > 1).map(|it| it.icon) else { return each };
    let (n, name) = (each.iter().map(|it| it.n).sum(), each.len().to_string());
    vec![Waiting { key, icon, n, name, href: "/scans".to_owned() }]
}

/// What would be lost of scans with a delivery: keys of sentences with how many.
pub async fn lost(caller: &Caller, tx: &mut Tx, delivery: i64) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let Ok(scope) = caller.ctx.permit(Permission::ManageDeliveries) else { return Ok(Vec::new()) };
    let Ending { scans, decisions, visits, recipients } = end::ending(tx, &scope, delivery).await?;
    let all = [
        ("withdraw-lost-scans", scans),
        ("withdraw-lost-decisions", decisions),
        ("withdraw-lost-visits", visits),
        ("withdraw-lost-recipients", recipients),
    ];
    Ok(all.into_iter().filter(|(_, n)| *n > 0).collect())
}

/// The dossier of a place in the newest scan in use that lists it, for whoever may read it.
pub async fn dossier_of(caller: &Caller, tx: &mut Tx, place: &str) -> Result<Option<String>, StoreError> {
    let Ok(scope) = caller.ctx.permit(Permission::ReadScans) else { return Ok(None) };
    Ok(aside::newest_of(tx, &scope, place).await?.map(|id| dossier_address(ScanId(id), place)))
}
