// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The XML of BAG 2.0 extracts, element by element as the real files have it.

use jiff::civil::Date;

use super::gml::escape;
use crate::{plane::P, rng::hash, world::life::Occurrence};

/// Kinds of object: letters in file names, element, domain and digits five and six of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Town,
    Street,
    Number,
    Unit,
    Berth,
    Pitch,
    Building,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [Self::Town, Self::Street, Self::Number, Self::Unit, Self::Berth, Self::Pitch, Self::Building];

    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Town => "WPL",
            Self::Street => "OPR",
            Self::Number => "NUM",
            Self::Unit => "VBO",
            Self::Berth => "LIG",
            Self::Pitch => "STA",
            Self::Building => "PND",
        }
    }

    pub(crate) fn element(self) -> &'static str {
        match self {
            Self::Town => "Woonplaats",
            Self::Street => "OpenbareRuimte",
            Self::Number => "Nummeraanduiding",
            Self::Unit => "Verblijfsobject",
            Self::Berth => "Ligplaats",
            Self::Pitch => "Standplaats",
            Self::Building => "Pand",
        }
    }

    fn domain(self) -> &'static str {
        if self == Self::Street { "Openbareruimte" } else { self.element() }
    }
}

/// `<Objecten:identificatie>`.
pub(crate) fn identification(out: &mut String, kind: Kind, id: u64) {
    let width = if kind == Kind::Town { 4 } else { 16 };
    out.push_str(&format!("<Objecten:identificatie domein=\"NL.IMBAG.{}\">{id:0width$}</Objecten:identificatie>", kind.domain()));
}

/// A reference to another object, inside `around`.
pub(crate) fn reference(out: &mut String, around: &str, kind: Kind, ids: &[u64]) {
    let width = if kind == Kind::Town { 4 } else { 16 };
    out.push_str(&format!("<Objecten:{around}>"));
    for id in ids {
        let (element, domain) = (kind.element(), kind.domain());
        out.push_str(&format!("<Objecten-ref:{element}Ref domein=\"NL.IMBAG.{domain}\">{id:0width$}</Objecten-ref:{element}Ref>"));
    }
    out.push_str(&format!("</Objecten:{around}>"));
}

/// A plain element.
pub(crate) fn element(out: &mut String, name: &str, value: &str) {
    out.push_str("<Objecten:");
    out.push_str(name);
    out.push('>');
    escape(out, value);
    out.push_str("</Objecten:");
    out.push_str(name);
    out.push('>');
}

/// Status, determination and document: in every object.
pub(crate) fn formal(out: &mut String, status: &str, occurrence: &Occurrence, id: u64) {
    element(out, "status", status);
    element(out, "geconstateerd", if id.is_multiple_of(17) { "J" } else { "N" });
    element(out, "documentdatum", &occurrence.from.to_string());
    element(out, "documentnummer", &format!("MKW/{}/{:05}", occurrence.from.year(), hash(7, "document", id) % 100_000));
}

fn moment(date: Date, id: u64, purpose: &str) -> String {
    let ticks = hash(11, purpose, id ^ date.day().unsigned_abs() as u64);
    let hour = if purpose.starts_with("lv") { 18 } else { 8 };
    format!("{date}T{:02}:{:02}:{:02}.{:03}", hour + ticks % 5, ticks / 16 % 60, ticks / 1024 % 60, ticks / 65_536 % 1000)
}

/// `<Objecten:voorkomen>`: validity and registration.
pub(crate) fn occurrence(out: &mut String, o: &Occurrence, id: u64) {
    let tag = |out: &mut String, name: &str, value: &str| out.push_str(&format!("<Historie:{name}>{value}</Historie:{name}>"));
    out.push_str("<Objecten:voorkomen><Historie:Voorkomen>");
    tag(out, "voorkomenidentificatie", &o.number.to_string());
    tag(out, "beginGeldigheid", &o.from.to_string());
    if let Some(to) = o.to {
        tag(out, "eindGeldigheid", &to.to_string());
    }
    let registered = o.from.max(jiff::civil::date(2010, 12, 15));
    tag(out, "tijdstipRegistratie", &moment(registered, id, "r"));
    if let Some(to) = o.to {
        tag(out, "eindRegistratie", &moment(to.max(registered), id, "e"));
    }
    if o.inactive {
        tag(out, "tijdstipInactief", &moment(o.to.unwrap_or(registered), id, "i"));
    }
    out.push_str("<Historie:BeschikbaarLV>");
    tag(out, "tijdstipRegistratieLV", &moment(registered, id, "lv-s"));
    if let Some(to) = o.to {
        tag(out, "tijdstipEindRegistratieLV", &moment(to.max(registered), id, "lv-f"));
    }
    if o.inactive {
        tag(out, "tijdstipInactiefLV", &moment(o.to.unwrap_or(registered), id, "lv-j"));
    }
    if o.not_bag {
        tag(out, "tijdstipNietBagLV", &moment(registered, id, "lv-n"));
    }
    out.push_str("</Historie:BeschikbaarLV></Historie:Voorkomen></Objecten:voorkomen>");
}

/// Adds metres with three decimals; faster than the general formatter.
fn metres(out: &mut String, value: f64) {
    let mm = (value * 1000.0).round() as i64;
    let mut buffer = [0_u8; 20];
    let mut left = mm.unsigned_abs();
    let mut at = buffer.len();
    let mut digits = 0;
    while left > 0 || digits < 4 {
        if digits == 3 {
            at -= 1;
            buffer[at] = b'.';
        }
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        digits += 1;
    }
    if mm < 0 {
        out.push('-');
    }
    out.push_str(std::str::from_utf8(&buffer[at..]).expect("digits and a point are text"));
}

/// A polygon; with a height of zero in every point when `three`.
pub(crate) fn polygon(out: &mut String, gml_id: &str, rings: &[Vec<P>], three: bool) {
    let dimension = if three { 3 } else { 2 };
    out.push_str(&format!("<gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"{dimension}\" gml:id=\"{gml_id}\">"));
    for (index, ring) in rings.iter().enumerate() {
        let side = if index == 0 { "exterior" } else { "interior" };
        out.push_str(&format!("<gml:{side}><gml:LinearRing><gml:posList count=\"{}\">", ring.len() + 1));
        for (number, p) in ring.iter().chain(ring.first()).enumerate() {
            if number > 0 {
                out.push(' ');
            }
            metres(out, p.x);
            out.push(' ');
            metres(out, p.y);
            if three {
                out.push_str(" 0.0");
            }
        }
        out.push_str(&format!("</gml:posList></gml:LinearRing></gml:{side}>"));
    }
    out.push_str("</gml:Polygon>");
}

/// A point.
pub(crate) fn point(out: &mut String, gml_id: &str, p: P) {
    out.push_str(&format!(
        "<Objecten:geometrie><Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\" gml:id=\"{gml_id}\"><gml:pos>"
    ));
    metres(out, p.x);
    out.push(' ');
    metres(out, p.y);
    out.push_str(" 0.0</gml:pos></gml:Point></Objecten:punt></Objecten:geometrie>");
}

/// What stands above the objects of a member.
pub(crate) fn head(kind: Kind, codes: &[u16], date: Date) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sl-bag-extract:bagStand xmlns:DatatypenNEN3610=\"www.kadaster.nl/schemas/lvbag/imbag/datatypennen3610/v20200601\" \
         xmlns:Objecten=\"www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601\" xmlns:gml=\"http://www.opengis.net/gml/3.2\" \
         xmlns:Historie=\"www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601\" xmlns:Objecten-ref=\"www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601\" \
         xmlns:nen5825=\"www.kadaster.nl/schemas/lvbag/imbag/nen5825/v20200601\" xmlns:KenmerkInOnderzoek=\"www.kadaster.nl/schemas/lvbag/imbag/kenmerkinonderzoek/v20200601\" \
         xmlns:selecties-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\" \
         xmlns:sl-bag-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601\" xmlns:sl=\"http://www.kadaster.nl/schemas/standlevering-generiek/1.0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
         xsi:schemaLocation=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601 \
         http://www.kadaster.nl/schemas/bag-verstrekkingen/extract-deelbestand-lvc/v20200601/BagvsExtractDeelbestandExtractLvc-2.1.0.xsd\">\n<sl-bag-extract:bagInfo>",
    );
    out.push_str(&area(codes, &[]));
    out.push_str(&format!(
        "<selecties-extract:LVC-Extract><selecties-extract:StandTechnischeDatum>{date}</selecties-extract:StandTechnischeDatum></selecties-extract:LVC-Extract>\
         </sl-bag-extract:bagInfo><sl:standBestand><sl:dataset>LVBAG</sl:dataset><sl:inhoud><sl:gebied>GEMEENTE</sl:gebied><sl:leveringsId>0000000001</sl:leveringsId>\
         <sl:objectTypen><sl:objectType>{}</sl:objectType></sl:objectTypen></sl:inhoud>\n",
        kind.letters()
    ));
    out
}

/// The municipalities the extract covers; with names where given.
pub(crate) fn area(codes: &[u16], names: &[&str]) -> String {
    let mut out =
        String::from("<selecties-extract:Gebied-Registratief><selecties-extract:Gebied-GEM><selecties-extract:GemeenteCollectie>");
    for (index, code) in codes.iter().enumerate() {
        out.push_str(&format!(
            "<selecties-extract:Gemeente><selecties-extract:GemeenteIdentificatie>{code:04}</selecties-extract:GemeenteIdentificatie>"
        ));
        if let Some(name) = names.get(index) {
            out.push_str(&format!("<selecties-extract:GemeenteNaam>{name}</selecties-extract:GemeenteNaam>"));
        }
        out.push_str("</selecties-extract:Gemeente>");
    }
    out.push_str("</selecties-extract:GemeenteCollectie></selecties-extract:Gebied-GEM></selecties-extract:Gebied-Registratief>");
    out
}

/// What stands below the objects of a member.
pub(crate) const TAIL: &str = "</sl:standBestand></sl-bag-extract:bagStand>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_have_three_decimals() {
        for (value, text) in [(145_000.0, "145000.000"), (0.5, "0.500"), (206_335.699, "206335.699"), (0.0, "0.000")] {
            let mut out = String::new();
            metres(&mut out, value);
            assert_eq!(out, text);
        }
    }
}
