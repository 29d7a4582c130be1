// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Points, lines and polygons in the plane.
//!
//! Outlines come as partners send them: self-touching, with spikes, or with fewer than three points. No function here
//! panics on them; a shape without area has area 0 and holds no point.

use erf_base::RdPoint;

/// A closed line: the first point is not repeated at the end.
pub type Ring = Vec<RdPoint>;

/// An outline with holes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygon {
    /// The outer ring.
    pub outer: Ring,
    /// Courtyards and other holes.
    pub holes: Vec<Ring>,
}

/// Any shape that partners send.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// One place.
    Point(RdPoint),
    /// One or more open lines.
    Lines(Vec<Vec<RdPoint>>),
    /// One or more polygons.
    Polygons(Vec<Polygon>),
}

/// The smallest upright rectangle around something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower left corner.
    pub min: RdPoint,
    /// Upper right corner.
    pub max: RdPoint,
}

impl Bounds {
    /// Around all points; `None` when there are none.
    pub fn of(points: impl IntoIterator<Item = RdPoint>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { min: first, max: first }, |b, p| b.union(Self { min: p, max: p })))
    }

    /// The square of `reach` metres to each side of a point.
    pub fn around(point: RdPoint, reach: f64) -> Self {
        Self { min: point, max: point }.grow(reach)
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: RdPoint::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: RdPoint::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// Wider by `reach` metres on each side (narrower when negative).
    pub fn grow(self, reach: f64) -> Self {
        Self { min: RdPoint::new(self.min.x - reach, self.min.y - reach), max: RdPoint::new(self.max.x + reach, self.max.y + reach) }
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(self, p: RdPoint) -> bool {
        (self.min.x..=self.max.x).contains(&p.x) && (self.min.y..=self.max.y).contains(&p.y)
    }

    /// Whether the other lies wholly inside.
    pub fn contains_bounds(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether both share a point, edges included.
    pub fn intersects(self, other: Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    /// Metres between both; 0 when they touch.
    pub fn distance(self, other: Self) -> f64 {
        let dx = (other.min.x - self.max.x).max(self.min.x - other.max.x).max(0.0);
        let dy = (other.min.y - self.max.y).max(self.min.y - other.max.y).max(0.0);
        dx.hypot(dy)
    }

    /// The middle.
    pub fn centre(self) -> RdPoint {
        RdPoint::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// Width in metres.
    pub fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    /// Height in metres.
    pub fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    /// The rectangle as a polygon, counter-clockwise.
    pub fn to_polygon(self) -> Polygon {
        let Self { min, max } = self;
        Polygon { outer: vec![min, RdPoint::new(max.x, min.y), max, RdPoint::new(min.x, max.y)], holes: Vec::new() }
    }
}

/// The sides of a ring, the closing one included.
pub fn sides(ring: &[RdPoint]) -> impl Iterator<Item = (RdPoint, RdPoint)> + Clone + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Area in square metres; positive when the ring runs counter-clockwise. A self-crossing ring counts its loops with
/// their signs. Cost: one pass.
pub fn signed_area(ring: &[RdPoint]) -> f64 {
    // Relative to the first point: RD coordinates are large and their products would lose millimetres.
    let Some(&o) = ring.first() else { return 0.0 };
    sides(ring).map(|(a, b)| (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y)).sum::<f64>() / 2.0
}

/// Whether the point lies inside the ring by the even-odd rule. A point on the edge may fall on either side. Cost: one pass.
pub fn ring_contains(ring: &[RdPoint], p: RdPoint) -> bool {
    let crosses = |(a, b): &(RdPoint, RdPoint)| (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
    sides(ring).filter(crosses).count() % 2 == 1
}

/// Length in metres of an open line.
pub fn length(line: &[RdPoint]) -> f64 {
    line.windows(2).map(|w| w[0].distance(w[1])).sum()
}

impl Polygon {
    /// A polygon without holes.
    pub fn new(outer: Ring) -> Self {
        Self { outer, holes: Vec::new() }
    }

    /// All rings, the outer one first.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> + Clone {
        std::iter::once(&self.outer).chain(&self.holes)
    }

    /// Area in square metres, holes taken off; never negative, whatever way the rings run. Cost: one pass.
    pub fn area(&self) -> f64 {
        let holes: f64 = self.holes.iter().map(|ring| signed_area(ring).abs()).sum();
        (signed_area(&self.outer).abs() - holes).max(0.0)
    }

    /// The smallest upright rectangle around the outer ring; `None` without points.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.outer.iter().copied())
    }

    /// Whether the point lies in the outline and not in a hole. Cost: one pass.
    pub fn contains(&self, point: RdPoint) -> bool {
        self.rings().filter(|ring| ring_contains(ring, point)).count() % 2 == 1
    }

    /// The centre of gravity; the mean of the points when there is no area; `None` without points. May lie outside.
    pub fn centroid(&self) -> Option<RdPoint> {
        let &o = self.outer.first()?;
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        for (k, ring) in self.rings().enumerate() {
            let turn = if (signed_area(ring) > 0.0) == (k == 0) { 1.0 } else { -1.0 };
            for (a, b) in sides(ring) {
                let (ax, ay, bx, by) = (a.x - o.x, a.y - o.y, b.x - o.x, b.y - o.y);
                let cross = turn * (ax * by - bx * ay);
                area += cross;
                x += cross * (ax + bx);
                y += cross * (ay + by);
            }
        }
        if area.abs() < 1e-9 {
            let n = self.outer.len() as f64;
            let (x, y) = self.outer.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x, y + p.y));
            return Some(RdPoint::new(x / n, y / n));
        }
        Some(RdPoint::new(o.x + x / (3.0 * area), o.y + y / (3.0 * area)))
    }

    /// A point that lies inside: the centroid where that is inside, else the middle of the widest stretch halfway up.
    /// `None` without points; the centroid when there is no inside. Cost: three passes and a sort of the crossings.
    pub fn point_on_surface(&self) -> Option<RdPoint> {
        let centroid = self.centroid()?;
        if self.contains(centroid) {
            return Some(centroid);
        }
        let middle = self.scan_height()?;
        let mut crossings: Vec<f64> = self
            .rings()
            .flat_map(|ring| sides(ring))
            .filter(|(a, b)| (a.y > middle) != (b.y > middle))
            .map(|(a, b)| (b.x - a.x) * (middle - a.y) / (b.y - a.y) + a.x)
            .collect();
        crossings.sort_by(f64::total_cmp);
        let widest = crossings.chunks_exact(2).max_by(|p, q| (p[1] - p[0]).total_cmp(&(q[1] - q[0])));
        Some(widest.map_or(centroid, |pair| RdPoint::new((pair[0] + pair[1]) / 2.0, middle)))
    }

    /// A height near the middle at which no corner lies: halfway between the two corners around the middle.
    fn scan_height(&self) -> Option<f64> {
        let bounds = self.bounds()?;
        let middle = bounds.centre().y;
        let heights = || self.rings().flatten().map(|p| p.y);
        let below = heights().filter(|&y| y <= middle).fold(bounds.min.y, f64::max);
        let above = heights().filter(|&y| y > middle).fold(bounds.max.y, f64::min);
        Some((below + above) / 2.0)
    }
}

impl Geometry {
    /// The smallest upright rectangle around all of it; `None` when it has no points.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Point(p) => Some(Bounds { min: *p, max: *p }),
            Self::Lines(lines) => Bounds::of(lines.iter().flatten().copied()),
            Self::Polygons(parts) => Bounds::of(parts.iter().flat_map(|part| part.outer.iter().copied())),
        }
    }

    /// Area in square metres; 0 for points and lines.
    pub fn area(&self) -> f64 {
        match self {
            Self::Polygons(parts) => parts.iter().map(Polygon::area).sum(),
            Self::Point(_) | Self::Lines(_) => 0.0,
        }
    }

    /// Whether the point lies in one of the polygons; never for points and lines.
    pub fn contains(&self, point: RdPoint) -> bool {
        matches!(self, Self::Polygons(parts) if parts.iter().any(|part| part.contains(point)))
    }

    /// A point that stands for the whole: itself, the middle of the longest line along its length, or a point inside the
    /// largest polygon. `None` when there are no points.
    pub fn point_on_surface(&self) -> Option<RdPoint> {
        match self {
            Self::Point(p) => Some(*p),
            Self::Lines(lines) => halfway(lines.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?),
            Self::Polygons(parts) => parts.iter().max_by(|a, b| a.area().total_cmp(&b.area()))?.point_on_surface(),
        }
    }
}

fn halfway(line: &[RdPoint]) -> Option<RdPoint> {
    let mut left = length(line) / 2.0;
    for w in line.windows(2) {
        let step = w[0].distance(w[1]);
        if step > 0.0 && left <= step {
            let t = left / step;
            return Some(RdPoint::new(w[0].x + t * (w[1].x - w[0].x), w[0].y + t * (w[1].y - w[0].y)));
        }
        left -= step;
    }
    line.first().copied()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn ring(points: &[(f64, f64)]) -> Ring {
        points.iter().map(|&(x, y)| RdPoint::new(140_000.0 + x, 500_000.0 + y)).collect()
    }

    pub fn square(x: f64, y: f64, side: f64) -> Polygon {
        Polygon::new(ring(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)]))
    }

    fn at(x: f64, y: f64) -> RdPoint {
        RdPoint::new(140_000.0 + x, 500_000.0 + y)
    }

    #[test]
    fn a_courtyard_is_not_part_of_the_building() {
        let mut building = square(0.0, 0.0, 10.0);
        building.holes.push(square(4.0, 4.0, 2.0).outer);
        assert!((building.area() - 96.0).abs() < 1e-9);
        assert!(building.contains(at(1.0, 1.0)) && !building.contains(at(5.0, 5.0)) && !building.contains(at(11.0, 5.0)));
        assert!(building.centroid().unwrap().distance(at(5.0, 5.0)) < 1e-9);
        assert!(building.contains(building.point_on_surface().unwrap()));
    }

    #[test]
    fn a_horseshoe_has_its_point_inside() {
        let barn =
            Polygon::new(ring(&[(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (25.0, 30.0), (25.0, 5.0), (5.0, 5.0), (5.0, 30.0), (0.0, 30.0)]));
        assert!(!barn.contains(barn.centroid().unwrap()));
        assert!(barn.contains(barn.point_on_surface().unwrap()));
    }

    #[test]
    fn the_way_a_ring_runs_decides_the_sign_only() {
        let mut turned = square(0.0, 0.0, 3.0).outer;
        assert!((signed_area(&turned) - 9.0).abs() < 1e-9);
        turned.reverse();
        assert!((signed_area(&turned) + 9.0).abs() < 1e-9);
        assert!((Polygon::new(turned).area() - 9.0).abs() < 1e-9);
    }

    #[test]
    fn bad_outlines_do_not_panic() {
        for points in [&[][..], &[(0.0, 0.0)], &[(0.0, 0.0), (1.0, 1.0)], &[(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]] {
            let polygon = Polygon::new(ring(points));
            assert_eq!(polygon.area(), 0.0);
            assert_eq!(polygon.point_on_surface().is_some(), !points.is_empty());
            assert!(!polygon.contains(at(0.5, 0.5)));
        }
        let bow_tie = Polygon::new(ring(&[(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]));
        assert!(bow_tie.contains(bow_tie.point_on_surface().unwrap()));
    }

    #[test]
    fn a_line_is_represented_by_its_middle() {
        let road = Geometry::Lines(vec![ring(&[(0.0, 0.0), (1.0, 0.0)]), ring(&[(0.0, 0.0), (6.0, 0.0), (6.0, 2.0)])]);
        assert!(road.point_on_surface().unwrap().distance(at(4.0, 0.0)) < 1e-9);
        assert_eq!(Geometry::Lines(Vec::new()).point_on_surface(), None);
    }
}
