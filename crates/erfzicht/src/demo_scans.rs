// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The demo region is scanned as a programme would do it: partners sign, an analyst makes scans, the privacy officer approves,
//! an adviser visited after the scan of half a year ago. Everything through the same use cases as the pages.

use std::sync::Arc;

use anyhow::{Context, Result};
use erf_accounts::Account;
use erf_base::{Ctx, FixedClock, MunicipalityCode, Permission, Purpose, Rng, Role};
use erf_places::watch::Watch;
use erf_scan::{
    approve,
    card::{self, Variant},
    decide,
    life::{Choice, Format, ScanId, VisitOutcome, day_number},
    model::Order,
    order::{self, Asked},
    share::{self, NewRecipient},
    sign_card, store,
};
use jiff::{ToSpan, civil::Date};

use crate::region::Region;

/// Who signed the cards.
const PARTNERS: [(&str, &str); 2] = [("Gemeente", "voorzitter overleg AOV"), ("Omgevingsdienst", "teamleider toezicht")];
/// Visits to a municipality in a round.
const CAPACITY: u32 = 40;
/// Months between the two scans of the first municipality.
const MONTHS: i32 = 6;

/// The people of the demo who make and approve.
pub(crate) struct People {
    pub(crate) analyst: Account,
    officer: Account,
    pub(crate) adviser: Account,
}

/// Makes the scans of the demo; `home` is the municipality of its safety adviser.
pub async fn fill(region: &Region, home: MunicipalityCode, watch: &dyn Watch) -> Result<()> {
    round(region, home, watch).await?;
    let (people, today) = (people(region).await?, region.ctx.clock.today());
    for (code, name) in municipalities(region).await?.into_iter().filter(|(code, _)| *code != home) {
        approved(region, &people, today, order(&format!("Buitengebied {name}"), &code.to_string(), today), watch).await?;
    }
    waiting(region, watch).await
}

/// What concerns one municipality: signed cards, the scan of half a year ago with its visits, and that of today, handed over.
pub async fn round(region: &Region, home: MunicipalityCode, watch: &dyn Watch) -> Result<()> {
    let (people, today) = (people(region).await?, region.ctx.clock.today());
    let (analyst, officer) = (ctx(region, &people.analyst, today), ctx(region, &people.officer, today));
    for variant in [Variant::Municipal, Variant::Covenant] {
        let id = sign_card::new_version(&region.db, &analyst, &card::standard(variant)).await?;
        for ((partner, role), who) in PARTNERS.into_iter().zip([&analyst, &officer]) {
            sign_card::sign(&region.db, who, id, partner, role).await?;
        }
    }
    earlier(region, &people, home, watch).await?;
    let name = municipalities(region).await?.into_iter().find(|(code, _)| *code == home).map_or_else(|| home.to_string(), |(_, name)| name);
    let id = approved(region, &people, today, order(&format!("Buitengebied {name}"), &home.to_string(), today), watch).await?;
    hand_over(region, &people, id, today).await
}

pub(crate) async fn people(region: &Region) -> Result<People> {
    let mut tx = region.db.read().await?;
    let accounts = erf_accounts::list_accounts(&mut tx).await?;
    let of = |role| accounts.iter().find(|account| account.role == role).cloned().context("de demo mist een gebruiker");
    Ok(People { analyst: of(Role::Analyst)?, officer: of(Role::PrivacyOfficer)?, adviser: of(Role::SafetyAdviser)? })
}

/// Somebody of the demo at work on a day.
pub(crate) fn ctx(region: &Region, account: &Account, day: Date) -> Ctx {
    let purpose = Purpose("voorbereiden bezoekronde".into());
    Ctx { actor: account.actor(), purpose, clock: Arc::new(FixedClock::on(day)), request_id: region.ctx.request_id.clone() }
}

/// Municipalities with places, by name.
async fn municipalities(region: &Region) -> Result<Vec<(MunicipalityCode, String)>> {
    Ok(erf_places::municipalities(&region.db).await?)
}

fn order(name: &str, area: &str, day: Date) -> Order {
    Order {
        name: name.to_owned(),
        area: area.to_owned(),
        shape: None,
        variant: Variant::Municipal,
        ground: None,
        date: day_number(day),
        capacity: CAPACITY,
        random_share: 0.2,
        seed: 1,
    }
}

async fn made(region: &Region, people: &People, day: Date, order: Order, watch: &dyn Watch) -> Result<ScanId> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let ctx = ctx(region, &people.analyst, day);
    let id = order::make(&region.db, &ctx, &Asked { order, card: None }, threads, watch).await?;
    approve::ask(&region.db, &ctx, id).await?;
    Ok(id)
}

async fn approved(region: &Region, people: &People, day: Date, order: Order, watch: &dyn Watch) -> Result<ScanId> {
    let id = made(region, people, day, order, watch).await?;
    approve::approve(&region.db, &ctx(region, &people.officer, day), id).await?;
    Ok(id)
}

/// The scan of half a year ago, with the visits that followed.
async fn earlier(region: &Region, people: &People, home: MunicipalityCode, watch: &dyn Watch) -> Result<()> {
    let day = region.ctx.clock.today().saturating_sub(MONTHS.months());
    let id = approved(region, people, day, order("Voorjaarsronde", &home.to_string(), day), watch).await?;
    let adviser = ctx(region, &people.adviser, day);
    let mut rng = Rng::new(1);
    for place in proposed(region, &adviser, id).await? {
        let (choice, reason) = match rng.below(10) {
            0 => (Choice::Not, "Onlangs nog gesproken bij een andere gelegenheid"),
            1 => (Choice::MoreInformation, "Eerst navraag bij vergunningen"),
            _ => (Choice::Visit, "Past in de bezoekronde van dit voorjaar"),
        };
        decide::decide(&region.db, &adviser, id, &place, choice, reason, 0).await?;
        if choice == Choice::Visit {
            // Drawn, not taken from what the demo hides: the outcome of a visit is what an adviser wrote down.
            let outcome = match rng.below(20) {
                0 => VisitOutcome::Signal,
                1..=3 => VisitOutcome::Advice,
                _ => VisitOutcome::Nothing,
            };
            decide::visited(&region.db, &adviser, id, &place, outcome, day).await?;
        }
    }
    Ok(())
}

async fn proposed(region: &Region, ctx: &Ctx, id: ScanId) -> Result<Vec<String>> {
    let scope = ctx.permit(Permission::ReadScans)?;
    let mut tx = region.db.read().await?;
    let scan = store::scans::lookup(&mut tx, &scope, id).await?.context("de scan van de demo is er niet")?;
    let every = store::dossier::every(&mut tx, &scope, &scan, false).await?;
    Ok(every.into_iter().filter(|place| place.proposed).map(|place| place.place).collect())
}

async fn hand_over(region: &Region, people: &People, id: ScanId, today: Date) -> Result<()> {
    let new = NewRecipient {
        name: people.adviser.name.clone(),
        organisation: "Gemeente".into(),
        purpose: "najaarsronde De boer op voorbereiden".into(),
        destroy_by: today.saturating_add(3.months()),
        format: Format::Xlsx,
        form: "demo".into(),
    };
    share::share(&region.db, &ctx(region, &people.analyst, today), id, &new).await?;
    Ok(())
}

/// A scan of the region under the covenant that waits for somebody to check it.
pub async fn waiting(region: &Region, watch: &dyn Watch) -> Result<()> {
    let (people, today) = (people(region).await?, region.ctx.clock.today());
    let covenant = Order {
        variant: Variant::Covenant,
        ground: Some("Convenant Veilig Buitengebied Markerwaard, artikel 4".into()),
        capacity: 200,
        ..order("Regio onder het convenant", "regio", today)
    };
    made(region, &people, today, covenant, watch).await.map(drop)
}
