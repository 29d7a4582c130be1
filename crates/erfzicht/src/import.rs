// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `import`: naming a file on the command line is the operator's release, and is kept as such.

use std::{
    fs::{File, Metadata},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use erf_base::{Compartment, io_cause};
use erf_places::{
    model::{DeliveryId, Format, Offer},
    receive::{self, ReceiveError, Received},
    register::{Register, Said},
    steps,
};
use erf_readers::ReadError;
use jiff::{ToSpan, civil::Date};

use crate::say::{complain, counted, tell};
use crate::{
    args::{About, Import, Offered},
    progress::Bar,
    region::Region,
    wrong_use::{WrongUse, filled},
};

/// Headings of code and name under which municipal boundaries come: those of the CBS and PDOK, of older files, and plain ones.
const BORDERS: [(&str, &str); 3] = [("statcode", "statnaam"), ("gemeentecode", "gemeentenaam"), ("code", "naam")];
/// How much of a file is looked at for its headings.
const BEGINNING: u64 = 1 << 18;

/// The mapping of municipal boundaries whose headings stand at the beginning of this file; plain ones when none do.
fn borders(path: &Path) -> String {
    let mut beginning = Vec::new();
    // A file that cannot be read is refused further on, with its reason.
    let _ = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
    let beginning = String::from_utf8_lossy(&beginning).to_lowercase();
    let found = BORDERS.iter().find(|(code, name)| beginning.contains(code) && beginning.contains(name));
    let (code, name) = found.unwrap_or(&BORDERS[BORDERS.len() - 1]);
    format!("kind = \"gemeente\"\n[columns]\ncode = \"{code}\"\nname = \"{name}\"\n")
}

/// What is to be read, checked before anything is opened.
pub struct Plan {
    /// Name of the region, when a register gives one.
    region: Option<String>,
    offers: Vec<(Offer, PathBuf)>,
    hold: bool,
}

impl Plan {
    /// What was asked for, with what the mapping says of the delivery filled in.
    pub fn of(import: Import, today: Date) -> Result<Self> {
        let one = |offered: &Offered, format, mapping: Option<&Path>| -> Result<Self> {
            readable(&offered.file)?;
            let offer = offer(offered, format, mapping, today)?;
            Ok(Self { region: None, offers: vec![(offer, offered.file.clone())], hold: offered.about.hold })
        };
        match import {
            Import::Bag(offered) => one(&offered, Format::Bag, None),
            Import::Table(table) => one(&table.offered, table_format(&table.offered.file)?, Some(&table.mapping)),
            Import::Areas(areas) => one(&areas.offered, areas_format(&areas.offered.file)?, areas.mapping.as_deref()),
            Import::Register { file } => {
                let register = Register::read(&file)?;
                Ok(Self { region: Some(register.region), offers: register.offers, hold: false })
            }
        }
    }
}

/// Runs `import`.
pub async fn run(region: &mut Region, plan: Plan) -> Result<()> {
    if let Some(name) = &plan.region {
        region.rename(name).await?;
    }
    let refused = take_in(region, &plan.offers, !plan.hold).await?;
    if refused > 0 {
        match plan.offers.len() {
            1 => bail!("het bestand is geweigerd of niet vrijgegeven"),
            all => bail!("{refused} van de {all} bestanden zijn geweigerd of niet vrijgegeven"),
        }
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
                    bar.clear_while(|| complain!("Niet vrijgegeven: {}: {reason}", offer.file));
                    refused.push(Refused { file: offer.file.clone(), reason });
                    held.extend((!received.known).then_some(received.id));
                }
            }
            Err(ReceiveError::Store(error)) => return Err(error.into()),
            Err(error) => {
                bar.clear_while(|| complain!("Geweigerd: {error}"));
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
    tell!(
        "{}  {}: {} = {} opgenomen + {} afgewezen{known}",
        received.id,
        offer.name,
        counted(counts.rows_in.unsigned_abs(), "rij", "rijen"),
        counts.accepted,
        counts.rejected
    );
}

fn offer(offered: &Offered, format: Format, mapping: Option<&Path>, today: Date) -> Result<Offer> {
    let (mapping, said) = match mapping {
        Some(path) => Said::take(&read_text(path)?, &path.display().to_string())?,
        None => (borders(&offered.file), Said::default()),
    };
    let file = offered.file.file_name().context("geef een bestand, geen map")?.to_string_lossy().into_owned();
    answered(&offered.about)?;
    let known = together(offered.about.clone(), said);
    let table = format.is_table();
    wanting(&known, format)?;
    if known.retention_until.is_some_and(|until| until < today) {
        return Err(WrongUse::error("--retention-until is al voorbij: kies een dag na vandaag"));
    }
    if let (Some(from), Some(to)) = (known.period_from, known.period_to)
        && from > to
    {
        return Err(WrongUse::error("--period-from ligt na --period-to"));
    }
    let bag = format == Format::Bag;
    let named = |otherwise: &str| if bag { otherwise.to_owned() } else { stem(&file) };
    Ok(Offer {
        source: known.source.unwrap_or_else(|| named("bag")),
        name: known.name.unwrap_or_else(|| named("BAG-extract")),
        // Of open map files the sender may stay unknown; it is shown as such, and never made up.
        holder: known.holder.unwrap_or_else(|| if bag { "Kadaster" } else { "onbekend (niet opgegeven)" }.into()),
        format,
        mapping: (!bag).then_some(mapping),
        purpose: known.purpose.unwrap_or_else(|| "ondergrond van de kaart en van de erven".into()),
        legal_basis: known.legal_basis.unwrap_or_else(|| "openbare gegevens".into()),
        compartment: known.compartment.unwrap_or(if table { Compartment::Municipal } else { Compartment::Open }),
        period_from: known.period_from,
        period_to: known.period_to,
        retention_by_default: known.retention_until.is_none(),
        retention_until: known.retention_until.unwrap_or_else(|| today.saturating_add(if table { 12.months() } else { 10.years() })),
        municipality: known.municipality,
        file,
    })
}

/// An option that was typed has something in it.
fn answered(typed: &About) -> Result<()> {
    let options = [
        ("--source", &typed.source),
        ("--name", &typed.name),
        ("--holder", &typed.holder),
        ("--purpose", &typed.purpose),
        ("--legal-basis", &typed.legal_basis),
    ];
    options.into_iter().try_for_each(|(option, text)| match text {
        Some(text) => filled(option, text, "vul de optie in, of laat haar weg"),
        None => Ok(()),
    })
}

/// What was typed goes before what the mapping says; blanks in the mapping say nothing.
fn together(typed: About, said: Said) -> Said {
    let either = |typed: Option<String>, said: Option<String>| typed.or(said.filter(|text| !text.trim().is_empty()));
    Said {
        source: either(typed.source, said.source),
        name: either(typed.name, said.name),
        holder: either(typed.holder, said.holder),
        purpose: either(typed.purpose, said.purpose),
        legal_basis: either(typed.legal_basis, said.legal_basis),
        compartment: typed.compartment.or(said.compartment),
        period_from: typed.period_from.or(said.period_from),
        period_to: typed.period_to.or(said.period_to),
        retention_until: typed.retention_until.or(said.retention_until),
        municipality: typed.municipality.or(said.municipality),
    }
}

/// Of a table nothing is known until somebody says it, and without origin, purpose and basis it may not be used.
fn wanting(known: &Said, format: Format) -> Result<()> {
    let needed = [
        ("--holder (wie het bestand leverde)", known.holder.is_none() && format.is_table()),
        ("--purpose (waarvoor het gebruikt mag worden)", known.purpose.is_none() && format.is_table()),
        ("--legal-basis (op welke grondslag)", known.legal_basis.is_none() && format.is_table()),
    ];
    let missing: Vec<&str> = needed.iter().filter(|(_, missing)| *missing).map(|(option, _)| *option).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.join(", ");
    let advice =
        "Geef dit mee, of zet het in de indeling onder [delivery]: zonder herkomst, doel en grondslag wordt een bestand niet gebruikt";
    Err(WrongUse::error(format!("er ontbreekt {missing}. {advice}")))
}

fn table_format(file: &Path) -> Result<Format> {
    match Format::of_name(&file.to_string_lossy()) {
        Some(format) if format.is_table() => Ok(format),
        _ => Err(other_kind(file, "import table", "tabellen: de naam eindigt op .csv, .tsv, .txt of .xlsx")),
    }
}

/// GML has several endings, and often comes zipped.
fn areas_format(file: &Path) -> Result<Format> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match Format::of_name(&file.to_string_lossy()) {
        Some(format) if !format.is_table() => Ok(format),
        None if matches!(ending.as_deref(), Some("xml" | "zip")) => Ok(Format::Gml),
        _ => Err(other_kind(file, "import areas", "GeoJSON (.geojson of .json), GeoPackage (.gpkg) of GML (.gml, .xml of .zip)")),
    }
}

fn other_kind(file: &Path, command: &str, kinds: &str) -> anyhow::Error {
    WrongUse::error(format!("{}: zo'n bestand leest «erfzicht {command}» niet. Het leest {kinds}", file.display()))
}

/// A file that is not there is told before a region is begun for it.
fn readable(path: &Path) -> Result<()> {
    let folder = |about: Metadata| if about.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(()) };
    File::open(path).and_then(|file| file.metadata()).and_then(folder).map_err(|cause| ReadError::io(path, &cause).into())
}

fn stem(file: &str) -> String {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

fn read_text(path: &(impl AsRef<Path> + ?Sized)) -> Result<String> {
    let path = path.as_ref();
    std::fs::read_to_string(path)
        .map_err(|cause| WrongUse::error(format!("--mapping: {} is niet te lezen, {}", path.display(), io_cause(&cause))))
}
