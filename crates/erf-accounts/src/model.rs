// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Accounts, purposes, and how long to wait after wrong attempts.

use erf_base::{Actor, At, MunicipalityCode, Purpose, Role};

erf_store::record! {
    /// Somebody who may sign in.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Account {
        /// Its number.
        pub id: i64,
        /// What is typed at sign-in.
        pub login: String,
        /// The name on the page.
        pub name: String,
        /// The role.
        pub role: Role,
        /// The municipality somebody works for.
        pub municipality: Option<MunicipalityCode>,
        /// Whether signing in is allowed.
        pub active: bool,
        /// Whether this is a demo user.
        pub demo: bool,
        /// Since when.
        pub created: At,
    }
}

impl Account {
    /// The id under which logs and the audit trail know this account.
    pub fn actor_id(&self) -> String {
        format!("m{}", self.id)
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        Actor { id: self.actor_id(), name: self.name.clone(), role: self.role, municipality: self.municipality }
    }
}

/// Why somebody in this role may look; the first is taken when nothing was chosen yet.
pub fn purposes(actor: &Actor) -> Vec<Purpose> {
    let list: &[&str] = match actor.role {
        Role::SafetyAdviser => &[
            "Bezoeken in het buitengebied voorbereiden",
            "Koppelingen van de eigen gemeente beoordelen",
            "Leveringen van de eigen gemeente controleren",
            "Een vraag van bestuur of collega beantwoorden",
        ],
        Role::Analyst => &["Leveringen inlezen en controleren", "Koppelingen beoordelen", "Een regionaal beeld maken onder het convenant"],
        Role::ProgrammeLeader => &["Leveringen volgen en vrijgeven", "Voortgang van het programma volgen"],
        Role::PrivacyOfficer => &["Toezicht op de verwerking", "Een klacht of verzoek van een betrokkene behandelen"],
        Role::SteeringGroup => &["De voortgang bespreken in de stuurgroep"],
        Role::Operator => &["Het programma beheren"],
    };
    list.iter().map(|text| Purpose((*text).to_owned())).collect()
}

/// A sign-in name from a person's name: `Anna de Vries` becomes `anna.de.vries`.
pub(crate) fn login_from(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(plain_letter).collect();
    plain.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// Letters without their marks; anything that is no letter or digit parts words.
fn plain_letter(letter: char) -> char {
    match letter {
        'a'..='z' | '0'..='9' => letter,
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => '.',
    }
}

/// Wrong attempts on one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempts {
    pub(crate) failed: i64,
    pub(crate) last: At,
}

const FREE: i64 = 5;
const FIRST_WAIT_SECONDS: i64 = 60;
const LONGEST_WAIT_SECONDS: i64 = 900;
/// After this, earlier attempts are forgotten.
pub(crate) const FORGOTTEN_SECONDS: i64 = 24 * 3600;

impl Attempts {
    /// Until when nothing is accepted, if that is still to come.
    pub(crate) fn wait_until(self, now: At) -> Option<At> {
        let over = self.failed.checked_sub(FREE).filter(|over| *over >= 0)?;
        let seconds = (FIRST_WAIT_SECONDS << over.min(8)).min(LONGEST_WAIT_SECONDS);
        Some(self.last.plus_seconds(seconds)).filter(|until| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_something_to_type() {
        for (name, login) in [("Anna de Vries", "anna.de.vries"), ("  Zoë O'Brien-Ünal ", "zoe.o.brien.unal"), ("李", "")] {
            assert_eq!(login_from(name), login);
        }
    }

    #[test]
    fn the_wait_begins_after_five_and_doubles_to_a_quarter_of_an_hour() {
        let now = At(1_000_000_000);
        let minutes = |failed| Attempts { failed, last: now }.wait_until(now).map(|until| (until.0 - now.0) / 60_000_000);
        assert_eq!([4, 5, 6, 7, 8, 9, 5000].map(minutes), [None, Some(1), Some(2), Some(4), Some(8), Some(15), Some(15)]);
        assert_eq!(Attempts { failed: 5, last: now }.wait_until(now.plus_seconds(60)), None);
    }

    #[test]
    fn every_role_has_a_purpose() {
        for role in Role::ALL {
            let actor = Actor { id: "m1".into(), name: "A".into(), role, municipality: None };
            assert!(!purposes(&actor).is_empty());
        }
    }
}
