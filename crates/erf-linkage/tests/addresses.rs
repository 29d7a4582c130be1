// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A list of addresses beside the rows: what is found, what is left alone, and what it changes between two rows.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

use std::{fmt::Write as _, sync::Arc};

use erf_linkage::{
    addresses::{AddressList, Found, Resolution},
    dataset::LinkError,
    explain::{Contribution, explain},
    hash,
    index::Index,
    output,
    run::{Options, Run, dedupe},
    standardise::{
        Steps,
        address::{AddressFields, address},
    },
    table::{ReadOptions, Table, read},
};

const LIST: &str = "\
nummeraanduiding,straatnaam,huisnummer,huisletter,toevoeging,postcode,woonplaats
0111200000000001,Burgemeester Smitstraat,12,,,1234AB,Plevierenkant
0111200000000002,Burgemeester Smitstraat,12,A,,1234AB,Plevierenkant
0111200000000003,Burgemeester Smitstraat,14,,,1234AB,Plevierenkant
0111200000000004,Kerkweg,14,,,1235AB,Plevierenkant
0111200000000005,Kerkweg,3,,,1236AB,Oosterwolde
0111200000000006,Kerkweg,3,,,1237AB,Oosterwolde
0111200000000007,Molenpad,8,,bis,1238AB,Oosterwolde
";

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn list() -> AddressList {
    AddressList::of(&table(LIST)).unwrap()
}

/// What an address in one cell is found as: the last digit of its number.
fn found(text: &str) -> Option<u8> {
    list().find(&address(&AddressFields { full: text, ..AddressFields::default() })).id().map(|id| id.as_bytes()[15] - b'0')
}

#[test]
fn spellings_of_one_address_are_one_address() {
    for spelling in
        ["Burgemeester Smitstraat 12 A, 1234 AB Plevierenkant", "Burg. Smitstr. 12-a, 1234ab", "burg smitstraat 12a, Plevierenkant"]
    {
        assert_eq!(found(spelling), Some(2), "{spelling}");
    }
    assert_eq!(found("Molenpad 8bis, Oosterwolde"), Some(7));
}

#[test]
fn what_is_opposite_a_number_or_spans_two_is_not_that_number() {
    for text in ["Burg. Smitstraat t/o 12, 1234 AB", "Burg. Smitstraat nabij 12 Plevierenkant", "Burg. Smitstraat 12-14, 1234 AB"] {
        assert_eq!(found(text), None, "{text}");
    }
    assert_eq!(found("Burg. Smitstraat achter 12, 1234 AB"), Some(1), "the yard of a number is at the number");
    let rows = "id,address\na,Kerkweg 7 1236AB\nb,Kerkweg t/o 7 1236AB\nc,Kerkweg 7-9 1236AB\nd,kerkweg tegenover nr 7 1236 AB\ne,Kerkweg 7-9 1236 ab\n";
    let run = dedupe(&table(rows), &Options::default()).unwrap();
    let level = |one: &str, other: &str| {
        let explained = explain(&run, run.data.find(one, 0).unwrap(), run.data.find(other, 0).unwrap());
        explained.contributions.iter().map(|part| part.level_words.clone()).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(level("a", "b"), "hetzelfde huisnummer, andere toevoeging");
    assert_eq!(level("a", "c"), "hetzelfde adres, toevoeging ontbreekt bij een");
    assert_eq!((level("b", "d").as_str(), level("c", "e").as_str()), ("hetzelfde adres", "hetzelfde adres"));
}

#[test]
fn an_addition_that_is_not_in_the_list_is_not_guessed() {
    assert_eq!(found("Burg. Smitstraat 12 C, 1234 AB"), None);
    assert_eq!(found("Molenpad 8, Oosterwolde"), None);
}

#[test]
fn what_fits_two_addresses_is_left_alone() {
    let kerkweg = address(&AddressFields { street: "Kerkweg", number: "3", place: "Oosterwolde", ..AddressFields::default() });
    assert_eq!(list().find(&kerkweg), Found::Ambiguous);
    assert_eq!(found("Kerkweg 3, 1237 AB Oosterwolde"), Some(6));
}

#[test]
fn a_postcode_that_leads_to_another_street_is_not_believed() {
    let slip = address(&AddressFields { street: "Kerkweg", number: "14", postcode: "1234AB", ..AddressFields::default() });
    assert_eq!(list().find(&slip), Found::Ambiguous);
    let slip = AddressFields { street: "Kerkweg", number: "14", postcode: "1234AB", place: "Plevierenkant", ..AddressFields::default() };
    assert_eq!(list().find(&address(&slip)), Found::Ambiguous);
}

#[test]
fn too_little_is_told_apart_from_not_in_the_list() {
    let fields = AddressFields { street: "Kerkweg", place: "Oosterwolde", ..AddressFields::default() };
    assert_eq!(list().find(&address(&fields)), Found::Nothing);
    assert_eq!(list().find(&address(&AddressFields { number: "99", ..fields })), Found::Absent);
}

#[test]
fn looking_up_is_a_step_like_any_other() {
    let mut steps = Steps::default();
    let asked = address(&AddressFields { street: "Kerkweg", number: "14", postcode: "1235 AB", ..AddressFields::default() });
    assert_eq!(list().find_with(&asked, &mut steps), Found::ByPostcode("0111200000000004"));
    let words = steps.words();
    assert!(words[0].starts_with("Opgezocht in de adressenlijst") && words[0].ends_with("0111200000000004"), "{words:?}");
}

#[test]
fn a_list_without_numbers_of_addresses_is_refused() {
    let refused = AddressList::of(&table("straat,huisnummer,plaats\nKerkweg,1,Oosterwolde\n"));
    assert!(matches!(refused, Err(LinkError::NoAddresses(_))), "{refused:?}");
    let refused = AddressList::of(&table("nummeraanduiding,naam\n0111200000000001,Jansen\n"));
    assert!(matches!(refused, Err(LinkError::NoAddresses(_))), "{refused:?}");
}

/// 300 yards that stand in two lists of companies: one writes postcode and number, the other street, number and place.
fn companies() -> (String, String) {
    let mut rows = String::from("id,bedrijfsnaam,straat,huisnummer,postcode,plaats\n");
    let mut list = String::from("nummeraanduiding,straat,huisnummer,postcode,plaats\n");
    for number in 0..300u32 {
        let below = |what: u64, most: u64| hash::fold(what, u64::from(number)) % most;
        let street = ["Dorpsweg", "Kerkstraat", "Achterweg", "Molenpad", "Veerkade"][number as usize % 5];
        let (postcode, house) = (format!("{}SA", 2000 + number), 1 + number / 10);
        let place = ["Plevierenkant", "Oosterwolde"][number as usize / 5 % 2];
        let family = ["Vriesinga", "Postma", "Koopmans", "Brinkhof", "Bergsma"][below(4, 5) as usize];
        let trade = ["Bloembollen", "Transport", "Loonbedrijf", "Zuivel"][below(5, 4) as usize];
        writeln!(rows, "a{number},{trade} {family} B.V.,,{house},{postcode},").unwrap();
        writeln!(rows, "b{number},{family} {trade},{street},{house},,{place}").unwrap();
        writeln!(list, "01112000{number:08},{street},{house},{postcode},{place}").unwrap();
    }
    (rows, list)
}

fn looked_up() -> (Run, Options) {
    let (rows, list) = companies();
    let addresses = Some(Arc::new(AddressList::of(&table(&list)).unwrap()));
    let options = Options { addresses, ..Options::default() };
    (dedupe(&table(&rows), &options).unwrap(), options)
}

fn contribution(run: &Run, one: &str, other: &str) -> Contribution {
    let row = |id: &str| run.data.find(id, 0).unwrap();
    let told = explain(run, row(one), row(other));
    told.contributions.into_iter().find(|known| known.comparison == "address").unwrap()
}

#[test]
fn rows_that_write_nothing_of_the_address_alike_meet_on_one_address() {
    let (run, _) = looked_up();
    let counts = run.data.resolution.unwrap();
    assert_eq!((counts.addresses, counts.by_postcode, counts.by_street), (300, 300, 300));
    let one = contribution(&run, "a7", "b7");
    assert_eq!(one.level, "exact");
    assert!(one.bits > 5.0, "{one:?}");
    assert_eq!(contribution(&run, "a7", "b8").level, "other");
    let mut report = Vec::new();
    output::report(&run, &mut report).unwrap();
    assert!(String::from_utf8(report).unwrap().contains("Opgezocht in 300 adressen"));
}

#[test]
fn a_question_to_the_index_is_looked_up_too() {
    let (run, options) = looked_up();
    let record = [("bedrijfsnaam", "Onbekende naam"), ("straat", ""), ("huisnummer", ""), ("postcode", ""), ("plaats", "")];
    let (rows, _) = companies();
    let row = rows.lines().find(|line| line.starts_with("a7,")).unwrap().split(',').collect::<Vec<_>>();
    let mut asked = record;
    (asked[2].1, asked[3].1) = (row[3], row[4]);
    let found = Index::new(run, &Options { keep: 0.0, ..options }).candidates(&asked);
    assert!(found.iter().any(|candidate| candidate.id == "b7"), "{found:?}");
}

#[test]
fn two_addresses_of_the_list_are_two_however_alike_they_are_written() {
    let rows = "id,bedrijfsnaam,straat,huisnummer,huisletter,postcode,plaats\n\
        1,Postma Zuivel,Burg. Smitstr.,12,,1234AB,Plevierenkant\n2,Postma Zuivel,Burg. Smitstr.,12,A,1234AB,Plevierenkant\n\
        3,Postma Zuivel,Burg. Smitstr.,12,C,1234AB,Plevierenkant\n";
    let options = Options { addresses: Some(Arc::new(list())), ..Options::default() };
    let run = dedupe(&table(rows), &options).unwrap();
    assert_eq!(contribution(&run, "1", "2").level, "other_in_list");
    assert_eq!(contribution(&run, "1", "3").level, "addition_left_out", "one of the two is not in the list");
    let expected = Resolution { addresses: 7, by_postcode: 2, unknown: 1, ..Resolution::default() };
    assert_eq!(run.data.resolution, Some(expected));
}

#[test]
fn without_a_list_nothing_is_looked_up() {
    let (rows, _) = companies();
    let run = dedupe(&table(&rows), &Options::default()).unwrap();
    assert_eq!(run.data.resolution, None);
    let address = run.model.comparisons.iter().find(|known| known.name == "address").unwrap();
    assert!(address.levels.iter().all(|level| level.code != "other_in_list"));
    assert!(run.blocking.iter().all(|rule| rule.keys != "resolved"));
}
