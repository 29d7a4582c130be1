// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong between a query and its answer.

/// A failure of the database or of the way it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused or failed.
    #[error("de database (SQLite) gaf een fout: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused or failed.
    #[error("de database (PostgreSQL) gaf een fout: {0}")]
    Postgres(#[from] sqlx::Error),
    /// The number of arguments is not the number of placeholders: SQLite would silently take NULL.
    #[error("{found} argumenten voor {wanted} plaatshouders in: {sql}")]
    Arguments {
        /// The text of the query.
        sql: String,
        /// How many arguments were bound.
        found: usize,
        /// The highest placeholder, or the number that is used.
        wanted: usize,
    },
    /// A row was expected and there was none.
    #[error("geen rij gevonden voor: {0}")]
    NoRow(String),
    /// A column is missing or holds something else than the record says.
    #[error("kolom {column}: {reason}")]
    Column {
        /// Its name, or its position.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// A bulk insert was fed an incomplete row.
    #[error("tabel {table}: een rij heeft {found} waarden, verwacht {wanted}")]
    RowWidth {
        /// The table.
        table: &'static str,
        /// Values in the row.
        found: usize,
        /// Columns of the insert.
        wanted: usize,
    },
    /// A migration that was applied earlier reads differently now.
    #[error("migratie {0} is gewijzigd nadat zij is uitgevoerd; maak een nieuwe migratie en laat de oude staan")]
    MigrationChanged(String),
    /// A migration failed.
    #[error("migratie {name} is mislukt: {reason}")]
    MigrationFailed {
        /// Which one.
        name: String,
        /// Why.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {}", erf_base::io_cause(source))]
    File {
        /// Which file or folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A copy that cannot be made or put back; the sentence says what to do.
    #[error("{0}")]
    Backup(String),
    /// The writer went away before it could confirm; nothing was written.
    #[error("het schrijven is afgebroken; probeer het opnieuw")]
    Interrupted,
}

impl StoreError {
    /// Whether a unique or primary key said no: "this exists already" is often a normal answer.
    pub fn is_duplicate(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => matches!(failure.extended_code, 1555 | 2067 | 2579),
            Self::Postgres(sqlx::Error::Database(failure)) => failure.is_unique_violation(),
            _ => false,
        }
    }

    pub(crate) fn column(column: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Column { column: column.into(), reason: reason.into() }
    }

    pub(crate) fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }
}
