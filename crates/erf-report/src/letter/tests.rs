// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use super::*;
use crate::sample;

fn text(letter: &OwnerLetter) -> String {
    let printed = lay_out(letter).unwrap().text().join(" ");
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_letter_tells_facts_sources_points_and_how_to_correct() {
    let letter = sample::letter();
    let printed = text(&letter);
    let total: i64 = letter.facts.iter().map(|fact| fact.points).sum();
    assert!(printed.contains(&format!("samen {total} punten")), "{printed}");
    for part in [
        "geen verdenking",
        "Bron: BAG",
        "Kan ook: ",
        "Wij weten niet: ",
        "binnen 28 dagen",
        "bezwaar",
        "14 december 2026",
        "algoritmeregister",
        "EZ-2026-0412",
    ] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
}

#[test]
fn a_letter_is_two_pages_at_most_and_the_same_every_time() {
    let make = || lay_out(&sample::letter()).unwrap();
    assert!(make().pages() <= 2);
    assert_eq!(make().pdf().unwrap(), make().pdf().unwrap());
}

#[test]
fn a_place_drawn_by_lot_has_no_facts_and_still_a_letter() {
    let nothing = OwnerLetter { facts: Vec::new(), unknown: Vec::new(), not_counted: Vec::new(), lowers: Vec::new(), ..sample::letter() };
    let printed = text(&OwnerLetter { standing: Standing::ByLot, ..nothing });
    assert!(printed.contains("voor een gesprek, gekozen door het lot.") && !printed.contains("Wat wij niet weten"), "{printed}");
}

#[test]
fn a_letter_never_says_that_a_place_is_on_a_list_on_which_it_is_not() {
    for (standing, says) in [(Standing::NotListed, "staat niet op de lijst"), (Standing::NotTold, "is bekeken voor een lijst")] {
        let printed = text(&OwnerLetter { standing, facts: Vec::new(), ..sample::letter() });
        assert!(printed.contains("Ook Achterweg 12 in Waterdam is bekeken") && printed.contains(says), "{printed}");
        assert!(!printed.contains("door het lot") && !printed.contains("staat op een lijst"), "{printed}");
    }
}

#[test]
fn who_objected_already_reads_that_it_is_known() {
    let printed = text(&OwnerLetter { objected_on: Some(jiff::civil::date(2026, 10, 20)), ..sample::letter() });
    assert!(printed.contains("Op 20 oktober 2026 is bezwaar gemaakt") && !printed.contains("Maak dan bezwaar"), "{printed}");
}

#[test]
fn hostile_text_stays_text() {
    let letter = OwnerLetter { place: "#pagebreak() *Hoeve*".to_owned(), ..sample::letter() };
    assert!(text(&letter).contains("#pagebreak() *Hoeve*"));
}

#[test]
fn a_letter_of_a_covenant_scan_says_what_it_may_not_tell_and_whom_to_ask() {
    let letter = OwnerLetter { covenant: true, ..sample::letter() };
    let printed = text(&letter);
    for part in [
        "mogen wij in deze brief niet noemen",
        "staat in elke brief",
        "Autoriteit Persoonsgegevens",
        "maak dan bezwaar",
        "Wat wij mogen noemen",
    ] {
        assert!(printed.to_lowercase().contains(&part.to_lowercase()), "{part} in {printed}");
    }
    assert!(!printed.contains("niet over u."), "what is not told may be about more than buildings");
    let nothing = text(&OwnerLetter { facts: Vec::new(), ..letter });
    assert!(nothing.contains("niets mee dat wij in deze brief mogen noemen"), "{nothing}");
}

#[test]
fn who_saw_something_is_not_told() {
    let mut letter = OwnerLetter { only_of_buildings: false, ..sample::letter() };
    (letter.facts[0].source, letter.facts[0].date) = (String::new(), None);
    let printed = text(&letter);
    assert!(printed.contains("Wie dit zag of meldde en wanneer, noemen wij nooit"), "{printed}");
    assert!(printed.contains("Zij zeggen niet wie iets deed") && !printed.contains("niet over u."), "{printed}");
}
