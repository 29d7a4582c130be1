// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Walks through folders, zips and zips in zips, in order of name, within limits.

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use zip::{ZipArchive, result::ZipError};

use crate::{
    ReadError, causes,
    error::file_name,
    profile::{Format, format_of},
};

/// Extracts nest three deep; one more is generous, more than that is malice.
const DEEPEST: usize = 4;
/// Files in all zips together; the whole country has some eight thousand.
const MOST_MEMBERS: u64 = 200_000;
/// The whole country unpacks to 75 GB.
const MOST_BYTES: u64 = 400 << 30;
/// XML seldom shrinks to less than a hundredth; a zip bomb to a thousandth for every level.
const HIGHEST_RATIO: u64 = 400;
/// Below this nobody is hurt, whatever the ratio.
const HARMLESS_BYTES: u64 = 64 << 20;
/// Inner zips up to this size are unpacked in memory, larger ones on disk.
const IN_MEMORY: u64 = 8 << 20;
/// The parts that all work is divided into, for progress.
pub(crate) const WHOLE: u64 = 1_000_000;

/// What to do with the files that are found.
pub(crate) trait Visitor {
    /// Whether a file with this name is to be read; others are skipped.
    fn wants(&self, name: &str) -> bool;
    /// Reads one file. `meter` tells how far the whole is, out of [`WHOLE`].
    fn member(&mut self, name: &Arc<str>, reader: &mut dyn Read, meter: &Meter) -> Result<(), ReadError>;
    /// Hears of a zip inside that could not be opened or unpacked.
    fn lost(&mut self, name: &str, cause: &str) -> Result<(), ReadError>;
    /// Hears of a file that is not read, and is not one of the hidden files that operating systems leave behind.
    fn skipped(&mut self, name: &str) -> Result<(), ReadError>;
}

/// Counts what is read, for the limits and for progress.
pub(crate) struct Meter {
    packed: u64,
    unpacked: Cell<u64>,
    members: Cell<u64>,
    done: Cell<f64>,
    trouble: Cell<Option<&'static str>>,
}

impl Meter {
    fn new(packed: u64) -> Self {
        Self { packed, unpacked: Cell::new(0), members: Cell::new(0), done: Cell::new(0.0), trouble: Cell::new(None) }
    }

    /// How far the whole is, out of [`WHOLE`].
    pub(crate) fn done(&self) -> u64 {
        (self.done.get() * WHOLE as f64) as u64
    }

    fn unpack(&self, bytes: u64) -> io::Result<()> {
        let all = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(all);
        if all > MOST_BYTES {
            self.trouble.set(Some("het is uitgepakt te groot"));
        } else if all > HARMLESS_BYTES && all / HIGHEST_RATIO > self.packed {
            self.trouble.set(Some("het is uitgepakt honderden keren zo groot (een zipbom)"));
        }
        self.trouble.get().map_or(Ok(()), |cause| Err(io::Error::other(cause)))
    }

    fn enter(&self) {
        self.members.set(self.members.get() + 1);
        if self.members.get() > MOST_MEMBERS {
            self.trouble.set(Some("er zitten te veel bestanden in"));
        }
    }
}

/// The share of all work that one file stands for.
#[derive(Clone, Copy)]
struct Span {
    from: f64,
    to: f64,
}

impl Span {
    fn part(self, start: u64, size: u64, whole: u64) -> Self {
        let scale = (self.to - self.from) / whole.max(1) as f64;
        Self { from: self.from + start as f64 * scale, to: self.from + (start + size) as f64 * scale }
    }
}

/// Reads through and counts.
struct Metered<'a, R> {
    inner: R,
    read: u64,
    size: u64,
    span: Span,
    meter: &'a Meter,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read += n as u64;
        let share = (self.read as f64 / self.size.max(1) as f64).min(1.0);
        self.meter.done.set(self.span.from + (self.span.to - self.span.from) * share);
        self.meter.unpack(n as u64)?;
        Ok(n)
    }
}

/// A zip, wherever it is kept.
enum Store {
    File(File),
    Memory(Cursor<Vec<u8>>),
}

impl Read for Store {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Store {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// Walks through a file, a zip or a folder.
pub(crate) fn walk(path: &Path, visitor: &mut dyn Visitor) -> Result<(), ReadError> {
    let mut files = Vec::new();
    collect(path, String::new(), DEEPEST, &mut files)?;
    let sizes: Vec<u64> = files.iter().map(|(file, _)| file.metadata().map_or(0, |m| m.len())).collect();
    let whole: u64 = sizes.iter().sum();
    let mut walker = Walker { path, visitor, meter: Meter::new(whole) };
    let mut start = 0;
    for ((file, name), size) in files.iter().zip(sizes) {
        let span = Span { from: 0.0, to: 1.0 }.part(start, size, whole);
        walker.file(file, name, span)?;
        start += size;
    }
    Ok(())
}

/// All files under a folder, in order of name, with their names relative to it. A single file goes by an empty name.
fn collect(path: &Path, name: String, depth: usize, files: &mut Vec<(PathBuf, String)>) -> Result<(), ReadError> {
    if !path.is_dir() {
        files.push((path.to_owned(), name));
        return Ok(());
    }
    if depth == 0 {
        return Ok(());
    }
    let entries = path.read_dir().and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(|e| ReadError::io(path, &e))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for inner in paths {
        let own = file_name(&inner);
        let whole = if name.is_empty() { own } else { format!("{name}/{own}") };
        collect(&inner, whole, depth - 1, files)?;
    }
    Ok(())
}

/// What operating systems leave behind in folders and zips.
fn is_junk(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    name.split('/').any(|part| part == "__MACOSX") || own.starts_with('.') || matches!(own, "Thumbs.db" | "desktop.ini")
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.len() > ending.len()
        && name.is_char_boundary(name.len() - ending.len())
        && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

struct Walker<'a> {
    path: &'a Path,
    visitor: &'a mut dyn Visitor,
    meter: Meter,
}

impl Walker<'_> {
    fn file(&mut self, path: &Path, name: &str, span: Span) -> Result<(), ReadError> {
        if !name.is_empty() && is_junk(name) {
            return Ok(());
        }
        let format = format_of(path)?;
        let open = || File::open(path).map_err(|e| ReadError::io(path, &e));
        if format == Format::Zip {
            let file = open()?;
            return match ZipArchive::new(BufReader::new(Store::File(file))) {
                Ok(archive) => self.zip(archive, name, span, 1),
                Err(error) if name.is_empty() => Err(ReadError::format(path, "zipbestand", causes::zip(&error))),
                Err(error) => self.visitor.lost(name, &causes::zip(&error)),
            };
        }
        // A single file is read whatever it is called.
        if name.is_empty() || self.visitor.wants(name) {
            let size = path.metadata().map_or(0, |m| m.len());
            let shown: Arc<str> = if name.is_empty() { file_name(path).into() } else { name.into() };
            let mut reader = Metered { inner: open()?, read: 0, size, span, meter: &self.meter };
            return self.visitor.member(&shown, &mut reader, &self.meter);
        }
        self.visitor.skipped(name)
    }

    fn zip(&mut self, mut archive: ZipArchive<BufReader<Store>>, outer: &str, span: Span, depth: usize) -> Result<(), ReadError> {
        let entries = entries(&archive);
        let whole = entries.iter().map(|entry| entry.packed).sum();
        let mut start = 0;
        for entry in entries {
            let own = span.part(start, entry.packed, whole);
            start += entry.packed;
            let name = if outer.is_empty() { entry.name.clone() } else { format!("{outer}/{}", entry.name) };
            self.meter.enter();
            let outcome = self.entry(&mut archive, &entry, &name, own, depth);
            // A breached limit shows up as a read error somewhere below; here it gets its own name.
            if let Some(cause) = self.meter.trouble.get() {
                return Err(ReadError::Archive { file: file_name(self.path), cause: cause.to_owned() });
            }
            outcome?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        archive: &mut ZipArchive<BufReader<Store>>,
        entry: &Entry,
        name: &str,
        span: Span,
        depth: usize,
    ) -> Result<(), ReadError> {
        if is_junk(name) {
            return Ok(());
        }
        let inner_zip = ends_with(name, ".zip");
        if !inner_zip && !self.visitor.wants(name) {
            return self.visitor.skipped(name);
        }
        let file = match archive.by_index(entry.index) {
            Ok(file) => file,
            Err(error) => return self.visitor.lost(name, &causes::zip(&error)),
        };
        let mut reader = Metered { read: 0, size: file.size(), inner: file, span, meter: &self.meter };
        if !inner_zip {
            return self.visitor.member(&name.into(), &mut reader, &self.meter);
        }
        if depth >= DEEPEST {
            let cause = "zipbestanden zitten te diep in elkaar".to_owned();
            return Err(ReadError::Archive { file: file_name(self.path), cause });
        }
        let opened = spool(&mut reader).map_err(ZipError::from).and_then(|store| ZipArchive::new(BufReader::new(store)));
        match opened {
            Ok(inner) => self.zip(inner, name, span, depth + 1),
            Err(error) => self.visitor.lost(name, &causes::zip(&error)),
        }
    }
}

/// One file in a zip.
struct Entry {
    index: usize,
    name: String,
    packed: u64,
}

/// The files of a zip in order of name, so that the same files give the same result in whatever order they were packed.
fn entries(archive: &ZipArchive<BufReader<Store>>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = (0..archive.len())
        .filter_map(|index| archive.by_index_data(index).ok().map(|data| (index, data)))
        .filter(|(_, data)| data.is_file())
        .map(|(index, data)| {
            let name = data.name().map_or_else(|_| String::from_utf8_lossy(data.name_raw()).into_owned(), |name| name.into_owned());
            Entry { index, name: name.replace('\\', "/"), packed: data.compressed_size() }
        })
        .collect();
    entries.sort_by(|a, b| (&a.name, a.index).cmp(&(&b.name, b.index)));
    entries
}

/// Unpacks an inner zip to where it can be searched: memory when small, a nameless temporary file when large.
fn spool(reader: &mut dyn Read) -> io::Result<Store> {
    let mut bytes = Vec::new();
    reader.take(IN_MEMORY).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < IN_MEMORY {
        return Ok(Store::Memory(Cursor::new(bytes)));
    }
    let mut file = tempfile::tempfile()?;
    file.write_all(&bytes)?;
    drop(bytes);
    io::copy(reader, &mut file)?;
    file.rewind()?;
    Ok(Store::File(file))
}
