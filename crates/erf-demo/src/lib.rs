// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The fictional region *Markerwaard*: a polder that was planned and never made.
//!
//! [`write_region`] writes the files that partners would hand over, in the formats they really use and with the mess
//! they really have, plus `leveringen.toml`, mappings, and a `truth/` folder for evaluation. Nothing in it can be
//! real: municipality codes 9901 to 9912, postcodes ending in SA, SD or SS, company numbers starting with 00, composed
//! names. The same options give the same bytes. The generator shares nothing with the matcher that is tested on it.

mod files;
mod mess;
mod names;
mod out;
mod plane;
mod rng;
mod rows;
mod sources;
mod spots;
mod truth;
mod world;

use std::path::Path;

use jiff::civil::Date;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Size: 1 is about 60,000 addresses; 0.1 to 20.
    pub scale: f64,
    /// The same seed gives the same region.
    pub seed: u64,
    /// The day on which partners hand over their files.
    pub date: Date,
}

impl Default for Options {
    fn default() -> Self {
        Self { scale: 1.0, seed: 1, date: jiff::civil::date(2026, 10, 1) }
    }
}

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Municipalities, the ended one included.
    pub municipalities: u64,
    /// Towns.
    pub towns: u64,
    /// Main addresses that exist on the date.
    pub addresses: u64,
    /// Buildings that exist on the date.
    pub buildings: u64,
    /// Of these, buildings without an address.
    pub sheds: u64,
    /// Establishments that have not ended.
    pub companies: u64,
    /// Parcels.
    pub parcels: u64,
    /// Farm yards.
    pub farms: u64,
    /// Places that hide or hid something.
    pub hidden: u64,
    /// Files in `leveringen.toml`.
    pub deliveries: u64,
    /// Rows in `truth/links.csv`.
    pub links: u64,
}

/// Why a region could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The options cannot be used.
    #[error("{0}")]
    Options(String),
    /// A file could not be written.
    #[error("{path} kan niet worden geschreven: {cause}")]
    Write {
        /// The file or folder.
        path: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A spreadsheet could not be made.
    #[error("rekenblad {path} kan niet worden gemaakt: {cause}")]
    Sheet {
        /// The file.
        path: String,
        /// What went wrong.
        #[source]
        cause: Box<rust_xlsxwriter::XlsxError>,
    },
    /// A GeoPackage could not be made.
    #[error("GeoPackage {path} kan niet worden gemaakt: {cause}")]
    GeoPackage {
        /// The file.
        path: String,
        /// What went wrong.
        #[source]
        cause: Box<rusqlite::Error>,
    },
    /// A zip could not be made.
    #[error("zipbestand kan niet worden gemaakt: {0}")]
    Zip(#[source] Box<zip::result::ZipError>),
    /// A text could not be made.
    #[error("tekst kan niet worden gemaakt: {0}")]
    Text(String),
}

impl DemoError {
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |cause| Self::Write { path, cause }
    }

    pub(crate) fn sheet(path: &Path) -> impl FnOnce(rust_xlsxwriter::XlsxError) -> Self {
        let path = path.display().to_string();
        move |cause| Self::Sheet { path, cause: Box::new(cause) }
    }

    pub(crate) fn database(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        let path = path.display().to_string();
        move |cause| Self::GeoPackage { path, cause: Box::new(cause) }
    }

    pub(crate) fn zip(cause: zip::result::ZipError) -> Self {
        Self::Zip(Box::new(cause))
    }
}

/// Writes the region's files into `dir`, which is made when absent. `progress` hears the step, what is done and the total.
pub fn write_region(options: &Options, dir: &Path, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<Summary, DemoError> {
    if !(0.1..=20.0).contains(&options.scale) {
        return Err(DemoError::Options(format!("schaal {} kan niet: kies een getal van 0,1 tot en met 20", options.scale)));
    }
    if !(2015..=2100).contains(&options.date.year()) {
        return Err(DemoError::Options(format!("datum {} kan niet: kies een dag in 2015 tot en met 2100", options.date)));
    }
    std::fs::create_dir_all(dir).map_err(DemoError::at(dir))?;
    let world = world::build::world(options, progress);
    let mut out = out::Out::create(dir, &world)?;
    sources::write_all(&mut out, progress)?;
    out.finish()
}

/// Latitude and longitude in degrees.
fn degrees(p: plane::P) -> (f64, f64) {
    let point = erf_base::RdPoint::new(p.x, p.y);
    erf_spatial::rd::to_etrs89(point).expect("the region lies inside the correction grid at every scale")
}

#[cfg(test)]
mod tests;
