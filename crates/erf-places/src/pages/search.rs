// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Search an address, place, company, partner or page; each group says when there is more.

mod addresses;
mod terms;

use std::{collections::BTreeMap, sync::Arc};

use axum::{Extension, extract::Query, response::Response};
use erf_base::{Permission, Scope};
use erf_store::{StoreError, Tx, audit::Action};
use erf_web::{Caller, Lang, WebError, with_parameter};
use serde::Serialize;

use super::{
    desk::{Desk, natural},
    search::addresses::{Finder, Found, Note},
    view::{self, asked, row_address},
};
use crate::{
    derive_places::search_key,
    ground::label,
    model::DeliveryId,
    store::{
        deliveries,
        facts::{
            InUse,
            search::{self, Company, FoundAddress, FoundPlace},
        },
    },
};

/// Hits shown of each kind.
const MOST: usize = 20;
/// Shorter words find everything.
const SHORTEST: usize = 2;

#[derive(Serialize)]
struct AddressHit {
    href: String,
    label: String,
    postcode: Option<String>,
    town: String,
}

#[derive(Serialize)]
struct Hit {
    href: Option<String>,
    name: String,
    about: String,
}

#[derive(Serialize)]
struct PlaceHit {
    id: String,
    kind: String,
    name: String,
    buildings: i64,
    addresses: i64,
    /// Town and municipality; empty when neither is known.
    place_in: String,
}

/// Hits of one kind, and whether there were more than are shown.
#[derive(Serialize)]
struct Group<T> {
    hits: Vec<T>,
    more: bool,
}

impl<T> Default for Group<T> {
    fn default() -> Self {
        Self { hits: Vec::new(), more: false }
    }
}

impl<T> Group<T> {
    /// Asks for one more than is shown, so that there being more costs nothing.
    fn of(mut hits: Vec<T>) -> Self {
        let more = hits.len() > MOST;
        hits.truncate(MOST);
        Self { hits, more }
    }

    fn map<U>(self, change: impl FnMut(T) -> U) -> Group<U> {
        Group { hits: self.hits.into_iter().map(change).collect(), more: self.more }
    }
}

#[derive(Default, Serialize)]
struct SearchPage {
    q: String,
    too_short: bool,
    addresses: Group<AddressHit>,
    places: Group<PlaceHit>,
    companies: Group<Hit>,
    areas: Group<Hit>,
    partners: Group<Hit>,
    pages: Group<Hit>,
    total: usize,
    /// Whether there are more than the total.
    more: bool,
    /// How the addresses differ from what was typed.
    notes: Vec<String>,
    /// Whether this reader may find places at all.
    finds_places: bool,
}

impl SearchPage {
    fn count(&mut self) {
        let of_hits = |group: &Group<Hit>| (group.hits.len(), group.more);
        let others = [&self.companies, &self.areas, &self.partners, &self.pages].map(of_hits);
        let ground = [(self.addresses.hits.len(), self.addresses.more), (self.places.hits.len(), self.places.more)];
        self.total = ground.iter().chain(&others).map(|(n, _)| n).sum();
        self.more = ground.iter().chain(&others).any(|(_, more)| *more);
    }
}

/// `/zoeken`
pub async fn show(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Query(query): Query<view::Query>) -> Result<Response, WebError> {
    let q: String = asked(&query, "q").chars().take(120).collect();
    let key = search_key(&q);
    let places = caller.ctx.permit(Permission::ReadPlaces).ok();
    let mut page = SearchPage { too_short: key.len() < SHORTEST, finds_places: places.is_some(), q, ..SearchPage::default() };
    if !page.too_short {
        fill(&caller, &desk, &mut page, &key, places.as_ref()).await?;
        page.count();
        // What was typed may hold a name: only how much was found is noted.
        let detail = serde_json::json!({ "adressen": page.addresses.hits.len(), "plaatsen": page.places.hits.len(), "bedrijven": page.companies.hits.len() });
        caller.app().db().record_reading(&caller.ctx, Action::on("gezocht", "zoekvraag", "").with(detail)).await?;
    }
    caller.page("places/search.html", &page)
}

async fn fill(caller: &Caller, desk: &Desk, page: &mut SearchPage, key: &str, places: Option<&Scope>) -> Result<(), WebError> {
    let mut tx = caller.app().db().read().await?;
    if let Some(scope) = places {
        let usable = InUse::of(&mut tx, scope, caller.ctx.clock.today()).await?;
        fill_ground(caller, desk, &mut tx, &usable, page, key).await?;
    }
    if let Ok(scope) = caller.ctx.permit(Permission::ReadRegion) {
        let usable = InUse::of(&mut tx, &scope, caller.ctx.clock.today()).await?;
        let summary = desk.region(&mut tx, &usable).await?;
        let named = summary.names.iter().filter(|(_, name)| fits(name, key));
        let hit = |(code, name): (&erf_base::MunicipalityCode, &String)| Hit {
            href: Some(places.filter(|scope| scope.covers(*code)).map_or_else(|| "/gebied".to_owned(), |_| format!("/gebied/{code}"))),
            name: name.clone(),
            about: code.to_string(),
        };
        page.areas = Group::of(named.map(hit).collect());
    }
    page.partners = Group::of(partners(caller, &mut tx, key).await?);
    page.pages = Group::of(own_pages(caller, key)?);
    Ok(())
}

/// Addresses, places and companies.
async fn fill_ground(caller: &Caller, desk: &Desk, tx: &mut Tx, usable: &InUse, page: &mut SearchPage, key: &str) -> Result<(), WebError> {
    page.companies = Group::of(companies(caller, desk, tx, usable, &page.q).await?);
    let streets = desk.streets(tx).await?;
    // Who finds a company by its name does not mean a street that is spelled a little like it.
    let finder = Finder { caller, usable, streets: &streets, guess: page.companies.hits.is_empty() };
    let Found { hits: found, notes } = finder.find(tx, key).await?;
    let mut known = found_places(tx, usable, &found, &page.q).await?;
    // A parcel with one address stands among the addresses already; twice the same name helps nobody.
    known.retain(|place| place.kind != "perceel" || place.addresses != 1 || !found.iter().any(|a| a.place == place.id));
    page.places = Group::of(in_order(known, |place| place.name.clone())).map(|place| place_hit(caller, place));
    page.addresses = Group::of(found).map(address_hit);
    page.addresses.hits = in_order(std::mem::take(&mut page.addresses.hits), |hit| hit.label.clone());
    page.notes = notes.iter().map(|note| told(caller, note)).collect::<Result<_, _>>()?;
    Ok(())
}

/// How addresses differ from what was typed, as the page says it.
fn told(caller: &Caller, note: &Note) -> Result<String, WebError> {
    let mut args = erf_web::Args::new();
    let (text, typed) = match note {
        Note::Addition(number) => ("search-note-addition", number.as_str()),
        Note::Spelling => ("search-note-spelling", ""),
        Note::Postcode(postcode) => ("search-note-postcode", postcode.as_str()),
    };
    args.set("wat", typed.to_owned());
    caller.text(text, &args)
}

/// The partners of the programme, and who sent deliveries that this reader may know of.
async fn partners(caller: &Caller, tx: &mut Tx, key: &str) -> Result<Vec<Hit>, WebError> {
    let mut hits = Vec::new();
    if caller.ctx.permit(Permission::ReadPartners).is_ok() {
        let named = search::partners(tx).await?.into_iter().filter(|p| fits(&p.name, key) || fits(&p.role, key));
        hits.extend(named.map(|p| Hit { href: Some("/partners".into()), name: p.name, about: p.role }));
    }
    if let Ok(scope) = caller.ctx.permit(Permission::ReadDeliveries) {
        let mut holders: BTreeMap<String, Vec<DeliveryId>> = BTreeMap::new();
        for delivery in deliveries::visible(tx, &scope).await?.into_iter().filter(|delivery| fits(&delivery.holder, key)) {
            holders.entry(delivery.holder.clone()).or_default().push(delivery.number());
        }
        for (name, sent) in holders {
            hits.push(holder_hit(caller, name, &sent)?);
        }
    }
    Ok(hits)
}

fn holder_hit(caller: &Caller, name: String, sent: &[DeliveryId]) -> Result<Hit, WebError> {
    let mut args = erf_web::Args::new();
    args.set("n", sent.len());
    let href = if let [only] = sent { format!("/leveringen/{only}") } else { with_parameter("/leveringen", "houder", Some(&name)) };
    Ok(Hit { href: Some(href), name, about: caller.text("search-holder", &args)? })
}

/// Whether every word of the question begins a word of the name.
fn fits(name: &str, key: &str) -> bool {
    fits_key(&search_key(name), key)
}

fn fits_key(name: &str, key: &str) -> bool {
    key.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word)))
}

/// House number 2 before 10; what sorts alike stays in the order found.
fn in_order<T>(mut hits: Vec<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    hits.sort_by_cached_key(|hit| natural(&name(hit)));
    hits
}

/// Streets of one name lie in several towns: a place is told with its town, and its municipality where that has another name.
fn place_hit(caller: &Caller, place: FoundPlace) -> PlaceHit {
    let FoundPlace { id, kind, name, buildings, addresses, town, municipality } = place;
    let municipality = municipality.map(|code| caller.app().area_name(code)).filter(|name| town.as_ref() != Some(name));
    let place_in = town.into_iter().chain(municipality).collect::<Vec<_>>().join(", ");
    PlaceHit { id, kind, name, buildings, addresses, place_in }
}

fn address_hit(a: FoundAddress) -> AddressHit {
    AddressHit {
        href: format!("/plaatsen/{}", a.place),
        label: label(&a.street, a.number, a.letter.as_deref(), a.suffix.as_deref()),
        postcode: a.postcode,
        town: a.town,
    }
}

/// The places of the addresses found, and the place with the id, building or parcel that was typed.
async fn found_places(tx: &mut Tx, usable: &InUse, found: &[FoundAddress], q: &str) -> Result<Vec<FoundPlace>, StoreError> {
    let mut ids: Vec<String> = found.iter().map(|a| a.place.clone()).collect();
    ids.push(q.to_lowercase());
    if let Ok(id) = q.trim().parse::<erf_base::BagId>() {
        let building = crate::store::facts::places::of_building(tx, usable.own, id).await?.map(|(place, _, _)| place);
        let address = crate::store::facts::places::address(tx, usable.own, id).await?.map(|a| a.place);
        ids.extend(building.into_iter().chain(address));
    }
    ids.sort();
    ids.dedup();
    search::places(tx, usable, &ids, q.trim(), MOST as i64 + 1).await
}

/// How many companies with a fitting name are looked up at a time, until enough of them lie in scope.
const LOOKED_UP: usize = 64;

async fn companies(caller: &Caller, desk: &Desk, tx: &mut Tx, usable: &InUse, q: &str) -> Result<Vec<Hit>, WebError> {
    let key = search::company_key(q);
    let digits: String = q.chars().filter(char::is_ascii_digit).collect();
    let all_digits = !digits.is_empty() && digits.len() == q.chars().filter(|c| !c.is_whitespace()).count();
    let asked_for = |c: &Company| if all_digits { c.kvk.starts_with(&digits) } else { fits_key(&c.key, &key) };
    let mut hits = Vec::new();
    for (delivery, known) in desk.companies(tx, usable).await? {
        let mut found = known.iter().filter(|company| asked_for(company));
        while hits.len() <= MOST {
            let some: Vec<&Company> = found.by_ref().take(LOOKED_UP).collect();
            if some.is_empty() {
                break;
            }
            let rows: Vec<i64> = some.iter().map(|company| company.seq).collect();
            let places = search::places_of_rows(tx, usable, delivery, &rows).await?;
            let here = some.iter().filter(|company| usable.own == 0 || places.contains_key(&company.seq)).take(MOST + 1 - hits.len());
            for company in here {
                hits.push(company_hit(caller, delivery, company, places.get(&company.seq).and_then(Option::as_ref))?);
            }
        }
    }
    Ok(hits)
}

fn company_hit(caller: &Caller, delivery: i64, company: &Company, place: Option<&String>) -> Result<Hit, WebError> {
    let mut args = erf_web::Args::new();
    args.set("kvk", company.kvk.to_string());
    let href = place.map_or_else(|| row_address(delivery, company.seq), |place| format!("/plaatsen/{place}"));
    Ok(Hit { href: Some(href), name: company.name.to_string(), about: caller.text("search-kvk", &args)? })
}

/// Pages of the program that this reader may open: those of the navigation, and where a file is delivered.
fn own_pages(caller: &Caller, key: &str) -> Result<Vec<Hit>, WebError> {
    let nav = caller.app().nav().iter().filter(|link| link.access.admits(Some(&caller.ctx))).map(|link| (link.key, link.href));
    let deliver = caller.ctx.permit(Permission::ManageDeliveries).is_ok().then_some(("upload-title", "/leveringen/nieuw"));
    let mut hits = Vec::new();
    for (text, href) in nav.chain(deliver) {
        let name = caller.text(text, &erf_web::Args::new())?;
        let dutch = caller.app().words().text(Lang::Nl, text, &erf_web::Args::new())?;
        if fits(&name, key) || fits(&dutch, key) {
            hits.push(Hit { href: Some(href.to_owned()), name, about: String::new() });
        }
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_begins_a_word_of_the_name() {
        assert!(fits("Gemeente Waterdam (bestuur)", "waterd gem"));
        assert!(!fits("Waterdam", "dam"));
    }
}
