// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The one place where what is kept meets the rules that compute: from a region in the store to a frozen scan.

use std::collections::{BTreeMap, BTreeSet};

use erf_base::{Compartment, MunicipalityCode};
use erf_store::{StoreError, Tx};

use crate::{
    area::{self, AreaFault},
    card::{self, Card, Variant},
    freeze, indicator,
    measure::{self, Measures},
    model::Order,
    order::OrderError,
    parallel,
    region::{Area, Delivery, Region, Shape},
    scan::{self, Asked, Correction},
    store::{
        areas,
        cards::KeptCard,
        figures::{Bin, NewFigure},
        load,
        save::Frozen,
    },
    summary::BaseRate,
    tally::Tally,
    what_if::Matrix,
};

/// A fact that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Corrected {
    pub id: i64,
    pub place: String,
    pub code: String,
}

/// Everything a scan is computed from, beside the region.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub order: Order,
    pub card: KeptCard,
    pub corrected: Vec<Corrected>,
    pub base_rate: Option<BaseRate>,
    pub threads: usize,
}

/// What is wrong with a card, in sentences.
pub(crate) fn check_card(card: &Card) -> Result<(), Vec<String>> {
    let mut faults: Vec<String> = card.check(indicator::catalogue()).err().into_iter().flatten().map(|fault| format!("{fault}.")).collect();
    let computed = measure::computed();
    let missing = card.entries.iter().filter(|entry| !computed.contains(&entry.code.as_str()));
    faults.extend(missing.map(|entry| format!("{} wordt nog niet berekend.", entry.code)));
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The card that comes with the program.
pub(crate) fn standard_card(variant: Variant) -> Card {
    card::standard(variant)
}

/// Reads what a scan needs; `only` these deliveries when it is computed again. Gives one of the readers back.
pub(crate) async fn load(mut readers: Vec<Tx>, order: &Order, only: Option<&BTreeSet<i64>>) -> Result<(Region, Tx), StoreError> {
    let municipality = own_municipality(&mut readers[0], order).await?;
    load::load_together(readers, wanted(order, municipality, only)).await
}

/// The deliveries that a scan would read, by source and name.
pub(crate) async fn would_read(tx: &mut Tx, order: &Order) -> Result<Vec<Delivery>, StoreError> {
    let municipality = own_municipality(tx, order).await?;
    let mut found = load::deliveries(tx, wanted(order, municipality, None)).await?;
    found.sort_by(|a, b| (&a.source, &a.name, a.id).cmp(&(&b.source, &b.name, b.id)));
    Ok(found)
}

fn wanted<'a>(order: &Order, municipality: Option<MunicipalityCode>, only: Option<&'a BTreeSet<i64>>) -> load::Wanted<'a> {
    let covenant = order.variant == Variant::Covenant;
    load::Wanted { date: order.date, variant: order.variant, covenant, municipality, only_deliveries: only }
}

/// The municipality an order is about; a district may have a number too, and holds no places itself.
async fn own_municipality(tx: &mut Tx, order: &Order) -> Result<Option<MunicipalityCode>, StoreError> {
    let Ok(code) = order.area.parse::<MunicipalityCode>() else { return Ok(None) };
    Ok(areas::holds_places(tx, code).await?.then_some(code))
}

/// Whether the area of an order is in the region: looked up, without reading the region.
pub(crate) async fn check_area(tx: &mut Tx, order: &Order) -> Result<(), OrderError> {
    if matches!(order.area.as_str(), "regio" | "vlak") {
        return Ok(());
    }
    let municipality = match order.area.parse::<MunicipalityCode>() {
        Ok(code) => areas::holds_places(tx, code).await?,
        Err(_) => false,
    };
    let known = municipality || areas::is_district(tx, &order.area).await?;
    if known { Ok(()) } else { Err(OrderError::Area(AreaFault::Unknown)) }
}

/// Computes and freezes, on a thread of its own.
pub(crate) async fn freeze(region: Region, question: Question) -> Result<Frozen, OrderError> {
    let work = move || {
        let frozen = compute(&region, &question);
        parallel::let_go(region);
        frozen
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| OrderError::Refused(error.to_string()))?
}

/// Computes and freezes.
pub(crate) fn compute(region: &Region, question: &Question) -> Result<Frozen, OrderError> {
    let Question { order, card, corrected, base_rate, threads } = question;
    let (area, area_name) = area::resolve(order, region)?;
    let codes = codes(order.variant, &card.card);
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let readings = Measures::prepare(region, &names);
    let corrections: Vec<Correction> =
        corrected.iter().map(|one| Correction { place: one.place.clone(), code: one.code.clone() }).collect();
    let asked = Asked {
        order,
        card: &card.card,
        region,
        area: &area,
        readings: &readings,
        corrections: &corrections,
        base_rate: *base_rate,
        threads: *threads,
    };
    let (outcome, of_region) = parallel::both(*threads, || scan::run(asked), |threads| freeze::of_region(region, threads));
    let mut outcome = outcome.map_err(|fault| OrderError::Refused(fault.to_string()))?;
    let figures = figures(order.variant, &codes, std::mem::take(&mut outcome.tallies));
    let matrix = Matrix::of(&outcome, &card.card).to_bytes();
    Ok(Frozen {
        summary: serde_json::to_string(&outcome.summary).expect("texts and numbers are always JSON"),
        input_hash: freeze::of_inputs(&asked, &of_region),
        result_hash: outcome.hash,
        matrix,
        figures,
        inputs: region.deliveries.clone(),
        area_name,
        names: area_names(region, &area),
        scored: outcome.scored,
    })
}

/// Every indicator that is computed and may be read in a variant, and those of the card.
fn codes(variant: Variant, card: &Card) -> Vec<String> {
    let may = |code: &&&str| match indicator::find(code).and_then(|declared| declared.compartment) {
        None => false,
        Some(Compartment::Covenant) => variant == Variant::Covenant,
        Some(_) => true,
    };
    let mut codes: Vec<String> = measure::computed().iter().filter(may).map(|code| (*code).to_owned()).collect();
    let extra: Vec<String> = card.entries.iter().map(|entry| entry.code.clone()).filter(|code| !codes.contains(code)).collect();
    codes.extend(extra);
    codes
}

fn area_names(region: &Region, area: &Area) -> BTreeMap<String, String> {
    let inside = |shape: &&Shape| match (area, shape.code.parse::<MunicipalityCode>()) {
        (Area::Municipality(own), Ok(code)) => *own == code,
        (Area::District(_, within), Ok(code)) => within.contains(&code),
        _ => true,
    };
    let municipalities = region.municipalities.iter().filter(inside).filter_map(|shape| {
        let code: MunicipalityCode = shape.code.parse().ok()?;
        Some((code.to_string(), shape.name.clone()))
    });
    let neighbourhoods = region.neighbourhoods.iter().map(|shape| (shape.code.clone(), shape.name.clone()));
    municipalities.chain(neighbourhoods).collect()
}

/// Every indicator over all places in scope; under the covenant also how many of them a find is known of.
fn figures(variant: Variant, codes: &[String], tallies: Vec<Tally>) -> Vec<NewFigure> {
    codes.iter().zip(tallies).map(|(code, tally)| figure(variant, code, tally)).collect()
}

fn figure(variant: Variant, code: &str, tally: Tally) -> NewFigure {
    let covenant = variant == Variant::Covenant;
    NewFigure {
        code: code.to_owned(),
        version: indicator::find(code).map_or(0, |declared| i64::from(declared.version)),
        present: tally.present.into(),
        absent: tally.absent.into(),
        unknown: tally.unknown.into(),
        with_find: (covenant && tally.present > 0).then_some(tally.with_find.into()),
        finds: (covenant && tally.applicable() > 0).then_some(tally.finds.into()),
        histogram: histogram(tally.values),
    }
}

/// Some ten bars of equal width with round ends, so that no two are written alike; one bar when all values are the same.
fn histogram(mut values: Vec<f64>) -> Vec<Bin> {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (values.first().copied(), values.last().copied()) else { return Vec::new() };
    if low == high {
        return vec![Bin { from: low, to: high, n: values.len() as i64 }];
    }
    let step = round_step((high - low) / 10.0);
    let below = |value: f64| (value / step + 1e-9).floor();
    let first = below(low);
    let last = ((high / step - 1e-9).ceil() - first - 1.0).max(0.0) as usize;
    let end = |bar: usize| (first + bar as f64) * step;
    let mut bars: Vec<Bin> = (0..=last).map(|bar| Bin { from: end(bar), to: end(bar + 1), n: 0 }).collect();
    values.iter().for_each(|value| bars[((below(*value) - first) as usize).min(last)].n += 1);
    bars
}

/// The smallest of 1, 2, 5, 10, 20, … and 0.5, 0.2, 0.1, … that is not below a width.
fn round_step(width: f64) -> f64 {
    let power = 10_f64.powi(width.log10().floor() as i32);
    [1.0, 2.0, 5.0].map(|step| step * power).into_iter().find(|step| *step >= width * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_loses_no_place() {
        let bars = histogram((0..1000).map(f64::from).collect());
        assert_eq!((bars.len(), bars.iter().map(|bar| bar.n).sum::<i64>()), (10, 1000));
        assert!(bars.iter().all(|bar| bar.n == 100), "{bars:?}");
        let ends = |values: &[f64]| histogram(values.to_vec()).into_iter().map(|bar| (bar.from, bar.to, bar.n)).collect::<Vec<_>>();
        assert_eq!(ends(&[0.3, 1.0, 2.4, 5.1])[..2], [(0.0, 0.5, 1), (0.5, 1.0, 0)]);
        assert_eq!(ends(&[1.0, 2.0, 11.0]).len(), 10);
        assert_eq!(ends(&[-3.0, -1.0, 7.0]).iter().map(|bar| bar.2).sum::<i64>(), 3);
        assert_eq!(histogram(vec![3.0; 7]), [Bin { from: 3.0, to: 3.0, n: 7 }]);
        assert!(histogram(vec![f64::NAN]).is_empty());
    }
}
