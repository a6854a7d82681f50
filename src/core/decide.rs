//! Deciding: a command becomes the one event that it is about, or is refused with a reason. Pure.
//!
//! One match routes, small rules decide. What follows from the event by the scenario's rules is `turn.rs`'s.

use crate::auction;
use crate::chance::DrawId;
use crate::coalition;
use crate::command::{AppealDecision, Command, Ruling};
use crate::conference;
use crate::deal::Deal;
use crate::decree::Status;
use crate::event::Event;
use crate::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SeatSet, SellerId, SignalId, SuitId, TalksId};
use crate::rejection::Rejection;
use crate::scenario::{DeadlineSpec, Extension, Motion, Relief, Role};
use crate::state::{Agreement, MotionStatus, ReviewStatus, State, SuitStatus, TalksStatus};
use crate::units::{Instant, Ppm, Span};

/// What a seat's command comes to.
///
/// # Errors
/// The reason for which it is refused.
pub fn decide(state: &State, seat: SeatId, command: &Command) -> Result<Event, Rejection> {
    admit(state, command)?;
    match *command {
        Command::SeatOccupant { seat: taken, occupant } => {
            owned_by(seat, SeatId::CLOCK)?;
            let is_party = taken.index() >= SeatId::FIRST_PARTY && taken.index() < state.scenario().seat_count();
            if is_party { Ok(Event::SeatTaken { seat: taken, occupant }) } else { Err(Rejection::NotAParty) }
        }
        Command::Open => {
            owned_by(seat, SeatId::CLOCK)?;
            Ok(Event::Opened { at: state.scenario().setup().opens })
        }
        Command::AdvanceTo { at } => advance(state, seat, at),
        Command::Draw { draw, raw } => draw_number(state, seat, draw, raw),
        Command::Settle { draw, result } => settle(state, seat, draw, result),
        Command::IssueDecree { decree } => issue(state, seat, decree),
        Command::ExtendDeadline { decree, days } => extend(state, seat, decree, days),
        Command::DenyExtension { decree } => deny(state, seat, decree),
        Command::RevokeDecree { decree } => revoke(state, seat, decree),
        Command::EnforceDecree { decree } => enforce(state, seat, decree),
        Command::ApproveDeal { review } => approve(state, seat, review),
        Command::BlockDeal { review, objection } => block(state, seat, review, objection),
        Command::OpenTalks { talks } => open_talks(state, seat, talks),
        Command::MakeOffer { talks, deal } => offer(state, seat, talks, deal),
        Command::AcceptOffer { talks } => accept(state, seat, talks),
        Command::EndTalks { talks } => end_talks(state, seat, talks),
        Command::JoinBid { talks } => join(state, seat, talks),
        Command::LeaveBid { talks } => leave(state, seat, talks),
        Command::SignDeal => sign(state, seat),
        Command::DropAgreement => drop_agreement(state, seat),
        Command::RequestExtension { decree } => request(state, seat, decree),
        Command::FileSuit { suit } => sue(state, seat, suit),
        Command::WithdrawSuit { suit } => withdraw(state, seat, suit),
        Command::FileMotion { motion } => move_court(state, seat, motion),
        Command::Rule { motion, ruling } => rule(state, seat, motion, ruling),
        Command::FileAppeal { motion } => appeal(state, seat, motion),
        Command::DecideAppeal { motion, decision } => decide_appeal(state, seat, motion, decision),
        Command::Say { signal } => say(state, seat, signal),
        Command::TableText { deal } => conference::table(state, seat, deal),
        Command::Vote { ballot } => conference::vote(state, seat, ballot),
        Command::SuspendEnforcement { decree, days } => suspend(state, seat, decree, days),
        Command::SpinOff { talks, deal } => spin_off(state, seat, talks, deal),
        Command::OpenAuction => auction::open(state, seat),
        Command::TableBid { option } => auction::bid(state, seat, option),
        Command::PassAuction => auction::pass(state, seat),
        Command::InviteBacker { backer } => coalition::invite(state, seat, backer),
        Command::DeclineInvitation { talks } => coalition::decline_invitation(state, seat, talks),
        Command::ProposeMerger { into } => coalition::propose(state, seat, into),
        Command::AcceptMerger { talks } => coalition::accept(state, seat, talks),
        Command::DeclineMerger { talks } => coalition::decline(state, seat, talks),
        Command::SignDealIn { talks } => sign_in(state, seat, talks),
        Command::DropAgreementIn { talks } => drop_agreement_in(state, seat, talks),
        Command::RefuseToSign { talks, objection } => refuse_to_sign(state, seat, talks, objection),
    }
}

/// Whether anything of the kind may be commanded now at all.
fn admit(state: &State, command: &Command) -> Result<(), Rejection> {
    if state.outcome().is_some() {
        return Err(Rejection::RunIsOver);
    }
    if matches!(command, Command::SeatOccupant { .. }) {
        return Ok(());
    }
    let is_draw = matches!(command, Command::Draw { .. } | Command::Settle { .. });
    if state.waiting_draw().is_some() && !is_draw {
        return Err(if state.is_open() { Rejection::NatureFirst } else { Rejection::ValuesNotDrawn });
    }
    match (state.is_open(), matches!(command, Command::Open)) {
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

fn advance(state: &State, seat: SeatId, at: Instant) -> Result<Event, Rejection> {
    owned_by(seat, SeatId::CLOCK)?;
    if at < state.now() {
        return Err(Rejection::ClockBackwards { now: state.now() });
    }
    // A jump stops at what falls due on the way, so that everything happens on its own date.
    Ok(Event::TimeAdvanced { to: at.min(state.next_due()).max(state.now()) })
}

fn waits(state: &State, seat: SeatId, draw: DrawId) -> Result<(), Rejection> {
    owned_by(seat, SeatId::NATURE)?;
    if state.waiting_draw() == Some(draw) { Ok(()) } else { Err(Rejection::NotTheDrawThatWaits) }
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
    Ok(Event::Drawn { draw, raw, probability })
}

fn settle(state: &State, seat: SeatId, draw: DrawId, result: u8) -> Result<Event, Rejection> {
    waits(state, seat, draw)?;
    let scenario = state.scenario();
    let results = match draw {
        DrawId::Value(_) => return Err(Rejection::ValueNeedsRawNumber),
        DrawId::Chance(id) => scenario.chance(id).results.len(),
        DrawId::Ruling(_) | DrawId::Appeal(_) => 2,
        DrawId::Deadline(id) => scenario.decree(id).at_deadline.len(),
    };
    if usize::from(result) < results { Ok(Event::Settled { draw, result }) } else { Err(Rejection::NoSuchResult) }
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
    Event::DecreeIssued { decree, issued_at, deadline: deadline.map(|due| due.max(state.now())) }
}

fn issue(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        Status::Pending => {}
        status => return Err(Rejection::DecreeIs { status }),
    }
    if let Some(parent) = spec.implements {
        let status = state.decree(parent).status();
        if !status.is_live() || status == Status::Enjoined {
            return Err(Rejection::ParentDecreeIs { status });
        }
    }
    Ok(issued(state, decree))
}

fn extension_of(state: &State, decree: DecreeId) -> Result<&Extension, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    spec.extension.as_ref().ok_or(Rejection::NotExtendable)
}

pub(crate) fn extend(state: &State, seat: SeatId, decree: DecreeId, days: u16) -> Result<Event, Rejection> {
    let extension = extension_of(state, decree)?;
    owned_by(seat, extension.authority)?;
    let decree_state = state.decree(decree);
    // A date that has merely gone by may be revived, as one was on 13 November 2020.
    match decree_state.standing {
        Status::Issued | Status::Extended | Status::Lapsed => {}
        _ => {
            return Err(Rejection::DecreeIs { status: decree_state.status() });
        }
    }
    let old = decree_state.last_date().ok_or(Rejection::NoDeadline)?;
    if days == 0 {
        return Err(Rejection::ZeroDays);
    }
    if extension.once && decree_state.extended_days() > 0 {
        return Err(Rejection::ExtendedBefore);
    }
    // Not one condition: chains of `let` need a newer compiler than foreign machines have.
    if let Some(stage) = extension.needs {
        if state.stage_under(decree) < Some(stage) {
            return Err(Rejection::DealNotFarEnough { stage });
        }
    }
    let days_left = state.value(extension.days_max) - decree_state.extended_days();
    if i64::from(days) > days_left {
        return Err(Rejection::ExtensionCap { days_left });
    }
    let to = old.plus(Span::days(u32::from(days)));
    if to <= state.now() {
        return Err(Rejection::NoDeadline);
    }
    Ok(Event::DeadlineExtended { decree, to, days })
}

/// The moment until which enforcement is suspended that is suspended now for so many days.
pub(crate) fn suspended_to(state: &State, days: i64) -> Instant {
    state.now().plus(Span::days(u32::try_from(days).unwrap_or(0))).end_of_day()
}

fn suspend(state: &State, seat: SeatId, decree: DecreeId, days: u16) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    let suspension = spec.suspension.as_ref().ok_or(Rejection::NotSuspendable)?;
    owned_by(seat, suspension.authority)?;
    match state.decree(decree).status() {
        Status::Issued | Status::Extended | Status::InForce | Status::Suspended | Status::Lapsed => {}
        status => return Err(Rejection::DecreeIs { status }),
    }
    if days == 0 {
        return Err(Rejection::ZeroDays);
    }
    let days_max = state.value(suspension.days_max);
    if i64::from(days) > days_max {
        return Err(Rejection::ExtensionCap { days_left: days_max });
    }
    Ok(Event::EnforcementSuspended { decree, to: suspended_to(state, i64::from(days)) })
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
        return Err(Rejection::DecreeIs { status: decree_state.status() });
    }
    if decree_state.deadline().is_none() {
        return Err(Rejection::NoDeadline);
    }
    if decree_state.request_open() {
        return Err(Rejection::RequestIsOpen);
    }
    Ok(Event::ExtensionRequested { decree, by: seat })
}

fn deny(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let extension = extension_of(state, decree)?;
    owned_by(seat, extension.authority)?;
    if state.decree(decree).request_open() {
        Ok(Event::ExtensionDenied { decree })
    } else {
        Err(Rejection::NoRequestOpen)
    }
}

fn revoke(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        status @ (Status::Pending | Status::Satisfied | Status::Enforced | Status::Revoked | Status::Annulled) => {
            Err(Rejection::DecreeIs { status })
        }
        _ => Ok(Event::DecreeRevoked { decree }),
    }
}

fn enforce(state: &State, seat: SeatId, decree: DecreeId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().decrees, decree.index())?;
    owned_by(seat, spec.issuer)?;
    match state.decree(decree).status() {
        Status::InForce | Status::Lapsed => Ok(Event::DecreeEnforced { decree }),
        status => Err(Rejection::DecreeIs { status }),
    }
}

// --- the sale

fn open_talks(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().sale.talks, talks.index())?;
    owned_by(seat, spec.bidder)?;
    if state.is_over(talks) {
        return Err(Rejection::TalksNotOpen);
    }
    if state.scenario().is_spin_off(talks) {
        return Err(Rejection::HoldersAreNotAsked);
    }
    match state.talks(talks).status() {
        TalksStatus::NotYet => Ok(Event::TalksOpened { talks }),
        TalksStatus::Open => Err(Rejection::TalksAlreadyOpened),
        TalksStatus::Ended => Err(Rejection::TalksNotOpen),
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
        return Err(Rejection::TalksNotOpen);
    }
    if state.agreement_on(talks).is_some() {
        return Err(Rejection::AgreementStands);
    }
    if state.is_at_conference(talks) {
        return Err(Rejection::AtTheConference);
    }
    if state.is_auctioning() {
        return Err(Rejection::AuctionIsOn);
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
        return Err(Rejection::NoSuchOption);
    }
    state.allows(talks, &deal)?;
    Ok(Event::OfferMade { talks, by: seat, to, deal, reply_due: reply_due(state, talks) })
}

fn accept(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let other = turn_in(state, seat, talks)?;
    let table = state.table(talks);
    let theirs = if other == state.scenario().talks(talks).bidder { table.bidder_offer } else { table.seller_offer };
    let deal = theirs.ok_or(Rejection::NoOffer)?;
    state.allows(talks, &deal)?;
    Ok(Event::TermsAgreed { talks, deal })
}

fn spin_off(state: &State, seat: SeatId, talks: TalksId, deal: Deal) -> Result<Event, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    if !state.scenario().is_spin_off(talks) {
        return Err(Rejection::NotToHolders);
    }
    owned_by(seat, state.vendor_in(talks))?;
    if state.is_over(talks) {
        return Err(Rejection::TalksNotOpen);
    }
    if state.agreement_on(talks).is_some() {
        return Err(Rejection::AgreementStands);
    }
    if state.is_auctioning() {
        return Err(Rejection::AuctionIsOn);
    }
    if !state.scenario().has_deal(&deal) {
        return Err(Rejection::NoSuchOption);
    }
    state.allows(talks, &deal)?;
    Ok(Event::SpinOffPlanned { talks, deal })
}

fn end_talks(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().sale.talks, talks.index())?;
    if seat != spec.bidder && seat != state.vendor_in(talks) {
        return Err(Rejection::NotYours { owner: spec.bidder });
    }
    if state.talks(talks).status() != TalksStatus::Open || state.is_over(talks) {
        return Err(Rejection::TalksNotOpen);
    }
    if state.agreement_in(talks).is_some() {
        return Err(Rejection::AgreementStands);
    }
    if state.bid_binds(talks) {
        return Err(Rejection::BidStands);
    }
    Ok(Event::TalksEnded { talks, by: seat })
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
        return Err(Rejection::TalksNotOpen);
    }
    if bid_of(state, seat, state.scenario().seller_of(talks)).is_some() {
        return Err(Rejection::AlreadyInABid);
    }
    if !coalition::may_back(state, place) {
        return Err(Rejection::NotInvited);
    }
    Ok(Event::BidJoined { talks, backer: seat })
}

fn leave(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    if !state.talks(talks).backers().has(seat) || state.is_over(talks) {
        return Err(Rejection::NotInTheBid);
    }
    // Who has signed is bound.
    if state.agreement_in(talks).is_some_and(|agreement| agreement.signatures.has(seat)) {
        return Err(Rejection::AlreadySigned);
    }
    Ok(Event::BidLeft { talks, backer: seat })
}

/// The only agreement that there can be, where one sells.
fn only_agreement(state: &State) -> Result<&Agreement, Rejection> {
    if state.scenario().has_several_sellers() {
        return Err(Rejection::SayWhichAgreement);
    }
    state.agreement().ok_or(Rejection::NoAgreement)
}

/// The agreement made in given talks, where several sell.
fn named_agreement(state: &State, talks: TalksId) -> Result<&Agreement, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    if !state.scenario().has_several_sellers() {
        return Err(Rejection::OneSellerOnly);
    }
    state.agreement_in(talks).ok_or(Rejection::NoAgreement)
}

fn sign(state: &State, seat: SeatId) -> Result<Event, Rejection> {
    may_sign(state, seat, only_agreement(state)?)?;
    Ok(Event::SignatureGiven { by: seat })
}

fn sign_in(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    may_sign(state, seat, named_agreement(state, talks)?)?;
    Ok(Event::SignatureGivenIn { talks, by: seat })
}

fn may_sign(state: &State, seat: SeatId, agreement: &Agreement) -> Result<(), Rejection> {
    if !state.asked_to_sign(agreement.talks).has(seat) {
        return Err(Rejection::NotASigner);
    }
    if agreement.signatures.has(seat) {
        return Err(Rejection::AlreadySigned);
    }
    Ok(())
}

fn drop_agreement(state: &State, seat: SeatId) -> Result<Event, Rejection> {
    dropped(state, seat, only_agreement(state)?)
}

fn drop_agreement_in(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    dropped(state, seat, named_agreement(state, talks)?)
}

fn dropped(state: &State, seat: SeatId, agreement: &Agreement) -> Result<Event, Rejection> {
    let bidder = state.scenario().talks(agreement.talks).bidder;
    let is_bidder = seat == bidder && !state.scenario().is_spin_off(agreement.talks);
    if !is_bidder && seat != state.vendor_in(agreement.talks) {
        return Err(Rejection::NotYours { owner: bidder });
    }
    Ok(Event::AgreementDropped { talks: agreement.talks, by: seat })
}

fn refuse_to_sign(state: &State, seat: SeatId, talks: TalksId, objection: Option<IssueId>) -> Result<Event, Rejection> {
    known(&state.scenario().setup().sale.talks, talks.index())?;
    let agreement = state.agreement_in(talks).ok_or(Rejection::NoAgreement)?;
    may_sign(state, seat, agreement)?;
    if seat == state.scenario().talks(talks).bidder || seat == state.vendor_in(talks) {
        return Err(Rejection::SidesWalkAway);
    }
    if agreement.refused.has(seat) {
        return Err(Rejection::AlreadyRefused);
    }
    if objection.is_some_and(|issue| issue.index() >= state.scenario().setup().sale.issues.len()) {
        return Err(Rejection::NoSuchIssue);
    }
    Ok(Event::SigningRefused { talks, by: seat, objection })
}

fn under_review(state: &State, seat: SeatId, review: ReviewId) -> Result<(), Rejection> {
    let spec = known(&state.scenario().setup().sale.reviews, review.index())?;
    owned_by(seat, spec.authority)?;
    match state.review(review) {
        ReviewStatus::Open => Ok(()),
        ReviewStatus::Approved => Err(Rejection::ReviewDecided),
        ReviewStatus::NotNeeded if state.agreement_of(state.scenario().seller_under(review)).is_none() => {
            Err(Rejection::NoAgreement)
        }
        ReviewStatus::NotNeeded => Err(Rejection::NoReviewNeeded),
    }
}

fn approve(state: &State, seat: SeatId, review: ReviewId) -> Result<Event, Rejection> {
    under_review(state, seat, review)?;
    Ok(Event::DealApproved { review })
}

fn block(state: &State, seat: SeatId, review: ReviewId, objection: Option<IssueId>) -> Result<Event, Rejection> {
    under_review(state, seat, review)?;
    if objection.is_some_and(|issue| issue.index() >= state.scenario().setup().sale.issues.len()) {
        return Err(Rejection::NoSuchIssue);
    }
    Ok(Event::DealBlocked { review, objection })
}

// --- courts

/// Whether a motion has a decree left to stop: one that is out and not over; or to undo: one that was ever out.
fn can_be_moved_against(state: &State, relief: Relief, decree: DecreeId) -> bool {
    let status = state.decree(decree).status();
    match relief {
        Relief::Injunction => status.is_live(),
        Relief::Annulment => status.can_be_annulled(),
    }
}

fn sue(state: &State, seat: SeatId, suit: SuitId) -> Result<Event, Rejection> {
    let setup = state.scenario().setup();
    owned_by(seat, known(&setup.suits, suit.index())?.plaintiff)?;
    if state.suit(suit) != SuitStatus::NotFiled {
        return Err(Rejection::AlreadyFiled);
    }
    let has_cause = |m: &Motion| m.against.iter().any(|&decree| can_be_moved_against(state, m.relief, decree));
    let mut motions = setup.motions.iter().filter(|m| m.suit == suit).peekable();
    if motions.peek().is_some() && !motions.any(has_cause) {
        return Err(Rejection::NothingToStop);
    }
    Ok(Event::SuitFiled { suit })
}

fn withdraw(state: &State, seat: SeatId, suit: SuitId) -> Result<Event, Rejection> {
    owned_by(seat, known(&state.scenario().setup().suits, suit.index())?.plaintiff)?;
    if state.suit(suit) == SuitStatus::Pending {
        Ok(Event::SuitWithdrawn { suit })
    } else {
        Err(Rejection::SuitNotPending)
    }
}

fn move_court(state: &State, seat: SeatId, motion: MotionId) -> Result<Event, Rejection> {
    let scenario = state.scenario();
    let spec = known(&scenario.setup().motions, motion.index())?;
    owned_by(seat, scenario.suit(spec.suit).plaintiff)?;
    if state.suit(spec.suit) != SuitStatus::Pending {
        return Err(Rejection::SuitNotPending);
    }
    if state.motion(motion) != MotionStatus::NotFiled {
        return Err(Rejection::AlreadyFiled);
    }
    if !spec.against.iter().any(|&decree| can_be_moved_against(state, spec.relief, decree)) {
        return Err(Rejection::NothingToStop);
    }
    Ok(Event::MotionFiled { motion, hearing: hearing(state, state.value(spec.hearing_days)) })
}

/// When a court that takes so many days rules.
fn hearing(state: &State, days: i64) -> Instant {
    let at = state.now().plus(Span::days(u32::try_from(days).unwrap_or(0))).at_hour(14);
    at.max(state.now())
}

fn rule(state: &State, seat: SeatId, motion: MotionId, ruling: Ruling) -> Result<Event, Rejection> {
    let scenario = state.scenario();
    let spec = known(&scenario.setup().motions, motion.index())?;
    owned_by(seat, scenario.suit(spec.suit).court)?;
    if state.motion(motion) != MotionStatus::Pending {
        return Err(Rejection::MotionNotPending);
    }
    Ok(ruled(motion, ruling))
}

/// The event of a ruling.
pub(crate) const fn ruled(motion: MotionId, ruling: Ruling) -> Event {
    match ruling {
        Ruling::Granted => Event::MotionGranted { motion },
        Ruling::Denied => Event::MotionDenied { motion },
    }
}

/// Who may appeal the ruling on a motion: the plaintiff if it was denied, the issuers of the decrees if granted.
#[must_use]
pub fn losers(state: &State, motion: MotionId) -> SeatSet {
    let scenario = state.scenario();
    let spec = scenario.motion(motion);
    match state.motion(motion) {
        // What was undone cannot be done again on appeal.
        MotionStatus::Granted if spec.relief == Relief::Annulment => SeatSet::NONE,
        MotionStatus::Granted => spec.against.iter().map(|&decree| scenario.decree(decree).issuer).collect(),
        MotionStatus::Denied => SeatSet::only(scenario.suit(spec.suit).plaintiff),
        _ => SeatSet::NONE,
    }
}

fn appeal(state: &State, seat: SeatId, motion: MotionId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().motions, motion.index())?;
    let losers = losers(state, motion);
    let (Some(appeal), Some(loser)) = (&spec.appeal, losers.first()) else {
        return Err(Rejection::NoAppeal);
    };
    if !losers.has(seat) {
        return Err(Rejection::NotYours { owner: loser });
    }
    let hearing = hearing(state, state.value(appeal.hearing_days));
    Ok(Event::AppealFiled { motion, by: seat, hearing })
}

fn decide_appeal(state: &State, seat: SeatId, motion: MotionId, decision: AppealDecision) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().motions, motion.index())?;
    let appeal = spec.appeal.as_ref().ok_or(Rejection::AppealNotPending)?;
    owned_by(seat, appeal.court)?;
    match state.motion(motion) {
        MotionStatus::GrantedOnAppeal | MotionStatus::DeniedOnAppeal => Ok(Event::AppealDecided { motion, decision }),
        _ => Err(Rejection::AppealNotPending),
    }
}

// --- everybody

fn say(state: &State, seat: SeatId, signal: SignalId) -> Result<Event, Rejection> {
    owned_by(seat, known(&state.scenario().setup().signals, signal.index())?.author)?;
    if state.signals_made[signal.index()] { Err(Rejection::AlreadySaid) } else { Ok(Event::SignalMade { signal }) }
}
