// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Two columns that hold the same kind of thing.

use super::{ColumnRole, Role, sample};
use crate::{standardise::fold::fold, table::Table};

/// Of a role that a table has once, the first column keeps it; another is compared beside it by what it says, unless it says the same.
pub fn once(roles: &mut [ColumnRole], table: &Table) {
    for number in 1..roles.len() {
        let (before, rest) = roles.split_at_mut(number);
        let column = &mut rest[0];
        let first = before.iter().find(|known| known.role == column.role);
        if let (Some(first), Some(role)) = (first, beside(column.role)) {
            let (name, words) = (&table.columns[first.column], column.role.words());
            (column.role, column.reason) = match role {
                _ if copies(table, first.column, column.column) => {
                    (Role::Ignore, format!("Hier staat bijna overal hetzelfde als in kolom {name}."))
                }
                role => (role, format!("Kolom {name} is de kolom met {words}; deze vergelijken wij ernaast als {}.", role.words())),
            };
        }
    }
}

/// Rows that are looked at for columns that say the same, and the share from which they do.
const LOOKED_AT: usize = 2_000;
const COPIED: f64 = 0.9;

/// Whether two columns say the same in nearly every row where both say something.
fn copies(table: &Table, one: usize, other: usize) -> bool {
    let rows = sample::rows(table, LOOKED_AT);
    let said = rows
        .into_iter()
        .map(|row| (fold(table.cell(row, one)), fold(table.cell(row, other))))
        .filter(|(x, y)| !x.is_empty() && !y.is_empty());
    let (both, same) = said.fold((0, 0), |(both, same), (x, y)| (both + 1, same + usize::from(x == y)));
    both > 0 && same as f64 >= COPIED * both as f64
}

/// As what a second column with this role is compared; none for what a table may have more of.
fn beside(role: Role) -> Option<Role> {
    Some(match role {
        Role::FullName | Role::Surname | Role::FirstNames | Role::CompanyName | Role::TradeName | Role::FullAddress => Role::Words,
        Role::Kvk | Role::Phone | Role::Email => Role::Code,
        Role::Initials | Role::Prefix | Role::Sex | Role::BirthDate => Role::Text,
        Role::Street | Role::HouseNumber | Role::Letter | Role::Suffix | Role::Postcode | Role::Place => Role::Text,
        Role::X | Role::Y | Role::Latitude | Role::Longitude => Role::Text,
        _ => return None,
    })
}
