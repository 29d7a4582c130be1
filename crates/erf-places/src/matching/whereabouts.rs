// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! In which municipality something lies that a row was matched to: what the index of names and shapes knows of it.

use erf_base::{MunicipalityCode, RdPoint};
use erf_spatial::{Geometry, Polygon, geometry::signed_area};

use super::{
    RowPlace, address,
    gazetteer::{AreaKind, Gazetteer},
    names::municipalities_of,
};

impl Gazetteer {
    /// A point inside a parcel, from the outline that is kept for matching.
    pub fn point_in_parcel(&self, code: &str) -> Option<RdPoint> {
        let at = self.parcels.binary_search_by(|parcel| (*parcel.0).cmp(code)).ok()?;
        // Of several parts and their holes the largest ring is the outer one of the largest part.
        let rings = self.outlines.rings(self.parcels[at].1);
        let largest = rings.max_by(|a, b| signed_area(a).abs().total_cmp(&signed_area(b).abs()))?;
        Polygon::new(largest).point_on_surface()
    }

    /// The shape of an area that may lie in several municipalities. Municipalities, quarters and neighbourhoods lie in one, and
    /// their borders run along those of the next.
    pub fn shape_across_borders(&self, code: &str) -> Option<&Geometry> {
        let area = &self.areas[self.area_with_code(code)? as usize];
        let divides = matches!(area.kind, AreaKind::Municipality | AreaKind::Quarter | AreaKind::Neighbourhood);
        (!divides).then_some(&area.geometry)
    }

    /// The municipalities of today that a row may name: those of its own column, or else those of its town.
    pub fn municipalities_named(&self, row: &RowPlace) -> Vec<MunicipalityCode> {
        let question = address::read(row, self);
        let own = question.municipality.as_ref().filter(|claim| !claim.municipalities.is_empty());
        let codes = own.or(question.town.as_ref()).map(|claim| municipalities_of(self, claim)).unwrap_or_default();
        codes.into_iter().filter_map(|code| MunicipalityCode::from_number(i64::from(code))).collect()
    }
}
