// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The second half of `evaluate`: what the card finds beside chance and beside the simplest list there is.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, Result};
use erf_scan::{
    card::{self, Card, Variant},
    evaluate::{self, Contest, Finds, Trial},
    measure::Measures,
    model::Order,
    region::{Area, Region as Ground},
    scan::{self, Asked, Outcome},
    store::load::{self, Wanted},
};
use jiff::civil::Date;
use serde::Serialize;

use crate::region::Region;
use crate::say::{decimal, say};

/// Visits to each municipality.
const VISITS: u32 = 100;
/// A dump within so many metres of a place is an earlier incident there.
const NEAR_M: f64 = 500.0;

/// What one card would have found.
#[derive(Debug, Serialize)]
pub struct Outcomes {
    /// The variant of the card.
    pub variant: &'static str,
    /// Places that hide something and that nobody knows of yet, in scope of this variant or not.
    pub hidden: usize,
    /// Of those, how many this variant cannot list at all.
    pub out_of_scope: usize,
    /// A line per municipality, then all together.
    pub trials: Vec<Trial>,
}

/// Holds both cards against `hidden.csv`; nothing when that file is not there.
pub async fn run(region: &Region, truth: &Path) -> Result<Vec<Outcomes>> {
    let file = truth.join("hidden.csv");
    if !file.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} is niet te lezen", file.display()))?;
    let today = region.ctx.clock.today();
    let all = ground(region, Variant::Covenant).await?;
    let (hidden, incidents) = (hidden(&text, &all, today)?, evaluate::incidents(&all, NEAR_M));
    let mut outcomes = Vec::new();
    for variant in [Variant::Municipal, Variant::Covenant] {
        let own = if variant == Variant::Covenant { None } else { Some(ground(region, variant).await?) };
        let found = scanned(own.as_ref().unwrap_or(&all), &card::standard(variant))?;
        let contest = Contest { scored: &found.scored, truth: &hidden, incidents: &incidents, visits: VISITS, random_share: 0.2, seed: 1 };
        outcomes.push(Outcomes {
            variant: variant.code(),
            hidden: hidden.len(),
            out_of_scope: evaluate::out_of_scope(&found.scored, &hidden),
            trials: evaluate::contest(&contest),
        });
    }
    Ok(outcomes)
}

async fn ground(region: &Region, variant: Variant) -> Result<Ground> {
    let date = erf_scan::life::day_number(region.ctx.clock.today());
    let readers = region.db.read_together(load::readers()).await?;
    let wanted = Wanted { date, variant, covenant: variant == Variant::Covenant, municipality: None, only_deliveries: None };
    Ok(load::load_together(readers, wanted).await?.0)
}

fn scanned(ground: &Ground, card: &Card) -> Result<Outcome> {
    let codes: Vec<&str> = card.entries.iter().map(|entry| entry.code.as_str()).collect();
    let readings = Measures::prepare(ground, &codes);
    let order = Order {
        name: "evaluatie".into(),
        area: "regio".into(),
        shape: None,
        variant: card.variant,
        ground: (card.variant == Variant::Covenant).then(|| "meting op een verzonnen regio".into()),
        date: ground.date,
        capacity: VISITS,
        random_share: 0.2,
        seed: 1,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let area = Area::Region;
    let asked = Asked { order: &order, card, region: ground, area: &area, readings: &readings, corrections: &[], base_rate: None, threads };
    Ok(scan::run(asked)?)
}

/// Places that hide something on the day and were not found before: by building, else by address.
fn hidden(text: &str, ground: &Ground, today: Date) -> Result<BTreeSet<String>> {
    let (mut by_building, mut by_address) = (BTreeMap::new(), BTreeMap::new());
    for place in &ground.places {
        let buildings = &ground.buildings[place.buildings.start as usize..place.buildings.end as usize];
        by_building.extend(buildings.iter().map(|building| (building.id, &place.id)));
        let addresses = &ground.addresses[place.addresses.start as usize..place.addresses.end as usize];
        by_address.extend(addresses.iter().map(|address| (address.id, &place.id)));
    }
    let mut hidden = BTreeSet::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let [building, address, _, from, to, found] = cells[..] else {
            anyhow::bail!("hidden.csv: deze regel heeft geen zes kolommen: {line}");
        };
        let day = |cell: &str| cell.parse::<Date>().with_context(|| format!("hidden.csv: {cell:?} is geen datum"));
        let known = !found.is_empty() && day(found)? <= today;
        if day(from)? <= today && today < day(to)? && !known {
            let number = |cell: &str| cell.parse::<i64>().ok();
            let place = number(building).and_then(|id| by_building.get(&id)).or_else(|| number(address).and_then(|id| by_address.get(&id)));
            hidden.extend(place.map(|id| (*id).clone()));
        }
    }
    Ok(hidden)
}

/// Prints what was found, a line per municipality.
pub fn print(outcomes: &[Outcomes]) {
    for outcome in outcomes {
        say!(
            "\nBezoeken volgens de kaart ({}): {VISITS} per gemeente; {} plekken verbergen iets, {} daarvan staan buiten deze scan",
            outcome.variant,
            outcome.hidden,
            outcome.out_of_scope
        );
        say!(
            "{:<10} {:>7} {:>8} {:>9}  {:<22} {:<22} {:<22} {:<22}",
            "gemeente",
            "plekken",
            "verborgen",
            "bezoeken",
            "kaart",
            "toeval (verwacht)",
            "meeste incidenten",
            "niets, kaart"
        );
        outcome.trials.iter().for_each(line);
    }
}

fn line(trial: &Trial) {
    let municipality = trial.municipality.map_or_else(|| "samen".to_owned(), |code| code.to_string());
    say!(
        "{municipality:<10} {:>7} {:>8} {:>9}  {:<22} {:<22} {:<22} {:<22}",
        trial.places,
        trial.hidden,
        trial.visits,
        finds(&trial.card),
        finds(&trial.random),
        finds(&trial.incidents),
        nothing(&trial.card)
    );
}

/// Visits that find nothing: what is left of all visits, at both ends.
fn nothing(finds: &Finds) -> String {
    let visits = finds.found + finds.nothing;
    with_interval(finds.nothing, (visits - finds.interval.1, visits - finds.interval.0))
}

fn finds(finds: &Finds) -> String {
    with_interval(finds.found, finds.interval)
}

fn with_interval(value: f64, (low, high): (f64, f64)) -> String {
    format!("{} [{}-{}]", decimal(value, 1), decimal(low, 1), decimal(high, 1))
}
