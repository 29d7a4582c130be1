// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The five people of the demo region. They do not exist, have no password, and get in only while the demo runs.

use erf_base::{Ctx, MunicipalityCode, Role};
use erf_store::{
    Db, StoreError,
    audit::{self, Action},
};

use crate::{
    model::login_from,
    store::{self, NewAccount},
};

const PEOPLE: [(&str, Role); 5] = [
    ("Anna de Vries", Role::SafetyAdviser),
    ("Bilal Kuiper", Role::Analyst),
    ("Carla Mulder", Role::ProgrammeLeader),
    ("Daan Visser", Role::PrivacyOfficer),
    ("Els Bakker", Role::SteeringGroup),
];

/// Adds the demo users that are not there yet; the safety adviser works for this municipality.
pub async fn create_demo_accounts(db: &Db, ctx: &Ctx, municipality: MunicipalityCode) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    for (name, role) in PEOPLE {
        let login = login_from(name);
        if store::by_login(&mut tx, &login).await?.is_some() {
            continue;
        }
        let own = (role == Role::SafetyAdviser).then_some(municipality);
        let new = NewAccount { login: &login, name, role, municipality: own, password_hash: None, demo: true };
        let id = store::insert(&mut tx, new, ctx.now()).await?;
        audit::write(&mut tx, ctx, Action::on("toegevoegd", "gebruiker", format!("m{id}"))).await?;
    }
    tx.commit().await
}
