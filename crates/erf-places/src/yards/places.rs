// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Steps 5 to 8 of rule `erf-1`: from groups of buildings to places with a kind, a name and members.

use std::collections::BTreeMap;

use erf_base::{BagId, BagKind, RdPoint};
use erf_spatial::Bounds;

use super::{
    Derived, Member, MemberKind, Place, PlaceKind, Reason, YARD_SHED_M2,
    grouping::{Groups, Link},
    index::BoxGrid,
    register::{NONE, Register},
};

/// All places in the making, packed: a region has hundreds of thousands.
#[derive(Default)]
struct Drafts {
    list: Vec<Packed>,
    buildings: Vec<(u32, Reason, Option<Link>)>,
    addresses: Vec<(u32, Reason)>,
}

/// A [`Draft`] whose members lie in [`Drafts`], up to these ends.
struct Packed {
    kind: PlaceKind,
    buildings: u32,
    addresses: u32,
    split_from: Option<u32>,
}

impl Drafts {
    fn push(&mut self, draft: Draft) {
        self.buildings.extend(draft.buildings);
        self.addresses.extend(draft.addresses);
        let (buildings, addresses) = (self.buildings.len() as u32, self.addresses.len() as u32);
        self.list.push(Packed { kind: draft.kind, buildings, addresses, split_from: draft.split_from });
    }

    fn get(&self, at: u32) -> Draft {
        let at = at as usize;
        let it = &self.list[at];
        let (b, a) = at.checked_sub(1).map_or((0, 0), |before| (self.list[before].buildings, self.list[before].addresses));
        Draft {
            kind: it.kind,
            buildings: self.buildings[b as usize..it.buildings as usize].to_vec(),
            addresses: self.addresses[a as usize..it.addresses as usize].to_vec(),
            split_from: it.split_from,
        }
    }
}

impl Extend<Draft> for Drafts {
    fn extend<I: IntoIterator<Item = Draft>>(&mut self, drafts: I) {
        drafts.into_iter().for_each(|draft| self.push(draft));
    }
}

/// A place in the making; numbers are indices in the register.
struct Draft {
    /// A yard is one only if it turns out to lie in the countryside.
    kind: PlaceKind,
    buildings: Vec<(u32, Reason, Option<Link>)>,
    addresses: Vec<(u32, Reason)>,
    /// An address split off from the building that this place is.
    split_from: Option<u32>,
}

/// Makes the places of all groups. Cost: linear, but for a building without address the search for an address to name it by.
pub fn describe(mut register: Register, groups: Groups) -> Derived {
    let mut drafts = Drafts::default();
    let addresses = addresses_by_group(&register, &groups);
    let mut order: Vec<(u32, u32)> = groups.root.iter().enumerate().map(|(b, &root)| (root, b as u32)).collect();
    order.sort_unstable();
    for members in order.chunk_by(|a, b| a.0 == b.0) {
        let buildings: Vec<u32> = members.iter().map(|&(_, b)| b).collect();
        let from = addresses.partition_point(|&(root, _)| root < members[0].0);
        let own: Vec<u32> = addresses[from..].iter().take_while(|a| a.0 == members[0].0).map(|a| a.1).collect();
        Group { register: &register, groups: &groups, buildings, addresses: own }.split(&mut drafts);
    }
    drafts.extend(loose_addresses(&register));
    drop((order, addresses, groups));
    // From here on nothing is measured any more: what was needed for that makes room for the result.
    register.forget_shapes();
    Writer::new(&register).write(&drafts)
}

/// (root, address) for every address that lies in a building, in order.
fn addresses_by_group(register: &Register, groups: &Groups) -> Vec<(u32, u32)> {
    let home = |a: u32| register.homes.of(a).first().map(|&b| (groups.root[b as usize], a));
    let mut pairs: Vec<(u32, u32)> = (0..register.addresses.len() as u32).filter_map(home).collect();
    pairs.sort_unstable();
    pairs
}

/// Berths, pitches and units without a building: one place for all addresses of the object.
fn loose_addresses(register: &Register) -> Vec<Draft> {
    let mut objects: BTreeMap<BagId, Vec<(u32, Reason)>> = BTreeMap::new();
    for a in (0..register.addresses.len() as u32).filter(|&a| register.homes.of(a).is_empty()) {
        objects.entry(register.addresses[a as usize].unit).or_default().push((a, Reason::Loose));
    }
    let kind = |object: BagId| match object.kind() {
        BagKind::Berth => PlaceKind::Berth,
        BagKind::Pitch => PlaceKind::Pitch,
        _ => PlaceKind::Parcel,
    };
    objects
        .into_iter()
        .map(|(object, addresses)| Draft { kind: kind(object), buildings: Vec::new(), addresses, split_from: None })
        .collect()
}

struct Group<'a> {
    register: &'a Register,
    groups: &'a Groups,
    buildings: Vec<u32>,
    addresses: Vec<u32>,
}

impl Group<'_> {
    fn split(&self, drafts: &mut Drafts) {
        let divided = self.divided();
        let (own, rest): (Vec<u32>, Vec<u32>) = self.addresses.iter().partition(|&&a| self.leaves(a, &divided));
        drafts.extend(self.unit_drafts(&own));
        if self.on_park() {
            self.split_by_building(&rest, &divided, drafts);
        } else {
            drafts.push(self.together(&rest, &divided));
        }
    }

    /// Buildings that split into units, with one of the addresses that leave.
    fn divided(&self) -> BTreeMap<u32, u32> {
        let mut units: BTreeMap<u32, Vec<(BagId, bool, u32)>> = BTreeMap::new();
        for &a in &self.addresses {
            let address = &self.register.addresses[a as usize];
            units.entry(self.home(a)).or_default().push((address.unit, address.uses.is_home(), a));
        }
        let several = |(building, mut list): (u32, Vec<(BagId, bool, u32)>)| {
            list.retain(|(_, home, _)| self.register.on_park[building as usize] || !home);
            list.sort_unstable();
            let first = list.iter().map(|unit| unit.2).min()?;
            list.dedup_by_key(|(unit, _, _)| *unit);
            (list.len() > 1).then_some((building, first))
        };
        units.into_iter().filter_map(several).collect()
    }

    fn leaves(&self, address: u32, divided: &BTreeMap<u32, u32>) -> bool {
        let building = self.home(address);
        let home = self.register.addresses[address as usize].uses.is_home();
        divided.contains_key(&building) && (self.register.on_park[building as usize] || !home)
    }

    fn unit_drafts(&self, addresses: &[u32]) -> Vec<Draft> {
        let mut units: BTreeMap<BagId, Vec<(u32, Reason)>> = BTreeMap::new();
        for &a in addresses {
            units.entry(self.register.addresses[a as usize].unit).or_default().push((a, Reason::OwnUnit));
        }
        let draft = |addresses| Draft { kind: PlaceKind::Unit, buildings: Vec::new(), addresses, split_from: None };
        units.into_values().map(draft).collect()
    }

    /// The first building of an address.
    fn home(&self, address: u32) -> u32 {
        self.register.homes.of(address).first().copied().unwrap_or(NONE)
    }

    fn on_park(&self) -> bool {
        let first = self.buildings.iter().find(|&&b| self.register.has_address(b)).or(self.buildings.first());
        first.is_some_and(|&b| self.register.on_park[b as usize])
    }

    /// Off a business park: one place for all that stays.
    fn together(&self, rest: &[u32], divided: &BTreeMap<u32, u32>) -> Draft {
        let lonely = self.addresses.is_empty();
        let buildings = self.buildings.iter().map(|&b| (b, self.reason(b, divided, lonely), self.groups.links[b as usize])).collect();
        let kind = if self.is_yard(divided) { PlaceKind::Yard } else { PlaceKind::Parcel };
        let split_from = divided.values().min().copied().filter(|_| rest.is_empty());
        Draft { kind, buildings, addresses: self.with_reasons(rest), split_from }
    }

    fn is_yard(&self, divided: &BTreeMap<u32, u32>) -> bool {
        let business = || self.addresses.iter().any(|&a| self.register.addresses[a as usize].uses.is_business());
        !divided.is_empty() || business() || self.shed_m2() >= YARD_SHED_M2
    }

    fn shed_m2(&self) -> f32 {
        let sheds = self.buildings.iter().filter(|&&b| !self.register.has_address(b));
        sheds.map(|&b| self.register.buildings[b as usize].area_m2).sum()
    }

    /// On a business park: one place for every building with an address; the others go with the nearest.
    fn split_by_building(&self, rest: &[u32], divided: &BTreeMap<u32, u32>, drafts: &mut Drafts) {
        let mut owners: BTreeMap<u32, Draft> = BTreeMap::new();
        for &a in &self.addresses {
            let building = self.home(a);
            let split_from = divided.get(&building).copied();
            let kind = if split_from.is_some() { PlaceKind::Parcel } else { PlaceKind::Unit };
            owners.entry(building).or_insert(Draft { kind, buildings: Vec::new(), addresses: Vec::new(), split_from });
        }
        if owners.is_empty() {
            drafts.push(self.together(rest, divided));
            return;
        }
        for (a, reason) in self.with_reasons(rest) {
            owners.entry(self.home(a)).and_modify(|draft| draft.addresses.push((a, reason)));
        }
        let heads: Vec<u32> = owners.keys().copied().collect();
        for &b in &self.buildings {
            let (owner, link) = self.owner(b, &heads);
            let reason = link.map_or_else(|| self.reason(b, divided, false), |link| link.how);
            owners.entry(owner).and_modify(|draft| draft.buildings.push((b, reason, link)));
        }
        drafts.extend(owners.into_values());
    }

    /// The head a building goes with: itself, that of its unit, or the nearest.
    fn owner(&self, building: u32, heads: &[u32]) -> (u32, Option<Link>) {
        if heads.binary_search(&building).is_ok() {
            return (building, None);
        }
        if let Some(&address) = self.register.residents.of(building).first() {
            return (self.home(address), None);
        }
        let gap = |head: u32| self.register.gap(building, head, f64::INFINITY).unwrap_or(f64::INFINITY);
        let nearest = heads.iter().map(|&head| (gap(head), head)).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (distance, via) = nearest.unwrap_or((0.0, building));
        (via, Some(Link { via, distance: distance as f32, how: Reason::Joined }))
    }

    fn reason(&self, building: u32, divided: &BTreeMap<u32, u32>, lonely: bool) -> Reason {
        if divided.contains_key(&building) {
            return Reason::Whole;
        }
        if self.register.has_address(building) {
            return Reason::HoldsAddress;
        }
        match self.groups.links[building as usize] {
            Some(link) => link.how,
            None if lonely => Reason::Alone,
            None => Reason::SameParcel,
        }
    }

    fn with_reasons(&self, addresses: &[u32]) -> Vec<(u32, Reason)> {
        let reason = |a: u32| if self.register.by_point[a as usize] { Reason::AtBuilding } else { Reason::InBuilding };
        addresses.iter().map(|&a| (a, reason(a))).collect()
    }
}

/// A yard lies in the countryside; elsewhere it is a parcel.
fn kind(draft: &Draft, countryside: bool) -> PlaceKind {
    if draft.kind == PlaceKind::Yard && !countryside { PlaceKind::Parcel } else { draft.kind }
}

/// Turns drafts into places and members.
struct Writer<'a> {
    register: &'a Register,
    by_point: BoxGrid,
}

impl<'a> Writer<'a> {
    fn new(register: &'a Register) -> Self {
        let points: Vec<_> = register.addresses.iter().map(|a| Some(Bounds::around(a.point, 0.0))).collect();
        Self { register, by_point: BoxGrid::new(&points) }
    }

    fn write(self, drafts: &Drafts) -> Derived {
        let mut order: Vec<(&'static str, BagId, u32)> = (0..drafts.list.len() as u32).map(|at| self.key(drafts, at)).collect();
        order.sort_unstable();
        let mut derived = Derived { places: Vec::with_capacity(order.len()), ..Derived::default() };
        derived.members.reserve(self.register.buildings.len() + self.register.addresses.len());
        for (k, (_, _, at)) in order.into_iter().enumerate() {
            let draft = drafts.get(at);
            derived.places.push(self.place(&draft));
            derived.members.extend(self.members(k as u32, draft));
        }
        derived.cells = self.register.countryside.cells(self.register.points.iter().flatten().copied());
        derived.parcels = self.register.parcels.iter().map(|p| p.code.clone()).collect();
        derived
    }

    /// By what places are put in order: the parts of their id, without writing it down.
    fn key(&self, drafts: &Drafts, at: u32) -> (&'static str, BagId, u32) {
        let draft = drafts.get(at);
        let anchor = self.anchor(&draft);
        let countryside = self.is_countryside(&draft, anchor, self.point(&draft, anchor));
        (kind(&draft, countryside).code(), self.anchor_id(&draft, anchor), at)
    }

    fn is_countryside(&self, draft: &Draft, anchor: Option<u32>, point: RdPoint) -> bool {
        let on_park = draft.buildings.iter().any(|(b, ..)| self.register.on_park[*b as usize])
            || anchor.is_some_and(|a| self.register.homes.of(a).iter().any(|&b| self.register.on_park[b as usize]));
        !on_park && self.register.countryside.holds(point)
    }

    fn place(&self, draft: &Draft) -> Place {
        let anchor = self.anchor(draft);
        let sheds = draft.buildings.iter().filter(|(b, ..)| !self.register.has_address(*b));
        let shed_m2 = sheds.map(|(b, ..)| self.register.buildings[*b as usize].area_m2).sum();
        let point = self.point(draft, anchor);
        let countryside = self.is_countryside(draft, anchor, point);
        let kind = kind(draft, countryside);
        Place {
            id: format!("{}-{}", kind.code(), self.anchor_id(draft, anchor)),
            kind,
            name: self.name(draft, anchor, point, shed_m2),
            point,
            buildings: draft.buildings.len() as u32,
            addresses: draft.addresses.len() as u32,
            shed_m2,
            countryside,
        }
    }

    /// The smallest main address; else the smallest address.
    fn anchor(&self, draft: &Draft) -> Option<u32> {
        let main = draft.addresses.iter().map(|a| a.0).filter(|&a| self.register.addresses[a as usize].main).min();
        main.or_else(|| draft.addresses.iter().map(|a| a.0).min())
    }

    fn anchor_id(&self, draft: &Draft, anchor: Option<u32>) -> BagId {
        match (anchor, draft.buildings.iter().map(|b| b.0).min()) {
            (Some(a), _) => self.register.addresses[a as usize].id,
            (None, Some(b)) => self.register.buildings[b as usize].id,
            (None, None) => unreachable!("a draft has an address or a building"),
        }
    }

    /// The point of the first address; else a point in the largest building; (0, 0) when nothing has an outline.
    fn point(&self, draft: &Draft, anchor: Option<u32>) -> RdPoint {
        if let Some(a) = anchor {
            return self.register.addresses[a as usize].point;
        }
        let area = |b: u32| self.register.buildings[b as usize].area_m2;
        let largest = draft.buildings.iter().map(|b| b.0).max_by(|&a, &b| area(a).total_cmp(&area(b)).then(b.cmp(&a)));
        largest.and_then(|b| self.register.points[b as usize]).unwrap_or(RdPoint::new(0.0, 0.0))
    }

    fn name(&self, draft: &Draft, anchor: Option<u32>, point: RdPoint, shed_m2: f32) -> String {
        if let Some(a) = anchor {
            return self.register.addresses[a as usize].label.to_string();
        }
        if let Some(a) = draft.split_from {
            return format!("Verzamelgebouw {}", self.register.addresses[a as usize].label);
        }
        match self.nearest_address(point) {
            Some((distance, label)) if distance <= BESIDE_M && shed_m2 < SHED_M2 => format!("Schuur bij {label}"),
            Some((distance, label)) if distance <= BESIDE_M => format!("Loods bij {label}"),
            Some((_, label)) => format!("Gebouw zonder adres nabij {label}"),
            None => "Gebouw zonder adres".to_owned(),
        }
    }

    fn nearest_address(&self, point: RdPoint) -> Option<(f64, &str)> {
        let mut near = Vec::new();
        for reach in [BESIDE_M, 4.0 * BESIDE_M, NEAR_M] {
            self.by_point.near(&Bounds::around(point, reach), &mut near);
            let far = |a: u32| self.register.addresses[a as usize].point.distance(point);
            let nearest = near.iter().map(|&a| (far(a), a)).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            if let Some((distance, a)) = nearest.filter(|(distance, _)| *distance <= reach) {
                return Some((distance, &self.register.addresses[a as usize].label));
            }
        }
        None
    }

    fn members(&self, place: u32, mut draft: Draft) -> Vec<Member> {
        draft.buildings.sort_by_key(|b| b.0);
        draft.addresses.sort_by_key(|a| a.0);
        let id = |b: u32| self.register.buildings[b as usize].id;
        let parcel = |b: u32| Some(self.register.parcel_of[b as usize]).filter(|&p| p != NONE);
        let building = |(b, reason, link): (u32, Reason, Option<Link>)| {
            let link = link.filter(|_| matches!(reason, Reason::SameParcel | Reason::Near | Reason::Joined));
            Member {
                place,
                kind: MemberKind::Building,
                id: id(b),
                reason,
                via: link.map(|l| id(l.via)),
                distance_m: link.map(|l| l.distance),
                parcel: parcel(b),
            }
        };
        let address = |(a, reason): (u32, Reason)| {
            let home = self.register.homes.of(a).first().copied();
            Member {
                place,
                kind: MemberKind::Address,
                id: self.register.addresses[a as usize].id,
                reason,
                via: home.map(id),
                distance_m: None,
                parcel: home.and_then(parcel),
            }
        };
        draft.buildings.into_iter().map(building).chain(draft.addresses.into_iter().map(address)).collect()
    }
}

/// Metres to an address within which a building without address is said to be "bij" it.
const BESIDE_M: f64 = 150.0;
/// Metres to an address within which it is said to be "nabij".
const NEAR_M: f64 = 2500.0;
/// Square metres from which a building without address is called "loods".
const SHED_M2: f32 = 500.0;
