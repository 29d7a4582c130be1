// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the tests share.

use std::{
    fs,
    io::{Cursor, Read, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use erf_base::RdPoint;
use erf_readers::{
    Event, Problem, ReadError,
    bag::{self, BagRecord, BagSummary},
    mapping::{Field, TableMapping},
    table::{self, TableRow, TableSummary},
};
use erf_spatial::Geometry;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A file of the shared sample data; `None`, said aloud, where there is none.
pub fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var("ERFZICHT_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let path = Path::new(&root).join("data").join(name);
    if !path.exists() {
        eprintln!("overgeslagen: geen ../shared ({name})");
        return None;
    }
    Some(path)
}

/// All that a reader of the BAG said about a file.
#[derive(Debug, PartialEq)]
pub struct Heard {
    pub records: Vec<BagRecord>,
    pub problems: Vec<Problem>,
    pub summary: BagSummary,
}

impl Heard {
    pub fn of_kind(&self, kind: bag::ObjectKind) -> usize {
        self.records.iter().filter(|record| record.kind() == kind).count()
    }
}

pub fn read_bag(path: &Path) -> Heard {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let summary = bag::read(path, &mut |event| {
        match event {
            Event::Record(_, record) => records.push(record),
            Event::Problem(problem) => problems.push(problem),
            Event::Progress { done, total } => assert!(done <= total),
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(summary.tally.rows_in, summary.tally.accepted + summary.tally.rejected);
    assert_eq!(summary.tally.accepted, records.len() as u64);
    assert_eq!(summary.tally.rejected, problems.iter().filter(|p| p.rejected).count() as u64);
    Heard { records, problems, summary }
}

/// Unpacks a zip, and the zips in it, into folders with their names.
pub fn unpack(bytes: Vec<u8>, folder: &Path) {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with('/') {
            continue;
        }
        let mut inner = Vec::new();
        file.read_to_end(&mut inner).unwrap();
        let target = folder.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        if target.extension().is_some_and(|e| e == "zip") { unpack(inner, &target) } else { fs::write(target, inner).unwrap() }
    }
}

/// A zip of these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Every point of a shape, in order.
pub fn points(geometry: &Geometry) -> Vec<RdPoint> {
    match geometry {
        Geometry::Point(point) => vec![*point],
        Geometry::Lines(lines) => lines.concat(),
        Geometry::Polygons(polygons) => polygons.iter().flat_map(|p| p.outer.iter().chain(p.holes.iter().flatten()).copied()).collect(),
    }
}

/// All that the reader of tables said about a file.
#[derive(Debug)]
pub struct Table {
    pub rows: Vec<TableRow>,
    pub problems: Vec<Problem>,
    pub summary: TableSummary,
}

impl Table {
    pub fn codes(&self) -> Vec<(&str, Option<u64>)> {
        self.problems.iter().map(|p| (p.code.as_str(), p.row)).collect()
    }

    pub fn column(&self, field: Field) -> Vec<&str> {
        self.rows.iter().map(|row| row.fields.get(&field).map_or("-", String::as_str)).collect()
    }
}

pub fn read_table(path: &Path, mapping: &str) -> Result<Table, ReadError> {
    let mapping = TableMapping::from_toml(mapping, "mapping.toml").unwrap();
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let summary = table::read(path, &mapping, &mut |event| {
        match event {
            Event::Record(position, row) => {
                assert_eq!((&*position.member, position.ordinal), (row.sheet.as_str(), row.row));
                rows.push(row);
            }
            Event::Problem(problem) => problems.push(problem),
            Event::Progress { done, total } => assert!(done <= total),
        }
        ControlFlow::Continue(())
    })?;
    assert_eq!(summary.tally.rows_in, summary.tally.accepted + summary.tally.rejected);
    assert_eq!(summary.tally.accepted, rows.len() as u64);
    assert_eq!(summary.tally.rejected, problems.iter().filter(|p| p.rejected).count() as u64);
    assert!(rows.iter().all(|row| row.raw.len() == summary.columns.len()));
    Ok(Table { rows, problems, summary })
}

/// Reads these bytes as a file with this name.
pub fn read_table_bytes(name: &str, bytes: &[u8], mapping: &str) -> Result<Table, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_table(&path, mapping)
}
