//! temporary
use erf_readers::*;
use std::{collections::BTreeMap, env, fs, ops::ControlFlow, path::Path, time::Instant};
fn main() {
    guard::run_if_child();
    let dir = env::args().nth(1).unwrap();
    let dir = Path::new(&dir);
    let t: toml::Table = fs::read_to_string(dir.join("leveringen.toml")).unwrap().parse().unwrap();
    for d in t["delivery"].as_array().unwrap() {
        let file = dir.join(d["file"].as_str().unwrap());
        let format = d["format"].as_str().unwrap();
        let start = Instant::now();
        let mut codes: BTreeMap<String, (u64, Option<Problem>)> = BTreeMap::new();
        let mut note = |p: Problem| { let e = codes.entry(format!("{}{}", p.code, if p.rejected { "!" } else { "" })).or_insert((0, None)); e.0 += 1; e.1.get_or_insert(p); };
        let text = d.get("mapping").map(|m| fs::read_to_string(dir.join(m.as_str().unwrap())).unwrap());
        let out = match format {
            "bag" => bag::read(&file, &mut |e| { if let Event::Problem(p) = e { note(p) } ControlFlow::Continue(()) }).map(|s| format!("{:?} {:?}", s.tally, s.extract_date)),
            "csv" | "xlsx" => match mapping::TableMapping::from_toml(&text.unwrap(), "m") {
                Err(e) => Ok(format!("MAPPING {e}")),
                Ok(m) => guard::read_table(&env::current_exe().unwrap(), &file, &m, &mut |e| { if let Event::Problem(p) = e { note(p) } ControlFlow::Continue(()) }).map(|s| format!("{:?} sheet {} hdr {} {} {:?} ignored {:?}", s.tally, s.sheet, s.header_row, s.encoding, s.delimiter, s.ignored_columns)),
            },
            _ => match mapping::FeatureMapping::from_toml(&text.unwrap(), "m") {
                Err(e) => Ok(format!("MAPPING {e}")),
                Ok(m) => features::read(&file, &m, &mut |e| { if let Event::Problem(p) = e { note(p) } ControlFlow::Continue(()) }).map(|s| format!("{:?} {:?}", s.tally, s.layers)),
            },
        };
        println!("== {} {:.2}s\n   {}", d["file"], start.elapsed().as_secs_f64(), match out { Ok(s) => s, Err(e) => format!("REFUSED {e}") });
        for (c, (n, p)) in codes { let p = p.unwrap(); println!("     {n:6} {c}: {:?} {:?} {:?}", p.column, p.value, p.reason); }
    }
}
