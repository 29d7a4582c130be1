// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds duplicates in a CSV, writes pairs and entities, and tells what each step took.
//!
//!     cargo run --release -p erf-linkage --example dedupe -- FILE.csv OUT [THREADS] [ADDRESSES.csv]

use std::{
    error::Error,
    fs,
    io::{BufWriter, Write},
    sync::Arc,
    time::Instant,
};

use erf_linkage::{
    addresses::AddressList,
    dataset::Dataset,
    output,
    run::{self, Options},
    table,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, out, rest @ ..] = &arguments[..] else { return Err("gebruik: dedupe BESTAND.csv UIT [DRADEN] [ADRESSEN.csv]".into()) };
    let mut marks = Marks { last: Instant::now(), used: 0.0 };
    let threads = rest.first().map_or(Ok(2), |threads| threads.parse())?;
    let list = rest.get(1).map(|list| -> Result<_, Box<dyn Error>> {
        Ok(Arc::new(AddressList::of(&table::read_owned(fs::read(list)?, &table::ReadOptions::default())?)?))
    });
    let options = Options { threads, addresses: list.transpose()?, ..Options::default() };
    let table = table::read_owned(fs::read(file)?, &table::ReadOptions::default())?;
    marks.mark("lezen");
    let data = Dataset::of(&table, &options)?;
    drop(table);
    marks.mark("standaardiseren");
    let run = run::run(data, &options, &mut |step| marks.mark(&format!("{step:?}")))?;
    let mut pairs = BufWriter::new(fs::File::create(format!("{out}.pairs.csv"))?);
    output::pairs(&run, &mut pairs)?;
    pairs.flush()?;
    let mut clusters = BufWriter::new(fs::File::create(format!("{out}.clusters.csv"))?);
    output::clusters(&run, &mut clusters)?;
    clusters.flush()?;
    output::model(&run, &mut fs::File::create(format!("{out}.model.json"))?)?;
    marks.mark("schrijven");
    for rule in &run.blocking {
        eprintln!("{:45} {:>10} paren {:>9} nieuw {:>9.0} koppelingen", rule.keys, rule.pairs, rule.fresh, rule.matches);
    }
    for warning in &run.warnings {
        eprintln!("let op: {}", warning.words);
    }
    eprintln!("vergeleken {} bewaard {} niet bereikt {:.0}", run.compared, run.pairs.len(), run.unreached);
    eprintln!("{:?}\n{}", run.cut, run.cut.words());
    run.data.resolution.iter().for_each(|resolution| eprintln!("{}", resolution.words()));
    eprintln!("misfit {:.3}", erf_linkage::quality::misfit(&run));
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        eprintln!("{}, cpu {:.2} s", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default(), cpu());
    }
    Ok(())
}

struct Marks {
    last: Instant,
    used: f64,
}

impl Marks {
    fn mark(&mut self, name: &str) {
        let used = cpu();
        eprintln!("{name:16} {:7.3} s, cpu {:7.2} s", self.last.elapsed().as_secs_f64(), used - self.used);
        (self.last, self.used) = (Instant::now(), used);
    }
}

/// Seconds of processor time of this process, where the system tells.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.split(' ').skip(13).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
