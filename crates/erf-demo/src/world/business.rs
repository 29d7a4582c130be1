// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who is registered where: farms, firms in halls and units, one-person firms at home, and dozens at the accountant's.

use jiff::{ToSpan, civil::Date};

use super::{Life, NONE, Use, YardKind, build::Maker};
use crate::rng::Rng;

/// An establishment in the trade register.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Company {
    pub address: u32,
    pub kvk: u32,
    pub establishment: u32,
    pub branch: u8,
    pub form: u8,
    pub start: Date,
    pub end: Option<Date>,
    pub main: bool,
}

/// Code of the branch, description, and the word in a name.
pub(crate) const BRANCHES: [(&str, &str, &str); 22] = [
    ("0141", "Houden van melkvee", "Melkvee"),
    ("0111", "Teelt van granen en peulvruchten", "Akkerbouw"),
    ("0146", "Houden van varkens", "Varkensbedrijf"),
    ("01133", "Teelt van groenten in de volle grond", "Vollegrond"),
    ("0161", "Dienstverlening voor de akker- en tuinbouw", "Loonwerk"),
    ("4120", "Algemene burgerlijke bouw", "Bouwbedrijf"),
    ("4332", "Bouwtimmeren", "Timmerwerken"),
    ("4321", "Elektrotechnische bouwinstallatie", "Elektro"),
    ("45204", "Carrosserieherstel", "Autoschade"),
    ("45112", "Handel in personenauto's", "Automobielen"),
    ("4690", "Groothandel in algemene goederen", "Handelshuis"),
    ("46499", "Groothandel in overige consumentenartikelen", "Import"),
    ("4941", "Goederenvervoer over de weg", "Transport"),
    ("52102", "Opslag in distributiecentra", "Opslag"),
    ("52241", "Laad-, los- en overslagactiviteiten", "Overslag"),
    ("5610", "Restaurants en cafetaria's", "Eethuis"),
    ("6920", "Accountancy en administratie", "Administratie"),
    ("7022", "Organisatieadviesbureaus", "Advies"),
    ("6201", "Ontwikkelen van software", "Software"),
    ("8121", "Interieurreiniging van gebouwen", "Schoonmaak"),
    ("9602", "Haarverzorging", "Kapsalon"),
    ("47911", "Detailhandel via internet", "Webwinkel"),
];

/// Legal forms.
pub(crate) const FORMS: [&str; 4] = ["Eenmanszaak", "B.V.", "V.O.F.", "Maatschap"];

const FARM: [f64; 5] = [4.0, 4.0, 1.0, 1.5, 0.7];
const AT_HOME: [usize; 9] = [6, 7, 17, 18, 19, 20, 21, 5, 10];
const ON_PARKS: [usize; 12] = [5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 19, 21];
const IN_PORT: [usize; 4] = [12, 13, 14, 10];

/// Registers the companies of a municipality.
pub(crate) fn companies(maker: &mut Maker) {
    let mut rng = Rng::stream(maker.seed, "handelsregister", maker.m.index as u64);
    let today = maker.date.saturating_sub(20.days());
    let mut book = Book { maker, rng: &mut rng, today };
    book.farms();
    book.parks();
    book.accountant();
    book.at_home();
}

struct Book<'a> {
    maker: &'a mut Maker,
    rng: &'a mut Rng,
    today: Date,
}

impl Book<'_> {
    fn add(&mut self, address: u32, branch: usize, start: Date, end: Option<Date>) {
        let sequence = self.maker.m.companies.len() as u32;
        let number = self.maker.m.index as u32 * 75_000 + sequence;
        let form = if branch < 5 { self.rng.weighted(&[2.0, 1.0, 2.0, 3.0]) } else { self.rng.weighted(&[5.0, 3.0, 1.2, 0.0]) };
        let (main, establishment) = (!self.rng.chance(0.04), number);
        self.maker.m.companies.push(Company {
            address,
            kvk: number,
            establishment,
            branch: branch as u8,
            form: form as u8,
            start,
            end,
            main,
        });
    }

    fn day(&mut self, years_back: f64) -> Date {
        self.today.saturating_sub((self.rng.between(0.0, years_back * 365.0) as i32).days())
    }

    fn farms(&mut self) {
        for index in 0..self.maker.m.yards.len() {
            let yard = &self.maker.m.yards[index];
            let (kind, stopped, first, count) = (yard.kind, yard.stopped, yard.addresses.start, yard.addresses.len());
            if kind != YardKind::Farm || !self.rng.chance(0.85) {
                continue;
            }
            let branch = self.rng.weighted(&FARM);
            let start = self.day(45.0).min(self.today.saturating_sub(4000.days()));
            let end = (stopped > 0)
                .then(|| jiff::civil::date(stopped as i16, 1 + self.rng.below(12) as i8, 1 + self.rng.below(27) as i8).min(self.today));
            self.add(first, branch, start, end);
            if count > 1 && self.rng.chance(0.5) || self.rng.chance(0.08) {
                let other = first + self.rng.below(count) as u32;
                let start = self.day(12.0);
                let branch = *self.rng.pick(&ON_PARKS);
                self.add(other, branch, start, None);
            }
        }
    }

    /// Tenants come and go: units have a history of firms, some of them short.
    fn parks(&mut self) {
        for index in 0..self.maker.m.parks.len() {
            let (addresses, port) = (self.maker.m.parks[index].addresses.clone(), self.maker.m.parks[index].port);
            for address in addresses {
                if self.maker.m.addresses[address as usize].building == NONE || !self.maker.m.addresses[address as usize].exists() {
                    continue;
                }
                self.tenants(address, port);
            }
        }
    }

    fn tenants(&mut self, address: u32, port: bool) {
        let small = self.maker.m.addresses[address as usize].area < 110;
        let branches: &[usize] = if port { &IN_PORT } else { &ON_PARKS };
        let mut until = self.today;
        if self.rng.chance(if small { 0.72 } else { 0.88 }) {
            let start = self.day(if small { 6.0 } else { 18.0 });
            let branch = *self.rng.pick(branches);
            self.add(address, branch, start, None);
            until = start;
        }
        let former = self.rng.count(if small { 1.1 } else { 0.4 });
        for _ in 0..former {
            let end = until.saturating_sub((self.rng.whole(5, 500) as i32).days());
            let length = if self.rng.chance(0.35) { self.rng.whole(60, 700) } else { self.rng.whole(700, 4000) };
            let start = end.saturating_sub((length as i32).days());
            let branch = *self.rng.pick(branches);
            self.add(address, branch, start, Some(end));
            until = start;
        }
    }

    /// One office where many firms have only their post delivered.
    fn accountant(&mut self) {
        let Some(office) = self.address_of(Use::Shop).or_else(|| self.address_of(Use::House)) else { return };
        let start = self.day(25.0);
        self.add(office, 16, start, None);
        for _ in 0..10 + self.maker.targets.companies / 20 {
            let branch = *self.rng.pick(&ON_PARKS);
            let start = self.day(9.0);
            let end = self.rng.chance(0.2).then(|| start.saturating_add(500.days()).min(self.today));
            self.add(office, branch, start, end);
        }
    }

    fn address_of(&self, wanted: Use) -> Option<u32> {
        let m = &self.maker.m;
        let fits = |a: &super::Address| a.exists() && a.building != NONE && m.buildings[a.building as usize].use_ == wanted;
        m.addresses.iter().position(fits).map(|i| i as u32)
    }

    /// One-person firms at home, until the target of living companies is reached.
    fn at_home(&mut self) {
        let living = self.maker.m.companies.iter().filter(|c| c.end.is_none()).count();
        let count = self.maker.m.addresses.len();
        for _ in living..self.maker.targets.companies {
            let address = self.rng.below(count);
            let a = self.maker.m.addresses[address];
            if a.life == Life::Ended || a.side_of != NONE || a.building == NONE {
                continue;
            }
            let shop = self.maker.m.buildings[a.building as usize].use_ == Use::Shop;
            let branch = if shop { *self.rng.pick(&[15, 20, 16]) } else { *self.rng.pick(&AT_HOME) };
            let start = self.day(14.0);
            let end = self.rng.chance(0.16).then(|| start.saturating_add((self.rng.whole(90, 2400) as i32).days()).min(self.today));
            self.add(address as u32, branch, start, end);
        }
    }
}
