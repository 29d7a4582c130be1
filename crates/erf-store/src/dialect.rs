// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Where SQLite and PostgreSQL differ: placeholders and column types. Everything else is one text.

use crate::{Arg, Engine, StoreError};

/// What stands behind one `$n`.
pub(crate) enum Slot {
    One(Arg),
    List { values: Vec<Arg>, absent: Arg },
}

const LONGEST_LIST: usize = 30_000;

/// Writes the placeholders as the engine wants them and lays the arguments in that order.
///
/// SQLite takes a forgotten argument for NULL without a word, so the count is checked here, always.
pub(crate) fn expand<'q>(sql: &str, slots: &'q [Slot], engine: Engine) -> Result<(String, Vec<&'q Arg>), StoreError> {
    let mut places = Vec::with_capacity(slots.len());
    let mut args: Vec<&Arg> = Vec::with_capacity(slots.len());
    for slot in slots {
        let first = args.len() + 1;
        match slot {
            Slot::One(arg) => args.push(arg),
            Slot::List { values, absent } => lay(values, absent, &mut args),
        }
        places.push((slot, first, args.len()));
    }
    let wrong = |wanted| StoreError::Arguments { sql: sql.to_owned(), found: slots.len(), wanted };
    let (mut text, mut used) = (String::with_capacity(sql.len() + 8), vec![false; slots.len()]);
    for piece in pieces(sql) {
        match piece {
            Piece::Other(part) => text.push_str(part),
            Piece::Placeholder(number) => {
                let place = number.checked_sub(1).and_then(|index| places.get(index)).ok_or_else(|| wrong(number))?;
                used[number - 1] = true;
                write_place(&mut text, place, engine);
            }
        }
    }
    if used.contains(&false) || args.len() > LONGEST_LIST + 1000 {
        return Err(wrong(used.iter().filter(|used| **used).count()));
    }
    Ok((text, args))
}

/// Lists are filled up with their last value to a power of two, so that few different texts are prepared.
fn lay<'q>(values: &'q [Arg], absent: &'q Arg, args: &mut Vec<&'q Arg>) {
    let last = values.last().unwrap_or(absent);
    let size = values.len().next_power_of_two().min(values.len().max(LONGEST_LIST));
    args.extend(values.iter());
    args.extend(std::iter::repeat_n(last, size.max(1) - values.len()));
}

fn write_place(text: &mut String, (slot, first, last): &(&Slot, usize, usize), engine: Engine) {
    let sign = if engine == Engine::Sqlite { '?' } else { '$' };
    let none = matches!(slot, Slot::List { values, .. } if values.is_empty());
    if none {
        text.push_str(&format!("SELECT {sign}{first} WHERE 1 = 0"));
        return;
    }
    for number in *first..=*last {
        if number > *first {
            text.push(',');
        }
        text.push(sign);
        text.push_str(&number.to_string());
    }
}

enum Piece<'s> {
    Other(&'s str),
    Placeholder(usize),
}

/// Cuts a query at its placeholders; quotes and comments are left alone.
fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let bytes = sql.as_bytes();
    let (mut found, mut from, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if bytes[at] == b'$' && digits > 0 {
            found.push(Piece::Other(&sql[from..at]));
            found.push(Piece::Placeholder(sql[at + 1..=at + digits].parse().unwrap_or(usize::MAX)));
            at += 1 + digits;
            from = at;
        } else {
            at = after_token(bytes, at);
        }
    }
    found.push(Piece::Other(&sql[from..]));
    found
}

/// The position after the quoted text, comment or single byte at `at`.
fn after_token(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let until = |end: &[u8], skip: usize| {
        rest[skip..].windows(end.len()).position(|window| window == end).map_or(bytes.len(), |found| at + skip + found + end.len())
    };
    match rest {
        [b'\'', ..] => until(b"'", 1),
        [b'"', ..] => until(b"\"", 1),
        [b'-', b'-', ..] => until(b"\n", 2),
        [b'/', b'*', ..] => until(b"*/", 2),
        _ => at + 1,
    }
}

/// A migration in the words of the engine.
///
/// Columns are written as `name type …` with one of: `bigint`, `text`, `boolean`, `double precision`, `uuid`, `timestamptz`,
/// `date`, `jsonb`, `bytea`, or `identity` for a number that counts up by itself and is the primary key. On SQLite tables
/// are STRICT; on PostgreSQL text sorts by bytes, as it does on SQLite.
pub(crate) fn migration(sql: &str, engine: Engine) -> Result<String, String> {
    let statements = split(sql, b';').into_iter().map(bare).filter(|statement| !statement.is_empty());
    let translated: Result<Vec<String>, String> = statements.map(|statement| translate(&statement, engine)).collect();
    Ok(translated?.join(";\n") + ";")
}

fn translate(statement: &str, engine: Engine) -> Result<String, String> {
    let words: Vec<String> = statement.split_whitespace().take(6).map(str::to_ascii_lowercase).collect();
    let start: Vec<&str> = words.iter().map(String::as_str).collect();
    match start.as_slice() {
        ["create", "table", ..] => create_table(statement, engine),
        ["alter", "table", table, "add", "column", ..] => {
            let at = statement.to_ascii_lowercase().find(" column ").ok_or("ADD COLUMN op één regel")? + " column ".len();
            Ok(format!("ALTER TABLE {table} ADD COLUMN {}", column(&statement[at..], engine)?))
        }
        _ => Ok(statement.to_owned()),
    }
}

fn create_table(statement: &str, engine: Engine) -> Result<String, String> {
    let (open, close) = statement.find('(').zip(statement.rfind(')')).ok_or("CREATE TABLE zonder haakjes")?;
    let columns: Result<Vec<String>, String> =
        split(&statement[open + 1..close], b',').into_iter().map(|item| column(item, engine)).collect();
    let strict = if engine == Engine::Sqlite { " STRICT" } else { "" };
    Ok(format!("{}({}){}{strict}", &statement[..open], columns?.join(","), &statement[close + 1..]))
}

/// One line of a table: a column, whose type is translated, or a constraint, which is left alone.
fn column(item: &str, engine: Engine) -> Result<String, String> {
    let text = item.trim();
    let (name, rest) = text.split_once(char::is_whitespace).ok_or_else(|| format!("kolom zonder type: {text}"))?;
    if ["primary", "unique", "check", "foreign", "constraint"].contains(&name.to_ascii_lowercase().as_str()) {
        return Ok(format!("\n  {text}"));
    }
    let rest = rest.trim_start();
    let known = TYPES.iter().find(|(word, ..)| follows(rest, word));
    let (word, sqlite, postgres) = known.ok_or_else(|| format!("onbekend kolomtype: {text}"))?;
    let native = if engine == Engine::Sqlite { sqlite } else { postgres };
    Ok(format!("\n  {name} {native}{}", &rest[word.len()..]))
}

fn follows(rest: &str, word: &str) -> bool {
    let starts = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    starts && !rest[word.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
}

/// Our word, SQLite's, PostgreSQL's.
const TYPES: [(&str, &str, &str); 10] = [
    ("bigint", "INTEGER", "bigint"),
    ("text", "TEXT", "text COLLATE \"C\""),
    ("boolean", "INTEGER", "boolean"),
    ("double precision", "REAL", "double precision"),
    ("uuid", "BLOB", "uuid"),
    ("timestamptz", "INTEGER", "timestamptz"),
    ("date", "TEXT", "date"),
    ("jsonb", "TEXT", "jsonb"),
    ("bytea", "BLOB", "bytea"),
    ("identity", "INTEGER PRIMARY KEY", "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"),
];

/// Cuts at a sign outside brackets, quotes and comments.
fn split(sql: &str, sign: u8) -> Vec<&str> {
    let bytes = sql.as_bytes();
    let (mut parts, mut from, mut at, mut depth) = (Vec::new(), 0, 0, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            byte if byte == sign && depth == 0 => {
                parts.push(&sql[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        at = after_token(bytes, at);
    }
    parts.push(&sql[from..]);
    parts
}

/// The text without comments and outer blanks.
fn bare(sql: &str) -> String {
    let bytes = sql.as_bytes();
    let (mut text, mut at) = (String::new(), 0);
    while at < bytes.len() {
        let next = after_token(bytes, at);
        let comment = bytes[at..].starts_with(b"--") || bytes[at..].starts_with(b"/*");
        text.push_str(if comment { " " } else { sql.get(at..next).unwrap_or_default() });
        at = next;
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(sql: &str, slots: &[Slot]) -> Result<(String, usize), StoreError> {
        expand(sql, slots, Engine::Sqlite).map(|(text, args)| (text, args.len()))
    }

    fn one(value: i64) -> Slot {
        Slot::One(value.into())
    }

    fn list(values: &[i64]) -> Slot {
        Slot::List { values: values.iter().map(|v| Arg::from(*v)).collect(), absent: Arg::Int(None) }
    }

    #[test]
    fn placeholders_keep_their_number_whatever_their_order() {
        let (text, count) = sqlite("SELECT $2, $1, $2, '$3' -- $4\n, \"$5\"", &[one(1), one(2)]).unwrap();
        assert_eq!((text.as_str(), count), ("SELECT ?2, ?1, ?2, '$3' -- $4\n, \"$5\"", 2));
    }

    #[test]
    fn a_forgotten_or_superfluous_argument_is_an_error() {
        assert!(sqlite("SELECT $1, $2", &[one(1)]).is_err());
        assert!(sqlite("SELECT $1", &[one(1), one(2)]).is_err());
        assert!(sqlite("SELECT $0", &[]).is_err());
    }

    #[test]
    fn a_list_becomes_as_many_placeholders_as_the_next_power_of_two() {
        let (text, count) = sqlite("x IN ($1) AND y = $2", &[list(&[7, 8, 9]), one(1)]).unwrap();
        assert_eq!((text.as_str(), count), ("x IN (?1,?2,?3,?4) AND y = ?5", 5));
        let (text, _) = sqlite("x IN ($1)", &[list(&[])]).unwrap();
        assert_eq!(text, "x IN (SELECT ?1 WHERE 1 = 0)");
    }

    #[test]
    fn column_types_are_translated_and_names_left_alone() {
        let sql = "-- yards (once; each)\nCREATE TABLE yard (id identity, date date NOT NULL, text text, x double precision, -- metres\n
            PRIMARY KEY (id, date), CHECK (text IN ('a,b;', 'date'))); CREATE INDEX yard_date ON yard (date);";
        let lite = migration(sql, Engine::Sqlite).unwrap();
        assert!(lite.contains("id INTEGER PRIMARY KEY,\n  date TEXT NOT NULL,\n  text TEXT,\n  x REAL,"), "{lite}");
        assert!(lite.contains("CHECK (text IN ('a,b;', 'date'))) STRICT;") && lite.ends_with("ON yard (date);"), "{lite}");
        let server = migration(sql, Engine::Postgres).unwrap();
        assert!(server.contains("date date NOT NULL,\n  text text COLLATE \"C\","), "{server}");
    }

    #[test]
    fn an_added_column_is_translated_and_an_unknown_type_refused() {
        let lite = migration("ALTER TABLE yard ADD COLUMN seen timestamptz", Engine::Sqlite).unwrap();
        assert!(lite.contains("seen INTEGER"), "{lite}");
        assert!(migration("CREATE TABLE t (a varchar)", Engine::Sqlite).is_err());
    }
}
