// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Places as points: one by one where there is room, in groups that say how many they are where there is not.

use std::collections::BTreeMap;

use fast_mvt::{MvtCoord, MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};

use super::{
    MapData, PlaceKind, View,
    builder::Place,
    draw::Frame,
    layers::{Chunk, LayerName},
    packed::Entry,
    squares::{GROUPS_ONLY, Group},
};

/// Side in units of the square in which places are grouped where buildings are drawn too: 16 pixels, and 32 when the tile
/// must be as small as can be.
fn group_side(limit: usize) -> i32 {
    if limit > 0 { 128 } else { 256 }
}

impl MapData {
    /// All places the viewer may see. Far out: in groups. Nearer: one by one up to `limit`; else the yards one by one and the
    /// rest in groups; else all in groups. The numbers of all points together are the number of places in the tile.
    pub(super) fn place_chunk(&self, view: View, frame: &Frame, limit: usize) -> MvtResult<Chunk> {
        let mut layer = MvtLayerBuilder::new(LayerName::Plaats.code())?;
        if frame.zoom <= GROUPS_ONLY {
            for group in self.squares.groups(view, frame).values() {
                layer = self.group(layer, view, frame, *group)?;
            }
        } else {
            layer = self.near_places(layer, view, frame, limit)?;
        }
        let drawn = layer.num_features();
        Ok(Chunk::of(layer, drawn))
    }

    fn near_places(&self, mut layer: MvtLayerBuilder, view: View, frame: &Frame, limit: usize) -> MvtResult<MvtLayerBuilder> {
        let found = self.visible_places(view, frame);
        let is_yard = |place: &Place| place.kind == PlaceKind::Yard;
        let yards = found.iter().filter(|(_, place, _)| is_yard(place)).count();
        let side = group_side(limit);
        let mut groups: BTreeMap<(i32, i32), Group> = BTreeMap::new();
        for (entry, place, at) in &found {
            if found.len() <= limit || (yards <= limit && is_yard(place)) {
                layer = self.single(layer, view, *place, *at)?;
            } else {
                groups.entry((at.y / side, at.x / side)).or_default().merge(Group::one(*entry, *place));
            }
        }
        groups.values().try_fold(layer, |layer, group| self.group(layer, view, frame, *group))
    }

    fn visible_places(&self, view: View, frame: &Frame) -> Vec<(Entry, Place, MvtCoord)> {
        let found = self.places.tree.locate_in_envelope_intersecting(frame.extent.envelope());
        let seen = found.map(|e| (*e, self.places.attribute(*e))).filter(|(_, place)| view.sees(place.municipality));
        let mut own: Vec<_> = seen.filter_map(|(e, place)| Some((e, place, frame.own_point(e.point())?))).collect();
        own.sort_unstable_by_key(|(e, ..)| e.index);
        own
    }

    fn single(&self, layer: MvtLayerBuilder, view: View, place: Place, at: MvtCoord) -> MvtResult<MvtLayerBuilder> {
        let mut feature = layer.feature_of(MvtGeomType::Point);
        feature.points([at])?;
        self.word(&mut feature, "id", Some(place.id))?;
        feature.tag_ref("kind", MvtValueRef::String(place.kind.code()))?;
        self.word(&mut feature, "name", Some(place.name))?;
        let rows = if view.covenant { place.rows_all } else { place.rows_shared };
        feature.tag_ref("rows", MvtValueRef::UInt(u64::from(rows)))?;
        Ok(feature.end())
    }

    /// A group, drawn in the middle of its members; a group of one is that one.
    fn group(&self, layer: MvtLayerBuilder, view: View, frame: &Frame, group: Group) -> MvtResult<MvtLayerBuilder> {
        let Some(at) = frame.own_point(group.middle()) else { return Ok(layer) };
        if group.n == 1 {
            return self.single(layer, view, self.places.attributes[group.first as usize], at);
        }
        let mut feature = layer.feature_of(MvtGeomType::Point);
        feature.points([at])?;
        feature.tag_ref("kind", MvtValueRef::String("groep"))?;
        feature.tag_ref("n", MvtValueRef::UInt(u64::from(group.n)))?;
        let rows = if view.covenant { group.rows_all } else { group.rows_shared };
        feature.tag_ref("rows", MvtValueRef::UInt(rows))?;
        Ok(feature.end())
    }
}
