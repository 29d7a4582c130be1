// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The map of a report, drawn by ourselves as SVG from lines in RD metres.
//!
//! A public map shows grid squares in classes, and no square with fewer than 10 addresses. An internal map shows places
//! by a letter, a shape and one ramp of blue-green. Unknown is hatched.

mod base;
mod classes;
mod data;
mod frame;
mod symbols;
#[cfg(test)]
mod tests;

pub use classes::{CellClass, cell_counts};
pub use data::{Bounds, LineKind, MapCell, MapData, MapLine, MapPoint, Outline};

use crate::{
    nl,
    scan::{Audience, Band},
    svg::Drawing,
};
use frame::View;

/// Draws the map, `width_mm` wide and at most as high as it is wide, with a legend below it.
pub fn svg(map: &MapData, audience: Audience, width_mm: f64) -> String {
    let view = View::new(map.bounds, width_mm);
    let mut drawing = Drawing::default();
    drawing.add(format_args!("<g clip-path=\"url(#venster)\">"));
    base::land(&mut drawing, map, &view);
    base::areas(&mut drawing, map, &view);
    let of_places = shows_places(map, audience);
    if !of_places {
        classes::cells(&mut drawing, map, audience, &view);
    }
    base::strokes(&mut drawing, map, &view);
    base::borders(&mut drawing, map, &view);
    if of_places {
        symbols::points(&mut drawing, map, &view);
    }
    base::names(&mut drawing, map, &view);
    drawing.add(format_args!("</g>"));
    frame::furniture(&mut drawing, &view);
    let entries = if of_places { symbols::legend(map) } else { classes::legend(map, audience) };
    let bottom = frame::legend(&mut drawing, &view, &entries);
    drawing.finish(width_mm, bottom, &format!("{}{}", crate::chart::HATCHING, view.clip()))
}

/// What the map shows in words, for who cannot see it.
pub fn alternative(map: &MapData, audience: Audience, area: &str) -> String {
    let parts: Vec<String> = if shows_places(map, audience) {
        symbols::counts(map).into_iter().map(|(name, count)| format!("{name}: {}", nl::count(count))).collect()
    } else {
        classes::described(map, audience)
    };
    format!("Kaart van {area}, noorden boven. {}. De tabel bij de kaart geeft dezelfde aantallen.", nl::capital(&parts.join("; ")))
}

/// Whether single places are drawn.
pub(crate) fn shows_places(map: &MapData, audience: Audience) -> bool {
    audience == Audience::Internal && map.points.iter().any(|point| point.band != Band::None || point.random)
}

/// What the map shows as rows of a table.
pub(crate) fn table(map: &MapData, audience: Audience) -> Vec<(String, String)> {
    if shows_places(map, audience) {
        return symbols::counts(map).into_iter().map(|(name, count)| (name, nl::count(count))).collect();
    }
    classes::cell_counts(map, audience).into_iter().map(|(class, count)| (class.name().to_owned(), nl::count(count))).collect()
}
