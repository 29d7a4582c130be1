// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which source speaks of which municipality, and until when. Without this, "not found" would be taken for "not so".

use std::collections::BTreeMap;

use erf_base::MunicipalityCode;

use crate::region::Region;

/// No released delivery of the source speaks of the municipality.
pub const NO_DELIVERY: &str = "scan-unknown-no-delivery";
/// The last delivery is older than the indicator may be.
pub const TOO_OLD: &str = "scan-unknown-too-old";
/// The source speaks of the municipality, but not of this object.
pub const NOT_IN_FILE: &str = "scan-unknown-not-in-file";
/// A value that is needed is not known, such as the floor area.
pub const NO_VALUE: &str = "scan-unknown-no-value";
/// There are too few comparable objects to compare with.
pub const FEW_COMPARABLE: &str = "scan-unknown-few-comparable";
/// This indicator is declared and not computed.
pub const NOT_COMPUTED: &str = "scan-unknown-not-computed";

/// The reasons why an indicator can be unknown; each is the key of a sentence.
pub const REASONS: &[&str] = &[NO_DELIVERY, TOO_OLD, NOT_IN_FILE, NO_VALUE, FEW_COMPARABLE, NOT_COMPUTED];

/// Deliveries by source and municipality.
pub(super) struct Coverage<'r> {
    region: &'r Region,
    /// Per source: deliveries (with the one municipality they speak of), the newest first.
    by_source: BTreeMap<&'r str, Vec<u32>>,
}

impl<'r> Coverage<'r> {
    pub(super) fn new(region: &'r Region) -> Self {
        let mut by_source: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (index, delivery) in region.deliveries.iter().enumerate() {
            by_source.entry(delivery.source.as_str()).or_default().push(index as u32);
        }
        for list in by_source.values_mut() {
            list.sort_by_key(|index| {
                let delivery = &region.deliveries[*index as usize];
                (std::cmp::Reverse(delivery.period.1.unwrap_or(i64::MAX)), delivery.id)
            });
        }
        Self { region, by_source }
    }

    /// Deliveries of a source that speak of a municipality, the newest first.
    pub(super) fn of(&self, source: &str, municipality: Option<MunicipalityCode>) -> impl Iterator<Item = u32> + '_ {
        let all = self.by_source.get(source).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |index| {
            let about = self.region.deliveries[*index as usize].municipality;
            about.is_none() || about == municipality
        })
    }

    /// Whether each source speaks of the municipality and of a day from `since` on; else why not. Gives the newest deliveries.
    pub(super) fn check(&self, sources: &[&str], municipality: Option<MunicipalityCode>, since: i64) -> Result<Vec<i64>, &'static str> {
        let mut used = Vec::with_capacity(sources.len());
        for source in sources {
            let newest = self.of(source, municipality).next().ok_or(NO_DELIVERY)?;
            let delivery = &self.region.deliveries[newest as usize];
            if delivery.period.1.is_some_and(|day| day < since) {
                return Err(TOO_OLD);
            }
            used.push(delivery.id);
        }
        Ok(used)
    }
}
