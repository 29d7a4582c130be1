// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! How people write addresses: from memory, in a hurry, with the name the street used to have.

use jiff::civil::Date;

use crate::{
    rng::Rng,
    truth::Target,
    world::{
        ENDED, Municipality, NONE, World,
        ids::{SUFFIXES, postcode},
    },
};

/// An address as somebody wrote it down.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    pub street: String,
    /// The number, sometimes with what belongs in the next columns.
    pub number: String,
    pub letter: String,
    pub suffix: String,
    pub postcode: String,
    pub town: String,
    pub municipality: String,
    pub targets: Vec<Target>,
}

impl Written {
    /// Street and number in one cell.
    pub(crate) fn line(&self) -> String {
        join(&[&self.street, &self.number_line()])
    }

    /// Number, letter and suffix in one cell.
    pub(crate) fn number_line(&self) -> String {
        let gap = if self.suffix.is_empty() || self.suffix.starts_with('-') { "" } else { "-" };
        format!("{}{}{gap}{}", self.number, self.letter, self.suffix)
    }

    /// Everything in one cell.
    pub(crate) fn whole(&self) -> String {
        let tail = join(&[&self.postcode, &self.town]);
        if tail.is_empty() { self.line() } else { format!("{}, {tail}", self.line()) }
    }
}

/// Joins what is not empty with blanks.
pub(crate) fn join(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A slip of the keyboard: two letters swapped, one lost, one doubled or one wrong.
pub(crate) fn typo(rng: &mut Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = 1 + rng.below(letters.len() - 2);
    match rng.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = *rng.pick(&['e', 'a', 'n', 's', 'i', 'r', 'o']),
    }
    letters.into_iter().collect()
}

/// The short forms people use.
fn shorten(street: &str) -> String {
    let pairs = [
        ("straat", "str."),
        ("laan", "ln"),
        ("Burgemeester", "Burg."),
        ("Ingenieur", "Ir."),
        ("Dokter", "Dr."),
        ("van der ", "v.d. "),
        ("plein", "pln"),
        ("singel", "sngl"),
        ("weg", "wg"),
        ("Nieuwe ", "Nwe "),
        ("Noorder", "N."),
    ];
    for (long, short) in pairs {
        if street.contains(long) {
            return street.replace(long, short);
        }
    }
    street.to_owned()
}

/// A street as written; `dirt` multiplies how often things go wrong.
pub(crate) fn street(rng: &mut Rng, m: &Municipality, index: u32, dirt: f64) -> String {
    let s = &m.streets[index as usize];
    let name = match &s.old_name {
        Some(old) if rng.chance(0.3) => old.clone(),
        _ => s.name.clone(),
    };
    let roll = rng.unit() / dirt;
    match roll {
        r if r < 0.035 => typo(rng, &name),
        r if r < 0.085 => shorten(&name),
        r if r < 0.100 => name.to_uppercase(),
        r if r < 0.115 => name.to_lowercase(),
        r if r < 0.122 => format!("{name} "),
        _ => name,
    }
}

/// The name of a municipality as people call it: old names live on.
pub(crate) fn municipality(rng: &mut Rng, world: &World, m: &Municipality, day: Date) -> String {
    let old = m.index == ENDED && rng.chance(if day < world.merger() { 0.9 } else { 0.22 });
    let name = if old { m.name } else { world.today(m.index).name };
    match rng.unit() {
        r if r < 0.012 => typo(rng, name),
        r if r < 0.03 => format!("gem. {name}"),
        _ => name.to_owned(),
    }
}

fn written_postcode(rng: &mut Rng, code: u16, dirt: f64) -> String {
    let text = postcode(code);
    match rng.unit() / dirt {
        r if r < 0.045 => String::new(),
        r if r < 0.052 => postcode(code ^ 1),
        r if r < 0.060 => text[..4].to_owned(),
        r if r < 0.075 => text.to_lowercase(),
        r if r < 0.35 => format!("{} {}", &text[..4], &text[4..]),
        _ => text,
    }
}

/// The next house on the same side, if there is one.
fn neighbour(m: &Municipality, index: u32) -> Option<u32> {
    let a = m.addresses[index as usize];
    let end = (index + 8).min(m.addresses.len() as u32);
    (index + 1..end).find(|i| {
        let b = &m.addresses[*i as usize];
        b.street == a.street && b.number == a.number + 2 && b.letter == 0 && b.suffix == 0 && b.exists() && b.side_of == NONE
    })
}

/// An address as written on `day`; `dirt` 1 is a clean office system, 3 somebody in the field.
pub(crate) fn address(rng: &mut Rng, world: &World, m: &Municipality, index: u32, day: Date, dirt: f64) -> Written {
    let a = m.addresses[index as usize];
    let mut out = Written {
        street: street(rng, m, a.street, dirt),
        number: a.number.to_string(),
        letter: if a.letter > 0 { char::from(a.letter).to_string() } else { String::new() },
        suffix: SUFFIXES[usize::from(a.suffix) % SUFFIXES.len()].to_owned(),
        postcode: written_postcode(rng, a.postcode, dirt),
        town: town(rng, world, m, index, dirt),
        municipality: municipality(rng, world, m, day),
        targets: vec![Target::Address(m.address_id(index))],
    };
    style_number(rng, m, index, &mut out, dirt);
    out
}

fn town(rng: &mut Rng, world: &World, m: &Municipality, index: u32, dirt: f64) -> String {
    let name = &m.town_of(index).name;
    match rng.unit() / dirt {
        r if r < 0.03 => String::new(),
        r if r < 0.045 => typo(rng, name),
        r if r < 0.06 => world.today(m.index).name.to_owned(),
        r if r < 0.09 => name.to_uppercase(),
        _ => name.clone(),
    }
}

/// `12-A`, `12 a`, `12-14`, a letter lost.
fn style_number(rng: &mut Rng, m: &Municipality, index: u32, out: &mut Written, dirt: f64) {
    if !out.letter.is_empty() {
        let letter = std::mem::take(&mut out.letter);
        let n = out.number.clone();
        match rng.unit() / dirt.sqrt() {
            r if r < 0.12 => out.number = format!("{n}-{letter}"),
            r if r < 0.24 => out.number = format!("{n} {}", letter.to_lowercase()),
            r if r < 0.34 => out.number = format!("{n}{letter}"),
            r if r < 0.40 => out.number = format!("{n} {letter}"),
            r if r < 0.44 => out.suffix = letter,
            _ => out.letter = letter,
        }
        return;
    }
    if out.suffix.is_empty()
        && rng.chance(0.008 * dirt)
        && let Some(next) = neighbour(m, index)
    {
        out.number = format!("{}-{}", out.number, m.addresses[next as usize].number);
        out.targets.push(Target::Address(m.address_id(next)));
    }
}
