//! What is watched in a run: how it ended, on which terms, when, and what happened on the way.

use crate::triggers::Triggers;
use divest_bargain::frontier::Frontier;
use divest_bargain::space::Space;
use divest_core::deal::{Choice, Deal};
use divest_core::effect::Trigger;
use divest_core::event::{AgreementEvent, ChanceEvent, TalksEvent};
use divest_core::id::{IssueId, OutcomeId, SeatId, TalksId};
use divest_core::scenario::{Condition, Lots, Scenario, Setup};
use divest_core::state::ClosedSale;
use divest_core::{Event, State};
use divest_engine::{Played, Recorder};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::sync::Arc;

/// How the steps of a measure's counts become its values: `offset + step * count`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scale {
    /// The value of 0 steps.
    pub offset: i64,
    /// The value of one step; above zero.
    pub step: i64,
}

impl Scale {
    /// The value of so many steps.
    #[must_use]
    pub const fn value(&self, steps: i64) -> i64 {
        self.offset + self.step * steps
    }
}

/// What a measure is a number of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Days since 1970-01-01.
    Date,
    /// Points of a score sheet.
    Points,
    /// So many things.
    Count,
    /// Whatever the issue says, such as `USD million`.
    Of(String),
}

/// A number that some or all runs come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Its name: `date.end`, `terms.price`, `points.oracle`, `gain.oracle`.
    pub name: String,
    /// The words for readers.
    pub title: String,
    /// What it is a number of.
    pub unit: Unit,
    /// How it is counted.
    pub scale: Scale,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    End,
    Agreed,
    Closed,
    Offers,
    Term(IssueId),
    LotTerm(u16, IssueId),
    LotClosed(u16),
    Points(SeatId),
    Gain(SeatId),
    NashDistance,
}

/// Everything that is watched in the runs of a scenario.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The numbers, in the order in which they are told.
    pub measures: Vec<Measure>,
    /// What can happen.
    pub triggers: Triggers,
    /// What may hold at the end.
    pub properties: Vec<Condition>,
}

impl Watch {
    /// What is watched in a scenario, and whether these conditions hold at the end.
    #[must_use]
    pub fn new(scenario: &Arc<Scenario>, properties: Vec<Condition>) -> Self {
        let setup = scenario.setup();
        let plain = Scale { offset: 0, step: 1 };
        // Days are counted from the opening, so that the bins of a sweep of any length stay exact.
        let days = Scale { offset: setup.opens.day(), step: 1 };
        let measure = |name: &str, title: &str, unit, scale, what| Measure {
            name: name.to_owned(),
            title: title.to_owned(),
            unit,
            scale,
            what,
        };
        let mut measures = Vec::new();
        if let Some(lots) = &setup.sale.lots {
            measures.extend(lot_measures(scenario, lots, days));
        }
        let whole = setup.sale.issues.iter().enumerate().filter(|_| setup.sale.lots.is_none());
        for (index, issue) in whole {
            if let Choice::Range { from, step, unit, .. } = &issue.choice {
                let scale = Scale { offset: *from, step: *step };
                let what = What::Term(IssueId::at(index));
                measures.push(measure(
                    &format!("terms.{}", issue.key),
                    &issue.name,
                    Unit::Of(unit.clone()),
                    scale,
                    what,
                ));
            }
        }
        measures.push(measure("date.agreed", "last agreement", Unit::Date, days, What::Agreed));
        measures.push(measure("date.closed", "sale closed", Unit::Date, days, What::Closed));
        measures.push(measure("date.end", "end", Unit::Date, days, What::End));
        measures.push(measure("offers", "offers made", Unit::Count, plain, What::Offers));
        for (kind, what) in [("points", What::Points as fn(SeatId) -> What), ("gain", What::Gain)] {
            for seat in scenario.seats() {
                if let Some(party) = scenario.party(seat).filter(|party| party.sheet.is_some()) {
                    let name = format!("{kind}.{}", party.key);
                    measures.push(measure(&name, &party.name, Unit::Points, plain, what(seat)));
                }
            }
        }
        if setup.sale.lots.is_none() {
            let title = "distance from Nash's deal";
            measures.push(measure("nash_distance", title, Unit::Points, plain, What::NashDistance));
        }
        Self { scenario: Arc::clone(scenario), measures, triggers: Triggers::new(scenario), properties }
    }
}

/// The numbers of each lot: its price and whatever else is a number, and when it was sold.
fn lot_measures(scenario: &Scenario, lots: &Lots, days: Scale) -> Vec<Measure> {
    let setup = scenario.setup();
    let Choice::Options(options) = &scenario.issue(lots.issue).choice else { return Vec::new() };
    let mut measures = Vec::new();
    for lot in lots.singles() {
        let option = &options[usize::from(lot)];
        for (index, issue) in setup.sale.issues.iter().enumerate() {
            if let Choice::Range { from, step, unit, .. } = &issue.choice {
                measures.push(Measure {
                    name: format!("lots.{}.{}", option.key, issue.key),
                    title: format!("{}: {}", option.name, issue.name),
                    unit: Unit::Of(unit.clone()),
                    scale: Scale { offset: *from, step: *step },
                    what: What::LotTerm(lot, IssueId::at(index)),
                });
            }
        }
        measures.push(Measure {
            name: format!("lots.{}.closed", option.key),
            title: format!("{}: sold", option.name),
            unit: Unit::Date,
            scale: days,
            what: What::LotClosed(lot),
        });
    }
    measures
}

/// What was seen in one run.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// How it ended.
    pub outcome: usize,
    /// On which day, counted from the opening.
    pub days: i64,
    /// The sales that closed: one at most, unless the sale is in lots.
    pub sales: Vec<(TalksId, Deal)>,
    /// The measures, in steps; `None` where the run does not come to one.
    pub measures: Vec<Option<i64>>,
    /// What happened: the place of each trigger, once for each time.
    pub happened: Vec<u16>,
    /// What was drawn: the place of each draw.
    pub drawn: Vec<u16>,
    /// Whether each of the conditions holds.
    pub held: Vec<bool>,
}

impl Seen {
    /// The talks in which a lot was sold, if it was.
    #[must_use]
    pub fn buyer_of(&self, setup: &Setup, lot: u16) -> Option<TalksId> {
        let lots = setup.sale.lots.as_ref()?;
        let bit = lots.parts[usize::from(lot)];
        self.sales.iter().find(|(_, deal)| lots.of(deal) & bit != 0).map(|(talks, _)| *talks)
    }
}

/// Watches one run at a time, and keeps its memory from one to the next.
pub struct Witness {
    watch: Arc<Watch>,
    /// What was seen of the run that was just played.
    pub seen: Seen,
    offers: i64,
    agreed: Option<Agreed>,
    frontiers: Vec<Option<(SeatId, Frontier)>>,
}

/// The last agreement, as things stood then.
#[derive(Clone, Copy, Debug)]
struct Agreed {
    talks: TalksId,
    vendor: SeatId,
    day: i64,
    walk_aways: [i64; 2],
}

impl Recorder for Witness {
    type Error = Infallible;
    // They are all drawn in every run.
    const HEARS_NUMBERS: bool = false;

    fn record(&mut self, played: &Played<'_>, state: &State) -> Result<(), Infallible> {
        for event in played.events {
            if let Some(trigger) = Trigger::of(event) {
                self.seen.happened.push(self.watch.triggers.place(trigger) as u16);
            }
            match *event {
                Event::Talks(TalksEvent::OfferMade { .. }) => self.offers += 1,
                Event::Chance(ChanceEvent::Drawn { draw, .. }) => {
                    self.seen.drawn.push(draw.index(&self.watch.scenario) as u16);
                }
                Event::Agreement(AgreementEvent::TermsAgreed { talks, .. }) => self.agreed = Some(agreed(state, talks)),
                _ => {}
            }
        }
        Ok(())
    }
}

fn agreed(state: &State, talks: TalksId) -> Agreed {
    let (vendor, bidder) = (state.vendor_in(talks), state.scenario().talks(talks).bidder);
    let walk_away = |seat| state.walk_away(seat).map_or(0, |points| points.0);
    Agreed { talks, vendor, day: state.now().day(), walk_aways: [walk_away(vendor), walk_away(bidder)] }
}

impl Witness {
    /// Somebody to watch runs.
    #[must_use]
    pub fn new(watch: &Arc<Watch>) -> Self {
        let talks = watch.scenario.setup().sale.talks.len();
        Self { watch: Arc::clone(watch), seen: Seen::default(), offers: 0, agreed: None, frontiers: vec![None; talks] }
    }

    /// Makes ready for the next run.
    pub fn begin(&mut self) {
        self.seen.happened.clear();
        self.seen.drawn.clear();
        self.seen.drawn.extend(0..self.watch.scenario.setup().slots.len() as u16);
        self.offers = 0;
        self.agreed = None;
    }

    /// Takes down how the run ended.
    pub fn end(&mut self, state: &State, outcome: OutcomeId) {
        let closed = state.closed().copied();
        self.seen.outcome = outcome.index();
        self.seen.sales.clear();
        self.seen.sales.extend(state.sales().iter().map(|sale| (sale.talks, sale.deal)));
        let watch = Arc::clone(&self.watch);
        let in_lots = watch.scenario.setup().sale.lots.is_some();
        self.seen.days = state.now().day() - watch.scenario.setup().opens.day();
        self.seen.held.clear();
        self.seen.held.extend(watch.properties.iter().map(|condition| state.meets(condition)));
        self.seen.measures.clear();
        for measure in &watch.measures {
            let steps = match measure.what {
                What::End => Some(state.now().day() - measure.scale.offset),
                What::Agreed => self.agreed.map(|agreed| agreed.day - measure.scale.offset),
                What::Closed => closed.map(|closed| closed.at.day() - measure.scale.offset),
                What::Offers => Some(self.offers),
                What::Term(issue) => closed.map(|closed| i64::from(closed.deal.option(issue))),
                What::LotTerm(lot, issue) => state.sale_of(lot).map(|sale| i64::from(sale.deal.option(issue))),
                What::LotClosed(lot) => state.sale_of(lot).map(|sale| sale.at.day() - measure.scale.offset),
                What::Points(seat) if in_lots => made(state, seat),
                What::Gain(seat) if in_lots => made(state, seat).and_then(|made| Some(made - state.walk_away(seat)?.0)),
                What::Points(seat) => closed.and_then(|closed| points(state, seat, &closed)),
                What::Gain(seat) => {
                    closed.and_then(|closed| Some(points(state, seat, &closed)? - state.walk_away(seat)?.0))
                }
                What::NashDistance => closed.and_then(|closed| self.nash_distance(state, closed.talks, &closed.deal)),
            };
            self.seen.measures.push(steps);
        }
    }

    /// How far, in points, a closed deal lies from Nash's solution between buyer and vendor, as their walk-aways stood when
    /// they agreed: the Euclidean distance, rounded to a whole point. `None` where no efficient deal reached both.
    fn nash_distance(&mut self, state: &State, talks: TalksId, deal: &Deal) -> Option<i64> {
        let agreed = self.agreed.filter(|agreed| agreed.talks == talks)?;
        let seats = [agreed.vendor, state.scenario().talks(talks).bidder];
        let points = |seat| state.sheet(seat).map(|sheet| sheet.score(deal).0);
        let here = [points(seats[0])?, points(seats[1])?];
        let cache = &mut self.frontiers[talks.index()];
        let fits = cache.as_ref().is_some_and(|(vendor, _)| *vendor == agreed.vendor);
        // Which deals are efficient hangs on the score sheets alone, so it is worked out once unless the seed has a say.
        // What a party has bought may change its own, but then the sale is in lots and nothing of this is asked.
        let is_fixed = seats.iter().all(|&seat| state.scenario().fixed_sheet(seat).is_some());
        if !(fits && is_fixed) {
            let frontier = Frontier::new(&Space::of_seats(state, &seats)?).ok()?;
            *cache = Some((agreed.vendor, frontier));
        }
        let (_, frontier) = cache.as_ref()?;
        let nash = nash_of_two(frontier.points(), agreed.walk_aways)?;
        let squares: f64 = (0..2).map(|i| (here[i] - nash[i]) as f64).map(|far| far * far).sum();
        Some(squares.sqrt().round() as i64)
    }
}

/// What a party that keeps a score sheet made of all lots that were sold.
fn made(state: &State, seat: SeatId) -> Option<i64> {
    state.sheet(seat)?;
    state.made(seat).map(|points| points.0)
}

/// What a closed sale is worth to a party that has a part in it.
fn points(state: &State, seat: SeatId, closed: &ClosedSale) -> Option<i64> {
    state.sheet(seat).filter(|_| state.has_part(seat, closed.talks))?;
    state.worth(seat, closed.talks, &closed.deal).map(|points| points.0)
}

/// Nash's solution for two: the efficient point with the largest product of gains, the first of equals. It is
/// [`divest_bargain::fair::nash`] without the generality, since a sweep asks for it in every run that ends in a sale.
fn nash_of_two<'a>(points: impl Iterator<Item = &'a [i64]>, walk_aways: [i64; 2]) -> Option<[i64; 2]> {
    let mut best: Option<(i128, [i64; 2])> = None;
    for point in points {
        let gains = [point[0] - walk_aways[0], point[1] - walk_aways[1]];
        if gains[0] < 0 || gains[1] < 0 {
            continue;
        }
        let product = i128::from(gains[0]) * i128::from(gains[1]);
        if best.is_none_or(|(most, _)| product > most) {
            best = Some((product, [point[0], point[1]]));
        }
    }
    best.map(|(_, point)| point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use divest_bargain::fair::{Measure, nash};

    #[test]
    fn nash_of_two_is_the_solution_of_theory() {
        let mut dice = 7_u64;
        let mut next = |n: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % n
        };
        for _ in 0..200 {
            // A frontier falls in its second party as it rises in its first.
            let (mut a, mut b) = (1000, 0);
            let points: Vec<Vec<i64>> = (0..20)
                .map(|_| {
                    a -= 1 + next(30) as i64;
                    b += 1 + next(30) as i64;
                    vec![a, b]
                })
                .collect();
            let walk_aways = [400 + next(300) as i64, next(200) as i64];
            let feasible: Vec<&[i64]> =
                points.iter().map(Vec::as_slice).filter(|p| p[0] >= walk_aways[0] && p[1] >= walk_aways[1]).collect();
            let ours = nash_of_two(points.iter().map(Vec::as_slice), walk_aways);
            let Some(measure) = Measure::new(walk_aways.to_vec(), &feasible) else {
                assert_eq!(ours, None);
                continue;
            };
            let theirs = nash(&measure, &feasible, &[1, 1]);
            let ours = ours.unwrap();
            // Where nobody can gain, theory leaves parties out and any point has the product 0.
            if feasible.iter().any(|p| p[0] > walk_aways[0] && p[1] > walk_aways[1]) {
                assert!(theirs.iter().any(|&i| feasible[i] == ours), "{ours:?} in {feasible:?}");
            }
        }
    }
}
