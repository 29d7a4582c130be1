// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use crate::standardise::{
    company::{company, company_steps},
    numbers::{establishment, kvk, looks_like_bsn, meets_eleven_test, rsin},
};

#[test]
fn a_legal_form_is_a_field_and_no_word_of_the_name() {
    let check = |text: &str, name: &str, legal: &str| {
        let found = company(text);
        assert_eq!((found.name.as_str(), found.legal.code()), (name, legal), "{text}");
    };
    check("Jansen Transport B.V.", "jansen transport", "bv");
    check("Jansen Transport BV", "jansen transport", "bv");
    check("Jansen Transport b.v.", "jansen transport", "bv");
    check("JANSEN TRANSPORT B.V", "jansen transport", "bv");
    check("Jansen Besloten Vennootschap", "jansen", "bv");
    check("V.O.F. Jansen", "jansen", "vof");
    check("Jansen v.o.f.", "jansen", "vof");
    check("Maatschap Jansen", "jansen", "maatschap");
    check("Mts. Jansen", "jansen", "maatschap");
    check("Stichting De Hoek", "de hoek", "stichting");
    check("Stg. De Hoek", "de hoek", "stichting");
    check("St. De Hoek", "de hoek", "stichting");
    check("Coöperatie Het Land U.A.", "het land", "cooperatie");
    check("Coop. Het Land", "het land", "cooperatie");
    check("Jansen N.V.", "jansen", "nv");
    check("Jansen C.V.", "jansen", "cv");
    check("Jansen Eenmanszaak", "jansen", "eenmanszaak");
    check("Jansen", "jansen", "");
    check("B.V.", "bv", "");
    check("", "", "");
}

#[test]
fn words_for_the_business_stand_apart() {
    let check = |text: &str, core: &str, activity: &str| {
        let found = company(text);
        assert_eq!((found.core.as_str(), found.activity.as_str()), (core, activity), "{text}");
    };
    check("Melkveebedrijf van der Berg", "berg", "melkvee");
    check("Melk. van der Berg", "berg", "melkvee");
    check("van der Berg Transport B.V.", "berg", "transport");
    check("Technische Dienst Jansen", "jansen", "techniek");
    check("Import Export Bakker", "bakker", "import");
    check("Loonbedrijf Gebr. Jansen", "jansen", "loonbedrijf");
    check("Kramerhof Autobedrijf", "kramerhof", "auto");
    check("Bakkersbedrijf Bakker & Zn.", "bakker", "bakkerij");
}

#[test]
fn sister_companies_and_families_are_marked() {
    assert!(company("Jansen Holding B.V.").holding);
    assert!(company("Jansen Beheer B.V.").holding);
    assert!(!company("Jansen Transport B.V.").holding);
    assert!(company("Gebr. Jansen").family);
    assert_eq!(company("Gebr. Jansen").name, company("Gebroeders Jansen").name);
    assert!(company("Jansen & Zn.").family);
}

#[test]
fn trade_names_are_names_of_their_own() {
    let check = |text: &str, name: &str, trade: &str, legal: &str| {
        let found = company(text);
        assert_eq!((found.name.as_str(), found.trade_name.as_str(), found.legal.code()), (name, trade, legal), "{text}");
    };
    check("Jansen B.V. h.o.d.n. De Kaasboer", "jansen", "de kaasboer", "bv");
    check("Jansen hodn De Kaasboer B.V.", "jansen", "de kaasboer", "bv");
    check("Jansen handelend onder de naam De Kaasboer", "jansen", "de kaasboer", "");
    check("Jansen B.V.", "jansen", "", "bv");
}

#[test]
fn the_steps_say_what_was_done_and_change_nothing() {
    let text = "Melk. Jansen Holding B.V. h.o.d.n. De Hoek";
    let (found, steps) = company_steps(text);
    assert_eq!(found, company(text));
    let words = steps.words().join("\n");
    for expected in [
        "Rechtsvorm van de naam gehaald",
        "Handelsnaam van de naam gehaald",
        "Woord voor het bedrijf voluit geschreven: melk → melkvee",
        "Onderdeel van een groep herkend",
    ] {
        assert!(words.contains(expected), "{expected} in\n{words}");
    }
}

#[test]
fn numbers_of_the_trade_register() {
    for (text, expected) in [
        ("69599084", Some(69_599_084)),
        ("69 59 90 84", Some(69_599_084)),
        ("KvK 69599084", None),
        ("9599084", Some(9_599_084)),
        ("695990840000", Some(69_599_084)),
        ("695990841234", None),
        ("12345678", None),
        ("00000000", None),
        ("", None),
        ("69599084.0", Some(69_599_084)),
    ] {
        assert_eq!(kvk(text), expected, "{text}");
    }
    assert_eq!(establishment("000038509504"), Some(38_509_504));
    assert_eq!(establishment("38509504"), Some(38_509_504));
    assert_eq!(establishment("1234"), None);
}

#[test]
fn the_eleven_test_finds_mistakes_and_bsn_columns() {
    // 111222333 is the worked example of the test; every single wrong digit must fail it.
    assert!(meets_eleven_test(111_222_333));
    for place in 0..9 {
        let step = 10_u64.pow(place);
        assert!(!meets_eleven_test(111_222_333 + step), "{place}");
    }
    assert_eq!(rsin("111222333"), Some(111_222_333));
    assert_eq!(rsin("111222334"), None);
    let valid: Vec<String> = (100_000_000_u64..).filter(|n| meets_eleven_test(*n)).take(20).map(|n| n.to_string()).collect();
    assert!(looks_like_bsn(valid.iter().map(String::as_str)).is_likely());
    let any: Vec<String> = (100_000_000_u64..100_000_200).map(|n| n.to_string()).collect();
    assert!(!looks_like_bsn(any.iter().map(String::as_str)).is_likely());
    assert!(!looks_like_bsn(["", "a"].into_iter()).is_likely());
}
