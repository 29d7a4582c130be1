// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of companies: legal form, trade name, holding, what they do, and the words that are left.

mod legal;
mod words;

pub use legal::LegalForm;

use super::{Record, Rule, Silent, Steps, fold::fold_into};

/// A company's name taken apart. Texts are folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// The words of the name without legal form, in order: `gebroeders jansen transport`.
    pub name: String,
    /// Those that name the company, in order: `jansen`. Words that say what it does are in `activity`.
    pub core: String,
    /// Words that say what it does, in their usual form and sorted: `transport`.
    pub activity: String,
    /// What stands behind "h.o.d.n.": a name of its own, folded, without legal form.
    pub trade_name: String,
    /// Legal form.
    pub legal: LegalForm,
    /// Holding, Beheer, Groep: a part of a group. A sister company is not the same company.
    pub holding: bool,
    /// "Gebr.", "en Zn.", "& Co".
    pub family: bool,
}

impl Company {
    fn clear(&mut self) {
        for text in [&mut self.name, &mut self.core, &mut self.activity, &mut self.trade_name] {
            text.clear();
        }
        (self.legal, self.holding, self.family) = (LegalForm::Unknown, false, false);
    }
}

/// Reads names of companies; keeps room for its work.
#[derive(Debug, Default)]
pub struct CompanyReader {
    folded: String,
    work: words::Work,
}

impl CompanyReader {
    /// Reads a name into `out`, which is cleared first.
    pub fn read(&mut self, name: &str, out: &mut Company) {
        self.read_with(name, out, &mut Silent);
    }

    /// [`CompanyReader::read`], and every step noted.
    pub fn read_with(&mut self, name: &str, out: &mut Company, record: &mut impl Record) {
        out.clear();
        fold_into(name, &mut self.folded);
        record.note(Rule::Fold, name, &self.folded);
        let (own, trade) = words::trade_split(&self.folded);
        if let Some(trade) = trade {
            self.work.read(trade, out, record);
            std::mem::swap(&mut out.name, &mut out.trade_name);
            out.core.clear();
            out.activity.clear();
            out.holding = false;
            out.family = false;
            record.note(Rule::TradeName, &self.folded, &out.trade_name);
        }
        let legal = out.legal;
        out.legal = LegalForm::Unknown;
        self.work.read(own, out, record);
        if out.legal == LegalForm::Unknown {
            out.legal = legal;
        }
    }
}

/// Reads one name.
pub fn company(name: &str) -> Company {
    let mut out = Company::default();
    CompanyReader::default().read(name, &mut out);
    out
}

/// Reads one name and says how.
pub fn company_steps(name: &str) -> (Company, Steps) {
    let (mut out, mut steps) = (Company::default(), Steps::default());
    CompanyReader::default().read_with(name, &mut out, &mut steps);
    (out, steps)
}
