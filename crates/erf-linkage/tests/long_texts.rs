// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables of things that are not people, companies or addresses: titles, descriptions, and columns under one heading.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

#[expect(dead_code, reason = "the people of the other tests are not needed here")]
mod made;

use erf_linkage::{
    hash::mix,
    index::Index,
    output,
    run::{Options, Run, dedupe, link},
    table::{ReadOptions, Table, read},
};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn run(text: &str, threads: usize) -> Run {
    dedupe(&table(text), &Options { threads, ..Options::default() }).unwrap()
}

/// Linked pairs, how many of them are right, and how many there are: rows with one number are about one thing.
fn found(run: &Run) -> (usize, usize, usize) {
    let truth = |row: usize| run.data.id(row as u32).trim_end_matches(char::is_alphabetic).to_owned();
    let (mut all, mut right, mut there) = (0, 0, 0);
    for a in 0..run.entities.len() {
        for b in a + 1..run.entities.len() {
            let (linked, same) = (run.entities[a] == run.entities[b], truth(a) == truth(b));
            all += usize::from(linked);
            right += usize::from(linked && same);
            there += usize::from(same);
        }
    }
    (all, right, there)
}

fn title(number: u64) -> Vec<String> {
    (0..6).map(|place| made::syllables(mix(number * 10 + place) % 900)).collect()
}

/// Books, of which every third stands twice: with words in another order, a word left out or a slip of the pen.
fn books(count: u64) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for number in 0..count {
        let mut words = title(number);
        let year = 1950 + mix(number) % 70;
        lines.push((format!("{number}a"), format!("{},{year}", words.join(" "))));
        if number % 3 == 0 {
            match number % 5 {
                0 => words.swap(1, 4),
                1 => drop(words.remove(2)),
                2 => words[3].push('x'),
                3 => words.push("herzien".to_owned()),
                _ => {}
            }
            lines.push((format!("{number}b"), format!("{},{year}", words.join(" "))));
        }
    }
    lines
}

fn csv(header: &str, lines: &[(String, String)]) -> String {
    lines.iter().fold(header.to_owned(), |text, (id, line)| format!("{text}\n{id},{line}"))
}

#[test]
fn titles_are_found_whatever_the_column_is_called() {
    for header in ["id,title,year", "id,titel,jaar", "id,c1,c2"] {
        let run = run(&csv(header, &books(600)), 1);
        let (all, right, there) = found(&run);
        assert!(right * 100 >= there * 95 && right * 100 >= all * 98, "{header}: {right} of {all}, {there}; {}", run.words());
    }
}

#[test]
fn neither_the_order_of_rows_nor_threads_change_what_long_texts_give() {
    let mut lines = books(300);
    let outcome = |text: &str, threads: usize| {
        let run = run(text, threads);
        let mut pairs = Vec::new();
        output::pairs(&run, &mut pairs).unwrap();
        let mut pairs: Vec<String> = String::from_utf8(pairs)
            .unwrap()
            .lines()
            .map(|line| {
                let mut parts: Vec<&str> = line.split(',').collect();
                parts[..2].sort_unstable();
                parts.join(",")
            })
            .collect();
        pairs.sort_unstable();
        pairs
    };
    let first = outcome(&csv("id,title,year", &lines), 1);
    assert_eq!(first, outcome(&csv("id,title,year", &lines), 5));
    lines.reverse();
    assert_eq!(first, outcome(&csv("id,title,year", &lines), 2));
}

#[test]
fn two_files_are_linked_by_their_words_under_other_headings() {
    let (left, right): (Vec<_>, Vec<_>) = books(600).into_iter().partition(|(id, _)| id.ends_with('a'));
    let run = link(&table(&csv("id,title,year", &left)), &table(&csv("id,benaming,jaar", &right)), &Options::default()).unwrap();
    let (all, right, there) = found(&run);
    assert!(right * 100 >= there * 90 && right * 100 >= all * 95, "{right} of {all}, {there}; {}", run.words());
}

#[test]
fn a_title_is_found_by_a_word_that_only_one_row_has() {
    let options = Options::default();
    let text = csv("id,title,year", &books(600));
    let mut index = Index::new(dedupe(&table(&text), &options).unwrap(), &options);
    let asked = title(1).join(" ");
    let found = index.candidates(&[("title", asked.as_str())]);
    assert_eq!(found.first().map(|candidate| candidate.id.as_str()), Some("1a"), "{found:?}");
}

#[test]
fn pairs_of_words_are_counted_before_they_are_compared() {
    let run = run(&csv("id,title,year", &books(600)), 1);
    let words: Vec<_> = run.blocking.iter().filter(|rule| rule.keys.starts_with("rare_word")).collect();
    assert!(!words.is_empty() && words.iter().all(|rule| rule.words.starts_with("zeldzaam woord uit title")), "{words:?}");
    assert!(words.iter().map(|rule| rule.fresh).sum::<u64>() <= words.iter().map(|rule| rule.pairs).sum());
}

#[test]
fn two_columns_under_one_heading_are_both_compared() {
    let mut lines = Vec::new();
    for number in 0..500u64 {
        let (first, last) = (made::syllables(mix(number) % 30), made::syllables(mix(number + 7) % 3_000));
        let place = ["Creil", "Eext", "Aalburg"][number as usize % 3];
        lines.push((format!("{number}a"), format!("{first},{last}man,{place}")));
        if number % 3 == 0 {
            lines.push((format!("{number}b"), format!("{first},{last}man,{place}")));
        }
    }
    let run = run(&csv("id,naam,naam,plaats", &lines), 1);
    let (all, right, there) = found(&run);
    assert!(right * 100 >= there * 95 && right * 100 >= all * 90, "{right} of {all}, {there}; {}", run.words());
    assert!(run.data.sides[0].roles.iter().any(|role| role.reason.contains("ernaast")));
}

#[test]
fn usual_words_beside_names_bring_no_thousands_of_pairs() {
    let text = |number: u64| (0..5).map(|place| made::syllables(mix(number * 5 + place) % 22)).collect::<Vec<_>>().join(" ");
    let line = |number: u64| {
        let (first, last) = (["Jan", "Anna", "Piet"][number as usize % 3], made::syllables(mix(number / 2) % 3_000));
        format!("{number},{first},{last}man,19{:02}-01-{:02},{}\n", mix(number / 2) % 90, 1 + mix(number / 2) % 28, text(number))
    };
    let lines: String = (0..2_000).map(line).collect();
    let run = run(&format!("id,voornaam,achternaam,geboortedatum,lijst\n{lines}"), 1);
    assert!(run.blocking.iter().any(|rule| rule.keys.starts_with("rare_word")), "the column is compared by its words");
    assert!(run.compared < 40_000, "{} pairs", run.compared);
}
