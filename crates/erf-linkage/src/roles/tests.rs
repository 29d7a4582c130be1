// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Tables as people send them, with headers that help and headers that do not.

use proptest::prelude::*;

use super::{ColumnRole, Preset, Role, Role::*, agree_by_values, guess, kind_of_table, once};
use crate::{
    dataset::Side,
    standardise::numbers::meets_eleven_test,
    table::{ReadOptions, Table, read},
};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn roles(text: &str) -> Vec<Role> {
    guess(&table(text)).into_iter().map(|column| column.role).collect()
}

/// The header, and rows made of lines that come back with other numbers until there are forty.
fn rows(header: &str, lines: &[&str]) -> String {
    let mut out = format!("{header}\n");
    for k in 0..40 {
        out.push_str(&lines[k % lines.len()].replace('#', &k.to_string()));
        out.push('\n');
    }
    out
}

const PERSONS: &[&str] = &[
    "#,5,kvk,Johannes,van der,Bergsma,1962-03-07,Kerkstraat,12,a,1811 AB,Alkmaar,0612345679",
    "#,6,melding,Maria,,Postma,1971-11-23,Dorpsweg,8,,1823CD,Hoorn,",
    "#,7,brp,Kees,de,Vriesinga,,Achterweg,104,bis,,Schagen,+31722345678",
    "#,8,brp,Anna,,Koopmans,1948-09-30,Dorpsweg,31,,1824CE,Hoorn,0229123456",
    "#,9,kvk,Pieter,ten,Brinkhof,1990-06-05,Lindenlaan,2,c,1825 EE,Edam,0299123456",
    "#,7,brp,,de,Vriesinga,1955-02-14,Noorderlaan,7,,1741AB,Schagen,0224-123456",
];

#[test]
fn a_column_that_every_other_row_fills_is_seen() {
    let lines = (0..300).map(|k| format!("{k},Postma Zuivel,Kerkweg,{k},Hoorn,\n{k},Postma Zuivel,,{k},,1811AB\n"));
    let text: String = std::iter::once("nr,bedrijf,straat,huisnummer,plaats,postcode\n".to_owned()).chain(lines).collect();
    assert_eq!(roles(&text)[2..], [Street, HouseNumber, Place, Postcode]);
}

#[test]
fn the_order_of_rows_does_not_change_what_is_seen() {
    let line = |k: u64| {
        let name = ["J. Bakker", "Brink", "M. de Wit"][crate::hash::mix(k) as usize % 3];
        format!("{k},{name},{},Jan Bakker{}\n", ["Kerkweg", "Brink"][crate::hash::mix(k + 9) as usize % 2], k / 2)
    };
    let text = |rows: &mut dyn Iterator<Item = u64>| rows.fold("id,p,q,r\n".to_owned(), |text, k| text + &line(k));
    let expected = guess(&table(&text(&mut (0..1500))));
    assert_eq!(guess(&table(&text(&mut (0..1500).rev()))), expected);
    assert_eq!(guess(&table(&text(&mut (0..1500).map(|k| k * 7 % 1500)))), expected);
    assert!(expected[2].reason.contains('%'), "a share is told, and that is the one of the rows that were looked at: {expected:?}");
}

#[test]
fn postcodes_of_other_countries_are_understood() {
    for code in ["LS6 2A#", "K1A 0#1", "D02 A#30", "1#3 4#"] {
        let code = |k: usize| code.replace('#', &(k % 10).to_string());
        let lines: Vec<String> = (0..40).map(|k| format!("{k},{},{}", code(k), code(k))).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(roles(&rows("id,postcode,p", &lines))[1..], [Postcode, Postcode], "{}", code(1));
    }
}

/// The role of the last column, beside names that differ in every row.
fn beside_names(header: &str, cell: impl Fn(usize) -> String) -> Role {
    let letters = |k: usize| [k / 26, k % 26].map(|place| char::from(b'a' + place as u8)).iter().collect::<String>();
    let lines = (0..400).map(|k| format!("{k},Johan{},Bakker{},{}\n", letters(k), letters(k), cell(k)));
    let text: String = std::iter::once(format!("id,voornaam,achternaam,{header}\n")).chain(lines).collect();
    roles(&text)[3]
}

#[test]
fn what_is_always_the_same_is_no_name() {
    for value in ["NL", "Jan", "J. Bakker", "HHNK"] {
        assert_eq!(beside_names("xyz", |_| value.to_owned()), Ignore, "{value}");
        let found = roles(&rows("id,naam,xyz", &[&format!("#,\"Bakker, P.\",{value}"), &format!("#,\"Smit, J.\",{value}")]));
        assert_eq!(found[1..], [FullName, Ignore], "{value}");
    }
    assert_eq!(roles("id,a\n1,jan@bedrijf.nl\n"), [Id, Email], "one row says what it says");
}

#[test]
fn the_few_who_handle_a_register_are_not_in_it() {
    let handler = |k: usize| ["Jan de Vries", "Anna Bakker", "Piet Smit"][k % 3].to_owned();
    assert_eq!(beside_names("behandelaar", handler), Text);
    assert_eq!(beside_names("k", |k| ["Jan", "Anna", "Piet"][k % 3].to_owned()), Text);
    // Many names, and still not the name of the row, which has its own.
    assert_eq!(beside_names("k", |k| format!("Jan Smit{}", ["a", "e", "i", "o", "u"][k % 5].repeat(1 + k % 9))), Text);
    assert_eq!(beside_names("contactpersoon", handler), FullName, "its header says so");
}

#[test]
fn a_year_of_birth_is_a_date_of_birth() {
    let year = |k: usize| (1930 + k % 80).to_string();
    for header in ["geboortejaar", "geb_jaar", "Geb.jaar", "YOB", "Geburtsjahr", "birth_year", "geboren", "jaar", "Year"] {
        assert_eq!(beside_names(header, year), BirthDate, "{header}");
    }
    assert_ne!(beside_names("bouwjaar", year), BirthDate);
    assert_ne!(beside_names("jaar", |k| (k % 80).to_string()), BirthDate, "no years");
    let lines: Vec<String> = (0..40).map(|k| format!("#,Bakkerij {k} B.V.,{}", 1930 + k)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_ne!(roles(&rows("id,bedrijf,jaar", &lines))[2], BirthDate);
}

#[test]
fn small_numbers_are_no_street() {
    for header in ["STREET_NUM", "adres_nummer", "straatnummer", "straat", "adres"] {
        let lines: Vec<String> = (1..40).map(|k| format!("#,Kerkstraat,{k},Hoorn")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(roles(&rows(&format!("id,weg,{header},plaats"), &lines))[1..3], [Street, HouseNumber], "{header}");
    }
}

#[test]
fn a_street_with_a_place_behind_it_is_a_whole_address() {
    for header in ["straat", "locatie inrichting", "k"] {
        let lines = ["#,Kerkstraat # Hoorn", "#,\"Dorpsweg #a, Venhuizen\"", "#,Achterweg #"];
        assert_eq!(roles(&rows(&format!("id,{header}"), &lines))[1], FullAddress, "{header}");
    }
    assert_eq!(roles(&rows("id,k", &["#,Kerkstraat # bis", "#,Dorpsweg #a"]))[1], Street);
    assert_eq!(roles(&rows("id,vergunninghouder", &["#,Het Anker#"]))[1], CompanyName);
}

#[test]
fn a_text_takes_the_role_of_the_column_of_the_other_table_with_the_same_values() {
    let lines = |from: usize| (from..from + 60).map(|k| format!("#,Anker {k},Oranje{k}")).collect::<Vec<_>>();
    let text = |header: &str, from: usize| rows(header, &lines(from).iter().map(String::as_str).collect::<Vec<_>>());
    let side = |table: &Table| Side { headers: table.columns.clone(), roles: guess(table) };
    let (left, right) = (table(&text("id,k,p", 0)), table(&text("id,handelsnaam,q", 10)));
    let (mut one, mut other) = (side(&left), side(&right));
    agree_by_values((&mut one, &left), (&mut other, &right), false);
    assert_eq!((one.roles[1].role, one.roles[2].role, other.roles[1].role), (TradeName, Code, TradeName), "{:?}", one.roles);
    assert!(one.roles[1].reason.contains("kolom handelsnaam van het andere bestand"), "{}", one.roles[1].reason);
    let mut given = side(&left);
    agree_by_values((&mut given, &left), (&mut other, &right), true);
    assert_eq!(given.roles, side(&left).roles, "roles that the caller gives stay");
}

#[test]
fn headers_of_the_generator_are_understood() {
    let text = rows(
        "unique_id,cluster,source,first_name,tussenvoegsel,surname,dob,street,house_number,house_addition,postcode,city,phone",
        PERSONS,
    );
    assert_eq!(
        roles(&text),
        [Id, Truth, Ignore, FirstNames, Prefix, Surname, BirthDate, Street, HouseNumber, Suffix, Postcode, Place, Phone]
    );
    let kind = kind_of_table(&guess(&table(&text)));
    assert_eq!(kind.preset, Preset::Person);
    assert_eq!(kind.reason, "De rijen zijn personen: er is voornamen, tussenvoegsel, achternaam en geboortedatum.");
}

#[test]
fn the_same_values_are_understood_without_headers() {
    let text = rows("a,b,c,d,e,f,g,h,i,j,k,l,m", PERSONS);
    let found = roles(&text);
    let expected =
        [(0, Id), (3, FirstNames), (4, Prefix), (5, Surname), (6, BirthDate), (7, Street), (10, Postcode), (11, Place), (12, Phone)];
    for (column, role) in expected {
        assert_eq!(found[column], role, "column {column} of {found:?}");
    }
    assert!(found.contains(&HouseNumber), "{found:?}");
}

#[test]
fn dutch_headers_are_understood() {
    let text = rows(
        "Volgnr;Voorletters;Roepnaam;Voorvoegsels geslachtsnaam;Geslachtsnaam;Geslacht;Geboortedatum;Openbare ruimte;Huisnummer;Huisletter;Huisnummertoevoeging;Postcode;Woonplaats;Gemeentenaam;E-mailadres;Tel.nr.",
        &[
            "#;J.P.;Jan;van;Dam;M;07-03-1962;Kerkstraat;12;A;;1811AB;Alkmaar;Alkmaar;jan#@bedrijf.nl;0612345679",
            "#;M.;Ria;;Postma;V;23-11-1971;Dorpsweg;8;;bis;1823CD;Winkel;Hollands Kroon;ria#@bedrijf.nl;0722345671",
        ],
    );
    let expected =
        [Initials, FirstNames, Prefix, Surname, Sex, BirthDate, Street, HouseNumber, Letter, Suffix, Postcode, Place, Ignore, Email, Phone];
    assert_eq!(roles(&text)[1..], expected);
}

#[test]
fn febrl_is_understood() {
    let text = rows(
        "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id",
        &[
            "rec-#-org, michaela, neumann, 8, stanley street, miami, winston hills, 4223, nsw, 19151111, 5304218",
            "rec-#-dup-0, courtney, painter, 12, pinkerton circuit, bega flats, richlands, 4560, vic, 19161214, 4066625",
            "rec-#-dup-1, charles, green, 38, salkauskas crescent, kela, dapto, 4566, nsw, 19480930, 4365168",
        ],
    );
    assert_eq!(roles(&text), [Id, FirstNames, Surname, HouseNumber, Street, Text, Place, Postcode, Code, BirthDate, Code]);
    assert_eq!(kind_of_table(&guess(&table(&text))).preset, Preset::Person);
}

#[test]
fn companies_are_understood() {
    let lines = &[
        "#,9,Melkveebedrijf van der Berg B.V.,695990#,Kerkstraat,12,,1811 AB,Alkmaar,0612345679",
        "#,9,Gebr. Jansen V.O.F.,,Dorpsweg,8,bis,1823CD,Hoorn,",
    ];
    let text = rows("unique_id,cluster,company_name,kvk,street,house_number,house_addition,postcode,city,phone", lines);
    assert_eq!(roles(&text), [Id, Truth, CompanyName, Kvk, Street, HouseNumber, Suffix, Postcode, Place, Phone]);
    assert_eq!(kind_of_table(&guess(&table(&text))).preset, Preset::Company);
    // A column called "naam" holds companies when the values say so.
    let text = rows("nr,x1,naam,kvknr,adres", &["#,9,Melkveebedrijf Berg B.V.,6959908#,Kerkstraat 12"]);
    assert_eq!(roles(&text)[2], CompanyName);
    let text = rows("id,naam,kvk-nummer", &["#,De Gouden Aar,6959908#", "#,Het Anker,6959918#"]);
    assert_eq!(roles(&text), [Id, CompanyName, Kvk]);
}

#[test]
fn addresses_are_understood() {
    let text = rows("id,adres,postcode,plaats", &["#,Kerkstraat 12,1811 AB,Alkmaar", "#,Dorpsweg 8a,1823CD,Hoorn"]);
    assert_eq!(roles(&text), [Id, FullAddress, Postcode, Place]);
    assert_eq!(kind_of_table(&guess(&table(&text))).preset, Preset::Address);
    let text = rows("id,locatie", &["#,\"Kerkstraat 12, 1811 AB Alkmaar\"", "#,\"Dorpsweg 8a, 1823 CD Hoorn\""]);
    assert_eq!(roles(&text), [Id, FullAddress]);
}

#[test]
fn clear_values_win_from_a_header_that_is_wrong() {
    let text = rows("id,postcode,surname", &["#,jan#@bedrijf.nl,1811 AB", "#,piet#@bedrijf.nl,1823CD"]);
    let found = guess(&table(&text));
    assert_eq!((found[1].role, found[2].role), (Email, Postcode));
    assert!(found[1].reason.contains("De waarden wijzen op e-mail: 100 % is een e-mailadres"), "{}", found[1].reason);
    assert!(found[1].reason.contains("zegt iets anders (postcode)"), "{}", found[1].reason);
}

#[test]
fn truth_is_never_compared() {
    for name in ["cluster", "entity", "truth", "Cluster", "TRUTH"] {
        let text = rows(&format!("id,{name}"), &["#,Jansen", "#,jan@bedrijf.nl", "#,"]);
        assert_eq!(roles(&text)[1], Truth, "{name}");
    }
    assert_eq!(roles("id,cluster\n1,\n2,\n"), [Id, Truth]);
}

#[test]
fn a_number_that_comes_back_is_no_identifier() {
    let text = rows("nummer,straat", &["12,Kerkstraat", "8,Dorpsweg", "3a,Achterweg"]);
    assert_eq!(roles(&text), [HouseNumber, Street]);
}

#[test]
fn what_says_nothing_or_may_not_be_used_is_left_out() {
    let numbers: Vec<String> = (123_456_000_u64..).filter(|n| meets_eleven_test(*n)).take(30).map(|n| n.to_string()).collect();
    let column =
        |header: &str| format!("naam,{header},leeg,steeds\n{}", numbers.iter().map(|n| format!("Jan,{n},,a\n")).collect::<String>());
    for header in ["bsn", "BSN-nummer", "persoonsnummer", "klantnr"] {
        let found = guess(&table(&column(header)));
        assert_eq!(found[1].role, Ignore, "{header}: {}", found[1].reason);
        assert_eq!((found[2].role, found[3].role), (Ignore, Ignore));
    }
    assert_eq!(roles(&column("rsin"))[1], Rsin);
}

#[test]
fn titles_and_descriptions_are_words_and_the_titles_of_people_are_not() {
    let lines: Vec<String> = (0..40).map(|n| format!("Een boek over {n} dingen,A. Bakker {n} & C. Dekker,{}", 1990 + n % 20)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(roles(&rows("title,authors,year", &lines))[..2], [Words, Words]);
    let lines: Vec<String> = (0..40).map(|n| format!("Camera X{n},wit met een lens van {n} mm en een tas,{n}.95")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(roles(&rows("naam,omschrijving,prijs", &lines))[1], Words);
    let lines: Vec<String> =
        (0..40).map(|n| format!("{},Jan,Bakker{n},heeft op dag {n} gebeld over een blaffende hond", ["dr.", "mr."][n % 2])).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = roles(&rows("titel,voornaam,achternaam,omschrijving", &lines));
    assert_eq!((found[0], found[3]), (Ignore, Ignore));
}

#[test]
fn of_two_columns_with_one_role_the_second_is_compared_beside_the_first() {
    let tail = |n: usize| ["a", "e", "i", "o", "u", "y", "aa"][n % 7].repeat(1 + n / 7);
    let lines = |second: &dyn Fn(usize) -> String| -> String {
        (0..40).fold("naam,naam,tel,tel".to_owned(), |text, n| format!("{text}\nA. Bakker{},{},06123{n:05},0229{n:06}", tail(n), second(n)))
    };
    let of = |text: String| -> Vec<ColumnRole> {
        let table = table(&text);
        let mut found = guess(&table);
        once(&mut found, &table);
        found
    };
    let found = of(lines(&|n| format!("B. Dekker{}", tail(n))));
    assert_eq!(found.iter().map(|column| column.role).collect::<Vec<_>>(), [FullName, Words, Phone, Code]);
    assert!(found[1].reason.contains("naam") && found[3].reason.contains("tel"), "{found:?}");
    assert_eq!(of(lines(&|n| format!("A. Bakker{}", tail(n))))[1].role, Ignore, "it says the same");
}

#[test]
fn coordinates_are_understood() {
    let text = rows("id,lat,lon", &["#,52.6#,4.7#"]);
    assert_eq!(roles(&text), [Id, Latitude, Longitude]);
    let text = rows("naam,p,q", &["Hoeve,111500.#,516000.#"]);
    assert_eq!(roles(&text)[1..], [X, Y]);
}

#[test]
fn other_languages_are_understood() {
    let text = rows(
        "Vorname;Nachname;Geburtsdatum;Strasse;Hausnummer;PLZ;Ort",
        &["Anna;Schmitz;07.03.1962;Hauptstrasse;12;48599;Gronau", "Jan;Weber;23.11.1971;Bahnhofstrasse;8;48683;Ahaus"],
    );
    assert_eq!(roles(&text), [FirstNames, Surname, BirthDate, Street, HouseNumber, Postcode, Place]);
    let text = rows("nom,prenom,ville", &["Dubois,Marie,Lille", "Petit,Jean,Lyon"]);
    assert_eq!(roles(&text), [Surname, FirstNames, Place]);
}

#[test]
fn whole_names_are_understood_by_content() {
    let text = rows("k1,k2", &["\"Jansen, P.\",Alkmaar", "\"Berg, J. van der\",Hoorn"]);
    assert_eq!(roles(&text), [FullName, Place]);
    let text = rows("k1,k2", &["P. Jansen,Alkmaar", "J. van der Berg,Hoorn"]);
    assert_eq!(roles(&text), [FullName, Place]);
}

fn certain(found: &[ColumnRole]) -> bool {
    found.iter().all(|column| (0.0..=1.0).contains(&column.certainty) && column.reason.ends_with('.'))
}

proptest! {
    #[test]
    fn any_table_gets_a_role_and_a_reason_for_every_column(text in "[a-zA-Z0-9,@ .é\n-]{1,200}") {
        if let Ok(table) = read(format!("a,b\n{text}").as_bytes(), &ReadOptions::default()) {
            let found = guess(&table);
            prop_assert_eq!(found.len(), table.columns.len());
            prop_assert!(certain(&found));
            let _ = kind_of_table(&found);
        }
    }
}
