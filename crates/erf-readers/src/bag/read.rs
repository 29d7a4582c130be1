// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a file, zip or folder to records.

use std::{
    io::{self, BufRead, BufReader, Read},
    path::Path,
    sync::Arc,
};

use jiff::civil::Date;
use quick_xml::{Reader, events::Event as Xml};

use super::{
    BagRecord, BagSummary, ObjectKind,
    declared::{Declarations, Own},
    draft::Draft,
    object::Assembler,
    was_withdrawn,
};
use crate::{
    Emit, Event, Position, Problem, ReadError,
    archive::{self, Meter, Visitor, WHOLE},
    causes, send, xml,
};

/// Objects between two reports of progress.
const REPORT_EVERY: u64 = 2_000;
const NEW_EXTRACT: &str = "Download het extract opnieuw, of vraag het opnieuw aan bij het Kadaster. Wat wel leesbaar was, is gelezen.";

/// Reads an extract: the outer zip, an inner zip, a single XML file, or a folder of these. Inner files are read in order of
/// name, so the same extract always gives the same records in the same order.
///
/// An object that cannot be understood is a rejecting [`Problem`]. When an XML file is broken, reading goes on at the next
/// object; each break counts as one rejected object.
pub fn read(path: &Path, emit: Emit<'_, BagRecord>) -> Result<BagSummary, ReadError> {
    let mut extract =
        Extract { summary: BagSummary::default(), delivery_date: None, recognised: false, declared: Declarations::default(), emit };
    archive::walk(path, &mut extract)?;
    let Extract { mut summary, delivery_date, recognised, declared, emit } = extract;
    if !recognised {
        return Err(ReadError::format(path, "BAG 2.0-extract", "er zit geen BAG-object in"));
    }
    summary.extract_date = delivery_date.or(summary.extract_date);
    summary.declared = declared.together();
    send(emit, Event::Progress { done: WHOLE, total: WHOLE })?;
    Ok(summary)
}

struct Extract<'a> {
    summary: BagSummary,
    /// From the *Leveringsdocument*, which goes before the date in any other file.
    delivery_date: Option<Date>,
    recognised: bool,
    declared: Declarations,
    emit: Emit<'a, BagRecord>,
}

impl Visitor for Extract<'_> {
    fn wants(&self, name: &str) -> bool {
        name.len() > 4 && name.as_bytes()[name.len() - 4..].eq_ignore_ascii_case(b".xml")
    }

    fn member(&mut self, name: &Arc<str>, reader: &mut dyn Read, meter: &Meter) -> Result<(), ReadError> {
        let (inactive, not_bag) = marks(name);
        let member = Member {
            name: Arc::clone(name),
            ordinal: 0,
            own: Own::of(name),
            text: String::new(),
            assembler: Assembler::new(inactive, not_bag),
            reader: Reader::from_reader(BufReader::with_capacity(1 << 16, reader)),
            meter,
        };
        member.read(self)
    }

    fn lost(&mut self, name: &str, cause: &str) -> Result<(), ReadError> {
        self.summary.incomplete.push(name.to_owned());
        self.summary.tally.reject();
        let reason = format!("Het zipbestand is niet uit te pakken: {cause}. Alles wat erin zat ontbreekt.");
        let problem = Problem::rejection("zip_onleesbaar", reason, NEW_EXTRACT);
        send(self.emit, Event::Problem(Problem { sheet: Some(name.to_owned()), ..problem }))
    }

    fn skipped(&mut self, name: &str) -> Result<(), ReadError> {
        let problem = Problem::note(
            "lid_overgeslagen",
            "Dit bestand hoort niet bij een BAG-extract en is niet gelezen.",
            "Er hoeft niets te gebeuren.",
        );
        send(self.emit, Event::Problem(Problem { sheet: Some(name.to_owned()), ..problem }))
    }
}

/// Whether the name of a file says that what it holds is inactive, or not BAG: `9999Inactief…`, `0221IAPND…`, `0221NBNUM…`.
fn marks(name: &str) -> (bool, bool) {
    let says = |word: &str, letters: &str| {
        name.split('/').any(|part| {
            let after = part.trim_start_matches(|c: char| c.is_ascii_digit());
            let numbered = part.len() - after.len() == 4;
            part.to_ascii_lowercase().contains(word) || (numbered && after.starts_with(letters))
        })
    };
    (says("inactief", "IA"), says("nietbag", "NB"))
}

/// One XML file.
struct Member<'m> {
    name: Arc<str>,
    ordinal: u64,
    own: Own,
    text: String,
    assembler: Assembler,
    reader: Reader<BufReader<&'m mut dyn Read>>,
    meter: &'m Meter,
}

impl Member<'_> {
    fn read(mut self, extract: &mut Extract<'_>) -> Result<(), ReadError> {
        let mut buffer = Vec::with_capacity(1 << 14);
        loop {
            match self.pass(extract, &mut buffer)? {
                Ok(()) => break,
                Err(broken) => {
                    if !self.recover(extract, &broken)? {
                        break;
                    }
                }
            }
        }
        if let Some(problem) = extract.declared.add(self.own) {
            send(extract.emit, Event::Problem(Problem { sheet: Some(self.name.to_string()), ..problem }))?;
        }
        Ok(())
    }

    /// Reads until the end or until the XML breaks.
    fn pass(&mut self, extract: &mut Extract<'_>, buffer: &mut Vec<u8>) -> Result<Result<(), quick_xml::Error>, ReadError> {
        loop {
            buffer.clear();
            match self.reader.read_event_into(buffer) {
                Ok(Xml::Start(start)) => {
                    self.text.clear();
                    if start.local_name().as_ref().contains("utatie") && !self.assembler.is_open() {
                        return self.refuse_mutations(extract).map(Ok);
                    }
                    self.assembler.start(&start);
                }
                Ok(Xml::End(end)) => {
                    let name = end.local_name();
                    if name.as_ref() == "StandTechnischeDatum" {
                        extract.dated(&self.name, &self.text);
                    }
                    if !self.assembler.is_open() {
                        self.own.says(name.as_ref(), &self.text);
                    }
                    if let Some(draft) = self.assembler.end(name.as_ref(), &self.text) {
                        self.ordinal += 1;
                        let live = extract.take(&self.name, self.ordinal, self.meter, draft)?;
                        self.own.kinds.extend(live);
                    }
                    self.text.clear();
                }
                Ok(Xml::Empty(empty)) if !self.assembler.is_open() => self.own.says(empty.local_name().as_ref(), ""),
                Ok(Xml::Text(text)) => self.text.push_str(&text.into_inner()),
                Ok(Xml::CData(text)) => self.text.push_str(&text.into_inner()),
                Ok(Xml::GeneralRef(reference)) => xml::push_reference(&reference, &mut self.text),
                Ok(Xml::Eof) if self.assembler.is_open() => return Ok(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())),
                Ok(Xml::Eof) => return Ok(Ok(())),
                Ok(_) => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    fn refuse_mutations(&mut self, extract: &mut Extract<'_>) -> Result<(), ReadError> {
        let reason = "Dit is een mutatiebestand; Erfzicht leest alleen volledige extracten.";
        let problem = Problem::rejection("mutatiebestand", reason, "Lever het volledige extract van de maand aan.");
        extract.recognised = true;
        extract.reject(None, Problem { sheet: Some(self.name.to_string()), ..problem })
    }

    /// Reports a break and looks for the next object. `false` when there is none.
    fn recover(&mut self, extract: &mut Extract<'_>, broken: &quick_xml::Error) -> Result<bool, ReadError> {
        let kind = self.assembler.abandon();
        self.ordinal += 1;
        if extract.summary.incomplete.last().map(String::as_str) != Some(&self.name) {
            extract.summary.incomplete.push(self.name.to_string());
        }
        let position = Position { member: Arc::clone(&self.name), ordinal: self.ordinal };
        let reason = format!("De XML is hier beschadigd of breekt af: {}. Minstens één object ontbreekt.", causes::xml(broken));
        extract.reject(kind, Problem::rejection("xml_beschadigd", reason, NEW_EXTRACT).at(&position))?;
        self.text.clear();
        let unreadable = matches!(broken, quick_xml::Error::Io(_));
        Ok(!unreadable && self.skip_to_object())
    }

    /// Skips to just behind the next tag `bagObject`, opening or closing, and starts afresh from there.
    fn skip_to_object(&mut self) -> bool {
        let source = self.reader.get_mut();
        let found = skip_behind(source, b"bagObject>").unwrap_or(false);
        let config = self.reader.config_mut();
        // The ends of what was open around the break still come.
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        found
    }
}

/// Reads on until just behind a piece of text; `false` at the end of the file.
fn skip_behind(source: &mut dyn BufRead, piece: &[u8]) -> io::Result<bool> {
    let last = piece[piece.len() - 1];
    let mut chunk = Vec::new();
    loop {
        chunk.clear();
        // Bounded, so that a file without any such text does not end up in memory.
        if source.take(1 << 16).read_until(last, &mut chunk)? == 0 {
            return Ok(false);
        }
        if chunk.ends_with(piece) {
            return Ok(true);
        }
    }
}

impl Extract<'_> {
    fn dated(&mut self, member: &str, text: &str) {
        let Ok(day) = text.trim().parse::<Date>() else { return };
        if member.rsplit('/').next().is_some_and(|own| own.starts_with("Leveringsdocument")) {
            self.delivery_date = Some(day);
        }
        self.summary.extract_date.get_or_insert(day);
        self.recognised = true;
    }

    /// Hands on an object; its kind, when it was not withdrawn from the register.
    fn take(&mut self, member: &Arc<str>, ordinal: u64, meter: &Meter, draft: Draft) -> Result<Option<ObjectKind>, ReadError> {
        self.recognised = true;
        let (kind, mut live) = (draft.kind(), None);
        let position = Position { member: Arc::clone(member), ordinal };
        match draft.finish() {
            Ok((record, notes)) => {
                self.summary.tally.accept();
                self.summary.per_kind.entry(kind).or_default().accept();
                for note in notes {
                    send(self.emit, Event::Problem(note.at(&position)))?;
                }
                live = record.occurrence().filter(|occurrence| !was_withdrawn(occurrence)).map(|_| kind);
                send(self.emit, Event::Record(position, record))?;
            }
            Err(problem) => self.reject(Some(kind), problem.at(&position))?,
        }
        if self.summary.tally.rows_in.is_multiple_of(REPORT_EVERY) {
            send(self.emit, Event::Progress { done: meter.done(), total: WHOLE })?;
        }
        Ok(live)
    }

    fn reject(&mut self, kind: Option<ObjectKind>, problem: Problem) -> Result<(), ReadError> {
        self.summary.tally.reject();
        if let Some(kind) = kind {
            self.summary.per_kind.entry(kind).or_default().reject();
        }
        send(self.emit, Event::Problem(problem))
    }
}
