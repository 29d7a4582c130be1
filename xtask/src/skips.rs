// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which tests skipped themselves.
//!
//! A test that cannot run prints a line `overgeslagen: REDEN` to its standard error and returns. Runners hide the output
//! of passing tests, so we read it from the JUnit file that nextest writes, or from the output of the other runners.

use std::collections::BTreeSet;

const MARK: &str = "overgeslagen: ";

/// A test and why it did not run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    /// The name, as the runner tells it; empty when the runner does not.
    pub test: String,
    /// The words after `overgeslagen: `.
    pub reason: String,
}

/// Skips in the JUnit file of nextest.
pub fn in_junit(xml: &str) -> BTreeSet<Skip> {
    let mut test = String::new();
    let mut skips = BTreeSet::new();
    for line in xml.lines() {
        if let Some(case) = line.split_once("<testcase ") {
            test = [attribute(case.1, "classname"), attribute(case.1, "name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        let text = line.trim().trim_start_matches("<system-err>").trim_start_matches("<system-out>");
        skips.extend(reason_in(text).map(|reason| Skip { test: test.clone(), reason }));
    }
    skips
}

/// Skips in what `cargo test -- --show-output` prints.
pub fn in_lines(lines: &[String]) -> BTreeSet<Skip> {
    let mut test = String::new();
    let mut skips = BTreeSet::new();
    for line in lines {
        if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.split_whitespace().next()) {
            test = name.to_owned();
        }
        skips.extend(reason_in(line.trim()).map(|reason| Skip { test: test.clone(), reason }));
    }
    skips
}

/// Skips in what `node --test --test-reporter=spec` prints.
pub fn in_spec_report(lines: &[String]) -> BTreeSet<Skip> {
    let mut skips = in_lines(lines);
    for line in lines {
        let Some((name, reason)) = line.split_once("# SKIP") else { continue };
        let test = name.trim().trim_start_matches('\u{fe63}').trim().to_owned();
        skips.insert(Skip { test, reason: reason.trim().to_owned() });
    }
    skips
}

fn reason_in(text: &str) -> Option<String> {
    let reason = text.strip_prefix(MARK)?.trim_end_matches("</system-err>").trim_end_matches("</system-out>");
    Some(reason.trim().to_owned())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix("=\""))?;
    start.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: BTreeSet<Skip>, expected: &[(&str, &str)]) {
        let found: Vec<_> = found.iter().map(|skip| (skip.test.as_str(), skip.reason.as_str())).collect();
        assert_eq!(found, expected);
    }

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_skip_in_a_junit_file_has_the_name_of_its_test() {
        let xml = "<testcase name=\"bag::real_file\" classname=\"erf-readers::it\" time=\"0.1\">\n\
                   <system-out>running 1 test</system-out>\n\
                   <system-err>overgeslagen: geen ../shared\n</system-err>\n</testcase>\n\
                   <testcase name=\"bag::small\" classname=\"erf-readers::it\">\n\
                   <system-err>drie rijen overgeslagen: te kort\n</system-err>";
        check(in_junit(xml), &[("erf-readers::it bag::real_file", "geen ../shared")]);
    }

    #[test]
    fn a_skip_on_one_line_of_a_junit_file_is_found() {
        check(in_junit("<testcase name=\"a\">\n<system-err>overgeslagen: geen PostgreSQL</system-err>"), &[("a", "geen PostgreSQL")]);
    }

    #[test]
    fn a_skip_shown_by_cargo_test_has_the_name_of_its_test() {
        let text = "---- rd::points stdout ----\novergeslagen: geen ../shared\n\ntest rd::points ... ok";
        check(in_lines(&lines(text)), &[("rd::points", "geen ../shared")]);
    }

    #[test]
    fn a_skip_of_the_browser_runner_is_found() {
        let text = "✔ de kaart tekent (12ms)\n﹣ zoeken (0.2ms) # SKIP geen chromium\nℹ skipped 1";
        check(in_spec_report(&lines(text)), &[("zoeken (0.2ms)", "geen chromium")]);
    }

    #[test]
    fn nothing_is_skipped_in_a_full_run() {
        check(in_spec_report(&lines("✔ zoeken (12ms)\nℹ skipped 0")), &[]);
    }
}
