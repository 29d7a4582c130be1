// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Phones, e-mail and websites, and which of them say nothing because everybody fills them in.

use super::{Record, Rule, Silent};

/// A phone by its last nine digits, without country and leading zero; 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Phone {
    /// The last nine digits as a number.
    pub digits: u64,
    /// A number that many people fill in, such as 0612345678.
    pub generic: bool,
}

impl Phone {
    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.digits == 0
    }
}

/// Reads a phone: `+31 6 12345678`, `0031612345678`, `06-12345678`, `(0)20-1234567`. Short numbers and text give none.
pub fn phone(text: &str) -> Phone {
    phone_with(text, &mut Silent)
}

/// [`phone`], and steps noted.
pub fn phone_with(text: &str, record: &mut impl Record) -> Phone {
    let mut digits = 0_u64;
    let mut count = 0_u32;
    // Of "+31 (0)6" the zero between brackets is not dialled; the last nine digits do not see it.
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = (digits * 10 + u64::from(byte - b'0')) % 1_000_000_000;
                count += 1;
            }
            b'/' | b',' | b';' if count >= 9 => break,
            b'a'..=b'z' | b'A'..=b'Z' if count >= 9 => break,
            _ => {}
        }
    }
    if count < 9 {
        return Phone::default();
    }
    let generic = is_generic(digits);
    if record.keeps() {
        record.note(Rule::Digits, text, &format!("0{digits:09}"));
        if generic {
            record.note(Rule::Generic, text, "");
        }
    }
    Phone { digits, generic }
}

/// 12345678 behind any start, one digit over and over, or zeros only.
fn is_generic(digits: u64) -> bool {
    let last = digits % 100_000_000;
    let ones = last.is_multiple_of(11_111_111);
    let sevens = (digits % 10_000_000).is_multiple_of(1_111_111);
    ones || sevens || matches!(last, 12_345_678 | 87_654_321 | 23_456_789) || matches!(digits % 10_000_000, 1_234_567)
}

/// An e-mail address in lower case, without blanks, without what stands behind a plus; empty when it is none.
pub fn email(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    email_into(text, &mut out);
    out
}

/// [`email`] into a text of the caller, which is cleared first.
pub fn email_into(text: &str, out: &mut String) {
    out.clear();
    let text = text.trim();
    let text = text.rsplit_once('<').map_or(text, |(_, inner)| inner.trim_end_matches('>'));
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let first = text.split([';', ',', ' ']).next().unwrap_or_default();
    let Some((user, host)) = first.split_once('@') else { return };
    let host = host.trim_matches('.');
    if user.is_empty() || !host.contains('.') || host.contains('@') {
        return;
    }
    let user = user.split('+').next().filter(|user| !user.is_empty()).unwrap_or(user);
    out.extend(user.chars().flat_map(char::to_lowercase));
    out.push('@');
    out.extend(host.chars().flat_map(char::to_lowercase));
    if out.ends_with("@googlemail.com") {
        out.truncate(out.len() - "googlemail.com".len());
        out.push_str("gmail.com");
    }
}

/// Whether an address as [`email`] gives it says nothing of one person or company.
pub fn is_generic_email(email: &str) -> bool {
    const USERS: &[&str] = &["noreply", "no-reply", "geen", "onbekend", "test", "nvt", "geenmail", "x", "a", "none"];
    const HOSTS: &[&str] = &["example.com", "example.nl", "example.org", "test.nl", "geen.nl", "onbekend.nl", "nvt.nl"];
    email.split_once('@').is_some_and(|(user, host)| USERS.contains(&user) || HOSTS.contains(&host))
}

/// The host of a website without `www.`, in lower case; empty when it is none.
pub fn website(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = bare.split(['/', '?', '#', ':', ' ']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    if host.contains('.') && !host.contains('@') && !host.starts_with('.') { host.to_owned() } else { String::new() }
}
