// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What people write about a place is about the place. A citizen service number may not be kept, and a reason is printed in letters.

/// Whether a text names a citizen service number: the word, and close behind it a number that passes the test of such numbers.
pub(crate) fn is_named(text: &str) -> bool {
    erf_readers::table::holds_bsn("", std::iter::once(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_citizen_is_seen_and_one_of_a_company_is_not() {
        assert!(is_named("BSN 123456782, de heer Jansen"));
        assert!(!is_named("KvK 12345678, de schuur is sinds 20260501 verhuurd"));
    }
}
