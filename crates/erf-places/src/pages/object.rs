// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! A building, an address or a parcel as it stands in its file: which file, which part of it and which object.

use axum::{extract::Path, response::Response};
use erf_base::Permission;
use erf_store::audit::Action;
use erf_web::{Caller, WebError};
use serde::Serialize;

use super::view::iso;
use crate::{
    model::DeliveryId,
    present::day_number,
    store::facts::objects::{self, Kind, ObjectRow},
};

#[derive(Serialize)]
struct ObjectPage {
    kind: &'static str,
    id: String,
    occurrence: Option<i64>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    status: Option<String>,
    /// Bare land belongs to no place.
    place_href: Option<String>,
    place_name: Option<String>,
    delivery_href: String,
    delivery_name: String,
    holder: String,
    file: String,
    hash: String,
    parts: Vec<String>,
    ordinal: i64,
}

/// `/objecten/{kind}/{id}`
pub async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> Result<Response, WebError> {
    let scope = caller.ctx.permit(Permission::ReadPlaces)?;
    let kinds = [Kind::Building, Kind::Address, Kind::Parcel];
    let kind = kinds.into_iter().find(|known| known.code() == kind).ok_or(WebError::NotFound)?;
    let mut tx = caller.app().db().read().await?;
    let found = objects::lookup(&mut tx, &scope, kind, &id, day_number(caller.ctx.clock.today())).await?.ok_or(WebError::NotFound)?;
    drop(tx);
    let page = page(kind, id, found);
    caller.app().db().record_reading(&caller.ctx, Action::on("gelezen", kind.code(), &page.id)).await?;
    caller.page("places/object.html", &page)
}

fn page(kind: Kind, id: String, it: ObjectRow) -> ObjectPage {
    ObjectPage {
        kind: kind.code(),
        id,
        occurrence: it.occurrence,
        valid_from: it.valid_from.and_then(iso),
        valid_to: it.valid_to.and_then(iso),
        status: it.status,
        place_href: it.place.as_ref().map(|place| format!("/plaatsen/{place}")),
        place_name: it.place_name.or(it.place),
        delivery_href: format!("/leveringen/{}", DeliveryId(it.delivery)),
        delivery_name: it.delivery_name,
        holder: it.holder,
        file: it.file,
        hash: it.hash,
        parts: it.member.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        ordinal: it.ordinal,
    }
}
