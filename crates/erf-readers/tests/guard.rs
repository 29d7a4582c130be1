// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Spreadsheets read in a child process. This program is its own child, so it cannot use the usual test harness; it answers
//! to the same arguments.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{env, fs, io::Write, ops::ControlFlow, path::PathBuf, time::Duration};

use erf_readers::{
    Event, ReadError,
    guard::{self, Limits},
    mapping::{Field, TableMapping},
    table::{self, TableRow, TableSummary},
};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const TESTS: [(&str, fn()); 7] = [
    ("a_child_reads_the_same_as_the_program_itself", a_child_reads_the_same_as_the_program_itself),
    ("a_refusal_crosses_over", a_refusal_crosses_over),
    ("stopping_halfway_stops_the_child", stopping_halfway_stops_the_child),
    ("a_workbook_that_unpacks_to_too_much_is_stopped_by_the_memory_limit", too_much_memory),
    ("a_workbook_that_takes_too_long_is_stopped_by_the_time_limit", too_much_time),
    ("a_child_that_falls_silent_is_stopped", a_child_that_falls_silent_is_stopped),
    ("a_csv_file_needs_no_child", a_csv_file_needs_no_child),
];

fn main() {
    guard::run_if_child();
    let arguments: Vec<String> = env::args().skip(1).collect();
    let given = |word: &str| arguments.iter().any(|argument| argument == word);
    if given("--list") {
        if !given("--ignored") {
            TESTS.iter().for_each(|(name, _)| println!("{name}: test"));
        }
        return;
    }
    let wanted: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    for (name, test) in TESTS {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            test();
            println!("test {name} ... ok");
        }
    }
}

fn mapping() -> TableMapping {
    TableMapping::from_toml(
        "kind = \"leegstand\"\n[columns]\nstreet = \"Straat\"\n[attributes]\nm2 = { column = \"M2\", type = \"number\" }\n",
        "m.toml",
    )
    .unwrap()
}

struct File {
    _folder: TempDir,
    path: PathBuf,
}

fn file(name: &str, bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    File { _folder: folder, path }
}

fn workbook(headings: [&str; 2], rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, headings).unwrap();
    for row in 1..=rows {
        sheet.write_string(row, 0, format!("Dijkweg {row}")).unwrap();
        sheet.write_number(row, 1, f64::from(row)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

type Outcome = (Vec<TableRow>, Result<TableSummary, ReadError>);

fn read(limits: Limits, file: &File) -> Outcome {
    let mut rows = Vec::new();
    let outcome = guard::read_table_within(limits, &env::current_exe().unwrap(), &file.path, &mapping(), &mut |event| {
        if let Event::Record(_, row) = event {
            rows.push(row);
        }
        ControlFlow::Continue(())
    });
    (rows, outcome)
}

fn cause(limits: Limits, file: &File) -> String {
    read(limits, file).1.unwrap_err().to_string()
}

fn a_child_reads_the_same_as_the_program_itself() {
    let file = file("a.xlsx", &workbook(["Straat", "M2"], 3_000));
    let (rows, summary) = read(Limits::default(), &file);
    let mut own = Vec::new();
    let own_summary = table::read(&file.path, &mapping(), &mut |event| {
        if let Event::Record(_, row) = event {
            own.push(row);
        }
        ControlFlow::Continue(())
    });
    assert_eq!((rows.len(), summary), (3_000, own_summary));
    assert_eq!(rows, own);
    assert_eq!(rows[9].fields[&Field::Street], "Dijkweg 10");
}

fn a_refusal_crosses_over() {
    let missing = read(Limits::default(), &file("a.xlsx", &workbook(["Weg", "M2"], 1))).1;
    assert!(matches!(missing, Err(ReadError::Columns { .. })), "{missing:?}");
    let broken = read(Limits::default(), &file("a.xlsx", b"PK\x03\x04kapot")).1;
    assert!(matches!(broken, Err(ReadError::Format { .. })), "{broken:?}");
}

fn stopping_halfway_stops_the_child() {
    let file = file("a.xlsx", &workbook(["Straat", "M2"], 20_000));
    let mut heard = 0;
    let outcome = guard::read_table(&env::current_exe().unwrap(), &file.path, &mapping(), &mut |_| {
        heard += 1;
        if heard < 5 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!((outcome, heard), (Err(ReadError::Stopped), 5));
}

/// A workbook of which one part is replaced.
fn replaced(part: &str, content: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let mut from = ZipArchive::new(std::io::Cursor::new(workbook(["Straat", "M2"], 2))).unwrap();
    let mut to = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        to.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        if name == part {
            content(&mut to);
        } else {
            std::io::copy(&mut entry, &mut to).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

fn too_much_memory() {
    let bomb = replaced("xl/sharedStrings.xml", &mut |out| {
        out.write_all(b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>").unwrap();
        (0..400).for_each(|_| out.write_all(&[b'a'; 1 << 20]).unwrap());
        out.write_all(b"</t></si></sst>").unwrap();
    });
    let limits = Limits { memory: 256 << 20, ..Limits::default() };
    let cause = cause(limits, &file("bom.xlsx", &bomb));
    assert!(cause.starts_with("bom.xlsx: het bestand vraagt meer geheugen dan 256 MB."), "{cause}");
}

/// A sheet with hundreds of megabytes of nothing.
fn endless() -> Vec<u8> {
    replaced("xl/worksheets/sheet1.xml", &mut |out| {
        out.write_all(b"<worksheet><sheetData>").unwrap();
        let rows = b"<row></row>".repeat(100_000);
        (0..300).for_each(|_| out.write_all(&rows).unwrap());
        out.write_all(b"</sheetData></worksheet>").unwrap();
    })
}

fn too_much_time() {
    let limits = Limits { cpu_seconds: 1, ..Limits::default() };
    let cause = cause(limits, &file("traag.xlsx", &endless()));
    assert!(cause.starts_with("traag.xlsx: het bestand vraagt meer rekentijd dan 1 seconden."), "{cause}");
}

fn a_child_that_falls_silent_is_stopped() {
    let limits = Limits { silence: Duration::from_millis(100), ..Limits::default() };
    let cause = cause(limits, &file("stil.xlsx", &endless()));
    assert!(cause.contains("geen teken van leven"), "{cause}");
}

fn a_csv_file_needs_no_child() {
    let file = file("a.csv", b"Straat;M2\nDijkweg;3\n");
    let outcome = guard::read_table(&PathBuf::from("/bestaat/niet"), &file.path, &mapping(), &mut |_| ControlFlow::Continue(()));
    assert_eq!(outcome.unwrap().tally.accepted, 1);
}
