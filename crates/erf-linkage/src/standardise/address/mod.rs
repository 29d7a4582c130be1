// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Dutch addresses: street, number with letter and addition, postcode, place, in columns or in one cell.

mod house;
mod postcode;
mod street;
mod whole;

pub use house::{HouseNumber, Relation, addition, house_number, is_filler, is_unnumbered, relation_of_words, tail_of};
pub use postcode::Postcode;
pub use street::street_key;

use std::borrow::Cow;

use super::{Record, Rule, Silent, Steps, fold::fold_into, place};

/// What a row says of an address, as typed. Empty where the table has no such column.
#[derive(Debug, Clone, Copy, Default)]
pub struct AddressFields<'a> {
    /// Street, perhaps with number.
    pub street: &'a str,
    /// House number, perhaps with letter and addition.
    pub number: &'a str,
    /// House letter.
    pub letter: &'a str,
    /// Addition.
    pub suffix: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Place or municipality.
    pub place: &'a str,
    /// The whole address in one cell.
    pub full: &'a str,
}

/// What kind of thing has the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// A building in a street.
    #[default]
    Street,
    /// A post office box.
    PoBox,
    /// An answering number for free post.
    FreePost,
    /// A berth of a ship.
    Berth,
    /// A pitch of a caravan or mobile home.
    Pitch,
}

/// Begins the addition of what is not at the number but near it.
pub(crate) const NEAR: &str = "NABIJ";

/// An address taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Key of the street: letters and digits, abbreviations written out, `ij` as `y`: `burgemeestersmitstraat`.
    pub street: String,
    /// House number; 0 when there is none.
    pub number: u32,
    /// The other end of a range such as `12-14`; 0 when it is no range.
    pub until: u32,
    /// Letter and addition together in capitals, in their usual form: `A`, `2`, `HS`, `BIS`.
    pub tail: String,
    /// Where with respect to the number.
    pub relation: Relation,
    /// What kind of thing has the number.
    pub kind: Kind,
    /// The row says that there is no number.
    pub unnumbered: bool,
    /// Postcode, perhaps only its digits.
    pub postcode: Postcode,
    /// Key of the place of today.
    pub place: String,
}

impl Address {
    fn clear(&mut self) {
        let (mut street, mut tail, mut place) =
            (std::mem::take(&mut self.street), std::mem::take(&mut self.tail), std::mem::take(&mut self.place));
        street.clear();
        tail.clear();
        place.clear();
        *self = Self { street, tail, place, ..Self::default() };
    }

    /// What is compared beside the number: letter and addition, the other end of a range, and that it is near the number and not at it.
    /// Opposite number 12 and number 12 are two places, and `12-14` is more than 12.
    pub fn addition(&self) -> Cow<'_, str> {
        match (self.relation, self.until) {
            (Relation::Near, _) if self.number > 0 => format!("{NEAR}{}", self.tail).into(),
            (_, until) if until > 0 => format!("{}-{until}", self.tail).into(),
            _ => self.tail.as_str().into(),
        }
    }

    /// Whether the row says nothing of an address.
    pub fn is_empty(&self) -> bool {
        self.street.is_empty() && self.number == 0 && self.postcode.is_none() && self.place.is_empty()
    }
}

/// Reads addresses; keeps room for its work, so one reader serves many rows.
#[derive(Debug, Default)]
pub struct AddressReader {
    folded: String,
    work: String,
}

impl AddressReader {
    /// Reads a row into `out`, which is cleared first.
    pub fn read(&mut self, fields: &AddressFields<'_>, out: &mut Address) {
        self.read_with(fields, out, &mut Silent);
    }

    /// [`AddressReader::read`], and every step noted.
    pub fn read_with(&mut self, fields: &AddressFields<'_>, out: &mut Address, record: &mut impl Record) {
        out.clear();
        if !fields.full.is_empty() {
            fold_into(fields.full, &mut self.folded);
            record.note(Rule::Fold, fields.full, &self.folded);
            whole::read(&self.folded, out, &mut self.work, record);
        }
        if !fields.street.is_empty() {
            fold_into(fields.street, &mut self.folded);
            let own_number = !fields.number.trim().is_empty();
            street::read(&self.folded, own_number, out, record);
        }
        self.number(fields, out, record);
        if !fields.postcode.is_empty() {
            let found = Postcode::read(fields.postcode);
            if !found.is_none() || out.postcode.is_none() {
                out.postcode = found;
            }
            if record.keeps() && (fields.postcode.len() != 6 || found.is_none()) {
                record.note(Rule::Postcode, fields.postcode, &found.to_string());
            }
        }
        if !fields.place.is_empty() {
            place::read_with(fields.place, &mut self.folded, &mut out.place, record);
        }
    }

    fn number(&mut self, fields: &AddressFields<'_>, out: &mut Address, record: &mut impl Record) {
        if !fields.number.is_empty() {
            if let Some(number) = house::digits_only(fields.number) {
                (out.number, out.until) = (number, 0);
                out.tail.clear();
            } else {
                fold_into(fields.number, &mut self.folded);
                house::read(&self.folded, out, record);
            }
        }
        for (extra, typed) in [(1, fields.letter), (2, fields.suffix)] {
            if !typed.is_empty() {
                fold_into(typed, &mut self.folded);
                house::add(&self.folded, extra == 1, out, &mut self.work, record);
            }
        }
    }
}

/// Reads one address.
pub fn address(fields: &AddressFields<'_>) -> Address {
    let mut out = Address::default();
    AddressReader::default().read(fields, &mut out);
    out
}

/// Reads one address and says how.
pub fn address_steps(fields: &AddressFields<'_>) -> (Address, Steps) {
    let (mut out, mut steps) = (Address::default(), Steps::default());
    AddressReader::default().read_with(fields, &mut out, &mut steps);
    (out, steps)
}

/// Whether a folded text has a whole postcode in it.
pub(crate) fn has_postcode(folded: &str) -> bool {
    postcode::find(folded).is_some()
}
