// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Small things that several pages show: a map, what a row says, where it was found, dates and queries.

use erf_base::{Contribution, Evidence, Figure, Permission, RdPoint};
use erf_readers::mapping::Field;
use erf_spatial::Bounds;
use erf_web::{Caller, FigureView, Unit, Waterfall};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

pub use erf_web::{Query, asked, page_of};

use crate::{atlas, map::View, model::DeliveryId, present::day, store::facts::rows::FactRow, yards::countryside};

/// A day as ISO text, from a number such as 20261001.
pub fn iso(number: i64) -> Option<String> {
    day(number).map(|date| date.to_string())
}

/// What `components/map.html` needs.
#[derive(Debug, Serialize)]
pub struct MapView {
    bounds: [f64; 4],
    version: String,
    focus: Option<String>,
    /// A point to mark, beside the places.
    point: Option<[f64; 2]>,
    threshold: Option<u32>,
}

/// The view of somebody on the map. Who may not see places sees the base map only.
pub fn view_of(caller: &Caller) -> View {
    match caller.ctx.permit(Permission::ReadPlaces) {
        Ok(scope) => atlas::view(&scope),
        Err(_) => View { municipality: Some("9999".parse().expect("four digits")), covenant: false },
    }
}

impl MapView {
    /// A map that opens on these bounds.
    pub fn on(bounds: Bounds, version: i64) -> Self {
        Self {
            bounds: [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y].map(f64::round),
            version: format!("{version:x}"),
            focus: None,
            point: None,
            threshold: Some(countryside::BUILT_UP),
        }
    }

    /// A map around a place, which is pointed out.
    pub fn around(place: &str, at: RdPoint, version: i64) -> Self {
        const AROUND_M: f64 = 180.0;
        Self { focus: Some(place.to_owned()), ..Self::on(Bounds::around(at, AROUND_M), version) }
    }

    /// The same map with a point marked, opening on other bounds.
    pub fn pointing_at(self, point: RdPoint, bounds: Bounds) -> Self {
        let bounds = [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y].map(f64::round);
        Self { point: Some([point.x.round(), point.y.round()]), bounds, ..self }
    }
}

/// One thing a row says, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// Key of the text that names it, for our own fields.
    pub key: Option<String>,
    /// Its name, for what else a partner sent.
    pub label: String,
    /// `text`, `number`, `date` or `yesno`.
    pub kind: &'static str,
    /// What stood there.
    pub text: String,
    /// The number, for numbers.
    pub number: f64,
    /// The heading in the file, where known.
    pub heading: String,
}

/// Fields that say something of a place; the others say which place it is.
const TELLING: [Field; 7] = [Field::Name, Field::Category, Field::Status, Field::Amount, Field::Date, Field::DateEnd, Field::Kvk];

/// What a row says, leaving out how its place is written.
pub fn said(fields: &str, attributes: &str) -> Vec<Said> {
    let fields = object(fields);
    let ours = TELLING.iter().filter_map(|field| said_field(&fields, *field));
    ours.chain(object(attributes).iter().filter_map(|(name, value)| said_attribute(name, value))).collect()
}

/// All our fields of a row.
pub fn all_fields(fields: &str) -> Vec<Said> {
    let fields = object(fields);
    Field::ALL.iter().filter_map(|field| said_field(&fields, *field)).collect()
}

/// All else a row says.
pub fn all_attributes(attributes: &str) -> Vec<Said> {
    object(attributes).iter().filter_map(|(name, value)| said_attribute(name, value)).collect()
}

/// A JSON object; empty when it is none.
pub fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

fn said_field(fields: &Map<String, Value>, field: Field) -> Option<Said> {
    let text = fields.get(field.name())?.as_str()?.to_owned();
    let number = text.parse().ok().filter(|_| matches!(field, Field::Amount | Field::PrecisionM));
    let kind = match number {
        Some(_) => "number",
        None if text.parse::<Date>().is_ok() => "date",
        None => "text",
    };
    let key = Some(format!("field-{}", field.name()));
    Some(Said { key, label: String::new(), kind, number: number.unwrap_or_default(), text, heading: String::new() })
}

/// Attributes that hold a year.
const YEARS: [&str; 2] = ["jaar", "bouwjaar"];

fn said_attribute(name: &str, value: &Value) -> Option<Said> {
    let (kind, text, number) = match value {
        Value::Bool(yes) => ("yesno", if *yes { "ja" } else { "nee" }.to_owned(), 0.0),
        // A year is read as one word: 2021, and not 2.021.
        Value::Number(year) if YEARS.contains(&name) => ("text", year.to_string(), 0.0),
        Value::Number(number) => ("number", number.to_string(), number.as_f64().unwrap_or_default()),
        Value::String(text) if text.is_empty() => return None,
        Value::String(text) if text.parse::<Date>().is_ok() => ("date", text.clone(), 0.0),
        Value::String(text) => ("text", text.clone(), 0.0),
        _ => return None,
    };
    Some(Said { key: None, label: sentence(name), kind, text, number, heading: String::new() })
}

/// `soort_afval` as people write it: Soort afval.
pub fn sentence(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A fact: what one row says and why it is matched here.
#[derive(Debug, Serialize)]
struct FactView {
    said: Vec<Said>,
    date: Option<String>,
    href: String,
    confirmed: bool,
    waterfall: Option<Waterfall>,
}

/// The facts of one delivery: what they are about, who sent them and why they may be used.
#[derive(Debug, Serialize)]
pub struct FactGroup {
    kind: String,
    delivery: String,
    name: String,
    holder: String,
    purpose: String,
    period_to: Option<String>,
    facts: Vec<FactView>,
}

impl FactGroup {
    fn of(row: &FactRow) -> Self {
        Self {
            kind: row.kind.clone(),
            delivery: DeliveryId(row.delivery).to_string(),
            name: row.name.clone(),
            holder: row.holder.clone(),
            purpose: row.purpose.clone(),
            period_to: row.period_to.and_then(iso),
            facts: Vec::new(),
        }
    }
}

/// Facts by delivery, in the order in which each delivery comes first.
pub fn grouped(caller: &Caller, rows: &[FactRow]) -> Vec<FactGroup> {
    let mut groups: Vec<FactGroup> = Vec::new();
    for row in rows {
        let delivery = DeliveryId(row.delivery).to_string();
        let at = groups.iter().position(|group| group.delivery == delivery).unwrap_or_else(|| {
            groups.push(FactGroup::of(row));
            groups.len() - 1
        });
        groups[at].facts.push(FactView {
            said: said(&row.fields, &row.attributes).into_iter().filter(|s| s.key.as_deref() != Some("field-date")).collect(),
            date: row.event_date.and_then(iso),
            href: row_address(row.delivery, row.seq),
            confirmed: row.decision == "bevestigd",
            waterfall: waterfall(caller, &row.evidence),
        });
    }
    groups
}

/// The address of a row.
pub fn row_address(delivery: i64, seq: i64) -> String {
    format!("/rijen/{}/{seq}", DeliveryId(delivery))
}

/// Evidence drawn; nothing when there is none.
pub fn waterfall(caller: &Caller, evidence: &str) -> Option<Waterfall> {
    let evidence: Evidence = serde_json::from_str(evidence).ok()?;
    (!evidence.contributions.is_empty()).then(|| drawn(caller, evidence))
}

/// Evidence drawn. A matcher may be newer than the texts: what has no sentence yet is shown under a general one.
pub fn drawn(caller: &Caller, evidence: Evidence) -> Waterfall {
    let known = |code: &str| caller.app().words().has(caller.lang(), &format!("evidence-{code}"));
    let named = |c: Contribution| {
        let detail = if c.detail.is_empty() { sentence(&c.code) } else { format!("{}: {}", sentence(&c.code), c.detail) };
        if known(&c.code) { c } else { Contribution { code: "overig".into(), weight: c.weight, detail } }
    };
    let contributions = evidence.contributions.into_iter().map(named).collect();
    Waterfall::of(&Evidence { prior: evidence.prior, contributions }, Unit::Bits)
}

/// A share with n and interval.
pub fn share(hits: i64, n: i64, source: &str, date: Date) -> FigureView {
    FigureView::share(&Figure::share(hits.max(0) as u64, n.max(0) as u64, source, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_what_it_says_and_not_where() {
        let told = said(
            r#"{"street":"Achterweg","category":"vaten","date":"2026-03-01","amount":"12.5"}"#,
            r#"{"soort_afval":"zuur","opgeruimd":true,"leeg":""}"#,
        );
        let shown: Vec<(Option<&str>, &str, &str, &str)> =
            told.iter().map(|s| (s.key.as_deref(), s.label.as_str(), s.kind, s.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (Some("field-category"), "", "text", "vaten"),
                (Some("field-amount"), "", "number", "12.5"),
                (Some("field-date"), "", "date", "2026-03-01"),
                (None, "Opgeruimd", "yesno", "ja"),
                (None, "Soort afval", "text", "zuur"),
            ]
        );
    }
}
