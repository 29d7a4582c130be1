// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Time is handed in, never fetched, so that results can be made again.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant, in microseconds since 1970 (UTC). One fixed form, so it sorts the same in every database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At(pub i64);

impl At {
    /// The civil date of this instant in the Netherlands.
    pub fn date(self) -> Date {
        self.zoned().date()
    }

    /// The first instant of a civil date in the Netherlands.
    pub fn start_of(date: Date) -> Self {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        date.to_zoned(zone).map_or(Self(0), |zoned| zoned.timestamp().into())
    }

    /// The instant `seconds` later.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    fn zoned(self) -> jiff::Zoned {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone)
    }
}

impl From<Timestamp> for At {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

impl fmt::Display for At {
    /// Dutch local time, `2026-10-01 09:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.zoned().strftime("%Y-%m-%d %H:%M"))
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> At;

    /// The present date in the Netherlands.
    fn today(&self) -> Date {
        self.now().date()
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where real time enters")]
    fn now(&self) -> At {
        Timestamp::now().into()
    }
}

/// A clock that stands still: for tests and for the demo region, whose data would otherwise expire.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub At);

impl FixedClock {
    /// Noon on a date, in the Netherlands.
    pub fn on(date: Date) -> Self {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        let noon = date.at(12, 0, 0, 0).to_zoned(zone).map(|z| z.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self(noon.into())
    }
}

impl Clock for FixedClock {
    fn now(&self) -> At {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_evening_belongs_to_the_dutch_date() {
        let at: At = "2026-06-30T22:30:00Z".parse::<Timestamp>().unwrap().into();
        assert_eq!(at.date(), jiff::civil::date(2026, 7, 1));
        assert_eq!(at.to_string(), "2026-07-01 00:30");
    }

    #[test]
    fn a_day_starts_at_dutch_midnight() {
        let start = At::start_of(jiff::civil::date(2026, 7, 1));
        assert_eq!((start.to_string().as_str(), start.plus_seconds(-1).date()), ("2026-07-01 00:00", jiff::civil::date(2026, 6, 30)));
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        let clock = FixedClock::on(jiff::civil::date(2026, 10, 1));
        assert_eq!(clock.today(), jiff::civil::date(2026, 10, 1));
        assert_eq!(clock.now(), clock.now());
    }
}
