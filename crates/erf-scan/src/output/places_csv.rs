// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `places.csv`: every place in scope, in the order of the scan.

use std::{borrow::Cow, io::Write};

use crate::model::Scored;

const HEADER: [&str; 13] =
    ["place_id", "kind", "municipality", "x", "y", "address", "points", "band", "rank_low", "rank_high", "proposed", "random", "reasons"];

/// Writes the places as CSV: metres with two decimals, `true` and `false`, reasons `CODE:points` separated by spaces.
/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn places_csv<'a>(scored: impl IntoIterator<Item = &'a Scored>, out: impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER)?;
    for one in scored {
        let municipality = one.municipality.map(|code| code.to_string()).unwrap_or_default();
        let texts: [&str; 3] = [&safe(&one.place), &safe(&one.kind), &safe(&municipality)];
        texts.into_iter().try_for_each(|text| writer.write_field(text))?;
        let numbers = [format!("{:.2}", one.x), format!("{:.2}", one.y)];
        numbers.into_iter().try_for_each(|number| writer.write_field(number))?;
        writer.write_field(safe(&one.name).as_bytes())?;
        let rest = [one.points.to_string(), format!("{:?}", one.band), one.rank.0.to_string(), one.rank.1.to_string()];
        rest.into_iter().try_for_each(|field| writer.write_field(field))?;
        writer.write_record([one.proposed.to_string(), one.random.to_string(), safe(&reasons(one)).into_owned()])?;
    }
    writer.flush()?;
    Ok(())
}

/// The parts of the points, such as `L15:3 L01:3`; they add up to the points.
pub fn reasons(one: &Scored) -> String {
    one.counted.iter().map(|part| format!("{}:{}", part.code, part.points)).collect::<Vec<_>>().join(" ")
}

/// A text that no spreadsheet takes for a formula.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Trial;

    fn table(scored: &[Scored]) -> String {
        let mut bytes = Vec::new();
        places_csv(scored, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_per_place_in_order_with_points_that_add_up() {
        let outcome = Trial::new(&[("L01", 3), ("L02", 1)], &["ap", "pp", "aa"]).run(1, 0.0, 1);
        let table = table(&outcome.scored);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "place_id,kind,municipality,x,y,address,points,band,rank_low,rank_high,proposed,random,reasons");
        assert_eq!(lines[1], "erf-000001,erf,9902,120001.00,500000.00,Achterweg 1,4,A,1,1,true,false,L01:3 L02:1");
        assert_eq!(lines[3], "erf-000002,erf,9901,120002.00,500000.00,Achterweg 2,0,D,2,3,false,false,");
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn a_name_is_never_a_formula_and_never_breaks_the_table() {
        let mut scored = Trial::new(&[("L01", 3)], &["p", "p", "p", "p"]).run(1, 0.0, 1).scored;
        let names = ["=1+1", "@SUM(A1)", "\tx", "Weg 1, \"de Hoeve\"\nachter"];
        scored.iter_mut().zip(names).for_each(|(one, name)| one.name = name.into());
        let table = table(&scored);
        let read: Vec<_> = csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()[5].to_owned()).collect();
        assert_eq!(read, ["'=1+1", "'@SUM(A1)", "'\tx", names[3]]);
        scored[0].x = -12.5;
        assert!(self::table(&scored).contains(",-12.50,"));
    }
}
