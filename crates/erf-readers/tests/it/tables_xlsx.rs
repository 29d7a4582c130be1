// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! XLSX files as partners send them.

use erf_readers::mapping::Field;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::json;

use crate::support::{read_table_bytes, zipped};

const MAPPING: &str = r#"
kind = "leegstand"
[columns]
building_id = "Pand"
kvk = "KVK"
number = "Nr"
date = "Sinds"
street = "Straat"
[attributes]
m2 = { column = "Oppervlak", type = "number" }
leeg = { column = "Leeg", type = "yesno" }
"#;

fn headings(sheet: &mut Worksheet, row: u32) {
    for (column, heading) in ["Pand", "KVK", "Nr", "Sinds", "Straat", "Oppervlak", "Leeg", "Opmerking"].iter().enumerate() {
        sheet.write_string(row, column as u16, *heading).unwrap();
    }
}

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

#[test]
fn numbers_dates_and_identifiers_come_back_as_they_were_meant() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Leegstand").unwrap();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    sheet.merge_range(0, 0, 0, 7, "Leegstand per pand", &Format::new()).unwrap();
    headings(sheet, 2);
    sheet.write_number(3, 0, 221_100_000_307_321.0).unwrap();
    sheet.write_number(3, 1, 1_234_567.0).unwrap();
    sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2026, 4, 3).unwrap(), &date).unwrap();
    sheet.write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &date).unwrap();
    sheet.write_string(3, 4, "Dijkweg").unwrap();
    sheet.write_number(3, 5, 412.5).unwrap();
    sheet.write_boolean(3, 6, true).unwrap();
    sheet.write_string(3, 7, "geheim").unwrap();
    sheet.write_number(5, 3, 46_296.0).unwrap();
    sheet.write_string(5, 4, "Totaal Wonen BV").unwrap();
    sheet.write_string(6, 0, "Totaal").unwrap();
    sheet.write_number(6, 5, 412.5).unwrap();
    let table = read_table_bytes("a.xlsx", &saved(book), MAPPING).unwrap();
    assert_eq!(table.column(Field::BuildingId), ["0221100000307321", "-"]);
    assert_eq!(table.column(Field::Kvk), ["01234567", "-"]);
    assert_eq!(table.column(Field::Number), ["3-4", "-"]);
    assert_eq!(table.column(Field::Date), ["2024-02-29", "2026-10-01"]);
    assert_eq!(table.rows[0].attributes, [("leeg".to_owned(), json!(true)), ("m2".to_owned(), json!(412.5))].into());
    assert_eq!(table.rows.iter().map(|row| (row.sheet.as_str(), row.row)).collect::<Vec<_>>(), [("Leegstand", 4), ("Leegstand", 6)]);
    assert_eq!(table.codes(), [("totaalregel", Some(7))]);
    assert_eq!(table.summary.header_row, 3);
    assert!(!format!("{table:?}").contains("geheim"));
}

#[test]
fn the_sheet_is_found_named_or_missed_by_name() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Toelichting").unwrap().write_string(0, 0, "Lees dit eerst").unwrap();
    for name in ["2025", "2026"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        headings(sheet, 0);
        sheet.write_string(1, 4, name).unwrap();
    }
    let bytes = saved(book);
    let found = read_table_bytes("a.xlsx", &bytes, MAPPING).unwrap();
    assert_eq!((found.column(Field::Street), found.codes()), (vec!["2025"], vec![("werkblad_niet_gelezen", None)]));
    let named = read_table_bytes("a.xlsx", &bytes, &MAPPING.replace("[columns]", "[file]\nsheet = \"2026\"\n[columns]")).unwrap();
    assert_eq!((named.column(Field::Street), named.summary.sheet.as_str()), (vec!["2026"], "2026"));
    let missed = read_table_bytes("a.xlsx", &bytes, &MAPPING.replace("[columns]", "[file]\nsheet = \"2027\"\n[columns]")).unwrap_err();
    assert!(missed.to_string().contains("'2027'") && missed.to_string().contains("2025, 2026"), "{missed}");
}

#[test]
fn one_value_in_the_very_last_cell_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0);
    sheet.write_string(1, 4, "Dijkweg").unwrap();
    sheet.write_string(1_048_575, 16_383, "hier").unwrap();
    let table = read_table_bytes("a.xlsx", &saved(book), MAPPING).unwrap();
    assert_eq!((table.rows.len(), table.codes()), (1, vec![("rij_zonder_gegevens", Some(1_048_576))]));
}

#[test]
fn citizen_service_numbers_hide_as_numbers_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0);
    let sum = |n: u32| (1..9).map(|place| (n / 10_u32.pow(place) % 10) as i64 * i64::from(place + 1)).sum::<i64>() - i64::from(n % 10);
    for (row, number) in (900_000_000..).filter(|n| sum(*n) % 11 == 0).take(30).enumerate() {
        sheet.write_number(row as u32 + 1, 7, f64::from(number)).unwrap();
    }
    let refusal = read_table_bytes("a.xlsx", &saved(book), MAPPING).unwrap_err();
    assert!(refusal.to_string().contains("kolom 'Opmerking' lijkt burgerservicenummers"), "{refusal}");
}

/// A workbook as some programs write it: cells as they are given here, nothing worked out.
fn by_hand(rows: &[&[&str]]) -> Vec<u8> {
    by_hand_with("", rows)
}

fn by_hand_with(properties: &str, rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &str| match (text.strip_prefix('='), text.strip_prefix('#')) {
        (Some(formula), _) => format!("<c><f>{formula}</f></c>"),
        (_, Some(number)) => format!("<c><v>{number}</v></c>"),
        _ => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>());
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.iter().map(row).collect::<String>());
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{properties}<sheets>\
         <sheet name=\"Blad1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

const FORMULAS: &str = "kind = \"x\"\n[columns]\nstreet = \"Straat\"\nnumber = \"Nr\"\n";

#[test]
fn a_formula_without_an_outcome_is_not_an_empty_cell() {
    let table = read_table_bytes(
        "a.xlsx",
        &by_hand(&[&["Straat", "Nr", "Los"], &["Dijkweg", "1", "=1+1"], &["Dijkweg", "=1+2", "=1+1"], &["=A2", "4", ""]]),
        FORMULAS,
    )
    .unwrap();
    assert_eq!(table.codes(), [("formule_zonder_uitkomst", Some(3)), ("formule_zonder_uitkomst", Some(4))]);
    assert_eq!(table.column(Field::Number), ["1", "-", "4"]);
    assert!(table.problems[0].action.contains("Open het bestand in Excel"), "{:?}", table.problems);
}

#[test]
fn a_column_of_formulas_without_outcomes_refuses_the_file() {
    let refusal = read_table_bytes("a.xlsx", &by_hand(&[&["Straat", "Nr"], &["Dijkweg", "=1+1"], &["Achterweg", "=1+2"]]), FORMULAS);
    let refusal = refusal.unwrap_err().to_string();
    assert!(refusal.contains("kolom 'Nr' bestaat alleen uit formules zonder uitkomst. Open het bestand in Excel"), "{refusal}");
}

#[test]
fn a_day_that_lost_its_format_counts_from_the_epoch_of_the_workbook() {
    const DATES: &str = "kind = \"x\"\n[columns]\nstreet = \"Straat\"\ndate = \"Sinds\"\n";
    let rows: &[&[&str]] = &[&["Straat", "Sinds"], &["a", "#44834"], &["b", "#2026"], &["c", "#12"], &["d", "#12.5"]];
    let table = read_table_bytes("a.xlsx", &by_hand_with("<workbookPr date1904=\"1\"/>", rows), DATES).unwrap();
    assert_eq!(table.column(Field::Date), ["2026-10-01", "2026", "-", "-"]);
    assert_eq!(table.codes(), [("datum_onleesbaar", Some(4)), ("datum_onleesbaar", Some(5))]);
    let table = read_table_bytes("a.xlsx", &by_hand(rows), DATES).unwrap();
    assert_eq!(table.column(Field::Date), ["2022-09-30", "2026", "-", "-"]);
}

#[test]
fn a_duration_is_no_day() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0);
    for (row, format) in [(1, "[h]:mm"), (2, "h:mm"), (3, "dd-mm-yyyy")] {
        sheet.write_string(row, 4, "Dijkweg").unwrap();
        sheet.write_number_with_format(row, 3, 12.5, &Format::new().set_num_format(format)).unwrap();
    }
    let table = read_table_bytes("a.xlsx", &saved(book), MAPPING).unwrap();
    assert_eq!((table.column(Field::Date), table.codes().len()), (vec!["-"; 3], 3));
}

#[test]
fn a_hidden_sheet_is_read_last_and_not_in_silence() {
    let book = |names: &[(&str, bool)]| {
        let mut book = Workbook::new();
        for (name, hidden) in names {
            let sheet = book.add_worksheet().set_name(*name).unwrap().set_hidden(*hidden).set_active(!*hidden);
            if *name != "Uitleg" {
                headings(sheet, 0);
                sheet.write_string(1, 4, *name).unwrap();
            }
        }
        saved(book)
    };
    let both = book(&[("Oud", true), ("Nieuw", false)]);
    let found = read_table_bytes("a.xlsx", &both, MAPPING).unwrap();
    assert_eq!((found.column(Field::Street), found.codes()), (vec!["Nieuw"], vec![("werkblad_niet_gelezen", None)]));
    let named = read_table_bytes("a.xlsx", &both, &MAPPING.replace("[columns]", "[file]\nsheet = \"Oud\"\n[columns]")).unwrap();
    assert_eq!((named.column(Field::Street), named.codes()), (vec!["Oud"], vec![("werkblad_verborgen", None)]));
    let only = read_table_bytes("a.xlsx", &book(&[("Uitleg", false), ("Oud", true)]), MAPPING).unwrap();
    assert_eq!((only.column(Field::Street), only.codes()), (vec!["Oud"], vec![("werkblad_verborgen", None)]));
}

#[test]
fn a_merged_cell_speaks_for_every_row_it_covers() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0);
    sheet.merge_range(1, 4, 4, 4, "Dijkweg", &Format::new()).unwrap();
    sheet.merge_range(1, 7, 40, 7, "terzijde", &Format::new()).unwrap();
    for row in [1, 2, 4, 5] {
        sheet.write_number(row, 2, f64::from(row)).unwrap();
    }
    sheet.merge_range(7, 0, 8, 0, "0221100000307321", &Format::new()).unwrap();
    sheet.write_string(7, 4, "Achterweg").unwrap();
    sheet.write_string(8, 4, "Totaal").unwrap();
    let table = read_table_bytes("a.xlsx", &saved(book), MAPPING).unwrap();
    assert_eq!(table.column(Field::Street), ["Dijkweg", "Dijkweg", "Dijkweg", "-", "Achterweg"]);
    assert_eq!((table.column(Field::Number), table.codes()), (vec!["1", "2", "4", "5", "-"], vec![("totaalregel", Some(9))]));
}

#[test]
fn what_is_no_workbook_is_refused_in_dutch() {
    let refusal = |bytes: &[u8]| read_table_bytes("a.xlsx", bytes, MAPPING).unwrap_err().to_string();
    assert!(refusal(b"PK\x03\x04kapot").starts_with("a.xlsx: dit is geen XLSX-bestand"));
    assert!(refusal(b"\xd0\xcf\x11\xe0oud").contains("van voor 2007, of het is versleuteld; sla het op als XLSX of CSV"));
    let open = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    assert!(read_table_bytes("a.ods", &open, MAPPING).unwrap_err().to_string().contains("sla het op als XLSX of CSV"));
    assert!(refusal(b"<html>").contains("XLSX- of CSV"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A damaged workbook is refused or read as far as it goes: no panic, and the sums hold (asserted in `read_table`).
    #[test]
    fn damaged_workbooks_do_no_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        headings(sheet, 0);
        for row in 1..40 {
            sheet.write_string(row, 4, format!("Dijkweg {row}")).unwrap();
            sheet.write_number(row, 5, f64::from(row)).unwrap();
        }
        let mut bytes = saved(book);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_table_bytes("a.xlsx", &bytes, MAPPING);
    }
}
