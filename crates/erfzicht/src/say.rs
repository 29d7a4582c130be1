// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is said on the terminal: without the control characters that a partner's file may hold, and without falling over when
//! nobody reads on.

use std::{
    fmt::{Arguments, Display},
    io::{ErrorKind, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::Error;
use erf_base::io_cause;
use erf_store::backup;

use crate::region::PUT_BACK;

/// Prints a line on standard output.
macro_rules! say {
    ($($words:tt)*) => { $crate::say::out(format_args!($($words)*)) };
}

/// Prints a line that tells how far the work is: on standard output, unless that is for an answer in JSON ([`only_the_answer`]).
macro_rules! tell {
    ($($words:tt)*) => { $crate::say::on_the_way(format_args!($($words)*)) };
}

/// Prints a line on standard error.
macro_rules! complain {
    ($($words:tt)*) => { $crate::say::err(format_args!($($words)*)) };
}

pub(crate) use {complain, say, tell};

/// Whether standard output is for one answer that a program reads.
static ANSWER_ONLY: AtomicBool = AtomicBool::new(false);

/// From now on what is told on the way goes to standard error.
pub fn only_the_answer() {
    ANSWER_ONLY.store(true, Ordering::Relaxed);
}

/// A line about how far the work is.
pub fn on_the_way(words: Arguments<'_>) {
    if ANSWER_ONLY.load(Ordering::Relaxed) { err(words) } else { out(words) }
}

/// A line on standard output. Whoever reads along may stop (`| head`): the work is done all the same.
pub fn out(words: Arguments<'_>) {
    match writeln!(std::io::stdout(), "{}", harmless(&words.to_string())) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            err(format_args!("Mislukt: de uitvoer kan niet worden geschreven ({})", io_cause(&error)));
            std::process::exit(i32::from(crate::REFUSED));
        }
        _ => {}
    }
}

/// A line on standard error; there is nowhere left to complain when that fails.
pub fn err(words: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(&words.to_string()));
}

/// Text without what a terminal would obey.
fn harmless(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_turn(*c))).collect()
}

/// Characters that turn the direction of writing.
fn is_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An error with all its causes, in Dutch as far as the system's part goes, each thing said once.
pub fn told(error: &Error) -> String {
    if error.chain().any(backup::is_damage) {
        return format!("de database van de regio is beschadigd en niet meer te lezen. {PUT_BACK}");
    }
    let mut said = String::new();
    for cause in error.chain() {
        let words = match cause.downcast_ref::<std::io::Error>() {
            Some(cause) => io_cause(cause),
            None => match cause.downcast_ref::<csv::Error>().map(csv::Error::kind) {
                Some(csv::ErrorKind::Io(cause)) => io_cause(cause),
                _ => cause.to_string(),
            },
        };
        if said.is_empty() {
            said = words;
        } else if !said.contains(&words) {
            said = joined(&said, &words);
        }
    }
    said
}

fn joined(before: &str, after: impl Display) -> String {
    format!("{}: {after}", before.trim_end_matches('.'))
}

/// A number with so many decimals, as people write it: 90,9.
pub fn decimal(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",")
}

/// A number of things: `1 rij`, `2 rijen`.
pub fn counted(n: impl Into<u64>, one: &str, more: &str) -> String {
    match n.into() {
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_heading_from_a_file_cannot_colour_the_terminal() {
        assert_eq!(harmless("Za\u{1b}[31mROOD\u{9b}0m\u{202e}\tja\n"), "Za[31mROOD0m\tja\n");
    }

    #[test]
    fn what_the_system_says_is_dutch_and_said_once() {
        let error = std::fs::read("/bestaat/niet").context("/bestaat/niet is niet te lezen").unwrap_err();
        assert_eq!(told(&error), "/bestaat/niet is niet te lezen: het bestaat niet");
        let error = csv::Reader::from_path("/bestaat/niet").map(drop).context("x is niet te lezen.").unwrap_err();
        assert_eq!(told(&error), "x is niet te lezen: het bestaat niet");
    }

    #[test]
    fn decimals_come_after_a_comma() {
        assert_eq!((decimal(90.94, 1), decimal(-1.5, 2), decimal(3.0, 0)), ("90,9".into(), "-1,50".into(), "3".into()));
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!((counted(1_u64, "rij", "rijen"), counted(0_u64, "rij", "rijen")), ("1 rij".into(), "0 rijen".into()));
    }
}
