// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tiles show things where they are, stay within their budget, and say what they leave out.

use fast_mvt::MvtPolygon;

use super::*;

fn corners(thing: &Thing) -> Vec<(i32, i32)> {
    match &thing.geometry {
        MvtGeometry::Polygon(MvtPolygon { .. }) => polygon(thing).exterior().0.iter().map(|c| (c.x, c.y)).collect(),
        MvtGeometry::LineString(line) => line.0.iter().map(|c| (c.x, c.y)).collect(),
        MvtGeometry::Point(point) => vec![(point.0.x, point.0.y)],
        other => panic!("unexpected shape {other:?}"),
    }
}

fn polygon(thing: &Thing) -> &MvtPolygon {
    match &thing.geometry {
        MvtGeometry::Polygon(polygon) => polygon,
        other => panic!("not a polygon: {other:?}"),
    }
}

#[test]
fn a_corner_of_a_building_lies_within_one_unit_of_the_tile() {
    let map = built(&region(0));
    // The second farm's shed.
    let id = building_id(9_901_502).to_string();
    let outline = rectangle(350.0, 1_000.0, 20.0, 45.0).outer;
    for zoom in 9..=MAX_ZOOM {
        let (x, y) = tile_of(at(360.0, 1_020.0), zoom).unwrap();
        let buildings = layers(&map, REGION, (zoom, x, y)).remove("pand").unwrap();
        let shed = buildings.iter().find(|t| t.get("id") == Some(&id)).unwrap();
        let unit = TILE_SIDE / f64::from(1 << zoom) / 4096.0;
        let drawn: Vec<_> = corners(shed).into_iter().map(|c| metres((zoom, x, y), c)).collect();
        for corner in outline.iter().filter(|_| zoom < 12) {
            let off = drawn.iter().map(|d| d.distance(*corner)).fold(f64::MAX, f64::min);
            assert!(off <= unit + 0.01, "zoom {zoom}: {off} m off");
        }
        assert_eq!(shed.get("kind"), Some("met_adres"));
        assert_eq!(shed.get("place"), Some("erf-9901502"));
    }
}

#[test]
fn layers_carry_their_properties() {
    let map = built(&region(0));
    let first = |zoom, layer: &str| things(&map, REGION, zoom, layer).remove(0).properties;
    let expect = |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<BTreeMap<_, _>>();
    assert_eq!(first(0, "gemeente"), expect(&[("code", "9901"), ("naam", "Gemeente 9901")]));
    assert_eq!(first(8, "water"), expect(&[("naam", "Vaart")]));
    assert_eq!(first(1, "weg"), expect(&[("naam", "A999"), ("soort", "autosnelweg")]));
    assert_eq!(first(6, "bedrijventerrein"), expect(&[("naam", "De Kaai")]));
    assert_eq!(first(5, "buitengebied"), expect(&[("density", "123.4"), ("inside", "true")]));
    assert_eq!(first(9, "perceel"), expect(&[]));
    assert_eq!(first(9, "bouwwerk"), expect(&[]));
    assert_eq!(first(8, "pand").keys().collect::<Vec<_>>(), ["kind"]);
    assert!(first(10, "adres")["label"].starts_with("adres 990"));
    let yard = things(&map, REGION, 8, "plaats").into_iter().find(|t| t.get("id") == Some("erf-9901500")).unwrap();
    let expected = expect(&[("id", "erf-9901500"), ("kind", "erf"), ("name", "Erf 0"), ("rows", "2")]);
    assert_eq!(yard.properties, expected);
    let group = things(&map, REGION, 3, "plaats").into_iter().find(|t| t.get("kind") == Some("groep")).unwrap();
    assert_eq!(group.properties.keys().collect::<Vec<_>>(), ["kind", "n", "rows"]);
}

#[test]
fn a_road_over_the_edge_is_drawn_past_it_on_both_sides() {
    let map = built(&region(0));
    let (x, y) = tile_of(at(100.0, 2_050.0), 9).unwrap();
    let ends = |x| {
        let road = layers(&map, REGION, (9, x, y)).remove("weg").unwrap().remove(0);
        let line = corners(&road);
        (line[0].0.min(line[line.len() - 1].0), line[0].0.max(line[line.len() - 1].0))
    };
    assert_eq!((ends(x), ends(x + 1)), ((-64, 4_160), (-64, 4_160)));
}

#[test]
fn a_large_area_is_cut_to_the_tile_and_keeps_its_hole() {
    let mut builder = MapBuilder::default();
    let mut lake = rectangle(-50_000.0, -50_000.0, 100_000.0, 100_000.0);
    lake.holes.push(rectangle(20.0, 20.0, 100.0, 100.0).outer);
    builder.water(None, &Geometry::Polygons(vec![lake]));
    let map = builder.finish();
    let (x, y) = tile_of(at(50.0, 50.0), 10).unwrap();
    let drawn = layers(&map, REGION, (10, x, y)).remove("water").unwrap();
    assert!(corners(&drawn[0]).iter().all(|c| (-64..=4_160).contains(&c.0) && (-64..=4_160).contains(&c.1)));
    assert_eq!(polygon(&drawn[0]).interiors().len(), 1);
    assert_eq!(drawn[0].properties.len(), 0, "water without a name has no name");
}

#[test]
fn what_is_smaller_than_half_a_pixel_is_not_drawn() {
    let mut builder = MapBuilder::default();
    builder.building(building_id(1), &rectangle(0.0, 0.0, 2.0, 3.0), None, None, false);
    builder.building(building_id(2), &rectangle(20.0, 0.0, 4.0, 3.0), None, None, false);
    let map = builder.finish();
    let drawn = |zoom| {
        let (x, y) = tile_of(at(0.0, 0.0), zoom).unwrap();
        layers(&map, REGION, (zoom, x, y)).remove("pand").map_or(0, |l| l.len())
    };
    // Half a pixel is 3.4 m at zoom 8 and 1.7 m at zoom 9.
    assert_eq!((drawn(7), drawn(8), drawn(9)), (0, 1, 2));
}

#[test]
fn an_empty_tile_is_valid() {
    let map = MapBuilder::default().finish();
    assert_eq!(decode(&map.tile(REGION, 0, 0, 0).unwrap()).len(), 0);
    assert_eq!(unzipped(&map.tile_gzip(REGION, 12, 4_095, 4_095).unwrap()), Vec::<u8>::new());
    assert_eq!(map.bounds(REGION), None);
}

#[test]
fn a_tile_outside_the_grid_is_refused() {
    let map = built(&region(0));
    for (zoom, x, y) in [(0, 1, 0), (3, 8, 0), (3, 0, 8), (12, 0, 4_096), (13, 0, 0), (255, 0, 0), (12, u32::MAX, u32::MAX)] {
        let refused = map.tile(REGION, zoom, x, y).unwrap_err();
        assert!(matches!(refused, TileError::OutOfRange { .. }), "{zoom}/{x}/{y}");
        assert!(refused.to_string().contains("bestaat niet"));
    }
}

/// A town no Dutch town is as dense as: a building, parcel, address and place on every 100 square metres, 1,200 m wide
/// around the middle of a tile of zoom 9. Ids of places are long and random, so that they do not compress.
fn dense_town() -> (MapData, RdPoint) {
    let (x, y) = tile_of(at(0.0, 0.0), 9).unwrap();
    let middle = metres((9, x, y), (2_048, 2_048));
    let (west, south) = (middle.x - at(0.0, 0.0).x - 600.0, middle.y - at(0.0, 0.0).y - 600.0);
    let (mut builder, mut rng) = (MapBuilder::default(), Rng::new(5));
    for k in 0..14_400_i64 {
        let (x, y) = (west + (k % 120) as f64 * 10.0, south + (k / 120) as f64 * 10.0);
        let id = format!("{:016x}{:016x}{:016x}", rng.bits(), rng.bits(), rng.bits());
        let (w, h) = (4.0 + 5.0 * rng.unit(), 4.0 + 5.0 * rng.unit());
        builder.building(building_id(rng.below(9_000_000_000) as i64), &rectangle(x, y, w, h), Some(&id), Some(code("9901")), true);
        builder.parcel(&rectangle(x, y, 10.0, 10.0));
        builder.address(at(x + 2.0, y + 2.0), &format!("{}", rng.below(999)), Some(code("9901")));
        let (kind, municipality, point) = (PlaceKind::Parcel, Some(code("9901")), at(x + 2.0, y + 2.0));
        builder.place(NewPlace { id: &id, kind, name: "Straat", point, municipality, rows_shared: 1, rows_all: 2 });
    }
    (builder.finish(), middle)
}

#[test]
fn the_densest_town_stays_within_the_budget_and_says_what_is_left_out() {
    let (map, middle) = dense_town();
    for zoom in 8..=10 {
        let (x, y) = tile_of(middle, zoom).unwrap();
        let packed = map.tile_gzip(REGION, zoom, x, y).unwrap();
        assert!(packed.len() <= TILE_BUDGET, "zoom {zoom}: {} bytes", packed.len());
        let raw = unzipped(&packed);
        assert_eq!(raw, map.tile(REGION, zoom, x, y).unwrap());
        let drawn = decode(&raw);
        for notice in drawn.get("ingekort").into_iter().flatten() {
            let count = |key| notice.get(key).unwrap().parse::<usize>().unwrap();
            let shown = drawn.get(notice.get("laag").unwrap()).map_or(0, Vec::len);
            assert!(count("getoond") == shown && shown < count("totaal"), "zoom {zoom}: {notice:?}");
        }
    }
}

#[test]
fn what_matters_least_is_left_out_first_and_places_never_are() {
    let (map, middle) = dense_town();
    let (x, y) = tile_of(middle, 9).unwrap();
    let packed = map.tile_gzip(REGION, 9, x, y).unwrap();
    assert!(packed.len() > TILE_BUDGET * 8 / 10, "no more is left out than needed: {}", packed.len());
    let drawn = decode(&unzipped(&packed));
    let left_out: Vec<_> = drawn["ingekort"].iter().map(|t| t.get("laag").unwrap()).collect();
    assert_eq!(left_out, ["perceel", "pand"]);
    let smallest = drawn["pand"].iter().map(size).min().unwrap();
    assert!(smallest > 14, "the largest buildings stay: {smallest} units");
    let places: u32 = drawn["plaats"].iter().map(|t| t.get("n").map_or(1, |n| n.parse().unwrap())).sum();
    assert_eq!(places, 14_400);
}

/// The longest side in units.
fn size(thing: &Thing) -> i32 {
    let (xs, ys): (Vec<_>, Vec<_>) = corners(thing).into_iter().unzip();
    let span = |v: &[i32]| v.iter().max().unwrap() - v.iter().min().unwrap();
    span(&xs).max(span(&ys))
}

#[test]
fn a_region_that_fits_leaves_nothing_out() {
    let map = built(&region(0));
    for tile in (0..=MAX_ZOOM).flat_map(tiles) {
        assert!(!layers(&map, REGION, tile).contains_key("ingekort"), "{tile:?}");
    }
}

/// Words of random letters do not compress: the budget must be met by leaving out, for each layer in turn.
#[test]
fn even_a_hostile_region_stays_within_the_budget() {
    let (mut builder, mut rng) = (MapBuilder::default(), Rng::new(9));
    let mut word = || (0..40).map(|_| format!("{:016x}", rng.bits())).collect::<String>();
    for k in 0..800 {
        let (x, y) = (f64::from(k % 40) * 20.0, f64::from(k / 40) * 20.0);
        let line = Geometry::Lines(vec![vec![at(x, y), at(x + 15.0, y + 15.0)]]);
        builder.road(Some(&word()), "straat", &line);
        builder.water(Some(&word()), &Geometry::Polygons(vec![rectangle(x, y, 9.0, 9.0)]));
        builder.park(&word(), &[rectangle(x, y, 9.0, 9.0)]);
        let (id, name, point) = (word(), word(), at(x, y));
        let kind = PlaceKind::Yard;
        builder.place(NewPlace { id: &id, kind, name: &name, point, municipality: None, rows_shared: 0, rows_all: 0 });
    }
    let map = builder.finish();
    for zoom in [4, 9, 10] {
        let (x, y) = tile_of(at(200.0, 200.0), zoom).unwrap();
        let packed = map.tile_gzip(REGION, zoom, x, y).unwrap();
        assert!(packed.len() <= TILE_BUDGET, "zoom {zoom}: {} bytes", packed.len());
    }
}

proptest::proptest! {
    #[test]
    fn any_outline_gives_a_tile_that_can_be_read(
        points in proptest::collection::vec((-1e4..1e4_f64, -1e4..1e4_f64), 0..12),
        zoom in 0..=MAX_ZOOM,
    ) {
        let ring: Vec<_> = points.iter().map(|(x, y)| at(*x, *y)).collect();
        let mut builder = MapBuilder::default();
        builder.building(building_id(1), &Polygon::new(ring.clone()), None, None, false);
        builder.road(None, "straat", &Geometry::Lines(vec![ring.clone(), Vec::new()]));
        builder.water(None, &Geometry::Point(at(0.0, 0.0)));
        builder.structure(&[Polygon { outer: Vec::new(), holes: vec![ring] }]);
        let map = builder.finish();
        let (x, y) = tile_of(at(0.0, 0.0), zoom).unwrap();
        layers(&map, REGION, (zoom, x, y));
    }
}

#[test]
fn coordinates_that_are_no_place_on_earth_do_no_harm() {
    let mut builder = MapBuilder::default();
    for wrong in [f64::NAN, f64::INFINITY, -1e300] {
        let p = RdPoint::new(wrong, wrong);
        builder.building(building_id(1), &Polygon::new(vec![p, at(0.0, 0.0), at(10.0, 0.0)]), None, None, false);
        builder.address(p, "nergens", None);
    }
    let map = builder.finish();
    for (zoom, x, y) in (0..=MAX_ZOOM).flat_map(tiles) {
        map.tile(REGION, zoom, x, y).unwrap();
    }
    map.counts(REGION, Bounds { min: RdPoint::new(f64::NAN, -1e300), max: RdPoint::new(1e300, f64::INFINITY) });
}
