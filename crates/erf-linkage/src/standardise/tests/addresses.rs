// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
use crate::standardise::{
    address::{
        Address, AddressFields, HouseNumber, Kind, Postcode, Relation, addition, address, address_steps, house_number, street_key, tail_of,
    },
    place,
};

/// Number, range and tail as one text.
fn house(found: &Address) -> String {
    let until = if found.until > 0 { format!("-{}", found.until) } else { String::new() };
    format!("{}{until}{}", found.number, found.tail)
}

#[test]
fn spellings_of_one_street_have_one_key() {
    let check = |one: &str, two: &str| assert_eq!(street_key(one), street_key(two), "{one} / {two}");
    check("Burg. v.d. Veldestr.", "Burgemeester van der Veldestraat");
    check("BURG V/D VELDESTRAAT", "Burgemeester Van de Veldestraat");
    check("Burg. Smitstraat", "Burgemeester Smitstraat");
    check("Dr. Plesmanweg", "Dokter Plesmanweg");
    check("Pr. Hendrikkade", "Prins Hendrikkade");
    check("Kon. Emmastraat", "Koningin Emmastraat");
    check("Achter weg", "Achterweg");
    check("Achterwg", "achterweg");
    check("Noorderw.", "Noorderweg");
    check("Kerkstr.", "Kerkstraat");
    check("Kerkstr", "KERKSTRAAT");
    check("Kerk str.", "Kerkstraat");
    check("Beukenln", "Beukenlaan");
    check("Ds Wiersmapln.", "Dominee Wiersmaplein");
    check("1e Dwarsweg", "Eerste Dwarsweg");
    check("Café-dijk", "Cafedijk");
    check("IJsselkade", "Ĳsselkade");
    check("Kuyperstraat", "Kuijperstraat");
    check("'t Veld", "Het Veld");
    check("Weg a/d Dijk", "Weg aan de Dijk");
    check("St. Jansweg", "Sint Jansweg");
    check("Mgr. Nolensstraat", "Monseigneur Nolensstraat");
    assert_ne!(street_key("Achterweg"), street_key("Voorweg"));
    assert_ne!(street_key("Noorderstraat"), street_key("Zuiderstraat"));
    assert_eq!(street_key(" -.,"), "");
}

#[test]
fn house_numbers_as_people_write_them() {
    let check = |text: &str, expected: &str| {
        assert_eq!(house(&address(&AddressFields { number: text, ..AddressFields::default() })), expected, "{text}")
    };
    check("12", "12");
    check(" 12 ", "12");
    check("012", "12");
    check("12a", "12A");
    check("12-A", "12A");
    check("12 a", "12A");
    check("12/a", "12A");
    check("12 A bis", "12ABIS");
    check("12 bis", "12BIS");
    check("12bis", "12BIS");
    check("12 hs", "12HS");
    check("12 huis", "12HS");
    check("12 bg", "12HS");
    check("12 begane grond", "12HS");
    check("12 II", "122");
    check("12-2", "122");
    check("12 2 hoog", "122");
    check("12 III", "123");
    check("12 rd", "12RD");
    check("12 rood", "12RD");
    check("12-3", "123");
    check("12-14", "12-14");
    check("12/14", "12-14");
    check("12 t/m 18", "12-18");
    check("12 en 13", "12-13");
    check("12 + 14", "12-14");
    check("nr. 7", "7");
    check("huisnummer 7b", "7B");
    check("14.0", "14");
    check("2026-10-12", "1210");
    check("12 achter", "12ACHT");
    check("12-A-3", "12A3");
    check("0", "0");
    check("", "0");
    check("123456", "0");
    check("onbekend", "0");
}

#[test]
fn words_say_where_with_respect_to_the_number() {
    let check = |text: &str, relation: Relation, number: u32| {
        let found = address(&AddressFields { number: text, ..AddressFields::default() });
        assert_eq!((found.relation, found.number), (relation, number), "{text}");
    };
    check("t/o 12", Relation::Near, 12);
    check("t.o. 12", Relation::Near, 12);
    check("tegenover nr 12", Relation::Near, 12);
    check("ter hoogte van 20", Relation::Near, 20);
    check("nabij 12", Relation::Near, 12);
    check("bij 12", Relation::Behind, 12);
    check("achter nr. 14", Relation::Behind, 14);
    check("naast 3b", Relation::Behind, 3);
    check("12", Relation::At, 12);
    check("12 (t/o)", Relation::Near, 12);
    check("12 t/o", Relation::Near, 12);
    check("12a tegenover", Relation::Near, 12);
    check("12 to", Relation::At, 12);
    assert!(address(&AddressFields { number: "ong.", ..AddressFields::default() }).unnumbered);
    assert!(address(&AddressFields { number: "z.n.", ..AddressFields::default() }).unnumbered);
}

#[test]
fn what_stands_opposite_is_so_wherever_that_is_said() {
    for (street, number) in [
        ("Dorpsstraat", "t/o 12"),
        ("t/o Dorpsstraat", "12"),
        ("Dorpsstraat t/o", "12"),
        ("Dorpsstraat (t/o)", "12"),
        ("Dorpsstraat", "12 (t/o)"),
        ("Dorpsstraat t/o 12", ""),
        ("Dorpsstraat 12 t/o", ""),
    ] {
        let found = address(&AddressFields { street, number, ..AddressFields::default() });
        let told = (found.street.as_str(), found.number, found.relation, found.addition().into_owned());
        assert_eq!(told, ("dorpsstraat", 12, Relation::Near, "NABIJ".to_owned()), "{street} | {number}");
    }
}

#[test]
fn letter_and_addition_in_columns_of_their_own_are_the_same_door() {
    let check = |number: &str, letter: &str, suffix: &str, expected: &str| {
        assert_eq!(
            house(&address(&AddressFields { number, letter, suffix, ..AddressFields::default() })),
            expected,
            "{number} {letter} {suffix}"
        );
    };
    check("12", "", "a", "12A");
    check("12", "A", "", "12A");
    check("12", "a", "bis", "12ABIS");
    check("12a", "", "A", "12A");
    check("12", "", "I", "121");
    check("12", "", "1", "121");
    check("12", "", "HS", "12HS");
    check("12", "", "-2", "122");
    check("12", "h", "", "12H");
    check("12", "", " ", "12");
    check("12", "", "2.0", "122");
    assert_eq!(addition("huis"), "HS");
    assert_eq!(addition("Begane grond"), "HS");
    assert_eq!(addition("B"), "B");
}

#[test]
fn a_street_column_may_hold_the_number() {
    let check = |text: &str, street: &str, expected: &str| {
        let found = address(&AddressFields { street: text, ..AddressFields::default() });
        assert_eq!((found.street.as_str(), house(&found).as_str()), (street, expected), "{text}");
    };
    check("Kerkstraat 12", "kerkstraat", "12");
    check("Kerkstraat 12a", "kerkstraat", "12A");
    check("Kerkstr. 12-14", "kerkstraat", "12-14");
    check("Kerkstraat 12 bis", "kerkstraat", "12BIS");
    check("Plein 1944 12", "plein1944", "12");
    check("Laan 1940-1945 7", "laan19401945", "7");
    check("2e Dwarsstraat 5", "tweededwarsstraat", "5");
    check("Dorpsstraat nr. 5", "dorpsstraat", "5");
    check("Dorpsstraat t/o 5", "dorpsstraat", "5");
    check("12 High Street", "highstreet", "12");
    check("Kerkstraat", "kerkstraat", "0");
    check("Kerkstraat, 8", "kerkstraat", "8");
    check("Postbus 123", "", "123");
    assert_eq!(address(&AddressFields { street: "Dorpsstraat t/o 5", ..AddressFields::default() }).relation, Relation::Near);
    let own = address(&AddressFields { street: "Plein 1944", number: "12", ..AddressFields::default() });
    assert_eq!((own.street.as_str(), own.number), ("plein1944", 12));
}

#[test]
fn boxes_berths_and_pitches_are_not_houses() {
    let kind = |street: &str, number: &str| address(&AddressFields { street, number, ..AddressFields::default() });
    assert_eq!(kind("Postbus", "123").kind, Kind::PoBox);
    assert_eq!(kind("Postbus 123", "").kind, Kind::PoBox);
    assert_eq!(kind("Antwoordnummer 10", "").kind, Kind::FreePost);
    assert_eq!(kind("Haven", "ligplaats 4").kind, Kind::Berth);
    assert_eq!(kind("Kampweg", "stpl. 4").kind, Kind::Pitch);
    assert_eq!(kind("Standplaatsweg", "4").kind, Kind::Street);
}

#[test]
fn postcodes() {
    let check = |text: &str, expected: &str| assert_eq!(Postcode::read(text).to_string(), expected, "{text}");
    check("1234 AB", "1234 AB");
    check("1234AB", "1234 AB");
    check("1234ab", "1234 AB");
    check("1234  ab", "1234 AB");
    check("NL-1234 AB", "1234 AB");
    check("1234-AB", "1234 AB");
    check("1234", "1234");
    check("0123 AB", "");
    check("1234 A", "");
    check("12345", "");
    check("123", "");
    check("", "");
    check("onbekend", "");
    assert_eq!(Postcode::read("1234AB").digits(), Postcode::read("1234").digits());
    assert_ne!(Postcode::read("1234AB").packed(), Postcode::read("1234AC").packed());
}

#[test]
fn places_have_one_name_and_lie_in_a_municipality() {
    let check = |one: &str, other: &str, expected: bool| {
        assert_eq!(place::agree(&place::place(one), &place::place(other)), expected, "{one} / {other}")
    };
    check("'s-Gravenhage", "Den Haag", true);
    check("’s-Gravenhage", "DEN HAAG", true);
    check("'s-Hertogenbosch", "Den Bosch", true);
    check("Heerhugowaard", "Dijk en Waard", true);
    check("gemeente Dijk en Waard", "Langedijk", true);
    check("Middenmeer", "Hollands Kroon", true);
    check("Hoofddorp", "Haarlemmermeer", true);
    check("De Rijp", "Alkmaar", true);
    check("Den Burg", "Texel", true);
    check("Zaandam", "Zaanstad", true);
    check("Nieuw Vennep", "Nieuw-Vennep", true);
    check("St. Pancras", "Sint Pancras", true);
    check("Hoorn (NH)", "Hoorn NH", true);
    check("Alkmaar", "Hoorn", false);
    check("Heerhugowaard", "Langedijk", false);
    assert_eq!(place::place(""), "");
}

#[test]
fn a_whole_address_in_one_cell() {
    let check = |text: &str, street: &str, number: &str, code: &str, town: &str| {
        let found = address(&AddressFields { full: text, ..AddressFields::default() });
        let parts = (found.street.clone(), house(&found), found.postcode.to_string(), found.place.clone());
        assert_eq!(parts, (street.to_owned(), number.to_owned(), code.to_owned(), town.to_owned()), "{text}");
    };
    check("Burg. Smitstraat 12-A, 1234 AB Alkmaar", "burgemeestersmitstraat", "12A", "1234 AB", "alkmaar");
    check("Kerkstraat 12 1234AB Alkmaar", "kerkstraat", "12", "1234 AB", "alkmaar");
    check("Kerkstraat 12, Alkmaar", "kerkstraat", "12", "", "alkmaar");
    check("Kerkstraat 12 Alkmaar", "kerkstraat", "12", "", "alkmaar");
    check("Kerkstraat 12a te Den Helder", "kerkstraat", "12A", "", "denhelder");
    check("1234 AB Alkmaar, Kerkstraat 12", "kerkstraat", "12", "1234 AB", "alkmaar");
    check("Alkmaar, Kerkstraat 12", "kerkstraat", "12", "", "alkmaar");
    check("Kerkstraat 12-14, 1234 AB 's-Gravenhage, Nederland", "kerkstraat", "12-14", "1234 AB", "denhaag");
    check("Kerkstraat 12, 1234 Alkmaar", "kerkstraat", "12", "1234", "alkmaar");
    check("Plein 1944 12, 6511 JC Nijmegen", "plein1944", "12", "6511 JC", "nijmegen");
    check("Achterweg 12-14, schuur achter", "achterweg", "12-14", "", "");
    let shed = address(&AddressFields { full: "Achterweg 12, schuur achter", ..AddressFields::default() });
    assert_eq!((shed.relation, shed.number), (Relation::Behind, 12));
    check("t/o Dorpsweg 8, Winkel", "dorpsweg", "8", "", "winkel");
    check("Postbus 12, 1200 AB Hilversum", "postbus", "12", "1200 AB", "hilversum");
    check("Dorpsstraat ong., Edam", "dorpsstraat", "0", "", "edam");
    check("", "", "0", "", "");
}

#[test]
fn the_steps_say_what_was_done_and_change_nothing() {
    let fields =
        AddressFields { street: "Burg. Smitstr.", number: "12 hs", postcode: "1234ab", place: "'s-Gravenhage", ..AddressFields::default() };
    let (found, steps) = address_steps(&fields);
    assert_eq!(found, address(&fields));
    let words = steps.words().join("\n");
    for expected in [
        "Straatnaam voluit geschreven: burg. smitstr. → burgemeestersmitstraat",
        "Huisnummer herkend: 12 hs → 12 HS",
        "Plaatsnaam van vandaag gebruikt: 's-Gravenhage → denhaag",
    ] {
        assert!(words.contains(expected), "{expected} in\n{words}");
    }
}

#[test]
fn a_number_for_a_register_keeps_its_letters_as_typed() {
    let check = |text: &str, number: u32, tail: &str, until: Option<u32>, relation: Relation| {
        assert_eq!(house_number(text), Some((HouseNumber { number, tail: tail.to_owned(), until }, relation)), "{text}");
    };
    check("12", 12, "", None, Relation::At);
    check("12-A", 12, "A", None, Relation::At);
    check("15 H", 15, "H", None, Relation::At);
    check("12 A bis", 12, "ABIS", None, Relation::At);
    check("12a-II", 12, "AII", None, Relation::At);
    check("12-14", 12, "", Some(14), Relation::At);
    check("12 t/m 18", 12, "", Some(18), Relation::At);
    check("12-2", 12, "2", None, Relation::At);
    check("nr. 7", 7, "", None, Relation::At);
    check("t/o 14", 14, "", None, Relation::Near);
    check("nabij nr 14", 14, "", None, Relation::Near);
    check("ter hoogte van 20", 20, "", None, Relation::Near);
    check("schuur achter nr 14", 14, "", None, Relation::Behind);
    check("loods naast 3b", 3, "B", None, Relation::Behind);
    check("12 begane grond", 12, "", None, Relation::At);
    check("14.0", 14, "", None, Relation::At);
    check("2026-10-12", 12, "10", None, Relation::At);
    for text in ["", "ong.", "bij het gemaal", "0", "123456"] {
        assert_eq!(house_number(text), None, "{text}");
    }
    assert_eq!(tail_of("a", "-bis"), "ABIS");
    assert_eq!(tail_of(" ", ""), "");
}
