//! Every reason, every wish and every fact of the rules stands in a test. A new variant does not compile here until it is
//! named, and the test fails until it is tested.

use divest_core::Rejection;
use divest_core::command::*;
use divest_core::event::*;
use divest_core::rejection::*;

const TESTS: [(&str, &str); 11] = [
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
    ("combinations.rs", include_str!("combinations.rs")),
];

/// The variants of an enum's subjects by name, checked by matches that must name them all.
macro_rules! variants {
    ($names:ident of $kind:ident: $($subject:ident($inner:ident: $($variant:ident),+)),+ $(,)?) => {
        const $names: &[&str] = {
            $(const _: fn($inner) = |value| match value {
                $($inner::$variant { .. } => {})+
            };)+
            &[$($(concat!(stringify!($kind), "::", stringify!($subject), "(", stringify!($inner), "::", stringify!($variant))),+),+]
        };
    };
}

variants! { REJECTIONS of Rejection:
    Chance(ChanceRejection: NotWaiting, NoSuchResult),
    Decree(DecreeRejection:
        StatusIs, ParentIs, NoDeadline, NotExtendable, ExtensionCap, ZeroDays, RequestIsOpen, NoRequestOpen,
        ExtendedBefore, DealNotFarEnough, NotSuspendable
    ),
    Talks(TalksRejection:
        NotOpen, AlreadyOpened, NoOffer, NoSuchOption, TermsNotAllowed, HoldersAreNotAsked, NotToHolders,
        AnothersLot, LotSold, LotPromised
    ),
    Agreement(AgreementRejection: Stands, NotThere, NotASigner, AlreadySigned, AlreadyRefused, SidesWalkAway, SayWhich),
    Review(ReviewRejection: NotNeeded, Decided, NoSuchIssue),
    Consortium(ConsortiumRejection:
        AlreadyInABid, NotInTheBid, NoSuchBacker, AlreadyInvited, NotInvited, HasDeclined, NoSuchMerger,
        ProposalIsOpen, NoProposal, HasAccepted, BidIsJoint, MergersForbidden, NothingGained
    ),
    Court(CourtRejection:
        AlreadyFiled, SuitNotPending, NothingToStop, MotionNotPending, NoAppeal, AppealNotPending
    ),
    Conference(ConferenceRejection: NotOn, IsOn, TextOnTheTable, NoText, AlreadyVoted, LastTextMustStand),
    Auction(AuctionRejection:
        NotOn, IsOn, NotDue, NotABidder, Out, AlreadyBid, TooLow, NotTheClocksPrice, BidStands,
        NotEligible, CapReached
    ),
}

variants! { COMMANDS of Command:
    Run(RunCommand: SeatOccupant, Open, AdvanceTo),
    Chance(ChanceCommand: Draw, Settle),
    Decree(DecreeCommand:
        Issue, ExtendDeadline, DenyExtension, Revoke, Enforce, RequestExtension, SuspendEnforcement
    ),
    Review(ReviewCommand: Approve, Block),
    Talks(TalksCommand: Open, MakeOffer, AcceptOffer, End),
    Consortium(ConsortiumCommand:
        Join, Leave, Invite, DeclineInvitation, ProposeMerger, AcceptMerger, DeclineMerger
    ),
    Agreement(AgreementCommand: Sign, Drop, RefuseToSign, SpinOff),
    Court(CourtCommand: FileSuit, WithdrawSuit, FileMotion, Rule, FileAppeal, DecideAppeal),
    World(WorldCommand: Say),
    Conference(ConferenceCommand: TableText, Vote),
    Auction(AuctionCommand: Open, Bid, Pass),
}

variants! { EVENTS of Event:
    Run(RunEvent: SeatTaken, Opened, TimeAdvanced, OutcomeReached),
    Chance(ChanceEvent: ValueDrawn, Drawn, Settled, FellDue, Resolved, Scheduled),
    Decree(DecreeEvent:
        Issued, DeadlineNeared, ExtensionRequested, DeadlineExtended, ExtensionDenied, DeadlinePassed,
        TookForce, Enforced, Lapsed, Revoked, Satisfied, TrusteeAppointed, TrusteeTermEnded, Enjoined,
        InjunctionLifted, EnforcementSuspended, Annulled
    ),
    Talks(TalksEvent: Opened, OfferMade, Ended, Resumed),
    Consortium(ConsortiumEvent:
        BackerInvited, InvitationDeclined, BackerJoined, BackerLeft, MergerProposed, MergerAccepted,
        MergerDeclined, Merged
    ),
    Agreement(AgreementEvent:
        TermsAgreed, SpinOffPlanned, SignatureGiven, SigningRefused, Signed, Dropped, ClosingScheduled, Closed, BuyerFailed
    ),
    Review(ReviewEvent: Opened, Approved, Blocked),
    Court(CourtEvent:
        SuitFiled, SuitWithdrawn, SuitMooted, MotionFiled, MotionGranted, MotionDenied, AppealFiled,
        AppealDecided
    ),
    World(WorldEvent: SignalMade, GaugeMoved, WalkAwayMoved, ProbabilityMoved),
    Conference(ConferenceEvent: Opened, TextTabled, VoteCast, TextStands, TextFailed, TurnPassed, Closed),
    Auction(AuctionEvent: Opened, RoundOpened, BidTabled, BidOpened, BidderPassed, BidderOut, LotUnsold, Won, Failed),
}

/// The rejections that belong to no subject.
const GENERAL: &[&str] = &[
    "RunIsOver",
    "NotOpenYet",
    "AlreadyOpen",
    "ValuesNotDrawn",
    "NatureFirst",
    "NoSuchThing",
    "NotYours",
    "NotAParty",
    "ClockBackwards",
    "NotYourTurn",
    "AlreadySaid",
];

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
    assert_eq!(untested(REJECTIONS, &[".refused("]), [""; 0]);
    assert_eq!(untested(GENERAL, &[".refused(Rejection::"]), [""; 0]);
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
    let is = |command: &str, name: &str| {
        let rest = command.trim_start().strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let missing: Vec<_> = COMMANDS.iter().filter(|name| !accepted.iter().any(|command| is(command, name))).collect();
    assert_eq!(missing, [&""; 0]);
}

#[test]
fn every_event_is_expected_somewhere() {
    assert_eq!(untested(EVENTS, &[" ", "(", "["]), [""; 0]);
}

#[test]
fn every_rejection_says_why_in_a_fragment() {
    let samples = [
        Rejection::RunIsOver,
        Rejection::Decree(DecreeRejection::ExtensionCap { days_left: 3 }),
        Rejection::AlreadySaid,
    ];
    for words in samples.map(|rejection| rejection.to_string()) {
        assert!(words.starts_with(char::is_lowercase) && !words.ends_with('.'), "{words}");
    }
}
