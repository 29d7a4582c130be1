// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! PostgreSQL through sqlx: arguments as native types, rows as cells. The only file that may vouch for assembled SQL.

use erf_base::At;
use futures_core::stream::BoxStream;
use jiff::{ToSpan, civil::Date};
use sqlx::{Arguments, types::Json};
use sqlx::{
    AssertSqlSafe, Column as _, Encode, Executor, Postgres, Row as _, Transaction, Type, TypeInfo, ValueRef as _,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow, PgTypeInfo, types::Oid},
};
use uuid::Uuid;

use crate::{
    Arg, Cell, Record, Row, StoreError,
    row::{Source, plan},
};

/// Microseconds between 1970 and 2000, where PostgreSQL starts counting.
const EPOCH: i64 = 946_684_800_000_000;
const EPOCH_DAY: Date = Date::constant(2000, 1, 1);

const DATE: u32 = 1082;
const TIMESTAMPTZ: u32 = 1184;

pub(crate) type PostgresTx = Transaction<'static, Postgres>;

pub(crate) async fn connect(url: &str, most: u32) -> Result<PgPool, StoreError> {
    Ok(PgPoolOptions::new().max_connections(most).connect(url).await?)
}

/// Connects to another database of the same server.
pub(crate) async fn connect_to(server: &str, database: &str, most: u32) -> Result<PgPool, StoreError> {
    let options: PgConnectOptions = server.parse()?;
    Ok(PgPoolOptions::new().max_connections(most).connect_with(options.database(database)).await?)
}

/// Begins a transaction that reads one state.
pub(crate) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Transactions that read the state the first one sees; as many as there are connections free.
pub(crate) async fn read_together(pool: &PgPool, most: usize) -> Result<Vec<PostgresTx>, StoreError> {
    let mut first = pool.begin_with(READ).await?;
    let (state,): (String,) = sqlx::query_as("SELECT pg_export_snapshot()").fetch_one(&mut *first).await?;
    let mut all = vec![first];
    while all.len() < most {
        let Some(mut other) = pool.try_begin_with(READ).await? else { break };
        // A name PostgreSQL gave itself: digits and dashes.
        script(&mut other, format!("SET TRANSACTION SNAPSHOT '{state}'")).await?;
        all.push(other);
    }
    Ok(all)
}

pub(crate) async fn run(tx: &mut PostgresTx, sql: String, args: &[&Arg]) -> Result<u64, StoreError> {
    let query = sqlx::query_with(AssertSqlSafe(sql), arguments(args)?);
    Ok((&mut **tx).execute(query).await?.rows_affected())
}

pub(crate) async fn script(tx: &mut PostgresTx, sql: String) -> Result<(), StoreError> {
    (&mut **tx).execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}

/// Runs one statement outside a transaction, such as `CREATE DATABASE` or `ANALYZE`.
pub(crate) async fn alone(pool: &PgPool, sql: String) -> Result<(), StoreError> {
    pool.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}

pub(crate) async fn records<T: Record + Send>(tx: &mut PostgresTx, sql: String, args: &[&Arg], most: usize) -> Result<Vec<T>, StoreError> {
    let (mut positions, mut found) = (None, Vec::new());
    let mut take = |row: &Row<'_>| {
        if positions.is_none() {
            positions = Some(plan::<T>(&names(row))?);
        }
        found.push(T::read(row, positions.as_deref().unwrap_or_default())?);
        Ok(found.len() < most)
    };
    each(tx, sql, args, &mut take).await?;
    Ok(found)
}

fn names<'r>(row: &Row<'r>) -> Vec<&'r str> {
    match row.0 {
        Source::Postgres(row) => row.columns().iter().map(|column| column.name()).collect(),
        Source::Sqlite(_) => Vec::new(),
    }
}

/// Calls `take` for each row until it says stop (`false`); the rest is read from the wire and dropped.
pub(crate) async fn each(
    tx: &mut PostgresTx,
    sql: String,
    args: &[&Arg],
    take: &mut (dyn FnMut(&Row<'_>) -> Result<bool, StoreError> + Send),
) -> Result<(), StoreError> {
    let query = sqlx::query_with(AssertSqlSafe(sql), arguments(args)?);
    let mut rows = (&mut **tx).fetch(query);
    while let Some(row) = next(&mut rows).await {
        if !take(&Row(Source::Postgres(&row?)))? {
            break;
        }
    }
    Ok(())
}

/// The next item, without a crate of stream helpers.
async fn next<T>(rows: &mut BoxStream<'_, T>) -> Option<T> {
    std::future::poll_fn(|context| rows.as_mut().poll_next(context)).await
}

/// Sends rows in the binary form of COPY.
pub(crate) async fn copy(tx: &mut PostgresTx, statement: &str, rows: Vec<u8>) -> Result<u64, StoreError> {
    let mut copy = tx.copy_in_raw(statement).await?;
    match copy.send(rows).await {
        Ok(_) => Ok(copy.finish().await?),
        Err(error) => {
            copy.abort("afgebroken").await?;
            Err(error.into())
        }
    }
}

/// An instant as PostgreSQL counts it.
pub(crate) fn time_bits(at: At) -> i64 {
    at.0 - EPOCH
}

/// A civil date as PostgreSQL counts it.
pub(crate) fn day_bits(day: Date) -> i32 {
    EPOCH_DAY.until(day).map(|span| span.get_days()).unwrap_or(i32::MAX)
}

struct Instant(At);
struct Day(Date);

impl Type<Postgres> for Instant {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(TIMESTAMPTZ))
    }
}

impl Encode<'_, Postgres> for Instant {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&time_bits(self.0).to_be_bytes());
        Ok(IsNull::No)
    }
}

impl Type<Postgres> for Day {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(DATE))
    }
}

impl Encode<'_, Postgres> for Day {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&day_bits(self.0).to_be_bytes());
        Ok(IsNull::No)
    }
}

fn arguments(args: &[&Arg]) -> Result<PgArguments, StoreError> {
    let mut all = PgArguments::default();
    for arg in args {
        add(&mut all, arg).map_err(sqlx::Error::Encode)?;
    }
    Ok(all)
}

fn add(all: &mut PgArguments, arg: &Arg) -> Result<(), BoxDynError> {
    match arg {
        Arg::Text(text) => all.add(text.as_deref()),
        Arg::Int(int) => all.add(*int),
        Arg::Real(real) => all.add(*real),
        Arg::Bool(yes) => all.add(*yes),
        Arg::Id(id) => all.add(*id),
        Arg::Time(at) => all.add(at.map(Instant)),
        Arg::Day(day) => all.add(day.map(Day)),
        Arg::Json(json) => all.add(json.as_ref().map(Json)),
        Arg::Blob(blob) => all.add(blob.as_deref()),
    }
}

/// The value at a position.
pub(crate) fn cell(row: &PgRow, index: usize) -> Result<Cell<'_>, StoreError> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    let bytes = value.as_bytes().map_err(sqlx::Error::Decode)?;
    let oid = value.type_info().oid().map(|oid| oid.0).unwrap_or_default();
    decode(oid, bytes).ok_or_else(|| {
        let reason = format!("type {} wordt niet gelezen; gebruik CAST in de query", value.type_info().name());
        StoreError::column(row.column(index).name(), reason)
    })
}

/// Object ids of built-in types never change (`pg_type.dat`).
fn decode(oid: u32, bytes: &[u8]) -> Option<Cell<'_>> {
    Some(match oid {
        16 => Cell::Bool(bytes.first().is_some_and(|byte| *byte != 0)),
        17 => Cell::Blob(bytes),
        20 => Cell::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
        21 => Cell::Int(i16::from_be_bytes(bytes.try_into().ok()?).into()),
        23 => Cell::Int(i32::from_be_bytes(bytes.try_into().ok()?).into()),
        18 | 19 | 25 | 114 | 705 | 1042 | 1043 => Cell::Text(std::str::from_utf8(bytes).ok()?),
        700 => Cell::Real(f32::from_be_bytes(bytes.try_into().ok()?).into()),
        701 => Cell::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
        DATE => Cell::Day(EPOCH_DAY.checked_add(i32::from_be_bytes(bytes.try_into().ok()?).days()).ok()?),
        TIMESTAMPTZ => Cell::Time(At(i64::from_be_bytes(bytes.try_into().ok()?) + EPOCH)),
        2950 => Cell::Id(Uuid::from_slice(bytes).ok()?),
        3802 => Cell::Text(std::str::from_utf8(bytes.get(1..)?).ok()?),
        _ => return None,
    })
}
