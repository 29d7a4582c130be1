// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables with hardly any columns: what can be told from an address or a number alone, and what cannot.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

#[expect(dead_code, reason = "the people of the other tests are not needed here")]
mod made;

use erf_linkage::{
    block::{Blocks, BoundRule},
    dataset::Dataset,
    hash::mix,
    run::{Options, Run, dedupe, link},
    table::{ReadOptions, read},
};

fn run(text: &str) -> Run {
    dedupe(&read(text.as_bytes(), &ReadOptions::default()).unwrap(), &Options::default()).unwrap()
}

/// Pairs of rows that are in one entity, and how many of those have the same truth: the name of a row up to the last letter.
fn linked(run: &Run) -> (usize, usize) {
    let (mut all, mut right) = (0, 0);
    for a in 0..run.entities.len() {
        for b in a + 1..run.entities.len() {
            if run.entities[a] == run.entities[b] {
                let truth = |row: usize| run.data.id(row as u32).trim_end_matches(char::is_alphabetic);
                all += 1;
                right += usize::from(truth(a) == truth(b));
            }
        }
    }
    (all, right)
}

/// Addresses, of which every third stands twice.
fn addresses(count: u64, streets: u64, shape: impl Fn(&str, u64, &str, &str) -> String) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let drawn = mix(number);
        let street = format!("{}straat", made::syllables(drawn % streets));
        let postcode = format!("{} {}", 1100 + drawn % streets % 8000, ["AB", "CD", "EF"][(drawn >> 20) as usize % 3]);
        let line = shape(&street, 1 + (drawn >> 32) % 150, &postcode, ["Aalburg", "Creil", "Eext"][(drawn % streets % 3) as usize]);
        lines += &format!("{number}a,{line}\n");
        if number % 3 == 0 {
            lines += &format!("{number}b,{line}\n");
        }
    }
    lines
}

#[test]
fn double_addresses_are_found_though_there_is_nothing_but_an_address() {
    for streets in [40, 400, 4000] {
        let lines = addresses(900, streets, |street, number, postcode, place| format!("{street},{number},{postcode},{place}"));
        let found = run(&format!("id,straat,huisnummer,postcode,plaats\n{lines}"));
        let (all, right) = linked(&found);
        assert!(right >= 290 && all <= right + right / 5, "{streets} streets: {right} of {all}; {}", found.cut.words());
        assert!(found.cut.precision > 0.5, "{}", found.cut.words());
    }
}

#[test]
fn whole_addresses_in_one_column_are_enough() {
    let lines = addresses(900, 400, |street, number, postcode, place| format!("\"{street} {number}, {postcode} {place}\""));
    let (all, right) = linked(&run(&format!("id,adres\n{lines}")));
    assert!(right >= 290 && all <= right + 30, "{right} of {all}");
}

#[test]
fn a_literal_copy_says_something_in_the_smallest_table() {
    let text = "id,straat,huisnummer,postcode,plaats\n1,Dorpsstraat,1,1234 AB,Hoorn\n2,Kerkweg,12,1622 CD,Hoorn\n\
        3,Molenpad,7,1687 AA,Wognum\n4,Dorpsstraat,1,1234 AB,Hoorn\n5,Kade,88,1601 XY,Enkhuizen\n6,Kerkweg,12,1622 CD,Hoorn\n";
    let found = run(text);
    assert!(found.pairs.len() >= 2 && found.pairs[..2].iter().all(|pair| pair.bits > 0.5), "{:?}", found.pairs);
}

#[test]
fn a_number_that_many_share_makes_no_links_and_says_why() {
    // Twelve rows to a number, and nothing else: nobody can tell which of them are one.
    let lines: String = (0..1200).map(|row| format!("{row},{}\n", 10_000_000 + mix(row / 12) % 80_000_000)).collect();
    for header in ["id,kvk", "id,telefoon", "id,klantnummer"] {
        let found = run(&format!("{header}\n{lines}"));
        let codes: Vec<&str> = found.warnings.iter().map(|warning| warning.code).collect();
        let (links, _) = linked(&found);
        assert!(links == 0 || found.cut.precision >= 0.5, "{header}: {links} links; {}; {codes:?}", found.cut.words());
    }
}

#[test]
fn how_many_are_missed_is_unknown_where_one_rule_does_all_the_work() {
    let lines = addresses(900, 400, |street, number, postcode, place| format!("{street},{number},{postcode},{place}"));
    let text: String = lines.lines().map(|line| line.splitn(3, ',').take(2).collect::<Vec<_>>().join(",") + "\n").collect();
    let found = run(&format!("id,bedrijfsnaam\n{text}"));
    assert!(!found.recall_known);
    assert!(found.cut.links == 0 || found.words().contains("onbekend"), "{}", found.words());
}

#[test]
fn a_column_that_is_a_copy_of_another_is_told() {
    let lines: String = (0..600)
        .map(|row| {
            let name = format!("Johan {}", made::syllables(row / 2));
            format!("{row},{name},{name},{}\n", made::syllables(row / 2 % 30 + 9000))
        })
        .collect();
    // A second column with the same role is left out, and said; another role is compared, with a warning.
    let found = run(&format!("id,naam,contactpersoon,plaats\n{lines}"));
    assert!(found.data.sides[0].roles[2].reason.contains("hetzelfde als in kolom naam"), "{:?}", found.data.sides);
    let found = run(&format!("id,naam,code,plaats\n{lines}"));
    let warned = found.warnings.iter().find(|warning| warning.code == "copied");
    assert!(warned.is_some_and(|warning| warning.words.contains("code")), "{:?}", found.warnings);
}

#[test]
fn stated_precision_is_not_far_under_the_true_one_where_there_is_only_a_name() {
    let lines: String = (0..900u64)
        .flat_map(|number| {
            let name = format!("Bakkerij {} {}", made::syllables(mix(number) % 90_000), ["B.V.", "V.O.F."][number as usize % 2]);
            let copies = if number % 2 == 0 { "ab" } else { "a" };
            copies.chars().map(move |copy| format!("{number}{copy},{name}\n")).collect::<Vec<_>>()
        })
        .collect();
    let found = run(&format!("id,bedrijfsnaam\n{lines}"));
    let (all, right) = linked(&found);
    let is = right as f64 / all as f64;
    assert!(right >= 400 && (found.cut.precision - is).abs() < 0.06, "{right} of {all}: {is:.3}; {}", found.words());
}

#[test]
fn a_slip_of_the_pen_in_the_only_word_of_a_name_does_not_keep_rows_apart_where_a_place_stands_beside_it() {
    let line = |number: u64, copy: char, name: &str| format!("{number}{copy},{name},{}\n", made::syllables(number % 40));
    let lines: String = (0..300u64)
        .flat_map(|number| {
            let name = format!("{}{}", made::syllables(mix(number)), made::syllables(mix(number + 7)));
            [line(number, 'a', &name), line(number, 'b', &format!("{}{}", &name[..2], &name[3..]))]
        })
        .collect();
    let table = read(format!("id,bedrijfsnaam,plaats\n{lines}").as_bytes(), &ReadOptions::default()).unwrap();
    let data = Dataset::of(&table, &Options::default()).unwrap();
    let bind = |rule| BoundRule::bind(rule, &data.store, &data.headers);
    let blocks = Blocks::build(&data.store, &data.preset.rules.iter().filter_map(bind).collect::<Vec<_>>());
    let row = |name: String| data.find(&name, 0).unwrap();
    let met = (0..300).filter(|number| blocks.reached_by(row(format!("{number}a")), row(format!("{number}b"))) > 0).count();
    assert!(met >= 285, "{met} of 300");
    assert!(blocks.report.iter().map(|report| report.pairs).sum::<u64>() < 30 * 600);
}

#[test]
fn where_rules_bring_enough_pairs_together_no_more_are_sought() {
    let lines: String = (0..100).map(|row| format!("{row},Het Anker,Hoorn\n")).collect();
    let found = run(&format!("id,bedrijfsnaam,plaats\n{lines}"));
    let pairs = |name: &str| found.blocking.iter().find(|rule| rule.keys == name).map(|rule| rule.pairs);
    assert_eq!((pairs("company"), pairs("place + letters 1")), (Some(4950), Some(0)));
}

#[test]
fn where_no_two_rows_share_anything_the_outcome_says_that_nothing_was_compared() {
    let codes = |row: u64| format!("{row},{:016x}\n", mix(row));
    let floats = |row: u64| format!("{row},{:.12}\n", mix(row) as f64 / u64::MAX as f64);
    let words = |row: u64| format!("{row},{}{}\n", made::syllables(mix(row)), made::syllables(mix(row + 5000)));
    for (header, lines) in [
        ("id,code", (0..300).map(codes).collect::<String>()),
        ("id,meting", (0..300).map(floats).collect()),
        ("id,tekst", (0..300).map(words).collect()),
    ] {
        let found = run(&format!("{header}\n{lines}"));
        let warned = found.warnings.iter().find(|warning| warning.code == "nothing_compared");
        assert!(warned.is_some_and(|warning| warning.words.contains("hebben een waarde gemeen")), "{header}: {:?}", found.warnings);
        assert!(found.words().starts_with("Er is niets vergeleken"), "{}", found.words());
        assert!(found.data.preset_words().starts_with("Niet herkend"), "{}", found.data.preset_words());
    }
}

#[test]
fn two_files_without_a_column_in_common_are_told_apart_from_files_without_links() {
    let lines = |of: &dyn Fn(u64) -> String| (0..200).map(|row| format!("{row},{}\n", of(row))).collect::<String>();
    let born = |row: u64| format!("Anna,19{:02}-{:02}-{:02}", 30 + mix(row) % 60, 1 + row % 12, 1 + row % 28);
    let left = format!("id,voornaam,geboortedatum\n{}", lines(&born));
    let right = format!("id,kenteken\n{}", lines(&|row| format!("{}-{:03}-X", &made::syllables(row)[..3], mix(row) % 900)));
    let table = |text: &str| read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let found = link(&table(&left), &table(&right), &Options::default()).unwrap();
    let warned = found.warnings.iter().find(|warning| warning.code == "nothing_compared");
    assert!(warned.is_some_and(|warning| warning.words.contains("geen kolom gemeen")), "{:?}", found.warnings);
}

#[test]
fn how_many_are_missed_is_unknown_where_every_rule_asks_for_the_same_column() {
    // Every rule asks for the house number, so nobody can tell how many were missed because that differs.
    let lines = addresses(900, 400, |street, number, postcode, place| format!("{street},{number},{postcode},{place}"));
    let found = run(&format!("id,straat,huisnummer,postcode,plaats\n{lines}"));
    assert!(!found.recall_known && found.words().contains("hoeveel echte koppelingen wij missen, is onbekend"), "{}", found.words());
}
