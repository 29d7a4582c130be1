// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Identifiers. All carry a municipality code of 9901 to 9912, which no real object has.

use super::{Municipality, NONE, Object};

fn bag(code: u16, kind: u64, sequence: u64) -> u64 {
    u64::from(code) * 1_000_000_000_000 + kind * 10_000_000_000 + sequence
}

/// Suffixes of house numbers; position 0 is none.
pub(crate) const SUFFIXES: [&str; 12] = ["", "bis", "II", "hs", "1hg", "2", "3", "boot", "rood", "BIS", "schu", "a1"];

const LETTERS: [char; 3] = ['A', 'D', 'S'];

/// Postcode by position: four digits and SA, SD or SS, which were never given out.
pub(crate) fn postcode(index: u16) -> String {
    format!("{}S{}", 1000 + index / 3, LETTERS[usize::from(index % 3)])
}

/// Number of postcodes each municipality may use.
pub(crate) const POSTCODES_EACH: u16 = 2250;

/// A trade register number. No chamber of commerce ever had region 00, so the range is free for tests.
pub(crate) fn kvk(sequence: u32) -> String {
    format!("{:08}", 100_000 + sequence % 900_000)
}

/// An establishment number.
pub(crate) fn establishment(sequence: u32) -> String {
    format!("{:012}", 990_000_000 + sequence)
}

impl Municipality {
    pub(crate) fn building_id(&self, index: u32) -> u64 {
        bag(self.code, 10, 100_001 + u64::from(index))
    }

    pub(crate) fn address_id(&self, index: u32) -> u64 {
        bag(self.code, 20, 500_001 + u64::from(index))
    }

    /// The unit, berth or pitch an address belongs to.
    pub(crate) fn object_id(&self, index: u32) -> u64 {
        let address = &self.addresses[index as usize];
        let main = if address.side_of == NONE { index } else { address.side_of };
        let kind = match address.object {
            Object::Unit => 1,
            Object::Berth => 2,
            Object::Pitch => 3,
        };
        bag(self.code, kind, 300_001 + u64::from(main))
    }

    pub(crate) fn street_id(&self, index: u32) -> u64 {
        bag(self.code, 30, 1 + u64::from(index))
    }

    /// A cadastral identification; real ones never start with 99.
    pub(crate) fn parcel_id(&self, index: u32) -> String {
        format!("99{:02}{:07}70000", self.index + 1, index + 1)
    }

    /// Section letters and number as people write it, such as `MKW03 B 1204`.
    pub(crate) fn parcel_label(&self, index: u32) -> String {
        let parcel = &self.parcels[index as usize];
        format!("MKW{:02} {} {}", self.index + 1, char::from(b'A' + parcel.town as u8), parcel.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_never_issued_ones() {
        for index in 0..POSTCODES_EACH * 12 {
            let code = postcode(index);
            assert_eq!(code.len(), 6);
            assert!(["SA", "SD", "SS"].contains(&&code[4..]));
        }
    }

    #[test]
    fn company_numbers_stay_in_region_00() {
        assert_eq!(kvk(0), "00100000");
        assert_eq!(kvk(899_999), "00999999");
        assert_eq!(establishment(12), "000990000012");
    }
}
