// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! L07: a registered activity that does not fit the permitted use, by the agreed table of `tables/activities.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    companies::sbi,
    coverage::NOT_IN_FILE,
    shared::{Shared, present_if},
    words::count,
};
use crate::{
    indicator::Reading,
    region::{Fact, Kind},
};

/// The agreed table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(dead_code, reason = "read by people: the version partners agreed on")]
    version: u32,
    at_home: Vec<String>,
    rule: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    r#use: String,
    function: Option<String>,
    at_home: bool,
    fits: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> =
        LazyLock::new(|| toml::from_str(include_str!("../../tables/activities.toml")).expect("a test reads the delivered table"));
    &TABLE
}

impl Table {
    /// Whether an activity fits a permitted use; `None` when the table does not know the use.
    fn fits(&self, zoning: &Fact, activity: &str) -> Option<bool> {
        let permitted = zoning.word("category")?;
        let function = zoning.word("functie").unwrap_or_default();
        let rule =
            self.rule.iter().find(|rule| rule.r#use == permitted && rule.function.as_ref().is_none_or(|word| function.contains(word)))?;
        let known = |list: &[String]| list.iter().any(|group| activity.starts_with(group.as_str()));
        Some(known(&rule.fits) || (rule.at_home && known(&self.at_home)))
    }
}

/// L07: the SBI group of a running establishment does not fit what any plan permits on the parcel.
pub(super) fn does_not_fit(shared: &Shared<'_>, place: usize) -> Reading {
    let place = shared.place(place);
    if place.addresses.is_empty() {
        return Reading::NotApplicable;
    }
    if let Err(why) = shared.check("L07", &["handelsregister", "bestemmingen"], place) {
        return Reading::Unknown(why);
    }
    let running: Vec<(&Fact, String)> = shared
        .facts(place, Kind::Establishment)
        .iter()
        .filter(|fact| fact.runs_on(shared.region.date))
        .filter_map(|fact| Some((fact, sbi(fact)?)))
        .collect();
    if running.is_empty() {
        return Reading::Absent;
    }
    let zoning = shared.facts(place, Kind::Zoning);
    // One plan that permits it is enough; a use that the table does not know is not judged.
    let judged = |activity: &str| zoning.iter().filter_map(|plan| table().fits(plan, activity)).reduce(|one, other| one || other);
    let misfits: Vec<&(&Fact, String)> = running.iter().filter(|(_, activity)| judged(activity) == Some(false)).collect();
    if misfits.is_empty() && running.iter().any(|(_, activity)| judged(activity).is_none()) {
        return Reading::Unknown(NOT_IN_FILE);
    }
    let finding = misfits.first().map(|(_, activity)| {
        let permitted: Vec<String> = zoning.iter().filter_map(|plan| plan.word("category")).collect();
        let detail = format!(
            "{} (SBI {activity}) bij bestemming {}",
            count(misfits.len(), "activiteit", "activiteiten"),
            permitted.first().cloned().unwrap_or_default()
        );
        shared.finding(1.0, detail, misfits.iter().map(|(fact, _)| *fact).chain(zoning))
    });
    present_if(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{Target, Value};

    fn plan(category: &str, function: &str) -> Fact {
        let text = |text: &str| Value::Text(text.into());
        Fact {
            delivery: 0,
            seq: 1,
            kind: Kind::Zoning,
            target: Target::Place,
            date: None,
            end: None,
            at: None,
            precision: None,
            values: [("category", text(category)), ("functie", text(function))].into_iter().collect(),
        }
    }

    #[test]
    fn the_table_says_what_fits() {
        let fits = |category, function, activity| table().fits(&plan(category, function), activity);
        assert_eq!(fits("Agrarisch", "bouwvlak", "0141"), Some(true));
        assert_eq!(fits("Agrarisch", "bouwvlak", "45112"), Some(false));
        assert_eq!(fits("Agrarisch", "bouwvlak", "7022"), Some(true), "an office at home");
        assert_eq!(fits("Agrarisch", "onbebouwd", "7022"), Some(false), "nobody lives there");
        assert_eq!(fits("Bedrijventerrein", "categorie 2", "4941"), Some(true));
        assert_eq!(fits("Bedrijventerrein", "categorie 2", "0146"), Some(false));
        assert_eq!(fits("Wonen", "", "52102"), Some(false));
        assert_eq!(fits("Bedrijf", "caravanstalling", "52102"), Some(true));
        assert_eq!(fits("Verkeer", "", "4941"), None, "not in the table, not judged");
    }

    #[test]
    fn every_group_of_the_table_is_digits() {
        let lists = table().rule.iter().map(|rule| &rule.fits).chain([&table().at_home]);
        for group in lists.flatten() {
            assert!(group.len() >= 2 && group.bytes().all(|byte| byte.is_ascii_digit()), "{group}");
        }
    }
}
