//! The stable words for kinds of events and commands, as they stand in JSON.

use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::{Command, Event};

macro_rules! kinds {
    ($(#[$doc:meta])* $function:ident($of:ident), $(#[$list_doc:meta])* $list:ident: $($group:ident($inner:ident::$variant:ident) = $word:literal,)+) => {
        $(#[$list_doc])*
        pub const $list: &[&str] = &[$($word),+];

        $(#[$doc])*
        #[must_use]
        pub const fn $function(of: &$of) -> &'static str {
            match of {
                $($of::$group($inner::$variant { .. }) => $word,)+
            }
        }
    };
}

kinds! {
    /// The kind of an event.
    event(Event),
    /// Every kind of event, in the order of the log.
    EVENTS:
    Run(RunEvent::SeatTaken) = "seat-taken",
    Chance(ChanceEvent::ValueDrawn) = "value-drawn",
    Run(RunEvent::Opened) = "opened",
    Run(RunEvent::TimeAdvanced) = "time-advanced",
    Chance(ChanceEvent::Drawn) = "drawn",
    Chance(ChanceEvent::Settled) = "settled",
    Chance(ChanceEvent::FellDue) = "draw-fell-due",
    Chance(ChanceEvent::Resolved) = "chance-resolved",
    Chance(ChanceEvent::Scheduled) = "chance-set",
    Decree(DecreeEvent::Issued) = "decree-issued",
    Decree(DecreeEvent::DeadlineNeared) = "deadline-neared",
    Decree(DecreeEvent::ExtensionRequested) = "extension-requested",
    Decree(DecreeEvent::DeadlineExtended) = "deadline-extended",
    Decree(DecreeEvent::ExtensionDenied) = "extension-denied",
    Decree(DecreeEvent::DeadlinePassed) = "deadline-passed",
    Decree(DecreeEvent::TookForce) = "decree-took-force",
    Decree(DecreeEvent::Enforced) = "decree-enforced",
    Decree(DecreeEvent::Lapsed) = "decree-lapsed",
    Decree(DecreeEvent::Revoked) = "decree-revoked",
    Decree(DecreeEvent::Satisfied) = "decree-satisfied",
    Decree(DecreeEvent::TrusteeAppointed) = "trustee-appointed",
    Decree(DecreeEvent::TrusteeTermEnded) = "trustee-time-ended",
    Talks(TalksEvent::Opened) = "talks-opened",
    Talks(TalksEvent::OfferMade) = "offer-made",
    Talks(TalksEvent::Ended) = "talks-ended",
    Talks(TalksEvent::Resumed) = "talks-resumed",
    Consortium(ConsortiumEvent::BackerJoined) = "bid-joined",
    Consortium(ConsortiumEvent::BackerLeft) = "bid-left",
    Agreement(AgreementEvent::TermsAgreed) = "terms-agreed",
    Agreement(AgreementEvent::SignatureGiven) = "signature-given",
    Agreement(AgreementEvent::Signed) = "deal-signed",
    Agreement(AgreementEvent::SigningRefused) = "signing-refused",
    Agreement(AgreementEvent::Dropped) = "agreement-dropped",
    Review(ReviewEvent::Opened) = "review-opened",
    Review(ReviewEvent::Approved) = "deal-approved",
    Review(ReviewEvent::Blocked) = "deal-blocked",
    Agreement(AgreementEvent::ClosingScheduled) = "closing-scheduled",
    Agreement(AgreementEvent::Closed) = "deal-closed",
    Court(CourtEvent::SuitFiled) = "suit-filed",
    Court(CourtEvent::SuitWithdrawn) = "suit-withdrawn",
    Court(CourtEvent::SuitMooted) = "suit-mooted",
    Court(CourtEvent::MotionFiled) = "motion-filed",
    Court(CourtEvent::MotionGranted) = "motion-granted",
    Court(CourtEvent::MotionDenied) = "motion-denied",
    Decree(DecreeEvent::Enjoined) = "decree-enjoined",
    Decree(DecreeEvent::InjunctionLifted) = "injunction-lifted",
    Court(CourtEvent::AppealFiled) = "appeal-filed",
    Court(CourtEvent::AppealDecided) = "appeal-decided",
    World(WorldEvent::SignalMade) = "signal-made",
    World(WorldEvent::GaugeMoved) = "gauge-moved",
    World(WorldEvent::WalkAwayMoved) = "walk-away-moved",
    World(WorldEvent::ProbabilityMoved) = "probability-moved",
    Run(RunEvent::OutcomeReached) = "outcome-reached",
    Conference(ConferenceEvent::Opened) = "conference-opened",
    Conference(ConferenceEvent::TextTabled) = "text-tabled",
    Conference(ConferenceEvent::VoteCast) = "vote-cast",
    Conference(ConferenceEvent::TextStands) = "text-stands",
    Conference(ConferenceEvent::TextFailed) = "text-failed",
    Conference(ConferenceEvent::TurnPassed) = "turn-passed",
    Conference(ConferenceEvent::Closed) = "conference-closed",
    Decree(DecreeEvent::EnforcementSuspended) = "enforcement-suspended",
    Decree(DecreeEvent::Annulled) = "decree-annulled",
    Agreement(AgreementEvent::SpinOffPlanned) = "spin-off-planned",
    Agreement(AgreementEvent::BuyerFailed) = "buyer-failed",
    Auction(AuctionEvent::Opened) = "auction-opened",
    Auction(AuctionEvent::RoundOpened) = "round-opened",
    Auction(AuctionEvent::BidTabled) = "bid-tabled",
    Auction(AuctionEvent::BidOpened) = "bid-opened",
    Auction(AuctionEvent::BidderPassed) = "auction-passed",
    Auction(AuctionEvent::BidderOut) = "bidder-out",
    Auction(AuctionEvent::Won) = "auction-won",
    Auction(AuctionEvent::LotUnsold) = "lot-unsold",
    Auction(AuctionEvent::Failed) = "auction-failed",
    Consortium(ConsortiumEvent::BackerInvited) = "backer-invited",
    Consortium(ConsortiumEvent::InvitationDeclined) = "invitation-declined",
    Consortium(ConsortiumEvent::MergerProposed) = "merger-proposed",
    Consortium(ConsortiumEvent::MergerAccepted) = "merger-accepted",
    Consortium(ConsortiumEvent::MergerDeclined) = "merger-declined",
    Consortium(ConsortiumEvent::Merged) = "bid-merged",
}

kinds! {
    /// The kind of a command.
    command(Command),
    /// Every kind of command, in the order of the log.
    COMMANDS:
    Run(RunCommand::SeatOccupant) = "seat",
    Run(RunCommand::Open) = "open",
    Run(RunCommand::AdvanceTo) = "advance-to",
    Chance(ChanceCommand::Draw) = "draw",
    Chance(ChanceCommand::Settle) = "settle",
    Decree(DecreeCommand::Issue) = "issue",
    Decree(DecreeCommand::ExtendDeadline) = "extend",
    Decree(DecreeCommand::DenyExtension) = "deny",
    Decree(DecreeCommand::Revoke) = "revoke",
    Decree(DecreeCommand::Enforce) = "enforce",
    Review(ReviewCommand::Approve) = "approve",
    Review(ReviewCommand::Block) = "block",
    Talks(TalksCommand::Open) = "open-talks",
    Talks(TalksCommand::MakeOffer) = "offer",
    Talks(TalksCommand::AcceptOffer) = "accept",
    Talks(TalksCommand::End) = "end-talks",
    Consortium(ConsortiumCommand::Join) = "join",
    Consortium(ConsortiumCommand::Leave) = "leave",
    Agreement(AgreementCommand::Sign) = "sign",
    Agreement(AgreementCommand::Drop) = "drop-agreement",
    Agreement(AgreementCommand::RefuseToSign) = "refuse-to-sign",
    Decree(DecreeCommand::RequestExtension) = "request-extension",
    Court(CourtCommand::FileSuit) = "sue",
    Court(CourtCommand::WithdrawSuit) = "withdraw",
    Court(CourtCommand::FileMotion) = "move",
    Court(CourtCommand::Rule) = "rule",
    Court(CourtCommand::FileAppeal) = "appeal",
    Court(CourtCommand::DecideAppeal) = "decide-appeal",
    World(WorldCommand::Say) = "say",
    Conference(ConferenceCommand::TableText) = "table",
    Conference(ConferenceCommand::Vote) = "vote",
    Decree(DecreeCommand::SuspendEnforcement) = "suspend",
    Agreement(AgreementCommand::SpinOff) = "spin-off",
    Auction(AuctionCommand::Open) = "open-auction",
    Auction(AuctionCommand::Bid) = "bid",
    Auction(AuctionCommand::Pass) = "drop-out",
    Consortium(ConsortiumCommand::Invite) = "invite",
    Consortium(ConsortiumCommand::DeclineInvitation) = "decline-invitation",
    Consortium(ConsortiumCommand::ProposeMerger) = "merge",
    Consortium(ConsortiumCommand::AcceptMerger) = "accept-merger",
    Consortium(ConsortiumCommand::DeclineMerger) = "decline-merger",
}
