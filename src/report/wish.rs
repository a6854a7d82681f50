//! A command in words, as what a seat would do: for menus, timelines and prompts.

use crate::date;
use crate::name::{lower, possessive};
use crate::number::count;
use crate::phrase::Voice;
use crate::terms;
use divest_core::SeatId;
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::id::TalksId;
use divest_core::scenario::SignalKind;

impl Voice<'_> {
    /// A command as a fragment that begins with a verb: `offer ByteDance USD 20,000 million, algorithm kept`.
    #[must_use]
    pub fn command(&self, seat: SeatId, command: &Command) -> String {
        match *command {
            Command::SeatOccupant { seat, occupant } => self.give_seat(seat, occupant),
            Command::Open => "open play".to_owned(),
            Command::AdvanceTo { at } => format!("let time go on to {}", date::moment(at)),
            Command::Draw { draw, .. } => format!("draw {}", self.matter(draw)),
            Command::Settle { draw, result } => self.settle(draw, result),
            Command::IssueDecree { decree } => format!("issue {}", self.decree(decree)),
            Command::ExtendDeadline { decree, days } => {
                format!("extend {} by {}", self.decree(decree), count(i64::from(days), "day"))
            }
            Command::DenyExtension { decree } => format!("refuse more time under {}", self.decree(decree)),
            Command::RevokeDecree { decree } => format!("revoke {}", self.decree(decree)),
            Command::EnforceDecree { decree } => format!("enforce {}", self.decree(decree)),
            Command::ApproveDeal { review } => format!("approve {}", self.deal_under(review)),
            Command::BlockDeal { review, objection: None } => format!("block {}", self.deal_under(review)),
            Command::BlockDeal { review, objection: Some(issue) } => {
                let (deal, issue) = (self.deal_under(review), lower(&self.scenario.issue(issue).name));
                format!("block {deal} over one of its terms: {issue}")
            }
            Command::OpenTalks { talks } if self.scenario.has_several_sellers() => {
                format!("come forward to bid for what {} sells", self.vendor(talks))
            }
            Command::OpenTalks { .. } => format!("come forward to bid for {}", self.scenario.setup().sale.asset),
            Command::MakeOffer { talks, deal } => {
                format!("offer {} these terms: {}", self.other(seat, talks), terms::terms_short(self.scenario, &deal))
            }
            Command::AcceptOffer { talks } => format!("accept {} offer", possessive(&self.other(seat, talks))),
            Command::EndTalks { talks } => format!("break off talks with {}", self.other(seat, talks)),
            Command::JoinBid { talks } => format!("join {}", self.bid(talks)),
            Command::LeaveBid { talks } => format!("leave {}", self.bid(talks)),
            Command::SignDeal => "sign the deal".to_owned(),
            Command::DropAgreement => "walk away from the agreement".to_owned(),
            Command::SignDealIn { talks } => match self.is_side(seat, talks) {
                true => format!("sign the deal with {}", self.other(seat, talks)),
                false => format!("sign {}", self.deal_in(talks)),
            },
            Command::DropAgreementIn { talks } => {
                format!("walk away from the agreement with {}", self.other(seat, talks))
            }
            Command::RefuseToSign { talks, objection: None } => format!("refuse to sign {}", self.deal_in(talks)),
            Command::RefuseToSign { talks, objection: Some(issue) } => {
                let (deal, issue) = (self.deal_in(talks), lower(&self.scenario.issue(issue).name));
                format!("refuse to sign {deal} because of its terms on {issue}")
            }
            Command::RequestExtension { decree } => format!("ask for more time under {}", self.decree(decree)),
            Command::FileSuit { suit } => format!("go to court: {}", self.scenario.suit(suit).title),
            Command::WithdrawSuit { suit } => format!("drop the case, {}", self.scenario.suit(suit).title),
            Command::FileMotion { motion } => format!("file a motion ({})", self.scenario.motion(motion).title),
            Command::Rule { motion, ruling } => {
                let verb = if ruling == Ruling::Granted { "grant" } else { "deny" };
                format!("{verb} {} motion ({})", self.movers(motion), self.scenario.motion(motion).title)
            }
            Command::FileAppeal { motion } => {
                format!("appeal the ruling on {} motion ({})", self.movers(motion), self.scenario.motion(motion).title)
            }
            Command::DecideAppeal { motion, decision } => {
                let verb = if decision == AppealDecision::Affirmed { "affirm" } else { "reverse" };
                format!("{verb} the ruling on {} motion ({})", self.movers(motion), self.scenario.motion(motion).title)
            }
            Command::TableText { deal } => {
                format!("table a text: {}", terms::terms_short(self.scenario, &deal))
            }
            Command::Vote { ballot: Ballot::Aye } => "vote for the text on the table".to_owned(),
            Command::Vote { ballot: Ballot::No } => "vote against the text on the table".to_owned(),
            Command::Say { signal } => {
                let signal = self.scenario.signal(signal);
                let verb = match signal.kind {
                    SignalKind::Statement => "say",
                    SignalKind::Leak => "leak",
                    SignalKind::Announcement => "announce",
                };
                format!("{verb}: {}", signal.text.trim())
            }
            Command::SuspendEnforcement { decree, days } => {
                format!("have {} not enforced for {}", self.decree(decree), count(i64::from(days), "day"))
            }
            Command::OpenAuction => format!("open the auction of {}", self.scenario.setup().sale.asset),
            Command::TableBid { option } => format!("bid {}", self.amount(option)),
            Command::PassAuction => "bid no more in the auction".to_owned(),
            Command::InviteBacker { backer } => format!("invite {} to join your bid", self.seat(backer)),
            Command::DeclineInvitation { talks } => format!("decline to join {}", self.bid(talks)),
            Command::ProposeMerger { into } => format!("propose to fold your bid into {}", self.bid(into)),
            Command::AcceptMerger { talks } => format!("agree that {} fold its bid", self.bidder(talks)),
            Command::DeclineMerger { talks } if self.scenario.talks(talks).bidder == seat => {
                "take back the merger that you proposed".to_owned()
            }
            Command::DeclineMerger { talks } => format!("decline that {} fold its bid", self.bidder(talks)),
            Command::SpinOff { talks, deal } => {
                let (asset, holders) = (self.what_is_sold(&deal), self.bidder(talks));
                format!("spin {asset} off to {holders}: {}", terms::terms_short(self.scenario, &deal))
            }
        }
    }

    fn give_seat(&self, seat: SeatId, occupant: Occupant) -> String {
        let seat = self.seat(seat);
        match occupant {
            Occupant::Bot => format!("give {seat} to a bot"),
            Occupant::Person => format!("give {seat} to a person"),
            Occupant::Script => format!("give {seat} to a script"),
            Occupant::Program => format!("give {seat} to a program"),
            Occupant::Nobody => format!("leave {seat} to nobody"),
        }
    }

    fn settle(&self, draw: DrawId, result: u8) -> String {
        format!("settle {} (“{}”)", self.matter(draw), self.result(draw, result))
    }

    /// The other side of talks.
    fn other(&self, seat: SeatId, talks: TalksId) -> String {
        let bidder = self.scenario.talks(talks).bidder;
        if seat == bidder { self.vendor(talks) } else { self.seat(bidder) }
    }

    fn is_side(&self, seat: SeatId, talks: TalksId) -> bool {
        seat == self.scenario.talks(talks).bidder || self.seat(seat) == self.vendor(talks)
    }
}
