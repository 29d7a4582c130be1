// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Writes sample reports to a folder, to look at them: `cargo run -p erf-report --example voorbeeld -- FOLDER`.

use std::{error::Error, fs, path::Path, time::Instant};

use erf_report::{letter, scan};

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("geef een map")?;
    let folder = Path::new(&folder);
    for (name, listed) in [("leeg", 0), ("klein", 6), ("gewoon", 60), ("groot", 200)] {
        let report = sample::scan(listed);
        for (suffix, audience) in [("intern", scan::Audience::Internal), ("openbaar", scan::Audience::Public)] {
            write(folder, &format!("scan-{name}-{suffix}.pdf"), || scan::build(&report, audience))?;
        }
    }
    write(folder, "brief.pdf", || letter::build(&sample::letter()))
}

fn write(folder: &Path, name: &str, make: impl FnOnce() -> Result<Vec<u8>, erf_report::ReportError>) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let bytes = make()?;
    println!("{name}: {} bytes in {} ms", bytes.len(), start.elapsed().as_millis());
    Ok(fs::write(folder.join(name), bytes)?)
}
