// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A copy of a running region, and putting it back.
//!
//! The copy is one SQLite file, whole and compact, with a list of its size and SHA-256 beside it.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Db, StoreError, db::Kind, sqlite::blocking};

/// What is written beside a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of this list.
    pub version: u32,
    /// Size of the copy in bytes.
    pub length: u64,
    /// SHA-256 of the copy.
    pub sha256: String,
    /// The last migration that was applied, to tell which program can read it.
    pub migrations: u64,
}

/// Whether a file that is there already may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Refuse.
    Keep,
    /// Replace.
    Replace,
}

const POSTGRES: &str = "deze regio staat in PostgreSQL; maak de kopie met pg_dump -Fc en zet haar terug met pg_restore";

/// Copies a running region to a file. What is being written at that moment is in the copy whole or not at all.
pub async fn backup(db: &Db, to: &Path) -> Result<Manifest, StoreError> {
    let Kind::Sqlite(sqlite) = &db.0.kind else { return Err(StoreError::Backup(POSTGRES.to_owned())) };
    if to.exists() {
        return Err(StoreError::Backup(format!("{} bestaat al; kies een andere naam", to.display())));
    }
    blocking(|| copy(&sqlite.path, to))
}

/// The copy is made beside its place and moved there when it is whole.
fn copy(from: &Path, to: &Path) -> Result<Manifest, StoreError> {
    let half = beside(to, "deel");
    let _ = fs::remove_file(&half);
    crate::sqlite::create_private(&half)?;
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(std::time::Duration::from_secs(30))?;
    source.execute("VACUUM INTO ?1", [half.to_string_lossy()])?;
    let migrations = inspect(&half)?;
    let manifest = describe(&half, migrations)?;
    File::open(&half).and_then(|file| file.sync_all()).map_err(|source| StoreError::file(&half, source))?;
    let list = serde_json::to_string_pretty(&manifest).expect("texts and numbers are always JSON");
    fs::write(manifest_path(to), list + "\n").map_err(|source| StoreError::file(&manifest_path(to), source))?;
    fs::rename(&half, to).map_err(|source| StoreError::file(to, source))?;
    Ok(manifest)
}

/// Puts a copy back as the file of a region. Nobody may have that region open.
pub fn restore(from: &Path, to: &Path, existing: Existing) -> Result<Manifest, StoreError> {
    if to.exists() && existing == Existing::Keep {
        return Err(StoreError::Backup(format!("{} bestaat al; kies uitdrukkelijk voor vervangen als dat de bedoeling is", to.display())));
    }
    let manifest = check(from)?;
    let half = beside(to, "deel");
    let _ = fs::remove_file(&half);
    crate::sqlite::create_private(&half)?;
    let copied = File::open(from).and_then(|mut source| {
        let mut target = File::options().write(true).truncate(true).open(&half)?;
        io::copy(&mut source, &mut target)?;
        target.sync_all()
    });
    copied.map_err(|source| StoreError::file(&half, source))?;
    for journal in [suffixed(to, "-wal"), suffixed(to, "-shm")] {
        if journal.exists() {
            fs::remove_file(&journal).map_err(|source| StoreError::file(&journal, source))?;
        }
    }
    fs::rename(&half, to).map_err(|source| StoreError::file(to, source))?;
    Ok(manifest)
}

/// Whether a copy is what was written: size, SHA-256, and SQLite's own check of every page and reference.
pub fn check(copy: &Path) -> Result<Manifest, StoreError> {
    let list = manifest_path(copy);
    let text = fs::read_to_string(&list).map_err(|source| StoreError::file(&list, source))?;
    let said: Manifest = serde_json::from_str(&text).map_err(|error| StoreError::Backup(format!("{}: {error}", list.display())))?;
    if describe(copy, said.migrations)? != said {
        return Err(StoreError::Backup(format!("{} is niet meer wat er is weggeschreven; gebruik een andere kopie", copy.display())));
    }
    inspect(copy)?;
    Ok(said)
}

fn inspect(copy: &Path) -> Result<u64, StoreError> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let orphans = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if verdict != "ok" || orphans {
        return Err(StoreError::Backup(format!("{} is beschadigd: {verdict}", copy.display())));
    }
    let migrations: i64 = connection.query_row("SELECT count(*) FROM migration", [], |row| row.get(0))?;
    Ok(migrations.unsigned_abs())
}

fn describe(copy: &Path, migrations: u64) -> Result<Manifest, StoreError> {
    let (length, sha256) = hash(copy).map_err(|source| StoreError::file(copy, source))?;
    Ok(Manifest { version: 1, length, sha256, migrations })
}

fn hash(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hasher, mut buffer, mut length) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((length, format!("{:x}", hasher.finalize()))),
            read => {
                hasher.update(&buffer[..read]);
                length += read as u64;
            }
        }
    }
}

/// Where the list of a copy is.
pub fn manifest_path(copy: &Path) -> PathBuf {
    suffixed(copy, ".json")
}

fn beside(path: &Path, mark: &str) -> PathBuf {
    suffixed(path, &format!(".{mark}"))
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
