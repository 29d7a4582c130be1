// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Entities that keep their name from run to run, and what happened to them.
//!
//! Clusters are made anew in every run. A cluster takes the name of the earlier entity with which it shares most records, so a
//! file about an entity stays about that entity; the rest is told as events.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::hash;

/// Name of record to name of entity.
pub type Assignment = BTreeMap<String, String>;

/// What happened to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// An entity of records that were not there before.
    Created {
        /// The entity.
        entity: String,
    },
    /// Records came.
    Grew {
        /// The entity.
        entity: String,
        /// Records that came.
        records: Vec<String>,
    },
    /// Records left the data or went elsewhere.
    Shrank {
        /// The entity.
        entity: String,
        /// Records that left.
        records: Vec<String>,
    },
    /// Other entities went up into this one, wholly or in part.
    Merged {
        /// The entity.
        entity: String,
        /// Those it took records from.
        from: Vec<String>,
    },
    /// Records of one earlier entity are now of several.
    Split {
        /// The earlier entity.
        entity: String,
        /// Where its records are now.
        into: Vec<String>,
    },
    /// No record is left.
    Ended {
        /// The entity.
        entity: String,
    },
}

/// Names for new clusters, given the earlier names, and what happened. Clusters are lists of names of records.
#[must_use]
pub fn assign(earlier: &Assignment, clusters: &[Vec<String>]) -> (Assignment, Vec<Event>) {
    let names = names(earlier, clusters);
    let mut assignment = Assignment::new();
    for (members, name) in clusters.iter().zip(&names) {
        assignment.extend(members.iter().map(|member| (member.clone(), name.clone())));
    }
    let events = compare(earlier, &assignment);
    (assignment, events)
}

fn names(earlier: &Assignment, clusters: &[Vec<String>]) -> Vec<String> {
    let mut shared: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (number, members) in clusters.iter().enumerate() {
        for entity in members.iter().filter_map(|member| earlier.get(member)) {
            *shared.entry((number, entity)).or_default() += 1;
        }
    }
    let lowest: Vec<&str> = clusters.iter().map(|members| members.iter().min().map_or("", String::as_str)).collect();
    let mut claims: Vec<(usize, &str, usize)> = shared.into_iter().map(|((number, entity), count)| (count, entity, number)).collect();
    // Most shared first; then by name, so that the order of clusters does not matter.
    claims.sort_by(|one, other| (other.0, one.1, lowest[one.2]).cmp(&(one.0, other.1, lowest[other.2])));
    let mut names = vec![None; clusters.len()];
    let mut taken = BTreeSet::new();
    for (_, entity, number) in claims {
        if names[number].is_none() && taken.insert(entity.to_owned()) {
            names[number] = Some(entity.to_owned());
        }
    }
    taken.extend(earlier.values().cloned());
    let fresh = |(name, lowest): (Option<String>, &&str)| name.unwrap_or_else(|| new_name(lowest, &mut taken));
    names.into_iter().zip(&lowest).map(fresh).collect()
}

/// A name that no entity has or had, made from a record so that it does not depend on order.
fn new_name(record: &str, taken: &mut BTreeSet<String>) -> String {
    let mut hash = hash::text(record.as_bytes());
    loop {
        let name = format!("e{:012x}", hash >> 16);
        if taken.insert(name.clone()) {
            return name;
        }
        hash = hash::mix(hash);
    }
}

fn members(assignment: &Assignment) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (record, entity) in assignment {
        members.entry(entity).or_default().insert(record);
    }
    members
}

/// What happened between two assignments.
#[must_use]
pub fn compare(earlier: &Assignment, now: &Assignment) -> Vec<Event> {
    let (before, after) = (members(earlier), members(now));
    let mut events = Vec::new();
    for (entity, records) in &after {
        let own = |name: &str| name.to_owned();
        let Some(old) = before.get(entity) else {
            if records.iter().all(|record| !earlier.contains_key(*record)) {
                events.push(Event::Created { entity: own(entity) });
            }
            continue;
        };
        let from: BTreeSet<&str> =
            records.iter().filter_map(|record| earlier.get(*record)).map(String::as_str).filter(|known| known != entity).collect();
        if !from.is_empty() {
            events.push(Event::Merged { entity: own(entity), from: from.into_iter().map(own).collect() });
        }
        let came: Vec<String> = records.iter().filter(|record| !earlier.contains_key(**record)).map(|record| own(record)).collect();
        if !came.is_empty() {
            events.push(Event::Grew { entity: own(entity), records: came });
        }
        let left: Vec<String> = old.difference(records).map(|record| own(record)).collect();
        if !left.is_empty() {
            events.push(Event::Shrank { entity: own(entity), records: left });
        }
    }
    for (entity, records) in &before {
        let into: BTreeSet<&str> = records.iter().filter_map(|record| now.get(*record)).map(String::as_str).collect();
        match into.len() {
            0 => events.push(Event::Ended { entity: (*entity).to_owned() }),
            1 => {}
            _ => events.push(Event::Split { entity: (*entity).to_owned(), into: into.into_iter().map(str::to_owned).collect() }),
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(text: &str) -> Vec<Vec<String>> {
        text.split('|').map(|cluster| cluster.split(' ').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_name_follows_most_of_the_records() {
        let (first, events) = assign(&Assignment::new(), &clusters("a b c|d e"));
        assert_eq!(events.len(), 2);
        let (second, events) = assign(&first, &clusters("a b|c d e"));
        assert_eq!(first["a"], second["b"]);
        assert_eq!(first["d"], second["c"]);
        assert!(events.contains(&Event::Split { entity: first["a"].clone(), into: sorted(&[&second["a"], &second["c"]]) }));
        assert!(events.contains(&Event::Merged { entity: first["d"].clone(), from: vec![first["a"].clone()] }));
    }

    fn sorted(names: &[&String]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|name| (*name).clone()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_order_of_clusters_does_not_matter() {
        let (first, _) = assign(&Assignment::new(), &clusters("a b c|d e|f"));
        let one = assign(&first, &clusters("a d|b e|c f g"));
        let other = assign(&first, &clusters("c f g|b e|a d"));
        assert_eq!(one.0, other.0);
    }

    #[test]
    fn a_name_never_comes_back_for_something_else() {
        let (first, _) = assign(&Assignment::new(), &clusters("a b"));
        let (second, events) = assign(&first, &clusters("x y"));
        assert_ne!(first["a"], second["x"]);
        assert!(events.contains(&Event::Ended { entity: first["a"].clone() }));
    }

    #[test]
    fn nothing_changes_when_nothing_changes() {
        let (first, _) = assign(&Assignment::new(), &clusters("a b|c"));
        assert_eq!(assign(&first, &clusters("c|b a")), (first, Vec::new()));
    }
}
