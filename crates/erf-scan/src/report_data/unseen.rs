// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a scan cannot see: said first, because a list looks more complete than it is.

use erf_report::{nl, scan::Unseen};

use super::{From, sources};
use crate::{card::Variant, indicator, region::Delivery};

/// Under this share of matched rows a file is worth a warning.
const POOR_MATCH: f64 = 0.9;

pub(super) fn of(from: &From<'_>) -> Vec<Unseen> {
    let mut unseen = Vec::new();
    unseen.extend(dwellings(from));
    unseen.extend(not_delivered(from));
    unseen.push(one("Wat niemand meldde", "Wat nooit is gezien, gevonden of gemeld, staat in geen enkel bestand."));
    unseen.push(one("Gebruik zonder inschrijving", "Wie een schuur gebruikt zonder inschrijving, telt als leeg. Dat is vaak onschuldig."));
    unseen.extend(sources::about_area(from).filter_map(poorly_matched));
    unseen.push(one(
        "Alles van na de peildatum",
        &format!("De scan kijkt naar {} en vijf jaar terug. Wat later kwam of ouder is, telt niet.", erf_report::nl::date(from.date())),
    ));
    unseen
}

fn one(what: &str, why: &str) -> Unseen {
    Unseen { what: what.to_owned(), why: why.to_owned() }
}

fn dwellings(from: &From<'_>) -> Option<Unseen> {
    let left_out = from.summary.left_out.get("alleen-woning").copied().unwrap_or_default();
    let municipal = from.order.variant == Variant::Municipal && left_out > 0;
    municipal.then(|| {
        one(
            "Gewone huizen",
            &format!(
                "{} die alleen een woning zijn, doen niet mee. Ook daar wordt wel eens iets gevonden.",
                nl::counted(u64::from(left_out), "plek", "plekken")
            ),
        )
    })
}

/// Indicators of the card of which nothing is known anywhere in the area.
fn not_delivered<'a>(from: &'a From<'_>) -> impl Iterator<Item = Unseen> + 'a {
    let unknown =
        from.summary.indicators.iter().filter(|totals| totals.answers.unknown > 0 && totals.answers.present + totals.answers.absent == 0);
    unknown.map(|totals| {
        let declared = indicator::find(&totals.code);
        let name = declared.map_or_else(|| totals.code.clone(), |declared| declared.name.clone());
        let source = declared.map(|declared| declared.source.clone()).unwrap_or_default();
        one(&name, &format!("Hiervan is van geen enkele plek iets bekend (bron: {source}). Een plek valt daardoor niet op."))
    })
}

fn poorly_matched(delivery: &Delivery) -> Option<Unseen> {
    let (matched, all) = delivery.matched;
    let poor = all > 0 && (matched as f64) < POOR_MATCH * all as f64;
    poor.then(|| {
        let why = format!(
            "Van {} rijen zijn er {} met zekerheid op de kaart gekoppeld. De andere tellen niet mee.",
            nl::count(all.unsigned_abs()),
            nl::count(matched.unsigned_abs())
        );
        one(&delivery.name, &why)
    })
}
