// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is stated can be believed: few or no matches among many households, twins, lists of addresses, register numbers, and tables of
//! which nobody could learn what two rows about one thing have in common.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

#[expect(dead_code, reason = "not every test needs all people")]
mod made;

use std::{collections::BTreeMap, sync::Arc};

use erf_linkage::{
    addresses::AddressList,
    explain::explain,
    hash::mix,
    run::{Options, Run, dedupe, link},
    table::{ReadOptions, Table, read},
};
use made::{People, Row, csv, truth};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn alone(text: &str) -> Run {
    dedupe(&table(text), &Options::default()).unwrap()
}

fn together(left: &str, right: &str) -> Run {
    link(&table(left), &table(right), &Options::default()).unwrap()
}

/// Pairs of rows in one entity, and how many of those are about one thing. Of two files only pairs with one row of each count.
fn linked(run: &Run, same: impl Fn(&str, &str) -> bool) -> (usize, usize) {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (row, entity) in run.entities.iter().enumerate() {
        groups.entry(*entity).or_default().push(row as u32);
    }
    let (mut all, mut right) = (0, 0);
    for group in groups.values() {
        for (number, a) in group.iter().enumerate() {
            for b in &group[..number] {
                let counts = run.data.starts.len() == 1 || run.data.store.source(*a) != run.data.store.source(*b);
                all += usize::from(counts);
                right += usize::from(counts && same(run.data.id(*a), run.data.id(*b)));
            }
        }
    }
    (all, right)
}

fn one_person(a: &str, b: &str) -> bool {
    truth(a) == truth(b)
}

/// The first, unspoiled row of every person, by the house where they live.
fn houses(seed: u64, rows: usize) -> Vec<Vec<Row>> {
    let mut houses: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in People::new(seed).rows(rows).into_iter().filter(|row| row.id.ends_with('0')) {
        houses.entry(format!("{} {} {}", row.street, row.number, row.postcode)).or_default().push(row);
    }
    houses.into_values().collect()
}

#[test]
fn people_who_are_not_in_the_register_are_not_linked_to_those_they_live_with() {
    let houses = houses(3, 2400);
    let left: Vec<Row> = houses.iter().filter(|house| house.len() > 1).map(|house| house[1].clone()).take(200).collect();
    let right: Vec<Row> =
        houses.iter().flat_map(|house| house.iter().enumerate().filter(|(at, _)| *at != 1)).map(|known| known.1.clone()).collect();
    let run = together(&csv(&left), &csv(&right));
    let (all, _) = linked(&run, one_person);
    assert!(left.len() > 150 && all <= 2, "{all} of {}: {}", left.len(), run.words());
}

#[test]
fn a_short_list_against_a_large_register_finds_its_people_and_not_their_families() {
    let rows = People::new(11).rows(2400);
    let (right, copies): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.id.ends_with('0'));
    let left: Vec<Row> = copies.into_iter().filter(|row| row.id.ends_with('1')).step_by(23).take(20).collect();
    let run = together(&csv(&left), &csv(&right));
    let (all, found) = linked(&run, one_person);
    assert!(found >= 17 && all <= found + 1, "{found} of {all}: {}", run.words());
}

#[test]
fn a_table_without_a_double_person_gives_no_links() {
    let rows: Vec<Row> = houses(5, 2400).into_iter().flatten().collect();
    let (all, _) = linked(&alone(&csv(&rows)), one_person);
    assert!(all <= 1, "{all} of {}", rows.len());
}

/// Rows of which every fourth person has a twin in the same house.
fn with_twins(rows: Vec<Row>) -> Vec<Row> {
    let names: Vec<String> = rows.iter().map(|row| row.first.clone()).filter(|name| name.len() > 2).collect();
    let mut all = rows;
    let twins = all.iter().filter(|row| row.number().is_multiple_of(4)).map(|row| {
        let mine: Vec<&String> = names.iter().filter(|name| name[..1] != row.first[..1]).collect();
        let first = mine[mix(truth(&row.id).parse::<u64>().unwrap()) as usize % mine.len()].clone();
        Row { id: format!("7{}", row.id), first, phone: String::new(), ..row.clone() }
    });
    let twins: Vec<Row> = twins.collect();
    all.extend(twins);
    all
}

#[test]
fn twins_are_two_and_what_is_stated_knows_it() {
    let rows = with_twins(People::new(21).rows(1800));
    let run = alone(&csv(&rows));
    let (all, right) = linked(&run, one_person);
    let is = right as f64 / all as f64;
    assert!(is > 0.95 && (run.cut.precision - is).abs() < 0.04, "{right} of {all}: {is:.3}; {}", run.words());
}

/// All numbers of a village: some streets with fifty houses each.
fn village() -> Vec<(String, u64, String)> {
    let street = |number: u64| format!("{}straat", made::syllables(number));
    (0..300)
        .map(|house| (street(house / 50), 1 + house % 50, format!("{} {}", 1700 + house / 50, ["AB", "CD"][house as usize % 2])))
        .collect()
}

fn one_house(a: &str, b: &str) -> bool {
    let house = |id: &str| id.trim_matches(char::is_alphabetic).to_owned();
    house(a) == house(b)
}

/// A register of a village and what somebody noted of some of its houses: often without the postcode or its letters.
fn register_and_notes() -> (String, String) {
    let (mut register, mut notes) = (String::from("id,straat,huisnummer,postcode,plaats\n"), String::from("id,adres,postcode,plaats\n"));
    for (house, (street, number, postcode)) in village().iter().enumerate() {
        register += &format!("{house},{street},{number},{postcode},Schagen\n");
        let written = match house % 3 {
            0 => "",
            1 => &postcode[..4],
            _ => postcode,
        };
        if mix(house as u64).is_multiple_of(3) {
            notes += &format!("{house}n,{street} {number},{written},Schagen\n");
        }
    }
    (register, notes)
}

#[test]
fn notes_of_addresses_are_found_in_a_register_of_the_whole_village() {
    let (register, notes) = register_and_notes();
    let run = together(&notes, &register);
    let (all, right) = linked(&run, one_house);
    let noted = notes.lines().count() - 1;
    assert!(right * 100 >= noted * 97 && all == right, "{right} of {all}, {noted}: {}", run.words());
    assert!(run.cut.precision > 0.95, "{}", run.words());
}

#[test]
fn two_rows_that_mean_one_address_of_the_list_are_linked() {
    let mut list = String::from("nummeraanduiding,straat,huisnummer,postcode,plaats\n");
    let mut rows = String::from("id,straat,huisnummer,postcode,plaats\n");
    for (house, (street, number, postcode)) in village().iter().enumerate() {
        // Every house has a postcode of its own, so that a row without a street means one address too.
        let postcode = format!("{}{}", 1500 + house, &postcode[5..]);
        list += &format!("01112000{house:08},{street},{number},{postcode},Schagen\n");
        rows += &format!("{house}a,,{number},{postcode},\n{house}b,{street},{number},,Schagen\n");
    }
    let options = Options { addresses: Some(Arc::new(AddressList::of(&table(&list)).unwrap())), ..Options::default() };
    let (all, right) = linked(&dedupe(&table(&rows), &options).unwrap(), one_house);
    assert!(right >= 290 && all == right, "{right} of {all}");
}

#[test]
fn a_postcode_that_is_left_out_or_has_no_letters_is_no_other_postcode() {
    let run = alone(
        "id,straat,huisnummer,toevoeging,postcode,plaats\n1,Dorpsstraat,1,,1234 AB,Hoorn\n2,Dorpsstraat,1,,,Hoorn\n3,Dorpsstraat,1,,1234,Hoorn\n\
         4,Dorpsstraat,1,,1234 AC,Hoorn\n5,Dorpsstraat,1,A,,Hoorn\n6,Kerkweg,12,,1622 CD,Hoorn\n",
    );
    let row = |id: &str| run.data.find(id, 0).unwrap();
    let level = |other: &str| explain(&run, row("1"), row(other)).contributions.remove(0).level;
    assert_eq!(["2", "3", "4", "5"].map(level), ["exact", "exact", "street_number", "addition_left_out"]);
}

#[test]
fn an_addition_that_one_file_never_writes_says_nothing_and_one_that_it_does_is_another_address() {
    let mut yards = String::from("id,straat,huisnummer,postcode,plaats\n");
    let mut meters = String::from("id,straat,huisnummer,toevoeging,postcode,plaats\n");
    let mut flats = String::from("id,straat,huisnummer,toevoeging,postcode,plaats\n");
    for (house, (street, number, postcode)) in village().iter().enumerate() {
        yards += &format!("{house},{street},{number},{postcode},Schagen\n");
        meters += &format!("{house}m,{street},{number},{},{postcode},Schagen\n", ["", "A"][house % 2]);
        for (flat, addition) in ["", "A", "B"].iter().enumerate() {
            flats += &format!("{house}x{flat},{street},{number},{addition},{postcode},Schagen\n");
        }
    }
    let (all, right) = linked(&together(&meters, &yards), one_house);
    assert!(right >= 295 && all == right, "{right} of {all}");
    assert_eq!(linked(&alone(&flats), one_house).0, 0, "every flat is an address of its own");
}

#[test]
fn companies_on_one_yard_do_not_share_their_register_number() {
    let mut lines = String::from("id,bedrijfsnaam,kvk,straat,huisnummer,postcode,plaats\n");
    for yard in 0..500u64 {
        let number = |which: u64| 20_000_000 + mix(2 * yard + which) % 60_000_000;
        let place = format!("{}straat,{},{} AB,Hoorn", made::syllables(yard / 40), 1 + yard % 40, 1000 + yard);
        let name = |which: u64| made::syllables(90_000 + 7 * yard + which);
        // One company under two trade names, and another beside it.
        for (copy, (trade, company)) in [(0, 0), (1, 0), (0, 0), (2, 1)].into_iter().enumerate() {
            let kvk = if copy == 2 { String::new() } else { number(company).to_string() };
            lines += &format!(
                "{yard}{}{copy},{} {},{kvk},{place}\n",
                ["a", "b"][company as usize],
                ["Bakkerij", "Rijwielen"][copy % 2],
                name(trade)
            );
        }
    }
    let run = alone(&lines);
    let (all, right) = linked(&run, |a, b| a[..a.len() - 1] == b[..b.len() - 1]);
    assert!(right >= 1350 && right * 100 >= all * 97, "{right} of {all}: {}", run.words());
    let kvk = run.model.comparisons.iter().find(|known| known.name == "kvk").unwrap();
    assert!(kvk.levels[0].h.iter().all(|chance| *chance <= kvk.levels[0].u * 1.0001), "{kvk:?}");
}

#[test]
fn products_of_one_brand_are_not_stated_to_be_one_product() {
    let mut lines = String::from("id,omschrijving,merk,prijs,soort\n");
    for product in 0..1500u64 {
        let drawn = mix(product);
        let (brand, sort) = (made::syllables(drawn % 12), ["wasmachine", "koelkast", "fornuis", "droger"][(drawn >> 8) as usize % 4]);
        let (colour, code) = (["wit", "zwart", "zilver", "rood"][(drawn >> 12) as usize % 4], drawn >> 20 & 0xfff);
        lines += &format!("{product},{brand} {sort} {colour} type {code:x},{brand},{},{sort}\n", 100 + (drawn >> 40) % 900);
    }
    let run = alone(&lines);
    let warned = run.warnings.iter().any(|warning| warning.code == "unknown_matches");
    assert!(run.cut.links == 0 || (warned && run.words().contains("onbekend")), "{} links: {}", run.cut.links, run.words());
}
