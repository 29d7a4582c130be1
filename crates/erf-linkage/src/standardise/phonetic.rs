// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A key for how a name sounds in Dutch, for blocking only: what sounds alike must meet; what meets need not be alike.
//!
//! Rules, each because the pair is heard as one sound and written either way: `ij`, `ei`, `y` and `ey`; `ui`, `uy` and `uij`; `ou`, `au`, `ouw` and `auw`;
//! `c`, `k`, `ck`, `q`, `cq` and `kh` at the start of Arabic names; `dt`, `d` and `t`; `s`, `z`, `sch` at the end and `ss`; `f`, `v`, `ph` and `w` for foreign
//! names; `g`, `ch`, `gh`; `x` and `ks`; `oe` and `u` (Turkish and Arabic names); `sj`, `sh`, `ş`; `tj`, `ch`, `cz` at the start;
//! `dj`, `j`, `zj`; `th` and `t`; double letters and double vowels; `h` behind a vowel; the ending `en` of which the `n` is not heard.

/// The phonetic key of a name.
pub fn key(name: &str) -> String {
    let mut out = String::new();
    key_into(&super::fold::fold(name), &mut out);
    out
}

/// [`key`] of a folded name into a text of the caller, which is cleared first.
pub fn key_into(folded: &str, out: &mut String) {
    out.clear();
    let bytes = folded.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (sound, used) = sound(&bytes[at..], out.is_empty());
        for &sign in sound {
            let sign = char::from(sign);
            if !out.ends_with(sign) {
                out.push(sign);
            }
        }
        at += used;
    }
    close(out);
}

/// The sound at the start of the bytes, and how many bytes it takes.
fn sound(rest: &[u8], first: bool) -> (&'static [u8], usize) {
    match rest {
        [b's', b'c', b'h', b't' | b'j', ..] if !first => (b"s", 3),
        [b's', b'c', b'h', next, ..] if first && next.is_ascii_alphabetic() => (b"sg", 3),
        [b's', b'c', b'h'] => (b"s", 3),
        [b'e' | b'a', b'i', b'j', ..] => (b"y", 3),
        [b'u', b'i', b'j', ..] => (b"U", 3),
        [b'u', b'i' | b'y', ..] => (b"U", 2),
        [b'o', b'i', b'j', ..] => (b"oy", 3),
        [b'o', b'i' | b'y', ..] => (b"oy", 2),
        [b'i', b'j', ..] | [b'e', b'i' | b'y', ..] | [b'a', b'y' | b'i', ..] => (b"y", 2),
        [b'y', b'e' | b'a' | b'o' | b'u' | b'i', ..] if first => (b"j", 1),
        [b'y', ..] => (b"y", 1),
        [b'o' | b'a', b'u', b'w', ..] => (b"A", 3),
        [b'o' | b'a', b'u', ..] => (b"A", 2),
        [b'o', b'e', ..] => (b"u", 2),
        [b'e', b'u', ..] | [b'u', b'e', ..] => (b"E", 2),
        [b'i', b'e', ..] => (b"i", 2),
        [b'a', b'e', ..] => (b"a", 2),
        [b'p', b'h', ..] => (b"f", 2),
        [b'f' | b'v', ..] => (b"f", 1),
        [b'w', ..] => (b"w", 1),
        [b'c', b'h', b'r' | b'l', ..] if first => (b"k", 2),
        [b'c', b'h', ..] | [b'g', b'h', ..] | [b'k', b'h', ..] => (b"g", 2),
        [b'c', b'z', ..] => (b"s", 2),
        [b'c', b'k', ..] | [b'c', b'q', ..] => (b"k", 2),
        [b'c', b'e' | b'i' | b'y', ..] => (b"s", 1),
        [b'c' | b'k' | b'q', ..] => (b"k", 1),
        [b'g', ..] => (b"g", 1),
        [b'x', ..] => (b"ks", 1),
        [b's', b'j' | b'h' | b'z', ..] | [b'z', b'j' | b'h', ..] => (b"s", 2),
        [b's' | b'z', ..] => (b"s", 1),
        [b'd', b't', ..] | [b't', b'h' | b'd', ..] | [b'd', b'h', ..] => (b"t", 2),
        [b't', b's' | b'z', ..] => (b"ts", 2),
        [b'd', b'j' | b'z', ..] => (b"j", 2),
        [b'd' | b't', ..] => (b"t", 1),
        [b'h', ..] if first => (b"h", 1),
        [b'h' | b'\'' | b'-' | b' ', ..] => (b"", 1),
        [b'a', ..] => (b"a", 1),
        [b'e', ..] => (b"e", 1),
        [b'i', ..] => (b"i", 1),
        [b'o', ..] => (b"o", 1),
        [b'u', ..] => (b"u", 1),
        [b'b', ..] => (b"b", 1),
        [b'p', ..] => (b"p", 1),
        [b'j', ..] => (b"j", 1),
        [b'l', ..] => (b"l", 1),
        [b'm', ..] => (b"m", 1),
        [b'n', ..] => (b"n", 1),
        [b'r', ..] => (b"r", 1),
        [b'0'..=b'9', ..] => digit(rest[0]),
        _ => (b"", 1),
    }
}

fn digit(byte: u8) -> (&'static [u8], usize) {
    const DIGITS: &[u8; 10] = b"0123456789";
    let at = usize::from(byte - b'0');
    (&DIGITS[at..=at], 1)
}

/// The `n` of "-en" and an `e` at the end are not heard; `b` at the end sounds as `p`.
fn close(out: &mut String) {
    if out.len() > 4 && out.ends_with("en") {
        out.truncate(out.len() - 1);
    }
    if out.len() > 3 && out.ends_with('e') {
        out.pop();
    }
    if out.ends_with('b') {
        out.pop();
        out.push('p');
    }
}
