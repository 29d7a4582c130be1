// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Files as people send them.

use proptest::prelude::*;

use super::{Code, Encoding, IdColumn, ReadOptions, Refused, Table, find_ids, read};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn refused(bytes: &[u8]) -> Refused {
    read(bytes, &ReadOptions::default()).expect_err("should be refused")
}

fn rows(table: &Table) -> Vec<Vec<&str>> {
    (0..table.rows).map(|row| table.row(row).collect()).collect()
}

#[test]
fn plain_rows_are_read_whatever_stands_between_cells() {
    for text in ["a,b\n1,2\n3,4\n", "a;b\r\n1;2\r\n3;4", "a\tb\n1\t2\n3\t4\n\n", "a|b\r1|2\r3|4\r", "sep=;\na;b\n1;2\n3;4\n"] {
        let found = table(text);
        assert_eq!(found.columns, ["a", "b"], "{text:?}");
        assert_eq!(rows(&found), [["1", "2"], ["3", "4"]], "{text:?}");
        assert_eq!((found.rows_in, found.rejected), (2, 0));
    }
}

#[test]
fn a_decimal_comma_does_not_make_the_delimiter() {
    let found = table("naam;x\nA;1,5\nB;2,5\nC;3,5\n");
    assert_eq!(found.delimiter, ';');
    assert_eq!(found.cell(2, 1), "3,5");
}

#[test]
fn quotes_hold_delimiters_quotes_and_lines() {
    let found = table("a,b,c\n\"1,5\",\"zei \"\"ja\"\"\",\"twee\nregels\"\n\"\",x,\"\"\n");
    assert_eq!(rows(&found), [["1,5", "zei \"ja\"", "twee\nregels"], ["", "x", ""]]);
}

#[test]
fn letters_beyond_ascii_survive_taking_quotes_off() {
    let found = table("a,b\n\"é\"\"ü\",\"ïë\"\n");
    assert_eq!(rows(&found), [["é\"ü", "ïë"]]);
}

#[test]
fn a_quote_inside_a_plain_cell_is_a_quote() {
    assert_eq!(rows(&table("a,b\ncafé \"De Hoek\",5\" pijp\n")), [["café \"De Hoek\"", "5\" pijp"]]);
}

#[test]
fn ragged_rows_are_rejected_with_row_and_reason() {
    let found = table("id,naam,plaats\n1,Jansen,Hoorn\n2,Bakker\n3,Smit,Edam,extra\n4,Vos,Weesp,\n\n,,\n5,Bos,Edam\n");
    assert_eq!((found.rows_in, found.rows, found.rejected), (6, 3, 3));
    let codes: Vec<(u32, Code)> = found.problem_list().iter().map(|p| (p.row, p.code)).collect();
    assert_eq!(codes, [(3, Code::TooFewCells), (4, Code::TooManyCells), (7, Code::EmptyRow)]);
    assert_eq!(found.problem_list()[0].reason, "De rij heeft 2 cellen; de kopregel heeft er 3.");
    assert_eq!(found.problem_list()[0].column.as_deref(), Some("plaats"));
    assert_eq!((0..3).map(|row| found.row_number(row)).collect::<Vec<_>>(), [2, 5, 8]);
}

#[test]
fn a_byte_that_is_no_text_costs_one_row_and_no_more() {
    let lines: String = (0..300).map(|k| format!("{k},{}\n", if k == 7 { "\"Ja\0nsen\"" } else { "Bakker" })).collect();
    let found = table(&format!("id,naam\n{lines}"));
    assert_eq!((found.rows_in, found.rows, found.rejected), (300, 299, 1));
    let problem = &found.problem_list()[0];
    assert_eq!((problem.row, problem.code, problem.column.as_deref(), problem.rejected), (9, Code::BrokenCharacter, Some("naam"), true));
    assert!(problem.reason.contains("byte 0"), "{}", problem.reason);
    assert!(refused(format!("id,na\0am\n{lines}").as_bytes()).to_string().contains("andere tekens"));
}

#[test]
fn a_stray_quote_costs_one_row_and_no_more() {
    let found = table("id,naam\n1,\"Jansen\n2,Bakker\n3,\"Smit\" Jr\n4,\"Vos\"\n");
    let codes: Vec<(u32, Code)> = found.problem_list().iter().map(|p| (p.row, p.code)).collect();
    assert_eq!(codes, [(2, Code::TextBehindQuote), (4, Code::TextBehindQuote)]);
    assert_eq!(rows(&found), [["2", "Bakker"], ["4", "Vos"]]);
    let open = table("id,naam\n1,a\n2,\"Jansen\n3,b\n");
    assert_eq!(open.problem_list()[0].code, Code::UnclosedQuote);
    assert_eq!(rows(&open), [["1", "a"], ["3", "b"]]);
}

#[test]
fn encodings_are_recognised() {
    let check = |bytes: &[u8], expected: Encoding| {
        let found = read(bytes, &ReadOptions::default()).unwrap();
        assert_eq!((found.encoding, found.cell(0, 1)), (expected, "Zoë"));
        assert_eq!(found.columns[0], "id");
    };
    check("id,naam\n1,Zoë\n".as_bytes(), Encoding::Utf8);
    check("\u{feff}id,naam\n1,Zoë\n".as_bytes(), Encoding::Utf8);
    check(b"id,naam\n1,Zo\xeb\n", Encoding::Windows1252);
    let wide = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let text = if mark { "\u{feff}id,naam\n1,Zoë\n" } else { "id,naam\n1,Zoë\n" };
        text.encode_utf16().flat_map(bytes).collect()
    };
    check(&wide(u16::to_le_bytes, true), Encoding::Utf16);
    check(&wide(u16::to_be_bytes, true), Encoding::Utf16);
    check(&wide(u16::to_le_bytes, false), Encoding::Utf16);
    check(&wide(u16::to_be_bytes, false), Encoding::Utf16);
}

#[test]
fn a_broken_byte_in_utf8_is_named_and_its_row_kept() {
    let mut bytes = "id,naam\n1,Zoë\n2,Aïcha\n3,José\n4,Gré\n5,Renée\n6,Anaïs\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"7,Ren\xe9\n");
    let found = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!((found.encoding, found.rows), (Encoding::DamagedUtf8, 7));
    assert_eq!(found.cell(0, 1), "Zoë");
    let problem = &found.problem_list()[0];
    assert_eq!((problem.row, problem.code, problem.rejected), (8, Code::BrokenCharacter, false));
}

#[test]
fn what_is_no_csv_is_refused_in_words() {
    let check = |bytes: &[u8], words: &str| {
        let error = refused(bytes);
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.action().ends_with('.'));
    };
    check(b"", "leeg");
    check(b" \n\r\n", "leeg");
    check(b"\xef\xbb\xbf", "leeg");
    check(b"PK\x03\x04....", "spreadsheet");
    check(b"%PDF-1.7", "PDF");
    check(b"a,b\n1,\x00\x01\x02\x03\x04\x05\x06\x07\x08,x\n", "andere tekens");
    check(b"id,naam\n1,Jos\x81\x8d\n", "Regel 2");
    check(b",,\n1,2,3\n", "kopregel");
    check(b"a,b,c\n1\n2\n", "Geen van de 2 rijen");
    check(b"\"a,b\n1,2\n", "aanhalingstekens");
}

#[test]
fn headings_get_names_of_their_own() {
    let found = table("naam,,naam, Naam ,kolom 2\n1,2,3,4,5\n");
    assert_eq!(found.columns, ["naam", "kolom 2_2", "naam_2", "Naam_3", "kolom 2"]);
    let codes: Vec<Code> = found.problem_list().iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::EmptyHeader, Code::DuplicateHeader, Code::DuplicateHeader]);
    assert_eq!(table("12345678,2024-01-01\n1,2\n").problem_list()[0].code, Code::HeaderLooksLikeData);
    assert!(table("naam,2024,2025\nA,1,2\n").problem_list().is_empty());
}

#[test]
fn a_title_above_the_header_is_passed_over_and_told() {
    let found = table("Uitdraai van 3 maart\n\n\"Afdeling; milieu\"\nid;naam;plaats\n1;Jansen;Meerdorp\n2;Bakker;Kadedam\n");
    assert_eq!(found.columns, ["id", "naam", "plaats"]);
    assert_eq!((found.rows, found.row_number(0)), (2, 5));
    let told: Vec<(u32, Code, &str)> = found.problem_list().iter().map(|p| (p.row, p.code, p.value.as_str())).collect();
    assert_eq!(told, [(1, Code::TitleLine, "Uitdraai van 3 maart"), (3, Code::TitleLine, "Afdeling; milieu")]);
    let filled = table("Uitdraai;;\nid;naam;plaats\n1;Jansen;Meerdorp\n");
    assert_eq!(filled.columns, ["id", "naam", "plaats"]);
    // One name above rows of one cell is a header, also when a delimiter stands in one of them.
    assert_eq!(table("naam\nJansen\nBakker, P.\nVisser\n").columns, ["naam"]);
}

#[test]
fn a_delimiter_behind_every_line_is_no_column() {
    let found = table("a;b;\n1;2;\n3;4;\n");
    assert_eq!(found.columns, ["a", "b"]);
    assert_eq!(rows(&found), [["1", "2"], ["3", "4"]]);
}

#[test]
fn one_column_is_a_table_too() {
    let found = table("naam\nJansen\n\"Bakker, P.\"\n");
    assert_eq!(rows(&found), [["Jansen"], ["Bakker, P."]]);
}

#[test]
fn rows_longer_than_two_bytes_can_count_are_read() {
    let long = "x".repeat(70_000);
    let found = table(&format!("a,b\n1,2\n{long},\"y\"\n3,4\n"));
    assert_eq!(rows(&found), [["1", "2"], [long.as_str(), "y"], ["3", "4"]]);
}

#[test]
fn identifiers_must_tell_rows_apart() {
    let ids = |text: &str, asked: Option<&str>| {
        let found = table(text);
        find_ids(&found, asked).map(|ids| (0..found.rows).map(|row| ids.of(&found, row).into_owned()).collect::<Vec<_>>())
    };
    assert_eq!(ids("unique_id,id\n5,1\n3,1\n", None).unwrap(), ["5", "3"]);
    assert_eq!(ids("naam,ID\na,8\nb,9\n", None).unwrap(), ["8", "9"]);
    assert_eq!(ids("naam\na\nb\n", None).unwrap(), ["2", "3"]);
    assert_eq!(ids("naam,id\na,1\nb,1\n", Some("naam")).unwrap(), ["a", "b"]);
    let double = ids("id,naam\n7,a\n8,b\n7,c\n7,d\n", None).unwrap_err();
    assert_eq!(double.to_string(), "Kolom id: 7 staat in rij 2 en in rij 4. In totaal 2 rijen hebben een nummer dat er al was.");
    assert_eq!(double.row(), Some(4));
    let empty = ids("id,naam\n7,a\n ,b\n", None).unwrap_err();
    assert_eq!(empty.to_string(), "Kolom id: in rij 3 staat geen nummer. In totaal is er 1 rij zonder nummer.");
    let missing = ids("a,b\n1,2\n", Some("c")).unwrap_err();
    assert_eq!(missing.to_string(), "Kolom c bestaat niet. Wel zijn er: a, b.");
    assert_eq!(find_ids(&table("a\n1\n"), None).unwrap(), IdColumn::RowNumber);
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let text = format!("a,b\n1,2\n{}", "x\n".repeat(50));
    let found = read(text.as_bytes(), &ReadOptions { most_problems: 3, ..ReadOptions::default() }).unwrap();
    assert_eq!((found.problem_list().len(), found.problems.counts[&Code::TooFewCells]), (3, 50));
}

#[test]
fn broken_quotes_all_through_a_file_take_linear_time() {
    // Each line opens a quote whose cell would run to the end of the file.
    let line = "a,\"\"\"\"\"\"\"\"\"\"\n";
    let text = format!("a,b\n1,2\n{}", line.trim_end_matches('\n').replace("a,\"", "\"") + &"\"\"\n".repeat(200_000));
    let found = read(text.as_bytes(), &ReadOptions::default());
    match found {
        Ok(table) => assert_eq!(table.rows_in, table.rows + table.rejected),
        Err(error) => assert!(matches!(error, Refused::BrokenQuotes { .. }), "{error}"),
    }
}

/// Pieces of files, so that random files are nearly right.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "Jansen", "é", "ĳ", "\"", "\"\"", ",", ",", ";", "\t", "|", "\n", "\n", "\r\n", "\r", " ", "'", "12", "\u{fffd}", "x\"y",
        ",\"", "\",", "",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn balanced(found: &Result<Table, Refused>) -> Result<(), TestCaseError> {
    let Ok(table) = found else { return Ok(()) };
    prop_assert_eq!(table.rows_in, table.rows + table.rejected);
    let rejecting = table.problem_list().iter().filter(|problem| problem.rejected).count();
    prop_assert_eq!(rejecting, table.rejected);
    let mut before = 0;
    for row in 0..table.rows {
        prop_assert!(table.row_number(row) > before);
        before = table.row_number(row);
        prop_assert_eq!(table.row(row).count(), table.columns.len());
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(text in pieces()) {
        balanced(&read(format!("kop,twee\n{text}").as_bytes(), &ReadOptions::default()))?;
        balanced(&read(text.as_bytes(), &ReadOptions::default()))?;
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        balanced(&read(&bytes, &ReadOptions::default()))?;
    }

    #[test]
    fn a_damaged_byte_loses_no_row_silently(at in 0_usize..200, byte in any::<u8>()) {
        let mut bytes = "id,naam,plaats\n".as_bytes().to_vec();
        for k in 0..12 {
            bytes.extend_from_slice(format!("{k},\"Jansen, {k}\",Zaandam\n").as_bytes());
        }
        let at = at % bytes.len();
        bytes[at] = byte;
        balanced(&read(&bytes, &ReadOptions::default()))?;
    }

    #[test]
    fn what_is_written_with_quotes_is_read_back(cells in prop::collection::vec(prop::collection::vec("[a-zé,;\"\n\r ]{0,8}", 3), 1..8)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> = cells.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        let text = format!("a,b,c\n{}\n", lines.join("\n"));
        let options = ReadOptions { delimiter: Some(b','), ..ReadOptions::default() };
        let wanted: Vec<&Vec<String>> = cells.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        match read(text.as_bytes(), &options) {
            Ok(found) => {
                let kept: Vec<Vec<String>> = rows(&found).iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
                let wanted: Vec<Vec<String>> = wanted.into_iter().cloned().collect();
                prop_assert_eq!(kept, wanted);
            }
            Err(error) => prop_assert!(wanted.is_empty(), "{}", error),
        }
    }
}
