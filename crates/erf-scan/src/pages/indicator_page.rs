// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! An indicator: what it says and what it may mean, how it spreads, what nobody knows, and how people and finds agree with it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Extension, extract::Path, response::Response};
use erf_base::{Compartment, Figure, Permission, Scope};
use erf_report::disclosure::is_small;
use erf_store::Tx;
use erf_web::{Args, Caller, FigureView, WebError};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    desk::Desk,
    indicator_areas::{self, AreaTable},
    indicator_list::in_use,
    view::iso,
    wizard_area::DRAWN,
};
use crate::{
    card::Card,
    indicator::{self, Indicator},
    life::{ScanId, day},
    measure,
    store::{
        choices::{self, Readable},
        figures::{self, IndicatorFigure},
        scans::{self, variant_code},
    },
};

#[derive(Serialize)]
struct OnCard {
    variant: &'static str,
    name: String,
    points: i32,
}

#[derive(Serialize)]
struct FileLine {
    name: String,
    delivered: bool,
}

#[derive(Serialize)]
struct Labelled {
    label: &'static str,
    figure: FigureView,
}

#[derive(Serialize)]
struct BarLine {
    /// Key of its label, or nothing when `label` says it.
    key: Option<&'static str>,
    label: String,
    n: i64,
    width: f64,
    unknown: bool,
}

#[derive(Serialize)]
struct HistoryLine {
    date: Option<String>,
    area: String,
    variant: String,
    present: i64,
    known: i64,
    unknown: i64,
    version: i64,
}

/// How an indicator changed.
#[derive(Serialize, Default)]
struct History {
    lines: Vec<HistoryLine>,
    /// Areas of which one scan has figures: area and variant.
    once: Vec<(String, String)>,
    /// Whether there are scans of drawn shapes, which stand beside nothing.
    drawn: bool,
}

#[derive(Serialize)]
struct Origin {
    id: String,
    name: String,
    date: Option<String>,
}

/// What was declared.
#[derive(Serialize)]
struct Declared {
    code: String,
    name: String,
    never: bool,
    sentence: String,
    innocent: String,
    caveat: String,
    calculation: String,
    object: String,
    setting: String,
    group: String,
    source: String,
    compartment: &'static str,
    max_age_months: u32,
    version: u32,
    computed: bool,
    /// It never counts by itself.
    alone: bool,
}

#[derive(Serialize)]
struct IndicatorPage {
    #[serde(flatten)]
    declared: Declared,
    files: Vec<FileLine>,
    missing: bool,
    on_cards: Vec<OnCard>,
    scan: Option<Origin>,
    figures: Vec<Labelled>,
    /// Of how many of 100 places it holds, of how many, when it holds nearly everywhere.
    little: Option<(i64, i64)>,
    histogram: Vec<BarLine>,
    history: History,
    /// Whether figures were left out that are too small for this reader.
    left_out: bool,
    /// What an indicator of areas says of each.
    areas: Option<AreaTable>,
}

/// `/indicatoren/{code}`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(code): Path<String>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadIndicators)?;
    let declared = indicator::find(&code).ok_or(WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let page = page(&caller, &desk, &mut tx, &scope, declared).await?;
    drop(tx);
    caller.page("scan/indicator.html", &page)
}

async fn page(caller: &Caller, desk: &Desk, tx: &mut Tx, scope: &Scope, it: &Indicator) -> Result<IndicatorPage, WebError> {
    let readable = choices::readable(tx, scope.admits_covenant()).await?;
    let files: Vec<FileLine> = it.files.iter().map(|code| file_line(caller, &readable, code)).collect();
    let mut known = figures::of_indicator(tx, scope, &it.code).await?;
    let all = known.len();
    let exact = caller.ctx.permit(Permission::ReadScans).is_ok();
    if !exact {
        known.retain(IndicatorFigure::is_public);
    }
    // Of scans of one day the largest says most.
    let newest = known.iter().max_by_key(|figure| (figure.date, figure.applicable));
    let scan = match newest {
        Some(figure) => scans::lookup(tx, scope, ScanId(figure.scan)).await?,
        None => None,
    };
    let disagreed = figures::disagreements(tx, scope).await?.remove(&it.code).unwrap_or_default();
    let today = caller.ctx.clock.today();
    Ok(IndicatorPage {
        declared: declared(it),
        missing: files.iter().any(|file| !file.delivered),
        files,
        on_cards: in_use(tx, scope).await?.into_iter().filter_map(|card| on_card(card, &it.code)).collect(),
        figures: newest.map(|figure| shares(figure, disagreed, today, exact)).unwrap_or_default(),
        little: figures::spreads(tx, scope).await?.get(&it.code).and_then(|spread| spread.nearly_everywhere()),
        histogram: newest.map(bars).unwrap_or_default(),
        scan: scan.map(|scan| Origin { id: scan.number().to_string(), date: iso(scan.date), name: scan.name }),
        areas: indicator_areas::table(desk, tx, scope, it, today).await?,
        left_out: known.len() < all,
        history: history(caller, &known),
    })
}

fn declared(it: &Indicator) -> Declared {
    Declared {
        never: it.compartment.is_none(),
        compartment: it.compartment.unwrap_or(Compartment::Open).code(),
        computed: measure::is_computed(&it.code),
        alone: it.code == "L03",
        code: it.code.clone(),
        name: it.name.clone(),
        sentence: it.sentence.clone(),
        innocent: it.innocent.clone(),
        caveat: it.caveat.clone(),
        calculation: it.calculation.clone(),
        object: it.object.clone(),
        setting: it.setting.clone(),
        group: it.group.clone(),
        source: it.source.clone(),
        max_age_months: it.max_age_months,
        version: it.version,
    }
}

fn file_line(caller: &Caller, readable: &[Readable], code: &str) -> FileLine {
    let name = caller.text(&format!("source-{code}"), &Args::new()).unwrap_or_else(|_| code.replace('_', " "));
    FileLine { name, delivered: readable.iter().any(|delivery| delivery.source == code) }
}

fn on_card(card: Card, code: &str) -> Option<OnCard> {
    let points = card.entries.iter().find(|entry| entry.code == code)?.points;
    Some(OnCard { variant: variant_code(card.variant), name: card.name, points })
}

/// Indicators that speak of known finds.
const OF_FINDS: [&str; 2] = ["L09", "L10"];

/// How often it is so, of how many places nobody knows, how often people disagreed, and how many known finds go with it. Whoever may
/// see no places is not told of one to four of them.
fn shares(it: &IndicatorFigure, people: figures::Disagreement, today: Date, exact: bool) -> Vec<Labelled> {
    let date = day(it.date).unwrap_or(today);
    let share = |hits: i64, n: i64, date: Date| FigureView::share(&Figure::share(hits.unsigned_abs(), n.unsigned_abs(), &it.code, date));
    let mut list = vec![
        Labelled { label: "indicator-figure-present", figure: share(it.present, it.present + it.absent, date) },
        Labelled { label: "indicator-figure-unknown", figure: share(it.unknown, it.applicable, date) },
    ];
    let told = |hits: i64, n: i64| exact || ![hits, n - hits].iter().any(|count| is_small(count.unsigned_abs()));
    if told(people.against, people.decided) {
        list.push(Labelled { label: "indicator-figure-disagreed", figure: share(people.against, people.decided, today) });
    }
    // Of what speaks of finds itself, every place has one.
    if let Some((hits, n, _)) = it.precision().filter(|(hits, n, _)| told(*hits, *n) && !OF_FINDS.contains(&it.code.as_str())) {
        list.push(Labelled { label: "indicator-figure-finds", figure: share(hits, n, date) });
    }
    list
}

/// Absent, the values of what is so, and what nobody knows: bars on one scale.
fn bars(it: &IndicatorFigure) -> Vec<BarLine> {
    let values = it.bars();
    let counted: Vec<(Option<&'static str>, String, i64, bool)> =
        std::iter::once((Some("indicator-bar-absent"), String::new(), it.absent, false))
            .chain(match values.len() {
                0 | 1 => vec![(Some("indicator-bar-present"), String::new(), it.present, false)],
                _ => values.iter().map(|bin| (None, span(bin.from, bin.to), bin.n, false)).collect(),
            })
            .chain([(Some("indicator-bar-unknown"), String::new(), it.unknown, true)])
            .collect();
    let most = counted.iter().map(|(_, _, n, _)| *n).max().unwrap_or_default().max(1) as f64;
    let bar = |(key, label, n, unknown): (Option<&'static str>, String, i64, bool)| {
        let width = (n as f64 / most * 10_000.0).round() / 100.0;
        BarLine { key, label, n, width, unknown }
    };
    counted.into_iter().map(bar).collect()
}

/// With as many decimals as keep both ends apart.
fn span(from: f64, to: f64) -> String {
    let decimals = (-(to - from).log10() - 1e-9).ceil().clamp(0.0, 6.0) as usize;
    let written = |value: f64| format!("{value:.decimals$}").replace('.', ",");
    format!("{} – {}", written(from), written(to))
}

/// Like beside like: what one variant said of one area on different days, the newest first. No two drawn shapes are alike.
fn history(caller: &Caller, known: &[IndicatorFigure]) -> History {
    let mut series: BTreeMap<(&str, &str), Vec<&IndicatorFigure>> = BTreeMap::new();
    for figure in known.iter().filter(|figure| figure.area != DRAWN) {
        series.entry((&figure.area, &figure.variant)).or_default().push(figure);
    }
    let (told, once): (Vec<_>, Vec<_>) = series.into_values().partition(|figures| figures.len() > 1);
    History {
        lines: told.into_iter().flat_map(|figures| figures.into_iter().rev()).map(|figure| history_line(caller, figure)).collect(),
        once: once.into_iter().flatten().map(|figure| (area_name(caller, figure), figure.variant.clone())).collect(),
        drawn: known.iter().any(|figure| figure.area == DRAWN),
    }
}

fn area_name(caller: &Caller, it: &IndicatorFigure) -> String {
    match it.area.parse() {
        Ok(code) => caller.app().area_name(code),
        Err(_) if it.area == "regio" => caller.text("wizard-area-region", &Args::new()).unwrap_or_default(),
        Err(_) => it.area.clone(),
    }
}

fn history_line(caller: &Caller, it: &IndicatorFigure) -> HistoryLine {
    HistoryLine {
        date: iso(it.date),
        area: area_name(caller, it),
        variant: it.variant.clone(),
        present: it.present,
        known: it.applicable - it.unknown,
        unknown: it.unknown,
        version: it.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_shows_what_is_unknown_beside_what_is_not_so() {
        let drawn: Vec<(Option<&str>, String, f64)> = bars(&figure()).into_iter().map(|bar| (bar.key, bar.label, bar.width)).collect();
        assert_eq!(drawn[0], (Some("indicator-bar-absent"), String::new(), 100.0));
        assert_eq!(drawn[2], (None, "500 – 901".into(), 20.0));
        assert_eq!(span(0.66, 0.668), "0,660 – 0,668");
        assert_eq!(span(0.5, 1.0), "0,5 – 1,0");
        assert_eq!(drawn[3], (Some("indicator-bar-unknown"), String::new(), 40.0));
    }

    fn figure() -> IndicatorFigure {
        IndicatorFigure {
            scan: 1,
            code: "L17".into(),
            version: 1,
            variant: "gemeentelijk".into(),
            date: 20_261_001,
            area: "regio".into(),
            applicable: 100,
            present: 30,
            absent: 50,
            unknown: 20,
            with_find: None,
            finds: None,
            places_known: None,
            histogram: r#"[{"from":300.0,"to":500.0,"n":20},{"from":500.0,"to":900.7,"n":10}]"#.into(),
        }
    }
}
