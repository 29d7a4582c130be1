// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A fictional scan to test and look at. Every count is made from the number of places, so sizes can vary.

use erf_base::Figure;
use erf_report::{
    letter::{OwnerLetter, Standing},
    map::{Bounds, LineKind, MapCell, MapData, MapLine, MapPoint, Outline},
    scan::*,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 10, 1);

/// A scan with this many places on its list, of fifty times as many in scope.
pub fn scan(listed: usize) -> ScanReport {
    let in_scope = listed as u64 * 52 + 20;
    ScanReport {
        title: "Buitengebiedscan Waterdam".to_owned(),
        area: "de gemeente Waterdam".to_owned(),
        part_of: None,
        question: "Waar in het buitengebied van Waterdam staan gebouwen die kwetsbaar zijn voor misbruik, en waar gaan wij het eerst langs voor een gesprek?".to_owned(),
        boundary: "Het gebied is de gemeente Waterdam zonder de bebouwde kom. Erven die op de grens liggen, horen bij de gemeente van hun adres.".to_owned(),
        variant: Variant::Municipal,
        date: DAY,
        expires: date(2027, 10, 1),
        author: "Anna de Vries, adviseur openbare veiligheid".to_owned(),
        approval: Some(Approval { name: "Karim Bos, teamleider veiligheid".to_owned(), date: date(2026, 10, 14) }),
        contact: contact(),
        places_in_scope: in_scope,
        bands: bands(listed as u64, in_scope),
        headlines: headlines(in_scope),
        area_figures: area_figures(in_scope),
        indicators: indicators(in_scope),
        history: if listed == 0 { Part::Absent("De politie en de omgevingsdienst hebben nog niets geleverd.".to_owned()) } else { Part::Present(history()) },
        concentration: Part::Absent("Er waren in vijf jaar te weinig vondsten om een concentratie te kunnen toetsen.".to_owned()),
        unseen: unseen(),
        places: (0..listed).map(|number| place(number, in_scope)).collect(),
        paused: 0,
        finds_nothing: Part::Present(Figure::share(91, 97, "bezoeken van de vorige scan", DAY)),
        visits: VisitPlan {
            by_card: listed as u64 * 2 / 5,
            by_lot: listed as u64 / 10,
            chance: (listed as u64 / 10) as f64 / in_scope as f64,
            random_share: 0.2,
            drawn_at_border: 7,
            advice: vec![
                "De boa en de wijkagent gaan samen langs, in november en december, op een doordeweekse dag.".to_owned(),
                "Kondig het bezoek aan met een kaartje. Zeg aan de deur dat het geen controle is.".to_owned(),
                "Leg de uitkomst dezelfde dag vast in drie woorden: niets, advies of signaal.".to_owned(),
            ],
        },
        shares: Part::Present(shares(listed as u64, in_scope)),
        provenance: provenance(),
        map: Part::Present(map(listed)),
    }
}

pub fn contact() -> Contact {
    Contact {
        name: "Anna de Vries".to_owned(),
        role: "adviseur openbare veiligheid".to_owned(),
        organisation: "Gemeente Waterdam".to_owned(),
        email: "veiligheid@waterdam.example".to_owned(),
        phone: "0299 000 000".to_owned(),
    }
}

fn bands(listed: u64, in_scope: u64) -> Vec<BandCount> {
    let (a, b, c) = (listed / 2, listed - listed / 2, in_scope / 3);
    let band = |band, places, points| BandCount { band, places, points: (places > 0).then_some(points) };
    vec![band(Band::A, a, (9, 14)), band(Band::B, b, (6, 9)), band(Band::C, c, (1, 6)), band(Band::None, in_scope - a - b - c, (0, 0))]
}

fn figure(label: &str, unit: Unit, figure: Figure) -> NamedFigure {
    NamedFigure { label: label.to_owned(), unit, figure }
}

fn counted(value: f64, source: &str) -> Figure {
    Figure { value: Some(value), n: value as u64, interval: None, source: source.to_owned(), date: DAY }
}

fn headlines(in_scope: u64) -> Vec<NamedFigure> {
    vec![
        figure(
            "van de erven heeft een groot gebouw zonder gebruiker",
            Unit::Share,
            Figure::share(in_scope / 8, in_scope, "BAG en HR", DAY),
        ),
        figure(
            "van 100 bezoeken leveren niets bijzonders op",
            Unit::PerHundredVisits,
            Figure { value: Some(93.8), n: 97, interval: Some((87.2, 97.1)), source: "vorige scan".to_owned(), date: DAY },
        ),
        figure(
            "vondsten en dumpingen in vijf jaar",
            Unit::Count,
            Figure { value: Some(46.0), n: 46, interval: Some((33.7, 61.3)), source: "politie, OD".to_owned(), date: DAY },
        ),
    ]
}

fn area_figures(in_scope: u64) -> Vec<NamedFigure> {
    vec![
        figure("Oppervlakte van het buitengebied", Unit::SquareKilometres, counted(84.3, "BRK")),
        figure("Erven", Unit::Count, counted(in_scope as f64 * 0.82, "BAG")),
        figure("Bedrijfspanden", Unit::Count, counted(in_scope as f64 * 0.15, "BAG")),
        figure("Gebouwen groter dan 150 m² zonder eigen adres", Unit::Count, counted(in_scope as f64 * 0.4, "BAG en BGT")),
        figure(
            "Erven met een gestopt agrarisch bedrijf",
            Unit::Share,
            Figure::share(in_scope / 14, in_scope, "handelsregister", date(2026, 3, 12)),
        ),
        figure(
            "Gemiddelde afstand tot de buren",
            Unit::Metres,
            Figure { value: Some(212.0), n: in_scope, interval: Some((204.0, 220.0)), source: "BAG".to_owned(), date: DAY },
        ),
    ]
}

fn indicators(in_scope: u64) -> Vec<IndicatorRow> {
    use IndicatorGroup::{Context, History, Opportunity, Pattern, Signal};
    let row = |code: &str, name: &str, group, points, with: u64, unknown: u64, source: &str| IndicatorRow {
        code: code.to_owned(),
        name: name.to_owned(),
        group,
        points,
        places_with: in_scope * with / 100,
        known: in_scope - in_scope * unknown / 100,
        unknown: in_scope * unknown / 100,
        source: source.to_owned(),
        date: (unknown < 100).then_some(DAY),
        version: "1".to_owned(),
        sentence: String::new(),
    };
    vec![
        row("L01", "Administratief leeg", Opportunity, Some(3), 7, 4, "BAG, HR"),
        row("L02", "Groot gebouw zonder adres", Opportunity, Some(1), 41, 0, "BAG, BGT"),
        row("L03", "Agrarisch bedrijf gestopt", Opportunity, Some(2), 7, 11, "HR"),
        row("L04", "Afstand tot buren", Opportunity, Some(1), 18, 0, "BAG"),
        row("L05", "Dicht bij een doorgaande weg", Opportunity, Some(1), 33, 0, "wegen"),
        row("L17", "Groot bijgebouw zonder gebruik", Opportunity, Some(2), 12, 31, "BAG, luchtfoto"),
        row("L20", "Niet te zien vanaf de weg", Opportunity, None, 0, 100, "BGT"),
        row("L06", "Vaak van bedrijf gewisseld", Pattern, Some(2), 3, 9, "HR"),
        row("L07", "Activiteit past niet bij bestemming", Pattern, Some(2), 5, 22, "HR, bestemmingen"),
        row("L10", "Dichtbij een eerdere vondst", History, Some(2), 4, 0, "politie"),
        row("L11", "Dumping in de omgeving", History, Some(1), 9, 0, "OD"),
        row("L15", "Signaal van toezicht", Signal, Some(3), 1, 0, "gemeente"),
        row("G01", "Leegstandsdruk in de buurt", Context, None, 22, 0, "BAG"),
    ]
}

fn history() -> History {
    let mut rows = Vec::new();
    let counts = [
        ("hennepkwekerij", [7, 6, 4, 5, 3]),
        ("dumping van drugsafval", [2, 3, 1, 4, 2]),
        ("opslag", [0, 1, 2, 0, 3]),
        ("laboratorium", [0, 1, 0, 1, 1]),
    ];
    let routes = [Route::Report, Route::Investigation, Route::Check, Route::Accident, Route::Utility];
    for (place, (kind, years)) in counts.iter().enumerate() {
        for (year, count) in years.iter().enumerate().filter(|(_, count)| **count > 0) {
            let route = routes[(place * 2 + year) % routes.len()];
            rows.push(HistoryRow { year: 2022 + year as i16, kind: (*kind).to_owned(), route, count: *count });
        }
    }
    History {
        years: (2022, 2026),
        rows,
        withheld: Vec::new(),
        only_dumps: false,
        address_finds: Vec::new(),
        other_waste: 0,
        not_located: 6,
        source: "politie, omgevingsdienst en gemeente".to_owned(),
        date: DAY,
    }
}

fn unseen() -> Vec<Unseen> {
    let one = |what: &str, why: &str| Unseen { what: what.to_owned(), why: why.to_owned() };
    vec![
        one("Gewone huizen", "Woningen doen niet mee. Veel vondsten worden juist daar gedaan."),
        one("Energiegebruik", "De netbeheerder heeft niet geleverd. Een erf met hoog gebruik valt daardoor niet op."),
        one("Wat niemand meldde", "Wat nooit is gevonden of gemeld, staat in geen enkel bestand."),
        one("Gebouwen van na 1 juli 2026", "Het adresbestand is van die dag."),
        one("Gebruik zonder inschrijving", "Wie een schuur gebruikt zonder inschrijving, telt als leeg. Dat is vaak onschuldig."),
    ]
}

fn place(number: usize, in_scope: u64) -> PlaceRow {
    let reason = |code: &str, points, sentence: &str, source: &str, innocent: &str| Reason {
        code: code.to_owned(),
        points,
        sentence: sentence.to_owned(),
        source: source.to_owned(),
        date: Some(DAY),
        innocent: innocent.to_owned(),
    };
    let mut reasons = vec![
        reason(
            "L01",
            3,
            "Volgens de registraties gebruikt niemand dit adres.",
            "BAG, HR",
            "Het gebouw wordt verbouwd, verkocht of gebruikt zonder inschrijving.",
        ),
        reason("L17", 2, "Een groot bijgebouw is volgens de gegevens niet in gebruik.", "BAG, luchtfoto", "Seizoensopslag."),
        reason("L03", 2, "Het agrarisch bedrijf is gestopt en de gebouwen staan er nog.", "HR", "Het bedrijf is verhuisd of overgenomen."),
        reason("L05", 1, "Het gebouw ligt dicht bij een doorgaande weg.", "wegen", "Dat geldt voor veel gebouwen."),
        reason("L04", 1, "Het gebouw ligt ver van andere woningen.", "BAG", "Zo is het landschap."),
    ];
    reasons.truncate(2 + number % 4);
    let is_long = number % 7 == 3;
    PlaceRow {
        band: if number % 5 == 4 {
            Band::C
        } else if number < 40 {
            Band::A
        } else {
            Band::B
        },
        rank: (number as u64 + 1, (number as u64 + 30).min(in_scope)),
        name: if is_long {
            format!("Oosterblokkerbovenkerkerzijdwinde-Achterdijksterweg {number} A-bis, voorheen Hoeve De Nieuwe Verwachting")
        } else {
            format!("Achterweg {}", number + 100)
        },
        municipality: "Waterdam".to_owned(),
        kind: if number % 3 == 1 { "bedrijfspand" } else { "erf" }.to_owned(),
        points: reasons.iter().map(|reason| reason.points).sum(),
        proposed: true,
        random: number % 5 == 4,
        reasons,
        caveat: if number.is_multiple_of(2) { "De inschrijving is drie maanden oud.".to_owned() } else { String::new() },
        lowers: vec!["een inschrijving van een gebruiker".to_owned(), "een lopende vergunning".to_owned()],
        unknown: vec!["energiegebruik (niet geleverd)".to_owned()],
    }
}

fn shares(listed: u64, in_scope: u64) -> Shares {
    let proposed = listed / 2;
    let row = |name: &str, places, proposed| ShareRow { name: name.to_owned(), places, proposed };
    let (farms, firms) = (in_scope * 82 / 100, in_scope * 15 / 100);
    Shares {
        kinds: vec![
            row("erf", farms, proposed * 3 / 4),
            row("bedrijfspand", firms, proposed - proposed * 3 / 4),
            row("ligplaats", in_scope - farms - firms, 0),
        ],
        neighbourhoods: vec![
            row("Noordpolder", in_scope / 2, proposed / 2),
            row("Zuidpolder", in_scope / 4, proposed / 3),
            row("Waterdam-Oost", in_scope - in_scope / 2 - in_scope / 4, proposed - proposed / 2 - proposed / 3),
        ],
    }
}

fn provenance() -> Provenance {
    let delivery = |partner: &str, what: &str, rows: u64, rejected: u64, matched: Option<u64>, digit: &str| DeliveryRow {
        partner: partner.to_owned(),
        what: what.to_owned(),
        period: (date(2026, 1, 1), date(2026, 9, 30)),
        basis: "Gemeentewet art. 172; AVG art. 6 lid 1 e".to_owned(),
        retention: "bewaren tot 1 oktober 2027".to_owned(),
        rows_in: rows,
        accepted: rows - rejected,
        rejected,
        matched,
        on_places: matched.unwrap_or_default() / 2,
        sha256: digit.repeat(64),
    };
    Provenance {
        deliveries: vec![
            delivery("Kadaster", "BAG-uittreksel", 48_211, 12, None, "a"),
            delivery("Kamer van Koophandel", "Vestigingen", 3_120, 41, Some(2_844), "b"),
            delivery("Omgevingsdienst", "Dumpingen van drugsafval", 212, 3, Some(160), "c"),
            delivery("Politie", "Vondsten per jaar", 46, 0, Some(40), "d"),
            delivery("Gemeente", "Bestemmingen", 5_020, 0, Some(4_911), "e"),
        ],
        card: Card {
            name: "Rekenkaart buitengebied".to_owned(),
            version: "2".to_owned(),
            agreed: date(2026, 6, 3),
            signed_by: vec!["gemeente Waterdam".to_owned(), "LTO Noord".to_owned(), "politie".to_owned()],
        },
        versions: vec![
            Version { name: "programma".to_owned(), version: "Erfzicht 0.1.0".to_owned() },
            Version { name: "regel voor erven".to_owned(), version: "3".to_owned() },
        ],
        seed: 20_261_001,
        hash: "3f9a1c27".repeat(8),
        corrections: vec![Correction {
            date: date(2026, 9, 2),
            what: "Een eigenaar liet een onjuiste inschrijving herstellen.".to_owned(),
            effect: "Die plaats ging van band B naar band C.".to_owned(),
        }],
        register: "nog niet gepubliceerd; de tekst ligt klaar bij de gemeente".to_owned(),
    }
}

/// An area of about nine by ten kilometres.
pub fn map(listed: usize) -> MapData {
    let (west, south) = (120_000.0, 500_000.0);
    let outline: Vec<(f64, f64)> = (0..=60)
        .map(|step| {
            let angle = f64::from(step % 60) * std::f64::consts::TAU / 60.0;
            let wave = 1.0 + 0.12 * (angle * 3.0).sin() + 0.06 * (angle * 7.0).cos();
            (west + 5000.0 + 4300.0 * wave * angle.cos(), south + 5000.0 + 4100.0 * wave * angle.sin())
        })
        .collect();
    let line = |kind, points: &[(f64, f64)]| MapLine { kind, points: points.iter().map(|(x, y)| (west + x, south + y)).collect() };
    let mut lines = vec![
        line(
            LineKind::Water,
            &[(6200.0, 6400.0), (7600.0, 6900.0), (7900.0, 8000.0), (6700.0, 8300.0), (6000.0, 7400.0), (6200.0, 6400.0)],
        ),
        line(
            LineKind::BuiltUp,
            &[(3900.0, 4300.0), (5300.0, 4100.0), (5600.0, 5200.0), (4500.0, 5700.0), (3700.0, 5200.0), (3900.0, 4300.0)],
        ),
        line(LineKind::MainRoad, &[(0.0, 2500.0), (3500.0, 4200.0), (6000.0, 5300.0), (10_000.0, 5900.0)]),
        line(LineKind::MainRoad, &[(4700.0, 0.0), (4600.0, 4600.0), (5100.0, 10_000.0)]),
    ];
    for number in 0..14 {
        let at = 700.0 * f64::from(number);
        lines.push(line(LineKind::Water, &[(at, 0.0), (at + 400.0, 10_000.0)]));
        lines.push(line(LineKind::Road, &[(0.0, at + 300.0), (10_000.0, at + 100.0)]));
    }
    let cells = (0..20)
        .flat_map(|row| (0..20).map(move |column| (row, column)))
        .filter(|(row, column)| (f64::from(*row) - 9.5).hypot(f64::from(*column) - 9.5) < 8.0);
    let cells = cells.map(|(row, column)| MapCell {
        x: west + f64::from(column) * 500.0,
        y: south + f64::from(row) * 500.0,
        size: 500.0,
        value: if (row * column) % 17 == 3 { None } else { Some(((row * 7 + column * 5) % 13) as u64) },
        addresses: ((row * 3 + column * 11) % 40) as u64 + 2,
    });
    let spread = |number: usize| {
        let angle = number as f64 * 2.399_963;
        let radius = 3600.0 * ((number % 97) as f64 / 97.0).sqrt();
        (west + 5000.0 + radius * angle.cos(), south + 5000.0 + radius * angle.sin())
    };
    let point = |number: usize| {
        let (x, y) = spread(number);
        let band = if number < listed / 2 {
            Band::A
        } else if number < listed {
            Band::B
        } else {
            Band::C
        };
        MapPoint { x, y, band, random: number < listed && number % 5 == 4 }
    };
    MapData {
        bounds: Bounds { min_x: west, min_y: south, max_x: west + 10_000.0, max_y: south + 10_000.0 },
        outlines: vec![Outline { name: "Waterdam".to_owned(), rings: vec![outline] }],
        lines,
        cells: cells.collect(),
        points: (0..listed * 5).map(point).collect(),
    }
}

/// A letter about one of the places.
pub fn letter() -> OwnerLetter {
    let place = place(3, 1000);
    OwnerLetter {
        from: "de gemeente Waterdam".to_owned(),
        sender: vec!["Team Veiligheid".to_owned(), "Postbus 1".to_owned(), "1100 AA Waterdam".to_owned()],
        addressee: "de eigenaar of gebruiker van Achterweg 12".to_owned(),
        address: vec!["Achterweg 12".to_owned(), "1101 BB Waterdam".to_owned()],
        place: "Achterweg 12 in Waterdam".to_owned(),
        date: date(2026, 11, 2),
        scan_date: DAY,
        reference: "EZ-2026-0412".to_owned(),
        facts: place.reasons,
        covenant: false,
        standing: Standing::ByPoints,
        objected_on: None,
        only_of_buildings: true,
        not_counted: vec!["een melding uit 2019, omdat die ouder is dan vijf jaar.".to_owned()],
        unknown: place.unknown,
        lowers: place.lowers,
        decision: "Een medewerker besloot langs te komen voor een gesprek.".to_owned(),
        basis: "Wij doen dit op grond van artikel 172 van de Gemeentewet en artikel 6, eerste lid, onder e, van de AVG.".to_owned(),
        how_to_correct: "Bel, mail of schrijf ons, of kom langs in het gemeentehuis.".to_owned(),
        answer_within_days: 28,
        object_before: date(2026, 12, 14),
        kept_until: date(2027, 10, 1),
        contact: contact(),
        register: "nog niet gepubliceerd; vraag ons om de tekst.".to_owned(),
        signed_by: vec!["namens de burgemeester van Waterdam,".to_owned(), "Karim Bos".to_owned(), "teamleider veiligheid".to_owned()],
    }
}
