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
    model::{Band, Counted, Scored},
    rules::Scheme,
    store::dossier::Dossier,
};

/// Reasons named in the sentence that sums a dossier up.
const MOST_IN_SHORT: usize = 3;

/// A reason: a part of the points, or something found that does not count.
#[derive(Debug, Serialize)]
pub struct Reason {
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
    /// Key of why it does not count; empty when it does.
    why: String,
}

/// What the points would be without one reason.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Lower {
    name: String,
    points: i32,
    band: &'static str,
}

/// An indicator nobody could answer.
#[derive(Debug, Serialize)]
pub struct Unanswered {
    name: String,
    why: String,
}

/// The reasons that count, in the order of the bars.
pub fn reasons(it: &Dossier) -> Vec<Reason> {
    it.scored.counted.iter().map(|counted| reason(it, counted, "")).collect()
}

/// What was found and does not count, with why.
pub fn uncounted(it: &Dossier) -> Vec<Reason> {
    it.scored.uncounted.iter().map(|(counted, why)| reason(it, counted, why)).collect()
}

fn reason(it: &Dossier, counted: &Counted, why: &str) -> Reason {
    let declared = indicator::find(&counted.code);
    let finding = &counted.finding;
    let rows: Vec<String> =
        finding.rows.iter().filter(|row| it.rows.contains_key(*row)).map(|row| row_address(row.delivery, row.seq)).collect();
    let named = finding.rows.iter().filter_map(|row| it.rows.get(row).map(|line| line.holder.clone()));
    let ground: Vec<_> = finding.ground.iter().filter_map(|delivery| it.sources.get(delivery)).collect();
    let holders: BTreeSet<String> = named.chain(ground.iter().map(|line| line.holder.clone())).collect();
    let newest = ground.iter().filter_map(|line| line.period_to).max();
    Reason {
        name: indicator_name(&counted.code),
        sentence: declared.map(|it| it.sentence.clone()).unwrap_or_default(),
        source: declared.map(|it| it.source.clone()).unwrap_or_default(),
        detail: sentence_case(&finding.detail),
        date: finding.date.or(newest).and_then(iso),
        holders: holders.into_iter().collect(),
        ground: ground.iter().map(|line| (delivery_address(line.delivery), line.name.clone())).collect(),
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
pub fn waterfall(scored: &Scored) -> Option<Waterfall> {
    let part = |counted: &Counted| Contribution::new(&counted.code, f64::from(counted.points), &counted.finding.detail);
    let contributions: Vec<Contribution> = scored.counted.iter().map(part).collect();
    (!contributions.is_empty()).then(|| Waterfall::of(&Evidence { prior: 0.0, contributions }, Unit::Points))
}

/// The strongest reasons in one sentence.
pub fn short(scored: &Scored) -> String {
    let said = |counted: &Counted| {
        let name = lower_first(&indicator_name(&counted.code));
        let detail = counted.finding.detail.trim().trim_end_matches('.');
        if detail.is_empty() { name } else { format!("{name} ({})", lower_first(detail)) }
    };
    let parts: Vec<String> = scored.counted.iter().take(MOST_IN_SHORT).map(said).collect();
    let more = scored.counted.len().saturating_sub(MOST_IN_SHORT);
    match (parts.len(), more) {
        (0, _) => String::new(),
        (_, 0) => format!("{}.", parts.join(", ")),
        (_, more) => format!("{}, en nog {more}.", parts.join(", ")),
    }
}

/// What nobody could answer.
pub fn unknown(scored: &Scored) -> Vec<Unanswered> {
    scored.unknown.iter().map(|(code, why)| Unanswered { name: lower_first(&indicator_name(code)), why: why.clone() }).collect()
}

/// Innocent explanations of what counts, each once.
pub fn innocent(scored: &Scored) -> Vec<String> {
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
}

impl Borders {
    /// The band that goes with so many points; at a border that was drawn, the better one.
    pub fn band(self, points: i32) -> Band {
        match points {
            points if points <= 0 => Band::D,
            points if self.a.is_some_and(|least| points >= least) => Band::A,
            points if self.b.is_some_and(|least| points >= least) => Band::B,
            _ => Band::C,
        }
    }
}

/// What the points would be if one reason were not so. What counts only in company goes with it.
pub fn lowers(it: &Dossier, borders: Borders) -> Vec<Lower> {
    let entries = &it.card.card.entries;
    let scheme = Scheme::new(entries.iter().map(|entry| (entry.code.as_str(), entry.points)));
    let corrected = |why: &str| why == crate::rules::CORRECTED;
    let uncounted = it.scored.uncounted.iter().filter(|(_, why)| !corrected(why)).map(|(counted, _)| counted);
    let found: Vec<&Counted> = it.scored.counted.iter().chain(uncounted).collect();
    let bits = |without: &str| {
        let position = |code: &str| entries.iter().position(|entry| entry.code == code);
        let others = found.iter().filter(|counted| counted.code != without);
        others.filter_map(|counted| position(&counted.code)).fold(0, |all, nth| all | 1 << nth)
    };
    let without = |counted: &Counted| {
        let points = scheme.judge(bits(&counted.code)).points;
        Lower { name: indicator_name(&counted.code), points, band: letter(borders.band(points)) }
    };
    it.scored.counted.iter().map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_the_band_that_its_points_reach() {
        let borders = Borders { a: Some(9), b: Some(6) };
        let bands: Vec<Band> = [12, 9, 8, 6, 5, 0].into_iter().map(|points| borders.band(points)).collect();
        assert_eq!(bands, [Band::A, Band::A, Band::B, Band::B, Band::C, Band::D]);
        assert_eq!(Borders::default().band(3), Band::C);
    }

    #[test]
    fn details_read_as_sentences() {
        assert_eq!(sentence_case("2 gebouwen, samen 640 m²."), "2 gebouwen, samen 640 m²");
        assert_eq!(sentence_case("leeg sinds maart"), "Leeg sinds maart");
    }
}
