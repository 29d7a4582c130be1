// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What nobody tells: which places hide something, and which of them were found.
//!
//! Rare, mostly in ordinary houses and business units. Whether it is found depends on where people look, so finds are
//! a biased sample. What the other files say is only weakly related to it.

use jiff::{ToSpan, civil::Date};

use super::{Municipality, NONE, Use, YardKind, build::Maker};
use crate::rng::{Rng, hash};

/// One hiding place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hidden {
    pub building: u32,
    pub address: u32,
    pub kind: &'static str,
    pub from: Date,
    pub to: Date,
    pub found: Option<(Date, &'static str)>,
}

/// Share of addresses that hide something at some moment in five years.
const SHARE: f64 = 0.0058;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Where {
    House,
    Unit,
    Farm,
    FieldShed,
    Rural,
}

/// Hides things in a municipality.
pub(crate) fn hide(maker: &mut Maker) {
    let mut rng = Rng::stream(maker.seed, "verborgen", maker.m.index as u64);
    let wanted = maker.m.addresses.len() as f64 * SHARE;
    let count = wanted.floor() as usize + usize::from(rng.chance(wanted.fract()));
    for _ in 0..count {
        let place = [Where::House, Where::Unit, Where::Farm, Where::FieldShed, Where::Rural][rng.weighted(&[66.0, 20.0, 7.0, 1.5, 5.5])];
        if let Some((building, address)) = choose(maker, &mut rng, place) {
            let hidden = story(maker, &mut rng, place, building, address);
            maker.m.hidden.push(hidden);
        }
    }
}

fn choose(maker: &Maker, rng: &mut Rng, place: Where) -> Option<(u32, u32)> {
    let m = &maker.m;
    let picky = rng.chance(0.3);
    for attempt in 0..400 {
        match place {
            Where::Farm => {
                let yard = m.yards.get(rng.below(m.yards.len()))?;
                if yard.kind == YardKind::Farm && (!picky || attempt > 60 || yard.stopped > 0) {
                    let building = yard.buildings.start + rng.below(yard.buildings.len()) as u32;
                    let address = yard.addresses.start;
                    if m.buildings[building as usize].life.exists() {
                        return Some((building, address));
                    }
                }
            }
            Where::FieldShed => {
                let building = rng.below(m.buildings.len());
                if m.buildings[building].use_ == Use::FieldShed && m.buildings[building].life.exists() {
                    return Some((building as u32, NONE));
                }
            }
            _ => {
                let address = rng.below(m.addresses.len());
                let a = &m.addresses[address];
                if a.exists()
                    && a.building != NONE
                    && a.side_of == NONE
                    && fits(place, m.buildings[a.building as usize].use_)
                    && (!picky || attempt > 60 || m.vacant(maker.seed, address as u32))
                {
                    return Some((a.building, address as u32));
                }
            }
        }
    }
    None
}

fn fits(place: Where, use_: Use) -> bool {
    match place {
        Where::House => matches!(use_, Use::House | Use::Flats | Use::Shop),
        Where::Unit => matches!(use_, Use::Hall | Use::MultiTenant | Use::PortHall),
        Where::Rural => use_ == Use::RuralHouse,
        Where::Farm | Where::FieldShed => false,
    }
}

fn story(maker: &Maker, rng: &mut Rng, place: Where, building: u32, address: u32) -> Hidden {
    let weights = if matches!(place, Where::House) { [90.0, 6.0, 2.0, 2.0] } else { [55.0, 22.0, 13.0, 10.0] };
    let kind = ["hennep", "opslag", "lab", "dumpvoorraad"][rng.weighted(&weights)];
    let from = maker.date.saturating_sub((rng.whole(20, 1900) as i32).days());
    let to = from.saturating_add((rng.whole(60, 800) as i32).days());
    let (chance, routes): (f64, [f64; 5]) = match place {
        Where::House => (0.46, [38.0, 22.0, 2.0, 12.0, 26.0]),
        Where::Unit => (0.30, [14.0, 30.0, 30.0, 10.0, 16.0]),
        Where::Farm => (0.24, [18.0, 40.0, 16.0, 14.0, 12.0]),
        Where::FieldShed => (0.08, [20.0, 50.0, 10.0, 20.0, 0.0]),
        Where::Rural => (0.28, [22.0, 34.0, 6.0, 16.0, 22.0]),
    };
    let route = ["melding burger", "opsporing", "controle", "ongeval of brand", "netbeheerder"][rng.weighted(&routes)];
    let last = to.min(maker.date.saturating_sub(8.days()));
    let found = (rng.chance(chance) && last > from).then(|| {
        let span = (last - from).get_days().max(1);
        (from.saturating_add((rng.whole(1, i64::from(span)) as i32).days()).min(last), route)
    });
    let to = found.map_or(to, |f| f.0);
    Hidden { building, address, kind, from, to, found }
}

impl Municipality {
    /// Whether nobody is registered at an address: more often in small units.
    pub(crate) fn vacant(&self, seed: u64, address: u32) -> bool {
        let a = &self.addresses[address as usize];
        let share = match a.building {
            NONE => 0.1,
            b => match self.buildings[b as usize].use_ {
                Use::MultiTenant => 0.16,
                Use::Hall | Use::PortHall => 0.09,
                Use::Barn => 0.3,
                Use::Shop => 0.08,
                _ => 0.024,
            },
        };
        (hash(seed, "leeg", self.address_id(address)) % 100_000) as f64 / 100_000.0 < share
    }

    /// Whether something is hidden at an address on a day; for the weak traces other sources carry.
    pub(crate) fn hides(&self, address: u32, day: Date) -> bool {
        self.hidden.iter().any(|h| h.address == address && h.from <= day && day <= h.to)
    }
}
