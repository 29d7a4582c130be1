// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Take a file in: read it, account for every row, keep it unused until it is released.
//!
//! Rows are written in portions, so that nobody waits long for the database. Until the last portion is in, the delivery is
//! *received* and nothing reads it; a process that is killed leaves such a delivery behind, or one whose rows were not yet
//! matched, and [`clean_up`] removes both.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use erf_base::{Ctx, MunicipalityCode};
use erf_readers::{
    Event, ReadError, Tally, bag,
    bag::BagRecord,
    features::{self, Feature},
    guard,
    mapping::{FeatureMapping, MappingError, TableMapping},
    table::{self, TableRow},
};
use erf_store::{Db, StoreError, audit};
use tokio::sync::mpsc;

use crate::{
    model::{Counts, DeliveryId, DeliveryState, Format, Offer},
    present::{Coverage, complete_for, day_number},
    refusal::Causes,
    store::{contents, contents::ContentWriter, deliveries, derived},
    watch::Watch,
};

/// How many things are handed over at once, and how many are written before others get their turn.
const HANDFUL: usize = 512;
const PORTION: i64 = 40_000;
/// The longest name of a delivery, in signs.
pub const LONGEST_NAME: usize = 200;

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The delivery.
    pub id: DeliveryId,
    /// Whether the same file was here already, read the same way: then nothing was done.
    pub known: bool,
    /// What became of its rows.
    pub counts: Counts,
    /// Parts of the file that were lost, as long as nobody put the delivery to use all the same.
    pub incomplete: Vec<String>,
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// The file cannot be used.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The mapping cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// A table came without a mapping.
    #[error("{0}: bij dit bestand hoort een kolomindeling. Geef die mee met --mapping, of kies er een op de pagina")]
    NoMapping(String),
    /// Shapes under the covenant would be on everybody's map.
    #[error(
        "{0}: een kaartlaag of BAG-extract ziet iedereen, dus die kan niet onder het convenant. Kies een ander compartiment, of lever de gegevens als tabel"
    )]
    CovenantGround(String),
    /// Nobody said who sent it, what it is for or which law allows it.
    #[error("{file}: er ontbreekt {}. Zonder herkomst, doel en grondslag wordt een bestand niet gebruikt: vul het in en bied het bestand dan opnieuw aan", .what.join(", "))]
    Unsaid {
        /// The file.
        file: String,
        /// What was left empty.
        what: Vec<&'static str>,
    },
    /// No list or letter has room for such a name.
    #[error("{file}: de naam van de levering telt {length} tekens. Kies een naam van ten hoogste {LONGEST_NAME} tekens")]
    LongName {
        /// The file.
        file: String,
        /// How long the name is.
        length: usize,
    },
    /// Nobody would ever meet its rows.
    #[error(
        "{file}: gemeente {code} komt in de aangeleverde gemeentegrenzen niet voor. Kies een gemeente die er wel in staat, lever eerst de \
         grens van deze gemeente, of laat de gemeente weg als het bestand over meer gemeenten gaat"
    )]
    NoSuchMunicipality {
        /// The file.
        file: String,
        /// What was said.
        code: MunicipalityCode,
    },
    /// It may no longer be kept.
    #[error("{0}: de bewaartermijn is al voorbij. Geef een dag op die nog komt, of vraag een nieuwe levering")]
    Overdue(String),
    /// The same file is here with another purpose, basis, holder, retention, period or municipality.
    #[error(
        "{file}: dit bestand is er al als levering {id}, maar met een andere {}. Dat verandert niet ongemerkt: trek die levering eerst in \
         (op de opdrachtregel met «erfzicht deliveries --withdraw {id} --reason REDEN») en bied het bestand dan opnieuw aan", .what.join(", ")
    )]
    SaidOtherwise {
        /// The file.
        file: String,
        /// The delivery that is here.
        id: DeliveryId,
        /// What differs.
        what: Vec<&'static str>,
    },
    /// Nothing in it could be used.
    #[error("{file}: {}", .causes.nothing_left())]
    Nothing {
        /// The file.
        file: String,
        /// Why rows were left out.
        causes: Causes,
    },
    /// Two different offers got the same number: one in a million million.
    #[error("dit bestand krijgt hetzelfde nummer als de levering {0:?}. Lever het aan onder een andere bron")]
    SameNumber(String),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where the program itself is, to read spreadsheets in a child process; `None` reads in this process (tests).
pub type Program = Option<PathBuf>;

/// Takes a file in. The same file, offered the same way, changes nothing.
pub async fn receive(
    db: &Db,
    ctx: &Ctx,
    offer: &Offer,
    path: &Path,
    program: Program,
    watch: Arc<dyn Watch>,
) -> Result<Received, ReceiveError> {
    if offer.retention_until < ctx.clock.today() {
        return Err(ReceiveError::Overdue(offer.file.clone()));
    }
    let what = offer.unsaid();
    if !what.is_empty() {
        return Err(ReceiveError::Unsaid { file: offer.file.clone(), what });
    }
    let length = offer.name.chars().count();
    if length > LONGEST_NAME {
        return Err(ReceiveError::LongName { file: offer.file.clone(), length });
    }
    let reading = Reading::of(offer, path, program)?;
    within_borders(db, offer, &reading).await?;
    let hash = erf_readers::file_hash(path).map_err(|cause| ReadError::io(Path::new(&offer.file), &cause))?;
    let id = DeliveryId::of(&hash, offer);
    if let Some(known) = already_here(db, id, offer, &hash).await? {
        return Ok(known);
    }
    let mut tx = db.begin().await?;
    contents::remove(&mut tx, id).await?;
    deliveries::receive(&mut tx, ctx, id, offer, &hash).await?;
    tx.commit().await?;
    let result = write_down(db, ctx, id, offer, reading, watch).await;
    if result.is_err() {
        forget(db, id).await?;
    }
    let Summary { counts, incomplete, .. } = result?;
    Ok(Received { id, known: false, counts, incomplete })
}

/// A code that is in no border is a mistake; of a file with borders it may be the new one. Without borders nothing is known.
async fn within_borders(db: &Db, offer: &Offer, reading: &Reading) -> Result<(), ReceiveError> {
    let Some(code) = offer.municipality.filter(|_| reading.kind() != "gemeente") else { return Ok(()) };
    let known = derived::municipality_codes(&mut db.read().await?).await?;
    if known.is_empty() || known.contains(&code) {
        return Ok(());
    }
    Err(ReceiveError::NoSuchMunicipality { file: offer.file.clone(), code })
}

async fn already_here(db: &Db, id: DeliveryId, offer: &Offer, hash: &str) -> Result<Option<Received>, ReceiveError> {
    let mut tx = db.read().await?;
    let Some(known) = deliveries::any(&mut tx, id).await? else { return Ok(None) };
    if known.file_hash != hash {
        return Err(ReceiveError::SameNumber(known.name));
    }
    let ended = matches!(known.state(), DeliveryState::Withdrawn | DeliveryState::Expired | DeliveryState::Received);
    let what = known.said_otherwise(offer);
    if !ended && !what.is_empty() {
        return Err(ReceiveError::SaidOtherwise { file: offer.file.clone(), id, what });
    }
    // Validated: the same register lists it twice, or an import was cut off before its rows were matched. It is read again.
    let gone = ended || known.state() == DeliveryState::Validated;
    let counts = Counts { rows_in: known.rows_in, accepted: known.accepted, rejected: known.rejected };
    let incomplete = if known.state() == DeliveryState::Released { Vec::new() } else { known.lost_parts() };
    Ok((!gone).then_some(Received { id, known: true, counts, incomplete }))
}

async fn write_down(
    db: &Db,
    ctx: &Ctx,
    id: DeliveryId,
    offer: &Offer,
    reading: Reading,
    watch: Arc<dyn Watch>,
) -> Result<Summary, ReceiveError> {
    let mut writer = ContentWriter::new(id, reading.kind());
    let mut causes = Causes::default();
    let (sender, mut receiver) = mpsc::channel::<Vec<Event<Item>>>(8);
    let reader = std::thread::spawn(move || reading.run(&sender));
    let mut tx = db.begin().await?;
    let mut portion = 0;
    while let Some(handful) = receiver.recv().await {
        for event in handful {
            causes.hear(&event);
            take(&mut writer, event, watch.as_ref());
        }
        writer.relieve(&mut tx).await?;
        if writer.taken() - portion >= PORTION {
            portion = writer.taken();
            writer.flush(&mut tx).await?;
            tx.commit().await?;
            tx = db.begin().await?;
        }
    }
    let summary = reader.join().map_err(|_| ReadError::Stopped)??;
    if summary.counts.accepted == 0 {
        return Err(ReceiveError::Nothing { file: offer.file.clone(), causes });
    }
    writer.covers(summary.coverage.clone());
    writer.finish(&mut tx).await?;
    deliveries::set_counts(&mut tx, id, summary.counts, summary.extract_date, &summary.columns).await?;
    deliveries::set_incomplete(&mut tx, id, &summary.incomplete).await?;
    deliveries::set_state(&mut tx, ctx, id, DeliveryState::Validated, "").await?;
    audit::write(&mut tx, ctx, audit::Action::on("ingelezen", "levering", id)).await?;
    tx.commit().await?;
    Ok(summary)
}

fn take(writer: &mut ContentWriter, event: Event<Item>, watch: &dyn Watch) {
    match event {
        Event::Record(position, Item::Bag(record)) => writer.bag(&position, &record),
        Event::Record(position, Item::Row(row)) => writer.row(&position, &row),
        Event::Record(position, Item::Feature(feature)) => writer.feature(&position, &feature),
        Event::Problem(problem) => writer.problem(&problem),
        Event::Progress { done, total } => watch.progress(done, total),
    }
}

async fn forget(db: &Db, id: DeliveryId) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    contents::remove(&mut tx, id).await?;
    deliveries::forget(&mut tx, id).await?;
    tx.commit().await
}

/// Removes what a killed process left half read. Call it when no import can be under way.
pub async fn clean_up(db: &Db) -> Result<usize, StoreError> {
    let mut tx = db.read().await?;
    let left = deliveries::cut_off(&mut tx).await?;
    drop(tx);
    for id in &left {
        forget(db, DeliveryId(*id)).await?;
    }
    Ok(left.len())
}

/// A thing from any reader.
enum Item {
    Bag(BagRecord),
    Row(TableRow),
    Feature(Feature),
}

#[derive(Default)]
struct Summary {
    counts: Counts,
    /// Where an extract is complete.
    coverage: Coverage,
    extract_date: Option<i64>,
    /// Headings of the columns that were taken in, as a JSON list.
    columns: String,
    /// Parts that broke off or could not be opened.
    incomplete: Vec<String>,
}

impl Summary {
    fn empty() -> Self {
        Self { columns: "[]".to_owned(), ..Self::default() }
    }
}

/// A reader with what it needs; checked before anything is written.
enum Reading {
    Bag(PathBuf),
    Table(PathBuf, TableMapping, Program),
    Features(PathBuf, FeatureMapping),
}

impl Reading {
    fn of(offer: &Offer, path: &Path, program: Program) -> Result<Self, ReceiveError> {
        if !offer.format.admits(offer.compartment) {
            return Err(ReceiveError::CovenantGround(offer.file.clone()));
        }
        let mapping = || offer.mapping.as_deref().ok_or_else(|| ReceiveError::NoMapping(offer.file.clone()));
        Ok(match offer.format {
            Format::Bag => Self::Bag(path.to_owned()),
            Format::Csv => Self::Table(path.to_owned(), TableMapping::from_toml(mapping()?, &offer.name)?, None),
            Format::Xlsx => Self::Table(path.to_owned(), TableMapping::from_toml(mapping()?, &offer.name)?, program),
            Format::GeoJson | Format::Gpkg | Format::Gml => {
                Self::Features(path.to_owned(), FeatureMapping::from_toml(mapping()?, &offer.name)?)
            }
        })
    }

    fn kind(&self) -> &str {
        match self {
            Self::Bag(_) => "bag",
            Self::Table(_, mapping, _) => &mapping.kind,
            Self::Features(_, mapping) => &mapping.kind,
        }
    }

    /// Reads it all, handing over a handful at a time; stops when nobody listens any more.
    fn run(self, sender: &mpsc::Sender<Vec<Event<Item>>>) -> Result<Summary, ReadError> {
        let mut hands = Hands { sender, waiting: Vec::with_capacity(HANDFUL) };
        let summary = match &self {
            Self::Bag(path) => {
                let found = bag::read(path, &mut |event| hands.give(event, Item::Bag))?;
                let coverage = complete_for(&found);
                let extract_date = found.extract_date.map(day_number);
                Summary { counts: counts(found.tally), coverage, extract_date, incomplete: found.incomplete, ..Summary::empty() }
            }
            Self::Table(path, mapping, program) => {
                let mut emit = |event| hands.give(event, Item::Row);
                let found = match program {
                    Some(exe) => guard::read_table(exe, path, mapping, &mut emit)?,
                    None => table::read(path, mapping, &mut emit)?,
                };
                Summary { counts: counts(found.tally), columns: serde_json::json!(found.columns).to_string(), ..Summary::empty() }
            }
            Self::Features(path, mapping) => {
                let found = features::read(path, mapping, &mut |event| hands.give(event, Item::Feature))?;
                Summary { counts: counts(found.tally), incomplete: found.incomplete, ..Summary::empty() }
            }
        };
        if hands.empty().is_break() { Err(ReadError::Stopped) } else { Ok(summary) }
    }
}

fn counts(tally: Tally) -> Counts {
    Counts { rows_in: tally.rows_in as i64, accepted: tally.accepted as i64, rejected: tally.rejected as i64 }
}

/// Collects events so that the two threads meet once in a few hundred.
struct Hands<'s> {
    sender: &'s mpsc::Sender<Vec<Event<Item>>>,
    waiting: Vec<Event<Item>>,
}

impl Hands<'_> {
    fn give<R>(&mut self, event: Event<R>, wrap: fn(R) -> Item) -> ControlFlow<()> {
        self.waiting.push(match event {
            Event::Record(position, record) => Event::Record(position, wrap(record)),
            Event::Problem(problem) => Event::Problem(problem),
            Event::Progress { done, total } => Event::Progress { done, total },
        });
        if self.waiting.len() >= HANDFUL { self.empty() } else { ControlFlow::Continue(()) }
    }

    fn empty(&mut self) -> ControlFlow<()> {
        let full = std::mem::replace(&mut self.waiting, Vec::with_capacity(HANDFUL));
        if self.sender.blocking_send(full).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
