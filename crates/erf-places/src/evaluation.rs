// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How good the matches are, held against rows of which the truth is known.
//!
//! A match is right when it names one of the true targets, or something on the same place: a row about the barn is right when
//! it is matched to the farmhouse of that yard. A row that cannot be placed is right when it stays unmatched.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erf_base::{BagId, Figure};
use erf_store::{StoreError, Tx, query};
use jiff::civil::Date;
use serde::Serialize;

use crate::{present::day, verdict::Decision};

/// The figures of one delivery.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Path of the file, as in the register.
    pub file: String,
    /// Rows of which the truth is known.
    pub rows: u64,
    /// Of which the program is sure.
    pub matched: u64,
    /// Of which a person should look.
    pub unsure: u64,
    /// Right ones among the sure ones.
    pub precision: Figure,
    /// Right ones among those that can be placed.
    pub recall: Figure,
}

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

type Key = (String, String, i64);

/// Holds the matches against `links.csv` (`file,sheet,row,target_kind,target_id`); one score a file, by name.
pub async fn evaluate(tx: &mut Tx, truth: &str) -> Result<Vec<Score>, EvaluationError> {
    let truth = parse(truth)?;
    let found = links_by_row(tx).await?;
    let places = Places::load(tx).await?;
    let date = reference_date(tx).await?;
    let mut counts: BTreeMap<&str, [u64; 5]> = BTreeMap::new();
    for (key, targets) in &truth {
        let count = counts.entry(key.0.as_str()).or_default();
        let link = found.get(key);
        let sure = link.is_some_and(|link| link.decision.holds());
        let can_be_placed = targets.iter().any(|(kind, _)| kind != "none");
        let right = sure && link.is_some_and(|link| targets.iter().any(|target| places.same(target, link)));
        count[0] += 1;
        count[1] += u64::from(sure);
        count[2] += u64::from(link.is_some_and(|link| matches!(link.decision, Decision::Unsure | Decision::Undecided)));
        count[3] += u64::from(right);
        count[4] += u64::from(can_be_placed);
    }
    let score = |(file, [rows, matched, unsure, right, placeable]): (&str, [u64; 5])| Score {
        file: file.to_owned(),
        rows,
        matched,
        unsure,
        precision: Figure::share(right, matched, "truth/links.csv", date),
        recall: Figure::share(right, placeable, "truth/links.csv", date),
    };
    Ok(counts.into_iter().map(score).collect())
}

fn parse(text: &str) -> Result<BTreeMap<Key, BTreeSet<(String, String)>>, EvaluationError> {
    let mut truth: BTreeMap<Key, BTreeSet<(String, String)>> = BTreeMap::new();
    for (index, line) in csv::Reader::from_reader(text.as_bytes()).records().enumerate() {
        let wrong = || EvaluationError::Malformed(index as u64 + 2);
        let line = line.map_err(|_| wrong())?;
        let field = |at: usize| line.get(at).map(str::to_owned).ok_or_else(wrong);
        let key = (field(0)?, field(1)?, field(2)?.parse().map_err(|_| wrong())?);
        truth.entry(key).or_default().insert((field(3)?, code_of(&field(4)?)));
    }
    Ok(truth)
}

/// Statistics write `GM9901` where borders write `9901`.
fn code_of(id: &str) -> String {
    id.strip_prefix("GM").unwrap_or(id).to_owned()
}

struct Found {
    decision: Decision,
    target: (String, String),
    place: Option<String>,
}

async fn links_by_row(tx: &mut Tx) -> Result<HashMap<Key, Found>, StoreError> {
    let mut found = HashMap::new();
    query(
        "SELECT d.file_name, r.sheet, r.row_number, l.decision, l.target_kind, l.target_id, l.place FROM link l \
         JOIN source_row r ON r.delivery = l.delivery AND r.seq = l.seq JOIN delivery d ON d.id = l.delivery \
         ORDER BY l.delivery, l.seq",
    )
    .each(tx, |row| {
        let link =
            Found { decision: Decision::of(row.text(3)?), target: (row.text(4)?.to_owned(), code_of(row.text(5)?)), place: row.get(6)? };
        found.insert((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.get(2)?), link);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// The place of each building, address and parcel.
struct Places {
    of_object: HashMap<BagId, String>,
    of_parcel: HashMap<String, BTreeSet<String>>,
}

impl Places {
    async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let (mut of_object, mut of_parcel) = (HashMap::new(), HashMap::<String, BTreeSet<String>>::new());
        for statement in ["SELECT id, place FROM building", "SELECT id, place FROM address"] {
            query(statement)
                .each(tx, |row| {
                    of_object.insert(row.get(0)?, row.text(1)?.to_owned());
                    Ok(())
                })
                .await?;
        }
        query("SELECT parcel, id FROM place WHERE parcel IS NOT NULL")
            .each(tx, |row| {
                of_parcel.entry(row.text(0)?.to_owned()).or_default().insert(row.text(1)?.to_owned());
                Ok(())
            })
            .await?;
        Ok(Self { of_object, of_parcel })
    }

    fn same(&self, (kind, id): &(String, String), link: &Found) -> bool {
        if link.target == (kind.clone(), id.clone()) {
            return true;
        }
        let Some(place) = &link.place else { return false };
        match kind.as_str() {
            "parcel" => self.of_parcel.get(id).is_some_and(|places| places.contains(place)),
            "address" | "building" => id.parse().ok().and_then(|id: BagId| self.of_object.get(&id)) == Some(place),
            _ => false,
        }
    }
}

async fn reference_date(tx: &mut Tx) -> Result<Date, StoreError> {
    let newest: Option<i64> = query("SELECT MAX(period_to) FROM delivery").scalar(tx).await?;
    Ok(newest.and_then(day).unwrap_or(Date::constant(2000, 1, 1)))
}
