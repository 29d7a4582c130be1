// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `bag`: the register of addresses and buildings as a BAG 2.0 extract with history.

use std::collections::BTreeMap;

use super::bag_objects::{self, Want};
use crate::{
    DemoError,
    files::{
        bag::{Extract, stamp},
        bag_parts::{Kind, area},
    },
    out::{Handover, Out},
    rng::hash,
    world::{ENDED, Municipality, NONE, Object, SUCCESSOR, World},
};

/// Writes the extract.
pub(crate) fn write(out: &mut Out<'_>, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<(), DemoError> {
    let world = out.world;
    let file = format!("kadaster/BAGNLDL-{}.zip", stamp(world.date));
    let path = out.path(&file)?;
    let codes: Vec<u16> = world.municipalities.iter().map(|m| m.code).collect();
    let mut extract = Extract::create(&path, codes.clone(), world.date)?;
    extract.text("Leveringsdocument-BAG-Extract.xml", &cover(world, &codes))?;
    for (step, kind) in Kind::ALL.into_iter().enumerate() {
        progress("BAG-extract", step as u64, 8);
        extract.kind(kind, |add| each(world, kind, Want::Current, add))?;
    }
    progress("BAG-extract", 7, 8);
    extract.aside("Inactief", "IA", |kind, add| each(world, kind, Want::Inactive, add))?;
    extract.aside("NietBag", "NB", |kind, add| each(world, kind, Want::NotBag, add))?;
    extract.aside("InOnderzoek", "IO", |kind, add| investigated(world, kind, add))?;
    let relation = format!("GEM-WPL-RELATIE-{}", stamp(world.date));
    extract.single(&format!("{relation}.zip"), &format!("{relation}-000001.xml"), &relations(world))?;
    extract.finish()?;
    progress("BAG-extract", 8, 8);
    out.deliver(
        &Handover {
            source: "bag",
            name: "Basisregistratie adressen en gebouwen",
            holder: "Kadaster",
            file: &file,
            format: "bag",
            ..Handover::open()
        },
        None,
    )
}

fn cover(world: &World, codes: &[u16]) -> String {
    let names: Vec<&str> = world.municipalities.iter().map(|m| m.name).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xb:BAG-Extract-Levering \
         xsi:schemaLocation=\"http://www.kadaster.nl/schemas/bag-verstrekkingen/extract-levering/v20200601 \
         http://www.kadaster.nl/schemas/bag-verstrekkingen/extract-levering/v20200601/BagvsExtractLeveringsdocument-2.1.0.xsd\" \
         xmlns:xb=\"http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:selecties-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\">\n<xb:SelectieGegevens>\
         <selecties-extract:LVC-Extract><selecties-extract:StandTechnischeDatum>{}</selecties-extract:StandTechnischeDatum>\
         </selecties-extract:LVC-Extract>{}</xb:SelectieGegevens><xb:SchemaInfo><xb:naam>BagvsExtractDeelbestandExtractLvc-2.1.0.xsd</xb:naam>\
         <xb:versie>20200601</xb:versie></xb:SchemaInfo></xb:BAG-Extract-Levering>\n",
        world.date,
        area(codes, &names)
    )
}

/// Every occurrence of every object of a kind.
fn each(world: &World, kind: Kind, want: Want, add: &mut dyn FnMut(&str) -> Result<(), DemoError>) -> Result<(), DemoError> {
    let mut xml = String::with_capacity(8192);
    for m in &world.municipalities {
        let sides = side_addresses(m);
        let count = match kind {
            Kind::Town => m.towns.len(),
            Kind::Street => m.streets.len(),
            Kind::Building => m.buildings.len(),
            _ => m.addresses.len(),
        };
        for index in 0..count as u32 {
            xml.clear();
            bag_objects::object(&mut xml, world, m, &sides, kind, index, want);
            for stand in xml.split_inclusive("</sl:stand>\n").filter(|s| !s.is_empty()) {
                add(stand)?;
            }
        }
    }
    Ok(())
}

/// Main address to the other addresses of the same object.
fn side_addresses(m: &Municipality) -> BTreeMap<u32, Vec<u32>> {
    let mut sides = BTreeMap::<u32, Vec<u32>>::new();
    for (index, address) in m.addresses.iter().enumerate().filter(|(_, a)| a.side_of != NONE) {
        sides.entry(address.side_of).or_default().push(index as u32);
    }
    sides
}

/// Marks "in onderzoek" on about one in eighty units and buildings.
fn investigated(world: &World, kind: Kind, add: &mut dyn FnMut(&str) -> Result<(), DemoError>) -> Result<(), DemoError> {
    for m in &world.municipalities {
        let ids: Vec<u64> = match kind {
            Kind::Building => (0..m.buildings.len() as u32).map(|i| m.building_id(i)).collect(),
            Kind::Unit => (0..m.addresses.len() as u32)
                .filter(|i| m.addresses[*i as usize].object == Object::Unit && m.addresses[*i as usize].side_of == NONE)
                .map(|i| m.object_id(i))
                .collect(),
            _ => continue,
        };
        for id in ids {
            let chance = hash(world.seed, "onderzoek", id) % 80;
            if chance == 0 {
                add(&bag_objects::investigation(world, kind, id))?;
            }
        }
    }
    Ok(())
}

/// Which town belonged to which municipality when.
fn relations(world: &World) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gwr-bestand:BAG-GWR-Deelbestand-LVC xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:gwr-bestand=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601\" \
         xmlns:selecties-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\" \
         xmlns:bagtypes=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601\" \
         xmlns:gwr-product=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601\" \
         xmlns:DatatypenNEN3610=\"www.kadaster.nl/schemas/lvbag/imbag/datatypennen3610/v20200601\" \
         xsi:schemaLocation=\"http://www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601 \
         http://www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601/BagvsGwrDeelbestandLvc-2.1.0.xsd\">\n\
         <gwr-bestand:SelectieGegevens><selecties-extract:StandTechnischeDatum>{}</selecties-extract:StandTechnischeDatum></gwr-bestand:SelectieGegevens>\n\
         <gwr-bestand:Product><gwr-product:GemeenteWoonplaatsRelatieProduct>",
        world.date
    );
    let begin = "2009-07-01".to_owned();
    let merger = world.merger().to_string();
    for m in &world.municipalities {
        for town in &m.towns {
            if m.index == ENDED {
                relation(&mut out, &begin, Some(&merger), town.code, m.code);
                relation(&mut out, &merger, None, town.code, world.municipalities[SUCCESSOR].code);
            } else {
                relation(&mut out, &begin, None, town.code, m.code);
            }
        }
    }
    out.push_str("</gwr-product:GemeenteWoonplaatsRelatieProduct></gwr-bestand:Product>\n</gwr-bestand:BAG-GWR-Deelbestand-LVC>\n");
    out
}

fn relation(out: &mut String, from: &str, to: Option<&str>, town: u16, municipality: u16) {
    let end = to.map_or(String::new(), |d| format!("<bagtypes:einddatumTijdvakGeldigheid>{d}</bagtypes:einddatumTijdvakGeldigheid>"));
    out.push_str(&format!(
        "<gwr-product:GemeenteWoonplaatsRelatie><gwr-product:tijdvakgeldigheid><bagtypes:begindatumTijdvakGeldigheid>{from}\
         </bagtypes:begindatumTijdvakGeldigheid>{end}</gwr-product:tijdvakgeldigheid><gwr-product:gerelateerdeWoonplaats>\
         <gwr-product:identificatie>{town:04}</gwr-product:identificatie></gwr-product:gerelateerdeWoonplaats><gwr-product:gerelateerdeGemeente>\
         <gwr-product:identificatie>{municipality:04}</gwr-product:identificatie></gwr-product:gerelateerdeGemeente>\
         <gwr-product:status>definitief</gwr-product:status></gwr-product:GemeenteWoonplaatsRelatie>"
    ));
}
