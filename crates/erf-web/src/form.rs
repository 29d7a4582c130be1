// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Forms that keep what was typed and say what is wrong, all at once.

use std::collections::BTreeMap;

use serde::Serialize;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field.
    pub field: String,
    /// Key of the text that says what is wrong and how it should be.
    pub key: &'static str,
}

/// What somebody filled in, with what is wrong with it. Handed to the template as `form`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Form {
    values: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl Form {
    /// What a browser sent; of a field sent twice the last value counts.
    pub fn sent(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { values: pairs.into_iter().map(|(k, v)| (k, v.trim().to_owned())).collect(), faults: Vec::new() }
    }

    /// Fills in a field beforehand.
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.values.insert(field.to_owned(), value.into());
        self
    }

    /// What was filled in, trimmed; empty when it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// What was filled in; a fault when that is nothing.
    pub fn required(&mut self, field: &str, key: &'static str) -> String {
        let value = self.value(field).to_owned();
        if value.is_empty() {
            self.fault(field, key);
        }
        value
    }

    /// Notes what is wrong with a field.
    pub fn fault(&mut self, field: &str, key: &'static str) {
        self.faults.push(Fault { field: field.to_owned(), key });
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }

    /// Removes a value that must not return to the browser, such as a password.
    pub fn forget(&mut self, field: &str) {
        self.values.remove(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_is_kept_and_faults_are_gathered() {
        let mut form = Form::sent([("naam".to_owned(), " Anna ".to_owned()), ("reden".to_owned(), "  ".to_owned())]);
        assert_eq!(form.required("naam", "form-name-missing"), "Anna");
        form.required("reden", "form-reason-missing");
        assert!(!form.is_right());
        assert_eq!(form.faults, [Fault { field: "reden".into(), key: "form-reason-missing" }]);
    }
}
