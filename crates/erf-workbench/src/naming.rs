// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Names of groups after something changed, without looking at the groups it does not touch. Pure.
//!
//! The names are those that [`entities::assign`] gives from the first groups. A group takes its name from the first groups of its own
//! rows, so only groups that share a first group with a changed one, or with one that does, can get another name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use erf_linkage::entities::{self, Assignment};

/// The first groups of a linkage.
#[derive(Debug)]
pub struct First {
    keys: Vec<String>,
    /// Per row its first group, by place in `names`.
    of: Vec<u32>,
    names: Vec<String>,
    rows: Vec<Vec<u32>>,
}

impl First {
    /// From keys of rows and the names of their first groups.
    pub fn new<'r>(all: impl Iterator<Item = (&'r str, &'r str)>) -> Self {
        let mut first = Self { keys: Vec::new(), of: Vec::new(), names: Vec::new(), rows: Vec::new() };
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for (key, name) in all {
            let place = *known.entry(name.to_owned()).or_insert_with(|| {
                first.names.push(name.to_owned());
                first.rows.push(Vec::new());
                first.names.len() as u32 - 1
            });
            first.rows[place as usize].push(first.keys.len() as u32);
            first.of.push(place);
            first.keys.push(key.to_owned());
        }
        first
    }

    /// Keys of rows, by number.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Rows whose group gets another name, when the rows are grouped by `label` and have the names `now`.
    pub fn renamed(&self, now: &[String], label: &[u32]) -> Vec<(usize, String)> {
        let groups = by_label(label);
        let reach = self.reach(&changed(now, &groups), label, &groups);
        let named = self.named(&reach, &groups);
        let named = if self.clash(&named, &reach, now, label) { self.named(&every(&groups), &groups) } else { named };
        let moved = named.into_iter().filter(|(row, name)| now[*row] != *name);
        moved.collect()
    }

    /// Groups that may get another name.
    fn reach(&self, start: &BTreeSet<u32>, label: &[u32], groups: &Groups) -> BTreeSet<u32> {
        let (mut reach, mut open) = (start.clone(), start.iter().copied().collect::<Vec<_>>());
        let mut looked = BTreeSet::new();
        while let Some(group) = open.pop() {
            for row in &groups[group as usize] {
                let first = self.of[*row as usize];
                if looked.insert(first) {
                    open.extend(self.rows[first as usize].iter().map(|row| label[*row as usize]).filter(|other| reach.insert(*other)));
                }
            }
        }
        reach
    }

    fn named(&self, some: &BTreeSet<u32>, groups: &Groups) -> BTreeMap<usize, String> {
        let rows: Vec<&Vec<u32>> = some.iter().map(|group| &groups[*group as usize]).collect();
        let key = |row: &u32| self.keys[*row as usize].clone();
        let earlier: Assignment =
            rows.iter().flat_map(|rows| rows.iter()).map(|row| (key(row), self.names[self.of[*row as usize] as usize].clone())).collect();
        let clusters: Vec<Vec<String>> = rows.iter().map(|rows| rows.iter().map(key).collect()).collect();
        let names = entities::assign(&earlier, &clusters).0;
        let name = |row: &u32| (*row as usize, names.get(&self.keys[*row as usize]).cloned().unwrap_or_default());
        rows.iter().flat_map(|rows| rows.iter().map(name)).collect()
    }

    /// Whether a new name is in use elsewhere: one chance in millions, and then all are named together.
    fn clash(&self, named: &BTreeMap<usize, String>, reach: &BTreeSet<u32>, now: &[String], label: &[u32]) -> bool {
        let names: BTreeSet<&str> = named.values().map(String::as_str).collect();
        let outside = (0..label.len()).filter(|row| !reach.contains(&label[*row]));
        !names.is_empty() && outside.into_iter().any(|row| names.contains(now[row].as_str()))
    }
}

/// Rows per label; a label that no row has is an empty list.
type Groups = Vec<Vec<u32>>;

fn by_label(label: &[u32]) -> Groups {
    let mut groups = vec![Vec::new(); label.iter().max().map_or(0, |most| *most as usize + 1)];
    for (row, label) in label.iter().enumerate() {
        groups[*label as usize].push(row as u32);
    }
    groups
}

fn every(groups: &Groups) -> BTreeSet<u32> {
    groups.iter().enumerate().filter(|(_, rows)| !rows.is_empty()).map(|(group, _)| group as u32).collect()
}

/// Groups that do not hold exactly the rows of one group of now.
fn changed(now: &[String], groups: &Groups) -> BTreeSet<u32> {
    // Only looked up, never walked.
    let mut size: HashMap<&str, usize> = HashMap::with_capacity(now.len());
    now.iter().for_each(|name| *size.entry(name.as_str()).or_default() += 1);
    let same = |rows: &Vec<u32>| {
        let name = rows.first().map_or("", |row| now[*row as usize].as_str());
        rows.is_empty() || (size.get(name) == Some(&rows.len()) && rows.iter().all(|row| now[*row as usize] == name))
    };
    groups.iter().enumerate().filter(|(_, rows)| !same(rows)).map(|(group, _)| group as u32).collect()
}

#[cfg(test)]
mod tests {
    use erf_base::Rng;

    use super::*;

    /// Names of all rows when every group is named together.
    fn all_together(first: &First, label: &[u32]) -> Vec<String> {
        let groups = by_label(label);
        first.named(&every(&groups), &groups).into_values().collect()
    }

    #[test]
    fn naming_what_changed_gives_the_same_as_naming_all() {
        let keys: Vec<String> = (0..60).map(|n| format!("r{n}")).collect();
        let mut rng = Rng::new(3);
        let groups: Vec<Vec<String>> = keys.chunks(3).map(<[String]>::to_vec).collect();
        let start = entities::assign(&Assignment::new(), &groups).0;
        let first = First::new(keys.iter().map(|key| (key.as_str(), start[key].as_str())));
        let mut label: Vec<u32> = (0..60).map(|n| n / 3).collect();
        let mut now = all_together(&first, &label);
        for round in 0..300 {
            for _ in 0..=rng.below(3) {
                // A row leaves its group for a new one, or goes to that of another row.
                let (row, other) = (rng.below(60), rng.below(60));
                label[row] = if rng.below(3) == 0 { 100 + round } else { label[other] };
            }
            for (row, name) in first.renamed(&now, &label) {
                now[row] = name;
            }
            assert_eq!(now, all_together(&first, &label), "round {round}");
        }
    }

    #[test]
    fn nothing_is_renamed_when_nothing_changed() {
        let first = First::new([("a", "e1"), ("b", "e1"), ("c", "e2")].into_iter());
        let now: Vec<String> = ["e1", "e1", "e2"].map(String::from).to_vec();
        assert!(first.renamed(&now, &[7, 7, 1]).is_empty());
        assert_eq!(first.renamed(&now, &[7, 7, 7]), [(2, "e1".to_owned())]);
    }
}
