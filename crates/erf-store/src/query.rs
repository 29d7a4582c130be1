// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A query that carries its arguments.

use std::borrow::Cow;

use crate::{
    Arg, Column, Record, Row, StoreError,
    db::{Inner, Tx},
    dialect::{self, Slot},
    postgres,
};

/// A query with placeholders `$1`, `$2`, … as often and in any order; each argument takes the next number.
///
/// The text is the same for both engines. Two things to keep in mind: `sum` of whole numbers is `numeric` on PostgreSQL
/// (write `CAST(sum(x) AS bigint)`), and so is `avg` (`AS double precision`).
pub fn query(sql: &'static str) -> Query {
    Query { sql: Cow::Borrowed(sql), slots: Vec::new() }
}

/// A query whose text was put together from constants. **Nothing typed by a person may be in the text**: bind it.
pub fn assembled(sql: String) -> Query {
    Query { sql: Cow::Owned(sql), slots: Vec::new() }
}

/// See [`query`].
#[must_use = "a query does nothing until it is run"]
pub struct Query {
    sql: Cow<'static, str>,
    slots: Vec<Slot>,
}

impl Query {
    /// Gives the next placeholder its value.
    pub fn bind(mut self, value: impl Into<Arg>) -> Self {
        self.slots.push(Slot::One(value.into().storable()));
        self
    }

    /// Gives the next placeholder a list: `WHERE id IN ($1)`, also when the list is empty. At most 30,000 values.
    pub fn bind_list<T>(mut self, values: impl IntoIterator<Item = T>) -> Self
    where
        Arg: From<T> + From<Option<T>>,
    {
        let values = values.into_iter().map(|value| Arg::from(value).storable()).collect();
        self.slots.push(Slot::List { values, absent: Arg::from(None::<T>) });
        self
    }

    /// All rows.
    pub async fn all<T: Record + Send>(self, tx: &mut Tx) -> Result<Vec<T>, StoreError> {
        self.take(tx, usize::MAX).await
    }

    /// The first row; an error when there is none.
    pub async fn one<T: Record + Send>(self, tx: &mut Tx) -> Result<T, StoreError> {
        let sql = self.sql.clone();
        self.take(tx, 1).await?.pop().ok_or_else(|| StoreError::NoRow(sql.into_owned()))
    }

    /// The first row, if there is one.
    pub async fn maybe<T: Record + Send>(self, tx: &mut Tx) -> Result<Option<T>, StoreError> {
        Ok(self.take(tx, 1).await?.pop())
    }

    /// The first column of the first row; an error when there is no row.
    pub async fn scalar<T: Column + Send>(self, tx: &mut Tx) -> Result<T, StoreError> {
        self.one::<(T,)>(tx).await.map(|(value,)| value)
    }

    /// The first column of all rows.
    pub async fn column<T: Column + Send>(self, tx: &mut Tx) -> Result<Vec<T>, StoreError> {
        Ok(self.all::<(T,)>(tx).await?.into_iter().map(|(value,)| value).collect())
    }

    /// Runs it and says how many rows it changed (or gave).
    pub async fn run(self, tx: &mut Tx) -> Result<u64, StoreError> {
        let (sql, args) = dialect::expand(&self.sql, &self.slots, tx.engine())?;
        match &mut tx.inner {
            Inner::Sqlite(tx) => tx.run(&sql, &args),
            Inner::Postgres(tx) => postgres::run(tx, sql, &args).await,
        }
    }

    /// Calls `take` for each row, in order, without keeping any: the way for analyses and exports. Read by position.
    pub async fn each(self, tx: &mut Tx, mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError> + Send) -> Result<(), StoreError> {
        let (sql, args) = dialect::expand(&self.sql, &self.slots, tx.engine())?;
        let mut go_on = |row: &Row<'_>| take(row).map(|()| true);
        match &mut tx.inner {
            Inner::Sqlite(tx) => tx.each(&sql, &args, &mut go_on),
            Inner::Postgres(tx) => postgres::each(tx, sql, &args, &mut go_on).await,
        }
    }

    async fn take<T: Record + Send>(self, tx: &mut Tx, most: usize) -> Result<Vec<T>, StoreError> {
        let (sql, args) = dialect::expand(&self.sql, &self.slots, tx.engine())?;
        match &mut tx.inner {
            Inner::Sqlite(tx) => tx.records(&sql, &args, most),
            Inner::Postgres(tx) => postgres::records(tx, sql, &args, most).await,
        }
    }
}
