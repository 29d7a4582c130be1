// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What is read to hold matches against the truth.

use std::collections::HashMap;

use erf_base::BagId;
use erf_store::{StoreError, Tx, query};

use crate::{
    matching::{self, Target, evaluate::MadeLink},
    verdict::Decision,
};

/// The matches, and of each its delivery and number.
pub async fn made_links(tx: &mut Tx) -> Result<(Vec<(i64, i64)>, Vec<MadeLink>), StoreError> {
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

/// The place of each building and address, and of each parcel.
pub async fn places(tx: &mut Tx) -> Result<(HashMap<BagId, String>, HashMap<String, String>), StoreError> {
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
    Ok((of_object, of_parcel))
}
