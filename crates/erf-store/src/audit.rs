// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The audit trail: who looked at what or changed what, in which role and for which purpose.
//!
//! Each row holds a hash over itself and over the hash before it, so that a row that is changed, removed or put in
//! between is found by [`verify`]. Cutting off the end is found by comparing with a [`head`] that was written down
//! elsewhere.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use erf_base::{At, Ctx, Role};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::{runtime::Handle, sync::oneshot};

use crate::{Db, Query, Row, StoreError, Tx, assembled, query};

/// What was done, and to what.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// A verb in Dutch, from a fixed set: `gelezen`, `vrijgegeven`, `beoordeeld`.
    pub name: &'static str,
    /// What kind of thing: `plaats`, `levering`.
    pub object_kind: &'static str,
    /// Which one.
    pub object_id: String,
    /// What else is needed to understand it later; never the text or person that was read.
    pub detail: Value,
}

impl Action {
    /// An action on one thing.
    pub fn on(name: &'static str, object_kind: &'static str, object_id: impl ToString) -> Self {
        Self { name, object_kind, object_id: object_id.to_string(), detail: Value::Object(serde_json::Map::new()) }
    }

    /// With more to tell.
    pub fn with(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}

/// The hash before the first row.
const BEGINNING: &str = "erfzicht";

crate::record! {
    /// One row of the trail.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Entry {
        /// Its number; no number is skipped.
        pub seq: i64,
        /// When.
        pub at: At,
        /// Who.
        pub actor: String,
        /// In which role.
        pub role: Role,
        /// Working for which municipality, four digits.
        pub municipality: Option<String>,
        /// Why.
        pub purpose: String,
        /// What was done.
        pub action: String,
        /// To what kind of thing.
        pub object_kind: String,
        /// To which one.
        pub object_id: String,
        /// In which request or command.
        pub request_id: String,
        /// More, as JSON text.
        pub detail: String,
        /// The hash of the row before.
        pub previous: String,
        /// The hash of this row.
        pub hash: String,
    }
}

impl Entry {
    fn new(ctx: &Ctx, action: Action) -> Self {
        Self {
            seq: 0,
            at: ctx.now(),
            actor: ctx.actor.id.clone(),
            role: ctx.actor.role,
            municipality: ctx.actor.municipality.map(|code| code.to_string()),
            purpose: ctx.purpose.0.clone(),
            action: action.name.to_owned(),
            object_kind: action.object_kind.to_owned(),
            object_id: action.object_id,
            request_id: ctx.request_id.clone(),
            detail: action.detail.to_string(),
            previous: String::new(),
            hash: String::new(),
        }
    }

    /// SHA-256 over all fields but the hash, as a JSON array: no two different rows are written the same way.
    fn computed_hash(&self) -> String {
        let who = (&self.actor, self.role.code(), &self.municipality, &self.purpose);
        let what = (&self.action, &self.object_kind, &self.object_id, &self.request_id, &self.detail);
        let text = serde_json::to_string(&(&self.previous, self.seq, self.at.0, who, what)).expect("texts and numbers are always JSON");
        format!("{:x}", Sha256::digest(text))
    }
}

/// Writes one row in the transaction of the change itself: both are kept or neither.
///
/// Write it last: on PostgreSQL the trail is locked from here to the commit.
pub async fn write(tx: &mut Tx, ctx: &Ctx, action: Action) -> Result<(), StoreError> {
    append(tx, vec![Entry::new(ctx, action)]).await
}

async fn append(tx: &mut Tx, entries: Vec<Entry>) -> Result<(), StoreError> {
    tx.lock("audit").await?;
    let (mut seq, mut previous) = head(tx).await?;
    for mut entry in entries {
        entry.seq = seq + 1;
        entry.previous = previous;
        entry.hash = entry.computed_hash();
        (seq, previous) = (entry.seq, entry.hash.clone());
        insert(entry).run(tx).await?;
    }
    Ok(())
}

fn insert(entry: Entry) -> Query {
    query(
        "INSERT INTO audit (seq, at, actor, role, municipality, purpose, action, object_kind, object_id, request_id, detail, previous, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(entry.seq)
    .bind(entry.at)
    .bind(entry.actor)
    .bind(entry.role)
    .bind(entry.municipality)
    .bind(entry.purpose)
    .bind(entry.action)
    .bind(entry.object_kind)
    .bind(entry.object_id)
    .bind(entry.request_id)
    .bind(entry.detail)
    .bind(entry.previous)
    .bind(entry.hash)
}

/// The number and hash of the last row: worth writing down outside the database.
pub async fn head(tx: &mut Tx) -> Result<(i64, String), StoreError> {
    let last = query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").maybe(tx).await?;
    Ok(last.unwrap_or_else(|| (0, BEGINNING.to_owned())))
}

/// Readings that wait for the next commit.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    entries: Vec<Reading>,
    /// Whether somebody is writing; whoever adds the first reading while nobody is, sees to it.
    writing: bool,
}

/// A row to write, and who waits for it.
type Reading = (Entry, oneshot::Sender<()>);

impl Db {
    /// Records that something was read. Returns when the row is on disk: only then may the page be shown.
    ///
    /// Readings of the same moment share one transaction, so that many readers do not queue for the one writer. Never
    /// call it while holding a transaction of [`Db::begin`]: it would wait for itself.
    pub async fn record_reading(&self, ctx: &Ctx, action: Action) -> Result<(), StoreError> {
        let (written, confirmed) = oneshot::channel();
        if self.0.readings.add((Entry::new(ctx, action), written)) {
            let db = Self(Arc::clone(&self.0));
            let runtime = Handle::current();
            // On a thread of its own: a reader who walks away must not take the rows of others along, and the threads that
            // answer need not hand over for each statement.
            tokio::task::spawn_blocking(move || runtime.block_on(db.write_readings()));
        }
        confirmed.await.map_err(|_| StoreError::Interrupted)
    }

    async fn write_readings(&self) {
        let mut turn = Turn { of: &self.0.readings, over: false };
        while let Some(waiting) = turn.next() {
            let (entries, written): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
            match self.write_entries(entries).await {
                Ok(()) => written.into_iter().for_each(tell),
                Err(error) => tracing::error!(%error, "readings could not be written to the audit trail"),
            }
        }
    }

    async fn write_entries(&self, entries: Vec<Entry>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        append(&mut tx, entries).await?;
        tx.commit().await
    }
}

fn tell(reader: oneshot::Sender<()>) {
    // whoever left needs no answer
    let _ = reader.send(());
}

impl Waiting {
    /// Adds a reading; says whether the caller must see to it that it is written.
    fn add(&self, reading: Reading) -> bool {
        let mut queue = self.queue();
        queue.entries.push(reading);
        !std::mem::replace(&mut queue.writing, true)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn to write. When it ends too early, those who wait are told and the next reading takes a new turn.
struct Turn<'w> {
    of: &'w Waiting,
    over: bool,
}

impl Turn<'_> {
    /// What waits now; the turn is over when that is nothing.
    fn next(&mut self) -> Option<Vec<Reading>> {
        let mut queue = self.of.queue();
        self.over = queue.entries.is_empty();
        queue.writing = !self.over;
        (!self.over).then(|| std::mem::take(&mut queue.entries))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.over {
            *self.of.queue() = Queue::default();
        }
    }
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows were read.
    pub rows: u64,
    /// The hash of the last row.
    pub head: String,
    /// The first row that does not fit the one before it, if any.
    pub broken_at: Option<i64>,
}

impl Verdict {
    /// Whether no row was changed, removed or put in between.
    pub fn is_whole(&self) -> bool {
        self.broken_at.is_none()
    }
}

/// Reads the whole trail and computes every hash again.
pub async fn verify(tx: &mut Tx) -> Result<Verdict, StoreError> {
    let mut verdict = Verdict { rows: 0, head: BEGINNING.to_owned(), broken_at: None };
    let check = |row: &Row<'_>| {
        let entry = by_position(row)?;
        let expected = verdict.rows as i64 + 1;
        let sound = entry.seq == expected && entry.previous == verdict.head && entry.computed_hash() == entry.hash;
        if !sound {
            verdict.broken_at.get_or_insert(expected.min(entry.seq));
        }
        verdict.rows += 1;
        verdict.head = entry.hash;
        Ok(())
    };
    assembled(format!("SELECT {COLUMNS} FROM audit ORDER BY seq")).each(tx, check).await?;
    Ok(verdict)
}

const COLUMNS: &str = "seq, at, actor, role, municipality, purpose, action, object_kind, object_id, request_id, detail, previous, hash";

fn by_position(row: &Row<'_>) -> Result<Entry, StoreError> {
    use crate::Record;
    Entry::read(row, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
}

/// Which rows to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this actor.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only about this kind of thing.
    pub object_kind: Option<String>,
    /// Only about this thing.
    pub object_id: Option<String>,
    /// From this instant.
    pub from: Option<At>,
    /// Until this instant, which is not included.
    pub until: Option<At>,
}

/// The rows that fit, newest first: at most `most`, after skipping `skip`.
pub async fn list(tx: &mut Tx, filter: &Filter, most: i64, skip: i64) -> Result<Vec<Entry>, StoreError> {
    let (wanted, args) = filter.conditions();
    let (limit, offset) = (args.len() + 1, args.len() + 2);
    let sql = format!("SELECT {COLUMNS} FROM audit{wanted} ORDER BY seq DESC LIMIT ${limit} OFFSET ${offset}");
    args.into_iter().fold(assembled(sql), Query::bind).bind(most).bind(skip).all(tx).await
}

/// How many rows fit.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64, StoreError> {
    let (wanted, args) = filter.conditions();
    args.into_iter().fold(assembled(format!("SELECT count(*) FROM audit{wanted}")), Query::bind).scalar(tx).await
}

/// The actions that occur, for a list to choose from. Walks the index from one action to the next.
pub async fn actions(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let sql = "WITH RECURSIVE seen (value) AS (
                   SELECT min(action) FROM audit
                   UNION ALL SELECT (SELECT min(action) FROM audit WHERE action > seen.value) FROM seen WHERE seen.value IS NOT NULL)
               SELECT value FROM seen WHERE value IS NOT NULL";
    query(sql).column(tx).await
}

/// The actors that occur, for a list to choose from.
pub async fn actors(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let sql = "WITH RECURSIVE seen (value) AS (
                   SELECT min(actor) FROM audit
                   UNION ALL SELECT (SELECT min(actor) FROM audit WHERE actor > seen.value) FROM seen WHERE seen.value IS NOT NULL)
               SELECT value FROM seen WHERE value IS NOT NULL";
    query(sql).column(tx).await
}

impl Filter {
    fn conditions(&self) -> (String, Vec<crate::Arg>) {
        let text = |value: &Option<String>| value.clone().map(crate::Arg::from);
        let all = [
            ("actor =", text(&self.actor)),
            ("action =", text(&self.action)),
            ("object_kind =", text(&self.object_kind)),
            ("object_id =", text(&self.object_id)),
            ("at >=", self.from.map(crate::Arg::from)),
            ("at <", self.until.map(crate::Arg::from)),
        ];
        let (mut sql, mut args) = (String::new(), Vec::new());
        for (test, arg) in all.into_iter().filter_map(|(test, arg)| Some((test, arg?))) {
            args.push(arg);
            sql.push_str(&format!(" {} {test} ${}", if args.len() == 1 { "WHERE" } else { "AND" }, args.len()));
        }
        (sql, args)
    }
}
