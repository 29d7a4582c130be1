// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Linkages themselves, what went in, what happened to their groups, and their end.

use erf_base::{At, Ctx, MunicipalityCode, Scope};
use erf_store::{StoreError, Tx, query, record};

use super::own;
use crate::model::{Facts, LinkageId, State};

record! {
    /// A linkage as it stands.
    #[derive(Debug, Clone)]
    pub struct Linkage {
        /// Number.
        pub id: i64,
        /// Name.
        pub name: String,
        /// `upload` or `levering`.
        pub origin: String,
        /// Why the tables may be linked.
        pub purpose: String,
        /// The law that allows it.
        pub legal_basis: String,
        /// Whose tables they are.
        pub holder: String,
        /// The last day (20261001).
        pub retention_until: i64,
        /// The one municipality whose people may meet it.
        pub municipality: Option<MunicipalityCode>,
        /// Who asked for it.
        pub author: String,
        /// When.
        pub at: At,
        /// State.
        pub state: String,
        /// Why it could not be made, in Dutch.
        pub error: Option<String>,
        /// Where drawing starts.
        pub seed: i64,
        /// Whether a row links to at most one row of the other table.
        pub one_to_one: bool,
        /// One table, or two.
        pub sides: i64,
        /// Headings per side, as JSON.
        pub headers: String,
        /// Rows.
        pub row_count: i64,
        /// Hash over what went in.
        pub input_hash: String,
        /// Grows with every new model.
        pub version: i64,
        /// Groups, those of one row too.
        pub entities: i64,
        /// Pairs kept.
        pub pairs: i64,
        /// The cut in bits.
        pub cut: f64,
        /// The version of the engine.
        pub engine: String,
        /// Hash over what came out at first.
        pub result_hash: String,
        /// The model, as JSON.
        pub model: String,
        /// The model before people's judgements taught it anything.
        pub first_model: String,
        /// What the run says of itself, as JSON.
        pub facts: String,
    }
}

impl Linkage {
    /// Its number.
    pub fn number(&self) -> LinkageId {
        LinkageId(self.id)
    }

    /// How far it is.
    pub fn state(&self) -> State {
        State::of(&self.state)
    }

    /// What the run says of itself.
    pub fn facts(&self) -> Facts {
        serde_json::from_str(&self.facts).unwrap_or_default()
    }

    /// Headings per side.
    pub fn headings(&self) -> Vec<Vec<String>> {
        serde_json::from_str(&self.headers).unwrap_or_default()
    }
}

const COLUMNS: &str = "id, name, origin, purpose, legal_basis, holder, retention_until, municipality, author, at, state, error, seed, \
    one_to_one, sides, headers, row_count, input_hash, version, entities, pairs, cut, engine, result_hash, model, first_model, facts";

/// What this reader may meet, newest first.
pub async fn list(tx: &mut Tx, scope: &Scope) -> Result<Vec<Linkage>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage WHERE $1 = 0 OR municipality = $1 ORDER BY at DESC, id");
    erf_store::assembled(sql).bind(own(scope)).all(tx).await
}

/// One linkage, if this reader may meet it.
pub async fn lookup(tx: &mut Tx, scope: &Scope, id: LinkageId) -> Result<Option<Linkage>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM linkage WHERE id = $1 AND ($2 = 0 OR municipality = $2)");
    erf_store::assembled(sql).bind(id.0).bind(own(scope)).maybe(tx).await
}

/// Writes down a linkage that is asked for. False when it is there already.
pub async fn insert(tx: &mut Tx, linkage: &Linkage) -> Result<bool, StoreError> {
    let l = linkage;
    let sql = format!(
        "INSERT INTO linkage ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27) \
         ON CONFLICT (id) DO NOTHING"
    );
    let query = erf_store::assembled(sql).bind(l.id).bind(&l.name).bind(&l.origin).bind(&l.purpose).bind(&l.legal_basis).bind(&l.holder);
    let query = query.bind(l.retention_until).bind(l.municipality).bind(&l.author).bind(l.at).bind(&l.state).bind(l.error.clone());
    let query = query.bind(l.seed).bind(l.one_to_one).bind(l.sides).bind(&l.headers).bind(l.row_count).bind(&l.input_hash).bind(l.version);
    let query = query.bind(l.entities).bind(l.pairs).bind(l.cut).bind(&l.engine).bind(&l.result_hash).bind(&l.model).bind(&l.first_model);
    Ok(query.bind(&l.facts).run(tx).await? == 1)
}

record! {
    /// A table that went in.
    #[derive(Debug, Clone)]
    pub struct Input {
        /// 0 or 1.
        pub side: i64,
        /// The delivery, when it was one.
        pub delivery: Option<i64>,
        /// Name of the file or the delivery.
        pub name: String,
        /// SHA-256 of the file.
        pub hash: String,
        /// Rows in it.
        pub rows_in: i64,
        /// Rows that could not be used.
        pub rejected: i64,
        /// Columns that were left out because they give the answer, as a JSON list.
        pub left_out: String,
        /// The column that names the rows; empty for the number of the row, nothing when it was not kept.
        pub named_by: Option<String>,
    }
}

impl Input {
    /// Columns that were left out because they give the answer.
    pub fn left_out(&self) -> Vec<String> {
        serde_json::from_str(&self.left_out).unwrap_or_default()
    }
}

/// Writes down a table that went in.
pub async fn add_input(tx: &mut Tx, id: LinkageId, input: &Input) -> Result<(), StoreError> {
    let i = input;
    let sql = "INSERT INTO linkage_input (linkage, side, delivery, name, hash, rows_in, rejected, left_out, named_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let query = query(sql).bind(id.0).bind(i.side).bind(i.delivery).bind(&i.name).bind(&i.hash).bind(i.rows_in).bind(i.rejected);
    query.bind(&i.left_out).bind(i.named_by.clone()).run(tx).await.map(drop)
}

/// The tables that went in.
pub async fn inputs(tx: &mut Tx, linkage: &Linkage) -> Result<Vec<Input>, StoreError> {
    let sql =
        "SELECT side, delivery, name, hash, rows_in, rejected, left_out, named_by FROM linkage_input WHERE linkage = $1 ORDER BY side";
    query(sql).bind(linkage.id).all(tx).await
}

/// What a run leaves in the linkage itself.
#[derive(Debug, Clone)]
pub struct Made<'m> {
    /// The model, as JSON.
    pub model: &'m str,
    /// What the run says of itself, as JSON.
    pub facts: &'m str,
    /// Pairs kept.
    pub pairs: i64,
    /// The cut in bits.
    pub cut: f64,
    /// The engine.
    pub engine: &'m str,
    /// Hash over what came out.
    pub result_hash: &'m str,
}

/// Notes what a run gave.
pub async fn set_made(tx: &mut Tx, id: LinkageId, made: &Made<'_>) -> Result<(), StoreError> {
    query(
        "UPDATE linkage SET state = 'klaar', error = NULL, version = version + 1, model = $2, facts = $3, pairs = $4, cut = $5, engine = $6, \
         first_model = CASE WHEN first_model = '' THEN $2 ELSE first_model END, \
         result_hash = CASE WHEN result_hash = '' THEN $7 ELSE result_hash END WHERE id = $1",
    )
    .bind(id.0)
    .bind(made.model)
    .bind(made.facts)
    .bind(made.pairs)
    .bind(made.cut)
    .bind(made.engine)
    .bind(made.result_hash)
    .run(tx)
    .await
    .map(drop)
}

/// Notes why it could not be made, or that it waits again.
pub async fn set_state(tx: &mut Tx, id: LinkageId, state: State, error: Option<&str>) -> Result<(), StoreError> {
    let sql = "UPDATE linkage SET state = $2, error = $3 WHERE id = $1";
    query(sql).bind(id.0).bind(state.code()).bind(error.map(str::to_owned)).run(tx).await.map(drop)
}

/// Sets the cut.
pub async fn set_cut(tx: &mut Tx, id: LinkageId, bits: f64) -> Result<(), StoreError> {
    query("UPDATE linkage SET cut = $2 WHERE id = $1").bind(id.0).bind(bits).run(tx).await.map(drop)
}

/// Counts the groups again.
pub async fn count_entities(tx: &mut Tx, id: LinkageId) -> Result<(), StoreError> {
    query("UPDATE linkage SET entities = (SELECT COUNT(DISTINCT entity) FROM linkage_row WHERE linkage = $1) WHERE id = $1")
        .bind(id.0)
        .run(tx)
        .await
        .map(drop)
}

record! {
    /// What happened to groups, and why.
    #[derive(Debug, Clone)]
    pub struct Happened {
        /// Its place in time.
        pub seq: i64,
        /// When.
        pub at: At,
        /// Who.
        pub actor: String,
        /// `oordeel`, `terug`, `grens`, `geleerd` or `gemaakt`.
        pub cause: String,
        /// Why, as typed.
        pub reason: String,
        /// The cut, when it changed.
        pub bits: Option<f64>,
        /// The events, as JSON.
        pub detail: String,
    }
}

/// Writes down what happened to groups.
pub async fn add_event(
    tx: &mut Tx,
    ctx: &Ctx,
    id: LinkageId,
    (cause, reason, bits): (&str, &str, Option<f64>),
    detail: &str,
) -> Result<(), StoreError> {
    query(
        "INSERT INTO linkage_event (linkage, seq, at, actor, cause, reason, bits, detail) \
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7 FROM linkage_event WHERE linkage = $1",
    )
    .bind(id.0)
    .bind(ctx.now())
    .bind(&ctx.actor.id)
    .bind(cause)
    .bind(reason)
    .bind(bits)
    .bind(detail)
    .run(tx)
    .await
    .map(drop)
}

/// What happened to groups, newest first.
pub async fn events(tx: &mut Tx, linkage: &Linkage, most: i64) -> Result<Vec<Happened>, StoreError> {
    query("SELECT seq, at, actor, cause, reason, bits, detail FROM linkage_event WHERE linkage = $1 ORDER BY seq DESC LIMIT $2")
        .bind(linkage.id)
        .bind(most)
        .all(tx)
        .await
}

/// Keeps a file that is made once.
pub async fn put_file(tx: &mut Tx, id: LinkageId, name: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
    query("DELETE FROM linkage_file WHERE linkage = $1 AND name = $2").bind(id.0).bind(name).run(tx).await?;
    let sql = "INSERT INTO linkage_file (linkage, name, bytes) VALUES ($1, $2, $3)";
    query(sql).bind(id.0).bind(name).bind(bytes).run(tx).await.map(drop)
}

/// A file that was kept.
pub async fn file(tx: &mut Tx, linkage: &Linkage, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM linkage_file WHERE linkage = $1 AND name = $2";
    Ok(query(sql).bind(linkage.id).bind(name).maybe::<(Vec<u8>,)>(tx).await?.map(|(bytes,)| bytes))
}

/// Everything a linkage holds but its own line.
const CONTENT: [&str; 6] = [
    "DELETE FROM linkage_file WHERE linkage = $1",
    "DELETE FROM linkage_event WHERE linkage = $1",
    "DELETE FROM linkage_judgement WHERE linkage = $1",
    "DELETE FROM linkage_pair WHERE linkage = $1",
    "DELETE FROM linkage_row WHERE linkage = $1",
    "DELETE FROM linkage_input WHERE linkage = $1",
];

/// Takes away everything a linkage holds and leaves a line that says it was there.
pub async fn empty(tx: &mut Tx, id: LinkageId) -> Result<(), StoreError> {
    for statement in CONTENT {
        query(statement).bind(id.0).run(tx).await?;
    }
    query(
        "UPDATE linkage SET state = 'vervallen', error = NULL, headers = '[]', model = '', first_model = '', facts = '', pairs = 0, \
         entities = 0, version = version + 1 WHERE id = $1",
    )
    .bind(id.0)
    .run(tx)
    .await
    .map(drop)
}

/// Takes a linkage away.
pub async fn remove(tx: &mut Tx, id: LinkageId) -> Result<(), StoreError> {
    empty(tx, id).await?;
    query("DELETE FROM linkage WHERE id = $1").bind(id.0).run(tx).await.map(drop)
}

/// Linkages that used one of these deliveries.
pub async fn using(tx: &mut Tx, deliveries: &[i64]) -> Result<Vec<LinkageId>, StoreError> {
    let found: Vec<i64> = query("SELECT DISTINCT linkage FROM linkage_input WHERE delivery IN ($1) ORDER BY linkage")
        .bind_list(deliveries.iter().copied())
        .column(tx)
        .await?;
    Ok(found.into_iter().map(LinkageId).collect())
}

/// Linkages past their last day.
pub async fn overdue(tx: &mut Tx, today: i64) -> Result<Vec<LinkageId>, StoreError> {
    let found: Vec<i64> = query("SELECT id FROM linkage WHERE retention_until < $1 ORDER BY id").bind(today).column(tx).await?;
    Ok(found.into_iter().map(LinkageId).collect())
}
