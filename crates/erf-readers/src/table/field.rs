// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! From a cell to a normalised value.

use erf_base::{BagId, BagKind, Kvk, RdPoint};
use serde_json::{Number, Value};

use super::{
    line::{Cell, CellKind},
    survey::Habits,
};
use crate::{
    coordinates::Sort,
    mapping::{AttributeType, Field},
    values::{self, one_line, plain},
};

/// Why a value was left out: a stable code, a Dutch reason, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) code: &'static str,
    pub(super) reason: &'static str,
    pub(super) action: &'static str,
}

const fn unreadable(code: &'static str, reason: &'static str, action: &'static str) -> Unreadable {
    Unreadable { code, reason, action }
}

const CORRECT: &str = "Laat de leverancier de waarde verbeteren; de rest van de rij is wel gelezen.";
const DATE: Unreadable = unreadable("datum_onleesbaar", "De datum is niet te lezen.", CORRECT);
const NUMBER: Unreadable = unreadable("getal_onleesbaar", "Het getal is niet te lezen.", CORRECT);
const YES_NO: Unreadable = unreadable("janee_onleesbaar", "Hier staat geen ja of nee.", CORRECT);
const POSTCODE: Unreadable = unreadable("postcode_onleesbaar", "De postcode heeft geen vier cijfers en twee letters.", CORRECT);
const KVK: Unreadable = unreadable("kvk_onleesbaar", "Het KVK-nummer heeft geen acht cijfers.", CORRECT);
const ESTABLISHMENT: Unreadable = unreadable("vestiging_onleesbaar", "Het vestigingsnummer heeft geen twaalf cijfers.", CORRECT);
const BAG_ID: Unreadable = unreadable("bag_id_onleesbaar", "Dit is geen BAG-nummer van de soort die hier hoort.", CORRECT);
const ROUNDED: Unreadable = unreadable(
    "nummer_afgerond",
    "Het rekenblad heeft dit nummer als getal bewaard en de laatste cijfers afgerond.",
    "Laat de leverancier de kolom als tekst opslaan; het nummer is niet gebruikt.",
);
const HOUSE_NUMBER: Unreadable = unreadable("huisnummer_onleesbaar", "Hier staat geen huisnummer van 1 tot en met 99999.", CORRECT);
const AS_DATE: Unreadable = unreadable(
    "huisnummer_als_datum",
    "Het rekenblad heeft van dit huisnummer een datum gemaakt, en het is niet terug te rekenen.",
    "Laat de leverancier de kolom als tekst opslaan; het huisnummer is niet gebruikt.",
);
const FAULT: Unreadable = unreadable(
    "cel_met_fout",
    "De formule in deze cel is mislukt.",
    "Laat de leverancier de formule herstellen; de rest van de rij is wel gelezen.",
);
pub(super) const UNSOLVED: Unreadable = unreadable(
    "formule_zonder_uitkomst",
    "In deze cel staat een formule zonder uitkomst.",
    "Open het bestand in Excel, sla het op en lever het opnieuw aan; de rest van de rij is wel gelezen.",
);
pub(super) const OUTSIDE: Unreadable =
    unreadable("coordinaten_buiten_nederland", "De coördinaten zijn niet te lezen of liggen buiten Nederland.", CORRECT);
pub(super) const HALF: Unreadable = unreadable("coordinaten_half", "Van x en y is er maar een ingevuld.", CORRECT);

/// Normalises a cell that is not blank. `None` when it says that nothing is known.
pub(super) fn field(field: Field, cell: &Cell, habits: Habits) -> Result<Option<String>, Unreadable> {
    worked_out(cell)?;
    let text = cell.text.trim();
    match field {
        Field::Kvk => kvk(cell).map(Some),
        Field::Establishment => padded(cell, 9..=12, 12, ESTABLISHMENT).map(Some),
        Field::AddressId => bag_id(cell, &[BagKind::Address]).map(Some),
        Field::UnitId => bag_id(cell, &[BagKind::Unit, BagKind::Berth, BagKind::Pitch]).map(Some),
        Field::BuildingId => bag_id(cell, &[BagKind::Building]).map(Some),
        Field::Postcode => postcode(text).map(Some),
        Field::Date | Field::DateEnd => date(cell, habits),
        Field::Amount | Field::PrecisionM => number(cell, habits).map(|n| Some(plain(n))),
        Field::Number => house_number(cell).and_then(numbered).map(Some),
        Field::Letter | Field::Suffix => house_number(cell).map(Some),
        Field::Municipality if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(format!("{text:0>4}"))),
        _ => Ok(Some(one_line(text))),
    }
}

fn worked_out(cell: &Cell) -> Result<(), Unreadable> {
    match cell.kind {
        CellKind::Fault => Err(FAULT),
        CellKind::Unsolved => Err(UNSOLVED),
        _ => Ok(()),
    }
}

/// Reads an attribute that is not blank.
pub(super) fn attribute(kind: AttributeType, cell: &Cell, habits: Habits) -> Result<Option<Value>, Unreadable> {
    worked_out(cell)?;
    Ok(match kind {
        AttributeType::Text => Some(Value::String(one_line(&cell.text))),
        AttributeType::Number => Some(json_number(number(cell, habits)?)),
        AttributeType::Date => date(cell, habits)?.map(Value::String),
        AttributeType::YesNo => Some(Value::Bool(values::yes_no(&cell.text).ok_or(YES_NO)?)),
    })
}

/// Whole numbers stay whole.
pub(crate) fn json_number(number: f64) -> Value {
    let whole = number == number.trunc() && number.abs() < 9e15;
    if whole { Value::Number((number as i64).into()) } else { Number::from_f64(number).map_or(Value::Null, Value::Number) }
}

fn number(cell: &Cell, habits: Habits) -> Result<f64, Unreadable> {
    match cell.kind {
        CellKind::Number(number) if number.is_finite() => Ok(number),
        CellKind::Text => values::number(&cell.text, habits.decimal).ok_or(NUMBER),
        _ => Err(NUMBER),
    }
}

/// A number that would be a day before this is something else: a count, or a time of day.
const EARLIEST: i16 = 1920;

/// `00-00-0000` and the like say that the day is not known.
fn date(cell: &Cell, habits: Habits) -> Result<Option<String>, Unreadable> {
    match cell.kind {
        // What was made up as a day may be old, but in the first year of the spreadsheet it is a duration or nothing.
        CellKind::Date(day) if day.year() == if habits.from_1904 { 1904 } else { 1900 } => return Err(DATE),
        CellKind::Date(day) => return Ok(Some(day.to_string())),
        // A day that lost its format, unless it looks like a year or like 20261001.
        CellKind::Number(number) if !(1_900.0..=2_100.0).contains(&number) && number < 100_000.0 => {
            let day = values::serial(number, habits.from_1904).filter(|day| day.year() >= EARLIEST);
            return day.map(|day| Some(day.to_string())).ok_or(DATE);
        }
        _ => {}
    }
    if !cell.text.bytes().any(|b| (b'1'..=b'9').contains(&b)) && cell.text.contains('0') {
        return Ok(None);
    }
    values::day(&cell.text, habits.order).map(|day| Some(day.iso())).ok_or(DATE)
}

fn postcode(text: &str) -> Result<String, Unreadable> {
    let four_digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if four_digits { Ok(text.to_owned()) } else { values::postcode(text).ok_or(POSTCODE) }
}

/// Spreadsheets make dates of house numbers such as 3-4. When the day is the first, 12-14 and 1-12 can no longer be told apart.
fn house_number(cell: &Cell) -> Result<String, Unreadable> {
    match cell.kind {
        CellKind::Date(day) if day.day() == 1 => Err(AS_DATE),
        CellKind::Date(day) => Ok(format!("{}-{}", day.day(), day.month())),
        _ => {
            let text = one_line(&cell.text);
            let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
            Ok(whole.map(str::to_owned).unwrap_or(text))
        }
    }
}

/// A text with a house number in it, such as `12-A` or `tegenover 13`, or one that says there is none (`ong.`).
fn numbered(text: String) -> Result<String, Unreadable> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let none = || ["ong", "zn", "z.n", "zonder"].iter().any(|word| text.to_lowercase().starts_with(word));
    let fits = digits.parse::<u32>().is_ok_and(|number| (1..=99_999).contains(&number)) && !text.starts_with(['-', '−']);
    if fits || (digits.is_empty() && none()) { Ok(text) } else { Err(HOUSE_NUMBER) }
}

/// The digits of an identifier, whatever the spreadsheet did to it.
fn digits(cell: &Cell, otherwise: Unreadable) -> Result<String, Unreadable> {
    // Fifteen digits is all that a spreadsheet keeps of a number.
    if matches!(cell.kind, CellKind::Number(number) if number >= 1e15) {
        return Err(ROUNDED);
    }
    let text = cell.text.trim().trim_start_matches(['\'', '=']).trim_matches('"');
    let upper = text.to_ascii_uppercase();
    if upper.split_once("E+").is_some_and(|(before, after)| {
        before.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) && after.bytes().all(|b| b.is_ascii_digit())
    }) {
        return Err(ROUNDED);
    }
    let own = if upper.starts_with("NL.") { text.rsplit('.').next().unwrap_or(text) } else { text };
    let own = own.strip_suffix(".0").or_else(|| own.strip_suffix(",0")).unwrap_or(own);
    let compact: String = own.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).collect();
    if compact.is_empty() || !compact.bytes().all(|b| b.is_ascii_digit()) { Err(otherwise) } else { Ok(compact) }
}

fn padded(cell: &Cell, lengths: std::ops::RangeInclusive<usize>, width: usize, otherwise: Unreadable) -> Result<String, Unreadable> {
    let digits = digits(cell, otherwise)?;
    if lengths.contains(&digits.len()) { Ok(format!("{digits:0>width$}")) } else { Err(otherwise) }
}

fn kvk(cell: &Cell) -> Result<String, Unreadable> {
    // Test numbers begin with two zeros, and a spreadsheet drops both.
    let digits = padded(cell, 6..=8, 8, KVK)?;
    digits.parse::<Kvk>().map(|kvk| kvk.to_string()).map_err(|_| KVK)
}

fn bag_id(cell: &Cell, kinds: &[BagKind]) -> Result<String, Unreadable> {
    let digits = padded(cell, 13..=16, 16, BAG_ID)?;
    match digits.parse::<BagId>() {
        Ok(id) if kinds.contains(&id.kind()) => Ok(id.to_string()),
        _ => Err(BAG_ID),
    }
}

/// Makes one point of two cells: how it was written, and where it is.
pub(super) fn coordinates(x: &Cell, y: &Cell, decimal: Option<char>) -> Option<(Sort, RdPoint)> {
    for a in candidates(x, decimal).into_iter().flatten() {
        for b in candidates(y, decimal).into_iter().flatten() {
            if let Some(sort) = Sort::of(a, b) {
                return sort.to_rd(a, b).map(|point| (sort, point));
            }
        }
    }
    None
}

/// What a coordinate may be: `119.238` is degrees or metres, and only one of them lies in the Netherlands.
fn candidates(cell: &Cell, decimal: Option<char>) -> [Option<f64>; 2] {
    match cell.kind {
        CellKind::Number(number) => [Some(number), None],
        CellKind::Text => {
            let first = decimal.unwrap_or('.');
            let second = if first == '.' { ',' } else { '.' };
            let text = cell.text.trim().trim_end_matches(['°', 'm', 'N', 'E']).trim_end();
            [values::number(text, first), values::number(text, second)]
        }
        _ => [None, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HABITS: Habits = Habits { decimal: ',', order: crate::mapping::DateOrder::Dmy, coordinates: None, from_1904: false };

    fn text(text: &str) -> Cell {
        Cell { text: text.to_owned(), kind: CellKind::Text }
    }

    fn number(value: f64) -> Cell {
        Cell { text: format!("{value}"), kind: CellKind::Number(value) }
    }

    fn read(wanted: Field, cell: &Cell) -> Result<Option<String>, &'static str> {
        field(wanted, cell, HABITS).map_err(|unreadable| unreadable.code)
    }

    #[test]
    fn identifiers_get_their_leading_zeros_back() {
        assert_eq!(read(Field::BuildingId, &number(221_100_000_307_321.0)), Ok(Some("0221100000307321".to_owned())));
        assert_eq!(read(Field::AddressId, &text("NL.IMBAG.Nummeraanduiding.0221200000330151")), Ok(Some("0221200000330151".to_owned())));
        assert_eq!(read(Field::Kvk, &number(1_234_567.0)), Ok(Some("01234567".to_owned())));
        assert_eq!(read(Field::Kvk, &text("100039")), Ok(Some("00100039".to_owned())));
        assert_eq!(read(Field::Kvk, &text("12345")), Err("kvk_onleesbaar"));
        assert_eq!(read(Field::Establishment, &text("'12345678")), Err("vestiging_onleesbaar"));
        assert_eq!(read(Field::Establishment, &number(123_456_789.0)), Ok(Some("000123456789".to_owned())));
        assert_eq!(read(Field::BuildingId, &text("0221200000330151")), Err("bag_id_onleesbaar"), "an address is no building");
    }

    #[test]
    fn rounded_identifiers_are_not_trusted() {
        assert_eq!(read(Field::BuildingId, &number(9_901_100_000_000_120.0)), Err("nummer_afgerond"));
        assert_eq!(read(Field::BuildingId, &text("2,211E+14")), Err("nummer_afgerond"));
    }

    #[test]
    fn house_numbers_that_became_dates() {
        let date = |m, d| Cell { text: String::new(), kind: CellKind::Date(jiff::civil::date(2026, m, d)) };
        assert_eq!(read(Field::Number, &date(4, 3)), Ok(Some("3-4".to_owned())));
        assert_eq!(read(Field::Number, &date(12, 1)), Err("huisnummer_als_datum"));
        assert_eq!(read(Field::Number, &text("12,0")), Ok(Some("12".to_owned())));
    }

    #[test]
    fn what_is_no_house_number_is_told() {
        for number in ["12-A", "12 bis", "tegenover 13", "ong.", "00012"] {
            assert_eq!(read(Field::Number, &text(number)), Ok(Some(number.to_owned())));
        }
        for number in ["zestien", "-14", "999999999999", "0", "?"] {
            assert_eq!(read(Field::Number, &text(number)), Err("huisnummer_onleesbaar"), "{number}");
        }
    }

    #[test]
    fn dates_of_every_kind_of_cell() {
        assert_eq!(read(Field::Date, &number(46_296.0)), Ok(Some("2026-10-01".to_owned())));
        assert_eq!(read(Field::Date, &number(12.0)), Err("datum_onleesbaar"), "no day of 1900");
        assert_eq!(read(Field::Date, &number(2_026.0)), Ok(Some("2026".to_owned())));
        assert_eq!(read(Field::Date, &number(20_261_001.0)), Ok(Some("2026-10-01".to_owned())));
        assert_eq!(read(Field::Date, &text("00-00-0000")), Ok(None));
        assert_eq!(read(Field::Date, &text("vorige week")), Err("datum_onleesbaar"));
    }

    #[test]
    fn coordinates_with_thousands_and_decimal_commas() {
        let sort = |x: &str, y: &str| coordinates(&text(x), &text(y), None).map(|(sort, point)| (sort, point.x.round(), point.y.round()));
        assert_eq!(sort("119.238", "476.819"), Some((Sort::Rd, 119_238.0, 476_819.0)));
        assert_eq!(sort("119238,155", "476818,965"), Some((Sort::Rd, 119_238.0, 476_819.0)));
        assert_eq!(sort("476818.965", "119238.155"), Some((Sort::RdSwapped, 119_238.0, 476_819.0)));
        assert_eq!(sort("4,868", "52,278").map(|it| it.0), Some(Sort::LonLat));
        assert_eq!(sort("52.278", "4.868").map(|it| it.0), Some(Sort::LatLon));
        assert_eq!(sort("0", "0"), None);
    }
}
