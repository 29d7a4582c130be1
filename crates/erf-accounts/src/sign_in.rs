// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Signing in. A wrong password and an unknown name cannot be told apart, by words or by time.

use std::collections::BTreeMap;

use axum::{
    extract::{Form as Sent, Query},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use erf_base::{At, Ctx};
use erf_store::audit::{self, Action};
use erf_web::{App, Form, Sessions, Visitor, WebError, safe_target, see_other, with_parameter};
use serde::Serialize;

use crate::{
    model::{Account, purposes},
    passphrase, store,
};

#[derive(Serialize)]
struct SignInPage {
    form: Form,
    target: String,
    people: Vec<Person>,
    nobody: bool,
    wait_minutes: Option<i64>,
}

#[derive(Serialize)]
struct Person {
    id: i64,
    name: String,
    role: &'static str,
    municipality: Option<String>,
}

/// GET `/aanmelden`.
pub(crate) async fn show(visitor: Visitor, Query(query): Query<BTreeMap<String, String>>) -> Result<Response, WebError> {
    let target = safe_target(query.get("naar").map_or("/", String::as_str)).to_owned();
    let page = page(visitor.app(), Form::default(), target).await?;
    visitor.page("accounts/sign_in.html", &page)
}

/// The names of the demo users are read only while the demo runs.
async fn page(app: &App, form: Form, target: String) -> Result<SignInPage, WebError> {
    let mut tx = app.db().read().await?;
    let users = if app.demo() { store::demo_users(&mut tx).await? } else { Vec::new() };
    let nobody = !store::anybody(&mut tx).await?;
    let people = users.into_iter().map(|user| Person {
        id: user.id,
        role: user.role.code(),
        municipality: user.municipality.map(|code| app.area_name(code)),
        name: user.name,
    });
    Ok(SignInPage { form, target, people: people.collect(), nobody, wait_minutes: None })
}

/// POST `/aanmelden`.
pub(crate) async fn sign_in(visitor: Visitor, headers: HeaderMap, Sent(pairs): Sent<Vec<(String, String)>>) -> Result<Response, WebError> {
    let password = pairs.iter().find(|(name, _)| name == "wachtwoord").map(|(_, value)| value.clone()).unwrap_or_default();
    let mut form = Form::sent(pairs);
    form.forget("wachtwoord");
    let login = form.required("naam", "sign-in-name-missing").to_lowercase();
    if password.is_empty() {
        form.fault("wachtwoord", "sign-in-password-missing");
    }
    let target = safe_target(form.value("naar")).to_owned();
    if !form.is_right() {
        return refused(&visitor, form, target, None).await;
    }
    match attempt(&visitor, &login, &password).await? {
        Outcome::Right(account) => {
            let why = with_parameter("/aanmelden/doel", "naar", Some(&target));
            let next = if purposes(&account.actor()).len() > 1 { why } else { target };
            welcome(&visitor, &headers, &account, &next).await
        }
        Outcome::Wrong => {
            form.fault("naam", "sign-in-wrong");
            refused(&visitor, form, target, None).await
        }
        Outcome::Wait(minutes) => refused(&visitor, form, target, Some(minutes)).await,
    }
}

async fn refused(visitor: &Visitor, form: Form, target: String, wait_minutes: Option<i64>) -> Result<Response, WebError> {
    let page = SignInPage { wait_minutes, ..page(visitor.app(), form, target).await? };
    let status = if wait_minutes.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    visitor.page_with_status(status, "accounts/sign_in.html", &page)
}

enum Outcome {
    Right(Box<Account>),
    Wrong,
    Wait(i64),
}

/// Counts first, then checks; the same statements and the same work for every name.
async fn attempt(visitor: &Visitor, login: &str, password: &str) -> Result<Outcome, WebError> {
    let app = visitor.app();
    let now = app.clock().now();
    let mut tx = app.db().begin().await?;
    if let Some(until) = store::attempts(&mut tx, login).await?.and_then(|earlier| earlier.wait_until(now)) {
        return Ok(Outcome::Wait(minutes(now, until)));
    }
    store::count_attempt(&mut tx, login, now).await?;
    let account = store::by_login(&mut tx, login).await?;
    let kept = store::password_hash(&mut tx, account.as_ref().map_or(0, |account| account.id)).await?;
    tx.commit().await?;
    let right = passphrase::verify(password, kept).await.map_err(WebError::internal)?;
    let id = account.as_ref().map_or_else(|| "onbekend".to_owned(), Account::actor_id);
    match account.filter(|_| right) {
        Some(account) => Ok(Outcome::Right(Box::new(account))),
        None => {
            let mut tx = app.db().begin().await?;
            audit::write(&mut tx, &page_itself(visitor), Action::on("aanmelden mislukt", "gebruiker", id)).await?;
            tx.commit().await?;
            Ok(Outcome::Wrong)
        }
    }
}

fn minutes(now: At, until: At) -> i64 {
    ((until.0 - now.0) / 60_000_000).max(0) + 1
}

/// Nobody is signed in yet: the page is the actor.
fn page_itself(visitor: &Visitor) -> Ctx {
    let mut ctx = Ctx::operator(visitor.app().clock().clone(), "aanmelden");
    ctx.actor.id = "aanmeldpagina".to_owned();
    ctx.request_id = visitor.request_id().to_owned();
    ctx
}

/// POST `/aanmelden/demo`.
pub(crate) async fn sign_in_demo(
    visitor: Visitor,
    headers: HeaderMap,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let app = visitor.app();
    if !app.demo() {
        return Err(WebError::NotFound);
    }
    let form = Form::sent(pairs);
    let mut tx = app.db().read().await?;
    let users = store::demo_users(&mut tx).await?;
    drop(tx);
    let user = users.into_iter().find(|user| user.id.to_string() == form.value("wie")).ok_or(WebError::NotFound)?;
    welcome(&visitor, &headers, &user, safe_target(form.value("naar"))).await
}

/// A new session instead of the one this browser had.
async fn welcome(visitor: &Visitor, headers: &HeaderMap, account: &Account, next: &str) -> Result<Response, WebError> {
    let app = visitor.app();
    let actor = account.actor();
    let purpose = purposes(&actor).into_iter().next().ok_or(WebError::NotAllowed)?;
    let ctx = Ctx { actor, purpose, clock: app.clock().clone(), request_id: visitor.request_id().to_owned() };
    let mut tx = app.db().begin().await?;
    store::forget_attempts(&mut tx, &account.login).await?;
    Sessions::close(&mut tx, app, headers).await?;
    let cookie = Sessions::open(&mut tx, app, &ctx.actor, &ctx.purpose).await?;
    audit::write(&mut tx, &ctx, Action::on("aangemeld", "gebruiker", &ctx.actor.id)).await?;
    tx.commit().await?;
    let mut response = see_other(next);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
