// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which database, and transactions on it.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use sqlx::postgres::PgPool;

use crate::{
    StoreError, audit, postgres, query,
    sqlite::{Sqlite, SqliteTx},
};

/// Where the data are: a file for SQLite, or the address of a PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    File(PathBuf),
    /// `postgres://…`; may hold a password, so it is never printed.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = std::convert::Infallible;

    /// Takes `postgres://…`, `postgresql://…`, `sqlite:PATH` or a path.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let postgres = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        let path = || PathBuf::from(text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text));
        Ok(if postgres { Self::Postgres(text.to_owned()) } else { Self::File(path()) })
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Postgres(_) => f.write_str("PostgreSQL"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, the default.
    Sqlite,
    /// A server.
    Postgres,
}

/// A database. Clones are the same database.
#[derive(Clone)]
pub struct Db(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) kind: Kind,
    pub(crate) readings: audit::Waiting,
    /// Something to do when the last clone is let go of.
    pub(crate) _last: Option<Box<dyn Send + Sync>>,
}

pub(crate) enum Kind {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

impl Db {
    /// Opens a database; a file that is not there is made.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        match url {
            DatabaseUrl::File(path) => Self::open_file(path).await,
            DatabaseUrl::Postgres(url) => Self::postgres(url).await,
        }
    }

    /// Opens a SQLite file; makes it, readable by its owner only, when it is not there.
    pub async fn open_file(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::new(Kind::Sqlite(Sqlite::open(path)?)))
    }

    /// A SQLite database that vanishes when the last clone is let go of.
    pub async fn memory() -> Result<Self, StoreError> {
        Ok(Self::new(Kind::Sqlite(Sqlite::vanishing()?)))
    }

    /// Connects to a PostgreSQL database.
    pub async fn postgres(url: &str) -> Result<Self, StoreError> {
        Ok(Self::new(Kind::Postgres(postgres::connect(url, 20).await?)))
    }

    fn new(kind: Kind) -> Self {
        Self(Arc::new(Shared { kind, readings: audit::Waiting::default(), _last: None }))
    }

    pub(crate) fn with_last(kind: Kind, last: Box<dyn Send + Sync>) -> Self {
        Self(Arc::new(Shared { kind, readings: audit::Waiting::default(), _last: Some(last) }))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.0.kind {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that may write. On SQLite there is one at a time and others wait their turn, so keep it
    /// short: long work writes in portions, invisible until the last one turns it on.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(Tx {
            inner: match &self.0.kind {
                Kind::Sqlite(sqlite) => Inner::Sqlite(sqlite.begin().await?),
                Kind::Postgres(pool) => Inner::Postgres(pool.begin().await?),
            },
        })
    }

    /// Begins a transaction that reads one consistent state and cannot write. Never waits for a writer.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(Tx {
            inner: match &self.0.kind {
                Kind::Sqlite(sqlite) => Inner::Sqlite(sqlite.read().await?),
                Kind::Postgres(pool) => Inner::Postgres(pool.begin_with(postgres::READ).await?),
            },
        })
    }

    /// Begins up to `most` reading transactions that see one and the same state, to read in parallel: as many as are free now,
    /// and one at least.
    pub async fn read_together(&self, most: usize) -> Result<Vec<Tx>, StoreError> {
        let inner: Vec<Inner> = match &self.0.kind {
            Kind::Sqlite(sqlite) => sqlite.read_together(most).await?.into_iter().map(Inner::Sqlite).collect(),
            Kind::Postgres(pool) => postgres::read_together(pool, most).await?.into_iter().map(Inner::Postgres).collect(),
        };
        Ok(inner.into_iter().map(|inner| Tx { inner }).collect())
    }

    /// After a large import: lets the engine take stock, so that it chooses its indexes well, and frees its journal.
    pub async fn settle(&self) -> Result<(), StoreError> {
        match &self.0.kind {
            Kind::Sqlite(sqlite) => {
                let work = "PRAGMA analysis_limit = 2000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);";
                sqlite.alone(|connection| Ok(connection.execute_batch(work)?)).await
            }
            Kind::Postgres(pool) => postgres::alone(pool, "ANALYZE".into()).await,
        }
    }
}

/// A transaction. Dropped without [`commit`](Tx::commit), it leaves no trace.
///
/// After an error of the database the transaction must be dropped: PostgreSQL refuses anything else.
pub struct Tx {
    pub(crate) inner: Inner,
}

pub(crate) enum Inner {
    Sqlite(SqliteTx),
    Postgres(postgres::PostgresTx),
}

impl Tx {
    /// Keeps what was written. When this returns it is on disk.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit(),
            Inner::Postgres(tx) => Ok(tx.commit().await?),
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs statements without arguments, already in the words of the engine.
    pub(crate) async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.script(&sql),
            Inner::Postgres(tx) => postgres::script(tx, sql).await,
        }
    }

    /// Waits until no other transaction holds this name; held until the end. SQLite has one writer anyway.
    pub(crate) async fn lock(&mut self, name: &str) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => query("SELECT pg_advisory_xact_lock($1)").bind(lock_number(name)).run(self).await.map(drop),
        }
    }
}

/// FNV-1a: the same name is the same number in every version.
fn lock_number(name: &str) -> i64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)) as i64
}
