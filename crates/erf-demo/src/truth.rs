// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is really so. Read by the evaluation only; the product never sees it.

use std::{fs::File, path::Path};

use crate::{
    DemoError,
    world::{NONE, Use, World, YardKind},
};

/// What a row is really about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Address(u64),
    Building(u64),
    Parcel(String),
    Area(String),
    None,
}

impl Target {
    fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Address(id) => ("address", format!("{id:016}")),
            Self::Building(id) => ("building", format!("{id:016}")),
            Self::Parcel(code) => ("parcel", code.clone()),
            Self::Area(code) => ("area", code.clone()),
            Self::None => ("none", String::new()),
        }
    }
}

/// The files of `truth/` that grow while the others are written.
pub(crate) struct Truth {
    links: csv::Writer<File>,
    same: csv::Writer<File>,
    pub count: u64,
}

fn broken(cause: csv::Error) -> DemoError {
    DemoError::Text(cause.to_string())
}

fn start(path: &Path, heading: &[&str]) -> Result<csv::Writer<File>, DemoError> {
    let mut writer = csv::Writer::from_path(path).map_err(broken)?;
    writer.write_record(heading).map_err(broken)?;
    Ok(writer)
}

impl Truth {
    pub(crate) fn create(dir: &Path) -> Result<Self, DemoError> {
        std::fs::create_dir_all(dir).map_err(DemoError::at(dir))?;
        let links = start(&dir.join("links.csv"), &["file", "sheet", "row", "target_kind", "target_id"])?;
        let same = start(&dir.join("same.csv"), &["entity", "file", "sheet", "row"])?;
        Ok(Self { links, same, count: 0 })
    }

    /// A row is about any of these.
    pub(crate) fn link(&mut self, file: &str, sheet: &str, row: u64, targets: &[Target]) -> Result<(), DemoError> {
        let row = row.to_string();
        for target in targets {
            let (kind, id) = target.parts();
            self.links.write_record([file, sheet, &row, kind, &id]).map_err(broken)?;
            self.count += 1;
        }
        Ok(())
    }

    /// A row speaks of this entity; other rows may do so too.
    pub(crate) fn same(&mut self, entity: &str, file: &str, sheet: &str, row: u64) -> Result<(), DemoError> {
        self.same.write_record([entity, file, sheet, &row.to_string()]).map_err(broken)
    }

    /// Writes what is known of yards and hiding places, and closes.
    pub(crate) fn finish(mut self, dir: &Path, world: &World) -> Result<u64, DemoError> {
        self.links.flush().and_then(|()| self.same.flush()).map_err(DemoError::at(dir))?;
        yards(dir, world)?;
        hidden(dir, world)?;
        Ok(self.count)
    }
}

fn yards(dir: &Path, world: &World) -> Result<(), DemoError> {
    let mut writer = start(&dir.join("yards.csv"), &["yard", "member_kind", "member_id"])?;
    for m in &world.municipalities {
        for (number, yard) in m.yards.iter().enumerate() {
            let name = format!("{}{}-{number:06}", if yard.kind == YardKind::Farm { "E" } else { "U" }, m.code);
            // A building with many tenants is no part of one unit: there only the address counts.
            let own = yard.buildings.clone().filter(|i| m.buildings[*i as usize].use_ != Use::MultiTenant);
            for building in own.filter(|i| m.buildings[*i as usize].life.exists()) {
                writer.write_record([&name, "building", &format!("{:016}", m.building_id(building))]).map_err(broken)?;
            }
            for address in yard.addresses.clone().filter(|i| m.addresses[*i as usize].exists()) {
                writer.write_record([&name, "address", &format!("{:016}", m.address_id(address))]).map_err(broken)?;
            }
        }
    }
    writer.flush().map_err(DemoError::at(dir))
}

fn hidden(dir: &Path, world: &World) -> Result<(), DemoError> {
    let mut writer = start(&dir.join("hidden.csv"), &["building_id", "address_id", "kind", "from", "to", "found_on"])?;
    for m in &world.municipalities {
        for h in &m.hidden {
            let address = if h.address == NONE { String::new() } else { format!("{:016}", m.address_id(h.address)) };
            let found = h.found.map_or(String::new(), |f| f.0.to_string());
            let building = format!("{:016}", m.building_id(h.building));
            writer.write_record([&building, &address, h.kind, &h.from.to_string(), &h.to.to_string(), &found]).map_err(broken)?;
        }
    }
    writer.flush().map_err(DemoError::at(dir))
}
