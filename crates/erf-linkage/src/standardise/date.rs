// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Dates in many orders, with parts that nobody knew.

use super::{Record, Rule, Silent, Steps};

/// In which order a column writes day and month when both could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Day first, as in most of the world.
    #[default]
    DayFirst,
    /// Month first, as in the United States.
    MonthFirst,
}

/// A date of which parts may be unknown; an unknown part is 0. Four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date {
    /// Year, 0 when unknown.
    pub year: u16,
    /// Month, 0 when unknown.
    pub month: u8,
    /// Day, 0 when unknown.
    pub day: u8,
}

impl Date {
    /// Nothing known.
    pub const NONE: Self = Self { year: 0, month: 0, day: 0 };

    /// Whether nothing is known.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Whether year, month and day are known.
    pub fn is_full(self) -> bool {
        self.year > 0 && self.month > 0 && self.day > 0
    }

    /// One number: 19820307; unknown parts are zeros.
    pub fn packed(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }

    /// Days since 1 January 1970 of a full date, for differences.
    ///
    /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", days from civil.
    pub fn days(self) -> Option<i32> {
        if !self.is_full() {
            return None;
        }
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How a column writes its dates, and against which year two digits are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateStyle {
    /// Which comes first when both could be either.
    pub order: Order,
    /// Years of two digits up to this one are of this century: 26 makes `26` 2026 and `27` 1927. For dates of birth the year of the
    /// file, for other dates some years later.
    pub pivot: u16,
    /// Dates of birth: 1 January and 1 July are what a register fills in when day or month are unknown, so they count as unknown.
    pub birth: bool,
}

impl Default for DateStyle {
    fn default() -> Self {
        Self { order: Order::DayFirst, pivot: 2026, birth: true }
    }
}

/// Reads a date. What is impossible gives [`Date::NONE`]; day and month that only fit the other way round are turned.
pub fn date(text: &str, style: DateStyle) -> Date {
    read_with(text, style, &mut Silent)
}

/// [`date`], and says how.
pub fn date_steps(text: &str, style: DateStyle) -> (Date, Steps) {
    let mut steps = Steps::default();
    (read_with(text, style, &mut steps), steps)
}

/// [`date`], and steps noted.
pub fn read_with(text: &str, style: DateStyle, record: &mut impl Record) -> Date {
    let text = text.trim();
    if text.is_empty() {
        return Date::NONE;
    }
    let Some(raw) = parts(text, style, record) else {
        record.note(Rule::Invalid, text, "");
        return Date::NONE;
    };
    let found = without_placeholders(raw, style.birth);
    if record.keeps() {
        let rule = if found == raw { Rule::Date } else { Rule::Placeholder };
        let before = if found == raw { text.to_owned() } else { raw.to_string() };
        record.note(rule, &before, &found.to_string());
    }
    found
}

/// Which order the dates of a column have: month first only when some can be nothing else and none can only be day first.
pub fn order_of<'a>(values: impl Iterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for value in values {
        let (numbers, count) = numbers(value.trim());
        if count == 3 && numbers[0].1 <= 2 && numbers[1].1 <= 2 {
            day_first += u32::from(numbers[0].0 > 12);
            month_first += u32::from(numbers[1].0 > 12);
        }
    }
    if month_first > day_first { Order::MonthFirst } else { Order::DayFirst }
}

/// Year, month and day as written, checked against the calendar.
fn parts(text: &str, style: DateStyle, record: &mut impl Record) -> Option<Date> {
    let (numbers, count) = numbers(text);
    let named = month_named(text);
    let [(a, a_len), (b, b_len), (c, c_len)] = [numbers[0], numbers[1], numbers[2]];
    let (year, month, day) = match (count, named) {
        (1, None) => return compact(a, a_len, style, record),
        (2, Some(month)) if a_len == 4 => (year(a, a_len, style, record), month, b),
        (2 | 3.., Some(month)) => (year(b, b_len, style, record), month, a),
        (1, Some(month)) => (year(a, a_len, style, record), month, 0),
        (2, None) if a_len == 4 => (a, b, 0),
        (2, None) if b_len == 4 => (b, a, 0),
        (3.., None) if a_len == 4 => (a, b, c),
        (3.., None) if b_len <= 2 && c_len >= 2 => {
            let (month, day) = if style.order == Order::DayFirst { (b, a) } else { (a, b) };
            (year(c, c_len, style, record), month, day)
        }
        _ => return None,
    };
    checked(year, month, day)
}

/// Up to three numbers of a text, each with its count of digits; a time behind the date is not looked at.
fn numbers(text: &str) -> ([(u32, usize); 3], usize) {
    let mut out = [(0_u32, 0_usize); 3];
    let mut count = 0;
    let mut inside = false;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            if !inside {
                count += 1;
                inside = true;
            }
            if let Some(slot) = out.get_mut(count - 1) {
                *slot = (slot.0.saturating_mul(10).saturating_add(u32::from(byte - b'0')), slot.1 + 1);
            }
        } else {
            inside = false;
            if count == 3 || (count == 1 && out[0].1 == 8) {
                break;
            }
        }
    }
    (out, count)
}

/// A year, a serial number of a spreadsheet, or all digits in one run: `19820307`, `07031982`, `820307`.
fn compact(number: u32, length: usize, style: DateStyle, record: &mut impl Record) -> Option<Date> {
    match length {
        4 => checked(number, 0, 0),
        8 => checked(number / 10_000, number / 100 % 100, number % 100).or_else(|| {
            let (a, b) = (number / 1_000_000, number / 10_000 % 100);
            let (month, day) = if style.order == Order::DayFirst { (b, a) } else { (a, b) };
            checked(number % 10_000, month, day)
        }),
        6 => checked(year(number / 10_000, 2, style, record), number / 100 % 100, number % 100),
        5 => serial(number),
        _ => None,
    }
}

/// Days since 30 December 1899, as spreadsheets count: 10,000 is 1927 and 55,000 is 2050.
fn serial(number: u32) -> Option<Date> {
    if !(3_000..=60_000).contains(&number) {
        return None;
    }
    let start = jiff::civil::date(1899, 12, 30);
    let day = start.checked_add(jiff::Span::new().days(i64::from(number))).ok()?;
    Some(Date { year: day.year().unsigned_abs(), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() })
}

fn year(number: u32, length: usize, style: DateStyle, record: &mut impl Record) -> u32 {
    if length != 2 {
        return number;
    }
    let century = u32::from(style.pivot) / 100 * 100;
    let full = if number <= u32::from(style.pivot) % 100 { century + number } else { century - 100 + number };
    if record.keeps() {
        record.note(Rule::Century, &number.to_string(), &full.to_string());
    }
    full
}

/// A date that can be, day and month turned when only that fits. `None` when it cannot be.
fn checked(year: u32, month: u32, day: u32) -> Option<Date> {
    let (month, day) = if month > 12 && day <= 12 && month <= 31 { (day, month) } else { (month, day) };
    let year = match year {
        0 | 9999 => 0,
        1850..=2100 => year,
        _ => return None,
    };
    if month > 12 || day > days_in(year, month) {
        return None;
    }
    Some(Date { year: year as u16, month: month as u8, day: day as u8 }).filter(|date| !date.is_none())
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year == 0 || (year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 31,
    }
}

/// Fill-in values count as unknown: 00-00 anywhere; 1900-01-01 and 1901-01-01 as a whole; for births 1 January and 1 July, which
/// immigration registers fill in, keep only their year.
fn without_placeholders(date: Date, birth: bool) -> Date {
    let Date { year, month, day } = date;
    if day == 1 && month == 1 && matches!(year, 1899..=1901) || (year, month, day) == (1970, 1, 1) && !birth {
        return Date::NONE;
    }
    if month == 0 {
        return Date { year, month: 0, day: 0 };
    }
    if birth && day == 1 && matches!(month, 1 | 7) {
        return Date { year, month: 0, day: 0 };
    }
    date
}

/// The month that a text names, by its first letters in Dutch, English or German.
fn month_named(text: &str) -> Option<u32> {
    const MONTHS: &[(&str, u32)] = &[
        ("jan", 1),
        ("feb", 2),
        ("maa", 3),
        ("mrt", 3),
        ("mar", 3),
        ("apr", 4),
        ("mei", 5),
        ("may", 5),
        ("mai", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("okt", 10),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
    ];
    if !text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 3);
    words.find_map(|word| {
        MONTHS.iter().find(|(name, _)| word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(name))).map(|(_, month)| *month)
    })
}
