// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod app;
mod assets;
mod cookies;
mod enter;
mod error;
mod evidence_view;
mod figure_view;
mod form;
mod format;
mod headers;
mod jobs;
pub mod keys;
mod own_routes;
mod page;
mod routes;
mod serve;
mod session;
mod table;
mod templates;
mod turns;
mod visitor;
mod words;
mod work;

pub use app::{App, AppBuilder, BuildError, Nav, NavPlace, PurposeChoices, Slice};
pub use error::WebError;
pub use evidence_view::{Bar, Unit, Waterfall};
pub use figure_view::FigureView;
pub use form::{Fault, Form};
pub use format::{number, percent, plain_date, short_date, timestamp};
pub use headers::{cached, see_other};
pub use jobs::{Followed, JobState, JobView, job_address, start_job};
pub use own_routes::routes;
pub use page::Flash;
pub use routes::{Access, Route, Routes};
pub use serve::serve;
pub use session::{Session, Sessions, migrations};
pub use table::{Pager, Query, Sorting, asked, page_of, with_parameter};
pub use turns::{Turn, Works};
pub use visitor::{Caller, Visitor, safe_target};
pub use words::{Args, Lang, Words, WordsError};
pub use work::{Progress, Worker, ask, take_up};
