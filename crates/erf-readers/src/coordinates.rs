// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tells coordinates in RD, WGS84, and either of them swapped apart. Their ranges in the Netherlands do not overlap.

use erf_base::RdPoint;

/// What two numbers turn out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// x and y in RD.
    Rd,
    /// y and x in RD.
    RdSwapped,
    /// Longitude and latitude.
    LonLat,
    /// Latitude and longitude.
    LatLon,
}

impl Sort {
    /// Told from one point; `None` when it lies outside the Netherlands whichever way it is read.
    pub(crate) fn of(a: f64, b: f64) -> Option<Self> {
        let (lon, lat) = (3.0..=7.4, 50.5..=53.8);
        if RdPoint::new(a, b).is_plausible() {
            Some(Self::Rd)
        } else if RdPoint::new(b, a).is_plausible() {
            Some(Self::RdSwapped)
        } else if lon.contains(&a) && lat.contains(&b) {
            Some(Self::LonLat)
        } else if lat.contains(&a) && lon.contains(&b) {
            Some(Self::LatLon)
        } else {
            None
        }
    }

    /// Whether the second number should have come first. For x and y of a table; files with shapes have their own order.
    pub(crate) fn is_swapped(self) -> bool {
        matches!(self, Self::RdSwapped | Self::LatLon)
    }

    /// The point in RD; `None` outside the reach of the transformation.
    pub(crate) fn to_rd(self, a: f64, b: f64) -> Option<RdPoint> {
        match self {
            Self::Rd => Some(RdPoint::new(a, b)),
            Self::RdSwapped => Some(RdPoint::new(b, a)),
            Self::LonLat => erf_spatial::rd::from_etrs89(b, a),
            Self::LatLon => erf_spatial::rd::from_etrs89(a, b),
        }
    }

    /// In Dutch, for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rd => "RD (x, y)",
            Self::RdSwapped => "RD met x en y verwisseld",
            Self::LonLat => "lengte- en breedtegraad",
            Self::LatLon => "breedte- en lengtegraad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_ways_of_writing_one_point_agree() {
        let amersfoort = Sort::of(155_000.0, 463_000.0).unwrap();
        assert_eq!(amersfoort, Sort::Rd);
        assert_eq!(Sort::of(463_000.0, 155_000.0), Some(Sort::RdSwapped));
        for (a, b, sort) in [(5.387_204, 52.155_172, Sort::LonLat), (52.155_172, 5.387_204, Sort::LatLon)] {
            assert_eq!(Sort::of(a, b), Some(sort));
            let point = sort.to_rd(a, b).unwrap();
            assert!(point.distance(RdPoint::new(155_000.0, 463_000.0)) < 1.0, "{point:?}");
        }
        assert_eq!(Sort::of(0.0, 0.0), None);
    }
}
