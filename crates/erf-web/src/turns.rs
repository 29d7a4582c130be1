// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One piece of long work at a time, also when a command and the website run side by side.

use std::{fs::File, io, path::PathBuf};

use tokio::sync::{Mutex, MutexGuard};

/// Hands out turns for work that changes which data are in use.
pub struct Works {
    here: Mutex<()>,
    file: Option<PathBuf>,
}

/// While this is held, no other long work runs.
pub struct Turn<'w> {
    _here: MutexGuard<'w, ()>,
    _file: Option<File>,
}

impl Works {
    /// Turns for one process (`None`), or for all processes that use the same lock file.
    pub fn new(file: Option<PathBuf>) -> Self {
        Self { here: Mutex::new(()), file }
    }

    /// Waits until all other work is ready.
    pub async fn turn(&self) -> io::Result<Turn<'_>> {
        let here = self.here.lock().await;
        let Some(path) = self.file.clone() else { return Ok(Turn { _here: here, _file: None }) };
        let wait = move || {
            let file = open(&path)?;
            file.lock()?;
            Ok(file)
        };
        let file = tokio::task::spawn_blocking(wait).await.map_err(io::Error::other)?;
        file.map(|file| Turn { _here: here, _file: Some(file) })
    }

    /// A turn if nothing else is at work now.
    pub fn turn_now(&self) -> io::Result<Option<Turn<'_>>> {
        let Ok(here) = self.here.try_lock() else { return Ok(None) };
        let Some(path) = &self.file else { return Ok(Some(Turn { _here: here, _file: None })) };
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Turn { _here: here, _file: Some(file) })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

fn open(path: &PathBuf) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn two_processes_do_not_work_at_the_same_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("werk.lock");
        let (one, other) = (Works::new(Some(path.clone())), Works::new(Some(path)));
        let turn = one.turn().await.unwrap();
        assert!(other.turn_now().unwrap().is_none());
        drop(turn);
        assert!(other.turn_now().unwrap().is_some());
    }
}
