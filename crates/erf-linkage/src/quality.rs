// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a run says of itself: pairs that no rule reached, and data that are not suitable.

use serde::Serialize;

use crate::{
    block::{Blocks, BoundRule},
    compare::{Comparison, SimCache},
    model::LevelChances,
    run::Run,
    score::{Pair, probability},
    store::{Slot, Store},
    threshold,
};

/// Something the user must know before believing a result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// A stable code.
    pub code: &'static str,
    /// In plain Dutch.
    pub words: String,
}

/// True pairs that no rule reaches, from how many are reached by one rule only and by two only.
///
/// Source: A. Chao, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43 (1987):
/// the number never caught is at least the square of the number caught once over twice the number caught twice.
#[must_use]
pub fn unreached(store: &Store, rules: &[BoundRule], blocks: &Blocks, pairs: &[Pair]) -> Unreached {
    let (mut once, mut twice) = (0.0, 0.0);
    for pair in pairs {
        match blocks.reached_by(pair.a, pair.b) {
            1 => once += probability(pair.bits),
            2 => twice += probability(pair.bits),
            _ => {}
        }
    }
    let reaching: Vec<&BoundRule> = rules.iter().zip(&blocks.report).filter(|(_, told)| told.pairs > 0).map(|(rule, _)| rule).collect();
    let missed = if twice > 0.0 { once * once / (2.0 * twice) } else { 0.0 };
    let found: f64 = pairs.iter().map(|pair| probability(pair.bits)).sum();
    let enough = reaching.len() >= ENOUGH_RULES && (twice >= ENOUGH_TWICE || once < twice);
    // An estimate of more than what was seen is no estimate, and rules that ask for the same column miss the same pairs.
    Unreached { pairs: missed, known: enough && missed <= found && !share_a_column(store, &reaching) }
}

/// Whether there is a column that all rules ask to be equal: a pair that differs there is reached by none.
fn share_a_column(store: &Store, rules: &[&BoundRule]) -> bool {
    let Some((one, others)) = rules.split_first() else { return false };
    one.asked(store).iter().any(|slot| others.iter().all(|rule| rule.asked(store).contains(slot)))
}

/// Rules that must have brought rows together, and pairs that two of them reached, before the overlap says what none reached.
const ENOUGH_RULES: usize = 4;
const ENOUGH_TWICE: f64 = 10.0;

/// True pairs that no rule reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Unreached {
    /// How many, as far as the overlap of the rules tells.
    pub pairs: f64,
    /// Whether there is enough overlap to tell.
    pub known: bool,
}

/// The most that a row can say about itself: bits it would get when compared with an exact copy. Rows that cannot reach the cut
/// even then can never be linked; one that is linked is not one of them.
#[must_use]
pub fn unlinkable(run: &Run) -> Vec<u32> {
    every(run, 1)
}

/// Every so many rows, those that can never be linked.
fn every(run: &Run, step: usize) -> Vec<u32> {
    let scorer = run.scorer();
    let mut cache = SimCache::default();
    let rows = (0..run.data.store.rows() as u32).step_by(step);
    let linked = linked(run);
    rows.filter(|row| !linked[*row as usize] && scorer.score(*row, *row, &mut cache) < run.cut.bits).collect()
}

/// Per row whether it is in one entity with another row or in a pair that reaches the cut.
fn linked(run: &Run) -> Vec<bool> {
    let mut linked: Vec<bool> = run.entities.iter().enumerate().map(|(row, entity)| *entity != row as u32).collect();
    let others: Vec<u32> = run.entities.iter().enumerate().filter(|(row, entity)| **entity != *row as u32).map(|(_, own)| *own).collect();
    let paired = run.pairs.iter().filter(|pair| pair.bits >= run.cut.bits).flat_map(|pair| [pair.a, pair.b]);
    for row in others.into_iter().chain(paired) {
        linked[row as usize] = true;
    }
    linked
}

/// Rows that are looked at for the share that can never be linked.
const LOOKED_AT: usize = 20_000;

/// What is wrong with a run.
#[must_use]
pub fn warnings(run: &Run) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code, words: String| warnings.push(Warning { code, words });
    let rows = run.data.store.rows();
    let training = &run.model.training;
    if run.compared == 0 {
        warn("nothing_compared", nothing_compared(run));
    }
    if !run.patterns.is_empty() {
        if !training.converged {
            warn(
                "not_converged",
                format!("Het model is na {} rondes nog niet tot rust gekomen. Vertrouw de kansen niet zonder controle.", training.rounds),
            );
        }
        if training.patterns < 20 {
            let count = training.patterns;
            warn(
                "few_patterns",
                format!(
                    "Er zijn maar {count} patronen van overeenkomst. Er is te weinig om van te leren; geef een model mee dat op meer rijen geleerd is."
                ),
            );
        }
        if training.unknown {
            warn(
                "unknown_matches",
                "In geen enkele kolom lijken rijen genoeg op elkaar om te leren hoe twee rijen over hetzelfde eruitzien: wat het meest op \
                 elkaar lijkt, is van dezelfde soort, zoals producten van een merk. Er is gerekend met wat gebruikelijk is; vertrouw de \
                 kansen niet zonder controle."
                    .to_owned(),
            );
        }
        if rows < 200 {
            warn("few_rows", format!("Er zijn maar {rows} rijen. Kansen die daaruit geleerd zijn, zijn ruw."));
        }
        let found = run.model.matches * training_pairs(run);
        if found < 30.0 {
            warn("few_matches", format!("Er zijn naar verwachting maar {found:.0} echte koppelingen. Daaruit valt weinig te leren."));
        }
    }
    for comparison in &run.model.comparisons {
        let tells = |level: &LevelChances| level.m > 0.05 && (level.m > 1.3 * level.u || level.u > 1.3 * level.m);
        if !comparison.levels.iter().any(tells) {
            warn(
                "says_nothing",
                format!(
                    "De vergelijking {} zegt bijna niets: gelijke waarden komen bij willekeurige rijen bijna even vaak voor.",
                    comparison.title()
                ),
            );
        }
    }
    if !training.left_out.is_empty() {
        warn("left_out", left_out(run));
    }
    dependence(run, &mut warn);
    if run.cut.links == 0 && threshold::hopeless(&run.curve) {
        warn(
            "hopeless",
            "Bij geen enkele grens is naar verwachting minstens de helft van de koppelingen goed. Daarom is er niets gekoppeld: in deze \
             kolommen staat te weinig om rijen aan te herkennen."
                .to_owned(),
        );
    }
    if rows > 0 && run.cut.links > 0 {
        let step = rows.div_ceil(LOOKED_AT);
        let (none, looked) = (every(run, step).len(), rows.div_ceil(step));
        if none * 10 > looked {
            let share = 100.0 * none as f64 / looked as f64;
            warn(
                "unlinkable",
                format!("{share:.0} % van de rijen is met dit model niet te koppelen: zelfs een exacte kopie haalt de grens niet."),
            );
        }
    }
    let separated: u64 = run.blocking.iter().map(|rule| rule.separated).sum();
    if separated > run.compared {
        warn(
            "separated",
            format!(
                "Grote groepen zijn gesplitst: {separated} paren zijn daardoor niet door die regel bij elkaar gebracht. Zie het overzicht per regel."
            ),
        );
    }
    warnings
}

/// Which columns do not count, and why.
fn left_out(run: &Run) -> String {
    let names = run.model.training.left_out.join(", ");
    format!(
        "Niet meegeteld: {names}. Rijen die verder overeenkomen, zijn daar niet vaker gelijk dan willekeurige rijen, zoals bij een \
         zaaknummer of een datum van melding."
    )
}

/// Why no two rows were compared, and what to do.
fn nothing_compared(run: &Run) -> String {
    let store = &run.data.store;
    if !store.sources.is_empty() && !(0..store.slots.len()).any(|place| in_several_sources(store, place)) {
        return "Er is niets vergeleken, want de bestanden hebben geen kolom gemeen. Geef kolommen die hetzelfde bevatten dezelfde kop."
            .to_owned();
    }
    "Er is niets vergeleken, want geen twee rijen hebben een waarde gemeen waarop wij rijen bij elkaar zetten. Kijk of elke kolom goed is \
     herkend; in kolommen waarin elke rij iets anders heeft, valt niets te koppelen."
        .to_owned()
}

/// Whether rows of more than one file say something at a place.
fn in_several_sources(store: &Store, place: usize) -> bool {
    let mut telling = (0..store.rows() as u32).filter(|row| store.row(*row)[place] != 0).map(|row| store.source(row));
    telling.next().is_some_and(|first| telling.any(|source| source != first))
}

fn training_pairs(run: &Run) -> f64 {
    crate::model::sample::all_pairs(&run.data.store)
}

/// Whether the model, which takes comparisons as independent within a kind of pair, explains how often patterns occur.
fn dependence(run: &Run, warn: &mut dyn FnMut(&'static str, String)) {
    if run.patterns.is_empty() {
        return;
    }
    if let Some((one, other)) = copied(run) {
        warn(
            "copied",
            format!(
                "De kolommen {one} en {other} zeggen bijna overal hetzelfde. Dat telt nu dubbel, zodat de kansen te hoog zijn: laat een van beide weg."
            ),
        );
    }
    let misfit = misfit(run);
    if misfit > 0.25 {
        let share = misfit * 100.0;
        warn(
            "dependence",
            format!(
                "Het model verklaart {share:.0} % van de patronen bij de koppelingen niet: kolommen hangen sterker samen dan het model aanneemt. De kansen zijn minder betrouwbaar."
            ),
        );
    }
}

/// Rows that are looked at for columns that say the same, and the share from which they do.
const COPIED_ROWS: usize = 2_000;
const COPIED: f64 = 0.9;

/// Two columns of one table that hold the same text in nearly every row where both say something.
fn copied(run: &Run) -> Option<(String, String)> {
    let store = &run.data.store;
    let name = |places: &[usize]| {
        let known = run.comparisons.iter().find(|known| known.own_places(store).iter().any(|place| places.contains(place)));
        known.map_or_else(String::new, Comparison::title)
    };
    let parts: Vec<Vec<usize>> = texts(run);
    for (number, one) in parts.iter().enumerate() {
        for other in &parts[number + 1..] {
            if same_words(run, one, other) >= COPIED {
                return Some((name(one), name(other)));
            }
        }
    }
    None
}

/// Places of what says something in words: a person's name as a whole, and every other text.
fn texts(run: &Run) -> Vec<Vec<usize>> {
    let store = &run.data.store;
    let place = |slots: &[Slot]| -> Vec<usize> { slots.iter().filter_map(|slot| store.place(*slot)).collect() };
    let whole = [place(&[Slot::First, Slot::Prefix, Slot::Surname]), place(&[Slot::Company]), place(&[Slot::Email])];
    let others = store.slots.iter().enumerate().filter(|(_, slot)| matches!(slot, Slot::Other(_))).map(|(place, _)| vec![place]);
    whole.into_iter().chain(others).filter(|places| !places.is_empty()).collect()
}

/// The share of rows in which two parts say the same words, of those in which both say something.
fn same_words(run: &Run, one: &[usize], other: &[usize]) -> f64 {
    let store = &run.data.store;
    let words = |row: u32, places: &[usize]| {
        let text: Vec<&str> = places.iter().map(|place| store.values.text(store.row(row)[*place])).collect();
        let mut words: Vec<String> = text.join(" ").split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (mut both, mut same) = (0usize, 0usize);
    for row in (0..store.rows() as u32).step_by(store.rows().div_ceil(COPIED_ROWS).max(1)) {
        let (x, y) = (words(row, one), words(row, other));
        if !x.is_empty() && !y.is_empty() {
            both += 1;
            same += usize::from(x == y);
        }
    }
    if both * 5 > store.rows().min(COPIED_ROWS) { same as f64 / both as f64 } else { 0.0 }
}

/// The share of likely matches whose patterns occur more often than the model expects.
#[must_use]
pub fn misfit(run: &Run) -> f64 {
    let fit = crate::model::em::fit(&run.model, &run.patterns, training_pairs(run));
    if fit.matches > 0.0 { fit.surplus / fit.matches } else { 0.0 }
}
