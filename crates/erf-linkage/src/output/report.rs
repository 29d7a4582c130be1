// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! `report.html`: what the model learned and what the result is worth, in one file that asks nothing of the network.

use std::io::{self, Write};

use crate::{
    compare::Comparison,
    dataset::Side,
    explain,
    model::{ComparisonChances, level_of},
    quality,
    run::{PatternCount, Run},
    score::probability,
    store::Slot,
    threshold::Expected,
};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}h1,h2{line-height:1.2}table{border-collapse:collapse;margin:1rem 0;display:block;max-width:100%;overflow-x:auto}svg{max-width:100%;height:auto}p,td{overflow-wrap:break-word}th,td{padding:.25rem .6rem;text-align:left;border-bottom:1px solid #ccc}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.warn{border-left:.4rem solid #b25e00;padding:.4rem 1rem;background:#fff6e8}.bar{display:inline-block;height:.8rem;vertical-align:middle}.plus{background:#1a6b3c}.min{background:#a3261b}details{margin:1rem 0}@media(prefers-color-scheme:dark){body{color:#eee;background:#16191d}th,td{border-color:#444}.warn{background:#3a2a10}.plus{background:#5cc68d}.min{background:#ef7f73}svg text{fill:#eee}}";

/// Patterns that are shown.
const SHOWN: usize = 60;

/// Writes the report.
///
/// # Errors
/// When writing fails.
pub fn report(run: &Run, out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"nl\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    )?;
    write!(out, "<title>Koppelverslag</title><style>{STYLE}</style></head>\n<body>\n<h1>Koppelverslag</h1>\n")?;
    summary(run, out)?;
    roles(run, out)?;
    weights(run, out)?;
    values(run, out)?;
    patterns(run, out)?;
    thresholds(run, out)?;
    unlinkables(run, out)?;
    blocking(run, out)?;
    writeln!(out, "</body>\n</html>")
}

/// Text in HTML.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A whole number with points, as Dutch readers expect.
fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0).replace('.', ",")
}

/// A number with this many decimals behind a comma.
fn decimals(number: f64, places: usize) -> String {
    format!("{number:.places$}").replace('.', ",")
}

fn summary(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let rows = run.data.store.rows() as u64;
    let mut entities = run.entities.clone();
    entities.sort_unstable();
    entities.dedup();
    writeln!(out, "<p>{}</p>", safe(&run.words()))?;
    write!(out, "<p>{} rijen, {} entiteiten. ", whole(rows), whole(entities.len() as u64))?;
    write!(out, "{} paren vergeleken, {} bewaard. ", whole(run.compared), whole(run.pairs.len() as u64))?;
    writeln!(out, "Grens {} bits (kans {}).</p>", decimals(run.cut.bits, 2), percent(probability(run.cut.bits)))?;
    for warning in &run.warnings {
        writeln!(out, "<p class=\"warn\"><strong>Let op.</strong> {}</p>", safe(&warning.words))?;
    }
    Ok(())
}

fn roles(run: &Run, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<h2>Kolommen</h2>\n<p>{}</p>", safe(&run.data.preset_reason))?;
    for (number, side) in run.data.sides.iter().enumerate() {
        if run.data.sides.len() > 1 {
            writeln!(out, "<h3>{} bestand</h3>", if number == 0 { "Linker" } else { "Rechter" })?;
        }
        side_roles(side, out)?;
    }
    match &run.data.resolution {
        Some(resolution) => writeln!(out, "<h2>Adressenlijst</h2>\n<p>{}</p>", safe(&resolution.words())),
        None => Ok(()),
    }
}

fn side_roles(side: &Side, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<table><thead><tr><th>Kolom</th><th>Gelezen als</th><th>Waarom</th></tr></thead><tbody>")?;
    for role in &side.roles {
        let name = side.headers.get(role.column).map_or("", String::as_str);
        writeln!(out, "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", safe(name), role.role.words(), safe(&role.reason))?;
    }
    writeln!(out, "</tbody></table>")
}

fn weights(run: &Run, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Gewichten</h2>\n<p>Per niveau van overeenkomst: hoe vaak het voorkomt bij rijen over dezelfde (m), bij familie of zusterbedrijven, bij buren, en bij vreemden (u). Het gewicht is log2(m/u).</p>"
    )?;
    for (comparison, known) in run.comparisons.iter().zip(&run.model.comparisons) {
        comparison_table(comparison, known, out)?;
    }
    Ok(())
}

fn comparison_table(comparison: &Comparison, known: &ComparisonChances, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<h3>{}</h3>\n<table><thead><tr><th>Niveau</th><th class=\"n\">m</th><th class=\"n\">familie</th><th class=\"n\">buren</th><th class=\"n\">u</th><th class=\"n\">Gewicht</th><th></th></tr></thead><tbody>",
        safe(&comparison.title())
    )?;
    for (level, words) in known.levels.iter().zip(&comparison.levels()[1..]) {
        let bits = (level.m.max(1e-12) / level.u.max(1e-12)).log2();
        write!(out, "<tr><td>{}{}</td>", safe(words.words), if level.veto { " (veto)" } else { "" })?;
        for (chance, places) in [(level.m, 5), (level.h[0], 5), (level.h[1], 5), (level.u, 7)] {
            write!(out, "<td class=\"n\">{}</td>", decimals(chance, places))?;
        }
        let class = if bits < 0.0 { "min" } else { "plus" };
        writeln!(
            out,
            "<td class=\"n\">{}</td><td><span class=\"bar {class}\" style=\"width:{:.0}px\"></span></td></tr>",
            decimals(bits, 2),
            bits.abs() * 6.0
        )?;
    }
    writeln!(out, "</tbody></table>")
}

/// Of whom rows may be copies.
fn copied(run: &Run) -> &'static str {
    let has = |slots: &[Slot]| slots.iter().any(|slot| run.data.store.place(*slot).is_some());
    match () {
        () if has(&[Slot::First, Slot::Surname]) => "dezelfde persoon",
        () if has(&[Slot::Company]) => "hetzelfde bedrijf",
        () => "hetzelfde",
    }
}

fn values(run: &Run, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Hoe vaak waarden voorkomen</h2>\n<p>Een zeldzame waarde die gelijk is, zegt meer dan een gewone. Kopieën van {} tellen een keer.</p>",
        copied(run)
    )?;
    for comparison in &run.comparisons {
        let Some(place) = comparison.frequency else { continue };
        let top = run.frequencies.usual_texts(place, 10);
        if top.is_empty() {
            continue;
        }
        write!(out, "<p><strong>{}</strong>: ", safe(&comparison.title()))?;
        let list: Vec<String> =
            top.iter().map(|(value, share)| format!("{} {}", safe(run.data.store.values.text(*value)), percent(*share))).collect();
        writeln!(out, "{}</p>", list.join(", "))?;
    }
    Ok(())
}

fn patterns(run: &Run, out: &mut impl Write) -> io::Result<()> {
    if run.patterns.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>Patronen met een voorbeeld</h2>\n<p>De patronen die het vaakst voorkomen onder paren die kans maken, met de kans van een voorbeeld.</p>"
    )?;
    write!(out, "<table><thead><tr><th class=\"n\">Aantal</th>")?;
    for comparison in &run.comparisons {
        write!(out, "<th>{}</th>", safe(&comparison.title()))?;
    }
    writeln!(out, "<th class=\"n\">Kans</th><th>Voorbeeld</th></tr></thead><tbody>")?;
    let scorer = run.scorer();
    let chance = |known: &PatternCount| probability(scorer.bits(&scorer.of(known.pattern, known.example.0, known.example.1)));
    let mut list: Vec<(&PatternCount, f64)> =
        run.patterns.iter().map(|known| (known, chance(known))).filter(|(_, chance)| *chance >= 0.01).collect();
    list.sort_by(|one, other| (other.0.count, one.0.pattern).cmp(&(one.0.count, other.0.pattern)));
    for (known, chance) in list.into_iter().take(SHOWN) {
        pattern_row(run, known, chance, out)?;
    }
    writeln!(out, "</tbody></table>")
}

fn pattern_row(run: &Run, known: &PatternCount, chance: f64, out: &mut impl Write) -> io::Result<()> {
    write!(out, "<tr><td class=\"n\">{}</td>", whole(known.count))?;
    for (number, comparison) in run.comparisons.iter().enumerate() {
        write!(out, "<td>{}</td>", safe(comparison.levels()[level_of(known.pattern, number)].words))?;
    }
    let told = explain::explain(run, known.example.0, known.example.1);
    let values = |left: bool| {
        let parts = told.contributions.iter().map(|part| if left { part.left.as_str() } else { part.right.as_str() });
        safe(&parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "))
    };
    let (left, right) = (values(true), values(false));
    writeln!(out, "<td class=\"n\">{}</td><td>{}: {left}<br>{}: {right}</td></tr>", percent(chance), safe(&told.left), safe(&told.right))
}

fn thresholds(run: &Run, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Precisie en volledigheid per grens</h2>\n<p>Verwacht volgens het model zelf, zonder beoordeelde paren. De banden geven 95 % zekerheid als het model klopt.</p>"
    )?;
    picture(run, out)?;
    writeln!(
        out,
        "<details><summary>Als tabel</summary><table><thead><tr><th class=\"n\">Bits</th><th class=\"n\">Koppelingen</th><th class=\"n\">Precisie</th><th class=\"n\">Volledigheid</th></tr></thead><tbody>"
    )?;
    for known in run.curve.iter().filter(|known| known.bits.fract() == 0.0) {
        let band = |(low, high): (f64, f64)| format!("{} – {}", percent(low), percent(high));
        writeln!(
            out,
            "<tr><td class=\"n\">{:.0}</td><td class=\"n\">{}</td><td class=\"n\">{} ({})</td><td class=\"n\">{}</td></tr>",
            known.bits,
            whole(known.links),
            percent(known.precision),
            band(known.precision_interval),
            if run.recall_known { format!("{} ({})", percent(known.recall), band(known.recall_interval)) } else { "onbekend".to_owned() }
        )?;
    }
    writeln!(out, "</tbody></table></details>")
}

fn picture(run: &Run, out: &mut impl Write) -> io::Result<()> {
    let x = |bits: f64| 40.0 + (bits + 10.0) * 15.0;
    let y = |share: f64| 210.0 - share * 200.0;
    let cut = run.cut.bits;
    let seen: Vec<&Expected> = run.curve.iter().filter(|known| (-10.0..=30.0).contains(&known.bits)).collect();
    let line = |of: &dyn Fn(&Expected) -> f64| {
        seen.iter().map(|known| format!("{:.1},{:.1}", x(known.bits), y(of(known)))).collect::<Vec<_>>().join(" ")
    };
    let band = |of: &dyn Fn(&Expected) -> (f64, f64)| {
        let up = seen.iter().map(|known| (known.bits, of(known).1));
        let down = seen.iter().rev().map(|known| (known.bits, of(known).0));
        up.chain(down).map(|(bits, share)| format!("{:.1},{:.1}", x(bits), y(share))).collect::<Vec<_>>().join(" ")
    };
    write!(out, "<svg viewBox=\"0 0 680 250\" width=\"680\" role=\"img\" aria-label=\"Precisie en volledigheid per grens\">")?;
    write!(out, "<polygon points=\"{}\" fill=\"#1a6b3c\" opacity=\".2\"/>", band(&|known| known.precision_interval))?;
    write!(out, "<polyline points=\"{}\" fill=\"none\" stroke=\"#1a6b3c\" stroke-width=\"2\"/>", line(&|known| known.precision))?;
    if run.recall_known {
        write!(out, "<polygon points=\"{}\" fill=\"#20509e\" opacity=\".2\"/>", band(&|known| known.recall_interval))?;
        write!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#20509e\" stroke-width=\"2\" stroke-dasharray=\"6 3\"/>",
            line(&|known| known.recall)
        )?;
    }
    write!(out, "<line x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"10\" y2=\"210\" stroke=\"#888\"/>", x(cut))?;
    for share in [0.0, 0.5, 1.0] {
        write!(out, "<text x=\"4\" y=\"{:.1}\" font-size=\"12\">{:.0} %</text>", y(share) + 4.0, share * 100.0)?;
    }
    for bits in [-10.0, 0.0, 10.0, 20.0, 30.0] {
        write!(out, "<text x=\"{:.1}\" y=\"228\" font-size=\"12\" text-anchor=\"middle\">{bits:.0}</text>", x(bits))?;
    }
    writeln!(
        out,
        "<text x=\"340\" y=\"246\" font-size=\"12\" text-anchor=\"middle\">bits; precisie doorgetrokken, volledigheid gestreept</text></svg>"
    )
}

fn unlinkables(run: &Run, out: &mut impl Write) -> io::Result<()> {
    if run.cut.links == 0 {
        return writeln!(out, "<h2>Niet te koppelen</h2>\n<p>Er zijn geen koppelingen, dus ook geen grens om aan te meten.</p>");
    }
    let rows = quality::unlinkable(run);
    writeln!(
        out,
        "<h2>Niet te koppelen</h2>\n<p>{} rijen zijn met dit model niet te koppelen: zelfs een exacte kopie zou de grens niet halen.</p>",
        whole(rows.len() as u64)
    )?;
    let names: Vec<String> = rows.iter().take(20).map(|row| safe(run.data.id(*row))).collect();
    if names.is_empty() { Ok(()) } else { writeln!(out, "<p>Bijvoorbeeld: {}.</p>", names.join(", ")) }
}

fn blocking(run: &Run, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Welke rijen zijn vergeleken</h2>\n<p>Twee rijen worden vergeleken als zij bij minstens een regel in dezelfde groep vallen. Hoeveel echte koppelingen geen enkele regel bereikt: {}.</p>",
        if run.recall_known { format!("naar schatting {}", whole(run.unreached.round() as u64)) } else { "onbekend".to_owned() }
    )?;
    writeln!(
        out,
        "<table><thead><tr><th>Regel</th><th class=\"n\">Rijen</th><th class=\"n\">Grootste groep</th><th class=\"n\">Paren</th><th class=\"n\">Nieuw</th><th class=\"n\">Koppelingen</th><th class=\"n\">Groepen gesplitst</th><th class=\"n\">Paren uit elkaar</th></tr></thead><tbody>"
    )?;
    for rule in &run.blocking {
        write!(out, "<tr><td>{}</td>", safe(&rule.words))?;
        for number in [rule.rows, rule.largest, rule.pairs, rule.fresh, rule.matches.round() as u64, rule.divided, rule.separated] {
            write!(out, "<td class=\"n\">{}</td>", whole(number))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_table_cannot_become_markup() {
        assert_eq!(safe("<img src=x onerror='a'>&\""), "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
    }

    #[test]
    fn numbers_as_dutch_readers_expect() {
        assert_eq!((whole(1), whole(1234), whole(1_234_567)), ("1".into(), "1.234".into(), "1.234.567".into()));
        assert_eq!(percent(0.1234), "12,3 %");
        assert_eq!(decimals(-0.756, 2), "-0,76");
    }
}
