// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From XML events to objects.

use erf_base::RdPoint;
use erf_spatial::Polygon;
use quick_xml::events::BytesStart;

use super::{
    ObjectKind,
    draft::{Draft, Role},
};
use crate::xml;

/// The object that an element stands for.
fn kind_of(name: &str) -> Option<ObjectKind> {
    Some(match name {
        "Pand" => ObjectKind::Building,
        "Nummeraanduiding" => ObjectKind::Address,
        "Verblijfsobject" => ObjectKind::Unit,
        "OpenbareRuimte" => ObjectKind::Street,
        "Ligplaats" => ObjectKind::Berth,
        "Standplaats" => ObjectKind::Pitch,
        "Woonplaats" => ObjectKind::Town,
        "GemeenteWoonplaatsRelatie" => ObjectKind::TownMunicipality,
        _ if name.starts_with("Kenmerk") && name.ends_with("InOnderzoek") => ObjectKind::Investigation,
        _ => return None,
    })
}

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "heeftAlsHoofdadres" => Role::Main,
        "heeftAlsNevenadres" => Role::Side,
        "maaktDeelUitVan" => Role::Building,
        "ligtAan" => Role::Street,
        "ligtIn" | "gerelateerdeWoonplaats" => Role::Town,
        "gerelateerdeGemeente" => Role::Municipality,
        _ => return None,
    })
}

/// Follows the XML and holds the object that is open.
pub(super) struct Assembler {
    draft: Option<Draft>,
    role: Role,
    /// Numbers per point in the coordinates that follow.
    dimension: usize,
    ring: Vec<RdPoint>,
    inner: bool,
    inactive: bool,
    not_bag: bool,
}

impl Assembler {
    /// For a file whose name says that all it holds is inactive, or not BAG.
    pub(super) fn new(inactive: bool, not_bag: bool) -> Self {
        Self { draft: None, role: Role::Own, dimension: 2, ring: Vec::new(), inner: false, inactive, not_bag }
    }

    /// Whether an object is open.
    pub(super) fn is_open(&self) -> bool {
        self.draft.is_some()
    }

    /// Gives up the object that is open.
    pub(super) fn abandon(&mut self) -> Option<ObjectKind> {
        self.draft.take().map(|draft| draft.kind())
    }

    pub(super) fn start(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name();
        let name = local.as_ref();
        let Some(draft) = &mut self.draft else {
            if let Some(kind) = kind_of(name) {
                self.draft = Some(Draft::new(kind, self.inactive, self.not_bag));
                (self.role, self.dimension) = (Role::Own, 2);
            }
            return;
        };
        match name {
            "posList" | "pos" | "LinearRing" => self.read_dimension(start),
            "Polygon" | "PolygonPatch" => {
                draft.polygons.push(Polygon::default());
                self.read_dimension(start);
            }
            "Point" | "MultiSurface" | "Surface" => {
                self.ring.clear();
                self.read_dimension(start);
            }
            "exterior" | "interior" => {
                self.inner = name == "interior";
                self.ring.clear();
            }
            _ => self.role = role_of(name).unwrap_or(self.role),
        }
    }

    fn read_dimension(&mut self, start: &BytesStart<'_>) {
        if let Some(dimension) = xml::attribute(start, "srsDimension") {
            self.dimension = if dimension == "3" { 3 } else { 2 };
        }
    }

    /// Takes the end of an element with the text before it; gives the object when this was its end.
    pub(super) fn end(&mut self, name: &str, text: &str) -> Option<Draft> {
        let draft = self.draft.as_mut()?;
        match name {
            "posList" | "pos" => {
                if let Err(piece) = xml::positions(text, self.dimension, &mut self.ring) {
                    draft.fail("geometrie_onleesbaar", "De coördinaten zijn niet te lezen.", name, &piece);
                }
            }
            "exterior" | "interior" => close_ring(draft, std::mem::take(&mut self.ring), self.inner),
            "Point" => place_point(draft, self.ring.first().copied()),
            _ if role_of(name).is_some() => self.role = Role::Own,
            _ if kind_of(name) == Some(draft.kind()) => return self.draft.take(),
            _ => {
                let text = text.trim();
                if !text.is_empty() {
                    draft.leaf(name, text, self.role);
                }
            }
        }
        None
    }
}

fn place_point(draft: &mut Draft, point: Option<RdPoint>) {
    match point {
        Some(point) if point.is_plausible() => draft.point = Some(point),
        Some(point) => outside(draft, point),
        None => {}
    }
}

fn close_ring(draft: &mut Draft, mut ring: Vec<RdPoint>, inner: bool) {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 {
        return draft.fail("geometrie_onleesbaar", "De omtrek heeft minder dan drie punten.", "geometrie", "");
    }
    if let Some(point) = ring.iter().find(|p| !p.is_plausible()) {
        return outside(draft, *point);
    }
    ring.shrink_to_fit();
    let Some(polygon) = draft.polygons.last_mut() else { return };
    if inner { polygon.holes.push(ring) } else { polygon.outer = ring }
}

fn outside(draft: &mut Draft, point: RdPoint) {
    let value = format!("{} {}", point.x, point.y);
    draft.fail("geometrie_buiten_nederland", "Een punt ligt buiten Nederland, of x en y zijn verwisseld.", "geometrie", &value);
}
