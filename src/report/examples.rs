//! An example of every event and every command, with its words.

use crate::sample::*;
use crate::{Narrator, Reader, json, kind};
use divest_core::auction::{Auction, Format, Mergers};
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
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
            Event::Decree(DecreeEvent::Issued { decree: order, issued_at, deadline }),
            "The White House issues the Order of 14 August 2020; the deadline is 12 November, in 90 days.",
        ),
        (
            Event::Decree(DecreeEvent::Issued { decree: ban, issued_at: on("2020-07-30"), deadline: None }),
            "In force since 30 July: Executive Order 13942.",
        ),
        (
            Event::Decree(DecreeEvent::DeadlineNeared { decree: order }),
            "The deadline of the Order of 14 August 2020 is near.",
        ),
        (
            Event::Decree(DecreeEvent::ExtensionRequested { decree: order, by: SELLER }),
            "ByteDance asks CFIUS to extend the deadline of the Order of 14 August 2020.",
        ),
        (
            Event::Decree(DecreeEvent::DeadlineExtended { decree: order, to: on("2020-11-27"), days: 15 }),
            "CFIUS extends the deadline of the Order of 14 August 2020 by 15 days, to 27 November 2020.",
        ),
        (
            Event::Decree(DecreeEvent::ExtensionDenied { decree: order }),
            "CFIUS refuses to extend the deadline of the Order of 14 August 2020.",
        ),
        (
            Event::Decree(DecreeEvent::DeadlinePassed { decree: order }),
            "The deadline of the Order of 14 August 2020 passes.",
        ),
        (Event::Decree(DecreeEvent::TookForce { decree: RULES }), "The Rules on app stores take effect."),
        (
            Event::Decree(DecreeEvent::Enforced { decree: order }),
            "The White House enforces the Order of 14 August 2020.",
        ),
        (
            Event::Decree(DecreeEvent::Lapsed { decree: order }),
            "Nobody enforces the Order of 14 August 2020 after the deadline.",
        ),
        (Event::Decree(DecreeEvent::Revoked { decree: ban }), "The White House revokes Executive Order 13942."),
        (Event::Decree(DecreeEvent::Satisfied { decree: order }), "The sale satisfies the Order of 14 August 2020."),
        (
            Event::Decree(DecreeEvent::TrusteeAppointed { decree: order, trustee, until: on("2021-01-11"), then }),
            "The deadline has passed: the trustee sells for ByteDance until 11 January 2021; without a sale, the Order of 14 August 2020 is enforced.",
        ),
        (Event::Decree(DecreeEvent::TrusteeTermEnded { decree: order }), "The trustee's time to sell runs out."),
        (
            Event::Decree(DecreeEvent::Enjoined { decree: RULES, motion: MOTION }),
            "An injunction stops the Rules on app stores.",
        ),
        (
            Event::Decree(DecreeEvent::InjunctionLifted { decree: RULES, motion: MOTION }),
            "The injunction against the Rules on app stores is lifted.",
        ),
        (
            Event::Decree(DecreeEvent::EnforcementSuspended { decree: order, to: on("2021-01-26") }),
            "The White House suspends enforcement of the Order of 14 August 2020 until 26 January 2021.",
        ),
        (
            Event::Decree(DecreeEvent::Annulled { decree: RULES, motion: MOTION }),
            "The D.D.C. annuls the Rules on app stores.",
        ),
    ]
}

fn sale_examples() -> Vec<(Event, &'static str)> {
    let (talks, review, deal) = (TALKS, REVIEW, deal(27_500, 1));
    let due = on("2020-09-16");
    vec![
        (Event::Talks(TalksEvent::Opened { talks }), "Oracle comes forward to bid for TikTok's US business."),
        (
            Event::Talks(TalksEvent::OfferMade { talks, by: ORACLE, to: SELLER, deal, reply_due: due }),
            "Oracle offers ByteDance $27.5 bn for TikTok's US business (algorithm licensed).",
        ),
        (
            Event::Talks(TalksEvent::OfferMade { talks, by: SELLER, to: ORACLE, deal, reply_due: due }),
            "ByteDance wants $27.5 bn from Oracle for TikTok's US business (algorithm licensed).",
        ),
        (Event::Talks(TalksEvent::Ended { talks, by: SELLER }), "ByteDance breaks off its talks with Oracle."),
        (
            Event::Talks(TalksEvent::Resumed { talks, reply_due: due }),
            "Oracle and ByteDance keep talking; Oracle's next offer is due by 16 September 2020.",
        ),
        (Event::Consortium(ConsortiumEvent::BackerJoined { talks, backer: WALMART }), "Walmart joins Oracle's bid."),
        (Event::Consortium(ConsortiumEvent::BackerLeft { talks, backer: WALMART }), "Walmart leaves Oracle's bid."),
        (
            Event::Agreement(AgreementEvent::TermsAgreed { talks, deal }),
            "ByteDance and Oracle agree on terms: price $27.5 bn, algorithm licensed.",
        ),
        (Event::Agreement(AgreementEvent::SignatureGiven { talks, by: TARGET }), "TikTok signs the deal."),
        (Event::Agreement(AgreementEvent::Signed { talks }), "The deal with Oracle now has every signature it needs."),
        (
            Event::Agreement(AgreementEvent::SigningRefused { talks, by: TARGET, objection: Some(IssueId(1)) }),
            "TikTok refuses to sign the deal with Oracle over one of its terms: algorithm.",
        ),
        (
            Event::Agreement(AgreementEvent::SigningRefused { talks, by: TARGET, objection: None }),
            "TikTok refuses to sign the deal with Oracle.",
        ),
        (
            Event::Agreement(AgreementEvent::Dropped { talks, by: ORACLE }),
            "Oracle walks away from the agreement with ByteDance.",
        ),
        (
            Event::Review(ReviewEvent::Opened { review, talks, due }),
            "CFIUS begins to review the deal; its decision is due on 16 September 2020.",
        ),
        (Event::Review(ReviewEvent::Approved { review, talks }), "CFIUS approves the deal."),
        (Event::Review(ReviewEvent::Blocked { review, talks, objection: None }), "CFIUS blocks the deal."),
        (
            Event::Review(ReviewEvent::Blocked { review, talks, objection: Some(IssueId(1)) }),
            "CFIUS blocks the deal over one of its terms: algorithm.",
        ),
        (
            Event::Agreement(AgreementEvent::ClosingScheduled { talks, at: due }),
            "The deal with Oracle will close on 16 September 2020.",
        ),
        (
            Event::Agreement(AgreementEvent::Closed { talks, deal, completes: true }),
            "The sale closes: Oracle buys TikTok's US business for $27.5 bn.",
        ),
        (
            Event::Agreement(AgreementEvent::SpinOffPlanned { talks, deal }),
            "ByteDance decides to spin off TikTok's US business to its shareholders, with no price paid (algorithm licensed).",
        ),
        (
            Event::Agreement(AgreementEvent::BuyerFailed { talks }),
            "Oracle fails: TikTok's US business goes back to ByteDance.",
        ),
    ]
}

fn conference_examples() -> Vec<(Event, &'static str)> {
    let (due, by, next) = (on("2020-09-16"), SELLER, TARGET);
    vec![
        (
            Event::Conference(ConferenceEvent::Opened { first: ORACLE, due }),
            "All signatories meet at one table; Oracle is to table the first text by 16 September 2020.",
        ),
        (
            Event::Conference(ConferenceEvent::TextTabled { by, deal: deal(27_500, 1), due }),
            "ByteDance tables a text: price $27.5 bn, algorithm licensed.",
        ),
        (Event::Conference(ConferenceEvent::VoteCast { by, ballot: Ballot::Aye }), "ByteDance votes for the text."),
        (Event::Conference(ConferenceEvent::VoteCast { by, ballot: Ballot::No }), "ByteDance votes against the text."),
        (
            Event::Conference(ConferenceEvent::TextStands { next, due }),
            "Every member prefers this text to the one before, so it stands.",
        ),
        (Event::Conference(ConferenceEvent::TextFailed { next, due }), "The text fails."),
        (Event::Conference(ConferenceEvent::TurnPassed { by, next, due }), "ByteDance tables no text."),
        (
            Event::Conference(ConferenceEvent::Closed),
            "The conference ends without an agreed text; seller and bidder continue alone.",
        ),
    ]
}

/// The sale as an auction on the price.
fn with_auction() -> Scenario {
    let mut setup = setup();
    setup.sale.auction = Some(Auction {
        seller: divest_core::id::SellerId(0),
        cap: 0,
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
            Event::Auction(AuctionEvent::Opened { lot: None, asked, due }),
            "The auction of TikTok's US business opens with bids from $10 bn up; the first round ends on 16 September 2020.",
        ),
        (
            Event::Auction(AuctionEvent::RoundOpened { asked, due }),
            "Another round begins: $10 bn is asked by 16 September 2020.",
        ),
        (Event::Auction(AuctionEvent::BidTabled { talks, option }), "Oracle bids $27.5 bn."),
        (
            Event::Auction(AuctionEvent::BidOpened { talks, option, to: SELLER }),
            "ByteDance opens Oracle's bid: $27.5 bn.",
        ),
        (Event::Auction(AuctionEvent::BidderPassed { talks }), "Oracle makes no further bids."),
        (Event::Auction(AuctionEvent::BidderOut { talks }), "Oracle is out of the auction."),
        (Event::Auction(AuctionEvent::Won { talks, option }), "Oracle wins the auction at $27.5 bn."),
        (Event::Auction(AuctionEvent::LotUnsold { lot: 0 }), "No bid for TikTok's US business is high enough."),
        (Event::Auction(AuctionEvent::Failed), "The auction fails: no remaining bid is high enough."),
    ]
}

fn court_examples() -> Vec<(Event, &'static str)> {
    let (motion, hearing) = (MOTION, on("2020-09-27"));
    vec![
        (Event::Court(CourtEvent::SuitFiled { suit: SUIT }), "TikTok goes to court: TikTok v. Trump (D.D.C.)."),
        (Event::Court(CourtEvent::SuitWithdrawn { suit: SUIT }), "TikTok drops its case, TikTok v. Trump (D.D.C.)."),
        (
            Event::Court(CourtEvent::SuitMooted { suit: SUIT }),
            "TikTok v. Trump (D.D.C.) falls away: nothing is left for the D.D.C. to decide.",
        ),
        (
            Event::Court(CourtEvent::MotionFiled { motion, hearing }),
            "TikTok files a motion with the D.D.C. (preliminary injunction against the store ban); the ruling is due on 27 September 2020.",
        ),
        (
            Event::Court(CourtEvent::MotionGranted { motion }),
            "The D.D.C. grants TikTok's motion (preliminary injunction against the store ban).",
        ),
        (
            Event::Court(CourtEvent::MotionDenied { motion }),
            "The D.D.C. denies TikTok's motion (preliminary injunction against the store ban).",
        ),
        (
            Event::Court(CourtEvent::AppealFiled { motion, by: HOUSE, hearing }),
            "The White House appeals to the D.C. Circuit (preliminary injunction against the store ban); the decision is due on 27 September 2020.",
        ),
        (
            Event::Court(CourtEvent::AppealDecided { motion, decision: AppealDecision::Reversed }),
            "The D.C. Circuit reverses the ruling on TikTok's motion (preliminary injunction against the store ban).",
        ),
    ]
}

fn other_examples() -> Vec<(Event, &'static str)> {
    let (chance, probability) = (ChanceId(0), Ppm::clamped(710_000));
    vec![
        (Event::Run(RunEvent::SeatTaken { seat: ORACLE, occupant: Occupant::Person }), "A person plays Oracle."),
        (Event::Chance(ChanceEvent::ValueDrawn { slot: SlotId(0), value: 55 }), "ByteDance's walk-away: 55 points."),
        (Event::Run(RunEvent::Opened { at: on("2020-08-01") }), "Play opens on 1 August 2020."),
        (Event::Run(RunEvent::TimeAdvanced { to: on("2020-08-14") }), "Time advances to 14 August 2020, 12:00."),
        (
            Event::Chance(ChanceEvent::Drawn { draw: DrawId::Ruling(MOTION), raw: 1, probability }),
            "Nature draws the ruling on TikTok's motion (preliminary injunction against the store ban); the probability of “granted” is 71 %.",
        ),
        (
            Event::Chance(ChanceEvent::Settled { draw: DrawId::Deadline(ORDER), result: 1 }),
            "The script settles the deadline of the Order of 14 August 2020 (“the trustee appointed”).",
        ),
        (
            Event::Chance(ChanceEvent::FellDue { draw: DrawId::Chance(chance) }),
            "The matter of chance “presidential election” is to be settled.",
        ),
        (Event::Chance(ChanceEvent::Resolved { chance, result: 0 }), "Presidential election: a new president."),
        (
            Event::Chance(ChanceEvent::Scheduled { chance, at: on("2020-11-03") }),
            "Presidential election: the result will be known on 3 November 2020.",
        ),
        (
            Event::World(WorldEvent::SignalMade { signal: SignalId(0) }),
            "TikTok opens an information site against rumours.",
        ),
        (
            Event::World(WorldEvent::SignalMade { signal: SignalId(1) }),
            "A leak from ByteDance: the talks are said to be near collapse.",
        ),
        (Event::World(WorldEvent::SignalMade { signal: SignalId(2) }), "Oracle: a contract for cloud services."),
        (Event::World(WorldEvent::GaugeMoved { gauge: GaugeId(0), to: 58 }), "Trade tension is now 58."),
        (Event::World(WorldEvent::WalkAwayMoved { seat: SELLER, by: -3 }), "ByteDance's walk-away falls by 3."),
        (
            Event::World(WorldEvent::ProbabilityMoved { index: 4, by: -25_000 }),
            "The probability of a grant (preliminary injunction against the store ban) changes by -2.5 percentage points.",
        ),
        (Event::Run(RunEvent::OutcomeReached { outcome: OutcomeId(0) }), "The run ends: Sold in time."),
    ]
}

fn coalition_examples() -> Vec<(Event, &'static str)> {
    let (talks, into, backer, asks, due) = (TalksId(0), TALKS, WALMART, Some(SELLER), on("2020-09-16"));
    vec![
        (
            Event::Consortium(ConsortiumEvent::BackerInvited { talks: into, backer }),
            "Oracle invites Walmart to join its bid.",
        ),
        (
            Event::Consortium(ConsortiumEvent::InvitationDeclined { talks: into, backer }),
            "Walmart declines to join Oracle's bid.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, part: 15, asks: None, due }),
            "Microsoft proposes to merge with Oracle's bid for 15 points more than its walk-away; the answer is due by 16 September 2020.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, part: 1, asks, due }),
            "Microsoft proposes to merge with Oracle's bid for 1 point more than its walk-away, if ByteDance consents; the answer is due by 16 September 2020.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by: ORACLE }),
            "Oracle accepts Microsoft as a partner in its bid.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by: SELLER }),
            "ByteDance allows Microsoft to bid together with Oracle.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerDeclined { talks, into, asks, by: ORACLE }),
            "Oracle refuses to merge bids with Microsoft.",
        ),
        (
            Event::Consortium(ConsortiumEvent::MergerDeclined { talks, into, asks, by: MICROSOFT }),
            "Microsoft withdraws its proposal to Oracle.",
        ),
        (
            Event::Agreement(AgreementEvent::Closed { talks, deal: deal(27_500, 1), completes: false }),
            "The sale closes: Microsoft buys TikTok's US business for $27.5 bn.",
        ),
        (Event::Agreement(AgreementEvent::SignatureGiven { talks, by: MICROSOFT }), "Microsoft signs the deal."),
        (
            Event::Agreement(AgreementEvent::ClosingScheduled { talks, at: due }),
            "The deal with Microsoft will close on 16 September 2020.",
        ),
        (
            Event::Consortium(ConsortiumEvent::Merged { talks, into }),
            "Microsoft merges with Oracle's bid: from now on they bid as one.",
        ),
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
        (
            SeatId::CLOCK,
            Command::Run(RunCommand::SeatOccupant { seat: ORACLE, occupant: Occupant::Nobody }),
            "leave Oracle empty",
        ),
        (SeatId::CLOCK, Command::Run(RunCommand::Open), "open play"),
        (
            SeatId::CLOCK,
            Command::Run(RunCommand::AdvanceTo { at: on("2020-08-14") }),
            "let time go on to 14 August 2020, 12:00",
        ),
        (
            SeatId::NATURE,
            Command::Chance(ChanceCommand::Draw { draw, raw: 1 }),
            "draw the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            SeatId::NATURE,
            Command::Chance(ChanceCommand::Settle { draw: DrawId::Deadline(decree), result: 2 }),
            "settle the deadline of the Order of 14 August 2020 (“lapsed”)",
        ),
        (HOUSE, Command::Decree(DecreeCommand::Issue { decree }), "issue the Order of 14 August 2020"),
        (
            CFIUS,
            Command::Decree(DecreeCommand::ExtendDeadline { decree, days: 1 }),
            "extend the deadline of the Order of 14 August 2020 by 1 day",
        ),
        (
            CFIUS,
            Command::Decree(DecreeCommand::DenyExtension { decree }),
            "refuse to extend the deadline of the Order of 14 August 2020",
        ),
        (HOUSE, Command::Decree(DecreeCommand::Revoke { decree }), "revoke the Order of 14 August 2020"),
        (HOUSE, Command::Decree(DecreeCommand::Enforce { decree }), "enforce the Order of 14 August 2020"),
        (CFIUS, Command::Review(ReviewCommand::Approve { review, talks: None }), "approve the deal"),
        (
            CFIUS,
            Command::Review(ReviewCommand::Block { review, talks: None, objection: Some(IssueId(0)) }),
            "block the deal over one of its terms: price",
        ),
        (ORACLE, Command::Talks(TalksCommand::Open { talks }), "come forward to bid for TikTok's US business"),
        (
            SELLER,
            Command::Talks(TalksCommand::MakeOffer { talks, deal }),
            "offer Oracle these terms: price $27.5 bn, algorithm licensed",
        ),
        (ORACLE, Command::Talks(TalksCommand::AcceptOffer { talks }), "accept ByteDance's offer"),
        (SELLER, Command::Talks(TalksCommand::End { talks }), "break off talks with Oracle"),
        (WALMART, Command::Consortium(ConsortiumCommand::Join { talks }), "join Oracle's bid"),
        (WALMART, Command::Consortium(ConsortiumCommand::Leave { talks }), "leave Oracle's bid"),
        (ORACLE, Command::Agreement(AgreementCommand::Sign { talks: None }), "sign the deal"),
        (ORACLE, Command::Agreement(AgreementCommand::Drop { talks: None }), "walk away from the agreement"),
        (SELLER, Command::Agreement(AgreementCommand::Sign { talks: Some(talks) }), "sign the deal with Oracle"),
        (
            TARGET,
            Command::Agreement(AgreementCommand::RefuseToSign { talks, objection: None }),
            "refuse to sign the deal with Oracle",
        ),
        (
            TARGET,
            Command::Agreement(AgreementCommand::RefuseToSign { talks, objection: Some(IssueId(1)) }),
            "refuse to sign the deal with Oracle over one of its terms: algorithm",
        ),
        (
            TARGET,
            Command::Agreement(AgreementCommand::Sign { talks: Some(talks) }),
            "sign the deal between Oracle and ByteDance",
        ),
        (
            ORACLE,
            Command::Agreement(AgreementCommand::Drop { talks: Some(talks) }),
            "walk away from the agreement with ByteDance",
        ),
        (
            SELLER,
            Command::Decree(DecreeCommand::RequestExtension { decree }),
            "ask to extend the deadline of the Order of 14 August 2020",
        ),
        (TARGET, Command::Court(CourtCommand::FileSuit { suit }), "go to court: TikTok v. Trump (D.D.C.)"),
        (TARGET, Command::Court(CourtCommand::WithdrawSuit { suit }), "drop the case, TikTok v. Trump (D.D.C.)"),
        (
            TARGET,
            Command::Court(CourtCommand::FileMotion { motion }),
            "file a motion (preliminary injunction against the store ban)",
        ),
        (
            COURT,
            Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }),
            "deny TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            HOUSE,
            Command::Court(CourtCommand::FileAppeal { motion }),
            "appeal against the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            CIRCUIT,
            Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }),
            "uphold the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            SELLER,
            Command::World(WorldCommand::Say { signal: SignalId(1) }),
            "leak: the talks are said to be near collapse",
        ),
        (
            SELLER,
            Command::Conference(ConferenceCommand::TableText { deal }),
            "table a text: price $27.5 bn, algorithm licensed",
        ),
        (
            TARGET,
            Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }),
            "vote for the text on the table",
        ),
        (
            TARGET,
            Command::Conference(ConferenceCommand::Vote { ballot: Ballot::No }),
            "vote against the text on the table",
        ),
        (
            HOUSE,
            Command::Decree(DecreeCommand::SuspendEnforcement { decree, days: 75 }),
            "suspend enforcement of the Order of 14 August 2020 for 75 days",
        ),
        (
            SELLER,
            Command::Agreement(AgreementCommand::SpinOff { talks, deal }),
            "spin off TikTok's US business to Oracle: price $27.5 bn, algorithm licensed",
        ),
        (SELLER, Command::Auction(AuctionCommand::Open), "open the auction of TikTok's US business"),
        (ORACLE, Command::Auction(AuctionCommand::Bid { option: 45 }), "bid $27.5 bn"),
        (ORACLE, Command::Auction(AuctionCommand::Pass), "make no further bids in the auction"),
        (ORACLE, Command::Consortium(ConsortiumCommand::Invite { backer: WALMART }), "invite Walmart to join your bid"),
        (WALMART, Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }), "decline to join Oracle's bid"),
        (
            MICROSOFT,
            Command::Consortium(ConsortiumCommand::ProposeMerger { into: talks }),
            "propose to merge with Oracle's bid",
        ),
        (
            ORACLE,
            Command::Consortium(ConsortiumCommand::AcceptMerger { talks: TalksId(0) }),
            "accept Microsoft as a partner in the bid",
        ),
        (
            ORACLE,
            Command::Consortium(ConsortiumCommand::DeclineMerger { talks: TalksId(0) }),
            "refuse to let Microsoft merge the bids",
        ),
        (
            MICROSOFT,
            Command::Consortium(ConsortiumCommand::DeclineMerger { talks: TalksId(0) }),
            "withdraw the merger that you proposed",
        ),
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
