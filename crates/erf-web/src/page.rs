// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The frame around every page, and the message that survives one redirect.

use std::collections::BTreeMap;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use erf_base::{Actor, Ctx};
use minijinja::value::{Serde, Value};
use serde::{Deserialize, Serialize};

use crate::{Access, Lang, Nav, NavPlace, Visitor, WebError, cookies, headers::see_other};

pub(crate) const FLASH: &str = "erf_bericht";

/// A message for the next page: a key and the numbers or codes that fill its gaps. Never a name or a typed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    key: String,
    gaps: BTreeMap<String, String>,
}

impl Flash {
    /// A message without gaps.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), gaps: BTreeMap::new() }
    }

    /// Fills a gap with a number or a code.
    pub fn with(mut self, gap: &str, value: impl ToString) -> Self {
        self.gaps.insert(gap.to_owned(), value.to_string());
        self
    }

    pub(crate) fn to_cookie(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.append_pair("", &self.key);
        out.extend_pairs(&self.gaps);
        out.finish()
    }

    pub(crate) fn from_cookie(text: &str) -> Option<Self> {
        let mut pairs = form_urlencoded::parse(text.as_bytes()).into_owned();
        let (_, key) = pairs.next().filter(|(name, _)| name.is_empty())?;
        Some(Self { key, gaps: pairs.collect() })
    }
}

/// What the frame shows; handed to every template as `shell`.
#[derive(Serialize)]
struct Shell {
    lang: Lang,
    region: String,
    demo: bool,
    address: String,
    path: String,
    query: String,
    user: Option<User>,
    areas: Vec<Link>,
    foot: Vec<Link>,
    search: bool,
    flash: Option<String>,
}

#[derive(Serialize)]
struct User {
    name: String,
    role: &'static str,
    municipality: Option<String>,
    purpose: String,
    purposes: Vec<String>,
    compartment: &'static str,
}

#[derive(Serialize)]
struct Link {
    key: &'static str,
    href: &'static str,
    icon: &'static str,
    here: bool,
}

#[derive(Serialize)]
struct Whole<'a, T> {
    shell: Shell,
    page: &'a T,
}

#[derive(Serialize)]
struct Piece<'a, T> {
    page: &'a T,
}

impl Visitor {
    /// A page of a slice: the template extends `base.html` and finds what is handed over as `page`.
    pub fn page<T: Serialize>(&self, template: &str, page: &T) -> Result<Response, WebError> {
        self.page_with_status(StatusCode::OK, template, page)
    }

    /// A piece of a page, which a slice may keep and put into many pages: the template finds what is handed over as `page`,
    /// and no frame. It must show nothing that depends on the reader but the language.
    pub fn piece<T: Serialize>(&self, template: &str, page: &T) -> Result<String, WebError> {
        let context = Piece { page };
        Ok(self.app().templates().render(self.lang(), template, Value::from(Serde(&context)))?)
    }

    /// A page with another status than 200: a form that comes back with faults (422).
    pub fn page_with_status<T: Serialize>(&self, status: StatusCode, template: &str, page: &T) -> Result<Response, WebError> {
        let whole = Whole { shell: self.shell()?, page };
        let html = self.app().templates().render(self.lang(), template, Value::from(Serde(&whole)))?;
        let mut response = (status, Html(html)).into_response();
        if self.flash().is_some() {
            response.headers_mut().append(header::SET_COOKIE, cookies::drop(FLASH, self.app().https()));
        }
        Ok(response)
    }

    /// To another page of ours, after something was changed, with a message there.
    pub fn go_with(&self, address: &str, flash: &Flash) -> Response {
        let mut response = see_other(address);
        let cookie = cookies::keep(FLASH, &flash.to_cookie(), self.app().https(), Some(60));
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response
    }

    fn shell(&self) -> Result<Shell, WebError> {
        let app = self.app();
        let path = self.address().split('?').next().unwrap_or("/").to_owned();
        let links = |place| app.nav().iter().filter(|n| n.place == place && n.access.admits(self.ctx())).map(|n| link(n, &path)).collect();
        Ok(Shell {
            lang: self.lang(),
            region: app.region().to_owned(),
            demo: app.demo(),
            address: self.address().to_owned(),
            query: searched(self.address()),
            user: self.ctx().map(|ctx| self.user(ctx)),
            areas: links(NavPlace::Area),
            foot: links(NavPlace::Foot),
            search: app.search().is_some_and(|access: Access| access.admits(self.ctx())),
            flash: self.flash_text(),
            path,
        })
    }

    /// A cookie can be made up, so a message that cannot be made is left out.
    fn flash_text(&self) -> Option<String> {
        let flash = self.flash().filter(|f| f.key.starts_with("flash-"))?;
        let mut args = crate::Args::new();
        for (gap, value) in &flash.gaps {
            match value.parse::<f64>() {
                Ok(number) => args.set(gap.clone(), number),
                Err(_) => args.set(gap.clone(), value.clone()),
            }
        }
        self.app().words().text(self.lang(), &flash.key, &args).ok()
    }

    fn user(&self, ctx: &Ctx) -> User {
        let actor: &Actor = &ctx.actor;
        User {
            name: actor.name.clone(),
            role: actor.role.code(),
            municipality: actor.municipality.map(|code| self.app().area_name(code)),
            purpose: ctx.purpose.0.clone(),
            purposes: self.app().purposes(actor).into_iter().map(|p| p.0).collect(),
            compartment: actor.role.compartments().last().map_or("open", |c| c.code()),
        }
    }
}

fn link(nav: &Nav, path: &str) -> Link {
    let below = path.strip_prefix(nav.href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    Link { key: nav.key, href: nav.href, icon: nav.icon, here: path == nav.href || (nav.href != "/" && below) }
}

fn searched(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let found = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| path == "/zoeken" && key == "q");
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Pages are about people's yards: no cache keeps them unless a handler says so.
pub(crate) fn not_kept(response: &mut Response) {
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_its_cookie() {
        let flash = Flash::new("flash-imported").with("n", 1208).with("bron", "dumpingen & meer");
        assert_eq!(Flash::from_cookie(&flash.to_cookie()), Some(flash));
        assert_eq!(Flash::from_cookie("x=y"), None);
    }

    #[test]
    fn what_was_searched_is_shown_on_the_search_page_only() {
        assert_eq!(searched("/zoeken?q=Achter+weg"), "Achter weg");
        assert_eq!(searched("/erven?q=Achter+weg"), "");
    }
}
