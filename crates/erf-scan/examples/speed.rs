// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How long the rules of a scan take without measuring: `cargo run --release -p erf-scan --example speed -- 300000 2`.

use std::{hint::black_box, time::Instant};

use erf_base::{RdPoint, Rng};
use erf_scan::{
    card::{self, Variant},
    freeze,
    indicator::{Finding, Reading, RowRef},
    model::Order,
    region::{Area, Place, Region},
    scan::{self, Asked, Read},
    what_if::Matrix,
};

struct Answers {
    codes: Vec<String>,
    drawn: Vec<u8>,
}

impl Read for Answers {
    fn codes(&self) -> &[String] {
        &self.codes
    }

    /// One in eight is there, one in eight is unknown, the rest is absent.
    fn read(&self, place: usize, nth: usize) -> Reading {
        match self.drawn[place * self.codes.len() + nth] {
            0 => Reading::Present(Finding {
                value: 640.0,
                detail: "2 gebouwen, samen 640 m²".to_owned(),
                date: Some(20_260_101),
                rows: vec![RowRef { delivery: 1, seq: place as i64 }],
                ground: vec![2],
            }),
            1 => Reading::Unknown("scan-unknown-no-delivery"),
            _ => Reading::Absent,
        }
    }
}

fn place(n: usize, rng: &mut Rng) -> Place {
    Place {
        id: format!("erf-{n:016}"),
        kind: "erf".into(),
        name: format!("Achterweg {n}, Waterdijk"),
        municipality: format!("{}", 9901 + n % 34).parse().ok(),
        at: RdPoint::new(110_000.0 + 40_000.0 * rng.unit(), 490_000.0 + 60_000.0 * rng.unit()),
        countryside: true,
        park: None,
        neighbourhood: None,
        shed_area: 0.0,
        buildings: 0..0,
        addresses: 0..0,
        facts: 0..0,
    }
}

fn timed<T>(what: &str, work: impl Fn() -> T) -> T {
    let mut times: Vec<f64> = Vec::new();
    let answers: Vec<T> = (0..3)
        .map(|_| {
            let start = Instant::now();
            let answer = black_box(work());
            times.push(start.elapsed().as_secs_f64() * 1000.0);
            answer
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<28} {:>8.1} ms", times[1]);
    answers.into_iter().next().expect("three answers")
}

fn main() {
    let arg = |n: usize, otherwise: usize| std::env::args().nth(n).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (places, threads) = (arg(1, 300_000), arg(2, 2));
    let card = card::standard(Variant::Municipal);
    let mut rng = Rng::new(3);
    let region = Region { date: 20_261_001, places: (0..places).map(|n| place(n, &mut rng)).collect(), ..Region::default() };
    let codes: Vec<String> = card.entries.iter().map(|entry| entry.code.clone()).collect();
    let drawn = (0..places * codes.len()).map(|_| rng.below(8) as u8).collect();
    let answers = Answers { codes, drawn };
    let order = Order {
        name: "Snelheid".into(),
        area: "regio".into(),
        shape: None,
        variant: Variant::Municipal,
        ground: None,
        date: region.date,
        capacity: 1_000,
        random_share: 0.2,
        seed: 1,
    };
    let asked = Asked {
        order: &order,
        card: &card,
        region: &region,
        area: &Area::Region,
        readings: &answers,
        corrections: &[],
        base_rate: None,
        threads,
    };
    let outcome = timed("scan", || scan::run(asked).expect("the order fits the card"));
    timed("hash of the region", || freeze::of_region(&region, threads));
    timed("hash of the results", || freeze::of_results(&outcome.scored, threads));
    let matrix = timed("matrix", || Matrix::of(&outcome, &card));
    let bytes = matrix.to_bytes();
    println!("{:<28} {:>8} bytes", "matrix", bytes.len());
    timed("matrix from bytes", || Matrix::from_bytes(&bytes).expect("just written"));
    let moved = timed("what if L01 a point more", || matrix.move_weight("L01", 1));
    println!("{:<28} {:>8}", "places moved", moved.len());
    timed("sensitivity", || matrix.sensitivity());
    timed("places.csv", || erf_scan::output::places_csv(&outcome.scored, std::io::sink()).expect("nothing is written"));
    timed("places.geojson", || erf_scan::output::geojson(&outcome.scored, std::io::sink()).expect("nothing is written"));
}
