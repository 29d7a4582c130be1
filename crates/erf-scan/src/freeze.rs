// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan rests on and what came out, as one hash each: run twice it is the same, change anything and it is another.

use sha2::{Digest, Sha256};

use crate::{
    model::{Counted, Scored},
    parallel::stretches,
    region::{Address, Area, Building, Fact, Place, Presence, Region, Shape, Target, Value, Values},
    rules,
    scan::Asked,
};

/// Bytes in which each value has one form only: numbers in eight bytes, texts with their length before them.
#[derive(Debug, Clone)]
pub struct Canon(Vec<u8>);

impl Canon {
    /// Bytes that begin with what they are about and the version of the form.
    pub fn new(about: &str) -> Self {
        let mut canon = Self(Vec::new());
        canon.text(about);
        canon
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.whole(text.len() as i64).0.extend_from_slice(text.as_bytes());
        self
    }

    /// A whole number.
    pub fn whole(&mut self, number: i64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// A number; minus zero is zero.
    pub fn real(&mut self, number: f64) -> &mut Self {
        self.0.extend_from_slice(&(number + 0.0).to_bits().to_le_bytes());
        self
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: bool) -> &mut Self {
        self.0.push(flag.into());
        self
    }

    /// A value that may be missing.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) -> &mut Self {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
        self
    }

    /// A list.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) -> &mut Self {
        self.whole(items.len() as i64);
        items.iter().for_each(|item| write(self, item));
        self
    }

    /// sha256 in hexadecimal.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lists are hashed in stretches of this length and the hashes hashed again, so that threads can share the work.
const STRETCH: usize = 4096;

fn list_hash<T: Sync>(about: &str, items: &[T], threads: usize, write: impl Fn(&mut Canon, &T) + Sync) -> String {
    let parts: Vec<&[T]> = items.chunks(STRETCH).collect();
    let hashes = stretches(parts.len(), threads, |range| {
        // One heap of bytes for all: letting it grow costs as much as hashing it.
        let mut canon = Canon(Vec::new());
        let mut hash = |part: &&[T]| {
            canon.0.clear();
            canon.text(about).list(part, &write).hash()
        };
        parts[range].iter().map(&mut hash).collect::<Vec<String>>()
    });
    let mut canon = Canon::new(about);
    canon.whole(items.len() as i64).list(&hashes.concat(), |canon, hash| {
        canon.text(hash);
    });
    canon.hash()
}

/// Hash of the order, the card, the corrections, the shape of the area, the versions of rules and indicators, the seed, the
/// hashes of the deliveries and of what was matched to what (`region`, see [`of_region`]). Not of the number of threads.
pub fn of_inputs(asked: &Asked<'_>, region: &str) -> String {
    let json = |value: Result<String, serde_json::Error>| value.expect("orders and rates are plain values");
    let mut canon = Canon::new("scaninvoer-1");
    canon.text(rules::VERSION).text(&json(serde_json::to_string(asked.order))).text(&asked.card.hash()).text(region);
    canon.text(&json(serde_json::to_string(&asked.base_rate)));
    let mut corrections: Vec<_> = asked.corrections.iter().collect();
    corrections.sort();
    corrections.dedup();
    canon.list(&corrections, |canon, one| {
        canon.text(&one.place).text(&one.code);
    });
    area(&mut canon, asked.area);
    canon.hash()
}

fn area(canon: &mut Canon, area: &Area) {
    match area {
        Area::Region => canon.text("regio"),
        Area::Municipality(code) => canon.text("gemeente").text(&code.to_string()),
        Area::District(code, within) => canon.text("district").text(code).list(within, |canon, code| {
            canon.text(&code.to_string());
        }),
        Area::Drawn(name, parts) => canon.text("vlak").text(name).list(parts, |canon, polygon| {
            let rings: Vec<_> = polygon.rings().collect();
            canon.list(&rings, |canon, ring| points(canon, ring));
        }),
    };
}

fn points(canon: &mut Canon, points: &[erf_base::RdPoint]) {
    canon.list(points, |canon, point| {
        canon.real(point.x).real(point.y);
    });
}

/// Hash of everything in a region: deliveries by the hash of their file, places, facts and surroundings. Compute it once for
/// several scans of one region. Cost: one pass over the region, shared by the threads.
pub fn of_region(region: &Region, threads: usize) -> String {
    let Region { date, since, places, buildings, addresses, facts, presence: present, area_facts, .. } = region;
    let Region { roads, quays, water, parks, neighbourhoods, crops, municipalities, districts, deliveries, .. } = region;
    let mut canon = Canon::new("gebied-2");
    canon.whole(*date).whole(*since);
    canon.list(deliveries, |canon, delivery| {
        canon.text(&delivery.source).text(&delivery.hash).text(delivery.compartment.code());
        canon.maybe(delivery.municipality, |canon, code| {
            canon.text(&code.to_string());
        });
        for day in [delivery.period.0, delivery.period.1] {
            canon.maybe(day, |canon, day| {
                canon.whole(day);
            });
        }
    });
    canon.text(&list_hash("plekken", places, threads, place));
    canon.text(&list_hash("panden", buildings, threads, building));
    canon.text(&list_hash("adressen", addresses, threads, address));
    canon.text(&list_hash("aanwezigheid", present, threads, presence));
    for facts in [facts, area_facts] {
        canon.text(&list_hash("feiten", facts, threads, fact));
    }
    for shapes in [roads, quays, water, parks, neighbourhoods, crops, municipalities, districts] {
        canon.text(&list_hash("vlakken", shapes, threads, shape));
    }
    canon.hash()
}

fn place(canon: &mut Canon, place: &Place) {
    canon.text(&place.id).text(&place.kind).text(&place.name).real(place.at.x).real(place.at.y);
    canon.maybe(place.municipality, |canon, code| {
        canon.whole(code.number().into());
    });
    canon.flag(place.countryside).real(place.shed_area);
    for index in [place.park, place.neighbourhood] {
        canon.maybe(index, |canon, index| {
            canon.whole(index.into());
        });
    }
    for range in [&place.buildings, &place.addresses, &place.facts] {
        canon.whole(range.start.into()).whole(range.end.into());
    }
}

fn building(canon: &mut Canon, building: &Building) {
    let Building { id, at, year, area, addresses } = building;
    canon.whole(*id).real(at.x).real(at.y).real(*area).whole((*addresses).into());
    canon.maybe(*year, |canon, year| {
        canon.whole(year.into());
    });
}

/// Takes the whole apart: a field that is added and not hashed does not compile.
fn address(canon: &mut Canon, address: &Address) {
    let Address { id, at, area, dwelling, industry, only_dwelling, office, unit, side, building } = address;
    canon.whole(*id).real(at.x).real(at.y).whole(*unit);
    canon.flag(*dwelling).flag(*industry).flag(*only_dwelling).flag(*office).flag(*side);
    canon.maybe(*area, |canon, area| {
        canon.real(area);
    });
    canon.maybe(*building, |canon, building| {
        canon.whole(building);
    });
}

fn presence(canon: &mut Canon, presence: &Presence) {
    let Presence { address, delivery, seq, used } = presence;
    canon.whole(*address).whole((*delivery).into()).whole(*seq);
    canon.maybe(*used, |canon, used| {
        canon.flag(used);
    });
}

fn fact(canon: &mut Canon, fact: &Fact) {
    canon.whole(fact.delivery.into()).whole(fact.seq).whole(fact.kind as i64);
    match &fact.target {
        Target::Address(id) => canon.text("adres").whole(*id),
        Target::Building(id) => canon.text("pand").whole(*id),
        Target::Place => canon.text("plek"),
        Target::Area(code) => canon.text("gebied").text(code),
    };
    for day in [fact.date, fact.end] {
        canon.maybe(day, |canon, day| {
            canon.whole(day);
        });
    }
    canon.maybe(fact.at, |canon, at| {
        canon.real(at.x).real(at.y);
    });
    canon.maybe(fact.precision, |canon, metres| {
        canon.real(metres);
    });
    values(canon, &fact.values);
}

fn values(canon: &mut Canon, values: &Values) {
    canon.whole(values.iter().len() as i64);
    for (name, value) in values.iter() {
        canon.text(name);
        match value {
            Value::Text(text) => canon.text("t").text(text),
            Value::Number(number) => canon.text("n").real(*number),
            Value::Flag(flag) => canon.text("v").flag(*flag),
        };
    }
}

fn shape(canon: &mut Canon, shape: &Shape) {
    canon.whole(shape.source.0.into()).whole(shape.source.1).text(&shape.code).text(&shape.name);
    canon.maybe(shape.parent.as_deref(), |canon, code| {
        canon.text(code);
    });
    for year in [shape.years.0, shape.years.1] {
        canon.maybe(year, |canon, year| {
            canon.whole(year.into());
        });
    }
    values(canon, &shape.values);
    let bytes = erf_spatial::wkb::encode(&shape.geometry);
    canon.whole(bytes.len() as i64).0.extend_from_slice(&bytes);
}

/// Hash of the places of a scan with all that is said of them, in their order.
pub fn of_results(scored: &[Scored], threads: usize) -> String {
    list_hash("scanuitkomst-1", scored, threads, result)
}

fn result(canon: &mut Canon, scored: &Scored) {
    canon.text(&scored.place).text(&scored.kind).text(&scored.name).real(scored.x).real(scored.y);
    canon.maybe(scored.municipality, |canon, code| {
        canon.whole(code.number().into());
    });
    canon.maybe(scored.neighbourhood.as_deref(), |canon, code| {
        canon.text(code);
    });
    canon.whole(scored.points.into()).list(&scored.counted, counted);
    canon.list(&scored.uncounted, |canon, (part, reason)| {
        counted(canon, part);
        canon.text(reason);
    });
    canon.list(&scored.unknown, |canon, (code, reason)| {
        canon.text(code).text(reason);
    });
    canon.whole(scored.band as i64).whole(scored.rank.0.into()).whole(scored.rank.1.into());
    canon.flag(scored.drawn).flag(scored.proposed).flag(scored.random).real(scored.chance);
}

fn counted(canon: &mut Canon, part: &Counted) {
    let finding = &part.finding;
    canon.text(&part.code).whole(part.points.into()).real(finding.value).text(&finding.detail);
    canon.maybe(finding.date, |canon, date| {
        canon.whole(date);
    });
    canon.list(&finding.rows, |canon, row| {
        canon.whole(row.delivery).whole(row.seq);
    });
    canon.list(&finding.ground, |canon, delivery| {
        canon.whole(*delivery);
    });
}
