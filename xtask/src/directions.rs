// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which crate may use which: the table of docs/architecture.md, held by this check.

use crate::metadata::{Dependency, Metadata, Package};

/// A crate, and the crates of this workspace it may use, also in its tests and build script.
const MAY_USE: &[(&str, &[&str])] = &[
    ("erf-base", &[]),
    ("erf-spatial", &["erf-base"]),
    ("erf-linkage", &["erf-base"]),
    ("erf-readers", &["erf-base", "erf-spatial"]),
    ("erf-store", &["erf-base"]),
    ("erf-web", &["erf-base", "erf-store"]),
    ("erf-report", &["erf-base"]),
    ("erf-accounts", &["erf-base", "erf-store", "erf-web"]),
    ("erf-places", &["erf-base", "erf-spatial", "erf-readers", "erf-store", "erf-web", "erf-accounts"]),
    ("erf-scan", &["erf-base", "erf-spatial", "erf-readers", "erf-store", "erf-web", "erf-report", "erf-accounts", "erf-places"]),
    ("erf-workbench", &["erf-base", "erf-linkage", "erf-readers", "erf-store", "erf-web", "erf-accounts", "erf-places"]),
    ("erf-demo", &["erf-base", "erf-spatial"]),
    (
        "erfzicht",
        &[
            "erf-base",
            "erf-spatial",
            "erf-linkage",
            "erf-readers",
            "erf-store",
            "erf-web",
            "erf-report",
            "erf-accounts",
            "erf-places",
            "erf-scan",
            "erf-workbench",
            "erf-demo",
        ],
    ),
    ("xtask", &[]),
];

/// A library, and the only crates of this workspace that may use it in the program (tests may use what they like).
const ONLY_FOR: &[(&str, &[&str])] = &[
    ("anyhow", &["erfzicht", "xtask"]),
    ("axum", &["erf-web", "erf-accounts", "erf-places", "erf-scan", "erf-workbench", "erfzicht"]),
    ("calamine", &["erf-readers"]),
    ("clap", &["erfzicht"]),
    ("minijinja", &["erf-web"]),
    ("sqlx", &["erf-store", "erf-readers", "erf-demo"]),
    ("typst", &["erf-report"]),
];

/// Engines know no runtime, server, database, file format or log.
const ENGINES: &[&str] = &["erf-base", "erf-spatial", "erf-linkage"];
const NOT_IN_ENGINES: &[&str] = &["axum", "calamine", "csv", "sqlx", "tokio", "tower-http", "tracing", "zip"];

/// Every edge that the tables do not allow.
pub fn problems(metadata: &Metadata) -> Vec<String> {
    let members = metadata.members();
    let names: Vec<&str> = members.iter().map(|package| package.name.as_str()).collect();
    members.iter().flat_map(|package| wrong_edges(package, &names)).collect()
}

fn wrong_edges(package: &Package, members: &[&str]) -> Vec<String> {
    let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == package.name) else {
        return vec![format!("{} staat niet in de tabel van xtask/src/directions.rs", package.name)];
    };
    package.dependencies.iter().filter_map(|used| wrong_edge(&package.name, used, may_use, members)).collect()
}

fn wrong_edge(package: &str, used: &Dependency, may_use: &[&str], members: &[&str]) -> Option<String> {
    let other = used.name.as_str();
    // A crate that uses itself asks for its own features in its tests.
    if members.contains(&other) && other != package && !may_use.contains(&other) {
        return Some(format!("{package} mag {other} niet gebruiken (docs/architecture.md, Directions)"));
    }
    let reserved = ONLY_FOR.iter().any(|(library, crates)| *library == other && !crates.contains(&package));
    let in_engine = ENGINES.contains(&package) && NOT_IN_ENGINES.contains(&other);
    let wrong = used.kind.is_none() && (reserved || in_engine);
    wrong.then(|| format!("{package} mag {other} niet gebruiken (docs/architecture.md, Never)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(package: &str, uses: &[&str], expected: usize) {
        check_kind(None, package, uses, expected);
    }

    fn check_kind(kind: Option<&str>, package: &str, uses: &[&str], expected: usize) {
        let dependencies = uses.iter().map(|name| Dependency { name: (*name).to_owned(), kind: kind.map(str::to_owned) }).collect();
        let package = Package { name: package.to_owned(), dependencies, ..Package::default() };
        let members: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
        let found = wrong_edges(&package, &members);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn edges_that_point_down_are_fine() {
        check("erf-places", &["erf-base", "erf-web", "axum", "serde"], 0);
        check("erfzicht", &["erf-demo", "anyhow"], 0);
    }

    #[test]
    fn edges_that_point_up_are_refused() {
        check("erf-base", &["erf-spatial"], 1);
        check("erf-web", &["erf-accounts", "erf-places"], 2);
    }

    #[test]
    fn only_the_program_knows_the_demo() {
        check("erf-places", &["erf-demo"], 1);
    }

    #[test]
    fn engines_know_no_runtime_and_no_database() {
        check("erf-spatial", &["tokio", "sqlx", "axum"], 3);
        check_kind(Some("dev"), "erf-spatial", &["zip"], 0);
    }

    #[test]
    fn tests_may_not_turn_a_direction_around_either() {
        check_kind(Some("dev"), "erf-places", &["erf-demo"], 1);
    }

    #[test]
    fn a_new_crate_is_written_into_the_table_first() {
        check("erf-survey", &[], 1);
    }

    #[test]
    fn the_table_has_no_circle() {
        for (place, (_, uses)) in MAY_USE.iter().enumerate() {
            for used in *uses {
                let other = MAY_USE.iter().position(|(name, _)| name == used).unwrap();
                assert!(other < place, "{used} must stand above its users");
            }
        }
    }
}
