// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Indicators over all places of a scan, over time, and how people and finds agree with them.

use std::collections::{BTreeMap, btree_map::Entry};

use erf_base::{MunicipalityCode, Scope};
use erf_report::disclosure::is_small;
use erf_store::{StoreError, Tx, query, record};

use super::{cards, own, scans::Scan};
use crate::{card::Card, life::ScanId};

record! {
    /// One indicator over all places in scope of a scan.
    #[derive(Debug, Clone, PartialEq)]
    pub struct IndicatorFigure {
        /// The scan.
        pub scan: i64,
        /// Indicator.
        pub code: String,
        /// Its version.
        pub version: i64,
        /// Variant of the scan.
        pub variant: String,
        /// The day it speaks of.
        pub date: i64,
        /// The area of the scan.
        pub area: String,
        /// Places it is about.
        pub applicable: i64,
        /// It is so.
        pub present: i64,
        /// It is not so.
        pub absent: i64,
        /// Nobody told us.
        pub unknown: i64,
        /// Places where it is so and something was found in the five years (covenant only).
        pub with_find: Option<i64>,
        /// Places where something was found (covenant only).
        pub finds: Option<i64>,
        /// Places it is known of, present or absent (covenant only).
        pub places_known: Option<i64>,
        /// Values of the places where it is so, as JSON: see [`IndicatorFigure::bars`].
        pub histogram: String,
    }
}

/// A bar of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Bin {
    /// From this value.
    pub from: f64,
    /// To this value; included in the last bar only.
    pub to: f64,
    /// How many places.
    pub n: i64,
}

impl IndicatorFigure {
    /// The distribution of its values over the places where it is so.
    pub fn bars(&self) -> Vec<Bin> {
        serde_json::from_str(&self.histogram).unwrap_or_default()
    }

    /// Of the places where it is so, the share with a known find, with 95 % Wilson interval: (hits, n, interval).
    pub fn precision(&self) -> Option<(i64, i64, (f64, f64))> {
        let hits = self.with_find?;
        let interval = erf_base::figure::wilson_interval(u64::try_from(hits).ok()?, u64::try_from(self.present).ok()?)?;
        Some((hits, self.present, interval))
    }
}

impl IndicatorFigure {
    /// Whether whoever may see no places may see it: no answer of 1 to 4 places, which the values and the finds would tell more of.
    pub fn is_public(&self) -> bool {
        let small = |n: i64| is_small(n.unsigned_abs());
        !small(self.present) && !small(self.absent) && !small(self.unknown) && self.bars().iter().all(|bar| !small(bar.n))
    }
}

/// With fewer places than this a share says nothing.
const LEAST_KNOWN: i64 = 10;

const FIGURE: &str = "SELECT f.scan, f.code, f.version, f.variant, f.date, f.area, f.applicable, f.present, f.absent, f.unknown, \
    f.with_find, f.finds, f.places_known, f.histogram FROM indicator_figure f JOIN scan s ON s.id = f.scan \
    WHERE (f.variant = 'gemeentelijk' OR $1)";

/// All indicators of a scan, by code. Ask for the scan itself first. They speak of its whole area, so whoever may see a part of
/// it gets none.
pub async fn of_scan(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<IndicatorFigure>, StoreError> {
    if !scan.is_whole_for(scope) {
        return Ok(Vec::new());
    }
    let sql = format!("{FIGURE} AND f.scan = $2 ORDER BY f.code");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(scan.id).all(tx).await
}

/// Figures of approved scans; those of one municipality are not for somebody of another. `$2` is the code of the own one.
const TOLD: &str = "s.approved_at IS NOT NULL AND ($2 = '' OR f.area IN ('regio', $2))";

fn own_code(scope: &Scope) -> String {
    scope.municipality().map_or_else(String::new, |code| code.to_string())
}

/// One indicator over time: approved scans somebody may know of, oldest first.
pub async fn of_indicator(tx: &mut Tx, scope: &Scope, code: &str) -> Result<Vec<IndicatorFigure>, StoreError> {
    let sql = format!("{FIGURE} AND f.code = $3 AND {TOLD} ORDER BY f.date, s.at, f.scan");
    erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own_code(scope)).bind(code).all(tx).await
}

/// The newest approved figure of each indicator, by code: the covenant one where somebody may know it.
pub async fn newest(tx: &mut Tx, scope: &Scope) -> Result<BTreeMap<String, IndicatorFigure>, StoreError> {
    let sql = format!("{FIGURE} AND {TOLD} ORDER BY f.date, CASE WHEN f.area = 'regio' THEN 1 ELSE 0 END, s.at, f.scan");
    let all: Vec<IndicatorFigure> = erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own_code(scope)).all(tx).await?;
    Ok(all.into_iter().map(|figure| (figure.code.clone(), figure)).collect())
}

/// Where an indicator holds, over the newest scans.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spread {
    /// Places where it is so.
    pub present: i64,
    /// Places where it is known.
    pub known: i64,
}

impl Spread {
    /// Of how many of 100 places it holds, and where it is known in all, when that is more than half: then it tells little apart.
    pub fn nearly_everywhere(self) -> Option<(i64, i64)> {
        let often = self.known >= LEAST_KNOWN && self.present * 2 > self.known;
        often.then(|| ((self.present * 200 + self.known) / (self.known * 2), self.known))
    }
}

/// Where each indicator holds, by code: the newest approved scan of each municipality together, or else the newest of all.
pub async fn spreads(tx: &mut Tx, scope: &Scope) -> Result<BTreeMap<String, Spread>, StoreError> {
    let sql = format!("{FIGURE} AND {TOLD} ORDER BY f.date, s.at, f.scan");
    let all: Vec<IndicatorFigure> = erf_store::assembled(sql).bind(scope.admits_covenant()).bind(own_code(scope)).all(tx).await?;
    Ok(spread(all))
}

fn spread(oldest_first: Vec<IndicatorFigure>) -> BTreeMap<String, Spread> {
    let mut newest: BTreeMap<String, BTreeMap<String, Spread>> = BTreeMap::new();
    for figure in oldest_first {
        let part = Spread { present: figure.present, known: figure.present + figure.absent };
        let area = if figure.area.parse::<MunicipalityCode>().is_ok() { figure.area } else { String::new() };
        newest.entry(figure.code).or_default().insert(area, part);
    }
    newest.into_iter().map(|(code, areas)| (code, together(areas))).collect()
}

fn together(mut areas: BTreeMap<String, Spread>) -> Spread {
    if areas.len() > 1 {
        areas.remove("");
    }
    areas.into_values().fold(Spread::default(), |sum, part| Spread { present: sum.present + part.present, known: sum.known + part.known })
}

/// How people decided on places where an indicator counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disagreement {
    /// Proposed by the card, and decided about.
    pub decided: i64,
    /// Of which a person said: no visit.
    pub against: i64,
}

/// How often people disagreed with proposals in which each indicator counted, over all scans somebody may know of.
pub async fn disagreements(tx: &mut Tx, scope: &Scope) -> Result<BTreeMap<String, Disagreement>, StoreError> {
    let mut found: BTreeMap<String, Disagreement> = BTreeMap::new();
    let lines: Vec<(i64, i64, bool)> = query(
        "SELECT s.card, p.codes, d.disagrees FROM decision d JOIN scan s ON s.id = d.scan \
         JOIN scan_place p ON p.scan = d.scan AND p.place = d.place \
         WHERE d.is_current AND p.proposed AND NOT p.random AND d.choice <> 'meer_informatie' AND (s.variant = 'gemeentelijk' OR $1) AND ($2 = 0 OR p.municipality = $2)",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .all(tx)
    .await?;
    let mut known: BTreeMap<i64, Option<Card>> = BTreeMap::new();
    for (card, codes, against) in lines {
        let card = match known.entry(card) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(cards::lookup(tx, scope, card).await?.map(|kept| kept.card)),
        };
        let Some(card) = card else { continue };
        for (_, entry) in card.entries.iter().enumerate().filter(|(bit, _)| codes >> bit & 1 == 1) {
            let of_code = found.entry(entry.code.clone()).or_default();
            of_code.decided += 1;
            of_code.against += i64::from(against);
        }
    }
    for (subject, code, n) in kept_tallies(tx, scope).await? {
        let of_code = found.entry(code).or_default();
        if subject == "indicator_besloten" { of_code.decided += n } else { of_code.against += n }
    }
    Ok(found)
}

/// What remains of scans that expired.
async fn kept_tallies(tx: &mut Tx, scope: &Scope) -> Result<Vec<(String, String, i64)>, StoreError> {
    query(
        "SELECT t.subject, t.item, CAST(SUM(t.n) AS bigint) FROM scan_tally t JOIN scan s ON s.id = t.scan \
         WHERE t.subject IN ('indicator_besloten', 'indicator_oneens') AND (s.variant = 'gemeentelijk' OR $1) AND ($2 = 0 OR t.municipality = $2) \
         GROUP BY t.subject, t.item ORDER BY t.subject, t.item",
    )
    .bind(scope.admits_covenant())
    .bind(own(scope))
    .all(tx)
    .await
}

/// The counts beside the filters of the list.
#[derive(Debug, Clone, Default)]
pub struct Chips {
    /// Proposed, and nobody decided yet.
    pub open: i64,
    /// Decided: `bezoeken`, `niet`, `meer_informatie`.
    pub decided: BTreeMap<String, i64>,
    /// Paused by an objection.
    pub paused: i64,
}

/// The counts beside the filters. Ask for the scan itself first.
pub async fn chips(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Chips, StoreError> {
    let decided: Vec<(String, i64)> = query(
        "SELECT choice, COUNT(*) FROM decision WHERE scan = $1 AND is_current AND ($2 = 0 OR municipality = $2) GROUP BY choice ORDER BY choice",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await?;
    let open = query(
        "SELECT COUNT(*) FROM scan_place p WHERE p.scan = $1 AND ($2 = 0 OR p.municipality = $2) AND p.proposed \
         AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.scan = p.scan AND d.place = p.place AND d.is_current)",
    );
    Ok(Chips {
        open: open.bind(scan.id).bind(own(scope)).scalar(tx).await?,
        decided: decided.into_iter().collect(),
        paused: super::decisions::paused(tx, scope, scan).await?,
    })
}

/// The matrix of a scan, for what-if; `None` when it expired. It speaks of the whole area: show only places found with
/// [`super::places::at_ordinals`].
pub async fn matrix(tx: &mut Tx, scan: &Scan) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(query("SELECT matrix FROM scan_matrix WHERE scan = $1").bind(scan.id).maybe::<(Vec<u8>,)>(tx).await?.map(|(bytes,)| bytes))
}

/// What is written of an indicator when a scan is saved.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NewFigure {
    pub code: String,
    pub version: i64,
    pub present: i64,
    pub absent: i64,
    pub unknown: i64,
    pub with_find: Option<i64>,
    pub finds: Option<i64>,
    pub histogram: Vec<Bin>,
}

pub(crate) struct About<'a> {
    pub scan: ScanId,
    pub variant: &'a str,
    pub date: i64,
    pub area: &'a str,
    pub data_version: i64,
}

pub(crate) async fn save(tx: &mut Tx, about: &About<'_>, figures: &[NewFigure]) -> Result<(), StoreError> {
    for figure in figures {
        let known = figure.present + figure.absent;
        query(
            "INSERT INTO indicator_figure (scan, code, version, variant, date, area, applicable, present, absent, unknown, with_find, finds, \
             places_known, histogram, data_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(about.scan.0)
        .bind(&figure.code)
        .bind(figure.version)
        .bind(about.variant)
        .bind(about.date)
        .bind(about.area)
        .bind(known + figure.unknown)
        .bind(figure.present)
        .bind(figure.absent)
        .bind(figure.unknown)
        .bind(figure.with_find)
        .bind(figure.finds)
        .bind(figure.finds.map(|_| known))
        .bind(serde_json::to_string(&figure.histogram).expect("numbers are always JSON"))
        .bind(about.data_version)
        .run(tx)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_that_holds_for_more_than_half_tells_little_apart() {
        for (present, known, said) in [(84, 100, Some((84, 100))), (50, 100, None), (51, 101, Some((50, 101))), (9, 9, None), (0, 40, None)]
        {
            assert_eq!(Spread { present, known }.nearly_everywhere(), said, "{present} of {known}");
        }
    }

    #[test]
    fn the_newest_scan_of_each_municipality_counts_once() {
        let figure = |area: &str, present, absent| IndicatorFigure {
            scan: 1,
            code: "L11".into(),
            version: 1,
            variant: "gemeentelijk".into(),
            date: 20_261_001,
            area: area.into(),
            applicable: present + absent,
            present,
            absent,
            unknown: 0,
            with_find: None,
            finds: None,
            places_known: None,
            histogram: String::new(),
        };
        let told = |figures: &[IndicatorFigure]| spread(figures.to_vec())["L11"];
        let region = figure("regio", 900, 100);
        assert_eq!(told(std::slice::from_ref(&region)), Spread { present: 900, known: 1_000 });
        let all = [figure("9901", 1, 9), region, figure("9901", 8, 2), figure("9902", 30, 0)];
        assert_eq!(told(&all), Spread { present: 38, known: 40 });
    }
}
