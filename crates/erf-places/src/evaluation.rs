// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The matches in the database, held against a file that says what is true; the counting itself is in [`matching::evaluate`].

use std::collections::{BTreeMap, HashMap};

use erf_base::BagId;
use erf_store::{StoreError, Tx, query};

pub use crate::matching::evaluate::{Quality, Share};
use crate::{
    link_rows,
    matching::{
        self, LinkModel, Target,
        evaluate::{MadeLink, TrueLink, evaluate as compare},
    },
    model::DeliveryId,
    present::day_number,
    store::links,
    verdict::Decision,
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
    let (rows, now) = made_links(tx).await?;
    let places = Places::load(tx).await?;
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

/// The matches, and of each its delivery and number.
async fn made_links(tx: &mut Tx) -> Result<(Vec<(i64, i64)>, Vec<MadeLink>), StoreError> {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    query(
        "SELECT d.file_name, r.sheet, r.row_number, l.decision, l.target_kind, l.target_id, l.probability, l.delivery, l.seq FROM link l \
         JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq JOIN delivery d ON d.id = l.delivery \
         ORDER BY l.delivery, l.seq",
    )
    .each(tx, |row| {
        rows.push((row.get(7)?, row.get(8)?));
        links.push(MadeLink {
            row: (row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.get(2)?),
            decision: match Decision::of(row.text(3)?) {
                Decision::Certain | Decision::Confirmed => matching::Decision::Certain,
                Decision::Unsure | Decision::Undecided => matching::Decision::Unsure,
                Decision::None | Decision::Rejected => matching::Decision::None,
            },
            target: Target::parse(row.text(4)?, row.text(5)?),
            probability: row.get(6)?,
        });
        Ok(())
    })
    .await?;
    Ok((rows, links))
}

/// The place of each building, address and parcel.
struct Places {
    of_object: HashMap<BagId, String>,
    of_parcel: HashMap<String, String>,
}

impl Places {
    async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let (mut of_object, mut of_parcel) = (HashMap::new(), HashMap::new());
        for statement in ["SELECT id, place FROM building", "SELECT id, place FROM address"] {
            query(statement)
                .each(tx, |row| {
                    of_object.insert(row.get(0)?, row.text(1)?.to_owned());
                    Ok(())
                })
                .await?;
        }
        query("SELECT parcel, MIN(id) FROM place WHERE parcel IS NOT NULL GROUP BY parcel")
            .each(tx, |row| {
                of_parcel.insert(row.text(0)?.to_owned(), row.text(1)?.to_owned());
                Ok(())
            })
            .await?;
        Ok(Self { of_object, of_parcel })
    }

    fn of(&self, target: &Target) -> Option<String> {
        match target {
            Target::Address(id) | Target::Building(id) => self.of_object.get(id).cloned(),
            Target::Parcel(code) => self.of_parcel.get(code).cloned(),
            Target::Place(id) => Some(id.clone()),
            Target::Area(_) => None,
        }
    }
}
