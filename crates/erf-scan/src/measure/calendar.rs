// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Months back and months between, on days that are numbers (20261001).

use jiff::{ToSpan, civil::Date};

/// Mean length of a month in days, for ages with a fraction.
const DAYS_A_MONTH: f64 = 365.25 / 12.0;

/// A day as a date; a number that is no date is the first of January of nothing.
fn date(day: i64) -> Date {
    let part = |number: i64| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(day / 10_000).unwrap_or(1);
    Date::new(year, part(day / 100 % 100), part(day % 100)).unwrap_or(Date::ZERO)
}

fn number(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// The same day so many months earlier (the last of the month when that is shorter). That day itself still counts.
pub(super) fn months_before(day: i64, months: u32) -> i64 {
    number(date(day).saturating_sub(i64::from(months).months()))
}

/// The same day so many months later.
pub(super) fn months_after(day: i64, months: u32) -> i64 {
    number(date(day).saturating_add(i64::from(months).months()))
}

/// Months from one day to another, with a fraction; never negative.
pub(super) fn months_between(from: i64, to: i64) -> f64 {
    let days = (date(to) - date(from)).get_days();
    f64::from(days.max(0)) / DAYS_A_MONTH
}

/// Whole months from one day to another.
pub(super) fn whole_months(from: i64, to: i64) -> u32 {
    (0..=600).take_while(|months| months_after(from, months + 1) <= to).count() as u32
}

/// What is left of a fact: a half after each `half_life` months.
pub(super) fn decay(day: i64, today: i64, half_life: f64) -> f64 {
    0.5_f64.powf(months_between(day, today) / half_life)
}

/// Whole days from one day to another, either way.
pub(super) fn days_apart(one: i64, other: i64) -> i32 {
    (date(one) - date(other)).get_days().abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_back_keep_the_day_or_take_the_last_of_the_month() {
        assert_eq!(months_before(20_261_001, 60), 20_211_001);
        assert_eq!(months_before(20_260_331, 1), 20_260_228);
        assert_eq!(months_before(20_260_115, 12), 20_250_115);
        assert_eq!(months_after(20_240_229, 24), 20_260_228);
    }

    #[test]
    fn a_fact_halves_and_a_future_one_counts_whole() {
        assert!((decay(20_241_001, 20_261_001, 24.0) - 0.5).abs() < 0.001);
        assert!((decay(20_261_001, 20_261_001, 24.0) - 1.0).abs() < 1e-12);
        assert!((decay(20_270_101, 20_261_001, 24.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn whole_months_are_complete_months() {
        assert_eq!(whole_months(20_251_001, 20_261_001), 12);
        assert_eq!(whole_months(20_251_002, 20_261_001), 11);
        assert_eq!(whole_months(20_261_001, 20_261_001), 0);
        assert_eq!(days_apart(20_260_228, 20_260_301), 1);
    }
}
