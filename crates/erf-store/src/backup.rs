// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A copy of a running region, and putting it back.
//!
//! The copy is one file: the SQLite file, whole and compact, with its size and SHA-256 behind it. Two files lose each other.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Db, StoreError, db::Kind, sqlite::blocking};

/// What is written behind the database in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of this list.
    pub version: u32,
    /// Size of the database in bytes.
    pub length: u64,
    /// SHA-256 of the database.
    pub sha256: String,
    /// How many migrations were applied, to tell which program can read it.
    pub migrations: u64,
}

/// The last bytes of every copy: this mark, and before it the length of the list.
const MARK: &[u8; 8] = b"ERFKOPIE";
const TAIL: u64 = 16;
/// No list is longer.
const LONGEST_LIST: u64 = 4096;

/// What to do with a region that is not in a file of ours.
pub const POSTGRES: &str = "deze regio staat in PostgreSQL; maak de kopie met pg_dump -Fc en zet haar terug met pg_restore";

/// Whether this region can be copied to that file, before anything is done; the sentence says what else can be.
pub fn possible(db: &Db, to: &Path) -> Result<(), StoreError> {
    source(db, to).map(drop)
}

/// Copies a running region to a file. What is being written at that moment is in the copy whole or not at all.
pub async fn backup(db: &Db, to: &Path) -> Result<Manifest, StoreError> {
    let from = source(db, to)?;
    blocking(|| copy(from, to))
}

/// The file to copy, when its copy has a place.
fn source<'d>(db: &'d Db, to: &Path) -> Result<&'d Path, StoreError> {
    match &db.0.kind {
        Kind::Postgres(_) => Err(StoreError::Backup(POSTGRES.to_owned())),
        Kind::Sqlite(_) if to.exists() => Err(StoreError::Backup(format!("{} bestaat al; kies een andere naam", to.display()))),
        Kind::Sqlite(sqlite) => Ok(&sqlite.path),
    }
}

/// Looks at every page of the database, and gives the first damage. PostgreSQL looks after its own files.
pub async fn damage(db: &Db) -> Result<Option<String>, StoreError> {
    let Kind::Sqlite(sqlite) = &db.0.kind else { return Ok(None) };
    blocking(|| {
        let connection = Connection::open_with_flags(&sqlite.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok((verdict != "ok").then_some(verdict))
    })
}

/// Whether this is SQLite saying that its file is damaged or no database at all: then only a copy helps.
pub fn is_damage(cause: &(dyn std::error::Error + 'static)) -> bool {
    let code = cause.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// What stands in the way in a folder that should be empty. What a restore that was cut off left there does not count.
pub fn in_the_way(database: &Path) -> Result<Option<PathBuf>, StoreError> {
    let (folder, half) = (database.parent().unwrap_or(database), beside(database, "deel"));
    match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => Ok(entries.into_iter().map(|entry| entry.path()).filter(|path| *path != half).min()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::file(folder, source)),
    }
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
    let (length, sha256) = File::open(&half).and_then(|mut file| hash(&mut file)).map_err(|source| StoreError::file(&half, source))?;
    let manifest = Manifest { version: 1, length, sha256, migrations };
    append(&half, &manifest).map_err(|source| StoreError::file(&half, source))?;
    fs::rename(&half, to).map_err(|source| StoreError::file(to, source))?;
    Ok(manifest)
}

fn append(half: &Path, manifest: &Manifest) -> io::Result<()> {
    let list = serde_json::to_vec(manifest)?;
    let mut file = File::options().append(true).open(half)?;
    file.write_all(&list)?;
    file.write_all(&(list.len() as u64).to_be_bytes())?;
    file.write_all(MARK)?;
    file.sync_all()
}

/// Puts a copy back as the file of a region: never over one that is there.
pub fn restore(from: &Path, to: &Path) -> Result<Manifest, StoreError> {
    if to.exists() {
        return Err(StoreError::Backup(format!("{} bestaat al; zet de kopie terug in een andere, lege map", to.display())));
    }
    let manifest = check(from)?;
    let half = beside(to, "deel");
    let _ = fs::remove_file(&half);
    crate::sqlite::create_private(&half)?;
    let copied = File::open(from).and_then(|source| {
        let mut target = File::options().write(true).truncate(true).open(&half)?;
        io::copy(&mut source.take(manifest.length), &mut target)?;
        target.sync_all()
    });
    copied.map_err(|source| StoreError::file(&half, source))?;
    inspect(&half)?;
    for journal in [suffixed(to, "-wal"), suffixed(to, "-shm")] {
        if journal.exists() {
            fs::remove_file(&journal).map_err(|source| StoreError::file(&journal, source))?;
        }
    }
    fs::rename(&half, to).map_err(|source| StoreError::file(to, source))?;
    Ok(manifest)
}

/// Whether a copy is what was written, by its size and SHA-256.
pub fn check(copy: &Path) -> Result<Manifest, StoreError> {
    let failed = |source| StoreError::file(copy, source);
    let mut file = File::open(copy).map_err(failed)?;
    let said = manifest(&mut file).map_err(failed)?;
    let said = said
        .ok_or_else(|| StoreError::Backup(format!("{} is geen hele reservekopie van Erfzicht; kies een ander bestand", copy.display())))?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    if hash(&mut file.take(said.length)).map_err(failed)? != (said.length, said.sha256.clone()) {
        return Err(StoreError::Backup(format!("{} is niet meer wat er is weggeschreven; gebruik een andere kopie", copy.display())));
    }
    Ok(said)
}

/// The list behind the database; `None` when this is no copy, or not the whole of it.
fn manifest(file: &mut File) -> io::Result<Option<Manifest>> {
    let length = file.metadata()?.len();
    if length < TAIL {
        return Ok(None);
    }
    let mut tail = [0; TAIL as usize];
    file.seek(SeekFrom::Start(length - TAIL))?;
    file.read_exact(&mut tail)?;
    let (size, mark) = tail.split_at(8);
    let size = size.iter().fold(0_u64, |size, byte| size << 8 | u64::from(*byte));
    if mark != MARK || size > LONGEST_LIST || size > length - TAIL {
        return Ok(None);
    }
    let start = length - TAIL - size;
    file.seek(SeekFrom::Start(start))?;
    let mut list = Vec::new();
    file.take(size).read_to_end(&mut list)?;
    Ok(serde_json::from_slice(&list).ok().filter(|said: &Manifest| said.length == start))
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

fn hash(source: &mut impl Read) -> io::Result<(u64, String)> {
    let (mut hasher, mut buffer, mut length) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok((length, format!("{:x}", hasher.finalize()))),
            read => {
                hasher.update(&buffer[..read]);
                length += read as u64;
            }
        }
    }
}

fn beside(path: &Path, mark: &str) -> PathBuf {
    suffixed(path, &format!(".{mark}"))
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
