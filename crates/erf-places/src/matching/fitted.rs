// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The fitted linker: weights learned from the delivery itself, one scale of chance for all that a row may speak of, and a cut
//! that keeps what is expected of certain links.

use std::collections::BTreeMap;

use erf_base::{Contribution, Evidence};

use super::{
    Decision, Linked, Linker, MOST_ALTERNATIVES, RowPlace, Target,
    candidates::{Candidates, Weighing},
    chances::Chances,
    expected,
    gazetteer::Gazetteer,
    ground::Found,
    learn::{self, ABSENT, CandidatePattern, Patterns, RowPattern, Weights, hundredth},
    levels::{COMPARISONS, find},
    model::{LearnedLevel, LinkModel},
    weights::{self as w, Weight},
};

/// Says on which place a target lies; `None` for an area, or when it lies on none.
pub type PlaceOf<'a> = dyn Fn(&Target) -> Option<u32> + Sync + 'a;

/// More candidates of a row than this teach nothing more.
const MOST_TAUGHT: usize = 16;

/// What a linker can learn in, for all deliveries: the region, and what strangers show in it.
pub struct School<'a> {
    gazetteer: &'a Gazetteer,
    place_of: &'a PlaceOf<'a>,
    chances: Chances,
}

impl<'a> School<'a> {
    /// Counts what strangers show.
    pub fn new(gazetteer: &'a Gazetteer, place_of: &'a PlaceOf<'a>) -> Self {
        Self { gazetteer, place_of, chances: Chances::of(gazetteer) }
    }

    /// A linker that has learned nothing yet: the weights set by hand. Its patterns are what [`School::learn`] needs.
    pub fn untaught(&self) -> FittedLinker<'_> {
        self.linker(Weights::believed(&self.chances), expected::LOWEST_CERTAIN)
    }

    /// A linker that learned from the rows of a delivery, with what it learned; `set` is the cut that a region chose itself.
    pub fn learn(&self, patterns: &Patterns, rows: u64, set: Option<f64>) -> (FittedLinker<'_>, LinkModel) {
        let weights = learn::learn(patterns, &self.chances);
        let curve = expected::curve(patterns, &weights);
        let cut = set.unwrap_or_else(|| expected::cut(&curve));
        let here = curve.iter().find(|point| point.cut == cut && point.links > 0);
        let model = LinkModel {
            version: w::VERSION.to_owned(),
            rows,
            compared: patterns.iter().filter(|(row, _)| !row.candidates.is_empty()).map(|(_, n)| n).sum(),
            rounds: weights.rounds,
            converged: weights.converged,
            cut,
            expected_precision: here.map(|point| 1.0 - point.wrong / 100.0),
            expected_recall: here.map(|point| 1.0 - point.missed / 100.0),
            levels: learned_levels(&weights),
            curve,
        };
        (self.linker(weights, cut), model)
    }

    fn linker(&self, weights: Weights, cut: f64) -> FittedLinker<'_> {
        let weighing = Fitted { weights, chances: &self.chances };
        FittedLinker { candidates: Candidates { gazetteer: self.gazetteer, weighing }, place_of: self.place_of, cut }
    }
}

fn learned_levels(weights: &Weights) -> Vec<LearnedLevel> {
    let level = |(comparison, at): (usize, usize)| LearnedLevel {
        code: COMPARISONS[comparison][at].weight.code.to_owned(),
        m: weights.m[comparison][at],
        u: weights.u[comparison][at],
        bits: weights.bits[comparison][at],
        seen: hundredth(weights.seen[comparison][at]),
    };
    let all = COMPARISONS.iter().enumerate().flat_map(|(comparison, levels)| (0..levels.len()).map(move |at| (comparison, at)));
    all.map(level).collect()
}

/// Learned weights, as they are given to addresses.
pub struct Fitted<'a> {
    weights: Weights,
    chances: &'a Chances,
}

impl Weighing for Fitted<'_> {
    fn start(&self, evidence: &mut Evidence) {
        evidence.prior = self.weights.prior;
    }

    fn weigh(&self, gazetteer: &Gazetteer, address: u32, evidence: &mut Evidence) {
        let address = &gazetteer.addresses[address as usize];
        self.start(evidence);
        let (mut seen, mut street) = ([false; COMPARISONS.len()], false);
        evidence.contributions.retain_mut(|contribution| {
            // How common a name is comes back as its frequency, and rivals are weighed themselves.
            if [w::STREET_ONLY.code, w::ADDRESS_ONLY.code].contains(&contribution.code.as_str()) {
                return false;
            }
            let Some((comparison, level)) = find(&contribution.code) else { return true };
            contribution.weight = self.weights.bits[comparison][level];
            street |= comparison == 0 && level <= 1;
            // A town column that names the municipality says nothing more than the municipality itself.
            !std::mem::replace(&mut seen[comparison], true)
        });
        if street {
            push(evidence, w::STREET_FREQUENCY, f64::from(self.chances.street_frequency[address.street as usize]), String::new());
        }
        let town = gazetteer.streets[address.street as usize].town as usize;
        push(evidence, w::TOWN_OF_DELIVERY, self.weights.towns[town], gazetteer.towns[town].name.to_string());
    }
}

/// Adds what weighs enough to be worth a line.
fn push(evidence: &mut Evidence, weight: Weight, bits: f64, detail: String) {
    let bits = hundredth(bits);
    if bits.abs() >= 0.05 {
        evidence.contributions.push(Contribution::new(weight.code, bits, detail));
    }
}

/// Links rows of one delivery.
pub struct FittedLinker<'a> {
    candidates: Candidates<'a, Fitted<'a>>,
    place_of: &'a PlaceOf<'a>,
    cut: f64,
}

impl Linker for FittedLinker<'_> {
    fn link(&self, row: &RowPlace) -> Linked {
        self.decide(self.candidates.of(row), row)
    }
}

/// What rules one another out: a row speaks of one address, building or parcel, and of one area by name. What does not rule out
/// anything stands alone: around a point lie a building, its parcel and a neighbourhood at once; `12-14` speaks of both ends;
/// and a building that is named may hold the address that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pool {
    Object,
    Area,
    Alone(usize),
}

fn pools(found: &[Found]) -> Vec<Pool> {
    let shows = |found: &Found, codes: &[&str]| found.1.contributions.iter().any(|c| codes.contains(&c.code.as_str()));
    let holds_address = found.iter().any(|found| shows(found, &[w::SAME_BUILDING.code]));
    let pool = |(at, found): (usize, &Found)| match found.0 {
        _ if shows(found, &w::AROUND_POINT) || shows(found, &[w::NUMBER_IN_RANGE.code]) => Pool::Alone(at),
        Target::Building(_) if holds_address => Pool::Alone(at),
        Target::Area(_) => Pool::Area,
        _ => Pool::Object,
    };
    found.iter().enumerate().map(pool).collect()
}

/// A candidate with what it competes with.
struct Rated {
    found: Found,
    /// Bits of all rivals on another place, and of all on the same, itself included; as plain odds.
    elsewhere: f64,
    here: f64,
}

impl Rated {
    /// The chance of its place, in bits.
    fn place_bits(&self) -> f64 {
        self.here.log2() - (1.0 + self.elsewhere).log2()
    }

    /// With the rest as contributions, so that the sum is the chance that is told: of the place when `best`, else of itself.
    fn told(self, best: bool) -> (Target, Evidence, f64) {
        let (target, mut evidence, precision) = self.found;
        let own = evidence.total().exp2();
        let against = self.elsewhere + if best { 0.0 } else { self.here - own };
        push(&mut evidence, w::RIVALS, -(1.0 + against).log2(), String::new());
        if best {
            push(&mut evidence, w::SAME_PLACE, (self.here / own).log2(), String::new());
        }
        (target, evidence, precision)
    }
}

impl FittedLinker<'_> {
    /// What the row shows, without its words.
    pub fn pattern(&self, row: &RowPlace) -> RowPattern {
        let mut found = self.candidates.of(row);
        sort(&mut found);
        let mut places = Places::default();
        let mut pattern = RowPattern::default();
        for (found, pool) in found.iter().zip(pools(&found)) {
            match pool {
                Pool::Object if pattern.candidates.len() < MOST_TAUGHT => {
                    let place = places.number((self.place_of)(&found.0));
                    pattern.candidates.push(self.candidate(found, place));
                }
                Pool::Object => {}
                _ => pattern.area = pattern.area.max(Some((found.1.total() * 100.0).round() as i32)),
            }
        }
        pattern
    }

    fn candidate(&self, found: &Found, place: u32) -> CandidatePattern {
        let mut pattern = CandidatePattern { place, town: u32::MAX, fixed: 0, levels: [ABSENT; COMPARISONS.len()] };
        let mut fixed = 0.0;
        for contribution in &found.1.contributions {
            match find(&contribution.code) {
                Some((comparison, level)) => pattern.levels[comparison] = level as u8,
                None => fixed += contribution.weight,
            }
        }
        pattern.fixed = (fixed * 100.0).round() as i32;
        if let Target::Address(id) = found.0 {
            let gazetteer = self.candidates.gazetteer;
            let street = gazetteer.address(id).map(|a| gazetteer.addresses[a as usize].street);
            pattern.town = street.map_or(u32::MAX, |street| gazetteer.streets[street as usize].town);
        }
        pattern
    }

    fn decide(&self, mut found: Vec<Found>, row: &RowPlace) -> Linked {
        sort(&mut found);
        let mut rated = self.rate(found);
        let likely = rated.iter().any(|rated| rated.here + rated.elsewhere >= w::LOWEST / (1.0 - w::LOWEST));
        rated.sort_by(|a, b| b.place_bits().total_cmp(&a.place_bits()));
        self.prefer_address(&mut rated);
        let mut told = rated.into_iter().enumerate().map(|(at, rated)| rated.told(at == 0 && likely));
        if !likely {
            return Linked { alternatives: told.map(without_precision).take(MOST_ALTERNATIVES).collect(), ..Linked::nothing() };
        }
        let (best, evidence, precision) = told.next().expect("something is likely");
        let decision = if evidence.probability() >= self.cut { Decision::Certain } else { Decision::Unsure };
        let mut alternatives: Vec<_> = told.map(without_precision).collect();
        alternatives.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()));
        alternatives.truncate(MOST_ALTERNATIVES);
        let precision_m = Some(precision.max(row.precision_m.unwrap_or(0.0)));
        Linked { decision, best: Some(best), evidence, alternatives, precision_m }
    }

    /// A row that names a building and an address in it speaks of the address, when that is sure enough.
    fn prefer_address(&self, rated: &mut [Rated]) {
        if !matches!(rated.first(), Some(Rated { found: (Target::Building(_), ..), .. })) {
            return;
        }
        let sure = (self.cut / (1.0 - self.cut)).log2();
        let inside = |rated: &Rated| rated.found.1.contributions.iter().any(|c| c.code == w::SAME_BUILDING.code);
        if let Some(at) = rated.iter().position(|rated| inside(rated) && rated.place_bits() >= sure) {
            rated[..=at].rotate_right(1);
        }
    }

    fn rate(&self, found: Vec<Found>) -> Vec<Rated> {
        let mut places = Places::default();
        let of = found.iter().zip(pools(&found));
        let of = of.map(|(found, pool)| (pool, places.number((self.place_of)(&found.0)), found.1.total().exp2()));
        let of: Vec<(Pool, u32, f64)> = of.collect();
        let mut masses: BTreeMap<(Pool, u32), f64> = BTreeMap::new();
        for (pool, place, mass) in &of {
            *masses.entry((*pool, *place)).or_default() += mass;
        }
        let elsewhere = |pool: Pool, place: u32| masses.iter().filter(|((p, k), _)| *p == pool && *k != place).map(|(_, mass)| mass).sum();
        let rate = |(found, (pool, place, _)): (Found, (Pool, u32, f64))| Rated {
            found,
            elsewhere: elsewhere(pool, place),
            here: masses[&(pool, place)],
        };
        found.into_iter().zip(of).map(rate).collect()
    }
}

fn without_precision((target, evidence, _): Found) -> (Target, Evidence) {
    (target, evidence)
}

/// Heaviest first; of equals in the order of their numbers.
fn sort(found: &mut [Found]) {
    found.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()).then_with(|| a.0.cmp(&b.0)));
}

/// Numbers for places, in the order in which they are met. What lies on no place is a place of its own.
#[derive(Default)]
struct Places {
    known: BTreeMap<u32, u32>,
    next: u32,
}

impl Places {
    fn number(&mut self, place: Option<u32>) -> u32 {
        let next = self.next;
        let number = place.map_or(next, |place| *self.known.entry(place).or_insert(next));
        self.next += u32::from(number == next);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::{super::levels, *};

    fn address(number: u64, bits: f64) -> Found {
        (Target::parse("address", &format!("99012000{number:08}")).unwrap(), Evidence::starting_at(bits), 10.0)
    }

    fn linked(found: Vec<Found>, place_of: &PlaceOf<'_>) -> Linked {
        let gazetteer = super::super::GazetteerBuilder::default().finish();
        let school = School::new(&gazetteer, place_of);
        school.untaught().decide(found, &RowPlace::default())
    }

    /// Two with 3 to 1 odds each, and one chance of something else: 3/7 each.
    #[test]
    fn rivals_and_something_else_share_one_chance() {
        let linked = linked(vec![address(1, 3f64.log2()), address(2, 3f64.log2())], &|_| None);
        assert_eq!(linked.decision, Decision::Unsure);
        assert!((linked.evidence.probability() - 3.0 / 7.0).abs() < 0.01);
        assert!((linked.alternatives[0].1.probability() - 3.0 / 7.0).abs() < 0.01);
    }

    #[test]
    fn rivals_on_the_same_place_leave_the_place_certain() {
        let one_yard: &PlaceOf<'_> = &|_| Some(7);
        let linked = linked(vec![address(1, 8.0), address(2, 8.0)], one_yard);
        assert_eq!(linked.decision, Decision::Certain);
        assert!(linked.evidence.contributions.iter().any(|c| c.code == "zelfde_plek" && (c.weight - 1.0).abs() < 0.01));
        assert!(linked.alternatives[0].1.probability() < 0.51, "the address itself is not certain");
    }

    #[test]
    fn the_first_level_of_a_street_is_the_same_name() {
        assert_eq!(levels::find(w::STREET.code), Some((0, 0)));
        assert_eq!(levels::find(w::STREET_FORMER.code), Some((0, 1)));
    }
}
