// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The vocabulary of Erfzicht: identifiers, evidence, figures, who may do what, time and chance.
//!
//! Nothing here does I/O. Every other crate may use it; it uses none of them.

pub mod access;
pub mod agreement;
pub mod clock;
pub mod evidence;
pub mod figure;
pub mod ids;
mod io_cause;
pub mod rng;

pub use access::{Actor, Compartment, Ctx, Denied, Grant, Permission, Purpose, Reach, Role, Scope};
pub use agreement::Kappa;
pub use clock::{At, Clock, FixedClock, SystemClock};
pub use evidence::{Contribution, Evidence};
pub use figure::Figure;
pub use ids::{BagId, BagKind, IdError, Kvk, MunicipalityCode, RdPoint};
pub use io_cause::io_cause;
pub use rng::Rng;
