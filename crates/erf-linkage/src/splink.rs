// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Models made with Splink, so that users can move over with what they have.
//!
//! Splink writes a level as an SQL condition; here a level has a code. The two are matched by how alike a level asks the values
//! to be. What a score says depends on `m / u` only, so a level of ours takes both from the level of Splink it stands for. Where Splink
//! compares the parts of an address one by one, what they say together is their product, as it is in Splink. What is not taken over is
//! named, with what to do.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use crate::{
    compare::{Comparison, Kind},
    model::{ComparisonChances, LevelChances, Model, Training, VERSION},
    roles::{Role, normal_header},
    run::Run,
};

/// A model that cannot be used.
#[derive(Debug, Error)]
pub enum SplinkError {
    /// Not a model of Splink.
    #[error("dit is geen model van Splink: {0}")]
    Format(#[from] serde_json::Error),
    /// None of its columns are here.
    #[error("geen enkele vergelijking van het model past bij de kolommen van deze tabel; het model vergelijkt {0}")]
    NothingFits(String),
    /// A chance that is none.
    #[error("{0}: {1} is geen kans tussen 0 en 1; verbeter het model en lees het opnieuw in")]
    NoChance(String, f64),
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
    /// Rules as texts or as objects, by version of Splink.
    #[serde(default)]
    blocking_rules_to_generate_predictions: Vec<serde_json::Value>,
    comparisons: Vec<SplinkComparison>,
}

#[derive(Deserialize)]
struct SplinkComparison {
    output_column_name: Option<String>,
    #[serde(default)]
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
    tf_adjustment_column: Option<String>,
}

/// How alike a condition asks values to be, from equal (0) to anything (4).
type Likeness = u8;

/// A level of Splink as it is used here.
#[derive(Clone, Copy)]
struct Known {
    asked: Likeness,
    m: f64,
    u: f64,
}

/// Takes over a model for the comparisons of a run. A comparison that the model lacks keeps what the run learned.
///
/// # Errors
/// When the text is not a model of Splink, or nothing of it fits.
pub fn import(text: &str, run: &Run) -> Result<Imported, SplinkError> {
    let settings: Settings = serde_json::from_str(text)?;
    chances(&settings)?;
    let mut notes = vec!["Splink kent geen huishoudens; voor huisgenoten en zusterbedrijven geldt hier wat deze tabel leerde.".to_owned()];
    let training = Training { converged: true, left_out: run.model.training.left_out.clone(), ..Training::default() };
    let mut model = Model { version: VERSION, training, refit: None, ..run.model.clone() };
    if let Some(prior) = settings.probability_two_random_records_match {
        model.matches = prior;
    }
    let mut taken = false;
    for (ours, known) in model.comparisons.iter_mut().zip(&run.comparisons) {
        let theirs: Vec<&SplinkComparison> = settings.comparisons.iter().filter(|theirs| theirs.fits(known, run)).collect();
        taken |= take(ours, &theirs, run, &mut notes);
    }
    if !taken {
        let names: Vec<String> = settings.comparisons.iter().map(SplinkComparison::name).collect();
        return Err(SplinkError::NothingFits(names.join(", ")));
    }
    notes.extend(settings.comparisons.iter().filter_map(|theirs| left_out(theirs, run)));
    notes.extend(done_otherwise(&settings));
    Ok(Imported { model, notes })
}

/// Refuses what is no chance: a level that never or always occurs would outweigh all else that is compared.
fn chances(settings: &Settings) -> Result<(), SplinkError> {
    let check = |what: &dyn Fn() -> String, chance: Option<f64>| match chance {
        Some(chance) if !(chance > 0.0 && chance < 1.0) => Err(SplinkError::NoChance(what(), chance)),
        _ => Ok(()),
    };
    check(&|| "De kans vooraf (probability_two_random_records_match)".to_owned(), settings.probability_two_random_records_match)?;
    for theirs in &settings.comparisons {
        for level in theirs.comparison_levels.iter().filter(|level| !level.is_null_level) {
            let place = |part: &str| format!("De {part} van niveau «{}» in vergelijking {}", level.sql_condition, theirs.name());
            check(&|| place("m_probability"), level.m_probability)?;
            check(&|| place("u_probability"), level.u_probability)?;
        }
    }
    Ok(())
}

impl SplinkComparison {
    fn name(&self) -> String {
        self.output_column_name.clone().or_else(|| self.columns().into_iter().next()).unwrap_or_else(|| "zonder naam".to_owned())
    }

    /// Columns that it is about.
    fn columns(&self) -> Vec<String> {
        let mut names: Vec<String> = self.output_column_name.iter().cloned().collect();
        names.extend(self.comparison_levels.iter().flat_map(|level| columns(&level.sql_condition)));
        names
    }

    /// The columns of the table that it is about.
    fn headers<'r>(&self, run: &'r Run) -> Vec<&'r str> {
        let names: Vec<String> = self.columns().iter().map(|name| normal_header(name)).collect();
        run.data.headers.iter().filter(|header| names.contains(&normal_header(header))).map(String::as_str).collect()
    }

    fn fits(&self, ours: &Comparison, run: &Run) -> bool {
        let loose = matches!(ours.kind, Kind::Code | Kind::Text | Kind::Words);
        let same = |header: &&str| *header == ours.name || (!loose && run.data.kind_of(header) == Some(ours.kind));
        self.headers(run).iter().any(same)
    }

    /// Its levels with chances, and the conditions that are not understood.
    fn levels(&self) -> (Vec<Known>, Vec<&str>) {
        let (mut levels, mut unknown) = (Vec::new(), Vec::new());
        for level in self.comparison_levels.iter().filter(|level| !level.is_null_level && !asks_nothing(&level.sql_condition)) {
            match (asked(&level.sql_condition), level.m_probability, level.u_probability) {
                (Some(asked), Some(m), Some(u)) => levels.push(Known { asked, m, u }),
                _ => unknown.push(level.sql_condition.as_str()),
            }
        }
        (levels, unknown)
    }
}

/// Names of columns in a condition: what stands before `_l`.
fn columns(condition: &str) -> Vec<String> {
    let words = condition.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter_map(|word| word.strip_suffix("_l")).map(str::to_owned).collect()
}

/// Takes over what Splink knows of one comparison of ours; says whether anything was.
fn take(ours: &mut ComparisonChances, theirs: &[&SplinkComparison], run: &Run, notes: &mut Vec<String>) -> bool {
    let title = ours.title();
    let mut levels: Vec<(&SplinkComparison, Vec<Known>)> = Vec::new();
    for one in theirs {
        let (known, unknown) = one.levels();
        notes.extend(unknown.iter().map(|condition| not_understood(&one.name(), condition)));
        if !known.is_empty() {
            levels.push((one, known));
        }
    }
    let (Some((first, known)), several) = (levels.first(), levels.len() > 1) else {
        notes.push(format!("Het model heeft geen vergelijking voor {title}; die blijft zoals deze tabel leerde."));
        return false;
    };
    if several && ours.kind == Kind::Address {
        let parts: Vec<(Role, &[Known])> = levels.iter().map(|(one, known)| (part(one, run), known.as_slice())).collect();
        set(ours, |level| together(&parts, &level.code));
        let names: Vec<String> = levels.iter().map(|(one, _)| one.name()).collect();
        notes.push(format!("Wij vergelijken een adres als geheel. De kansen van {} zijn daarvoor vermenigvuldigd.", names.join(", ")));
        return true;
    }
    for (other, _) in &levels[1..] {
        let (other, first) = (other.name(), first.name());
        notes.push(format!(
            "{title} wordt hier een keer vergeleken, met de kansen van {first}. De vergelijking {other} is niet overgenomen."
        ));
    }
    let kind = ours.kind;
    set(ours, |level| closest(known, likeness(kind, &level.code)).map(|known| (known.m, known.u)));
    true
}

fn not_understood(name: &str, condition: &str) -> String {
    format!(
        "In de vergelijking {name} is het niveau «{condition}» niet overgenomen: wij begrijpen de voorwaarde niet, of er staan geen kansen bij. Paren op dat niveau krijgen de kansen van het volgende niveau."
    )
}

/// Gives levels the chances that are found for them.
fn set(ours: &mut ComparisonChances, found: impl Fn(&LevelChances) -> Option<(f64, f64)>) {
    for level in &mut ours.levels {
        if let Some((m, u)) = found(level) {
            let h = level.h.map(|h| (u * h / level.u.max(1e-12)).min(1.0));
            *level = LevelChances { m, u, h, ..level.clone() };
        }
    }
}

/// The strictest level of theirs that a level of ours certainly meets.
fn closest(levels: &[Known], wanted: Likeness) -> Option<&Known> {
    levels.iter().filter(|known| known.asked >= wanted).min_by_key(|known| known.asked).or(levels.last())
}

/// What part of an address a comparison of theirs is about.
fn part(theirs: &SplinkComparison, run: &Run) -> Role {
    let headers = theirs.headers(run);
    let of = |header: &&str| run.data.roles.iter().find(|role| run.data.headers[role.column] == **header).map(|role| role.role);
    headers.iter().find_map(of).unwrap_or(Role::FullAddress)
}

/// What parts of an address say together at a level of ours: the product of what each says; a part of which the level does not tell
/// whether it is the same says nothing.
fn together(parts: &[(Role, &[Known])], code: &str) -> Option<(f64, f64)> {
    let said = parts.iter().filter_map(|(role, levels)| closest(levels, if same_part(*role, code)? { 0 } else { 4 }));
    said.map(|known| (known.m, known.u)).reduce(|one, other| (one.0 * other.0, one.1 * other.1))
}

/// Whether a part is the same in two addresses at a level of ours.
fn same_part(role: Role, code: &str) -> Option<bool> {
    use Role::{HouseNumber, Place, Postcode, Street};
    match (code, role) {
        ("exact" | "addition_left_out" | "addition_other", _) => Some(true),
        ("street_number", Street | HouseNumber) | ("postcode_number", Postcode | HouseNumber) => Some(true),
        ("street_number", Postcode) | ("postcode_number", Street) => Some(false),
        ("number_near" | "street", Street) | ("place", Place) => Some(true),
        ("street_number" | "postcode_number" | "number_near" | "street", Place) | ("number_near" | "street", Postcode) => None,
        _ => Some(false),
    }
}

/// Settings of Splink that have no place in a model of ours, because here the table itself tells.
fn done_otherwise(settings: &Settings) -> Vec<String> {
    let levels = settings.comparisons.iter().flat_map(|theirs| &theirs.comparison_levels);
    let columns: BTreeSet<&str> = levels.filter_map(|level| level.tf_adjustment_column.as_deref()).collect();
    let mut notes = Vec::new();
    if !columns.is_empty() {
        let columns = columns.into_iter().collect::<Vec<_>>().join(", ");
        notes.push(format!(
            "tf_adjustment_column ({columns}) is niet overgenomen. Hoe zwaar een zeldzame waarde telt, volgt hier uit hoe vaak zij in deze tabel voorkomt."
        ));
    }
    let rules = settings.blocking_rules_to_generate_predictions.len();
    if rules > 0 {
        notes.push(format!(
            "blocking_rules_to_generate_predictions ({rules}) is niet overgenomen. Welke rijen worden vergeleken, volgt hier uit onze eigen regels; zie het overzicht per regel."
        ));
    }
    notes
}

/// Why a comparison of theirs is not used at all, and what to do; nothing when it is used.
fn left_out(theirs: &SplinkComparison, run: &Run) -> Option<String> {
    if run.comparisons.iter().any(|ours| theirs.fits(ours, run)) {
        return None;
    }
    let name = theirs.name();
    let Some(header) = theirs.headers(run).first().copied() else {
        let columns = run.data.headers.join(", ");
        return Some(format!(
            "De vergelijking {name} van het model is niet overgenomen: die kolom staat niet in de tabel. Geef de kolom die het is dezelfde kop, of haal de vergelijking uit het model. De tabel heeft: {columns}."
        ));
    };
    let role = run.data.roles.iter().find(|role| run.data.headers[role.column] == header).map_or("niet gebruikt", |role| role.role.words());
    Some(format!(
        "De vergelijking {name} van het model is niet overgenomen: kolom {header} wordt hier niet vergeleken (gelezen als: {role}). Geef de kolom een kop die zegt wat erin staat."
    ))
}

/// A condition about missing values.
fn asks_nothing(condition: &str) -> bool {
    let text = condition.to_lowercase();
    text.contains("is null") && !text.contains('=') && !text.contains('<') && !text.contains('>')
}

/// How alike a condition of Splink asks values to be: the least alike of its parts. None when it is not understood.
fn asked(condition: &str) -> Option<Likeness> {
    let text = condition.to_lowercase();
    if text.trim() == "else" {
        return Some(4);
    }
    let parts = text.split(" and ").flat_map(|part| part.split(" or ")).filter(|part| !part.contains("is not null"));
    parts.map(asked_by_part).reduce(|one, other| Some(one?.max(other?)))?
}

fn asked_by_part(text: &str) -> Option<Likeness> {
    let least = number(text, ">");
    let most = number(text, "<");
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        // Lists of values, places on earth and regular expressions ask something else than how alike two texts are.
        () if has(&["array", "list_", "len(", "regexp", "acos", "radians", "st_distance"]) => None,
        () if has(&["jaro", "jaccard", "cosine"]) => Some(match least? {
            0.9.. => 1,
            0.7.. => 2,
            _ => 3,
        }),
        () if has(&["levenshtein", "hamming"]) => Some(match most? {
            ..=1.0 => 1,
            ..=2.0 => 2,
            _ => 3,
        }),
        () if has(&["substr", "left(", "right(", "date", "epoch", "strptime"]) => Some(3),
        // A number that is at most so much more or less.
        () if has(&["abs("]) => most.map(|_| 2),
        () if text.contains('=') && least.is_none() && most.is_none() => Some(0),
        () => None,
    }
}

/// The number behind a sign.
fn number(text: &str, sign: &str) -> Option<f64> {
    let rest = text.split(sign).nth(1)?.trim_start_matches(['=', ' ', '\'']);
    rest.split(|letter: char| !letter.is_ascii_digit() && letter != '.').next()?.parse().ok()
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
            ("jaccard(\"title_l\", \"title_r\") >= 0.5", 3),
            ("ABS(EPOCH(try_strptime(\"dob_l\", '%Y')) - EPOCH(try_strptime(\"dob_r\", '%Y'))) <= 2629800.0", 3),
            ("\"a_l\" = \"a_r\" AND levenshtein(b_l, b_r) <= 2", 2),
            ("abs(price_l - price_r) <= 10", 2),
            ("ELSE", 4),
        ] {
            assert_eq!(asked(condition), Some(expected), "{condition}");
        }
    }

    #[test]
    fn what_asks_something_else_is_not_guessed() {
        for condition in ["array_length(list_intersect(tags_l, tags_r)) >= 1", "my_function(a_l, a_r)", "a_l like b_r", ""] {
            assert_eq!(asked(condition), None, "{condition}");
        }
        assert!(asks_nothing("\"a_l\" IS NULL OR \"a_r\" IS NULL") && !asks_nothing("a_l = a_r"));
    }

    #[test]
    fn parts_of_an_address_are_multiplied() {
        let levels = |m: f64, u: f64| [Known { asked: 0, m, u }, Known { asked: 4, m: 1.0 - m, u: 1.0 - u }];
        let (postcode, street) = (levels(0.5, 0.25), levels(0.75, 0.5));
        let parts = [(Role::Postcode, &postcode[..]), (Role::Street, &street[..])];
        for (code, expected) in
            [("exact", (0.375, 0.125)), ("street_number", (0.375, 0.375)), ("street", (0.75, 0.5)), ("other", (0.125, 0.375))]
        {
            assert_eq!(together(&parts, code), Some(expected), "{code}");
        }
    }

    #[test]
    fn columns_are_found_in_conditions() {
        assert_eq!(columns("\"surname_l\" = \"surname_r\" and postcode_l is not null"), ["surname", "postcode"]);
    }
}
