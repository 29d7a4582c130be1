// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! CSV files as partners send them.

use erf_readers::{ReadError, mapping::Field};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{Table, read_table_bytes, shared};

const MAPPING: &str = r#"
kind = "dumping"
[columns]
row_id = "Zaaknr"
street = "Straat"
number = "Huisnr"
postcode = "Postcode"
date = "Datum"
x = "X"
y = "Y"
[attributes]
liters = { column = "Liters", type = "number" }
gevaarlijk = { column = "Gevaarlijk", type = "yesno" }
"#;

const HEADINGS: &str = "Zaaknr;Straat;Huisnr;Postcode;Datum;X;Y;Liters;Gevaarlijk;Behandelaar";

fn read(rows: &str) -> Table {
    read_table_bytes("a.csv", format!("{HEADINGS}\r\n{rows}").as_bytes(), MAPPING).unwrap()
}

#[test]
fn a_clean_row_arrives_normalised_and_the_unmapped_column_does_not() {
    let table = read("Z-1;Dorps\u{a0}straat;12 a;1234 ab;1-10-2026;119.238;476.818;1.250,5;Ja;J. de Vries\r\n");
    let row = &table.rows[0];
    let fields: Vec<(&str, &str)> = row.fields.iter().map(|(field, value)| (field.name(), value.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("row_id", "Z-1"),
            ("street", "Dorps straat"),
            ("number", "12 a"),
            ("postcode", "1234AB"),
            ("x", "119238.0"),
            ("y", "476818.0"),
            ("date", "2026-10-01")
        ]
    );
    assert_eq!(row.attributes["liters"], json!(1250.5));
    assert_eq!(row.attributes["gevaarlijk"], json!(true));
    assert_eq!((row.sheet.as_str(), row.row), ("", 2));
    assert_eq!(table.summary.columns, ["Zaaknr", "Straat", "Huisnr", "Postcode", "Datum", "X", "Y", "Liters", "Gevaarlijk"]);
    assert_eq!(table.summary.ignored_columns, ["Behandelaar"]);
    assert!(!format!("{table:?}").contains("Vries"), "an unmapped cell never leaves the reader");
    assert_eq!((table.summary.encoding.as_str(), table.summary.delimiter.as_str()), ("UTF-8", ";"));
}

#[test]
fn every_row_is_accounted_for_with_its_number_as_a_person_sees_it() {
    let table = read(
        "Z-1;A;1;;;;;;;\r\n\r\n;;;;;;;;;\r\nZ-2;B;2;;;;;;;\r\nTotaal;;;;;;;1.250;;\r\nZ-3;C;3;;;;;;;;x\r\n;;;;;;;;;alleen hier\r\nZaaknr;Straat;;;;;;;;\r\nZ-4;D\r\n",
    );
    assert_eq!(table.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 5, 10]);
    assert_eq!(
        table.codes(),
        [
            ("totaalregel", Some(6)),
            ("rij_te_lang", Some(7)),
            ("rij_zonder_gegevens", Some(8)),
            ("koppen_herhaald", Some(9)),
            ("rij_te_kort", Some(10)),
        ]
    );
    assert_eq!(table.summary.tally.rows_in, 7, "two blank lines do not count");
}

#[test]
fn windows_1252_with_semicolons_and_decimal_commas() {
    let text = format!("{HEADINGS}\r\nZ-1;Caf\u{e9}plein;;;;;;1,5;;\r\n");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    let table = read_table_bytes("a.csv", &bytes, MAPPING).unwrap();
    assert_eq!(table.column(Field::Street), ["Caféplein"]);
    assert_eq!(table.rows[0].attributes["liters"], json!(1.5));
    assert_eq!(table.summary.encoding, "windows-1252");
}

#[test]
fn other_separators_and_encodings_are_found_out() {
    let rows = "Zaaknr\tStraat\tHuisnr\tPostcode\tDatum\tX\tY\tLiters\tGevaarlijk\r\nZ-1\tA; B, C\t1\t\t\t\t\t\t\r\n";
    for bytes in [
        rows.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", rows.as_bytes()].concat(),
        rows.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        std::iter::once(0xfeff).chain(rows.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    ] {
        let table = read_table_bytes("a.txt", &bytes, MAPPING).unwrap();
        assert_eq!((table.column(Field::Street), table.summary.delimiter.as_str()), (vec!["A; B, C"], "\t"));
    }
}

#[test]
fn headings_may_stand_lower_and_be_written_otherwise() {
    let text = "Overzicht dumpingen;;\n;;\nZAAKNR ;\"straat\";huisnr;POSTCODE;Datum;x;y;Liters;Gevaarlijk\nZ-1;A;1;;;;;;\n";
    let table = read_table_bytes("a.csv", text.as_bytes(), MAPPING).unwrap();
    assert_eq!((table.summary.header_row, table.rows[0].row, table.column(Field::RowId)), (3, 4, vec!["Z-1"]));
}

#[test]
fn a_missing_column_refuses_the_file_and_names_what_comes_near() {
    let text = HEADINGS.replace("Zaaknr", "Zaaknummer").replace("Postcode", "PC6");
    let refusal = read_table_bytes("lijst.csv", text.as_bytes(), MAPPING).unwrap_err().to_string();
    assert!(refusal.starts_with("lijst.csv: niet alle kolommen"), "{refusal}");
    assert!(refusal.contains("'Zaaknr', ") || refusal.contains("'Zaaknr' (lijkt op"), "{refusal}");
    assert!(refusal.contains("'Postcode'") && refusal.contains("'PC6'") && refusal.contains("'Behandelaar'"), "{refusal}");
}

#[test]
fn dates_written_the_american_way_are_noticed_from_the_column() {
    let row = |n: u32, date: &str| format!("Z-{n};;;;{date};;;;;\r\n");
    let table = read(&[row(1, "10/01/2026"), row(2, "10/31/2026")].concat());
    assert_eq!(table.column(Field::Date), ["2026-10-01", "2026-10-31"]);
    let table = read(&[row(1, "10-01-2026"), row(2, "31-12-2026"), row(3, "13-13-2026"), row(4, "46296")].concat());
    assert_eq!(table.column(Field::Date), ["2026-01-10", "2026-12-31", "-", "2026-10-01"]);
    assert_eq!(table.codes(), [("datum_onleesbaar", Some(4))]);
    assert_eq!(table.problems[0].value.as_deref(), Some("13-13-2026"));
}

#[test]
fn coordinates_of_every_kind_end_up_in_rd() {
    let row = |x: &str, y: &str| format!("Z;;;;;{x};{y};;;\r\n");
    let rows = [
        row("155000", "463000"),
        row("155000,0", "463000,0"),
        row("155.000", "463.000"),
        row("463000", "155000"),
        row("5.387204", "52.155172"),
        row("52.155172", "5.387204"),
        row("0", "0"),
        row("155000", ""),
        row("1", "2"),
        row("", ""),
    ];
    let table = read(&rows.concat());
    let near = |text: &&str, metres: f64| text.parse::<f64>().is_ok_and(|n| (n - metres).abs() < 1.0);
    let (x, y) = (table.column(Field::X), table.column(Field::Y));
    assert!(x[..6].iter().all(|x| near(x, 155_000.0)), "{x:?}");
    assert!(y[..6].iter().all(|y| near(y, 463_000.0)), "{y:?}");
    assert!(x[6..].iter().all(|x| *x == "-"));
    assert_eq!(
        table.codes(),
        [
            ("coordinaten_verwisseld", Some(5)),
            ("coordinaten_verwisseld", Some(7)),
            ("coordinaten_half", Some(9)),
            ("coordinaten_buiten_nederland", Some(10)),
        ]
    );
}

#[test]
fn a_whole_file_with_swapped_coordinates_is_said_once() {
    let rows: String = (0..5).map(|n| format!("Z;;;;;52.15517{n};5.38720{n};;;\r\n")).collect();
    let table = read(&rows);
    assert_eq!(table.codes(), [("coordinaten_verwisseld", None)]);
    assert_eq!(table.problems[0].column.as_deref(), Some("X, Y"));
    assert!(table.column(Field::X).iter().all(|x| x.starts_with("15500") || x.starts_with("15499")));
}

#[test]
fn a_column_that_is_wrong_everywhere_does_not_drown_the_rest() {
    let rows: String = (0..700).map(|n| format!("Z-{n};;;fout;;;;;;\r\n")).collect();
    let table = read(&rows);
    assert_eq!((table.rows.len(), table.problems.len()), (700, 501));
    let last = table.problems.last().unwrap();
    assert_eq!((last.row, last.reason.starts_with("Dit geldt voor nog 200 rijen.")), (None, true), "{last:?}");
}

#[test]
fn a_nul_is_left_out_with_a_remark() {
    let table = read("Z-1;Dijk\0weg;1;12\x0034AB;;;;;;\r\nZ-2;Dijkweg;1;1234AB;;;;;;\r\n");
    assert_eq!(table.codes(), [("teken_nul", Some(2))]);
    assert_eq!((table.column(Field::Street)[0], table.column(Field::Postcode)[0]), ("Dijkweg", "1234AB"));
    assert!(table.rows[0].raw.iter().all(|cell| !cell.contains('\0')));
}

#[test]
fn a_file_from_dos_is_read_with_a_remark() {
    let file = [HEADINGS.as_bytes(), b"\r\nZ-1;Caf\x82straat;1;1234AB;;;;;;\r\nZ-2;Dijkweg;1;1234AB;;;;;;\r\n"].concat();
    let table = read_table_bytes("a.csv", &file, MAPPING).unwrap();
    assert_eq!((table.rows.len(), table.codes()), (2, vec![("tekens_uit_dos", None)]));
}

#[test]
fn headings_of_a_file_that_is_something_else_are_shown_short_and_harmless() {
    let file = format!("Za\u{1b}[31mROOD;{}\n1;2\n", "x".repeat(3000));
    let refusal = read_table_bytes("a.csv", file.as_bytes(), MAPPING).unwrap_err().to_string();
    assert!(refusal.contains("'Za[31mROOD'") && !refusal.contains('\u{1b}') && refusal.len() < 500, "{refusal}");
}

#[test]
fn a_heading_that_says_bsn_refuses_the_file() {
    let text = HEADINGS.replace("Behandelaar", "BSN melder");
    let refusal = read_table_bytes("a.csv", text.as_bytes(), MAPPING).unwrap_err();
    assert!(matches!(&refusal, ReadError::Bsn { column, .. } if column == "BSN melder"), "{refusal}");
}

/// Numbers of nine digits that pass the test for citizen service numbers; none of them need belong to anybody.
fn passing(count: usize) -> Vec<u32> {
    let sum = |n: u32| (1..9).map(|place| (n / 10_u32.pow(place) % 10) as i64 * i64::from(place + 1)).sum::<i64>() - i64::from(n % 10);
    (900_000_000..).step_by(7).filter(|n| sum(*n) % 11 == 0).take(count).collect()
}

#[test]
fn contents_that_look_like_bsn_refuse_the_file_even_in_an_unmapped_column() {
    let rows = |numbers: &[u32]| numbers.iter().map(|n| format!("Z;;;;;;;;;{n}\r\n")).collect::<String>();
    let file = |heading: &str, rows: &str| format!("{}\r\n{rows}", HEADINGS.replace("Behandelaar", heading));
    let numbers = passing(25);
    let refusal = read_table_bytes("a.csv", file("Nummer", &rows(&numbers)).as_bytes(), MAPPING).unwrap_err();
    assert!(refusal.to_string().contains("25 van de 25"), "{refusal}");
    assert!(!refusal.to_string().contains(&numbers[0].to_string()), "the message shows no number");
    assert!(read_table_bytes("a.csv", file("RSIN", &rows(&numbers)).as_bytes(), MAPPING).is_ok());
    assert!(read_table_bytes("a.csv", file("Nummer", &rows(&numbers[..6])).as_bytes(), MAPPING).is_ok());
    let telephones: Vec<u32> = (612_345_000..612_345_040).collect();
    assert!(read_table_bytes("a.csv", file("Telefoon", &rows(&telephones)).as_bytes(), MAPPING).is_ok());
}

#[test]
fn identifiers_survive_spreadsheets() {
    let mapping = "kind = \"kvk\"\n[columns]\nkvk = \"KVK\"\nestablishment = \"Vest\"\nbuilding_id = \"Pand\"\nmunicipality = \"Gem\"\n";
    let text = "KVK;Vest;Pand;Gem\n1234567;12345678901;221100000307321;221\n12345678;x;2,21E+14;Doesburg\n";
    let table = read_table_bytes("a.csv", text.as_bytes(), mapping).unwrap();
    assert_eq!(table.column(Field::Kvk), ["01234567", "12345678"]);
    assert_eq!(table.column(Field::Establishment), ["012345678901", "-"]);
    assert_eq!(table.column(Field::BuildingId), ["0221100000307321", "-"]);
    assert_eq!(table.column(Field::Municipality), ["0221", "Doesburg"]);
    assert_eq!(table.codes(), [("vestiging_onleesbaar", Some(3)), ("nummer_afgerond", Some(3))]);
    assert_eq!(table.rows[1].raw, ["12345678", "x", "2,21E+14", "Doesburg"], "what stood there is kept");
}

#[test]
fn real_tables_of_municipalities_are_read() {
    for (file, mapping, rows) in [
        ("nl/gemeenten_indeling.csv", "kind = \"gemeente\"\n[columns]\nmunicipality = \"code\"\nname = \"naam\"\n", 356),
        (
            "nl/cbs_kerncijfers_gemeente_2021.csv",
            "kind = \"gemeente\"\n[columns]\nmunicipality = \"code\"\n[attributes]\ninwoners = { column = \"inwoners\", type = \"number\" }\n",
            352,
        ),
    ] {
        let Some(path) = shared(file) else { return };
        let table = crate::support::read_table(&path, mapping).unwrap();
        assert_eq!((table.rows.len(), table.problems.len()), (rows, 0), "{file}: {:?}", table.problems);
    }
}

const NAMES: &str =
    "kind = \"x\"\n[columns]\nrow_id = \"Nr\"\nstreet = \"Naam\"\n[attributes]\nsoort = { column = \"Soort\", type = \"text\" }\n";

fn read_names(rows: &[&str]) -> Table {
    read_table_bytes("a.csv", format!("Nr;Naam;Soort\r\n{}\r\n", rows.join("\r\n")).as_bytes(), NAMES).unwrap()
}

#[test]
fn a_stray_opening_mark_swallows_no_row() {
    let plain: Vec<String> = (3..=12).map(|row| format!("{row};Erf {row};stal")).collect();
    let mut rows = vec!["1;Erf 1;stal", "2;\"t Hoekje;schuur"];
    rows.extend(plain.iter().map(String::as_str));
    rows.push("13;\"De Hoeve; achter\";stal");
    let table = read_names(&rows);
    assert_eq!((table.rows.len(), table.summary.tally.rows_in, table.codes()), (13, 13, vec![("aanhalingsteken_los", Some(3))]));
    assert_eq!((table.column(Field::Street)[1], table.column(Field::Street)[12]), ("\"t Hoekje", "De Hoeve; achter"));
    let last = read_names(&["1;a;b", "2;\"t Hoekje;schuur", "3;a;b", "4;a;b", "5;a;b", "6;Zes;\"goed, zo\"", "7;a;b"]);
    assert_eq!((last.rows.len(), last.codes()), (7, vec![("aanhalingsteken_los", Some(3))]));
    let remark = read_names(&["1;\"t Hoekje;schuur", "2;a;b", "3;\"twee", "regels\";b", "4;a;b"]);
    assert_eq!((remark.rows.len(), remark.codes()), (4, vec![("aanhalingsteken_los", Some(2))]));
    let next = read_names(&["1;\"t Hoekje;schuur", "2;\"De Hoeve; achter\";stal"]);
    assert_eq!((next.rows.len(), next.codes()), (2, vec![("aanhalingsteken_los", Some(2))]));
}

#[test]
fn a_remark_of_several_lines_stays_one_row() {
    let table = read_names(&["1;\"hout; staal; glas", "en \"\"dat\"\"; was het", "\"\"niet\"\" meer\";b", "2;a;\"een", "", "twee\""]);
    assert_eq!((table.rows.len(), table.codes()), (2, vec![]));
    let text = "Nr,Naam,Soort\n1,\"Er lag\nhout, staal, glas\nen \"\"asbest\"\"\",x\n";
    let table = read_table_bytes("a.csv", text.as_bytes(), NAMES).unwrap();
    assert_eq!((table.column(Field::Street), table.codes()), (vec!["Er lag hout, staal, glas en \"asbest\""], vec![]));
}

#[test]
fn a_company_called_total_is_a_row_and_a_line_of_sums_is_not() {
    let table = read_names(&["1;Erf;stal", "Totaal Bouw;Achterweg 3;", "Totaal;Achterweg 3;", "Totaal:;;12", "Totaal generaal;;1.250,5"]);
    assert_eq!(table.column(Field::RowId), ["1", "Totaal Bouw", "Totaal"]);
    assert_eq!(table.codes(), [("totaalregel", Some(5)), ("totaalregel", Some(6))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes: no panic, and every row is accounted for (asserted in `read_table`).
    #[test]
    fn mutated_tables_are_accounted_for(changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"\"\"\";;\n\r\0\xff\xe9,0Z\x09=\xe2".as_slice()), 0..3_u8), 0..16)) {
        let row = "Z-1;\"Dorps \"\"straat\"\"\";12 a;1234 ab;1-10-2026;119238,5;476818,1;1.250,5;Ja;x\r\n";
        let mut bytes = format!("{HEADINGS}\r\n{}Totaal;;;;;;;3;;\r\n", row.repeat(6)).into_bytes();
        for (index, byte, way) in changes {
            let at = index.index(bytes.len());
            match way {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        // A change in the headings may refuse the file; that is an answer too.
        let table = read_table_bytes("a.csv", &bytes, MAPPING);
        let rows = table.iter().flat_map(|table| &table.rows);
        prop_assert!(rows.flat_map(|row| row.raw.iter().chain(row.fields.values())).all(|text| !text.contains('\0')));
    }
}
