// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One object of the BAG with its occurrences, as XML.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::{
    files::bag_parts::{Kind, element, formal, identification, occurrence, point, polygon, reference},
    rng::hash,
    world::{
        Municipality, NONE, Object, StreetKind, Use, World,
        ids::{SUFFIXES, postcode},
        life::{Life, Occurrence, Phase, occurrences},
        outline,
    },
};

/// Which occurrences: those of the register, those set inactive, or those registered by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Current,
    Inactive,
    NotBag,
}

impl Want {
    fn takes(self, o: &Occurrence) -> bool {
        match self {
            Self::Current => !o.inactive && !o.not_bag,
            Self::Inactive => o.inactive,
            Self::NotBag => o.not_bag,
        }
    }

    /// Quick look, before dates are worked out.
    fn possible(self, life: Life) -> bool {
        match self {
            Self::Current => life != Life::NotBag,
            Self::Inactive => life == Life::Corrected,
            Self::NotBag => life == Life::NotBag,
        }
    }
}

/// Adds the `sl:stand` of each occurrence of object `index`.
pub(crate) fn object(
    out: &mut String,
    world: &World,
    m: &Municipality,
    sides: &BTreeMap<u32, Vec<u32>>,
    kind: Kind,
    index: u32,
    want: Want,
) {
    match kind {
        Kind::Town => town(out, m, index, want),
        Kind::Street => street(out, world, m, index, want),
        Kind::Number => number(out, world, m, index, want),
        Kind::Unit => unit(out, world, m, sides, index, want),
        Kind::Berth => plot(out, world, m, index, want, Object::Berth),
        Kind::Pitch => plot(out, world, m, index, want, Object::Pitch),
        Kind::Building => building(out, world, m, index, want),
    }
}

fn stand(out: &mut String, kind: Kind, body: impl FnOnce(&mut String)) {
    let name = kind.element();
    out.push_str("<sl:stand><sl-bag-extract:bagObject><Objecten:");
    out.push_str(name);
    out.push('>');
    body(out);
    out.push_str("</Objecten:");
    out.push_str(name);
    out.push_str("></sl-bag-extract:bagObject></sl:stand>\n");
}

fn gml_id(kind: Kind, id: u64, o: &Occurrence) -> String {
    let width = if kind == Kind::Town { 4 } else { 16 };
    let seconds = i64::from((o.from - date(1970, 1, 1)).get_days()) * 86_400 + 3600;
    format!("{}_{id:0width$}_{}_{seconds}", kind.letters(), o.number)
}

fn once(from: jiff::civil::Date) -> Occurrence {
    Occurrence { number: 1, from, to: None, phase: Phase::InUse, inactive: false, not_bag: false }
}

fn town(out: &mut String, m: &Municipality, index: u32, want: Want) {
    let o = once(date(2009, 1, 20));
    if !want.takes(&o) {
        return;
    }
    let town = &m.towns[index as usize];
    let id = u64::from(town.code);
    stand(out, Kind::Town, |out| {
        identification(out, Kind::Town, id);
        element(out, "naam", &town.name);
        out.push_str("<Objecten:geometrie><Objecten:vlak>");
        polygon(out, &gml_id(Kind::Town, id, &o), std::slice::from_ref(&town.ring), false);
        out.push_str("</Objecten:vlak></Objecten:geometrie>");
        formal(out, "Woonplaats aangewezen", &o, id);
        occurrence(out, &o, id);
    });
}

/// The day a street got its present name.
fn renamed(world: &World, m: &Municipality, id: u64) -> jiff::civil::Date {
    if m.index >= crate::world::SUCCESSOR { world.merger() } else { date(2012 + (hash(world.seed, "hernoemd", id) % 11) as i16, 4, 1) }
}

fn street(out: &mut String, world: &World, m: &Municipality, index: u32, want: Want) {
    let street = &m.streets[index as usize];
    let id = m.street_id(index);
    let mut all = vec![(once(date(2009, 3, 2)), street.name.as_str())];
    if let Some(old) = &street.old_name {
        let day = renamed(world, m, id);
        all[0].0.to = Some(day);
        all[0].1 = old;
        all.push((Occurrence { number: 2, ..once(day) }, &street.name));
    }
    for (o, name) in all.iter().filter(|(o, _)| want.takes(o)) {
        stand(out, Kind::Street, |out| {
            identification(out, Kind::Street, id);
            element(out, "naam", name);
            element(out, "type", if street.kind == StreetKind::Quay && index.is_multiple_of(3) { "Terrein" } else { "Weg" });
            if let Some(short) = short_name(name) {
                out.push_str("<Objecten:verkorteNaam><nen5825:VerkorteNaamOpenbareRuimte><nen5825:verkorteNaam>");
                out.push_str(&short);
                out.push_str("</nen5825:verkorteNaam></nen5825:VerkorteNaamOpenbareRuimte></Objecten:verkorteNaam>");
            }
            formal(out, "Naamgeving uitgegeven", o, id);
            reference(out, "ligtIn", Kind::Town, &[u64::from(m.towns[usize::from(street.town)].code)]);
            occurrence(out, o, id);
        });
    }
}

/// Only names above 24 characters have a short form.
fn short_name(name: &str) -> Option<String> {
    (name.chars().count() > 24).then(|| {
        let short = name.replace("Burgemeester", "Burg").replace("Ingenieur", "Ir").replace("Dijkgraaf", "Dijkgr").replace("straat", "str");
        short.replace("Wethouder", "Weth").replace("van der ", "vd ").replace("van ", "v ").chars().take(24).collect()
    })
}

/// Puts neighbouring occurrences with the same meaning together and numbers them again.
fn merged(all: Vec<Occurrence>, same: impl Fn(Phase, Phase) -> bool) -> Vec<Occurrence> {
    let mut out: Vec<Occurrence> = Vec::with_capacity(all.len());
    for o in all {
        match out.last_mut() {
            Some(last) if same(last.phase, o.phase) => last.to = o.to,
            _ => out.push(Occurrence { number: out.len() as u32 + 1, ..o }),
        }
    }
    out
}

fn year_of(m: &Municipality, index: u32) -> i16 {
    let building = m.addresses[index as usize].building;
    if building == NONE { 1990 } else { m.buildings[building as usize].year as i16 }
}

fn number(out: &mut String, world: &World, m: &Municipality, index: u32, want: Want) {
    let a = &m.addresses[index as usize];
    if !want.possible(a.life) {
        return;
    }
    let id = m.address_id(index);
    let same = |a: Phase, b: Phase| a != Phase::Before && b != Phase::Gone && b != Phase::Never;
    for o in merged(occurrences(a.life, world.seed, id, year_of(m, index), world.date), same).iter().filter(|o| want.takes(o)) {
        let before = o.phase == Phase::Before;
        stand(out, Kind::Number, |out| {
            identification(out, Kind::Number, id);
            element(out, "huisnummer", &(if before && id.is_multiple_of(3) { a.number + 100 } else { a.number }).to_string());
            if a.letter > 0 {
                element(out, "huisletter", &char::from(a.letter).to_string());
            }
            if a.suffix > 0 {
                element(out, "huisnummertoevoeging", SUFFIXES[usize::from(a.suffix) % SUFFIXES.len()]);
            }
            if !id.is_multiple_of(701) {
                element(out, "postcode", &postcode(if before && id % 3 == 1 { a.postcode ^ 1 } else { a.postcode }));
            }
            let object = match a.object {
                Object::Unit => "Verblijfsobject",
                Object::Berth => "Ligplaats",
                Object::Pitch => "Standplaats",
            };
            element(out, "typeAdresseerbaarObject", object);
            let gone = matches!(o.phase, Phase::Gone | Phase::Never);
            formal(out, if gone { "Naamgeving ingetrokken" } else { "Naamgeving uitgegeven" }, o, id);
            occurrence(out, o, id);
            reference(out, "ligtAan", Kind::Street, &[m.street_id(a.street)]);
        });
    }
}

fn unit_status(phase: Phase) -> &'static str {
    match phase {
        Phase::Permit | Phase::Started => "Verblijfsobject gevormd",
        Phase::Unmeasured => "Verblijfsobject in gebruik (niet ingemeten)",
        Phase::Before | Phase::InUse | Phase::Leaving => "Verblijfsobject in gebruik",
        Phase::Renovating => "Verbouwing verblijfsobject",
        Phase::Gone => "Verblijfsobject ingetrokken",
        Phase::Never => "Niet gerealiseerd verblijfsobject",
    }
}

/// What a unit may be used for.
pub(crate) fn purposes(use_: Use, id: u64) -> &'static [&'static str] {
    match use_ {
        Use::House | Use::Flats | Use::RuralHouse => &["woonfunctie"],
        Use::Farmhouse if id.is_multiple_of(4) => &["woonfunctie", "overige gebruiksfunctie"],
        Use::Farmhouse => &["woonfunctie"],
        Use::Shop if id.is_multiple_of(2) => &["winkelfunctie", "woonfunctie"],
        Use::Shop => &["winkelfunctie"],
        Use::Barn | Use::FieldShed if id.is_multiple_of(3) => &["industriefunctie"],
        Use::Barn | Use::FieldShed | Use::GardenShed | Use::RuralShed => &["overige gebruiksfunctie"],
        Use::Hall if id.is_multiple_of(3) => &["industriefunctie", "kantoorfunctie"],
        Use::Hall | Use::MultiTenant | Use::PortHall => &["industriefunctie"],
    }
}

fn unit(out: &mut String, world: &World, m: &Municipality, sides: &BTreeMap<u32, Vec<u32>>, index: u32, want: Want) {
    let a = &m.addresses[index as usize];
    if a.object != Object::Unit || a.side_of != NONE || a.building == NONE || !want.possible(a.life) {
        return;
    }
    let id = m.object_id(index);
    let b = &m.buildings[a.building as usize];
    let same = |x: Phase, y: Phase| x != Phase::Before && unit_status(x) == unit_status(y);
    for o in merged(occurrences(a.life, world.seed, id, b.year as i16, world.date), same).iter().filter(|o| want.takes(o)) {
        stand(out, Kind::Unit, |out| {
            reference(out, "heeftAlsHoofdadres", Kind::Number, &[m.address_id(index)]);
            occurrence(out, o, id);
            if let Some(sides) = sides.get(&index) {
                let ids: Vec<u64> = sides.iter().map(|i| m.address_id(*i)).collect();
                reference(out, "heeftAlsNevenadres", Kind::Number, &ids);
            }
            identification(out, Kind::Unit, id);
            point(out, &gml_id(Kind::Unit, id, o), m.address_at(index));
            purposes(b.use_, id).iter().for_each(|p| element(out, "gebruiksdoel", p));
            let area = if o.phase == Phase::Before { a.area * 4 / 5 + 1 } else { a.area };
            element(out, "oppervlakte", &area.max(1).to_string());
            formal(out, unit_status(o.phase), o, id);
            let buildings: Vec<u64> = (a.building..=a.building + u32::from(a.more_buildings)).map(|i| m.building_id(i)).collect();
            reference(out, "maaktDeelUitVan", Kind::Building, &buildings);
        });
    }
}

fn plot(out: &mut String, world: &World, m: &Municipality, index: u32, want: Want, wanted: Object) {
    let a = &m.addresses[index as usize];
    if a.object != wanted || !want.possible(a.life) {
        return;
    }
    let kind = if wanted == Object::Berth { Kind::Berth } else { Kind::Pitch };
    let id = m.object_id(index);
    let same = |_: Phase, b: Phase| b != Phase::Gone;
    for o in merged(occurrences(a.life, world.seed, id, 1990, world.date), same).iter().filter(|o| want.takes(o)) {
        stand(out, kind, |out| {
            reference(out, "heeftAlsHoofdadres", Kind::Number, &[m.address_id(index)]);
            occurrence(out, o, id);
            identification(out, kind, id);
            out.push_str("<Objecten:status>");
            out.push_str(if o.phase == Phase::Gone { "Plaats ingetrokken" } else { "Plaats aangewezen" });
            out.push_str("</Objecten:status><Objecten:geometrie>");
            polygon(out, &gml_id(kind, id, o), &[outline::plot(m, a)], false);
            out.push_str("</Objecten:geometrie>");
            element(out, "geconstateerd", "N");
            element(out, "documentdatum", &o.from.to_string());
            element(out, "documentnummer", &format!("MKW/PL{:04}", id % 10_000));
        });
    }
}

fn building_status(phase: Phase) -> &'static str {
    match phase {
        Phase::Permit => "Bouwvergunning verleend",
        Phase::Started => "Bouw gestart",
        Phase::Unmeasured => "Pand in gebruik (niet ingemeten)",
        Phase::Before | Phase::InUse => "Pand in gebruik",
        Phase::Renovating => "Verbouwing pand",
        Phase::Leaving => "Sloopvergunning verleend",
        Phase::Gone => "Pand gesloopt",
        Phase::Never => "Niet gerealiseerd pand",
    }
}

fn building(out: &mut String, world: &World, m: &Municipality, index: u32, want: Want) {
    let b = &m.buildings[index as usize];
    if !want.possible(b.life) {
        return;
    }
    let id = m.building_id(index);
    for o in occurrences(b.life, world.seed, id, b.year as i16, world.date).iter().filter(|o| want.takes(o)) {
        stand(out, Kind::Building, |out| {
            identification(out, Kind::Building, id);
            out.push_str("<Objecten:geometrie>");
            let share = if o.phase == Phase::Before { 0.8 } else { 1.0 };
            polygon(out, &gml_id(Kind::Building, id, o), &outline::building(m, b, share), true);
            out.push_str("</Objecten:geometrie>");
            element(out, "oorspronkelijkBouwjaar", &b.year.to_string());
            formal(out, building_status(o.phase), o, id);
            occurrence(out, o, id);
        });
    }
}

/// A mark that a feature of an object is being looked into; half of them are over.
pub(crate) fn investigation(world: &World, kind: Kind, id: u64) -> String {
    let features: &[&str] =
        if kind == Kind::Unit { &["gebruiksdoel", "oppervlakte", "status"] } else { &["geometrie", "oorspronkelijk bouwjaar", "status"] };
    let number = hash(world.seed, "kenmerk", id);
    let feature = features[number as usize % features.len()];
    let from = date(2018 + (number % 7) as i16, 1 + (number / 16 % 12) as i8, 1 + (number / 256 % 27) as i8);
    let to = if number.is_multiple_of(2) { Some(date(from.year() + 1, from.month(), from.day())) } else { None };
    let name = kind.element();
    let (end, end_lv, valid) = to.map_or(Default::default(), |d| {
        (
            format!("<Historie:eindRegistratie>{d}T16:16:03.000</Historie:eindRegistratie>"),
            format!("<Historie:tijdstipEindRegistratieLV>{d}T16:34:48.162</Historie:tijdstipEindRegistratieLV>"),
            format!("<Historie:eindGeldigheid>{d}</Historie:eindGeldigheid>"),
        )
    });
    format!(
        "<sl:stand><sl-bag-extract:kenmerkInOnderzoek><KenmerkInOnderzoek:Kenmerk{name}InOnderzoek><KenmerkInOnderzoek:kenmerk>{feature}</KenmerkInOnderzoek:kenmerk>\
         <KenmerkInOnderzoek:identificatieVan{name} domein=\"NL.IMBAG.{name}\">{id:016}</KenmerkInOnderzoek:identificatieVan{name}>\
         <KenmerkInOnderzoek:inOnderzoek>J</KenmerkInOnderzoek:inOnderzoek><KenmerkInOnderzoek:documentdatum>{from}</KenmerkInOnderzoek:documentdatum>\
         <KenmerkInOnderzoek:documentnummer>MKW/IO/{:05}</KenmerkInOnderzoek:documentnummer><KenmerkInOnderzoek:historieInOnderzoek><Historie:HistorieInOnderzoek>\
         <Historie:tijdstipRegistratie>{from}T11:14:25.000</Historie:tijdstipRegistratie>{end}<Historie:beginGeldigheid>{from}</Historie:beginGeldigheid>{valid}\
         <Historie:BeschikbaarLVInOnderzoek><Historie:tijdstipRegistratieLV>{from}T11:31:36.618</Historie:tijdstipRegistratieLV>{end_lv}\
         </Historie:BeschikbaarLVInOnderzoek></Historie:HistorieInOnderzoek></KenmerkInOnderzoek:historieInOnderzoek></KenmerkInOnderzoek:Kenmerk{name}InOnderzoek>\
         </sl-bag-extract:kenmerkInOnderzoek></sl:stand>\n",
        number % 100_000
    )
}
