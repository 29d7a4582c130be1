// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Columns of two tables under one heading.

use super::{ColumnRole, Role, normal_header};
use crate::{
    compare::Kind,
    dataset::Side,
    derive::{self, Columns},
    table::Table,
};

/// Two columns under one heading hold one thing: where the tables were read differently, the surer reading counts for both. With
/// `given`, the roles of the first table are the caller's and stay.
pub fn agree(first: &mut Side, second: &mut Side, given: bool) {
    let Side { headers, roles } = first;
    for mine in roles {
        let name = headers.get(mine.column).map(|heading| normal_header(heading)).unwrap_or_default();
        let same = |column: &&mut ColumnRole| second.headers.get(column.column).is_some_and(|heading| normal_header(heading) == name);
        let mut found = second.roles.iter_mut().filter(same);
        if let (Some(theirs), None) = (found.next(), found.next())
            && !name.is_empty()
            && differ(mine.role, theirs.role)
        {
            if given || mine.certainty >= theirs.certainty {
                follow(theirs, mine);
            } else {
                follow(mine, theirs);
            }
        }
    }
}

/// A text that one table knows nothing of takes the role of the name or address of the other table with which it shares its values.
/// With `given`, the roles of the first table are the caller's and stay.
pub fn agree_by_values(first: (&mut Side, &Table), second: (&mut Side, &Table), given: bool) {
    if !given {
        learn(first.0, first.1, second.0, second.1);
    }
    learn(second.0, second.1, first.0, first.1);
}

fn learn(side: &mut Side, table: &Table, other: &Side, theirs: &Table) {
    let has = |kind: Option<Kind>| side.roles.iter().any(|column| self::kind(column.role) == kind);
    let lacking: Vec<&ColumnRole> = other.roles.iter().filter(|column| named(column.role) && !has(kind(column.role))).collect();
    let loose = |column: &&ColumnRole| matches!(column.role, Role::Text | Role::Words) && column.certainty < 0.7;
    let loose: Vec<usize> = side.roles.iter().filter(loose).map(|column| column.column).collect();
    if loose.is_empty() || lacking.is_empty() {
        return;
    }
    let mine: Vec<_> = loose.iter().map(|column| derive::distinct(table, *column, false)).collect();
    for wanted in lacking {
        let values = derive::distinct(theirs, wanted.column, false);
        let alike = loose.iter().zip(&mine).filter_map(|(column, mine)| derive::overlap(mine, &values).map(|part| (part, *column)));
        let name = |column: usize| &table.columns[column];
        let best = alike.max_by(|one, two| one.0.total_cmp(&two.0).then_with(|| name(two.1).cmp(name(one.1))));
        let place = best.and_then(|(_, column)| side.roles.iter().position(|mine| mine.column == column));
        if let Some(column) = place.map(|place| &mut side.roles[place]).filter(|column| !named(column.role)) {
            column.role = wanted.role;
            column.reason = format!(
                "De waarden zijn vaak die van kolom {} van het andere bestand; daar is het {}.",
                theirs.columns[wanted.column],
                wanted.role.words()
            );
        }
    }
}

/// Roles of which the values are names that come back in another table.
fn named(role: Role) -> bool {
    matches!(role, Role::FullName | Role::Surname | Role::CompanyName | Role::TradeName | Role::FullAddress)
}

fn follow(column: &mut ColumnRole, other: &ColumnRole) {
    column.reason = format!("Het andere bestand heeft een kolom met dezelfde kop; daar is het {}. ({})", other.role.words(), column.reason);
    column.role = other.role;
}

/// Whether columns with these roles would be compared in another way. Parts of one address or of one name are not: each table may
/// write those in its own manner.
fn differ(one: Role, other: Role) -> bool {
    let names = |kind: Kind| matches!(kind, Kind::FirstNames | Kind::Surname);
    match (kind(one), kind(other)) {
        (Some(one), Some(other)) => one != other && !(names(one) && names(other)),
        _ => false,
    }
}

fn kind(role: Role) -> Option<Kind> {
    Columns::of(vec![(role, 0)]).kind_of(0)
}
