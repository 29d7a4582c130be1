// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How much of a delivery no longer counts, because newer ones speak of the same things.

use std::collections::{BTreeMap, BTreeSet};

use erf_readers::bag::ObjectKind;
use erf_store::{StoreError, Tx};

use crate::{
    ground::{GROUND_KINDS, unit_kind},
    present::{Authority, Extract},
    shapes::{self, Holder, Standing},
    store::{
        deliveries::{self, Delivery},
        derived,
    },
};

/// What newer deliveries replaced of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Superseded {
    /// Objects that no longer count.
    pub n: i64,
    /// Objects it holds; not counted when nothing newer is there.
    pub of: i64,
    /// The deliveries that replaced some, newest first.
    pub by: Vec<i64>,
}

/// What was replaced of a delivery by those of `known`: whoever may not know of a delivery hears nothing of it. Nothing of one that
/// is not in use, and of tables, whose rows stand beside each other. Cost: reads its objects and those of newer ones; keep the answer.
pub async fn of(tx: &mut Tx, delivery: &Delivery, known: &BTreeSet<i64>) -> Result<Superseded, StoreError> {
    let chain = Chain::of(tx, delivery, known).await?;
    let (n, of) = chain.replaced(tx).await?;
    let mut by = Vec::new();
    let pairs = if n > 0 { chain.pairs() } else { Vec::new() };
    let alone = pairs.len() == 1;
    for (id, pair) in pairs {
        by.extend((alone || pair.replaced(tx).await?.0 > 0).then_some(id));
    }
    Ok(Superseded { n, of, by })
}

/// Newer deliveries of the same sort, newest first, and at the end the one that is asked about.
enum Chain {
    Extracts(Vec<Extract>),
    Shapes(Vec<Holder>),
}

impl Chain {
    async fn of(tx: &mut Tx, delivery: &Delivery, known: &BTreeSet<i64>) -> Result<Self, StoreError> {
        if delivery.format == "bag" {
            let mut extracts = deliveries::extracts(tx).await?;
            extracts.retain(|extract| known.contains(&extract.delivery));
            return Ok(Self::Extracts(Authority::of(extracts).down_to(delivery.id)));
        }
        let mut holders = derived::holders(tx).await?;
        // What fields and zoning said in each year stands beside each other.
        holders.retain(|holder| known.contains(&holder.delivery) && GROUND_KINDS.contains(&holder.kind.as_str()));
        Ok(Self::Shapes(shapes::down_to(holders, delivery.id)))
    }

    /// Each newer delivery alone with the one that is asked about.
    fn pairs(&self) -> Vec<(i64, Self)> {
        match self {
            Self::Extracts(list) => two(list).map(|pair| (pair[0].delivery, Self::Extracts(pair))).collect(),
            Self::Shapes(list) => two(list).map(|pair| (pair[0].delivery, Self::Shapes(pair))).collect(),
        }
    }

    /// How many objects of the last one the others replaced, and how many it holds.
    async fn replaced(&self, tx: &mut Tx) -> Result<(i64, i64), StoreError> {
        match self {
            Self::Extracts(list) if list.len() > 1 => of_extracts(tx, list).await,
            Self::Shapes(list) if list.len() > 1 => of_shapes(tx, list).await,
            _ => Ok((0, 0)),
        }
    }
}

fn two<T: Clone>(list: &[T]) -> impl Iterator<Item = Vec<T>> {
    let (own, newer) = list.split_last().map_or((None, list), |(own, newer)| (Some(own), newer));
    newer.iter().filter_map(move |one| Some(vec![one.clone(), own?.clone()]))
}

async fn of_extracts(tx: &mut Tx, list: &[Extract]) -> Result<(i64, i64), StoreError> {
    let authority = Authority::of(list.to_vec());
    let (mut n, mut of) = (0, 0);
    for table in derived::BAG_NUMBERS {
        let objects = decided(tx, &authority, list[list.len() - 1].delivery, table).await?;
        n += objects.values().filter(|decides| !**decides).count() as i64;
        of += objects.len() as i64;
    }
    Ok((n, of))
}

/// Of each object of an extract in this table whether the extract decides about it.
async fn decided(
    tx: &mut Tx,
    authority: &Authority,
    own: i64,
    (sql, kind): (&'static str, Option<ObjectKind>),
) -> Result<BTreeMap<i64, bool>, StoreError> {
    let (mut claims, mut objects) = (authority.claims(), BTreeMap::new());
    derived::present_rows(tx, sql, &authority.newest_first(), |row| {
        let (delivery, id) = (row.get(0)?, row.get(1)?);
        let decides = claims.decides(delivery, kind.unwrap_or_else(|| unit_kind(id)), id);
        if delivery == own {
            objects.insert(id, decides);
        }
        Ok(())
    })
    .await?;
    Ok(objects)
}

async fn of_shapes(tx: &mut Tx, list: &[Holder]) -> Result<(i64, i64), StoreError> {
    let own = &list[list.len() - 1];
    let order = shapes::newest_first(list.to_vec());
    let whole = !order.contains(own);
    let mut standing = Standing::default();
    let (mut n, mut of) = (0, 0);
    for holder in order.iter().filter(|holder| *holder != own).chain([own]) {
        derived::coded_shapes(tx, holder, |code, geometry| {
            let counts = standing.counts(holder, holder == own, code, &geometry);
            if holder == own {
                n += i64::from(whole || !counts);
                of += 1;
            }
        })
        .await?;
    }
    Ok((n, of))
}
