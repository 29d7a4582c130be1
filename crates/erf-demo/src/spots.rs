// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How people write down places that are no address: a shed, a ditch, a kilometre post, a field.

use jiff::civil::Date;

use crate::{
    files::table::Cell,
    mess::{self, join},
    plane::P,
    rng::Rng,
    truth::Target,
    world::{Land, Municipality, NONE, Use, World, YardKind},
};

/// A place where something happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Spot {
    Address(u32),
    /// A building, named by the address of its yard.
    Shed(u32, u32),
    /// A road by index, at a share of its length.
    Road(usize, f64),
    /// Near a pumping station.
    Ditch(usize),
    Field(u32),
    /// Along a street of the countryside.
    Verge(u32, f64),
    Unknown,
}

/// What stands in the row.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub text: String,
    pub town: String,
    pub municipality: String,
    pub x: Cell,
    pub y: Cell,
    pub precision: Cell,
    pub targets: Vec<Target>,
}

/// How the position is given.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Position {
    None,
    Rd,
    Degrees,
    Swapped,
}

/// Draws a place for something dumped or smelled.
pub(crate) fn draw(rng: &mut Rng, world: &World, m: &Municipality) -> Spot {
    let lints: Vec<u32> = (0..m.streets.len() as u32).filter(|i| m.streets[*i as usize].kind == crate::world::StreetKind::Lint).collect();
    match rng.weighted(&[20.0, 14.0, 14.0, 12.0, 14.0, 20.0, 6.0]) {
        0 => living(rng, m).map_or(Spot::Unknown, Spot::Address),
        1 => shed(rng, m).map_or(Spot::Unknown, |(b, a)| Spot::Shed(b, a)),
        2 if !world.roads.is_empty() => near_road(rng, world, m),
        3 if !m.stations.is_empty() => Spot::Ditch(rng.below(m.stations.len())),
        4 if !m.fields.is_empty() => Spot::Field(m.fields[rng.below(m.fields.len())].parcel),
        5 if !lints.is_empty() => Spot::Verge(*rng.pick(&lints), rng.unit()),
        _ => Spot::Unknown,
    }
}

/// An address that exists.
pub(crate) fn living(rng: &mut Rng, m: &Municipality) -> Option<u32> {
    (0..50)
        .map(|_| rng.below(m.addresses.len()) as u32)
        .find(|i| m.addresses[*i as usize].exists() && m.addresses[*i as usize].side_of == NONE)
}

/// A barn with the address of its yard.
pub(crate) fn shed(rng: &mut Rng, m: &Municipality) -> Option<(u32, u32)> {
    (0..50).find_map(|_| {
        let yard = m.yards.get(rng.below(m.yards.len()))?;
        let building = yard.buildings.start + rng.below(yard.buildings.len()) as u32;
        let b = &m.buildings[building as usize];
        (yard.kind == YardKind::Farm && b.use_ == Use::Barn && b.life.exists() && m.addresses[yard.addresses.start as usize].exists())
            .then_some((building, yard.addresses.start))
    })
}

/// A stretch of provincial road that touches the municipality, or none.
fn near_road(rng: &mut Rng, world: &World, m: &Municipality) -> Spot {
    let (low, high) = crate::plane::bounds(m.ring.iter().copied());
    let near: Vec<usize> = (0..world.roads.len())
        .filter(|i| {
            let (road, p) = (&world.roads[*i], world.roads[*i].line[0]);
            road.hectometres.is_some() && p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y
        })
        .collect();
    if near.is_empty() { Spot::Unknown } else { Spot::Road(*rng.pick(&near), rng.unit()) }
}

/// Where it is, in RD.
pub(crate) fn at(world: &World, m: &Municipality, spot: Spot) -> Option<P> {
    Some(match spot {
        Spot::Address(i) => m.address_at(i),
        Spot::Shed(b, _) => m.building_at(b),
        Spot::Road(i, share) => {
            let line = &world.roads[i].line;
            line[0].towards(line[line.len() - 1], share)
        }
        Spot::Ditch(i) => m.stations[i].at,
        Spot::Field(parcel) => {
            let (u, v) = m.parcels[parcel as usize].rect.middle();
            m.frame.rd(u, v)
        }
        Spot::Verge(street, share) => {
            let [u0, v0, u1, v1] = m.streets[street as usize].line.map(f64::from);
            m.frame.rd(u0 + (u1 - u0) * share, v0 + (v1 - v0) * share)
        }
        Spot::Unknown => return None,
    })
}

/// The code of the neighbourhood a point lies in.
pub(crate) fn neighbourhood(m: &Municipality, p: P) -> Target {
    m.neighbourhoods.get(m.neighbourhood(p)).map_or(Target::None, |n| Target::Area(n.code.clone()))
}

/// Writes a place down. `exact` is the chance that a position is given.
pub(crate) fn write(rng: &mut Rng, world: &World, m: &Municipality, spot: Spot, day: Date, exact: f64) -> Noted {
    let (text, town, targets) = words(rng, world, m, spot, day);
    let mut noted = Noted {
        text,
        town,
        municipality: if rng.chance(0.08) { String::new() } else { mess::municipality(rng, world, m, day) },
        x: Cell::Empty,
        y: Cell::Empty,
        precision: Cell::Empty,
        targets,
    };
    if let Some(p) = at(world, m, spot).filter(|_| rng.chance(exact)) {
        let error = *rng.pick(&[2.0, 5.0, 5.0, 25.0, 100.0]);
        let seen = P { x: p.x + rng.between(-error, error) * 0.6, y: p.y + rng.between(-error, error) * 0.6 };
        let style = [Position::Rd, Position::Degrees, Position::Swapped][rng.weighted(&[0.7, 0.26, 0.04])];
        (noted.x, noted.y) = position(seen, style);
        noted.precision = if rng.chance(0.8) { Cell::Whole(error as i64) } else { Cell::Empty };
        if rng.chance(0.25) {
            noted.text = String::new();
        }
    }
    if noted.text.is_empty() && matches!(noted.x, Cell::Empty) {
        noted.text = (*rng.pick(&["onbekend", "zie mail", "locatie volgt", "polder", "?"])).to_owned();
        noted.targets = vec![Target::None];
    }
    noted
}

fn position(p: P, style: Position) -> (Cell, Cell) {
    match style {
        Position::None => (Cell::Empty, Cell::Empty),
        Position::Rd => (Cell::Number(p.x.round(), 0), Cell::Number(p.y.round(), 0)),
        Position::Swapped => (Cell::Number(p.y.round(), 0), Cell::Number(p.x.round(), 0)),
        Position::Degrees => {
            let (lat, lon) = crate::degrees(p);
            let round = |v: f64| (v * 1e5).round() / 1e5;
            (Cell::Number(round(lon), 5), Cell::Number(round(lat), 5))
        }
    }
}

/// A clean position in RD.
pub(crate) fn rd(p: Option<P>) -> (Cell, Cell) {
    p.map_or((Cell::Empty, Cell::Empty), |p| position(p, Position::Rd))
}

/// No position.
pub(crate) fn nowhere() -> (Cell, Cell) {
    position(P { x: 0.0, y: 0.0 }, Position::None)
}

fn words(rng: &mut Rng, world: &World, m: &Municipality, spot: Spot, day: Date) -> (String, String, Vec<Target>) {
    let here = at(world, m, spot).map(|p| neighbourhood(m, p));
    match spot {
        Spot::Address(index) => near_address(rng, world, m, index, day, here),
        Spot::Shed(building, index) => {
            let written = mess::address(rng, world, m, index, day, 2.0);
            let number = m.addresses[index as usize].number;
            let form = *rng.pick(&["schuur achter nr", "loods bij nr.", "achter nummer", "stal bij", "bijgebouw"]);
            let text = format!("{form} {number} {}", written.street);
            (text, written.town, vec![Target::Building(m.building_id(building)), Target::Address(m.address_id(index))])
        }
        Spot::Road(index, share) => {
            let road = &world.roads[index];
            let (from, to) = road.hectometres.unwrap_or((0.0, 0.0));
            let hm = (from + (to - from) * share) / 10.0;
            let number = road.number.unwrap_or(0);
            let form = rng.below(3);
            let text = match form {
                0 => format!("N{number} hm {hm:.1}").replace('.', ","),
                1 => format!("N{number} hmp {hm:.1}"),
                _ => format!("berm langs N{number} t.h.v. hectometerpaal {hm:.1}"),
            };
            (text, String::new(), vec![Target::Area(road.code.to_string())])
        }
        Spot::Ditch(index) => ditch(rng, m, index, here),
        Spot::Field(parcel) => {
            let label = m.parcel_label(parcel);
            let text = if rng.chance(0.6) { format!("perceel {label}") } else { format!("weiland {}", label.replace(' ', "")) };
            (text, String::new(), vec![Target::Parcel(m.parcel_id(parcel))])
        }
        Spot::Verge(street, _) => {
            let name = mess::street(rng, m, street, 2.0);
            let town = m.towns[usize::from(m.streets[street as usize].town)].name.clone();
            let form = *rng.pick(&["berm", "in de berm van de", "sloot langs de", "parkeerplaats", "ong."]);
            let text = if form == "ong." { format!("{name} ong.") } else { format!("{form} {name}") };
            let road = Target::Area(crate::sources::road_code(m, street).to_string());
            (text, town, here.into_iter().chain([road]).collect())
        }
        Spot::Unknown => (String::new(), String::new(), vec![Target::None]),
    }
}

fn near_address(
    rng: &mut Rng,
    world: &World,
    m: &Municipality,
    index: u32,
    day: Date,
    here: Option<Target>,
) -> (String, String, Vec<Target>) {
    let written = mess::address(rng, world, m, index, day, 2.5);
    let text = match rng.below(8) {
        0 => format!("t/o {}", written.line()),
        1 => format!("nabij {}", written.line()),
        2 => format!("tegenover nr {} {}", written.number, written.street),
        3 => join(&[&written.line(), &written.postcode]),
        _ => written.line(),
    };
    let loose = text.starts_with("t/o") || text.starts_with("nabij") || text.starts_with("tegenover");
    let extra = here.filter(|_| loose);
    (text, written.town, written.targets.into_iter().chain(extra).collect())
}

fn ditch(rng: &mut Rng, m: &Municipality, index: usize, here: Option<Target>) -> (String, String, Vec<Target>) {
    let station = &m.stations[index];
    let water = &m.waters[station.water as usize];
    let known = rng.chance(0.6);
    let text = match (known, rng.below(3), &water.name) {
        (true, 0, Some(name)) => format!("slootkant {name} bij {}", station.name),
        (true, 1, _) => format!("slootkant bij {}", station.name.to_lowercase()),
        (true, _, _) => format!("bij {}", station.name),
        (false, _, Some(name)) if rng.chance(0.5) => format!("oever {name}"),
        _ => "slootkant bij het gemaal".to_owned(),
    };
    let whole = Target::Area(format!("GM{}", m.code));
    let vague = text == "slootkant bij het gemaal";
    let known = [&water.code, &station.code].map(|code| Target::Area(m.local_id(code)));
    let targets = here.into_iter().chain(known).chain(vague.then_some(whole)).collect();
    (text, String::new(), targets)
}

/// Whether a parcel is one that planning lists speak of.
pub(crate) fn planned(land: Land) -> bool {
    land != Land::Home
}
