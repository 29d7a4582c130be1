// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which licences our dependencies may have: those that may be combined with EUPL-1.2 and ask no more than a notice.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{
    metadata::{Metadata, Package},
    run,
};

/// Licences of what is compiled or embedded into the program.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Only for tools that are not shipped: tests, macros and the build of web files.
const ALLOWED_FOR_TOOLS: &[&str] = &["MPL-2.0", "CC-BY-4.0"];

/// Packages of cargo that run at compile time only. npm tells this itself.
const TOOLS: &[&str] = &[
    // rust-embed-impl, a macro, asks shellexpand for the home folder.
    "option-ext",
];

/// Packages of cargo whose licence is not on the list.
pub fn cargo_problems(metadata: &Metadata) -> Vec<String> {
    let foreign = metadata.foreign();
    let accepted =
        |package: &Package| package.license.as_deref().is_some_and(|text| is_accepted(text, TOOLS.contains(&package.name.as_str())));
    let refused = foreign.iter().filter(|package| !accepted(package));
    refused.map(|package| problem("cargo", &package.name, &package.version, package.license.as_deref())).collect()
}

/// Packages of npm whose licence is not on the list.
pub fn npm_problems() -> Result<Vec<String>> {
    let path = run::root().join("web/package-lock.json");
    let text = fs::read_to_string(&path).with_context(|| format!("{} is niet te lezen", path.display()))?;
    let lock: Lock = serde_json::from_str(&text).with_context(|| format!("{} is anders dan verwacht", path.display()))?;
    Ok(lock_problems(&lock))
}

#[derive(Debug, Deserialize)]
struct Lock {
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Debug, Deserialize)]
struct NpmPackage {
    #[serde(default)]
    version: String,
    license: Option<String>,
    #[serde(default)]
    dev: bool,
}

fn lock_problems(lock: &Lock) -> Vec<String> {
    // The package without a name is our own.
    let foreign = lock.packages.iter().filter(|(name, _)| !name.is_empty());
    let refused = foreign.filter(|(_, package)| !package.license.as_deref().is_some_and(|text| is_accepted(text, package.dev)));
    refused.map(|(name, package)| problem("npm", name, &package.version, package.license.as_deref())).collect()
}

fn is_accepted(text: &str, is_tool: bool) -> bool {
    accepts(text, ALLOWED) || (is_tool && accepts(text, &[ALLOWED, ALLOWED_FOR_TOOLS].concat()))
}

fn problem(registry: &str, name: &str, version: &str, license: Option<&str>) -> String {
    format!(
        "{registry}: {name} {version} heeft licentie {:?}, en die staat niet op de lijst in xtask/src/licences.rs",
        license.unwrap_or("(geen)")
    )
}

/// Whether an SPDX expression can be satisfied with licences of the list. `/` is how old packages write `OR`.
fn accepts(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let accepted = any(&mut words, allowed);
    // Words that are left mean that we did not understand the expression.
    accepted == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Nothing where the expression is broken.
fn any(words: &mut Words<'_>, allowed: &[&str]) -> Option<bool> {
    let mut accepted = all(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        accepted |= all(words, allowed)?;
    }
    Some(accepted)
}

fn all(words: &mut Words<'_>, allowed: &[&str]) -> Option<bool> {
    let mut accepted = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        accepted &= one(words, allowed)?;
    }
    Some(accepted)
}

fn one(words: &mut Words<'_>, allowed: &[&str]) -> Option<bool> {
    let name = words.next()?;
    if name == "(" {
        let inner = any(words, allowed)?;
        return (words.next()? == ")").then_some(inner);
    }
    if words.next_if_eq(&"WITH").is_some() {
        let name = format!("{name} WITH {}", words.next()?);
        return Some(allowed.contains(&name.as_str()));
    }
    Some(allowed.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_acceptable_side_of_a_choice_is_enough() {
        for text in ["MIT OR GPL-3.0-only", "GPL-3.0-only OR MIT", "MIT/Apache-2.0", "GPL-2.0-only OR (MIT AND ISC)"] {
            assert!(accepts(text, ALLOWED), "{text}");
        }
    }

    #[test]
    fn every_part_of_a_sum_must_be_acceptable() {
        assert!(accepts("(MIT OR Apache-2.0) AND Unicode-3.0", ALLOWED));
        assert!(!accepts("(MIT OR Apache-2.0) AND GPL-3.0-only", ALLOWED));
        assert!(!accepts("MIT AND GPL-3.0-only OR GPL-2.0-only", ALLOWED));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(accepts("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", ALLOWED));
        assert!(!accepts("MIT WITH Strange-exception", ALLOWED));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "SEE LICENSE IN LICENSE"] {
            assert!(!accepts(text, ALLOWED), "{text}");
        }
    }

    #[test]
    fn a_tool_may_have_a_licence_that_the_program_may_not() {
        let text = r#"{ "packages": {
            "": { "license": "EUPL-1.2" },
            "node_modules/axe-core": { "version": "4.14.0", "license": "MPL-2.0", "dev": true },
            "node_modules/embedded": { "version": "1.0.0", "license": "MPL-2.0" },
            "node_modules/silent": { "version": "2.0.0", "dev": true } } }"#;
        let problems = lock_problems(&serde_json::from_str(text).unwrap());
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("embedded 1.0.0") && problems[1].contains("silent 2.0.0"), "{problems:?}");
    }
}
