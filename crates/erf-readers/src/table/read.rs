// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reads a spreadsheet: finds the headings, looks at everything once, and then hands on the rows.

use std::{collections::BTreeMap, ops::ControlFlow, path::Path};

use super::{
    TableRow, TableSummary,
    csv::{CsvFile, declared_delimiter},
    decode::{encoding_of, is_from_dos},
    headings::{Headings, Plan},
    line::Lines,
    row::{Converter, Outcome, SWAPPED},
    survey::{Habits, survey},
    xlsx::Workbook,
};
use crate::{
    Emit, Event, Position, Problem, ReadError,
    mapping::{TableMapping, same_heading},
    profile::{Format, format_of},
    send,
};

const REPORT_EVERY: u64 = 500;

/// Reads a spreadsheet, CSV or XLSX, with a mapping. An XLSX file from outside is better read through
/// [`crate::guard::read_table`], which does the same in a child process with limits.
pub fn read(path: &Path, mapping: &TableMapping, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
    match format_of(path)? {
        Format::Xlsx => workbook(path, mapping, emit),
        Format::Text => text(path, mapping, emit),
        Format::OldExcel => {
            let cause = "het is een Excel-bestand van voor 2007, of het is versleuteld; sla het op als XLSX of CSV";
            Err(ReadError::format(path, "XLSX- of CSV-bestand", cause))
        }
        Format::Zip => {
            let cause = "het is een zipbestand of een rekenblad van een andere soort, zoals ODS; sla het op als XLSX of CSV";
            Err(ReadError::format(path, "XLSX- of CSV-bestand", cause))
        }
        _ => Err(ReadError::format(path, "XLSX- of CSV-bestand", "het begin van het bestand past daar niet bij")),
    }
}

fn text(path: &Path, mapping: &TableMapping, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
    let encoding = encoding_of(path, mapping.file.encoding.as_deref()).map_err(|e| ReadError::io(path, &e))?;
    let delimiters: Vec<char> = match mapping.file.delimiter.or(declared_delimiter(path, encoding)?) {
        Some(delimiter) => vec![delimiter],
        None => vec![';', ',', '\t', '|'],
    };
    let mut best: Option<(Headings, char)> = None;
    for delimiter in delimiters {
        let headings = Headings::find(&mut CsvFile::new(path, encoding, delimiter), mapping)?;
        let rank = |headings: &Headings| (headings.found, headings.names.len());
        if best.as_ref().is_none_or(|(known, _)| rank(&headings) > rank(known)) {
            best = Some((headings, delimiter));
        }
    }
    let (headings, delimiter) = best.unwrap_or_default();
    let width = headings.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let mut lines = CsvFile::new(path, encoding, delimiter).of_width(width);
    let guessed = encoding == encoding_rs::WINDOWS_1252 && mapping.file.encoding.is_none();
    let from_dos = guessed && is_from_dos(path).map_err(|e| ReadError::io(path, &e))?;
    let mut table = Table { path, mapping, sheet: "", notes: from_dos.then(dos_letters).into_iter().collect() };
    let summary = table.read(&mut lines, headings, emit)?;
    Ok(TableSummary { encoding: encoding.name().to_owned(), delimiter: delimiter.to_string(), ..summary })
}

fn workbook(path: &Path, mapping: &TableMapping, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
    let mut book = Workbook::open(path)?;
    let (all, hidden) = book.sheet_names();
    let names: Vec<String> = match &mapping.file.sheet {
        None => all,
        Some(wanted) => match all.iter().find(|name| same_heading(name, wanted)) {
            Some(found) => vec![found.clone()],
            None => {
                let cause = format!("het werkblad '{wanted}' uit de indeling ontbreekt; wel aanwezig: {}", all.join(", "));
                return Err(ReadError::format(path, "levering zoals afgesproken", cause));
            }
        },
    };
    let mut best: Option<(Headings, String)> = None;
    let mut also = Vec::new();
    for name in names {
        let headings = Headings::find(&mut book.sheet(&name), mapping)?;
        match &best {
            Some((known, _)) if known.fit(mapping) && headings.fit(mapping) => also.push(name),
            Some((known, _)) if known.found >= headings.found => {}
            _ => best = Some((headings, name)),
        }
    }
    let (headings, sheet) = best.unwrap_or_default();
    let secret = hidden.contains(&sheet).then(|| hidden_sheet(&sheet));
    let notes = also.iter().map(|name| unread_sheet(name)).chain(secret).collect();
    let mut lines = book.sheet(&sheet).filled_below(headings.row);
    Table { path, mapping, sheet: &sheet, notes }.read(&mut lines, headings, emit)
}

fn dos_letters() -> Problem {
    let reason = "Dit bestand lijkt uit een DOS-programma te komen: letters met een accent zijn verkeerd gelezen.";
    Problem::note("tekens_uit_dos", reason, "Vraag het bestand in UTF-8, of sla het in Excel op als CSV UTF-8 en lever het opnieuw aan.")
}

fn unread_sheet(name: &str) -> Problem {
    let reason = format!("Het werkblad '{name}' heeft dezelfde koppen en is niet gelezen.");
    let problem =
        Problem::note("werkblad_niet_gelezen", reason, "Noem het blad in de indeling, en lever het bestand per blad een keer aan.");
    Problem { sheet: Some(name.to_owned()), ..problem }
}

fn hidden_sheet(name: &str) -> Problem {
    let reason = format!("Het werkblad '{name}' is verborgen in het bestand, en is toch gelezen.");
    let action = "Controleer of dit het bedoelde werkblad is. Zo niet, noem het goede blad in de indeling.";
    Problem { sheet: Some(name.to_owned()), ..Problem::note("werkblad_verborgen", reason, action) }
}

/// One sheet of a file, about to be read.
struct Table<'a> {
    path: &'a Path,
    mapping: &'a TableMapping,
    sheet: &'a str,
    notes: Vec<Problem>,
}

impl Table<'_> {
    fn read(&mut self, lines: &mut dyn Lines, headings: Headings, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
        if !headings.fit(self.mapping) {
            return Err(headings.refusal(self.path, self.mapping));
        }
        for heading in headings.doubles(self.mapping) {
            let reason = "Deze kop staat er meer dan een keer; alleen de eerste kolom is gelezen.";
            self.notes.push(Problem::note("kop_dubbel", reason, "Geef de kolommen verschillende koppen.").about(heading, ""));
        }
        let refusal = headings.refusal(self.path, self.mapping);
        let plan = Plan::new(headings, self.mapping).ok_or(refusal)?;
        let habits = survey(self.path, lines, &plan, self.mapping)?;
        self.note_swapped(&plan, habits);
        for note in self.notes.drain(..) {
            send(emit, Event::Problem(note))?;
        }
        let converter = Converter { plan: &plan, habits, sheet: self.sheet, decimal: self.mapping.file.decimal };
        let mut summary = TableSummary {
            columns: plan.mapped.iter().map(|column| plan.heading(*column).to_owned()).collect(),
            sheet: self.sheet.to_owned(),
            header_row: plan.header_row,
            ignored_columns: plan.ignored(),
            ..TableSummary::default()
        };
        self.rows(lines, &converter, &mut summary, emit)?;
        Ok(summary)
    }

    fn note_swapped(&mut self, plan: &Plan, habits: Habits) {
        let (Some(sort), Some((x, y))) = (habits.coordinates.filter(|sort| sort.is_swapped()), plan.xy) else { return };
        let reason = format!("De meeste coördinaten van dit bestand zijn {}; ze zijn omgedraaid.", sort.name());
        let columns = format!("{}, {}", plan.heading(x), plan.heading(y));
        self.notes.push(Problem::note(SWAPPED.code, reason, SWAPPED.action).about(columns, ""));
    }

    fn rows(
        &self,
        lines: &mut dyn Lines,
        converter: &Converter<'_>,
        summary: &mut TableSummary,
        emit: Emit<'_, TableRow>,
    ) -> Result<(), ReadError> {
        let tally = &mut summary.tally;
        let member = self.sheet.into();
        let mut remarks = Remarks::default();
        let broken = lines.scan(&mut |line, progress| {
            match converter.convert(&line) {
                Outcome::None => return Ok(ControlFlow::Continue(())),
                Outcome::Rejected(problem) => {
                    tally.reject();
                    send(emit, Event::Problem(problem))?;
                }
                Outcome::Row(row, notes) => {
                    tally.accept();
                    for note in notes.into_iter().filter_map(|note| remarks.pass(note)) {
                        send(emit, Event::Problem(note))?;
                    }
                    let position = Position { member: std::sync::Arc::clone(&member), ordinal: row.row };
                    send(emit, Event::Record(position, row))?;
                }
            }
            if tally.rows_in.is_multiple_of(REPORT_EVERY) {
                send(emit, Event::Progress { done: progress.done, total: progress.total })?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for rest in remarks.rest() {
            send(emit, Event::Problem(rest))?;
        }
        if let Some(cause) = broken {
            tally.reject();
            let reason = format!("Het bestand is vanaf hier niet te lezen: {cause}. Minstens één rij ontbreekt.");
            let problem = Problem::rejection("bestand_afgebroken", reason, "Vraag de leverancier om het bestand opnieuw op te slaan.");
            send(emit, Event::Problem(Problem { sheet: (!self.sheet.is_empty()).then(|| self.sheet.to_owned()), ..problem }))?;
        }
        Ok(())
    }
}

/// A column that is wrong in every row says so this many times, and then once more with a count.
const MOST_REMARKS: u64 = 500;

/// Keeps remarks about rows that were kept from drowning everything else. Rejected rows are always named one by one.
#[derive(Default)]
struct Remarks {
    seen: BTreeMap<(String, Option<String>), (u64, Option<Problem>)>,
}

impl Remarks {
    fn pass(&mut self, note: Problem) -> Option<Problem> {
        let (count, last) = self.seen.entry((note.code.clone(), note.column.clone())).or_default();
        *count += 1;
        if *count <= MOST_REMARKS {
            return Some(note);
        }
        *last = Some(note);
        None
    }

    /// One remark for all that were not passed.
    fn rest(self) -> impl Iterator<Item = Problem> {
        self.seen.into_values().filter_map(|(count, last)| {
            let last = last?;
            let reason = format!("Dit geldt voor nog {} rijen. {}", count - MOST_REMARKS, last.reason);
            Some(Problem { row: None, value: None, reason, ..last })
        })
    }
}
