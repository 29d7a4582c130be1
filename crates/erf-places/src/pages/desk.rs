// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the pages share: the map, turns for long work, and counts over the whole region that are dear to make.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Extension, Router};
use erf_base::{Clock, MunicipalityCode, RdPoint, Scope};
use erf_spatial::{Bounds, Geometry};
use erf_store::{Db, StoreError, Tx};
use erf_web::{App, Caller, Lang, WebError, Works};

use super::{
    queues::{Base, Queues, Sample},
    view,
};
use crate::{
    atlas::Atlas,
    cut,
    model::DeliveryId,
    present::day_number,
    receive::Program,
    store::{
        deliveries::{self, Delivery},
        derived,
        facts::{
            InUse, matches,
            places::{self, PlaceLine},
            quality::{self, Quality},
            regions::{self, KindCount},
            rows::{self, Outcome},
            search::{self, Company, Street},
        },
        links::{self, Rate},
    },
    superseded::{self, Superseded},
};

/// Which data an answer rests on: their version, and the deliveries that somebody may use.
type Data = (i64, Vec<i64>);
/// Which data an answer about all deliveries rests on: their version, and where each delivery stands.
type Standing = (i64, i64);
/// How rows were matched: where each delivery stands, and the cut the region set.
type Matched = (i64, u64);
/// Whose answer it is: the one municipality (0 for all), and whether covenant rows may be met.
type Reader = (i64, bool);

/// What the pages share.
pub struct Desk {
    /// The map.
    pub atlas: Arc<Atlas>,
    /// Turns for work that changes which data are in use.
    pub works: Arc<Works>,
    /// Where the program is, to read spreadsheets in a child process; `None` reads them in this process (tests).
    pub program: Program,
    regions: Kept<Data, RegionSummary>,
    rates: Kept<Standing, BTreeMap<i64, Rate>>,
    superseded: Kept<(Reader, Standing, i64), Superseded>,
    certain: Kept<(Reader, Matched), (i64, f64)>,
    bases: Kept<(Reader, i64, Matched), Base>,
    samples: Kept<(bool, Matched), Sample>,
    queues: Kept<(Reader, i64, Standing, Matched), Queues>,
    quality: Kept<(Reader, Standing, Matched), Vec<Quality>>,
    outcomes: Kept<(Reader, Standing, Matched, i64), Outcome>,
    companies: Kept<i64, Vec<Company>>,
    streets: Kept<i64, Vec<Street>>,
    quarters: Kept<i64, Vec<Quarter>>,
    places: Kept<(Data, i64), PlaceList>,
    context: Kept<(Vec<String>, Lang, Data), Context>,
}

/// Hands the routes what they share.
pub fn around(router: Router, desk: Arc<Desk>) -> Router {
    router.layer(Extension(desk))
}

/// Counts over the region.
#[derive(Debug, Default)]
pub struct RegionSummary {
    /// Municipalities of today by code, with their name.
    pub names: BTreeMap<MunicipalityCode, String>,
    /// Places by municipality and kind.
    pub kinds: Vec<KindCount>,
    /// Rows and matched rows by municipality, 0 for rows that were placed in none.
    pub matches: BTreeMap<i64, (i64, i64)>,
}

impl RegionSummary {
    /// Where the places of the region, or of one municipality, lie, with room around them.
    pub fn bounds(&self, only: Option<MunicipalityCode>) -> Option<Bounds> {
        const AROUND_M: f64 = 400.0;
        let wanted = |kind: &&KindCount| only.is_none_or(|code| i64::from(code.number()) == kind.municipality);
        let all = self.kinds.iter().filter(wanted).map(KindCount::bounds);
        all.reduce(Bounds::union).map(|bounds| bounds.grow(AROUND_M))
    }
}

/// The places of a municipality in the order of their names.
#[derive(Debug, Default)]
pub struct PlaceList {
    /// All of them.
    pub lines: Vec<PlaceLine>,
    /// What filters ask of each, in the same order.
    pub marks: Vec<Mark>,
}

/// What filters ask of a place, small enough to go through thousands for each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The kind, as its position in [`KINDS`]; that of an unknown kind is behind the last.
    pub kind: u8,
    /// Whether it lies in the countryside.
    pub countryside: bool,
    /// Whether a row says something about it.
    pub has_rows: bool,
}

impl PlaceList {
    fn of(mut lines: Vec<PlaceLine>) -> Self {
        lines.sort_by_cached_key(|place| (natural(&place.name), place.id.clone()));
        let kind = |place: &PlaceLine| KINDS.iter().position(|kind| *kind == place.kind).unwrap_or(KINDS.len()) as u8;
        let mark = |place: &PlaceLine| Mark { kind: kind(place), countryside: place.countryside, has_rows: place.facts > 0 };
        Self { marks: lines.iter().map(mark).collect(), lines }
    }
}

/// The kinds of places, in the order in which they are offered.
pub const KINDS: [&str; 5] = ["erf", "unit", "perceel", "ligplaats", "standplaats"];

/// What rows say of the areas around a place.
#[derive(Debug)]
pub struct Context {
    /// The rows shown, as finished HTML; empty when there are none.
    pub html: String,
    /// How many are shown.
    pub shown: usize,
    /// How many there are.
    pub count: i64,
}

/// A neighbourhood (*buurt*).
#[derive(Debug)]
pub struct Quarter {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    geometry: Geometry,
    bounds: Option<Bounds>,
}

impl Desk {
    /// A desk without anything remembered yet.
    pub fn new(atlas: Arc<Atlas>, works: Arc<Works>, program: Program) -> Self {
        Self {
            atlas,
            works,
            program,
            regions: Kept::default(),
            rates: Kept::default(),
            superseded: Kept::default(),
            certain: Kept::default(),
            bases: Kept::default(),
            samples: Kept::default(),
            queues: Kept::default(),
            quality: Kept::default(),
            outcomes: Kept::of(MOST_CONTEXTS),
            companies: Kept::default(),
            streets: Kept::default(),
            quarters: Kept::default(),
            places: Kept::default(),
            context: Kept::of(MOST_CONTEXTS),
        }
    }

    /// Counts over the region from what somebody may use.
    pub async fn region(&self, tx: &mut Tx, usable: &InUse) -> Result<Arc<RegionSummary>, StoreError> {
        // The window begins five years ago, in the year whose borders hold today less five.
        let year = usable.since / 10_000 + 5;
        let key = data(tx, usable).await?;
        let make = async {
            let counts = regions::match_counts(tx, usable).await?;
            let matches = counts.into_iter().map(|(code, rows, matched)| (code, (rows, matched))).collect();
            let (names, kinds) = (regions::names(tx, year).await?, regions::kind_counts(tx).await?);
            Ok(RegionSummary { names: with_places(names, &kinds), kinds, matches })
        };
        self.regions.get(key, make).await
    }

    /// The match rate of every delivery. Pick from it only deliveries that may be seen.
    pub async fn rates(&self, tx: &mut Tx) -> Result<Arc<BTreeMap<i64, Rate>>, StoreError> {
        let key = standing(tx).await?;
        let make = async { Ok(links::rates(tx).await?.into_iter().map(|rate| (rate.delivery, rate)).collect()) };
        self.rates.get(key, make).await
    }

    /// What was replaced of a delivery by newer ones among those somebody may know of.
    pub async fn superseded(&self, tx: &mut Tx, scope: &Scope, it: &Delivery, known: &[Delivery]) -> Result<Arc<Superseded>, StoreError> {
        let key = (reader(scope), standing(tx).await?, it.id);
        let known = known.iter().map(|delivery| delivery.id).collect();
        self.superseded.get(key, superseded::of(tx, it, &known)).await
    }

    /// How many matches nobody looked at, and the mean chance that one is wrong. Judging does not change these, so they
    /// are not counted anew after every judgement.
    pub async fn certain(&self, tx: &mut Tx, scope: &Scope) -> Result<(i64, f64), StoreError> {
        let key = (reader(scope), matched(tx).await?);
        self.certain.get(key, matches::certain(tx, scope)).await.map(|found| *found)
    }

    /// The matches that wait for a person, as far as somebody may judge them.
    pub async fn queues(&self, tx: &mut Tx, scope: &Scope, usable: &InUse) -> Result<Arc<Queues>, StoreError> {
        let matched = matched(tx).await?;
        let key = (reader(scope), usable.since, standing(tx).await?, matched);
        if let Some(known) = self.queues.known(&key) {
            return Ok(known);
        }
        let make = Base::read(tx, scope, usable);
        let base = self.bases.get((reader(scope), usable.since, matched), make).await?;
        let sample = self.sample(tx, scope).await?;
        self.queues.get(key, Queues::read(tx, scope, usable, &base, &sample)).await
    }

    /// The certain links that are drawn to check on the program: of whole deliveries, also for who sees one municipality.
    pub async fn sample(&self, tx: &mut Tx, scope: &Scope) -> Result<Arc<Sample>, StoreError> {
        let key = (scope.admits_covenant(), matched(tx).await?);
        self.samples.get(key, matches::sample(tx, scope.admits_covenant())).await
    }

    /// Counts of matches by delivery, as far as somebody may know them.
    pub async fn quality(&self, tx: &mut Tx, scope: &Scope) -> Result<Arc<Vec<Quality>>, StoreError> {
        let key = (reader(scope), standing(tx).await?, matched(tx).await?);
        self.quality.get(key, quality::of_deliveries(tx, scope)).await
    }

    /// What became of the rows of a delivery, as far as somebody may know them.
    pub async fn outcome(&self, tx: &mut Tx, scope: &Scope, id: DeliveryId) -> Result<Arc<Outcome>, StoreError> {
        let key = (reader(scope), standing(tx).await?, matched(tx).await?, id.0);
        self.outcomes.get(key, rows::outcome(tx, scope, id)).await
    }

    /// The companies in what somebody may use, by delivery. What a delivery holds never changes, so it is read once.
    pub async fn companies(&self, tx: &mut Tx, usable: &InUse) -> Result<Vec<(i64, Arc<Vec<Company>>)>, StoreError> {
        let mut found = Vec::new();
        for delivery in search::with_companies(tx, usable).await? {
            found.push((delivery, self.companies.get(delivery, search::companies(tx, delivery)).await?));
        }
        Ok(found)
    }

    /// All streets of the region, in and out of scope: what is shown is asked for again within the scope.
    pub async fn streets(&self, tx: &mut Tx) -> Result<Arc<Vec<Street>>, StoreError> {
        let version = derived::version(tx).await?;
        self.streets.get(version, search::streets(tx)).await
    }

    /// The places of a municipality, with the number of facts of each.
    pub async fn places(&self, tx: &mut Tx, usable: &InUse, municipality: i64) -> Result<Arc<PlaceList>, StoreError> {
        let key = (data(tx, usable).await?, municipality);
        let make = async { Ok(PlaceList::of(places::of_municipality(tx, usable, municipality).await?)) };
        self.places.get(key, make).await
    }

    /// Forgets what was read of deliveries that are no longer in use: nothing of them may stay, also not in memory.
    pub async fn forget_ended(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let released = deliveries::released(tx).await?;
        self.companies.keep(|delivery| released.contains(delivery));
        let version = derived::version(tx).await?;
        self.places.keep(|((of, _), _)| *of == version);
        self.streets.keep(|of| *of == version);
        self.context.keep(|(_, _, (of, _))| *of == version);
        Ok(())
    }

    /// What the newest rows about areas say: the same for all places of a neighbourhood, and for all who may use the same.
    pub async fn context(&self, caller: &Caller, tx: &mut Tx, usable: &InUse, areas: Vec<String>) -> Result<Arc<Context>, WebError> {
        const MOST: i64 = 20;
        let key = (areas.clone(), caller.lang(), data(tx, usable).await?);
        let make = async {
            let (rows, count) = rows::of_areas(tx, usable, &areas, MOST).await?;
            let html = if rows.is_empty() { String::new() } else { caller.piece("places/context.html", &view::grouped(caller, &rows))? };
            Ok(Context { html, shown: rows.len(), count })
        };
        self.context.get(key, make).await
    }

    /// The neighbourhood a point lies in: code and name.
    pub async fn quarter(&self, tx: &mut Tx, clock: &dyn Clock, point: RdPoint) -> Result<Option<(String, String)>, StoreError> {
        let key = deliveries::standing(tx).await?;
        let quarters = self.quarters.get(key, quarters(tx, day_number(clock.today()) / 10_000)).await?;
        let holds = |q: &&Quarter| q.bounds.is_some_and(|b| b.contains(point)) && q.geometry.contains(point);
        Ok(quarters.iter().find(holds).map(|q| (q.code.clone(), q.name.clone())))
    }
}

/// A municipality that has places is listed, also when no name for it was delivered.
fn with_places(mut names: BTreeMap<MunicipalityCode, String>, kinds: &[KindCount]) -> BTreeMap<MunicipalityCode, String> {
    for code in kinds.iter().filter_map(|kind| format!("{:04}", kind.municipality).parse::<MunicipalityCode>().ok()) {
        names.entry(code).or_insert_with(|| code.to_string());
    }
    names
}

/// A piece of a name; numbers sort by their value, so that house number 2 comes before 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// A number.
    Number(u64),
    /// Anything else.
    Text(String),
}

/// A name by which names sort as people sort them.
pub fn natural(name: &str) -> Vec<Piece> {
    let lower = name.to_lowercase();
    let pieces = lower.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    pieces
        .map(|bytes| String::from_utf8_lossy(bytes))
        .map(|text| text.parse().map_or_else(|_| Piece::Text(text.into_owned()), Piece::Number))
        .collect()
}

async fn quarters(tx: &mut Tx, year: i64) -> Result<Vec<Quarter>, StoreError> {
    let features = derived::ground_features(tx, &["buurt"]).await?;
    let quarter = |f: crate::ground::GroundFeature| Quarter {
        name: f.name.unwrap_or_else(|| f.code.clone()),
        code: f.code,
        bounds: f.geometry.bounds(),
        geometry: f.geometry,
    };
    Ok(features.into_iter().filter(|f| f.holds_in(year)).map(quarter).collect())
}

async fn data(tx: &mut Tx, usable: &InUse) -> Result<Data, StoreError> {
    Ok((derived::version(tx).await?, usable.deliveries.clone()))
}

async fn standing(tx: &mut Tx) -> Result<Standing, StoreError> {
    Ok((derived::version(tx).await?, deliveries::standing(tx).await?))
}

async fn matched(tx: &mut Tx) -> Result<Matched, StoreError> {
    Ok((deliveries::standing(tx).await?, cut::kept(tx).await?.map_or(0, f64::to_bits)))
}

fn reader(scope: &Scope) -> Reader {
    (deliveries::own(scope), scope.admits_covenant())
}

/// The last few answers to questions that take long, by what they depend on. Whoever asks what somebody else is working out
/// waits for that answer.
struct Kept<K, V> {
    most: usize,
    list: Mutex<Vec<(K, Arc<V>)>>,
    making: tokio::sync::Mutex<()>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self::of(MOST_KEPT)
    }
}

/// Enough for every combination of compartments and a change or two, and for the municipalities that are looked at.
const MOST_KEPT: usize = 40;
/// The same for the neighbourhoods.
const MOST_CONTEXTS: usize = 400;

impl<K, V> Kept<K, V> {
    fn of(most: usize) -> Self {
        Self { most, list: Mutex::new(Vec::new()), making: tokio::sync::Mutex::new(()) }
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    async fn get<E>(&self, key: K, make: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let _making = self.making.lock().await;
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let made = Arc::new(make.await?);
        let mut list = self.list();
        if list.len() >= self.most {
            list.remove(0);
        }
        list.push((key, Arc::clone(&made)));
        Ok(made)
    }

    fn known(&self, key: &K) -> Option<Arc<V>> {
        self.list().iter().find(|(kept, _)| kept == key).map(|(_, value)| Arc::clone(value))
    }

    /// Forgets all others.
    fn keep(&self, wanted: impl Fn(&K) -> bool) {
        self.list().retain(|(key, _)| wanted(key));
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<(K, Arc<V>)>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the frame what municipalities are called; after every change of the data.
pub async fn name_areas(app: &App, db: &Db) -> Result<(), StoreError> {
    let mut tx = db.read().await?;
    app.name_areas(regions::names(&mut tx, i64::from(app.clock().today().year())).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn house_numbers_sort_by_their_value() {
        let mut names = ["Botterpad 10", "Botterpad 2", "Achterweg 12-B", "Botterpad 2A", "Achterweg 12"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["Achterweg 12", "Achterweg 12-B", "Botterpad 2", "Botterpad 2A", "Botterpad 10"]);
    }

    #[tokio::test]
    async fn an_answer_is_worked_out_once_however_many_ask() {
        let kept: Kept<u8, u32> = Kept::of(2);
        let made = std::sync::atomic::AtomicU32::new(0);
        let ask = |key: u8| {
            let made = &made;
            kept.get(key, async move {
                tokio::task::yield_now().await;
                Ok::<_, Infallible>(made.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
            })
        };
        let (one, two, other) = tokio::join!(ask(1), ask(1), ask(2));
        assert_eq!((*one.unwrap(), *two.unwrap(), *other.unwrap()), (0, 0, 1));
        ask(3).await.unwrap();
        assert_eq!(*ask(1).await.unwrap(), 3, "the oldest made room");
        kept.keep(|key| *key == 3);
        assert_eq!((*ask(3).await.unwrap(), *ask(1).await.unwrap()), (2, 4));
    }
}
