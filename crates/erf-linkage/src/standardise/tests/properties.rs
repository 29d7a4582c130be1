// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What holds for any text.

use proptest::prelude::*;

use crate::standardise::{
    address::{Address, AddressFields, AddressReader, Postcode, address, address_steps, street_key},
    company::{company, company_steps},
    contact,
    date::{DateStyle, Order, date},
    fold::fold,
    numbers,
    person::{Person, PersonFields, PersonReader, person, person_steps, sex},
    phonetic, place,
};

/// Pieces of names and addresses, so that random texts meet the rules, with other text between them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "van",
        "der",
        "de",
        "v.d.",
        "'t",
        "e/v",
        "geb.",
        "Jansen",
        "Berg",
        "-",
        ", ",
        " ",
        " ",
        ".",
        "/",
        "J.P.",
        "Mevr.",
        "dr.",
        "fam.",
        "B.V.",
        "h.o.d.n.",
        "Gebr.",
        "Holding",
        "Stichting",
        "Melk.",
        "12",
        "12a",
        "bis",
        "hs",
        "II",
        "t/o",
        "bij",
        "ong.",
        "1234 AB",
        "1944",
        "2e",
        "Postbus",
        "straat",
        "Burg.",
        "str.",
        "Den Haag",
        "(",
        ")",
        "é",
        "ĳ",
        "Ã«",
        "ß",
        "&amp;",
        "’",
        "\u{a0}",
        "\u{301}",
        "ş",
        "Ж",
        "01-01-1900",
        "+31",
        "@",
        "x",
        "\0",
        "日本",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn names_are_read_without_panic_and_alike_with_steps(a in text(), b in text(), c in text()) {
        let all = [
            PersonFields { full_name: &a, sex: &b, ..PersonFields::default() },
            PersonFields { first_names: &a, prefix: &b, surname: &c, ..PersonFields::default() },
            PersonFields { initials: &a, surname: &b, full_name: &c, ..PersonFields::default() },
        ];
        let mut reader = PersonReader::default();
        let mut kept = Person::default();
        for fields in all {
            let found = person(&fields);
            prop_assert_eq!(&found, &person_steps(&fields).0);
            // A reader that read other rows before reads the same.
            reader.read(&fields, &mut kept);
            prop_assert_eq!(&found, &kept);
            prop_assert!(found.surname.chars().all(char::is_alphanumeric));
        }
        let _ = sex(&a);
    }

    #[test]
    fn a_surname_that_was_read_is_read_as_itself(text in text()) {
        let once = person(&PersonFields { surname: &text, ..PersonFields::default() });
        let twice = person(&PersonFields { surname: &once.surname, ..PersonFields::default() });
        prop_assert_eq!(&twice.surname, &once.surname);
    }

    #[test]
    fn case_does_not_matter(text in "[A-Za-z .'-]{0,30}") {
        let fields = |text| PersonFields { surname: text, ..PersonFields::default() };
        prop_assert_eq!(person(&fields(&text)), person(&fields(&text.to_uppercase())));
        prop_assert_eq!(street_key(&text), street_key(&text.to_uppercase()));
        prop_assert_eq!(company(&text), company(&text.to_uppercase()));
        prop_assert_eq!(phonetic::key(&text), phonetic::key(&text.to_uppercase()));
        prop_assert_eq!(place::place(&text), place::place(&text.to_uppercase()));
    }

    #[test]
    fn addresses_are_read_without_panic_and_alike_with_steps(a in text(), b in text(), c in text()) {
        let all = [
            AddressFields { full: &a, ..AddressFields::default() },
            AddressFields { street: &a, number: &b, suffix: &c, ..AddressFields::default() },
            AddressFields { street: &a, letter: &b, postcode: &c, place: &a, ..AddressFields::default() },
        ];
        let mut reader = AddressReader::default();
        let mut kept = Address::default();
        for fields in all {
            let found = address(&fields);
            prop_assert_eq!(&found, &address_steps(&fields).0);
            reader.read(&fields, &mut kept);
            prop_assert_eq!(&found, &kept);
        }
    }

    #[test]
    fn keys_of_keys_are_themselves(text in text()) {
        let name = place::place(&text);
        prop_assert_eq!(place::place(&name), name);
        let code = Postcode::read(&text);
        prop_assert_eq!(Postcode::read(&code.to_string()), code);
        let mail = contact::email(&text);
        prop_assert_eq!(contact::email(&mail), mail);
    }

    #[test]
    fn a_number_with_letter_is_the_same_in_one_column_or_two(number in 1_u32..9999, letter in "[a-z]") {
        let joined = format!("{number}{letter}");
        let apart = AddressFields { number: &number.to_string(), letter: &letter, ..AddressFields::default() };
        let one = address(&AddressFields { number: &joined, ..AddressFields::default() });
        let two = address(&apart);
        // "1i" and "1h" are floors when written with the number.
        if letter != "i" && letter != "h" {
            prop_assert_eq!(one, two);
        }
    }

    #[test]
    fn companies_and_values_are_read_without_panic(text in text()) {
        let found = company(&text);
        prop_assert_eq!(&found, &company_steps(&text).0);
        let _ = (contact::phone(&text), contact::website(&text), numbers::kvk(&text), numbers::rsin(&text), numbers::establishment(&text), phonetic::key(&text));
        for order in [Order::DayFirst, Order::MonthFirst] {
            let found = date(&text, DateStyle { order, ..DateStyle::default() });
            prop_assert!(found.month <= 12 && found.day <= 31);
        }
    }

    #[test]
    fn every_date_is_read_from_every_way_to_write_it(year in 1902_i16..2026, month in 1_i8..=12, day in 1_i8..=28) {
        let style = DateStyle { birth: false, ..DateStyle::default() };
        let wanted = format!("{year:04}-{month:02}-{day:02}");
        prop_assume!(wanted != "1970-01-01");
        for written in [format!("{year:04}{month:02}{day:02}"), format!("{day:02}-{month:02}-{year:04}"), format!("{day}/{month}/{year}"), format!("{year}-{month}-{day}"), format!("{wanted} 12:00:00")] {
            prop_assert_eq!(date(&written, style).to_string(), wanted.clone(), "{}", written);
        }
        let days = date(&wanted, style).days().unwrap();
        prop_assert_eq!(i64::from(days), jiff::civil::date(year, month, day).since(jiff::civil::date(1970, 1, 1)).unwrap().get_days() as i64);
    }
}
