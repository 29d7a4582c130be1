// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! House rules that the compiler and clippy do not know. (`unwrap` outside tests is refused by clippy.)

use std::{fs, path::Path};

use anyhow::Result;

use crate::run;

const MOST_LINES: usize = 700;

/// Files that are ours and can carry a comment. Others are named in REUSE.toml.
const WITH_HEADER: &[&str] = &["rs", "ts", "mjs", "js", "css", "html", "ftl", "sql", "toml", "sh", "py", "yml"];

/// Files whose length says something about their design.
const CODE: &[&str] = &["rs", "ts", "mjs", "js", "css", "html"];

/// Written with a gap so that this file does not break its own rules.
const UNCHECKED_SQL: &str = concat!("AssertSql", "Safe");

/// Where SQL may be assembled: our own database, and the two sides of a GeoPackage, whose tables have names of their own.
const ASSEMBLES_SQL: &[&str] =
    &["crates/erf-store/src/postgres.rs", "crates/erf-readers/src/features/geopackage.rs", "crates/erf-demo/src/files/gpkg.rs"];

/// Crates of a capability: there every statement stands in the store.
const CAPABILITIES: &[&str] =
    &["crates/erf-accounts/", "crates/erf-places/", "crates/erf-report/", "crates/erf-scan/", "crates/erf-workbench/"];

const STATEMENTS: &[&str] =
    &[concat!("\"SEL", "ECT "), concat!("\"INS", "ERT INTO "), concat!("\"UPD", "ATE "), concat!("\"DEL", "ETE FROM ")];

const MACHINE_PATHS: &[&str] = &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];

/// Everything in the repository that breaks a house rule.
pub fn problems() -> Result<Vec<String>> {
    let listing = run::output(run::command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let reuse = fs::read_to_string(run::root().join("REUSE.toml"))?;
    let mut problems = Vec::new();
    for name in listing.split_terminator('\0') {
        problems.extend(undescribed(name, &reuse).map(|problem| format!("{name}: {problem}")));
        // A file that is not text has no lines; one that was removed but not yet from the index has no content.
        let Ok(text) = fs::read_to_string(run::root().join(name)) else { continue };
        problems.extend(problems_in(name, &text));
    }
    Ok(problems)
}

fn problems_in(name: &str, text: &str) -> Vec<String> {
    let extension = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
    // The folder content is delivered as it is and described in REUSE.toml.
    let ours = !name.starts_with("content/");
    let found = [
        (ours && WITH_HEADER.contains(&extension)).then(|| header(text)).flatten(),
        CODE.contains(&extension).then(|| length(text)).flatten(),
        (extension == "rs" && !ASSEMBLES_SQL.contains(&name)).then(|| unchecked_sql(text)).flatten(),
        (extension == "rs").then(|| sql_elsewhere(name, text)).flatten(),
        machine_path(text),
        (name.ends_with("package-lock.json")).then(|| registry_address(text)).flatten(),
        conflict(text),
    ];
    found.into_iter().flatten().map(|problem| format!("{name}: {problem}")).collect()
}

/// A file that can carry no header must be named in REUSE.toml; what is not is there by accident.
fn undescribed(name: &str, reuse: &str) -> Option<String> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let headed = file.rsplit_once('.').is_none_or(|(_, extension)| WITH_HEADER.contains(&extension));
    let described = || reuse.split('"').skip(1).step_by(2).any(|pattern| matches(name, pattern));
    (!headed && !name.starts_with("LICENSES/") && !described()).then(|| "staat niet in REUSE.toml".to_owned())
}

/// Whether a name fits a pattern with stars: what stands before the first and after the last.
fn matches(name: &str, pattern: &str) -> bool {
    let (begin, end) = (pattern.split('*').next().unwrap_or_default(), pattern.rsplit('*').next().unwrap_or_default());
    if pattern.contains('*') { name.starts_with(begin) && name.ends_with(end) } else { name == pattern }
}

fn header(text: &str) -> Option<String> {
    let top: Vec<&str> = text.lines().take(5).collect();
    let place = |tag: &str| top.iter().position(|line| line.contains(tag));
    // On one line the reuse tool takes the licence for a part of the name.
    let complete =
        place("SPDX-FileCopyrightText: ").zip(place("SPDX-License-Identifier: ")).is_some_and(|(holder, licence)| holder != licence);
    (!complete).then(|| "de eerste vijf regels noemen niet de rechthebbende en, op een eigen regel, de licentie (SPDX)".to_owned())
}

fn length(text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > MOST_LINES).then(|| format!("{lines} regels; meer dan {MOST_LINES} is geen één onderwerp meer"))
}

fn unchecked_sql(text: &str) -> Option<String> {
    text.contains(UNCHECKED_SQL).then(|| format!("{UNCHECKED_SQL} mag alleen in {}", ASSEMBLES_SQL.join(", ")))
}

/// A statement outside the store of its capability. Tests may look where they like.
fn sql_elsewhere(name: &str, text: &str) -> Option<String> {
    let anywhere = ["/store/", "/store.rs", "test"].iter().any(|part| name.contains(part));
    if anywhere || !CAPABILITIES.iter().any(|of| name.starts_with(of)) {
        return None;
    }
    let rules = text.split("#[cfg(test)]").next().unwrap_or(text);
    let (number, _) = rules.lines().enumerate().find(|(_, line)| STATEMENTS.iter().any(|begin| line.contains(begin)))?;
    Some(format!("regel {} vraagt iets van de database; dat hoort in store", number + 1))
}

fn machine_path(text: &str) -> Option<String> {
    let (number, line) = text.lines().enumerate().find(|(_, line)| MACHINE_PATHS.iter().any(|path| names_path(line, path)))?;
    Some(format!("regel {} noemt een pad van één machine: {}", number + 1, line.trim()))
}

/// Whether the path stands there by itself and not as the middle of a longer one.
fn names_path(line: &str, path: &str) -> bool {
    let stands_alone = |place: usize| !line[..place].ends_with(|before: char| before.is_alphanumeric() || "./_-}".contains(before));
    line.match_indices(path).any(|(place, _)| stands_alone(place))
}

fn registry_address(text: &str) -> Option<String> {
    text.contains("\"resolved\": \"http").then(|| "noemt het adres van een registry; zie web/.npmrc".to_owned())
}

fn conflict(text: &str) -> Option<String> {
    text.lines().any(|line| line.starts_with("<<<<<<< ")).then(|| "er staat een onopgelost conflict in".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "// SPDX-FileCopyrightText: 2026 The Erfzicht developers\n// SPDX-License-Identifier: EUPL-1.2\n";

    fn check(name: &str, text: &str, expected: &[&str]) {
        let found = problems_in(name, text);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (problem, words) in found.iter().zip(expected) {
            assert!(problem.starts_with(name) && problem.contains(words), "{problem}");
        }
    }

    #[test]
    fn a_file_with_its_header_is_tidy() {
        check("crates/erf-base/src/lib.rs", HEADER, &[]);
    }

    #[test]
    fn source_needs_a_header_and_delivered_content_does_not() {
        check("web/src/map.ts", "export {}\n", &["SPDX"]);
        check("web/src/a.html", &HEADER.replace('\n', "; "), &["eigen regel"]);
        check("content/check.py", "print()\n", &[]);
        check("docs/glossary.md", "# Glossary\n", &[]);
    }

    #[test]
    fn a_file_that_nothing_describes_is_there_by_accident() {
        let reuse = "path = [\"**.png\", \"content/**\", \"crates/a/fonts/*.ttf\"]";
        for (name, expected) in [
            ("docs/beeld.png", false),
            ("content/lijst.bin", false),
            ("crates/a/fonts/b.ttf", false),
            (".ci/run", false),
            ("perf.data", true),
            ("crates/a/b.ttf", true),
        ] {
            assert_eq!(undescribed(name, reuse).is_some(), expected, "{name}");
        }
    }

    #[test]
    fn a_long_file_is_refused() {
        check("a.rs", &format!("{HEADER}{}", "\n".repeat(699)), &["701 regels"]);
        check("a.rs", &format!("{HEADER}{}", "\n".repeat(698)), &[]);
        check("a.md", &"\n".repeat(5000), &[]);
    }

    #[test]
    fn sql_is_assembled_in_named_files_only() {
        let text = format!("{HEADER}use sqlx::{UNCHECKED_SQL};\n");
        check("crates/erf-store/src/postgres.rs", &text, &[]);
        check("crates/erf-places/src/search.rs", &text, &["mag alleen in"]);
    }

    #[test]
    fn statements_stand_in_the_store() {
        let text = format!("{HEADER}fn all() {{ query({}name FROM place\") }}\n", STATEMENTS[0]);
        check("crates/erf-places/src/store/places.rs", &text, &[]);
        check("crates/erf-web/src/session.rs", &text, &[]);
        check("crates/erf-places/src/search.rs", &text, &["hoort in store"]);
    }

    #[test]
    fn a_path_of_one_machine_is_refused() {
        check("a.md", &format!("see {}ann/notes", MACHINE_PATHS[0]), &["regel 1"]);
        check("a.md", &format!("see docs{}notes and ..{}x", MACHINE_PATHS[2], MACHINE_PATHS[2]), &[]);
    }

    #[test]
    fn a_lock_file_names_no_registry() {
        check("web/package-lock.json", "  \"resolved\": \"https://registry.example/a.tgz\"", &["registry"]);
    }
}
