//! What moves the world around the sale: gauges, signals, chances, and effects.

use crate::compile::{Ask, Compiler, Movable, Share, Unit};
use crate::document::Path;
use crate::file::{ChanceFile, ConsequenceFile, EffectFile, GaugeFile, SignalFile, SignalWord, TriggerFile};
use crate::structure::suggestion;
use crate::value::{Decimal, Drawn, MILLION, NUMBER_MAX};
use divest_core::chance::ResultId;
use divest_core::command::AppealDecision;
use divest_core::effect::{Consequence, Trigger};
use divest_core::id::{ChanceId, DecreeId, GaugeId, ReviewId, SeatId, SeatSet, SignalId, SuitId, TalksId};
use divest_core::scenario::{Chance, ChanceResult, Effect, Gauge, Quantity, Signal, SignalKind};

/// The word that stands for any thing of a trigger's kind.
const ANY: &str = "any";

impl Compiler<'_> {
    pub(crate) fn gauges(&mut self) -> Vec<Gauge> {
        let file = self.file;
        file.gauges.iter().map(|(key, gauge)| self.gauge(key, gauge)).collect()
    }

    fn gauge(&mut self, key: &str, gauge: &GaugeFile) -> Gauge {
        let here = Path::default().key("gauges").key(key);
        let name = self.title(&here.key("name"), key, gauge.name.as_ref());
        let (min, max) = (gauge.min.0, gauge.max.0);
        let mut ask = Ask::WHOLE.seen_by(SeatSet::ALL);
        if min >= max {
            self.complain(&here.key("max"), "the gauge has no room to move").hint("`max` lies above `min`");
        } else {
            ask = ask.between(min, max);
        }
        Gauge { key: key.to_owned(), name, min, max, start: self.quantity(&gauge.start, &here.key("start"), &ask) }
    }

    pub(crate) fn signals(&mut self) -> Vec<Signal> {
        let file = self.file;
        file.signals.iter().map(|(key, signal)| self.signal(key, signal)).collect()
    }

    fn signal(&mut self, key: &str, signal: &SignalFile) -> Signal {
        let file = self.file;
        let here = Path::default().key("signals").key(key);
        self.check_name(&here.key("text"), &signal.text);
        let author = self.seat(&signal.author, &here.key("author"), &[]);
        let own = author.map_or(SeatSet::NONE, SeatSet::only);
        let on_path = here.key("on");
        let on_day = signal.on.as_ref().map(|on| self.quantity(on, &on_path, &Ask::DATE.seen_by(own)));
        if let Some(day) = on_day {
            self.check_in_play(day, &on_path);
        }
        let real = self.real(signal.real, &here.key("real"), own);
        let credibility = self.quantity(&signal.credibility, &here.key("credibility"), &Ask::PROBABILITY.seen_by(own));
        let moves_path = here.key("moves");
        let mut moves = Vec::new();
        for (gauge, by) in signal.moves.iter() {
            let path = moves_path.key(gauge);
            let index = self.refer_by_key(&file.gauges, "gauge", gauge, &path);
            let by = self.quantity(by, &path, &Ask::WHOLE.seen_by(own));
            moves.extend(index.map(|index| (GaugeId::at(index), by)));
        }
        Signal {
            key: key.to_owned(),
            text: signal.text.clone(),
            author: author.unwrap_or(SeatId::CLOCK),
            kind: match signal.kind {
                SignalWord::Statement => SignalKind::Statement,
                SignalWord::Leak => SignalKind::Leak,
                SignalWord::Announcement => SignalKind::Announcement,
            },
            on_day,
            real,
            credibility_ppm: credibility,
            moves,
        }
    }

    pub(crate) fn chances(&mut self) -> Vec<Chance> {
        let file = self.file;
        let chances = file.chances.iter().map(|(key, chance)| self.chance(key, chance)).collect();
        self.check_waiting();
        chances
    }

    /// Complains about chances that wait for each other in a circle: none of them would ever come out.
    fn check_waiting(&mut self) {
        let file = self.file;
        let awaited = |chance: &ChanceFile| {
            let after = chance.after.as_ref()?;
            after
                .set()
                .into_iter()
                .find(|(name, _)| *name == "chance")
                .and_then(|(_, key)| file.chances.get_index_of(key))
        };
        for (i, (key, chance)) in file.chances.iter().enumerate() {
            let mut at = awaited(chance);
            let mut around = vec![i];
            // A circle is told of once, by its first chance in the file; no way is longer than the table.
            while let Some(next) = at.filter(|next| *next > i && around.len() <= file.chances.len()) {
                around.push(next);
                at = awaited(&file.chances[next]);
            }
            if at == Some(i) {
                let way: Vec<&str> =
                    around.iter().map(|&i| file.chances.get_index(i).map_or("", |(key, _)| key)).collect();
                let message = match way.as_slice() {
                    [_] => "a chance that waits for itself never comes out".to_owned(),
                    _ => format!("chances wait for each other in a circle: {}, {key}", way.join(", ")),
                };
                let here = Path::default().key("chances").key(key).key("after");
                self.complain(&here, message).hint("one of them must come out `on` a day or after something else");
            }
        }
    }

    fn chance(&mut self, key: &str, chance: &ChanceFile) -> Chance {
        let here = Path::default().key("chances").key(key);
        let title = self.title(&here.key("title"), key, chance.title.as_ref());
        let (day, trigger) = self.chance_day(chance, &here);
        let results_path = here.key("results");
        if chance.results.is_empty() {
            self.complain(&results_path, "a chance without results").hint("say what may come of it").on_key();
        }
        let shares = chance.results.iter().map(|(result_key, result)| Share {
            name: format!("chances.{key}.{result_key}"),
            path: results_path.key(result_key),
            p: result.p.as_ref(),
            sways: &result.p_sways,
        });
        let probabilities = self.shares(&shares.collect::<Vec<_>>());
        let mut results = Vec::new();
        for ((result_key, result), probability) in chance.results.iter().zip(probabilities) {
            let path = results_path.key(result_key);
            let text = self.title(&path.key("text"), result_key, result.text.as_ref());
            let then = self.consequences(&result.then, &path.key("then"));
            results.push(ChanceResult { key: result_key.clone(), text, probability, then });
        }
        Chance { key: key.to_owned(), title, day, trigger, results }
    }

    fn chance_day(&mut self, chance: &ChanceFile, here: &Path) -> (Quantity, Option<Trigger>) {
        match (&chance.on, &chance.after) {
            (Some(on), None) => {
                let path = here.key("on");
                let day = self.quantity(on, &path, &Ask::DATE);
                self.check_in_play(day, &path);
                if chance.delay.is_some() {
                    self.complain(&here.key("delay"), "a delay runs from what `after` names")
                        .hint("leave it out, or write `after`")
                        .on_key();
                }
                (day, None)
            }
            (None, Some(after)) => {
                let path = here.key("after");
                let triggers = self.triggers(after, &path);
                if after.set().iter().any(|(_, key)| *key == ANY) {
                    self.complain(&path, "a chance follows one thing, not `any`").hint("name the thing");
                }
                let delay = chance.delay.as_ref();
                let day =
                    delay.map_or(Quantity::Fixed(0), |delay| self.quantity(delay, &here.key("delay"), &Ask::DAYS));
                (day, triggers.first().copied())
            }
            _ => {
                self.complain(here, "a chance comes out either `on` a day or `after` something")
                    .hint("such as `on = 2020-11-03` or `after = { motion-granted = \"injunction\" }`")
                    .on_key();
                (Quantity::Fixed(self.file.opens.0), None)
            }
        }
    }

    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        let file = self.file;
        let top = Path::default().key("effects");
        let mut effects = Vec::new();
        for (i, EffectFile { on, then }) in file.effects.iter().enumerate() {
            let here = top.index(i);
            let triggers = self.triggers(on, &here.key("on"));
            if then.is_empty() {
                self.complain(&here.key("then"), "nothing follows").hint("such as [{ gauge = \"tension\", by = 5 }]");
            }
            let then = self.consequences(then, &here.key("then"));
            effects.extend(triggers.into_iter().map(|trigger| Effect { trigger, then: then.clone() }));
        }
        effects
    }
}

// --- triggers

impl Compiler<'_> {
    /// How many effects a trigger stands for.
    pub(crate) fn trigger_count(&self, trigger: &TriggerFile) -> usize {
        let sale = &self.file.sale;
        match trigger.set().first() {
            Some(&("deal_approved" | "deal_blocked", ANY)) => sale.reviews.len(),
            Some(&(_, ANY)) => sale.talks.len(),
            _ => 1,
        }
    }

    /// The triggers that a table stands for: one, or one for each thing where it says `any`.
    fn triggers(&mut self, trigger: &TriggerFile, path: &Path) -> Vec<Trigger> {
        let set = trigger.set();
        let [(name, key)] = set.as_slice() else {
            let found = if set.is_empty() { "nothing" } else { "more than one thing" };
            self.complain(path, format!("a trigger names one thing that happens, and this one names {found}"))
                .hint("such as { decree-issued = \"order\" }");
            return Vec::new();
        };
        if trigger.result.is_some() && *name != "chance" {
            self.complain(&path.key("result"), "only a chance has results").hint("leave it out").on_key();
        }
        let kebab = name.replace('_', "-");
        let here = path.key(&kebab);
        self.expand(name, key, trigger.result.as_deref(), &here).unwrap_or_default()
    }

    fn expand(&mut self, name: &str, key: &str, result: Option<&str>, path: &Path) -> Option<Vec<Trigger>> {
        let file = self.file;
        let decree = |make: fn(DecreeId) -> Trigger| Target::Decree(make);
        let target = match name {
            "decree_issued" => decree(Trigger::DecreeIssued),
            "deadline_neared" => decree(Trigger::DeadlineNeared),
            "deadline_extended" => decree(Trigger::DeadlineExtended),
            "extension_denied" => decree(Trigger::ExtensionDenied),
            "deadline_passed" => decree(Trigger::DeadlinePassed),
            "decree_took_force" => decree(Trigger::DecreeTookForce),
            "decree_enforced" => decree(Trigger::DecreeEnforced),
            "decree_lapsed" => decree(Trigger::DecreeLapsed),
            "decree_revoked" => decree(Trigger::DecreeRevoked),
            "decree_satisfied" => decree(Trigger::DecreeSatisfied),
            "decree_enjoined" => decree(Trigger::DecreeEnjoined),
            "injunction_lifted" => decree(Trigger::InjunctionLifted),
            "trustee_appointed" => decree(Trigger::TrusteeAppointed),
            "enforcement_suspended" => decree(Trigger::EnforcementSuspended),
            "decree_annulled" => decree(Trigger::DecreeAnnulled),
            "talks_opened" => Target::Talks(Trigger::TalksOpened),
            "talks_ended" => Target::Talks(Trigger::TalksEnded),
            "terms_agreed" => Target::Talks(Trigger::TermsAgreed),
            "deal_signed" => Target::Talks(Trigger::DealSigned),
            "agreement_dropped" => Target::Talks(Trigger::AgreementDropped),
            "spin_off_planned" => Target::Talks(Trigger::SpinOffPlanned),
            "deal_closed" => Target::Talks(Trigger::DealClosed),
            "buyer_failed" => Target::Talks(Trigger::BuyerFailed),
            "bid_merged" => Target::Talks(Trigger::BidMerged),
            "lot_sold" => Target::Talks(Trigger::LotSold),
            "auction_opened" => return self.of_auction(Trigger::AuctionOpened, key, path).map(|trigger| vec![trigger]),
            "auction_failed" => return self.of_auction(Trigger::AuctionFailed, key, path).map(|trigger| vec![trigger]),
            "auction_won" => {
                self.of_auction(Trigger::AuctionFailed, ANY, path)?;
                Target::Talks(Trigger::AuctionWon)
            }
            "deal_approved" => Target::Review(Trigger::DealApproved),
            "deal_blocked" => Target::Review(Trigger::DealBlocked),
            "bid_joined" => return self.backer(key, path).map(|seat| vec![Trigger::BidJoined(seat)]),
            "bid_left" => return self.backer(key, path).map(|seat| vec![Trigger::BidLeft(seat)]),
            "suit_filed" => {
                let suit = self.refer(&file.suits, "suit", key, path)?;
                return Some(vec![Trigger::SuitFiled(SuitId::at(suit))]);
            }
            "signal_made" => {
                let signal = self.refer(&file.signals, "signal", key, path)?;
                return Some(vec![Trigger::SignalMade(SignalId::at(signal))]);
            }
            "chance" => return self.result(key, result, path).map(|id| vec![Trigger::ChanceResolved(id)]),
            _ => return self.court_trigger(name, key, path).map(|trigger| vec![trigger]),
        };
        match target {
            Target::Decree(make) => Some(vec![make(DecreeId::at(self.refer(&file.decrees, "decree", key, path)?))]),
            Target::Talks(make) if key == ANY => {
                Some((0..file.sale.talks.len()).map(|i| make(TalksId::at(i))).collect())
            }
            Target::Talks(make) => {
                Some(vec![make(TalksId::at(self.refer(&file.sale.talks, "bidder with talks", key, path)?))])
            }
            Target::Review(make) if key == ANY => {
                Some((0..file.sale.reviews.len()).map(|i| make(ReviewId::at(i))).collect())
            }
            Target::Review(make) => {
                Some(vec![make(ReviewId::at(self.refer(&file.sale.reviews, "review", key, path)?))])
            }
        }
    }

    /// A trigger of the sale's only auction.
    fn of_auction(&mut self, trigger: Trigger, key: &str, path: &Path) -> Option<Trigger> {
        if self.file.sale.auction.is_none() {
            self.complain(path, "the sale has no auction").hint("add a table [sale.auction]");
            return None;
        }
        if key != ANY {
            self.complain(
                path,
                format!("there is one auction, and it is not called `{}`", crate::structure::shortened(key)),
            )
            .hint("write \"any\"");
            return None;
        }
        Some(trigger)
    }

    fn court_trigger(&mut self, name: &str, key: &str, path: &Path) -> Option<Trigger> {
        let motion = self.motion_id(key, path)?;
        let appeals = name.starts_with("appeal_");
        let of_key = |suit: &crate::file::SuitFile| suit.motions.get(key).is_some_and(|motion| motion.appeal.is_some());
        if appeals && !self.file.suits.values().any(of_key) {
            self.complain(path, format!("the motion `{key}` has no appeal"))
                .hint("add one to the motion, or leave this out");
        }
        Some(match name {
            "motion_filed" => Trigger::MotionFiled(motion),
            "motion_granted" => Trigger::MotionGranted(motion),
            "motion_denied" => Trigger::MotionDenied(motion),
            "appeal_affirmed" => Trigger::AppealDecided(motion, AppealDecision::Affirmed),
            "appeal_reversed" => Trigger::AppealDecided(motion, AppealDecision::Reversed),
            _ => unreachable!("BUG: a trigger without a meaning"),
        })
    }

    fn backer(&mut self, key: &str, path: &Path) -> Option<SeatId> {
        let seat = self.seat(key, path, &[crate::file::RoleWord::Backer])?;
        if !self.file.sale.backings.iter().any(|backing| backing.backer == key) {
            self.complain(path, format!("`{key}` may join no bid")).hint("add it to [[sale.backings]]");
        }
        Some(seat)
    }

    fn result(&mut self, key: &str, result: Option<&str>, path: &Path) -> Option<ResultId> {
        let file = self.file;
        let chance = self.refer(&file.chances, "chance", key, path)?;
        let results = &file.chances[chance].results;
        let Some(result) = result else {
            let hint = suggestion("", results.keys().map(String::as_str));
            self.complain(path, "`result` is missing: of the chance, which result").hint(hint);
            return None;
        };
        let table = Path(path.0[..path.0.len() - 1].to_vec());
        let index = self.refer(results, "result", result, &table.key("result"))?;
        Some(ResultId { chance: ChanceId::at(chance), index: u8::try_from(index).ok()? })
    }
}

/// What a trigger happens to.
enum Target {
    Decree(fn(DecreeId) -> Trigger),
    Talks(fn(TalksId) -> Trigger),
    Review(fn(ReviewId) -> Trigger),
}

// --- consequences

impl Compiler<'_> {
    fn consequences(&mut self, then: &[ConsequenceFile], path: &Path) -> Vec<Consequence> {
        if then.len() > crate::compile::TABLE_MAX {
            self.complain(path, format!("more than {} consequences", crate::compile::TABLE_MAX)).hint("leave some out");
            return Vec::new();
        }
        then.iter().enumerate().filter_map(|(i, consequence)| self.consequence(consequence, &path.index(i))).collect()
    }

    fn consequence(&mut self, file: &ConsequenceFile, path: &Path) -> Option<Consequence> {
        let all = [
            ("gauge", &file.gauge),
            ("walk_away", &file.walk_away),
            ("probability", &file.probability),
            ("issue", &file.issue),
            ("revoke", &file.revoke),
            ("enforce", &file.enforce),
            ("say", &file.say),
            ("open_talks", &file.open_talks),
            ("end_talks", &file.end_talks),
            ("suspend", &file.suspend),
            ("fail", &file.fail),
        ];
        let set: Vec<(&str, &str)> = all.iter().filter_map(|(name, key)| Some((*name, key.as_deref()?))).collect();
        let [(name, key)] = set.as_slice() else {
            let found = if set.is_empty() { "none" } else { "more than one" };
            self.complain(path, format!("a consequence is one thing, and this table names {found}"))
                .hint("such as { gauge = \"tension\", by = 5 } or { issue = \"order\" }; several stand side by side in `then`");
            return None;
        };
        let here = path.key(name);
        if *name == "suspend" {
            return self.suspending(key, file, path);
        }
        if file.days.is_some() {
            self.complain(&path.key("days"), format!("`{name}` takes no days")).hint("leave `days` out").on_key();
        }
        match (*name, &file.by) {
            ("gauge" | "walk_away" | "probability", Some(by)) => self.movement(name, key, by, path),
            ("gauge" | "walk_away" | "probability", None) => {
                self.complain(path, "`by` is missing").hint("say how far it moves, such as `by = 5`");
                None
            }
            (_, Some(_)) => {
                self.complain(&path.key("by"), format!("`{name}` moves nothing")).hint("leave `by` out").on_key();
                None
            }
            (_, None) => self.act(name, key, &here),
        }
    }

    fn suspending(&mut self, key: &str, file: &ConsequenceFile, path: &Path) -> Option<Consequence> {
        if file.by.is_some() {
            self.complain(&path.key("by"), "`suspend` moves nothing").hint("leave `by` out").on_key();
        }
        let here = path.key("suspend");
        let decree = self.refer(&self.file.decrees, "decree", key, &here).map(DecreeId::at)?;
        self.check_suspender(decree, &here);
        let Some(days) = &file.days else {
            self.complain(path, "`days` is missing").hint("say for how long, such as `days = \"75d\"`");
            return None;
        };
        let days = self.quantity(days, &path.key("days"), &Ask::DAYS.between(1, crate::value::SPAN_DAYS_MAX));
        Some(Consequence::SuspendEnforcement(decree, days))
    }

    fn movement(&mut self, name: &str, key: &str, by: &Drawn<Decimal>, path: &Path) -> Option<Consequence> {
        let file = self.file;
        let (here, by_path) = (path.key(name), path.key("by"));
        let whole = Ask { unit: Unit::Whole, low: -NUMBER_MAX, high: NUMBER_MAX, audience: SeatSet::NONE };
        match name {
            "gauge" => {
                let gauge = self.refer(&file.gauges, "gauge", key, &here);
                let by = self.quantity(by, &by_path, &whole);
                Some(Consequence::MoveGauge(GaugeId::at(gauge?), by))
            }
            "walk_away" => {
                let seat = self.seat(key, &here, &[]);
                let by = self.quantity(by, &by_path, &whole);
                Some(Consequence::MoveWalkAway(seat?, by))
            }
            _ => {
                let index = self.probability_index(key, &here);
                let by = self.quantity(by, &by_path, &Ask::PROBABILITY.between(-MILLION, MILLION));
                Some(Consequence::MoveProbability(index?, by))
            }
        }
    }

    /// The number of the probability that a path such as `motions.store` names.
    fn probability_index(&mut self, name: &str, path: &Path) -> Option<u8> {
        let known = self.probabilities.clone();
        let index = self.refer(&known, "probability", name, path)?;
        if known[index] == Movable::Rest {
            self.complain(path, "this one takes what the others leave, so nothing moves it")
                .hint("move one of the others the other way");
            return None;
        }
        u8::try_from(index).ok()
    }

    fn act(&mut self, name: &str, key: &str, path: &Path) -> Option<Consequence> {
        let file = self.file;
        let decree = |compiler: &mut Self| compiler.refer(&file.decrees, "decree", key, path).map(DecreeId::at);
        let talks =
            |compiler: &mut Self| compiler.refer(&file.sale.talks, "bidder with talks", key, path).map(TalksId::at);
        match name {
            "issue" => decree(self).map(Consequence::IssueDecree),
            "revoke" => decree(self).map(Consequence::RevokeDecree),
            "enforce" => decree(self).map(Consequence::EnforceDecree),
            "open_talks" => talks(self).map(Consequence::OpenTalks),
            "end_talks" => talks(self).map(Consequence::EndTalks),
            "fail" => {
                if file.sale.lots.is_some() {
                    self.complain(path, "a buyer of lots does not fail").hint("leave `fail` out, or [sale.lots]");
                }
                talks(self).map(Consequence::FailBuyer)
            }
            _ => {
                let signal = self.refer(&file.signals, "signal", key, path)?;
                Some(Consequence::MakeSignal(SignalId::at(signal)))
            }
        }
    }
}
