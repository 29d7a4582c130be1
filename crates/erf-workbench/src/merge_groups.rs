// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Merge two groups: the same as judging a row of each to be one. What other people said and the rules of the linkage count too, so what
//! came of it is looked up afterwards.

use std::collections::BTreeSet;

use erf_base::Ctx;
use erf_linkage::judge::Verdict;
use erf_store::{StoreError, Tx};

use crate::{
    judge_pair::{self, JudgeError, Maker},
    store::{
        linkages::Linkage,
        rows::{self, Row},
    },
};

/// What came of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// All rows of both groups are in one group, of so many rows.
    Whole(usize),
    /// Both rows are in one group, and not all rows of their groups came along.
    Partly {
        /// Rows of the group now.
        rows: usize,
        /// Rows of the two groups that are in another group now.
        elsewhere: usize,
    },
    /// The rows are still in two groups.
    Apart,
}

/// Judges a row of each of two groups to be one, and says what came of it.
pub async fn merge(maker: Maker<'_>, ctx: &Ctx, linkage: &Linkage, (own, other): (&Row, &Row), reason: &str) -> Result<Merged, JudgeError> {
    let mut tx = maker.db.read().await?;
    let mut before = rows::numbers(&mut tx, linkage, &own.entity).await?;
    before.extend(rows::numbers(&mut tx, linkage, &other.entity).await?);
    drop(tx);
    judge_pair::judge(maker, ctx, linkage.number(), (own.nr, other.nr), Verdict::Same, reason).await?;
    let now = beside(&mut maker.db.read().await?, linkage, own.nr).await?;
    Ok(outcome(&before, &now, other.nr))
}

/// The rows of the group a row is in now.
async fn beside(tx: &mut Tx, linkage: &Linkage, nr: i64) -> Result<BTreeSet<i64>, StoreError> {
    let entity = rows::one(tx, linkage, nr).await?.map(|row| row.entity).unwrap_or_default();
    Ok(rows::numbers(tx, linkage, &entity).await?.into_iter().collect())
}

fn outcome(before: &[i64], now: &BTreeSet<i64>, other: i64) -> Merged {
    let elsewhere = before.iter().filter(|nr| !now.contains(nr)).count();
    match elsewhere {
        _ if !now.contains(&other) => Merged::Apart,
        0 => Merged::Whole(now.len()),
        elsewhere => Merged::Partly { rows: now.len(), elsewhere },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_a_merge_is_what_the_groups_are_now() {
        let now = |rows: &[i64]| rows.iter().copied().collect::<BTreeSet<i64>>();
        assert_eq!(outcome(&[1, 2, 5], &now(&[1, 2, 5]), 5), Merged::Whole(3));
        assert_eq!(outcome(&[1, 2, 5], &now(&[1, 5]), 5), Merged::Partly { rows: 2, elsewhere: 1 });
        assert_eq!(outcome(&[1, 2, 5], &now(&[1, 2]), 5), Merged::Apart);
    }
}
