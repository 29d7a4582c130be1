// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How good matching is, counted by delivery. Counts follow the scope as rows do: who sees one municipality counts its rows.

use std::collections::BTreeMap;

use erf_base::{Compartment, Scope};
use erf_store::{StoreError, Tx, query, record};

use crate::{cut, model::DeliveryId, store::deliveries::own};

/// What became of the rows of a delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    /// The delivery.
    pub id: DeliveryId,
    /// Its name.
    pub name: String,
    /// Who sent it.
    pub holder: String,
    /// Its compartment.
    pub compartment: Compartment,
    /// Rows by what was decided.
    pub decisions: BTreeMap<String, i64>,
    /// The mean chance that a certain link is right; nothing without certain links.
    pub stated: Option<f64>,
    /// Links with a chance that nobody judged.
    pub chances: i64,
    /// What is expected at each of [`cut::SHOWN`].
    pub cuts: Vec<AtCut>,
}

/// What is expected when links from this chance on are certain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtCut {
    /// From which chance on.
    pub cut: f64,
    /// How many links that makes.
    pub links: i64,
    /// How many of those are expected to be wrong.
    pub wrong: f64,
    /// How many right ones stay below it.
    pub missed: f64,
}

impl AtCut {
    /// How many of 100 links are expected to be wrong.
    pub fn wrong_of_100(&self) -> Option<f64> {
        (self.links > 0).then(|| 100.0 * self.wrong / self.links as f64)
    }

    /// How many of 100 right links would be missed.
    pub fn missed_of_100(&self) -> Option<f64> {
        let right = self.links as f64 - self.wrong + self.missed;
        (right > 1e-9).then(|| 100.0 * self.missed / right)
    }
}

impl Quality {
    /// Rows that were matched against the ground.
    pub fn rows(&self) -> i64 {
        self.decisions.values().sum()
    }

    /// Rows with one of these decisions.
    pub fn with(&self, decisions: &[&str]) -> i64 {
        decisions.iter().filter_map(|code| self.decisions.get(*code)).sum()
    }

    /// Rows that are matched, by the program or by a person.
    pub fn matched(&self) -> i64 {
        self.with(&["zeker", "bevestigd"])
    }

    /// Rows that a person should look at, or looked at without an answer.
    pub fn unsure(&self) -> i64 {
        self.with(&["twijfel", "onbeslist"])
    }

    /// Rows that are about nothing we know.
    pub fn none(&self) -> i64 {
        self.with(&["geen", "verworpen"])
    }

    /// Certain links that nobody judged.
    pub fn certain(&self) -> i64 {
        self.with(&["zeker"])
    }
}

record! {
    struct Line {
        id: i64,
        name: String,
        holder: String,
        compartment: Compartment,
    }
}

const WITHIN: &str = "d.state IN ('gekoppeld', 'vrijgegeven') AND (l.compartment <> 'convenant' OR $1) AND ($2 = 0 OR l.municipality = $2)";

/// What became of the rows of each delivery with rows in scope, most rows first.
pub async fn of_deliveries(tx: &mut Tx, scope: &Scope) -> Result<Vec<Quality>, StoreError> {
    let mut decisions = decisions(tx, scope).await?;
    let mut cuts = cuts(tx, scope).await?;
    let known: Vec<Line> = query("SELECT id, name, holder, compartment FROM delivery WHERE id IN ($1) ORDER BY id")
        .bind_list(decisions.keys().copied())
        .all(tx)
        .await?;
    let quality = |line: Line| {
        let (stated, chances, cuts) = cuts.remove(&line.id).unwrap_or_default();
        let decisions = decisions.remove(&line.id).unwrap_or_default();
        let Line { id, name, holder, compartment } = line;
        Quality { id: DeliveryId(id), name, holder, compartment, decisions, stated, chances, cuts }
    };
    let mut found: Vec<Quality> = known.into_iter().map(quality).collect();
    found.sort_by(|a, b| b.rows().cmp(&a.rows()).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
    Ok(found)
}

async fn decisions(tx: &mut Tx, scope: &Scope) -> Result<BTreeMap<i64, BTreeMap<String, i64>>, StoreError> {
    let mut found: BTreeMap<i64, BTreeMap<String, i64>> = BTreeMap::new();
    let sql = format!(
        "SELECT l.delivery, l.decision, COUNT(*) FROM link l JOIN delivery d ON d.id = l.delivery WHERE {WITHIN} \
         GROUP BY l.delivery, l.decision"
    );
    erf_store::assembled(sql)
        .bind(scope.admits_covenant())
        .bind(own(scope))
        .each(tx, |row| {
            found.entry(row.get(0)?).or_default().insert(row.get(1)?, row.get(2)?);
            Ok(())
        })
        .await?;
    Ok(found)
}

type Chances = (Option<f64>, i64, Vec<AtCut>);

/// The mean chance of certain links, how many chances there are, and what they add up to at each cut. A chance is what the
/// program says of a link that nobody judged.
async fn cuts(tx: &mut Tx, scope: &Scope) -> Result<BTreeMap<i64, Chances>, StoreError> {
    let sums: String = cut::SHOWN
        .iter()
        .map(|cut| {
            format!(
                ", CAST(SUM(CASE WHEN l.probability >= {cut} THEN 1 ELSE 0 END) AS bigint), \
                 SUM(CASE WHEN l.probability >= {cut} THEN 1.0 - l.probability ELSE 0.0 END), \
                 SUM(CASE WHEN l.probability >= {cut} THEN 0.0 ELSE l.probability END)"
            )
        })
        .collect();
    let sql = format!(
        "SELECT l.delivery, AVG(CASE WHEN l.decision = 'zeker' THEN l.probability END), COUNT(*){sums} FROM link l \
         JOIN delivery d ON d.id = l.delivery WHERE l.decision IN ('zeker', 'twijfel') AND {WITHIN} GROUP BY l.delivery"
    );
    let mut found = BTreeMap::new();
    erf_store::assembled(sql)
        .bind(scope.admits_covenant())
        .bind(own(scope))
        .each(tx, |row| {
            let at = |(i, cut): (usize, &f64)| -> Result<AtCut, StoreError> {
                let first = 3 + 3 * i;
                Ok(AtCut { cut: *cut, links: row.get(first)?, wrong: row.get(first + 1)?, missed: row.get(first + 2)? })
            };
            let cuts: Result<Vec<AtCut>, StoreError> = cut::SHOWN.iter().enumerate().map(at).collect();
            found.insert(row.get(0)?, (row.get(1)?, row.get(2)?, cuts?));
            Ok(())
        })
        .await?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_said_in_hundreds_and_nothing_is_unknown() {
        let at = AtCut { cut: 0.95, links: 200, wrong: 6.0, missed: 26.0 };
        assert_eq!(at.wrong_of_100(), Some(3.0));
        assert!((at.missed_of_100().unwrap() - 100.0 * 26.0 / 220.0).abs() < 1e-12);
        let nothing = AtCut { cut: 0.95, links: 0, wrong: 0.0, missed: 0.0 };
        assert_eq!((nothing.wrong_of_100(), nothing.missed_of_100()), (None, None));
    }
}
