// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Each indicator, computed as its line in `content/indicatoren.csv` says.
//!
//! [`Measures::prepare`] builds once what several places share (indexes, reference groups, ports), [`Measures::read`]
//! answers for one place in microseconds and from several threads at once. Three things hold for every indicator:
//! - *unknown* is not *no*: without a released delivery that speaks of the municipality and is recent enough, or when the
//!   object is not in a file that should list it, the answer is [`Reading::Unknown`];
//! - a setting that does not fit gives [`Reading::NotApplicable`]: `erf` is a yard in the countryside, `bedrijventerrein`
//!   a business park that is no port, `haven` a port;
//! - what is compared is compared within a group that is named in the detail, with its size.

mod area;
mod buildings;
mod calendar;
mod companies;
mod comparison;
mod coverage;
mod history;
mod land;
mod parks;
mod roads;
mod shared;
mod signals;
mod surroundings;
mod vacancy;
mod words;
mod zoning;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use area::{AreaValue, area_codes, area_values};
pub use coverage::REASONS;
pub(crate) use history::{drug_dumps, is_drug_waste, other_waste};

use shared::Shared;

use crate::{indicator::Reading, region::Region, scan::Read};

/// How one indicator is read for the place with an index.
type Measure = for<'r> fn(&Shared<'r>, usize) -> Reading;

/// Everything that is really computed per place, by code.
const MEASURES: &[(&str, Measure)] = &[
    ("L01", vacancy::empty_address),
    ("L02", buildings::large_without_address),
    ("L03", vacancy::farm_ended),
    ("L04", surroundings::far_from_neighbours),
    ("L05", surroundings::near_through_road),
    ("L06", companies::often_changed),
    ("L07", zoning::does_not_fit),
    ("L08", companies::many_new),
    ("L09", history::found_here),
    ("L10", history::found_nearby),
    ("L11", history::dumps_around),
    ("L12", signals::complaints),
    ("L13", signals::grid_judgement),
    ("L14", signals::tested_report),
    ("L15", signals::graded_signal),
    ("L16", signals::open_case),
    ("L17", vacancy::unused_outbuilding),
    ("L18", land::crops_gone),
    ("L19", signals::permit_withdrawn),
    ("L20", surroundings::out_of_sight),
    ("L21", signals::long_on_offer),
    ("L22", signals::open_findings),
    ("BT01", companies::unit_without_company),
    ("BT02", buildings::many_small_units),
    ("BT03", companies::too_small_for_activity),
    ("BT04", companies::quick_endings),
    ("BT05", parks::no_joint_management),
    ("BT06", parks::aged),
    ("BT07", parks::open_at_night),
    ("H01", parks::berths_without_contract),
    ("H02", surroundings::shed_near_quay),
    ("H03", companies::logistics),
    ("H04", parks::open_shore),
    ("H05", vacancy::empty_port_shed),
    ("H06", parks::intruders),
    ("H07", parks::berths_without_vessel),
];

/// The codes that are really computed for places; [`area_codes`] are computed for areas only.
pub fn computed() -> &'static [&'static str] {
    static CODES: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| MEASURES.iter().map(|(code, _)| *code).collect());
    &CODES
}

/// Whether a code is computed, for places or for areas.
pub fn is_computed(code: &str) -> bool {
    computed().contains(&code) || area_codes().contains(&code)
}

/// Some indicators over a region.
pub struct Measures<'r> {
    shared: Shared<'r>,
    codes: Vec<String>,
    list: Vec<Option<Measure>>,
}

impl<'r> Measures<'r> {
    /// Gets ready to read these indicators.
    pub fn prepare(region: &'r Region, codes: &[&str]) -> Self {
        let measure = |code: &&str| MEASURES.iter().find(|(known, _)| known == code).map(|(_, measure)| *measure);
        let names = codes.iter().map(|code| (*code).to_owned()).collect();
        Self { shared: Shared::new(region, codes), list: codes.iter().map(measure).collect(), codes: names }
    }
}

impl Read for Measures<'_> {
    fn codes(&self) -> &[String] {
        &self.codes
    }

    fn read(&self, place: usize, nth: usize) -> Reading {
        self.list[nth].map_or(Reading::Unknown(coverage::NOT_COMPUTED), |measure| measure(&self.shared, place))
    }
}
