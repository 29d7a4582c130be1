// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What visits found, so that a scan measures itself.

use erf_base::{MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::{
    own,
    scans::{Scan, variant_code},
};
use crate::{
    card::Variant,
    evaluate::{self, Ending, Visit},
    life::State,
    summary::{BaseRate, Seen},
};

record! {
    /// How often visits found what.
    #[derive(Debug, Clone, PartialEq)]
    pub struct OutcomeCount {
        /// Whether the place was drawn at random (else chosen by the card or by a person).
        pub random: bool,
        /// `niets`, `advies` or `signaal`.
        pub outcome: String,
        /// How often.
        pub n: i64,
    }
}

/// What the visits to proposed places of a scan found, within the scope: a visit on a tip says nothing of the list. Ask for the scan itself first. It stays when the scan expires.
pub async fn outcomes(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<OutcomeCount>, StoreError> {
    query(
        "SELECT random, outcome, CAST(SUM(n) AS bigint) AS n FROM ( \
         SELECT random, outcome, 1 AS n, municipality FROM visit_outcome WHERE scan = $1 AND proposed \
         UNION ALL SELECT random, item, n, municipality FROM scan_tally WHERE scan = $1 AND subject = 'bezoek') t \
         WHERE ($2 = 0 OR municipality = $2) GROUP BY random, outcome ORDER BY random, outcome",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await
}

/// The visits of a scan one by one, without their places, within the scope: for [`evaluate::measure`]. Of a scan that expired only totals
/// are kept: then each visit has the same chance, which within one scan gives the same share.
pub async fn visits(tx: &mut Tx, scope: &Scope, scan: &Scan) -> Result<Vec<Visit>, StoreError> {
    if scan.state() == State::Expired {
        let kept = outcomes(tx, scope, scan).await?;
        return Ok(kept.into_iter().flat_map(of_total).collect());
    }
    let found: Vec<(bool, f64, String)> = query(
        "SELECT random, chance, outcome FROM visit_outcome WHERE scan = $1 AND proposed AND ($2 = 0 OR municipality = $2) ORDER BY random, chance, outcome",
    )
    .bind(scan.id)
    .bind(own(scope))
    .all(tx)
    .await?;
    Ok(found.into_iter().map(visit).collect())
}

fn of_total(OutcomeCount { random, outcome, n }: OutcomeCount) -> impl Iterator<Item = Visit> {
    let chance = if random { 1.0 } else { 0.0 };
    std::iter::repeat_n(visit((random, chance, outcome)), usize::try_from(n).unwrap_or_default())
}

/// What all visits so far after scans of this variant say for the next one, also those of scans that are over. What one variant finds
/// says nothing of the other: it points at other places.
pub(crate) async fn base_rate(tx: &mut Tx, variant: Variant) -> Result<Option<BaseRate>, StoreError> {
    let found: Vec<(bool, String, i64, Option<MunicipalityCode>)> = query(
        "SELECT v.random, v.outcome, COUNT(*), v.municipality FROM visit_outcome v JOIN scan s ON s.id = v.scan \
         WHERE s.variant = $1 AND v.proposed GROUP BY v.random, v.outcome, v.municipality \
         UNION ALL SELECT t.random, t.item, t.n, NULLIF(t.municipality, 0) FROM scan_tally t JOIN scan s ON s.id = t.scan \
         WHERE s.variant = $1 AND t.subject = 'bezoek'",
    )
    .bind(variant_code(variant))
    .all(tx)
    .await?;
    let seen = Seen::of(found.iter().filter_map(|(.., municipality)| *municipality));
    let visits: Vec<Visit> = found.into_iter().flat_map(|(random, outcome, n, _)| of_total(OutcomeCount { random, outcome, n })).collect();
    Ok(evaluate::base_rate(&visits, Ending::Signal).map(|rate| BaseRate { seen, ..rate }))
}

fn visit((random, chance, outcome): (bool, f64, String)) -> Visit {
    let ending = match outcome.as_str() {
        "signaal" => Ending::Signal,
        "advies" => Ending::Advice,
        _ => Ending::Nothing,
    };
    Visit { random, chance, ending }
}
