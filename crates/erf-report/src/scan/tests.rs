// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use erf_base::Figure;
use proptest::prelude::*;

use super::*;
use crate::{sample, view::Table};

const ROOMY: Room = ROOM[0];
const NAMES: Room = Room { full: 0, short: 300, list: List::Names, tables: Tables::Whole };

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
    let short = serde_json::to_string(&view(&report, Audience::Internal, Room { short: 100, ..ROOMY })).unwrap();
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
fn public_counts_of_an_indicator_are_rounded_and_never_true_of_every_place() {
    let mut report = sample::scan(0);
    report.indicators.retain(|row| row.group == IndicatorGroup::Opportunity);
    report.indicators.truncate(1);
    let of = |report: &ScanReport, audience| {
        let table = Maker { report, audience }.indicator_table("", &[IndicatorGroup::Opportunity]).unwrap();
        serde_json::to_string(&table.rows[0]).unwrap()
    };
    report.places_in_scope = 172;
    let row = &mut report.indicators[0];
    (row.places_with, row.known, row.unknown) = (113, 158, 14);
    let (public, internal) = (of(&report, Audience::Public), of(&report, Audience::Internal));
    assert!(public.contains("\"115\"") && public.contains("\"160\"") && !public.contains("113"), "{public}");
    assert!(internal.contains("\"113\"") && internal.contains("\"158\""), "{internal}");
    report.indicators[0].places_with = 158;
    let (public, internal) = (of(&report, Audience::Public), of(&report, Audience::Internal));
    assert!(!public.contains("160") && internal.contains("\"158\""), "what holds of all is told of each: {public}");
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
    let named = serde_json::to_string(&view(&report, Audience::Internal, NAMES)).unwrap();
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

/// Counts that the police left empty.
fn left_empty(kind: &str, route: Route, count: u64) -> HistoryRow {
    HistoryRow { year: 2023, kind: kind.to_owned(), route, count }
}

fn dumps(count: u64) -> HistoryRow {
    HistoryRow { year: 2024, kind: "dumping van drugsafval".to_owned(), route: Route::Unknown, count }
}

/// A municipality with some dumps, and four counts that were left empty.
fn with_four_left_empty(known: u64) -> ScanReport {
    let mut report = sample::scan(4);
    let history = history_of(&mut report);
    history.rows = vec![dumps(known)];
    let routes = [("hennepkwekerij", Route::Utility), ("laboratorium", Route::Report), ("opslag", Route::Investigation)];
    history.withheld = routes.map(|(kind, route)| left_empty(kind, route, 1)).to_vec();
    history.withheld.push(left_empty("hennepkwekerij", Route::Check, 1));
    let at_least = Figure { value: Some(known as f64 + 4.0), n: known, interval: None, source: "politie".to_owned(), date: report.date };
    report.headlines = vec![NamedFigure { label: "vondsten en dumpingen".to_owned(), unit: Unit::AtLeast, figure: at_least }];
    report
}

#[test]
fn a_count_that_was_left_empty_is_at_least_one() {
    let printed = words(&with_four_left_empty(33), Audience::Internal);
    assert!(printed.contains("zijn ten minste 37 vondsten en dumpingen vastgelegd"), "{printed}");
    assert!(printed.contains("\"value\":\"ten minste 37\"") && !printed.contains("22–47,"), "{printed}");
    assert!(printed.contains("Van ten minste 4 is bekend hoe: ten minste 1 daarvan door een melding."), "{printed}");
}

#[test]
fn every_kind_that_was_left_empty_has_a_row_and_no_interval() {
    let report = with_four_left_empty(33);
    let maker = Maker { report: &report, audience: Audience::Internal };
    let tables: Vec<Table> =
        maker.history().blocks.into_iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect();
    let lines = |table: &Table| table.rows.iter().map(|row| row.iter().map(written).collect::<Vec<_>>().join("|")).collect::<Vec<_>>();
    let years = lines(&tables[0]);
    assert_eq!(years[0], "Dumping van drugsafval|0|0|33|0|0|33|22–47");
    assert_eq!(years[1], "Hennepkwekerij|0|niet gedeeld|0|0|0|2+|");
    assert_eq!(years[4], "Totaal|0|4+|33|0|0|37+|");
    assert_eq!(lines(&tables[1])[1], "Hennepkwekerij|0|0|niet gedeeld|0|niet gedeeld|0|2+");
    assert!(tables[0].note.contains("Niet gedeeld: de politie liet het aantal leeg"), "{}", tables[0].note);
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text { text } | Cell::Strong { text } => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_lower_bound_does_not_give_a_small_count_away() {
    // One, two or four dumps beside four counts that were left empty: the same words.
    let public = |known| words(&with_four_left_empty(known), Audience::Public);
    assert_eq!(public(1), public(4));
    assert!(public(1).contains("Er zijn ten minste 5 vondsten en dumpingen.") && !public(1).contains("in totaal 1 tot en met 4"));
    assert!(public(1).contains("Niet gedeeld: hennepkwekerij (controle, netbeheerder), laboratorium (melding) en opslag (onderzoek)."));
    assert!(public(33).contains("zijn ten minste 37 vondsten en dumpingen") && public(33).contains("niet gedeeld"));
    // Two that were left empty are at least two, which is a small count itself.
    let mut report = with_four_left_empty(0);
    history_of(&mut report).withheld.truncate(2);
    report.headlines[0].figure.value = Some(2.0);
    let few = words(&report, Audience::Public);
    assert!(few.contains("\"value\":\"ten minste 1\"") && !few.contains("ten minste 2") && !few.contains("laboratorium"), "{few}");
}

#[test]
fn of_a_drawn_area_only_dumps_are_told() {
    let mut report = sample::scan(4);
    let history = history_of(&mut report);
    (history.rows, history.only_dumps) = (vec![dumps(1)], true);
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("is 1 dumping van drugsafval vastgelegd"), "{printed}");
    assert!(printed.contains("Vondsten per gemeente tellen hier niet mee: een getekend gebied is geen gemeente."), "{printed}");
}

#[test]
fn one_find_is_written_as_one() {
    let mut report = sample::scan(4);
    let history = history_of(&mut report);
    history.rows = vec![dumps(1)];
    (history.other_waste, history.not_located) = (1, 1);
    let printed = words(&report, Audience::Internal);
    assert!(printed.contains("is 1 vondst of dumping vastgelegd"), "{printed}");
    assert!(printed.contains("staat 1 melding van ander afval") && printed.contains("Van 1 melding van drugsafval"), "{printed}");
}

/// As many files and neighbourhoods as a region has.
fn region(report: &mut ScanReport) {
    let one = report.provenance.deliveries[1].clone();
    let delivery = |n: usize| DeliveryRow {
        what: format!("Bestemmingen en functies van gemeente Grienderzand {n:02}"),
        partner: "Gemeenten van Markerwaard, afdeling vastgoed".to_owned(),
        basis: format!("Gemeentewet artikel 172 en AVG artikel 6 lid 1 onder e (taak van algemeen belang {})", n % 6),
        rejected: 41 - n as u64 % 3,
        accepted: one.accepted + n as u64 % 3,
        ..one.clone()
    };
    report.provenance.deliveries = (0..61).map(delivery).collect();
    let Part::Present(shares) = &mut report.shares else { panic!("the sample has shares") };
    shares.neighbourhoods =
        (0..110).map(|n| ShareRow { name: format!("Buitengebied Wilgenrooszand-Zuid {n}"), places: 90 + n, proposed: 9 }).collect();
}

#[test]
fn a_public_report_of_a_whole_region_has_at_most_eight_pages() {
    let mut report = sample::scan(200);
    region(&mut report);
    let pages = lay_out(&report, Audience::Public).unwrap();
    assert!(pages.pages() <= MOST_PAGES, "{}", pages.pages());
    for room in rooms(&report, Audience::Public) {
        let printed = serde_json::to_string(&view(&report, Audience::Public, room)).unwrap();
        assert!((0..61).all(|n| printed.contains(&format!("Grienderzand {n:02}"))), "every delivery is named: {room:?}");
        assert!(printed.contains("30\u{a0}sep\u{a0}2026") && printed.contains("belang 5)") && printed.contains("bewaren tot"), "{printed}");
    }
}

#[test]
fn names_have_their_points_and_what_is_left_out_says_why() {
    let report = sample::scan(140);
    let named = serde_json::to_string(&view(&report, Audience::Internal, NAMES)).unwrap();
    let place = &report.places[4];
    assert!(named.contains(&format!("{}* ({})", place.name, place.points)), "{named}");
    assert!(named.contains("Voor de redenen, het voorbehoud en wat de punten verlaagt, zijn het te veel plekken voor dit korte rapport"));
    assert!(named.contains("Is de scan in het programma gemaakt, dan staat alles in het dossier"), "the command line has no dossier");
}

#[test]
fn an_organisation_alone_is_nobody_to_call() {
    let mut report = sample::scan(4);
    report.contact = Contact { organisation: "Markerwaard".to_owned(), ..Contact::default() };
    assert!(words(&report, Audience::Internal).contains("Er is nog geen naam of nummer vastgelegd."));
    report.contact.phone = "0299 000 000".to_owned();
    assert!(words(&report, Audience::Internal).contains("Markerwaard\",\"0299 000 000"));
}

#[test]
fn a_long_mail_address_breaks_inside_its_column() {
    let mut report = sample::scan(4);
    report.contact.email = "veiligbuitengebied@regiomarkerwaard.waterdam.example".to_owned();
    let right = lay_out(&report, Audience::Internal).unwrap().right_edge(0);
    assert!(right <= 188.0, "letters reach to {right} mm, the margin is at 188");
}

#[test]
fn what_is_withheld_or_other_waste_is_told_beside_the_table() {
    let mut report = sample::scan(4);
    let history = history_of(&mut report);
    history.withheld = vec![left_empty("laboratorium", Route::Report, 22)];
    history.other_waste = 61;
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
