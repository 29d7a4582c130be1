// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The compact *buitengebiedscan*: four to eight pages that a mayor can read and an auditor can follow.

mod area;
mod concentration;
mod data;
mod figures;
mod front;
mod guard;
mod history;
mod indicators;
mod places;
mod provenance;
mod unseen;
mod visits;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

pub use data::{
    Approval, Band, BandCount, Card, Concentration, ConcentrationArea, Contact, Correction, DeliveryRow, History, HistoryRow,
    IndicatorGroup, IndicatorRow, NamedFigure, Part, PlaceRow, Provenance, Reason, Route, ScanReport, ShareRow, Shares, Unit, Unseen,
    Variant, Version, VisitPlan,
};

pub(crate) use front::contact_lines;
pub(crate) use places::signed;

use crate::{
    engine::{ReportError, Template, Typeset, typeset},
    map, nl,
    view::{Block, Cell, Section, View},
};

/// For whom a report is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Named recipients with a purpose: places are listed.
    Internal,
    /// Everybody: no places, no addresses, no small counts.
    Public,
}

/// More pages than this is no longer a compact report.
const MOST_PAGES: usize = 8;
/// Places with three reasons, and after those places on one line: tried in this order until the pages are few enough. A reader misses
/// a place that is not there more than its third reason, and more than the codes of its reasons.
const ROOM: [Room; 9] = [
    Room { full: 12, short: 60, list: List::Codes, tables: Tables::Whole },
    Room { full: 6, short: 60, list: List::Codes, tables: Tables::Whole },
    Room { full: 3, short: 100, list: List::Codes, tables: Tables::Whole },
    Room { full: 1, short: 150, list: List::Lines, tables: Tables::Whole },
    Room { full: 1, short: 300, list: List::Names, tables: Tables::Whole },
    Room { full: 0, short: 300, list: List::Names, tables: Tables::Whole },
    Room { full: 0, short: 150, list: List::Names, tables: Tables::Whole },
    Room { full: 0, short: 50, list: List::Names, tables: Tables::Whole },
    Room { full: 0, short: 0, list: List::Names, tables: Tables::Whole },
];

/// How many places are printed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    /// Places with their reasons.
    full: usize,
    /// Places after those, in short.
    short: usize,
    list: List,
    tables: Tables,
}

/// How tables are printed that grow with the number of files and neighbourhoods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tables {
    /// As they are.
    Whole,
    /// With fewer rows, and what many rows share said once.
    Short,
    /// As running text where that can be.
    Shortest,
}

/// How places are printed in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// A line each, with points and the codes of the reasons.
    Codes,
    /// A line each, with points.
    Lines,
    /// Names behind each other, by municipality and band.
    Names,
}

/// Makes the report. Equal data give equal bytes.
///
/// Sections are those of the agreed template, in its order; what is missing says why. A list too long for eight pages
/// is cut, and says so.
pub fn build(report: &ScanReport, audience: Audience) -> Result<Vec<u8>, ReportError> {
    lay_out(report, audience)?.pdf()
}

fn lay_out(report: &ScanReport, audience: Audience) -> Result<Typeset, ReportError> {
    guard::check(report)?;
    let pictures = pictures(report, audience);
    let pictures: Vec<(&str, Vec<u8>)> = pictures.iter().map(|(name, svg)| (name.as_str(), svg.clone().into_bytes())).collect();
    let mut last = None;
    for room in rooms(report, audience) {
        let view = view(report, audience, room);
        guard::names_no_place(report, audience, &view)?;
        let pages = typeset(Template::Report.source(), &view, &pictures)?;
        let fits = pages.pages() <= MOST_PAGES;
        last = Some(pages);
        if fits || (audience == Audience::Internal && report.places.len() <= room.full) {
            break;
        }
    }
    Ok(last.expect("there is at least one amount of room"))
}

/// What to try, in this order. The public version names no places, so there only the tables can give way.
fn rooms(report: &ScanReport, audience: Audience) -> Vec<Room> {
    if audience == Audience::Public {
        return [Tables::Whole, Tables::Short, Tables::Shortest].map(|tables| Room { full: 0, short: 0, list: List::Names, tables }).into();
    }
    // As long as a smaller print holds more places, no place is left out.
    let mut rooms = ROOM.to_vec();
    rooms.sort_by_key(|room| Reverse((room.full + room.short).min(report.places.len())));
    rooms
}

/// The drawings of the report, by name.
fn pictures(report: &ScanReport, audience: Audience) -> Vec<(String, String)> {
    let maker = Maker { report, audience };
    let map = report.map.present().map(|data| (front::MAP.to_owned(), map::svg(data, audience, front::MAP_WIDTH)));
    map.into_iter().chain(maker.front_dots()).collect()
}

fn view(report: &ScanReport, audience: Audience, room: Room) -> View {
    let maker = Maker { report, audience };
    View {
        title: report.title.clone(),
        header: maker.header(),
        footer: maker.footer(),
        front: maker.front(),
        sections: maker.sections(room),
    }
}

/// Turns the data into words for one audience. Each section has a file of its own.
#[derive(Clone, Copy)]
struct Maker<'a> {
    report: &'a ScanReport,
    audience: Audience,
}

impl Maker<'_> {
    fn is_public(self) -> bool {
        self.audience == Audience::Public
    }

    fn sections(self, room: Room) -> Vec<Section> {
        let mut sections = vec![
            self.question(),
            self.area(),
            self.opportunity(),
            self.history(),
            self.concentration(),
            self.unseen(room.tables),
            self.places(room),
            self.visits(room.tables),
            self.provenance(room.tables),
        ];
        sections.iter_mut().flat_map(|section| &mut section.blocks).for_each(explain_marks);
        sections
    }

    fn header(self) -> (String, String) {
        let version = if self.is_public() { "openbare versie" } else { "interne versie, alleen voor genoemde ontvangers" };
        (self.report.title.clone(), version.to_owned())
    }

    fn footer(self) -> String {
        let scan = self.report;
        format!("Peildatum {} · scan {}", nl::date(scan.date), nl::short_hash(&scan.provenance.hash))
    }
}

/// Below a table in which something is hidden stands what the marks mean.
fn explain_marks(block: &mut Block) {
    let Block::Table(table) = block else { return };
    let is_mark = |cell: &Cell| matches!(cell, Cell::Text { text } | Cell::Strong { text } | Cell::Named { text, .. } if text == figures::SMALL || text == figures::WITHHELD);
    if table.rows.iter().flatten().any(is_mark) {
        table.note = format!("{} {}", table.note, figures::EXPLAINED).trim().to_owned();
    }
}

#[cfg(test)]
mod tests;
