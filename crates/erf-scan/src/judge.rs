// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What was found at one place, judged by the card: as it is, without one of its reasons, or without what may not be told.

use crate::{
    card::Card,
    model::{Counted, Scored},
    rules::{self, Found, Scheme},
};

/// Divides what was found, each with its place on the card, into what counts and what does not, in the order in which it is told.
/// Gives what counts.
pub(crate) fn divide(scheme: &Scheme, parts: Vec<(usize, Counted)>, scored: &mut Scored) -> Found {
    let judgement = scheme.judge(bits(parts.iter().map(|(nth, _)| *nth)));
    for (nth, part) in parts {
        let has = |bits: Found| bits >> nth & 1 == 1;
        if has(judgement.counted) {
            scored.counted.push(part);
        } else {
            let reason = if has(judgement.lower) { rules::LOWER } else { rules::ALONE };
            scored.uncounted.push((part, reason.to_owned()));
        }
    }
    scored.points = judgement.points;
    scored.counted.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.code.cmp(&b.code)));
    scored.uncounted.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
    judgement.counted
}

/// The place as if nothing else had been found there than what may be told: its points and what counts give nothing else away.
/// Band and rank stay those of the scan.
pub(crate) fn only(card: &Card, scored: &Scored, may: impl Fn(&Counted) -> bool) -> Scored {
    let corrected = scored.uncounted.iter().filter(|(part, why)| why == rules::CORRECTED && may(part)).cloned().collect();
    let parts = found(card, scored).filter(|(_, part)| may(part)).map(|(nth, part)| (nth, part.clone())).collect();
    let mut told = Scored { counted: Vec::new(), uncounted: corrected, ..scored.clone() };
    divide(&card.scheme(), parts, &mut told);
    told
}

/// What is left of the points of a place without one of its reasons.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Without<'a> {
    pub code: &'a str,
    pub points: i32,
}

/// The reasons that lower the points when they are no longer so, most points first. What counts only in company goes with its
/// company, and what says the same may take over: then nothing is lower. Page, letter and report all tell this.
pub(crate) fn without_each<'a>(card: &Card, scored: &'a Scored) -> Vec<Without<'a>> {
    let scheme = card.scheme();
    let without = |part: &'a Counted| {
        let others = found(card, scored).filter(|(_, other)| other.code != part.code);
        Without { code: &part.code, points: scheme.judge(bits(others.map(|(nth, _)| nth))).points }
    };
    scored.counted.iter().map(without).filter(|left| left.points < scored.points).collect()
}

/// What was found and not corrected, each with its place on the card.
fn found<'a>(card: &Card, scored: &'a Scored) -> impl Iterator<Item = (usize, &'a Counted)> {
    let uncounted = scored.uncounted.iter().filter(|(_, why)| why != rules::CORRECTED).map(|(part, _)| part);
    let position = |part: &Counted| card.entries.iter().position(|entry| entry.code == part.code);
    scored.counted.iter().chain(uncounted).filter_map(move |part| position(part).map(|nth| (nth, part)))
}

fn bits(parts: impl Iterator<Item = usize>) -> Found {
    parts.fold(0, |all, nth| all | 1 << nth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Trial;

    /// What is left without each, at the one yard of a scan.
    fn left(entries: &[(&str, i32)]) -> Vec<(String, i32)> {
        let trial = Trial::new(entries, &["p".repeat(entries.len())]);
        let outcome = trial.run(1, 0.0, 1);
        let without = without_each(&trial.card, &outcome.scored[0]);
        without.into_iter().map(|left| (left.code.to_owned(), left.points)).collect()
    }

    #[test]
    fn an_ended_farm_goes_with_its_company() {
        assert_eq!(left(&[("L03", 2), ("L17", 2)]), [("L03".to_owned(), 2), ("L17".to_owned(), 0)]);
        assert_eq!(left(&[("L03", 2), ("L17", 2), ("L18", 1)]).last(), Some(&("L18".to_owned(), 4)));
    }

    #[test]
    fn what_says_the_same_takes_over() {
        assert_eq!(left(&[("H05", 3), ("L01", 1), ("L11", 1)]), [("H05".to_owned(), 2), ("L11".to_owned(), 3)]);
        assert_eq!(left(&[("H05", 3), ("L01", 3)]), [], "nothing is lower when the one takes the place of the other");
    }

    #[test]
    fn what_may_not_be_told_is_no_company_either() {
        let trial = Trial::new(&[("L03", 2), ("L09", 5), ("L17", 2)], &["ppa", "paa"]);
        let outcome = trial.run(1, 0.0, 1);
        let told: Vec<Scored> = outcome.scored.iter().map(|one| only(&trial.card, one, |part| part.code != "L09")).collect();
        assert_eq!(outcome.scored[0].points, 7);
        for one in &told {
            assert_eq!((one.points, one.counted.len(), one.uncounted[0].1.as_str()), (0, 0, rules::ALONE), "{}", one.place);
        }
    }
}
