// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `config`: what only whoever runs the machine may set. Every change leaves a line in the audit trail.

use anyhow::Result;
use erf_accounts::{create_account, list_accounts, renew_password, retire_account};
use erf_report::scan::Contact;
use erf_scan::{
    algorithm_card::{PUBLISHER_SETTING, Publisher},
    report_data::CONTACT_SETTING,
};
use erf_store::{audit, setting};
use serde::Serialize;

use crate::say::say;
use crate::{
    args::{Config, ContactLine, PublisherLine, UserCommand},
    region::Region,
    wrong_use::{WrongUse, filled},
};

/// Checks what was typed before anything is opened.
pub fn check(what: &Config) -> Result<()> {
    match what {
        Config::Region { name } => filled("de naam", name, "geef de regio een naam, zoals \"Waterland\""),
        Config::User(UserCommand::Add { name, .. }) => filled("--name", name, "geef een naam zoals \"Anna de Vries\""),
        _ => Ok(()),
    }
}

/// Whether a region may begin with this: everything else is about one that is there.
pub fn begins(what: &Config) -> bool {
    matches!(what, Config::Region { .. } | Config::User(UserCommand::Add { .. }))
}

/// Runs `config`.
pub async fn run(region: &Region, what: Config) -> Result<()> {
    match what {
        Config::Show => show(region).await,
        Config::Region { name } => region.rename(name.trim()).await,
        Config::User(what) => user(region, what).await,
        Config::Contact(line) => keep(region, CONTACT_SETTING, &contact(line)).await,
        Config::Register(line) => {
            let publisher = publisher(region, line)?;
            keep(region, PUBLISHER_SETTING, &publisher).await
        }
    }
}

async fn show(region: &Region) -> Result<()> {
    let mut tx = region.db.read().await?;
    let contact: Option<Contact> = setting::get(&mut tx, CONTACT_SETTING).await?;
    let publisher: Option<Publisher> = setting::get(&mut tx, PUBLISHER_SETTING).await?;
    say!("regio     {}\nmap       {}\ndatabase  {:?}", region.name, region.dir.display(), region.db.engine());
    let known = contact.map(|it| [it.name, it.role, it.organisation, it.email, it.phone].join(", "));
    say!("contact   {}", known.as_deref().unwrap_or("nog niet ingevuld: erfzicht config contact --hulp"));
    let known = publisher.map(|it| [it.organization, it.contact_email, it.status].join(", "));
    say!("register  {}", known.as_deref().unwrap_or("nog niet ingevuld: erfzicht config register --hulp"));
    Ok(())
}

async fn user(region: &Region, what: UserCommand) -> Result<()> {
    match what {
        UserCommand::Add { name, role, municipality } => {
            let created = create_account(&region.db, &region.ctx, &name, role, municipality).await?;
            say!("Gebruiker {name} is toegevoegd.");
            tell_once(&created);
        }
        UserCommand::Password { login } => tell_once(&renew_password(&region.db, &region.ctx, &login).await?),
        UserCommand::Retire { login } => {
            retire_account(&region.db, &region.ctx, &login).await?;
            say!("{login} kan niet meer inloggen. Wat deze gebruiker deed, blijft in het logboek staan.");
        }
        UserCommand::List => {
            for account in list_accounts(&mut region.db.read().await?).await? {
                let place = account.municipality.map(|code| code.to_string()).unwrap_or_default();
                let state = if account.active { "" } else { "uit gebruik" };
                say!("{:<24} {:<4} {:<5} {} {state}", account.login, account.role.code(), place, account.name);
            }
        }
    }
    Ok(())
}

fn tell_once(created: &erf_accounts::Created) {
    say!("Inlognaam:  {}\nWachtwoord: {}\nDit wachtwoord wordt niet nog eens getoond.", created.login, created.passphrase);
}

fn contact(line: ContactLine) -> Contact {
    Contact { name: line.name, role: line.role, organisation: line.organisation, email: line.email, phone: line.phone }
}

fn publisher(region: &Region, line: PublisherLine) -> Result<Publisher> {
    const STATES: [&str; 3] = ["In ontwikkeling", "In gebruik", "Buiten gebruik"];
    if !STATES.contains(&line.status.as_str()) {
        return Err(WrongUse::error(format!("de status {:?} bestaat niet; kies {}", line.status, STATES.join(", "))));
    }
    Ok(Publisher {
        organization: line.organisation.unwrap_or_else(|| region.name.clone()),
        contact_email: line.email,
        status: line.status,
        begin_date: line.begin,
        website: line.website,
        lawful_basis: line.basis,
        ..Publisher::default()
    })
}

async fn keep<T: Serialize + Sync>(region: &Region, name: &'static str, value: &T) -> Result<()> {
    let mut tx = region.db.begin().await?;
    setting::set(&mut tx, name, value).await?;
    audit::write(&mut tx, &region.ctx, audit::Action::on("ingesteld", "instelling", name)).await?;
    tx.commit().await?;
    say!("Bewaard. Bekijk het met «erfzicht config show».");
    Ok(())
}
