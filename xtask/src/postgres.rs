// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A throw-away PostgreSQL server on a socket: no port, nothing of the system's own server is touched.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{janitor::Janitor, run};

/// Stops the server if it runs and removes its folder. `$1` is the folder, the rest is the command of `pg_ctl`.
const CLEAN_UP: &str = "dir=$1; shift; \"$@\" -D \"$dir/data\" -m immediate -s stop; rm -rf -- \"$dir\"";

/// Speed over safety: the server lives for minutes.
const SETTINGS: &str = "-c listen_addresses= -F -c synchronous_commit=off -c full_page_writes=off -c max_connections=200";

/// A running server; stops when dropped.
#[derive(Debug)]
pub struct Postgres {
    /// Where tests may connect and create databases.
    pub url: String,
    _janitor: Janitor,
}

impl Postgres {
    /// Starts an empty server in a temporary folder.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is niet gevonden")?;
        let folder = make_folder()?;
        let control = as_server_user(&programs.join("pg_ctl"), &folder);
        let words = std::iter::once(folder.as_os_str()).chain(std::iter::once(control.get_program())).chain(control.get_args());
        let janitor = Janitor::new(CLEAN_UP, words)?;
        initialise(&programs, &folder)?;
        launch(control, &folder)?;
        Ok(Self { url: format!("postgres://test@localhost/postgres?host={}", folder.display()), _janitor: janitor })
    }
}

/// The folder with the server's programs. Debian keeps them off the path.
pub fn programs() -> Option<PathBuf> {
    // On the path it is often a link to one program of several.
    if let Some(initdb) = run::find("initdb").and_then(|path| path.canonicalize().ok()) {
        return initdb.parent().map(Path::to_owned);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let mut numbered: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    numbered.sort();
    numbered.pop().map(|(_, bin)| bin)
}

/// A folder the server's user may enter; short, because the path of a socket is limited to about a hundred characters.
fn make_folder() -> Result<PathBuf> {
    let folder = env::temp_dir().join(format!("erf-pg-{}", process::id()));
    fs::create_dir(&folder).with_context(|| format!("map {} is niet te maken", folder.display()))?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
    if run::is_superuser() {
        run::output(Command::new("chown").arg("postgres").arg(&folder))?;
    }
    Ok(folder)
}

fn initialise(programs: &Path, folder: &Path) -> Result<()> {
    let mut initdb = as_server_user(&programs.join("initdb"), folder);
    initdb.arg("-D").arg(folder.join("data"));
    initdb.args(["-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
    run::output(&mut initdb).map(|_| ())
}

fn launch(mut control: Command, folder: &Path) -> Result<()> {
    control.arg("-D").arg(folder.join("data")).arg("-l").arg(folder.join("log"));
    control.arg("-o").arg(format!("{SETTINGS} -k {}", folder.display()));
    control.args(["-w", "-s", "start"]);
    // The server inherits these streams; a pipe here would keep us waiting for its end.
    let status = control.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() {
        return Ok(());
    }
    bail!("PostgreSQL start niet:\n{}", fs::read_to_string(folder.join("log")).unwrap_or_default())
}

/// PostgreSQL refuses to run as root.
fn as_server_user(program: &Path, folder: &Path) -> Command {
    let mut command = if run::is_superuser() {
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_starts_answers_and_leaves_nothing_behind() {
        let Some(programs) = programs() else {
            eprintln!("overgeslagen: geen PostgreSQL");
            return;
        };
        let server = Postgres::start().unwrap();
        let folder = PathBuf::from(server.url.split_once("host=").unwrap().1);
        let answer = run::output(Command::new(programs.join("pg_isready")).arg("-h").arg(&folder)).unwrap();
        assert!(answer.contains("accepting connections"), "{answer}");
        drop(server);
        assert!(!folder.exists());
    }
}
