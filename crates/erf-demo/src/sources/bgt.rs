// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `bgt`: parts of buildings, structures that are no building, water and quays, one file per feature type.

use jiff::civil::date;

use crate::{
    DemoError,
    files::{
        gml::{Feature, Gml},
        mapping::Mapping,
    },
    out::{Handover, Out},
    plane::P,
    rng::hash,
    world::{Municipality, Use, Water, World, outline},
};

const HOLDER: &str = "Gemeenten van Markerwaard";

/// Writes the five files.
pub(crate) fn write(out: &mut Out<'_>) -> Result<(), DemoError> {
    structures(out)?;
    waters(out, "bgt/bgt_waterdeel.gml", "Waterdeel", "geometrie2dWaterdeel", "water", false)?;
    waters(out, "bgt/bgt_scheiding.gml", "Scheiding", "geometrie2dOverigeConstructie", "kade", true)?;
    stations(out)?;
    parts(out)
}

fn mapping(kind: &'static str, layer: &'static str) -> Mapping {
    Mapping::new(kind).file("layer", layer).column("code", "lokaalID")
}

fn deliver(out: &mut Out<'_>, name: &str, file: &str, mapping_name: &str, mapping: &Mapping) -> Result<(), DemoError> {
    let handover = Handover { source: "bgt", name, holder: HOLDER, file, format: "gml", ..Handover::open() };
    out.deliver(&handover, Some((mapping_name, mapping)))
}

fn id(world: &World, purpose: &str, number: u64) -> String {
    format!("{:016x}{:016x}", hash(world.seed, purpose, number), hash(world.seed ^ 1, purpose, number))
}

fn structures(out: &mut Out<'_>) -> Result<(), DemoError> {
    let (world, file) = (out.world, "bgt/bgt_overigbouwwerk.gml");
    let mut gml = Gml::create(&out.path(file)?, "OverigBouwwerk", "geometrie2dOverigeConstructie")?;
    for m in &world.municipalities {
        for (number, s) in m.structures.iter().enumerate() {
            let local = id(world, "bouwwerk", u64::from(m.code) * 1_000_000 + number as u64);
            let extra = [("bgt-type", s.kind.to_owned())];
            let rings = [s.rect.ring(&m.frame)];
            gml.add(&Feature { id: local, keeper: m.code, since: date(2016, 5, 1 + (number % 28) as i8), extra: &extra, rings: &rings })?;
        }
    }
    gml.finish()?;
    deliver(
        out,
        "BGT overige bouwwerken",
        file,
        "bgt_overigbouwwerk",
        &mapping("bouwwerk", "OverigBouwwerk").attribute("soort", "bgt-type", "text"),
    )
}

fn waters(
    out: &mut Out<'_>,
    file: &'static str,
    element: &'static str,
    geometry: &'static str,
    kind: &'static str,
    quays: bool,
) -> Result<(), DemoError> {
    let world = out.world;
    let mut gml = Gml::create(&out.path(file)?, element, geometry)?;
    let own = |m: &'static str| move |w: &&Water| (w.kind == m) == quays;
    for m in &world.municipalities {
        for water in m.waters.iter().filter(own("kademuur")) {
            add(&mut gml, m, water)?;
        }
    }
    for canal in world.canals.iter().filter(|_| !quays) {
        add(&mut gml, &world.municipalities[0], canal)?;
    }
    gml.finish()?;
    let mapping = mapping(kind, element).attribute("soort", "bgt-type", "text");
    let mapping = if quays { mapping } else { mapping.column("name", "naam") };
    deliver(
        out,
        if quays { "BGT scheidingen (kades)" } else { "BGT waterdelen" },
        file,
        if quays { "bgt_scheiding" } else { "bgt_waterdeel" },
        &mapping,
    )
}

fn add(gml: &mut Gml, m: &Municipality, water: &Water) -> Result<(), DemoError> {
    let mut extra = vec![("bgt-type", water.kind.to_owned())];
    extra.extend(water.name.iter().map(|name| ("naam", name.clone())));
    gml.add(&Feature {
        id: water.code.clone(),
        keeper: m.code,
        since: date(2017, 2, 14),
        extra: &extra,
        rings: std::slice::from_ref(&water.ring),
    })
}

/// Pumping stations, by the name everybody uses.
fn stations(out: &mut Out<'_>) -> Result<(), DemoError> {
    let (world, file) = (out.world, "bgt/bgt_kunstwerkdeel.gml");
    let mut gml = Gml::create(&out.path(file)?, "Kunstwerkdeel", "geometrie2dOverigeConstructie")?;
    for m in &world.municipalities {
        for station in &m.stations {
            let extra = [("bgt-type", "gemaal".to_owned()), ("naam", station.name.clone())];
            let P { x, y } = station.at;
            let ring = [(-4.0, -3.0), (4.0, -3.0), (4.0, 3.0), (-4.0, 3.0)].map(|(dx, dy)| P { x: x + dx, y: y + dy }).to_vec();
            gml.add(&Feature { id: station.code.clone(), keeper: m.code, since: date(2017, 3, 8), extra: &extra, rings: &[ring] })?;
        }
    }
    gml.finish()?;
    let mapping = mapping("bouwwerk", "Kunstwerkdeel").column("name", "naam").attribute("soort", "bgt-type", "text");
    deliver(out, "BGT kunstwerkdelen (gemalen)", file, "bgt_kunstwerkdeel", &mapping)
}

/// Parts of large buildings only: the rest equals the register of buildings.
fn parts(out: &mut Out<'_>) -> Result<(), DemoError> {
    let (world, file) = (out.world, "bgt/bgt_pand.gml");
    let mut gml = Gml::create(&out.path(file)?, "Pand", "geometrie2dGrondvlak")?;
    for m in &world.municipalities {
        for (index, b) in m.buildings.iter().enumerate() {
            let large = matches!(b.use_, Use::Hall | Use::MultiTenant | Use::PortHall | Use::Farmhouse);
            if !large || !b.life.exists() {
                continue;
            }
            let number = m.building_id(index as u32);
            let extra = [("identificatieBAGPND", format!("{number:016}"))];
            let rings = outline::building(m, b, 1.0);
            gml.add(&Feature {
                id: id(world, "pand", number),
                keeper: m.code,
                since: date(2015, 9, 1 + (index % 28) as i8),
                extra: &extra,
                rings: &rings,
            })?;
        }
    }
    gml.finish()?;
    deliver(
        out,
        "BGT panden (gebouwdelen)",
        file,
        "bgt_pand",
        &mapping("gebouwdeel", "Pand").attribute("pand", "identificatieBAGPND", "text"),
    )
}
