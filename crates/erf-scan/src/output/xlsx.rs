// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A workbook for people: the list, and a page that says what it is. No cell is ever a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{LINE, reasons};
use crate::model::Scored;

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Title.
    pub title: String,
    /// The day the scan speaks of (20261001); also the date of the file, so that the same scan gives the same bytes.
    pub date: i64,
    /// Lines of the second page: what, and its value.
    pub lines: Vec<(String, String)>,
}

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum XlsxFault {
    /// The library refused.
    #[error("het werkblad kan niet worden gemaakt: {0}")]
    Library(#[from] XlsxError),
    /// More than a sheet can hold.
    #[error("een werkblad heeft plaats voor {most} plekken, niet voor {0}; gebruik CSV", most = MOST)]
    TooMany(usize),
}

const MOST: usize = 1_048_575;

const COLUMNS: [(&str, f64); 13] = [
    ("plek", 26.0),
    ("soort", 10.0),
    ("gemeente", 10.0),
    ("x (RD)", 12.0),
    ("y (RD)", 12.0),
    ("adres", 34.0),
    ("punten", 8.0),
    ("band", 6.0),
    ("rang van", 10.0),
    ("rang tot", 10.0),
    ("voorgesteld", 12.0),
    ("willekeurig", 12.0),
    ("redenen", 30.0),
];

/// The places as a workbook, in the order of the scan.
pub fn xlsx<'a>(scored: impl IntoIterator<Item = &'a Scored>, about: &About) -> Result<Vec<u8>, XlsxFault> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(&about.title).set_subject(LINE).set_creation_datetime(&day(about.date)?);
    book.set_properties(&properties);
    let rows = list(book.add_worksheet(), scored)?;
    explain(book.add_worksheet(), about, rows)?;
    Ok(book.save_to_buffer()?)
}

fn day(date: i64) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd((date / 10_000) as u16, (date / 100 % 100) as u8, (date % 100) as u8)
}

fn list<'a>(sheet: &mut Worksheet, scored: impl IntoIterator<Item = &'a Scored>) -> Result<usize, XlsxFault> {
    sheet.set_name("plekken")?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, (name, width)) in COLUMNS.into_iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, name, &bold)?.set_column_width(column as u16, width)?;
    }
    let mut rows = 0;
    for (index, one) in scored.into_iter().enumerate() {
        rows = index + 1;
        if rows > MOST {
            return Err(XlsxFault::TooMany(rows));
        }
        row(sheet, rows as u32, one)?;
    }
    sheet.autofilter(0, 0, rows as u32, COLUMNS.len() as u16 - 1)?;
    Ok(rows)
}

fn row(sheet: &mut Worksheet, row: u32, one: &Scored) -> Result<(), XlsxError> {
    let yes = |flag: bool| if flag { "ja" } else { "nee" };
    let municipality = one.municipality.map(|code| code.to_string()).unwrap_or_default();
    let texts: [(u16, &str); 8] = [
        (0, &one.place),
        (1, &one.kind),
        (2, &municipality),
        (5, &one.name),
        (7, &format!("{:?}", one.band)),
        (10, yes(one.proposed)),
        (11, yes(one.random)),
        (12, &reasons(one)),
    ];
    for (column, text) in texts {
        sheet.write_string(row, column, text)?;
    }
    let numbers = [(3, one.x), (4, one.y), (6, one.points.into()), (8, one.rank.0.into()), (9, one.rank.1.into())];
    for (column, number) in numbers {
        sheet.write_number(row, column, number)?;
    }
    Ok(())
}

fn explain(sheet: &mut Worksheet, about: &About, rows: usize) -> Result<(), XlsxError> {
    sheet.set_name("toelichting")?.set_column_width(0, 28)?.set_column_width(1, 90)?;
    let fixed = [("Titel", about.title.as_str()), ("Let op", LINE), ("Aantal plekken", &rows.to_string())]
        .map(|(a, b)| (a.to_owned(), b.to_owned()));
    for (row, (what, value)) in fixed.iter().chain(&about.lines).enumerate() {
        sheet.write_string(row as u32, 0, what)?.write_string(row as u32, 1, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Trial;

    fn about() -> About {
        About { title: "Proef".into(), date: 20_261_001, lines: vec![("Zaaigetal".into(), "=7".into())] }
    }

    #[test]
    fn twice_the_same_bytes() {
        let scored = Trial::new(&[("L01", 3)], &["p", "a", "u"]).run(1, 0.2, 1).scored;
        let once = xlsx(&scored, &about()).unwrap();
        assert_eq!(once, xlsx(&scored, &about()).unwrap());
        assert_ne!(once, xlsx(&scored[..2], &about()).unwrap());
        assert_eq!(&once[..2], b"PK");
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
        std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        let mut scored = Trial::new(&[("L01", 3)], &["p"]).run(1, 0.0, 1).scored;
        scored[0].name = "=HYPERLINK(\"https://example.org\")".into();
        let book = xlsx(&scored, &about()).unwrap();
        let sheets = part(&book, "xl/worksheets/sheet1.xml") + &part(&book, "xl/worksheets/sheet2.xml");
        assert!(!sheets.contains("<f>") && !sheets.contains("<f "));
        assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK"));
        assert!(part(&book, "xl/sharedStrings.xml").contains(LINE));
        assert!(sheets.contains("<v>120000</v>") && part(&book, "docProps/core.xml").contains("2026-10-01T00:00:00Z"));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(matches!(xlsx(&[], &About { date: 20_261_399, ..about() }), Err(XlsxFault::Library(_))));
    }
}
