//! Deciding: a command becomes the one event that it is about, or is refused with a reason. Pure.
//!
//! One match routes, small rules decide. What follows from the event by the scenario's rules is `turn.rs`'s.

mod courts;

pub use courts::losers;
pub(crate) use courts::ruled;
use courts::{appeal, decide_appeal, move_court, rule, sue, withdraw};

use crate::auction;
use crate::chance::DrawId;
use crate::coalition;
use crate::command::Command;
use crate::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use crate::conference;
use crate::deal::Deal;
use crate::decree::Status;
use crate::event::Event;
use crate::event::{
    AgreementEvent, ChanceEvent, ConsortiumEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent, WorldEvent,
};
use crate::id::{DecreeId, IssueId, ReviewId, SeatId, SellerId, SignalId, TalksId};
use crate::rejection::Rejection;
use crate::rejection::{
    AgreementRejection, AuctionRejection, ChanceRejection, ConferenceRejection, ConsortiumRejection, DecreeRejection,
    ReviewRejection, TalksRejection,
};
use crate::scenario::{DeadlineSpec, Extension, Role};
use crate::state::{Agreement, ReviewStatus, State, TalksStatus};
use crate::units::{Instant, Ppm, Span};

/// What a seat's command comes to.
///
/// # Errors
/// The reason for which it is refused.
pub fn decide(state: &State, seat: SeatId, command: &Command) -> Result<Event, Rejection> {
    admit(state, command)?;
    match *command {
        Command::Run(command) => decide_run(state, seat, command),
        Command::Chance(command) => match command {
            ChanceCommand::Draw { draw, raw } => draw_number(state, seat, draw, raw),
            ChanceCommand::Settle { draw, result } => settle(state, seat, draw, result),
        },
        Command::Decree(command) => match command {
            DecreeCommand::Issue { decree } => issue(state, seat, decree),
            DecreeCommand::ExtendDeadline { decree, days } => extend(state, seat, decree, days),
            DecreeCommand::DenyExtension { decree } => deny(state, seat, decree),
            DecreeCommand::Revoke { decree } => revoke(state, seat, decree),
            DecreeCommand::Enforce { decree } => enforce(state, seat, decree),
            DecreeCommand::RequestExtension { decree } => request(state, seat, decree),
            DecreeCommand::SuspendEnforcement { decree, days } => suspend(state, seat, decree, days),
        },
        Command::Review(command) => match command {
            ReviewCommand::Approve { review, talks } => approve(state, seat, review, talks),
            ReviewCommand::Block { review, talks, objection } => block(state, seat, review, talks, objection),
        },
        Command::Talks(command) => match command {
            TalksCommand::Open { talks } => open_talks(state, seat, talks),
            TalksCommand::MakeOffer { talks, deal } => offer(state, seat, talks, deal),
            TalksCommand::AcceptOffer { talks } => accept(state, seat, talks),
            TalksCommand::End { talks } => end_talks(state, seat, talks),
        },
        Command::Agreement(command) => match command {
            AgreementCommand::Sign { talks } => sign(state, seat, talks),
            AgreementCommand::Drop { talks } => drop_agreement(state, seat, talks),
            AgreementCommand::RefuseToSign { talks, objection } => refuse_to_sign(state, seat, talks, objection),
            AgreementCommand::SpinOff { talks, deal } => spin_off(state, seat, talks, deal),
        },
        Command::Consortium(command) => match command {
            ConsortiumCommand::Join { talks } => join(state, seat, talks),
            ConsortiumCommand::Leave { talks } => leave(state, seat, talks),
            ConsortiumCommand::Invite { backer } => coalition::invite(state, seat, backer),
            ConsortiumCommand::DeclineInvitation { talks } => coalition::decline_invitation(state, seat, talks),
            ConsortiumCommand::ProposeMerger { into } => coalition::propose(state, seat, into),
            ConsortiumCommand::AcceptMerger { talks } => coalition::accept(state, seat, talks),
            ConsortiumCommand::DeclineMerger { talks } => coalition::decline(state, seat, talks),
        },
        Command::Court(command) => match command {
            CourtCommand::FileSuit { suit } => sue(state, seat, suit),
            CourtCommand::WithdrawSuit { suit } => withdraw(state, seat, suit),
            CourtCommand::FileMotion { motion } => move_court(state, seat, motion),
            CourtCommand::Rule { motion, ruling } => rule(state, seat, motion, ruling),
            CourtCommand::FileAppeal { motion } => appeal(state, seat, motion),
            CourtCommand::DecideAppeal { motion, decision } => decide_appeal(state, seat, motion, decision),
        },
        Command::World(WorldCommand::Say { signal }) => say(state, seat, signal),
        Command::Conference(command) => match command {
            ConferenceCommand::TableText { deal } => conference::table(state, seat, deal),
            ConferenceCommand::Vote { ballot } => conference::vote(state, seat, ballot),
        },
        Command::Auction(command) => match command {
            AuctionCommand::Open => auction::open(state, seat),
            AuctionCommand::Bid { option } => auction::bid(state, seat, option),
            AuctionCommand::Pass => auction::pass(state, seat),
        },
    }
}

fn decide_run(state: &State, seat: SeatId, command: RunCommand) -> Result<Event, Rejection> {
    owned_by(seat, SeatId::CLOCK)?;
    match command {
        RunCommand::SeatOccupant { seat: taken, occupant } => {
            let is_party = taken.index() >= SeatId::FIRST_PARTY && taken.index() < state.scenario().seat_count();
            if is_party { Ok(RunEvent::SeatTaken { seat: taken, occupant }.into()) } else { Err(Rejection::NotAParty) }
        }
        RunCommand::Open => Ok(RunEvent::Opened { at: state.scenario().setup().opens }.into()),
        RunCommand::AdvanceTo { at } => advance(state, at),
    }
}

/// Whether anything of the kind may be commanded now at all.
fn admit(state: &State, command: &Command) -> Result<(), Rejection> {
    if state.outcome().is_some() {
        return Err(Rejection::RunIsOver);
    }
    if matches!(command, Command::Run(RunCommand::SeatOccupant { .. })) {
        return Ok(());
    }
    let is_draw =
        matches!(command, Command::Chance(ChanceCommand::Draw { .. }) | Command::Chance(ChanceCommand::Settle { .. }));
    if state.waiting_draw().is_some() && !is_draw {
        return Err(if state.is_open() { Rejection::NatureFirst } else { Rejection::ValuesNotDrawn });
    }
    match (state.is_open(), matches!(command, Command::Run(RunCommand::Open))) {
        (true, true) => Err(Rejection::AlreadyOpen),
        (false, false) if !is_draw => Err(Rejection::NotOpenYet),
        _ => Ok(()),
    }
}

pub(crate) fn owned_by(seat: SeatId, owner: SeatId) -> Result<(), Rejection> {
    if seat == owner { Ok(()) } else { Err(Rejection::NotYours { owner }) }
}

/// The thing with this place in its table, or the reason that there is none.
fn known<T>(table: &[T], index: usize) -> Result<&T, Rejection> {
    table.get(index).ok_or(Rejection::NoSuchThing)
}

// --- the clock and nature

fn advance(state: &State, at: Instant) -> Result<Event, Rejection> {
    if at < state.now() {
        return Err(Rejection::ClockBackwards { now: state.now() });
    }
    // A jump stops at what falls due on the way, so that everything happens on its own date.
    Ok(Event::Run(RunEvent::TimeAdvanced { to: at.min(state.next_due()).max(state.now()) }))
}

fn waits(state: &State, seat: SeatId, draw: DrawId) -> Result<(), Rejection> {
    owned_by(seat, SeatId::NATURE)?;
    if state.waiting_draw() == Some(draw) { Ok(()) } else { Err(Rejection::Chance(ChanceRejection::NotWaiting)) }
}

fn draw_number(state: &State, seat: SeatId, draw: DrawId, raw: u64) -> Result<Event, Rejection> {
    waits(state, seat, draw)?;
    let scenario = state.scenario();
    let probability = match draw {
        DrawId::Value(_) => Ppm::ZERO,
        DrawId::Chance(id) => state.probability(&scenario.chance(id).results[0].probability),
        DrawId::Ruling(id) => state.probability(&scenario.motion(id).granted),
        DrawId::Appeal(id) => {
            let appeal = scenario.motion(id).appeal.as_ref().ok_or(Rejection::NoSuchThing)?;
            state.probability(&appeal.reversed)
        }
        DrawId::Deadline(id) => state.probability(&scenario.decree(id).at_deadline[0].probability),
    };
    Ok(Event::Chance(ChanceEvent::Drawn { draw, raw, probability }))
}

fn settle(state: &State, seat: SeatId, draw: DrawId, result: i64) -> Result<Event, Rejection> {
    waits(state, seat, draw)?;
    if draw.allows(state.scenario(), result) {
        Ok(Event::Chance(ChanceEvent::Settled { draw, result }))
    } else {
        Err(Rejection::Chance(ChanceRejection::NoSuchResult))
    }
}

// --- decrees

/// The event of a decree's issue, its deadline worked out from the day of issue.
pub(crate) fn issued(state: &State, decree: DecreeId) -> Event {
    let scenario = state.scenario();
    let spec = scenario.decree(decree);
    let day = spec.issue_day.map_or(state.now().day(), |day| state.value(day)).min(state.now().day());
    let is_older = state.now() == scenario.setup().opens && day < state.now().day();
    let issued_at = if is_older { Instant::start_of_day(day).at_hour(9) } else { state.now() };
    let deadline = spec.deadline.map(|deadline| match deadline {
        DeadlineSpec::On(day) => Instant::start_of_day(state.value(day)).end_of_day(),
        DeadlineSpec::After { count, unit } => {
            let due = issued_at.plus(Span { count: u32::try_from(state.value(count)).unwrap_or(0), unit });
            if unit == crate::units::SpanUnit::Hours { due } else { due.end_of_day() }
        }
    });
    // A date that is already past when the decree comes out falls due at once.
    Event::Decree(DecreeEvent::Issued { decree, issued_at, deadline: deadline.map(|due| due.max(state.now())) })
}

fn issue(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        Status::Pending => {}
        status => return Err(Rejection::Decree(DecreeRejection::StatusIs { status })),
    }
    if let Some(parent) = spec.implements {
        let status = state.decree(parent).status();
        if !status.is_live() || status == Status::Enjoined {
            return Err(Rejection::Decree(DecreeRejection::ParentIs { status }));
        }
    }
    Ok(issued(state, decree))
}

fn extension_of(state: &State, decree: DecreeId) -> Result<&Extension, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    spec.extension.as_ref().ok_or(Rejection::Decree(DecreeRejection::NotExtendable))
}

pub(crate) fn extend(state: &State, seat: SeatId, decree: DecreeId, days: u16) -> Result<Event, Rejection> {
    let extension = extension_of(state, decree)?;
    owned_by(seat, extension.authority)?;
    let decree_state = state.decree(decree);
    // A date that has merely gone by may be revived, as one was on 13 November 2020.
    match decree_state.standing {
        Status::Issued | Status::Extended | Status::Lapsed => {}
        _ => {
            return Err(Rejection::Decree(DecreeRejection::StatusIs { status: decree_state.status() }));
        }
    }
    let old = decree_state.last_date().ok_or(Rejection::Decree(DecreeRejection::NoDeadline))?;
    if days == 0 {
        return Err(Rejection::Decree(DecreeRejection::ZeroDays));
    }
    if extension.once && decree_state.extended_days() > 0 {
        return Err(Rejection::Decree(DecreeRejection::ExtendedBefore));
    }
    // Not one condition: chains of `let` need a newer compiler than foreign machines have.
    if let Some(stage) = extension.needs {
        if state.stage_under(decree) < Some(stage) {
            return Err(Rejection::Decree(DecreeRejection::DealNotFarEnough { stage }));
        }
    }
    let days_left = state.value(extension.days_max) - decree_state.extended_days();
    if i64::from(days) > days_left {
        return Err(Rejection::Decree(DecreeRejection::ExtensionCap { days_left }));
    }
    let to = old.plus(Span::days(u32::from(days)));
    if to <= state.now() {
        return Err(Rejection::Decree(DecreeRejection::NoDeadline));
    }
    Ok(Event::Decree(DecreeEvent::DeadlineExtended { decree, to, days }))
}

/// The moment until which enforcement is suspended that is suspended now for so many days.
pub(crate) fn suspended_to(state: &State, days: i64) -> Instant {
    state.now().plus(Span::days(u32::try_from(days).unwrap_or(0))).end_of_day()
}

fn suspend(state: &State, seat: SeatId, decree: DecreeId, days: u16) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    let suspension = spec.suspension.as_ref().ok_or(Rejection::Decree(DecreeRejection::NotSuspendable))?;
    owned_by(seat, suspension.authority)?;
    match state.decree(decree).status() {
        Status::Issued | Status::Extended | Status::InForce | Status::Suspended | Status::Lapsed => {}
        status => return Err(Rejection::Decree(DecreeRejection::StatusIs { status })),
    }
    if days == 0 {
        return Err(Rejection::Decree(DecreeRejection::ZeroDays));
    }
    let days_max = state.value(suspension.days_max);
    if i64::from(days) > days_max {
        return Err(Rejection::Decree(DecreeRejection::ExtensionCap { days_left: days_max }));
    }
    Ok(Event::Decree(DecreeEvent::EnforcementSuspended { decree, to: suspended_to(state, i64::from(days)) }))
}

fn request(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    extension_of(state, decree)?;
    let vendors = || state.scenario().sellers_under(decree).map(|seller| state.vendor_for(seller));
    let is_target = || state.scenario().party(seat).is_some_and(|p| p.role == Role::Target);
    if !vendors().any(|vendor| vendor == seat) && !is_target() {
        return Err(Rejection::NotYours { owner: vendors().next().unwrap_or(state.vendor()) });
    }
    let decree_state = state.decree(decree);
    if !decree_state.status().is_live() {
        return Err(Rejection::Decree(DecreeRejection::StatusIs { status: decree_state.status() }));
    }
    if decree_state.deadline().is_none() {
        return Err(Rejection::Decree(DecreeRejection::NoDeadline));
    }
    if decree_state.request_open() {
        return Err(Rejection::Decree(DecreeRejection::RequestIsOpen));
    }
    Ok(Event::Decree(DecreeEvent::ExtensionRequested { decree, by: seat }))
}

fn deny(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let extension = extension_of(state, decree)?;
    owned_by(seat, extension.authority)?;
    if state.decree(decree).request_open() {
        Ok(Event::Decree(DecreeEvent::ExtensionDenied { decree }))
    } else {
        Err(Rejection::Decree(DecreeRejection::NoRequestOpen))
    }
}

fn revoke(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        status @ (Status::Pending | Status::Satisfied | Status::Enforced | Status::Revoked | Status::Annulled) => {
            Err(Rejection::Decree(DecreeRejection::StatusIs { status }))
        }
        _ => Ok(Event::Decree(DecreeEvent::Revoked { decree })),
    }
}

fn enforce(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        Status::InForce | Status::Lapsed => Ok(Event::Decree(DecreeEvent::Enforced { decree })),
        status => Err(Rejection::Decree(DecreeRejection::StatusIs { status })),
    }
}

// --- the sale

fn open_talks(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().sale.talks, talks.index())?;
    owned_by(seat, spec.bidder)?;
    if state.is_over(talks) {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    if state.scenario().is_spin_off(talks) {
        return Err(Rejection::Talks(TalksRejection::HoldersAreNotAsked));
    }
    match state.talks(talks).status() {
        TalksStatus::NotYet => Ok(Event::Talks(TalksEvent::Opened { talks })),
        TalksStatus::Open => Err(Rejection::Talks(TalksRejection::AlreadyOpened)),
        TalksStatus::Ended => Err(Rejection::Talks(TalksRejection::NotOpen)),
    }
}

/// Whose turn it is in open talks, when no agreement stands in the way; and whose it is not.
#[inline]
fn turn_in(state: &State, seat: SeatId, talks: TalksId) -> Result<SeatId, Rejection> {
    let bidder = known(&state.scenario().setup().sale.talks, talks.index())?.bidder;
    let vendor = state.vendor_in(talks);
    if seat != bidder && seat != vendor {
        return Err(Rejection::NotYours { owner: bidder });
    }
    if state.talks(talks).status() != TalksStatus::Open || state.is_over(talks) {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    if state.agreement_on(talks).is_some() {
        return Err(Rejection::Agreement(AgreementRejection::Stands));
    }
    if state.is_at_conference(talks) {
        return Err(Rejection::Conference(ConferenceRejection::IsOn));
    }
    if state.is_auctioned(talks) {
        return Err(Rejection::Auction(AuctionRejection::IsOn));
    }
    let (turn, other) = if state.table(talks).bidder_to_move { (bidder, vendor) } else { (vendor, bidder) };
    if seat == turn {
        Ok(other)
    } else if state.is_overdue(talks) {
        // Who waits in vain may speak again.
        Ok(turn)
    } else {
        Err(Rejection::NotYourTurn { turn })
    }
}

/// When an answer given `pace` days after now falls due.
pub(crate) fn reply_due(state: &State, talks: TalksId) -> Instant {
    let pace = state.value(state.scenario().talks(talks).pace_days).max(0);
    let at = state.now().plus(Span::days(u32::try_from(pace).unwrap_or(u32::MAX))).at_hour(11);
    at.max(state.now())
}

fn offer(state: &State, seat: SeatId, talks: TalksId, deal: Deal) -> Result<Event, Rejection> {
    let to = turn_in(state, seat, talks)?;
    if !state.scenario().has_deal(&deal) {
        return Err(Rejection::Talks(TalksRejection::NoSuchOption));
    }
    state.allows(talks, &deal)?;
    Ok(Event::Talks(TalksEvent::OfferMade { talks, by: seat, to, deal, reply_due: reply_due(state, talks) }))
}

fn accept(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let other = turn_in(state, seat, talks)?;
    let table = state.table(talks);
    let theirs = if other == state.scenario().talks(talks).bidder { table.bidder_offer } else { table.seller_offer };
    let deal = theirs.ok_or(Rejection::Talks(TalksRejection::NoOffer))?;
    state.allows(talks, &deal)?;
    Ok(Event::Agreement(AgreementEvent::TermsAgreed { talks, deal }))
}

fn spin_off(state: &State, seat: SeatId, talks: TalksId, deal: Deal) -> Result<Event, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    if !state.scenario().is_spin_off(talks) {
        return Err(Rejection::Talks(TalksRejection::NotToHolders));
    }
    owned_by(seat, state.vendor_in(talks))?;
    if state.is_over(talks) {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    if state.agreement_on(talks).is_some() {
        return Err(Rejection::Agreement(AgreementRejection::Stands));
    }
    if state.is_auctioned(talks) {
        return Err(Rejection::Auction(AuctionRejection::IsOn));
    }
    if !state.scenario().has_deal(&deal) {
        return Err(Rejection::Talks(TalksRejection::NoSuchOption));
    }
    state.allows(talks, &deal)?;
    Ok(Event::Agreement(AgreementEvent::SpinOffPlanned { talks, deal }))
}

fn end_talks(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().sale.talks, talks.index())?;
    if seat != spec.bidder && seat != state.vendor_in(talks) {
        return Err(Rejection::NotYours { owner: spec.bidder });
    }
    if state.talks(talks).status() != TalksStatus::Open || state.is_over(talks) {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    if state.agreement_in(talks).is_some() {
        return Err(Rejection::Agreement(AgreementRejection::Stands));
    }
    if state.bid_binds(talks) {
        return Err(Rejection::Auction(AuctionRejection::BidStands));
    }
    Ok(Event::Talks(TalksEvent::Ended { talks, by: seat }))
}

/// The talks with a seller whose bid a party backs.
fn bid_of(state: &State, backer: SeatId, seller: SellerId) -> Option<TalksId> {
    let mut talks = (0..state.talks.len()).map(TalksId::at);
    talks.find(|&talks| state.talks(talks).backers().has(backer) && state.scenario().seller_of(talks) == seller)
}

fn join(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().sale.talks, talks.index())?;
    let backings = &state.scenario().setup().sale.backings;
    let place = backings.iter().position(|backing| backing.backer == seat && backing.talks == talks);
    let place = place.ok_or(Rejection::NotYours { owner: spec.bidder })?;
    if state.talks(talks).status() != TalksStatus::Open || state.is_over(talks) {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    if bid_of(state, seat, state.scenario().seller_of(talks)).is_some() {
        return Err(Rejection::Consortium(ConsortiumRejection::AlreadyInABid));
    }
    if !coalition::may_back(state, place) {
        return Err(Rejection::Consortium(ConsortiumRejection::NotInvited));
    }
    Ok(Event::Consortium(ConsortiumEvent::BackerJoined { talks, backer: seat }))
}

fn leave(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    if !state.talks(talks).backers().has(seat) || state.is_over(talks) {
        return Err(Rejection::Consortium(ConsortiumRejection::NotInTheBid));
    }
    // Who has signed is bound.
    if state.agreement_in(talks).is_some_and(|agreement| agreement.signatures.has(seat)) {
        return Err(Rejection::Agreement(AgreementRejection::AlreadySigned));
    }
    Ok(Event::Consortium(ConsortiumEvent::BackerLeft { talks, backer: seat }))
}

/// The agreement that was made in named talks; where none are named, the only one that concerns the seat.
fn meant(
    state: &State,
    talks: Option<TalksId>,
    concerns: impl Fn(&Agreement) -> bool,
) -> Result<&Agreement, Rejection> {
    let Some(talks) = talks else {
        let mut own = state.agreements().filter(|agreement| concerns(agreement));
        return match (own.next(), own.next()) {
            (Some(agreement), None) => Ok(agreement),
            (Some(_), Some(_)) => Err(AgreementRejection::SayWhich.into()),
            // The rules say what is wrong with the only one there is.
            (None, _) => state.agreement().ok_or(AgreementRejection::NotThere.into()),
        };
    };
    known(&state.scenario().setup().sale.talks, talks.index())?;
    state.agreement_in(talks).ok_or(AgreementRejection::NotThere.into())
}

fn sign(state: &State, seat: SeatId, talks: Option<TalksId>) -> Result<Event, Rejection> {
    let asked =
        |agreement: &Agreement| state.asked_to_sign(agreement.talks).has(seat) && !agreement.signatures.has(seat);
    let agreement = meant(state, talks, asked)?;
    if !state.asked_to_sign(agreement.talks).has(seat) {
        return Err(AgreementRejection::NotASigner.into());
    }
    if agreement.signatures.has(seat) {
        return Err(AgreementRejection::AlreadySigned.into());
    }
    Ok(AgreementEvent::SignatureGiven { talks: agreement.talks, by: seat }.into())
}

fn refuse_to_sign(state: &State, seat: SeatId, talks: TalksId, objection: Option<IssueId>) -> Result<Event, Rejection> {
    let agreement = meant(state, Some(talks), |_| true)?;
    if !state.asked_to_sign(talks).has(seat) {
        return Err(AgreementRejection::NotASigner.into());
    }
    if agreement.signatures.has(seat) {
        return Err(AgreementRejection::AlreadySigned.into());
    }
    if seat == state.scenario().talks(talks).bidder || seat == state.vendor_in(talks) {
        return Err(AgreementRejection::SidesWalkAway.into());
    }
    if agreement.refused.has(seat) {
        return Err(AgreementRejection::AlreadyRefused.into());
    }
    if objection.is_some_and(|issue| issue.index() >= state.scenario().setup().sale.issues.len()) {
        return Err(ReviewRejection::NoSuchIssue.into());
    }
    Ok(AgreementEvent::SigningRefused { talks, by: seat, objection }.into())
}

fn drop_agreement(state: &State, seat: SeatId, talks: Option<TalksId>) -> Result<Event, Rejection> {
    let is_side = |agreement: &Agreement| {
        let bidder = state.scenario().talks(agreement.talks).bidder;
        let is_bidder = seat == bidder && !state.scenario().is_spin_off(agreement.talks);
        is_bidder || seat == state.vendor_in(agreement.talks)
    };
    let agreement = meant(state, talks, is_side)?;
    if !is_side(agreement) {
        return Err(Rejection::NotYours { owner: state.scenario().talks(agreement.talks).bidder });
    }
    Ok(AgreementEvent::Dropped { talks: agreement.talks, by: seat }.into())
}

/// The talks whose agreement a review is to decide on: those named, or the only ones under it.
fn under_review(state: &State, seat: SeatId, review: ReviewId, talks: Option<TalksId>) -> Result<TalksId, Rejection> {
    let spec = known(&state.scenario().setup().sale.reviews, review.index())?;
    owned_by(seat, spec.authority)?;
    let talks = match talks {
        Some(talks) => {
            known(&state.scenario().setup().sale.talks, talks.index())?;
            talks
        }
        None => {
            let mut open = state.open_under(review);
            match (open.next(), open.next()) {
                (Some(talks), None) => talks,
                (Some(_), Some(_)) => return Err(AgreementRejection::SayWhich.into()),
                (None, _) => {
                    let of_seller = state.agreement_of(state.scenario().seller_under(review));
                    of_seller.ok_or(AgreementRejection::NotThere)?.talks
                }
            }
        }
    };
    match state.review_in(review, talks) {
        ReviewStatus::Open => Ok(talks),
        ReviewStatus::Approved => Err(ReviewRejection::Decided.into()),
        ReviewStatus::NotNeeded if state.agreement_in(talks).is_none() => Err(AgreementRejection::NotThere.into()),
        ReviewStatus::NotNeeded => Err(ReviewRejection::NotNeeded.into()),
    }
}

fn approve(state: &State, seat: SeatId, review: ReviewId, talks: Option<TalksId>) -> Result<Event, Rejection> {
    let talks = under_review(state, seat, review, talks)?;
    Ok(ReviewEvent::Approved { review, talks }.into())
}

fn block(
    state: &State,
    seat: SeatId,
    review: ReviewId,
    talks: Option<TalksId>,
    objection: Option<IssueId>,
) -> Result<Event, Rejection> {
    let talks = under_review(state, seat, review, talks)?;
    if objection.is_some_and(|issue| issue.index() >= state.scenario().setup().sale.issues.len()) {
        return Err(ReviewRejection::NoSuchIssue.into());
    }
    Ok(ReviewEvent::Blocked { review, talks, objection }.into())
}

// --- everybody

fn say(state: &State, seat: SeatId, signal: SignalId) -> Result<Event, Rejection> {
    owned_by(seat, known(&state.scenario().setup().signals, signal.index())?.author)?;
    if state.signals_made[signal.index()] {
        Err(Rejection::AlreadySaid)
    } else {
        Ok(Event::World(WorldEvent::SignalMade { signal }))
    }
}
