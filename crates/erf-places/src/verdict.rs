// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What holds of a match after people judged it. Pure: the same judgements give the same answer in every re-run.

use erf_base::{Evidence, MunicipalityCode};
use serde::{Deserialize, Serialize};

/// Something a row may be about, with why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// `address`, `building`, `parcel`, `place` or `area`.
    pub target_kind: String,
    /// Its number or code.
    pub target_id: String,
    /// How a page names it.
    pub label: String,
    /// The place it belongs to, if any.
    pub place: Option<String>,
    /// The municipality it lies in.
    pub municipality: Option<MunicipalityCode>,
    /// Why.
    pub evidence: Evidence,
}

impl Candidate {
    /// Whether this is the thing with that kind and number.
    pub fn is(&self, kind: &str, id: &str) -> bool {
        self.target_kind == kind && self.target_id == id
    }
}

/// What is decided about a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The matcher is sure.
    Certain,
    /// A person should look.
    Unsure,
    /// Nothing fits.
    None,
    /// A person said it is the same.
    Confirmed,
    /// A person said it is none of them.
    Rejected,
    /// A person looked and could not say.
    Undecided,
}

impl Decision {
    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certain => "zeker",
            Self::Unsure => "twijfel",
            Self::None => "geen",
            Self::Confirmed => "bevestigd",
            Self::Rejected => "verworpen",
            Self::Undecided => "onbeslist",
        }
    }

    /// Back from the database; anything unknown is unsure.
    pub fn of(code: &str) -> Self {
        let all = [Self::Certain, Self::None, Self::Confirmed, Self::Rejected, Self::Undecided];
        all.into_iter().find(|decision| decision.code() == code).unwrap_or(Self::Unsure)
    }

    /// Whether facts may rest on it.
    pub fn holds(self) -> bool {
        matches!(self, Self::Certain | Self::Confirmed)
    }
}

/// What a person said of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The row is about this.
    Same {
        /// Kind of the thing.
        target_kind: String,
        /// Its number or code.
        target_id: String,
    },
    /// The row is not about this.
    NotSame {
        /// Kind of the thing.
        target_kind: String,
        /// Its number or code.
        target_id: String,
    },
    /// Cannot say.
    Unsure,
}

impl Verdict {
    /// The word used in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Same { .. } => "zelfde",
            Self::NotSame { .. } => "niet_zelfde",
            Self::Unsure => "weet_niet",
        }
    }

    /// The thing it speaks of.
    pub fn target(&self) -> Option<(&str, &str)> {
        match self {
            Self::Same { target_kind, target_id } | Self::NotSame { target_kind, target_id } => Some((target_kind, target_id)),
            Self::Unsure => None,
        }
    }

    /// Back from the database.
    pub fn of(code: &str, target_kind: Option<String>, target_id: Option<String>) -> Self {
        match (code, target_kind, target_id) {
            ("zelfde", Some(target_kind), Some(target_id)) => Self::Same { target_kind, target_id },
            ("niet_zelfde", Some(target_kind), Some(target_id)) => Self::NotSame { target_kind, target_id },
            _ => Self::Unsure,
        }
    }
}

/// What the matcher decided and considered, best first, with what people said of it, oldest first.
///
/// The last «same» wins. A «not same» takes its thing away; what is left is for a person to look at. «Cannot say» keeps the
/// row out of use until somebody else looks.
pub fn settle<'c>(automatic: Decision, candidates: &'c [Candidate], verdicts: &[Verdict]) -> (Decision, Option<&'c Candidate>) {
    let left = |candidate: &&Candidate| {
        !verdicts
            .iter()
            .any(|verdict| matches!(verdict, Verdict::NotSame { target_kind, target_id } if candidate.is(target_kind, target_id)))
    };
    match verdicts.last() {
        None if automatic == Decision::None => (Decision::None, None),
        None => (automatic, candidates.first()),
        Some(Verdict::Same { target_kind, target_id }) => match candidates.iter().find(|c| c.is(target_kind, target_id)) {
            Some(chosen) => (Decision::Confirmed, Some(chosen)),
            // What was chosen is no longer considered, for instance because it was demolished: a person must look again.
            None => (Decision::Unsure, candidates.first()),
        },
        Some(Verdict::NotSame { .. }) => match candidates.iter().find(left) {
            Some(next) => (Decision::Unsure, Some(next)),
            None => (Decision::Rejected, None),
        },
        Some(Verdict::Unsure) => (Decision::Undecided, candidates.iter().find(left)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str) -> Candidate {
        Candidate {
            target_kind: "address".into(),
            target_id: id.into(),
            label: id.into(),
            place: None,
            municipality: None,
            evidence: Evidence::default(),
        }
    }

    fn same(id: &str) -> Verdict {
        Verdict::Same { target_kind: "address".into(), target_id: id.into() }
    }

    fn not(id: &str) -> Verdict {
        Verdict::NotSame { target_kind: "address".into(), target_id: id.into() }
    }

    fn check(automatic: Decision, verdicts: &[Verdict], decision: Decision, target: Option<&str>) {
        let candidates = [candidate("a"), candidate("b")];
        let (found, chosen) = settle(automatic, &candidates, verdicts);
        assert_eq!((found, chosen.map(|c| c.target_id.as_str())), (decision, target), "{verdicts:?}");
    }

    #[test]
    fn what_people_say_goes_before_what_the_matcher_says() {
        check(Decision::Certain, &[], Decision::Certain, Some("a"));
        check(Decision::Unsure, &[same("b")], Decision::Confirmed, Some("b"));
        check(Decision::Certain, &[not("a")], Decision::Unsure, Some("b"));
        check(Decision::Unsure, &[not("a"), not("b")], Decision::Rejected, None);
        check(Decision::Unsure, &[not("a"), same("a")], Decision::Confirmed, Some("a"));
        check(Decision::Unsure, &[Verdict::Unsure], Decision::Undecided, Some("a"));
    }

    #[test]
    fn a_choice_that_is_gone_is_asked_again() {
        check(Decision::Certain, &[same("gesloopt")], Decision::Unsure, Some("a"));
    }
}
