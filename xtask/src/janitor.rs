// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Cleaning up whatever happens.
//!
//! A janitor is a small shell that waits until its standard input closes and then runs a script. The operating system
//! closes that pipe when we end, fail, are interrupted or are killed, so one mechanism covers them all and no signal
//! handler is needed.

use std::{
    ffi::OsStr,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

/// Runs its script when dropped, and also when this process disappears.
#[derive(Debug)]
pub struct Janitor {
    shell: Child,
}

impl Janitor {
    /// `script` finds the arguments as `$1`, `$2` and so on.
    pub fn new<A: AsRef<OsStr>>(script: &str, arguments: impl IntoIterator<Item = A>) -> Result<Self> {
        let patient = format!("trap '' INT TERM HUP; cat >/dev/null; {script}");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(patient).arg("janitor").args(arguments);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { shell: shell.spawn().context("sh start niet")? })
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Nothing is left to do when the shell was already gone.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::*;

    #[test]
    fn the_folder_is_gone_after_the_janitor() {
        let folder = env::temp_dir().join(format!("erfzicht-janitor-{}", process::id()));
        fs::create_dir(&folder).unwrap();
        let janitor = Janitor::new("rm -rf -- \"$1\"", [&folder]).unwrap();
        assert!(folder.exists());
        drop(janitor);
        assert!(!folder.exists());
    }
}
