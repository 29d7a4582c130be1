// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables that lack a postcode, or have a column that has nothing to do with who rows are about.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

#[expect(dead_code, reason = "the people of the other tests are not needed here")]
mod made;

use std::collections::{BTreeMap, BTreeSet};

use erf_linkage::{
    explain,
    hash::mix,
    quality,
    run::{Options, Run, dedupe, link},
    table::{ReadOptions, Table, read},
};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn run(text: &str) -> Run {
    dedupe(&table(text), &Options::default()).unwrap()
}

/// F1 of entities; the truth is the name of a row up to the last letter.
fn quality(run: &Run) -> f64 {
    let truth = |row: usize| run.data.id(row as u32).trim_end_matches(char::is_alphabetic).to_owned();
    let rows = 0..run.entities.len();
    let pairs = |keys: Vec<String>| {
        let mut counts = BTreeMap::new();
        keys.into_iter().for_each(|key| *counts.entry(key).or_insert(0u64) += 1);
        counts.values().map(|count| count * (count - 1) / 2).sum::<u64>() as f64
    };
    let real = pairs(rows.clone().map(truth).collect());
    let found = pairs(rows.clone().map(|row| run.entities[row].to_string()).collect());
    let both = pairs(rows.map(|row| format!("{} {}", truth(row), run.entities[row])).collect());
    2.0 * both / (real + found)
}

/// Companies of which every third stands twice, sometimes with a slip of the pen; some share an address with a sister.
fn companies(count: u64, line: impl Fn(&str, &str, u64) -> String) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let (place, trade) = (mix(number / 5 * 5 + number % 5 / 2), mix(number + 70_000));
        let name = format!("{} {}", ["Garage", "Bakkerij", "Bouwbedrijf", "Kwekerij"][trade as usize % 4], made::syllables(trade % 9000));
        let street = format!("{}straat", made::syllables(place % 300 + 20_000));
        lines += &format!("{number}a,{}\n", line(&name, &street, 1 + (place >> 32) % 90));
        if number % 3 == 0 {
            let slip = if number % 2 == 0 { name.clone() } else { format!("{}{}", &name[..3], &name[4..]) };
            lines += &format!("{number}b,{}\n", line(&slip, &street, 1 + (place >> 32) % 90));
        }
    }
    lines
}

#[test]
fn companies_are_found_by_name_street_and_number_without_any_postcode() {
    let place = |street: &str| ["Aalburg", "Creil", "Eext"][street.len() % 3];
    let bare = companies(900, |name, street, number| format!("{name},{street},{number}"));
    let placed = companies(900, |name, street, number| format!("{name},{street},{number},{}", place(street)));
    for (header, lines) in [("id,bedrijfsnaam,straat,huisnummer", bare), ("id,bedrijfsnaam,straat,huisnummer,plaats", placed)] {
        let found = run(&format!("{header}\n{lines}"));
        assert!(quality(&found) > 0.8, "{header}: {}; {}", quality(&found), found.words());
        let best = &found.pairs[0];
        let told = explain::explain(&found, best.a, best.b);
        let address = told.contributions.iter().find(|part| part.comparison == "address").unwrap();
        assert_eq!(address.level, "exact", "{told:?}");
    }
}

#[test]
fn families_are_no_persons_where_nothing_tells_them_apart() {
    // Parents and children: one surname, one address, and nothing else. Whether two rows are one person cannot be told.
    let lines: String = (0..900u64)
        .map(|row| {
            let home = mix(row / 3);
            format!("{row},{},{}straat,{}\n", made::syllables(home % 400), made::syllables(home % 90 + 5000), 1 + (home >> 32) % 120)
        })
        .collect();
    let found = run(&format!("id,achternaam,straat,huisnummer\n{lines}"));
    assert!(found.cut.links == 0 || found.cut.precision < 0.9, "{:?}", found.cut);
}

/// Addresses of which every third stands twice, sometimes without a postcode; behind each what else the row says.
fn addresses(count: u64, more: impl Fn(u64) -> String) -> String {
    let (mut lines, mut row) = (String::new(), 0);
    let mut line = |number: u64, copy: char, postcode: &str| {
        let drawn = mix(number);
        let street = format!("{}straat", made::syllables(drawn % 200));
        row += 1;
        lines += &format!("{number}{copy},{street},{},{postcode},Creil{}\n", 1 + (drawn >> 32) % 150, more(row));
    };
    for number in 0..count {
        let postcode = format!("{} AB", 1100 + mix(number) % 200);
        line(number, 'a', &postcode);
        if number % 3 == 0 {
            line(number, 'b', if number % 4 == 0 { "" } else { &postcode });
        }
    }
    lines
}

#[test]
fn a_column_that_has_nothing_to_do_with_addresses_does_not_stand_in_the_way() {
    let header = "id,straat,huisnummer,postcode,plaats";
    let plain = quality(&run(&format!("{header}\n{}", addresses(900, |_| String::new()))));
    assert!(plain > 0.85, "{plain}");
    let case = |row: u64| format!(",Z-2024-{:05}", row * 7919 % 99_991);
    let code = |row: u64| format!(",{:08x}", mix(row) as u32);
    let date = |row: u64| format!(",2024-{:02}-{:02}", 1 + mix(row) % 12, 1 + mix(row + 1) % 28);
    let kind = |row: u64| format!(",{}", ["geluid", "bodem", "afval", "bouw", "geur"][mix(row + 2) as usize % 5]);
    let amount = |row: u64| format!(",{}.{:02}", 5 + mix(row + 3) % 900, mix(row + 4) % 100);
    let all = |row: u64| [case(row), date(row), kind(row), amount(row)].concat();
    let columns: [(&str, &dyn Fn(u64) -> String); 6] = [
        ("zaaknummer", &case),
        ("ruis", &code),
        ("datum", &date),
        ("soort melding", &kind),
        ("bedrag", &amount),
        ("zaaknummer,datum,soort melding,bedrag", &all),
    ];
    for (name, more) in columns {
        let found = run(&format!("{header},{name}\n{}", addresses(900, more)));
        assert!(quality(&found) > plain - 0.05, "{name}: {} and {plain} without", quality(&found));
        let left_out = found.model.training.left_out.clone();
        let warned = found.warnings.iter().find(|warning| warning.code == "left_out");
        assert_eq!(left_out.is_empty(), warned.is_none());
        assert!(left_out.iter().all(|name| warned.unwrap().words.contains(name)));
        assert!(!matches!(name, "zaaknummer" | "ruis") || left_out == [name], "{name}: {left_out:?}");
    }
}

#[test]
fn a_number_that_copies_share_is_not_left_out() {
    let text = format!("id,straat,huisnummer,postcode,plaats,klantnummer\n{}", {
        let lines = addresses(900, |_| String::new());
        let customer = |line: &str| line.split(',').next().unwrap().trim_end_matches(char::is_alphabetic).parse::<u64>().unwrap();
        lines.lines().map(|line| format!("{line},K{:07}\n", mix(customer(line)) % 10_000_000)).collect::<String>()
    });
    let found = run(&text);
    assert!(found.model.training.left_out.is_empty(), "{:?}", found.model.training.left_out);
    assert!(quality(&found) > 0.95, "{}", quality(&found));
}

#[test]
fn a_model_that_left_a_column_out_leaves_it_out_again() {
    let text = format!("id,straat,huisnummer,postcode,plaats,zaaknummer\n{}", addresses(900, |row| format!(",Z-2024-{row:05}")));
    let one = run(&text);
    let other = dedupe(&table(&text), &Options { model: Some(one.model.clone()), ..Options::default() }).unwrap();
    assert_eq!((one.pairs.clone(), one.entities.clone()), (other.pairs, other.entities));
    let threads = dedupe(&table(&text), &Options { threads: 3, ..Options::default() }).unwrap();
    assert_eq!((one.pairs, one.entities), (threads.pairs, threads.entities));
}

#[test]
fn a_row_that_is_linked_is_not_called_unlinkable() {
    let lines = companies(900, |name, street, number| format!("{name},{street},{number}"));
    let mut found = run(&format!("id,bedrijfsnaam,straat,huisnummer\n{lines}"));
    // As if the cut lay above what any row gets from a copy of itself.
    found.cut.bits = 90.0;
    let rows = |row: u32| found.entities.iter().filter(|own| **own == found.entities[row as usize]).count();
    let never = quality::unlinkable(&found);
    assert!(!never.is_empty() && never.iter().all(|row| rows(*row) == 1));
}

#[test]
fn what_stands_opposite_a_number_is_not_at_it_wherever_the_row_says_so() {
    let text = "id,straat,huisnummer,postcode,plaats\n1,Dorpsstraat,12,1234 AB,Creil\n2,t/o Dorpsstraat,12,1234 AB,Creil\n\
        3,Dorpsstraat t/o,12,1234 AB,Creil\n4,Dorpsstraat,12 (t/o),1234 AB,Creil\n5,Dorpsstraat,t/o 12,1234 AB,Creil\n";
    let found = run(text);
    let level = |one: &str, other: &str| {
        let row = |name: &str| found.data.find(name, 0).unwrap();
        explain::explain(&found, row(one), row(other)).contributions[0].level.clone()
    };
    for near in ["2", "3", "4", "5"] {
        assert_eq!((level("1", near), level("5", near)), ("addition_other".into(), "exact".into()), "{near}");
    }
}

#[test]
fn between_rivals_that_say_the_same_their_names_choose_and_not_the_order_of_the_rows() {
    // In both files two rows say the same, but the second file has three of them: one is left over.
    let line = |name: &str, number: u64| {
        let drawn = mix(number);
        format!("{name},{},{}straat,{}\n", made::syllables(drawn % 9000), made::syllables(drawn % 40), 1 + (drawn >> 32) % 90)
    };
    let left: Vec<String> =
        (0..300).flat_map(|number| [line(&format!("L{number}x"), number), line(&format!("L{number}y"), number)]).collect();
    let right: Vec<String> = (0..300).flat_map(|number| ["z", "v", "w"].map(|copy| line(&format!("R{number}{copy}"), number))).collect();
    let groups = |turned: bool| {
        let text = |lines: &[String]| {
            let mut lines = lines.to_vec();
            if turned {
                lines.reverse();
            }
            format!("id,bedrijfsnaam,straat,huisnummer\n{}", lines.concat())
        };
        let options = Options { one_to_one: true, ..Options::default() };
        let found = link(&table(&text(&left)), &table(&text(&right)), &options).unwrap();
        let mut groups: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        for (row, entity) in found.entities.iter().enumerate() {
            groups.entry(*entity).or_default().insert(found.data.id(row as u32).to_owned());
        }
        groups.into_values().filter(|group| group.len() > 1).collect::<BTreeSet<_>>()
    };
    let (one, other) = (groups(false), groups(true));
    assert!(one.len() > 400, "{}", one.len());
    assert_eq!(one, other);
}
