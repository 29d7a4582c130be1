// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What can be wrong with a scan before a file is read: nobody should wait for an import to hear of a typing error.

use std::path::Path;

use anyhow::Result;
use erf_base::io_cause;
use erf_places::window;
use erf_scan::{
    area,
    card::Variant,
    life::{MOST_CAPACITY, MOST_RANDOM, day_number},
};
use jiff::civil::Date;

use crate::{args::Scan, say::decimal, wrong_use::WrongUse};

/// What a run leaves in a folder.
const OURS: [&str; 6] = ["places.csv", "places.geojson", "problems.csv", "summary.json", "report.pdf", "run.json"];
/// Where files are kept while a run lasts.
pub(super) const SCRATCH: &str = ".erfzicht-";
/// Longer than the code of any municipality or district.
const LONGEST_CODE: usize = 20;

/// The area that was asked for: a code, or a shape from a file.
pub(super) type Wanted = (String, Option<String>);

/// Checks the options and the folder, and reads the area.
pub(super) fn check(options: &Scan) -> Result<Wanted> {
    let within = |right: bool, sentence: String| if right { Ok(()) } else { Err(WrongUse::error(sentence)) };
    within((1..=MOST_CAPACITY).contains(&options.capacity), format!("--capacity moet liggen tussen 1 en {MOST_CAPACITY}"))?;
    within(
        (0.0..=MOST_RANDOM).contains(&options.random_share),
        format!("--random-share moet liggen tussen 0 en {}", decimal(MOST_RANDOM, 1)),
    )?;
    within(options.threads != Some(0), "--threads moet ten minste 1 zijn".to_owned())?;
    let grounded = options.ground.is_none() || options.variant.0 == Variant::Covenant;
    within(grounded, "--ground hoort bij een scan onder het convenant: kies ook --variant covenant".to_owned())?;
    let wanted = options.area.as_deref().map_or(Ok(("regio".to_owned(), None)), wanted)?;
    let among = lies_in(&options.out, &options.data);
    within(!among, "--out: kies een map buiten die van --data; daar staan de bestanden van partners".to_owned())?;
    free(&options.out)?;
    Ok(wanted)
}

/// Whether a folder that may not be there yet is another one or lies in it: what is written there would be read the next time.
fn lies_in(out: &Path, data: &Path) -> bool {
    let above =
        |path: &Path| path.parent().map(|parent| if parent == Path::new("") { Path::new(".").to_owned() } else { parent.to_owned() });
    let whole = |path: &Path| path.canonicalize().ok();
    let out = whole(out).or_else(|| whole(&above(out)?));
    out.zip(whole(data)).is_some_and(|(out, data)| out.starts_with(data))
}

/// The day a scan speaks of: what was typed, or else the day of the register. The files speak of the five years before that one.
pub(super) fn day(typed: Option<Date>, register: Option<Date>, today: Date) -> Result<Date> {
    let (usual, latest) = (register.unwrap_or(today), register.unwrap_or(today).max(today));
    let day = typed.unwrap_or(usual);
    if day > latest || day_number(day) < window::first_day(day_number(usual)) {
        return Err(WrongUse::error(format!("--date: {day} kan niet. Kies een dag uit de vijf jaar tot en met {latest}")));
    }
    Ok(day)
}

fn wanted(text: &str) -> Result<Wanted> {
    let path = Path::new(text);
    let says = |what: &str| {
        let can =
            "Noem een GeoJSON-bestand, de code van een gemeente (vier cijfers) of een district, of laat de optie weg voor de hele regio";
        WrongUse::error(format!("--area: {text} {what}. {can}"))
    };
    if path.is_file() {
        let shape = std::fs::read_to_string(path).map_err(|cause| says(&format!("is niet te lezen, {}", io_cause(&cause))))?;
        area::shape(&shape).map_err(|fault| WrongUse::error(format!("--area: {text}: {fault}")))?;
        return Ok(("vlak".to_owned(), Some(shape)));
    }
    if path.is_dir() {
        return Err(says("is een map"));
    }
    let in_code = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    let is_code = !text.trim().is_empty() && text.len() <= LONGEST_CODE && text.chars().all(in_code);
    if is_code { Ok((text.to_owned(), None)) } else { Err(says("is geen code, en zo'n bestand is er niet")) }
}

/// A file of somebody else that has one of our names is not written over; what has another name is left alone.
fn free(out: &Path) -> Result<()> {
    if out.exists() && !out.is_dir() {
        return Err(WrongUse::error(format!("--out: {} is geen map", out.display())));
    }
    let has = |name: &str| out.join(name).exists();
    let made_here = has("run.json") || has("summary.json");
    let in_the_way = OURS.into_iter().find(|name| has(name)).filter(|_| !made_here);
    in_the_way.map_or(Ok(()), |name| {
        let say = format!("in {} staat al een {name} die niet van een scan komt", out.display());
        Err(WrongUse::error(format!("--out: {say}. Kies een andere map")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(result: Result<impl Sized>) -> String {
        result.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_area_is_a_file_that_can_be_read_or_looks_like_a_code() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name).display().to_string();
        assert_eq!(wanted("9910").unwrap(), ("9910".to_owned(), None));
        assert!(fault(wanted(&path("vlak.geojson"))).contains("zo'n bestand is er niet"));
        assert!(fault(wanted(&path(""))).contains("is een map"));
        std::fs::write(path("vlak.geojson"), "hallo").unwrap();
        assert!(fault(wanted(&path("vlak.geojson"))).contains("niet te lezen"));
    }

    #[test]
    fn a_scan_speaks_of_a_day_its_files_tell_of() {
        let on = |year| jiff::civil::date(year, 10, 1);
        assert_eq!(day(None, Some(on(2026)), on(2027)).unwrap(), on(2026));
        assert_eq!(day(Some(on(2027)), Some(on(2026)), on(2027)).unwrap(), on(2027));
        assert_eq!(day(None, Some(on(2026)), on(2025)).unwrap(), on(2026), "a demo is made for a day ahead");
        for typed in [on(1990), on(2020), on(2028)] {
            assert!(fault(day(Some(typed), Some(on(2026)), on(2027))).contains("vijf jaar"), "{typed}");
        }
    }

    #[test]
    fn the_outcome_does_not_go_among_the_files_of_partners() {
        let dir = tempfile::tempdir().unwrap();
        let (data, beside) = (dir.path().join("data"), dir.path().join("uit"));
        std::fs::create_dir(&data).unwrap();
        assert!(lies_in(&data, &data) && lies_in(&data.join("uit"), &data));
        assert!(!lies_in(&beside, &data) && !lies_in(&dir.path().join("data2"), &data));
    }

    #[test]
    fn a_file_of_somebody_else_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str| std::fs::write(dir.path().join(name), "x").unwrap();
        assert_eq!(fault(free(dir.path())), "");
        assert_eq!(fault(free(&dir.path().join("nieuw"))), "");
        put("notities.txt");
        assert_eq!(fault(free(dir.path())), "", "nothing is written there");
        put("places.csv");
        assert!(fault(free(dir.path())).contains("een places.csv"), "a list of somebody else may have that name");
        put("summary.json");
        assert_eq!(fault(free(dir.path())), "", "the outcome of an earlier run is replaced");
    }
}
