// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `leveringen.toml`: the register that lists files and says of each who sent it, why, and for how long.

use std::path::{Path, PathBuf};

use erf_base::{Compartment, MunicipalityCode};
use erf_readers::mapping::MappingError;
use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{Format, Offer};

/// A register of files beside it.
#[derive(Debug, Clone)]
pub struct Register {
    /// Name of the region, for the page shell.
    pub region: String,
    /// The day the files speak of.
    pub reference_date: Option<Date>,
    /// The offers, in the order of the register.
    pub offers: Vec<(Offer, PathBuf)>,
}

/// Why a register cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The register or a mapping it names is not there or cannot be read.
    #[error("{path} is niet te lezen: {}. Controleer of het bestand bestaat en of u het mag lezen", erf_base::io_cause(reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// It is not TOML, or a key is missing or unknown.
    #[error("{path} klopt niet: {reason}. Verbeter deze regel en probeer opnieuw")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and what.
        reason: String,
    },
    /// A mapping says something of the delivery that cannot be.
    #[error(transparent)]
    Mapping(MappingError),
    /// A path leaves the folder of the register.
    #[error("{path} noemt het bestand {file:?}, dat buiten de map van het register ligt. Zet het bestand in die map")]
    Outside {
        /// The register.
        path: PathBuf,
        /// The file named.
        file: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterFile {
    region: String,
    #[serde(default)]
    reference_date: Option<Date>,
    #[serde(default)]
    delivery: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    source: String,
    name: String,
    holder: String,
    file: String,
    format: Format,
    #[serde(default)]
    mapping: Option<String>,
    purpose: String,
    legal_basis: String,
    compartment: Compartment,
    #[serde(default)]
    period_from: Option<Date>,
    #[serde(default)]
    period_to: Option<Date>,
    retention_until: Date,
    #[serde(default)]
    municipality: Option<MunicipalityCode>,
}

/// What a mapping says of the delivery under `[delivery]`, so that whoever reads the file need not say it again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Said {
    /// Code of the source.
    pub source: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Who sent it.
    pub holder: Option<String>,
    /// Why it may be used.
    pub purpose: Option<String>,
    /// The law that allows it.
    pub legal_basis: Option<String>,
    /// Under which regime it is kept.
    pub compartment: Option<Compartment>,
    /// First day it speaks of.
    pub period_from: Option<Date>,
    /// Last day it speaks of.
    pub period_to: Option<Date>,
    /// Until when it may be kept.
    pub retention_until: Option<Date>,
    /// The one municipality it speaks of.
    pub municipality: Option<MunicipalityCode>,
}

impl Said {
    /// Takes `[delivery]` out of a mapping. What is left is how the file is read, and that alone makes its number: a corrected
    /// purpose does not make another delivery of the same rows.
    pub fn take(text: &str, file: &str) -> Result<(String, Self), MappingError> {
        let Ok(mut table) = text.parse::<toml::Table>() else { return Ok((text.to_owned(), Self::default())) };
        let Some(said) = table.remove("delivery") else { return Ok((text.to_owned(), Self::default())) };
        let wrong = |cause: toml::de::Error| MappingError { file: file.to_owned(), cause: format!("[delivery] klopt niet: {cause}") };
        let said = said.try_into().map_err(wrong)?;
        let rest = without_section(text, "[delivery]");
        let same = rest.parse::<toml::Table>().is_ok_and(|left| left == table);
        Ok((if same { rest } else { table.to_string() }, said))
    }
}

/// The text without the lines of one section: comments elsewhere stay.
fn without_section(text: &str, heading: &str) -> String {
    let mut within = false;
    let stays = |line: &&str| {
        if line.trim_start().starts_with('[') {
            within = line.trim() == heading;
        }
        !within
    };
    text.split_inclusive('\n').filter(stays).collect()
}

impl Register {
    /// Reads `leveringen.toml` and the mappings it names.
    pub fn read(path: &Path) -> Result<Self, RegisterError> {
        let text = text_of(path)?;
        let file: RegisterFile =
            toml::from_str(&text).map_err(|error| RegisterError::Malformed { path: path.to_owned(), reason: in_dutch(&text, &error) })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let offers = file.delivery.into_iter().map(|line| offer(path, folder, line)).collect::<Result<_, _>>()?;
        Ok(Self { region: file.region, reference_date: file.reference_date, offers })
    }
}

fn offer(register: &Path, folder: &Path, line: Line) -> Result<(Offer, PathBuf), RegisterError> {
    let file = inside(register, folder, &line.file)?;
    let mapping = match &line.mapping {
        Some(name) => {
            let path = inside(register, folder, name)?;
            // The line of the register goes before what the mapping says of the delivery.
            Some(Said::take(&text_of(&path)?, &path.display().to_string()).map_err(RegisterError::Mapping)?.0)
        }
        None => None,
    };
    let offer = Offer {
        source: line.source,
        name: line.name,
        holder: line.holder,
        file: line.file,
        format: line.format,
        mapping,
        purpose: line.purpose,
        legal_basis: line.legal_basis,
        compartment: line.compartment,
        period_from: line.period_from,
        period_to: line.period_to,
        retention_until: line.retention_until,
        retention_by_default: false,
        municipality: line.municipality,
    };
    Ok((offer, file))
}

/// A register comes from outside: it may name files beside or below itself and nothing else.
fn inside(register: &Path, folder: &Path, name: &str) -> Result<PathBuf, RegisterError> {
    let plain = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if plain { Ok(folder.join(name)) } else { Err(RegisterError::Outside { path: register.to_owned(), file: name.to_owned() }) }
}

/// Where a register is wrong and what is wrong there; the parser says it in English.
fn in_dutch(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let message = error.message();
    let mut names = message.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    let known = names.collect::<Vec<_>>().join(", ");
    let what = match message.split('`').next().unwrap_or_default().trim() {
        "missing field" => format!("de sleutel {name} ontbreekt"),
        "unknown field" => format!("de sleutel {name} bestaat niet; wel: {known}"),
        "unknown variant" => format!("{name} kan hier niet; kies uit {known}"),
        "duplicate key" => "deze sleutel staat er twee keer".to_owned(),
        start if start.starts_with("invalid type") || start.starts_with("invalid value") => "hier hoort een andere soort waarde".to_owned(),
        _ => "dit is geen geldige TOML of geen waarde die hier past".to_owned(),
    };
    format!("regel {line}: {what}")
}

fn text_of(path: &Path) -> Result<String, RegisterError> {
    std::fs::read_to_string(path).map_err(|reason| RegisterError::Unreadable { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Register, RegisterError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("m.toml"), "kind = \"dumping\"").unwrap();
        let path = folder.path().join("leveringen.toml");
        std::fs::write(&path, text).unwrap();
        Register::read(&path)
    }

    const LINE: &str = "region = \"R\"\n[[delivery]]\nsource = \"dumpingen\"\nname = \"D\"\nholder = \"OD\"\nformat = \"xlsx\"\n\
        mapping = \"m.toml\"\npurpose = \"p\"\nlegal_basis = \"l\"\ncompartment = \"gemeentelijk\"\nretention_until = \"2027-01-01\"\n";

    #[test]
    fn a_line_becomes_an_offer_with_its_mapping() {
        let register = read(&format!("{LINE}file = \"od/d.xlsx\"\n")).unwrap();
        let (offer, path) = &register.offers[0];
        assert_eq!(offer.mapping.as_deref(), Some("kind = \"dumping\""));
        assert!(path.ends_with("od/d.xlsx"));
    }

    #[test]
    fn what_a_mapping_says_of_its_delivery_is_taken_out_and_does_not_change_how_the_file_is_read() {
        let plain = "kind = \"dumping\"\n# de koppen van 2026\n[columns]\nrow_id = \"Zaaknr\"\n";
        let delivery = "[delivery]\nholder = \"Omgevingsdienst\"\nperiod_to = \"2026-09-30\"\nmunicipality = \"0415\"\n";
        let (rest, said) = Said::take(&plain.replace("[columns]", &format!("{delivery}[columns]")), "m.toml").unwrap();
        assert_eq!(rest, plain);
        assert_eq!(said.holder.as_deref(), Some("Omgevingsdienst"));
        assert_eq!((said.period_to, said.municipality), (Some(jiff::civil::date(2026, 9, 30)), "0415".parse().ok()));
        let (rest, said) = Said::take("kind = \"a\"\ndelivery = { holder = \"OD\" }\n", "m.toml").unwrap();
        assert_eq!((rest.as_str(), said.holder.as_deref()), ("kind = \"a\"\n", Some("OD")));
        let error = Said::take("kind = \"a\"\n[delivery]\nholdr = \"OD\"\n", "m.toml").unwrap_err().to_string();
        assert!(error.starts_with("m.toml: [delivery] klopt niet"), "{error}");
    }

    #[test]
    fn a_path_out_of_the_folder_is_refused() {
        for wrong in ["../geheim.csv", "/etc/passwd"] {
            let error = read(&format!("{LINE}file = \"{wrong}\"\n")).unwrap_err();
            assert!(matches!(error, RegisterError::Outside { .. }), "{error}");
        }
    }

    #[test]
    fn an_unknown_or_missing_key_is_named() {
        let error = read(&format!("{LINE}file = \"a.csv\"\nbsn = true\n")).unwrap_err().to_string();
        assert!(error.contains("leveringen.toml klopt niet: regel 13: de sleutel bsn bestaat niet; wel: source, name"), "{error}");
        let error = read(LINE).unwrap_err().to_string();
        assert!(error.contains("de sleutel file ontbreekt"), "{error}");
        let error = read(&LINE.replace("\"xlsx\"", "\"doc\"")).unwrap_err().to_string();
        assert!(error.contains("regel 6: doc kan hier niet; kies uit bag, csv"), "{error}");
        let error = read("region = ").unwrap_err().to_string();
        assert!(error.contains("regel 1: dit is geen geldige TOML"), "{error}");
    }
}
