// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Grid squares in classes.

use super::{
    data::{MapCell, MapData},
    frame::{Entry, View},
};
use crate::{
    disclosure::{FEWEST_ADDRESSES, LARGEST_SMALL},
    nl,
    scan::Audience,
    svg::{Drawing, colour, mm},
};

/// How a grid square is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellClass {
    /// Ten places or more.
    Many,
    /// Five to nine.
    Some,
    /// One to four.
    Few,
    /// None.
    Zero,
    /// Not known.
    Unknown,
    /// Too few addresses for a public map.
    NotDrawn,
}

impl CellClass {
    const ALL: [Self; 6] = [Self::Many, Self::Some, Self::Few, Self::Zero, Self::Unknown, Self::NotDrawn];

    fn of(cell: &MapCell, audience: Audience) -> Self {
        if audience == Audience::Public && cell.addresses < FEWEST_ADDRESSES {
            return Self::NotDrawn;
        }
        match cell.value {
            None => Self::Unknown,
            Some(0) => Self::Zero,
            Some(count) if count <= LARGEST_SMALL => Self::Few,
            Some(count) if count < 10 => Self::Some,
            Some(_) => Self::Many,
        }
    }

    /// The class in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Many => "10 plekken of meer",
            Self::Some => "5 tot en met 9 plekken",
            Self::Few => "1–4 plekken",
            Self::Zero => "geen plekken met punten",
            Self::Unknown => "onbekend",
            Self::NotDrawn => "minder dan 10 adressen",
        }
    }

    fn fill(self) -> Option<&'static str> {
        match self {
            Self::Many => Some(colour::DEEP),
            Self::Some => Some(colour::MIDDLE),
            Self::Few => Some(colour::LIGHT),
            Self::Zero => Some("#ffffff"),
            Self::Unknown => Some("url(#onbekend)"),
            Self::NotDrawn => None,
        }
    }
}

/// How many squares each class holds; classes without squares are left out.
pub fn cell_counts(map: &MapData, audience: Audience) -> Vec<(CellClass, u64)> {
    let count = |class: CellClass| map.cells.iter().filter(|cell| CellClass::of(cell, audience) == class).count() as u64;
    CellClass::ALL.into_iter().map(|class| (class, count(class))).filter(|(_, count)| *count > 0).collect()
}

/// The squares that may be drawn, one path per class.
pub fn cells(drawing: &mut Drawing, map: &MapData, audience: Audience, view: &View) {
    for class in CellClass::ALL {
        let Some(fill) = class.fill() else { continue };
        let squares = map.cells.iter().filter(|cell| CellClass::of(cell, audience) == class);
        let path: String = squares.map(|cell| square(cell, view)).collect();
        if !path.is_empty() {
            let line = colour::LINE;
            drawing.add(format_args!(r#"<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="0.1"/>"#));
        }
    }
}

fn square(cell: &MapCell, view: &View) -> String {
    let (x, y) = view.place((cell.x, cell.y + cell.size));
    let side = mm(view.length(cell.size));
    format!("M{} {}h{side}v{side}h-{side}Z", mm(x), mm(y))
}

/// The classes that occur, with how many squares each.
pub fn legend(map: &MapData, audience: Audience) -> Vec<Entry> {
    let entry = |(class, count): (CellClass, u64)| {
        let name = if class == CellClass::NotDrawn { "niet getekend" } else { class.name() };
        Entry { mark: mark(class), text: format!("{name} ({})", nl::count(count)) }
    };
    cell_counts(map, audience).into_iter().map(entry).collect()
}

fn mark(class: CellClass) -> String {
    let line = colour::STRONG;
    match class.fill() {
        Some(fill) => format!(r#"<rect x="-1.5" y="-1.5" width="3" height="3" fill="{fill}" stroke="{line}" stroke-width="0.2"/>"#),
        None => format!(
            r#"<rect x="-1.5" y="-1.5" width="3" height="3" fill="none" stroke="{line}" stroke-width="0.2" stroke-dasharray="0.6 0.5"/>"#
        ),
    }
}

/// The classes in words.
pub fn described(map: &MapData, audience: Audience) -> Vec<String> {
    let sentence = |(class, count): (CellClass, u64)| format!("{}: {}", class.name(), nl::counted(count, "vak", "vakken"));
    let parts: Vec<String> = cell_counts(map, audience).into_iter().map(sentence).collect();
    if parts.is_empty() { vec!["geen vakken".to_owned()] } else { parts }
}
