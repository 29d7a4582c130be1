// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Running other programs.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
};

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("xtask is a folder of the workspace").to_owned()
}

/// A command that starts in the folder of the workspace.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Cargo, without what the cargo that started us left in the environment: it would make build scripts run again.
pub fn cargo() -> Command {
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars() {
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_CRATE_NAME" {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Runs and shows what is run. The answer is whether it succeeded.
pub fn succeeds(command: &mut Command) -> Result<bool> {
    announce(command);
    let status = command.status().with_context(|| format!("{} start niet", name_of(command)))?;
    Ok(status.success())
}

/// Runs; anything but success is an error.
pub fn must(command: &mut Command) -> Result<()> {
    if succeeds(command)? { Ok(()) } else { bail!("{} is mislukt", name_of(command)) }
}

/// What a command writes to its standard output; its errors go to ours.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{} start niet", name_of(command)))?;
    if !output.status.success() {
        bail!("{} is mislukt", name_of(command));
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} schrijft geen UTF-8", name_of(command)))
}

/// Runs, shows the output line by line while it comes, and also hands the lines back.
pub fn tee(command: &mut Command) -> Result<(bool, Vec<String>)> {
    announce(command);
    let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.with_context(|| format!("{} start niet", name_of(command)))?;
    let lines = lines_of(child.stdout.take(), child.stderr.take());
    let seen: Vec<String> = lines.into_iter().inspect(|line| println!("{line}")).collect();
    Ok((child.wait()?.success(), seen))
}

/// The lines of both streams in the order in which they arrive.
pub fn lines_of<A, B>(first: Option<A>, second: Option<B>) -> mpsc::Receiver<String>
where
    A: Read + Send + 'static,
    B: Read + Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    if let Some(stream) = first {
        forward(stream, sender.clone());
    }
    if let Some(stream) = second {
        forward(stream, sender);
    }
    receiver
}

/// Keeps reading after the receiver is gone, so that the writer never blocks on a full pipe.
fn forward(stream: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(count) if count > 0) {
            // A receiver that stopped listening is no reason to stop reading.
            let _ = sender.send(String::from_utf8_lossy(&line).trim_end().to_owned());
            line.clear();
        }
    });
}

/// Where a program stands, if it is on the path.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Whether we may install packages and must not run a database server.
pub fn is_superuser() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn announce(command: &Command) {
    let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    println!("+ {} {}", name_of(command), words.join(" "));
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_seen_and_success_is_told() {
        let (success, mut lines) = tee(command("sh").args(["-c", "echo een; echo twee >&2; exit 3"])).unwrap();
        lines.sort();
        assert!(!success);
        assert_eq!(lines, ["een", "twee"]);
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let error = must(&mut command("erfzicht-bestaat-niet")).unwrap_err();
        assert_eq!(error.to_string(), "erfzicht-bestaat-niet start niet");
    }
}
