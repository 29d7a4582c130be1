// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Section 5: concentrations, only when a test was really run.

use super::{Concentration, ConcentrationArea, Maker, Part};
use crate::{
    nl,
    view::{Block, Cell, Section, Table, columns},
};

impl Maker<'_> {
    pub(super) fn concentration(self) -> Section {
        let title = "Concentraties".to_owned();
        match &self.report.concentration {
            Part::Absent(why) => Section {
                title,
                lead: "Deze scan wijst geen concentraties aan.".to_owned(),
                blocks: vec![Block::text(why), Block::text("Zonder toets kan een groep punten op een kaart ook toeval zijn.")],
            },
            Part::Present(test) => Section { title, lead: test.outcome.clone(), blocks: self.tested(test) },
        }
    }

    fn tested(self, test: &Concentration) -> Vec<Block> {
        let mut blocks = vec![Block::text(format!("{} {}", test.question, self.with_n(test)))];
        if !test.areas.is_empty() {
            let columns = columns(&[("Gebied", 3.0), (">Geteld", 1.0), (">Door toeval verwacht", 1.6), (">p na correctie", 1.4)]);
            let rows = test.areas.iter().map(|area| self.concentration_row(area)).collect();
            blocks.push(Block::Table(Table::new("Gebieden die opvallen", columns, rows, "")));
        }
        blocks.push(Block::text(format!("Gevoeligheid: {}", test.sensitivity)));
        blocks.push(Block::text(format!("Bron: {}, stand {}.", test.source, nl::date(test.date))));
        blocks
    }

    /// The public version rounds down, so that a small count elsewhere cannot be found by taking away.
    fn with_n(self, test: &Concentration) -> String {
        let n = if self.is_public() { format!("ten minste {}", nl::count(test.n / 10 * 10)) } else { nl::count(test.n) };
        format!("{} n = {n}, verdeeld over {}.", test.method, nl::counted(test.over, "buurt", "buurten"))
    }

    fn concentration_row(self, area: &ConcentrationArea) -> Vec<Cell> {
        let p = if area.p < 0.001 { "< 0,001".to_owned() } else { nl::decimal(area.p, 3) };
        [nl::capital(&area.name), self.count(area.observed), nl::decimal(area.expected, 1), p].map(Cell::text).to_vec()
    }
}
