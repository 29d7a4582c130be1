// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the buildings themselves say: L02 and BT02.

use std::collections::BTreeMap;

use super::{
    shared::{Shared, is_yard, present_if},
    words::{count, whole},
};
use crate::{
    indicator::{Finding, Reading},
    region::{Address, Building, Region},
};

/// L02: "groter is dan 150 m²".
const LARGE_M2: f64 = 150.0;
/// BT02: "verblijfsobjecten tot 100 m²".
const SMALL_UNIT_M2: f64 = 100.0;
/// BT02: "telt vanaf 10".
const MANY_UNITS: usize = 10;

/// L02: a building of more than 150 m² without an address. Buildings of the BAG; constructions that only the BGT knows
/// belong to no place and are not counted.
pub(super) fn large_without_address(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if !is_yard(place) {
        return Reading::NotApplicable;
    }
    let used = match shared.check("L02", &["bag"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let large: Vec<&Building> =
        shared.buildings(place).iter().filter(|building| building.area > LARGE_M2 && building.addresses == 0).collect();
    let total: f64 = large.iter().map(|building| building.area).sum();
    let finding = (!large.is_empty()).then(|| Finding {
        value: 1.0,
        detail: format!("{} zonder adres, samen {} m²", count(large.len(), "gebouw", "gebouwen"), whole(total)),
        ground: used.to_vec(),
        ..Finding::default()
    });
    present_if(finding)
}

/// Small units per building, for the buildings that have any.
pub(super) fn small_units(region: &Region) -> BTreeMap<i64, (usize, usize)> {
    let mut counts: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    for address in region.addresses.iter().filter(|address| !address.side) {
        let Some(building) = address.building else { continue };
        let slot = counts.entry(building).or_default();
        match address.area {
            Some(area) if area <= SMALL_UNIT_M2 => slot.0 += 1,
            Some(_) => {}
            None => slot.1 += 1,
        }
    }
    counts
}

/// BT02: 10 or more units of at most 100 m² in one building. A unit has it when its building does.
pub(super) fn many_small_units(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    let addresses: Vec<&Address> = shared.addresses(place).iter().filter(|address| address.building.is_some()).collect();
    if !shared.in_business_park(place) || addresses.is_empty() {
        return Reading::NotApplicable;
    }
    let used = match shared.check("BT02", &["bag"], place) {
        Ok(used) => used,
        Err(why) => return Reading::Unknown(why),
    };
    let counts = addresses.iter().filter_map(|address| shared.parks.small_units.get(&address.building?));
    let (small, untold) = counts.fold((0, 0), |best: (usize, usize), count| (best.0.max(count.0), best.1.max(count.1)));
    if small < MANY_UNITS && small + untold >= MANY_UNITS {
        return Reading::Unknown(super::coverage::NO_VALUE);
    }
    let finding = (small >= MANY_UNITS).then(|| Finding {
        value: small as f64,
        detail: format!("{} tot 100 m² in één pand", count(small, "unit", "units")),
        ground: used.to_vec(),
        ..Finding::default()
    });
    present_if(finding)
}
