// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Gives somebody a new password, or takes the account out of use. Either ends all sessions of that person.

use erf_base::Ctx;
use erf_store::{
    Db,
    audit::{self, Action},
};
use erf_web::Sessions;

use crate::{
    create_account::{AccountError, Created},
    passphrase::{self, SHORTEST},
    store,
};

/// Gives an account a made-up passphrase.
pub async fn renew_password(db: &Db, ctx: &Ctx, login: &str) -> Result<Created, AccountError> {
    let passphrase = passphrase::generate()?;
    set_password(db, ctx, login, &passphrase).await?;
    Ok(Created { login: login.to_owned(), passphrase })
}

/// Gives an account a chosen password.
pub async fn set_password(db: &Db, ctx: &Ctx, login: &str, password: &str) -> Result<(), AccountError> {
    if password.chars().count() < SHORTEST {
        return Err(AccountError::Short);
    }
    let hash = passphrase::hash(password).await?;
    let mut tx = db.begin().await?;
    let account = store::by_login(&mut tx, login).await?.ok_or_else(|| AccountError::Unknown(login.to_owned()))?;
    store::set_password_hash(&mut tx, account.id, hash).await?;
    store::forget_attempts(&mut tx, login).await?;
    Sessions::close_all_of(&mut tx, &account.actor_id()).await?;
    audit::write(&mut tx, ctx, Action::on("wachtwoord vernieuwd", "gebruiker", account.actor_id())).await?;
    Ok(tx.commit().await?)
}

/// Takes an account out of use; what this person did stays in the audit trail.
pub async fn retire_account(db: &Db, ctx: &Ctx, login: &str) -> Result<(), AccountError> {
    let mut tx = db.begin().await?;
    let account = store::by_login(&mut tx, login).await?.ok_or_else(|| AccountError::Unknown(login.to_owned()))?;
    store::set_inactive(&mut tx, account.id).await?;
    Sessions::close_all_of(&mut tx, &account.actor_id()).await?;
    audit::write(&mut tx, ctx, Action::on("uit gebruik genomen", "gebruiker", account.actor_id())).await?;
    Ok(tx.commit().await?)
}
