// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Writes a region: `cargo run -p erf-demo --example write -- FOLDER SCALE`.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = PathBuf::from(arguments.next().ok_or("noem een map")?);
    let scale = arguments.next().map_or(Ok(1.0), |text| text.parse())?;
    let options = erf_demo::Options { scale, ..erf_demo::Options::default() };
    let summary = erf_demo::write_region(&options, &dir, &mut |step, done, total| eprintln!("{step} {done}/{total}"))?;
    println!("{summary:#?}");
    Ok(())
}
