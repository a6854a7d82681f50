//! An example of every event and every command, with its words.

use crate::sample::*;
use crate::{Narrator, Reader, json, kind};
use divest_core::auction::{Auction, Format, Mergers};
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::id::{ChanceId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SignalId, SlotId, SuitId, TalksId};
use divest_core::scenario::{Merger, Quantity, Scenario, TrusteeEnd};
use divest_core::units::{Ppm, Span};
use divest_core::{Event, Instant, SeatId};
use std::collections::BTreeSet;

const TALKS: TalksId = TalksId(1);
const MOTION: MotionId = MotionId(0);
const SUIT: SuitId = SuitId(0);
const REVIEW: ReviewId = ReviewId(0);

fn on(text: &str) -> Instant {
    crate::date::parse(text).expect("a date").at_hour(12)
}

fn decree_examples() -> Vec<(Event, &'static str)> {
    let (order, ban) = (ORDER, BAN);
    let (trustee, then) = (TRUSTEE, TrusteeEnd::Enforce);
    let (issued_at, deadline) = (on("2020-08-14"), Some(on("2020-11-12")));
    vec![
        (
            Event::DecreeIssued { decree: order, issued_at, deadline },
            "The White House issues the Order of 14 August 2020; the deadline is 12 November, in 90 days.",
        ),
        (
            Event::DecreeIssued { decree: ban, issued_at: on("2020-07-30"), deadline: None },
            "In force since 30 July: Executive Order 13942.",
        ),
        (Event::DeadlineNeared { decree: order }, "The deadline of the Order of 14 August 2020 is near."),
        (
            Event::ExtensionRequested { decree: order, by: SELLER },
            "ByteDance asks CFIUS to extend the deadline of the Order of 14 August 2020.",
        ),
        (
            Event::DeadlineExtended { decree: order, to: on("2020-11-27"), days: 15 },
            "CFIUS extends the deadline of the Order of 14 August 2020 by 15 days, to 27 November 2020.",
        ),
        (
            Event::ExtensionDenied { decree: order },
            "CFIUS refuses to extend the deadline of the Order of 14 August 2020.",
        ),
        (Event::DeadlinePassed { decree: order }, "The deadline of the Order of 14 August 2020 passes."),
        (Event::DecreeTookForce { decree: RULES }, "The Rules on app stores take effect."),
        (Event::DecreeEnforced { decree: order }, "The White House enforces the Order of 14 August 2020."),
        (Event::DecreeLapsed { decree: order }, "Nobody enforces the Order of 14 August 2020 after the deadline."),
        (Event::DecreeRevoked { decree: ban }, "The White House revokes Executive Order 13942."),
        (Event::DecreeSatisfied { decree: order }, "The sale satisfies the Order of 14 August 2020."),
        (
            Event::TrusteeAppointed { decree: order, trustee, until: on("2021-01-11"), then },
            "The deadline has passed: the trustee sells for ByteDance until 11 January 2021; without a sale, the Order of 14 August 2020 is enforced.",
        ),
        (Event::TrusteeTimeEnded { decree: order }, "The trustee's time to sell runs out."),
        (Event::DecreeEnjoined { decree: RULES, motion: MOTION }, "An injunction stops the Rules on app stores."),
        (
            Event::InjunctionLifted { decree: RULES, motion: MOTION },
            "The injunction against the Rules on app stores is lifted.",
        ),
        (
            Event::EnforcementSuspended { decree: order, to: on("2021-01-26") },
            "The White House suspends enforcement of the Order of 14 August 2020 until 26 January 2021.",
        ),
        (Event::DecreeAnnulled { decree: RULES, motion: MOTION }, "The D.D.C. annuls the Rules on app stores."),
    ]
}

fn sale_examples() -> Vec<(Event, &'static str)> {
    let (talks, review, deal) = (TALKS, REVIEW, deal(27_500, 1));
    let due = on("2020-09-16");
    vec![
        (Event::TalksOpened { talks }, "Oracle comes forward to bid for TikTok's US business."),
        (
            Event::OfferMade { talks, by: ORACLE, to: SELLER, deal, reply_due: due },
            "Oracle offers ByteDance $27.5 bn for TikTok's US business (algorithm licensed).",
        ),
        (
            Event::OfferMade { talks, by: SELLER, to: ORACLE, deal, reply_due: due },
            "ByteDance wants $27.5 bn from Oracle for TikTok's US business (algorithm licensed).",
        ),
        (Event::TalksEnded { talks, by: SELLER }, "ByteDance breaks off its talks with Oracle."),
        (
            Event::TalksResumed { talks, reply_due: due },
            "Oracle and ByteDance keep talking; Oracle's next offer is due by 16 September 2020.",
        ),
        (Event::BidJoined { talks, backer: WALMART }, "Walmart joins Oracle's bid."),
        (Event::BidLeft { talks, backer: WALMART }, "Walmart leaves Oracle's bid."),
        (
            Event::TermsAgreed { talks, deal },
            "ByteDance and Oracle agree on terms: price $27.5 bn, algorithm licensed.",
        ),
        (Event::SignatureGiven { by: TARGET }, "TikTok signs the deal."),
        (Event::DealSigned { talks }, "The deal with Oracle now has every signature it needs."),
        (Event::AgreementDropped { talks, by: ORACLE }, "Oracle walks away from the agreement with ByteDance."),
        (
            Event::ReviewOpened { review, due },
            "CFIUS begins to review the deal; its decision is due on 16 September 2020.",
        ),
        (Event::DealApproved { review }, "CFIUS approves the deal."),
        (Event::DealBlocked { review, objection: None }, "CFIUS blocks the deal."),
        (
            Event::DealBlocked { review, objection: Some(IssueId(1)) },
            "CFIUS blocks the deal over one of its terms: algorithm.",
        ),
        (Event::ClosingScheduled { at: due }, "The deal will close on 16 September 2020."),
        (Event::DealClosed { talks, deal }, "The sale closes: Oracle buys TikTok's US business for $27.5 bn."),
        (
            Event::SpinOffPlanned { talks, deal },
            "ByteDance decides to spin off TikTok's US business to its shareholders, with no price paid (algorithm licensed).",
        ),
        (Event::BuyerFailed { talks }, "Oracle fails: TikTok's US business goes back to ByteDance."),
    ]
}

fn conference_examples() -> Vec<(Event, &'static str)> {
    let (due, by, next) = (on("2020-09-16"), SELLER, TARGET);
    vec![
        (
            Event::ConferenceOpened { first: ORACLE, due },
            "All signatories meet at one table; Oracle is to table the first text by 16 September 2020.",
        ),
        (
            Event::TextTabled { by, deal: deal(27_500, 1), due },
            "ByteDance tables a text: price $27.5 bn, algorithm licensed.",
        ),
        (Event::VoteCast { by, ballot: Ballot::Aye }, "ByteDance votes for the text."),
        (Event::VoteCast { by, ballot: Ballot::No }, "ByteDance votes against the text."),
        (Event::TextStands { next, due }, "Every member prefers this text to the one before, so it stands."),
        (Event::TextFailed { next, due }, "The text fails."),
        (Event::TurnPassed { by, next, due }, "ByteDance tables no text."),
        (Event::ConferenceClosed, "The conference ends without an agreed text; seller and bidder continue alone."),
    ]
}

/// The sale as an auction on the price.
fn with_auction() -> Scenario {
    let mut setup = setup();
    setup.sale.auction = Some(Auction {
        format: Format::English,
        issue: IssueId(0),
        terms: deal(5_000, 1),
        reserve: Quantity::Fixed(10_000),
        is_reserve_secret: false,
        start: 0,
        step: 2,
        opens_day: None,
        length: Span::days(7),
        rounds: 0,
        keep: 0,
        activity: true,
        mergers: Mergers::WithLeave,
    });
    setup.sale.mergers = vec![Merger {
        talks: TalksId(0),
        into: TALKS,
        from_day: Quantity::Fixed(0),
        real: Quantity::Fixed(1),
        brings: Quantity::Fixed(30),
        share: Ppm::clamped(500_000),
    }];
    Scenario::new(setup)
}

fn auction_examples() -> Vec<(Event, &'static str)> {
    let (talks, option, asked, due) = (TALKS, 45, 10, on("2020-09-16").at_hour(16));
    vec![
        (
            Event::AuctionOpened { asked, due },
            "The auction of TikTok's US business opens with bids from $10 bn up; the first round ends on 16 September 2020.",
        ),
        (Event::RoundOpened { asked, due }, "Another round begins: $10 bn is asked by 16 September 2020."),
        (Event::BidTabled { talks, option }, "Oracle bids $27.5 bn."),
        (Event::BidOpened { talks, option, to: SELLER }, "ByteDance opens Oracle's bid: $27.5 bn."),
        (Event::AuctionPassed { talks }, "Oracle makes no further bids."),
        (Event::BidderOut { talks }, "Oracle is out of the auction."),
        (Event::AuctionWon { talks, option }, "Oracle wins the auction at $27.5 bn."),
        (Event::AuctionFailed, "The auction fails: no remaining bid is high enough."),
    ]
}

fn court_examples() -> Vec<(Event, &'static str)> {
    let (motion, hearing) = (MOTION, on("2020-09-27"));
    vec![
        (Event::SuitFiled { suit: SUIT }, "TikTok goes to court: TikTok v. Trump (D.D.C.)."),
        (Event::SuitWithdrawn { suit: SUIT }, "TikTok drops its case, TikTok v. Trump (D.D.C.)."),
        (
            Event::SuitMooted { suit: SUIT },
            "TikTok v. Trump (D.D.C.) falls away: nothing is left for the D.D.C. to decide.",
        ),
        (
            Event::MotionFiled { motion, hearing },
            "TikTok files a motion with the D.D.C. (preliminary injunction against the store ban); the ruling is due on 27 September 2020.",
        ),
        (
            Event::MotionGranted { motion },
            "The D.D.C. grants TikTok's motion (preliminary injunction against the store ban).",
        ),
        (
            Event::MotionDenied { motion },
            "The D.D.C. denies TikTok's motion (preliminary injunction against the store ban).",
        ),
        (
            Event::AppealFiled { motion, by: HOUSE, hearing },
            "The White House appeals to the D.C. Circuit (preliminary injunction against the store ban); the decision is due on 27 September 2020.",
        ),
        (
            Event::AppealDecided { motion, decision: AppealDecision::Reversed },
            "The D.C. Circuit reverses the ruling on TikTok's motion (preliminary injunction against the store ban).",
        ),
    ]
}

fn other_examples() -> Vec<(Event, &'static str)> {
    let (chance, probability) = (ChanceId(0), Ppm::clamped(710_000));
    vec![
        (Event::SeatTaken { seat: ORACLE, occupant: Occupant::Person }, "A person plays Oracle."),
        (Event::ValueDrawn { slot: SlotId(0), value: 55 }, "ByteDance's walk-away: 55 points."),
        (Event::Opened { at: on("2020-08-01") }, "Play opens on 1 August 2020."),
        (Event::TimeAdvanced { to: on("2020-08-14") }, "Time advances to 14 August 2020, 12:00."),
        (
            Event::Drawn { draw: DrawId::Ruling(MOTION), raw: 1, probability },
            "Nature draws the ruling on TikTok's motion (preliminary injunction against the store ban); the probability of “granted” is 71 %.",
        ),
        (
            Event::Settled { draw: DrawId::Deadline(ORDER), result: 1 },
            "The script settles the deadline of the Order of 14 August 2020 (“the trustee appointed”).",
        ),
        (
            Event::DrawFellDue { draw: DrawId::Chance(chance) },
            "The matter of chance “presidential election” is to be settled.",
        ),
        (Event::ChanceResolved { chance, result: 0 }, "Presidential election: a new president."),
        (
            Event::ChanceSet { chance, at: on("2020-11-03") },
            "Presidential election: the result will be known on 3 November 2020.",
        ),
        (Event::SignalMade { signal: SignalId(0) }, "TikTok opens an information site against rumours."),
        (Event::SignalMade { signal: SignalId(1) }, "A leak from ByteDance: the talks are said to be near collapse."),
        (Event::SignalMade { signal: SignalId(2) }, "Oracle: a contract for cloud services."),
        (Event::GaugeMoved { gauge: GaugeId(0), to: 58 }, "Trade tension is now 58."),
        (Event::WalkAwayMoved { seat: SELLER, by: -3 }, "ByteDance's walk-away falls by 3."),
        (
            Event::ProbabilityMoved { index: 4, by: -25_000 },
            "The probability of a grant (preliminary injunction against the store ban) changes by -2.5 percentage points.",
        ),
        (Event::OutcomeReached { outcome: OutcomeId(0) }, "The run ends: Sold in time."),
    ]
}

fn coalition_examples() -> Vec<(Event, &'static str)> {
    let (talks, into, backer, asks, due) = (TalksId(0), TALKS, WALMART, Some(SELLER), on("2020-09-16"));
    vec![
        (Event::BackerInvited { talks: into, backer }, "Oracle invites Walmart to join its bid."),
        (Event::InvitationDeclined { talks: into, backer }, "Walmart declines to join Oracle's bid."),
        (
            Event::MergerProposed { talks, into, part: 15, asks: None, due },
            "Microsoft proposes to merge with Oracle's bid for 15 points more than its walk-away; the answer is due by 16 September 2020.",
        ),
        (
            Event::MergerProposed { talks, into, part: 1, asks, due },
            "Microsoft proposes to merge with Oracle's bid for 1 point more than its walk-away, if ByteDance consents; the answer is due by 16 September 2020.",
        ),
        (Event::MergerAccepted { talks, into, asks, by: ORACLE }, "Oracle accepts Microsoft as a partner in its bid."),
        (
            Event::MergerAccepted { talks, into, asks, by: SELLER },
            "ByteDance allows Microsoft to bid together with Oracle.",
        ),
        (Event::MergerDeclined { talks, into, asks, by: ORACLE }, "Oracle refuses to merge bids with Microsoft."),
        (Event::MergerDeclined { talks, into, asks, by: MICROSOFT }, "Microsoft withdraws its proposal to Oracle."),
        (
            Event::LotSold { talks, deal: deal(27_500, 1) },
            "The sale closes: Microsoft buys TikTok's US business for $27.5 bn.",
        ),
        (Event::SignatureGivenIn { talks, by: MICROSOFT }, "Microsoft signs the deal."),
        (Event::ClosingScheduledIn { talks, at: due }, "The deal with Microsoft will close on 16 September 2020."),
        (Event::BidMerged { talks, into }, "Microsoft merges with Oracle's bid: from now on they bid as one."),
    ]
}

fn examples() -> Vec<(Event, &'static str)> {
    [
        decree_examples(),
        sale_examples(),
        conference_examples(),
        auction_examples(),
        coalition_examples(),
        court_examples(),
        other_examples(),
    ]
    .concat()
}

fn command_examples() -> Vec<(SeatId, Command, &'static str)> {
    let (talks, review, motion, suit) = (TALKS, REVIEW, MOTION, SUIT);
    let (deal, draw, decree) = (deal(27_500, 1), DrawId::Ruling(motion), ORDER);
    vec![
        (SeatId::CLOCK, Command::SeatOccupant { seat: ORACLE, occupant: Occupant::Nobody }, "leave Oracle empty"),
        (SeatId::CLOCK, Command::Open, "open play"),
        (SeatId::CLOCK, Command::AdvanceTo { at: on("2020-08-14") }, "let time go on to 14 August 2020, 12:00"),
        (
            SeatId::NATURE,
            Command::Draw { draw, raw: 1 },
            "draw the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            SeatId::NATURE,
            Command::Settle { draw: DrawId::Deadline(decree), result: 2 },
            "settle the deadline of the Order of 14 August 2020 (“lapsed”)",
        ),
        (HOUSE, Command::IssueDecree { decree }, "issue the Order of 14 August 2020"),
        (
            CFIUS,
            Command::ExtendDeadline { decree, days: 1 },
            "extend the deadline of the Order of 14 August 2020 by 1 day",
        ),
        (CFIUS, Command::DenyExtension { decree }, "refuse to extend the deadline of the Order of 14 August 2020"),
        (HOUSE, Command::RevokeDecree { decree }, "revoke the Order of 14 August 2020"),
        (HOUSE, Command::EnforceDecree { decree }, "enforce the Order of 14 August 2020"),
        (CFIUS, Command::ApproveDeal { review }, "approve the deal"),
        (
            CFIUS,
            Command::BlockDeal { review, objection: Some(IssueId(0)) },
            "block the deal over one of its terms: price",
        ),
        (ORACLE, Command::OpenTalks { talks }, "come forward to bid for TikTok's US business"),
        (SELLER, Command::MakeOffer { talks, deal }, "offer Oracle these terms: price $27.5 bn, algorithm licensed"),
        (ORACLE, Command::AcceptOffer { talks }, "accept ByteDance's offer"),
        (SELLER, Command::EndTalks { talks }, "break off talks with Oracle"),
        (WALMART, Command::JoinBid { talks }, "join Oracle's bid"),
        (WALMART, Command::LeaveBid { talks }, "leave Oracle's bid"),
        (ORACLE, Command::SignDeal, "sign the deal"),
        (ORACLE, Command::DropAgreement, "walk away from the agreement"),
        (SELLER, Command::SignDealIn { talks }, "sign the deal with Oracle"),
        (TARGET, Command::SignDealIn { talks }, "sign the deal between Oracle and ByteDance"),
        (ORACLE, Command::DropAgreementIn { talks }, "walk away from the agreement with ByteDance"),
        (SELLER, Command::RequestExtension { decree }, "ask to extend the deadline of the Order of 14 August 2020"),
        (TARGET, Command::FileSuit { suit }, "go to court: TikTok v. Trump (D.D.C.)"),
        (TARGET, Command::WithdrawSuit { suit }, "drop the case, TikTok v. Trump (D.D.C.)"),
        (TARGET, Command::FileMotion { motion }, "file a motion (preliminary injunction against the store ban)"),
        (
            COURT,
            Command::Rule { motion, ruling: Ruling::Denied },
            "deny TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            HOUSE,
            Command::FileAppeal { motion },
            "appeal against the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            CIRCUIT,
            Command::DecideAppeal { motion, decision: AppealDecision::Affirmed },
            "uphold the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (SELLER, Command::Say { signal: SignalId(1) }, "leak: the talks are said to be near collapse"),
        (SELLER, Command::TableText { deal }, "table a text: price $27.5 bn, algorithm licensed"),
        (TARGET, Command::Vote { ballot: Ballot::Aye }, "vote for the text on the table"),
        (TARGET, Command::Vote { ballot: Ballot::No }, "vote against the text on the table"),
        (
            HOUSE,
            Command::SuspendEnforcement { decree, days: 75 },
            "suspend enforcement of the Order of 14 August 2020 for 75 days",
        ),
        (
            SELLER,
            Command::SpinOff { talks, deal },
            "spin off TikTok's US business to Oracle: price $27.5 bn, algorithm licensed",
        ),
        (SELLER, Command::OpenAuction, "open the auction of TikTok's US business"),
        (ORACLE, Command::TableBid { option: 45 }, "bid $27.5 bn"),
        (ORACLE, Command::PassAuction, "make no further bids in the auction"),
        (ORACLE, Command::InviteBacker { backer: WALMART }, "invite Walmart to join your bid"),
        (WALMART, Command::DeclineInvitation { talks }, "decline to join Oracle's bid"),
        (MICROSOFT, Command::ProposeMerger { into: talks }, "propose to merge with Oracle's bid"),
        (ORACLE, Command::AcceptMerger { talks: TalksId(0) }, "accept Microsoft as a partner in the bid"),
        (ORACLE, Command::DeclineMerger { talks: TalksId(0) }, "refuse to let Microsoft merge the bids"),
        (MICROSOFT, Command::DeclineMerger { talks: TalksId(0) }, "withdraw the merger that you proposed"),
    ]
}

#[test]
fn every_event_has_its_sentence() {
    let scenario = with_auction();
    let narrator = Narrator::new(&scenario, Reader::Referee);
    let mut wrong = Vec::new();
    for (event, sentence) in examples() {
        wrong.extend((narrator.event(&event) != sentence).then(|| (sentence, narrator.event(&event))));
        let value = json::event(&scenario, Reader::Referee, &event);
        assert_eq!(value["kind"], kind::event(&event));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let seen: BTreeSet<&str> = examples().iter().map(|(event, _)| kind::event(event)).collect();
    assert_eq!(seen, kind::EVENTS.iter().copied().collect(), "an event without an example");
}

#[test]
fn every_command_has_its_words() {
    let scenario = with_auction();
    let narrator = Narrator::new(&scenario, Reader::Referee);
    let mut wrong = Vec::new();
    for (seat, command, words) in command_examples() {
        wrong.extend((narrator.command(seat, &command) != words).then(|| (words, narrator.command(seat, &command))));
        assert_eq!(json::command(&scenario, &command)["kind"], kind::command(&command));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let seen: BTreeSet<&str> = command_examples().iter().map(|(_, command, _)| kind::command(command)).collect();
    assert_eq!(seen, kind::COMMANDS.iter().copied().collect(), "a command without an example");
}
