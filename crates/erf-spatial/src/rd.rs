// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! ETRS89 (what GPS and web maps speak, "WGS84") to RD New (EPSG:28992) and back, with the 2018 correction grid.
//!
//! Source: J. Lesparre, L. Huisman, B. Alberts, "RDNAPTRANS 2018: coordinate transformation to and from Stelsel van de
//! Rijksdriehoeksmeting and Normaal Amsterdams Peil", NSGI. Implemented, not certified. Against the official test points the
//! largest difference is 0.2 mm. The horizontal step takes a fixed height, whatever the real one: that is the published procedure.

mod grid;

use erf_base::RdPoint;

/// From latitude and longitude in degrees (ETRS89) to RD New.
///
/// `None` when the position is not a number or lies outside the correction grid (50 to 56 degrees north, 2 to 8 degrees
/// east), where RD New is not defined. Cost: about a microsecond; no allocation.
pub fn from_etrs89(latitude: f64, longitude: f64) -> Option<RdPoint> {
    if !grid::covers(latitude, longitude) {
        return None;
    }
    let position = GRS80.geocentric(latitude.to_radians(), longitude.to_radians(), FIXED_HEIGHT);
    let (pseudo_lat, pseudo_lon) = BESSEL.geographic(ETRS_TO_RD.apply(position));
    let (lat, lon) = grid::to_real(pseudo_lat.to_degrees(), pseudo_lon.to_degrees());
    Some(PROJECTION.project(lat.to_radians(), lon.to_radians()))
}

/// From RD New to latitude and longitude in degrees (ETRS89).
///
/// `None` when the point is not a number or does not lie in the correction grid. The inverse of [`from_etrs89`] within
/// 0.1 mm inside the Netherlands. Cost: about a microsecond; no allocation.
pub fn to_etrs89(point: RdPoint) -> Option<(f64, f64)> {
    let (lat, lon) = PROJECTION.unproject(point)?;
    let (lat, lon) = grid::to_pseudo(lat.to_degrees(), lon.to_degrees())?;
    let position = BESSEL.geocentric(lat.to_radians(), lon.to_radians(), 0.0);
    let (lat, lon) = GRS80.geographic(RD_TO_ETRS.apply(position));
    let (lat, lon) = (lat.to_degrees(), lon.to_degrees());
    grid::covers(lat, lon).then_some((lat, lon))
}

/// Height in metres above the ellipsoid that the horizontal step assumes everywhere.
const FIXED_HEIGHT: f64 = 43.0;

struct Ellipsoid {
    half_axis: f64,
    flattening: f64,
}

const GRS80: Ellipsoid = Ellipsoid { half_axis: 6_378_137.0, flattening: 1.0 / 298.257_222_101 };
const BESSEL: Ellipsoid = Ellipsoid { half_axis: 6_377_397.155, flattening: 1.0 / 299.152_812_8 };

impl Ellipsoid {
    const fn eccentricity_squared(&self) -> f64 {
        self.flattening * (2.0 - self.flattening)
    }

    /// Radius of curvature in the prime vertical, in metres.
    fn normal(&self, lat: f64) -> f64 {
        self.half_axis / (1.0 - self.eccentricity_squared() * lat.sin().powi(2)).sqrt()
    }

    fn geocentric(&self, lat: f64, lon: f64, height: f64) -> [f64; 3] {
        let n = self.normal(lat);
        let across = (n + height) * lat.cos();
        [across * lon.cos(), across * lon.sin(), (n * (1.0 - self.eccentricity_squared()) + height) * lat.sin()]
    }

    /// Latitude and longitude in radians. Five rounds are exact to the last bit near the surface.
    fn geographic(&self, [x, y, z]: [f64; 3]) -> (f64, f64) {
        let across = x.hypot(y);
        let mut lat = z.atan2(across * (1.0 - self.eccentricity_squared()));
        for _ in 0..5 {
            lat = (z + self.eccentricity_squared() * self.normal(lat) * lat.sin()).atan2(across);
        }
        (lat, y.atan2(x))
    }
}

/// A shift in metres, rotations in seconds of arc (coordinate frame) and a scale in millionths.
struct SevenParameters {
    shift: [f64; 3],
    rotation: [f64; 3],
    scale: f64,
}

const ETRS_TO_RD: SevenParameters =
    SevenParameters { shift: [-565.7346, -50.4058, -465.2895], rotation: [-0.395_023, 0.330_776, -1.876_073], scale: -4.072_42 };
const RD_TO_ETRS: SevenParameters =
    SevenParameters { shift: [565.7381, 50.4018, 465.2904], rotation: [0.395_026, -0.330_772, 1.876_074], scale: 4.072_44 };

impl SevenParameters {
    fn apply(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let [(sa, ca), (sb, cb), (sc, cc)] = self.rotation.map(|seconds| (seconds / 3600.0).to_radians().sin_cos());
        let scale = 1.0 + self.scale * 1e-6;
        let rows = [
            [cc * cb, cc * sb * sa + sc * ca, sc * sa - cc * sb * ca],
            [-sc * cb, cc * ca - sc * sb * sa, sc * sb * ca + cc * sa],
            [sb, -cb * sa, cb * ca],
        ];
        let turned = rows.map(|[a, b, c]| scale * (a * x + b * y + c * z));
        [turned[0] + self.shift[0], turned[1] + self.shift[1], turned[2] + self.shift[2]]
    }
}

/// The oblique stereographic double projection of RD: ellipsoid to sphere (Gauss), sphere to plane.
struct Projection {
    central_lat: f64,
    central_lon: f64,
    /// Radius of the sphere, in metres.
    radius: f64,
    sphere_lat: f64,
    n: f64,
    m: f64,
}

const SCALE: f64 = 0.999_907_9;
const FALSE_EAST: f64 = 155_000.0;
const FALSE_NORTH: f64 = 463_000.0;

static PROJECTION: std::sync::LazyLock<Projection> = std::sync::LazyLock::new(Projection::new);

impl Projection {
    /// Centred on the spire in Amersfoort, 52 09 22.178 N 5 23 15.5 E on Bessel's ellipsoid.
    fn new() -> Self {
        let central_lat = (52.0_f64 + 9.0 / 60.0 + 22.178 / 3600.0).to_radians();
        let central_lon = (5.0_f64 + 23.0 / 60.0 + 15.5 / 3600.0).to_radians();
        let e2 = BESSEL.eccentricity_squared();
        let normal = BESSEL.normal(central_lat);
        let meridian = normal * (1.0 - e2) / (1.0 - e2 * central_lat.sin().powi(2));
        let sphere_lat = ((meridian / normal).sqrt() * central_lat.tan()).atan();
        let n = (1.0 + e2 * central_lat.cos().powi(4) / (1.0 - e2)).sqrt();
        let m = mercator(sphere_lat, 0.0) - n * mercator(central_lat, e2.sqrt());
        Self { central_lat, central_lon, radius: (normal * meridian).sqrt(), sphere_lat, n, m }
    }

    fn project(&self, lat: f64, lon: f64) -> RdPoint {
        let w = self.n * mercator(lat, BESSEL.eccentricity_squared().sqrt()) + self.m;
        let sphere_lat = 2.0 * w.exp().atan() - std::f64::consts::FRAC_PI_2;
        let (sin_lon, cos_lon) = (self.n * (lon - self.central_lon)).sin_cos();
        let ((s, c), (s0, c0)) = (sphere_lat.sin_cos(), self.sphere_lat.sin_cos());
        let reach = 2.0 * SCALE * self.radius / (1.0 + s0 * s + c0 * c * cos_lon);
        RdPoint::new(FALSE_EAST + reach * c * sin_lon, FALSE_NORTH + reach * (c0 * s - s0 * c * cos_lon))
    }

    /// Latitude and longitude in radians on Bessel's ellipsoid; `None` when the point is not a number.
    fn unproject(&self, point: RdPoint) -> Option<(f64, f64)> {
        let (x, y) = (point.x - FALSE_EAST, point.y - FALSE_NORTH);
        let r = x.hypot(y);
        if !r.is_finite() {
            return None;
        }
        if r == 0.0 {
            return Some((self.central_lat, self.central_lon));
        }
        let (s0, c0) = self.sphere_lat.sin_cos();
        let (sin_arc, cos_arc) = (2.0 * (r / (2.0 * SCALE * self.radius)).atan()).sin_cos();
        let sphere_lat = (cos_arc * s0 + y * sin_arc * c0 / r).asin();
        let sphere_lon = (x * sin_arc).atan2(r * c0 * cos_arc - y * s0 * sin_arc);
        let target = (mercator(sphere_lat, 0.0) - self.m) / self.n;
        Some((latitude_of(target), self.central_lon + sphere_lon / self.n))
    }
}

/// Isometric latitude on an ellipsoid of eccentricity `e` (0 for a sphere).
fn mercator(lat: f64, e: f64) -> f64 {
    let es = e * lat.sin();
    (lat / 2.0 + std::f64::consts::FRAC_PI_4).tan().ln() - e / 2.0 * ((1.0 + es) / (1.0 - es)).ln()
}

/// The latitude on Bessel's ellipsoid whose isometric latitude is `target`. Each round gains two digits or more.
fn latitude_of(target: f64) -> f64 {
    let e = BESSEL.eccentricity_squared().sqrt();
    let mut lat = 2.0 * target.exp().atan() - std::f64::consts::FRAC_PI_2;
    for _ in 0..7 {
        let es = e * lat.sin();
        let w = target + e / 2.0 * ((1.0 + es) / (1.0 - es)).ln();
        lat = 2.0 * w.exp().atan() - std::f64::consts::FRAC_PI_2;
    }
    lat
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLIMETRE: f64 = 0.001;
    /// Nine decimals of a degree are 0.11 mm; a millimetre is nine units in latitude, fifteen in longitude.
    const MILLIMETRE_LAT: f64 = 8.98e-9;
    const MILLIMETRE_LON: f64 = 1.35e-8;

    fn check(lat: f64, lon: f64, x: f64, y: f64) {
        let there = from_etrs89(lat, lon).unwrap();
        assert!(there.distance(RdPoint::new(x, y)) < MILLIMETRE, "{lat} {lon}: {there:?} is not {x} {y}");
        let (a, b) = to_etrs89(RdPoint::new(x, y)).unwrap();
        let off = ((a - lat) / MILLIMETRE_LAT).hypot((b - lon) / MILLIMETRE_LON);
        assert!(off < 1.0, "{x} {y}: {a} {b} is {off} mm from {lat} {lon}");
    }

    /// Ten of the points of NSGI's self-validation file.
    #[test]
    fn ten_official_points_agree_within_a_millimetre() {
        for (lat, lon, x, y) in [
            (51.728601274, 4.712120126, 108360.8790, 415757.2745),
            (51.020196533, 6.366735178, 223730.5222, 337190.9205),
            (51.480145290, 3.681236541, 36499.2877, 389286.2694),
            (51.271897246, 3.546428168, 26551.8139, 366351.3980),
            (51.659884656, 6.297460180, 217981.8750, 408290.0571),
            (53.345625556, 4.833275487, 118107.7259, 595610.1242),
            (53.511576791, 6.260598869, 212943.3641, 614290.4965),
            (51.627853244, 5.205016114, 142385.2731, 404348.2916),
            (53.344719377, 4.317418670, 83751.2460, 595896.8087),
            (51.151929570, 5.057461453, 131929.1906, 351437.6011),
        ] {
            check(lat, lon, x, y);
        }
    }

    #[test]
    fn every_official_point_at_hand_agrees_within_a_millimetre() {
        let Some(text) = crate::shared::read("data/rd/rdnap2018_points_200.csv") else { return };
        let text = String::from_utf8(text).unwrap();
        let mut seen = 0;
        for line in text.lines().skip(1) {
            let v: Vec<f64> = line.split(';').skip(1).map(|t| t.trim().parse().unwrap()).collect();
            check(v[0], v[1], v[2], v[3]);
            seen += 1;
        }
        assert_eq!(seen, 200);
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        for x in (20_000..280_000).step_by(13_000) {
            for y in (306_000..620_000).step_by(13_000) {
                let point = RdPoint::new(f64::from(x), f64::from(y));
                let (lat, lon) = to_etrs89(point).unwrap();
                let back = from_etrs89(lat, lon).unwrap();
                assert!(back.distance(point) < MILLIMETRE, "{point:?} came back as {back:?}");
            }
        }
    }

    #[test]
    fn the_centre_is_the_spire_in_amersfoort() {
        let (lat, lon) = to_etrs89(RdPoint::new(155_000.0, 463_000.0)).unwrap();
        assert!((lat - 52.155_172).abs() < 1e-5 && (lon - 5.387_206).abs() < 1e-5, "{lat} {lon}");
    }

    #[test]
    fn what_lies_elsewhere_or_is_no_number_has_no_rd() {
        for (lat, lon) in [(48.85, 2.35), (5.38, 52.15), (f64::NAN, 5.0), (52.0, f64::INFINITY), (49.999, 5.0), (52.0, 8.001)] {
            assert_eq!(from_etrs89(lat, lon), None, "{lat} {lon}");
        }
        for (x, y) in [(f64::NAN, 463_000.0), (-1e7, 0.0), (1e12, 1e12), (155_000.0, f64::INFINITY)] {
            assert_eq!(to_etrs89(RdPoint::new(x, y)), None, "{x} {y}");
        }
    }
}
