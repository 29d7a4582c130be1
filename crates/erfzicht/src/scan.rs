// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `scan`: from partners' files to list, map and report without a website. Naming a file in the register is the operator's
//! release, and is kept as such in the database of the run, which is gone afterwards.

mod before;
mod files;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use erf_base::{Clock, Compartment, MunicipalityCode, SystemClock};
use erf_places::{model::Offer, register::Register};
use erf_scan::{
    area,
    card::{self, Card, Variant},
    freeze,
    life::day_number,
    measure::Measures,
    model::Order,
    region::Region as Ground,
    report_data,
    scan::{self, Asked, Outcome},
    store::load::{self, Wanted},
};
use erf_spatial::Geometry;
use erf_store::Db;
use jiff::civil::Date;

use crate::say::{complain, say};
use crate::{
    args::{ReportCommand, Scan},
    import::{self, Refused},
    region::Region,
    usage::Usage,
};

/// What a run has in hand before anything is computed.
struct Prepared {
    region: Region,
    ground: Ground,
    card: Card,
    refused: Vec<Refused>,
    unread: Vec<String>,
    /// For the map of the report.
    water: Vec<Geometry>,
    lost_dumps: u64,
}

/// What several scans of one region share.
struct Shared<'r> {
    readings: Measures<'r>,
    ground_hash: String,
    threads: usize,
}

/// Runs `scan`.
pub async fn run(options: Scan) -> Result<()> {
    let start = Instant::now();
    let wanted = before::check(&options)?;
    let register = Register::read(&options.data.join("leveringen.toml"))?;
    let date = before::day(options.date, register.reference_date, SystemClock.today())?;
    std::fs::create_dir_all(&options.out).with_context(|| format!("{} kan niet worden gemaakt", options.out.display()))?;
    let scratch = tempfile::Builder::new().prefix(before::SCRATCH).tempdir_in(&options.out)?;
    let prepared = prepare(&options, register, date, scratch.path()).await?;
    let read = Usage::since(start);
    let orders = orders(&options, wanted, &prepared.ground)?;
    let threads = options.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let codes: Vec<&str> = prepared.card.entries.iter().map(|entry| entry.code.as_str()).collect();
    let shared = Shared {
        readings: Measures::prepare(&prepared.ground, &codes),
        ground_hash: freeze::of_region(&prepared.ground, threads),
        threads,
    };
    for (order, dir) in orders {
        one(&prepared, &shared, &order, &dir).await?;
    }
    let used = serde_json::json!({ "threads": threads, "files_to_places": read, "total": Usage::since(start) });
    files::write(&options.out.join("run.json"), format!("{used:#}\n").as_bytes())?;
    say!("De uitkomst staat in {}", options.out.display());
    match prepared.refused.len() {
        0 => Ok(()),
        refused => bail!("{refused} bestanden zijn geweigerd; de scan is zonder die bestanden gemaakt. Zie problems.csv"),
    }
}

/// Takes the files in and reads the region from what came of them.
async fn prepare(options: &Scan, register: Register, date: Date, scratch: &Path) -> Result<Prepared> {
    let variant = options.variant.0;
    let unread = files::unread(&options.data, &register);
    unread.iter().for_each(|file| complain!("Niet gelezen, want het staat niet in leveringen.toml: {file}"));
    let offers = usable(register.offers, variant);
    let mut region = Region::on(Db::open_file(&scratch.join("scan.db")).await?, scratch.to_owned(), "scan op de opdrachtregel").await?;
    region.program = std::env::current_exe().ok();
    region.name = register.region;
    region.stand_still(date).await?;
    let refused = import::take_in_telling(&region, &offers, true).await?;
    let ground = read(&region, variant, date).await?;
    let used: BTreeSet<i64> = ground.deliveries.iter().map(|delivery| delivery.id).collect();
    let mut tx = region.db.read().await?;
    let (water, lost_dumps) = (report_data::water(&mut tx, &used).await?, report_data::lost_dumps(&mut tx, &used).await?);
    drop(tx);
    Ok(Prepared { region, ground, card: card::standard(variant), refused, unread, water, lost_dumps })
}

/// Without the covenant its files are not even opened: the outcome cannot depend on them.
fn usable(offers: Vec<(Offer, PathBuf)>, variant: Variant) -> Vec<(Offer, PathBuf)> {
    let may = |offer: &Offer| variant == Variant::Covenant || offer.compartment != Compartment::Covenant;
    let left_out = offers.iter().filter(|(offer, _)| !may(offer)).count();
    if left_out > 0 {
        complain!("Niet gelezen, want onder het convenant: {left_out} bestanden");
    }
    offers.into_iter().filter(|(offer, _)| may(offer)).collect()
}

async fn read(region: &Region, variant: Variant, date: Date) -> Result<Ground> {
    let readers = region.db.read_together(load::readers()).await?;
    let wanted =
        Wanted { date: day_number(date), variant, covenant: variant == Variant::Covenant, municipality: None, only_deliveries: None };
    let (ground, _) = load::load_together(readers, wanted).await?;
    if ground.places.is_empty() {
        bail!("er zijn geen plekken: noem in leveringen.toml ten minste een BAG-extract en gemeentegrenzen");
    }
    Ok(ground)
}

/// One order, or one per municipality that has places, each with the folder of its files.
fn orders(options: &Scan, (area, shape): before::Wanted, ground: &Ground) -> Result<Vec<(Order, PathBuf)>> {
    if options.per_municipality {
        let codes: BTreeSet<MunicipalityCode> = ground.places.iter().filter_map(|place| place.municipality).collect();
        let one = |code: MunicipalityCode| (order(options, ground, &code.to_string(), None), options.out.join(code.to_string()));
        return Ok(codes.into_iter().map(one).collect());
    }
    let order = order(options, ground, &area, shape);
    // Before anything is computed: a code that nobody has shows only now.
    area::resolve(&order, ground)?;
    Ok(vec![(order, options.out.clone())])
}

fn order(options: &Scan, ground: &Ground, area: &str, shape: Option<String>) -> Order {
    let variant = options.variant.0;
    Order {
        name: format!("Scan {area}"),
        area: area.to_owned(),
        shape,
        variant,
        ground: (variant == Variant::Covenant).then(|| options.ground.clone().unwrap_or_else(|| grounds(ground))),
        date: ground.date,
        capacity: options.capacity,
        random_share: options.random_share,
        seed: options.seed,
    }
}

/// The legal bases of the covenant deliveries, as the register records them.
fn grounds(ground: &Ground) -> String {
    let covenant = ground.deliveries.iter().filter(|delivery| delivery.compartment == Compartment::Covenant);
    let bases: BTreeSet<&str> = covenant.map(|delivery| delivery.legal_basis.as_str()).collect();
    bases.into_iter().collect::<Vec<_>>().join("; ")
}

/// Computes one scan and writes its files.
async fn one(prepared: &Prepared, shared: &Shared<'_>, order: &Order, dir: &Path) -> Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("{} kan niet worden gemaakt", dir.display()))?;
    let (area, area_name) = area::resolve(order, &prepared.ground)?;
    let asked = Asked {
        order,
        card: &prepared.card,
        region: &prepared.ground,
        area: &area,
        readings: &shared.readings,
        corrections: &[],
        base_rate: None,
        threads: shared.threads,
    };
    let outcome = scan::run(asked)?;
    let made = Made { asked, outcome, inputs_hash: freeze::of_inputs(&asked, &shared.ground_hash), area_name };
    files::all(prepared, &made, dir).await
}

/// A scan that was computed.
struct Made<'a> {
    asked: Asked<'a>,
    outcome: Outcome,
    inputs_hash: String,
    area_name: String,
}

/// Runs `report`.
pub async fn report(region: &Region, what: ReportCommand) -> Result<()> {
    let ReportCommand::Scan { area, out, recipient } = what;
    files::stored_report(region, &area, recipient, &out).await
}
