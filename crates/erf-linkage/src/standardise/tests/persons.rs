// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use crate::standardise::{
    calling,
    person::{Person, PersonFields, Prefix, Sex, person, person_steps, sex},
};

/// Surname as `prefix|name|second prefix|second name`, without empty ends.
fn shown(found: &Person) -> String {
    let parts = [found.prefix.text(), &found.surname, found.second_prefix.text(), &found.second_surname];
    parts.join("|").trim_end_matches('|').to_owned()
}

#[test]
fn surnames_lose_their_tussenvoegsel_however_it_is_written() {
    let check = |text: &str, expected: &str| {
        assert_eq!(shown(&person(&PersonFields { surname: text, ..PersonFields::default() })), expected, "{text}")
    };
    check("Jansen", "|jansen");
    check("van der Berg", "van der|berg");
    check("VAN DER BERG", "van der|berg");
    check("v.d. Berg", "v.d.|berg");
    check("v.d.Berg", "v.d.|berg");
    check("v/d Berg", "v.d.|berg");
    check("vd Berg", "v.d.|berg");
    check("Vander Berg", "van der|berg");
    check("van 't Veld", "van 't|veld");
    check("van ’t Veld", "van 't|veld");
    check("v't Veld", "van 't|veld");
    check("'t Hart", "'t|hart");
    check("in ’t Veld", "in 't|veld");
    check("op den Kelder", "op den|kelder");
    check("ter Horst", "ter|horst");
    check("d. Jong", "de|jong");
    check("El Amrani", "el|amrani");
    check("de la Cruz", "de la|cruz");
    check("de", "|de");
    check("van de", "van|de");
    check("Berg, van der", "van der|berg");
    check("Berg van der", "van der|berg");
    check("Berg vd", "v.d.|berg");
    check("Çelik", "|celik");
    check("Vandenberg", "|vandenberg");
    check("", "");
}

#[test]
fn double_names_are_two_names() {
    let check = |text: &str, expected: &str| {
        assert_eq!(shown(&person(&PersonFields { surname: text, ..PersonFields::default() })), expected, "{text}")
    };
    check("Jansen-de Vries", "|jansen|de|vries");
    check("Jansen - van der Berg", "|jansen|van der|berg");
    check("de Vries-Jansen", "de|vries||jansen");
    check("van den Berg-Bakker", "van den|berg||bakker");
    check("Jansen de Vries", "|jansen|de|vries");
    check("de Vries e/v Jansen", "de|vries||jansen");
    check("de Vries e.v. Jansen", "de|vries||jansen");
    check("Jansen geb. de Vries", "|jansen|de|vries");
    check("Jansen geboren van Dam", "|jansen|van|dam");
    check("Bakker echtgenote van Smit", "|bakker||smit");
    check("Bakker wed. v. Smit", "|bakker||smit");
    check("Boon-Kok", "|boon||kok");
    check("Garcia Lopez", "|garcialopez");
}

#[test]
fn a_tussenvoegsel_in_its_own_column_and_in_the_name_count_once() {
    let check = |prefix: &str, surname: &str, expected: &str| {
        assert_eq!(shown(&person(&PersonFields { prefix, surname, ..PersonFields::default() })), expected, "{prefix} + {surname}");
    };
    check("van der", "Berg", "van der|berg");
    check("v.d", "Berg", "v.d.|berg");
    check("van", "der Berg", "van der|berg");
    check("van der", "van der Berg", "van der|berg");
    check("v/d", "v.d. Berg", "v.d.|berg");
    check("van 't", "Veld", "van 't|veld");
    check("int", "Veld", "in 't|veld");
    check("zzz", "Veld", "?|veld");
    check(" ", "Veld", "|veld");
}

#[test]
fn prefixes_that_typists_mix_up_are_of_one_class() {
    let check = |one: &str, other: &str, expected: bool| {
        let (a, b) = (Prefix::of(one).unwrap(), Prefix::of(other).unwrap());
        assert_eq!(a.may_be(b), expected, "{one} / {other}");
    };
    check("van der", "v.d.", true);
    check("van de", "vd", true);
    check("van den", "v/d", true);
    check("van", "v.", true);
    check("de", "den", true);
    check("'t", "het", true);
    check("van 't", "van het", true);
    check("ter", "ten", true);
    check("van", "de", false);
    check("van der", "van 't", false);
}

#[test]
fn first_names_and_initials() {
    let check = |text: &str, names: &str, initials: &str| {
        let found = person(&PersonFields { first_names: text, ..PersonFields::default() });
        assert_eq!((found.first_names.as_str(), found.initials.as_str()), (names, initials), "{text}");
    };
    check("Johannes", "johannes", "j");
    check("Johannes Petrus Maria", "johannes petrus maria", "jpm");
    check("JOHANNES", "johannes", "j");
    check("J.", "", "j");
    check("J.P.", "", "jp");
    check("J. P.", "", "jp");
    check("JPM", "", "jpm");
    check("Th.", "", "t");
    check("Chr. J.", "", "cj");
    check("Joh.", "joh", "j");
    check("Jan-Willem", "jan willem", "jw");
    check("Zoë", "zoe", "z");
    check("Aïcha", "aicha", "a");
    check("Mevr. Anna", "anna", "a");
    check("Johannes (Jan)", "johannes jan", "jj");
    check("", "", "");
}

#[test]
fn a_column_of_initials_is_split_in_letters() {
    let check = |text: &str, initials: &str| {
        assert_eq!(person(&PersonFields { initials: text, ..PersonFields::default() }).initials, initials, "{text}");
    };
    check("J.P.M.", "jpm");
    check("jpm", "jpm");
    check("JA", "ja");
    check("A", "a");
    check("Th.A.", "ta");
    let both = person(&PersonFields { first_names: "Johannes Petrus", initials: "J.", ..PersonFields::default() });
    assert_eq!((both.first_names.as_str(), both.initials.as_str()), ("johannes petrus", "jp"));
}

#[test]
fn whole_names_in_either_order() {
    let check = |text: &str, names: &str, initials: &str, surname: &str| {
        let found = person(&PersonFields { full_name: text, ..PersonFields::default() });
        assert_eq!((found.first_names.as_str(), found.initials.as_str(), shown(&found).as_str()), (names, initials, surname), "{text}");
    };
    check("P. Jansen", "", "p", "|jansen");
    check("Jansen, P.", "", "p", "|jansen");
    check("Jansen P.", "", "p", "|jansen");
    check("JANSEN P", "", "p", "|jansen");
    check("P. Jansen-de Vries", "", "p", "|jansen|de|vries");
    check("Pieter Jansen", "pieter", "p", "|jansen");
    check("Jansen, Pieter", "pieter", "p", "|jansen");
    check("Jansen Pieter", "pieter", "p", "|jansen");
    check("Jan de Vries", "jan", "j", "de|vries");
    check("J. de Vries", "", "j", "de|vries");
    check("de Vries, J.", "", "j", "de|vries");
    check("de Vries J.", "", "j", "de|vries");
    check("Vries, J. de", "", "j", "de|vries");
    check("Vries, de, J.", "", "j", "de|vries");
    check("Berg, Jan van der", "jan", "j", "van der|berg");
    check("Maria Johanna van den Berg", "maria johanna", "mj", "van den|berg");
    check("J.P. v.d. Berg", "", "jp", "v.d.|berg");
    check("Dhr. J. Jansen", "", "j", "|jansen");
    check("Mevr. dr. A.B. de Vries-van den Berg", "", "ab", "de|vries|van den|berg");
    check("de heer P. Bakker", "", "p", "|bakker");
    check("dhr. ir. K. 't Hart MSc", "", "k", "'t|hart");
    check("fam. de Boer", "", "", "de|boer");
    check("Jansen", "", "", "|jansen");
    check("A. de Vries e/v Jansen", "", "a", "de|vries||jansen");
    check("", "", "", "");
}

#[test]
fn titles_tell_sex_and_household() {
    let found = |text: &str| person(&PersonFields { full_name: text, ..PersonFields::default() });
    assert_eq!(found("Dhr. P. Jansen").sex, Sex::Male);
    assert_eq!(found("Mw. P. Jansen").sex, Sex::Female);
    assert_eq!(found("Mr. P. Jansen").sex, Sex::Unknown);
    assert!(found("Fam. Jansen").household);
    assert!(found("Erven A. Jansen").household);
    for (text, expected) in [
        ("M", Sex::Male),
        ("Vrouw", Sex::Female),
        ("f", Sex::Female),
        ("2", Sex::Female),
        ("X", Sex::Other),
        ("", Sex::Unknown),
        ("kat", Sex::Unknown),
    ] {
        assert_eq!(sex(text), expected, "{text}");
    }
}

#[test]
fn first_name_and_surname_that_changed_places_are_noticed() {
    let swapped = |first_names: &str, surname: &str| person(&PersonFields { first_names, surname, ..PersonFields::default() }).swapped;
    assert!(swapped("Bergsma", "Johannes"));
    let kept_prefix = PersonFields { first_names: "Bergsma", prefix: "van 't", surname: "Elena", ..PersonFields::default() };
    assert!(person(&kept_prefix).swapped);
    assert!(!swapped("Johannes", "Bergsma"));
    assert!(!swapped("Pieter", "Simon"));
    assert!(!swapped("Wolfertje", "Bergsma"));
}

#[test]
fn calling_names_belong_to_names() {
    for (one, other, expected) in [
        ("johannes", "jan", true),
        ("johannes", "hans", true),
        ("cornelis", "kees", true),
        ("hendrik", "henk", true),
        ("wilhelmina", "mien", true),
        ("mohamed", "mohammed", true),
        ("youssef", "yusuf", true),
        ("margaretha", "gre", true),
        ("theo", "theodorus", true),
        ("elisabeth", "bep", true),
        ("jan", "kees", false),
        ("emma", "lisa", false),
        ("onbekend", "onbekend", true),
    ] {
        assert_eq!(calling::same(one, other), expected, "{one} / {other}");
        assert_eq!(calling::same(other, one), expected, "{other} / {one}");
    }
}

#[test]
fn the_steps_say_what_was_done_and_change_nothing() {
    let fields = PersonFields { full_name: "Mevr. J. v.d. Bérg-Bakker", ..PersonFields::default() };
    let (found, steps) = person_steps(&fields);
    assert_eq!(found, person(&fields));
    let words = steps.words().join("\n");
    for expected in [
        "Hoofdletters, accenten",
        "Titel of aanspreekvorm weggehaald: mevr → (leeg)",
        "Dubbele naam gesplitst: berg → bakker",
        "Volledige naam gesplitst",
    ] {
        assert!(words.contains(expected), "{expected} in\n{words}");
    }
}
