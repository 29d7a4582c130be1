// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Page 1: what a mayor reads in a minute.

use super::{Audience, Band, Contact, Maker, NamedFigure, Part, Unit, Variant, figures};
use crate::{
    chart::{self, Axis, Dot},
    map, nl,
    view::{Front, FrontFigure, Item, Picture},
};

/// Name of the map among the pictures.
pub(super) const MAP: &str = "kaart.svg";
/// Width of the map in millimetres.
pub(super) const MAP_WIDTH: f64 = 104.0;
/// Width of a chart beside it.
const DOTS_WIDTH: f64 = 52.0;
/// How many figures page 1 has room for.
const FIGURES: usize = 3;
/// How many things it cannot see page 1 names.
const UNSEEN: usize = 4;

impl Maker<'_> {
    pub(super) fn front(self) -> Front {
        let scan = self.report;
        Front {
            kicker: self.kicker(),
            subtitle: format!("Peildatum {}. Geldig tot en met {}.", nl::date(scan.date), nl::date(scan.expires)),
            warning: self.warning(),
            summary: self.summary(),
            promise: "Dit is een lijst voor een gesprek, geen verdenking.".to_owned(),
            map: scan.map.present().map(|data| Picture { file: MAP.to_owned(), alt: map::alternative(data, self.audience, &scan.area) }),
            map_note: self.map_note(),
            figures: scan.headlines.iter().take(FIGURES).enumerate().map(|(place, named)| self.front_figure(place, named)).collect(),
            unseen_title: "Wat deze scan niet ziet".to_owned(),
            unseen: self.front_unseen(),
            contact_title: "Wie kunt u bellen".to_owned(),
            contact: self.front_contact(),
        }
    }

    fn kicker(self) -> String {
        let variant = match self.report.variant {
            Variant::Municipal => "Gemeentelijke variant",
            Variant::Covenant => "Convenantvariant",
        };
        let version = if self.is_public() { "openbare versie" } else { "interne versie" };
        format!("{variant}, {version}")
    }

    fn warning(self) -> String {
        if self.report.approval.is_some() {
            return String::new();
        }
        "Concept. Deze scan is nog niet goedgekeurd en mag niet worden verspreid.".to_owned()
    }

    fn summary(self) -> String {
        let scan = self.report;
        let area = &scan.area;
        let opening = match scan.places_in_scope {
            0 => return format!("In {area} zijn geen plekken gevonden om naar te kijken. Wat dat betekent, staat in hoofdstuk 6."),
            count => format!("In {area} keek deze scan naar {}.", nl::counted(count, "plek", "plekken")),
        };
        let first = scan.bands.iter().find(|band| band.band == Band::A).map_or(0, |band| band.places);
        let scored: u64 = scan.bands.iter().filter(|band| band.band != Band::None).map(|band| band.places).sum();
        let chosen = match (first, self.is_public()) {
            _ if scored == 0 => " Geen enkele plek heeft punten op de afgesproken rekenkaart.".to_owned(),
            (0, _) => " Er is nog geen plek gekozen om mee te beginnen.".to_owned(),
            (count, false) if scan.part_of.is_some() => {
                format!(" Met {} zou u kunnen beginnen.", nl::counted(count, "plek", "plekken"))
            }
            (count, false) if count == scored => {
                format!(" Met {} zou u kunnen beginnen: alle plekken met punten.", nl::counted(count, "plek", "plekken"))
            }
            (count, false) => {
                format!(" Met {} zou u kunnen beginnen: zoveel als u kunt bezoeken.", nl::counted(count, "plek", "plekken"))
            }
            (_, true) => " De gemeente gaat bij een deel daarvan langs voor een gesprek over veilig gebruik van gebouwen.".to_owned(),
        };
        let lot = match scan.visits.by_lot {
            0 => String::new(),
            count => format!(
                " {} {} door het lot gekozen, zodat te meten is of de lijst iets toevoegt.",
                nl::capital(&nl::counted(count, "plek", "plekken")),
                if count == 1 { "is" } else { "zijn" }
            ),
        };
        format!("{opening}{chosen}{lot} Punten gaan over gebouwen en ligging, nooit over mensen.")
    }

    fn map_note(self) -> String {
        match &self.report.map {
            Part::Absent(why) => format!("Er is geen kaart. {why}"),
            Part::Present(data) if map::shows_places(data, self.audience) => "Cirkel om een teken of los: door het lot gekozen.".to_owned(),
            Part::Present(data) => {
                let side = data.cells.first().map_or(500.0, |cell| cell.size);
                let squares = format!("Plekken met punten per vak van {} bij {} meter.", nl::decimal(side, 0), nl::decimal(side, 0));
                if self.audience == Audience::Public { squares + " Vakken met minder dan 10 adressen zijn niet getekend." } else { squares }
            }
        }
    }

    fn front_figure(self, place: usize, named: &NamedFigure) -> FrontFigure {
        let has_dot = self.front_dot(named).is_some();
        let interval = self.interval(named);
        let mut foot = Vec::new();
        if !interval.is_empty() {
            foot.push(format!("95% zeker tussen {}", interval.replace('–', " en ")));
        }
        if matches!(named.unit, Unit::Share | Unit::PerHundredVisits) && !self.hides(named) {
            foot.push(format!("n = {}", nl::count(named.figure.n)));
        }
        foot.push(format!("{}, {}", named.figure.source, nl::short_date(named.figure.date)));
        let alt = format!("{}: {}. {}", named.label, self.value(named), foot.join(", "));
        FrontFigure {
            value: self.value(named),
            label: named.label.clone(),
            picture: has_dot.then(|| Picture { file: dots_name(place), alt }),
            foot: foot.join(" · "),
        }
    }

    /// The charts of page 1, by name.
    pub(super) fn front_dots(self) -> Vec<(String, String)> {
        let figures = self.report.headlines.iter().take(FIGURES).enumerate();
        figures.filter_map(|(place, named)| Some((dots_name(place), self.front_dot(named)?))).collect()
    }

    /// A dot says something only on a scale: for shares, or where there is an interval.
    fn front_dot(self, named: &NamedFigure) -> Option<String> {
        let figure = &named.figure;
        if self.hides(named) || (figure.interval.is_none() && figure.value.is_some()) {
            return None;
        }
        let dot = Dot { label: String::new(), value: figure.value, interval: figure.interval, text: String::new(), compare: None };
        let axis = match named.unit {
            Unit::PerHundredVisits => Axis { min: 0.0, max: 100.0, min_text: "0".to_owned(), max_text: "100".to_owned() },
            unit => Axis::from_zero(std::slice::from_ref(&dot), |end| figures::write(end, unit, 0)),
        };
        Some(chart::dots(&[dot], &axis, DOTS_WIDTH))
    }

    fn front_contact(self) -> Vec<String> {
        let contact = &self.report.contact;
        // An organisation alone is nobody to call.
        if [&contact.name, &contact.phone, &contact.email].into_iter().all(String::is_empty) {
            return vec!["Er is nog geen naam of nummer vastgelegd. Vraag het bij uw gemeente.".to_owned()];
        }
        contact_lines(contact)
    }

    fn front_unseen(self) -> Vec<Item> {
        let unseen = &self.report.unseen;
        let mut items: Vec<Item> =
            unseen.iter().take(UNSEEN).map(|item| Item { strong: item.what.clone(), text: item.why.clone() }).collect();
        if unseen.len() > UNSEEN {
            items.push(Item { strong: String::new(), text: format!("En {} meer: zie hoofdstuk 6.", unseen.len() - UNSEEN) });
        }
        if unseen.is_empty() {
            items.push(Item {
                strong: String::new(),
                text: "Hierover is niets vastgelegd. Vraag ernaar voordat u de lijst gebruikt.".to_owned(),
            });
        }
        items
    }
}

fn dots_name(place: usize) -> String {
    format!("cijfer{place}.svg")
}

/// The lines of who to call, without empty ones.
pub(crate) fn contact_lines(contact: &Contact) -> Vec<String> {
    let fields = [&contact.name, &contact.role, &contact.organisation, &contact.phone, &contact.email];
    fields.into_iter().filter(|field| !field.is_empty()).cloned().collect()
}
