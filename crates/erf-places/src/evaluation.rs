// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The matches in the database, held against a file that says what is true; the counting itself is in [`matching::evaluate`].

use std::collections::{BTreeMap, HashMap};

use erf_base::BagId;
use erf_store::{StoreError, Tx};

pub use crate::matching::evaluate::{Quality, Share};
use crate::{
    link_rows,
    matching::{
        self, LinkModel, Target,
        evaluate::{MadeLink, TrueLink, evaluate as compare},
    },
    model::DeliveryId,
    present::day_number,
    store::{evaluation, links},
};

/// Why a truth file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EvaluationError {
    /// It is not the table it should be.
    #[error("links.csv, regel {0}: verwacht file,sheet,row,target_kind,target_id")]
    Malformed(u64),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The quality of the matches of one file: by the plain linker with hand-set weights, and as they are now.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct BeforeAndNow {
    /// Hand-set weights and a fixed margin.
    pub before: Quality,
    /// As matched: by what was learned and what people said.
    pub now: Quality,
    /// The precision of certain links that was expected when they were made.
    pub expected_precision: Option<f64>,
    /// The share of what can be found that was expected to be found.
    pub expected_recall: Option<f64>,
}

/// Holds the matches against `links.csv` (`file,sheet,row,target_kind,target_id`); one pair of qualities a file, by name. The rows are
/// matched a second time, by the plain linker, as a measure; nothing is written.
pub async fn evaluate(tx: &mut Tx, today: jiff::civil::Date, truth: &str) -> Result<BTreeMap<String, BeforeAndNow>, EvaluationError> {
    let truth = parse(truth)?;
    let (rows, now) = evaluation::made_links(tx).await?;
    let (of_object, of_parcel) = evaluation::places(tx).await?;
    let places = Places { of_object, of_parcel };
    let mut plain = link_rows::plain_links(tx, day_number(today)).await?;
    let made = |(at, link): (&(i64, i64), &MadeLink)| match plain.remove(at) {
        Some(linked) => {
            MadeLink { row: link.row.clone(), decision: linked.decision, probability: linked.evidence.probability(), target: linked.best }
        }
        None => MadeLink { row: link.row.clone(), decision: matching::Decision::None, target: None, probability: 0.0 },
    };
    let before: Vec<MadeLink> = rows.iter().zip(&now).map(made).collect();
    let quality = |links: &[MadeLink]| compare(links, &truth, str::to_owned, |target| places.of(target));
    let deliveries: BTreeMap<&str, i64> = now.iter().zip(&rows).map(|(link, (delivery, _))| (link.row.0.as_str(), *delivery)).collect();
    let (mut before, mut found) = (quality(&before), BTreeMap::new());
    for (file, now) in quality(&now) {
        let model = match deliveries.get(file.as_str()) {
            Some(&delivery) => links::model_of(tx, DeliveryId(delivery)).await?.unwrap_or_default(),
            None => LinkModel::default(),
        };
        let (expected_precision, expected_recall) = (model.expected_precision, model.expected_recall);
        if let Some(before) = before.remove(&file) {
            found.insert(file, BeforeAndNow { before, now, expected_precision, expected_recall });
        }
    }
    Ok(found)
}

fn parse(text: &str) -> Result<Vec<TrueLink>, EvaluationError> {
    let line = |(index, line): (usize, Result<csv::StringRecord, csv::Error>)| {
        let wrong = || EvaluationError::Malformed(index as u64 + 2);
        let line = line.map_err(|_| wrong())?;
        let field = |at: usize| line.get(at).ok_or_else(wrong);
        let row = (field(0)?.to_owned(), field(1)?.to_owned(), field(2)?.parse().map_err(|_| wrong())?);
        let target = match field(3)? {
            "none" => None,
            kind => Some(Target::parse(kind, field(4)?).ok_or_else(wrong)?),
        };
        Ok(TrueLink { row, target })
    };
    csv::Reader::from_reader(text.as_bytes()).records().enumerate().map(line).collect()
}

/// The place of each building, address and parcel.
struct Places {
    of_object: HashMap<BagId, String>,
    of_parcel: HashMap<String, String>,
}

impl Places {
    fn of(&self, target: &Target) -> Option<String> {
        match target {
            Target::Address(id) | Target::Building(id) => self.of_object.get(id).cloned(),
            Target::Parcel(code) => self.of_parcel.get(code).cloned(),
            Target::Place(id) => Some(id.clone()),
            Target::Area(_) => None,
        }
    }
}
