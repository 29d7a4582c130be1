// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What was typed wrongly: another exit code than a file that is refused, so that a script can tell them apart.

use anyhow::Error;
use erf_accounts::AccountError;
use erf_demo::DemoError;
use erf_linkage::{dataset::LinkError, table::Refused};
use erf_places::steps::StepError;
use erf_scan::area::AreaFault;

/// An option or a name that cannot be; the sentence says what can.
#[derive(Debug)]
pub struct WrongUse(String);

impl std::fmt::Display for WrongUse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUse {}

impl WrongUse {
    /// An error with the sentence for whoever typed it.
    pub fn error(sentence: impl Into<String>) -> Error {
        Self(sentence.into()).into()
    }
}

/// Blanks are no answer; `advice` says what to fill in.
pub fn filled(what: &str, text: &str, advice: &str) -> Result<(), Error> {
    if text.trim().is_empty() { Err(WrongUse::error(format!("{what} is leeg: {advice}"))) } else { Ok(()) }
}

/// Whether an error is about what was typed and not about a file.
pub fn is_wrong_use(error: &Error) -> bool {
    let column = |refused: &Refused| matches!(refused, Refused::NoSuchColumn { .. });
    error.is::<WrongUse>()
        || error.is::<AreaFault>()
        || matches!(error.downcast_ref(), Some(StepError::NotFound(_)))
        || matches!(error.downcast_ref(), Some(AccountError::Name(_) | AccountError::MunicipalityMissing | AccountError::Unknown(_)))
        || matches!(error.downcast_ref(), Some(DemoError::Options(_)))
        || error.downcast_ref().is_some_and(column)
        || matches!(error.downcast_ref(), Some(LinkError::Refused(refused)) if column(refused))
}
