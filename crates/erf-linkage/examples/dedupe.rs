// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Finds duplicates in a CSV.
use std::{fs, io::Write, time::Instant};
use erf_linkage::{derive::{Cells, Columns}, preset::Preset, run::{Options, dedupe}, score::probability};

struct T { columns: Vec<String>, text: String, ends: Vec<(u32, u32)> }
impl Cells for T {
    fn columns(&self) -> &[String] { &self.columns }
    fn rows(&self) -> usize { self.ends.len() / self.columns.len() - 1 }
    fn cell(&self, row: usize, column: usize) -> &str { let (a, b) = self.ends[(row + 1) * self.columns.len() + column]; &self.text[a as usize..b as usize] }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let started = Instant::now();
    let text = fs::read_to_string(&args[1]).unwrap();
    let mut ends = Vec::new();
    let mut start = 0u32;
    let mut columns = None;
    for (i, b) in text.bytes().enumerate() {
        if b == b',' || b == b'\n' { ends.push((start, i as u32)); start = i as u32 + 1; if b == b'\n' && columns.is_none() { columns = Some(ends.len()); } }
    }
    let columns: Vec<String> = ends[..columns.unwrap()].iter().map(|(a, b)| text[*a as usize..*b as usize].to_owned()).collect();
    let table = T { columns: columns.clone(), text, ends };
    let at = |name: &str| columns.iter().position(|c| c == name);
    let cols = Columns { first: at("first_name"), prefix: at("tussenvoegsel"), surname: at("surname"), birth: at("dob"), street: at("street"), number: at("house_number"), additions: at("house_addition").into_iter().collect(),
        postcode: at("postcode"), place: at("city"), phone: at("phone"), company: at("company_name"), kvk: at("kvk"), ..Columns::default() };
    let preset = if cols.company.is_some() { Preset::company() } else { Preset::person() };
    let threads = args.get(3).map_or(2, |t| t.parse().unwrap());
    let mut last = Instant::now();
    let cpu = || { let s = fs::read_to_string("/proc/self/stat").unwrap(); let f: Vec<&str> = s.split(' ').collect(); (f[13].parse::<f64>().unwrap() + f[14].parse::<f64>().unwrap()) / 100.0 };
    let mut used = 0.0;
    let mut step = |name: &str| { let now = cpu(); eprintln!("{name:12} wall {:.3} cpu {:.2}", last.elapsed().as_secs_f64(), now - used); used = now; last = Instant::now(); };
    step("read");
    let run = dedupe(&table, &cols, &Options { preset, keep: std::env::var("K").map_or(0.01, |k| k.parse().unwrap()), threads, seed: 1 }, &mut step);
    for r in &run.blocks.report { eprintln!("{r:?}"); }
    if std::env::var("V").is_ok() { eprintln!("{}", serde_json::to_string_pretty(&run.model).unwrap().replace("\n          ", " ")); }
    eprintln!("matches {:.0} households {:.0} {:?}", run.model.matches * (run.store.rows() as f64).powi(2) / 2.0, run.model.households * (run.store.rows() as f64).powi(2) / 2.0, run.model.training);
    eprintln!("compared {} kept {} cut {:?}", run.compared, run.pairs.len(), run.cut);
    let id = |row: u32| table.cell(run.store.origin[row as usize] as usize, 0);
    let mut out = std::io::BufWriter::new(fs::File::create(format!("{}.pairs.csv", args[2])).unwrap());
    writeln!(out, "id_l,id_r,score,probability").unwrap();
    for p in &run.pairs { writeln!(out, "{},{},{:.6},{:.6}", id(p.a), id(p.b), p.bits, probability(p.bits)).unwrap(); }
    let mut out = std::io::BufWriter::new(fs::File::create(format!("{}.clusters.csv", args[2])).unwrap());
    writeln!(out, "unique_id,cluster_id").unwrap();
    for (row, e) in run.entities.iter().enumerate() { writeln!(out, "{},{}", id(row as u32), id(*e)).unwrap(); }
    step("write");
    let stat = fs::read_to_string("/proc/self/status").unwrap();
    eprintln!("wall {:.2} {}", started.elapsed().as_secs_f64(), stat.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
