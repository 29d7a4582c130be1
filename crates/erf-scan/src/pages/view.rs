// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small things that several pages of a scan show: its head, what stands on every list, names, dates and queries.

use erf_base::{Permission, Scope};
use erf_places::model::DeliveryId;
use erf_store::{StoreError, Tx};
use erf_web::{Caller, WebError};
use serde::Serialize;

pub use erf_accounts::People;
pub use erf_web::{Query, asked, page_of};

use crate::{
    evaluate::{self, Ending},
    indicator,
    life::{ScanId, State, day},
    store::{
        evaluation,
        scans::{self, Scan},
    },
    summary::Expected,
};

/// A day as ISO text, from a number such as 20261001.
pub fn iso(number: i64) -> Option<String> {
    day(number).map(|date| date.to_string())
}

/// The address of a scan.
pub fn scan_address(id: ScanId) -> String {
    format!("/scans/{id}")
}

/// The address of a place in a scan.
pub fn dossier_address(id: ScanId, place: &str) -> String {
    format!("/scans/{id}/plaatsen/{place}")
}

/// The address of a row.
pub fn row_address(delivery: i64, seq: i64) -> String {
    format!("/rijen/{}/{seq}", DeliveryId(delivery))
}

/// The address of a delivery.
pub fn delivery_address(delivery: i64) -> String {
    format!("/leveringen/{}", DeliveryId(delivery))
}

/// A page beside this one.
#[derive(Debug, Serialize)]
struct Tab {
    href: String,
    key: &'static str,
    here: bool,
}

/// What stands above every page of a scan.
#[derive(Debug, Serialize)]
pub struct Head {
    id: String,
    name: String,
    area: String,
    variant: String,
    date: Option<String>,
    state: String,
    capacity: i64,
    tabs: Vec<Tab>,
}

/// Pages of a scan that show places, with their address below the scan.
const TABS: [(&str, &str); 7] = [
    ("tab-scan", ""),
    ("tab-list", "/lijst"),
    ("tab-map", "/kaart"),
    ("tab-what-if", "/wat-als"),
    ("tab-compare", "/vergelijk"),
    ("tab-recipients", "/ontvangers"),
    ("tab-evaluation", "/evaluatie"),
];

impl Head {
    /// The head of a scan; `here` is the page that is shown. Who reads totals gets no other pages.
    pub fn of(caller: &Caller, scan: &Scan, here: &str) -> Self {
        let base = scan_address(scan.number());
        let may_list = caller.ctx.permit(Permission::ReadScans).is_ok();
        let tab = |(key, end): &(&'static str, &str)| Tab { href: format!("{base}{end}"), key, here: *key == here };
        Self {
            id: scan.number().to_string(),
            name: scan.name.clone(),
            area: scan.area_name.clone(),
            variant: scan.variant.clone(),
            date: iso(scan.date),
            state: scan.state.clone(),
            capacity: scan.capacity,
            tabs: if may_list { TABS.iter().map(tab).collect() } else { Vec::new() },
        }
    }
}

/// What stands on every list: for how many of a hundred visits nothing is to be expected, or why that is not known.
#[derive(Debug, Default, Serialize)]
pub struct Disclaimer {
    nothing: Option<u32>,
    low: u32,
    high: u32,
    n: u64,
    why: &'static str,
    /// So few visits found something that the figure tells of single places.
    #[serde(skip)]
    small: bool,
}

impl Disclaimer {
    /// For who reads totals only: a figure that rests on a few places is left out, as in the public report.
    pub fn without_small(self) -> Self {
        if self.small { Self { why: "small", ..Self::default() } } else { self }
    }

    /// From what earlier visits had found when the scan was made, together with its own visits within the scope.
    pub async fn of(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Self, StoreError> {
        let since = evaluate::base_rate(&evaluation::visits(tx, scope, scan).await?, Ending::Signal);
        let rate = match (scan.base_rate(), since) {
            (Some(before), Some(since)) => Some(before.and(since)),
            (before, since) => before.or(since),
        };
        let expected = Expected::of(rate, scan.random_share);
        let small = rate.is_some_and(|rate| (1..5).contains(&(rate.random.0 + rate.top.map_or(0, |top| top.0))));
        let Some((nothing, (low, high))) = expected.nothing.zip(expected.interval) else {
            return Ok(Self { why: "visits", ..Self::default() });
        };
        let whole = |value: f64| value.round().clamp(0.0, 100.0) as u32;
        Ok(Self { nothing: Some(whole(nothing)), low: whole(low), high: whole(high), n: expected.visits, why: "", small })
    }
}

/// A scan that this reader may know of.
pub async fn found(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Scan, WebError> {
    let id: ScanId = id.parse().map_err(|_| WebError::NotFound)?;
    scans::lookup(tx, scope, id).await?.ok_or(WebError::NotFound)
}

/// The name of an indicator; its code when it is no longer declared.
pub fn indicator_name(code: &str) -> String {
    indicator::find(code).map_or_else(|| code.to_owned(), |it| it.name.clone())
}

/// Whether the last day on which a scan may be used is over, or the scan itself.
pub fn is_over(scan: &Scan) -> bool {
    scan.state() == State::Expired
}

/// The first letter in lower case, for the middle of a sentence; capitals that belong together stay.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_middle_of_a_sentence_begins_small_unless_it_is_an_abbreviation() {
        assert_eq!(lower_first("Groot gebouw"), "groot gebouw");
        assert_eq!(lower_first("WOZ-gebruik"), "WOZ-gebruik");
    }
}
