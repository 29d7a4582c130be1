// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Plain sentences about a match: why it looks right or not, and why it is asked first.

use erf_base::{Contribution, Evidence};
use erf_web::{Args, Caller, WebError, percent};

use crate::queue::Turn;

/// Fewer bits than this is no reason.
const LEAST_BITS: f64 = 1.0;
/// More reasons would be a list.
const MOST_REASONS: usize = 2;
/// From this chance on a match looks right, and below one minus this it does not.
const LIKELY: f64 = 0.75;

/// The strongest reasons for and against, the strongest first.
fn strongest(evidence: &Evidence) -> (Vec<&Contribution>, Vec<&Contribution>) {
    let pick = |sign: f64| {
        let mut found: Vec<&Contribution> = evidence.contributions.iter().filter(|c| c.weight * sign >= LEAST_BITS).collect();
        found.sort_by(|a, b| (b.weight * sign).total_cmp(&(a.weight * sign)));
        found.truncate(MOST_REASONS);
        found
    };
    (pick(1.0), pick(-1.0))
}

/// How the sentence begins.
fn opening(chance: f64) -> &'static str {
    match chance {
        chance if chance >= LIKELY => "short-likely",
        chance if chance <= 1.0 - LIKELY => "short-unlikely",
        _ => "short-open",
    }
}

/// Why this is or is not the same place, in one sentence.
pub fn of_match(caller: &Caller, evidence: &Evidence) -> Result<String, WebError> {
    let chance = evidence.probability();
    let (favour, against) = strongest(evidence);
    // What decides stands first; what speaks against it follows after «but».
    let (first, then) = if chance <= 1.0 - LIKELY { (against, favour) } else { (favour, against) };
    let said = |list: Vec<&Contribution>| list.into_iter().map(|c| clause(caller, c)).collect::<Result<Vec<_>, _>>();
    let (first, then) = (joined(caller, said(first)?)?, joined(caller, said(then)?)?);
    let mut args = Args::new();
    args.set("kans", percent(chance, caller.lang()));
    let begin = caller.text(opening(chance), &args)?;
    let but = caller.text("short-but", &Args::new())?;
    Ok(match (first.as_str(), then.as_str()) {
        ("", "") => format!("{begin}."),
        (_, "") => format!("{begin}: {first}."),
        ("", _) => format!("{begin}, {but} {then}."),
        _ => format!("{begin}: {first}; {but} {then}."),
    })
}

/// The sentence of a contribution as a part of a longer one.
fn clause(caller: &Caller, contribution: &Contribution) -> Result<String, WebError> {
    let key = format!("evidence-{}", contribution.code);
    let known = caller.app().words().has(caller.lang(), &key);
    let sentence = caller.text(if known { &key } else { "evidence-overig" }, &Args::new())?;
    Ok(lowered(sentence.trim_end_matches('.')))
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn joined(caller: &Caller, mut parts: Vec<String>) -> Result<String, WebError> {
    let Some(last) = parts.pop() else { return Ok(String::new()) };
    if parts.is_empty() {
        return Ok(last);
    }
    Ok(format!("{} {} {last}", parts.join(", "), caller.text("short-and", &Args::new())?))
}

/// Why this match is asked now: `place` counts from 1.
pub fn of_turn(caller: &Caller, place: usize, turn: &Turn) -> Result<String, WebError> {
    let reason = &turn.reason;
    let with = |key: &str, n: f64| {
        let mut args = Args::new();
        args.set("n", n);
        caller.text(key, &args)
    };
    let mut parts = vec![match reason.doubt.rivals {
        // How likely it is stands with the match itself.
        0 => caller.text("turn-doubt", &Args::new())?,
        rivals => with("turn-rivals", rivals as f64)?,
    }];
    if reason.decides {
        parts.push(caller.text("turn-decides", &Args::new())?);
    }
    if reason.alike > 1 {
        parts.push(with("turn-alike", reason.alike as f64)?);
    }
    let begin = if place == 1 { caller.text("turn-first", &Args::new())? } else { with("turn-later", place as f64)? };
    Ok(format!("{begin} {}.", joined(caller, parts)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_reasons_are_named_and_crumbs_are_not() {
        let mut evidence = Evidence::starting_at(-16.0);
        for (code, bits) in [("straat_lijkt", 8.5), ("woonplaats_gelijk", 5.0), ("huisnummer_gelijk", 6.0), ("klein", 0.4), ("ver", -7.0)] {
            evidence.contributions.push(Contribution::new(code, bits, ""));
        }
        let codes = |list: Vec<&Contribution>| list.into_iter().map(|c| c.code.clone()).collect::<Vec<_>>();
        let (favour, against) = strongest(&evidence);
        assert_eq!(codes(favour), ["straat_lijkt", "huisnummer_gelijk"]);
        assert_eq!(codes(against), ["ver"]);
    }

    #[test]
    fn the_sentence_says_likely_unlikely_or_open() {
        assert_eq!([0.99, 0.5, 0.1].map(opening), ["short-likely", "short-open", "short-unlikely"]);
        assert_eq!(lowered("De straat is gelijk"), "de straat is gelijk");
    }
}
