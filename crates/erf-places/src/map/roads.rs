// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Four kinds of road, whatever words or codes a source uses.

/// How a road is drawn, most important first; from which zoom follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoadKind {
    /// Motorway.
    Motorway,
    /// Main or provincial road.
    Main,
    /// Street, lane, or unknown.
    Street,
    /// Cycle path or footpath.
    Path,
}

impl RoadKind {
    /// The word used in tiles, property `soort`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Motorway => "autosnelweg",
            Self::Main => "provinciale weg",
            Self::Street => "straat",
            Self::Path => "pad",
        }
    }

    /// Read from anything a source says of a road, values separated by blanks: words, a road number (`A7`, `N302`), or the
    /// codes of the national road file for the keeper (`R`, `P`) and the kind of carriageway (`HR`, `FP`, `VP`).
    pub fn of(said: &str) -> Self {
        let any = |test: &dyn Fn(&str) -> bool| said.split_whitespace().any(test);
        let lower = said.to_lowercase();
        let speaks_of = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if any(&|v| is_number(v, 'A')) || speaks_of(&["snelweg"]) {
            Self::Motorway
        } else if any(&|v| matches!(v, "FP" | "VP" | "RP")) || speaks_of(&["fietspad", "voetpad", "ruiterpad"]) || any(&|v| v == "pad") {
            Self::Path
        } else if any(&|v| is_number(v, 'N') || matches!(v, "R" | "P" | "HR")) || speaks_of(&MAIN_WORDS) {
            Self::Main
        } else {
            Self::Street
        }
    }

    /// The zoom level from which it is drawn.
    pub(super) fn first_zoom(self) -> u8 {
        match self {
            Self::Motorway => 0,
            Self::Main => 4,
            Self::Street => 7,
            Self::Path => 9,
        }
    }
}

const MAIN_WORDS: [&str; 5] = ["rijksweg", "provinc", "hoofdweg", "stroomweg", "gebiedsontsluit"];

fn is_number(value: &str, letter: char) -> bool {
    value.strip_prefix(letter).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::RoadKind::{self, Main, Motorway, Path, Street};

    #[test]
    fn roads_are_told_apart_by_the_words_and_codes_of_their_source() {
        let said = [
            "R A7 HR",
            "autosnelweg",
            "P HR N302",
            "gebiedsontsluitingsweg",
            "G RB",
            "erftoegangsweg",
            "G FP",
            "fietspad",
            "",
            "Paddenweg",
        ];
        let expected = [Motorway, Motorway, Main, Main, Street, Street, Path, Path, Street, Street];
        assert_eq!(said.map(RoadKind::of), expected);
    }
}
