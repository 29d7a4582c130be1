// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Places by letter, shape and shade, so that the map reads without colour.

use super::{
    data::{MapData, MapPoint},
    frame::{Entry, View},
};
use crate::{
    nl,
    scan::Band,
    svg::{Drawing, colour, mm},
};

/// Above this many places in A and B the letters go: they would cover each other.
const MOST_LETTERS: usize = 80;

/// The weakest first, so that the strongest lies on top.
pub fn points(drawing: &mut Drawing, map: &MapData, view: &View) {
    let strong = map.points.iter().filter(|point| matches!(point.band, Band::A | Band::B)).count();
    let with_letters = strong <= MOST_LETTERS;
    let size = if with_letters { 1.75 } else { 1.15 };
    crosses(drawing, map, view);
    for band in [Band::B, Band::A] {
        for point in map.points.iter().filter(|point| point.band == band) {
            let (x, y) = view.place((point.x, point.y));
            drawing.add(format_args!(r#"<g transform="translate({} {})">{}</g>"#, mm(x), mm(y), shape(band, size, with_letters)));
        }
    }
    for point in map.points.iter().filter(|point| point.random) {
        let (x, y) = view.place((point.x, point.y));
        drawing.add(format_args!(r#"<g transform="translate({} {})">{}</g>"#, mm(x), mm(y), ring(size + 0.75)));
    }
}

/// Band C: there may be thousands, so one path of small lozenges.
fn crosses(drawing: &mut Drawing, map: &MapData, view: &View) {
    let path: String = map.points.iter().filter(|point| point.band == Band::C).map(|point| lozenge(point, view)).collect();
    if !path.is_empty() {
        let (fill, line) = (colour::LIGHT, colour::STRONG);
        drawing.add(format_args!(r#"<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="0.12"/>"#));
    }
}

fn lozenge(point: &MapPoint, view: &View) -> String {
    let (x, y) = view.place((point.x, point.y));
    format!("M{} {}l0.7 0.7l-0.7 0.7l-0.7 -0.7Z", mm(x), mm(y - 0.7))
}

fn shape(band: Band, size: f64, with_letter: bool) -> String {
    let (r, side, letter_size) = (mm(size), mm(size * 1.8), mm(size * 1.5));
    let (corner, base) = (mm(-size * 0.9), mm(size * 0.52));
    let (body, ink, letter) = match band {
        Band::A => (format!(r#"<circle r="{r}" fill="{}" stroke="{}" stroke-width="0.3"/>"#, colour::DEEP, "#ffffff"), "#ffffff", "A"),
        _ => (
            format!(
                r#"<rect x="{corner}" y="{corner}" width="{side}" height="{side}" fill="{}" stroke="{}" stroke-width="0.3"/>"#,
                colour::MIDDLE,
                "#ffffff"
            ),
            colour::INK,
            "B",
        ),
    };
    if !with_letter {
        return body;
    }
    format!(r#"{body}<text y="{base}" font-size="{letter_size}" font-weight="700" text-anchor="middle" fill="{ink}">{letter}</text>"#)
}

fn ring(radius: f64) -> String {
    format!(r#"<circle r="{}" fill="none" stroke="{}" stroke-width="0.4"/>"#, mm(radius), colour::INK)
}

/// What a map of places can hold.
const SYMBOLS: [(Option<Band>, &str); 4] = [
    (Some(Band::A), "band A: eerst in gesprek"),
    (Some(Band::B), "band B: daarna"),
    (Some(Band::C), "band C, alleen door het lot"),
    (None, "door het lot gekozen"),
];

/// What is drawn, by name: bands, then the lot. What does not occur is left out.
pub fn counts(map: &MapData) -> Vec<(String, u64)> {
    present(map).into_iter().map(|(_, name, count)| (name.to_owned(), count)).collect()
}

fn present(map: &MapData) -> Vec<(Option<Band>, &'static str, u64)> {
    let is_it = |symbol: Option<Band>, point: &MapPoint| symbol.map_or(point.random, |band| point.band == band);
    let count = |symbol| map.points.iter().filter(|point| is_it(symbol, point)).count() as u64;
    SYMBOLS.into_iter().map(|(symbol, name)| (symbol, name, count(symbol))).filter(|(_, _, count)| *count > 0).collect()
}

/// The symbols that occur, with their counts.
pub fn legend(map: &MapData) -> Vec<Entry> {
    let entry = |(symbol, name, count)| Entry { mark: mark(symbol), text: format!("{name} ({})", nl::count(count)) };
    present(map).into_iter().map(entry).collect()
}

fn mark(symbol: Option<Band>) -> String {
    let (fill, line) = (colour::LIGHT, colour::STRONG);
    match symbol {
        Some(band @ (Band::A | Band::B)) => shape(band, 1.6, true),
        Some(_) => format!(r#"<path d="M0 -0.9l0.9 0.9l-0.9 0.9l-0.9 -0.9Z" fill="{fill}" stroke="{line}" stroke-width="0.12"/>"#),
        None => ring(1.6),
    }
}
