// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reads XLSX files in a child process of the same program, with limits on memory and time.
//!
//! A workbook of one megabyte can unpack to a thousand, and a parser of someone else's format has bugs. The child may use
//! so much memory and processor time and no more; it can write no file, has no environment, and says what it reads line by
//! line, so that the parent's memory stays flat too.

use std::{
    env,
    ffi::OsString,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    ops::ControlFlow,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use rlimit::Resource;
use serde::{Deserialize, Serialize};

use crate::{
    Emit, Event, Position, Problem, ReadError,
    error::file_name,
    mapping::TableMapping,
    profile::{Format, format_of},
    send,
    table::{self, TableRow, TableSummary},
};

/// The hidden subcommand.
const WORD: &str = "__lees-tabel";
/// A row of a spreadsheet is at most 16,384 cells of 32,767 characters; no honest row comes near this.
const LONGEST_LINE: u64 = 32 << 20;
/// Files the child may have open.
const OPEN_FILES: u64 = 32;

/// What the child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space in bytes; the program itself counts.
    pub memory: u64,
    /// Seconds of processor time.
    pub cpu_seconds: u64,
    /// How long the parent waits for the next line.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, cpu_seconds: 120, silence: Duration::from_secs(180) }
    }
}

/// One line from child to parent.
#[derive(Serialize, Deserialize)]
enum Said {
    Row(TableRow),
    Problem(Problem),
    Progress(u64, u64),
    Done(TableSummary),
    Refused(ReadError),
}

/// First thing in `main`, before any runtime starts: when this process was started as the child, reads the table and exits.
pub fn run_if_child() {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == WORD) {
        let code = match run_child(arguments) {
            Ok(()) => 0,
            Err(error) => {
                // The parent collects this; it is not for people.
                eprintln!("{error}");
                2
            }
        };
        std::process::exit(code);
    }
}

fn run_child(mut arguments: impl Iterator<Item = OsString>) -> io::Result<()> {
    let wrong = || io::Error::other("wrong arguments");
    let path = PathBuf::from(arguments.next().ok_or_else(wrong)?);
    let mut number = || arguments.next().and_then(|text| text.to_str().and_then(|text| text.parse().ok())).ok_or_else(wrong);
    let (memory, cpu_seconds): (u64, u64) = (number()?, number()?);
    let mapping: TableMapping = serde_json::from_reader(io::stdin().lock())?;
    for (resource, limit) in
        [(Resource::AS, memory), (Resource::CPU, cpu_seconds), (Resource::FSIZE, 0), (Resource::CORE, 0), (Resource::NOFILE, OPEN_FILES)]
    {
        resource.set(limit, limit)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = table::read(&path, &mapping, &mut |event| {
        let said = match event {
            Event::Record(_, row) => Said::Row(row),
            Event::Problem(problem) => Said::Problem(problem),
            Event::Progress { done, total } => Said::Progress(done, total),
        };
        if say(&mut out, &said).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    say(&mut out, &outcome.map_or_else(Said::Refused, Said::Done))?;
    out.flush()
}

fn say(out: &mut impl Write, said: &Said) -> io::Result<()> {
    serde_json::to_writer(&mut *out, said)?;
    out.write_all(b"\n")
}

/// Reads a table as [`table::read`] does; an XLSX file in a child process of `exe`, a program that calls [`run_if_child`]
/// first thing in its `main`.
pub fn read_table(exe: &Path, path: &Path, mapping: &TableMapping, emit: Emit<'_, TableRow>) -> Result<TableSummary, ReadError> {
    read_table_within(Limits::default(), exe, path, mapping, emit)
}

/// The same with other limits.
pub fn read_table_within(
    limits: Limits,
    exe: &Path,
    path: &Path,
    mapping: &TableMapping,
    emit: Emit<'_, TableRow>,
) -> Result<TableSummary, ReadError> {
    if format_of(path)? != Format::Xlsx {
        return table::read(path, mapping, emit);
    }
    let trouble = |cause: String| ReadError::Child { file: file_name(path), cause };
    let (supervised, output) =
        Supervised::start(limits, exe, path, mapping).map_err(|e| trouble(format!("het hulpproces start niet ({e})")))?;
    let heard = listen(output, &supervised, emit);
    let ending = supervised.finish(heard.is_err());
    match heard {
        Err(error) => Err(error),
        Ok(Some(Said::Done(summary))) => Ok(summary),
        Ok(Some(Said::Refused(error))) => Err(error),
        Ok(_) => Err(trouble(ending.explained(limits))),
    }
}

/// Hands on what the child says; gives its last word, if it got to that.
fn listen(output: ChildStdout, supervised: &Supervised, emit: Emit<'_, TableRow>) -> Result<Option<Said>, ReadError> {
    let mut output = BufReader::with_capacity(1 << 16, output);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = supervised.awaiting(|| (&mut output).take(LONGEST_LINE).read_until(b'\n', &mut line));
        if !read.is_ok_and(|n| n > 0) {
            return Ok(None);
        }
        match serde_json::from_slice(&line) {
            Ok(Said::Row(row)) => {
                let position = Position { member: row.sheet.as_str().into(), ordinal: row.row };
                send(emit, Event::Record(position, row))?;
            }
            Ok(Said::Problem(problem)) => send(emit, Event::Problem(problem))?,
            Ok(Said::Progress(done, total)) => send(emit, Event::Progress { done, total })?,
            Ok(last) => return Ok(Some(last)),
            // A line that broke off: the child died while speaking.
            Err(_) => return Ok(None),
        }
    }
}

/// The child, a thread that collects its complaints, and a thread that kills it when it falls silent.
struct Supervised {
    child: Arc<Mutex<Child>>,
    complaints: thread::JoinHandle<String>,
    heartbeat: Sender<bool>,
    watch: thread::JoinHandle<()>,
    silenced: Arc<AtomicBool>,
}

/// How the child ended.
struct Ending {
    status: Option<ExitStatus>,
    complaints: String,
    silenced: bool,
}

impl Supervised {
    fn start(limits: Limits, exe: &Path, path: &Path, mapping: &TableMapping) -> io::Result<(Self, ChildStdout)> {
        let mut child = Command::new(exe)
            .arg(WORD)
            .arg(path)
            .args([limits.memory.to_string(), limits.cpu_seconds.to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut input), Some(output), Some(errors)) = pipes else { return Err(io::Error::other("no pipes")) };
        // A child that is gone already is noticed when listening.
        let _ = serde_json::to_writer(&mut input, mapping);
        drop(input);
        let child = Arc::new(Mutex::new(child));
        let silenced = Arc::new(AtomicBool::new(false));
        let (heartbeat, beats) = channel();
        let watch = {
            let (child, silenced) = (Arc::clone(&child), Arc::clone(&silenced));
            thread::spawn(move || watch(&beats, limits.silence, &child, &silenced))
        };
        let complaints = thread::spawn(move || collect(errors));
        Ok((Self { child, complaints, heartbeat, watch, silenced }, output))
    }

    /// Runs `wait` with the watch on; what the caller does between lines takes as long as it takes.
    fn awaiting<T>(&self, wait: impl FnOnce() -> T) -> T {
        // The watch may have ended after killing the child; then there is nothing left to tell it.
        let _ = self.heartbeat.send(true);
        let outcome = wait();
        let _ = self.heartbeat.send(false);
        outcome
    }

    fn finish(self, kill: bool) -> Ending {
        drop(self.heartbeat);
        let status = {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            if kill {
                // It may have ended by itself in the meantime.
                let _ = child.kill();
            }
            child.wait().ok()
        };
        let complaints = self.complaints.join().unwrap_or_default();
        let _ = self.watch.join();
        Ending { status, complaints, silenced: self.silenced.load(Ordering::Relaxed) }
    }
}

fn watch(beats: &Receiver<bool>, silence: Duration, child: &Mutex<Child>, silenced: &AtomicBool) {
    let mut waiting = false;
    loop {
        let beat = if waiting { beats.recv_timeout(silence) } else { beats.recv().map_err(RecvTimeoutError::from) };
        match beat {
            Ok(now) => waiting = now,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                silenced.store(true, Ordering::Relaxed);
                // It may have ended by itself in the meantime.
                let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
                return;
            }
        }
    }
}

/// The first lines that the child writes to its standard error; the rest is read and dropped, or the child would wait.
fn collect(mut errors: impl Read) -> String {
    let mut first = Vec::new();
    let _ = (&mut errors).take(1 << 14).read_to_end(&mut first);
    let _ = io::copy(&mut errors, &mut io::sink());
    String::from_utf8_lossy(&first).into_owned()
}

impl Ending {
    fn explained(&self, limits: Limits) -> String {
        const XCPU: i32 = 24;
        const KILL: i32 = 9;
        let signal = self.status.and_then(|status| status.signal());
        if self.silenced {
            return format!("het lezen gaf {} seconden lang geen teken van leven en is gestopt", limits.silence.as_secs());
        }
        if self.complaints.contains("memory allocation of") || self.complaints.contains("capacity overflow") {
            return format!("het bestand vraagt meer geheugen dan {} MB", limits.memory >> 20);
        }
        match signal {
            Some(XCPU | KILL) => format!("het bestand vraagt meer rekentijd dan {} seconden", limits.cpu_seconds),
            _ => "het lezen van dit bestand is onverwacht gestopt".to_owned(),
        }
    }
}
