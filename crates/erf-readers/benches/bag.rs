// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What reading a BAG extract costs: `BAG_FILE=extract.zip cargo bench -p erf-readers --bench bag`.

use std::{env, fs, ops::ControlFlow, path::Path};

use erf_readers::bag;

/// Nanoseconds of processor time of this thread, from the kernel; `None` where it does not tell.
fn cpu_nanoseconds() -> Option<u64> {
    fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// Peak memory in megabytes.
fn peak_megabytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn main() {
    let Ok(file) = env::var("BAG_FILE") else {
        println!("overgeslagen: geef met BAG_FILE het pad van een extract");
        return;
    };
    for round in 1..=3 {
        let before = cpu_nanoseconds();
        let outcome = bag::read(Path::new(&file), &mut |_| ControlFlow::Continue(()));
        let spent = cpu_nanoseconds().zip(before).map(|(after, before)| after - before);
        match (outcome, spent) {
            (Ok(summary), Some(spent)) => {
                let objects = summary.tally.rows_in;
                let each = spent as f64 / 1000.0 / objects.max(1) as f64;
                println!("ronde {round}: {objects} objecten, {each:.2} µs CPU per object, piek {} MB", peak_megabytes().unwrap_or(0));
            }
            (Ok(summary), None) => println!("{} objecten; de kernel noemt geen rekentijd", summary.tally.rows_in),
            (Err(error), _) => println!("{error}"),
        }
    }
}
