// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who is signed in: a secret in a cookie, and only its hash in the database.

use axum::http::{HeaderMap, HeaderValue};
use erf_base::{Actor, At, Purpose};
use erf_store::{Db, Migration, StoreError, Tx, query};
use sha2::{Digest, Sha256};

use crate::{App, WebError, cookies};

const COOKIE: &str = "erf_sessie";
/// A working day; nobody stays signed in overnight.
const LASTS_SECONDS: i64 = 10 * 3600;

/// The tables of this crate.
pub fn migrations() -> &'static [Migration] {
    const SESSIONS: Migration = Migration {
        name: "web/0001-session",
        sql: "CREATE TABLE web_session (
                token_hash bytea PRIMARY KEY,
                actor_id text NOT NULL,
                actor jsonb NOT NULL,
                purpose text NOT NULL,
                expires timestamptz NOT NULL
              );
              CREATE INDEX web_session_actor ON web_session (actor_id);",
    };
    &[SESSIONS]
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// Why, as chosen at sign-in or later.
    pub purpose: Purpose,
    /// Until when.
    pub expires: At,
}

/// Begins and ends sessions. What writes takes the transaction of the caller, who writes the audit row in the same one.
pub struct Sessions;

impl Sessions {
    /// Begins a session and returns the header that hands the secret to the browser.
    pub async fn open(tx: &mut Tx, app: &App, actor: &Actor, purpose: &Purpose) -> Result<HeaderValue, WebError> {
        let secret = secret()?;
        let json = serde_json::to_value(actor).map_err(WebError::internal)?;
        query("INSERT INTO web_session (token_hash, actor_id, actor, purpose, expires) VALUES ($1, $2, $3, $4, $5)")
            .bind(hash(&secret))
            .bind(&actor.id)
            .bind(json)
            .bind(&purpose.0)
            .bind(app.clock().now().plus_seconds(LASTS_SECONDS))
            .run(tx)
            .await?;
        Ok(cookies::keep(COOKIE, &secret, app.https(), None))
    }

    /// Ends the session of this browser and returns the header that removes the secret. Old sessions go too.
    pub async fn close(tx: &mut Tx, app: &App, headers: &HeaderMap) -> Result<HeaderValue, WebError> {
        let own = secret_of(app, headers).map(|s| hash(&s)).unwrap_or_default();
        query("DELETE FROM web_session WHERE token_hash = $1 OR expires < $2").bind(own).bind(app.clock().now()).run(tx).await?;
        Ok(cookies::drop(COOKIE, app.https()))
    }

    /// Ends all sessions of somebody whose role changed or who left.
    pub async fn close_all_of(tx: &mut Tx, actor_id: &str) -> Result<u64, StoreError> {
        query("DELETE FROM web_session WHERE actor_id = $1").bind(actor_id).run(tx).await
    }

    /// Changes the purpose of this browser's session.
    pub async fn set_purpose(tx: &mut Tx, app: &App, headers: &HeaderMap, purpose: &Purpose) -> Result<(), WebError> {
        let own = secret_of(app, headers).map(|s| hash(&s)).ok_or(WebError::NotSignedIn)?;
        query("UPDATE web_session SET purpose = $1 WHERE token_hash = $2").bind(&purpose.0).bind(own).run(tx).await?;
        Ok(())
    }

    /// Whose browser this is.
    pub async fn of(db: &Db, app: &App, headers: &HeaderMap) -> Result<Option<Session>, WebError> {
        let Some(secret) = secret_of(app, headers) else { return Ok(None) };
        let mut tx = db.read().await?;
        let found: Option<(serde_json::Value, String, At)> =
            query("SELECT actor, purpose, expires FROM web_session WHERE token_hash = $1").bind(hash(&secret)).maybe(&mut tx).await?;
        let Some((actor, purpose, expires)) = found.filter(|(_, _, expires)| *expires > app.clock().now()) else { return Ok(None) };
        let actor = serde_json::from_value(actor).map_err(WebError::internal)?;
        Ok(Some(Session { actor, purpose: Purpose(purpose), expires }))
    }
}

fn secret_of(app: &App, headers: &HeaderMap) -> Option<String> {
    cookies::read(headers, &cookies::name(COOKIE, app.https())).filter(|secret| !secret.is_empty())
}

fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// 256 bits from the operating system.
fn secret() -> Result<String, WebError> {
    Ok(hex(&random::<32>()?))
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], WebError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| WebError::internal(e.to_string()))?;
    Ok(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
