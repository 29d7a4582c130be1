// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! People with known duplicates, made from a number.

use erf_linkage::hash::mix;

const FIRST: &[&str] = &[
    "Anneke", "Bertus", "Cornelia", "Dirk", "Eva", "Frits", "Geert", "Hilde", "Irma", "Jochem", "Karel", "Lydia", "Marijke", "Nanne",
    "Olga", "Pepijn", "Rein", "Saskia", "Tjerk", "Ursula", "Vera", "Wietse", "Yde", "Zwaantje",
];
const ROOT: &[&str] = &[
    "Acker", "Bloem", "Dries", "Eden", "Fok", "Graven", "Hooi", "Ketel", "Loos", "Meer", "Noor", "Olie", "Prik", "Roos", "Spin", "Tuin",
    "Vlas", "Wieg",
];
const TAIL: &[&str] = &["man", "stra", "huis", "berg", "ma", "veld", "horst", "kamp", "inga", "werf"];
const STREET: &[&str] = &["Kerkweg", "Molenpad", "Hoge Dijk", "Schoollaan", "Boomgaardstraat", "Veerkade", "Singel", "Lindenhof"];
const TOWN: &[&str] = &["Aalburg", "Borculo", "Creil", "Drempt", "Eext"];

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub first: String,
    pub surname: String,
    pub birth: String,
    pub street: String,
    pub number: String,
    pub postcode: String,
    pub town: String,
    pub phone: String,
}

impl Row {
    pub fn renamed(&self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self.clone() }
    }

    pub fn number(&self) -> u32 {
        self.id.parse().unwrap()
    }

    pub fn is_full(&self) -> bool {
        ![&self.first, &self.birth, &self.street, &self.phone].iter().any(|text| text.is_empty())
    }

    pub fn cells(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("first_name", &self.first),
            ("surname", &self.surname),
            ("dob", &self.birth),
            ("street", &self.street),
            ("house_number", &self.number),
            ("postcode", &self.postcode),
            ("city", &self.town),
            ("phone", &self.phone),
        ]
    }
}

/// Whom a row is about: rows 10 to 19 of an entity have the same name but for the last digit.
pub fn truth(id: &str) -> &str {
    &id[..id.len() - 1]
}

/// A birthday of a child: another day, 27 years after that of the parent.
fn later(parent: &Row, other: &Row) -> String {
    let year: u32 = parent.birth[..4].parse().unwrap();
    format!("{}{}", year + 27, &other.birth[4..])
}

/// A stream of numbers.
pub struct People(u64);

impl People {
    pub fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = mix(self.0);
        (self.0 % most as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn person(&mut self, home: &Row) -> Row {
        let surname = if self.below(3) == 0 {
            format!("{}{}{}", self.pick(ROOT), self.pick(ROOT).to_lowercase(), self.pick(TAIL))
        } else {
            home.surname.clone()
        };
        let birth = format!("{:04}-{:02}-{:02}", 1940 + self.below(70), 1 + self.below(12), 2 + self.below(27));
        let phone = format!("06{:08}", 10_000_000 + self.below(80_000_000));
        Row { first: self.pick(FIRST).to_owned(), surname, birth, phone, ..home.clone() }
    }

    fn home(&mut self) -> Row {
        let digits = 4100 + self.below(60);
        let letters = ["AB", "CD", "EF", "GH"][self.below(4)];
        Row {
            id: String::new(),
            first: String::new(),
            surname: format!("{}{}{}", self.pick(ROOT), self.pick(ROOT).to_lowercase(), self.pick(TAIL)),
            birth: String::new(),
            street: self.pick(STREET).to_owned(),
            number: (1 + self.below(120)).to_string(),
            postcode: format!("{digits}{letters}"),
            town: self.pick(TOWN).to_owned(),
            phone: String::new(),
        }
    }

    fn spoiled(&mut self, person: &Row) -> Row {
        let mut row = person.clone();
        if self.below(6) == 0 {
            row.birth.clear();
        }
        if self.below(4) == 0 {
            row.phone.clear();
        }
        if self.below(6) == 0 {
            let at = 1 + self.below(row.surname.len() - 1);
            row.surname.remove(at);
        }
        if self.below(8) == 0 {
            row.first = format!("{}.", &row.first[..1]);
        }
        if self.below(8) == 0 {
            row.postcode.clear();
        }
        row
    }

    /// So many rows of parents and the children who bear their name, in the same house. Every other row lacks the date of birth, and nobody has a phone.
    pub fn namesakes(mut self, count: usize) -> Vec<Row> {
        let (mut rows, mut entity) = (Vec::new(), 100);
        while rows.len() < count {
            let home = self.home();
            let parent = self.person(&home);
            let other = self.person(&home);
            let child =
                Row { first: parent.first.clone(), surname: parent.surname.clone(), birth: later(&parent, &other), ..other.clone() };
            let family = if self.below(10) == 0 { [parent, child] } else { [parent, other] };
            for person in family {
                for copy in 0..1 + self.below(4) {
                    let mut row = self.spoiled(&person).renamed(&format!("{entity}{copy}"));
                    row.phone.clear();
                    if self.below(2) == 0 {
                        row.birth.clear();
                    }
                    rows.push(row);
                }
                entity += 1;
            }
        }
        rows
    }

    /// So many rows of households in which every person has one to four rows.
    pub fn rows(mut self, count: usize) -> Vec<Row> {
        let (mut rows, mut entity) = (Vec::new(), 100);
        while rows.len() < count {
            let home = self.home();
            for _ in 0..1 + self.below(3) {
                let person = self.person(&home);
                for copy in 0..1 + self.below(3) {
                    let spoiled = if copy == 0 { person.clone() } else { self.spoiled(&person) };
                    rows.push(spoiled.renamed(&format!("{entity}{copy}")));
                }
                entity += 1;
            }
        }
        rows.truncate(count);
        rows
    }
}

/// Rows as a file.
pub fn csv(rows: &[Row]) -> String {
    let mut text = String::from("unique_id,first_name,surname,dob,street,house_number,postcode,city,phone\n");
    for row in rows {
        let cells = [&row.id, &row.first, &row.surname, &row.birth, &row.street, &row.number, &row.postcode, &row.town, &row.phone];
        text.push_str(&cells.map(String::as_str).join(","));
        text.push('\n');
    }
    text
}

/// A word that nobody has heard of.
pub fn syllables(number: u64) -> String {
    let roots = ROOT.len() as u64;
    let drawn = mix(number);
    let part = |place: u32| ROOT[(drawn / roots.pow(place) % roots) as usize].to_lowercase();
    format!("{}{}{}{}", part(0), part(1), part(2), TAIL[(drawn >> 40) as usize % TAIL.len()])
}
