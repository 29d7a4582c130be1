// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Models made with Splink, so that users can move over with what they have.
//!
//! Splink writes a level as an SQL condition; here a level has a code. The two are matched by how alike a level asks the values
//! to be. What a score says depends on `m / u` only, so a level of ours takes both from the level of Splink it stands for.

use serde::Deserialize;
use thiserror::Error;

use crate::{
    compare::{Comparison, Kind},
    model::{ComparisonChances, LevelChances, Model, Training, VERSION},
    run::Run,
};

/// A model that cannot be used.
#[derive(Debug, Error)]
pub enum SplinkError {
    /// Not a model of Splink.
    #[error("dit is geen model van Splink: {0}")]
    Format(#[from] serde_json::Error),
    /// None of its columns are here.
    #[error("geen enkele vergelijking van het model past bij de kolommen van deze tabel")]
    NothingFits,
}

/// A model, and what could not be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The model.
    pub model: Model,
    /// What was left out or assumed, in Dutch.
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
struct Settings {
    probability_two_random_records_match: Option<f64>,
    comparisons: Vec<SplinkComparison>,
}

#[derive(Deserialize)]
struct SplinkComparison {
    output_column_name: Option<String>,
    comparison_levels: Vec<SplinkLevel>,
}

#[derive(Deserialize)]
struct SplinkLevel {
    #[serde(default)]
    sql_condition: String,
    #[serde(default)]
    is_null_level: bool,
    m_probability: Option<f64>,
    u_probability: Option<f64>,
}

/// How alike a level asks values to be, from equal (0) to anything (4).
type Likeness = u8;

/// Takes over a model for the comparisons of a run. A comparison that the model lacks keeps what the run learned.
///
/// # Errors
/// When the text is not a model of Splink, or nothing of it fits.
pub fn import(text: &str, run: &Run) -> Result<Imported, SplinkError> {
    let settings: Settings = serde_json::from_str(text)?;
    let mut notes = vec!["Splink kent geen huishoudens; voor huisgenoten en zusterbedrijven geldt hier wat deze tabel leerde.".to_owned()];
    let mut model =
        Model { version: VERSION, training: Training { converged: true, ..Training::default() }, refit: None, ..run.model.clone() };
    if let Some(prior) = settings.probability_two_random_records_match {
        model.matches = prior;
    }
    let mut taken = 0;
    for (ours, known) in model.comparisons.iter_mut().zip(&run.comparisons) {
        match settings.comparisons.iter().find(|theirs| fits(theirs, known, run)) {
            Some(theirs) => {
                taken += 1;
                take(ours, theirs, &mut notes);
            }
            None => {
                notes.push(format!("Het model heeft geen vergelijking voor {}; die blijft zoals deze tabel leerde.", known.kind.words()))
            }
        }
    }
    if taken == 0 { Err(SplinkError::NothingFits) } else { Ok(Imported { model, notes }) }
}

fn fits(theirs: &SplinkComparison, ours: &Comparison, run: &Run) -> bool {
    let mut names = vec![theirs.output_column_name.clone().unwrap_or_default()];
    names.extend(theirs.comparison_levels.iter().flat_map(|level| columns(&level.sql_condition)));
    let ours_is = |header: &str| run.data.kind_of(header).is_some_and(|kind| kind == ours.kind) || header == ours.name;
    names.iter().any(|name| ours_is(name))
}

/// Names of columns in a condition: what stands before `_l`.
fn columns(condition: &str) -> Vec<String> {
    let words = condition.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter_map(|word| word.strip_suffix("_l")).map(str::to_owned).collect()
}

fn take(ours: &mut ComparisonChances, theirs: &SplinkComparison, notes: &mut Vec<String>) {
    let levels: Vec<(Likeness, f64, f64)> = theirs
        .comparison_levels
        .iter()
        .filter(|level| !level.is_null_level)
        .filter_map(|level| Some((asked(&level.sql_condition), level.m_probability?, level.u_probability?)))
        .collect();
    if levels.is_empty() {
        return notes.push(format!("De vergelijking {} heeft in het model geen kansen.", ours.name));
    }
    for level in &mut ours.levels {
        let wanted = likeness(ours.kind, &level.code);
        // The strictest level of theirs that ours certainly meets.
        let best = levels.iter().filter(|known| known.0 >= wanted).min_by_key(|known| known.0).or(levels.last());
        if let Some((_, m, u)) = best {
            let h = level.h.map(|h| (u * h / level.u.max(1e-12)).min(1.0));
            *level = LevelChances { m: *m, u: *u, h, ..level.clone() };
        }
    }
}

/// How alike a condition of Splink asks values to be.
fn asked(condition: &str) -> Likeness {
    let text = condition.to_lowercase();
    let number = |from: &str| {
        let rest = text.split(from).nth(1)?;
        rest.trim_start_matches(['=', ' ', '\''])
            .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .next()?
            .parse::<f64>()
            .ok()
    };
    match () {
        () if text.trim() == "else" => 4,
        () if text.contains("jaro") || text.contains("jaccard") || text.contains("cosine") => {
            if number(">").unwrap_or(0.0) >= 0.9 {
                1
            } else {
                2
            }
        }
        () if text.contains("levenshtein") => {
            if number("<").unwrap_or(9.0) <= 1.0 {
                1
            } else {
                2
            }
        }
        () if text.contains("substr") || text.contains("left(") => 3,
        () if text.contains("abs(") || text.contains("date") || text.contains("epoch") => 3,
        () if text.contains('=') => 0,
        () => 3,
    }
}

/// How alike a level of ours asks values to be.
fn likeness(kind: Kind, code: &str) -> Likeness {
    match (kind, code) {
        (_, "exact" | "exact_prefix_left_out" | "order") => 0,
        (Kind::Address, "addition_left_out" | "street_number" | "addition_other") => 1,
        (Kind::Address, "number_near" | "postcode_number" | "street") => 2,
        (_, "typo" | "typo_rare" | "typo_mid" | "one_digit" | "one_edit" | "swapped" | "sound" | "calling" | "exact_prefix_other") => 1,
        (_, "near" | "part" | "part_rare" | "initial" | "typo_common" | "year_only") => 2,
        (_, "two_parts" | "some" | "same_year" | "place" | "shared_name" | "holding") => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_by_how_alike_they_ask_values_to_be() {
        for (condition, expected) in [
            ("\"surname_l\" = \"surname_r\"", 0),
            ("jaro_winkler_similarity(\"surname_l\", \"surname_r\") >= 0.92", 1),
            ("jaro_winkler_similarity(\"surname_l\", \"surname_r\") >= 0.8", 2),
            ("levenshtein(\"kvk_l\", \"kvk_r\") <= 1", 1),
            ("levenshtein(\"kvk_l\", \"kvk_r\") <= 2", 2),
            ("substr(postcode_l,1,4) = substr(postcode_r,1,4)", 3),
            ("ELSE", 4),
        ] {
            assert_eq!(asked(condition), expected, "{condition}");
        }
    }

    #[test]
    fn columns_are_found_in_conditions() {
        assert_eq!(columns("\"surname_l\" = \"surname_r\" and postcode_l is not null"), ["surname", "postcode"]);
    }
}
