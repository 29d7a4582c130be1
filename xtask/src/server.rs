// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The program itself, with a small demo region, for the browser tests.

use std::{
    env, fs,
    path::Path,
    process::{self, Child, Command, Stdio},
    sync::mpsc::Receiver,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{janitor::Janitor, run};

/// How long writing, importing and matching a tenth of a region may take in an unoptimised build.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running demo; stops when dropped and takes its folder along.
#[derive(Debug)]
pub struct Server {
    /// `http://127.0.0.1:PORT`
    pub url: String,
    child: Child,
    _janitor: Janitor,
}

impl Server {
    /// Starts `erfzicht demo` on a free port and waits until it says where it listens.
    pub fn start(binary: &Path) -> Result<Self> {
        let folder = env::temp_dir().join(format!("erf-demo-{}", process::id()));
        fs::create_dir(&folder).with_context(|| format!("map {} is niet te maken", folder.display()))?;
        let mut demo = Command::new(binary);
        demo.args(["demo", "--scale", "0.1", "--port", "0", "--dir"]).arg(&folder);
        demo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = demo.spawn().context("erfzicht start niet")?;
        let script = "kill \"$2\"; sleep 0.2; rm -rf -- \"$1\"";
        let janitor = Janitor::new(script, [folder.as_os_str(), child.id().to_string().as_ref()])?;
        let lines = run::lines_of(child.stdout.take(), child.stderr.take());
        let url = wait_for_address(&lines)?;
        thread::spawn(move || lines.into_iter().for_each(|line| println!("  erfzicht: {line}")));
        Ok(Self { url, child, _janitor: janitor })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when the program is already gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait_for_address(lines: &Receiver<String>) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    let mut said = Vec::new();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let Ok(line) = lines.recv_timeout(left) else { break };
        if let Some(address) = address_in(&line) {
            return Ok(address.to_owned());
        }
        said.push(line);
    }
    bail!("erfzicht demo noemde geen adres; het zei:\n{}", said.join("\n"))
}

/// `http://127.0.0.1:PORT` without what follows it.
fn address_in(line: &str) -> Option<&str> {
    const START: &str = "http://127.0.0.1:";
    let address = &line[line.find(START)?..];
    let port = address[START.len()..].bytes().take_while(u8::is_ascii_digit).count();
    (port > 0).then(|| &address[..START.len() + port])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        assert_eq!(address_in("Open http://127.0.0.1:43817/ in uw browser."), Some("http://127.0.0.1:43817"));
        assert_eq!(address_in("Erfzicht draait op http://127.0.0.1:8080"), Some("http://127.0.0.1:8080"));
    }

    #[test]
    fn other_lines_hold_no_address() {
        assert_eq!(address_in("12 leveringen ingelezen"), None);
        assert_eq!(address_in("http://127.0.0.1:PORT"), None);
    }
}
