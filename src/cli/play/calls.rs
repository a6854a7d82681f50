//! What calls upon a person: what it is, and the words that answer it.

use super::pages::{offer_words, other};
use divest_core::Command;
use divest_core::SeatId;
use divest_core::View;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ConsortiumCommand, CourtCommand, DecreeCommand, ReviewCommand, TalksCommand,
};
use divest_core::command::{AppealDecision, Ruling};
use divest_core::legal::Legal;
use divest_report::number::points;
use divest_report::{date, name, say};
use divest_scenario::command_words;

/// The calls upon a seat, each as a sentence.
pub fn calls(view: &View<'_>, legal: &[Legal]) -> Vec<String> {
    let call = |item: &Legal| match item {
        Legal::Exactly(command) => exact(view, legal, command),
        Legal::AnyOffer { talks } => Some(turn(view, legal, *talks)),
        Legal::AnyBid { from, to } => Some(auction(view, legal, *from, *to)),
        Legal::AnyExtension { decree, days_min, days_max } if view.decree(*decree).request_open() => {
            let (key, title) = (&view.scenario().decree(*decree).key, name::decree(view.scenario(), *decree));
            let days = if days_min == days_max {
                format!("{days_min}d")
            } else {
                say!("days-between", least = *days_min, most = *days_max)
            };
            Some(say!("call-extension", decree = title, key = key, days = days))
        }
        _ => None,
    };
    legal.iter().filter_map(call).map(|call| name::sentence(&call)).collect()
}

/// The seat may bid.
fn auction(view: &View<'_>, legal: &[Legal], from: u16, to: u16) -> String {
    let (scenario, me) = (view.scenario(), view.seat());
    let words = |option: u16| command_words(scenario, me, &Command::Auction(AuctionCommand::Bid { option }));
    let spec = view.auction().map(|auction| auction.spec);
    let worth = spec.and_then(|spec| view.score(&spec.deal(from)));
    let worth = worth.map_or(String::new(), |worth| say!("in-brackets-to-you", points = points(worth.0)));
    let by = view.auction().and_then(|auction| auction.due()).unwrap_or(view.now());
    let by = date::moment_words(by);
    let may_pass = legal.contains(&Legal::Exactly(Command::Auction(AuctionCommand::Pass)));
    let pass = if may_pass { say!("or-drop-out") } else { String::new() };
    match from == to {
        true => say!("call-clock", date = by, bid = words(from), worth = worth, pass = pass),
        false => say!("call-bid", date = by, bid = words(from), worth = worth, pass = pass),
    }
}

/// A call that is answered by exactly this command.
fn exact(view: &View<'_>, legal: &[Legal], command: &Command) -> Option<String> {
    let (scenario, me) = (view.scenario(), view.seat());
    let words = |command: &Command| format!("`{}`", command_words(scenario, me, command));
    match *command {
        Command::Agreement(AgreementCommand::Sign { talks }) => {
            let agreement = talks.map_or_else(|| view.agreement(), |talks| view.agreement_in(talks))?;
            let drop = Command::Agreement(AgreementCommand::Drop { talks });
            let bidder = scenario.talks(agreement.talks).bidder;
            let vendor = view.vendor_in(agreement.talks);
            let with = if me == bidder { vendor } else { bidder };
            let worth = view.worth(agreement.talks, &agreement.deal);
            let worth = worth.map_or(String::new(), |worth| say!("in-brackets-to-you", points = points(worth.0)));
            let may_drop = legal.contains(&Legal::Exactly(drop));
            let or = if may_drop { say!("or-else", command = words(&drop)) } else { String::new() };
            let is_third = scenario.has_several_sellers() && me != bidder && me != vendor;
            let sign = words(command);
            Some(if is_third {
                let (bidder, seller) = (name::seat(scenario, bidder), name::seat(scenario, vendor));
                say!("call-sign-of", bidder = bidder, seller = seller, worth = worth, sign = sign, or = or)
            } else {
                say!("call-sign", other = name::seat(scenario, with), worth = worth, sign = sign, or = or)
            })
        }
        Command::Consortium(ConsortiumCommand::Join { talks })
            if legal.contains(&Legal::Exactly(Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }))) =>
        {
            let (bidder, no) = (
                name::bidder(scenario, talks),
                words(&Command::Consortium(ConsortiumCommand::DeclineInvitation { talks })),
            );
            Some(say!("call-join", bidder = bidder, yes = words(command), no = no))
        }
        Command::Consortium(ConsortiumCommand::AcceptMerger { talks }) => {
            let no = words(&Command::Consortium(ConsortiumCommand::DeclineMerger { talks }));
            let (merger, proposal) = view.mergers().find(|(merger, proposal)| {
                merger.talks == talks && proposal.stage == divest_core::coalition::Stage::Open
            })?;
            let (joins, part, by) = (name::bidder(scenario, talks), proposal.part, date::words(proposal.due));
            let yes = words(command);
            if scenario.talks(merger.into).bidder != me {
                let other = name::bidder(scenario, merger.into);
                return Some(say!("call-allow-merger", bidder = joins, other = other, date = by, yes = yes, no = no));
            }
            let brings = view.value(merger.brings).unwrap_or(0);
            let (left, part) = (points(brings - part.0), part.0.to_string());
            Some(say!(
                "call-merger",
                bidder = joins,
                date = by,
                brings = points(brings),
                part = part,
                left = left,
                yes = yes,
                no = no
            ))
        }
        Command::Talks(TalksCommand::Open { .. }) => Some(say!("call-come-forward", command = words(command))),
        Command::Review(ReviewCommand::Approve { review, talks }) => {
            let block = words(&Command::Review(ReviewCommand::Block { review, talks, objection: None }));
            let yes = words(command);
            Some(match view.review_due(review) {
                Some(due) if due < view.now() => {
                    say!("call-review-late", date = date::words(due), yes = yes, no = block)
                }
                Some(due) => say!("call-review-by", date = date::words(due), yes = yes, no = block),
                None => say!("call-review", yes = yes, no = block),
            })
        }
        Command::Decree(DecreeCommand::Issue { decree }) => {
            let day = view.value(scenario.decree(decree).issue_day?)?;
            let title = name::decree(scenario, decree);
            (day <= view.now().day()).then(|| say!("call-issue", decree = title, command = words(command)))
        }
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Granted }) => {
            let refuse = words(&Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }));
            Some(say!("call-rule", title = &scenario.motion(motion).title, yes = words(command), no = refuse))
        }
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }) => {
            let reverse =
                words(&Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Reversed }));
            let title = &scenario.motion(motion).title;
            Some(say!("call-appeal", title = title, yes = words(command), no = reverse))
        }
        _ => None,
    }
}

/// The seat's turn in talks.
fn turn(view: &View<'_>, legal: &[Legal], talks: divest_core::id::TalksId) -> String {
    let (scenario, me): (_, SeatId) = (view.scenario(), view.seat());
    let accept = Command::Talks(TalksCommand::AcceptOffer { talks });
    let theirs = view.offers(talks).0.filter(|_| legal.contains(&Legal::Exactly(accept)));
    let or = theirs.map(|deal| {
        let worth = view.score(&deal).map_or(String::new(), |worth| say!("in-brackets", points = points(worth.0)));
        say!("accept-or", command = command_words(scenario, me, &accept), worth = worth)
    });
    let offer = offer_words(scenario, me, talks);
    say!("call-turn", other = other(view, talks), or = or.unwrap_or_default(), offer = offer)
}
