// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Why nothing of a file could be used, in one sentence.

use std::collections::BTreeMap;

use erf_readers::{Event, Problem};

/// The most causes a sentence names.
const MOST: usize = 3;

/// Why rows of a file were left out, by cause.
#[derive(Debug, Default)]
pub struct Causes(BTreeMap<String, Cause>);

#[derive(Debug)]
struct Cause {
    n: u64,
    reason: String,
    action: String,
}

impl Causes {
    /// Takes note of a rejection.
    pub(crate) fn hear<R>(&mut self, event: &Event<R>) {
        let Event::Problem(problem @ Problem { rejected: true, .. }) = event else { return };
        let first = || Cause { n: 0, reason: problem.reason.clone(), action: problem.action.clone() };
        self.0.entry(problem.code.clone()).or_insert_with(first).n += 1;
    }

    /// What is said of a file of which nothing is left.
    pub(crate) fn nothing_left(&self) -> String {
        if self.0.is_empty() {
            return "er staat geen enkele rij in, hooguit koppen. Controleer of dit het goede bestand is.".to_owned();
        }
        let mut causes: Vec<&Cause> = self.0.values().collect();
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.n));
        let said: Vec<String> = causes.iter().take(MOST).map(|c| format!("{} × {} {}", c.n, c.reason, c.action)).collect();
        format!("geen enkele rij kon worden opgenomen. {}", said.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(code: &str, reason: &str) -> Event<()> {
        Event::Problem(Problem {
            sheet: None,
            row: None,
            column: None,
            value: None,
            code: code.into(),
            reason: reason.into(),
            action: "Vraag een nieuw bestand.".into(),
            rejected: true,
        })
    }

    #[test]
    fn the_most_frequent_cause_goes_first() {
        let mut causes = Causes::default();
        [rejection("a", "De code ontbreekt."), rejection("b", "De vorm is niet te lezen."), rejection("b", "Anders.")]
            .iter()
            .for_each(|event| causes.hear(event));
        let said = causes.nothing_left();
        assert!(said.contains("2 × De vorm is niet te lezen. Vraag een nieuw bestand. 1 × De code ontbreekt."), "{said}");
        assert!(Causes::default().nothing_left().contains("hooguit koppen"));
    }
}
