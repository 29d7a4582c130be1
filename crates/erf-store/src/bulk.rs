// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Many rows at once, without an allocation for each: one prepared statement on SQLite, binary COPY on PostgreSQL.

use erf_base::{At, BagId, MunicipalityCode};
use jiff::civil::Date;
use rusqlite::types::ValueRef;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Arg, StoreError,
    arg::storable_json,
    db::{Inner, Tx},
    postgres,
};

const FULL_BYTES: usize = 4 << 20;
const FULL_CELLS: usize = 1 << 18;

/// Rows waiting to be written into one table.
///
/// ```no_run
/// # async fn example(tx: &mut erf_store::Tx) -> Result<(), erf_store::StoreError> {
/// let mut bulk = erf_store::Bulk::new("yard", &["id", "name", "x"]);
/// for id in 0..100_000 {
///     bulk.row().int(id).text("Achterweg 12").real(140_000.5);
///     bulk.relieve(tx).await?;
/// }
/// bulk.finish(tx).await?;
/// # Ok(()) }
/// ```
pub struct Bulk {
    table: &'static str,
    columns: &'static [&'static str],
    cells: Vec<Slot>,
    bytes: Vec<u8>,
    row_start: usize,
    narrow: Option<usize>,
    written: u64,
}

#[derive(Clone, Copy)]
enum Slot {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Time(At),
    /// PostgreSQL wants the date, SQLite its text.
    Day(Date, Span),
    Text(Span),
    Json(Span),
    Blob(Span),
}

#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
}

impl Bulk {
    /// Rows for these columns, whose values come in this order. Names are constants, never text from outside.
    pub fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, cells: Vec::new(), bytes: Vec::new(), row_start: 0, narrow: None, written: 0 }
    }

    /// Begins a row; as many values must follow as there are columns.
    pub fn row(&mut self) -> RowWriter<'_> {
        self.check_row();
        RowWriter(self)
    }

    fn check_row(&mut self) {
        let width = self.cells.len() - self.row_start;
        if width != 0 && width != self.columns.len() {
            self.narrow.get_or_insert(width);
        }
        self.row_start = self.cells.len();
    }

    /// Whether it is time to write: [`relieve`](Self::relieve) looks at this itself.
    pub fn is_full(&self) -> bool {
        self.bytes.len() >= FULL_BYTES || self.cells.len() >= FULL_CELLS
    }

    /// Writes what waits when that is much; call it after each row or each few rows.
    pub async fn relieve(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        if self.is_full() { self.flush(tx).await } else { Ok(()) }
    }

    /// Writes the last rows and says how many there were in all.
    pub async fn finish(mut self, tx: &mut Tx) -> Result<u64, StoreError> {
        self.flush(tx).await?;
        Ok(self.written)
    }

    /// Writes what waits.
    pub async fn flush(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        self.check_row();
        if let Some(found) = self.narrow {
            return Err(StoreError::RowWidth { table: self.table, found, wanted: self.columns.len() });
        }
        if self.cells.is_empty() {
            return Ok(());
        }
        match &mut tx.inner {
            Inner::Sqlite(tx) => {
                let mut values = self.cells.iter().map(|slot| sqlite_value(*slot, &self.bytes));
                tx.insert(&self.statement(), self.columns.len(), &mut values)?;
            }
            Inner::Postgres(tx) => {
                let statement = format!("COPY {} ({}) FROM STDIN BINARY", self.table, self.columns.join(","));
                postgres::copy(tx, &statement, self.copy_bytes()).await?;
            }
        }
        self.written += (self.cells.len() / self.columns.len()) as u64;
        self.cells.clear();
        self.bytes.clear();
        self.row_start = 0;
        Ok(())
    }

    fn statement(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|number| format!("?{number}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.table, self.columns.join(","), places.join(","))
    }

    fn copy_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + self.cells.len() * 12 + 32);
        out.extend_from_slice(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
        for row in self.cells.chunks(self.columns.len()) {
            out.extend_from_slice(&(row.len() as i16).to_be_bytes());
            row.iter().for_each(|slot| copy_value(*slot, &self.bytes, &mut out));
        }
        out.extend_from_slice(&(-1_i16).to_be_bytes());
        out
    }

    fn keep(&mut self, bytes: &[u8]) -> Span {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        Span { start, end: self.bytes.len() }
    }

    /// PostgreSQL keeps a NUL in no text, and both databases must keep the same.
    fn keep_text(&mut self, text: &str) -> Span {
        let start = self.bytes.len();
        text.split('\0').for_each(|part| self.bytes.extend_from_slice(part.as_bytes()));
        Span { start, end: self.bytes.len() }
    }
}

fn sqlite_value(slot: Slot, bytes: &[u8]) -> ValueRef<'_> {
    match slot {
        Slot::Null => ValueRef::Null,
        Slot::Int(int) => ValueRef::Integer(int),
        Slot::Real(real) => ValueRef::Real(real),
        Slot::Bool(yes) => ValueRef::Integer(yes.into()),
        Slot::Time(at) => ValueRef::Integer(at.0),
        Slot::Day(_, span) | Slot::Text(span) | Slot::Json(span) => ValueRef::Text(&bytes[span.start..span.end]),
        Slot::Blob(span) => ValueRef::Blob(&bytes[span.start..span.end]),
    }
}

fn copy_value(slot: Slot, bytes: &[u8], out: &mut Vec<u8>) {
    let mut field = |start: &[u8], rest: &[u8]| {
        out.extend_from_slice(&((start.len() + rest.len()) as i32).to_be_bytes());
        out.extend_from_slice(start);
        out.extend_from_slice(rest);
    };
    match slot {
        Slot::Null => out.extend_from_slice(&(-1_i32).to_be_bytes()),
        Slot::Int(int) => field(&int.to_be_bytes(), &[]),
        Slot::Real(real) => field(&real.to_be_bytes(), &[]),
        Slot::Bool(yes) => field(&[u8::from(yes)], &[]),
        Slot::Time(at) => field(&postgres::time_bits(at).to_be_bytes(), &[]),
        Slot::Day(day, _) => field(&postgres::day_bits(day).to_be_bytes(), &[]),
        Slot::Json(span) => field(&[1], &bytes[span.start..span.end]),
        Slot::Text(span) | Slot::Blob(span) => field(&[], &bytes[span.start..span.end]),
    }
}

/// Takes the values of one row, in the order of the columns. Each takes a value or an `Option` of it.
pub struct RowWriter<'b>(&'b mut Bulk);

impl RowWriter<'_> {
    fn add<T>(self, value: Option<T>, slot: impl FnOnce(&mut Bulk, T) -> Slot) -> Self {
        let slot = value.map_or(Slot::Null, |value| slot(self.0, value));
        self.0.cells.push(slot);
        self
    }

    /// A `bigint`.
    pub fn int(self, value: impl Into<Option<i64>>) -> Self {
        self.add(value.into(), |_, value| Slot::Int(value))
    }

    /// A BAG identifier, a `bigint`.
    pub fn bag(self, value: impl Into<Option<BagId>>) -> Self {
        self.int(value.into().map(BagId::number))
    }

    /// A municipality, a `bigint`.
    pub fn municipality(self, value: impl Into<Option<MunicipalityCode>>) -> Self {
        self.int(value.into().map(|code| i64::from(code.number())))
    }

    /// A `double precision`.
    pub fn real(self, value: impl Into<Option<f64>>) -> Self {
        self.add(value.into(), |_, value| Slot::Real(value))
    }

    /// A `boolean`.
    pub fn bool(self, value: impl Into<Option<bool>>) -> Self {
        self.add(value.into(), |_, value| Slot::Bool(value))
    }

    /// A `timestamptz`.
    pub fn time(self, value: impl Into<Option<At>>) -> Self {
        self.add(value.into(), |_, value| Slot::Time(value))
    }

    /// A `date`.
    pub fn date(self, value: impl Into<Option<Date>>) -> Self {
        self.add(value.into(), |bulk, day| Slot::Day(day, bulk.keep(day.to_string().as_bytes())))
    }

    /// A `text`.
    pub fn text<'t>(self, value: impl Into<Option<&'t str>>) -> Self {
        self.add(value.into(), |bulk, text| Slot::Text(bulk.keep_text(text)))
    }

    /// A `jsonb`.
    pub fn json<'t>(self, value: impl Into<Option<&'t Value>>) -> Self {
        self.add(value.into(), |bulk, json| Slot::Json(bulk.keep(storable_json(json).to_string().as_bytes())))
    }

    /// A `bytea`.
    pub fn blob<'t>(self, value: impl Into<Option<&'t [u8]>>) -> Self {
        self.add(value.into(), |bulk, blob| Slot::Blob(bulk.keep(blob)))
    }

    /// A `uuid`.
    pub fn id(self, value: impl Into<Option<Uuid>>) -> Self {
        self.add(value.into(), |bulk, id| Slot::Blob(bulk.keep(id.as_bytes())))
    }

    /// No value, whatever the type.
    pub fn null(self) -> Self {
        self.add(None::<()>, |_, ()| Slot::Null)
    }

    /// A value that was made elsewhere.
    pub fn arg(self, value: &Arg) -> Self {
        match value {
            Arg::Text(text) => self.text(text.as_deref()),
            Arg::Int(int) => self.int(*int),
            Arg::Real(real) => self.real(*real),
            Arg::Bool(yes) => self.bool(*yes),
            Arg::Id(id) => self.id(*id),
            Arg::Time(at) => self.time(*at),
            Arg::Day(day) => self.date(*day),
            Arg::Json(json) => self.json(json.as_ref()),
            Arg::Blob(blob) => self.blob(blob.as_deref()),
        }
    }
}

/// Writes rows of ready-made values; [`Bulk`] is the faster way where speed counts.
pub async fn insert_many(
    tx: &mut Tx,
    table: &'static str,
    columns: &'static [&'static str],
    rows: impl IntoIterator<Item = Vec<Arg>>,
) -> Result<u64, StoreError> {
    let mut bulk = Bulk::new(table, columns);
    for values in rows {
        values.iter().fold(bulk.row(), |row, value| row.arg(value));
        bulk.relieve(tx).await?;
    }
    bulk.finish(tx).await
}
