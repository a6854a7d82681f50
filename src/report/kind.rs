//! The stable words for kinds of events and commands, as they stand in JSON.

use divest_core::{Command, Event};

macro_rules! kinds {
    ($(#[$doc:meta])* $function:ident($of:ident), $(#[$list_doc:meta])* $list:ident: $($variant:ident = $word:literal,)+) => {
        $(#[$list_doc])*
        pub const $list: &[&str] = &[$($word),+];

        $(#[$doc])*
        #[must_use]
        pub const fn $function(of: &$of) -> &'static str {
            match of {
                $($of::$variant { .. } => $word,)+
            }
        }
    };
}

kinds! {
    /// The kind of an event.
    event(Event),
    /// Every kind of event, in the order of the log.
    EVENTS:
    SeatTaken = "seat-taken",
    ValueDrawn = "value-drawn",
    Opened = "opened",
    TimeAdvanced = "time-advanced",
    Drawn = "drawn",
    Settled = "settled",
    DrawFellDue = "draw-fell-due",
    ChanceResolved = "chance-resolved",
    ChanceSet = "chance-set",
    DecreeIssued = "decree-issued",
    DeadlineNeared = "deadline-neared",
    ExtensionRequested = "extension-requested",
    DeadlineExtended = "deadline-extended",
    ExtensionDenied = "extension-denied",
    DeadlinePassed = "deadline-passed",
    DecreeTookForce = "decree-took-force",
    DecreeEnforced = "decree-enforced",
    DecreeLapsed = "decree-lapsed",
    DecreeRevoked = "decree-revoked",
    DecreeSatisfied = "decree-satisfied",
    TrusteeAppointed = "trustee-appointed",
    TrusteeTimeEnded = "trustee-time-ended",
    TalksOpened = "talks-opened",
    OfferMade = "offer-made",
    TalksEnded = "talks-ended",
    TalksResumed = "talks-resumed",
    BidJoined = "bid-joined",
    BidLeft = "bid-left",
    TermsAgreed = "terms-agreed",
    SignatureGiven = "signature-given",
    DealSigned = "deal-signed",
    AgreementDropped = "agreement-dropped",
    ReviewOpened = "review-opened",
    DealApproved = "deal-approved",
    DealBlocked = "deal-blocked",
    ClosingScheduled = "closing-scheduled",
    DealClosed = "deal-closed",
    SuitFiled = "suit-filed",
    SuitWithdrawn = "suit-withdrawn",
    SuitMooted = "suit-mooted",
    MotionFiled = "motion-filed",
    MotionGranted = "motion-granted",
    MotionDenied = "motion-denied",
    DecreeEnjoined = "decree-enjoined",
    InjunctionLifted = "injunction-lifted",
    AppealFiled = "appeal-filed",
    AppealDecided = "appeal-decided",
    SignalMade = "signal-made",
    GaugeMoved = "gauge-moved",
    WalkAwayMoved = "walk-away-moved",
    ProbabilityMoved = "probability-moved",
    OutcomeReached = "outcome-reached",
    ConferenceOpened = "conference-opened",
    TextTabled = "text-tabled",
    VoteCast = "vote-cast",
    TextStands = "text-stands",
    TextFailed = "text-failed",
    TurnPassed = "turn-passed",
    ConferenceClosed = "conference-closed",
    EnforcementSuspended = "enforcement-suspended",
    DecreeAnnulled = "decree-annulled",
    SpinOffPlanned = "spin-off-planned",
    BuyerFailed = "buyer-failed",
    AuctionOpened = "auction-opened",
    RoundOpened = "round-opened",
    BidTabled = "bid-tabled",
    BidOpened = "bid-opened",
    AuctionPassed = "auction-passed",
    BidderOut = "bidder-out",
    AuctionWon = "auction-won",
    AuctionFailed = "auction-failed",
    BackerInvited = "backer-invited",
    InvitationDeclined = "invitation-declined",
    MergerProposed = "merger-proposed",
    MergerAccepted = "merger-accepted",
    MergerDeclined = "merger-declined",
    BidMerged = "bid-merged",
    LotSold = "lot-sold",
    SignatureGivenIn = "signature-given-in",
    ClosingScheduledIn = "closing-scheduled-in",
}

kinds! {
    /// The kind of a command.
    command(Command),
    /// Every kind of command, in the order of the log.
    COMMANDS:
    SeatOccupant = "seat",
    Open = "open",
    AdvanceTo = "advance-to",
    Draw = "draw",
    Settle = "settle",
    IssueDecree = "issue",
    ExtendDeadline = "extend",
    DenyExtension = "deny",
    RevokeDecree = "revoke",
    EnforceDecree = "enforce",
    ApproveDeal = "approve",
    BlockDeal = "block",
    OpenTalks = "open-talks",
    MakeOffer = "offer",
    AcceptOffer = "accept",
    EndTalks = "end-talks",
    JoinBid = "join",
    LeaveBid = "leave",
    SignDeal = "sign",
    DropAgreement = "drop-agreement",
    RequestExtension = "request-extension",
    FileSuit = "sue",
    WithdrawSuit = "withdraw",
    FileMotion = "move",
    Rule = "rule",
    FileAppeal = "appeal",
    DecideAppeal = "decide-appeal",
    Say = "say",
    TableText = "table",
    Vote = "vote",
    SuspendEnforcement = "suspend",
    SpinOff = "spin-off",
    OpenAuction = "open-auction",
    TableBid = "bid",
    PassAuction = "drop-out",
    InviteBacker = "invite",
    DeclineInvitation = "decline-invitation",
    ProposeMerger = "merge",
    AcceptMerger = "accept-merger",
    DeclineMerger = "decline-merger",
    SignDealIn = "sign-in",
    DropAgreementIn = "drop-agreement-in",
}
