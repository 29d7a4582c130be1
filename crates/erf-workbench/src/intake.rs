// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From the bytes of a CSV to rows that may be linked on a page. Pure.
//!
//! No page links natural persons, and nobody needs a citizen service number to link companies: such a table is refused whole, with the
//! column that gave it away.

use erf_linkage::{
    roles::{self, ColumnRole, Preset, Role},
    table::{self, IdColumn, ReadOptions, Refused, Table},
};
use sha2::{Digest, Sha256};

/// Rows that one linkage takes; more goes on the command line.
pub const MOST_ROWS: usize = 250_000;

/// A table that may be linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The delivery it comes from, if any.
    pub delivery: Option<i64>,
    /// Name of the file or delivery.
    pub name: String,
    /// SHA-256 of the bytes.
    pub hash: String,
    /// Headings.
    pub headings: Vec<String>,
    /// Columns that were left out because they give the answer.
    pub left_out: Vec<String>,
    /// The column that names the rows; empty for the number of the row.
    pub named_by: String,
    /// Rows that can be used.
    pub rows: Vec<SideRow>,
    /// Rows in the file.
    pub rows_in: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideRow {
    /// Its number in the file or delivery.
    pub number: i64,
    /// What the sender calls it.
    pub name: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why a table is not taken in. Each says what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum IntakeError {
    /// It cannot be read.
    #[error("{file}: {reason} {}", reason.action())]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        reason: Refused,
    },
    /// It is about people.
    #[error(
        "{file}: deze tabel gaat over personen. Kolom {column} is gelezen als {role} ({reason}) De koppelwerkbank koppelt geen personen. \
         Haal de kolom weg als de tabel over bedrijven of adressen gaat; een testbestand met personen kunt u alleen koppelen op de \
         opdrachtregel, met erfzicht link."
    )]
    Persons {
        /// The file.
        file: String,
        /// The column that says so.
        column: String,
        /// What it holds.
        role: &'static str,
        /// Why we think so.
        reason: String,
    },
    /// It holds citizen service numbers.
    #[error(
        "{file}: in kolom {column} staan burgerservicenummers. Zo'n bestand nemen wij niet aan. Haal de kolom weg en bied het bestand opnieuw aan."
    )]
    Bsn {
        /// The file.
        file: String,
        /// The column.
        column: String,
    },
    /// Nothing to compare.
    #[error(
        "{file}: geen kolom is herkend als bedrijfsnaam of adres. Geef de kolommen een duidelijke naam, zoals bedrijfsnaam, straat, huisnummer en postcode."
    )]
    NothingKnown {
        /// The file.
        file: String,
    },
    /// The names of rows go into a file that people open in a spreadsheet.
    #[error(
        "{file}: kolom {column}, rij {row}: {value} begint met een teken waarmee een rekenblad een formule begint. Geef de rij een ander nummer."
    )]
    Formula {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The row.
        row: i64,
        /// What stands there.
        value: String,
    },
    /// Too many rows.
    #[error(
        "{file}: {rows} rijen is meer dan de {MOST_ROWS} die een pagina aankan. Splits het bestand, of koppel het op de opdrachtregel met erfzicht link."
    )]
    TooMany {
        /// The file.
        file: String,
        /// How many there are.
        rows: usize,
    },
    /// No row at all.
    #[error("{file}: er is geen enkele rij om te koppelen.")]
    NoRows {
        /// The file.
        file: String,
    },
}

/// What tells that rows are people.
const OF_PEOPLE: [Role; 7] = [Role::FirstNames, Role::Initials, Role::Prefix, Role::Surname, Role::FullName, Role::BirthDate, Role::Sex];
/// How sure we must be that one column is about people when the table as a whole is about something else.
const SURE: f64 = 0.5;

/// Reads a CSV and refuses what may not be linked here.
///
/// # Errors
/// With what is wrong and what to do, in Dutch.
pub fn read(file: &str, bytes: Vec<u8>) -> Result<Side, IntakeError> {
    let hash = format!("{:x}", Sha256::digest(&bytes));
    let unreadable = |reason| IntakeError::Unreadable { file: file.to_owned(), reason };
    let table = table::read_owned(bytes, &ReadOptions::default()).map_err(unreadable)?;
    allowed(file, &table)?;
    let ids = table::find_ids(&table, None).map_err(unreadable)?;
    let kept = without_answers(&table);
    let rows: Vec<SideRow> = (0..table.rows).map(|row| side_row(&table, ids, &kept, row)).collect();
    let named_by = match ids {
        IdColumn::Column(column) => table.columns[column].clone(),
        IdColumn::RowNumber => String::new(),
    };
    if !named_by.is_empty() {
        no_formula(file, &named_by, &rows)?;
    }
    let headings = kept.iter().map(|column| table.columns[*column].clone()).collect();
    let answers = (0..table.columns.len()).filter(|column| !kept.contains(column));
    let left_out = answers.map(|column| table.columns[column].clone()).collect();
    Ok(Side { delivery: None, name: file.to_owned(), hash, headings, left_out, named_by, rows, rows_in: table.rows_in })
}

/// The columns without those that say which rows are the same: whoever judges pairs must not read the answer.
fn without_answers(table: &Table) -> Vec<usize> {
    let answers: Vec<usize> = roles::guess(table).iter().filter(|found| found.role == Role::Truth).map(|found| found.column).collect();
    (0..table.columns.len()).filter(|column| !answers.contains(column)).collect()
}

fn side_row(table: &Table, ids: IdColumn, kept: &[usize], row: usize) -> SideRow {
    let cells = kept.iter().map(|column| table.cell(row, *column).trim().to_owned()).collect();
    SideRow { number: i64::from(table.row_number(row)), name: ids.of(table, row).into_owned(), cells }
}

/// Whether a table may be linked on a page.
///
/// # Errors
/// When it is about people, holds what is not needed, or is too large.
pub fn allowed(file: &str, table: &Table) -> Result<(), IntakeError> {
    let file = || file.to_owned();
    if table.rows == 0 {
        return Err(IntakeError::NoRows { file: file() });
    }
    if table.rows > MOST_ROWS {
        return Err(IntakeError::TooMany { file: file(), rows: table.rows });
    }
    let holds_bsn = |column: usize| erf_readers::table::holds_bsn(&table.columns[column], table.column(column));
    if let Some(column) = (0..table.columns.len()).find(|column| holds_bsn(*column)) {
        return Err(IntakeError::Bsn { file: file(), column: table.columns[column].clone() });
    }
    let found = roles::guess(table);
    let about = roles::kind_of_table(&found).preset;
    if let Some(column) = of_people(&found, about) {
        let (name, role) = (table.columns[column.column].clone(), column.role.words());
        return Err(IntakeError::Persons { file: file(), column: name, role, reason: column.reason.clone() });
    }
    if about == Preset::Person { Err(IntakeError::NothingKnown { file: file() }) } else { Ok(()) }
}

/// The column that says most clearly that rows are people.
fn of_people(found: &[ColumnRole], about: Preset) -> Option<&ColumnRole> {
    let least = if about == Preset::Person { 0.0 } else { SURE };
    let told = found.iter().filter(|column| OF_PEOPLE.contains(&column.role) && column.certainty >= least);
    told.max_by(|one, other| one.certainty.total_cmp(&other.certainty).then(other.column.cmp(&one.column)))
}

fn no_formula(file: &str, column: &str, rows: &[SideRow]) -> Result<(), IntakeError> {
    let starts = |row: &&SideRow| row.name.starts_with(['=', '+', '-', '@', '\t']) && row.name.parse::<f64>().is_err();
    rows.iter().find(starts).map_or(Ok(()), |row| {
        let (file, column, value) = (file.to_owned(), column.to_owned(), row.name.chars().take(40).collect());
        Err(IntakeError::Formula { file, column, row: row.number, value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(csv: &str, expected: &str) {
        let said = match read("proef.csv", csv.as_bytes().to_vec()) {
            Ok(side) => format!("{} rijen", side.rows.len()),
            Err(error) => error.to_string(),
        };
        assert!(said.contains(expected), "{csv}: {said}");
    }

    #[test]
    fn companies_and_addresses_come_in() {
        check(
            "id,bedrijfsnaam,straat,huisnummer,postcode,plaats\n1,Jansen B.V.,Dorpsstraat,1,1234 AB,Waterdam\n2,Pietersen,Achterweg,2,1234 AC,Waterdam\n",
            "2 rijen",
        );
        check("straat,huisnummer,postcode,plaats\nDorpsstraat,1,1234 AB,Waterdam\n", "1 rijen");
    }

    #[test]
    fn a_column_with_the_answer_is_left_out() {
        let csv = "id,bedrijfsnaam,truth,plaats\n1,Jansen B.V.,a,Waterdam\n2,Pietersen,b,Waterdam\n";
        let side = read("proef.csv", csv.as_bytes().to_vec()).unwrap();
        assert_eq!(side.headings, ["id", "bedrijfsnaam", "plaats"]);
        assert_eq!(side.left_out, ["truth"]);
        assert_eq!(side.rows[0].cells, ["1", "Jansen B.V.", "Waterdam"]);
    }

    #[test]
    fn rows_are_named_by_a_column_with_that_name_or_else_by_their_number() {
        let read = |heading: &str| {
            let csv = format!("{heading},bedrijfsnaam,plaats\n70,Jansen B.V.,Waterdam\n80,Pietersen,Waterdam\n");
            read("proef.csv", csv.into_bytes()).map(|side| (side.named_by, side.rows[0].name.clone())).unwrap()
        };
        assert_eq!(read("id"), ("id".to_owned(), "70".to_owned()));
        assert_eq!(read("nr"), (String::new(), "2".to_owned()));
    }

    #[test]
    fn people_do_not() {
        check("voornaam,achternaam,geboortedatum\nJan,Jansen,1980-01-01\nPiet,Pietersen,1981-02-03\n", "gaat over personen");
        check(
            "bedrijfsnaam,kvk-nummer,straat,huisnummer,postcode,plaats,geboortedatum\nJansen B.V.,12345678,Dorpsstraat,1,1234 AB,Waterdam,1980-01-01\n",
            "Kolom geboortedatum is gelezen als geboortedatum",
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_do() {
        check("bedrijfsnaam,bsn\nJansen B.V.,111222333\n", "in kolom bsn staan burgerservicenummers");
        check("x,y\n1,2\n", "geen kolom is herkend");
        check("id,bedrijfsnaam\n=1+1,Jansen B.V.\n", "kolom id, rij 2: =1+1 begint met een teken");
        check("", "leeg");
        check("bedrijfsnaam,straat\n", "geen enkele rij");
    }
}
