// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds the keys of texts that are used, to compare them with those that are there.
//!
//! In templates a key stands in `t("…")`, in programs in `key: "…"`, `.text("…")`, `Flash::new("flash-…")`, or as any
//! whole string that looks like a key of ours. A prefix joined with a variable, `t("evidence-" ~ code)`, uses every
//! key that starts with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

/// Keys that are used and keys that are there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Keys used by templates, with one place each.
    pub used: BTreeMap<String, String>,
    /// Prefixes used with a variable behind them.
    pub prefixes: BTreeMap<String, String>,
    /// Whole strings in programs; a key that stands among them counts as used.
    pub strings: BTreeSet<String>,
    /// Keys in `nl.ftl` files.
    pub nl: BTreeSet<String>,
    /// What keys put together in Rust begin with.
    pub spliced: BTreeSet<String>,
    /// What templates put behind a key they were given.
    pub suffixes: BTreeSet<String>,
    /// Keys in `en.ftl` files.
    pub en: BTreeSet<String>,
}

impl Keys {
    /// Reads `src`, `templates` and `text` of one crate.
    pub fn read_crate(&mut self, folder: &Path) -> io::Result<()> {
        for part in ["src", "templates", "text"] {
            let path = folder.join(part);
            if path.is_dir() {
                self.read_folder(&path)?;
            }
        }
        Ok(())
    }

    /// Reads every crate below a folder.
    pub fn read_crates(&mut self, folder: &Path) -> io::Result<()> {
        let mut crates: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        crates.sort_by_key(fs::DirEntry::path);
        crates.iter().filter(|c| c.path().is_dir()).try_for_each(|c| self.read_crate(&c.path()))
    }

    fn read_folder(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.read_folder(&path)?;
                continue;
            }
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if ["html", "rs", "ftl"].contains(&extension) {
                let text = fs::read_to_string(&path)?;
                self.read_text(&path.display().to_string(), extension, &text);
            }
        }
        Ok(())
    }

    fn read_text(&mut self, place: &str, extension: &str, text: &str) {
        match extension {
            "html" => {
                self.read_template(place, text);
                self.read_suffixes(text);
            }
            "rs" => {
                self.strings.extend(strings(text).filter(|s| !s.contains('{')).map(str::to_owned));
                // `format!("field-{name}")` uses every key that begins so.
                let spliced = strings(text).filter_map(|s| s.split_once('{')).map(|(start, _)| start);
                self.spliced.extend(spliced.filter(|start| start.ends_with('-')).map(str::to_owned));
            }
            _ if place.ends_with("en.ftl") => self.en.extend(messages(text)),
            _ => self.nl.extend(messages(text)),
        }
    }

    fn read_template(&mut self, place: &str, text: &str) {
        for (at, _) in text.match_indices("t(\"") {
            let own_word = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let Some((key, after)) = text[at + 3..].split_once('"').filter(|_| own_word) else { continue };
            let joined = after.trim_start().starts_with('~');
            let found = if joined { &mut self.prefixes } else { &mut self.used };
            found.entry(key.to_owned()).or_insert_with(|| place.to_owned());
            // `t("a" if x else "b")` uses both.
            let call = after.split_once(')').map_or(after, |(call, _)| call);
            let other = call.split_once(" else \"").and_then(|(_, rest)| rest.split_once('"')).filter(|_| !joined);
            if let Some((other, _)) = other {
                self.used.entry(other.to_owned()).or_insert_with(|| place.to_owned());
            }
        }
    }

    /// `t(card.key ~ "-action")` uses the key of the card with this behind it.
    fn read_suffixes(&mut self, text: &str) {
        let starts = text.match_indices("~ \"-").map(|(at, _)| at + 3);
        self.suffixes.extend(starts.filter_map(|at| text[at..].split_once('"')).map(|(suffix, _)| suffix.to_owned()));
    }

    /// What is wrong, a line each; empty when all is well.
    pub fn problems(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (key, place) in &self.used {
            if !self.nl.contains(key) {
                out.push(format!("{place}: tekst {key} ontbreekt"));
            }
        }
        for (prefix, place) in &self.prefixes {
            if !self.nl.iter().any(|key| key.starts_with(prefix.as_str())) {
                out.push(format!("{place}: geen tekst begint met {prefix}"));
            }
        }
        out.extend(self.nl.difference(&self.en).map(|key| format!("tekst {key} ontbreekt in het Engels")));
        out.extend(self.en.difference(&self.nl).map(|key| format!("tekst {key} ontbreekt in het Nederlands")));
        out.extend(self.nl.iter().filter(|key| !self.is_used(key)).map(|key| format!("tekst {key} wordt nergens gebruikt")));
        out
    }

    fn is_used(&self, key: &str) -> bool {
        let suffixed = || self.suffixes.iter().any(|suffix| key.strip_suffix(suffix.as_str()).is_some_and(|k| self.strings.contains(k)));
        self.used.contains_key(key)
            || self.strings.contains(key)
            || self.prefixes.keys().chain(&self.spliced).any(|p| key.starts_with(p.as_str()))
            || suffixed()
    }
}

/// The names of messages in a Fluent file.
fn messages(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let starts = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        (starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')).then(|| name.to_owned())
    })
}

/// Strings without blanks or escapes in a Rust file.
fn strings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).filter(|s| !s.is_empty() && !s.contains([' ', '\\']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(template: &str, program: &str, nl: &str, en: &str) -> Vec<String> {
        let mut keys = Keys::default();
        keys.read_text("a.html", "html", template);
        keys.read_text("a.rs", "rs", program);
        keys.read_text("text/nl.ftl", "ftl", nl);
        keys.read_text("text/en.ftl", "ftl", en);
        keys.problems()
    }

    #[test]
    fn what_is_used_and_there_is_fine() {
        let template = r#"{{ t("a-b", n=3) }} {{ t("evidence-" ~ code) }} {{ format("x") }}"#;
        let texts = "a-b = A\nevidence-straat = S\nc =\n    C\n";
        assert_eq!(keys(template, r#"fault("naam", "c")"#, texts, texts), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_or_left_over_is_named() {
        let found = keys(r#"{{ t("a") }} {{ t("p-" ~ x) }}"#, "", "b = B\n", "b = B\nc = C\n");
        assert_eq!(
            found,
            [
                "a.html: tekst a ontbreekt",
                "a.html: geen tekst begint met p-",
                "tekst c ontbreekt in het Nederlands",
                "tekst b wordt nergens gebruikt"
            ]
        );
    }
}
