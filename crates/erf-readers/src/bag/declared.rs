// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What an extract says it is about: only there can something that is missing from it be gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, ObjectKind};
use crate::Problem;

/// What one inner file says of itself.
pub(super) struct Own {
    areas: BTreeSet<Area>,
    /// The municipality in its name: `0221PND15092020-000001.xml`; 9999 means nothing in particular.
    named: Option<Area>,
    /// The document that goes with a whole delivery speaks for every file in it.
    document: bool,
    /// Kinds of which it holds a live object.
    pub(super) kinds: BTreeSet<ObjectKind>,
}

impl Own {
    pub(super) fn of(member: &str) -> Self {
        let name = member.rsplit('/').next().unwrap_or_default();
        let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        let named = if digits == 4 && &name[..4] != "9999" { municipality(&name[..4]) } else { None };
        Self { areas: BTreeSet::new(), named, document: name.starts_with("Leveringsdocument"), kinds: BTreeSet::new() }
    }

    /// An element outside any object, with its text.
    pub(super) fn says(&mut self, element: &str, text: &str) {
        match element {
            "GemeenteIdentificatie" => self.areas.extend(municipality(text.trim())),
            "Gebied-NLD" if !text.trim().eq_ignore_ascii_case("false") => drop(self.areas.insert(Area::Country)),
            _ => {}
        }
    }

    fn contradicts(&self) -> bool {
        let country = self.areas.contains(&Area::Country);
        self.named.is_some_and(|named| !self.areas.is_empty() && !country && !self.areas.contains(&named))
    }
}

fn municipality(text: &str) -> Option<Area> {
    text.parse().ok().map(Area::Municipality)
}

/// What all inner files together say.
#[derive(Default)]
pub(super) struct Declarations {
    declared: BTreeMap<ObjectKind, BTreeSet<Area>>,
    /// Kinds in files that say nothing: the document of the delivery speaks for them.
    silent: BTreeSet<ObjectKind>,
    contradicted: BTreeSet<ObjectKind>,
    document: BTreeSet<Area>,
}

impl Declarations {
    /// Takes in what one file says; a remark when it contradicts itself.
    pub(super) fn add(&mut self, own: Own) -> Option<Problem> {
        if own.document {
            self.document.extend(own.areas);
            return None;
        }
        if own.contradicts() {
            self.contradicted.extend(own.kinds);
            return Some(contradiction());
        }
        if own.areas.is_empty() {
            self.silent.extend(own.kinds);
            return None;
        }
        for kind in own.kinds {
            self.declared.entry(kind).or_default().extend(&own.areas);
        }
        None
    }

    /// Per kind what it is about.
    pub(super) fn together(mut self) -> BTreeMap<ObjectKind, BTreeSet<Area>> {
        if !self.document.is_empty() {
            for kind in self.silent {
                self.declared.entry(kind).or_default().extend(&self.document);
            }
        }
        self.declared.retain(|kind, _| !self.contradicted.contains(kind));
        self.declared
    }
}

fn contradiction() -> Problem {
    let reason = "De naam van dit bestand noemt een andere gemeente dan het gebied dat erin staat. Wat in dit bestand ontbreekt, blijft \
        daarom gelden.";
    Problem::note("gebied_spreekt_zich_tegen", reason, "Vraag het Kadaster voor welk gebied dit extract is.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, says: &[(&str, &str)]) -> Own {
        let mut own = Own::of(name);
        says.iter().for_each(|(element, text)| own.says(element, text));
        if !own.document {
            own.kinds.insert(ObjectKind::Building);
        }
        own
    }

    fn check(files: Vec<Own>, expected: &[&str]) {
        let mut all = Declarations::default();
        files.into_iter().for_each(|own| drop(all.add(own)));
        let said = all.together().remove(&ObjectKind::Building).unwrap_or_default();
        let words: Vec<String> = said.iter().map(|area| format!("{area:?}")).collect();
        let expected: Vec<String> = expected.iter().map(|text| municipality(text).map_or("Country".into(), |a| format!("{a:?}"))).collect();
        assert_eq!(words, expected);
    }

    const DOESBURG: (&str, &str) = ("GemeenteIdentificatie", "0221");

    #[test]
    fn the_area_is_what_the_file_says_or_else_the_document_of_the_delivery() {
        check(vec![file("a.zip/0221PND-000001.xml", &[DOESBURG])], &["0221"]);
        check(vec![file("9999PND-000001.xml", &[("Gebied-NLD", "")])], &["NL"]);
        check(vec![file("9999PND-000001.xml", &[]), file("Leveringsdocument-BAG.xml", &[DOESBURG])], &["0221"]);
        check(vec![file("0221PND-000001.xml", &[])], &[]);
    }

    #[test]
    fn a_file_named_after_another_municipality_than_it_declares_is_about_nothing() {
        let own = file("0222PND15102020-000001.xml", &[DOESBURG]);
        assert!(Declarations::default().add(own).is_some_and(|problem| !problem.rejected));
        check(vec![file("0222PND-000001.xml", &[DOESBURG]), file("0221PND-000001.xml", &[DOESBURG])], &[]);
    }
}
