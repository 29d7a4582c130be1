// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Points on the ground, in degrees or in metres of the Dutch grid, as one kind of point.
//!
//! Source: F. H. Schreutelkamp and G. L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten",
//! Geodesia 43 (2001). Off by at most half a metre, which the levels of a comparison do not notice. Cost: constant.

/// A point in millionths of a degree from the south pole and from the date line: a tenth of a metre. Zero is no point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Location {
    /// Millionths of a degree north of the south pole.
    pub north: u32,
    /// Millionths of a degree east of the date line.
    pub east: u32,
}

impl Location {
    /// A point in degrees; the point 0, 0 stands for "not known" in exports.
    #[must_use]
    pub fn of_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let known = latitude.abs() < 90.0 && longitude.abs() <= 180.0 && (latitude != 0.0 || longitude != 0.0);
        let millionths = |degrees: f64| (degrees * 1e6).round() as u32;
        known.then(|| Self { north: millionths(latitude + 90.0).max(1), east: millionths(longitude + 180.0).max(1) })
    }

    /// A point in metres of the Dutch grid; nothing outside the Netherlands.
    #[must_use]
    pub fn of_grid(x: f64, y: f64) -> Option<Self> {
        if !(7_000.0..300_000.0).contains(&x) || !(289_000.0..629_000.0).contains(&y) {
            return None;
        }
        let (p, q) = ((x - 155_000.0) * 1e-5, (y - 463_000.0) * 1e-5);
        let sum = |terms: &[(i32, i32, f64)]| terms.iter().map(|(i, j, factor)| factor * p.powi(*i) * q.powi(*j)).sum::<f64>() / 3600.0;
        Self::of_degrees(52.155_174_40 + sum(NORTH), 5.387_206_21 + sum(EAST))
    }

    /// Metres between two points. Exact enough for short distances: the earth is a ball, and flat between the two.
    #[must_use]
    pub fn metres(self, other: Self) -> f64 {
        let degrees = |one: u32, other: u32| f64::from(one.abs_diff(other)) * 1e-6;
        let middle = (f64::from(self.north) + f64::from(other.north)) * 0.5e-6 - 90.0;
        let around = degrees(self.east, other.east);
        let east = around.min(360.0 - around) * middle.to_radians().cos();
        degrees(self.north, other.north).hypot(east) * METRES_PER_DEGREE
    }
}

/// On a ball with the mean radius of the earth.
const METRES_PER_DEGREE: f64 = 111_194.93;

/// Power of x, power of y and factor, in seconds of arc.
const NORTH: &[(i32, i32, f64)] = &[
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.2475),
    (2, 1, -0.84978),
    (0, 3, -0.0655),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.0053),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
];
const EAST: &[(i32, i32, f64)] = &[
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
];

/// A number as people type coordinates: a point or a comma for decimals.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    text.chars().all(plain).then(|| text.replace(',', ".").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Points that the source gives: Amersfoort, Westertoren, Martinitoren.
    #[test]
    fn the_grid_and_degrees_give_one_point() {
        for (x, y, latitude, longitude) in [
            (155_000.0, 463_000.0, 52.155_174_40, 5.387_206_21),
            (120_700.723, 487_525.501, 52.374_532_53, 4.883_525_59),
            (233_883.131, 582_065.167, 53.219_383_17, 6.568_200_53),
        ] {
            let (grid, degrees) = (Location::of_grid(x, y).unwrap(), Location::of_degrees(latitude, longitude).unwrap());
            assert!(grid.metres(degrees) < 0.5, "{x} {y}: {} m", grid.metres(degrees));
        }
    }

    #[test]
    fn what_is_no_point_is_none() {
        assert_eq!(Location::of_grid(0.0, 0.0), None);
        assert_eq!(Location::of_grid(463_000.0, 155_000.0), None);
        assert_eq!(Location::of_degrees(0.0, 0.0), None);
        assert_eq!(Location::of_degrees(91.0, 5.0), None);
        assert_eq!(Location::of_degrees(f64::NAN, 5.0), None);
        for text in ["", "abc", "1e5", "inf", "12,3,4"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("52,37"), Some(52.37));
    }

    proptest! {
        #[test]
        fn metres_in_the_grid_are_metres(x in 20_000.0..270_000.0, y in 310_000.0..615_000.0, dx in -800.0..800.0, dy in -800.0..800.0) {
            let (one, other) = (Location::of_grid(x, y).unwrap(), Location::of_grid(x + dx, y + dy).unwrap());
            prop_assert!((one.metres(other) - f64::hypot(dx, dy)).abs() < 4.0);
            prop_assert_eq!(one.metres(other).to_bits(), other.metres(one).to_bits());
        }
    }
}
