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
use erf_web::App;

use crate::{
    atlas::Atlas,
    present::day_number,
    receive::Program,
    store::{
        deliveries, derived,
        facts::{
            InUse, matches,
            places::{self, PlaceLine},
            regions::{self, KindCount},
            rows::{self, FactRow},
            search::{self, Company},
        },
        links::{self, Rate},
    },
    work::Works,
};

/// Which data an answer rests on: their version, and the deliveries that somebody may use.
type Data = (i64, Vec<i64>);
/// Which deliveries there are, each with the moment since which it is what it is.
type Moments = Vec<(i64, i64)>;

/// What the pages share.
pub struct Desk {
    /// The map.
    pub atlas: Arc<Atlas>,
    /// Turns for work that changes which data are in use.
    pub works: Arc<Works>,
    /// Where the program is, to read spreadsheets in a child process; `None` reads them in this process (tests).
    pub program: Program,
    regions: Kept<Data, RegionSummary>,
    rates: Kept<(i64, Moments), BTreeMap<i64, Rate>>,
    certain: Kept<(i64, bool, Moments), (i64, f64)>,
    companies: Kept<Data, Vec<Company>>,
    quarters: Kept<i64, Vec<Quarter>>,
    places: Kept<(Data, i64), Vec<PlaceLine>>,
    context: Kept<(Data, Vec<String>), (Vec<FactRow>, i64)>,
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
            certain: Kept::default(),
            companies: Kept::default(),
            quarters: Kept::default(),
            places: Kept::default(),
            context: Kept::default(),
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
        let key = (derived::version(tx).await?, moments(tx).await?);
        let make = async { Ok(links::rates(tx).await?.into_iter().map(|rate| (rate.delivery, rate)).collect()) };
        self.rates.get(key, make).await
    }

    /// How many matches nobody looked at, and the mean chance that one is wrong. Judging does not change these, so they
    /// are not counted anew after every judgement.
    pub async fn certain(&self, tx: &mut Tx, scope: &Scope) -> Result<(i64, f64), StoreError> {
        let key = (deliveries::own(scope), scope.admits_covenant(), moments(tx).await?);
        self.certain.get(key, matches::certain(tx, scope)).await.map(|found| *found)
    }

    /// All companies in what somebody may use.
    pub async fn companies(&self, tx: &mut Tx, usable: &InUse) -> Result<Arc<Vec<Company>>, StoreError> {
        let key = data(tx, usable).await?;
        self.companies.get(key, search::companies(tx, usable)).await
    }

    /// The places of a municipality in the order of their names, with the number of facts of each.
    pub async fn places(&self, tx: &mut Tx, usable: &InUse, municipality: i64) -> Result<Arc<Vec<PlaceLine>>, StoreError> {
        let key = (data(tx, usable).await?, municipality);
        let make = async {
            let mut list = places::of_municipality(tx, usable, municipality).await?;
            list.sort_by_cached_key(|place| (natural(&place.name), place.id.clone()));
            Ok(list)
        };
        self.places.get(key, make).await
    }

    /// The newest rows about areas, and how many there are: the same for all places of a neighbourhood.
    pub async fn context(&self, tx: &mut Tx, usable: &InUse, areas: Vec<String>) -> Result<Arc<(Vec<FactRow>, i64)>, StoreError> {
        const MOST: i64 = 20;
        let key = (data(tx, usable).await?, areas.clone());
        self.context.get(key, rows::of_areas(tx, usable, &areas, MOST)).await
    }

    /// The neighbourhood a point lies in: code and name.
    pub async fn quarter(&self, tx: &mut Tx, clock: &dyn Clock, point: RdPoint) -> Result<Option<(String, String)>, StoreError> {
        let key = derived::version(tx).await?;
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
enum Piece {
    Number(u64),
    Text(String),
}

fn natural(name: &str) -> Vec<Piece> {
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

async fn moments(tx: &mut Tx) -> Result<Moments, StoreError> {
    Ok(deliveries::every(tx).await?.into_iter().map(|d| (d.id, d.state_at.0)).collect())
}

/// The last few answers to questions that take long, by what they depend on.
struct Kept<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

/// Enough for every combination of compartments and a change or two, and for the municipalities that are looked at.
const MOST_KEPT: usize = 40;

impl<K: PartialEq, V> Kept<K, V> {
    async fn get<E>(&self, key: K, make: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        let known = self.list().iter().find(|(kept, _)| *kept == key).map(|(_, value)| Arc::clone(value));
        if let Some(known) = known {
            return Ok(known);
        }
        let made = Arc::new(make.await?);
        let mut list = self.list();
        if list.len() >= MOST_KEPT {
            list.remove(0);
        }
        list.push((key, Arc::clone(&made)));
        Ok(made)
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<(K, Arc<V>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    use super::*;

    #[test]
    fn house_numbers_sort_by_their_value() {
        let mut names = ["Botterpad 10", "Botterpad 2", "Achterweg 12-B", "Botterpad 2A", "Achterweg 12"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["Achterweg 12", "Achterweg 12-B", "Botterpad 2", "Botterpad 2A", "Botterpad 10"]);
    }
}
