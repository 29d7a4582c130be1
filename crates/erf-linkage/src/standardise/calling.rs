// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! First names and calling names: Johannes is Jan, Hans and Johan.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    fold::fold,
    lexicon::{Lexicon, lines},
};

struct Table {
    /// The name that each group starts with.
    heads: Vec<&'static str>,
    groups: Lexicon<Box<[u16]>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut groups: BTreeMap<&'static str, Vec<u16>> = BTreeMap::new();
    let mut heads = Vec::new();
    for (group, line) in lines(include_str!("tables/calling.txt")).enumerate() {
        heads.push(line.split('=').next().unwrap_or_default().trim());
        for name in line.split(['=', ',']).map(str::trim).filter(|name| !name.is_empty() && fold(name) == *name) {
            let own = groups.entry(name).or_default();
            if own.last() != Some(&(group as u16)) {
                own.push(group as u16);
            }
        }
    }
    Table { heads, groups: groups.into_iter().map(|(name, own)| (name, own.into_boxed_slice())).collect() }
});

/// The groups a folded first name belongs to, rising; none for a name that is not in the table.
pub fn groups(name: &str) -> &'static [u16] {
    TABLE.groups.get(name).map_or(&[], |own| own)
}

/// The names that this one is a calling name or spelling of, with a comma between them.
pub fn formal(name: &str) -> String {
    groups(name).iter().map(|group| TABLE.heads[usize::from(*group)]).collect::<Vec<_>>().join(", ")
}

/// Whether the table knows this first name.
pub fn is_known(name: &str) -> bool {
    TABLE.groups.contains_key(name)
}

/// Whether two folded first names may be the same: they stand together in a group.
pub fn same(one: &str, other: &str) -> bool {
    one == other || groups(one).iter().any(|group| groups(other).contains(group))
}
