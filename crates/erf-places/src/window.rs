// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which facts still count: those that speak of a day inside the last five years. One rule, for pages, maps and scans alike.

use jiff::civil::Date;
use serde::Deserialize;

use crate::present::day_number;

/// The first day of the five years that end on a day. Days are numbers (20261001).
pub fn first_day(last: i64) -> i64 {
    last - 50_000
}

/// The last day a row speaks of; `None` when it still holds or nobody knows.
///
/// - What happened (a find, a dump, a complaint): its date.
/// - What runs (an establishment, an offer): its last day, so that a company registered since 1990 counts as long as it is there.
/// - What holds until changed (permitted use), and what has no date: the last day its delivery speaks of.
pub fn last_day(kind: &str, fields: &str, date: Option<i64>, delivery: Option<i64>) -> Option<i64> {
    match kind {
        "vestiging" | "aanbod" => end(fields),
        "bestemming" => delivery,
        _ => date.or(delivery),
    }
}

/// The day on which what a row speaks of ended; its fields are a JSON object.
fn end(fields: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Ending {
        date_end: Option<Date>,
    }
    if !fields.contains("date_end") {
        return None;
    }
    serde_json::from_str::<Ending>(fields).ok()?.date_end.map(day_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_five_years() {
        assert_eq!(first_day(20_261_001), 20_211_001);
    }

    #[test]
    fn the_last_day_depends_on_what_a_row_is() {
        let (begun, delivered) = (Some(20_150_929), Some(20_260_930));
        assert_eq!(last_day("vestiging", r#"{"date_end":"2022-02-06"}"#, begun, delivered), Some(20_220_206));
        assert_eq!(last_day("vestiging", "{}", begun, delivered), None);
        assert_eq!(last_day("bestemming", "{}", begun, delivered), delivered);
        assert_eq!(last_day("dumping", "{}", begun, delivered), begun);
        assert_eq!(last_day("woz_gebruik", "{}", None, delivered), delivered);
    }
}
