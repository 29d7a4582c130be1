// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Feeds spoiled files to the readers, standardisers and the whole engine for a while, and says what broke:
//! `cargo run --release -p erf-linkage --example fuzz -- SECONDS [SEED]`
//!
//! Without guidance by coverage: it starts from files with all that the grammar knows and spoils bytes, lines and columns. What it found
//! is written to `fuzz-SEED-ROUND.csv` in this folder.

use std::{
    error::Error,
    fs,
    panic::{self, AssertUnwindSafe},
    time::{Duration, Instant},
};

use erf_linkage::{
    hash, output,
    run::{Options, dedupe, link},
    splink, table,
};

const STARTS: [&str; 4] = [
    "unique_id,first_name,tussenvoegsel,surname,dob,street,house_number,postcode,city,phone\n1,Jan,van der,Berg,1950-01-01,Dorpsstraat,12-14,1234 AB,Hoorn,0612345678\n2,J.P.,v.d.,Berg,01-02-1950,Dorpsstr.,12 hs,1234,Hoorn,+31612345678\n3,Mevr. dr. Ánna,'t,Hof-de Vries,00-00-1950,Postbus 12,,,,\n",
    "id;bedrijfsnaam;kvk;adres\r\n1;Gebr. Jansen B.V. h.o.d.n. De Schuur;12345678;\"Achterweg 12-14, schuur achter\"\r\n2;Jansen Holding;1234567;t/o Achterweg 12\r\n",
    "naam\tgeboortedatum\nJansen-de Vries, J.\t31-12-99\nJANSEN (JOHANNES)\t19991231\n",
    "\u{feff}kvk_nummer,rsin,email,website,toelichting\n87654321,123456782,info@x.nl,http://x.nl,\"meer\nregels\"\n",
];
const PIECES: [&str; 16] = [
    ",",
    ";",
    "\"",
    "\n",
    "\r",
    "\0",
    "'t ",
    "12",
    "-",
    "1234 AB",
    "\u{301}",
    "ĳ",
    "01-01-1900",
    "B.V.",
    "9999999999999999999999",
    "\u{202e}",
];

struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = hash::mix(self.0.wrapping_add(0x9e37_79b9_7f4a_7c15));
        (self.0 % most.max(1) as u64) as usize
    }
}

fn spoiled(chance: &mut Chance) -> Vec<u8> {
    let mut text = STARTS[chance.below(STARTS.len())].as_bytes().to_vec();
    for _ in 0..chance.below(12) {
        let at = chance.below(text.len() + 1);
        let until = (at + chance.below(30)).min(text.len());
        match chance.below(5) {
            0 => drop(text.drain(at..until)),
            1 => text = [&text[..at], PIECES[chance.below(PIECES.len())].as_bytes(), &text[at..]].concat(),
            2 => text = [&text[..until], &text[at..until], &text[until..]].concat(),
            3 if at < text.len() => text[at] = chance.below(256) as u8,
            _ => text.extend_from_within(at..until),
        }
    }
    text
}

/// Everything a user can do with a file; refusing it is fine, falling over is not.
fn try_out(text: &[u8], other: &[u8]) {
    let options = Options { threads: 1, ..Options::default() };
    let Ok(one) = table::read_owned(text.to_vec(), &table::ReadOptions::default()) else { return };
    assert_eq!(one.rows_in, one.rows + one.rejected, "every row is accounted for");
    if let Ok(run) = dedupe(&one, &options) {
        assert_eq!(run.entities.len(), one.rows);
        let _ = std::str::from_utf8(other).map(|model| splink::import(model, &run));
        let mut out = Vec::new();
        output::pairs(&run, &mut out)
            .and_then(|()| output::clusters(&run, &mut out))
            .and_then(|()| output::report(&run, &mut out))
            .expect("memory does not refuse");
    }
    if let Ok(two) = table::read_owned(other.to_vec(), &table::ReadOptions::default()) {
        let _ = link(&one, &two, &options);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds: u64 = arguments.first().map_or(Ok(60), |text| text.parse())?;
    let seed: u64 = arguments.get(1).map_or(Ok(1), |text| text.parse())?;
    let (mut chance, end, mut rounds, mut broken) = (Chance(seed), Instant::now() + Duration::from_secs(seconds), 0_u64, 0);
    while Instant::now() < end {
        let (text, other) = (spoiled(&mut chance), spoiled(&mut chance));
        rounds += 1;
        if panic::catch_unwind(AssertUnwindSafe(|| try_out(&text, &other))).is_err() {
            broken += 1;
            fs::write(format!("fuzz-{seed}-{rounds}.csv"), &text)?;
        }
    }
    println!("{rounds} bestanden, {broken} keer omgevallen");
    Ok(())
}
