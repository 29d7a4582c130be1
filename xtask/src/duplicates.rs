// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Packages that are compiled in more than one version.
//!
//! Some are forced by others, so forbidding them all is no use. The list in `allowed-duplicates.txt` may shrink by
//! itself; it grows only when somebody writes the line and with it the reason.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, bail};

use crate::{
    metadata::{self, Metadata, Package},
    run,
};

const LIST: &str = "xtask/allowed-duplicates.txt";

/// How often each package that occurs more than once is there.
type Counts = BTreeMap<String, usize>;

/// Packages in more versions than the list allows.
pub fn problems(metadata: &Metadata) -> Result<Vec<String>> {
    let text = fs::read_to_string(run::root().join(LIST)).with_context(|| format!("{LIST} is niet te lezen"))?;
    let allowed = parse(&text)?;
    let found = count(&metadata.foreign());
    for (name, versions) in stale(&found, &allowed) {
        println!("  {LIST}: {name} mag naar {versions}");
    }
    Ok(growth(&found, &allowed))
}

/// Prints the list as it would be now.
pub fn print() -> Result<()> {
    for (name, versions) in count(&metadata::load()?.foreign()) {
        println!("{name} {versions}");
    }
    Ok(())
}

fn count(packages: &[&Package]) -> Counts {
    let mut counts = Counts::new();
    for package in packages {
        *counts.entry(package.name.clone()).or_default() += 1;
    }
    counts.retain(|_, versions| *versions > 1);
    counts
}

/// Lines of `name versions`, with `#` for what follows.
fn parse(text: &str) -> Result<Counts> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(parse_line).collect()
}

fn parse_line(line: &str) -> Result<(String, usize)> {
    match line.split_once(' ').map(|(name, versions)| (name, versions.trim().parse())) {
        Some((name, Ok(versions))) => Ok((name.to_owned(), versions)),
        _ => bail!("{LIST}: {line:?} is niet van de vorm \"naam aantal\""),
    }
}

fn growth(found: &Counts, allowed: &Counts) -> Vec<String> {
    let too_many = found.iter().filter(|(name, versions)| **versions > allowed.get(*name).copied().unwrap_or(1));
    let explain = |(name, versions): (&String, &usize)| {
        format!(
            "{name} is er nu in {versions} versies (cargo tree -d -i {name}); voeg samen, of zet in {LIST}: {name} {versions}  # waarom"
        )
    };
    too_many.map(explain).collect()
}

fn stale(found: &Counts, allowed: &Counts) -> Vec<(String, usize)> {
    let now = |name: &String| found.get(name).copied().unwrap_or(1);
    allowed.iter().filter(|(name, versions)| now(name) < **versions).map(|(name, _)| (name.clone(), now(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(pairs: &[(&str, usize)]) -> Counts {
        pairs.iter().map(|(name, versions)| ((*name).to_owned(), *versions)).collect()
    }

    #[test]
    fn packages_in_one_version_are_not_counted() {
        let package = |name: &str, version: &str| Package { name: name.to_owned(), version: version.to_owned(), ..Package::default() };
        let packages = [package("rand", "0.9.0"), package("rand", "0.10.0"), package("serde", "1.0.0")];
        assert_eq!(count(&packages.iter().collect::<Vec<_>>()), counts(&[("rand", 2)]));
    }

    #[test]
    fn a_list_has_names_numbers_and_reasons() {
        let list = parse("# why\n\nrand 2  # proptest is behind\nsyn 2\n").unwrap();
        assert_eq!(list, counts(&[("rand", 2), ("syn", 2)]));
        assert!(parse("rand twee").is_err());
        assert!(parse("rand").is_err());
    }

    #[test]
    fn only_growth_is_a_problem() {
        let allowed = counts(&[("rand", 2), ("syn", 3)]);
        assert!(growth(&counts(&[("rand", 2), ("syn", 2)]), &allowed).is_empty());
        assert!(growth(&counts(&[("rand", 3)]), &allowed)[0].starts_with("rand is er nu in 3 versies"));
        assert!(growth(&counts(&[("zip", 2)]), &allowed)[0].starts_with("zip is er nu in 2 versies"));
    }

    #[test]
    fn a_line_that_is_no_longer_needed_is_told() {
        assert_eq!(stale(&counts(&[("syn", 2)]), &counts(&[("rand", 2), ("syn", 2)])), [("rand".to_owned(), 1)]);
    }
}
