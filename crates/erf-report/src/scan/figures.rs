// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How a figure is written, for whom.

use erf_base::Figure;

use super::{Maker, NamedFigure, Unit};
use crate::{
    disclosure::{Shown, is_small},
    nl,
    view::Cell,
};

/// What stands where a count may not.
pub(super) const SMALL: &str = "1–4";
/// What stands where a count would give another away.
pub(super) const WITHHELD: &str = "×";
/// What the two mean, below every table that has one of them.
pub(super) const EXPLAINED: &str = "1–4: een tot en met vier. ×: weggelaten, anders volgt een klein aantal uit de rest.";
/// What stands where a share may not.
pub(super) const NOT_SHOWN: &str = "niet getoond";

/// A value in its unit.
pub(super) fn write(value: f64, unit: Unit, n: u64) -> String {
    match unit {
        Unit::Share => nl::percent(value, nl::percent_digits(n)),
        Unit::Count => nl::decimal(value, 0),
        Unit::AtLeast => format!("ten minste {}", nl::decimal(value, 0)),
        Unit::SquareKilometres => format!("{}{}km²", nl::decimal(value, 1), nl::NBSP),
        Unit::Metres => format!("{}{}m", nl::decimal(value, 0), nl::NBSP),
        Unit::PerHundredVisits => nl::decimal(value, if value < 10.0 { 1 } else { 0 }),
    }
}

/// An interval in its unit, the unit written once. Ends of a count are rounded outward, wherever it is written.
pub(super) fn write_interval((low, high): (f64, f64), unit: Unit, n: u64) -> String {
    let (low, high) = if unit == Unit::Count { (low.floor(), high.ceil()) } else { (low, high) };
    let low = write(low, unit, n);
    let low = low.split(nl::NBSP).next().unwrap_or(&low);
    format!("{low}–{}", write(high, unit, n))
}

/// A count as it is shown.
pub(super) fn shown(count: Shown) -> String {
    match count {
        Shown::Exact(count) => nl::count(count),
        Shown::Small => SMALL.to_owned(),
        Shown::Withheld => WITHHELD.to_owned(),
    }
}

/// A share with its interval, such as `12 % (10–15)`.
pub(super) fn share_words(figure: &Figure) -> String {
    let Some(value) = figure.value else { return "onbekend".to_owned() };
    let text = write(value, Unit::Share, figure.n);
    let digits = nl::percent_digits(figure.n);
    let end = |share: f64| nl::decimal(share * 100.0, digits);
    figure.interval.map_or(text.clone(), |(low, high)| format!("{text} ({}–{})", end(low), end(high)))
}

/// A share as a dot on an axis that ends at `top`.
pub(super) fn share_cell(figure: &Figure, compare: Option<f64>, top: f64) -> Cell {
    let on_axis = |value: f64| (value / top).clamp(0.0, 1.0);
    Cell::Dot {
        at: figure.value.map(on_axis),
        low: figure.interval.map(|(low, _)| on_axis(low)),
        high: figure.interval.map(|(_, high)| on_axis(high)),
        compare: compare.map(on_axis),
        text: share_words(figure),
    }
}

/// The end of an axis that holds these shares.
pub(super) fn top_of(shares: &[Figure]) -> f64 {
    let largest = shares.iter().filter_map(|share| share.interval.map(|(_, high)| high).or(share.value)).fold(0.0, f64::max);
    [0.05, 0.1, 0.2, 0.4, 0.6, 0.8].into_iter().find(|top| *top >= largest).unwrap_or(1.0)
}

impl Maker<'_> {
    /// A count that stands alone.
    pub(super) fn count(self, count: u64) -> String {
        if self.is_public() { shown(Shown::alone(count)) } else { nl::count(count) }
    }

    /// The lower bound of a count of which parts were left empty: each of those is at least one. In public a small part counts as
    /// one, and so does a small whole: that there is something may be told, how little may not.
    pub(super) fn least(self, told: u64, empty: u64) -> u64 {
        let floor = |count: u64| if self.is_public() && is_small(count) { 1 } else { count };
        floor(floor(told) + empty)
    }

    /// A count of which parts may have been left empty.
    pub(super) fn count_or_more(self, told: u64, empty: u64) -> String {
        if empty == 0 { self.count(told) } else { write(self.least(told, empty) as f64, Unit::AtLeast, told) }
    }

    /// Whether the value of a figure rests on 1 to 4 things.
    pub(super) fn hides(self, named: &NamedFigure) -> bool {
        let value = named.figure.value.unwrap_or(0.0);
        self.is_public()
            && match named.unit {
                Unit::Count => is_small(value.round() as u64),
                Unit::Share => hides_share(&named.figure),
                Unit::PerHundredVisits => hides_share(&Figure { value: Some(value / 100.0), ..named.figure.clone() }),
                Unit::Metres => is_small(named.figure.n),
                // The size of an area says nothing about anybody; a lower bound is one that may be told.
                Unit::SquareKilometres | Unit::AtLeast => false,
            }
    }

    /// The value as printed.
    pub(super) fn value(self, named: &NamedFigure) -> String {
        match named.figure.value {
            None => "onbekend".to_owned(),
            Some(_) if self.hides(named) && named.unit == Unit::Count => SMALL.to_owned(),
            Some(_) if self.hides(named) => NOT_SHOWN.to_owned(),
            Some(value) if named.unit == Unit::AtLeast => {
                self.count_or_more(named.figure.n, (value.round() as u64).saturating_sub(named.figure.n))
            }
            Some(value) => write(value, named.unit, named.figure.n),
        }
    }

    /// The interval as printed; empty when there is none to show.
    pub(super) fn interval(self, named: &NamedFigure) -> String {
        let interval = named.figure.interval.filter(|_| !self.hides(named));
        interval.map_or(String::new(), |interval| write_interval(interval, named.unit, named.figure.n))
    }
}

/// Whether a share rests on 1 to 4 observations, or all but 1 to 4.
pub(super) fn hides_share(figure: &Figure) -> bool {
    let hits = (figure.value.unwrap_or(0.0) * figure.n as f64).round() as u64;
    is_small(hits) || is_small(figure.n.saturating_sub(hits)) || is_small(figure.n)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_unit_is_written_once_in_an_interval() {
        assert_eq!(write_interval((0.1, 0.15), Unit::Share, 200), "10–15\u{a0}%");
        assert_eq!(write_interval((1200.0, 3400.0), Unit::Count, 0), "1.200–3.400");
        assert_eq!(write_interval((22.6, 46.3), Unit::Count, 0), "22–47");
    }

    #[test]
    fn a_share_of_few_is_hidden_from_both_sides() {
        let share = |hits, n| Figure::share(hits, n, "", date(2026, 1, 1));
        assert!(hides_share(&share(3, 500)) && hides_share(&share(497, 500)) && hides_share(&share(0, 4)));
        assert!(!hides_share(&share(0, 500)) && !hides_share(&share(5, 500)) && !hides_share(&share(500, 500)));
    }
}
