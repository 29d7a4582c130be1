// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Composed names. None may be the name of a real municipality or town; a test holds them against the public lists.

use crate::rng::Rng;

/// Municipality codes 9901 to 9912 in order.
pub(crate) const MUNICIPALITIES: [&str; 12] = [
    "Eiderwaard",
    "Zwanenkoog",
    "Lepelaarsmeer",
    "Grienderzand",
    "Slikkerdijk",
    "Halmerpolder",
    "Oesterkoog",
    "Wulpenrade",
    "Kievitsgors",
    "Brasemhaven",
    "Sternlanden",
    "Tureluurswaard",
];

/// The three districts.
pub(crate) const DISTRICTS: [&str; 3] = ["Markerwaard-Noord", "Markerwaard-Midden", "Markerwaard-Zuid"];

const TOWN_HEADS: [&str; 40] = [
    "Scholekster",
    "Kluten",
    "Tureluur",
    "Snoekbaars",
    "Spiering",
    "Zeelt",
    "Karper",
    "Kolblei",
    "Wilgenroos",
    "Lisdodde",
    "Zeebies",
    "Kalmoes",
    "Watermunt",
    "Zwanebloem",
    "Pijlkruid",
    "Krabbescheer",
    "Plevieren",
    "Bontbek",
    "Visdief",
    "Nonnetjes",
    "Brilduiker",
    "Tafeleend",
    "Smienten",
    "Pijlstaart",
    "Slobeend",
    "Krakeend",
    "Meerkoet",
    "Roerdomp",
    "Baardman",
    "Karekiet",
    "Rietgors",
    "Blauwborst",
    "Porselein",
    "Goudplevier",
    "Steenloper",
    "Zilvermeeuw",
    "Kwartel",
    "Wintertaling",
    "Grutto",
    "Driehoeksmossel",
];
const TOWN_TAILS: [&str; 9] = ["werf", "horn", "koog", "gors", "rade", "stee", "zand", "oord", "kant"];

const STREET_HEADS: [&str; 84] = [
    "Kluut",
    "Grutto",
    "Wulp",
    "Plevier",
    "Stern",
    "Reiger",
    "Zwaluw",
    "Lijster",
    "Merel",
    "Vink",
    "Roerdomp",
    "Karekiet",
    "Snoek",
    "Baars",
    "Brasem",
    "Spiering",
    "Paling",
    "Zeelt",
    "Voorn",
    "Botter",
    "Tjalk",
    "Schokker",
    "Kogge",
    "Aak",
    "Punter",
    "Schouw",
    "Zeil",
    "Mast",
    "Roer",
    "Anker",
    "Kompas",
    "Boei",
    "Sluis",
    "Gemaal",
    "Dijk",
    "Polder",
    "Kavel",
    "Sloot",
    "Tocht",
    "Vaart",
    "Griend",
    "Biezen",
    "Riet",
    "Lisdodde",
    "Waterlelie",
    "Zegge",
    "Munt",
    "Kamille",
    "Klaver",
    "Tarwe",
    "Gerst",
    "Haver",
    "Koolzaad",
    "Vlas",
    "Tulpen",
    "Narcissen",
    "Wilgen",
    "Elzen",
    "Populieren",
    "Iepen",
    "Essen",
    "Meidoorn",
    "Sleedoorn",
    "Vlier",
    "Molen",
    "Smids",
    "Bakkers",
    "Kuipers",
    "Visser",
    "Schippers",
    "Boeren",
    "Hooi",
    "Oogst",
    "Ploeg",
    "Eg",
    "Zaai",
    "Noorder",
    "Zuider",
    "Ooster",
    "Wester",
    "Midden",
    "Kerk",
    "School",
    "Markt",
];
const STREET_TAILS: [&str; 11] = ["straat", "laan", "weg", "hof", "pad", "singel", "dreef", "kade", "plein", "steeg", "erf"];
const LINT_TAILS: [&str; 6] = ["weg", "dijk", "tochtweg", "kavelweg", "lint", "vaartweg"];
const PEOPLE: [&str; 10] = [
    "Burgemeester van Brakelmeer",
    "Dijkgraaf Zeewoudt",
    "Ingenieur Kwelderman",
    "Dokter van der Slikke",
    "Notaris Biesheuvelink",
    "Kapitein Oevermans",
    "Juffrouw ten Grienden",
    "Meester van Rietkerken",
    "Pastoor Wilgenhout",
    "Wethouder Polderveldt",
];
const COMMON: [&str; 6] = ["Dorpsstraat", "Kerkstraat", "Molenweg", "Havenstraat", "Schoolstraat", "Dijkstraat"];

/// A street name in a town; asks again when `taken` knows it.
pub(crate) fn street(rng: &mut Rng, mut taken: impl FnMut(&str) -> bool) -> String {
    let first = (*rng.pick(&COMMON)).to_owned();
    if rng.chance(0.3) && !taken(&first) {
        return first;
    }
    for attempt in 0.. {
        let tail = *rng.pick(&STREET_TAILS[..7]);
        let name = if rng.chance(0.04) {
            format!("{}{tail}", rng.pick(&PEOPLE))
        } else {
            format!("{}{}", rng.pick(&STREET_HEADS), rng.pick(&STREET_TAILS))
        };
        let name = if attempt > 12 {
            format!("{} {name}", rng.pick(&["Nieuwe", "Oude", "Lange", "Korte", "Eerste", "Tweede", "Derde", "Achter"]))
        } else {
            name
        };
        let name = if attempt > 60 { format!("{name} {}", attempt - 59) } else { name };
        if !taken(&name) {
            return name;
        }
    }
    unreachable!("the number in the name grows until it is free")
}

/// A road in the countryside.
pub(crate) fn lint(rng: &mut Rng, mut taken: impl FnMut(&str) -> bool) -> String {
    for attempt in 0.. {
        let name = format!("{}{}", rng.pick(&STREET_HEADS), rng.pick(&LINT_TAILS));
        let name = if attempt > 8 {
            format!("{} {name}", rng.pick(&["Noorder", "Zuider", "Ooster", "Wester", "Oude", "Hoge", "Lage", "Verlengde"]))
        } else {
            name
        };
        let name = if attempt > 40 { format!("{name} {}", attempt - 39) } else { name };
        if !taken(&name) {
            return name;
        }
    }
    unreachable!("the number in the name grows until it is free")
}

/// The name of the `index`-th town of the region; every index below 360 gives another name.
pub(crate) fn town(index: usize) -> String {
    let heads = TOWN_HEADS.len();
    format!("{}{}", TOWN_HEADS[(index * 7) % heads], TOWN_TAILS[(index + index / heads) % TOWN_TAILS.len()])
}

/// A water.
pub(crate) fn water(rng: &mut Rng, kind: &str) -> String {
    format!("{}{kind}", rng.pick(&STREET_HEADS[..60]))
}

/// A pumping station.
pub(crate) fn pumping_station(rng: &mut Rng) -> String {
    format!("Gemaal De {}", rng.pick(&STREET_HEADS[..34]))
}

/// A business park.
pub(crate) fn park(rng: &mut Rng, number: usize) -> String {
    let head = rng.pick(&STREET_HEADS[..60]);
    let tail = *rng.pick(&["poort", "hof", "veld", "punt"]);
    if number > 3 { format!("Bedrijvenpark {head}{tail} {number}") } else { format!("Bedrijvenpark {head}{tail}") }
}

const FAMILY: [&str; 24] = [
    "Zeewolder",
    "Kwelderman",
    "Oeverbeek",
    "Slikkema",
    "Grienderink",
    "Plassenaar",
    "Kavelaar",
    "Tochtema",
    "Sluiswaard",
    "Waardema",
    "Polderhuis",
    "Markenaar",
    "Rietveldt",
    "Dijkersma",
    "Kragtwijk",
    "Veenstroom",
    "Meerbode",
    "Vaartmans",
    "Biezenaar",
    "Koogsma",
    "Wierdijk",
    "Stormink",
    "Peilsma",
    "Noordzoet",
];
const FANTASY: [&str; 18] = [
    "Polderlicht",
    "Waterpeil",
    "Noordster",
    "De Drie Kavels",
    "Zilt",
    "Kwelkracht",
    "De Nieuwe Waard",
    "Meerzicht",
    "Oeverloos",
    "Stuwkracht",
    "De Gouden Halm",
    "Windkracht Waard",
    "Markervorm",
    "Rietlijn",
    "Zuiderklei",
    "De Vier Winden",
    "Kompasrichting",
    "Vlietstroom",
];

/// A company name for a branch word such as "Melkvee"; `seed` chooses.
pub(crate) fn company(seed: u64, branch: &str, form: &str) -> String {
    let mut rng = Rng::stream(seed, "bedrijfsnaam", 0);
    let family = *rng.pick(&FAMILY);
    let base = match rng.below(7) {
        0 => format!("{branch} {family}"),
        1 => format!("{family} {branch}"),
        2 => format!("{branch} {}", rng.pick(&FANTASY)),
        3 => format!("{} {branch}", rng.pick(&FANTASY)),
        4 => format!("{branch} {family} & {}", rng.pick(&FAMILY)),
        5 => format!("{branch} van der {family}"),
        _ => format!("{} {}", rng.pick(&FANTASY), branch.to_lowercase()),
    };
    match form {
        "B.V." => format!("{base} B.V."),
        "V.O.F." => format!("V.O.F. {base}"),
        "Maatschap" => format!("Maatschap {base}"),
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Real municipalities and towns in the public lists beside the repository.
    fn real_names() -> Option<BTreeSet<String>> {
        let shared = crate::tests::shared()?;
        let mut names = BTreeSet::from(["doesburg".to_owned()]);
        for (file, delimiter, column) in [
            ("data/nl/gemeenten_indeling.csv", b',', "naam"),
            ("data/nl/cbs_kerncijfers_gemeente_2021.csv", b',', "naam"),
            ("data/bag/cbs-gemeentelijke-indeling.csv", b';', "gemeentenaam"),
            ("data/bag/cbs-gemeenten-digitaldutch.csv", b',', "Gemeentenaam"),
        ] {
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(shared.join(file)).unwrap();
            let index = reader.headers().unwrap().iter().position(|h| h.trim_start_matches('\u{feff}') == column).unwrap();
            names.extend(reader.records().map(|r| r.unwrap()[index].to_lowercase()));
        }
        Some(names)
    }

    #[test]
    fn no_town_or_municipality_is_real() {
        let Some(real) = real_names() else { return };
        assert!(real.len() > 300);
        let ours = MUNICIPALITIES.iter().map(|n| (*n).to_owned()).chain((0..360).map(town)).chain(DISTRICTS.map(str::to_owned));
        for name in ours {
            assert!(!real.contains(&name.to_lowercase()), "{name} bestaat echt");
        }
    }

    #[test]
    fn no_code_is_real() {
        let Some(shared) = crate::tests::shared() else { return };
        let text = std::fs::read_to_string(shared.join("data/bag/cbs-gemeentelijke-indeling.csv")).unwrap();
        assert!((9901..=9912).all(|code| !text.contains(&format!(";{code};"))));
    }

    #[test]
    fn towns_have_different_names() {
        let names: BTreeSet<String> = (0..TOWN_HEADS.len() * TOWN_TAILS.len()).map(town).collect();
        assert_eq!(names.len(), 360);
    }
}
