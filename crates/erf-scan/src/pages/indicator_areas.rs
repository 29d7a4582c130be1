// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What an indicator of areas says of each area, as far as a reader may see it.

use std::cmp::Ordering;

use erf_base::Scope;
use erf_store::Tx;
use erf_web::WebError;
use jiff::civil::Date;
use serde::Serialize;

use super::{desk::Desk, view::iso};
use crate::{
    area_figures::AreaFigure,
    indicator::Indicator,
    life::day_number,
    measure::{REASONS, area_codes},
};

/// A line for each area: known ones first, the highest value above.
#[derive(Serialize)]
pub struct AreaTable {
    unit: String,
    /// Who said so, when it is the same for all; else each line says it.
    source: Option<(String, Option<String>)>,
    lines: Vec<AreaLine>,
    known: usize,
    /// Areas that are not shown because few objects or events would tell of one of them.
    small: usize,
}

#[derive(Serialize)]
struct AreaLine {
    name: String,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    n: Option<u64>,
    detail: String,
    small: bool,
    /// Key of the reason why it is not known.
    why: Option<String>,
    source: Option<String>,
    date: Option<String>,
}

/// The table of an indicator of areas; nothing for one of places.
pub async fn table(desk: &Desk, tx: &mut Tx, scope: &Scope, it: &Indicator, today: Date) -> Result<Option<AreaTable>, WebError> {
    if !area_codes().contains(&it.code.as_str()) {
        return Ok(None);
    }
    let all = desk.areas(tx, day_number(today)).await?;
    let own = all.iter().filter(|figure| figure.value.code == it.code && seen(scope, figure));
    let mut lines: Vec<AreaLine> = own.map(line).collect();
    lines.sort_by(order);
    let known = lines.iter().filter(|line| line.value.is_some()).count();
    let small = lines.iter().filter(|line| line.small).count();
    Ok(Some(AreaTable { unit: it.unit.clone(), source: said_once(&mut lines), lines, known, small }))
}

/// Takes the source out of the lines when all that have one have the same.
fn said_once(lines: &mut [AreaLine]) -> Option<(String, Option<String>)> {
    let mut all = lines.iter().filter_map(|line| Some((line.source.clone()?, line.date.clone())));
    let first = all.next()?;
    if all.any(|other| other != first) {
        return None;
    }
    lines.iter_mut().for_each(|line| (line.source, line.date) = (None, None));
    Some(first)
}

fn seen(scope: &Scope, figure: &AreaFigure) -> bool {
    scope.municipality().is_none_or(|own| figure.value.municipality == Some(own))
}

/// A small count leaves nothing but the name: no value, no interval, no words with numbers.
fn line(figure: &AreaFigure) -> AreaLine {
    let value = &figure.value;
    let small = value.value.is_some() && value.is_small();
    let shown = value.value.is_some() && !small;
    AreaLine {
        name: value.name.clone(),
        value: value.value.filter(|_| shown),
        interval: value.interval.filter(|_| shown),
        n: Some(value.n).filter(|_| shown),
        detail: if shown { value.detail.clone() } else { String::new() },
        small,
        why: value.unknown.as_deref().map(reason),
        source: figure.source.clone(),
        date: figure.date.and_then(iso),
    }
}

fn reason(key: &str) -> String {
    if REASONS.contains(&key) { key.to_owned() } else { "scan-unknown-other".to_owned() }
}

/// Highest first; then those not shown, then those not known, by name, so that the order tells nothing.
fn order(a: &AreaLine, b: &AreaLine) -> Ordering {
    let rank = |line: &AreaLine| (line.value.is_none(), !line.small);
    let values = b.value.zip(a.value).map_or(Ordering::Equal, |(b, a)| b.total_cmp(&a));
    let group = if a.value.is_some() && b.value.is_some() { Ordering::Equal } else { rank(a).cmp(&rank(b)) };
    group.then(values).then_with(|| a.name.cmp(&b.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::AreaValue;

    fn figure(name: &str, value: Option<f64>, n: u64, counted: Option<f64>) -> AreaFigure {
        let value = AreaValue {
            code: "G05".into(),
            area: "GM9901".into(),
            name: name.into(),
            municipality: "9901".parse().ok(),
            value,
            interval: Some((1.0, 2.0)),
            n,
            counted,
            detail: "3 vondsten bij 100 panden".into(),
            unknown: value.is_none().then(|| "scan-unknown-no-delivery".into()),
            rows: Vec::new(),
            ground: Vec::new(),
        };
        AreaFigure { value, source: Some("Politiecijfers (politie)".into()), date: Some(20_260_930) }
    }

    #[test]
    fn small_counts_are_not_shown_in_any_form() {
        for small in [figure("Dorp", Some(3.0), 100, Some(3.0)), figure("Dorp", Some(30.0), 9, None)] {
            let line = line(&small);
            assert_eq!((line.value, line.interval, line.n, line.detail.as_str(), line.small), (None, None, None, "", true));
        }
        assert_eq!(line(&figure("Dorp", Some(0.0), 100, Some(0.0))).value, Some(0.0), "none at all tells of nobody");
    }

    #[test]
    fn the_highest_comes_first_then_what_is_small_then_what_is_unknown() {
        let figures = [
            figure("Unknown", None, 0, None),
            figure("Low", Some(1.0), 50, Some(9.0)),
            figure("Small", Some(99.0), 50, Some(2.0)),
            figure("High", Some(7.0), 50, Some(9.0)),
        ];
        let mut lines: Vec<AreaLine> = figures.iter().map(line).collect();
        lines.sort_by(order);
        assert_eq!(lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["High", "Low", "Small", "Unknown"]);
    }
}
