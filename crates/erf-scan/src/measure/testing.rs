// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A small region, put together by hand, on 1 October 2026 in municipality 9901.

use std::collections::BTreeSet;

use erf_base::{Compartment, RdPoint};
use erf_spatial::{Bounds, Geometry};

use super::{Measures, coverage};
use crate::scan::Read as _;
use crate::{
    indicator::{Finding, Reading, catalogue, find},
    region::{Address, Building, Delivery, Fact, Kind, Place, Presence, Region, Shape, Target, Value, Values},
};

pub const TODAY: i64 = 20_261_001;
/// The last day of every delivery.
pub const YESTERDAY: i64 = 20_260_930;

/// A point so many metres east and north of a corner.
pub fn at(x: f64, y: f64) -> RdPoint {
    RdPoint::new(140_000.0 + x, 500_000.0 + y)
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A place with what belongs to it.
#[derive(Clone)]
pub struct Draft {
    pub place: Place,
    buildings: Vec<Building>,
    addresses: Vec<Address>,
    facts: Vec<(&'static str, Fact)>,
    presence: Vec<Presence>,
}

/// A yard in the countryside.
pub fn yard() -> Draft {
    Draft::new("erf", true)
}

/// A unit outside any park.
pub fn unit() -> Draft {
    Draft::new("unit", false)
}

/// A unit on the business park.
pub fn park_unit() -> Draft {
    let mut draft = unit();
    draft.place.park = Some(0);
    draft
}

/// A unit in the port.
pub fn port_unit() -> Draft {
    let mut draft = unit();
    draft.place.park = Some(1);
    draft
}

impl Draft {
    fn new(kind: &str, countryside: bool) -> Self {
        let place = Place {
            id: String::new(),
            kind: kind.into(),
            name: "Achterweg 1".into(),
            municipality: "9901".parse().ok(),
            at: at(0.0, 0.0),
            countryside,
            park: None,
            neighbourhood: Some(0),
            shed_area: 0.0,
            buildings: 0..0,
            addresses: 0..0,
            facts: 0..0,
        };
        Self { place, buildings: Vec::new(), addresses: Vec::new(), facts: Vec::new(), presence: Vec::new() }
    }

    pub fn at(mut self, x: f64, y: f64) -> Self {
        self.place.at = at(x, y);
        self
    }

    /// A building without an address.
    pub fn shed(self, area: f64) -> Self {
        self.building(area, 0)
    }

    pub fn building(mut self, area: f64, addresses: u32) -> Self {
        let id = self.buildings.len() as i64 + 1;
        if addresses == 0 {
            self.place.shed_area += area;
        }
        self.buildings.push(Building { id, at: self.place.at, year: Some(1990), area, addresses });
        self
    }

    /// The last building was built in a year.
    pub fn built(mut self, year: Option<i32>) -> Self {
        self.buildings.last_mut().unwrap().year = year;
        self
    }

    /// The last building stands here.
    pub fn standing(mut self, x: f64, y: f64) -> Self {
        self.buildings.last_mut().unwrap().at = at(x, y);
        self
    }

    /// An address with uses such as `woonfunctie|winkelfunctie`.
    pub fn address(mut self, id: i64, uses: &str) -> Self {
        let has = |wanted: &str| uses.split('|').any(|word| word == wanted);
        self.addresses.push(Address {
            id,
            at: self.place.at,
            area: Some(120.0),
            dwelling: has("woonfunctie"),
            industry: has("industriefunctie"),
            only_dwelling: uses == "woonfunctie",
            office: has("kantoorfunctie"),
            unit: id,
            side: false,
            building: (uses != "woonfunctie").then_some(self.buildings.len() as i64).filter(|number| *number > 0),
        });
        self
    }

    /// Changes the last address.
    pub fn with(mut self, change: impl Fn(&mut Address)) -> Self {
        change(self.addresses.last_mut().unwrap());
        self
    }

    /// A line of the presence list about an address.
    pub fn used(mut self, address: i64, used: Option<bool>) -> Self {
        let seq = self.presence.len() as i64 + 1;
        self.presence.push(Presence { address, delivery: 0, seq, used });
        self
    }

    /// A fact about address 1, of a source.
    pub fn fact(mut self, source: &'static str, kind: Kind, day: Option<i64>, values: &[(&'static str, Value)]) -> Self {
        let values = values.iter().cloned().collect();
        let seq = self.facts.len() as i64 + 1;
        let fact = Fact {
            delivery: 0,
            seq,
            kind,
            target: Target::Address(1),
            date: day,
            end: None,
            at: Some(self.place.at),
            precision: Some(10.0),
            values,
        };
        self.facts.push((source, fact));
        self
    }

    /// Changes the last fact.
    pub fn but(mut self, change: impl Fn(&mut Fact)) -> Self {
        change(&mut self.facts.last_mut().unwrap().1);
        self
    }

    /// A line of the trade register at address 1.
    pub fn company(self, sbi: &str, start: i64, end: Option<i64>) -> Self {
        let number = self.facts.len() as f64;
        let values = [("category", text(sbi)), ("establishment", Value::Number(number))];
        self.fact("handelsregister", Kind::Establishment, Some(start), &values).but(|fact| fact.end = end)
    }
}

/// A region in the making.
pub struct World {
    pub region: Region,
    drafts: Vec<Draft>,
}

impl World {
    /// Deliveries of every source, a business park and a port.
    pub fn new() -> Self {
        let mut region = Region { date: TODAY, since: 20_211_001, ..Region::default() };
        let sources: BTreeSet<&str> = catalogue().iter().flat_map(|indicator| indicator.files.iter().map(String::as_str)).collect();
        region.deliveries = sources.iter().enumerate().map(|(index, source)| delivery(index as i64 + 1, source)).collect();
        region.parks = vec![park("P1", "gemengd"), park("H1", "zeehaven")];
        region.neighbourhoods = vec![area("BU99010001")];
        region.municipalities = vec![area("9901")];
        Self { region, drafts: Vec::new() }
    }

    pub fn of(drafts: impl IntoIterator<Item = Draft>) -> Self {
        drafts.into_iter().fold(Self::new(), Self::and)
    }

    pub fn and(mut self, draft: Draft) -> Self {
        self.drafts.push(draft);
        self
    }

    /// A fact about an area.
    pub fn area_fact(mut self, source: &str, kind: Kind, area: &str, day: Option<i64>, values: &[(&'static str, Value)]) -> Self {
        let seq = self.region.area_facts.len() as i64 + 1;
        let delivery = source_of(&self.region, source);
        let values = values.iter().cloned().collect();
        let fact = Fact { delivery, seq, kind, target: Target::Area(area.into()), date: day, end: None, at: None, precision: None, values };
        self.region.area_facts.push(fact);
        self
    }

    /// The region, in the order in which the store gives it.
    pub fn done(mut self) -> Region {
        for (number, mut draft) in self.drafts.drain(..).enumerate() {
            let region = &mut self.region;
            draft.place.id = format!("{}-{number:03}", draft.place.kind);
            draft.buildings.sort_by(|a, b| b.area.total_cmp(&a.area));
            let own = |id: i64| number as i64 * 1_000 + id;
            let start = region.buildings.len() as u32;
            region.buildings.extend(draft.buildings.into_iter().map(|building| Building { id: own(building.id), ..building }));
            draft.place.buildings = start..region.buildings.len() as u32;
            let start = region.addresses.len() as u32;
            region.addresses.extend(draft.addresses.into_iter().map(|address| Address {
                id: own(address.id),
                unit: own(address.unit),
                building: address.building.map(own),
                ..address
            }));
            draft.place.addresses = start..region.addresses.len() as u32;
            let presence = draft.presence.into_iter();
            let list = source_of(region, "leegstand");
            region.presence.extend(presence.map(|row| Presence { address: own(row.address), delivery: list, ..row }));
            let start = region.facts.len() as u32;
            let mut facts: Vec<Fact> = draft
                .facts
                .into_iter()
                .map(|(source, fact)| {
                    let target = if let Target::Address(id) = fact.target { Target::Address(own(id)) } else { fact.target };
                    Fact { delivery: source_of(region, source), target, ..fact }
                })
                .collect();
            facts.sort_by_key(|fact| (fact.kind, fact.delivery, fact.seq));
            region.facts.extend(facts);
            draft.place.facts = start..region.facts.len() as u32;
            region.places.push(draft.place);
        }
        self.region.presence.sort_by_key(|row| (row.address, row.delivery, row.seq));
        self.region.area_facts.sort_by_key(|fact| (fact.kind, fact.delivery, fact.seq));
        self.region
    }
}

fn source_of(region: &Region, source: &str) -> u32 {
    region.deliveries.iter().position(|delivery| delivery.source == source).unwrap() as u32
}

pub fn delivery(id: i64, source: &str) -> Delivery {
    Delivery {
        id,
        source: source.into(),
        name: source.into(),
        holder: "Gemeente".into(),
        compartment: Compartment::Municipal,
        municipality: None,
        period: (None, Some(YESTERDAY)),
        retention_until: 20_280_101,
        hash: String::new(),
        purpose: String::new(),
        legal_basis: String::new(),
        counts: (0, 0, 0),
        matched: (0, 0),
        on_places: 0,
    }
}

fn square() -> Geometry {
    Geometry::Polygons(vec![Bounds { min: at(-5_000.0, -5_000.0), max: at(5_000.0, 5_000.0) }.to_polygon()])
}

pub fn shape(code: &str, geometry: Geometry) -> Shape {
    Shape { source: (0, 1), code: code.into(), name: code.into(), parent: None, years: (None, None), values: Values::default(), geometry }
}

pub fn line(points: &[(f64, f64)]) -> Geometry {
    Geometry::Lines(vec![points.iter().map(|(x, y)| at(*x, *y)).collect()])
}

fn area(code: &str) -> Shape {
    shape(code, square())
}

fn park(code: &str, kind: &str) -> Shape {
    let mut park = area(code);
    park.values.insert("soort", text(kind));
    park
}

/// What an indicator says of the place with an index.
pub fn read(region: &Region, code: &str, place: usize) -> Reading {
    Measures::prepare(region, &[code]).read(place, 0)
}

/// What it found, when it found something.
pub fn found(region: &Region, code: &str, place: usize) -> Option<Finding> {
    match read(region, code, place) {
        Reading::Present(finding) => Some(finding),
        _ => None,
    }
}

/// A place that has it, one that has not, and both unknown without a delivery of the source or with one that is too old.
pub fn check(code: &str, source: &str, world: World) {
    let region = world.done();
    assert!(matches!(read(&region, code, 0), Reading::Present(_)), "{code}: {:?}", read(&region, code, 0));
    assert_eq!(read(&region, code, 1), Reading::Absent, "{code}");
    let unknown = |change: &dyn Fn(&mut Delivery), why: &'static str| {
        let mut other = region.clone();
        other.deliveries.iter_mut().filter(|delivery| delivery.source == source).for_each(change);
        for place in 0..2 {
            assert_eq!(read(&other, code, place), Reading::Unknown(why), "{code}");
        }
    };
    unknown(&|delivery| delivery.municipality = "9902".parse().ok(), coverage::NO_DELIVERY);
    let border = super::calendar::months_before(TODAY, find(code).unwrap().max_age_months);
    unknown(&|delivery| delivery.period.1 = Some(border - 1), coverage::TOO_OLD);
    let mut on_the_day = region.clone();
    on_the_day.deliveries.iter_mut().filter(|delivery| delivery.source == source).for_each(|delivery| delivery.period.1 = Some(border));
    assert!(matches!(read(&on_the_day, code, 0), Reading::Present(_)), "{code}: the day itself still counts");
}
