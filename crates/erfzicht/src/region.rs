// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The folder of a region: its database, its lock, its settings.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use erf_base::{Clock, Ctx, FixedClock, SystemClock};
use erf_places::{overview, receive::Program, steps, watch::Unwatched};
use erf_store::{DatabaseUrl, Db, audit, setting};
use erf_web::Works;
use jiff::civil::Date;

use crate::{args::DataPlace, wrong_use::WrongUse};

/// An opened region.
pub struct Region {
    /// Its database.
    pub db: Db,
    /// Turns for long work.
    pub works: Arc<Works>,
    /// Who runs the command, and when.
    pub ctx: Ctx,
    /// Its folder.
    pub dir: PathBuf,
    /// Its name, for the header of every page.
    pub name: String,
    /// The program itself, to read spreadsheets in a child process.
    pub program: Program,
}

/// What to do when the database cannot be read any more.
pub(crate) const PUT_BACK: &str = "Zet een reservekopie terug met «erfzicht restore KOPIE --dir LEGE-MAP»";
/// Name of the setting that holds the name of the region.
const NAME: &str = "regio";
/// Name of the setting that makes time stand still, for the demo.
const STANDSTILL: &str = "peildatum";
/// What a command comes for that uses no data of partners, or opens the website, which keeps retention itself. Whatever else
/// comes is given no data past its retention date.
const USES_NOTHING: [&str; 5] = ["controle", "reservekopie", "instellen", "website", "demo"];

impl Region {
    /// Opens the region of a folder; makes both when they are not there.
    pub async fn open(place: &DataPlace, default_dir: &str, purpose: &str) -> Result<Self> {
        let (dir, url) = whereabouts(place, default_dir)?;
        make_private(&dir)?;
        let db = Db::open(&url).await.with_context(|| format!("de database ({url}) kan niet worden geopend"))?;
        let region = Self { program: std::env::current_exe().ok(), ..Self::on(db, dir, purpose).await? };
        if !USES_NOTHING.contains(&purpose) {
            region.keep_retention().await?;
        }
        Ok(region)
    }

    /// Opens a region that must be there already.
    pub async fn open_existing(place: &DataPlace, default_dir: &str, purpose: &str) -> Result<Self> {
        let (dir, url) = whereabouts(place, default_dir)?;
        match &url {
            DatabaseUrl::File(file) if !file.is_file() => {
                let said =
                    format!("In {} staat geen regio. Noem met --dir de map van uw regio, of begin met «erfzicht import»", dir.display());
                Err(WrongUse::error(said))
            }
            DatabaseUrl::File(file) if is_empty(file) => bail!("{} is leeg: er staat geen regio in. {PUT_BACK}", file.display()),
            DatabaseUrl::Postgres(_) if !dir.is_dir() => {
                Err(WrongUse::error(format!("De map {} bestaat niet. Noem met --dir de map van uw regio", dir.display())))
            }
            _ => Self::open(place, default_dir, purpose).await,
        }
    }

    /// The region in a database; `dir` holds its lock. Spreadsheets are read in this process.
    pub async fn on(db: Db, dir: PathBuf, purpose: &str) -> Result<Self> {
        let scans = erf_scan::store::MIGRATIONS;
        let linkages = erf_workbench::store::MIGRATIONS;
        db.migrate(&[erf_web::migrations(), erf_accounts::migrations(), erf_places::migrations(), scans, linkages]).await?;
        erf_places::seed_partners(&db).await?;
        // What rests on a delivery goes with it, in the same transaction.
        erf_places::steps::when_ended(erf_scan::expire::deliveries_ended);
        erf_places::steps::when_ended(erf_workbench::end::deliveries_ended);
        let works = Arc::new(Works::new(Some(dir.join("werk.lock"))));
        if let Some(_turn) = works.turn_now()? {
            erf_places::receive::clean_up(&db).await?;
        }
        let (name, clock) = settings(&db).await?;
        Ok(Self { db, works, ctx: Ctx::operator(clock, purpose), dir, name, program: None })
    }

    /// Ends what is past its retention date or its term. While other work is under way, it is waited for only when a delivery is.
    async fn keep_retention(&self) -> Result<()> {
        let overdue = overview::overdue(&mut self.db.read().await?, self.ctx.clock.today()).await?;
        let turn = match overdue {
            0 => self.works.turn_now()?,
            _ => Some(self.works.turn().await?),
        };
        match turn {
            Some(_turn) => end_what_is_over(&self.db, &self.ctx).await,
            None => Ok(()),
        }
    }

    /// Gives the region a name.
    pub async fn rename(&self, name: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        setting::set(&mut tx, NAME, &name.to_owned()).await?;
        audit::write(&mut tx, &self.ctx, audit::Action::on("ingesteld", "instelling", "naam van de regio")).await?;
        Ok(tx.commit().await?)
    }

    /// Makes time stand still at noon of a day: the demo region would otherwise expire.
    pub async fn stand_still(&mut self, date: Date) -> Result<()> {
        let mut tx = self.db.begin().await?;
        setting::set(&mut tx, STANDSTILL, &date.to_string()).await?;
        tx.commit().await?;
        self.ctx.clock = Arc::new(FixedClock::on(date));
        Ok(())
    }
}

/// Ends deliveries past their retention date, and scans and linkages past their term; one that fails keeps none of the others.
/// Whoever calls this holds a turn.
pub(crate) async fn end_what_is_over(db: &Db, ctx: &Ctx) -> Result<()> {
    let deliveries = steps::expire(db, ctx, &Unwatched).await;
    let scans = erf_scan::expire::daily(db, ctx).await;
    let linkages = erf_workbench::end::daily(db, ctx).await;
    deliveries.context("leveringen die over hun bewaartermijn heen zijn, konden niet worden verwijderd")?;
    scans.context("scans die over hun termijn heen zijn, konden niet worden beëindigd")?;
    linkages.context("koppelproeven die over hun termijn heen zijn, konden niet worden verwijderd")?;
    Ok(())
}

/// The folder and the database that were asked for.
pub(crate) fn whereabouts(place: &DataPlace, default_dir: &str) -> Result<(PathBuf, DatabaseUrl)> {
    let dir = place.dir.clone().unwrap_or_else(|| PathBuf::from(default_dir));
    let url = match &place.database_url {
        Some(url) => url.parse()?,
        None => DatabaseUrl::File(dir.join("erfzicht.db")),
    };
    Ok((dir, url))
}

async fn settings(db: &Db) -> Result<(String, Arc<dyn Clock>)> {
    let mut tx = db.read().await?;
    let name: Option<String> = setting::get(&mut tx, NAME).await?;
    let date: Option<String> = setting::get(&mut tx, STANDSTILL).await?;
    let clock: Arc<dyn Clock> = match date {
        Some(text) => Arc::new(FixedClock::on(text.parse()?)),
        None => Arc::new(SystemClock),
    };
    Ok((name.unwrap_or_else(|| "Uw regio".to_owned()), clock))
}

/// A file with nothing in it: one that was cut off, or made by something else.
fn is_empty(file: &Path) -> bool {
    file.metadata().is_ok_and(|about| about.len() == 0)
}

/// Does something in a folder; when that fails, a folder that was made for it goes again.
pub(crate) fn in_private(dir: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let there = dir.is_dir();
    make_private(dir)?;
    work().inspect_err(|_| {
        if !there {
            let _ = std::fs::remove_dir(dir);
        }
    })
}

/// Makes a folder that only its owner may enter.
fn make_private(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .with_context(|| format!("de map {} kan niet worden gemaakt", dir.display()))
}

#[cfg(test)]
mod tests {
    use erf_base::Compartment;
    use erf_places::model::{Format, Offer};
    use erf_store::audit::Filter;
    use jiff::civil::date;

    use super::*;

    fn offer() -> Offer {
        Offer {
            source: "vergunningen".into(),
            name: "Vergunningen".into(),
            holder: "Omgevingsdienst".into(),
            file: "v.csv".into(),
            format: Format::Csv,
            mapping: Some("kind = \"vergunning\"\n[columns]\nstreet = \"Straat\"\nnumber = \"Nr\"\n".into()),
            purpose: "bezoekronde".into(),
            legal_basis: "AVG artikel 6".into(),
            compartment: Compartment::Municipal,
            period_from: None,
            period_to: None,
            retention_until: date(2026, 12, 31),
            retention_by_default: false,
            municipality: None,
        }
    }

    /// A region with one delivery in use, on a day.
    async fn region(place: &DataPlace, today: Date) {
        let mut region = Region::open(place, "", "demo").await.unwrap();
        region.stand_still(date(2026, 10, 1)).await.unwrap();
        let path = region.dir.join("v.csv");
        std::fs::write(&path, "Straat;Nr\nAchterweg;12\n").unwrap();
        let taken = erf_places::receive::receive(&region.db, &region.ctx, &offer(), &path, None, Arc::new(Unwatched)).await.unwrap();
        steps::admit(&region.db, &region.ctx, &[taken.id], true, &Unwatched).await.unwrap();
        region.stand_still(today).await.unwrap();
    }

    /// Opens the region for something; says in which state its delivery is then, and how many are overdue.
    async fn opened(place: &DataPlace, purpose: &str) -> (String, usize) {
        let region = Region::open_existing(place, "", purpose).await.unwrap();
        let mut tx = region.db.read().await.unwrap();
        let overdue = overview::overdue(&mut tx, region.ctx.clock.today()).await.unwrap();
        (overview::lines(&mut tx).await.unwrap().remove(0).state, overdue)
    }

    #[tokio::test]
    async fn a_command_that_uses_data_is_given_none_past_its_retention_date() {
        for purpose in ["inlezen", "leveringen beheren", "koppelen", "meten", "rapport"] {
            let folder = tempfile::tempdir().unwrap();
            let place = DataPlace { dir: Some(folder.path().join("regio")), database_url: None };
            region(&place, date(2027, 1, 1)).await;
            assert_eq!(opened(&place, "controle").await, ("vrijgegeven".to_owned(), 1), "looking on changes nothing");
            assert_eq!(opened(&place, purpose).await, ("verlopen".to_owned(), 0), "{purpose}");
            let region = Region::open_existing(&place, "", "controle").await.unwrap();
            let trail = erf_store::audit::list(&mut region.db.read().await.unwrap(), &Filter::default(), 10, 0).await.unwrap();
            assert_eq!(trail.iter().filter(|entry| entry.action == "verlopen" && entry.object_kind == "levering").count(), 1);
        }
    }

    #[tokio::test]
    async fn on_its_last_day_and_where_time_stands_still_a_delivery_stays() {
        let folder = tempfile::tempdir().unwrap();
        let place = DataPlace { dir: Some(folder.path().join("regio")), database_url: None };
        region(&place, date(2026, 12, 31)).await;
        assert_eq!(opened(&place, "koppelen").await, ("vrijgegeven".to_owned(), 0));
    }
}
