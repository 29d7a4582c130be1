// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What the indicators of areas say today, from the released deliveries: never from the covenant.

use erf_store::Tx;
use erf_web::WebError;

use crate::{
    card::Variant,
    measure::{AreaValue, area_codes, area_values},
    region::Region,
    report_data::delivery_names,
    store::load::{self, Wanted},
};

/// A value of an area, with who said so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AreaFigure {
    pub value: AreaValue,
    /// Deliveries it rests on, with their holders.
    pub source: Option<String>,
    /// The last day they speak of (20261001).
    pub date: Option<i64>,
}

/// Every indicator of areas on a day. Cost: reads the whole region; keep the answer.
pub(crate) async fn all(tx: &mut Tx, date: i64) -> Result<Vec<AreaFigure>, WebError> {
    let wanted = Wanted { date, variant: Variant::Municipal, covenant: false, municipality: None, only_deliveries: None };
    let region = load::load(tx, wanted).await?;
    tokio::task::spawn_blocking(move || figures(&region)).await.map_err(WebError::internal)
}

fn figures(region: &Region) -> Vec<AreaFigure> {
    let values = area_codes().iter().flat_map(|code| area_values(region, code));
    values.map(|value| figure(region, value)).collect()
}

fn figure(region: &Region, value: AreaValue) -> AreaFigure {
    let used = region.deliveries.iter().filter(|delivery| value.ground.contains(&delivery.id));
    let date = used.filter_map(|delivery| delivery.period.1).max();
    AreaFigure { source: delivery_names(region, &value.ground), date, value }
}
