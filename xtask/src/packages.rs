// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The system packages the tests need: a browser, a database server, and GDAL to compare outlines with.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{postgres, run};

/// The browser to drive, wherever the distribution puts it.
pub fn browser() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(run::find)
}

/// Installs what is missing where we may, and says what to install where we may not.
pub fn ensure(need_postgres: bool, need_browser: bool) -> Result<()> {
    let missing = missing(need_postgres, need_browser);
    if missing.is_empty() {
        return Ok(());
    }
    if !run::is_superuser() || run::find("apt-get").is_none() {
        bail!("{}", advice(&missing));
    }
    let apt = || {
        let mut apt = run::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run::must(apt().args(["update", "-q"]))?;
    run::must(apt().args(["install", "-q", "-y", "--no-install-recommends"]).args(&missing))
}

fn missing(need_postgres: bool, need_browser: bool) -> Vec<&'static str> {
    let postgres = (need_postgres && postgres::programs().is_none()).then_some("postgresql");
    let browser = (need_browser && browser().is_none()).then_some("chromium");
    let gdal = (need_postgres && run::find("ogr2ogr").is_none()).then_some("gdal-bin");
    postgres.into_iter().chain(browser).chain(gdal).collect()
}

fn advice(missing: &[&str]) -> String {
    let packages = missing.join(" ");
    format!(
        "voor de tests ontbreekt: {packages}. Installeer dit eerst (Debian en Ubuntu: sudo apt-get install {packages}) \
         en start de opdracht opnieuw. Alleen de tests die het niet nodig hebben: cargo xtask test --rust"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_names_the_packages_and_the_command() {
        let text = advice(&["postgresql", "chromium"]);
        assert!(text.contains("sudo apt-get install postgresql chromium"), "{text}");
    }

    #[test]
    fn nothing_is_missing_when_nothing_is_needed() {
        assert!(missing(false, false).is_empty());
    }
}
