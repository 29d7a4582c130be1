// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Long tables: which page, sorted by what, and the addresses of the other pages.

use form_urlencoded::{Serializer, parse};
use serde::Serialize;

/// Sent as part of an address; what is not there is empty.
pub type Query = std::collections::BTreeMap<String, String>;

/// A parameter of the address, or nothing.
pub fn asked<'q>(query: &'q Query, name: &str) -> &'q str {
    query.get(name).map_or("", |value| value.trim())
}

/// The page of a list that was asked for.
pub fn page_of(query: &Query) -> u64 {
    asked(query, "pagina").parse().unwrap_or(1)
}

/// The same address with one parameter of its query set, or removed.
pub fn with_parameter(address: &str, name: &str, value: Option<&str>) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut out = Serializer::new(String::new());
    for (key, old) in parse(query.as_bytes()).filter(|(key, _)| key != name) {
        out.append_pair(&key, &old);
    }
    if let Some(value) = value {
        out.append_pair(name, value);
    }
    let query = out.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// How a table is sorted. Only a column that the page offers is ever taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sorting {
    /// The column.
    pub by: String,
    /// Largest first.
    pub descending: bool,
}

impl Sorting {
    /// Reads `naam` or `-naam`; the first of `allowed` when nothing fits.
    pub fn parse(text: Option<&str>, allowed: &[&str]) -> Self {
        let fallback = allowed.first().copied().unwrap_or_default();
        let asked = text.unwrap_or(fallback);
        let (name, descending) = asked.strip_prefix('-').map_or((asked, false), |name| (name, true));
        match allowed.iter().any(|column| column.trim_start_matches('-') == name) {
            true => Self { by: name.to_owned(), descending },
            false => Self { by: fallback.trim_start_matches('-').to_owned(), descending: fallback.starts_with('-') },
        }
    }
}

/// Where a reader is in a long list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub page: u64,
    /// How many pages there are, at least 1.
    pub pages: u64,
    /// Rows a page.
    pub size: u64,
    /// Rows in all.
    pub total: u64,
    /// Number of the first row shown, 0 when there is none.
    pub from: u64,
    /// Number of the last row shown.
    pub to: u64,
    /// Pages to link to; a gap is `None`.
    pub numbers: Vec<Option<u64>>,
}

impl Pager {
    /// A place in a list of `total` rows; a page that does not exist becomes the nearest that does.
    pub fn new(page: u64, size: u64, total: u64) -> Self {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let from = if total == 0 { 0 } else { (page - 1) * size + 1 };
        Self { page, pages, size, total, from, to: (page * size).min(total), numbers: numbers(page, pages) }
    }

    /// How many rows come before this page.
    pub fn offset(&self) -> u64 {
        (self.page - 1) * self.size
    }
}

fn numbers(page: u64, pages: u64) -> Vec<Option<u64>> {
    let near = |n: u64| n == 1 || n == pages || n.abs_diff(page) <= 1;
    let mut out: Vec<Option<u64>> = Vec::new();
    let mut last = 0;
    for n in (1..=pages.min(2)).chain(page.saturating_sub(1).max(3)..=(page + 1).min(pages)).chain(pages.max(3)..=pages) {
        if !near(n) || n <= last {
            continue;
        }
        if n > last + 1 {
            out.push(None);
        }
        out.push(Some(n));
        last = n;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_replaced_and_removed() {
        assert_eq!(with_parameter("/a", "p", Some("1 2")), "/a?p=1+2");
        assert_eq!(with_parameter("/a?p=1&q=%26", "p", Some("2")), "/a?q=%26&p=2");
        assert_eq!(with_parameter("/a?p=1", "p", None), "/a");
    }

    #[test]
    fn only_offered_columns_sort() {
        let allowed = ["-datum", "naam"];
        assert_eq!(Sorting::parse(Some("naam"), &allowed), Sorting { by: "naam".into(), descending: false });
        assert_eq!(Sorting::parse(Some("1; drop"), &allowed), Sorting { by: "datum".into(), descending: true });
        assert_eq!(Sorting::parse(None, &allowed), Sorting { by: "datum".into(), descending: true });
    }

    #[test]
    fn a_pager_stays_within_the_list() {
        let pager = Pager::new(99, 50, 101);
        assert_eq!((pager.page, pager.pages, pager.from, pager.to), (3, 3, 101, 101));
        let nothing = Pager::new(1, 50, 0);
        assert_eq!((nothing.pages, nothing.from, nothing.to), (1, 0, 0));
    }

    #[test]
    fn a_pager_links_to_the_ends_and_the_neighbours() {
        let show = |page, pages| {
            Pager::new(page, 1, pages).numbers.iter().map(|n| n.map_or("…".into(), |n| n.to_string())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(show(1, 1), "1");
        assert_eq!(show(2, 3), "1 2 3");
        assert_eq!(show(5, 10), "1 … 4 5 6 … 10");
        assert_eq!(show(10, 10), "1 … 9 10");
    }
}
