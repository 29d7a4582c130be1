// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where files go: one folder per holder, mappings, the list of deliveries, the truth.

use std::path::{Path, PathBuf};

use jiff::ToSpan;

use crate::{
    DemoError, Summary,
    files::{
        deliveries::{Deliveries, Delivery},
        mapping::Mapping,
    },
    truth::{Target, Truth},
    world::{NONE, World, YardKind},
};

/// A file that is handed over, in the words of the holder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handover<'a> {
    pub source: &'static str,
    pub name: &'a str,
    pub holder: &'a str,
    pub file: &'a str,
    pub format: &'static str,
    pub purpose: &'static str,
    pub legal_basis: &'static str,
    pub compartment: &'static str,
    /// Years the content looks back.
    pub years: i16,
    /// Months after which it must go.
    pub months: i32,
    pub municipality: Option<u16>,
}

impl Handover<'_> {
    /// Public data.
    pub(crate) fn open() -> Self {
        Self {
            source: "",
            name: "",
            holder: "",
            file: "",
            format: "csv",
            purpose: "Beeld van het buitengebied: waar staat wat",
            legal_basis: "Open gegevens, vrij te gebruiken",
            compartment: "open",
            years: 1,
            months: 60,
            municipality: None,
        }
    }

    /// Data of a municipality or a supervisor.
    pub(crate) fn municipal() -> Self {
        Self {
            purpose: "Kwetsbare plekken herkennen en eigenaren hulp aanbieden",
            legal_basis: "Gemeentewet artikel 172 en AVG artikel 6 lid 1 onder e (taak van algemeen belang)",
            compartment: "gemeentelijk",
            years: 5,
            months: 12,
            ..Self::open()
        }
    }

    /// Data under the covenant.
    pub(crate) fn covenant() -> Self {
        Self {
            purpose: "Samenhang zien tussen vondsten, meldingen en plekken, alleen binnen het convenant",
            legal_basis: "Convenant RIEC en Wet gegevensverwerking door samenwerkingsverbanden",
            compartment: "convenant",
            ..Self::municipal()
        }
    }
}

/// Everything that is being written.
pub(crate) struct Out<'w> {
    pub world: &'w World,
    dir: PathBuf,
    deliveries: Vec<Delivery>,
    truth: Truth,
}

impl<'w> Out<'w> {
    pub(crate) fn create(dir: &Path, world: &'w World) -> Result<Self, DemoError> {
        let mappings = dir.join("mappings");
        std::fs::create_dir_all(&mappings).map_err(DemoError::at(&mappings))?;
        let truth = Truth::create(&dir.join("truth"))?;
        Ok(Self { world, dir: dir.to_owned(), deliveries: Vec::new(), truth })
    }

    /// The place of a file; its folder is made.
    pub(crate) fn path(&self, file: &str) -> Result<PathBuf, DemoError> {
        let path = self.dir.join(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(DemoError::at(folder))?;
        }
        Ok(path)
    }

    /// Adds a file to the list; with its mapping, unless it needs none.
    pub(crate) fn deliver(&mut self, handover: &Handover<'_>, mapping: Option<(&str, &Mapping)>) -> Result<(), DemoError> {
        let mapping = match mapping {
            None => None,
            Some((name, mapping)) => {
                let file = format!("mappings/{name}.toml");
                let path = self.path(&file)?;
                std::fs::write(&path, mapping.text()).map_err(DemoError::at(&path))?;
                Some(file)
            }
        };
        let date = self.world.date;
        let from = date.saturating_sub(i32::from(handover.years).years());
        self.deliveries.push(Delivery {
            source: handover.source,
            name: handover.name.to_owned(),
            holder: handover.holder.to_owned(),
            file: handover.file.to_owned(),
            format: handover.format,
            mapping,
            purpose: handover.purpose,
            legal_basis: handover.legal_basis,
            compartment: handover.compartment,
            period_from: from.to_string(),
            period_to: date.saturating_sub(1.day()).to_string(),
            retention_until: date.saturating_add(handover.months.months()).to_string(),
            municipality: handover.municipality.map(|code| code.to_string()),
        });
        Ok(())
    }

    /// The truth about a row.
    pub(crate) fn link(&mut self, file: &str, sheet: &str, row: u64, targets: &[Target]) -> Result<(), DemoError> {
        self.truth.link(file, sheet, row, targets)
    }

    /// Rows that speak of the same thing.
    pub(crate) fn same(&mut self, entity: &str, file: &str, sheet: &str, row: u64) -> Result<(), DemoError> {
        self.truth.same(entity, file, sheet, row)
    }

    /// Writes the list of deliveries and closes the truth.
    pub(crate) fn finish(self) -> Result<Summary, DemoError> {
        let count = self.deliveries.len() as u64;
        let list = Deliveries { region: "Markerwaard", reference_date: self.world.date.to_string(), delivery: self.deliveries };
        let text = list.text().map_err(|e| DemoError::Text(e.to_string()))?;
        let path = self.dir.join("leveringen.toml");
        std::fs::write(&path, text).map_err(DemoError::at(&path))?;
        let links = self.truth.finish(&self.dir.join("truth"), self.world)?;
        Ok(Summary { deliveries: count, links, ..summary(self.world) })
    }
}

fn summary(world: &World) -> Summary {
    let mut s = Summary { municipalities: world.municipalities.len() as u64, ..Summary::default() };
    for m in &world.municipalities {
        s.towns += m.towns.len() as u64;
        let mut used = vec![false; m.buildings.len()];
        for a in m.addresses.iter().filter(|a| a.exists() && a.side_of == NONE) {
            s.addresses += 1;
            if a.building != NONE {
                (a.building..=a.building + u32::from(a.more_buildings)).for_each(|i| used[i as usize] = true);
            }
        }
        let living = m.buildings.iter().zip(used).filter(|(b, _)| b.life.exists());
        for (_, used) in living {
            s.buildings += 1;
            s.sheds += u64::from(!used);
        }
        s.companies += m.companies.iter().filter(|c| c.end.is_none()).count() as u64;
        s.parcels += m.parcels.len() as u64;
        s.farms += m.yards.iter().filter(|y| y.kind == YardKind::Farm).count() as u64;
        s.hidden += m.hidden.len() as u64;
    }
    s
}
