// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `link`: record linkage on two CSVs, without a database. Reads and writes files; the rest is `erf-linkage`.

mod evaluate;
mod find;
mod outcome;
mod profile;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use anyhow::{Context, Result};
use erf_base::io_cause;
use erf_linkage::{
    addresses::AddressList,
    dataset::Dataset,
    explain::{self, Explanation},
    hash,
    judge::{Heard, Judgement, Judgements, Verdict},
    model::Model,
    preset::Preset,
    quality::Warning,
    run::{self, Options, Run},
    splink,
    table::{self, ReadOptions, Table},
    told::{self, Told},
};

use crate::args::{Link, LinkFile, LinkFiles, LinkHow};
use crate::say::{decimal, say};
use crate::wrong_use::WrongUse;

/// A file as it was read, with what its rows became.
pub(crate) struct Source {
    path: PathBuf,
    sha256: String,
    rows_in: usize,
    accepted: usize,
    rejected: usize,
    problems: Vec<table::Problem>,
}

/// A file that was given beside the tables.
pub(crate) struct Given {
    path: PathBuf,
    sha256: String,
}

impl Given {
    fn of(path: &Path) -> Result<Self> {
        let sha256 = erf_readers::file_hash(path).with_context(|| format!("{} is niet te lezen", path.display()))?;
        Ok(Self { path: path.to_owned(), sha256 })
    }
}

/// A run with where it came from.
pub(crate) struct Linked {
    run: Run,
    sources: Vec<Source>,
    addresses: Option<Source>,
    /// What was asked, for telling whether an earlier outcome belongs to this one.
    asked: u64,
    /// The file with the model, when one was given.
    model: Option<Given>,
    /// The file with judgements, when one was given, and what became of them.
    judged: Option<(Given, Heard)>,
    threads: usize,
    start: Instant,
}

/// Runs `link`.
pub fn run(what: Link) -> Result<()> {
    match what {
        Link::Dedupe(file) => dedupe(&file, outcome::Parts::All),
        Link::Match(files) => match_files(&files),
        Link::Profile(file) => profile::profile(&file),
        Link::Block(file) => profile::block(&file),
        Link::Train(file) => dedupe(&file, outcome::Parts::Model),
        Link::Score(file) => dedupe(&file, outcome::Parts::Pairs),
        Link::Cluster(file) => dedupe(&file, outcome::Parts::Clusters),
        Link::Find(asked) => find::find(&asked),
        Link::Explain { what, how } => explain_pair(&what, &how),
        Link::Evaluate { file, right, truth } => evaluate::evaluate(&file, right.as_deref(), &truth),
        Link::Diff { one, other, json } => evaluate::diff(&one, &other, json),
    }
}

fn dedupe(file: &LinkFile, parts: outcome::Parts) -> Result<()> {
    let linked = linked(&[&file.file], &file.how, false)?;
    outcome::write(&linked, &folder(&file.how, &file.file), parts, file.how.json)
}

fn match_files(files: &LinkFiles) -> Result<()> {
    let linked = linked(&[&files.left, &files.right], &files.how, files.one_to_one)?;
    outcome::write(&linked, &folder(&files.how, &files.left), outcome::Parts::All, files.how.json)
}

/// `FILE.link` beside `FILE.csv`, unless another folder was asked for.
pub(crate) fn folder(how: &LinkHow, file: &Path) -> PathBuf {
    let beside = || {
        // A file may be called so itself.
        let taken = file.extension().is_some_and(|end| end == "link");
        file.with_extension(if taken { "link.link" } else { "link" })
    };
    how.out.clone().unwrap_or_else(beside)
}

/// Reads a file; the rows that cannot be used are counted and told.
pub(crate) fn read(path: &Path) -> Result<(Table, Source)> {
    let bytes = std::fs::read(path).with_context(|| format!("{} is niet te lezen", path.display()))?;
    let sha256 = erf_readers::file_hash(path).with_context(|| format!("{} is niet te lezen", path.display()))?;
    let table = table::read_owned(bytes, &ReadOptions::default())
        .map_err(|refused| anyhow::anyhow!("{}: {refused} {}", path.display(), refused.action()))?;
    if table.rows == 0 {
        let action = "Zet de rijen onder de kopregel, of kies het bestand waar de rijen in staan.";
        anyhow::bail!("{}: er is een kopregel, maar er zijn geen rijen. {action}", path.display());
    }
    let problems = table.problems.list.clone();
    let source = Source { path: path.to_owned(), sha256, rows_in: table.rows_in, accepted: table.rows, rejected: table.rejected, problems };
    Ok((table, source))
}

/// Reads and links; a model of Splink is taken over after a first run of our own, which it then replaces.
fn linked(paths: &[&PathBuf], how: &LinkHow, one_to_one: bool) -> Result<Linked> {
    let start = Instant::now();
    let (tables, sources): (Vec<Table>, Vec<Source>) = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let (addresses, list) = addresses(how)?.unzip();
    let mut options = Options { one_to_one, addresses: list, ..options(how)? };
    let model = how.model.as_deref().map(read_text).transpose()?;
    let splink = model.as_deref().filter(|text| is_splink(text));
    if let (Some(text), None) = (&model, splink) {
        options.model = Some(
            serde_json::from_str::<Model>(text)
                .map_err(|_| WrongUse::error("--model: dit bestand is geen model van Erfzicht of Splink"))?,
        );
    }
    let mut notes = Vec::new();
    let asked = asked(&options);
    if let Some(text) = splink {
        let own = run::run(data(&tables, &options)?, &options, &mut |_| {})?;
        let imported = splink::import(text, &own)?;
        notes = imported.notes;
        options.model = Some(imported.model);
    }
    let data = data(&tables, &options)?;
    // A million rows of text are not needed any more.
    drop(tables);
    let mut run = run::run(data, &options, &mut |_| {})?;
    run.warnings.extend(notes.into_iter().map(|words| Warning { code: "splink", words }));
    let model = how.model.as_deref().map(Given::of).transpose()?;
    let judged = how.judgements.as_deref().map(Given::of).transpose()?.map(|given| (given, options.judgements.heard(&run)));
    Ok(Linked { run, sources, addresses, asked, model, judged, threads: options.threads, start })
}

/// What was asked beside the files and the model, as a number.
fn asked(options: &Options) -> u64 {
    hash::text(format!("{:?}", (&options.id, options.keep, options.one_to_one, &options.judgements)).as_bytes())
}

/// The list of addresses, when one was given.
pub(crate) fn addresses(how: &LinkHow) -> Result<Option<(Source, Arc<AddressList>)>> {
    let Some(path) = &how.addresses else { return Ok(None) };
    let (table, source) = read(path)?;
    let list = AddressList::of(&table).with_context(|| format!("{} is niet te gebruiken", path.display()))?;
    Ok(Some((source, Arc::new(list))))
}

fn data(tables: &[Table], options: &Options) -> Result<Dataset> {
    Ok(Dataset::of_all(&tables.iter().collect::<Vec<_>>(), options)?)
}

/// What was typed, as the engine asks for it.
pub(crate) fn options(how: &LinkHow) -> Result<Options> {
    if !(0.0..=1.0).contains(&how.keep) {
        return Err(WrongUse::error("--keep is een kans: kies een getal van 0 tot en met 1"));
    }
    if how.threads == Some(0) {
        return Err(WrongUse::error("--threads: kies 1 of meer rekenkernen"));
    }
    let preset = match how.preset.as_str() {
        "person" => Some(Preset::person()),
        "company" => Some(Preset::company()),
        "address" => Some(Preset::address()),
        _ => None,
    };
    let threads = how.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let judgements = how.judgements.as_deref().map(judgements).transpose()?.unwrap_or_default();
    Ok(Options { preset, id: how.id.clone(), keep: how.keep, threads, judgements, ..Options::default() })
}

fn is_splink(text: &str) -> bool {
    text.contains("\"comparison_levels\"")
}

fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|cause| unreadable("--model", path, &cause))
}

fn unreadable(option: &str, path: &Path, cause: &std::io::Error) -> anyhow::Error {
    WrongUse::error(format!("{option}: {} is niet te lezen, {}", path.display(), io_cause(cause)))
}

/// What people said of pairs.
fn judgements(path: &Path) -> Result<Judgements> {
    let mut judgements = Judgements::default();
    let file = std::fs::File::open(path).map_err(|cause| unreadable("--judgements", path, &cause))?;
    for (number, row) in csv::Reader::from_reader(file).deserialize::<(String, String, Verdict, String, String, String)>().enumerate() {
        let wrong = |_| {
            let said = "verwacht zijn de kolommen left,right,verdict,who,when,why, met als verdict same, not_same of unsure";
            WrongUse::error(format!("--judgements: {}, oordeel {}: {said}", path.display(), number + 1))
        };
        let (left, right, verdict, who, when, why) = row.map_err(wrong)?;
        judgements.add(Judgement { left, right, verdict, who, when, why });
    }
    Ok(judgements)
}

/// One file or two, and the names of two rows: of two files the first name is of the left one.
fn explain_pair(what: &[String], how: &LinkHow) -> Result<()> {
    if what.len() < 3 {
        return Err(WrongUse::error("noem na het bestand twee rijen: link explain BESTAND.csv A B"));
    }
    let (files, names) = what.split_at(what.len() - 2);
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    if files.len() == 1 && outcome::tables(&folder(how, &files[0])).len() > 1 {
        return Err(WrongUse::error(format!(
            "de uitkomst in {} is van twee bestanden; noem ze allebei: link explain LINKS.csv RECHTS.csv A B",
            folder(how, &files[0]).display()
        )));
    }
    let linked = linked(&files.iter().collect::<Vec<_>>(), how, false)?;
    let rows = [row_called(&linked, &files, &names[0], 0)?, row_called(&linked, &files, &names[1], 1)?];
    let told = [typed(&linked, &files, rows[0], 0)?, typed(&linked, &files, rows[1], 1)?];
    let explained = explain::explain(&linked.run, rows[0], rows[1]);
    if how.json {
        let mut about = serde_json::to_value(&explained)?;
        about["values"] = serde_json::json!({ "left": told[0], "right": told[1] });
        say!("{about:#}");
        return Ok(());
    }
    say_explained(&explained);
    names.iter().zip(&told).for_each(|(name, values)| say_told(name, values));
    Ok(())
}

/// The row of the store with a name; of two files the second name is of the right one.
fn row_called(linked: &Linked, files: &[PathBuf], name: &str, place: usize) -> Result<u32> {
    let source = place.min(files.len() - 1);
    let found = linked.run.data.find(name, source);
    found.ok_or_else(|| WrongUse::error(format!("rij {name:?} staat niet in {}", files[source].display())))
}

/// What became of what was typed in a row; the file is read again, because linking lets go of the texts.
fn typed(linked: &Linked, files: &[PathBuf], row: u32, place: usize) -> Result<Vec<Told>> {
    let (source, data) = (place.min(files.len() - 1), &linked.run.data);
    let (table, _) = read(&files[source])?;
    let at = data.store.origin[row as usize] - data.starts[source];
    Ok(told::told(&data.sides[source], &|column| table.cell(at as usize, column)))
}

fn say_explained(explained: &Explanation) {
    let bits = |bits: f64| decimal(bits, 2);
    say!("{}\n", explained.sentence);
    say!("{:>8}  vooraf: van alle paren horen er weinig bij elkaar", bits(explained.prior));
    for part in &explained.contributions {
        let sum = part.bits + part.frequency_bits + part.veto_bits;
        say!("{:>8}  {}: {} ({:?} en {:?})", bits(sum), part.words, part.level_words, part.left, part.right);
        let inside = [("waarvan zeldzaamheid", part.frequency_bits), ("waarvan uitsluiting", part.veto_bits)];
        inside.iter().filter(|(_, part)| *part != 0.0).for_each(|(words, part)| say!("{:>8}    {words} {}", "", bits(*part)));
    }
    say!("{:>8}  samenhang: huisgenoten en zusterbedrijven lijken ook op elkaar", bits(explained.interaction));
    let (total, chance, cut) = (bits(explained.total), decimal(explained.probability, 4), bits(explained.cut));
    say!("{total:>8}  samen, kans {chance}; de grens ligt bij {cut}");
}

fn say_told(name: &str, values: &[Told]) {
    say!("\nRij {name}: wat er staat en wat wij vergelijken");
    for value in values {
        let made = if value.made.is_empty() { "(telt niet mee)" } else { &value.made };
        say!("  {} ({}): {:?} → {made}", value.column, value.role, value.typed);
        value.steps.iter().for_each(|step| say!("      {step}"));
    }
}
