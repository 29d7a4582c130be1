// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask test`: every test, with what it needs started before and stopped after.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    metadata, packages,
    postgres::Postgres,
    run,
    server::Server,
    skips::{self, Skip},
};

/// What to run, and how strictly.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// A skipped test is a failure.
    strict: bool,
    rust: bool,
    browser: bool,
    /// Where the browser tests put their pictures; absolute.
    pictures: PathBuf,
}

impl Options {
    /// From the words after `test`.
    pub fn parse(words: &[&str]) -> Result<Self> {
        if let Some(unknown) = words.iter().find(|word| !["--ci", "--rust", "--browser"].contains(word)) {
            bail!("onbekende optie {unknown:?}; zie cargo xtask help");
        }
        let asked = |option| words.contains(&option);
        if asked("--rust") && asked("--browser") {
            bail!("--rust en --browser sluiten elkaar uit; laat ze beide weg voor alles");
        }
        let strict = asked("--ci") || env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
        Ok(Self { strict, rust: !asked("--browser"), browser: !asked("--rust"), pictures: pictures_folder()? })
    }

    /// Only the browser tests, with their pictures in the manual.
    pub fn pictures() -> Result<Self> {
        let pictures = run::root().join("docs/handleiding/beelden");
        Ok(Self { strict: false, rust: false, browser: true, pictures })
    }
}

/// What one runner had to say.
#[derive(Debug, Default)]
struct Outcome {
    failures: Vec<&'static str>,
    skips: BTreeSet<Skip>,
}

/// Runs what is asked. The answer is whether all of it succeeded.
pub fn run(options: &Options) -> Result<bool> {
    packages::ensure(options.rust, options.browser)?;
    let shared = shared_folder();
    let mut outcome = Outcome::default();
    if options.rust {
        rust_tests(shared.as_deref(), &mut outcome)?;
    }
    if options.browser {
        browser_tests(&options.pictures, &mut outcome)?;
    }
    Ok(report(&outcome, options.strict))
}

fn rust_tests(shared: Option<&Path>, outcome: &mut Outcome) -> Result<()> {
    let postgres = Postgres::start()?;
    let with_environment = |command: &mut Command| {
        command.env("ERFZICHT_TEST_POSTGRES", &postgres.url);
        if let Some(folder) = shared {
            command.env("ERFZICHT_SHARED", folder);
        }
    };
    let success =
        if run::find("cargo-nextest").is_some() { nextest(with_environment, outcome)? } else { libtest(with_environment, outcome)? };
    if !success {
        outcome.failures.push("tests in Rust");
    }
    Ok(())
}

fn nextest(with_environment: impl Fn(&mut Command), outcome: &mut Outcome) -> Result<bool> {
    // Nextest keeps its reports in the clone, also when cargo builds elsewhere.
    let junit = run::root().join("target/nextest/xtask/junit.xml");
    if junit.exists() {
        fs::remove_file(&junit)?;
    }
    let mut command = run::cargo();
    command.args(["nextest", "run", "--workspace", "--profile", "xtask"]);
    with_environment(&mut command);
    let success = run::succeeds(&mut command)?;
    // Without the file nothing was compiled or nothing ran, and that was told already.
    let Ok(xml) = fs::read_to_string(&junit) else { return Ok(false) };
    outcome.skips.extend(skips::in_junit(&xml));
    // Nextest does not run the examples in the documentation.
    let mut examples = run::cargo();
    examples.args(["test", "--workspace", "--doc", "--quiet"]);
    with_environment(&mut examples);
    Ok(run::succeeds(&mut examples)? && success)
}

fn libtest(with_environment: impl Fn(&mut Command), outcome: &mut Outcome) -> Result<bool> {
    let mut command = run::cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--", "--show-output"]);
    with_environment(&mut command);
    let (success, lines) = run::tee(&mut command)?;
    outcome.skips.extend(skips::in_lines(&lines));
    Ok(success)
}

fn browser_tests(pictures: &Path, outcome: &mut Outcome) -> Result<()> {
    run::must(run::cargo().args(["build", "--workspace", "--bin", "erfzicht"]))?;
    install_web_packages()?;
    let tests = browser_test_files()?;
    fs::create_dir_all(pictures).with_context(|| format!("map {} is niet te maken", pictures.display()))?;
    let server = Server::start(&metadata::load()?.target_directory.join("debug/erfzicht"))?;
    let mut node = run::command("node");
    node.args(["--test", "--test-reporter=spec"]).args(tests);
    node.env("ERFZICHT_URL", &server.url).env("ERFZICHT_PICTURES", pictures);
    if let Some(browser) = packages::browser() {
        node.env("ERFZICHT_CHROMIUM", browser);
    }
    let (success, lines) = run::tee(&mut node)?;
    if !success {
        outcome.failures.push("tests in de browser");
    }
    outcome.skips.extend(skips::in_spec_report(&lines));
    Ok(())
}

/// Only when the lock file is newer than what was installed from it.
fn install_web_packages() -> Result<()> {
    let web = run::root().join("web");
    let changed = |path: PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
    let installed = changed(web.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(web.join("package-lock.json")) {
        return Ok(());
    }
    run::must(run::command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web))
}

/// Named one by one: versions of Node differ in what they find in a folder, and finding nothing counts as success there.
fn browser_test_files() -> Result<Vec<PathBuf>> {
    let folder = run::root().join("web/e2e");
    let entries = fs::read_dir(&folder).with_context(|| format!("{} ontbreekt", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| is_browser_test(path)).collect();
    files.sort();
    if files.is_empty() {
        bail!("{} bevat geen tests (*.test.mjs)", folder.display());
    }
    Ok(files)
}

fn is_browser_test(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".test.mjs", ".test.js"].iter().any(|end| name.ends_with(end))
}

fn pictures_folder() -> Result<PathBuf> {
    match env::var_os("ERFZICHT_PICTURES") {
        Some(folder) => Ok(env::current_dir()?.join(folder)),
        None => Ok(metadata::load()?.target_directory.join("pictures")),
    }
}

/// The sample files: where the environment says, beside this clone, or beside the repository it was cloned from.
fn shared_folder() -> Option<PathBuf> {
    let from_environment = env::var_os("ERFZICHT_SHARED").map(PathBuf::from);
    let beside = |folder: &Path| folder.parent().map(|parent| parent.join("shared"));
    let origin = run::output(run::command("git").args(["config", "--default", "", "remote.origin.url"])).ok();
    let origin = origin.map(|url| PathBuf::from(url.trim().trim_start_matches("file://").trim_end_matches("/.git")));
    let candidates = [from_environment, beside(&run::root()), origin.as_deref().filter(|path| path.is_absolute()).and_then(beside)];
    candidates.into_iter().flatten().find(|folder| folder.join("data").is_dir())
}

fn report(outcome: &Outcome, strict: bool) -> bool {
    println!();
    for skip in &outcome.skips {
        println!("niet gedraaid: {} ({})", skip.test, skip.reason);
    }
    for failure in &outcome.failures {
        println!("mislukt: {failure}");
    }
    let skipped = strict && !outcome.skips.is_empty();
    if skipped {
        println!("mislukt: met --ci mag geen test worden overgeslagen");
    }
    let success = outcome.failures.is_empty() && !skipped;
    println!("{}", if success { "Alle tests geslaagd." } else { "Niet alle tests geslaagd." });
    success
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_options_everything_runs() {
        let options = Options::parse(&[]).unwrap();
        assert!(options.rust && options.browser);
    }

    #[test]
    fn unknown_and_contradicting_options_are_refused() {
        assert!(Options::parse(&["--snel"]).unwrap_err().to_string().contains("--snel"));
        assert!(Options::parse(&["--rust", "--browser"]).is_err());
    }

    #[test]
    fn a_skip_fails_only_when_strict() {
        let skips = BTreeSet::from([Skip { test: "a".to_owned(), reason: "geen ../shared".to_owned() }]);
        let outcome = Outcome { failures: Vec::new(), skips };
        assert!(report(&outcome, false));
        assert!(!report(&outcome, true));
    }

    #[test]
    fn a_failure_always_fails() {
        assert!(!report(&Outcome { failures: vec!["tests in Rust"], skips: BTreeSet::new() }, false));
    }

    #[test]
    fn only_test_files_are_given_to_node() {
        assert!(is_browser_test(Path::new("web/e2e/zoeken.test.mjs")));
        assert!(!is_browser_test(Path::new("web/e2e/browser.mjs")));
    }
}
