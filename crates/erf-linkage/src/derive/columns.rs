// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which column feeds which slot.

use crate::{
    compare::Kind,
    roles::{ColumnRole, Role},
    store::Slot,
};

/// The columns of a table by what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    roles: Vec<(Role, usize)>,
    /// Columns without a slot of their own that are kept under another number than their place in the table: that of the column of
    /// the first table that holds the same.
    numbers: Vec<(usize, u16)>,
}

/// A column that is compared as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// What it holds.
    pub role: Role,
    /// By what it is compared.
    pub kind: Kind,
    /// Its place in its own table.
    pub column: usize,
    /// The number of its slot: its place in the first table.
    pub number: u16,
}

/// The two columns with a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PointColumns {
    Degrees { latitude: usize, longitude: usize },
    Grid { x: usize, y: usize },
}

impl Columns {
    /// From guessed or given roles.
    #[must_use]
    pub fn new(roles: &[ColumnRole]) -> Self {
        Self::of(roles.iter().map(|column| (column.role, column.column)).collect())
    }

    /// Roles by hand, for a caller that knows its table.
    #[must_use]
    pub fn of(roles: Vec<(Role, usize)>) -> Self {
        Self { roles, numbers: Vec::new() }
    }

    /// The column with this role.
    #[must_use]
    pub fn find(&self, role: Role) -> Option<usize> {
        self.roles.iter().find(|(known, _)| *known == role).map(|(_, column)| *column)
    }

    /// Where points stand: degrees before metres of the Dutch grid when a table has both.
    pub(super) fn point(&self) -> Option<PointColumns> {
        let both = |one: Role, other: Role| self.find(one).zip(self.find(other));
        let degrees = both(Role::Latitude, Role::Longitude).map(|(latitude, longitude)| PointColumns::Degrees { latitude, longitude });
        degrees.or_else(|| both(Role::X, Role::Y).map(|(x, y)| PointColumns::Grid { x, y }))
    }

    /// Columns that are compared as they are.
    pub fn others(&self) -> impl Iterator<Item = Other> + '_ {
        self.roles.iter().filter_map(|(role, column)| {
            let kind = match role {
                Role::Establishment | Role::Rsin | Role::Code | Role::Website | Role::Date => Kind::Code,
                Role::Text => Kind::Text,
                Role::Words => Kind::Words,
                _ => return None,
            };
            let number = self.numbers.iter().find(|(known, _)| known == column).map_or(*column as u16, |(_, number)| *number);
            Some(Other { role: *role, kind, column: *column, number })
        })
    }

    /// The same with only these of the columns that are compared as they are, each under the number that is given with it.
    #[must_use]
    pub fn numbered(&self, numbers: &[(usize, u16)]) -> Self {
        let loose: Vec<usize> = self.others().map(|other| other.column).collect();
        let kept = |column: usize| !loose.contains(&column) || numbers.iter().any(|(known, _)| *known == column);
        let roles = self.roles.iter().filter(|(_, column)| kept(*column)).copied().collect();
        Self { roles, numbers: numbers.to_vec() }
    }

    /// By what a column is compared.
    #[must_use]
    pub fn kind_of(&self, column: usize) -> Option<Kind> {
        let role = self.roles.iter().find(|(_, known)| *known == column)?.0;
        match role {
            Role::FirstNames | Role::Initials => Some(Kind::FirstNames),
            Role::Surname | Role::Prefix | Role::FullName => Some(Kind::Surname),
            Role::BirthDate => Some(Kind::BirthDate),
            Role::Sex => Some(Kind::Sex),
            Role::Street | Role::HouseNumber | Role::Letter | Role::Suffix | Role::Postcode | Role::Place | Role::FullAddress => {
                Some(Kind::Address)
            }
            Role::X | Role::Y | Role::Latitude | Role::Longitude => self.point().map(|_| Kind::Location),
            Role::CompanyName | Role::TradeName => Some(Kind::CompanyName),
            Role::Kvk => Some(Kind::Kvk),
            Role::Phone => Some(Kind::Phone),
            Role::Email => Some(Kind::Email),
            _ => self.others().find(|other| other.column == column).map(|other| other.kind),
        }
    }

    /// The slots that these columns fill.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        use Role::{
            BirthDate, CompanyName, Email, FirstNames, FullAddress, FullName, HouseNumber, Initials, Kvk, Phone, Place, Postcode, Sex,
            Street, Surname, TradeName,
        };
        let table: &[(&[Role], &[Slot])] = &[
            (&[FirstNames, Initials, FullName], &[Slot::First]),
            (&[Surname, FullName], &[Slot::Surname, Slot::Partner, Slot::Prefix]),
            (&[BirthDate], &[Slot::Birth]),
            (&[Sex], &[Slot::Sex]),
            (&[Street, FullAddress], &[Slot::Street]),
            (&[Street, HouseNumber, FullAddress], &[Slot::Number, Slot::Addition]),
            (&[Postcode, FullAddress], &[Slot::Postcode]),
            (&[Place, FullAddress], &[Slot::Place]),
            (&[Phone], &[Slot::Phone]),
            (&[CompanyName, TradeName], &[Slot::Company, Slot::Legal, Slot::KeyWord, Slot::Trade]),
            (&[Kvk], &[Slot::Kvk]),
            (&[Email], &[Slot::Email]),
        ];
        let filled = table.iter().filter(|(roles, _)| roles.iter().any(|role| self.find(*role).is_some()));
        let known = filled.flat_map(|(_, slots)| slots.iter().copied());
        let point = self.point().into_iter().flat_map(|_| [Slot::North, Slot::East]);
        known.chain(point).chain(self.others().map(|other| Slot::Other(other.number))).collect()
    }
}
