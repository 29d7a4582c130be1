// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where the municipalities lie: four by three cells with ragged borders in the Markermeer.

use super::{Municipality, Neighbourhood, Road, Town, Water};
use crate::{
    names,
    plane::{Frame, P, Rect, bounds, clip, inside},
    rng::Rng,
};

const COLUMNS: usize = 4;
const ROWS: usize = 3;
const CENTRE: P = P { x: 145_000.0, y: 510_000.0 };

/// Width and height of the region in metres. Smaller regions keep room for one village each, larger ones get denser.
pub(crate) fn extent(scale: f64) -> f64 {
    28_000.0 * scale.powf(if scale < 1.0 { 0.45 } else { 0.42 })
}

/// The corners of the cells and the ragged lines between them.
pub(crate) struct Lattice {
    /// `across[row][column]` runs east from corner (row, column); row 0 is the south.
    across: Vec<Vec<Vec<P>>>,
    /// `up[row][column]` runs north from corner (row, column).
    up: Vec<Vec<Vec<P>>>,
}

impl Lattice {
    pub(crate) fn new(seed: u64, scale: f64) -> Self {
        let size = extent(scale);
        let (dx, dy) = (size / COLUMNS as f64, size / ROWS as f64);
        let mut rng = Rng::stream(seed, "grenzen", 0);
        let mut corner = |row: usize, column: usize| {
            let x = CENTRE.x - size / 2.0 + column as f64 * dx + rng.between(-0.1, 0.1) * dx;
            let y = CENTRE.y - size / 2.0 + row as f64 * dy + rng.between(-0.1, 0.1) * dy;
            P { x, y }
        };
        let corners: Vec<Vec<P>> = (0..=ROWS).map(|r| (0..=COLUMNS).map(|c| corner(r, c)).collect()).collect();
        let line = |a: P, b: P, part: usize| ragged(a, b, &mut Rng::stream(seed, "grenslijn", part as u64));
        let across = (0..=ROWS).map(|r| (0..COLUMNS).map(|c| line(corners[r][c], corners[r][c + 1], r * 10 + c)).collect()).collect();
        let up = (0..ROWS).map(|r| (0..=COLUMNS).map(|c| line(corners[r][c], corners[r + 1][c], 100 + r * 10 + c)).collect()).collect();
        Self { across, up }
    }

    /// The border of the cells `first..=last` of a row, counter-clockwise, rows counted from the south.
    pub(crate) fn ring(&self, row: usize, first: usize, last: usize) -> Vec<P> {
        let mut ring = Vec::new();
        let mut add = |line: &[P], backwards: bool| {
            let end = line.len() - 1;
            if backwards { ring.extend(line[1..].iter().rev()) } else { ring.extend(&line[..end]) }
        };
        (first..=last).for_each(|c| add(&self.across[row][c], false));
        add(&self.up[row][last + 1], false);
        (first..=last).rev().for_each(|c| add(&self.across[row + 1][c], true));
        add(&self.up[row][first], true);
        ring
    }

    /// Row (from the south) and column of a municipality.
    pub(crate) fn cell(index: usize) -> (usize, usize) {
        (ROWS - 1 - index / COLUMNS, index % COLUMNS)
    }
}

/// A line with bends: midpoints moved sideways, four times.
fn ragged(a: P, b: P, rng: &mut Rng) -> Vec<P> {
    let mut line = vec![a, b];
    for round in 0..4 {
        let mut next = vec![line[0]];
        for pair in line.windows(2) {
            let (p, q) = (pair[0], pair[1]);
            let shift = rng.between(-0.07, 0.07) / f64::from(1 + round);
            let middle = p.towards(q, 0.5);
            next.push(P { x: middle.x - (q.y - p.y) * shift, y: middle.y + (q.x - p.x) * shift });
            next.push(q);
        }
        line = next;
    }
    line
}

/// Land between a road and the ditch behind: 800 by 390 metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub u0: f64,
    /// Grid line of the road.
    pub front: f64,
    /// Which way the land lies from the road: 1 or -1.
    pub side: f64,
    pub row: i32,
    pub column: i32,
    pub free: bool,
}

/// Width of a block along its road.
pub(crate) const WIDTH: f64 = 800.0;
/// Depth of a block.
pub(crate) const DEPTH: f64 = 390.0;
/// From block to block along the road.
pub(crate) const PITCH_U: f64 = 820.0;
/// From row to row.
pub(crate) const PITCH_V: f64 = 410.0;

impl Block {
    /// Grid position `along` the road and `deep` into the land.
    pub(crate) fn at(&self, along: f64, deep: f64) -> (f64, f64) {
        (self.u0 + along, self.front + self.side * deep)
    }

    /// The rectangle between two such positions.
    pub(crate) fn rect(&self, along: (f64, f64), deep: (f64, f64)) -> Rect {
        let (a, b) = (self.at(along.0, deep.0), self.at(along.1, deep.1));
        Rect::new(a.0, a.1, b.0, b.1)
    }

    /// Grid line of the middle of the road.
    pub(crate) fn road(&self) -> f64 {
        self.front - self.side * 8.0
    }

    pub(crate) fn middle(&self) -> (f64, f64) {
        self.at(WIDTH / 2.0, DEPTH / 2.0)
    }
}

/// All blocks that lie inside the municipality with room to spare.
pub(crate) fn blocks(ring: &[P], frame: &Frame) -> Vec<Block> {
    let locals = ring.iter().map(|p| frame.local(*p)).map(|(x, y)| P { x, y });
    let (low, high) = bounds(locals);
    let (first_row, last_row) = ((low.y / PITCH_V).floor() as i32, (high.y / PITCH_V).ceil() as i32);
    let (first, last) = ((low.x / PITCH_U).floor() as i32, (high.x / PITCH_U).ceil() as i32);
    let mut found = Vec::new();
    for row in first_row..last_row {
        for column in first..last {
            let (front, side) =
                if row.rem_euclid(2) == 0 { (f64::from(row + 1) * PITCH_V - 8.0, -1.0) } else { (f64::from(row) * PITCH_V + 8.0, 1.0) };
            let block = Block { u0: f64::from(column) * PITCH_U + 10.0, front, side, row, column, free: true };
            if lies_inside(&block, ring, frame) {
                found.push(block);
            }
        }
    }
    found
}

fn lies_inside(block: &Block, ring: &[P], frame: &Frame) -> bool {
    [-30.0, 400.0, 830.0].iter().all(|along| {
        [-20.0, 200.0, 420.0].iter().all(|deep| {
            let (u, v) = block.at(*along, *deep);
            inside(ring, frame.rd(u, v))
        })
    })
}

/// Centres for towns, far from each other: indexes of blocks.
pub(crate) fn town_blocks(blocks: &[Block], count: usize, rng: &mut Rng) -> Vec<usize> {
    let mut chosen = vec![rng.below(blocks.len())];
    while chosen.len() < count.min(blocks.len()) {
        let gap = |b: &Block| {
            let nearest = |c: &usize| (blocks[*c].middle().0 - b.middle().0).hypot(blocks[*c].middle().1 - b.middle().1);
            chosen.iter().map(nearest).fold(f64::MAX, f64::min)
        };
        let candidates: Vec<usize> = (0..14).map(|_| rng.below(blocks.len())).collect();
        let best = candidates.into_iter().max_by(|a, b| gap(&blocks[*a]).total_cmp(&gap(&blocks[*b])));
        chosen.push(best.expect("fourteen candidates were drawn"));
    }
    chosen
}

/// Gives every town the part of the municipality nearest to its centre.
pub(crate) fn town_rings(ring: &[P], frame: &Frame, towns: &mut [Town]) {
    let centres: Vec<P> = towns.iter().map(|t| frame.rd(t.centre.0, t.centre.1)).collect();
    for (index, town) in towns.iter_mut().enumerate() {
        let own = centres[index];
        town.ring = centres.iter().enumerate().filter(|(i, _)| *i != index).fold(ring.to_vec(), |part, (_, other)| {
            let middle = own.towards(*other, 0.5);
            clip(&part, |p| (middle.x - p.x) * (other.x - own.x) + (middle.y - p.y) * (other.y - own.y))
        });
    }
}

/// Splits each town in a core and up to four pieces of countryside around it.
pub(crate) fn neighbourhoods(m: &Municipality) -> Vec<Neighbourhood> {
    let mut found = Vec::new();
    for (index, town) in m.towns.iter().enumerate() {
        let (u, v) = town.centre;
        let core = town.core.unwrap_or(Rect::new(u - 200.0, v - 200.0, u + 200.0, v + 200.0));
        let (u0, u1, v0, v1) = (f64::from(core.u0), f64::from(core.u1), f64::from(core.v0), f64::from(core.v1));
        let cut = |ring: &[P], keep: &dyn Fn(f64, f64) -> f64| {
            clip(ring, |p| {
                let (u, v) = m.frame.local(p);
                keep(u, v)
            })
        };
        let column = cut(&cut(&town.ring, &|u, _| u - u0), &|u, _| u1 - u);
        let parts = [
            ("", cut(&cut(&column, &|_, v| v - v0), &|_, v| v1 - v)),
            ("-West", cut(&town.ring, &|u, _| u0 - u)),
            ("-Oost", cut(&town.ring, &|u, _| u - u1)),
            ("-Noord", cut(&column, &|_, v| v - v1)),
            ("-Zuid", cut(&column, &|_, v| v0 - v)),
        ];
        for (number, (suffix, ring)) in parts.into_iter().enumerate() {
            if ring.len() >= 3 && crate::plane::area(&ring).abs() > 2000.0 {
                let name = if suffix.is_empty() { town.name.clone() } else { format!("Buitengebied {}{suffix}", town.name) };
                let code = format!("BU{}{:02}{number:02}", m.code, index + 1);
                found.push(Neighbourhood { code, name, ring });
            }
        }
    }
    found
}

/// Provincial roads and canals on the inner borders.
pub(crate) fn roads_and_canals(lattice: &Lattice, seed: u64) -> (Vec<Road>, Vec<Water>) {
    let mut rng = Rng::stream(seed, "wegen en vaarten", 0);
    let (mut roads, mut canals) = (Vec::new(), Vec::new());
    for (number, row) in [(9901, 1), (9902, 2)] {
        let lines: Vec<&Vec<P>> = lattice.across[row].iter().collect();
        provincial(&mut roads, number, &lines);
    }
    provincial(&mut roads, 9903, &lattice.up.iter().map(|r| &r[2]).collect::<Vec<_>>());
    for column in [1, 3] {
        let name = names::water(&mut rng, "vaart");
        for row in 0..ROWS {
            let code = format!("W.MKW.9990.{column}{row}");
            canals.push(Water { code, name: Some(name.clone()), kind: "watervlakte", ring: ribbon(&lattice.up[row][column], 9.0) });
        }
    }
    (roads, canals)
}

fn provincial(roads: &mut Vec<Road>, number: u16, lines: &[&Vec<P>]) {
    let mut hm = 10.0;
    for line in lines {
        for piece in line.chunks(4).zip(line[4..].chunks(4).map(|c| c[0])) {
            let points: Vec<P> = piece.0.iter().copied().chain([piece.1]).collect();
            let length: f64 = points.windows(2).map(|w| w[0].distance(w[1])).sum();
            let code = 990_000_000 + u32::from(number - 9900) * 10_000 + roads.len() as u32;
            let to = hm + length / 100.0;
            let name = format!("Provinciale weg N{number}");
            roads.push(Road { code, name, number: Some(number), keeper: 'P', kind: "HR", line: points, hectometres: Some((hm, to)) });
            hm = to;
        }
        let (start, next) = (line[0], line[1]);
        let end = P { x: start.x + (start.y - next.y) * 0.3, y: start.y + (next.x - start.x) * 0.3 };
        let code = 990_900_000 + u32::from(number - 9900) * 10_000 + roads.len() as u32;
        let name = format!("Oprit N{number}");
        roads.push(Road { code, name, number: Some(number), keeper: 'P', kind: "OPR", line: vec![start, end], hectometres: None });
    }
}

/// A strip along a line.
pub(crate) fn ribbon(line: &[P], half: f64) -> Vec<P> {
    let side = |sign: f64| {
        let shift = move |i: usize| {
            let (a, b) = (line[i.saturating_sub(1)], line[(i + 1).min(line.len() - 1)]);
            let length = a.distance(b).max(1e-6);
            P { x: line[i].x - (b.y - a.y) / length * half * sign, y: line[i].y + (b.x - a.x) / length * half * sign }
        };
        (0..line.len()).map(shift)
    };
    side(-1.0).chain(side(1.0).rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_their_border_and_cells_fill_the_region() {
        let lattice = Lattice::new(1, 1.0);
        let parts: f64 = (0..12).map(Lattice::cell).map(|(r, c)| crate::plane::area(&lattice.ring(r, c, c))).sum();
        let rows: f64 = (0..3).map(|r| crate::plane::area(&lattice.ring(r, 0, 3))).sum();
        assert!((parts - rows).abs() < 1.0 && parts > 0.0);
        assert!(crate::plane::edges(&lattice.ring(0, 0, 0)).count() > 40);
    }

    #[test]
    fn the_region_stays_in_the_markermeer_at_scale_one() {
        let lattice = Lattice::new(1, 1.0);
        let (low, high) = bounds((0..3).flat_map(|r| lattice.ring(r, 0, 3)));
        assert!(low.x > 128_000.0 && high.x < 162_000.0 && low.y > 493_000.0 && high.y < 527_000.0);
    }
}
