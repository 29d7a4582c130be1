// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The declarations of `content/indicatoren.csv`, read once.

use std::sync::LazyLock;

use erf_base::Compartment;

use super::Indicator;

const TEXT: &str = include_str!("../../../../content/indicatoren.csv");

/// What is wrong with a line of the catalogue.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("regel {line} van de indicatoren: {reason}")]
pub struct CatalogueFault {
    /// Line, the heading is 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Every declared indicator, in the order of the file; those that may never be used too.
pub fn catalogue() -> &'static [Indicator] {
    static CATALOGUE: LazyLock<Vec<Indicator>> = LazyLock::new(|| read(TEXT).expect("a test reads every line of the delivered file"));
    &CATALOGUE
}

/// The declaration of a code.
pub fn find(code: &str) -> Option<&'static Indicator> {
    catalogue().iter().find(|indicator| indicator.code == code)
}

/// Reads a catalogue.
fn read(text: &str) -> Result<Vec<Indicator>, CatalogueFault> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| fault(0, error))?.clone();
    let lines = reader.records().enumerate().map(|(index, record)| {
        let record = record.map_err(|error| fault(index, error))?;
        let cell = |name: &str| {
            let place = headings.iter().position(|heading| heading == name).ok_or_else(|| fault(index, format!("geen kolom {name}")))?;
            Ok(record.get(place).unwrap_or_default().to_owned())
        };
        line(index, cell)
    });
    lines.collect()
}

fn line(index: usize, cell: impl Fn(&str) -> Result<String, CatalogueFault>) -> Result<Indicator, CatalogueFault> {
    let whole = |name: &str| {
        let text = cell(name)?;
        text.parse::<u32>().map_err(|_| fault(index, format!("{name} is geen heel getal: {text:?}")))
    };
    let files = cell("bronbestand")?;
    Ok(Indicator {
        code: cell("code")?,
        name: cell("naam")?,
        setting: cell("omgeving")?,
        object: cell("object")?,
        source: cell("bron")?,
        files: files.split('|').filter(|file| *file != "-").map(str::to_owned).collect(),
        calculation: cell("berekening")?,
        unit: cell("eenheid")?,
        group: cell("soort")?,
        sentence: cell("uitlegzin")?,
        innocent: cell("onschuldige_verklaring")?,
        caveat: cell("voorbehoud")?,
        compartment: regime(index, &cell("regime")?)?,
        points: whole("punten_standaard")? as i32,
        max_age_months: whole("max_leeftijd_maanden")?,
        version: whole("versie")?,
    })
}

fn regime(index: usize, text: &str) -> Result<Option<Compartment>, CatalogueFault> {
    if text == "nooit" {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error| fault(index, error))
}

fn fault(index: usize, reason: impl std::fmt::Display) -> CatalogueFault {
    CatalogueFault { line: index + 2, reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Older facts than these five years are never in store, so no indicator may ask for them.
    const OLDEST_MONTHS: u32 = 60;

    #[test]
    fn every_line_of_the_file_is_understood() {
        assert_eq!(read(TEXT).unwrap().len(), TEXT.lines().count() - 1);
        let codes: BTreeSet<&str> = catalogue().iter().map(|indicator| indicator.code.as_str()).collect();
        assert_eq!(codes.len(), catalogue().len(), "a code occurs once");
        assert_eq!(find("L01").unwrap().name, "Administratief leeg");
        assert!(find("L99").is_none());
    }

    #[test]
    fn points_and_ages_are_within_bounds() {
        for indicator in catalogue() {
            let code = &indicator.code;
            assert!((0..=9).contains(&indicator.points), "{code}");
            assert!(indicator.max_age_months <= OLDEST_MONTHS, "{code} asks for facts that are never in store");
            assert!(indicator.version >= 1, "{code}");
            assert_eq!(indicator.compartment.is_none(), indicator.group == "verboden", "{code}");
            if indicator.compartment.is_none() {
                assert_eq!((indicator.points, indicator.files.len()), (0, 0), "{code} may never be used");
            } else {
                assert!(indicator.max_age_months > 0 && !indicator.files.is_empty(), "{code}");
                assert!(indicator.sentence.ends_with('.') && indicator.innocent.ends_with('.'), "{code} is explained");
                assert!(["alle", "erf", "bedrijventerrein", "haven"].contains(&indicator.setting.as_str()), "{code}");
            }
        }
    }

    #[test]
    fn a_wrong_line_says_where_and_why() {
        let wrong = TEXT.replacen(",gemeentelijk,3,12,1", ",gemeentelijk,veel,12,1", 1);
        let found = read(&wrong).unwrap_err();
        assert_eq!((found.line, found.reason.contains("punten_standaard")), (2, true));
        let wrong = TEXT.replacen(",open,1,24,1", ",geheim,1,24,1", 1);
        assert_eq!(read(&wrong).unwrap_err().line, 3);
    }
}
