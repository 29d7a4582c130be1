// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What other slices bring to pages of this one: things that wait for a reader, and pages about the same place. This slice
//! knows neither; the program hands them over as a layer.

use std::{future::Future, pin::Pin};

use erf_store::StoreError;
use erf_web::Caller;
use serde::Serialize;

/// A promise of something that another slice finds out.
pub type Found<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>>;

/// What is lost: keys of sentences, with how many.
pub type Lost = Vec<(&'static str, i64)>;

/// What other slices bring.
#[derive(Clone, Copy)]
pub struct Elsewhere {
    /// What waits for this reader.
    pub cards: fn(Caller) -> Found<Vec<Card>>,
    /// Pages about a place.
    pub about: fn(Caller, String) -> Found<Vec<About>>,
    /// What is lost with a delivery.
    pub lost: fn(Caller, i64) -> Found<Lost>,
}

/// One thing that waits: a sentence and one button.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Key of the sentence; that of the button has `-action` behind it.
    pub key: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// How many.
    pub n: i64,
    /// What it is about.
    pub name: String,
    /// A day that matters.
    pub date: Option<String>,
    /// Where the button leads.
    pub href: String,
}

/// A page about the same place.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// Key of what it is called.
    pub key: &'static str,
    /// Where it is.
    pub href: String,
}
