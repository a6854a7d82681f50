//! A command in words, as what a seat would do: for menus, timelines and prompts.

use crate::date;
use crate::locale::Named;
use crate::name::lower;
use crate::phrase::Narrator;
use crate::say;
use crate::terms;
use divest_core::SeatId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::id::TalksId;
use divest_core::scenario::SignalKind;

impl Narrator<'_> {
    /// A command as a fragment that begins with a verb: `offer ByteDance USD 20,000 million, algorithm kept`.
    #[must_use]
    pub fn command(&self, seat: SeatId, command: &Command) -> String {
        match *command {
            Command::Run(RunCommand::SeatOccupant { seat, occupant }) => self.give_seat(seat, occupant),
            Command::Run(RunCommand::Open) => say!("do-open"),
            Command::Run(RunCommand::AdvanceTo { at }) => say!("do-advance", moment = date::moment_words(at)),
            Command::Chance(ChanceCommand::Draw { draw, .. }) => say!("do-draw", matter = self.matter(draw)),
            Command::Chance(ChanceCommand::Settle { draw, result }) => {
                say!("do-settle", matter = self.matter(draw), result = self.result(draw, result))
            }
            Command::Decree(DecreeCommand::Issue { decree }) => say!("do-issue", decree = &*self.decree(decree)),
            Command::Decree(DecreeCommand::ExtendDeadline { decree, days }) => match self.prohibits(decree) {
                true => say!("do-delay", decree = &*self.decree(decree), days = days),
                false => say!("do-extend", decree = &*self.decree(decree), days = days),
            },
            Command::Decree(DecreeCommand::DenyExtension { decree }) => match self.prohibits(decree) {
                true => say!("do-deny-delay", decree = &*self.decree(decree)),
                false => say!("do-deny-extension", decree = &*self.decree(decree)),
            },
            Command::Decree(DecreeCommand::Revoke { decree }) => say!("do-revoke", decree = &*self.decree(decree)),
            Command::Decree(DecreeCommand::Enforce { decree }) => say!("do-enforce", decree = &*self.decree(decree)),
            Command::Review(ReviewCommand::Approve { review, .. }) => {
                say!("do-approve", deal = self.deal_under(review))
            }
            Command::Review(ReviewCommand::Block { review, objection: None, .. }) => {
                say!("do-block", deal = self.deal_under(review))
            }
            Command::Review(ReviewCommand::Block { review, objection: Some(issue), .. }) => {
                let issue = lower(&self.scenario.issue(issue).name);
                say!("do-block-over", deal = self.deal_under(review), issue = issue)
            }
            Command::Talks(TalksCommand::Open { talks }) if self.scenario.has_several_sellers() => {
                say!("do-open-talks-with", seller = &*self.vendor(talks))
            }
            Command::Talks(TalksCommand::Open { .. }) => {
                say!("do-open-talks", asset = &self.scenario.setup().sale.asset)
            }
            Command::Talks(TalksCommand::MakeOffer { talks, deal }) => {
                let terms = terms::terms_short(self.scenario, &deal);
                say!("do-offer", other = &*self.other(seat, talks), terms = terms)
            }
            Command::Talks(TalksCommand::AcceptOffer { talks }) => say!("do-accept", other = &*self.other(seat, talks)),
            Command::Talks(TalksCommand::End { talks }) => say!("do-end-talks", other = &*self.other(seat, talks)),
            Command::Consortium(ConsortiumCommand::Join { talks }) => say!("do-join", bid = self.bid(talks)),
            Command::Consortium(ConsortiumCommand::Leave { talks }) => say!("do-leave", bid = self.bid(talks)),
            Command::Agreement(AgreementCommand::Sign { talks: None }) => say!("do-sign"),
            Command::Agreement(AgreementCommand::Drop { talks: None }) => say!("do-drop"),
            Command::Agreement(AgreementCommand::Sign { talks: Some(talks) }) => match self.is_side(seat, talks) {
                true => say!("do-sign-with", other = &*self.other(seat, talks)),
                false => say!("do-sign-of", bidder = &*self.bidder(talks), seller = &*self.vendor(talks)),
            },
            Command::Agreement(AgreementCommand::RefuseToSign { talks, objection }) => {
                let deal = self.deal_of(Some((talks, self.vendor_seat(talks))));
                match objection.map(|issue| lower(&self.scenario.issue(issue).name)) {
                    Some(issue) => say!("do-refuse-to-sign-over", deal = deal, issue = issue),
                    None => say!("do-refuse-to-sign", deal = deal),
                }
            }
            Command::Agreement(AgreementCommand::Drop { talks: Some(talks) }) => {
                say!("do-drop-with", other = &*self.other(seat, talks))
            }
            Command::Decree(DecreeCommand::RequestExtension { decree }) => match self.prohibits(decree) {
                true => say!("do-ask-delay", decree = &*self.decree(decree)),
                false => say!("do-ask-extension", decree = &*self.decree(decree)),
            },
            Command::Court(CourtCommand::FileSuit { suit }) => say!("do-sue", title = &self.scenario.suit(suit).title),
            Command::Court(CourtCommand::WithdrawSuit { suit }) => {
                say!("do-withdraw", title = &self.scenario.suit(suit).title)
            }
            Command::Court(CourtCommand::FileMotion { motion }) => {
                say!("do-move", title = &self.scenario.motion(motion).title)
            }
            Command::Court(CourtCommand::Rule { motion, ruling }) => {
                let (plaintiff, title) = (self.plaintiff(motion), &self.scenario.motion(motion).title);
                match ruling {
                    Ruling::Granted => say!("do-grant", plaintiff = &*plaintiff, title = title),
                    Ruling::Denied => say!("do-deny", plaintiff = &*plaintiff, title = title),
                }
            }
            Command::Court(CourtCommand::FileAppeal { motion }) => {
                let (plaintiff, title) = (self.plaintiff(motion), &self.scenario.motion(motion).title);
                say!("do-appeal", plaintiff = &*plaintiff, title = title)
            }
            Command::Court(CourtCommand::DecideAppeal { motion, decision }) => {
                let (plaintiff, title) = (self.plaintiff(motion), &self.scenario.motion(motion).title);
                match decision {
                    AppealDecision::Affirmed => say!("do-affirm", plaintiff = &*plaintiff, title = title),
                    AppealDecision::Reversed => say!("do-reverse", plaintiff = &*plaintiff, title = title),
                }
            }
            Command::Conference(ConferenceCommand::TableText { deal }) => {
                say!("do-table", terms = terms::terms_short(self.scenario, &deal))
            }
            Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }) => say!("do-vote-for"),
            Command::Conference(ConferenceCommand::Vote { ballot: Ballot::No }) => say!("do-vote-against"),
            Command::World(WorldCommand::Say { signal }) => {
                let signal = self.scenario.signal(signal);
                let text = signal.text.trim();
                match signal.kind {
                    SignalKind::Statement => say!("do-say", text = text),
                    SignalKind::Leak => say!("do-leak", text = text),
                    SignalKind::Announcement => say!("do-announce", text = text),
                }
            }
            Command::Decree(DecreeCommand::SuspendEnforcement { decree, days }) => {
                say!("do-suspend", decree = &*self.decree(decree), days = days)
            }
            Command::Auction(AuctionCommand::Open) => {
                say!("do-open-auction", asset = &self.scenario.setup().sale.asset)
            }
            Command::Auction(AuctionCommand::Bid { option }) => say!("do-bid", amount = self.amount(option)),
            Command::Auction(AuctionCommand::Pass) => say!("do-pass-auction"),
            Command::Consortium(ConsortiumCommand::Invite { backer }) => {
                say!("do-invite", backer = &*self.seat(backer))
            }
            Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }) => {
                say!("do-decline-invitation", bid = self.bid(talks))
            }
            Command::Consortium(ConsortiumCommand::ProposeMerger { into }) => {
                say!("do-propose-merger", bid = self.bid(into))
            }
            Command::Consortium(ConsortiumCommand::AcceptMerger { talks }) => {
                say!("do-accept-merger", bidder = &*self.bidder(talks))
            }
            Command::Consortium(ConsortiumCommand::DeclineMerger { talks })
                if self.scenario.talks(talks).bidder == seat =>
            {
                say!("do-withdraw-merger")
            }
            Command::Consortium(ConsortiumCommand::DeclineMerger { talks }) => {
                say!("do-decline-merger", bidder = &*self.bidder(talks))
            }
            Command::Agreement(AgreementCommand::SpinOff { talks, deal }) => {
                let (asset, holders) = (self.what_is_sold(&deal), self.bidder(talks));
                let terms = terms::terms_short(self.scenario, &deal);
                say!("do-spin-off", asset = asset, holders = &*holders, terms = terms)
            }
        }
    }

    fn give_seat(&self, seat: SeatId, occupant: Occupant) -> String {
        let seat = &*self.seat(seat);
        match occupant {
            Occupant::Bot => say!("do-seat-bot", seat = seat),
            Occupant::Person => say!("do-seat-person", seat = seat),
            Occupant::Script => say!("do-seat-script", seat = seat),
            Occupant::Program => say!("do-seat-program", seat = seat),
            Occupant::Nobody => say!("do-seat-nobody", seat = seat),
        }
    }

    /// The other side of talks.
    fn other(&self, seat: SeatId, talks: TalksId) -> Named {
        let bidder = self.scenario.talks(talks).bidder;
        if seat == bidder { self.vendor(talks) } else { self.seat(bidder) }
    }

    fn is_side(&self, seat: SeatId, talks: TalksId) -> bool {
        seat == self.scenario.talks(talks).bidder || self.seat(seat) == self.vendor(talks)
    }
}
