// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The weights that were set by hand, in bits, with their stable codes: those of addresses are where learning starts (see `matching/levels.rs`),
//! the others are used as they stand. A change here is a change of results: raise [`VERSION`].

/// Version of rule and weights.
pub const VERSION: &str = "koppeling-2";

/// A named weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// Stable Dutch code; the words belonging to it live in the text files.
    pub code: &'static str,
    /// Bits.
    pub bits: f64,
}

const fn weight(code: &'static str, bits: f64) -> Weight {
    Weight { code, bits }
}

/// Before anything is seen: one of about 65,000 addresses.
pub const PRIOR: f64 = -16.0;
/// Before anything is seen: one of about 250 named areas.
pub const AREA_PRIOR: f64 = -8.0;
/// From this probability something is settled, so that no more need be looked for.
pub const SETTLED: f64 = 0.95;
/// Below this probability there is no link.
pub const LOWEST: f64 = 0.3;

/// The row carries the identifier itself.
pub const BAG_ID: Weight = weight("bag_nummer", 30.0);
/// It does, and the identifier ends in a zero: perhaps a spreadsheet rounded it.
pub const BAG_ID_ROUND: Weight = weight("bag_nummer_mogelijk_afgerond", 26.0);
/// It does, but for the last digit, which a spreadsheet made zero.
pub const BAG_ID_NEAR: Weight = weight("bag_nummer_afgerond", 13.0);
/// It does, but for zeros in front.
pub const BAG_ID_PADDED: Weight = weight("bag_nummer_aangevuld", 28.0);
/// The row carries the code of a parcel.
pub const PARCEL_CODE: Weight = weight("perceelcode", 28.0);
/// The row carries the code of an area.
pub const AREA_CODE: Weight = weight("gebiedscode", 28.0);

/// Same street.
pub const STREET: Weight = weight("straat_gelijk", 10.0);
/// The street is an abbreviation that fits.
pub const STREET_SHORT: Weight = weight("straat_afgekort", 9.0);
/// The street was called so in earlier days.
pub const STREET_FORMER: Weight = weight("straat_vroeger", 10.0);
/// Street with one typing error.
pub const STREET_LIKE: Weight = weight("straat_lijkt", 8.5);
/// Street with two typing errors.
pub const STREET_HARDLY: Weight = weight("straat_lijkt_weinig", 5.0);
/// Street that sounds the same.
pub const STREET_SOUND: Weight = weight("straat_klinkt", 6.0);
/// How much rarer or more common the name of the street is than most; learned linkers only.
pub const STREET_FREQUENCY: Weight = weight("straat_frequentie", 0.0);
/// How much more or less often this delivery speaks of this town than there are addresses in it; learned linkers only.
pub const TOWN_OF_DELIVERY: Weight = weight("woonplaats_in_levering", 0.0);
/// What else the row may speak of takes a part of the chance; learned linkers only.
pub const RIVALS: Weight = weight("andere_mogelijkheden", 0.0);
/// More addresses on the same place fit: the place is surer than the address; learned linkers only.
pub const SAME_PLACE: Weight = weight("zelfde_plek", 0.0);
/// The address was issued, but what has it is not in use yet.
pub const NOT_IN_USE: Weight = weight("adres_nog_niet_in_gebruik", -1.0);
/// The row names a street that no register knows.
pub const STREET_UNKNOWN: Weight = weight("straat_onbekend", -2.0);
/// Another street.
pub const STREET_OTHER: Weight = weight("straat_anders", -9.0);
/// Only one street of this name in the region.
pub const STREET_ONLY: Weight = weight("straat_enige", 4.0);
/// More streets of this name, but only this one has the number.
pub const ADDRESS_ONLY: Weight = weight("adres_enige", 1.5);
/// Same house number.
pub const NUMBER: Weight = weight("huisnummer_gelijk", 6.0);
/// The other end of a range of numbers.
pub const NUMBER_IN_RANGE: Weight = weight("huisnummer_in_reeks", 3.0);
/// Another house number.
pub const NUMBER_OTHER: Weight = weight("huisnummer_anders", -9.0);
/// Letter and suffix are the same.
pub const TAIL: Weight = weight("toevoeging_gelijk", 3.0);
/// Neither has a letter or suffix.
pub const TAIL_NONE: Weight = weight("toevoeging_geen", 3.0);
/// The register has a letter or suffix, the row has not.
pub const TAIL_MISSING: Weight = weight("toevoeging_ontbreekt", -6.0);
/// The row has a letter or suffix, the register has not.
pub const TAIL_EXTRA: Weight = weight("toevoeging_onbekend", -6.0);
/// Another letter or suffix.
pub const TAIL_OTHER: Weight = weight("toevoeging_anders", -7.0);
/// Same postcode.
pub const POSTCODE: Weight = weight("postcode_gelijk", 13.0);
/// Same four digits of the postcode.
pub const POSTCODE_DIGITS: Weight = weight("postcode_cijfers_gelijk", 3.0);
/// Another postcode.
pub const POSTCODE_OTHER: Weight = weight("postcode_anders", -3.0);
/// Same town.
pub const TOWN: Weight = weight("woonplaats_gelijk", 5.0);
/// Town with a typing error.
pub const TOWN_LIKE: Weight = weight("woonplaats_lijkt", 4.0);
/// Another town.
pub const TOWN_OTHER: Weight = weight("woonplaats_anders", -5.0);
/// Same municipality.
pub const MUNICIPALITY: Weight = weight("gemeente_gelijk", 3.0);
/// A municipality of earlier days that covered this place.
pub const MUNICIPALITY_OLD: Weight = weight("gemeente_vroeger", 3.0);
/// Another municipality.
pub const MUNICIPALITY_OTHER: Weight = weight("gemeente_anders", -6.0);
/// The row says opposite, near or behind: not quite the address itself.
pub const RELATION: Weight = weight("in_de_buurt_van_adres", 0.0);

/// The coordinates fit the address.
pub const NEAR: Weight = weight("afstand", 5.0);
/// The coordinates are neither near nor far.
pub const SOMEWHERE: Weight = weight("afstand_matig", 0.0);
/// The coordinates are far from the address.
pub const FAR: Weight = weight("afstand_ver", -7.0);
/// The point lies in the building.
pub const IN_BUILDING: Weight = weight("punt_in_gebouw", 24.0);
/// The point lies near the building, within its precision.
pub const BY_BUILDING: Weight = weight("punt_bij_gebouw", 18.0);
/// The point lies in the parcel.
pub const IN_PARCEL: Weight = weight("punt_in_perceel", 22.5);
/// The point lies at a named structure, such as a pumping station.
pub const AT_STRUCTURE: Weight = weight("punt_bij_bouwwerk", 16.0);
/// The point lies by the road or water, but is not precise enough to say on it.
pub const BESIDE: Weight = weight("punt_bij_weg_of_water", 11.0);
/// The point lies in or near the area.
pub const IN_AREA: Weight = weight("punt_in_gebied", 14.0);

/// The text names the area.
pub const NAME: Weight = weight("naam_gelijk", 12.0);
/// The name has a typing error.
pub const NAME_LIKE: Weight = weight("naam_lijkt", 8.0);
/// Only one area has the name.
pub const NAME_ONLY: Weight = weight("naam_enige", 2.0);
/// The text names a numbered road and a hectometre post on this stretch.
pub const HECTOMETRE: Weight = weight("hectometerpaal", 18.0);
/// The post lies near the end of the stretch: rounding may have put it here.
pub const HECTOMETRE_EDGE: Weight = weight("hectometerpaal_op_de_grens", 0.0);
/// The text names the number of the road.
pub const ROAD_NUMBER: Weight = weight("wegnummer", 10.0);
/// The text carries the code of a parcel.
pub const PARCEL_IN_TEXT: Weight = weight("perceelcode_in_tekst", 24.0);
/// The area is a street of the town that the row names.
pub const AREA_IN_TOWN: Weight = weight("straat_in_woonplaats", 4.0);
/// The area is a street of another town.
pub const AREA_ELSEWHERE: Weight = weight("straat_in_andere_woonplaats", -4.0);
/// The point lies on or along the road or water.
pub const ALONG: Weight = weight("punt_langs_weg_of_water", 15.0);
/// The row gives a house number, and the area is only its street.
pub const NUMBER_NOT_FOUND: Weight = weight("huisnummer_niet_gevonden", -10.0);
/// The row names the building; this address does not lie in it.
pub const OTHER_BUILDING: Weight = weight("ander_pand_genoemd", -12.0);
/// The row names the building, and this address lies in it.
pub const SAME_BUILDING: Weight = weight("ligt_in_genoemd_pand", 16.0);
/// The row gives a description that is not understood, and only the municipality is.
pub const ONLY_MUNICIPALITY_VAGUE: Weight = weight("alleen_gemeente_bij_onduidelijke_plaats", 8.0);
/// Codes of what lies around a point.
pub const AROUND_POINT: [&str; 7] =
    [IN_BUILDING.code, BY_BUILDING.code, IN_PARCEL.code, IN_AREA.code, ALONG.code, BESIDE.code, AT_STRUCTURE.code];
/// The row describes a spot, and only the town or municipality is known.
pub const ONLY_MUNICIPALITY_SPOT: Weight = weight("alleen_gemeente_bij_omschreven_plek", 13.5);
/// The row names nothing but a town or municipality.
pub const ONLY_MUNICIPALITY: Weight = weight("alleen_gemeente", 16.0);

#[cfg(test)]
mod tests {
    #[test]
    fn every_contribution_has_words_in_both_languages() {
        let codes: Vec<&str> = include_str!("weights.rs").split(" = weight(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(codes.len() > 50);
        for (language, words) in [("nl", include_str!("../../text/nl.ftl")), ("en", include_str!("../../text/en.ftl"))] {
            for code in codes.iter().filter(|code| !code.is_empty()) {
                assert!(words.contains(&format!("\nevidence-{code} = ")), "{language}: {code}");
            }
        }
    }
}
