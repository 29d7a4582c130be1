// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Shapes and words in few bytes: a point costs about four bytes, a word is kept once.

use std::collections::HashMap;

use erf_base::RdPoint;
use erf_spatial::{Bounds, Geometry, Polygon};
use rstar::{AABB, RTree, RTreeObject};

/// Whole centimetres in RD New: finer than any source, and the whole country fits in 32 bits.
pub(super) type Cm = [i32; 2];

/// Anything farther than 1,000 km off is not in the country; held there, so that sums stay within 32 bits.
pub(super) fn to_cm(p: RdPoint) -> Cm {
    [p.x, p.y].map(|v| (v * 100.0).round().clamp(-1e8, 1e8) as i32)
}

pub(super) fn to_metres(p: Cm) -> RdPoint {
    RdPoint::new(f64::from(p[0]) / 100.0, f64::from(p[1]) / 100.0)
}

/// An upright rectangle in centimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Extent {
    pub min: Cm,
    pub max: Cm,
}

impl Extent {
    pub fn at(p: Cm) -> Self {
        Self { min: p, max: p }
    }

    /// Rounded outwards by rounding to the nearest: the same rounding as the points within.
    pub fn of(bounds: Bounds) -> Self {
        Self { min: to_cm(bounds.min), max: to_cm(bounds.max) }
    }

    pub fn union(self, other: Self) -> Self {
        let [x, y] = [0, 1].map(|k| (self.min[k].min(other.min[k]), self.max[k].max(other.max[k])));
        Self { min: [x.0, y.0], max: [x.1, y.1] }
    }

    /// Whether the other lies inside, edges included.
    pub fn holds(self, other: Self) -> bool {
        (0..2).all(|k| self.min[k] <= other.min[k] && other.max[k] <= self.max[k])
    }

    /// What both share, edges included.
    pub fn common(self, other: Self) -> Option<Self> {
        let min = [0, 1].map(|k| self.min[k].max(other.min[k]));
        let max = [0, 1].map(|k| self.max[k].min(other.max[k]));
        (0..2).all(|k| min[k] <= max[k]).then_some(Self { min, max })
    }

    /// The longest side.
    pub fn size(self) -> i32 {
        (self.max[0] - self.min[0]).max(self.max[1] - self.min[1])
    }

    pub fn centre(self) -> Cm {
        [0, 1].map(|k| self.min[k] + (self.max[k] - self.min[k]) / 2)
    }

    pub fn bounds(self) -> Bounds {
        Bounds { min: to_metres(self.min), max: to_metres(self.max) }
    }

    pub fn envelope(self) -> AABB<Cm> {
        AABB::from_corners(self.min, self.max)
    }
}

/// One thing in the spatial index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub extent: Extent,
    pub index: u32,
}

impl Entry {
    /// Where a point is.
    pub fn point(&self) -> RdPoint {
        to_metres(self.extent.min)
    }
}

impl RTreeObject for Entry {
    type Envelope = AABB<Cm>;
    fn envelope(&self) -> AABB<Cm> {
        self.extent.envelope()
    }
}

/// Characters of a name on the map.
const LABEL_LENGTH: usize = 120;

/// A word in [`Words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u32);

/// Words while they are being collected; each gets a number in order of arrival.
#[derive(Debug, Default)]
pub(super) struct WordList {
    numbers: HashMap<Box<str>, u32>,
}

/// All words, sorted, so that equal data give equal numbers.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    ends: Vec<u32>,
}

/// From the number while collecting to the number in [`Words`].
pub(super) struct Renumbering(Vec<u32>);

impl WordList {
    pub fn word(&mut self, text: &str) -> Word {
        if let Some(&number) = self.numbers.get(text) {
            return Word(number);
        }
        let number = index(self.numbers.len());
        self.numbers.insert(text.into(), number);
        Word(number)
    }

    /// A name to show; the end of an overlong one is left off, so that no single thing can fill a tile.
    pub fn label(&mut self, text: &str) -> Word {
        let end = text.char_indices().nth(LABEL_LENGTH).map_or(text.len(), |(at, _)| at);
        self.word(&text[..end])
    }

    pub fn finish(self) -> (Words, Renumbering) {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut renumbering = vec![0; sorted.len()];
        let mut words =
            Words { text: String::with_capacity(sorted.iter().map(|(t, _)| t.len()).sum()), ends: Vec::with_capacity(sorted.len()) };
        for (rank, (text, number)) in sorted.iter().enumerate() {
            renumbering[*number as usize] = index(rank);
            words.text.push_str(text);
            words.ends.push(index(words.text.len()));
        }
        (words, Renumbering(renumbering))
    }
}

impl Words {
    pub fn text(&self, word: Word) -> &str {
        let at = word.0 as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4
    }
}

impl Renumbering {
    pub fn of(&self, word: Word) -> Word {
        Word(self.0[word.0 as usize])
    }
}

/// What is known of a thing on the map beside its shape. Things at the same spot are drawn in
/// this order, so it must hold nothing that some viewers may not know before something unique.
pub(super) trait Attribute: Copy + Ord {
    /// With words numbered as in the finished list.
    fn renumbered(self, words: &Renumbering) -> Self;
}

/// A layer while it is being collected.
#[derive(Debug)]
pub(super) struct Draft<A> {
    bytes: Vec<u8>,
    rows: Vec<Row<A>>,
}

#[derive(Debug)]
struct Row<A> {
    attribute: A,
    extent: Extent,
    start: u32,
    end: u32,
}

/// A finished layer: attributes, shapes and index share one numbering.
#[derive(Debug, Clone)]
pub(super) struct Layer<A> {
    pub tree: RTree<Entry>,
    pub attributes: Vec<A>,
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl<A> Default for Draft<A> {
    fn default() -> Self {
        Self { bytes: Vec::new(), rows: Vec::new() }
    }
}

impl<A: Attribute> Draft<A> {
    pub fn point(&mut self, attribute: A, at: RdPoint) {
        let here = index(self.bytes.len());
        self.rows.push(Row { attribute, extent: Extent::at(to_cm(at)), start: here, end: here });
    }

    pub fn polygons(&mut self, attribute: A, polygons: &[Polygon]) {
        let rings = polygons.iter().filter(|p| p.outer.len() > 2).flat_map(|p| {
            std::iter::once((p.outer.as_slice(), false)).chain(p.holes.iter().filter(|h| h.len() > 2).map(|h| (h.as_slice(), true)))
        });
        self.shape(attribute, false, &rings.collect::<Vec<_>>());
    }

    pub fn geometry(&mut self, attribute: A, geometry: &Geometry) {
        match geometry {
            // A point has no extent to draw in a layer of lines or areas.
            Geometry::Point(_) => {}
            Geometry::Polygons(polygons) => self.polygons(attribute, polygons),
            Geometry::Lines(lines) => {
                let parts: Vec<_> = lines.iter().filter(|l| l.len() > 1).map(|l| (l.as_slice(), false)).collect();
                self.shape(attribute, true, &parts);
            }
        }
    }

    /// A shape without points is nothing to draw and is left out.
    fn shape(&mut self, attribute: A, is_line: bool, parts: &[(&[RdPoint], bool)]) {
        let Some(bounds) = Bounds::of(parts.iter().flat_map(|(points, _)| points.iter().copied())) else { return };
        let extent = Extent::of(bounds);
        let start = index(self.bytes.len());
        let mut writer = Writer { bytes: &mut self.bytes, at: extent.min };
        writer.number((parts.len() as u32) << 1 | u32::from(is_line));
        for (points, is_hole) in parts {
            writer.number((points.len() as u32) << 1 | u32::from(*is_hole));
            points.iter().for_each(|p| writer.point(to_cm(*p)));
        }
        self.rows.push(Row { attribute, extent, start, end: index(self.bytes.len()) });
    }

    pub fn finish(self, words: &Renumbering) -> Layer<A> {
        let Self { bytes: drafted, mut rows } = self;
        rows.iter_mut().for_each(|row| row.attribute = row.attribute.renumbered(words));
        let shape = |row: &Row<A>| &drafted[row.start as usize..row.end as usize];
        let key = |row: &Row<A>| (neighbourhood(row.extent.centre()), row.attribute, row.extent);
        rows.sort_unstable_by(|a, b| key(a).cmp(&key(b)).then_with(|| shape(a).cmp(shape(b))));
        let mut bytes = Vec::with_capacity(drafted.len());
        let mut ends = Vec::with_capacity(if drafted.is_empty() { 0 } else { rows.len() });
        for row in rows.iter().filter(|_| !drafted.is_empty()) {
            bytes.extend_from_slice(shape(row));
            ends.push(index(bytes.len()));
        }
        let entries = rows.iter().enumerate().map(|(k, row)| Entry { extent: row.extent, index: index(k) }).collect();
        Layer { tree: RTree::bulk_load(entries), attributes: rows.iter().map(|row| row.attribute).collect(), bytes, ends }
    }
}

impl<A: Copy> Layer<A> {
    pub fn attribute(&self, entry: Entry) -> A {
        self.attributes[entry.index as usize]
    }

    pub fn shape(&self, entry: Entry) -> Shape<'_> {
        let at = entry.index as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        let mut reader = Reader { bytes: &self.bytes[start..self.ends[at] as usize], at: entry.extent.min };
        let header = reader.number();
        Shape { is_line: header & 1 == 1, parts: header >> 1, reader }
    }

    /// What the layer holds together.
    pub fn extent(&self) -> Option<Extent> {
        self.tree.iter().map(|entry| entry.extent).reduce(Extent::union)
    }

    /// Bytes in memory, the index estimated from its node size.
    pub fn bytes(&self) -> usize {
        let nodes = self.tree.size() * size_of::<rstar::RTreeNode<Entry>>() * 6 / 5;
        nodes + self.attributes.capacity() * size_of::<A>() + self.bytes.capacity() + self.ends.capacity() * 4
    }
}

/// A packed shape being read.
pub(super) struct Shape<'a> {
    pub is_line: bool,
    parts: u32,
    reader: Reader<'a>,
}

impl Shape<'_> {
    /// Reads the next part into `points`; says whether it is a hole, `None` when there are no more.
    pub fn next_part(&mut self, points: &mut Vec<RdPoint>) -> Option<bool> {
        self.parts = self.parts.checked_sub(1)?;
        let header = self.reader.number();
        points.clear();
        points.extend((0..header >> 1).map(|_| to_metres(self.reader.point())));
        Some(header & 1 == 1)
    }
}

/// Writes numbers of seven bits a byte, points as the step from the one before.
struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    at: Cm,
}

impl Writer<'_> {
    fn number(&mut self, mut n: u32) {
        while n > 0x7f {
            self.bytes.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    fn point(&mut self, p: Cm) {
        for k in [0, 1] {
            let step = p[k].wrapping_sub(self.at[k]);
            self.number((step << 1 ^ step >> 31).cast_unsigned());
        }
        self.at = p;
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: Cm,
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let (mut n, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            n |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        n
    }

    fn point(&mut self) -> Cm {
        for k in [0, 1] {
            let n = self.number();
            let step = (n >> 1).cast_signed() ^ -(n & 1).cast_signed();
            self.at[k] = self.at[k].wrapping_add(step);
        }
        self.at
    }
}

/// A number that is near for points that are near: things drawn together then lie together in memory.
///
/// Source: G. M. Morton, "A computer oriented geodetic data base", IBM (1966).
fn neighbourhood(p: Cm) -> u64 {
    let spread = |v: i32| {
        let steps = [(16, 0x0000_ffff_0000_ffff), (8, 0x00ff_00ff_00ff_00ff), (4, 0x0f0f_0f0f_0f0f_0f0f), (2, 0x3333_3333_3333_3333)];
        let start = u64::from(v.cast_unsigned() ^ 1 << 31);
        let wide = steps.into_iter().fold(start, |v, (shift, mask)| (v | v << shift) & mask);
        (wide | wide << 1) & 0x5555_5555_5555_5555
    };
    spread(p[0]) | spread(p[1]) << 1
}

/// A position as it is kept.
pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).expect("a region has fewer than 4 thousand million things and bytes of shape")
}
