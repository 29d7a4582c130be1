// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a run leaves in its folder.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};
use erf_linkage::{hash, judge::Heard, output, quality};
use serde_json::{Value, json};

use super::{Given, Linked, Source};
use crate::say::{counted, say};
use crate::usage::Usage;

/// Which files are asked for; `run.json` is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    All,
    Model,
    Pairs,
    Clusters,
}

/// Writes the files and says in a few lines what came out.
pub(super) fn write(linked: &Linked, dir: &Path, parts: Parts, as_json: bool) -> Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("{} kan niet worden gemaakt", dir.display()))?;
    let run = &linked.run;
    let wanted = |part| parts == Parts::All || parts == part;
    let problems_found = linked.sources.iter().any(|source| !source.problems.is_empty());
    clear(linked, dir, &|part| part.map_or(problems_found, wanted))?;
    if wanted(Parts::Pairs) {
        whole(&dir.join("pairs.csv"), |out| output::pairs(run, out))?;
    }
    if wanted(Parts::Clusters) {
        whole(&dir.join("clusters.csv"), |out| output::clusters(run, out))?;
    }
    if wanted(Parts::Model) {
        whole(&dir.join("model.json"), |out| output::model(run, out))?;
        whole(&dir.join("report.html"), |out| output::report(run, out))?;
    }
    if problems_found {
        whole(&dir.join("problems.csv"), |out| problems(linked, out))?;
    }
    let about = about(linked);
    whole(&dir.join("run.json"), |out| writeln!(out, "{about:#}"))?;
    if as_json {
        say!("{about:#}")
    } else {
        say(linked, dir)
    }
    Ok(())
}

/// Files of an outcome beside `run.json`, with what they are part of; problems are part of every outcome.
const FILES: [(&str, Option<Parts>); 5] = [
    ("pairs.csv", Some(Parts::Pairs)),
    ("clusters.csv", Some(Parts::Clusters)),
    ("model.json", Some(Parts::Model)),
    ("report.html", Some(Parts::Model)),
    ("problems.csv", None),
];

/// Takes away what an earlier run left and this one does not write: it would be taken for the outcome of this one. What was made of the
/// same files with the same model stays, so that training, scoring and grouping may fill one folder. Without a `run.json` of ours no file
/// is known to be ours.
fn clear(linked: &Linked, dir: &Path, written: &dyn Fn(Option<Parts>) -> bool) -> Result<()> {
    let Some(earlier) = earlier(dir) else { return Ok(()) };
    let belongs = earlier["made_from"] == made_from(linked);
    let given = linked.model.as_ref().and_then(|given| given.path.canonicalize().ok());
    for (name, part) in FILES.iter().filter(|(_, part)| !written(*part) && (part.is_none() || !belongs)) {
        let path = dir.join(name);
        if part.is_none() || path.canonicalize().ok() != given {
            gone(&path)?;
        }
    }
    Ok(())
}

/// Takes away a file when it is there.
fn gone(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} kan niet weg", path.display()))
        }
        _ => Ok(()),
    }
}

/// What a run says of itself in its folder; nothing when no run of ours is there.
fn earlier(dir: &Path) -> Option<Value> {
    let about = serde_json::from_slice::<Value>(&std::fs::read(dir.join("run.json")).ok()?).ok()?;
    (about["files"].is_array() && about["pairs_compared"].is_number()).then_some(about)
}

/// The hashes of the tables of which the outcome in a folder was made; none when there is no outcome.
pub(super) fn tables(dir: &Path) -> Vec<String> {
    let about = earlier(dir).unwrap_or_default();
    let files = about["files"].as_array().map_or(&[][..], Vec::as_slice);
    // Older outcomes have tables only, and do not say so.
    let tables = files.iter().filter(|file| file["kind"].as_str().is_none_or(|kind| kind == "table"));
    tables.map(|file| file["sha256"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What an outcome was made from: files, list of addresses, model and settings.
fn made_from(linked: &Linked) -> String {
    let mut text = linked.asked.to_string().into_bytes();
    linked.sources.iter().chain(&linked.addresses).for_each(|source| text.extend(source.sha256.bytes()));
    // A number that was written and read again may differ in its last digit.
    let (model, chance) = (&linked.run.model, |chance: f64| format!("{chance:.6e}").into_bytes());
    text.extend(chance(model.matches));
    let levels = model.comparisons.iter().flat_map(|comparison| &comparison.levels);
    levels.for_each(|level| text.extend([level.m, level.u].into_iter().flat_map(chance)));
    format!("{:016x}", hash::text(&text))
}

/// Written beside its goal and put in place whole.
fn whole(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<()> {
    let part = path.with_extension("part");
    let filled = || -> std::io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 18, File::create(&part)?);
        fill(&mut out)?;
        out.flush()?;
        std::fs::rename(&part, path)
    };
    filled().with_context(|| format!("{} kan niet worden geschreven", path.display()))
}

fn problems(linked: &Linked, out: &mut impl Write) -> std::io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["file", "row", "column", "value", "code", "reason", "action", "rejected"])?;
    for source in &linked.sources {
        let file = source.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for problem in &source.problems {
            let code = serde_json::to_value(problem.code)?;
            table.write_record([
                file.as_str(),
                &problem.row.to_string(),
                problem.column.as_deref().unwrap_or_default(),
                &problem.value,
                code.as_str().unwrap_or_default(),
                &problem.reason,
                problem.action,
                if problem.rejected { "ja" } else { "nee" },
            ])?;
        }
    }
    table.flush()
}

/// `run.json`: what went in, what came out, what it took.
fn about(linked: &Linked) -> Value {
    let run = &linked.run;
    let roles = run.data.sides.iter().enumerate().flat_map(|(number, side)| {
        side.roles.iter().map(move |role| {
            json!({
                "file": number, "column": side.headers.get(role.column), "role": role.role.words(), "reason": role.reason,
                "certainty": role.certainty,
            })
        })
    });
    let mut about = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "files": files(linked),
        "made_from": made_from(linked),
        "preset": run.data.preset.name, "preset_reason": run.data.preset_reason,
        "columns": roles.collect::<Vec<_>>(),
        "seed": 1,
        "pairs_compared": run.compared, "pairs_kept": run.pairs.len(),
        "entities": entities(linked),
        "expected_true_pairs_not_reached": run.recall_known.then_some(run.unreached),
        "cut": { "bits": run.cut.bits, "links": run.cut.links, "precision": run.cut.precision, "precision_interval": run.cut.precision_interval,
                 "recall": run.recall_known.then_some(run.cut.recall), "recall_interval": run.recall_known.then_some(run.cut.recall_interval), "words": run.words() },
        "blocking": run.blocking,
        "unlinkable": (run.cut.links > 0).then(|| quality::unlinkable(run).len()),
        "warnings": run.warnings.iter().map(|warning| json!({ "code": warning.code, "words": warning.words })).collect::<Vec<_>>(),
        "threads": linked.threads, "usage": Usage::since(linked.start),
    });
    if let (Some(source), Some(resolution)) = (&linked.addresses, &run.data.resolution) {
        about["addresses"] = json!({
            "file": source.path.file_name().map(|name| name.to_string_lossy()), "sha256": source.sha256,
            "rows_in": source.rows_in, "accepted": source.accepted, "rejected": source.rejected, "found": resolution,
        });
    }
    about
}

/// The tables, and the model and the judgements that were given beside them.
fn files(linked: &Linked) -> Vec<Value> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let table = |source: &Source| {
        json!({
            "kind": "table", "file": name(&source.path), "sha256": source.sha256,
            "rows_in": source.rows_in, "accepted": source.accepted, "rejected": source.rejected,
        })
    };
    let mut files: Vec<Value> = linked.sources.iter().map(table).collect();
    files.extend(linked.model.iter().map(|given| json!({ "kind": "model", "file": name(&given.path), "sha256": given.sha256 })));
    let judged = |(given, heard): &(Given, Heard)| json!({ "kind": "judgements", "file": name(&given.path), "sha256": given.sha256, "judgements": heard });
    files.extend(linked.judged.iter().map(judged));
    files
}

fn entities(linked: &Linked) -> usize {
    linked.run.entities.iter().enumerate().filter(|(row, entity)| *row == **entity as usize).count()
}

fn say(linked: &Linked, dir: &Path) {
    let run = &linked.run;
    for source in &linked.sources {
        say!(
            "{}: {} = {} opgenomen + {} afgewezen",
            source.path.display(),
            counted(source.rows_in as u64, "rij", "rijen"),
            source.accepted,
            source.rejected
        );
    }
    say!("{}", run.data.preset_words());
    for (side, source) in run.data.sides.iter().zip(&linked.sources) {
        say!("Kolommen van {}:", source.path.display());
        for role in &side.roles {
            let name = side.headers.get(role.column).map_or("", String::as_str);
            say!("  {name:<24} {:<20} {}", role.role.words(), role.reason);
        }
    }
    linked.judged.iter().for_each(|(_, heard)| say!("{}", heard.words()));
    run.data.resolution.iter().for_each(|resolution| say!("{}", resolution.words()));
    say!("{} paren vergeleken, {} bewaard, {} verschillende", run.compared, run.pairs.len(), entities(linked));
    say!("{}", run.words());
    run.warnings.iter().for_each(|warning| say!("Let op: {}", warning.words));
    if linked.sources.iter().any(|source| !source.problems.is_empty()) {
        say!("Wat er met rijen mis was, staat in {}", dir.join("problems.csv").display());
    }
    say!("De uitkomst staat in {}", dir.display());
}
