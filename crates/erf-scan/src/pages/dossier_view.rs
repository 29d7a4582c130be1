// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A dossier in words: each reason with its sentence, who said so and the way to the rows, and what would lower the points.

use std::collections::BTreeSet;

use erf_base::{Contribution, Evidence};
use erf_web::{Unit, Waterfall};
use serde::Serialize;

use super::{
    filters::letter,
    view::{delivery_address, indicator_name, iso, lower_first, row_address},
};
use crate::{
    indicator,
    judge::{self, Without},
    model::{Band, Counted, Scored},
    store::dossier::Dossier,
};

/// Source of which single buildings and addresses can be looked up.
const BAG: &str = "bag";
/// Reasons named in the sentence that sums a dossier up.
const MOST_IN_SHORT: usize = 3;

/// How a place came to its points, as the page tells it.
#[derive(Debug, Serialize)]
pub struct Account {
    place: String,
    name: String,
    kind: String,
    band: &'static str,
    points: i32,
    rank_low: u32,
    rank_high: u32,
    drawn: bool,
    proposed: bool,
    random: bool,
    chance: f64,
    short: String,
    waterfall: Option<Waterfall>,
    reasons: Vec<Reason>,
    uncounted: Vec<Reason>,
    unknown: Vec<Unanswered>,
    innocent: Vec<String>,
    lowers: Vec<Lower>,
    /// From how many points on band A begins, when this place is not in it.
    to_a: Option<i32>,
}

impl Account {
    /// The account of a dossier.
    pub fn of(it: &Dossier, borders: Borders) -> Self {
        let scored = &it.scored;
        Self {
            place: scored.place.clone(),
            name: scored.name.clone(),
            kind: scored.kind.clone(),
            band: letter(scored.band),
            points: scored.points,
            rank_low: scored.rank.0,
            rank_high: scored.rank.1,
            drawn: scored.drawn,
            proposed: scored.proposed,
            random: scored.random,
            chance: scored.chance,
            short: short(scored),
            waterfall: waterfall(scored),
            reasons: scored.counted.iter().map(|counted| reason(it, counted, "")).collect(),
            uncounted: scored.uncounted.iter().map(|(counted, why)| reason(it, counted, why)).collect(),
            unknown: scored.unknown.iter().map(unanswered).collect(),
            innocent: innocent(scored),
            lowers: lowers(it, borders),
            to_a: borders.a.filter(|_| scored.band != Band::A),
        }
    }
}

/// A reason: a part of the points, or something found that does not count.
#[derive(Debug, Serialize)]
struct Reason {
    code: String,
    name: String,
    sentence: String,
    detail: String,
    source: String,
    /// Who delivered it.
    holders: Vec<String>,
    date: Option<String>,
    /// Addresses of the rows that say so.
    rows: Vec<String>,
    /// Deliveries it rests on when no single row says so: address and name.
    ground: Vec<(String, String)>,
    /// Where the buildings and addresses stand that it rests on.
    objects: Option<String>,
    /// Key of why it does not count; empty when it does.
    why: String,
}

/// What the points would be without one reason.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Lower {
    name: String,
    points: i32,
    band: &'static str,
    /// The other band, where the lot decided between equals.
    or: Option<&'static str>,
}

/// An indicator nobody could answer.
#[derive(Debug, Serialize)]
struct Unanswered {
    name: String,
    why: String,
}

fn reason(it: &Dossier, counted: &Counted, why: &str) -> Reason {
    let declared = indicator::find(&counted.code);
    let finding = &counted.finding;
    let rows: Vec<String> =
        finding.rows.iter().filter(|row| it.rows.contains_key(*row)).map(|row| row_address(row.delivery, row.seq)).collect();
    let named = finding.rows.iter().filter_map(|row| it.rows.get(row).map(|line| line.holder.clone()));
    let ground: Vec<_> = finding.ground.iter().filter_map(|delivery| it.sources.get(delivery)).collect();
    let holders: BTreeSet<String> = named.chain(ground.iter().map(|line| line.holder.clone())).collect();
    Reason {
        name: indicator_name(&counted.code),
        sentence: declared.map(|it| it.sentence.clone()).unwrap_or_default(),
        source: declared.map(|it| it.source.clone()).unwrap_or_default(),
        detail: sentence_case(&finding.detail),
        date: it.day_of(finding).and_then(iso),
        holders: holders.into_iter().collect(),
        ground: ground.iter().map(|line| (delivery_address(line.delivery), line.name.clone())).collect(),
        objects: ground.iter().any(|line| line.source == BAG).then(|| format!("/plaatsen/{}#gebouwen", it.scored.place)),
        rows,
        code: counted.code.clone(),
        why: why.to_owned(),
    }
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.trim().trim_end_matches('.').chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The bars of the reasons; nothing when nothing counts.
fn waterfall(scored: &Scored) -> Option<Waterfall> {
    let part = |counted: &Counted| Contribution::new(&counted.code, f64::from(counted.points), &counted.finding.detail);
    let contributions: Vec<Contribution> = scored.counted.iter().map(part).collect();
    (!contributions.is_empty()).then(|| Waterfall::of(&Evidence { prior: 0.0, contributions }, Unit::Points))
}

/// The strongest reasons in one sentence; what they rest on stands below it.
fn short(scored: &Scored) -> String {
    let names: Vec<String> = scored.counted.iter().take(MOST_IN_SHORT).map(|counted| lower_first(&indicator_name(&counted.code))).collect();
    match scored.counted.len().saturating_sub(MOST_IN_SHORT) {
        _ if names.is_empty() => String::new(),
        0 => format!("{}.", names.join(", ")),
        1 => format!("{}, en nog één.", names.join(", ")),
        more => format!("{}, en nog {more}.", names.join(", ")),
    }
}

fn unanswered((code, why): &(String, String)) -> Unanswered {
    Unanswered { name: lower_first(&indicator_name(code)), why: why.clone() }
}

/// Innocent explanations of what counts, each once.
fn innocent(scored: &Scored) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for counted in &scored.counted {
        if let Some(declared) = indicator::find(&counted.code)
            && !declared.innocent.is_empty()
            && !all.contains(&declared.innocent)
        {
            all.push(declared.innocent.clone());
        }
    }
    all
}

/// From how many points on a place is in band A and in band B, as it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Borders {
    /// Fewest points in A.
    pub a: Option<i32>,
    /// Fewest points in B.
    pub b: Option<i32>,
    /// Most points in B: equal to the fewest in A when the lot decided between them.
    pub most_b: Option<i32>,
    /// Most points in C.
    pub most_c: Option<i32>,
}

impl Borders {
    /// The bands that go with so many points, the best and the worst: two where the lot decided between equals.
    pub fn bands(self, points: i32) -> (Band, Band) {
        let reaches = |least: Option<i32>| least.is_some_and(|least| points >= least);
        let best = match points {
            points if points <= 0 => Band::D,
            _ if reaches(self.a) => Band::A,
            _ if reaches(self.b) => Band::B,
            _ => Band::C,
        };
        let worst = match best {
            Band::A | Band::B if self.most_c == Some(points) => Band::C,
            Band::A if self.most_b == Some(points) => Band::B,
            _ => best,
        };
        (best, worst)
    }
}

/// What the points would be if one reason were not so.
fn lowers(it: &Dossier, borders: Borders) -> Vec<Lower> {
    let lower = |Without { code, points }: Without<'_>| {
        let (best, worst) = borders.bands(points);
        Lower { name: indicator_name(code), points, band: letter(best), or: (worst != best).then(|| letter(worst)) }
    };
    judge::without_each(&it.card.card, &it.scored).into_iter().map(lower).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_the_band_that_its_points_reach() {
        let borders = Borders { a: Some(9), b: Some(6), most_b: Some(8), most_c: Some(5) };
        let bands: Vec<(Band, Band)> = [12, 9, 8, 6, 5, 0].into_iter().map(|points| borders.bands(points)).collect();
        assert_eq!(bands, [Band::A, Band::A, Band::B, Band::B, Band::C, Band::D].map(|band| (band, band)));
        assert_eq!(Borders::default().bands(3), (Band::C, Band::C));
    }

    #[test]
    fn where_the_lot_decided_both_bands_are_named() {
        let borders = Borders { a: Some(2), b: Some(2), most_b: Some(2), most_c: Some(1) };
        assert_eq!(borders.bands(2), (Band::A, Band::B));
        let small = Borders { most_c: Some(2), ..borders };
        assert_eq!((small.bands(2), small.bands(3)), ((Band::A, Band::C), (Band::A, Band::A)));
    }

    #[test]
    fn details_read_as_sentences() {
        assert_eq!(sentence_case("2 gebouwen, samen 640 m²."), "2 gebouwen, samen 640 m²");
        assert_eq!(sentence_case("leeg sinds maart"), "Leeg sinds maart");
    }
}
