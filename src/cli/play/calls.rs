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
use divest_report::number::count;
use divest_report::{date, name};
use divest_scenario::command_words;

/// The calls upon a seat, each as a sentence.
pub fn calls(view: &View<'_>, legal: &[Legal]) -> Vec<String> {
    let call = |item: &Legal| match item {
        Legal::Exactly(command) => exact(view, legal, command),
        Legal::AnyOffer { talks } => Some(turn(view, legal, *talks)),
        Legal::AnyBid { from, to } => Some(auction(view, legal, *from, *to)),
        Legal::AnyExtension { decree, days_min, days_max } if view.decree(*decree).request_open() => {
            let (key, title) = (&view.scenario().decree(*decree).key, name::decree(view.scenario(), *decree));
            let days =
                if days_min == days_max { format!("{days_min}d") } else { format!("{days_min}d to {days_max}d") };
            Some(format!("more time is asked for under {title}: `extend {key} {days}` or `deny {key}`"))
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
    let worth = worth.map_or(String::new(), |worth| format!(" ({} to you)", count(worth.0, "point")));
    let by = view.auction().and_then(|auction| auction.due());
    let by = by.map_or(String::new(), |due| format!(" until {}", date::moment(due)));
    let may_pass = legal.contains(&Legal::Exactly(Command::Auction(AuctionCommand::Pass)));
    let pass = if may_pass { " or `drop-out` for good" } else { "" };
    let more = if from == to { "" } else { " or more" };
    format!("you may bid{by}: `{}`{more}{worth}{pass}", words(from))
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
            let worth = view
                .worth(agreement.talks, &agreement.deal)
                .map(|worth| format!(" ({} to you)", count(worth.0, "point")));
            let may_drop = legal.contains(&Legal::Exactly(drop));
            let or = if may_drop { format!(" or {}", words(&drop)) } else { String::new() };
            let is_third = scenario.has_several_sellers() && me != bidder && me != vendor;
            let of = if is_third { format!(" of {}", name::seat(scenario, vendor)) } else { String::new() };
            let (with, sign) = (name::seat(scenario, with), words(command));
            Some(format!("the agreement{of} with {with}{} waits for you: {sign}{or}", worth.unwrap_or_default()))
        }
        Command::Consortium(ConsortiumCommand::Join { talks })
            if legal.contains(&Legal::Exactly(Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }))) =>
        {
            let (bidder, no) = (
                name::bidder(scenario, talks),
                words(&Command::Consortium(ConsortiumCommand::DeclineInvitation { talks })),
            );
            Some(format!("{bidder} invites you to join its bid: {} or {no}", words(command)))
        }
        Command::Consortium(ConsortiumCommand::AcceptMerger { talks }) => {
            let no = words(&Command::Consortium(ConsortiumCommand::DeclineMerger { talks }));
            let (merger, proposal) = view.mergers().find(|(merger, proposal)| {
                merger.talks == talks && proposal.stage == divest_core::coalition::Stage::Open
            })?;
            let (joins, part, by) = (name::bidder(scenario, talks), proposal.part, date::day(proposal.due));
            let yes = words(command);
            if scenario.talks(merger.into).bidder != me {
                let bid = name::possessive(&name::bidder(scenario, merger.into));
                return Some(format!("{joins} asks your leave to fold its bid into {bid} by {by}: {yes} or {no}"));
            }
            let brings = view.value(merger.brings).unwrap_or(0);
            let left = count(brings - part.0, "point");
            Some(format!(
                "{joins} would fold its bid into yours by {by}: it brings {}, gets {part} of them, and {left} are left to you: \
                 {yes} or {no}",
                count(brings, "point")
            ))
        }
        Command::Talks(TalksCommand::Open { .. }) => {
            Some(format!("you may come forward as a bidder: {}", words(command)))
        }
        Command::Review(ReviewCommand::Approve { review, talks }) => {
            let block = words(&Command::Review(ReviewCommand::Block { review, talks, objection: None }));
            let by = view.review_due(review).map_or(String::new(), |due| {
                let when = if due < view.now() { ", which was due on" } else { " by" };
                format!("{when} {}", date::day(due))
            });
            Some(format!("you are to decide on the deal{by}: {} or {block}", words(command)))
        }
        Command::Decree(DecreeCommand::Issue { decree }) => {
            let day = view.value(scenario.decree(decree).issue_day?)?;
            let title = name::decree(scenario, decree);
            (day <= view.now().day()).then(|| format!("the day of {title} has come: {}", words(command)))
        }
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Granted }) => {
            let refuse = words(&Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }));
            Some(format!("you are to rule on {}: {} or {refuse}", scenario.motion(motion).title, words(command)))
        }
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }) => {
            let reverse =
                words(&Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Reversed }));
            let title = &scenario.motion(motion).title;
            Some(format!("you are to decide the appeal on {title}: {} or {reverse}", words(command)))
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
        let worth = view.score(&deal).map_or(String::new(), |worth| format!(" ({})", count(worth.0, "point")));
        format!("`{}`{worth} or ", command_words(scenario, me, &accept))
    });
    let offer = offer_words(scenario, me, talks);
    format!("it is your turn in the talks with {}: {}`{offer}`", other(view, talks), or.unwrap_or_default())
}
