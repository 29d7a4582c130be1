// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! One match as a question: the row beside what it may be about, what else it may be about, and why.

use erf_accounts::People;
use erf_base::{Evidence, RdPoint, Scope};
use erf_spatial::Bounds;
use erf_store::Tx;
use erf_web::{Caller, Waterfall, WebError};
use serde::Serialize;

use super::{
    compare::{self, Known, Line},
    in_short,
    row::{self, CandidateView, JudgementView},
    view::{self, MapView, Said},
};
use crate::{
    ground::label,
    model::DeliveryId,
    opinions::{self, Opinion},
    store::{
        deliveries::{self, own},
        facts::{
            InUse, places,
            rows::{self, JudgementRow, MatchedRow},
        },
    },
    verdict::{Candidate, Verdict},
};

/// More would make one question a list.
const MOST_OTHERS: usize = 6;

/// What the page shows of a match.
#[derive(Serialize)]
pub struct Question {
    /// The delivery, as written in addresses.
    pub delivery: String,
    /// The row.
    pub seq: i64,
    delivery_name: String,
    holder: String,
    kind: String,
    date: Option<String>,
    sheet: String,
    row_number: i64,
    said: Vec<Said>,
    row_href: String,
    target_kind: String,
    target_id: String,
    target_label: String,
    target_href: Option<String>,
    lines: Vec<Line>,
    distance: Option<f64>,
    precision: Option<f64>,
    probability: f64,
    /// Why it looks right or not, in one sentence.
    short: Option<String>,
    waterfall: Option<Waterfall>,
    others: Vec<CandidateView>,
    /// All that may be meant beside each other; empty when there is one.
    rivals: Vec<Rival>,
    zero: f64,
    decision: String,
    open: bool,
    /// How often this match was judged and taken back: says whether somebody else was first.
    stand: String,
    judgements: Vec<JudgementView>,
    /// Somebody else judged, and what they said stays hidden until this reader has judged.
    blind: bool,
    /// People contradict each other, or did: the answer that ends it is asked.
    ends: bool,
    /// Somebody ended it.
    ended: bool,
    map: Option<MapView>,
}

/// A bar on the scale that all that may be meant shares. Positions are hundredths of the drawing's width.
#[derive(Debug, PartialEq, Serialize)]
struct Rival {
    label: String,
    weight: f64,
    x: f64,
    width: f64,
    chosen: bool,
}

/// A match with what people said of it, as one reader may see it.
pub struct Pair {
    /// The row.
    pub row: MatchedRow,
    /// What was considered, best first.
    pub candidates: Vec<Candidate>,
    /// What was said, also what was taken back; empty for who judges blind.
    pub judgements: Vec<JudgementRow>,
    /// Whether the reader judges blind.
    pub blind: bool,
    stand: String,
    opinions: Vec<Opinion>,
}

impl Pair {
    /// One match in scope, as this reader may see it: who is asked for a second opinion sees it as if nobody had judged.
    pub async fn of(caller: &Caller, tx: &mut Tx, scope: &Scope, id: DeliveryId, seq: i64) -> Result<Option<Self>, WebError> {
        let Some(row) = rows::matched(tx, scope, id, seq).await? else { return Ok(None) };
        let candidates: Vec<Candidate> = serde_json::from_str(&row.candidates).unwrap_or_default();
        let judgements = rows::judgements(tx, &row).await?;
        let opinions = opinions(&judgements);
        let blind = opinions::blind(id.0, seq, &opinions, &caller.ctx.actor.id);
        let stand = stand(&judgements);
        let pair = Self { row, candidates, judgements, blind, stand, opinions };
        Ok(Some(if blind { pair.veiled() } else { pair }))
    }

    fn veiled(mut self) -> Self {
        self.judgements.clear();
        "twijfel".clone_into(&mut self.row.decision);
        let best = self.candidates.first();
        self.row.target_kind = best.map(|c| c.target_kind.clone());
        self.row.target_id = best.map(|c| c.target_id.clone());
        self.row.place = best.and_then(|c| c.place.clone());
        self.row.probability = best.map_or(0.0, |c| c.evidence.probability());
        self.opinions.clear();
        self
    }

    /// What the question is about: what holds now, or else what came nearest.
    fn target(&self) -> Option<&Candidate> {
        let holds = self.row.target_kind.as_deref().zip(self.row.target_id.as_deref());
        holds.and_then(|(kind, id)| self.candidates.iter().find(|c| c.is(kind, id))).or_else(|| self.candidates.first())
    }
}

/// What was said and not taken back.
pub fn opinions(judgements: &[JudgementRow]) -> Vec<Opinion> {
    let standing = judgements.iter().filter(|j| j.undone_at.is_none());
    let opinion = |j: &JudgementRow| Opinion {
        by: j.actor.clone(),
        verdict: Verdict::of(&j.verdict, j.target_kind.clone(), j.target_id.clone()),
        ends: j.ends,
    };
    standing.map(opinion).collect()
}

/// How often a match was judged and taken back.
pub fn stand(judgements: &[JudgementRow]) -> String {
    format!("{}.{}", judgements.len(), judgements.iter().filter(|j| j.undone_at.is_some()).count())
}

/// The judgement that somebody would take back: the last of their own, or else the last of anybody.
pub fn to_undo(judgements: &[JudgementRow], who: &str) -> Option<i64> {
    let standing = || judgements.iter().rev().filter(|j| j.undone_at.is_none());
    standing().find(|j| j.actor == who).or_else(|| standing().next()).map(|j| j.turn)
}

/// A match as a question; nothing when it is not in scope.
pub async fn question(
    caller: &Caller,
    tx: &mut Tx,
    scope: &Scope,
    (id, seq): (DeliveryId, i64),
    with_map: bool,
) -> Result<Option<Question>, WebError> {
    let Some(pair) = Pair::of(caller, tx, scope, id, seq).await? else { return Ok(None) };
    let Some(from) = deliveries::any(tx, id).await? else { return Ok(None) };
    let it = &pair.row;
    let views: Vec<CandidateView> = pair.candidates.iter().map(|c| row::candidate(caller, c, it)).collect();
    let fields = view::object(&it.fields);
    let target = pair.target();
    let (known, at) = match target {
        Some(target) => known(tx, own(scope), target).await?,
        None => (Known::default(), None),
    };
    let coordinate = |name: &str| fields.get(name).and_then(|v| v.as_str()).and_then(|text| text.parse::<f64>().ok());
    let here = coordinate("x").zip(coordinate("y")).map(|(x, y)| RdPoint::new(x, y));
    let map = if with_map { map(caller, tx, &pair, at, here).await? } else { None };
    let (rivals, zero) = rivals(&pair.candidates, target);
    let differ = opinions::contradict(&pair.opinions);
    let people = People::known(tx).await?;
    Ok(Some(Question {
        delivery: id.to_string(),
        seq,
        row_href: view::row_address(it.delivery, it.seq),
        lines: target.map(|t| compare::lines(&fields, &t.target_kind, &known)).unwrap_or_default(),
        distance: here.zip(at).map(|(a, b)| a.distance(b)),
        precision: it.precision_m,
        said: view::all_fields(&it.fields).into_iter().chain(view::all_attributes(&it.attributes)).collect(),
        target_kind: target.map(|t| t.target_kind.clone()).unwrap_or_default(),
        target_id: target.map(|t| t.target_id.clone()).unwrap_or_default(),
        target_label: target.map(|t| t.label.clone()).unwrap_or_default(),
        target_href: views.iter().find(|v| v.chosen()).and_then(CandidateView::address),
        short: target.map(|t| in_short::of_match(caller, &t.evidence)).transpose()?,
        waterfall: target.map(|t| view::drawn(caller, t.evidence.clone())),
        probability: target.map_or(it.probability, |t| t.evidence.probability()),
        others: views.into_iter().filter(|v| !v.chosen()).take(MOST_OTHERS).collect(),
        open: it.decision == "twijfel",
        ended: opinions::ended(&pair.opinions),
        ends: differ,
        judgements: pair.judgements.iter().cloned().map(|j| row::said(j, &pair.candidates, &people)).collect(),
        date: it.event_date.and_then(view::iso),
        kind: it.kind.clone(),
        sheet: it.sheet.clone(),
        row_number: it.row_number,
        decision: it.decision.clone(),
        delivery_name: from.name,
        holder: from.holder,
        blind: pair.blind,
        stand: pair.stand.clone(),
        rivals,
        zero,
        map,
    }))
}

/// The bars of all that may be meant, from one zero on one scale, and where that zero is.
fn rivals(candidates: &[Candidate], target: Option<&Candidate>) -> (Vec<Rival>, f64) {
    let shown = &candidates[..candidates.len().min(MOST_OTHERS + 1)];
    if shown.len() < 2 {
        return (Vec::new(), 0.0);
    }
    let total = |evidence: &Evidence| evidence.total();
    let (low, high) = shown.iter().map(|c| total(&c.evidence)).fold((0.0_f64, 0.0_f64), |(low, high), t| (low.min(t), high.max(t)));
    let scale = 100.0 / (high - low).max(1e-9);
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let rival = |c: &Candidate| {
        let weight = total(&c.evidence);
        Rival {
            label: c.label.clone(),
            weight,
            x: rounded((weight.min(0.0) - low) * scale),
            width: rounded(weight.abs() * scale),
            chosen: target.is_some_and(|target| target.is(&c.target_kind, &c.target_id)),
        }
    };
    (shown.iter().map(rival).collect(), rounded(-low * scale))
}

/// The place that may be meant on the map, with the point of the row. Nothing when it is no place this reader may open.
async fn map(caller: &Caller, tx: &mut Tx, pair: &Pair, at: Option<RdPoint>, here: Option<RdPoint>) -> Result<Option<MapView>, WebError> {
    let scope = caller.ctx.permit(erf_base::Permission::ReadPlaces)?;
    let usable = InUse::of(tx, &scope, caller.ctx.clock.today()).await?;
    let Some(id) = pair.target().and_then(|target| target.place.as_deref()) else { return Ok(None) };
    let Some(place) = places::lookup(tx, &usable, id).await? else { return Ok(None) };
    let at = at.unwrap_or(RdPoint::new(place.x, place.y));
    let version = usable.version(tx).await?;
    Ok(Some(MapView::around(id, at, version).with_point(here, at)))
}

/// What the register knows of a candidate, and where it lies.
async fn known(tx: &mut Tx, own: i64, target: &Candidate) -> Result<(Known, Option<RdPoint>), WebError> {
    let mut known = Known { label: target.label.clone(), id: target.target_id.clone(), ..Known::default() };
    let mut at = None;
    if let ("address", Ok(id)) = (target.target_kind.as_str(), target.target_id.parse())
        && let Some(found) = places::address(tx, own, id).await?
    {
        known.number = label("", found.number, found.letter.as_deref(), found.suffix.as_deref()).trim().to_owned();
        (known.street, known.town) = (found.street, found.town);
        known.postcode = found.postcode.unwrap_or_default();
        at = Some(RdPoint::new(found.x, found.y));
    } else if let ("building", Ok(id)) = (target.target_kind.as_str(), target.target_id.parse()) {
        at = places::of_building(tx, own, id).await?.map(|(_, x, y)| RdPoint::new(x, y));
    }
    Ok((known, at))
}

impl MapView {
    /// The same map with the point of a row; it shows both when they lie within a few kilometres.
    fn with_point(self, point: Option<RdPoint>, place: RdPoint) -> Self {
        const AROUND_M: f64 = 180.0;
        const MOST_M: f64 = 5_000.0;
        let Some(point) = point.filter(|point| point.distance(place) <= MOST_M) else { return self };
        self.pointing_at(point, Bounds::around(place, AROUND_M).union(Bounds::around(point, AROUND_M)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str, bits: f64) -> Candidate {
        Candidate {
            target_kind: "address".into(),
            target_id: id.into(),
            label: id.into(),
            place: None,
            municipality: None,
            evidence: Evidence::starting_at(bits),
        }
    }

    #[test]
    fn rivals_stand_on_one_scale_from_one_zero() {
        let candidates = [candidate("a", 6.0), candidate("b", 3.0), candidate("c", -2.0)];
        let (bars, zero) = rivals(&candidates, candidates.get(1));
        assert_eq!(zero, 25.0);
        let drawn: Vec<(f64, f64, bool)> = bars.iter().map(|bar| (bar.x, bar.width, bar.chosen)).collect();
        assert_eq!(drawn, [(25.0, 75.0, false), (25.0, 37.5, true), (0.0, 25.0, false)]);
    }

    #[test]
    fn one_candidate_has_no_rivals() {
        let candidates = [candidate("a", 6.0)];
        assert_eq!(rivals(&candidates, candidates.first()), (Vec::new(), 0.0));
    }
}
