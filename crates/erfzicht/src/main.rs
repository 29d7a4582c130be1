// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Calls the library; nothing else is here, so that nothing is compiled twice.

/// A scan or an import holds much and lets go of it; with this allocator it goes back to the system.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    erfzicht::run()
}
