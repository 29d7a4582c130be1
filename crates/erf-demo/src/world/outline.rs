// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Outlines of buildings and berths, made when they are written.

use super::{Address, Building, Municipality, Object};
use crate::plane::P;

/// The rings of a building, the outer one first. `share` below 1 gives an earlier, smaller outline.
pub(crate) fn building(m: &Municipality, b: &Building, share: f64) -> Vec<Vec<P>> {
    let (w, l) = (f64::from(b.w) / 200.0 * share, f64::from(b.l) / 200.0);
    let outer: Vec<(f64, f64)> = match b.shape {
        1 => vec![(-w, -l), (w, -l), (w, l * 0.1), (w * 0.2, l * 0.1), (w * 0.2, l), (-w, l)],
        3 => vec![(-w, -l), (-w * 0.4, -l), (-w * 0.4, -l * 1.12), (w * 0.4, -l * 1.12), (w * 0.4, -l), (w, -l), (w, l), (-w, l)],
        _ => vec![(-w, -l), (w, -l), (w, l), (-w, l)],
    };
    let turn = |ring: Vec<(f64, f64)>| ring.into_iter().map(|(u, v)| m.frame.rd(f64::from(b.u) + u, f64::from(b.v) + v)).collect();
    let mut rings = vec![turn(outer)];
    if b.shape == 2 {
        rings.push(turn(vec![(-w * 0.4, -l * 0.4), (-w * 0.4, l * 0.4), (w * 0.4, l * 0.4), (w * 0.4, -l * 0.4)]));
    }
    rings
}

/// The ring of a berth or pitch.
pub(crate) fn plot(m: &Municipality, a: &Address) -> Vec<P> {
    let (w, l) = if a.object == Object::Berth { (9.0, 2.5) } else { (7.0, 5.5) };
    let (u, v) = (f64::from(a.u), f64::from(a.v));
    [(-w, -l), (w, -l), (w, l), (-w, l)].iter().map(|(x, y)| m.frame.rd(u + x, v + y)).collect()
}
