// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Expectation-maximisation over counted patterns of agreement.
//!
//! A pattern that all rules of blocking together reach is seen as often as it is among *all* pairs, so strangers enter with
//! their true number, known from pairs drawn at random: only matches and households are learned. What random pairs show
//! still holds some matches and households; each round takes those out of `u`.

use super::{ComparisonChances, HOUSEHOLDS, KINDS, LevelChances, Model, Training, VERSION, VETO, level_of, sample::Shares};
use crate::{
    compare::{ADDITION_LEFT_OUT, ADDITION_OTHER, Comparison, Kind},
    run::PatternCount,
};

/// What training starts from.
pub struct Evidence<'a> {
    /// Patterns with how often they were seen, sorted by pattern.
    pub patterns: &'a [PatternCount],
    /// Which part of the pairs was counted.
    pub rate: f64,
    /// All pairs there are.
    pub all_pairs: f64,
    /// Per comparison, how often each level was seen among random pairs.
    pub random: &'a [Shares],
    /// Random pairs drawn.
    pub random_pairs: u64,
    /// Records.
    pub records: u64,
}

const ROUNDS: u32 = 300;
const ENOUGH: f64 = 5e-4;

/// What is believed of matches before any is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    /// Nothing: too little is compared to say that it is as usual.
    Nothing,
    /// What is usual, where it is known what a comparison is about.
    Usual,
    /// What is usual, however many matches are found: there is too little to learn it from.
    Held,
}

/// One table of chances: per comparison, per level (missing first, unused).
type Table = Vec<Vec<f64>>;

struct State {
    /// What matches usually show.
    usual: Table,
    /// What the kinds of household pairs usually show.
    usual_households: [Table; HOUSEHOLDS],
    lean: Lean,
    /// Whether rows say nothing but where they are.
    places: bool,
    /// Of matches, and of the kinds of household pairs.
    learned: [Table; KINDS - 1],
    u: Table,
    /// Expected numbers of each among the counted pairs.
    found: [f64; KINDS - 1],
}

/// Learns a model.
#[must_use]
pub fn train(preset: &str, comparisons: &[Comparison], evidence: &Evidence<'_>) -> Model {
    let mut state = start(comparisons, evidence);
    let (mut rounds, mut change) = settled(&mut state, comparisons, evidence);
    let unknown = !recognisable(&state, comparisons, evidence);
    if unknown {
        state = State { lean: Lean::Held, ..start(comparisons, evidence) };
        (rounds, change) = settled(&mut state, comparisons, evidence);
    }
    let all = evidence.all_pairs * evidence.rate;
    let training = Training {
        records: evidence.records,
        pairs: evidence.patterns.iter().map(|known| known.count).sum(),
        patterns: evidence.patterns.len() as u64,
        rounds,
        converged: change <= ENOUGH,
        random_pairs: evidence.random_pairs,
        rate: evidence.rate,
        unknown,
        left_out: Vec::new(),
    };
    Model {
        version: VERSION,
        preset: preset.to_owned(),
        matches: (state.found[0] / all).clamp(1e-15, 0.9),
        households: [1, 2].map(|kind| (state.found[kind] / all).clamp(1e-15, 0.9)),
        comparisons: comparisons.iter().enumerate().map(|(number, known)| chances(known, number, &state)).collect(),
        training,
        refit: None,
    }
}

/// First what agrees most tells who matches are; only then a veto can tell those apart from a family that looks like them.
fn settled(state: &mut State, comparisons: &[Comparison], evidence: &Evidence<'_>) -> (u32, f64) {
    let (before, _) = until_steady(state, comparisons, evidence, 1.0);
    let (after, change) = until_steady(state, comparisons, evidence, VETO.exp2());
    (before + after, change)
}

/// How much more often than any two rows, and which part of the matches, at least one comparison must agree by which an entity is known.
const KNOWN: (f64, f64) = (30.0, 0.3);

/// In fewer rows than this any two rows may well be a match.
const ROWS_TO_TELL: u64 = 50;

/// Whether what was learned can be entities: records of one say the same about something that two rows hardly ever say the same about.
/// Else it is what rows of one kind show, such as products of one brand.
fn recognisable(state: &State, comparisons: &[Comparison], evidence: &Evidence<'_>) -> bool {
    let tells = |number: usize| {
        let (m, any) = (&state.learned[0][number], normal(evidence.random[number].levels.clone()));
        let levels = 1..=comparisons[number].last_alike();
        levels.filter(|level| m[*level] >= KNOWN.0 * any[*level]).map(|level| m[level]).sum::<f64>() >= KNOWN.1
    };
    evidence.records < ROWS_TO_TELL || (0..comparisons.len()).any(tells)
}

/// Rounds until one changes almost nothing: how many, and what the last one changed.
fn until_steady(state: &mut State, comparisons: &[Comparison], evidence: &Evidence<'_>, veto: f64) -> (u32, f64) {
    let (mut rounds, mut change) = (0, f64::INFINITY);
    while rounds < ROUNDS && change > ENOUGH {
        change = round(state, comparisons, evidence, veto);
        rounds += 1;
    }
    (rounds, change)
}

fn chances(comparison: &Comparison, number: usize, state: &State) -> ComparisonChances {
    let levels = comparison.levels().iter().enumerate().skip(1).map(|(level, known)| LevelChances {
        code: known.code.to_owned(),
        m: state.learned[0][number][level],
        h: [1, 2].map(|kind: usize| state.learned[kind][number][level]),
        u: state.u[number][level],
        veto: known.veto,
    });
    ComparisonChances { name: comparison.name.clone(), kind: comparison.kind, levels: levels.collect() }
}

fn start(comparisons: &[Comparison], evidence: &Evidence<'_>) -> State {
    let u: Table = evidence.random.iter().map(|shares| normal(shares.levels.clone())).collect();
    let m: Table = comparisons.iter().map(|known| normal(known.levels().iter().map(|level| level.m).collect())).collect();
    let of = |household: usize| -> Table { comparisons.iter().zip(&u).map(|(known, u)| household_start(known, household, u)).collect() };
    let by_parts = evidence.random.iter().any(|shares| shares.by_parts.is_some());
    let known = by_parts || comparisons.iter().any(|known| known.kind == Kind::Words);
    let telling = informative(comparisons, evidence.random);
    let places = by_parts && telling.iter().all(|known| matches!(known.kind, Kind::Address | Kind::Location | Kind::Phone));
    let lean = match telling.len() < ENOUGH_COMPARISONS {
        few if known && (few || places) => Lean::Held,
        true => Lean::Nothing,
        false => Lean::Usual,
    };
    let usual_households = [of(0), of(1)];
    let learned = [m.clone(), of(0), of(1)];
    let matches = (evidence.records as f64 * 0.3 * evidence.rate).max(1.0);
    let households = if comparisons.iter().filter(|known| shared(known)).count() > 1 { matches } else { 0.0 };
    State { usual: m, usual_households, lean, places, learned, u, found: [matches, households, households] }
}

/// How often matches agree can be told from how often strangers do when several comparisons say the same; one or two leave it open,
/// and estimation then ends wherever it likes. With fewer than these, and an address among them, what matches show is held near what
/// is usual for addresses and only how many matches there are is learned: how often strangers share an address is known from its parts.
/// Of a name or a number alone that is not known, so nothing is held there.
const ENOUGH_COMPARISONS: usize = 3;

/// How much what is usual weighs, in matches for each match that was found.
const HELD: f64 = 4.0;

/// Where rows say nothing but where they are, an entity is an address: two different ones are written the same by a slip of the pen
/// only, this part of how often their parts meet. With a name beside it two entities may well share an address.
const SLIP: f64 = 0.02;

/// Comparisons that are often possible and of which agreement says something.
fn informative<'a>(comparisons: &'a [Comparison], random: &[Shares]) -> Vec<&'a Comparison> {
    let tells = |(known, shares): &(&Comparison, &Shares)| {
        let missing = shares.levels.first().copied().unwrap_or_default();
        let equal = shares.levels.get(1).copied().unwrap_or(1.0);
        !matches!(known.kind, Kind::Sex | Kind::LegalForm) && missing < shares.drawn * 0.95 && equal < 0.2
    };
    comparisons.iter().zip(random).filter(tells).map(|(known, _)| known).collect()
}

/// Whether households share what is compared.
fn shared(comparison: &Comparison) -> bool {
    comparison.levels().iter().any(|level| level.h > 0.0)
}

/// The part of a family that is born on one day. Without this twins look like matches from the start.
const TWINS: f64 = 0.05;

fn household_start(comparison: &Comparison, household: usize, u: &[f64]) -> Vec<f64> {
    if comparison.kind == Kind::BirthDate && household == 0 {
        let mut start = u.to_vec();
        start[1] += TWINS;
        return normal(start);
    }
    let known = shared(comparison) && comparison.inherited(household);
    if known { normal(comparison.levels().iter().map(|level| level.h).collect()) } else { u.to_vec() }
}

fn normal(mut levels: Vec<f64>) -> Vec<f64> {
    levels[0] = 0.0;
    let sum: f64 = levels.iter().sum();
    for level in &mut levels {
        *level = (*level / sum.max(1e-300)).max(1e-12);
    }
    levels
}

/// The chance of a pattern for one kind of pair.
fn chance(table: &Table, pattern: u64) -> f64 {
    let known = table.iter().enumerate().map(|(number, levels)| (levels, level_of(pattern, number)));
    known.filter(|(_, level)| *level != 0).map(|(levels, level)| levels[level]).product()
}

/// Whether a pattern holds a veto. What scoring rules out must not teach what matches look like: a son who bears his father's name
/// would, and then every two namesakes without a date of birth would pass for one person.
fn vetoes(comparisons: &[Comparison], pattern: u64) -> bool {
    comparisons.iter().enumerate().any(|(number, known)| known.levels()[level_of(pattern, number)].veto)
}

/// Only matches with much else in common are left to learn from how often matches have a veto: it is no less than where
/// estimation started.
fn with_vetoes(mut matched: Table, comparisons: &[Comparison]) -> Table {
    for (chances, comparison) in matched.iter_mut().zip(comparisons) {
        for (chance, level) in chances.iter_mut().zip(comparison.levels()).filter(|(_, level)| level.veto) {
            *chance = chance.max(level.m);
        }
        *chances = normal(std::mem::take(chances));
    }
    matched
}

/// The part of how often matches have the same first name or date of birth that those who belong together have at most.
const OF_MATCHES: f64 = 0.5;

/// Two entities that belong together are told apart by what tells them apart. Without this the family may take the place of the matches
/// when one heap of copies is most of what there is to learn from: all copies would then be a family. A register number is that of one
/// company, whatever names it trades under: two that belong together share it no more than strangers do.
fn two_of_them(mut household: Table, state: &State, comparisons: &[Comparison]) -> Table {
    for (number, chances) in household.iter_mut().enumerate() {
        let most = match comparisons[number].kind {
            kind if tells_apart(kind) => OF_MATCHES * state.learned[0][number][1],
            Kind::Kvk => state.u[number][1],
            _ => 1.0,
        };
        let over = chances[1] - most;
        if over > 0.0 {
            let last = chances.len() - 1;
            chances[1] -= over;
            chances[last] += over;
        }
    }
    household
}

/// Whether it tells two apart that belong together: two of one family have another first name, two sister companies another name.
const fn tells_apart(kind: Kind) -> bool {
    matches!(kind, Kind::FirstNames | Kind::BirthDate | Kind::CompanyName)
}

/// What is learned of a kind of household. Where what matches show is held, so is this: else it would take the place of the matches,
/// as it is free to become what they look like and they are not. Where nothing tells one from two who belong together, it may: nobody
/// can say which of the two they are.
fn households(state: &State, comparisons: &[Comparison], kind: usize, (sums, found): (&Table, f64)) -> Table {
    let held = state.lean == Lean::Held && comparisons.iter().any(|known| tells_apart(known.kind));
    let lean = |number: usize| match held {
        true => (&state.usual_households[kind - 1][number], HELD * found + BELIEF[kind]),
        false => (&state.u[number], BELIEF[kind]),
    };
    sums.iter().enumerate().map(|(number, counts)| leaning(counts, lean(number))).collect()
}

/// What is learned of matches. They lean on what is usual where it is known what a comparison is about, so that a few households among
/// hardly any matches do not become what matches look like; of any other column on what strangers show.
fn matches(state: &State, comparisons: &[Comparison], sums: &Table, found: f64) -> Table {
    let lean = |number: usize| match comparisons[number].kind {
        Kind::Code | Kind::Text => (&state.u[number], BELIEF[0]),
        _ if state.lean == Lean::Held => (&state.usual[number], HELD * found + BELIEF[0]),
        Kind::Words => (&state.u[number], BELIEF[0]),
        _ if state.lean == Lean::Nothing => (&state.u[number], BELIEF[0]),
        _ => (&state.usual[number], USUAL),
    };
    let chances = |(number, counts): (usize, &Vec<f64>)| {
        let learned = leaning(counts, lean(number));
        if comparisons[number].kind == Kind::FirstNames { one_name(learned, &state.usual[number]) } else { learned }
    };
    sums.iter().enumerate().map(chances).collect()
}

/// Twins share everything but the first name: whether two records with another one are about one person or two is told by nothing
/// else. So how often that is one person stays near what is usual.
fn one_name(mut learned: Vec<f64>, usual: &[f64]) -> Vec<f64> {
    let others = learned.len() - OTHER_NAMES..;
    for (chance, usual) in learned[others.clone()].iter_mut().zip(&usual[others]) {
        *chance = (*chance + OTHER_NAME * usual) / (1.0 + OTHER_NAME);
    }
    normal(learned)
}

fn round(state: &mut State, comparisons: &[Comparison], evidence: &Evidence<'_>, veto: f64) -> f64 {
    let all = evidence.all_pairs * evidence.rate;
    let strangers = (all - state.found.iter().sum::<f64>()).max(1.0);
    let mut sums: [Table; KINDS - 1] = std::array::from_fn(|_| state.u.iter().map(|levels| vec![0.0; levels.len()]).collect());
    let mut found = [0.0; KINDS - 1];
    for PatternCount { pattern, count, .. } in evidence.patterns {
        let vetoed = if vetoes(comparisons, *pattern) { veto } else { 1.0 };
        let parts: [f64; KINDS - 1] = std::array::from_fn(|kind| match state.found[kind] {
            0.0 => 0.0,
            number => number * chance(&state.learned[kind], *pattern) * if kind == 0 { vetoed } else { 1.0 },
        });
        let total = parts.iter().sum::<f64>() + strangers * chance(&state.u, *pattern);
        for (kind, part) in parts.iter().enumerate().filter(|(_, part)| **part > 0.0) {
            let share = *count as f64 * part / total.max(1e-300);
            found[kind] += share;
            for (number, levels) in sums[kind].iter_mut().enumerate() {
                levels[level_of(*pattern, number)] += share;
            }
        }
    }
    let matched = with_vetoes(matches(state, comparisons, &sums[0], found[0]), comparisons);
    let moved = change(&state.found, &found) + difference(&state.learned[0], &matched);
    state.learned[0] = matched;
    for kind in 1..=HOUSEHOLDS {
        if found[kind] > 0.0 {
            state.learned[kind] = two_of_them(households(state, comparisons, kind, (&sums[kind], found[kind])), state, comparisons);
        }
    }
    state.found = found;
    clean_u(state, comparisons, evidence);
    moved
}

/// The least part of how often equal values meet that is left to strangers, when every entity was counted once. An entity whose
/// address or number is written in several ways is still counted several times, so it is not all of it.
const OF_COUNTED_ONCE: f64 = 0.25;

/// Pairs of strangers that count as seen before, per kind: a level that was never seen leans on what strangers show.
const BELIEF: [f64; KINDS - 1] = [1.0, 20.0, 20.0];

/// How much what is usual weighs where the first name is another, in matches for each match that was found.
const OTHER_NAME: f64 = 0.5;

/// The last levels of first names, at which the name is another.
const OTHER_NAMES: usize = 2;

/// What is usual counts as this many matches that were seen.
const USUAL: f64 = 30.0;

/// How well a model explains the patterns it was learned from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fit {
    /// Expected matches.
    pub matches: f64,
    /// Those in patterns that occur more often than the model says.
    pub surplus: f64,
}

/// Compares how often patterns occur with how often the model says.
#[must_use]
pub fn fit(model: &Model, patterns: &[PatternCount], all_pairs: f64) -> Fit {
    let weights = model.weights();
    let log = |kind: usize, pattern: u64| {
        let levels = weights.levels.iter().enumerate().map(|(number, levels)| levels[level_of(pattern, number)][kind]);
        weights.prior[kind] + levels.sum::<f64>()
    };
    let rate = model.training.rate;
    let mut fit = Fit::default();
    // Patterns with something missing are compared with what the model says of what is there; only whole ones are counted here.
    let whole = |pattern: u64| (0..model.comparisons.len()).all(|number| level_of(pattern, number) != 0);
    let complete: f64 = patterns.iter().filter(|known| whole(known.pattern)).map(|known| known.count as f64).sum();
    let counted: f64 = patterns.iter().map(|known| known.count as f64).sum();
    for known in patterns.iter().filter(|known| whole(known.pattern)) {
        let parts: [f64; KINDS] = std::array::from_fn(|kind| log(kind, known.pattern).exp2());
        let sum: f64 = parts.iter().sum();
        let matches = known.count as f64 * parts[0] / sum.max(1e-300);
        let expected = all_pairs * rate * sum * complete / counted.max(1.0);
        fit.matches += matches;
        if known.count as f64 > 2.0 * expected + 5.0 {
            fit.surplus += matches * (1.0 - expected / known.count as f64);
        }
    }
    fit
}

fn change(before: &[f64; KINDS - 1], after: &[f64; KINDS - 1]) -> f64 {
    before.iter().zip(after).map(|(one, other)| (one - other).abs() / one.abs().max(1.0)).sum()
}

fn difference(before: &Table, after: &Table) -> f64 {
    before.iter().flatten().zip(after.iter().flatten()).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
}

/// Chances from expected counts; a level that was never seen leans on what is given.
fn leaning(counts: &[f64], (on, belief): (&Vec<f64>, f64)) -> Vec<f64> {
    normal(counts.iter().zip(on).map(|(count, usual)| count + belief * usual.max(1e-6)).collect())
}

/// Random pairs are strangers with a few matches and household pairs among them; those are taken out.
fn clean_u(state: &mut State, comparisons: &[Comparison], evidence: &Evidence<'_>) {
    let all = evidence.all_pairs * evidence.rate;
    for number in 0..comparisons.len() {
        let shares = &evidence.random[number];
        let seen = normal(shares.levels.clone());
        let clean = seen.iter().enumerate().map(|(level, share)| {
            let least = if level == 1 && shares.without_matches { OF_COUNTED_ONCE } else { 0.02 };
            let ours = state.learned.iter().zip(&state.found).map(|(table, found)| found / all * table[number][level]);
            (share - ours.sum::<f64>()).max(share * least)
        });
        let mut clean: Vec<f64> = clean.collect();
        if let Some(parts) = shares.by_parts.filter(|_| state.lean == Lean::Held) {
            of_addresses(&mut clean, parts, state.places);
        }
        state.u[number] = normal(clean);
    }
}

/// Where nothing else is compared, no other column says which equal addresses are one: by their parts strangers meet less. And where a
/// number has several additions, one of its addresses has none.
fn of_addresses(clean: &mut [f64], parts: f64, places: bool) {
    let slips = if places { SLIP } else { 1.0 };
    clean[1] = clean[1].min(parts * slips);
    if places {
        let least = OF_ADDITIONS * clean[usize::from(ADDITION_OTHER)];
        let left_out = &mut clean[usize::from(ADDITION_LEFT_OUT)];
        *left_out = left_out.max(least);
    }
}

/// Of two different addresses at one number, how many times one has no addition for each time that both have one, at least.
const OF_ADDITIONS: f64 = 0.25;
