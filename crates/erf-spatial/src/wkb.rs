// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Well-known binary: how geometry is kept in a database and in GeoPackage files.
//!
//! Source: OGC 06-103r4, "Simple feature access, part 1", chapter 8; the flags of EWKB (PostGIS) are read as well.

use erf_base::RdPoint;

use crate::{Geometry, Polygon, Ring};

/// Why bytes are not a shape that we keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WkbError {
    /// The bytes end too early, or claim more points than they have room for.
    #[error("de geometrie is afgebroken")]
    Truncated,
    /// Bytes are left after the shape.
    #[error("na de geometrie volgen nog bytes")]
    Trailing,
    /// The first byte is not a byte order.
    #[error("de geometrie begint niet met een bytevolgorde")]
    ByteOrder,
    /// A type that we do not keep: a collection, a curve, several points.
    #[error("geometrie van soort {0} wordt niet ondersteund")]
    Unsupported(u32),
    /// A coordinate is not a number, as in an empty point.
    #[error("de geometrie is leeg of bevat een coördinaat die geen getal is")]
    NotANumber,
}

const POINT: u32 = 1;
const LINE: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE: u32 = 5;
const MULTI_POLYGON: u32 = 6;

/// The shape as little-endian two-dimensional WKB. One line or polygon becomes the plain type, several (or none) the multi
/// type. The same shape always gives the same bytes. Cost: one pass.
pub fn encode(geometry: &Geometry) -> Vec<u8> {
    let mut out = Vec::new();
    match geometry {
        Geometry::Point(p) => {
            header(&mut out, POINT);
            point(&mut out, *p);
        }
        Geometry::Lines(lines) => match lines.as_slice() {
            [only] => line(&mut out, only),
            _ => {
                header(&mut out, MULTI_LINE);
                count(&mut out, lines.len());
                lines.iter().for_each(|part| line(&mut out, part));
            }
        },
        Geometry::Polygons(parts) => match parts.as_slice() {
            [only] => encode_polygon(&mut out, only),
            _ => {
                header(&mut out, MULTI_POLYGON);
                count(&mut out, parts.len());
                parts.iter().for_each(|part| encode_polygon(&mut out, part));
            }
        },
    }
    out
}

/// Adds one polygon as WKB, without a copy of the shape.
pub fn encode_polygon(out: &mut Vec<u8>, polygon: &Polygon) {
    header(out, POLYGON);
    count(out, 1 + polygon.holes.len());
    for ring in polygon.rings() {
        count(out, ring.len() + usize::from(!ring.is_empty()));
        ring.iter().chain(ring.first()).for_each(|p| point(out, *p));
    }
}

fn line(out: &mut Vec<u8>, points: &[RdPoint]) {
    header(out, LINE);
    count(out, points.len());
    points.iter().for_each(|p| point(out, *p));
}

fn header(out: &mut Vec<u8>, kind: u32) {
    out.push(1);
    out.extend(kind.to_le_bytes());
}

fn count(out: &mut Vec<u8>, n: usize) {
    out.extend((n as u32).to_le_bytes());
}

fn point(out: &mut Vec<u8>, p: RdPoint) {
    out.extend(p.x.to_le_bytes());
    out.extend(p.y.to_le_bytes());
}

/// The shape that the bytes describe; heights and measures are dropped, a repeated closing point too.
///
/// # Errors
/// See [`WkbError`]. A claimed count is checked against the bytes at hand before memory is taken. Cost: one pass.
pub fn decode(bytes: &[u8]) -> Result<Geometry, WkbError> {
    let mut reader = Reader { bytes, big: false };
    let shape = reader.geometry()?;
    if reader.bytes.is_empty() { Ok(shape) } else { Err(WkbError::Trailing) }
}

struct Reader<'a> {
    bytes: &'a [u8],
    big: bool,
}

/// What a header says: the plain type and how many numbers a point has.
struct Header {
    kind: u32,
    numbers: usize,
}

impl Reader<'_> {
    fn geometry(&mut self) -> Result<Geometry, WkbError> {
        let Header { kind, numbers } = self.header()?;
        Ok(match kind {
            POINT => Geometry::Point(self.point(numbers)?),
            LINE => Geometry::Lines(vec![self.points(numbers)?]),
            POLYGON => Geometry::Polygons(vec![self.polygon(numbers)?]),
            MULTI_POINT => Geometry::Point(self.only_point()?),
            MULTI_LINE => Geometry::Lines(self.parts(LINE, Self::points)?),
            MULTI_POLYGON => Geometry::Polygons(self.parts(POLYGON, Self::polygon)?),
            other => return Err(WkbError::Unsupported(other)),
        })
    }

    fn only_point(&mut self) -> Result<RdPoint, WkbError> {
        match self.parts(POINT, Self::point)?.as_slice() {
            [only] => Ok(*only),
            [] => Err(WkbError::NotANumber),
            _ => Err(WkbError::Unsupported(MULTI_POINT)),
        }
    }

    fn parts<T>(&mut self, expected: u32, read: fn(&mut Self, usize) -> Result<T, WkbError>) -> Result<Vec<T>, WkbError> {
        let n = self.count(5)?;
        let mut parts = Vec::with_capacity(n);
        for _ in 0..n {
            let Header { kind, numbers } = self.header()?;
            if kind != expected {
                return Err(WkbError::Unsupported(kind));
            }
            parts.push(read(self, numbers)?);
        }
        Ok(parts)
    }

    fn polygon(&mut self, numbers: usize) -> Result<Polygon, WkbError> {
        let n = self.count(4)?;
        let mut rings = (0..n).map(|_| self.ring(numbers)).collect::<Result<Vec<_>, _>>()?.into_iter();
        Ok(Polygon { outer: rings.next().unwrap_or_default(), holes: rings.collect() })
    }

    fn ring(&mut self, numbers: usize) -> Result<Ring, WkbError> {
        let mut ring = self.points(numbers)?;
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        Ok(ring)
    }

    fn points(&mut self, numbers: usize) -> Result<Vec<RdPoint>, WkbError> {
        let n = self.count(8 * numbers)?;
        (0..n).map(|_| self.point(numbers)).collect()
    }

    fn point(&mut self, numbers: usize) -> Result<RdPoint, WkbError> {
        let p = RdPoint::new(self.number()?, self.number()?);
        for _ in 2..numbers {
            self.number()?;
        }
        if p.x.is_finite() && p.y.is_finite() { Ok(p) } else { Err(WkbError::NotANumber) }
    }

    fn header(&mut self) -> Result<Header, WkbError> {
        self.big = match self.take::<1>()? {
            [0] => true,
            [1] => false,
            _ => return Err(WkbError::ByteOrder),
        };
        let code = self.word()?;
        if code & 0x2000_0000 != 0 {
            self.word()?;
        }
        let plain = code & 0x0FFF_FFFF;
        let iso = plain / 1000;
        let z = code & 0x8000_0000 != 0 || iso == 1 || iso == 3;
        let m = code & 0x4000_0000 != 0 || iso == 2 || iso == 3;
        let kind = if iso <= 3 { plain % 1000 } else { plain };
        Ok(Header { kind, numbers: 2 + usize::from(z) + usize::from(m) })
    }

    fn count(&mut self, least: usize) -> Result<usize, WkbError> {
        let n = self.word()? as usize;
        if n > self.bytes.len() / least { Err(WkbError::Truncated) } else { Ok(n) }
    }

    fn word(&mut self) -> Result<u32, WkbError> {
        let bytes = self.take::<4>()?;
        Ok(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn number(&mut self) -> Result<f64, WkbError> {
        let bytes = self.take::<8>()?;
        Ok(if self.big { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], WkbError> {
        let (head, tail) = self.bytes.split_first_chunk::<N>().ok_or(WkbError::Truncated)?;
        self.bytes = tail;
        Ok(*head)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::tests::{ring, square};

    fn shapes() -> Vec<Geometry> {
        let mut farm = square(0.0, 0.0, 10.0);
        farm.holes.push(square(4.0, 4.0, 2.0).outer);
        vec![
            Geometry::Point(RdPoint::new(140_000.5, 500_000.25)),
            Geometry::Lines(vec![ring(&[(0.0, 0.0), (1.0, 1.0)])]),
            Geometry::Lines(vec![ring(&[(0.0, 0.0), (1.0, 1.0)]), ring(&[(2.0, 2.0), (3.0, 3.0)])]),
            Geometry::Polygons(vec![farm.clone()]),
            Geometry::Polygons(vec![farm, square(20.0, 0.0, 1.0)]),
            Geometry::Polygons(Vec::new()),
        ]
    }

    fn unhex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|k| u8::from_str_radix(&text[k..k + 2], 16).unwrap()).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        for shape in shapes() {
            assert_eq!(decode(&encode(&shape)), Ok(shape));
        }
    }

    /// The example of the PostGIS manual: POINT(2 3) in big endian; and 3D, EWKB and ISO variants of POINT(1 2 3).
    #[test]
    fn other_notations_are_understood() {
        let one_two = Ok(Geometry::Point(RdPoint::new(1.0, 2.0)));
        assert_eq!(decode(&unhex("000000000140000000000000004008000000000000")), Ok(Geometry::Point(RdPoint::new(2.0, 3.0))));
        for text in [
            "01e9030000000000000000f03f00000000000000400000000000000840",
            "0101000080000000000000f03f00000000000000400000000000000840",
            "0101000020407100000000000000 00f03f0000000000000040",
            "01b90b0000000000000000f03f000000000000004000000000000008400000000000001040",
            "0104000000010000000101000000000000000000f03f0000000000000040",
        ] {
            assert_eq!(decode(&unhex(&text.replace(' ', ""))), one_two, "{text}");
        }
    }

    #[test]
    fn what_we_do_not_keep_is_refused() {
        let refused = |text: &str, why: WkbError| assert_eq!(decode(&unhex(text)), Err(why), "{text}");
        refused("", WkbError::Truncated);
        refused("02", WkbError::ByteOrder);
        refused("010700000000000000", WkbError::Unsupported(7));
        refused("0102000000ffffffff", WkbError::Truncated);
        refused("0101000000000000000000f87f000000000000f87f", WkbError::NotANumber);
        refused("0101000000000000000000f03f000000000000004000", WkbError::Trailing);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = decode(&bytes);
        }

        #[test]
        fn a_damaged_shape_does_not_make_it_panic(which in 0..6_usize, at in 0..200_usize, value: u8) {
            let mut bytes = encode(&shapes()[which]);
            let at = at % bytes.len();
            bytes[at] = value;
            let _ = decode(&bytes);
        }
    }
}
