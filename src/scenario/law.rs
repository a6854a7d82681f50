//! Decrees and courts: orders, deadlines, suits and motions.

use crate::compile::{Ask, Base, Compiler, Movable, Share, Unit};
use crate::document::Path;
use crate::file::{
    AppealFile, DecreeFile, DecreeWord, ExtensionFile, MotionFile, RoleWord, StepFile, StepWord, SuitFile,
};
use crate::file::{ReliefWord, StageWord, SuspensionFile, TrusteeEndWord};
use crate::value::{Date, Days, Drawn, SPAN_DAYS_MAX, Spread, When};
use divest_core::id::{DecreeId, MotionId, SeatId, SeatSet, SuitId};
use divest_core::scenario::TrusteeEnd;
use divest_core::scenario::{
    Appeal, DeadlineSpec, Decree, DecreeKind, Extension, Motion, Quantity, Relief, Stage, Step, StepKind, Suit,
    Suspension,
};
use divest_core::units::{Instant, Span, SpanUnit};

const ISSUERS: &[RoleWord] = &[RoleWord::Authority, RoleWord::HomeAuthority, RoleWord::Court];
/// Roles that may move a date; the parties to an agreement may move its date.
const EXTENDERS: &[RoleWord] = &[
    RoleWord::Authority,
    RoleWord::HomeAuthority,
    RoleWord::Court,
    RoleWord::Seller,
    RoleWord::Target,
    RoleWord::Partner,
];
const COURTS: &[RoleWord] = &[RoleWord::Court];
const PLAINTIFFS: &[RoleWord] = &[
    RoleWord::Seller,
    RoleWord::Target,
    RoleWord::Bidder,
    RoleWord::Backer,
    RoleWord::Partner,
    RoleWord::Authority,
    RoleWord::HomeAuthority,
];

impl StepWord {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enforce => "enforce",
            Self::Lapse => "lapse",
            Self::TakeForce => "take-force",
            Self::Trustee => "trustee",
            Self::Suspend => "suspend",
        }
    }
}

/// What happens at a decree's date where the file does not say.
const fn default_step(kind: DecreeWord) -> StepWord {
    match kind {
        DecreeWord::Prohibits => StepWord::TakeForce,
        DecreeWord::DemandsSale => StepWord::Lapse,
        DecreeWord::HoldsSeparate => StepWord::Enforce,
    }
}

impl StageWord {
    const fn stage(self) -> Stage {
        match self {
            Self::Agreed => Stage::Agreed,
            Self::Signed => Stage::Signed,
            Self::Approved => Stage::Approved,
            Self::Closed => Stage::Closed,
        }
    }
}

// --- decrees

impl Compiler<'_> {
    /// Numbers every probability before anything refers to one.
    pub(crate) fn name_probabilities(&mut self) {
        let file = self.file;
        let movable = |i: usize, count: usize| if i + 1 < count { Movable::Yes } else { Movable::Rest };
        let mut names = Vec::new();
        for (key, decree) in file.decrees.iter() {
            let steps = &decree.at_deadline;
            if steps.is_empty() && decree.deadline.is_some() {
                names.push((format!("decrees.{key}.{}", default_step(decree.kind).word()), Movable::Rest));
            }
            let count = steps.len();
            names.extend(
                steps.iter().enumerate().map(|(i, s)| (format!("decrees.{key}.{}", s.step.word()), movable(i, count))),
            );
        }
        for (key, motion) in file.suits.values().flat_map(|suit| suit.motions.iter()) {
            names.push((format!("motions.{key}"), Movable::Yes));
            if motion.appeal.is_some() {
                names.push((format!("appeals.{key}"), Movable::Yes));
            }
        }
        for (key, chance) in file.chances.iter() {
            let count = chance.results.len();
            names.extend(
                chance.results.keys().enumerate().map(|(i, r)| (format!("chances.{key}.{r}"), movable(i, count))),
            );
        }
        self.probabilities.extend(names);
    }

    pub(crate) fn decrees(&mut self) -> Vec<Decree> {
        let file = self.file;
        let decrees = file.decrees.iter().map(|(key, decree)| self.decree(key, decree)).collect();
        self.check_circles();
        decrees
    }

    /// Complains about decrees that implement each other in a circle.
    fn check_circles(&mut self) {
        let file = self.file;
        for (i, (key, decree)) in file.decrees.iter().enumerate() {
            let parent = |d: &DecreeFile| d.implements.as_deref().and_then(|key| file.decrees.get_index_of(key));
            let mut at = parent(decree);
            let mut around = vec![i];
            // A circle is told of once, by its first decree in the file; no way is longer than the table.
            while let Some(next) = at.filter(|next| *next > i && around.len() <= file.decrees.len()) {
                around.push(next);
                at = parent(&file.decrees[next]);
            }
            if at == Some(i) {
                let way: Vec<&str> =
                    around.iter().map(|&i| file.decrees.get_index(i).map_or("", |(key, _)| key)).collect();
                let here = Path::default().key("decrees").key(key).key("implements");
                let message = match way.as_slice() {
                    [_] => "a decree cannot implement itself".to_owned(),
                    _ => format!("decrees implement each other in a circle: {}, {key}", way.join(", ")),
                };
                self.complain(&here, message).hint("one of them must stand on its own");
            }
        }
    }

    fn decree(&mut self, key: &str, decree: &DecreeFile) -> Decree {
        let file = self.file;
        let here = Path::default().key("decrees").key(key);
        let title = self.title(&here.key("title"), key, decree.title.as_ref());
        let issuer = self.seat(&decree.issuer, &here.key("issuer"), ISSUERS);
        let issued_path = here.key("issued");
        let issue_day = decree.issued.as_ref().map(|issued| self.quantity(issued, &issued_path, &Ask::DATE));
        if let Some(day) = issue_day
            && file.opens < file.closes
            && self.reach(day).0 > file.closes.0
        {
            self.complain(&issued_path, "the decree is issued after the closing")
                .label(format!("play closes on {}", file.closes))
                .hint("bring the day forward, or leave the decree out");
        }
        let implements = decree
            .implements
            .as_ref()
            .and_then(|other| self.refer(&file.decrees, "decree", other, &here.key("implements")).map(DecreeId::at));
        let deadline = decree.deadline.as_ref().map(|deadline| self.deadline(deadline, decree, issue_day, &here));
        let warning_days = self.quantity(&decree.warning, &here.key("warning"), &Ask::DAYS);
        self.check_warning(decree, warning_days, deadline, &here);
        let satisfied_by = decree.satisfied_by.as_ref().map(|terms| self.terms(terms, &here.key("satisfied_by")));
        let extension = decree.extension.as_ref().map(|extension| {
            let here = here.key("extension");
            if decree.deadline.is_none() {
                self.complain(&here, "there is no deadline to extend").hint("add a `deadline`").on_key();
            }
            self.extension(extension, &here)
        });
        let suspension =
            decree.suspension.as_ref().map(|suspension| self.suspension(suspension, &here.key("suspension")));
        let at_deadline = self.steps(key, decree, &here);
        if decree.satisfied_at.is_some() && decree.satisfied_by.is_none() {
            self.complain(&here.key("satisfied_at"), "no sale satisfies this decree")
                .hint("add `satisfied_by`, or leave this out")
                .on_key();
        }
        Decree {
            key: key.to_owned(),
            title,
            issuer: issuer.unwrap_or(SeatId::CLOCK),
            kind: match decree.kind {
                DecreeWord::Prohibits => DecreeKind::Prohibits,
                DecreeWord::DemandsSale => DecreeKind::DemandsSale,
                DecreeWord::HoldsSeparate => DecreeKind::HoldsSeparate,
            },
            issue_day,
            implements,
            deadline,
            warning_days,
            extension,
            suspension,
            at_deadline,
            satisfied_by,
            satisfied_at: decree.satisfied_at.unwrap_or_default().stage(),
        }
    }

    fn suspension(&mut self, suspension: &SuspensionFile, here: &Path) -> Suspension {
        let authority = self.seat(&suspension.by, &here.key("by"), ISSUERS);
        let days_max = self.quantity(&suspension.days_max, &here.key("days_max"), &Ask::DAYS.between(1, 3_650));
        Suspension { authority: authority.unwrap_or(SeatId::CLOCK), days_max }
    }

    /// Complains where a decree is suspended that nobody may suspend.
    pub(crate) fn check_suspender(&mut self, decree: DecreeId, path: &Path) {
        if let Some((key, file)) = self.file.decrees.get_index(decree.index())
            && file.suspension.is_none()
        {
            self.complain(path, format!("nobody may suspend `{key}`"))
                .hint(format!("add a table [decrees.{key}.suspension]"));
        }
    }

    fn deadline(
        &mut self,
        deadline: &Drawn<When>,
        decree: &DecreeFile,
        issue_day: Option<Quantity>,
        here: &Path,
    ) -> DeadlineSpec {
        let path = here.key("deadline");
        match first_value(deadline) {
            Some(When::After(Span { unit, .. })) => {
                let most = if unit == SpanUnit::Hours { SPAN_DAYS_MAX * 24 } else { SPAN_DAYS_MAX };
                let ask = Ask { unit: Unit::Span(unit), low: 0, high: most, audience: SeatSet::NONE };
                let faults_before = self.complaints.len();
                let count = self.quantity(deadline, &path, &ask);
                if self.reach(count).0 < 1 && self.complaints.len() == faults_before {
                    self.complain(&path, "no time between the decree and its deadline")
                        .hint("write a span such as 90d");
                }
                DeadlineSpec::After { count, unit }
            }
            _ => {
                let day = self.quantity(deadline, &path, &Ask::DATE);
                let (low, high) = self.reach(day);
                let opens = self.file.opens;
                if let (Some(issue_day), Some(issued)) = (issue_day, &decree.issued)
                    && high < self.reach(issue_day).0
                {
                    let label = match issued {
                        Drawn::Fixed(date) => format!("the decree is of {date}"),
                        Drawn::Drawn(_) => {
                            format!("the decree is of {} at the earliest", Date(self.reach(issue_day).0))
                        }
                    };
                    self.complain(&path, "the deadline lies before the decree")
                        .label(label)
                        .hint("write the date that follows the order, or a span such as \"90d\"");
                } else if low < opens.0 {
                    self.complain(&path, "the deadline lies before the opening")
                        .label(format!("play opens on {opens}"))
                        .hint("write the date that follows the opening");
                }
                DeadlineSpec::On(day)
            }
        }
    }

    fn check_warning(&mut self, decree: &DecreeFile, warning: Quantity, deadline: Option<DeadlineSpec>, here: &Path) {
        let path = here.key("warning");
        if decree.deadline.is_none() && warning != Quantity::Fixed(0) {
            self.complain(&path, "there is no deadline to warn of").hint("add a `deadline`, or leave the warning out");
        }
        let most = match deadline {
            Some(DeadlineSpec::After { count, unit: SpanUnit::Days }) => self.reach(count).1,
            Some(DeadlineSpec::After { count: Quantity::Fixed(count), unit }) => {
                let from = Instant::start_of_day(self.file.opens.0);
                let count = u32::try_from(count).unwrap_or(0);
                from.plus(Span { count, unit }).day() - from.day() + 2
            }
            _ => return,
        };
        if self.reach(warning).0 > most {
            self.complain(&path, "the warning would come before the decree")
                .hint("warn for a shorter time than the deadline runs");
        }
    }

    fn extension(&mut self, extension: &ExtensionFile, here: &Path) -> Extension {
        let authority = self.seat(&extension.by, &here.key("by"), EXTENDERS);
        let own = Ask::DAYS.seen_by_seat(authority);
        let days_max = self.quantity(&extension.days_max, &here.key("days_max"), &Ask::DAYS.between(1, 3_650));
        let most = self.reach(days_max).1;
        let mut days = |key: &str, days: &Drawn<Days>| {
            let path = here.key(key);
            let quantity = self.quantity(days, &path, &own);
            if self.reach(quantity).0 > most {
                self.complain(&path, "more days than may be granted over all extensions")
                    .label(format!("`days_max` is {most}"))
                    .hint("grant fewer days, or raise `days_max`");
            }
            quantity
        };
        let when_agreed = days("when_agreed", &extension.when_agreed);
        let when_talking = days("when_talking", &extension.when_talking);
        let when_idle = days("when_idle", &extension.when_idle);
        Extension {
            authority: authority.unwrap_or(SeatId::CLOCK),
            days_max,
            when_agreed,
            when_talking,
            when_idle,
            once: extension.once.unwrap_or(false),
            needs: extension.needs.map(StageWord::stage),
        }
    }

    fn steps(&mut self, key: &str, decree: &DecreeFile, here: &Path) -> Vec<Step> {
        let path = here.key("at_deadline");
        if decree.deadline.is_none() {
            if !decree.at_deadline.is_empty() {
                self.complain(&path, "there is no deadline at which this could happen")
                    .hint("add a `deadline`")
                    .on_key();
            }
            return Vec::new();
        }
        let default = [StepFile {
            step: default_step(decree.kind),
            p: None,
            p_sways: Vec::new(),
            trustee: None,
            days: None,
            then: None,
        }];
        let steps = if decree.at_deadline.is_empty() { &default[..] } else { &decree.at_deadline };
        let words = steps.iter().enumerate().map(|(i, step)| (step.step.word(), path.index(i).key("step")));
        self.check_unique(words, "step");
        let shares = steps.iter().enumerate().map(|(i, step)| Share {
            name: format!("decrees.{key}.{}", step.step.word()),
            path: path.index(i),
            p: step.p.as_ref(),
            sways: &step.p_sways,
        });
        let probabilities = self.shares(&shares.collect::<Vec<_>>());
        if let Some(place) = steps.iter().position(|step| step.step == StepWord::Suspend)
            && let Some(index) = self.file.decrees.get_index_of(key)
        {
            self.check_suspender(DecreeId::at(index), &path.index(place).key("step"));
        }
        let kinds: Vec<StepKind> = steps.iter().enumerate().map(|(i, step)| self.step(step, &path.index(i))).collect();
        kinds.into_iter().zip(probabilities).map(|(kind, probability)| Step { kind, probability }).collect()
    }

    fn suspend_step(&mut self, step: &StepFile, here: &Path) -> StepKind {
        for (key, given) in [("trustee", step.trustee.is_some()), ("then", step.then.is_some())] {
            if given {
                self.complain(&here.key(key), format!("`{key}` is for the step trustee only"))
                    .hint("leave it out")
                    .on_key();
            }
        }
        let Some(days) = &step.days else {
            self.complain(here, "`days` is missing").hint("say for how long it is not enforced").on_key();
            return StepKind::Suspend { days: Quantity::Fixed(1) };
        };
        StepKind::Suspend { days: self.quantity(days, &here.key("days"), &Ask::DAYS.between(1, SPAN_DAYS_MAX)) }
    }

    fn step(&mut self, step: &StepFile, here: &Path) -> StepKind {
        let kind = match step.step {
            StepWord::Enforce => StepKind::Enforce,
            StepWord::Lapse => StepKind::Lapse,
            StepWord::TakeForce => StepKind::TakeForce,
            StepWord::Suspend => return self.suspend_step(step, here),
            StepWord::Trustee => {
                let trustee = match &step.trustee {
                    Some(key) => self.seat(key, &here.key("trustee"), &[RoleWord::Trustee]),
                    None => {
                        self.complain(here, "`trustee` is missing")
                            .hint("name the party that sells in the seller's place")
                            .on_key();
                        None
                    }
                };
                let days = match &step.days {
                    Some(days) => self.quantity(days, &here.key("days"), &Ask::DAYS.between(1, SPAN_DAYS_MAX)),
                    None => {
                        self.complain(here, "`days` is missing").hint("say how long the trustee has").on_key();
                        Quantity::Fixed(1)
                    }
                };
                let then = match step.then.unwrap_or_default() {
                    TrusteeEndWord::Enforce => TrusteeEnd::Enforce,
                    TrusteeEndWord::Lapse => TrusteeEnd::Lapse,
                };
                return StepKind::AppointTrustee { trustee: trustee.unwrap_or(SeatId::CLOCK), days, then };
            }
        };
        let given = [("trustee", step.trustee.is_some()), ("days", step.days.is_some()), ("then", step.then.is_some())];
        for (key, _) in given.iter().filter(|(_, given)| *given) {
            let steps = if *key == "days" { "the steps trustee and suspend" } else { "the step trustee" };
            self.complain(&here.key(key), format!("`{key}` is for {steps} only")).hint("leave it out").on_key();
        }
        kind
    }
}

/// The value that says of what kind the others of a distribution must be.
fn first_value<T: Copy>(drawn: &Drawn<T>) -> Option<T> {
    match drawn {
        Drawn::Fixed(value) => Some(*value),
        Drawn::Drawn(Spread { uniform, triangular, normal, choice, .. }) => {
            let uniform = uniform.as_ref().map(|values| values[0]);
            let triangular = || triangular.as_ref().map(|values| values[0]);
            let normal = || normal.as_ref().map(|bell| bell.mean);
            let choice = || choice.as_ref().and_then(|values| values.first().copied());
            uniform.or_else(triangular).or_else(normal).or_else(choice)
        }
    }
}

// --- courts

impl Compiler<'_> {
    pub(crate) fn suits(&mut self) -> (Vec<Suit>, Vec<Motion>) {
        let file = self.file;
        let top = Path::default().key("suits");
        let (mut suits, mut motions) = (Vec::new(), Vec::new());
        let mut owners = std::collections::HashMap::new();
        for (i, (key, suit)) in file.suits.iter().enumerate() {
            let here = top.key(key);
            let compiled = self.suit(key, suit, &here);
            let plaintiff = compiled.plaintiff;
            suits.push(compiled);
            for (motion_key, motion) in suit.motions.iter() {
                let path = here.key("motions").key(motion_key);
                if let Some(other) = owners.insert(motion_key, key) {
                    self.complain(&path, format!("a motion `{motion_key}` stands in the suit `{other}` too"))
                        .hint("keys of motions are unique over all suits")
                        .on_key();
                }
                motions.push(self.motion(motion_key, motion, SuitId::at(i), plaintiff, &path));
            }
        }
        (suits, motions)
    }

    fn suit(&mut self, key: &str, suit: &SuitFile, here: &Path) -> Suit {
        let title = self.title(&here.key("title"), key, suit.title.as_ref());
        let plaintiff = self.seat(&suit.plaintiff, &here.key("plaintiff"), PLAINTIFFS);
        let court = self.seat(&suit.court, &here.key("court"), COURTS);
        if suit.motions.is_empty() {
            self.complain(&here.key("motions"), "a suit without motions asks for nothing")
                .hint(format!("add a table such as [suits.{key}.motions.injunction]"))
                .on_key();
        }
        let own = plaintiff.map_or(SeatSet::NONE, SeatSet::only);
        Suit {
            key: key.to_owned(),
            title,
            plaintiff: plaintiff.unwrap_or(SeatId::CLOCK),
            court: court.unwrap_or(SeatId::CLOCK),
            files_days: self.quantity(&suit.files, &here.key("files"), &Ask::DAYS.seen_by(own)),
            real: self.real(suit.real, &here.key("real"), own),
        }
    }

    fn motion(&mut self, key: &str, motion: &MotionFile, suit: SuitId, plaintiff: SeatId, here: &Path) -> Motion {
        let file = self.file;
        let title = self.title(&here.key("title"), key, motion.title.as_ref());
        let path = here.key("against");
        if motion.against.is_empty() {
            self.complain(&path, "a motion attacks at least one decree").hint("name the decrees that it would stop");
        }
        self.check_unique(motion.against.iter().enumerate().map(|(i, key)| (key.as_str(), path.index(i))), "decree");
        let against = motion.against.iter().enumerate();
        let against =
            against.filter_map(|(i, key)| self.refer(&file.decrees, "decree", key, &path.index(i)).map(DecreeId::at));
        let against: Vec<DecreeId> = against.collect();
        let sways = (&here.key("p_sways"), motion.p_sways.as_slice());
        let may_lose = self.issuers(&against).with(plaintiff);
        Motion {
            key: key.to_owned(),
            title,
            suit,
            against,
            relief: match motion.seeks.unwrap_or_default() {
                ReliefWord::Injunction => Relief::Injunction,
                ReliefWord::Annulment => Relief::Annulment,
            },
            files_days: self.quantity(&motion.files, &here.key("files"), &Ask::DAYS.seen_by(SeatSet::only(plaintiff))),
            hearing_days: self.quantity(&motion.hearing, &here.key("hearing"), &Ask::DAYS),
            granted: self.probability(&format!("motions.{key}"), Base::Written(&motion.p), &here.key("p"), sways),
            appeal: motion.appeal.as_ref().map(|appeal| self.appeal(key, appeal, &here.key("appeal"), may_lose)),
        }
    }

    /// The issuers of some decrees; invalid ones are reported elsewhere.
    fn issuers(&self, decrees: &[DecreeId]) -> SeatSet {
        let file = self.file;
        let issuer = |decree: &DecreeId| {
            let key = &file.decrees.get_index(decree.index())?.1.issuer;
            file.parties.get_index_of(key.as_str()).map(|place| SeatId::at(SeatId::FIRST_PARTY + place))
        };
        decrees.iter().filter_map(issuer).collect()
    }

    /// An appeal; `may_lose` are the seats that may want one, and so know whether they do.
    fn appeal(&mut self, key: &str, appeal: &AppealFile, here: &Path, may_lose: SeatSet) -> Appeal {
        let court = self.seat(&appeal.court, &here.key("court"), COURTS);
        let sways = (&here.key("p_sways"), appeal.p_sways.as_slice());
        let base = Base::Written(&appeal.p_reversed);
        Appeal {
            court: court.unwrap_or(SeatId::CLOCK),
            real: self.real(appeal.real, &here.key("real"), may_lose),
            hearing_days: self.quantity(&appeal.hearing, &here.key("hearing"), &Ask::DAYS),
            reversed: self.probability(&format!("appeals.{key}"), base, &here.key("p_reversed"), sways),
        }
    }

    /// The motion with a key, counted over all suits.
    pub(crate) fn motion_id(&mut self, key: &str, path: &Path) -> Option<MotionId> {
        let file = self.file;
        let keys: indexmap::IndexMap<String, ()> =
            file.suits.values().flat_map(|suit| suit.motions.keys()).map(|key| (key.clone(), ())).collect();
        self.refer(&keys, "motion", key, path)?;
        // Places count repeated keys too; those are complained of elsewhere.
        file.suits.values().flat_map(|suit| suit.motions.keys()).position(|other| other == key).map(MotionId::at)
    }
}
