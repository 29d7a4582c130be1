// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What was found before, here or nearby: L09, L10 and L11.

use erf_base::RdPoint;
use erf_spatial::{Bounds, Nearby, Spot};

use super::{
    calendar::{days_apart, decay, months_before, months_between},
    shared::{Shared, present_if},
    words::{count, decimals},
};
use crate::{
    indicator::Reading,
    region::{Fact, Kind, Place, Region, Target},
};

/// L09 and L11: the weight halves every 24 months.
const HALF_LIFE_MONTHS: f64 = 24.0;
/// L10: "binnen 500 m en 12 maanden".
const NEAR_M: f64 = 500.0;
/// See [`NEAR_M`].
const NEAR_MONTHS: u32 = 12;
/// L11: "binnen 2 km".
const AROUND_M: f64 = 2_000.0;
/// L11: "in 60 maanden".
const AROUND_MONTHS: u32 = 60;
/// L11: "onnauwkeurige plaatsen tellen minder": up to this precision a dump counts whole, beyond it as much less as it is
/// less precise; a place not known within the 2 km does not count.
const PRECISE_M: f64 = 100.0;
/// L11 gives no threshold for its weighted number. One dump of today half of which is left (24 months) counts; what weighs
/// less together does not, because with five years of dumps nearly every place has an old one within 2 km.
pub(super) const AROUND_LEAST: f64 = 0.5;
/// Two services often write down the same dump: within this distance and time it is one.
const SAME_DUMP_M: f64 = 100.0;
/// See [`SAME_DUMP_M`].
const SAME_DUMP_DAYS: i32 = 14;
/// Waste of making or growing drugs, also when it was written down as chemicals, drums or jerrycans.
const DRUG_WASTE: [&str; 6] = ["drug", "hennep", "lab", "chemisch", "vat", "jerrycan"];

/// A fact that is on the map, with the index of the place it is on.
#[derive(Clone, Copy)]
struct Dot<'r> {
    at: RdPoint,
    place: Option<u32>,
    fact: &'r Fact,
    /// What a dump weighs, the same for every place near it.
    weight: f64,
}

impl Spot for Dot<'_> {
    fn bounds(&self) -> Bounds {
        Bounds::around(self.at, 0.0)
    }

    fn square_distance(&self, point: RdPoint) -> f64 {
        self.at.square_distance(point)
    }
}

/// Finds and dumps by where they were.
#[derive(Default)]
pub(super) struct History<'r> {
    finds: Nearby<Dot<'r>>,
    dumps: Nearby<Dot<'r>>,
}

impl<'r> History<'r> {
    pub(super) fn new(region: &'r Region, codes: &[&str]) -> Self {
        let mut history = Self::default();
        let since = |months| months_before(region.date, months);
        if codes.contains(&"L10") {
            let since = since(NEAR_MONTHS);
            history.finds = Nearby::new(dots(region, |fact| fact.kind == Kind::Find && fact.happened_since(since)));
        }
        if codes.contains(&"L11") {
            let since = since(AROUND_MONTHS);
            let usable = |fact: &Fact| fact.happened_since(since) && fact.precision.unwrap_or(0.0) <= AROUND_M;
            let mut dumps = once(dots(region, is_drug_dump));
            dumps.retain(|dump| usable(dump.fact));
            dumps.iter_mut().for_each(|dump| dump.weight = dump_weight(region.date, dump.fact));
            history.dumps = Nearby::new(dumps);
        }
        history
    }
}

fn dots<'r>(region: &'r Region, wanted: impl Fn(&Fact) -> bool) -> Vec<Dot<'r>> {
    let of_places = region.places.iter().enumerate().flat_map(|(index, place)| {
        let facts = &region.facts[place.facts.start as usize..place.facts.end as usize];
        facts.iter().map(move |fact| (Some(index as u32), fact))
    });
    let all = of_places.chain(region.area_facts.iter().map(|fact| (None, fact))).filter(|(_, fact)| wanted(fact));
    all.filter_map(|(place, fact)| Some(Dot { at: fact.at?, place, fact, weight: 0.0 })).collect()
}

/// Dumps of drug waste that are on the map, each once however many services wrote it down, with the index of the place each is on.
pub(crate) fn drug_dumps(region: &Region) -> Vec<(Option<u32>, &Fact)> {
    once(dots(region, is_drug_dump)).into_iter().map(|dot| (dot.place, dot.fact)).collect()
}

/// Rows about waste of another kind (rubble, tyres): they stand in the same files and are no dump of drug waste.
pub(crate) fn other_waste(region: &Region) -> Vec<(Option<u32>, &Fact)> {
    let other = |fact: &Fact| fact.kind == Kind::Dump && !is_drug_dump(fact);
    let mut rows: Vec<_> = dots(region, other).into_iter().map(|dot| (dot.place, dot.fact)).collect();
    rows.sort_by_key(|(_, fact)| (fact.delivery, fact.seq));
    rows.dedup_by_key(|(_, fact)| (fact.delivery, fact.seq));
    rows
}

fn is_drug_dump(fact: &Fact) -> bool {
    fact.kind == Kind::Dump && fact.word("category").is_some_and(|category| is_drug_waste(&category))
}

/// Whether the kind of waste that somebody wrote down may come of drugs.
pub(crate) fn is_drug_waste(category: &str) -> bool {
    let category = category.to_lowercase();
    DRUG_WASTE.iter().any(|word| category.contains(word))
}

/// Leaves out reports of a dump that was reported already.
fn once(mut dots: Vec<Dot<'_>>) -> Vec<Dot<'_>> {
    dots.sort_by_key(|dot| (dot.fact.date, dot.fact.delivery, dot.fact.seq));
    let mut kept: Vec<Dot<'_>> = Vec::new();
    for dot in dots {
        let same = |earlier: &Dot<'_>| {
            let days = earlier.fact.date.zip(dot.fact.date).map(|(a, b)| days_apart(a, b));
            days.is_some_and(|days| days <= SAME_DUMP_DAYS) && earlier.square_distance(dot.at) <= SAME_DUMP_M * SAME_DUMP_M
        };
        // Sorted by day: those of the last two weeks stand at the end.
        let recent = kept
            .iter()
            .rev()
            .take_while(|earlier| earlier.fact.date.zip(dot.fact.date).is_none_or(|(a, b)| days_apart(a, b) <= SAME_DUMP_DAYS));
        if !{ recent }.any(same) {
            kept.push(dot);
        }
    }
    kept
}

/// L09 (covenant): finds at an address in 60 months, each weighing 0.5^(age / 24 months); none after a known change of user.
pub(super) fn found_here(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if let Err(why) = shared.check("L09", &["vondsten_adres"], place) {
        return Reading::Unknown(why);
    }
    let since = shared.since(60);
    let counts = |fact: &&Fact| fact.happened_since(since) && !user_changed(shared, place, fact);
    let finds: Vec<&Fact> = shared.facts(place, Kind::Find).iter().filter(counts).collect();
    let weight: f64 = finds.iter().filter_map(|fact| fact.date).map(|day| shared.decay(day, HALF_LIFE_MONTHS)).sum();
    let finding = (weight > 0.0).then(|| {
        let detail = format!("{} in 60 maanden, gewicht {}", count(finds.len(), "vondst", "vondsten"), decimals(weight));
        shared.finding(weight, detail, finds)
    });
    present_if(finding)
}

/// The trade register knows who used the address at the time as gone, and somebody else has come since.
fn user_changed(shared: &Shared<'_>, place: &Place, find: &Fact) -> bool {
    let Some(day) = find.date else { return false };
    let same_address =
        |fact: &&Fact| matches!((&fact.target, &find.target), (Target::Address(one), Target::Address(other)) if one == other);
    let companies = || shared.facts(place, Kind::Establishment).iter().filter(same_address);
    let was_there = |fact: &Fact| fact.date.is_some_and(|start| start <= day);
    let gone = companies().any(|fact| was_there(fact) && fact.end.is_some_and(|end| end >= day));
    let stayed = companies().any(|fact| was_there(fact) && fact.runs_on(shared.region.date));
    let came = companies().any(|fact| fact.date.is_some_and(|start| start > day) && fact.runs_on(shared.region.date));
    gone && came && !stayed
}

/// L10 (covenant): finds at other places within 500 m and 12 months; each weighs less as it is farther and longer ago.
pub(super) fn found_nearby(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if let Err(why) = shared.check("L10", &["vondsten_adres", "bag"], place) {
        return Reading::Unknown(why);
    }
    let other = |dot: &&Dot<'_>| dot.place != Some(index as u32);
    let found: Vec<_> = shared.history.finds.within(place.at, NEAR_M).filter(other).collect();
    let weight: f64 = found.iter().map(|dot| near_repeat(shared, place.at, dot)).sum();
    let finding = (weight > 0.0).then(|| {
        let detail = format!("{} binnen 500 m in 12 maanden, gewicht {}", count(found.len(), "vondst", "vondsten"), decimals(weight));
        shared.finding(weight, detail, found.iter().map(|dot| dot.fact))
    });
    present_if(finding)
}

/// 1 for next door today, 0 at 500 m or 12 months, straight in between.
fn near_repeat(shared: &Shared<'_>, at: RdPoint, dot: &Dot<'_>) -> f64 {
    let metres = dot.square_distance(at).sqrt();
    let months = dot.fact.date.map_or(f64::from(NEAR_MONTHS), |day| months_between(day, shared.region.date));
    (1.0 - metres / NEAR_M).max(0.0) * (1.0 - months / f64::from(NEAR_MONTHS)).max(0.0)
}

/// L11: dumps of drug waste within 2 km in 60 months, halving every 24 months, imprecise ones less.
pub(super) fn dumps_around(shared: &Shared<'_>, index: usize) -> Reading {
    let place = shared.place(index);
    if let Err(why) = shared.check("L11", &["dumpingen"], place) {
        return Reading::Unknown(why);
    }
    let found: Vec<_> = shared.history.dumps.within(place.at, AROUND_M).collect();
    let weight: f64 = found.iter().map(|dot| dot.weight).sum();
    let finding = (weight >= AROUND_LEAST).then(|| {
        let detail = format!(
            "{} met drugsafval binnen 2 km in 60 maanden, gewicht {}",
            count(found.len(), "dumping", "dumpingen"),
            decimals(weight)
        );
        shared.finding(weight, detail, found.iter().map(|dot| dot.fact))
    });
    present_if(finding)
}

fn dump_weight(today: i64, dump: &Fact) -> f64 {
    let precise = PRECISE_M / dump.precision.unwrap_or(0.0).max(PRECISE_M);
    dump.date.map_or(0.0, |day| decay(day, today, HALF_LIFE_MONTHS)) * precise
}
