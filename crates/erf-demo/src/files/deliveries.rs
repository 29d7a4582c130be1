// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `leveringen.toml`: what was handed over, by whom, for what.

use serde::Serialize;

/// One file that was handed over.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Delivery {
    pub source: &'static str,
    pub name: String,
    pub holder: String,
    pub file: String,
    pub format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping: Option<String>,
    pub purpose: &'static str,
    pub legal_basis: &'static str,
    pub compartment: &'static str,
    pub period_from: String,
    pub period_to: String,
    pub retention_until: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
}

/// The whole list.
#[derive(Debug, Serialize)]
pub(crate) struct Deliveries {
    pub region: &'static str,
    pub reference_date: String,
    pub delivery: Vec<Delivery>,
}

impl Deliveries {
    /// The file's text.
    pub(crate) fn text(&self) -> Result<String, toml::ser::Error> {
        Ok(format!(
            "# SPDX-FileCopyrightText: 2026 The Erfzicht developers\n# SPDX-License-Identifier: EUPL-1.2\n{}",
            toml::to_string(self)?
        ))
    }
}
