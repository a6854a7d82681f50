//! Every reason, every wish and every fact of the rules stands in a test. A new variant does not compile here until it is
//! named, and the test fails until it is tested.

use divest_core::{Command, Event, Rejection};

const TESTS: [(&str, &str); 10] = [
    ("decrees.rs", include_str!("decrees.rs")),
    ("sale.rs", include_str!("sale.rs")),
    ("courts.rs", include_str!("courts.rs")),
    ("world.rs", include_str!("world.rs")),
    ("conference.rs", include_str!("conference.rs")),
    ("auction.rs", include_str!("auction.rs")),
    ("coalition.rs", include_str!("coalition.rs")),
    ("lots.rs", include_str!("lots.rs")),
    ("remedies.rs", include_str!("remedies.rs")),
    ("sellers.rs", include_str!("sellers.rs")),
];

/// The variants of an enum by name, checked by a match that must name them all.
macro_rules! variants {
    ($names:ident of $kind:ident: $($variant:ident),+ $(,)?) => {
        const $names: &[&str] = {
            const fn _all_are_named(value: &$kind) {
                match value {
                    $($kind::$variant { .. } => {})+
                }
            }
            &[$(stringify!($variant)),+]
        };
    };
}

variants!(REJECTIONS of Rejection:
    RunIsOver, NotOpenYet, AlreadyOpen, ValuesNotDrawn, NatureFirst, NotTheDrawThatWaits, NoSuchResult,
    ValueNeedsRawNumber, NoSuchThing, NotYours, NotAParty, ClockBackwards, DecreeIs, ParentDecreeIs, NoDeadline,
    NotExtendable, ExtensionCap, ZeroDays, RequestIsOpen, NoRequestOpen, TalksNotOpen, TalksAlreadyOpened, NotYourTurn,
    NoOffer, NoSuchOption, AgreementStands, NoAgreement, NotASigner, AlreadySigned, AlreadyRefused, SidesWalkAway, AlreadyInABid, NotInTheBid,
    NoReviewNeeded, ReviewDecided, NoSuchIssue, AlreadyFiled, SuitNotPending, NothingToStop, MotionNotPending, NoAppeal,
    AppealNotPending, AlreadySaid, NoConference, AtTheConference, TextOnTheTable, NoText, AlreadyVoted,
    LastTextMustStand,
    ExtendedBefore, DealNotFarEnough, NotSuspendable, TermsNotAllowed, HoldersAreNotAsked, NotToHolders,
    NoAuction, AuctionIsOn, AuctionNotDue, NotABidder, OutOfTheAuction, AlreadyBid, BidTooLow, NotTheClocksPrice, BidStands,
    NoSuchBacker, AlreadyInvited, NotInvited, HasDeclined, NoSuchMerger, ProposalIsOpen, NoProposal, HasAccepted, BidIsJoint,
    MergersForbidden, NothingGained, LotSold, AnothersLot, SayWhichAgreement, OneSellerOnly,
);

variants!(COMMANDS of Command:
    SeatOccupant, Open, AdvanceTo, Draw, Settle, IssueDecree, ExtendDeadline, DenyExtension, RevokeDecree, EnforceDecree,
    ApproveDeal, BlockDeal, OpenTalks, MakeOffer, AcceptOffer, EndTalks, JoinBid, LeaveBid, SignDeal, DropAgreement,
    RequestExtension, FileSuit, WithdrawSuit, FileMotion, Rule, FileAppeal, DecideAppeal, Say,
    TableText, Vote,
    SuspendEnforcement, SpinOff, OpenAuction, TableBid, PassAuction,
    InviteBacker, DeclineInvitation, ProposeMerger, AcceptMerger, DeclineMerger, SignDealIn, DropAgreementIn, RefuseToSign,
);

variants!(EVENTS of Event:
    SeatTaken, ValueDrawn, Opened, TimeAdvanced, Drawn, Settled, DrawFellDue, ChanceResolved, ChanceSet, DecreeIssued,
    DeadlineNeared, ExtensionRequested, DeadlineExtended, ExtensionDenied, DeadlinePassed, DecreeTookForce,
    DecreeEnforced, DecreeLapsed, DecreeRevoked, DecreeSatisfied, TrusteeAppointed, TrusteeTimeEnded, TalksOpened,
    OfferMade, TalksEnded, TalksResumed, BidJoined, BidLeft, TermsAgreed, SignatureGiven, DealSigned, AgreementDropped,
    ReviewOpened, DealApproved, DealBlocked, ClosingScheduled, DealClosed, SuitFiled, SuitWithdrawn, SuitMooted,
    MotionFiled, MotionGranted, MotionDenied, DecreeEnjoined, InjunctionLifted, AppealFiled, AppealDecided, SignalMade,
    GaugeMoved, WalkAwayMoved, ProbabilityMoved, OutcomeReached, ConferenceOpened, TextTabled, VoteCast, TextStands, TextFailed,
    TurnPassed, ConferenceClosed,
    EnforcementSuspended, DecreeAnnulled, SpinOffPlanned, BuyerFailed,
    AuctionOpened, RoundOpened, BidTabled, BidOpened, AuctionPassed, BidderOut, AuctionWon, AuctionFailed,
    BackerInvited, InvitationDeclined, MergerProposed, MergerAccepted, MergerDeclined, BidMerged, LotSold,
    SignatureGivenIn, ClosingScheduledIn, SigningRefused,
);

/// The test sources as one line without comments and doubled blanks, so that the formatter has no say.
fn sources() -> String {
    let code = TESTS.iter().flat_map(|(_, text)| text.lines()).map(|line| line.split("//").next().unwrap_or(""));
    code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The names that nowhere follow one of the beginnings as whole words.
fn untested<'a>(names: &'a [&str], beginnings: &[&str]) -> Vec<&'a str> {
    let sources = sources();
    let stands = |name: &str, beginning: &str| {
        let needle = format!("{beginning}{name}");
        sources
            .match_indices(&needle)
            .any(|(at, _)| !sources[at + needle.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    names.iter().copied().filter(|name| !beginnings.iter().any(|beginning| stands(name, beginning))).collect()
}

#[test]
fn every_rejection_is_tested() {
    assert_eq!(untested(REJECTIONS, &[".refused(Rejection::"]), [""; 0]);
}

#[test]
fn every_command_is_accepted_in_its_place() {
    let sources = sources();
    // A command is accepted where its `when` is followed by `then`.
    let accepted: Vec<&str> = sources
        .split(".when(")
        .skip(1)
        .filter(|rest| {
            let (then, refused) = (rest.find(".then("), rest.find(".refused("));
            then.is_some_and(|then| refused.is_none_or(|refused| then < refused))
        })
        .map(|rest| rest.split_once(", ").map_or(rest, |(_, command)| command))
        .collect();
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    let missing: Vec<_> =
        COMMANDS.iter().filter(|name| !accepted.iter().any(|command| word(command.trim_start()) == **name)).collect();
    assert_eq!(missing, [&""; 0]);
}

#[test]
fn every_event_is_expected_somewhere() {
    assert_eq!(untested(EVENTS, &[" ", "(", "["]), [""; 0]);
}

#[test]
fn every_rejection_says_why_in_a_fragment() {
    let samples = [Rejection::RunIsOver, Rejection::ExtensionCap { days_left: 3 }, Rejection::AlreadySaid];
    for words in samples.map(|rejection| rejection.to_string()) {
        assert!(words.starts_with(char::is_lowercase) && !words.ends_with('.'), "{words}");
    }
}
