//! What a seat may do now, in a fixed order. Bots, menus, fuzzing and tests all read it.
//!
//! Every candidate is tried with [`decide`], so the list and the rules cannot disagree.

use crate::chance::DrawId;
use crate::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use crate::command::{AppealDecision, Ballot, Command, Ruling};
use crate::deal::Deal;
use crate::decide::{decide, extend};
use crate::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use crate::state::State;
use crate::view::View;

/// Something that a seat may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Legal {
    /// Exactly this command.
    Exactly(Command),
    /// An offer in these talks, with any terms that they allow.
    AnyOffer {
        /// The talks.
        talks: TalksId,
    },
    /// A text for the conference, with any terms, or with the only terms that the last round allows.
    AnyText {
        /// The single text that the last round is about.
        only: Option<Deal>,
    },
    /// An extension of a deadline by any number of days in a range.
    AnyExtension {
        /// Whose deadline.
        decree: DecreeId,
        /// The least number of days that moves it past the present.
        days_min: u16,
        /// The most days left.
        days_max: u16,
    },
    /// A suspension of enforcement for any number of days up to a most.
    AnySuspension {
        /// Of which decree.
        decree: DecreeId,
        /// The most days.
        days_max: u16,
    },
    /// A spin-off on any terms that these talks allow.
    AnySpinOff {
        /// The talks that stand for the shareholders.
        talks: TalksId,
    },
    /// A bid in the auction of any option in a range.
    AnyBid {
        /// The least.
        from: u16,
        /// The most.
        to: u16,
    },
    /// Time may go on to its next due item.
    Advance,
    /// A draw, with any raw number; a number may also be settled with any value that its distribution allows.
    AnyDraw {
        /// What about.
        draw: DrawId,
    },
}

impl Legal {
    /// One command of the kind: the first terms there are, the shortest extension, the next moment, the raw number zero.
    #[must_use]
    pub fn example(&self, state: &State) -> Command {
        match *self {
            Self::Exactly(command) => command,
            Self::AnyOffer { talks } => {
                Command::Talks(TalksCommand::MakeOffer { talks, deal: state.first_allowed(talks) })
            }
            Self::AnyText { only } => {
                Command::Conference(ConferenceCommand::TableText { deal: only.unwrap_or(Deal::FIRST) })
            }
            Self::AnyExtension { decree, days_min, .. } => {
                Command::Decree(DecreeCommand::ExtendDeadline { decree, days: days_min })
            }
            Self::AnySuspension { decree, .. } => {
                Command::Decree(DecreeCommand::SuspendEnforcement { decree, days: 1 })
            }
            Self::AnySpinOff { talks } => {
                Command::Agreement(AgreementCommand::SpinOff { talks, deal: state.first_allowed(talks) })
            }
            Self::AnyBid { from, .. } => Command::Auction(AuctionCommand::Bid { option: from }),
            Self::Advance => Command::Run(RunCommand::AdvanceTo { at: state.next_due().max(state.now()) }),
            Self::AnyDraw { draw } => Command::Chance(ChanceCommand::Draw { draw, raw: 0 }),
        }
    }
}

impl State {
    /// What a seat may do now.
    #[must_use]
    pub fn legal(&self, seat: SeatId) -> Vec<Legal> {
        let mut list = Candidates { state: self, seat, legal: Vec::new() };
        match seat {
            SeatId::CLOCK => list.for_clock(),
            SeatId::NATURE => list.for_nature(),
            _ => list.for_party(),
        }
        list.legal
    }
}

struct Candidates<'a> {
    state: &'a State,
    seat: SeatId,
    legal: Vec<Legal>,
}

impl Candidates<'_> {
    fn may(&self, command: &Command) -> bool {
        decide(self.state, self.seat, command).is_ok()
    }

    fn try_each(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            if self.may(&command) {
                self.legal.push(Legal::Exactly(command));
            }
        }
    }

    fn for_clock(&mut self) {
        self.try_each([Command::Run(RunCommand::Open)]);
        if self.may(&Legal::Advance.example(self.state)) {
            self.legal.push(Legal::Advance);
        }
    }

    fn for_nature(&mut self) {
        if let Some(draw) = self.state.waiting_draw() {
            if self.may(&Command::Chance(ChanceCommand::Draw { draw, raw: 0 })) {
                self.legal.push(Legal::AnyDraw { draw });
            }
            if !matches!(draw, DrawId::Value(_)) {
                let places = 0..=i64::from(u8::MAX);
                self.try_each(places.map(|result| Command::Chance(ChanceCommand::Settle { draw, result })));
            }
        }
    }

    fn for_party(&mut self) {
        // Accepting stands before offering, signing before dropping: what moves a case forward comes first.
        self.for_sale();
        self.for_decrees();
        self.for_courts();
        let signals = self.state.scenario().setup().signals.len();
        self.try_each((0..signals).map(|i| Command::World(WorldCommand::Say { signal: SignalId::at(i) })));
    }

    fn for_sale(&mut self) {
        let sale = &self.state.scenario().setup().sale;
        let (talks_count, reviews, issues) = (sale.talks.len(), sale.reviews.len(), sale.issues.len());
        self.try_one_or_each(|talks| AgreementCommand::Sign { talks }.into());
        for talks in (0..talks_count).map(TalksId::at) {
            self.try_each([
                Command::Talks(TalksCommand::Open { talks }),
                Command::Talks(TalksCommand::AcceptOffer { talks }),
            ]);
            let offer = Legal::AnyOffer { talks };
            if self.may(&offer.example(self.state)) {
                self.legal.push(offer);
            }
            let spin_off = Legal::AnySpinOff { talks };
            if self.may(&spin_off.example(self.state)) {
                self.legal.push(spin_off);
            }
            self.try_each([
                Command::Consortium(ConsortiumCommand::Join { talks }),
                Command::Consortium(ConsortiumCommand::Leave { talks }),
                Command::Talks(TalksCommand::End { talks }),
            ]);
        }
        self.for_coalitions();
        self.for_conference();
        self.for_auction();
        self.try_one_or_each(|talks| AgreementCommand::Drop { talks }.into());
        for talks in (0..talks_count).map(TalksId::at) {
            let over = (0..issues).map(|i| Some(IssueId::at(i)));
            let refusals = [None].into_iter().chain(over);
            self.try_each(refusals.map(|objection| AgreementCommand::RefuseToSign { talks, objection }.into()));
        }
        for review in (0..reviews).map(ReviewId::at) {
            self.try_one_or_each(|talks| ReviewCommand::Approve { review, talks }.into());
            for objection in std::iter::once(None).chain((0..issues).map(|issue| Some(IssueId::at(issue)))) {
                self.try_one_or_each(|talks| ReviewCommand::Block { review, talks, objection }.into());
            }
        }
    }

    /// A command about an agreement: without a name where only one can be meant, else one for each that may be named.
    fn try_one_or_each(&mut self, command: impl Fn(Option<TalksId>) -> Command) {
        let unnamed = command(None);
        if self.may(&unnamed) {
            self.legal.push(Legal::Exactly(unnamed));
        } else {
            let talks = (0..self.state.scenario().setup().sale.talks.len()).map(TalksId::at);
            self.try_each(talks.map(|talks| command(Some(talks))).collect::<Vec<_>>());
        }
    }

    fn for_coalitions(&mut self) {
        let sale = &self.state.scenario().setup().sale;
        let is_own = |talks: TalksId| self.state.scenario().talks(talks).bidder == self.seat;
        let invited = sale.backings.iter().filter(|backing| backing.invited && is_own(backing.talks));
        let invitations: Vec<Command> =
            invited.map(|backing| Command::Consortium(ConsortiumCommand::Invite { backer: backing.backer })).collect();
        self.try_each(invitations);
        let invites = sale.backings.iter().any(|backing| backing.invited);
        let (talks_count, merges) = (sale.talks.len(), !sale.mergers.is_empty());
        for talks in (0..talks_count).map(TalksId::at) {
            if invites {
                self.try_each([Command::Consortium(ConsortiumCommand::DeclineInvitation { talks })]);
            }
            if merges {
                self.try_each([
                    Command::Consortium(ConsortiumCommand::AcceptMerger { talks }),
                    Command::Consortium(ConsortiumCommand::DeclineMerger { talks }),
                    Command::Consortium(ConsortiumCommand::ProposeMerger { into: talks }),
                ]);
            }
        }
    }

    fn for_conference(&mut self) {
        let standing = self.state.conference().standing;
        if self.may(&Command::Conference(ConferenceCommand::TableText { deal: Deal::FIRST })) {
            self.legal.push(Legal::AnyText { only: None });
        } else if standing.is_some_and(|deal| self.may(&Command::Conference(ConferenceCommand::TableText { deal }))) {
            self.legal.push(Legal::AnyText { only: standing });
        }
        self.try_each([Ballot::Aye, Ballot::No].map(|ballot| Command::Conference(ConferenceCommand::Vote { ballot })));
    }

    fn for_auction(&mut self) {
        let Some(spec) = &self.state.scenario().setup().sale.auction else { return };
        self.try_each([Command::Auction(AuctionCommand::Open)]);
        let count = self.state.scenario().issue(spec.issue).option_count() as u16;
        // What may be bid lies together, so that its ends say it all.
        let may =
            |option: u16| decide(self.state, self.seat, &Command::Auction(AuctionCommand::Bid { option })).is_ok();
        if let Some(from) = self.state.least_bid(self.seat).filter(|&from| may(from)) {
            let to = (from..count).rev().find(|&to| may(to)).unwrap_or(from);
            self.legal.push(Legal::AnyBid { from, to });
        }
        self.try_each([Command::Auction(AuctionCommand::Pass)]);
    }

    fn for_decrees(&mut self) {
        for decree in (0..self.state.scenario().setup().decrees.len()).map(DecreeId::at) {
            self.try_each([Command::Decree(DecreeCommand::Issue { decree })]);
            if let Some(range) = self.extension(decree) {
                self.legal.push(range);
            }
            self.try_each([
                Command::Decree(DecreeCommand::DenyExtension { decree }),
                Command::Decree(DecreeCommand::RequestExtension { decree }),
                Command::Decree(DecreeCommand::Revoke { decree }),
                Command::Decree(DecreeCommand::Enforce { decree }),
            ]);
            if let Some(range) = self.suspension(decree) {
                self.legal.push(range);
            }
        }
    }

    fn suspension(&self, decree: DecreeId) -> Option<Legal> {
        let spec = self.state.scenario().decree(decree).suspension.as_ref()?;
        let days_max = u16::try_from(self.state.value(spec.days_max)).ok()?;
        let range = Legal::AnySuspension { decree, days_max };
        self.may(&range.example(self.state)).then_some(range)
    }

    fn extension(&self, decree: DecreeId) -> Option<Legal> {
        let (days_min, days_max) = self.state.view(self.seat).extension_days(decree)?;
        self.may(&Command::Decree(DecreeCommand::ExtendDeadline { decree, days: days_min })).then_some(())?;
        Some(Legal::AnyExtension { decree, days_min, days_max })
    }

    fn for_courts(&mut self) {
        let setup = self.state.scenario().setup();
        let (suits, motions) = (setup.suits.len(), setup.motions.len());
        for suit in (0..suits).map(SuitId::at) {
            self.try_each([
                Command::Court(CourtCommand::FileSuit { suit }),
                Command::Court(CourtCommand::WithdrawSuit { suit }),
            ]);
        }
        for motion in (0..motions).map(MotionId::at) {
            self.try_each([
                Command::Court(CourtCommand::FileMotion { motion }),
                Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Granted }),
                Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }),
                Command::Court(CourtCommand::FileAppeal { motion }),
                Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }),
                Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Reversed }),
            ]);
        }
    }
}

impl View<'_> {
    /// By how many days, from the fewest to the most, this seat may move a decree's date now, if it may.
    #[must_use]
    pub fn extension_days(&self, decree: DecreeId) -> Option<(u16, u16)> {
        let state = self.state();
        let spec = state.scenario().decree(decree).extension.as_ref()?;
        let left = self.value(spec.days_max)? - state.decree(decree).extended_days();
        let days_max = u16::try_from(left).ok()?;
        let may = |days| extend(state, self.seat(), decree, days).is_ok();
        // A lapsed date needs enough days to come to lie ahead again.
        let last = state.decree(decree).last_date()?;
        let behind = (state.now().day() - last.day()).max(0);
        let days_min =
            (behind..=behind + 1).filter_map(|d| u16::try_from(d).ok()).find(|&d| d <= days_max && may(d))?;
        Some((days_min, days_max))
    }
}
