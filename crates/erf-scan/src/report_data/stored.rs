// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The report of a scan that is kept.

use std::collections::BTreeSet;

use erf_accounts::People;
use erf_base::{Ctx, Denied, Permission, Role, Scope};
use erf_report::{
    nl,
    scan::{Approval, Contact, ScanReport},
};
use erf_store::{Db, StoreError, Tx};

use super::{
    From,
    narrow::{self, Told},
};
use crate::{
    area, compute,
    life::{ScanId, State},
    model::Scored,
    share::{self, ShareError},
    store::{
        cards, corrections, dossier, inputs, load, report,
        scans::{self, Scan},
    },
};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportDataError {
    /// Not allowed, or no such scan in scope: the same answer, so that nothing is told.
    #[error("deze scan is er niet (meer)")]
    NotFound,
    /// Nobody approved it, or it expired.
    #[error("deze scan staat op «{0}». Een rapport kan pas na de vaststelling, en niet meer als de scan is vervallen")]
    NotInUse(State),
    /// Nothing is handed over.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Counting stopped halfway.
    #[error(transparent)]
    Stopped(#[from] tokio::task::JoinError),
}

impl std::convert::From<Denied> for ReportDataError {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

/// The report without places, for everybody who reads totals; somebody of one municipality gets what is told of that one. Typeset it as [`erf_report::scan::Audience::Public`].
pub async fn public(db: &Db, ctx: &Ctx, id: ScanId, contact: Contact) -> Result<ScanReport, ReportDataError> {
    let scope = ctx.permit(Permission::ReadScanTotals)?;
    let mut readers = db.read_together(load::readers()).await?;
    let scan = in_use(&mut readers[0], &scope, id).await?;
    let scored = dossier::whole(&mut readers[0], &scope, &scan).await?;
    let told = Telling { scope: &scope, scan: &scan, scored: &scored, paused: &BTreeSet::new() };
    make(readers, told, (contact, by_role)).await
}

/// The report with the list of places, for a recipient that was noted; places that are kept back are not on the list, and who was
/// noted for one municipality is told of that one.
pub async fn internal(db: &Db, ctx: &Ctx, id: ScanId, recipient: i64, contact: Contact) -> Result<ScanReport, ReportDataError> {
    let scope = ctx.permit(Permission::ShareScans)?;
    let mut tx = db.read().await?;
    let scan = in_use(&mut tx, &scope, id).await?;
    drop(tx);
    let handed = share::hand_over(db, ctx, id, recipient).await?;
    let scope = scope.narrowed(handed.recipient.municipality);
    let mut readers = db.read_together(load::readers()).await?;
    let scored = dossier::whole(&mut readers[0], &scope, &scan).await?;
    let left_out = left_out(&scored, &handed.places);
    let told = Telling { scope: &scope, scan: &scan, scored: &scored, paused: &left_out };
    let mut report = make(readers, told, (contact, People::name)).await?;
    report.paused = handed.kept_back.objected;
    report.visits.advice.extend(decided_not(handed.kept_back.decided_not));
    Ok(report)
}

/// Why the list is shorter than the proposal, beside objections.
fn decided_not(places: u64) -> Option<String> {
    let (said, counted) = match places {
        0 => return None,
        1 => ("Eén plek staat".to_owned(), "telt zij"),
        n => (format!("{} plekken staan", nl::count(n)), "tellen zij"),
    };
    Some(format!("{said} niet op de lijst en niet op de kaart: een mens besloot daar niet langs te gaan. In de totalen {counted} wel mee."))
}

/// Places of the list that were not handed over.
fn left_out(scored: &[Scored], handed: &[Scored]) -> BTreeSet<String> {
    let handed: BTreeSet<&str> = handed.iter().map(|place| place.place.as_str()).collect();
    let listed = scored.iter().filter(|place| place.points > 0 || place.proposed);
    listed.filter(|place| !handed.contains(place.place.as_str())).map(|place| place.place.clone()).collect()
}

/// What is told to whom.
#[derive(Clone, Copy)]
struct Telling<'a> {
    scope: &'a Scope,
    scan: &'a Scan,
    scored: &'a [Scored],
    paused: &'a BTreeSet<String>,
}

/// A scan in use.
async fn in_use(tx: &mut Tx, scope: &Scope, id: ScanId) -> Result<Scan, ReportDataError> {
    let scan = scans::lookup(tx, scope, id).await?.ok_or(ReportDataError::NotFound)?;
    if scan.state().is_in_use() { Ok(scan) } else { Err(ReportDataError::NotInUse(scan.state())) }
}

async fn make(
    mut readers: Vec<Tx>,
    Telling { scope, scan, scored, paused }: Telling<'_>,
    (contact, called): (Contact, fn(&People, &str) -> String),
) -> Result<ScanReport, ReportDataError> {
    let order = scan.order().ok_or(ReportDataError::NotFound)?;
    let card = cards::lookup(&mut readers[0], scope, scan.card).await?.ok_or(ReportDataError::NotFound)?;
    let used: BTreeSet<i64> = inputs::numbers(&mut readers[0], scan.number()).await?.into_iter().collect();
    let (region, mut tx) = compute::load(readers, &order, Some(&used)).await?;
    let (area, _) = area::resolve(&order, &region).map_err(|_| ReportDataError::NotFound)?;
    let summary = scans::whole_summary(&mut tx, scan).await?.ok_or(ReportDataError::NotFound)?;
    let whole = Told { region, area, area_name: scan.area_name.clone(), summary };
    let own = scope.municipality().filter(|_| !scan.is_whole_for(scope));
    let told = match own {
        Some(own) => narrow::to(own, whole, &card.card, scored).await?,
        None => whole,
    };
    let water = report::water(&mut tx, &used).await?;
    let lost_dumps = report::lost_dumps(&mut tx, &used).await?;
    let people = People::known(&mut tx).await?;
    let approval = scan.approved_by.as_ref().zip(scan.approved_at);
    let approval = approval.map(|(id, at)| Approval { name: called(&people, id), date: at.date() });
    Ok(super::of(&From {
        region: &told.region,
        area: &told.area,
        area_name: &told.area_name,
        part_of: own.map(|own| (own, scan.area_name.as_str())),
        order: &order,
        card: &card.card,
        scored,
        paused,
        summary: &told.summary,
        inputs_hash: &scan.input_hash,
        results_hash: &scan.result_hash,
        author: &called(&people, &scan.author),
        approval,
        contact,
        expires: scan.expires,
        corrections: corrections::of_scan(&mut tx, scope, scan).await?.len(),
        water: &water,
        lost_dumps,
    }))
}

/// In public somebody is a role: who it was is not for everybody.
fn by_role(people: &People, id: &str) -> String {
    let words = match people.role(id) {
        Some(Role::SafetyAdviser) => "een adviseur openbare veiligheid",
        Some(Role::Analyst) => "een RIEC-analist",
        Some(Role::ProgrammeLeader) => "de projectleider",
        Some(Role::PrivacyOfficer) => "de functionaris gegevensbescherming",
        Some(Role::SteeringGroup) => "een lid van de stuurgroep",
        Some(Role::Operator) => "een beheerder",
        None => "een medewerker",
    };
    words.to_owned()
}
