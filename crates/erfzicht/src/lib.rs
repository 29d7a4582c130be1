// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Erfzicht: one program for a resilient countryside. This crate puts the slices together.

mod args;
mod commands;
mod config;
mod contest;
mod demo;
pub mod demo_linkages;
pub mod demo_scans;
mod dutch;
mod evaluate;
pub mod import;
mod link;
mod progress;
pub mod region;
mod say;
mod scan;
mod usage;
pub mod website;
mod wrong_use;

use say::{complain, say};
use std::process::ExitCode;

use anyhow::Result;
use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use erf_base::{Clock as _, SystemClock};
use region::Region;

/// Where the data are when nobody says so.
const DIR: &str = "erfzicht-data";
/// Done.
const DONE: u8 = 0;
/// Typed wrongly.
const WRONG_USE: u8 = 2;
/// A file, or what was asked of it, was refused.
const REFUSED: u8 = 3;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    erf_readers::guard::run_if_child();
    let mut command = dutch::in_dutch(Cli::command());
    let matches = match command.try_get_matches_from_mut(std::env::args_os()) {
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => {
            say!("{}", error.to_string().trim_end());
            return ExitCode::from(DONE);
        }
        Err(error) => {
            let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
            complain!("{}", dutch::explain(&command, &typed, &error));
            return ExitCode::from(WRONG_USE);
        }
    };
    let cli = Cli::from_arg_matches(&matches).expect("the same definition made these matches");
    match execute(cli) {
        Ok(()) => ExitCode::from(DONE),
        Err(error) => {
            complain!("Mislukt: {}", say::told(&error));
            ExitCode::from(if wrong_use::is_wrong_use(&error) { WRONG_USE } else { REFUSED })
        }
    }
}

fn execute(cli: Cli) -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("ERFZICHT_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    // Linking two files needs no database, no server and no runtime.
    if let Command::Link(what) = cli.command {
        return link::run(what);
    }
    tokio::runtime::Builder::new_multi_thread().worker_threads(threads()).enable_all().build()?.block_on(dispatch(cli))
}

/// More than can read from the database at once: reading then needs no hand-over from thread to thread.
fn threads() -> usize {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    erf_store::READERS + cores
}

async fn dispatch(cli: Cli) -> Result<()> {
    let place = cli.place;
    let open = |purpose: &'static str| {
        let place = place.clone();
        async move { Region::open(&place, DIR, purpose).await }
    };
    // A name that was typed wrongly must not become an empty region.
    let existing = |purpose: &'static str| {
        let place = place.clone();
        async move { Region::open_existing(&place, DIR, purpose).await }
    };
    match cli.command {
        Command::Demo(options) => demo::run(&place, options).await,
        Command::Serve(options) => website::open(open("website").await?, options.listen, false).await,
        Command::Import(what) => {
            let plan = import::Plan::of(what, SystemClock.today())?;
            import::run(&mut open("inlezen").await?, plan).await
        }
        Command::Deliveries(what) => commands::deliveries(&existing("leveringen beheren").await?, what).await,
        Command::Match(report) => commands::rematch(&existing("koppelen").await?, report.json).await,
        Command::Evaluate(options) => evaluate::run(&existing("meten").await?, &options.truth, options.json).await,
        Command::Scan(options) => scan::run(options).await,
        Command::Report(what) => scan::report(&existing("rapport").await?, what).await,
        Command::Link(what) => link::run(what),
        Command::Backup { file } => commands::back_up(&existing("reservekopie").await?, &file).await,
        Command::Restore { file } => commands::restore(&place, &file),
        Command::Doctor => commands::doctor(&existing("controle").await?).await,
        Command::Config(what) => {
            config::check(&what)?;
            let region = if config::begins(&what) { open("instellen").await? } else { existing("instellen").await? };
            config::run(&region, what).await
        }
    }
}
