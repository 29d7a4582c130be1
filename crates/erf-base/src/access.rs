// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Who may do what, where, and for which purpose.
//!
//! A [`Scope`] can only be made by [`Ctx::permit`]. Store functions that touch places or rows take one, so a query
//! without scope does not compile.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{At, Clock, IdError, MunicipalityCode};

/// Under which legal regime data are kept. Stricter compartments come later in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Compartment {
    /// Public data.
    #[serde(rename = "open")]
    Open,
    /// Data of a municipality or supervisor.
    #[serde(rename = "gemeentelijk")]
    Municipal,
    /// Data shared under the covenant only.
    #[serde(rename = "convenant")]
    Covenant,
}

impl Compartment {
    /// All compartments, least strict first.
    pub const ALL: [Self; 3] = [Self::Open, Self::Municipal, Self::Covenant];

    /// The word used in files and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Municipal => "gemeentelijk",
            Self::Covenant => "convenant",
        }
    }
}

impl fmt::Display for Compartment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Compartment {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::ALL.into_iter().find(|c| c.code() == text).ok_or_else(|| IdError { kind: "compartiment", value: text.to_owned() })
    }
}

/// The role in which somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// *Adviseur openbare veiligheid*: safety adviser of one municipality.
    #[serde(rename = "AOV")]
    SafetyAdviser,
    /// *RIEC-analist*, who works under the covenant.
    #[serde(rename = "ANA")]
    Analyst,
    /// *Projectleider*: leads the regional programme.
    #[serde(rename = "PL")]
    ProgrammeLeader,
    /// *Functionaris gegevensbescherming*: privacy officer or auditor.
    #[serde(rename = "FG")]
    PrivacyOfficer,
    /// *Stuurgroep*: reads totals.
    #[serde(rename = "STU")]
    SteeringGroup,
    /// *Beheerder*: keeps the program running and cannot read content.
    #[serde(rename = "BEH")]
    Operator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] =
        [Self::SafetyAdviser, Self::Analyst, Self::ProgrammeLeader, Self::PrivacyOfficer, Self::SteeringGroup, Self::Operator];

    /// The code of `content/rollen.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::SafetyAdviser => "AOV",
            Self::Analyst => "ANA",
            Self::ProgrammeLeader => "PL",
            Self::PrivacyOfficer => "FG",
            Self::SteeringGroup => "STU",
            Self::Operator => "BEH",
        }
    }

    /// The compartments this role may ever meet.
    pub fn compartments(self) -> &'static [Compartment] {
        match self {
            Self::Analyst | Self::PrivacyOfficer => &[Compartment::Open, Compartment::Municipal, Compartment::Covenant],
            Self::SafetyAdviser | Self::ProgrammeLeader | Self::Operator => &[Compartment::Open, Compartment::Municipal],
            Self::SteeringGroup => &[Compartment::Open],
        }
    }
}

impl FromStr for Role {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::ALL.into_iter().find(|r| r.code() == text).ok_or_else(|| IdError { kind: "rol", value: text.to_owned() })
    }
}

/// One thing that can be allowed. Each route names exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// See the start page and what is public about the region.
    ReadRegion,
    /// See which deliveries there are, their counts and problems by cause.
    ReadDeliveries,
    /// See the rows of a delivery that were refused, with their values.
    ReadProblems,
    /// Offer a file, release or withdraw a delivery.
    ManageDeliveries,
    /// See facts of one place.
    ReadPlaces,
    /// See and judge matches.
    JudgeMatches,
    /// See how good matching is: counts and figures, never a row.
    ReadMatchQuality,
    /// Set from which chance a match is certain.
    SetMatchCut,
    /// See partners.
    ReadPartners,
    /// Read the audit trail.
    ReadAudit,
    /// See scans, their lists and dossiers.
    ReadScans,
    /// See the totals and the public report of approved scans, without places.
    ReadScanTotals,
    /// Have a scan made.
    OrderScans,
    /// Check and approve a scan somebody else made.
    ApproveScans,
    /// Decide about a proposed place; note corrections, objections and what a visit found.
    DecidePlaces,
    /// Hand a list or letter of an approved scan to a named recipient.
    ShareScans,
    /// See what indicators mean and how they do.
    ReadIndicators,
    /// Set or sign a rule card.
    SignCards,
    /// See linkages of tables: what was linked, why, and how good it is.
    ReadLinkages,
    /// Link tables, choose where to cut, delete a linkage. Judging pairs is [`Permission::JudgeMatches`].
    LinkTables,
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// Not at all.
    None,
    /// The own municipality.
    Own,
    /// The whole region.
    Region,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 20] = [
        Self::ReadRegion,
        Self::ReadDeliveries,
        Self::ReadProblems,
        Self::ManageDeliveries,
        Self::ReadPlaces,
        Self::JudgeMatches,
        Self::ReadMatchQuality,
        Self::SetMatchCut,
        Self::ReadPartners,
        Self::ReadAudit,
        Self::ReadScans,
        Self::ReadScanTotals,
        Self::OrderScans,
        Self::ApproveScans,
        Self::DecidePlaces,
        Self::ShareScans,
        Self::ReadIndicators,
        Self::SignCards,
        Self::ReadLinkages,
        Self::LinkTables,
    ];

    /// The table of who may do what; `domain.md` 6 in code.
    pub fn grant(self, role: Role) -> Grant {
        use Grant::{None, Own, Region};
        use Role::{Analyst, Operator, PrivacyOfficer, ProgrammeLeader, SafetyAdviser, SteeringGroup};
        match (self, role) {
            (Self::ReadRegion | Self::ReadPartners, Operator) => None,
            (Self::ReadRegion | Self::ReadPartners, _) => Region,
            (Self::ReadDeliveries, SteeringGroup) => None,
            (Self::ReadDeliveries, SafetyAdviser) => Own,
            (Self::ReadDeliveries, _) => Region,
            (Self::ManageDeliveries, Analyst | ProgrammeLeader | Operator) => Region,
            (Self::ReadPlaces | Self::JudgeMatches | Self::ReadProblems, SafetyAdviser) => Own,
            (Self::ReadPlaces | Self::JudgeMatches | Self::ReadProblems, Analyst) => Region,
            (Self::ReadMatchQuality, SafetyAdviser) => Own,
            (Self::ReadMatchQuality, Analyst | ProgrammeLeader | PrivacyOfficer) => Region,
            (Self::SetMatchCut, Analyst | ProgrammeLeader) => Region,
            (Self::ReadAudit, PrivacyOfficer) => Region,
            (Self::ReadScans | Self::DecidePlaces | Self::ShareScans | Self::ReadIndicators, SafetyAdviser) => Own,
            (Self::ReadScans | Self::DecidePlaces | Self::ShareScans | Self::OrderScans, Analyst) => Region,
            (Self::ReadScans, PrivacyOfficer) => Region,
            (Self::ReadScanTotals, SafetyAdviser) => Own,
            (Self::ReadScanTotals, Analyst | PrivacyOfficer | ProgrammeLeader | SteeringGroup) => Region,
            (Self::ApproveScans, PrivacyOfficer | Analyst) => Region,
            (Self::ReadIndicators, Operator) => None,
            (Self::ReadIndicators, _) => Region,
            (Self::SignCards, Analyst | ProgrammeLeader | PrivacyOfficer) => Region,
            (Self::ReadLinkages | Self::LinkTables, SafetyAdviser) => Own,
            (Self::ReadLinkages | Self::LinkTables, Analyst) => Region,
            (Self::ReadLinkages, PrivacyOfficer) => Region,
            _ => None,
        }
    }
}

/// Why somebody looks: shown on every page and kept with every reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose(pub String);

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id, used in logs and audit.
    pub id: String,
    /// Name, for the page only.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The municipality somebody works for, if it is one.
    pub municipality: Option<MunicipalityCode>,
}

/// The first argument of every use case.
#[derive(Clone)]
pub struct Ctx {
    /// Who acts.
    pub actor: Actor,
    /// Why.
    pub purpose: Purpose,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The request or command, for logs.
    pub request_id: String,
}

/// The actor may not do this. Shown as "not found" where the existence of a thing would be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("deze rol mag dit niet")]
pub struct Denied;

impl Ctx {
    /// The context of a command typed on the machine itself: whoever may run it can read the database anyway.
    pub fn operator(clock: Arc<dyn Clock>, purpose: &str) -> Self {
        let actor = Actor { id: "opdrachtregel".into(), name: "Opdrachtregel".into(), role: Role::Operator, municipality: None };
        Self { actor, purpose: Purpose(purpose.to_owned()), clock, request_id: "cli".into() }
    }

    /// The present instant.
    pub fn now(&self) -> At {
        self.clock.now()
    }

    /// Checks a permission and says how far it reaches.
    pub fn permit(&self, permission: Permission) -> Result<Scope, Denied> {
        let reach = match (permission.grant(self.actor.role), self.actor.municipality) {
            (Grant::Region, _) => Reach::Region,
            (Grant::Own, Some(code)) => Reach::Municipality(code),
            _ => return Err(Denied),
        };
        Ok(Scope { reach, compartments: self.actor.role.compartments().to_vec() })
    }
}

/// How far a look may reach: which municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The whole region.
    Region,
    /// One municipality.
    Municipality(MunicipalityCode),
}

/// What may be seen; made by [`Ctx::permit`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    reach: Reach,
    compartments: Vec<Compartment>,
}

impl Scope {
    /// Which municipalities.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The one municipality, or `None` for the whole region.
    pub fn municipality(&self) -> Option<MunicipalityCode> {
        match self.reach {
            Reach::Region => None,
            Reach::Municipality(code) => Some(code),
        }
    }

    /// The same, within one municipality when one is named; never wider than it was.
    pub fn narrowed(&self, only: Option<MunicipalityCode>) -> Self {
        let reach = match (self.reach, only) {
            (Reach::Region, Some(code)) => Reach::Municipality(code),
            (reach, _) => reach,
        };
        Self { reach, compartments: self.compartments.clone() }
    }

    /// Whether rows of this compartment may be met.
    pub fn admits(&self, compartment: Compartment) -> bool {
        self.compartments.contains(&compartment)
    }

    /// Whether places in this municipality may be met.
    pub fn covers(&self, municipality: MunicipalityCode) -> bool {
        self.municipality().is_none_or(|own| own == municipality)
    }

    /// Whether covenant rows may be met: the one bit that queries need, as compartments are ordered.
    pub fn admits_covenant(&self) -> bool {
        self.admits(Compartment::Covenant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FixedClock;

    fn ctx(role: Role, municipality: Option<&str>) -> Ctx {
        let actor = Actor { id: "u".into(), name: "U".into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
        Ctx { actor, purpose: Purpose("toets".into()), clock, request_id: "r".into() }
    }

    #[test]
    fn an_adviser_sees_places_of_the_own_municipality_without_covenant_rows() {
        let scope = ctx(Role::SafetyAdviser, Some("9901")).permit(Permission::ReadPlaces).unwrap();
        assert!(scope.covers("9901".parse().unwrap()) && !scope.covers("9902".parse().unwrap()));
        assert!(scope.admits(Compartment::Municipal) && !scope.admits_covenant());
    }

    #[test]
    fn an_adviser_without_municipality_sees_no_place() {
        assert!(ctx(Role::SafetyAdviser, None).permit(Permission::ReadPlaces).is_err());
    }

    #[test]
    fn only_the_analyst_combines_covenant_rows_with_places() {
        let may: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| ctx(*role, Some("9901")).permit(Permission::ReadPlaces).is_ok_and(|s| s.admits_covenant()))
            .collect();
        assert_eq!(may, [Role::Analyst]);
    }

    #[test]
    fn nobody_without_covenant_decides_beyond_the_own_municipality_and_the_operator_meets_no_scan() {
        for role in Role::ALL {
            let decides = ctx(role, Some("9901")).permit(Permission::DecidePlaces);
            let wide = decides.is_ok_and(|scope| scope.municipality().is_none() && !scope.admits_covenant());
            assert!(!wide, "{role:?}");
        }
        let scans = [Permission::ReadScans, Permission::ReadScanTotals, Permission::OrderScans, Permission::ReadIndicators];
        assert!(scans.iter().all(|permission| ctx(Role::Operator, None).permit(*permission).is_err()));
    }

    #[test]
    fn tables_are_linked_by_those_who_judge_and_read_by_the_privacy_officer() {
        let may = |permission| Role::ALL.into_iter().filter(|role| ctx(*role, Some("9901")).permit(permission).is_ok()).collect::<Vec<_>>();
        assert_eq!(may(Permission::LinkTables), [Role::SafetyAdviser, Role::Analyst]);
        assert_eq!(may(Permission::LinkTables), may(Permission::JudgeMatches));
        assert_eq!(may(Permission::ReadLinkages), [Role::SafetyAdviser, Role::Analyst, Role::PrivacyOfficer]);
        let scope = ctx(Role::SafetyAdviser, Some("9901")).permit(Permission::LinkTables).unwrap();
        assert_eq!(scope.municipality(), Some("9901".parse().unwrap()));
    }

    #[test]
    fn those_who_read_totals_meet_no_place() {
        for role in [Role::ProgrammeLeader, Role::SteeringGroup, Role::PrivacyOfficer, Role::Operator] {
            assert!(ctx(role, None).permit(Permission::ReadPlaces).is_err(), "{role:?}");
        }
    }
}
