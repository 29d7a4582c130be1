// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use proptest::prelude::*;

use super::*;
use crate::sample;

const ROOMY: Room = ROOM[0];

fn text(report: &ScanReport, audience: Audience) -> String {
    lay_out(report, audience).unwrap().text().join(" ").replace('\u{a0}', " ")
}

fn words(report: &ScanReport, audience: Audience) -> String {
    serde_json::to_string(&view(report, audience, ROOMY)).unwrap().replace('\u{a0}', " ")
}

#[test]
fn every_section_of_the_template_is_there() {
    let titles = [
        "Vraag en grenzen van het gebied",
        "Gebied in cijfers",
        "Gelegenheid",
        "Historie",
        "Concentraties",
        "Wat we niet zien",
        "Aandachtslocaties",
        "Advies voor bezoeken",
        "Bronnen, regels en controle",
    ];
    for audience in [Audience::Internal, Audience::Public] {
        let printed = words(&sample::scan(60), audience);
        for title in titles {
            assert!(printed.contains(title), "{title}");
        }
        assert!(printed.contains("geen verdenking") && printed.contains("niet hoeveel er is"), "fixed sentences");
    }
}

#[test]
fn a_report_has_four_to_eight_pages_whatever_its_size() {
    use Audience::{Internal, Public};
    for (listed, audience) in [(0, Internal), (1, Internal), (200, Internal), (0, Public), (200, Public)] {
        let pages = lay_out(&sample::scan(listed), audience).unwrap();
        let count = pages.pages();
        assert!((4..=8).contains(&count), "{listed} places, {audience:?}: {count} pages");
        assert!(pages.text().concat().contains(&format!("bladzijde {count} van {count}")));
    }
}

#[test]
fn the_same_scan_gives_the_same_bytes() {
    let make = || build(&sample::scan(12), Audience::Internal).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn what_is_missing_says_why() {
    let mut report = sample::scan(0);
    report.map = Part::Absent("De grens van de gemeente is niet geleverd.".to_owned());
    report.shares = Part::Absent("Er is nog geen voorstel.".to_owned());
    report.finds_nothing = Part::Absent("Er is nog geen bezoek vastgelegd.".to_owned());
    report.unseen.clear();
    report.headlines.clear();
    report.area_figures.clear();
    report.indicators.clear();
    report.provenance.deliveries.clear();
    let printed = words(&report, Audience::Internal);
    for sentence in [
        "De grens van de gemeente is niet geleverd.",
        "Er is nog geen voorstel.",
        "Er is nog geen bezoek vastgelegd.",
        "hebben nog niets geleverd.",
        "te weinig vondsten om een concentratie",
        "Er staan geen plekken op de lijst.",
        "Over gelegenheid kan deze scan niets zeggen.",
        "Deze scan gebruikte geen leveringen.",
    ] {
        assert!(printed.contains(sentence), "{sentence}");
    }
    lay_out(&report, Audience::Internal).unwrap().pdf().unwrap();
}

#[test]
fn the_public_version_names_no_place_and_tells_no_seed() {
    let report = sample::scan(60);
    let (internal, public) = (words(&report, Audience::Internal), words(&report, Audience::Public));
    for place in report.places.iter().take(ROOMY.full) {
        assert!(internal.contains(&place.name) && !public.contains(&place.name), "{}", place.name);
    }
    let seed = report.provenance.seed.to_string();
    assert!(internal.contains(&seed) && !public.contains(&seed));
}

#[test]
fn a_public_text_with_an_address_of_the_list_is_not_made() {
    let mut report = sample::scan(10);
    report.visits.advice.push("Begin bij achterweg 100, daar is het druk.".to_owned());
    assert!(guard::names_no_place(&report, Audience::Internal, &view(&report, Audience::Internal, ROOMY)).is_ok());
    let error = build(&report, Audience::Public).unwrap_err();
    assert!(matches!(&error, ReportError::NamesPlace(part) if part == "Advies voor bezoeken"), "{error}");
    assert!(!error.to_string().contains("chterweg"), "the message itself names nothing");
}

#[test]
fn reasons_that_do_not_add_up_stop_the_report() {
    let mut report = sample::scan(3);
    report.places[1].points += 1;
    assert!(matches!(build(&report, Audience::Internal), Err(ReportError::Contradiction(_))));
    let mut report = sample::scan(3);
    report.provenance.deliveries[0].rejected += 1;
    assert!(matches!(build(&report, Audience::Internal), Err(ReportError::Contradiction(_))));
    let mut report = sample::scan(3);
    report.bands[0].places += 1;
    assert!(matches!(build(&report, Audience::Internal), Err(ReportError::Contradiction(_))));
    let mut report = sample::scan(3);
    let Part::Present(history) = &mut report.history else { panic!("the sample has a history") };
    history.years.0 += 1;
    assert!(matches!(build(&report, Audience::Internal), Err(ReportError::Contradiction(_))));
}

#[test]
fn a_tested_concentration_says_n_and_hides_small_counts_from_the_public() {
    let mut report = sample::scan(4);
    let area = |name: &str, observed| ConcentrationArea { name: name.to_owned(), observed, expected: 0.41, p: 0.012 };
    report.concentration = Part::Present(Concentration {
        question: "Liggen dumpingen bij elkaar?".to_owned(),
        method: "Binomiale toets.".to_owned(),
        n: 37,
        over: 9,
        outcome: "In twee buurten zijn er meer.".to_owned(),
        areas: vec![area("polder", 12), area("dorp", 3)],
        sensitivity: "naar plekken hetzelfde.".to_owned(),
        source: "dumpingen".to_owned(),
        date: report.date,
    });
    let printed = |audience| serde_json::to_string(&Maker { report: &report, audience }.concentration()).unwrap().replace('\u{a0}', " ");
    let (internal, public) = (printed(Audience::Internal), printed(Audience::Public));
    assert!(internal.contains("n = 37, verdeeld over 9 buurten") && internal.contains("\"3\""), "{internal}");
    assert!(public.contains("n = ten minste 30, verdeeld") && !public.contains("\"3\""), "{public}");
}

#[test]
fn hostile_names_are_printed_as_text() {
    let mut report = sample::scan(4);
    let hostile = "#set page(fill: red) *ster* </text> $x$ @bron \\ & <b>";
    report.places[0].name = hostile.to_owned();
    report.places[0].municipality = "#read(\"/etc/passwd\")".to_owned();
    if let Part::Present(map) = &mut report.map {
        map.outlines[0].name = hostile.to_owned();
        map.outlines.push(map.outlines[0].clone());
    }
    let printed = text(&report, Audience::Internal);
    assert!(printed.contains("#set page(fill: red)") && printed.contains("#read(\"/etc/passwd\")"), "{printed}");
}

#[test]
fn a_draft_says_so_on_page_one() {
    let mut report = sample::scan(4);
    assert!(!words(&report, Audience::Internal).contains("nog niet goedgekeurd en mag niet"));
    report.approval = None;
    assert!(words(&report, Audience::Internal).contains("nog niet goedgekeurd en mag niet"));
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let report = sample::scan(600);
    let short = serde_json::to_string(&view(&report, Audience::Internal, Room { full: 12, short: 100, list: List::Codes })).unwrap();
    assert!(short.contains("Nog 488\u{a0}plekken passen niet"), "{short}");
}

#[test]
fn a_hidden_row_is_not_said_to_be_rare() {
    let mut report = sample::scan(0);
    report.indicators.retain(|row| row.group == IndicatorGroup::Opportunity);
    report.indicators.truncate(1);
    let scope = report.places_in_scope;
    let row = &mut report.indicators[0];
    (row.places_with, row.known, row.unknown) = (scope - 3, scope, 0);
    let public = words(&report, Audience::Public);
    assert!(
        public.contains("Welk kenmerk het meest voorkomt, staat niet in deze openbare versie")
            && !public.contains("Geen van deze kenmerken")
    );
}

#[test]
fn the_share_of_the_lot_is_the_real_one() {
    let mut report = sample::scan(0);
    (report.visits.by_card, report.visits.by_lot, report.visits.random_share) = (4, 36, 0.2);
    report.visits.chance = 0.5;
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("90 % van het voorstel") && !printed.contains("20 % van het voorstel"), "{printed}");
}

#[test]
fn every_proposed_place_is_listed_where_a_smaller_print_holds_them() {
    let mut report = sample::scan(100);
    report.places.last_mut().unwrap().random = true;
    let pages = lay_out(&report, Audience::Internal).unwrap();
    let printed = pages.text().concat();
    assert!(!printed.contains("niet in dit korte rapport") && pages.pages() <= MOST_PAGES);
    assert!(printed.contains("door het lot"));
}

#[test]
fn where_lines_do_not_fit_every_place_is_still_named() {
    let mut report = sample::scan(140);
    let one = report.provenance.deliveries[0].clone();
    report.provenance.deliveries = vec![one; 60];
    for (n, place) in report.places.iter_mut().enumerate() {
        place.municipality = format!("Gemeente {}", n % 12);
    }
    let pages = lay_out(&report, Audience::Internal).unwrap();
    let printed = pages.text().concat();
    assert!(!printed.contains("niet in dit korte rapport") && pages.pages() <= MOST_PAGES, "{}", pages.pages());
    let named = serde_json::to_string(&view(&report, Audience::Internal, Room { full: 0, short: 300, list: List::Names })).unwrap();
    assert!(report.places.iter().all(|place| named.contains(&place.name)));
}

#[test]
fn all_deliveries_stand_in_order_with_their_ground_once() {
    let mut report = sample::scan(4);
    let one = report.provenance.deliveries[0].clone();
    let named = |n: usize| DeliveryRow { what: format!("Bestand {:02}", 59 - n), ..one.clone() };
    report.provenance.deliveries = (0..60).map(named).collect();
    let pages = lay_out(&report, Audience::Internal).unwrap();
    let printed = words(&report, Audience::Internal);
    assert!(pages.pages() <= MOST_PAGES && printed.contains("Bestand 59"));
    assert!(printed.find("Bestand 00").unwrap() < printed.find("Bestand 31").unwrap());
    assert_eq!(printed.matches(&one.basis).count(), 1);
}

#[test]
fn refused_rows_and_files_about_areas_are_no_secret() {
    let mut report = sample::scan(4);
    let row = |what: &str, rows_in, rejected, matched| DeliveryRow {
        what: what.to_owned(),
        rows_in,
        accepted: rows_in - rejected,
        rejected,
        matched,
        ..report.provenance.deliveries[0].clone()
    };
    let deliveries = vec![row("Districten", 3, 0, None), row("Klachten", 90, 1, Some(87)), row("Meldingen", 40, 0, Some(2))];
    report.provenance.deliveries = deliveries.clone();
    let maker = Maker { report: &report, audience: Audience::Public };
    assert_eq!(deliveries.iter().map(|delivery| maker.hides_rows(delivery)).collect::<Vec<_>>(), [false, false, true]);
}

fn history_of(report: &mut ScanReport) -> &mut History {
    let Part::Present(history) = &mut report.history else { panic!("the sample has a history") };
    history
}

#[test]
fn routes_are_counted_over_those_that_are_known() {
    let mut report = sample::scan(4);
    let row = |route, count| HistoryRow { year: 2024, kind: "opslag".to_owned(), route, count };
    history_of(&mut report).rows = vec![row(Route::Unknown, 31)];
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("is van geen enkele bekend") && !printed.contains("0 daarvan"), "{printed}");
    history_of(&mut report).rows = vec![row(Route::Unknown, 31), row(Route::Report, 6), row(Route::Check, 8)];
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("zijn 45 vondsten en dumpingen vastgelegd. Van 14 is bekend hoe: 6 daarvan door een melding."), "{printed}");
    history_of(&mut report).rows[1].count = 3;
    assert!(!words(&report, Audience::Public).contains("door een melding."));
}

#[test]
fn what_is_withheld_or_other_waste_is_told_beside_the_table() {
    let mut report = sample::scan(4);
    let history = history_of(&mut report);
    (history.withheld, history.other_waste) = (22, 61);
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("liet 22 aantallen leeg") && printed.contains("Leeg is niet nul"), "{printed}");
    assert!(printed.contains("staan 61 meldingen van ander afval"), "{printed}");
}

#[test]
fn finds_per_address_stand_in_a_table_of_their_own_and_are_not_split_up_in_public() {
    let mut report = sample::scan(4);
    let row = |kind: &str, count| HistoryRow { year: 2024, kind: kind.to_owned(), route: Route::Unknown, count };
    history_of(&mut report).address_finds = vec![row("opslag", 9), row("drukpers", 2)];
    let (internal, public) = (words(&report, Audience::Internal), words(&report, Audience::Public));
    assert!(internal.contains("deelde de politie 11 vondsten per adres") && internal.contains("Drukpers"), "{internal}");
    assert!(public.contains("deelde de politie 11 vondsten per adres") && !public.contains("Drukpers"), "{public}");
}

#[test]
fn small_counts_of_finds_are_not_public() {
    let mut report = sample::scan(20);
    let row = |kind: &str, count| HistoryRow { year: 2024, kind: kind.to_owned(), route: Route::Report, count };
    let Part::Present(history) = &mut report.history else { panic!("the sample has a history") };
    history.rows = vec![row("laboratorium", 3)];
    let public = words(&report, Audience::Public);
    assert!(public.contains("Zo weinig splitsen wij niet uit") && !public.contains("aboratorium"), "{public}");
    assert!(words(&report, Audience::Internal).contains("Laboratorium"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A row of an indicator is with + without + unknown = places in scope: none of the parts may follow if it is small.
    #[test]
    fn parts_of_an_indicator_do_not_give_each_other_away(with in 0_u64..8, without in 0_u64..8, unknown in 0_u64..8) {
        let mut report = sample::scan(0);
        report.places_in_scope = with + without + unknown;
        report.bands = vec![BandCount { band: Band::None, places: report.places_in_scope, points: None }];
        let mut row = report.indicators.swap_remove(0);
        (row.places_with, row.known, row.unknown) = (with, with + without, unknown);
        report.indicators = vec![row];
        let maker = Maker { report: &report, audience: Audience::Public };
        let table = maker.indicator_table("", &[IndicatorGroup::Opportunity]).unwrap();
        let printed = serde_json::to_string(&table.rows[0]).unwrap();
        let is_small = |count: u64| (1..=4).contains(&count);
        if is_small(with) || is_small(without) || is_small(unknown) {
            let has_number = |count: u64| printed.contains(&format!("\"text\":\"{count}\""));
            prop_assert!(!printed.contains("\"kind\":\"dot\""), "{}", printed);
            prop_assert!(with + without == 0 || !has_number(with + without), "{}", printed);
        }
    }
}
