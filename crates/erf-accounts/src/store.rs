// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every statement on the tables of this crate.

use erf_base::{At, MunicipalityCode, Role};
use erf_store::{StoreError, Tx, query};
use sha2::{Digest, Sha256};

use crate::model::{Account, Attempts, FORGOTTEN_SECONDS};

/// All accounts by sign-in name.
pub async fn list(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    query("SELECT id, login, name, role, municipality, active, demo, created FROM account ORDER BY login").all(tx).await
}

/// The account with this sign-in name.
pub(crate) async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Account>, StoreError> {
    query("SELECT id, login, name, role, municipality, active, demo, created FROM account WHERE login = $1").bind(login).maybe(tx).await
}

/// The demo users that may sign in.
pub(crate) async fn demo_users(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    query("SELECT id, login, name, role, municipality, active, demo, created FROM account WHERE demo AND active ORDER BY id").all(tx).await
}

/// Whether anybody could sign in at all.
pub(crate) async fn anybody(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(query("SELECT id FROM account WHERE active LIMIT 1").maybe::<(i64,)>(tx).await?.is_some())
}

/// What the password of an active account is compared with.
pub(crate) async fn password_hash(tx: &mut Tx, id: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT password_hash FROM account WHERE id = $1 AND active";
    Ok(query(sql).bind(id).maybe::<(Option<String>,)>(tx).await?.and_then(|(hash,)| hash))
}

/// What a new account needs.
pub(crate) struct NewAccount<'a> {
    pub(crate) login: &'a str,
    pub(crate) name: &'a str,
    pub(crate) role: Role,
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) password_hash: Option<String>,
    pub(crate) demo: bool,
}

/// Adds an account; gives its number.
pub(crate) async fn insert(tx: &mut Tx, new: NewAccount<'_>, now: At) -> Result<i64, StoreError> {
    query(
        "INSERT INTO account (login, name, role, municipality, password_hash, active, demo, created)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(new.login)
    .bind(new.name)
    .bind(new.role)
    .bind(new.municipality)
    .bind(new.password_hash)
    .bind(true)
    .bind(new.demo)
    .bind(now)
    .scalar(tx)
    .await
}

pub(crate) async fn set_password_hash(tx: &mut Tx, id: i64, hash: String) -> Result<(), StoreError> {
    query("UPDATE account SET password_hash = $2 WHERE id = $1").bind(id).bind(hash).run(tx).await.map(drop)
}

pub(crate) async fn set_inactive(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    query("UPDATE account SET active = $2 WHERE id = $1").bind(id).bind(false).run(tx).await.map(drop)
}

/// Earlier wrong attempts on a name.
pub(crate) async fn attempts(tx: &mut Tx, login: &str) -> Result<Option<Attempts>, StoreError> {
    let sql = "SELECT failed, last FROM sign_in_attempt WHERE login_hash = $1";
    Ok(query(sql).bind(key(login)).maybe::<(i64, At)>(tx).await?.map(|(failed, last)| Attempts { failed, last }))
}

/// Counts an attempt before it is checked, and forgets those of before yesterday.
pub(crate) async fn count_attempt(tx: &mut Tx, login: &str, now: At) -> Result<(), StoreError> {
    query("DELETE FROM sign_in_attempt WHERE last < $1").bind(now.plus_seconds(-FORGOTTEN_SECONDS)).run(tx).await?;
    query(
        "INSERT INTO sign_in_attempt (login_hash, failed, last) VALUES ($1, 1, $2)
         ON CONFLICT (login_hash) DO UPDATE SET failed = sign_in_attempt.failed + 1, last = excluded.last",
    )
    .bind(key(login))
    .bind(now)
    .run(tx)
    .await
    .map(drop)
}

/// After a right password.
pub(crate) async fn forget_attempts(tx: &mut Tx, login: &str) -> Result<(), StoreError> {
    query("DELETE FROM sign_in_attempt WHERE login_hash = $1").bind(key(login)).run(tx).await.map(drop)
}

/// What is typed may be anything, also a password in the wrong field: only its hash is kept.
fn key(login: &str) -> String {
    format!("{:x}", Sha256::digest(login))
}
