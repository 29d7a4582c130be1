// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Why two records were linked, or were not: a waterfall that adds up to the score, and a sentence that says it in plain Dutch.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{
    compare::{Comparison, SimCache},
    judge::Verdict,
    model::{STRANGERS, VETO, level_of, sample},
    run::Run,
    score::probability,
    standardise::company::LegalForm,
    store::{FOREIGN, Slot, Store, postcode_digits},
};

/// What one comparison says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contribution {
    /// The comparison.
    pub comparison: String,
    /// Its name in Dutch.
    pub words: String,
    /// What the left record says, as it was understood.
    pub left: String,
    /// What the right record says, as it was understood.
    pub right: String,
    /// Code of the level.
    pub level: String,
    /// The level in Dutch.
    pub level_words: String,
    /// How much it speaks for one entity over strangers, in bits.
    pub bits: f64,
    /// What is added because the shared value is rarer, or taken off because it is more usual, than average.
    pub frequency_bits: f64,
    /// What is taken off because this level all but rules out that it is one entity.
    pub veto_bits: f64,
}

/// A score, taken apart. `prior + contributions + interaction = total`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Name of the left row.
    pub left: String,
    /// Name of the right row.
    pub right: String,
    /// What is known before looking: of all pairs, few are about one entity.
    pub prior: f64,
    /// What each comparison adds.
    pub contributions: Vec<Contribution>,
    /// What is taken off because two entities that belong together (one household, one yard) would show the same.
    pub interaction: f64,
    /// The score in bits.
    pub total: f64,
    /// The chance that both are about one entity.
    pub probability: f64,
    /// The cut of the run.
    pub cut: f64,
    /// Whether the run put both into one entity.
    pub linked: bool,
    /// What people decided of these two, which goes before the score.
    pub judged: Option<Verdict>,
    /// All of it in a few sentences.
    pub sentence: String,
}

/// Explains the score of two rows of the store.
#[must_use]
pub fn explain(run: &Run, a: u32, b: u32) -> Explanation {
    let scorer = run.scorer();
    let pattern = sample::pattern(&run.comparisons, &scorer.view, a, b, &mut SimCache::default());
    let parts = scorer.of(pattern, a, b);
    let refit = run.weights.refit.as_ref();
    let contributions: Vec<Contribution> = run
        .comparisons
        .iter()
        .enumerate()
        .map(|(number, known)| contribution(run, known, number, level_of(pattern, number), a, b))
        .collect();
    let total = scorer.bits(&parts);
    let mut explanation = Explanation {
        left: run.data.id(a).to_owned(),
        right: run.data.id(b).to_owned(),
        prior: run.weights.prior[0] - run.weights.prior[STRANGERS] + refit.map_or(0.0, |refit| refit.shift),
        interaction: parts.interaction() * refit.map_or(1.0, |refit| refit.interaction),
        contributions,
        total,
        probability: probability(total),
        cut: run.cut.bits,
        linked: run.entities[a as usize] == run.entities[b as usize],
        judged: run.verdict(a, b),
        sentence: String::new(),
    };
    explanation.sentence = sentence(&explanation);
    explanation
}

fn contribution(run: &Run, comparison: &Comparison, number: usize, level: usize, a: u32, b: u32) -> Contribution {
    let known = comparison.levels()[level];
    let logs = run.weights.levels[number][level];
    let veto_bits = if known.veto && run.model.comparisons[number].levels[level - 1].veto { VETO } else { 0.0 };
    let kind = comparison.kind.words();
    let scale = run.weights.refit.as_ref().map_or(1.0, |refit| refit.scales[number]);
    Contribution {
        comparison: comparison.name.clone(),
        words: if comparison.kind.code() == comparison.name { kind.to_owned() } else { comparison.name.clone() },
        left: shown(&run.data.store, comparison, a),
        right: shown(&run.data.store, comparison, b),
        level: known.code.to_owned(),
        level_words: known.words.to_owned(),
        bits: scale * (logs[0] - logs[STRANGERS] - veto_bits),
        frequency_bits: -scale * run.scorer().rarity(comparison, level, a, b),
        veto_bits: scale * veto_bits,
    }
}

/// What a record says, for people: the values as the standardisers understood them.
fn shown(store: &Store, comparison: &Comparison, row: u32) -> String {
    let cells = store.row(row);
    let mut text = String::new();
    for place in comparison.own_places(store) {
        let part = cell(store, store.slots[place], cells[place]);
        if !part.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&part);
        }
    }
    text
}

fn cell(store: &Store, slot: Slot, number: u32) -> String {
    match slot {
        _ if number == 0 => String::new(),
        Slot::Birth => format!("{:04x}-{:02x}-{:02x}", number >> 16, number >> 8 & 0xff, number & 0xff),
        Slot::Sex => (if number == 1 { "man" } else { "vrouw" }).to_owned(),
        Slot::Postcode if postcode_digits(number) >= FOREIGN => "buitenlandse postcode".to_owned(),
        Slot::Postcode => {
            let letter = |code: u32| char::from_u32(u32::from(b'A') + code - 1).filter(|_| code > 0);
            let letters: String = [letter(number / 27 % 27), letter(number % 27)].into_iter().flatten().collect();
            format!("{}{letters}", postcode_digits(number))
        }
        Slot::Number => number.to_string(),
        Slot::Phone => format!("0{number:09}"),
        Slot::Kvk => format!("{number:08}"),
        Slot::North => format!("{:.5}", f64::from(number) * 1e-6 - 90.0),
        Slot::East => format!("{:.5}", f64::from(number) * 1e-6 - 180.0),
        Slot::Legal => legal(number),
        _ => store.values.text(number).to_owned(),
    }
}

fn legal(number: u32) -> String {
    let form = (number / 2).checked_sub(1).and_then(|form| u8::try_from(form).ok()).map_or("", |form| LegalForm::Known(form).text());
    let holding = if number % 2 == 1 { "holding" } else { "" };
    [form, holding].join(" ").trim().to_owned()
}

/// The chance in words that need no arithmetic.
fn chance_words(probability: f64) -> String {
    match probability {
        0.999.. => "vrijwel zeker".to_owned(),
        0.95.. => "zeer waarschijnlijk".to_owned(),
        0.8.. => "waarschijnlijk".to_owned(),
        0.5.. => "eerder wel dan niet".to_owned(),
        0.2.. => "eerder niet dan wel".to_owned(),
        0.01.. => "onwaarschijnlijk".to_owned(),
        _ => "vrijwel zeker niet".to_owned(),
    }
}

/// What people decided, and what that does. Nothing when nobody judged this pair.
const fn judged_words(judged: Option<Verdict>, linked: bool) -> &'static str {
    match (judged, linked) {
        (None, _) => "",
        (Some(Verdict::NotSame), _) => " Een mens oordeelde: niet dezelfde; dat gaat voor.",
        (Some(Verdict::Same), true) => " Een mens oordeelde: dezelfde; dat gaat voor.",
        (Some(Verdict::Same), false) => " Een mens oordeelde: dezelfde; andere oordelen houden deze rijen uit elkaar.",
        (Some(Verdict::Unsure), _) => " Een mens oordeelde: niet te zeggen, of mensen spraken elkaar tegen; dat verandert niets.",
    }
}

fn sentence(explanation: &Explanation) -> String {
    let weight = |known: &&Contribution| known.bits + known.frequency_bits + known.veto_bits;
    let mut strong: Vec<&Contribution> = explanation.contributions.iter().filter(|known| weight(known).abs() >= 1.0).collect();
    strong.sort_by(|one, other| weight(other).abs().total_cmp(&weight(one).abs()));
    let list = |part: Vec<&&Contribution>| {
        part.iter().take(3).map(|known| format!("{} ({})", known.words, known.level_words)).collect::<Vec<_>>().join(", ")
    };
    let (speaks_for, against): (Vec<&&Contribution>, Vec<&&Contribution>) = strong.iter().partition(|known| weight(known) > 0.0);
    let mut text = format!("Dat dit een en dezelfde is, is {}", chance_words(explanation.probability));
    let _ = write!(text, " (kans {} %).", format!("{:.1}", explanation.probability * 100.0).replace('.', ","));
    if !speaks_for.is_empty() {
        let _ = write!(text, " Ervoor spreekt: {}.", list(speaks_for));
    }
    if !against.is_empty() {
        let _ = write!(text, " Ertegen spreekt: {}.", list(against));
    }
    if explanation.interaction < -2.0 {
        text.push_str(" Omdat huisgenoten of zusterbedrijven ook veel gemeen hebben, telt wat zij delen minder zwaar.");
    }
    text.push_str(judged_words(explanation.judged, explanation.linked));
    text
}
