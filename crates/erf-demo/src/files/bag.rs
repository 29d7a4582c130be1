// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Zips in a zip: members of ten thousand objects per kind, as the land registry delivers them.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Cursor, Seek, Write},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::bag_parts::{Kind, TAIL, head};
use crate::DemoError;

const PER_MEMBER: usize = 10_000;

fn options(date: Date, method: CompressionMethod) -> SimpleFileOptions {
    let day =
        zip::DateTime::from_date_and_time(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs(), 6, 0, 0);
    let options = SimpleFileOptions::default().compression_method(method).last_modified_time(day.unwrap_or_default()).large_file(true);
    if method == CompressionMethod::Deflated { options.compression_level(Some(1)) } else { options }
}

/// `01102026`.
pub(crate) fn stamp(date: Date) -> String {
    date.strftime("%d%m%Y").to_string()
}

/// An inner zip with numbered members of one kind.
pub(crate) struct Members<W: Write + Seek> {
    zip: ZipWriter<W>,
    name: String,
    head: String,
    date: Date,
    objects: usize,
    members: usize,
}

impl<W: Write + Seek> Members<W> {
    fn new(inner: W, name: String, kind: Kind, codes: &[u16], date: Date) -> Self {
        Self { zip: ZipWriter::new(inner), name, head: head(kind, codes, date), date, objects: 0, members: 0 }
    }

    /// Adds one `sl:stand`.
    pub(crate) fn add(&mut self, xml: &str) -> Result<(), DemoError> {
        if self.objects.is_multiple_of(PER_MEMBER) {
            self.next()?;
        }
        self.objects += 1;
        self.zip.write_all(xml.as_bytes()).map_err(|cause| DemoError::Write { path: self.name.clone(), cause })
    }

    fn next(&mut self) -> Result<(), DemoError> {
        let text = |cause| DemoError::Write { path: "BAG".into(), cause };
        if self.members > 0 {
            self.zip.write_all(TAIL.as_bytes()).map_err(text)?;
        }
        self.members += 1;
        let member = format!("{}-{:06}.xml", self.name, self.members);
        self.zip.start_file(member, options(self.date, CompressionMethod::Deflated)).map_err(DemoError::zip)?;
        self.zip.write_all(self.head.as_bytes()).map_err(text)
    }

    fn finish(mut self) -> Result<W, DemoError> {
        if self.members == 0 {
            self.next()?;
        }
        self.zip.write_all(TAIL.as_bytes()).map_err(|cause| DemoError::Write { path: self.name.clone(), cause })?;
        self.zip.finish().map_err(DemoError::zip)
    }
}

/// The extract being written.
pub(crate) struct Extract {
    outer: ZipWriter<BufWriter<File>>,
    path: PathBuf,
    codes: Vec<u16>,
    date: Date,
}

impl Extract {
    /// Starts an extract.
    pub(crate) fn create(path: &Path, codes: Vec<u16>, date: Date) -> Result<Self, DemoError> {
        let file = File::create(path).map_err(DemoError::at(path))?;
        Ok(Self { outer: ZipWriter::new(BufWriter::new(file)), path: path.to_owned(), codes, date })
    }

    /// Adds the zip of one kind, such as `9999PND01102026.zip`; spooled beside the extract, as it can be large.
    pub(crate) fn kind(
        &mut self,
        kind: Kind,
        fill: impl FnOnce(&mut dyn FnMut(&str) -> Result<(), DemoError>) -> Result<(), DemoError>,
    ) -> Result<(), DemoError> {
        let name = format!("9999{}{}", kind.letters(), stamp(self.date));
        let spool = self.path.with_extension("deel");
        let file = BufWriter::with_capacity(1 << 18, File::create(&spool).map_err(DemoError::at(&spool))?);
        let mut members = Members::new(file, name.clone(), kind, &self.codes, self.date);
        fill(&mut |xml| members.add(xml))?;
        members.finish()?.flush().map_err(DemoError::at(&spool))?;
        self.outer.start_file(format!("{name}.zip"), options(self.date, CompressionMethod::Stored)).map_err(DemoError::zip)?;
        let mut reader = BufReader::with_capacity(1 << 18, File::open(&spool).map_err(DemoError::at(&spool))?);
        std::io::copy(&mut reader, &mut self.outer).map_err(DemoError::at(&self.path))?;
        std::fs::remove_file(&spool).map_err(DemoError::at(&spool))
    }

    /// Adds `9999Inactief…`, `9999NietBag…` or `9999InOnderzoek…`: a zip with a zip for each kind.
    pub(crate) fn aside(
        &mut self,
        word: &str,
        letters: &str,
        mut fill: impl FnMut(Kind, &mut dyn FnMut(&str) -> Result<(), DemoError>) -> Result<(), DemoError>,
    ) -> Result<(), DemoError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = options(self.date, CompressionMethod::Stored);
        for kind in Kind::ALL {
            let name = format!("9999{letters}{}{}", kind.letters(), stamp(self.date));
            let mut members = Members::new(Cursor::new(Vec::new()), name.clone(), kind, &self.codes, self.date);
            fill(kind, &mut |xml| members.add(xml))?;
            let bytes = members.finish()?.into_inner();
            zip.start_file(format!("{name}.zip"), stored).map_err(DemoError::zip)?;
            zip.write_all(&bytes).map_err(DemoError::at(&self.path))?;
        }
        let bytes = zip.finish().map_err(DemoError::zip)?.into_inner();
        self.outer.start_file(format!("9999{word}{}.zip", stamp(self.date)), stored).map_err(DemoError::zip)?;
        self.outer.write_all(&bytes).map_err(DemoError::at(&self.path))
    }

    /// Adds a zip with one file.
    pub(crate) fn single(&mut self, zip_name: &str, file_name: &str, text: &str) -> Result<(), DemoError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(file_name, options(self.date, CompressionMethod::Deflated)).map_err(DemoError::zip)?;
        zip.write_all(text.as_bytes()).map_err(DemoError::at(&self.path))?;
        let bytes = zip.finish().map_err(DemoError::zip)?.into_inner();
        self.outer.start_file(zip_name, options(self.date, CompressionMethod::Stored)).map_err(DemoError::zip)?;
        self.outer.write_all(&bytes).map_err(DemoError::at(&self.path))
    }

    /// Adds a plain file.
    pub(crate) fn text(&mut self, name: &str, text: &str) -> Result<(), DemoError> {
        self.outer.start_file(name, options(self.date, CompressionMethod::Deflated)).map_err(DemoError::zip)?;
        self.outer.write_all(text.as_bytes()).map_err(DemoError::at(&self.path))
    }

    /// Closes the extract.
    pub(crate) fn finish(self) -> Result<(), DemoError> {
        self.outer.finish().map_err(DemoError::zip)?.flush().map_err(DemoError::at(&self.path))
    }
}
