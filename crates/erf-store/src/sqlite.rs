// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! SQLite, reached directly: one writer, several readers, each a connection that is handed out and put back.
//!
//! Calls block the thread for as long as SQLite works. On a runtime with several threads the others are told so, except
//! while reading where there are more threads than readers: then some thread is always left to go on, and telling costs
//! more than most answers.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    config::DbConfig,
    types::{ToSqlOutput, ValueRef},
};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{OwnedSemaphorePermit, Semaphore},
};

use crate::{
    Arg, Cell, Record, Row, StoreError,
    row::{Source, plan},
};

/// How many can read at once. A runtime with more threads than this never waits for them.
pub const READERS: usize = 8;

/// How often readers that should see one state are begun anew because somebody wrote in between; then one reads alone.
const SAME_STATE_TRIES: usize = 5;

/// One SQLite file.
pub(crate) struct Sqlite {
    pub(crate) path: PathBuf,
    write: Arc<Lender>,
    read: Arc<Lender>,
    _vanishes: Option<tempfile::TempDir>,
}

impl Sqlite {
    /// Opens the file, and makes it when it is not there (readable by its owner only).
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, "FULL", None)
    }

    /// A database that vanishes when it is let go of. Not in memory: so that readers and the writer are as apart as ever.
    pub(crate) fn vanishing() -> Result<Self, StoreError> {
        let folder = tempfile::TempDir::new().map_err(|source| StoreError::file(&std::env::temp_dir(), source))?;
        let path = folder.path().join("tijdelijk.sqlite");
        Self::open_with(&path, "OFF", Some(folder))
    }

    fn open_with(path: &Path, synchronous: &str, folder: Option<tempfile::TempDir>) -> Result<Self, StoreError> {
        create_private(path)?;
        let writer = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        writer.execute_batch(&format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA cache_size = -24576;"))?;
        prepare(&writer)?;
        let readers = (0..READERS).map(|_| open_reader(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { path: path.to_owned(), write: Lender::of(vec![writer]), read: Lender::of(readers), _vanishes: folder })
    }

    /// Waits for the writer and begins.
    pub(crate) async fn begin(&self) -> Result<SqliteTx, StoreError> {
        SqliteTx::begin(&self.write, "BEGIN IMMEDIATE", true).await
    }

    /// Waits for a reader and begins.
    pub(crate) async fn read(&self) -> Result<SqliteTx, StoreError> {
        SqliteTx::begin(&self.read, "BEGIN DEFERRED", !threads_to_spare()).await
    }

    /// Up to so many readers that see one state: as many as are free, and one at least.
    pub(crate) async fn read_together(&self, most: usize) -> Result<Vec<SqliteTx>, StoreError> {
        let tells = !threads_to_spare();
        let mut first = SqliteTx::idle(Lent::from(&self.read).await, tells);
        let mut others: Vec<SqliteTx> = (1..most).map_while(|_| Lent::free(&self.read)).map(|lent| SqliteTx::idle(lent, tells)).collect();
        for _ in 0..SAME_STATE_TRIES {
            let before = first.data_version()?;
            for other in &mut others {
                other.open("BEGIN DEFERRED")?;
                other.data_version()?;
            }
            first.open("BEGIN DEFERRED")?;
            // Nobody committed between the two, so whoever began in between sees the same.
            if first.data_version()? == before {
                return Ok(std::iter::once(first).chain(others).collect());
            }
            others.iter_mut().chain([&mut first]).for_each(SqliteTx::undo);
        }
        first.open("BEGIN DEFERRED")?;
        Ok(vec![first])
    }

    /// Runs something on the writer, outside a transaction.
    pub(crate) async fn alone<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let lent = Lent::from(&self.write).await;
        blocking(|| work(lent.connection()))
    }
}

/// SQLite would make the file readable for everybody; -wal and -shm follow the mode of the file.
#[cfg(unix)]
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    made.map(drop).map_err(|source| StoreError::file(path, source))
}

#[cfg(not(unix))]
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    let made = std::fs::OpenOptions::new().append(true).create(true).open(path);
    made.map(drop).map_err(|source| StoreError::file(path, source))
}

fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    reader.execute_batch("PRAGMA cache_size = -8192; PRAGMA query_only = ON;")?;
    prepare(&reader)?;
    Ok(reader)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Otherwise a statement with a list is planned anew for every other value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA secure_delete = FAST;
         PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(())
}

/// Connections that are lent to one transaction at a time, first come first served.
struct Lender {
    idle: Mutex<Vec<Connection>>,
    turn: Arc<Semaphore>,
}

impl Lender {
    fn of(connections: Vec<Connection>) -> Arc<Self> {
        let turn = Arc::new(Semaphore::new(connections.len()));
        Arc::new(Self { idle: Mutex::new(connections), turn })
    }
}

/// A connection that goes back by itself.
struct Lent {
    connection: Option<Connection>,
    from: Arc<Lender>,
    _turn: OwnedSemaphorePermit,
}

impl Lent {
    async fn from(lender: &Arc<Lender>) -> Self {
        Self::new(lender, Arc::clone(&lender.turn).acquire_owned().await.expect("the semaphore is never closed"))
    }

    /// A connection nobody waits for.
    fn free(lender: &Arc<Lender>) -> Option<Self> {
        Some(Self::new(lender, Arc::clone(&lender.turn).try_acquire_owned().ok()?))
    }

    fn new(lender: &Arc<Lender>, turn: OwnedSemaphorePermit) -> Self {
        let connection = lender.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Self { connection, from: Arc::clone(lender), _turn: turn }
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("there are as many turns as connections")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let mut idle = self.from.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.connection.take());
    }
}

/// A transaction; undone when it is dropped without commit.
pub(crate) struct SqliteTx {
    lent: Lent,
    open: bool,
    /// Whether the runtime is told that this thread is busy.
    tells: bool,
}

impl SqliteTx {
    async fn begin(lender: &Arc<Lender>, begin: &str, tells: bool) -> Result<Self, StoreError> {
        let mut tx = Self::idle(Lent::from(lender).await, tells);
        tx.open(begin)?;
        Ok(tx)
    }

    fn idle(lent: Lent, tells: bool) -> Self {
        Self { lent, open: false, tells }
    }

    fn open(&mut self, begin: &str) -> Result<(), StoreError> {
        self.with(|connection| step(connection, begin))?;
        self.open = true;
        Ok(())
    }

    /// Changes when another connection committed since this one looked last. In a transaction it fixes what that sees.
    fn data_version(&self) -> Result<i64, StoreError> {
        self.with(|connection| Ok(connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?))
    }

    fn undo(&mut self) {
        if std::mem::take(&mut self.open)
            && let Err(error) = step(self.lent.connection(), "ROLLBACK")
        {
            tracing::debug!(%error, "nothing to roll back");
        }
    }

    fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        let work = || work(self.lent.connection());
        if self.tells { blocking(work) } else { work() }
    }

    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.with(|connection| step(connection, "COMMIT"))?;
        self.open = false;
        Ok(())
    }

    pub(crate) fn run(&mut self, sql: &str, args: &[&Arg]) -> Result<u64, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            bind(&mut statement, args)?;
            if statement.column_count() == 0 {
                return Ok(statement.raw_execute()? as u64);
            }
            let (mut rows, mut count) = (statement.raw_query(), 0);
            while rows.next()?.is_some() {
                count += 1;
            }
            Ok(count)
        })
    }

    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.with(|connection| Ok(connection.execute_batch(sql)?))
    }

    /// Calls `take` for each row until it says stop (`false`).
    pub(crate) fn each(
        &mut self,
        sql: &str,
        args: &[&Arg],
        take: &mut dyn FnMut(&Row<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            bind(&mut statement, args)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                if !take(&Row(Source::Sqlite(row)))? {
                    break;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn records<T: Record>(&mut self, sql: &str, args: &[&Arg], most: usize) -> Result<Vec<T>, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let plan = plan::<T>(&statement.column_names())?;
            bind(&mut statement, args)?;
            let (mut rows, mut found) = (statement.raw_query(), Vec::new());
            while found.len() < most
                && let Some(row) = rows.next()?
            {
                found.push(T::read(&Row(Source::Sqlite(row)), &plan)?);
            }
            Ok(found)
        })
    }

    /// Runs one statement once for each row of `width` values.
    pub(crate) fn insert(&mut self, sql: &str, width: usize, values: &mut dyn Iterator<Item = ValueRef<'_>>) -> Result<(), StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut column = 0;
            for value in values {
                column += 1;
                statement.raw_bind_parameter(column, ToSqlOutput::Borrowed(value))?;
                if column == width {
                    statement.raw_execute()?;
                    column = 0;
                }
            }
            Ok(())
        })
    }
}

impl Drop for SqliteTx {
    fn drop(&mut self) {
        self.undo();
    }
}

/// Begins or ends a transaction; prepared once for each connection.
fn step(connection: &Connection, word: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(word)?.raw_execute().map(drop)
}

/// Whether there are more threads than can read at once, so that some are always left for others.
fn threads_to_spare() -> bool {
    Handle::try_current().is_ok_and(|handle| handle.metrics().num_workers() > READERS)
}

/// Does blocking work without holding up other tasks, where the runtime can arrange that.
pub(crate) fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, args: &[&Arg]) -> Result<(), StoreError> {
    for (index, arg) in args.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, value(arg))?;
    }
    Ok(())
}

fn value(arg: &Arg) -> ToSqlOutput<'_> {
    use rusqlite::types::Value;
    let known = match arg {
        Arg::Text(text) => text.as_ref().map(|v| ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes()))),
        Arg::Int(int) => int.map(|v| ToSqlOutput::Owned(Value::Integer(v))),
        Arg::Real(real) => real.map(|v| ToSqlOutput::Owned(Value::Real(v))),
        Arg::Bool(yes) => yes.map(|v| ToSqlOutput::Owned(Value::Integer(i64::from(v)))),
        Arg::Id(id) => id.as_ref().map(|v| ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes()))),
        Arg::Time(at) => at.map(|v| ToSqlOutput::Owned(Value::Integer(v.0))),
        Arg::Day(day) => day.map(|v| ToSqlOutput::Owned(Value::Text(v.to_string()))),
        Arg::Json(json) => json.as_ref().map(|v| ToSqlOutput::Owned(Value::Text(v.to_string()))),
        Arg::Blob(blob) => blob.as_ref().map(|v| ToSqlOutput::Borrowed(ValueRef::Blob(v))),
    };
    known.unwrap_or(ToSqlOutput::Owned(Value::Null))
}

/// The value at a position.
pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Cell<'r>, StoreError> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(int) => Cell::Int(int),
        ValueRef::Real(real) => Cell::Real(real),
        ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes).map_err(|e| StoreError::column(index.to_string(), e.to_string()))?),
        ValueRef::Blob(bytes) => Cell::Blob(bytes),
    })
}
