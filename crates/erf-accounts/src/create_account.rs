// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Adds somebody who may sign in. Done on the machine itself, by whoever may run the program there.

use erf_base::{Ctx, MunicipalityCode, Role};
use erf_store::{
    Db, StoreError, Tx,
    audit::{self, Action},
};

use crate::{
    model::login_from,
    passphrase::{self, PassphraseError, SHORTEST},
    store::{self, NewAccount},
};

/// An account that cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name has no letter to make a sign-in name of.
    #[error("de naam {0:?} bevat geen letters; geef een naam zoals \"Anna de Vries\"")]
    Name(String),
    /// A safety adviser works for one municipality.
    #[error("bij deze rol hoort een gemeente; geef de code van vier cijfers")]
    MunicipalityMissing,
    /// Nobody has this sign-in name.
    #[error("er is geen gebruiker met inlognaam {0:?}")]
    Unknown(String),
    /// The password can be guessed.
    #[error("het wachtwoord is te kort; gebruik ten minste {SHORTEST} tekens")]
    Short,
    /// The password cannot be computed.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the new user must be told; shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Created {
    /// What to type as a name.
    pub login: String,
    /// What to type as a password.
    pub passphrase: String,
}

/// Adds an account with a made-up passphrase.
pub async fn create_account(
    db: &Db,
    ctx: &Ctx,
    name: &str,
    role: Role,
    municipality: Option<MunicipalityCode>,
) -> Result<Created, AccountError> {
    let wanted = login_from(name);
    if wanted.is_empty() {
        return Err(AccountError::Name(name.to_owned()));
    }
    if role == Role::SafetyAdviser && municipality.is_none() {
        return Err(AccountError::MunicipalityMissing);
    }
    let passphrase = passphrase::generate()?;
    let hash = passphrase::hash(&passphrase).await?;
    let mut tx = db.begin().await?;
    let login = free_login(&mut tx, &wanted).await?;
    let new = NewAccount { login: &login, name: name.trim(), role, municipality, password_hash: Some(hash), demo: false };
    let id = store::insert(&mut tx, new, ctx.now()).await?;
    audit::write(&mut tx, ctx, Action::on("toegevoegd", "gebruiker", format!("m{id}"))).await?;
    tx.commit().await?;
    Ok(Created { login, passphrase })
}

/// The name itself, or with the first number that makes it new.
async fn free_login(tx: &mut Tx, wanted: &str) -> Result<String, StoreError> {
    let mut login = wanted.to_owned();
    let mut number = 1;
    while store::by_login(tx, &login).await?.is_some() {
        number += 1;
        login = format!("{wanted}{number}");
    }
    Ok(login)
}
