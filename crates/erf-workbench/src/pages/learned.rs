// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Let the model learn from judgements, or forget it: long work that can be followed.

use std::sync::Arc;

use axum::{Extension, extract::Path, response::Response};
use erf_base::Permission;
use erf_web::{Caller, Followed, WebError};

use super::view::{address, ready};
use crate::tasks::{Desk, Task};

/// `POST /koppelwerkbank/{linkage}/leren`
pub async fn learn(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    start(&caller, &desk, &id, |id| Task::Learn { id }).await
}

/// `POST /koppelwerkbank/{linkage}/vergeten`
pub async fn forget(caller: Caller, Extension(desk): Extension<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, WebError> {
    start(&caller, &desk, &id, |id| Task::Forget { id }).await
}

async fn start(caller: &Caller, desk: &Arc<Desk>, id: &str, task: fn(crate::model::LinkageId) -> Task) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::LinkTables)?;
    let mut tx = caller.app().db().read().await?;
    let linkage = ready(&mut tx, &scope, id).await?;
    drop(tx);
    let result = format!("{}/kwaliteit", address(linkage.number()));
    let followed = Followed { title: "job-linkage-learn".into(), subject: linkage.name.clone(), result };
    erf_web::ask(caller, desk, followed, task(linkage.number())).await
}
