// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Every word on a page comes from a key that exists in both languages.

use std::path::Path;

#[test]
fn every_key_that_is_used_is_there_in_both_languages_and_the_other_way_round() {
    let mut keys = erf_web::keys::Keys::default();
    keys.read_crates(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))).unwrap();
    let problems = keys.problems();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
