// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The letter to the owner or user of a place: what is recorded, where it comes from, how to correct it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::scan::{Contact, Reason};

/// Everything the letter says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnerLetter {
    /// Name of the municipality that sends it.
    pub municipality: String,
    /// Postal lines of the sender, printed small above the addressee. May be empty.
    pub sender: Vec<String>,
    /// Who it is for, without a name of a person: `de eigenaar of gebruiker van Achterweg 12`.
    pub addressee: String,
    /// Postal lines of the addressee.
    pub address: Vec<String>,
    /// The place the letter is about, as in a sentence: `Achterweg 12 in Waterdam`.
    pub place: String,
    /// Date of the letter.
    pub date: Date,
    /// The day the facts speak of: the date of the scan.
    pub scan_date: Date,
    /// Reference to quote.
    pub reference: String,
    /// Facts with source, date, points, sentence and innocent explanation.
    pub facts: Vec<Reason>,
    /// Recorded but not counted, each a sentence: older than five years, corrected. May be empty.
    pub not_counted: Vec<String>,
    /// What is not known, as short phrases.
    pub unknown: Vec<String>,
    /// What would lower the points, as short phrases.
    pub lowers: Vec<String>,
    /// What a named person decided, with the reason, in a sentence; empty when nothing is decided yet.
    pub decision: String,
    /// Legal basis in a sentence.
    pub basis: String,
    /// How to correct, in a sentence: by letter, e-mail or at the desk.
    pub how_to_correct: String,
    /// Days within which a correction is answered.
    pub answer_within_days: u32,
    /// Last day for an objection that is handled before anything else happens.
    pub object_before: Date,
    /// When everything about this place is deleted.
    pub kept_until: Date,
    /// Who to call.
    pub contact: Contact,
    /// Number or address of the entry in the algorithm register, or a sentence why there is none yet.
    pub register: String,
    /// Who signs: name and role.
    pub signed_by: Vec<String>,
}
