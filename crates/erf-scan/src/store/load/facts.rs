// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Rows of tables that are matched with certainty and speak of a day inside the window.

use std::collections::{HashMap, HashSet};

use erf_base::RdPoint;
use erf_spatial::AreaIndex;
use erf_store::{Row, StoreError, Tx, assembled, query};

use super::{
    Known,
    ground::each_range,
    shapes::shape,
    values::{Said, allowed_values},
};
use crate::{
    indicator::columns,
    region::{Fact, Kind, Presence, Region, Target, Value, Values},
};

/// A delivery that holds rows, and what each of them is about.
pub(super) struct Holder {
    word: String,
    kind: Kind,
    pub(super) delivery: u32,
}

/// Which usable deliveries hold rows that an indicator reads: a delivery holds one kind.
pub(super) async fn holders(tx: &mut Tx, known: &Known) -> Result<Vec<Holder>, StoreError> {
    let mut found = Vec::new();
    for (id, delivery) in known.in_order() {
        let word: Option<(String,)> =
            query("SELECT kind FROM source_row WHERE delivery = $1 ORDER BY seq LIMIT 1").bind(id).maybe(tx).await?;
        let holder = word.and_then(|(word,)| Some(Holder { kind: columns::kind(&word)?, word, delivery }));
        found.extend(holder);
    }
    Ok(found)
}

/// Reads facts of places, facts of areas and presence of one delivery.
pub(super) async fn read(tx: &mut Tx, region: &Region, known: &Known, holder: &Holder) -> Result<Facts, StoreError> {
    let mut facts = Facts::default();
    if holder.kind == Kind::Presence {
        presence(tx, region, holder.delivery, &mut facts).await?;
    } else {
        rows(tx, region, known, holder, &mut facts).await?;
    }
    if holder.kind == Kind::Dump {
        middle_points(tx, known, &mut facts.elsewhere).await?;
    }
    if holder.kind == Kind::Berth {
        settle_berths(tx, region, &mut facts.elsewhere).await?;
    }
    Ok(facts)
}

/// What rows say.
#[derive(Default)]
pub(super) struct Facts {
    /// Facts with the place they belong to.
    placed: Vec<(u32, Fact)>,
    elsewhere: Vec<Fact>,
    presence: Vec<Presence>,
}

impl Facts {
    pub(super) fn add(&mut self, mut other: Self) {
        self.placed.append(&mut other.placed);
        self.elsewhere.append(&mut other.elsewhere);
        self.presence.append(&mut other.presence);
    }

    /// Puts them in a region that has its buildings and addresses.
    pub(super) fn into_region(mut self, region: &mut Region) {
        self.placed.iter_mut().filter(|(_, fact)| fact.at.is_none()).for_each(|(place, fact)| fact.at = point_of(region, *place, fact));
        self.placed.sort_unstable_by(|(p, a), (q, b)| (p, a.kind, a.delivery, a.seq).cmp(&(q, b.kind, b.delivery, b.seq)));
        let (owners, facts): (Vec<u32>, Vec<Fact>) = self.placed.into_iter().unzip();
        each_range(&owners, |place, range| region.places[place].facts = range);
        region.facts = facts;
        self.elsewhere.sort_unstable_by(|a, b| (a.kind, area(a), a.delivery, a.seq).cmp(&(b.kind, area(b), b.delivery, b.seq)));
        region.area_facts = self.elsewhere;
        self.presence.sort_unstable_by_key(|row| (row.address, row.delivery, row.seq));
        region.presence = self.presence;
    }
}

fn area(fact: &Fact) -> &str {
    if let Target::Area(code) = &fact.target { code } else { "" }
}

/// What may be known on the day of the scan and still counts then; `$2` is the first day of the five years, `$3` the last.
/// Until when something counts is written beside its match ([`erf_places::window::last_day`]).
fn window(kind: Kind) -> &'static str {
    match kind {
        // Begun by then, and not over before the five years.
        Kind::Establishment | Kind::Offer | Kind::Zoning => {
            "(r.event_date IS NULL OR r.event_date <= $3) AND (l.last_day IS NULL OR l.last_day >= $2)"
        }
        _ => "(l.last_day IS NULL OR l.last_day BETWEEN $2 AND $3)",
    }
}

/// Rows of one delivery with what they were matched to. Everything it asks of a match stands in the index `link_for_scans`.
pub(super) fn statement(kind: Kind) -> String {
    let columns = match kind {
        Kind::Presence => "l.seq, l.target_id, r.attributes, l.target_kind",
        _ => "l.seq, l.target_kind, l.target_id, l.place, l.precision_m, r.event_date, r.fields, r.attributes",
    };
    format!(
        "SELECT {columns} FROM link l JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq \
         WHERE l.delivery = $1 AND l.decision IN ('zeker', 'bevestigd') AND {}",
        window(kind)
    )
}

async fn rows(
    tx: &mut Tx,
    region: &Region,
    known: &Known,
    Holder { word, kind, delivery }: &Holder,
    gathered: &mut Facts,
) -> Result<(), StoreError> {
    let (kind, delivery) = (*kind, *delivery);
    assembled(statement(kind))
        .bind(region.deliveries[delivery as usize].id)
        .bind(region.since)
        .bind(region.date)
        .each(tx, |row| {
            for place in owners(row, kind, known)? {
                let fact = fact(row, word, kind, delivery)?;
                if too_old(&fact, region.since) {
                    continue;
                }
                match place {
                    Some(place) => gathered.placed.push((place, fact)),
                    None => gathered.elsewhere.push(fact),
                }
            }
            Ok(())
        })
        .await
}

/// The places a row belongs to; `None` stands for an area. Berths belong to their port and to no place.
fn owners(row: &Row<'_>, kind: Kind, known: &Known) -> Result<Vec<Option<u32>>, StoreError> {
    if kind == Kind::Zoning && row.text(1)? == "parcel" {
        let on_parcel = known.parcels.get(row.text(2)?).map_or(&[][..], Vec::as_slice);
        return Ok(on_parcel.iter().map(|place| Some(*place)).collect());
    }
    let place = row.text(3)?;
    if place.is_empty() || kind == Kind::Berth {
        return Ok(vec![None]);
    }
    // A place that is not read (a berth, a pitch) takes its facts with it.
    Ok(known.places.get(place).map(|place| Some(*place)).into_iter().collect())
}

fn fact(row: &Row<'_>, word: &str, kind: Kind, delivery: u32) -> Result<Fact, StoreError> {
    let mut said = Said::default();
    said.read(word, row.text(6)?);
    said.read(word, row.text(7)?);
    let id = row.text(2)?;
    let target = match row.text(1)? {
        "address" => id.parse().map_or(Target::Place, Target::Address),
        "building" => id.parse().map_or(Target::Place, Target::Building),
        "parcel" if row.text(3)?.is_empty() => Target::Area(id.to_owned()),
        "area" => Target::Area(id.to_owned()),
        _ => Target::Place,
    };
    let at = said.x.zip(said.y).map(|(x, y)| RdPoint::new(x, y));
    Ok(Fact { delivery, seq: row.get(0)?, kind, target, date: row.get(5)?, end: said.end, at, precision: row.get(4)?, values: said.values })
}

/// Yearly figures say their year themselves: the year counts when its last day is inside the window.
fn too_old(fact: &Fact, since: i64) -> bool {
    let year = match (fact.values.get("jaar"), fact.values.get("periode")) {
        (Some(Value::Number(year)), _) => Some(*year as i64),
        (_, Some(Value::Text(period))) => period.get(..4).and_then(|year| year.parse().ok()),
        _ => None,
    };
    year.is_some_and(|year| year * 10_000 + 1_231 < since)
}

/// Presence is packed: there is a row for every address of the region, and few different answers.
async fn presence(tx: &mut Tx, region: &Region, delivery: u32, gathered: &mut Facts) -> Result<(), StoreError> {
    let mut answers: HashMap<String, Option<bool>> = HashMap::new();
    // Asking for addresses in the statement would lead SQLite to the index of all addresses instead of this delivery.
    assembled(statement(Kind::Presence))
        .bind(region.deliveries[delivery as usize].id)
        .bind(region.since)
        .bind(region.date)
        .each(tx, |row| {
            if row.text(3)? != "address" {
                return Ok(());
            }
            let Ok(address) = row.text(1)?.parse() else { return Ok(()) };
            let text = row.text(2)?;
            let used = if let Some(known) = answers.get(text) {
                *known
            } else {
                let used = in_use(&allowed_values("aanwezigheid", text));
                answers.insert(text.to_owned(), used);
                used
            };
            gathered.presence.push(Presence { address, delivery, seq: row.get(0)?, used });
            Ok(())
        })
        .await
}

/// Used when one of the three says yes; empty only when all three say no.
fn in_use(values: &Values) -> Option<bool> {
    let flags = ["bewoner", "vestiging", "gebruiker"].map(|name| match values.get(name) {
        Some(Value::Flag(flag)) => Some(*flag),
        _ => None,
    });
    if flags.contains(&Some(true)) {
        return Some(true);
    }
    (!flags.contains(&None)).then_some(false)
}

/// Permitted use that came as shapes: the one a place lies in.
pub(super) async fn zoned(tx: &mut Tx, region: &Region, delivery: u32) -> Result<Facts, StoreError> {
    let (about, mut facts) = (&region.deliveries[delivery as usize], Facts::default());
    if about.period.1.is_some_and(|last| last < region.since) {
        return Ok(facts);
    }
    let (mut list, mut shapes) = (Vec::new(), Vec::new());
    query("SELECT seq, name, attributes, shape FROM feature WHERE delivery = $1 AND kind = 'bestemming' ORDER BY seq")
        .bind(about.id)
        .each(tx, |row| {
            let mut values = allowed_values("bestemming", row.text(2)?);
            values.insert("category", Value::Text(row.text(1)?.to_owned()));
            list.push((row.get::<i64>(0)?, values));
            shapes.push(shape(row.blob(3)?));
            Ok(())
        })
        .await?;
    let mut index = AreaIndex::new(shapes);
    let own = |place: &crate::region::Place| about.municipality.is_none_or(|code| place.municipality == Some(code));
    for (place, it) in region.places.iter().enumerate().filter(|(_, place)| own(place)) {
        let Some(found) = index.at(it.at) else { continue };
        let (seq, values) = list[found].clone();
        let fact =
            Fact { delivery, seq, kind: Kind::Zoning, target: Target::Place, date: None, end: None, at: None, precision: None, values };
        facts.placed.push((place as u32, fact));
    }
    Ok(facts)
}

/// Where the address, building or place of a fact is.
fn point_of(region: &Region, place: u32, fact: &Fact) -> Option<RdPoint> {
    let owner = &region.places[place as usize];
    let addresses = &region.addresses[owner.addresses.start as usize..owner.addresses.end as usize];
    let buildings = &region.buildings[owner.buildings.start as usize..owner.buildings.end as usize];
    let point = match fact.target {
        Target::Address(id) => addresses.iter().find(|address| address.id == id).map(|address| address.at),
        Target::Building(id) => buildings.iter().find(|building| building.id == id).map(|building| building.at),
        _ => None,
    };
    point.or(Some(owner.at))
}

/// Gives dumps that are on no place a point of the parcel, road, water or area they were matched to.
async fn middle_points(tx: &mut Tx, known: &Known, dumps: &mut [Fact]) -> Result<(), StoreError> {
    let wanted: HashSet<String> = dumps.iter().filter(|fact| fact.at.is_none()).map(|fact| area(fact).to_owned()).collect();
    let points = middles(tx, known, &wanted).await?;
    for fact in dumps.iter_mut().filter(|fact| fact.at.is_none()) {
        fact.at = points.get(area(fact)).copied();
    }
    Ok(())
}

/// A point inside each of these parcels, roads, waters and areas.
async fn middles(tx: &mut Tx, known: &Known, wanted: &HashSet<String>) -> Result<HashMap<String, RdPoint>, StoreError> {
    let mut codes: Vec<&str> = wanted.iter().map(String::as_str).collect();
    codes.sort_unstable();
    // Municipalities are written with or without letters before their number.
    let bare: Vec<&str> = codes.iter().filter_map(|code| code.strip_prefix("GM")).collect();
    let mut points: HashMap<String, ((i64, i64), RdPoint)> = HashMap::new();
    for part in [codes, bare].concat().chunks(10_000) {
        // Without an order SQLite walks the table as it lies; the highest number decides instead.
        query("SELECT delivery, seq, kind, code, shape FROM feature WHERE code IN ($1) AND kind NOT IN ('gewasperceel', 'bestemming')")
            .bind_list(part.iter().copied())
            .each(tx, |row| {
                let source: (i64, i64) = (row.get(0)?, row.get(1)?);
                let Some(point) = shape(row.blob(4)?).point_on_surface() else { return Ok(()) };
                let code = row.text(3)?;
                let code = if row.text(2)? == "gemeente" && !code.starts_with("GM") { format!("GM{code}") } else { code.to_owned() };
                let newest = points.get(&code).is_none_or(|(known, _)| *known < source);
                if newest && known.deliveries.contains_key(&source.0) {
                    points.insert(code, (source, point));
                }
                Ok(())
            })
            .await?;
    }
    Ok(points.into_iter().map(|(code, (_, point))| (code, point)).collect())
}

/// A line of the port register speaks of the port its berth lies in; which berth is forgotten here.
async fn settle_berths(tx: &mut Tx, region: &Region, berths: &mut Vec<Fact>) -> Result<(), StoreError> {
    let ids = berths.iter().filter_map(|fact| match fact.target {
        Target::Address(id) => Some(id),
        _ => None,
    });
    let ids: Vec<i64> = ids.collect();
    let mut parks = AreaIndex::new(region.parks.iter().map(|park| park.geometry.clone()).collect());
    let mut port_of: HashMap<i64, String> = HashMap::new();
    for part in ids.chunks(10_000) {
        query("SELECT id, x, y FROM address WHERE id IN ($1)")
            .bind_list(part.iter().copied())
            .each(tx, |row| {
                if let Some(park) = parks.at(RdPoint::new(row.get(1)?, row.get(2)?)) {
                    port_of.insert(row.get(0)?, region.parks[park].code.clone());
                }
                Ok(())
            })
            .await?;
    }
    berths.retain_mut(|fact| {
        let Target::Address(id) = fact.target else { return false };
        let port = port_of.get(&id);
        fact.target = Target::Area(port.cloned().unwrap_or_default());
        port.is_some()
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_empty_only_when_all_three_say_no() {
        let said = |text| in_use(&allowed_values("aanwezigheid", text));
        assert_eq!(said(r#"{"bewoner":false,"vestiging":false,"gebruiker":false}"#), Some(false));
        assert_eq!(said(r#"{"bewoner":false,"vestiging":true}"#), Some(true));
        assert_eq!(said(r#"{"bewoner":false,"vestiging":false}"#), None);
        assert_eq!(said("{}"), None);
    }

    #[test]
    fn a_yearly_figure_counts_while_its_year_touches_the_window() {
        let figure = |values: &str| Fact {
            delivery: 0,
            seq: 1,
            kind: Kind::Visits,
            target: Target::Area("BU1".into()),
            date: None,
            end: None,
            at: None,
            precision: None,
            values: allowed_values("bezoeken", values),
        };
        assert!(!too_old(&figure(r#"{"jaar":2021}"#), 20_211_001));
        assert!(too_old(&figure(r#"{"jaar":2020}"#), 20_211_001));
        assert!(!too_old(&figure("{}"), 20_211_001));
    }
}
