//! An example of every event and every command, with its words.

use crate::sample::*;
use crate::{Reader, Voice, json, kind};
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
            "The White House issues the Order of 14 August 2020, due on 2020-11-12 (90 days).",
        ),
        (
            Event::DecreeIssued { decree: ban, issued_at: on("2020-07-30"), deadline: None },
            "Already out: Executive Order 13942, issued by the White House on 2020-07-30.",
        ),
        (Event::DeadlineNeared { decree: order }, "The date of the Order of 14 August 2020 comes near."),
        (
            Event::ExtensionRequested { decree: order, by: SELLER },
            "ByteDance asks CFIUS for more time under the Order of 14 August 2020.",
        ),
        (
            Event::DeadlineExtended { decree: order, to: on("2020-11-27"), days: 15 },
            "CFIUS extends the Order of 14 August 2020 by 15 days, to 2020-11-27.",
        ),
        (Event::ExtensionDenied { decree: order }, "CFIUS refuses more time under the Order of 14 August 2020."),
        (Event::DeadlinePassed { decree: order }, "The date of the Order of 14 August 2020 comes."),
        (Event::DecreeTookForce { decree: RULES }, "From now on the prohibition binds: the Rules on app stores."),
        (Event::DecreeEnforced { decree: order }, "The White House enforces the Order of 14 August 2020."),
        (Event::DecreeLapsed { decree: order }, "Nobody acts on the Order of 14 August 2020: the date goes by."),
        (Event::DecreeRevoked { decree: ban }, "The White House revokes Executive Order 13942."),
        (Event::DecreeSatisfied { decree: order }, "The sale satisfies the Order of 14 August 2020."),
        (
            Event::TrusteeAppointed { decree: order, trustee, until: on("2021-01-11"), then },
            "Under the Order of 14 August 2020, the trustee is to sell in ByteDance's place by 2021-01-11; without a \
             sale the decree is enforced.",
        ),
        (Event::TrusteeTimeEnded { decree: order }, "The trustee's time to sell runs out."),
        (Event::DecreeEnjoined { decree: RULES, motion: MOTION }, "The injunction stops the Rules on app stores."),
        (
            Event::InjunctionLifted { decree: RULES, motion: MOTION },
            "The injunction against the Rules on app stores falls.",
        ),
        (
            Event::EnforcementSuspended { decree: order, to: on("2021-01-26") },
            "The White House has the Order of 14 August 2020 not enforced until 2021-01-26.",
        ),
        (
            Event::DecreeAnnulled { decree: RULES, motion: MOTION },
            "The D.D.C. undoes the Rules on app stores from the beginning.",
        ),
    ]
}

fn sale_examples() -> Vec<(Event, &'static str)> {
    let (talks, review, deal) = (TALKS, REVIEW, deal(27_500, 1));
    let due = on("2020-09-16");
    vec![
        (Event::TalksOpened { talks }, "Oracle comes forward to bid for TikTok's US business."),
        (
            Event::OfferMade { talks, by: ORACLE, to: SELLER, deal, reply_due: due },
            "Oracle offers ByteDance USD 27,500 million for TikTok's US business: algorithm licensed.",
        ),
        (
            Event::OfferMade { talks, by: SELLER, to: ORACLE, deal, reply_due: due },
            "ByteDance asks USD 27,500 million of Oracle: algorithm licensed.",
        ),
        (Event::TalksEnded { talks, by: SELLER }, "ByteDance breaks off its talks with Oracle."),
        (Event::TalksResumed { talks, reply_due: due }, "Talks with Oracle go on, its offer due by 2020-09-16."),
        (Event::BidJoined { talks, backer: WALMART }, "Walmart joins Oracle's bid."),
        (Event::BidLeft { talks, backer: WALMART }, "Walmart leaves Oracle's bid."),
        (
            Event::TermsAgreed { talks, deal },
            "ByteDance and Oracle agree on terms: price USD 27,500 million, algorithm licensed.",
        ),
        (Event::SignatureGiven { by: TARGET }, "TikTok signs."),
        (Event::DealSigned { talks }, "The deal with Oracle has every signature that it needs."),
        (Event::AgreementDropped { talks, by: ORACLE }, "Oracle walks away from the agreement with ByteDance."),
        (
            Event::SigningRefused { talks, by: TARGET, objection: Some(IssueId(1)) },
            "TikTok refuses to sign the deal of Oracle with ByteDance because of its terms on algorithm.",
        ),
        (Event::ReviewOpened { review, due }, "CFIUS begins to review the deal; its decision is due on 2020-09-16."),
        (Event::DealApproved { review }, "CFIUS approves the deal."),
        (Event::DealBlocked { review, objection: None }, "CFIUS blocks the deal."),
        (
            Event::DealBlocked { review, objection: Some(IssueId(1)) },
            "CFIUS blocks the deal over one of its terms: algorithm.",
        ),
        (
            Event::ClosingScheduled { at: due },
            "Nothing stands in the deal's way any more: it is to close on 2020-09-16.",
        ),
        (
            Event::DealClosed { talks, deal },
            "The sale closes: Oracle takes over TikTok's US business for USD 27,500 million.",
        ),
        (
            Event::SpinOffPlanned { talks, deal },
            "ByteDance resolves to spin TikTok's US business off to Oracle: price USD 27,500 million, algorithm licensed.",
        ),
        (Event::BuyerFailed { talks }, "Oracle cannot go on with TikTok's US business: it goes back to ByteDance."),
    ]
}

fn conference_examples() -> Vec<(Event, &'static str)> {
    let (due, by, next) = (on("2020-09-16"), SELLER, TARGET);
    vec![
        (
            Event::ConferenceOpened { first: ORACLE, due },
            "All who are asked to sign sit down at one table; Oracle is to table the first text by 2020-09-16.",
        ),
        (
            Event::TextTabled { by, deal: deal(27_500, 1), due },
            "ByteDance tables a text: price USD 27,500 million, algorithm licensed.",
        ),
        (Event::VoteCast { by, ballot: Ballot::Aye }, "ByteDance votes for the text."),
        (Event::VoteCast { by, ballot: Ballot::No }, "ByteDance votes against the text."),
        (Event::TextStands { next, due }, "Everybody prefers this text to the one before, and it stands."),
        (Event::TextFailed { next, due }, "The text fails."),
        (Event::TurnPassed { by, next, due }, "ByteDance tables nothing in its turn."),
        (
            Event::ConferenceClosed,
            "The conference ends without a text that enough would sign; seller and bidder go on alone.",
        ),
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
            "The auction of TikTok's US business opens: bids are called out, from USD 10,000 million up; the first round \
             ends on 2020-09-16.",
        ),
        (Event::RoundOpened { asked, due }, "Another round: USD 10,000 million is asked, by 2020-09-16."),
        (Event::BidTabled { talks, option }, "Oracle bids USD 27,500 million."),
        (Event::BidOpened { talks, option, to: SELLER }, "Oracle's bid is opened: USD 27,500 million."),
        (Event::AuctionPassed { talks }, "Oracle bids no more."),
        (Event::BidderOut { talks }, "Oracle is out of the auction."),
        (Event::AuctionWon { talks, option }, "Oracle wins the auction, at USD 27,500 million."),
        (Event::AuctionFailed, "The auction fails: no bid is left that is good enough."),
    ]
}

fn court_examples() -> Vec<(Event, &'static str)> {
    let (motion, hearing) = (MOTION, on("2020-09-27"));
    vec![
        (Event::SuitFiled { suit: SUIT }, "TikTok goes to court: TikTok v. Trump (D.D.C.)."),
        (Event::SuitWithdrawn { suit: SUIT }, "TikTok drops its case, TikTok v. Trump (D.D.C.)."),
        (Event::SuitMooted { suit: SUIT }, "The D.D.C. has nothing left to decide in TikTok v. Trump (D.D.C.)."),
        (
            Event::MotionFiled { motion, hearing },
            "TikTok files a motion with the D.D.C. (preliminary injunction against the store ban); the ruling is due on \
             2020-09-27.",
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
            "The White House appeals to the D.C. Circuit (preliminary injunction against the store ban); the decision is \
             due on 2020-09-27.",
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
        (Event::Opened { at: on("2020-08-01") }, "Play opens on 2020-08-01."),
        (Event::TimeAdvanced { to: on("2020-08-14") }, "Time goes on to 2020-08-14 12:00."),
        (
            Event::Drawn { draw: DrawId::Ruling(MOTION), raw: 1, probability },
            "Nature draws the ruling on TikTok's motion (preliminary injunction against the store ban); the odds of \
             “granted” are 71 %.",
        ),
        (
            Event::Settled { draw: DrawId::Deadline(ORDER), result: 1 },
            "The script settles what happens at the date of the Order of 14 August 2020 (“the trustee appointed”).",
        ),
        (
            Event::DrawFellDue { draw: DrawId::Chance(chance) },
            "It is time to settle a matter of chance: presidential election.",
        ),
        (Event::ChanceResolved { chance, result: 0 }, "Presidential election: a new president."),
        (Event::ChanceSet { chance, at: on("2020-11-03") }, "Presidential election: this will be known on 2020-11-03."),
        (Event::SignalMade { signal: SignalId(0) }, "TikTok opens an information site against rumours."),
        (Event::SignalMade { signal: SignalId(1) }, "A leak from ByteDance: the talks are said to be near collapse."),
        (Event::SignalMade { signal: SignalId(2) }, "Oracle: a contract for cloud services."),
        (Event::GaugeMoved { gauge: GaugeId(0), to: 58 }, "Trade tension → 58."),
        (Event::WalkAwayMoved { seat: SELLER, by: -3 }, "ByteDance's walk-away -3."),
        (
            Event::ProbabilityMoved { index: 4, by: -25_000 },
            "The odds of a grant (preliminary injunction against the store ban) change by -2.5 percentage points.",
        ),
        (Event::OutcomeReached { outcome: OutcomeId(0) }, "The end: Sold in time."),
    ]
}

fn coalition_examples() -> Vec<(Event, &'static str)> {
    let (talks, into, backer, asks, due) = (TalksId(0), TALKS, WALMART, Some(SELLER), on("2020-09-16"));
    vec![
        (Event::BackerInvited { talks: into, backer }, "Oracle invites Walmart to join its bid."),
        (Event::InvitationDeclined { talks: into, backer }, "Walmart declines to join Oracle's bid."),
        (
            Event::MergerProposed { talks, into, part: 15, asks: None, due },
            "Microsoft proposes to fold its bid into Oracle's bid; it asks 15 points over its walk-away, by 2020-09-16.",
        ),
        (
            Event::MergerProposed { talks, into, part: 1, asks, due },
            "Microsoft proposes to fold its bid into Oracle's bid; it asks 1 point over its walk-away and needs the leave of \
             ByteDance, by 2020-09-16.",
        ),
        (Event::MergerAccepted { talks, into, asks, by: ORACLE }, "Oracle takes Microsoft in."),
        (Event::MergerAccepted { talks, into, asks, by: SELLER }, "ByteDance gives leave: Microsoft may fold its bid."),
        (
            Event::MergerDeclined { talks, into, asks, by: ORACLE },
            "Oracle will not have Microsoft fold its bid into Oracle's bid.",
        ),
        (
            Event::MergerDeclined { talks, into, asks, by: MICROSOFT },
            "Microsoft takes back what it proposed to Oracle.",
        ),
        (
            Event::LotSold { talks, deal: deal(27_500, 1) },
            "A sale closes: Microsoft takes over TikTok's US business for USD 27,500 million; the rest is still for sale.",
        ),
        (Event::SignatureGivenIn { talks, by: MICROSOFT }, "Microsoft signs its deal with ByteDance."),
        (
            Event::ClosingScheduledIn { talks, at: due },
            "Nothing stands in the way of the deal of Microsoft with ByteDance any more: it is to close on 2020-09-16.",
        ),
        (Event::BidMerged { talks, into }, "Microsoft folds its bid into Oracle's bid: from now on they bid as one."),
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
        (SeatId::CLOCK, Command::SeatOccupant { seat: ORACLE, occupant: Occupant::Nobody }, "leave Oracle to nobody"),
        (SeatId::CLOCK, Command::Open, "open play"),
        (SeatId::CLOCK, Command::AdvanceTo { at: on("2020-08-14") }, "let time go on to 2020-08-14 12:00"),
        (
            SeatId::NATURE,
            Command::Draw { draw, raw: 1 },
            "draw the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            SeatId::NATURE,
            Command::Settle { draw: DrawId::Deadline(decree), result: 2 },
            "settle what happens at the date of the Order of 14 August 2020 (“lapsed”)",
        ),
        (HOUSE, Command::IssueDecree { decree }, "issue the Order of 14 August 2020"),
        (CFIUS, Command::ExtendDeadline { decree, days: 1 }, "extend the Order of 14 August 2020 by 1 day"),
        (CFIUS, Command::DenyExtension { decree }, "refuse more time under the Order of 14 August 2020"),
        (HOUSE, Command::RevokeDecree { decree }, "revoke the Order of 14 August 2020"),
        (HOUSE, Command::EnforceDecree { decree }, "enforce the Order of 14 August 2020"),
        (CFIUS, Command::ApproveDeal { review }, "approve the deal"),
        (
            CFIUS,
            Command::BlockDeal { review, objection: Some(IssueId(0)) },
            "block the deal over one of its terms: price",
        ),
        (ORACLE, Command::OpenTalks { talks }, "come forward to bid for TikTok's US business"),
        (
            SELLER,
            Command::MakeOffer { talks, deal },
            "offer Oracle these terms: price USD 27,500 million, algorithm licensed",
        ),
        (ORACLE, Command::AcceptOffer { talks }, "accept ByteDance's offer"),
        (SELLER, Command::EndTalks { talks }, "break off talks with Oracle"),
        (WALMART, Command::JoinBid { talks }, "join Oracle's bid"),
        (WALMART, Command::LeaveBid { talks }, "leave Oracle's bid"),
        (ORACLE, Command::SignDeal, "sign the deal"),
        (ORACLE, Command::DropAgreement, "walk away from the agreement"),
        (SELLER, Command::SignDealIn { talks }, "sign the deal with Oracle"),
        (TARGET, Command::SignDealIn { talks }, "sign the deal of Oracle with ByteDance"),
        (TARGET, Command::RefuseToSign { talks, objection: None }, "refuse to sign the deal of Oracle with ByteDance"),
        (ORACLE, Command::DropAgreementIn { talks }, "walk away from the agreement with ByteDance"),
        (SELLER, Command::RequestExtension { decree }, "ask for more time under the Order of 14 August 2020"),
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
            "appeal the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (
            CIRCUIT,
            Command::DecideAppeal { motion, decision: AppealDecision::Affirmed },
            "affirm the ruling on TikTok's motion (preliminary injunction against the store ban)",
        ),
        (SELLER, Command::Say { signal: SignalId(1) }, "leak: the talks are said to be near collapse"),
        (SELLER, Command::TableText { deal }, "table a text: price USD 27,500 million, algorithm licensed"),
        (TARGET, Command::Vote { ballot: Ballot::Aye }, "vote for the text on the table"),
        (TARGET, Command::Vote { ballot: Ballot::No }, "vote against the text on the table"),
        (
            HOUSE,
            Command::SuspendEnforcement { decree, days: 75 },
            "have the Order of 14 August 2020 not enforced for 75 days",
        ),
        (
            SELLER,
            Command::SpinOff { talks, deal },
            "spin TikTok's US business off to Oracle: price USD 27,500 million, algorithm licensed",
        ),
        (SELLER, Command::OpenAuction, "open the auction of TikTok's US business"),
        (ORACLE, Command::TableBid { option: 45 }, "bid USD 27,500 million"),
        (ORACLE, Command::PassAuction, "bid no more in the auction"),
        (ORACLE, Command::InviteBacker { backer: WALMART }, "invite Walmart to join your bid"),
        (WALMART, Command::DeclineInvitation { talks }, "decline to join Oracle's bid"),
        (MICROSOFT, Command::ProposeMerger { into: talks }, "propose to fold your bid into Oracle's bid"),
        (ORACLE, Command::AcceptMerger { talks: TalksId(0) }, "agree that Microsoft fold its bid"),
        (ORACLE, Command::DeclineMerger { talks: TalksId(0) }, "decline that Microsoft fold its bid"),
        (MICROSOFT, Command::DeclineMerger { talks: TalksId(0) }, "take back the merger that you proposed"),
    ]
}

#[test]
fn every_event_has_its_sentence() {
    let scenario = with_auction();
    let voice = Voice::new(&scenario, Reader::Referee);
    for (event, sentence) in examples() {
        assert_eq!(voice.event(&event), sentence);
        let value = json::event(&scenario, Reader::Referee, &event);
        assert_eq!(value["kind"], kind::event(&event));
    }
    let seen: BTreeSet<&str> = examples().iter().map(|(event, _)| kind::event(event)).collect();
    assert_eq!(seen, kind::EVENTS.iter().copied().collect(), "an event without an example");
}

#[test]
fn every_command_has_its_words() {
    let scenario = with_auction();
    let voice = Voice::new(&scenario, Reader::Referee);
    for (seat, command, words) in command_examples() {
        assert_eq!(voice.command(seat, &command), words);
        assert_eq!(json::command(&scenario, &command)["kind"], kind::command(&command));
    }
    let seen: BTreeSet<&str> = command_examples().iter().map(|(_, command, _)| kind::command(command)).collect();
    assert_eq!(seen, kind::COMMANDS.iter().copied().collect(), "a command without an example");
}
