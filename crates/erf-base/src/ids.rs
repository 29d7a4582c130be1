// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Identifiers that cannot be mixed up, each with its own check and its own way of being written.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A text that is not the identifier it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is geen {kind}")]
pub struct IdError {
    /// What was expected, in Dutch.
    pub kind: &'static str,
    /// What was found.
    pub value: String,
}

fn refused(kind: &'static str, value: &str) -> IdError {
    IdError { kind, value: value.to_owned() }
}

/// The four digits of a Dutch municipality, as in `GM0221`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(u16);

impl MunicipalityCode {
    /// The code as a number, 1 to 9999.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The code with a number, `None` outside 1 to 9999.
    pub fn from_number(number: i64) -> Option<Self> {
        u16::try_from(number).ok().filter(|number| (1..=9999).contains(number)).map(Self)
    }
}

impl FromStr for MunicipalityCode {
    type Err = IdError;

    /// Takes `9901`, `GM9901` and blanks around them (statistics pad their codes).
    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.trim();
        let digits = digits.strip_prefix("GM").unwrap_or(digits);
        let fits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse() {
            Ok(number) if fits && number > 0 => Ok(Self(number)),
            _ => Err(refused("gemeentecode van vier cijfers", text)),
        }
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> String {
        code.to_string()
    }
}

/// What a BAG identifier says it identifies: digits five and six.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BagKind {
    /// *Verblijfsobject* (01): a unit that can be used on its own.
    Unit,
    /// *Ligplaats* (02): a berth.
    Berth,
    /// *Standplaats* (03): a pitch.
    Pitch,
    /// *Pand* (10): a building.
    Building,
    /// *Nummeraanduiding* (20): an address.
    Address,
    /// *Openbare ruimte* (30): a street.
    Street,
}

/// A BAG identifier of sixteen digits; kept as a number, always written with its leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BagId(u64);

impl BagId {
    /// The identifier as a number, for storage.
    pub fn number(self) -> i64 {
        self.0 as i64
    }

    /// Back from storage. `None` when the number has more than sixteen digits, is negative or has no known kind.
    pub fn from_number(number: i64) -> Option<Self> {
        let id = Self(u64::try_from(number).ok()?);
        (id.0 < 10_u64.pow(16) && kind_of(id.0).is_some()).then_some(id)
    }

    /// What is identified.
    pub fn kind(self) -> BagKind {
        kind_of(self.0).unwrap_or(BagKind::Unit)
    }

    /// The municipality **at registration**; today's may be another after a merger.
    pub fn registered_in(self) -> Option<MunicipalityCode> {
        format!("{:04}", self.0 / 10_u64.pow(12)).parse().ok()
    }
}

fn kind_of(number: u64) -> Option<BagKind> {
    Some(match number / 10_u64.pow(10) % 100 {
        1 => BagKind::Unit,
        2 => BagKind::Berth,
        3 => BagKind::Pitch,
        10 => BagKind::Building,
        20 => BagKind::Address,
        30 => BagKind::Street,
        _ => return None,
    })
}

impl FromStr for BagId {
    type Err = IdError;

    /// Takes sixteen digits, with or without a prefix such as `NL.IMBAG.Pand.`.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.trim().rsplit('.').next().unwrap_or_default();
        let fits = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse::<u64>() {
            Ok(number) if fits && kind_of(number).is_some() => Ok(Self(number)),
            _ => Err(refused("BAG-nummer van zestien cijfers", text)),
        }
    }
}

impl fmt::Display for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016}", self.0)
    }
}

impl TryFrom<String> for BagId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<BagId> for String {
    fn from(id: BagId) -> String {
        id.to_string()
    }
}

/// A number of the trade register (*KVK-nummer*): eight digits, leading zeros kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kvk(u32);

impl FromStr for Kvk {
    type Err = IdError;

    /// Takes seven or eight digits: a spreadsheet drops the leading zero.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.trim();
        let fits = (7..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse() {
            Ok(number) if fits && number > 0 => Ok(Self(number)),
            _ => Err(refused("KVK-nummer van acht cijfers", text)),
        }
    }
}

impl fmt::Display for Kvk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

/// A point in RD New (EPSG:28992), in metres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct RdPoint {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

impl RdPoint {
    /// A point, without a check.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Whether the point lies in the box of the European Netherlands. The ranges of x and y do not overlap, so swapped
    /// coordinates never pass.
    pub fn is_plausible(self) -> bool {
        (10_000.0..=280_000.0).contains(&self.x) && (305_000.0..=620_000.0).contains(&self.y)
    }

    /// Straight distance in metres.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The square of it, for comparing many distances.
    pub fn square_distance(self, other: Self) -> f64 {
        (self.x - other.x).powi(2) + (self.y - other.y).powi(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bag_id_keeps_its_leading_zero_and_knows_its_kind() {
        let id: BagId = "NL.IMBAG.Pand.0221100000307321".parse().unwrap();
        assert_eq!(id.to_string(), "0221100000307321");
        assert_eq!(id.kind(), BagKind::Building);
        assert_eq!(id.registered_in().unwrap().to_string(), "0221");
        assert_eq!(BagId::from_number(id.number()), Some(id));
    }

    #[test]
    fn what_is_not_an_id_is_refused_with_the_value() {
        for wrong in ["", "221100000307321", "02211000003073210", "0221990000030732", "022110000030732x"] {
            assert_eq!(wrong.parse::<BagId>().unwrap_err().value, wrong);
        }
        assert!("GM99".parse::<MunicipalityCode>().is_err());
        assert!("0000".parse::<MunicipalityCode>().is_err());
        assert!("123456".parse::<Kvk>().is_err());
    }

    #[test]
    fn padded_and_shortened_codes_are_understood() {
        assert_eq!(" GM0221 ".parse::<MunicipalityCode>().unwrap().to_string(), "0221");
        assert_eq!("1234567".parse::<Kvk>().unwrap().to_string(), "01234567");
    }

    #[test]
    fn swapped_coordinates_are_never_plausible() {
        let point = RdPoint::new(140_000.0, 500_000.0);
        assert!(point.is_plausible());
        assert!(!RdPoint::new(point.y, point.x).is_plausible());
    }
}
