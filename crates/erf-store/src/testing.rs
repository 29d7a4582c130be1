// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! For tests: the databases on which a story must turn out the same.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Db, StoreError, db::Kind, postgres};

/// The environment variable with the address of a PostgreSQL server on which databases may be made and dropped.
pub const POSTGRES: &str = "ERFZICHT_TEST_POSTGRES";

/// An empty SQLite database and, when [`POSTGRES`] is set, an empty PostgreSQL database that is dropped afterwards.
/// When it is not set this is said on standard error, in the words CI looks for.
pub async fn databases() -> Result<Vec<Db>, StoreError> {
    let mut all = vec![Db::memory().await?];
    match std::env::var(POSTGRES) {
        Ok(server) if !server.is_empty() => all.push(postgres_database(&server).await?),
        _ => eprintln!("overgeslagen: geen PostgreSQL"),
    }
    Ok(all)
}

async fn postgres_database(server: &str) -> Result<Db, StoreError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("erfzicht_toets_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let pool = postgres::connect(server, 1).await?;
    postgres::alone(&pool, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    postgres::alone(&pool, format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")).await?;
    pool.close().await;
    let pool = postgres::connect_to(server, &name, 8).await?;
    Ok(Db::with_last(Kind::Postgres(pool), Box::new(Doomed { server: server.to_owned(), name })))
}

/// Drops its database in the end.
struct Doomed {
    server: String,
    name: String,
}

impl Drop for Doomed {
    fn drop(&mut self) {
        let (server, name) = (std::mem::take(&mut self.server), std::mem::take(&mut self.name));
        // a thread of its own, because the runtime of the test may be gone or unable to wait
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(drop_database(&server, &name)))
        };
        if std::thread::spawn(work).join().is_err() {
            eprintln!("een toetsdatabase is blijven staan");
        }
    }
}

async fn drop_database(server: &str, name: &str) -> Result<(), StoreError> {
    let pool = postgres::connect(server, 1).await?;
    postgres::alone(&pool, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
}
