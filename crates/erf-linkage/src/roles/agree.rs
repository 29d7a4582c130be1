// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Columns of two tables under one heading.

use super::{ColumnRole, Role, normal_header};
use crate::{compare::Kind, dataset::Side, derive::Columns};

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
