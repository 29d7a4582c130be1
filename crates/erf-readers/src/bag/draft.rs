// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! An object of the extract while it is being read, and what becomes of it at its end.

use erf_base::{BagId, BagKind, MunicipalityCode, RdPoint};
use erf_spatial::{Geometry, Polygon};
use jiff::civil::{Date, DateTime};

use super::{
    Address, BagRecord, Building, Investigation, ObjectId, ObjectKind, Occurrence, Plot, Street, Town, TownMunicipality, Unit, status,
};
use crate::Problem;

const ASK: &str = "Vraag de bronhouder of het Kadaster om dit object te herstellen; de rest van het bestand is wel gelezen.";

/// What an identifier is said to refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// The object itself.
    #[default]
    Own,
    Main,
    Side,
    Building,
    Street,
    Town,
    Municipality,
}

/// Everything any kind of object may hold.
#[derive(Debug)]
pub(super) struct Draft {
    kind: ObjectKind,
    id: Option<BagId>,
    own_town: Option<u16>,
    name: String,
    short_name: Option<String>,
    street_kind: String,
    number: Option<u32>,
    letter: Option<String>,
    suffix: Option<String>,
    postcode: Option<String>,
    main: Option<BagId>,
    sides: Vec<BagId>,
    buildings: Vec<BagId>,
    street: Option<BagId>,
    town: Option<u16>,
    municipality: Option<MunicipalityCode>,
    area: Option<u32>,
    uses: Vec<String>,
    year: Option<i16>,
    property: String,
    open: bool,
    pub(super) polygons: Vec<Polygon>,
    pub(super) point: Option<RdPoint>,
    occurrence: Option<u32>,
    from: Option<Date>,
    to: Option<Date>,
    status: String,
    registered_from: Option<DateTime>,
    registered_to: Option<DateTime>,
    inactive: bool,
    not_bag: bool,
    fault: Option<Problem>,
    notes: Vec<Problem>,
}

impl Draft {
    pub(super) fn new(kind: ObjectKind, inactive: bool, not_bag: bool) -> Self {
        Self {
            kind,
            id: None,
            own_town: None,
            name: String::new(),
            short_name: None,
            street_kind: String::new(),
            number: None,
            letter: None,
            suffix: None,
            postcode: None,
            main: None,
            sides: Vec::new(),
            buildings: Vec::new(),
            street: None,
            town: None,
            municipality: None,
            area: None,
            uses: Vec::new(),
            year: None,
            property: String::new(),
            open: false,
            polygons: Vec::new(),
            point: None,
            occurrence: None,
            from: None,
            to: None,
            status: String::new(),
            registered_from: None,
            registered_to: None,
            inactive,
            not_bag,
            fault: None,
            notes: Vec::new(),
        }
    }

    pub(super) fn kind(&self) -> ObjectKind {
        self.kind
    }

    /// The first fault counts; the object will be left out because of it.
    pub(super) fn fail(&mut self, code: &str, reason: impl Into<String>, column: &str, value: &str) {
        if self.fault.is_none() {
            self.fault = Some(Problem::rejection(code, reason, ASK).about(column, value));
        }
    }

    fn note(&mut self, code: &str, reason: &str, column: &str, value: &str) {
        let action = "Er hoeft niets te gebeuren; het gegeven is leeg gelaten.";
        self.notes.push(Problem::note(code, reason, action).about(column, value));
    }

    /// Takes the text of an element.
    pub(super) fn leaf(&mut self, name: &str, text: &str, role: Role) {
        match name {
            "identificatie" | "lokaalID" | "NummeraanduidingRef" | "PandRef" | "OpenbareRuimteRef" | "WoonplaatsRef" => {
                self.identifier(name, text, role)
            }
            "beginGeldigheid" | "begindatumTijdvakGeldigheid" => self.from = self.day(name, text),
            "eindGeldigheid" | "einddatumTijdvakGeldigheid" => self.to = self.day(name, text),
            "tijdstipRegistratie" => self.registered_from = self.moment(name, text),
            "eindRegistratie" => self.registered_to = self.moment(name, text),
            "tijdstipInactief" | "tijdstipInactiefLV" => self.inactive = true,
            "tijdstipNietBagLV" => self.not_bag = true,
            "voorkomenidentificatie" => self.occurrence = text.parse().ok(),
            "status" => self.status = text.to_owned(),
            "oorspronkelijkBouwjaar" => self.building_year(text),
            "oppervlakte" => self.area(text),
            "gebruiksdoel" => self.uses.push(text.to_owned()),
            "naam" => self.name = text.to_owned(),
            "verkorteNaam" => self.short_name = Some(text.to_owned()),
            "type" => self.street_kind = text.to_owned(),
            "huisnummer" => self.house_number(text),
            "huisletter" => self.letter = Some(text.to_owned()),
            "huisnummertoevoeging" => self.suffix = Some(text.to_owned()),
            "postcode" => self.postcode(text),
            "kenmerk" => self.property = text.to_owned(),
            "inOnderzoek" => self.open = text == "J",
            _ if name.starts_with("identificatieVan") => self.identifier(name, text, Role::Own),
            _ => {}
        }
    }

    fn identifier(&mut self, name: &str, text: &str, role: Role) {
        match role {
            Role::Own if matches!(self.kind, ObjectKind::Town) => self.own_town = self.town_code(name, text),
            Role::Own if self.kind == ObjectKind::Investigation && text.len() == 4 => self.own_town = self.town_code(name, text),
            Role::Own => self.id = self.bag_id(name, text),
            Role::Main => self.main = self.bag_id(name, text),
            Role::Side => {
                let id = self.bag_id(name, text);
                self.sides.extend(id);
            }
            Role::Building => {
                let id = self.bag_id(name, text);
                self.buildings.extend(id);
            }
            Role::Street => self.street = self.bag_id(name, text),
            Role::Town => self.town = self.town_code(name, text),
            Role::Municipality => match text.parse() {
                Ok(code) => self.municipality = Some(code),
                Err(_) => self.fail("gemeentecode_onleesbaar", "De gemeentecode is niet te lezen.", name, text),
            },
        }
    }

    fn bag_id(&mut self, name: &str, text: &str) -> Option<BagId> {
        let id = text.parse().ok();
        if id.is_none() {
            self.fail("identificatie_onleesbaar", "De identificatie heeft geen zestien cijfers of een onbekende soort.", name, text);
        }
        id
    }

    fn town_code(&mut self, name: &str, text: &str) -> Option<u16> {
        let digits = text.rsplit('.').next().unwrap_or_default();
        let code = (digits.len() == 4).then(|| digits.parse().ok()).flatten();
        if code.is_none() {
            self.fail("identificatie_onleesbaar", "De woonplaatscode heeft geen vier cijfers.", name, text);
        }
        code
    }

    fn day(&mut self, name: &str, text: &str) -> Option<Date> {
        let day = day(text);
        if day.is_none() {
            self.fail("datum_onleesbaar", "De datum is niet te lezen.", name, text);
        }
        day
    }

    fn moment(&mut self, name: &str, text: &str) -> Option<DateTime> {
        let moment = moment(text);
        if moment.is_none() {
            self.fail("datum_onleesbaar", "Het tijdstip is niet te lezen.", name, text);
        }
        moment
    }

    fn building_year(&mut self, text: &str) {
        match text.parse::<i16>() {
            Ok(9999) => self.year = None,
            Ok(year) if (1..=2200).contains(&year) => self.year = Some(year),
            _ => self.note("bouwjaar_onleesbaar", "Het bouwjaar is niet te lezen.", "oorspronkelijkBouwjaar", text),
        }
    }

    fn area(&mut self, text: &str) {
        match text.parse::<u32>() {
            Ok(0 | 999_999) => self.area = None,
            Ok(area) => self.area = Some(area),
            Err(_) => self.note("oppervlakte_onleesbaar", "De oppervlakte is niet te lezen.", "oppervlakte", text),
        }
    }

    fn house_number(&mut self, text: &str) {
        match text.parse::<u32>() {
            Ok(number) if (1..=99_999).contains(&number) => self.number = Some(number),
            _ => self.fail("huisnummer_onleesbaar", "Het huisnummer is geen getal van 1 tot 99999.", "huisnummer", text),
        }
    }

    fn postcode(&mut self, text: &str) {
        match crate::values::postcode(text) {
            Some(postcode) => self.postcode = Some(postcode),
            None => self.note("postcode_onleesbaar", "De postcode is niet te lezen.", "postcode", text),
        }
    }

    /// The record, with remarks; or the reason why there is none.
    pub(super) fn finish(mut self) -> Result<(BagRecord, Vec<Problem>), Box<Problem>> {
        match (self.fault.take(), self.label()) {
            (Some(fault), Some(label)) => {
                let reason = format!("{label}: {}", lower_first(&fault.reason));
                return Err(Box::new(Problem { reason, ..fault }));
            }
            (Some(fault), None) => return Err(Box::new(fault)),
            (None, _) => {}
        }
        self.check_status();
        let notes = std::mem::take(&mut self.notes);
        let label = self.label();
        let record = self.record().map_err(|what| {
            let label = label.map_or(String::new(), |label| format!("{label}: "));
            Box::new(Problem::rejection("gegeven_ontbreekt", format!("{label}{what} ontbreekt of past niet."), ASK).about(what, ""))
        })?;
        Ok((record, notes))
    }

    fn check_status(&mut self) {
        let has_one = !matches!(self.kind, ObjectKind::TownMunicipality | ObjectKind::Investigation);
        if has_one && !self.status.is_empty() && !status::is_known(self.kind, &self.status) {
            let action = "Het object is bewaard maar telt niet mee als bestaand. Meld het aan de beheerder van Erfzicht.";
            self.notes
                .push(Problem::note("status_onbekend", "Deze status kent de BAG 2.0 niet.", action).about("status", self.status.as_str()));
        }
    }

    fn label(&self) -> Option<String> {
        match (self.id, self.own_town) {
            (Some(id), _) => Some(id.to_string()),
            (None, Some(town)) => Some(format!("{town:04}")),
            (None, None) => None,
        }
    }

    /// Assembles the record; the error is the name of what is not there.
    fn record(mut self) -> Result<BagRecord, &'static str> {
        Ok(match self.kind {
            ObjectKind::TownMunicipality => BagRecord::TownMunicipality(self.relation()?),
            ObjectKind::Investigation => BagRecord::Investigation(self.investigation()?),
            ObjectKind::Town => BagRecord::Town(Town {
                id: self.own_town.ok_or("identificatie")?,
                geometry: self.outline()?,
                occurrence: self.occurrence()?,
                name: self.name,
            }),
            ObjectKind::Street => BagRecord::Street(Street {
                id: self.own(&[BagKind::Street])?,
                town: self.town.ok_or("ligtIn")?,
                occurrence: self.occurrence()?,
                name: self.name,
                short_name: self.short_name,
                kind: self.street_kind,
            }),
            ObjectKind::Address => BagRecord::Address(Address {
                id: self.own(&[BagKind::Address])?,
                number: self.number.ok_or("huisnummer")?,
                street: self.street.ok_or("ligtAan")?,
                town: self.town,
                occurrence: self.occurrence()?,
                letter: self.letter,
                suffix: self.suffix,
                postcode: self.postcode,
            }),
            ObjectKind::Unit => BagRecord::Unit(self.unit()?),
            ObjectKind::Berth => BagRecord::Berth(self.plot(BagKind::Berth)?),
            ObjectKind::Pitch => BagRecord::Pitch(self.plot(BagKind::Pitch)?),
            ObjectKind::Building => BagRecord::Building(Building {
                id: self.own(&[BagKind::Building])?,
                year: self.year,
                geometry: self.outline()?,
                occurrence: self.occurrence()?,
            }),
        })
    }

    fn own(&self, kinds: &[BagKind]) -> Result<BagId, &'static str> {
        self.id.filter(|id| kinds.contains(&id.kind())).ok_or("identificatie")
    }

    fn outline(&mut self) -> Result<Geometry, &'static str> {
        match std::mem::take(&mut self.polygons) {
            none if none.is_empty() => Err("geometrie"),
            polygons => Ok(Geometry::Polygons(polygons)),
        }
    }

    fn occurrence(&mut self) -> Result<Occurrence, &'static str> {
        let status = std::mem::take(&mut self.status);
        if status.is_empty() {
            return Err("status");
        }
        Ok(Occurrence {
            number: self.occurrence.ok_or("voorkomenidentificatie")?,
            from: self.from.ok_or("beginGeldigheid")?,
            to: self.to,
            status,
            registered_from: self.registered_from,
            registered_to: self.registered_to,
            inactive: self.inactive,
            not_bag: self.not_bag,
        })
    }

    fn unit(mut self) -> Result<Unit, &'static str> {
        let middle = || self.polygons.first().and_then(Polygon::point_on_surface);
        Ok(Unit {
            id: self.own(&[BagKind::Unit])?,
            point: self.point.or_else(middle).ok_or("geometrie")?,
            area_m2: self.area,
            main_address: self.main.ok_or("heeftAlsHoofdadres")?,
            occurrence: self.occurrence()?,
            uses: self.uses,
            buildings: self.buildings,
            side_addresses: self.sides,
        })
    }

    fn plot(mut self, kind: BagKind) -> Result<Plot, &'static str> {
        Ok(Plot {
            id: self.own(&[kind])?,
            geometry: self.outline()?,
            main_address: self.main.ok_or("heeftAlsHoofdadres")?,
            occurrence: self.occurrence()?,
            side_addresses: self.sides,
        })
    }

    fn relation(self) -> Result<TownMunicipality, &'static str> {
        Ok(TownMunicipality {
            town: self.town.ok_or("gerelateerdeWoonplaats")?,
            municipality: self.municipality.ok_or("gerelateerdeGemeente")?,
            from: self.from.ok_or("begindatumTijdvakGeldigheid")?,
            to: self.to,
            status: self.status,
        })
    }

    fn investigation(self) -> Result<Investigation, &'static str> {
        let id = self.id.map(ObjectId::Object).or(self.own_town.map(ObjectId::Town));
        Ok(Investigation {
            id: id.ok_or("identificatie")?,
            property: self.property,
            open: self.open,
            from: self.from.ok_or("beginGeldigheid")?,
            to: self.to,
            registered_to: self.registered_to,
        })
    }
}

fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// `2010-12-15`, also with a time behind it.
fn day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i16, |all, byte| byte.is_ascii_digit().then(|| all * 10 + i16::from(byte - b'0')))
    };
    Date::new(digits(0, 4)?, i8::try_from(digits(5, 7)?).ok()?, i8::try_from(digits(8, 10)?).ok()?).ok()
}

/// `2010-12-15T11:10:40.000`, or a day alone.
fn moment(text: &str) -> Option<DateTime> {
    let day = day(text)?;
    let bytes = text.as_bytes();
    if bytes.len() == 10 {
        return Some(day.at(0, 0, 0, 0));
    }
    let two = |at: usize| match bytes.get(at..at + 2)? {
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => i8::try_from((a - b'0') * 10 + (b - b'0')).ok(),
        _ => None,
    };
    let nanos = match bytes.get(19) {
        Some(b'.') => {
            let digits = bytes[20..].iter().take_while(|b| b.is_ascii_digit()).take(9);
            let (all, n) = digits.fold((0_i32, 0_u32), |(all, n), b| (all * 10 + i32::from(b - b'0'), n + 1));
            all * 10_i32.pow(9 - n)
        }
        _ => 0,
    };
    DateTime::new(day.year(), day.month(), day.day(), two(11)?, two(14)?, two(17)?, nanos).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_moments() {
        assert_eq!(day("2010-04-20"), Some(date(2010, 4, 20)));
        assert_eq!(day("2010-02-30"), None);
        assert_eq!(day("20100420"), None);
        assert_eq!(day("2010-0é-20"), None);
        assert_eq!(moment("2010-12-15T11:31:18.501"), Some(date(2010, 12, 15).at(11, 31, 18, 501_000_000)));
        assert_eq!(moment("2010-12-15T25:31:18"), None);
    }
}
