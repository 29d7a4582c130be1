// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The area of a new scan: chosen from a list, drawn as corners, or read from a file.

use axum::extract::{Multipart, multipart::Field};
use erf_base::{MunicipalityCode, RdPoint};
use erf_store::{StoreError, Tx};
use erf_web::{Caller, Form, WebError};
use serde::Serialize;

use crate::{
    area::{self, AreaFault},
    store::choices::{self, NamedArea},
};

/// The largest form, with a shape in it.
pub const MOST_BYTES: usize = 4 << 20;
/// The word for a shape in the list of areas.
pub const DRAWN: &str = "vlak";

/// A choice from a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub text: String,
}

/// Areas with a name, and which municipalities each district holds.
pub struct Areas {
    municipalities: Vec<NamedArea>,
    districts: Vec<NamedArea>,
}

impl Areas {
    /// Those that hold today.
    pub async fn known(tx: &mut Tx, caller: &Caller) -> Result<Self, StoreError> {
        let year = i64::from(caller.ctx.clock.today().year());
        Ok(Self { municipalities: choices::areas(tx, "gemeente", year).await?, districts: choices::areas(tx, "district", year).await? })
    }

    /// The list to choose from.
    pub fn choices(&self, caller: &Caller) -> Result<Vec<Choice>, WebError> {
        let text = |key: &str| caller.text(key, &erf_web::Args::new());
        let mut list = vec![Choice { value: String::new(), text: text("wizard-area-choose")? }];
        list.extend(
            self.municipalities.iter().filter_map(|area| Some(Choice { value: digits(&area.code)?.to_string(), text: area.name.clone() })),
        );
        for district in self.districts.iter().filter(|district| !self.within(district).is_empty()) {
            list.push(Choice { value: district.code.clone(), text: format!("{} ({})", district.name, text("wizard-area-district")?) });
        }
        list.push(Choice { value: "regio".into(), text: text("wizard-area-region")? });
        list.push(Choice { value: DRAWN.into(), text: text("wizard-area-drawn")? });
        Ok(list)
    }

    /// The name of an area that was chosen; nothing for what is not in the list.
    pub fn name(&self, chosen: &str, caller: &Caller) -> Option<String> {
        match chosen {
            "regio" => caller.text("wizard-area-region", &erf_web::Args::new()).ok(),
            DRAWN => caller.text("wizard-area-drawn", &erf_web::Args::new()).ok(),
            code => {
                let municipality = self.municipalities.iter().find(|area| digits(&area.code).is_some_and(|it| it.to_string() == code));
                municipality.or_else(|| self.districts.iter().find(|area| area.code == code)).map(|area| area.name.clone())
            }
        }
    }

    /// Municipalities name their district by its name or by its code.
    fn within(&self, district: &NamedArea) -> Vec<i64> {
        let inside = |area: &&NamedArea| area.parent.as_ref().is_some_and(|parent| *parent == district.code || *parent == district.name);
        self.municipalities.iter().filter(inside).filter_map(|area| Some(i64::from(digits(&area.code)?.number()))).collect()
    }

    /// How many of all places a scan of this area would be about.
    pub fn count(&self, all: &[(RdPoint, i64)], chosen: &str, shape: Option<&str>) -> usize {
        match chosen {
            "regio" => all.len(),
            DRAWN => {
                let parts = area::shape(shape.unwrap_or_default()).unwrap_or_default();
                all.iter().filter(|(at, _)| parts.iter().any(|part| part.contains(*at))).count()
            }
            code => {
                let district = self.districts.iter().find(|area| area.code == code).map(|district| self.within(district));
                let own = code.parse::<MunicipalityCode>().map_or(0, |code| i64::from(code.number()));
                let inside = district.unwrap_or_else(|| vec![own]);
                all.iter().filter(|(_, municipality)| inside.contains(municipality)).count()
            }
        }
    }
}

/// `GM9901` or `9901` as a municipality.
fn digits(code: &str) -> Option<MunicipalityCode> {
    code.trim_start_matches("GM").parse().ok()
}

/// What a browser sent: the fields, with the text of the file that came along under `vlak`.
pub async fn receive(mut parts: Multipart) -> Result<Form, WebError> {
    let broken = |_| WebError::Invalid("upload-broken");
    let mut pairs = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let text = text(field).await?;
        match name.as_str() {
            "bestand" if text.trim().is_empty() => {}
            "bestand" => pairs.push(("vlak".to_owned(), text)),
            _ => pairs.push((name, text)),
        }
    }
    Ok(Form::sent(pairs))
}

async fn text(mut field: Field<'_>) -> Result<String, WebError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| WebError::Invalid("upload-broken"))? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The shape that was asked for as GeoJSON in RD: what came from a file, or else the corners that were drawn.
pub fn shape(form: &Form) -> Result<String, AreaFault> {
    let sent = form.value("vlak");
    let text = if sent.is_empty() { of_corners(form.value("hoeken"))? } else { sent.to_owned() };
    area::shape(&text).map(|_| text)
}

/// Corners, a line each: metres east and north, or degrees.
fn of_corners(text: &str) -> Result<String, AreaFault> {
    let corner = |line: &str| -> Option<[f64; 2]> {
        let mut numbers = line.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty()).map(str::parse::<f64>);
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(x)), Some(Ok(y)), None) => Some([x, y]),
            _ => None,
        }
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut ring = lines.map(corner).collect::<Option<Vec<[f64; 2]>>>().ok_or(AreaFault::Unreadable)?;
    if ring.len() < 3 {
        return Err(AreaFault::Empty);
    }
    ring.push(ring[0]);
    Ok(serde_json::json!({ "type": "Polygon", "coordinates": [ring] }).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(corners: &str) -> Result<String, AreaFault> {
        shape(&Form::default().with("hoeken", corners))
    }

    #[test]
    fn corners_become_a_shape() {
        let text = shaped("140000 500000\n141000, 500000\n141000;501000\n").unwrap();
        assert!((area::shape(&text).unwrap()[0].area() - 500_000.0).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_shape_says_why() {
        assert_eq!(shaped("140000 500000\n141000 500000"), Err(AreaFault::Empty));
        assert_eq!(shaped("hier\nen daar\nen ginds"), Err(AreaFault::Unreadable));
        assert_eq!(shape(&Form::default().with("vlak", "{}").with("hoeken", "140000 500000")), Err(AreaFault::Unreadable));
    }
}
