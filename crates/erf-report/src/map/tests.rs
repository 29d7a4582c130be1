// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use super::*;

fn map() -> MapData {
    let square = |side: f64| vec![(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)];
    let cell = |x: f64, value, addresses| MapCell { x, y: 1000.0, size: 500.0, value, addresses };
    MapData {
        bounds: Bounds { min_x: 0.0, min_y: 0.0, max_x: 4000.0, max_y: 4000.0 },
        outlines: vec![Outline { name: "Waterdam".to_owned(), rings: vec![square(4000.0)] }],
        lines: vec![MapLine { kind: LineKind::MainRoad, points: vec![(0.0, 0.0), (4000.0, 4000.0)] }],
        cells: vec![cell(0.0, Some(3), 9), cell(500.0, Some(3), 10), cell(1000.0, None, 40), cell(1500.0, Some(12), 40)],
        points: vec![
            MapPoint { x: 777.0, y: 888.0, band: Band::A, random: false },
            MapPoint { x: 999.0, y: 888.0, band: Band::None, random: true },
        ],
    }
}

#[test]
fn a_public_map_shows_squares_and_never_a_place() {
    let drawn = svg(&map(), Audience::Public, 96.0);
    let without_places = svg(&MapData { points: Vec::new(), ..map() }, Audience::Public, 96.0);
    assert_eq!(drawn, without_places);
    assert!(svg(&map(), Audience::Internal, 96.0).contains("font-weight=\"700\""), "the internal map has letters");
}

#[test]
fn a_square_with_fewer_than_ten_addresses_is_not_drawn_in_public() {
    let count = |audience| cell_counts(&map(), audience);
    assert_eq!(count(Audience::Public), [(CellClass::Many, 1), (CellClass::Few, 1), (CellClass::Unknown, 1), (CellClass::NotDrawn, 1)]);
    assert_eq!(count(Audience::Internal), [(CellClass::Many, 1), (CellClass::Few, 2), (CellClass::Unknown, 1)]);
    let drawn = svg(&map(), Audience::Public, 96.0);
    let small = MapData { cells: vec![map().cells[1].clone(), map().cells[2].clone(), map().cells[3].clone()], ..map() };
    let path = |text: &str| text.lines().filter(|line| line.starts_with("<path d=\"M") && line.contains("#a5d3d1")).collect::<String>();
    assert_eq!(path(&drawn), path(&svg(&small, Audience::Public, 96.0)));
}

#[test]
fn unknown_squares_are_hatched_and_counted() {
    let drawn = svg(&map(), Audience::Public, 96.0);
    assert!(drawn.contains("url(#onbekend)") && drawn.contains("onbekend (1)"), "{drawn}");
}

#[test]
fn scale_north_and_corner_are_on_every_map() {
    for audience in [Audience::Internal, Audience::Public] {
        let drawn = svg(&map(), audience, 96.0);
        for part in ["500 m", ">N<", "RD "] {
            assert!(drawn.contains(part), "{part}");
        }
    }
}

#[test]
fn the_scale_bar_is_as_long_as_it_says() {
    let view = View::new(map().bounds, 96.0);
    let (a, b) = (view.place((0.0, 0.0)), view.place((view.bar_metres(), 0.0)));
    assert!((b.0 - a.0 - view.length(view.bar_metres())).abs() < 1e-9);
    assert!(view.place((0.0, 1000.0)).1 < a.1, "north is up");
}

#[test]
fn bounds_without_extent_do_not_break_the_map() {
    let empty = Bounds { min_x: 5.0, min_y: 5.0, max_x: 5.0, max_y: f64::NAN };
    let drawn = svg(
        &MapData { bounds: empty, outlines: Vec::new(), lines: Vec::new(), cells: Vec::new(), points: Vec::new() },
        Audience::Internal,
        96.0,
    );
    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
}

#[test]
fn the_alternative_text_says_what_the_map_shows() {
    assert_eq!(
        alternative(&map(), Audience::Internal, "de gemeente Waterdam"),
        "Kaart van de gemeente Waterdam, noorden boven. Band A: eerst in gesprek: 1; door het lot gekozen: 1. De tabel bij de kaart geeft dezelfde aantallen."
    );
}
