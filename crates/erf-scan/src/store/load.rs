// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Reading a [`Region`] from the store.
//!
//! What comes in is decided by the statements here and nowhere else: released deliveries; covenant deliveries only for the
//! covenant variant and when asked; matches that are certain or were confirmed; facts that speak of a day between five
//! years before the scan and the scan itself; columns of [`crate::indicator::columns`].
//!
//! Which day a row speaks of depends on what it is:
//! - something that happened (a find, a dump, a complaint, a case, a withdrawn permit): its date;
//! - something that runs (an establishment in the trade register, a house for sale): from its first to its last day, so
//!   that a company registered since 1990 is not taken for an empty building;
//! - what holds until changed or is counted on a day (permitted use, presence, use of parts, yearly figures): the last day
//!   the delivery speaks of, or the year of the row.

mod facts;
mod ground;
mod shapes;
#[cfg(test)]
mod tests;
mod values;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use erf_base::{Compartment, MunicipalityCode};
use erf_places::window;
use erf_store::{StoreError, Tx, query};
use tokio::{
    runtime::Handle,
    task::{self, JoinHandle},
};

use crate::{
    card::Variant,
    parallel,
    region::{Delivery, Region},
};
use facts::Facts;
use ground::{Ground, Places};

/// What is asked of the store.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The day the scan speaks of (20261001).
    pub date: i64,
    /// Variant; covenant rows come in only when it is [`Variant::Covenant`] and `covenant` says so too.
    pub variant: Variant,
    /// Whether covenant deliveries may be read: somebody gave a ground.
    pub covenant: bool,
    /// The one municipality the scan is about: what others delivered about themselves is then not read.
    pub municipality: Option<MunicipalityCode>,
    /// Only these deliveries: a scan that is run again reads what it read the first time.
    pub only_deliveries: Option<&'a BTreeSet<i64>>,
}

/// How many readers are worth having: reading takes a core, and pages need readers too.
pub fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 4)
}

/// Reads everything a scan of the whole region needs. The same data give the same region, in the same order.
pub async fn load(tx: &mut Tx, wanted: Wanted<'_>) -> Result<Region, StoreError> {
    let mut region = begin(tx, wanted).await?;
    let known = Known::new(&region.deliveries);
    shapes::read(tx, &mut region, &known).await?;
    let places = ground::places(tx).await?;
    let stage = Stage::new(tx, region, known, places).await?;
    let gathered = stage.work(tx).await?;
    Ok(stage.finish(vec![gathered]))
}

/// The same, with readers of one state ([`erf_store::Db::read_together`]) that work side by side; gives one of them back.
pub async fn load_together(mut readers: Vec<Tx>, wanted: Wanted<'_>) -> Result<(Region, Tx), StoreError> {
    let mut first = readers.swap_remove(0);
    let Some(mut second) = readers.pop() else { return Ok((load(&mut first, wanted).await?, first)) };
    let places = beside(async move {
        let places = ground::places(&mut second).await?;
        Ok((second, places))
    });
    let mut region = begin(&mut first, wanted).await?;
    let known = Known::new(&region.deliveries);
    shapes::read(&mut first, &mut region, &known).await?;
    let (second, places) = ended(places).await?;
    readers.push(second);
    let stage = Arc::new(Stage::new(&mut first, region, known, places).await?);
    let helping = readers.into_iter().map(|mut tx| {
        let stage = Arc::clone(&stage);
        beside(async move { stage.work(&mut tx).await })
    });
    let helping: Vec<_> = helping.collect();
    let mut gathered = vec![stage.work(&mut first).await?];
    for one in helping {
        gathered.push(ended(one).await?);
    }
    let stage = Arc::into_inner(stage).expect("those beside it have ended");
    Ok((stage.finish(gathered), first))
}

/// Work on a thread of its own: reading from SQLite holds a thread.
fn beside<T: Send + 'static>(work: impl Future<Output = Result<T, StoreError>> + Send + 'static) -> JoinHandle<Result<T, StoreError>> {
    let runtime = Handle::current();
    task::spawn_blocking(move || runtime.block_on(work))
}

/// Its answer; when it panicked, so do we.
async fn ended<T>(work: JoinHandle<Result<T, StoreError>>) -> Result<T, StoreError> {
    work.await.unwrap_or_else(|error| resume_unwind(error.into_panic()))
}

async fn begin(tx: &mut Tx, wanted: Wanted<'_>) -> Result<Region, StoreError> {
    let deliveries = deliveries(tx, wanted).await?;
    Ok(Region { date: wanted.date, since: window::first_day(wanted.date), deliveries, ..Region::default() })
}

/// Shapes and places are there; what rests on them can be read in any order.
struct Stage {
    region: Region,
    known: Known,
    parts: Vec<Part>,
    begun: AtomicUsize,
}

/// Something that is read on its own.
enum Part {
    Ground,
    Position,
    Matched,
    Zoned(u32),
    Facts(facts::Holder),
}

/// What one reader read.
#[derive(Default)]
struct Gathered {
    ground: Option<Ground>,
    positions: Vec<ground::Position>,
    matched: Matched,
    facts: Vec<Facts>,
}

impl Stage {
    async fn new(tx: &mut Tx, mut region: Region, mut known: Known, places: Places) -> Result<Self, StoreError> {
        places.settle(&mut region, &mut known);
        let zoned = shapes::holders(tx, &known).await?.into_iter().filter(|(kind, _)| kind == "bestemming");
        let mut parts = vec![Part::Ground, Part::Position, Part::Matched];
        parts.extend(zoned.map(|(_, delivery)| Part::Zoned(delivery)));
        let mut holders = facts::holders(tx, &known).await?;
        // The largest first, so that no reader is left with a large one at the end.
        holders.sort_by_key(|holder| std::cmp::Reverse(region.deliveries[holder.delivery as usize].counts.1));
        parts.extend(holders.into_iter().map(Part::Facts));
        Ok(Self { region, known, parts, begun: AtomicUsize::new(0) })
    }

    /// Reads parts that nobody has begun until there are none.
    async fn work(&self, tx: &mut Tx) -> Result<Gathered, StoreError> {
        let mut gathered = Gathered::default();
        while let Some(part) = self.parts.get(self.begun.fetch_add(1, Ordering::Relaxed)) {
            match part {
                Part::Ground => gathered.ground = Some(ground::read(tx, &self.region, &self.known).await?),
                Part::Position => gathered.positions = ground::positions(&self.region),
                Part::Matched => gathered.matched = matched(tx).await?,
                Part::Zoned(delivery) => gathered.facts.push(facts::zoned(tx, &self.region, *delivery).await?),
                Part::Facts(holder) => gathered.facts.push(facts::read(tx, &self.region, &self.known, holder).await?),
            }
        }
        Ok(gathered)
    }

    /// Puts together what all readers read. Everything is sorted, so it does not matter who read what.
    fn finish(self, gathered: Vec<Gathered>) -> Region {
        let Self { mut region, known, .. } = self;
        parallel::let_go(known);
        let mut all = Facts::default();
        for one in gathered {
            one.ground.into_iter().for_each(|ground| ground.into_region(&mut region));
            ground::set_positions(&mut region, one.positions);
            set_matched(&mut region, &one.matched);
            one.facts.into_iter().for_each(|facts| all.add(facts));
        }
        all.into_region(&mut region);
        region
    }
}

/// What is looked up while reading.
struct Known {
    /// Index of a delivery by its number.
    deliveries: HashMap<i64, u32>,
    /// Index of a place by its id.
    places: HashMap<Box<str>, u32>,
    /// Places by the parcel they stand on.
    parcels: HashMap<Box<str>, Vec<u32>>,
}

impl Known {
    fn new(deliveries: &[Delivery]) -> Self {
        let deliveries = deliveries.iter().enumerate().map(|(index, delivery)| (delivery.id, index as u32)).collect();
        Self { deliveries, places: HashMap::new(), parcels: HashMap::new() }
    }

    /// Numbers of the deliveries with their index, lowest number first.
    fn in_order(&self) -> Vec<(i64, u32)> {
        let mut ids: Vec<(i64, u32)> = self.deliveries.iter().map(|(id, index)| (*id, *index)).collect();
        ids.sort_unstable();
        ids
    }
}

/// Deliveries that may be read. Rows and permitted use that one municipality delivered speak of that municipality alone; the
/// ground (buildings, parcels, roads) is read across borders, because what lies near may lie on the other side. By number.
pub(crate) async fn deliveries(tx: &mut Tx, wanted: Wanted<'_>) -> Result<Vec<Delivery>, StoreError> {
    let covenant = wanted.covenant && wanted.variant == Variant::Covenant;
    let mut found = Vec::new();
    query(
        "SELECT id, source, name, holder, compartment, municipality, period_from, COALESCE(extract_date, period_to), retention_until, \
         file_hash, purpose, legal_basis, rows_in, accepted, rejected FROM delivery \
         WHERE state = 'vrijgegeven' AND ($1 OR compartment <> 'convenant') AND ($2 = 0 OR COALESCE(municipality, $2) = $2 \
         OR NOT (EXISTS (SELECT 1 FROM source_row r WHERE r.delivery = delivery.id) \
         OR COALESCE((SELECT f.kind FROM feature f WHERE f.delivery = delivery.id ORDER BY f.seq LIMIT 1), '') = 'bestemming')) ORDER BY id",
    )
    .bind(covenant)
    .bind(wanted.municipality.map_or(0, |code| i64::from(code.number())))
    .each(tx, |row| {
        let id = row.get(0)?;
        if wanted.only_deliveries.is_some_and(|only| !only.contains(&id)) {
            return Ok(());
        }
        found.push(Delivery {
            id,
            source: row.get(1)?,
            name: row.get(2)?,
            holder: row.get(3)?,
            compartment: row.get::<Compartment>(4)?,
            municipality: row.get(5)?,
            period: (row.get(6)?, row.get(7)?),
            retention_until: row.get(8)?,
            hash: row.get(9)?,
            purpose: row.get(10)?,
            legal_basis: row.get(11)?,
            counts: (row.get(12)?, row.get(13)?, row.get(14)?),
            matched: (0, 0),
            on_places: 0,
        });
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Per delivery the rows matched with certainty, those of them that speak of a place, and all.
type Matched = BTreeMap<i64, (i64, i64, i64)>;

fn set_matched(region: &mut Region, matched: &Matched) {
    for delivery in &mut region.deliveries {
        let Some((certain, on_places, all)) = matched.get(&delivery.id) else { continue };
        (delivery.matched, delivery.on_places) = ((*certain, *all), *on_places);
    }
}

async fn matched(tx: &mut Tx) -> Result<Matched, StoreError> {
    let counts: Vec<(i64, i64, i64, i64)> = query(
        "SELECT delivery, CAST(SUM(CASE WHEN decision IN ('zeker', 'bevestigd') THEN 1 ELSE 0 END) AS bigint), \
         CAST(SUM(CASE WHEN decision IN ('zeker', 'bevestigd') AND place IS NOT NULL THEN 1 ELSE 0 END) AS bigint), COUNT(*) \
         FROM link GROUP BY delivery",
    )
    .all(tx)
    .await?;
    Ok(counts.into_iter().map(|(delivery, certain, on_places, all)| (delivery, (certain, on_places, all))).collect())
}
