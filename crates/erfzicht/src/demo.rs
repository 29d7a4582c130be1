// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `demo`: write the fictional region, bring it in through the front door, open the website.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use erf_places::register::Register;
use erf_report::scan::Contact;
use erf_scan::{
    algorithm_card::{PUBLISHER_SETTING, Publisher},
    report_data::CONTACT_SETTING,
};
use erf_store::{DatabaseUrl, setting};

use crate::say::{self, say, tell};
use crate::{
    args::{DataPlace, Demo},
    demo_linkages, demo_scans, evaluate, import,
    progress::Bar,
    region::{self, Region},
    website,
};

const DIR: &str = "erfzicht-demo";
/// Name of the setting that says which demo is in a database.
const WHICH: &str = "demo";

/// Runs `demo`.
pub async fn run(place: &DataPlace, demo: Demo) -> Result<()> {
    let options = erf_demo::Options { scale: demo.scale, seed: demo.seed, date: demo.date };
    if let Some(dir) = &demo.files {
        return write(&options, dir);
    }
    if demo.evaluate && demo.json {
        say::only_the_answer();
    }
    write_before_opening(place, &options)?;
    let mut region = Region::open(place, DIR, "demo").await?;
    let wanted = format!("{} {} {} {}", demo.scale, demo.seed, demo.date, env!("CARGO_PKG_VERSION"));
    let files = files_in(&region.dir);
    if found(&region).await?.as_deref() != Some(&wanted) {
        fill(&mut region, &options, &files, &wanted).await?;
    }
    if demo.evaluate {
        return evaluate::run(&region, &files.join("truth"), demo.json).await;
    }
    say!("De regio is verzonnen: niets erin bestaat echt. Kies op de inlogpagina wie u bent.");
    website::open(region, ([127, 0, 0, 1], demo.port).into(), true).await
}

fn files_in(dir: &Path) -> PathBuf {
    dir.join("bestanden")
}

/// The files come before the database: options that cannot be must not leave an empty region behind.
fn write_before_opening(place: &DataPlace, options: &erf_demo::Options) -> Result<()> {
    match region::whereabouts(place, DIR)? {
        (dir, DatabaseUrl::File(database)) if !database.exists() && !files_in(&dir).exists() => {
            region::in_private(&dir, || write(options, &files_in(&dir)))
        }
        _ => Ok(()),
    }
}

async fn found(region: &Region) -> Result<Option<String>> {
    let mut tx = region.db.read().await?;
    let found: Option<String> = setting::get(&mut tx, WHICH).await?;
    if found.is_none() && erf_places::any_delivery(&mut tx).await? {
        bail!("{} bevat al gegevens die niet van een demo zijn. Kies een andere map met --dir", region.dir.display());
    }
    Ok(found)
}

async fn fill(region: &mut Region, options: &erf_demo::Options, files: &Path, wanted: &str) -> Result<()> {
    if found(region).await?.is_some() {
        bail!("{} bevat een demo met andere instellingen. Verwijder die map, of kies een andere met --dir", region.dir.display());
    }
    if !files.join("leveringen.toml").exists() {
        write(options, files)?;
    }
    region.stand_still(options.date).await?;
    let register = Register::read(&files.join("leveringen.toml"))?;
    region.name.clone_from(&register.region);
    region.rename(&register.region).await?;
    introduce(region).await?;
    let refused = import::take_in(region, &register.offers, true).await?;
    if refused > 0 {
        bail!("{refused} bestanden van de demo zijn geweigerd");
    }
    let municipality = erf_places::first_municipality(&region.db).await?.context("de demo heeft geen gemeente met erven")?;
    erf_accounts::create_demo_accounts(&region.db, &region.ctx, municipality).await?;
    let bar = Bar::new();
    demo_scans::fill(region, municipality, &bar).await?;
    demo_linkages::fill(region).await?;
    bar.finish();
    let mut tx = region.db.begin().await?;
    setting::set(&mut tx, WHICH, &wanted.to_owned()).await?;
    Ok(tx.commit().await?)
}

/// Whom to call and who publishes the algorithm: as fictional as the region. The number is one that is never given out, and `.example`
/// leads nowhere.
async fn introduce(region: &Region) -> Result<()> {
    let email = "veiligbuitengebied@markerwaard.example".to_owned();
    let contact = Contact {
        name: "Loket Veilig Buitengebied".into(),
        role: String::new(),
        organisation: region.name.clone(),
        email: email.clone(),
        phone: "0320 000 000".into(),
    };
    let publisher = Publisher {
        organization: region.name.clone(),
        contact_email: email,
        status: "In gebruik".into(),
        begin_date: region.ctx.clock.today().strftime("%Y-%m").to_string(),
        website: "https://markerwaard.example".into(),
        lawful_basis: "Gemeentewet artikel 172 en AVG artikel 6 lid 1 onder e".into(),
        ..Publisher::default()
    };
    let mut tx = region.db.begin().await?;
    setting::set(&mut tx, CONTACT_SETTING, &contact).await?;
    setting::set(&mut tx, PUBLISHER_SETTING, &publisher).await?;
    Ok(tx.commit().await?)
}

/// Writes beside the goal first: a demo that was cut off is written again from the start.
fn write(options: &erf_demo::Options, dir: &Path) -> Result<()> {
    let bar = Bar::new();
    let part = PathBuf::from(format!("{}.part", dir.display()));
    if part.exists() {
        std::fs::remove_dir_all(&part)?;
    }
    if dir.exists() {
        bail!("{} bestaat al. Kies een andere map", dir.display());
    }
    let mut last = String::new();
    erf_demo::write_region(options, &part, &mut |what, done, total| {
        if what != last {
            bar.subject(what);
            last = what.to_owned();
        }
        erf_places::watch::Watch::progress(&bar, done, total);
    })?;
    std::fs::rename(&part, dir).with_context(|| format!("{} kan niet op zijn plaats worden gezet", part.display()))?;
    bar.finish();
    tell!("De bestanden van de regio staan in {}", dir.display());
    Ok(())
}
