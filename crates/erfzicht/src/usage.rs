// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What a command cost: time and memory of this process.

use std::time::Instant;

use serde::Serialize;

/// What was used since the start.
#[derive(Debug, Serialize)]
pub struct Usage {
    /// Seconds on the clock.
    pub wall_s: f64,
    /// Seconds of processor, all threads together; `None` where the system does not tell.
    pub cpu_s: Option<f64>,
    /// Most memory in use at once, in megabytes; `None` where the system does not tell.
    pub peak_mb: Option<f64>,
}

impl Usage {
    /// Since `start`.
    pub fn since(start: Instant) -> Self {
        Self { wall_s: round(start.elapsed().as_secs_f64()), cpu_s: cpu().map(round), peak_mb: peak().map(round) }
    }
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Ticks of a hundredth of a second in user and system mode: fields 14 and 15, after the name between brackets.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

fn peak() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_uses_some_memory() {
        assert!(Usage::since(Instant::now()).peak_mb.is_none_or(|megabytes| megabytes > 1.0));
    }
}
