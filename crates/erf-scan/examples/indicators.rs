// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! For developers: how often each indicator is present, absent, unknown or not about a place, in a region that was
//! imported before. `cargo run --release -p erf-scan --example indicators -- FILE.db [DATE] [municipal|covenant]`

use std::{path::Path, time::Instant};

use erf_scan::scan::Read as _;
use erf_scan::{
    card::Variant,
    indicator::Reading,
    measure::{Measures, area_codes, area_values, computed},
    region::Region,
    store::load::{Wanted, load_together, readers},
};
use erf_store::{Db, StoreError};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("noem een databasebestand")?;
    let date = args.next().map_or(Ok(20_261_001), |text| text.parse())?;
    let variant = if args.next().as_deref() == Some("municipal") { Variant::Municipal } else { Variant::Covenant };
    let region = read(Path::new(&file), date, variant).await?;
    places(&region);
    areas(&region);
    Ok(())
}

async fn read(file: &Path, date: i64, variant: Variant) -> Result<Region, StoreError> {
    let db = Db::open_file(file).await?;
    let started = Instant::now();
    let together = db.read_together(readers()).await?;
    let (region, _) = load_together(
        together,
        Wanted { date, variant, covenant: variant == Variant::Covenant, municipality: None, only_deliveries: None },
    )
    .await?;
    println!(
        "{} plekken, {} gebouwen, {} adressen, {} feiten, {} gebiedsfeiten, {} aanwezigheid, {} gewaspercelen in {:.2} s",
        region.places.len(),
        region.buildings.len(),
        region.addresses.len(),
        region.facts.len(),
        region.area_facts.len(),
        region.presence.len(),
        region.crops.len(),
        started.elapsed().as_secs_f64()
    );
    // Where the system tells: how much of it is ours and how much is the file that SQLite reads through memory.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .filter(|line| ["VmHWM", "RssAnon", "RssFile"].iter().any(|name| line.starts_with(name)))
        .for_each(|line| println!("{line}"));
    Ok(region)
}

fn places(region: &Region) {
    println!("code     aanwezig  afwezig onbekend      nvt  aandeel  s");
    for code in computed() {
        let started = Instant::now();
        let measures = Measures::prepare(region, &[code]);
        let prepared = started.elapsed().as_secs_f64();
        let (mut counts, mut shown) = ([0_usize; 4], Vec::new());
        for place in 0..region.places.len() {
            match measures.read(place, 0) {
                Reading::Present(finding) => {
                    counts[0] += 1;
                    if shown.len() < 2 || counts[0].is_power_of_two() && shown.len() < 8 {
                        shown.push(format!(
                            "{}: {} [{:?} {} rijen]",
                            region.places[place].id,
                            finding.detail,
                            finding.date,
                            finding.rows.len()
                        ));
                    }
                }
                Reading::Absent => counts[1] += 1,
                Reading::Unknown(_) => counts[2] += 1,
                Reading::NotApplicable => counts[3] += 1,
            }
        }
        let share = counts[0] as f64 / (counts[0] + counts[1]).max(1) as f64 * 100.0;
        let [present, absent, unknown, other] = counts;
        println!(
            "{code:6} {present:9} {absent:9} {unknown:8} {other:8} {share:6.2} %  {prepared:.2}+{:.2}",
            started.elapsed().as_secs_f64() - prepared
        );
        if std::env::var_os("ERFZICHT_SHOW").is_some() {
            shown.iter().for_each(|line| println!("         {line}"));
        }
    }
}

fn areas(region: &Region) {
    for code in area_codes() {
        let values = area_values(region, code);
        let known: Vec<f64> = values.iter().filter_map(|value| value.value).collect();
        let (low, high) = known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
        println!("{code}: {} gebieden, {} met waarde, van {low:.2} tot {high:.2}", values.len(), known.len());
        if let Some(value) = values.iter().find(|value| value.value.is_some()) {
            println!("         {} {}: {} (n = {}, {:?})", value.area, value.name, value.detail, value.n, value.interval);
        }
    }
}
