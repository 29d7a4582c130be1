// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tests on the whole region.

use std::path::PathBuf;

/// The folder with sample files beside the repository; `None` with a message when it is absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let path = std::env::var("ERFZICHT_SHARED").map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    if !path.join("data/nl").exists() {
        eprintln!("overgeslagen: geen ../shared");
        return None;
    }
    Some(path)
}
