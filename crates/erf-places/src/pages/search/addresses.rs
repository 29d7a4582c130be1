// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Find addresses however they are typed, and say so when what is found is not what was typed.

use erf_base::MunicipalityCode;
use erf_store::{StoreError, Tx};
use erf_web::Caller;

use super::{
    MOST,
    terms::{Addition, Fit, Reading, Terms, lies_in, street_fit},
};
use crate::{
    derive_places::search_key,
    store::facts::{
        InUse,
        search::{self, FoundAddress, Street},
    },
};

/// Addresses that were found, and what the reader must know of them.
#[derive(Debug, Default)]
pub struct Found {
    /// The addresses.
    pub hits: Vec<FoundAddress>,
    /// How they differ from what was typed.
    pub notes: Vec<Note>,
}

/// How what was found differs from what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The number is there, with another letter or addition than this.
    Addition(String),
    /// The street has another name.
    Spelling,
    /// The address has another postcode than this.
    Postcode(String),
}

/// One search for addresses.
pub struct Finder<'s> {
    /// Who asks: names of municipalities come from there.
    pub caller: &'s Caller,
    /// What may be used.
    pub usable: &'s InUse,
    /// All streets of the region.
    pub streets: &'s [Street],
    /// Whether a street may be meant that is spelled otherwise.
    pub guess: bool,
}

/// How an address fits, best first.
type Judged = (Addition, Fit, String, FoundAddress);

const LIMIT: i64 = MOST as i64 + 1;
/// How many streets are looked through for a number.
const MOST_STREETS: usize = 40;

impl Finder<'_> {
    /// By postcode, by the beginning of the address, or by its parts in another order.
    pub async fn find(&self, tx: &mut Tx, key: &str) -> Result<Found, StoreError> {
        let terms = Terms::of(key);
        if let Some(postcode) = &terms.postcode {
            let found = self.by_postcode(tx, &terms, postcode).await?;
            if !found.hits.is_empty() {
                return Ok(found);
            }
        }
        let hits = search::addresses(tx, self.usable, key, LIMIT).await?;
        if !hits.is_empty() && !terms.ends_in_letter() {
            return Ok(Found { hits, ..Found::default() });
        }
        let found = self.elsewhere(tx, &terms).await?;
        // «Achterweg 12 b» begins «Achterweg 12 Brilduikerkoog», but 12B is meant where there is one.
        if found.notes.is_empty() && !found.hits.is_empty() || hits.is_empty() { Ok(found) } else { Ok(Found { hits, ..Found::default() }) }
    }

    async fn by_postcode(&self, tx: &mut Tx, terms: &Terms, postcode: &str) -> Result<Found, StoreError> {
        let mut near = Found::default();
        for reading in terms.readings() {
            let rows = search::by_postcode(tx, self.usable, postcode, reading.number).await?;
            let names = reading.names();
            let fit = |a: &FoundAddress| self.fit(&names, &search_key(&a.street), &search_key(&a.town), a.municipality, true);
            let judged = rows.into_iter().filter_map(|a| self.judge(&reading, fit(&a)?, a)).collect();
            match best(&reading, judged) {
                found if found.hits.is_empty() => {}
                found if found.is_near() => near = near.or(found),
                found => return Ok(found),
            }
        }
        Ok(near)
    }

    /// Without the postcode, which may be old or mistyped.
    async fn elsewhere(&self, tx: &mut Tx, terms: &Terms) -> Result<Found, StoreError> {
        if terms.is_empty() {
            return Ok(Found::default());
        }
        let mut found = self.by_street(tx, &terms.without_postcode()).await?;
        found.notes.extend(terms.postcode.clone().map(Note::Postcode));
        Ok(found)
    }

    async fn by_street(&self, tx: &mut Tx, terms: &Terms) -> Result<Found, StoreError> {
        let mut near = Found::default();
        for reading in terms.readings() {
            let streets = self.streets_of(&reading);
            for fit in [Fit::Whole, Fit::Begins, Fit::Misspelt] {
                let fitting = streets.iter().filter(|(of, _)| *of == fit).map(|(_, street)| *street);
                let found = best(&reading, self.in_streets(tx, &reading, fit, fitting).await?);
                if !found.hits.is_empty() && !found.is_near() {
                    return Ok(found);
                }
                near = near.or(found);
            }
        }
        Ok(near)
    }

    /// The streets in scope that a reading may mean.
    fn streets_of(&self, reading: &Reading) -> Vec<(Fit, &Street)> {
        let names = reading.names();
        let here =
            |street: &&Street| self.usable.own == 0 || street.municipality.map(|code| i64::from(code.number())) == Some(self.usable.own);
        let fit = |street: &Street| self.fit(&names, &street.key, &street.town_key, street.municipality, false);
        let fitting = self.streets.iter().filter(here).filter_map(|street| Some((fit(street)?, street)));
        fitting.filter(|(fit, _)| self.guess || *fit != Fit::Misspelt).collect()
    }

    async fn in_streets<'a>(
        &self,
        tx: &mut Tx,
        reading: &Reading,
        fit: Fit,
        streets: impl Iterator<Item = &'a Street>,
    ) -> Result<Vec<Judged>, StoreError> {
        let mut judged = Vec::new();
        for street in streets.take(MOST_STREETS) {
            // Without a number every address of a street fits, and the first few are enough.
            if reading.number == 0 && judged.len() > MOST {
                break;
            }
            let rows = search::in_street(tx, self.usable, street, reading.number, LIMIT).await?;
            judged.extend(rows.into_iter().filter_map(|a| self.judge(reading, fit, a)));
        }
        Ok(judged)
    }

    /// How a street with its town fits one of the ways to cut the name; `nameless` when the postcode tells the street.
    fn fit(&self, names: &[(String, &[String])], street: &str, town: &str, code: Option<MunicipalityCode>, nameless: bool) -> Option<Fit> {
        let of = |(typed, place): &(String, &[String])| {
            let fit = if nameless && typed.is_empty() { Some(Fit::Whole) } else { street_fit(typed, street) }?;
            (place.is_empty() || lies_in(place, &self.areas(town, code))).then_some(fit)
        };
        names.iter().filter_map(of).min()
    }

    fn judge(&self, reading: &Reading, fit: Fit, a: FoundAddress) -> Option<Judged> {
        let addition = search_key(&[a.letter.as_deref(), a.suffix.as_deref()].map(Option::unwrap_or_default).concat()).replace(' ', "");
        let (addition, typed) = reading.addition(&addition, &self.areas(&search_key(&a.town), a.municipality))?;
        Some((addition, fit, typed, a))
    }

    /// The words of town and municipality.
    fn areas(&self, town: &str, code: Option<MunicipalityCode>) -> String {
        let municipality = code.map(|code| search_key(&self.caller.app().area_name(code))).unwrap_or_default();
        format!("{town} {municipality}")
    }
}

impl Found {
    fn is_near(&self) -> bool {
        self.notes.iter().any(|note| matches!(note, Note::Addition(_)))
    }

    fn or(self, other: Self) -> Self {
        if self.hits.is_empty() { other } else { self }
    }
}

/// Those that fit best: with what was typed behind the number when there is one, or else all with the number.
fn best(reading: &Reading, judged: Vec<Judged>) -> Found {
    let Some(best) = judged.iter().map(|(addition, fit, ..)| (*addition == Addition::Other, *fit)).min() else {
        return Found::default();
    };
    let mut chosen: Vec<Judged> = judged.into_iter().filter(|(addition, fit, ..)| (*addition == Addition::Other, *fit) == best).collect();
    chosen.sort_by_key(|(addition, ..)| *addition);
    let (near, misspelt) = (best.0, best.1 == Fit::Misspelt);
    let typed = chosen.first().filter(|_| near).map(|(_, _, typed, _)| Note::Addition(format!("{}{typed}", reading.number)));
    let notes = typed.into_iter().chain(misspelt.then_some(Note::Spelling)).collect();
    Found { hits: chosen.into_iter().map(|(.., address)| address).take(LIMIT as usize).collect(), notes }
}
