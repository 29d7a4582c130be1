// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Calls the library; nothing else is here, so that nothing is compiled twice.

fn main() -> std::process::ExitCode {
    erfzicht::run()
}
