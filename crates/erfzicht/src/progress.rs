// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A bar in the terminal; nothing at all when the output goes elsewhere.

use std::{io::IsTerminal, sync::Mutex};

use erf_places::watch::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far long work is.
pub struct Bar {
    bar: ProgressBar,
    subject: Mutex<String>,
}

impl Bar {
    /// A bar on the terminal, if there is one.
    pub fn new() -> Self {
        let target = if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(100), target);
        let style = ProgressStyle::with_template("{wide_msg} {bar:30} {percent:>3} %").unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Self { bar, subject: Mutex::new(String::new()) }
    }

    /// Says what is being worked on.
    pub fn subject(&self, text: &str) {
        *self.subject.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = text.to_owned();
        self.bar.set_message(text.to_owned());
        self.bar.set_position(0);
    }

    /// Prints something without tearing the bar.
    pub fn clear_while(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Bar {
    fn phase(&self, name: &str) {
        let text = match name {
            "ground" => "Gebouwen en adressen lezen",
            "places" => "Erven samenstellen",
            "saving" => "Erven opslaan",
            "linking" => "Rijen koppelen",
            other => other,
        };
        self.subject(text);
    }

    fn progress(&self, done: u64, total: u64) {
        if total > 0 {
            self.bar.set_length(total);
            self.bar.set_position(done);
        }
    }
}
