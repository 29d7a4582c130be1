// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `import`: naming a file on the command line is the operator's release, and is kept as such.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use erf_base::Compartment;
use erf_places::{
    model::{DeliveryId, Format, Offer},
    receive::{self, ReceiveError, Received},
    register::Register,
    steps,
};
use jiff::ToSpan;

use crate::{
    args::{About, Import, Offered},
    progress::Bar,
    region::Region,
};

/// Municipal boundaries as most sources give them.
const BORDERS: &str = "kind = \"gemeente\"\n[columns]\ncode = \"code\"\nname = \"naam\"\n";

/// Runs `import`.
pub async fn run(region: &mut Region, import: Import) -> Result<()> {
    let (offers, hold) = match import {
        Import::Bag(offered) => (vec![offer(region, &offered, Format::Bag, None)?], offered.about.hold),
        Import::Table(table) => {
            let mapping = read_text(&table.mapping)?;
            let format = table_format(&table.offered.file)?;
            (vec![offer(region, &table.offered, format, Some(mapping))?], table.offered.about.hold)
        }
        Import::Areas(areas) => {
            let mapping = areas.mapping.as_deref().map(read_text).transpose()?.unwrap_or_else(|| BORDERS.to_owned());
            let format = Format::of_name(&areas.offered.file.to_string_lossy()).unwrap_or(Format::Gml);
            (vec![offer(region, &areas.offered, format, Some(mapping))?], areas.offered.about.hold)
        }
        Import::Register { file } => {
            let register = Register::read(&file)?;
            region.rename(&register.region).await?;
            (register.offers, false)
        }
    };
    let refused = take_in(region, &offers, !hold).await?;
    if refused > 0 {
        bail!("{refused} van de {} bestanden zijn geweigerd of niet vrijgegeven", offers.len());
    }
    Ok(())
}

/// Takes files in, matches them and puts them to use; says how many were refused.
pub async fn take_in(region: &Region, offers: &[(Offer, PathBuf)], release: bool) -> Result<usize> {
    take_in_telling(region, offers, release).await.map(|refused| refused.len())
}

/// A file that was refused as a whole, and why.
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why, and what to do.
    pub reason: String,
}

/// As [`take_in`], with every file that was refused.
pub async fn take_in_telling(region: &Region, offers: &[(Offer, PathBuf)], release: bool) -> Result<Vec<Refused>> {
    let _turn = region.works.turn().await?;
    let bar = Arc::new(Bar::new());
    let (mut fresh, mut held, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (offer, path) in offers {
        bar.subject(&offer.name);
        match receive::receive(&region.db, &region.ctx, offer, path, region.program.clone(), bar.clone()).await {
            Ok(received) => {
                bar.clear_while(|| say(offer, &received));
                if received.incomplete.is_empty() {
                    fresh.extend((!received.known).then_some(received.id));
                } else {
                    let reason = held_back(&received);
                    bar.clear_while(|| eprintln!("Niet vrijgegeven: {}: {reason}", offer.file));
                    refused.push(Refused { file: offer.file.clone(), reason });
                    held.extend((!received.known).then_some(received.id));
                }
            }
            Err(ReceiveError::Store(error)) => return Err(error.into()),
            Err(error) => {
                bar.clear_while(|| eprintln!("Geweigerd: {error}"));
                refused.push(Refused { file: offer.file.clone(), reason: error.to_string() });
            }
        }
    }
    admit(region, held, false, &bar).await?;
    admit(region, fresh, release, &bar).await?;
    region.db.settle().await?;
    bar.finish();
    Ok(refused)
}

/// The same file can be listed twice; a delivery is admitted once.
async fn admit(region: &Region, mut ids: Vec<DeliveryId>, release: bool, bar: &Bar) -> Result<()> {
    ids.sort_unstable();
    ids.dedup();
    if !ids.is_empty() {
        steps::admit(&region.db, &region.ctx, &ids, release, bar).await?;
    }
    Ok(())
}

/// Naming a damaged file is no decision to use what is left of it.
fn held_back(received: &Received) -> String {
    format!(
        "het bestand is onvolledig ({} is beschadigd of niet uit te pakken). Vraag een nieuw bestand. Wilt u gebruiken wat er wel in staat, \
         geef het dan vrij met «erfzicht deliveries --release {}»; wat eerder geleverd is en hier ontbreekt, blijft gelden",
        received.incomplete.join(", "),
        received.id
    )
}

fn say(offer: &Offer, received: &Received) {
    let counts = received.counts;
    let known = if received.known { " (was er al; niets veranderd)" } else { "" };
    println!(
        "{}  {}: {} rijen = {} opgenomen + {} afgewezen{known}",
        received.id, offer.name, counts.rows_in, counts.accepted, counts.rejected
    );
}

fn offer(region: &Region, offered: &Offered, format: Format, mapping: Option<String>) -> Result<(Offer, PathBuf)> {
    let about = offered.about.clone();
    let public = matches!(format, Format::Bag | Format::GeoJson | Format::Gpkg | Format::Gml);
    if !public && (about.purpose.is_none() || about.legal_basis.is_none() || about.holder.is_none()) {
        bail!(
            "een tabel van een partner vraagt --holder, --purpose en --legal-basis: zonder doel en grondslag mag het bestand niet worden gebruikt"
        );
    }
    let file = offered.file.file_name().context("geef een bestand, geen map")?.to_string_lossy().into_owned();
    let default_retention = region.ctx.clock.today().saturating_add(if public { 10.years() } else { 12.months() });
    let About { source, name, holder, purpose, legal_basis, compartment, retention_until, .. } = about;
    let offer = Offer {
        source: source.unwrap_or_else(|| if format == Format::Bag { "bag".into() } else { stem(&file) }),
        name: name.unwrap_or_else(|| if format == Format::Bag { "BAG-extract".into() } else { stem(&file) }),
        holder: holder.unwrap_or_else(|| "Kadaster".into()),
        file,
        format,
        mapping,
        purpose: purpose.unwrap_or_else(|| "ondergrond van de kaart en van de erven".into()),
        legal_basis: legal_basis.unwrap_or_else(|| "openbare gegevens".into()),
        compartment: compartment.unwrap_or(if public { Compartment::Open } else { Compartment::Municipal }),
        period_from: None,
        period_to: None,
        retention_until: retention_until.unwrap_or(default_retention),
        municipality: None,
    };
    Ok((offer, offered.file.clone()))
}

fn table_format(file: &Path) -> Result<Format> {
    match Format::of_name(&file.to_string_lossy()) {
        Some(format) if format.is_table() => Ok(format),
        _ => bail!("{}: de naam moet eindigen op .csv of .xlsx", file.display()),
    }
}

fn stem(file: &str) -> String {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

fn read_text(path: &(impl AsRef<Path> + ?Sized)) -> Result<String> {
    let path = path.as_ref();
    std::fs::read_to_string(path).with_context(|| format!("{} is niet te lezen", path.display()))
}
