//! From what is written to what is true: a `ScenarioFile` becomes a `Setup`, or all that is wrong with it is said.
//!
//! Complaints address the file by path, so the same compiler serves a file, a log's canonical text and `--set`. The
//! modules beside this one each compile one part of the file; here stand the parts that all of them use.

use crate::document::{Part, Path};
use crate::fault::{Complaint, FAULTS_MAX};
use crate::file::{RoleWord, ScenarioFile, SwayFile, TermsFile};
use crate::structure::suggestion;
use crate::value::{Decimal, Drawn, MILLION, SPAN_DAYS_MAX, disturbs, is_key, is_scenario_key};
use divest_core::deal::{ISSUES_MAX, Terms};
use divest_core::id::{GaugeId, IssueId, SeatId, SeatSet};
use divest_core::scenario::{Probability, Quantity, Setup, Slot, Sway};
use divest_core::units::{DAY_SECONDS, Instant};
use indexmap::IndexMap;
use std::collections::HashSet;

/// The most things of one kind, which small ids number.
pub(crate) const TABLE_MAX: usize = 250;
/// The most motions, of which a decree keeps one bit each.
const MOTIONS_MAX: usize = 64;
/// The most parties; the clock and nature take two of 64 seats.
const PARTIES_MAX: usize = SeatSet::CAPACITY - SeatId::FIRST_PARTY;
/// The most characters of a title or a name.
const NAME_MAX: usize = 200;
/// The most characters of a brief.
const BRIEF_MAX: usize = 20_000;

/// Compiles a file; `key` is the scenario's name.
///
/// # Errors
/// Everything that is wrong with what the file means.
pub fn compile(file: &ScenarioFile, key: &str) -> Result<Setup, Vec<Complaint>> {
    let mut compiler = Compiler::new(file);
    if !is_scenario_key(key) {
        let shown = crate::structure::shortened(key);
        compiler.complain(&Path::default(), format!("`{shown}` cannot be the key of a scenario")).hint(
            "a scenario is called as its file: no control or invisible characters, no slash or colon, no dot first",
        );
    }
    compiler.check_sizes();
    if !compiler.complaints.is_empty() {
        // Ids cannot number tables of this size, so nothing else can be looked at.
        return Err(compiler.complaints);
    }
    let setup = compiler.setup(key);
    if compiler.complaints.is_empty() { Ok(setup) } else { Err(compiler.complaints) }
}

/// The compiler at work on a file.
pub(crate) struct Compiler<'f> {
    pub(crate) file: &'f ScenarioFile,
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) slots: Vec<Slot>,
    /// Every probability by its name for effects; whether they can move it.
    pub(crate) probabilities: IndexMap<String, Movable>,
}

/// Whether effects can move a probability.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Movable {
    Yes,
    /// It takes what the others leave.
    Rest,
}

impl Complaint {
    pub(crate) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) const fn on_key(&mut self) -> &mut Self {
        self.part = Part::Key;
        self
    }
}

impl<'f> Compiler<'f> {
    pub(crate) fn new(file: &'f ScenarioFile) -> Self {
        Self { file, complaints: Vec::new(), slots: Vec::new(), probabilities: IndexMap::new() }
    }

    pub(crate) fn complain(&mut self, path: &Path, message: impl Into<String>) -> &mut Complaint {
        let (path, message) = (path.clone(), message.into());
        self.complaints.push(Complaint { path, part: Part::Value, message, label: None, hint: None });
        self.complaints.last_mut().expect("BUG: nothing follows a push")
    }

    fn setup(&mut self, key: &str) -> Setup {
        let file = self.file;
        self.name_probabilities();
        self.check_head();
        self.check_keys();
        // The order is that of the file, and so is the order of the numbers left to the seed.
        let parties = self.parties();
        let sale = self.sale();
        let decrees = self.decrees();
        let (suits, motions) = self.suits();
        let gauges = self.gauges();
        let signals = self.signals();
        let chances = self.chances();
        let effects = self.effects();
        let outcomes = self.outcomes();
        self.check_tests();
        Setup {
            key: key.to_owned(),
            title: file.title.clone(),
            brief: file.brief.clone(),
            currency: file.currency.clone(),
            opens: Instant::start_of_day(file.opens.0),
            closes: Instant(file.closes.0 * DAY_SECONDS).end_of_day(),
            slots: std::mem::take(&mut self.slots),
            parties,
            sale,
            decrees,
            suits,
            motions,
            signals,
            gauges,
            chances,
            effects,
            outcomes,
            probability_count: u8::try_from(self.probabilities.len()).unwrap_or(u8::MAX),
        }
    }

    fn check_sizes(&mut self) {
        let file = self.file;
        let sale = Path::default().key("sale");
        let top = |key: &str| Path::default().key(key);
        let motions: usize = file.suits.values().map(|suit| suit.motions.len()).sum();
        let effects: usize = file.effects.iter().map(|effect| self.trigger_count(&effect.on)).sum();
        let mut sizes = vec![
            (top("parties"), "parties", file.parties.len(), PARTIES_MAX),
            (top("decrees"), "decrees", file.decrees.len(), TABLE_MAX),
            (top("suits"), "suits", file.suits.len(), TABLE_MAX),
            (top("suits"), "motions", motions, MOTIONS_MAX),
            (top("gauges"), "gauges", file.gauges.len(), TABLE_MAX),
            (top("signals"), "signals", file.signals.len(), TABLE_MAX),
            (top("chances"), "chances", file.chances.len(), TABLE_MAX),
            (top("effects"), "effects (`any` counts once for each thing)", effects, TABLE_MAX),
            (top("outcomes"), "outcomes", file.outcomes.len(), TABLE_MAX),
            (sale.key("issues"), "issues", file.sale.issues.len(), ISSUES_MAX),
            (sale.key("talks"), "talks", file.sale.talks.len(), TABLE_MAX),
            (sale.key("backings"), "backings", file.sale.backings.len(), TABLE_MAX),
            (sale.key("mergers"), "mergers", file.sale.mergers.len(), TABLE_MAX),
            (sale.key("reviews"), "reviews", file.sale.reviews.len(), TABLE_MAX),
        ];
        for (key, chance) in file.chances.iter() {
            sizes.push((top("chances").key(key).key("results"), "results", chance.results.len(), TABLE_MAX));
        }
        for (key, decree) in file.decrees.iter() {
            sizes.push((top("decrees").key(key).key("at_deadline"), "steps", decree.at_deadline.len(), TABLE_MAX));
        }
        let moved: usize = motions * 2
            + file.chances.values().map(|chance| chance.results.len()).sum::<usize>()
            + file.decrees.values().map(|decree| decree.at_deadline.len().max(1)).sum::<usize>();
        sizes.push((Path::default(), "probabilities", moved, TABLE_MAX));
        for (path, what, count, most) in sizes {
            if count > most {
                self.complain(&path, format!("{count} {what}, more than {most}")).hint("leave some out").on_key();
            }
        }
    }

    fn check_head(&mut self) {
        let file = self.file;
        let top = Path::default();
        self.check_name(&top.key("title"), &file.title);
        self.check_name(&top.key("currency"), &file.currency);
        self.check_brief(&top.key("brief"), &file.brief);
        if file.points_per_utility.is_some_and(|points| points.0 < 1) {
            self.complain(&top.key("points_per_utility"), "fewer than 1 point").hint("such as 1000000");
        }
        for (id, source) in file.sources.iter() {
            let here = top.key("sources").key(id);
            self.check_name(&here, id);
            self.check_name(&here.key("title"), &source.title);
            if let Some(url) = &source.url {
                self.check_text(&here.key("url"), url, 2_000);
            }
        }
        let days = file.closes.0 - file.opens.0;
        if days < 1 {
            self.complain(&top.key("closes"), "play closes before it has opened")
                .label(format!("it opens on {}", file.opens))
                .hint("write a day after `opens`");
        } else if days > SPAN_DAYS_MAX {
            self.complain(&top.key("closes"), format!("play lasts {days} days, more than {SPAN_DAYS_MAX}"));
        }
    }

    fn check_keys(&mut self) {
        let file = self.file;
        let top = Path::default();
        let sale = top.key("sale");
        let mut tables: Vec<(Path, Vec<&String>)> = vec![
            (top.key("parties"), file.parties.keys().collect()),
            (top.key("decrees"), file.decrees.keys().collect()),
            (top.key("suits"), file.suits.keys().collect()),
            (top.key("gauges"), file.gauges.keys().collect()),
            (top.key("signals"), file.signals.keys().collect()),
            (top.key("chances"), file.chances.keys().collect()),
            (top.key("outcomes"), file.outcomes.keys().collect()),
            (sale.key("issues"), file.sale.issues.keys().collect()),
            (sale.key("reviews"), file.sale.reviews.keys().collect()),
        ];
        for (key, suit) in file.suits.iter() {
            tables.push((top.key("suits").key(key).key("motions"), suit.motions.keys().collect()));
        }
        for (key, issue) in file.sale.issues.iter() {
            let options = issue.options.iter().flat_map(|options| options.keys());
            tables.push((sale.key("issues").key(key).key("options"), options.collect()));
        }
        for (key, chance) in file.chances.iter() {
            tables.push((top.key("chances").key(key).key("results"), chance.results.keys().collect()));
        }
        for (table, keys) in tables {
            let of_parties = table == top.key("parties");
            for key in keys {
                // In a file the structure check says this first; a log's canonical text comes here at once.
                if !is_key(key) {
                    let message = format!("`{}` cannot be a key", crate::structure::shortened(key));
                    self.complain(&table, message).hint("lower case letters, digits and `-`, at most 40");
                }
                if key == "any" || of_parties && (key == "clock" || key == "nature") {
                    self.complain(&table.key(key), format!("`{key}` is a word of the format, not a key"))
                        .hint("choose another key")
                        .on_key();
                }
            }
        }
    }

    // --- what all parts use

    /// Checks the length of a name or title, and that it stands on one line.
    pub(crate) fn check_name(&mut self, path: &Path, text: &str) {
        if text.trim().is_empty() {
            self.complain(path, "an empty name").hint("say what readers are to see");
        }
        if text.contains('\n') {
            self.complain(path, "a name with more than one line");
        }
        self.check_text(path, text, NAME_MAX);
    }

    /// Checks a brief.
    pub(crate) fn check_brief(&mut self, path: &Path, text: &str) {
        self.check_text(path, text, BRIEF_MAX);
    }

    fn check_text(&mut self, path: &Path, text: &str, most: usize) {
        let count = text.chars().count();
        if count > most {
            self.complain(path, format!("a text of {count} characters, more than {most}"));
        }
        let mut disturbing = text.chars().filter(|&c| disturbs(c) && c != '\n' && c != '\t').peekable();
        match disturbing.peek() {
            None => {}
            Some(c) if c.is_control() => {
                self.complain(path, "a text with control characters").hint("they would disturb the reader's terminal");
            }
            Some(c) => {
                let message = format!("a text with U+{:04X}, which turns the direction of what follows", u32::from(*c));
                self.complain(path, message)
                    .hint("leave it out; Arabic and Hebrew words find their direction by themselves");
            }
        }
    }

    /// Checks a title that may be left out, and says what readers see: it, or the key.
    pub(crate) fn title(&mut self, path: &Path, key: &str, title: Option<&String>) -> String {
        if let Some(title) = title {
            self.check_name(path, title);
        }
        title.map_or(key, String::as_str).to_owned()
    }

    /// The place of the thing that a key names in its table.
    pub(crate) fn refer<T>(
        &mut self,
        table: &IndexMap<String, T>,
        what: &str,
        key: &str,
        path: &Path,
    ) -> Option<usize> {
        let found = table.get_index_of(key);
        if found.is_none() {
            // Past the faults that are shown, the search for a near word would be for nothing, and takes time.
            let shown = self.complaints.len() <= FAULTS_MAX;
            let hint = if shown { suggestion(key, table.keys().map(String::as_str)) } else { String::new() };
            let key = crate::structure::shortened(key);
            self.complain(path, format!("no {what} `{key}`")).hint(hint);
        }
        found
    }

    /// As [`Self::refer`], where the key stands left of the equals sign.
    pub(crate) fn refer_by_key<T>(
        &mut self,
        table: &IndexMap<String, T>,
        what: &str,
        key: &str,
        path: &Path,
    ) -> Option<usize> {
        let found = self.refer(table, what, key, path);
        if found.is_none()
            && let Some(complaint) = self.complaints.last_mut()
        {
            complaint.on_key();
        }
        found
    }

    /// The seat of the party that a key names, if its role is one of those that fit.
    pub(crate) fn seat(&mut self, key: &str, path: &Path, fitting: &[RoleWord]) -> Option<SeatId> {
        let file = self.file;
        let index = self.refer(&file.parties, "party", key, path)?;
        let role = file.parties[index].role;
        if !fitting.is_empty() && !fitting.contains(&role) {
            let words: Vec<&str> = fitting.iter().map(|role| role.word()).collect();
            let hint = match self.parties_of(fitting).as_slice() {
                [] => "no party of this file has such a role; give one to the party that fits".to_owned(),
                keys => {
                    format!("such as {}", keys.iter().take(5).map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", "))
                }
            };
            self.complain(
                path,
                format!("`{key}` has the role {}, and this place wants {}", role.word(), words.join(" or ")),
            )
            .hint(hint);
            return None;
        }
        Some(SeatId::at(SeatId::FIRST_PARTY + index))
    }

    fn parties_of(&self, fitting: &[RoleWord]) -> Vec<&'f str> {
        let fits = self.file.parties.iter().filter(|(_, party)| fitting.contains(&party.role));
        fits.map(|(key, _)| key.as_str()).collect()
    }

    /// Compiles what a deal must have.
    pub(crate) fn terms(&mut self, terms: &TermsFile, path: &Path) -> Terms {
        let file = self.file;
        let mut compiled = Vec::new();
        for (key, words) in terms.iter() {
            let here = path.key(key);
            let Some(index) = self.refer_by_key(&file.sale.issues, "issue", key, &here) else { continue };
            if words.is_empty() {
                self.complain(&here, "no option is allowed, so no deal fits")
                    .hint("name the options, or leave the issue out");
            }
            if words.len() > TABLE_MAX {
                self.complain(&here, format!("more than {TABLE_MAX} options"))
                    .hint("a span such as \"10..20\" names many at once");
            }
            let mut options: Vec<u16> = Vec::new();
            for (i, word) in words.iter().take(TABLE_MAX).enumerate() {
                options.extend(self.options(&file.sale.issues[index], word, &here.index(i)));
            }
            options.sort_unstable();
            options.dedup();
            compiled.push((IssueId::at(index), options));
        }
        Terms(compiled)
    }

    /// Compiles what gauges move.
    pub(crate) fn sways(&mut self, sways: &[SwayFile], path: &Path, ask: &Ask) -> Vec<Sway> {
        let file = self.file;
        let mut compiled = Vec::new();
        for (i, sway) in sways.iter().enumerate() {
            let here = path.index(i);
            let gauge = self.refer(&file.gauges, "gauge", &sway.gauge, &here.key("gauge"));
            let per_point = self.quantity(&sway.per_point, &here.key("per_point"), ask);
            compiled.extend(gauge.map(|gauge| Sway { gauge: GaugeId::at(gauge), per_point }));
        }
        compiled
    }

    /// Compiles a probability that gauges and effects move.
    pub(crate) fn probability(
        &mut self,
        name: &str,
        base: Base<'_>,
        path: &Path,
        (sways_path, sways): (&Path, &[SwayFile]),
    ) -> Probability {
        let index = self.probabilities.get_index_of(name).and_then(|i| u8::try_from(i).ok()).unwrap_or(0);
        let base_ppm = match base {
            Base::Written(p) => self.quantity(p, path, &Ask::PROBABILITY),
            Base::Rest(ppm) => {
                if !sways.is_empty() {
                    self.complain(sways_path, "the last takes what the others leave, so nothing moves it")
                        .hint("let the gauges move one of the others");
                }
                Quantity::Fixed(ppm.clamp(0, MILLION))
            }
        };
        Probability { index, base_ppm, sways: self.sways(sways, sways_path, &Ask::SLOPE_OF_PROBABILITY) }
    }

    /// The probabilities of things of which exactly one comes true: each but the last is written, the last takes the rest.
    pub(crate) fn shares(&mut self, shares: &[Share<'_>]) -> Vec<Probability> {
        let mut compiled: Vec<Probability> = Vec::new();
        let mut most = 0;
        for (i, Share { name, path, p, sways }) in shares.iter().enumerate() {
            let last = i + 1 == shares.len();
            let sways = (&path.key("p_sways"), *sways);
            let (p_path, rest) = (path.key("p"), MILLION - most);
            let base = match p {
                Some(Drawn::Fixed(Decimal(ppm))) if last && *ppm == rest => Base::Rest(rest),
                Some(_) if last => {
                    self.complain(&p_path, "the last takes what the others leave").hint("leave out its `p`");
                    Base::Rest(rest)
                }
                None if last => Base::Rest(rest),
                Some(p) => Base::Written(p),
                None => {
                    self.complain(path, "`p` is missing").hint("every one but the last needs a probability").on_key();
                    Base::Rest(0)
                }
            };
            let probability = self.probability(name, base, &p_path, sways);
            if !last {
                let before = most;
                most += self.reach(probability.base_ppm).1;
                if before <= MILLION && most > MILLION {
                    let sum = Decimal(most);
                    self.complain(&p_path, format!("the probabilities add up to {sum}, over 1"))
                        .hint("the last takes what the others leave of 1");
                }
            }
            compiled.push(probability);
        }
        compiled
    }

    /// The least and the most that a number can be.
    pub(crate) fn reach(&self, quantity: Quantity) -> (i64, i64) {
        use divest_core::chance::Distribution;
        let slot = match quantity {
            Quantity::Fixed(number) => return (number, number),
            Quantity::Drawn(slot) => &self.slots[slot.index()],
        };
        match &slot.distribution {
            Distribution::Uniform { low, high }
            | Distribution::Triangular { low, high, .. }
            | Distribution::Normal { low, high, .. } => (*low, *high),
            Distribution::Weighted(values) => {
                let possible = || values.iter().filter(|(_, weight)| *weight > 0).map(|(value, _)| *value);
                (possible().min().unwrap_or(0), possible().max().unwrap_or(0))
            }
        }
    }

    /// Complains about a day that lies outside of play.
    pub(crate) fn check_in_play(&mut self, day: Quantity, path: &Path) {
        let (opens, closes) = (self.file.opens, self.file.closes);
        if opens >= closes {
            return;
        }
        let (low, high) = self.reach(day);
        if low < opens.0 {
            self.complain(path, "the day lies before the opening")
                .label(format!("play opens on {opens}"))
                .hint("take a day of play, or open earlier");
        } else if high > closes.0 {
            self.complain(path, "the day lies after the closing")
                .label(format!("play closes on {closes}"))
                .hint("take a day of play, or close later");
        }
    }

    pub(crate) fn check_unique<'a>(&mut self, keys: impl Iterator<Item = (&'a str, Path)>, what: &str) {
        let mut seen = HashSet::new();
        for (key, path) in keys {
            if !seen.insert(key) {
                self.complain(&path, format!("`{key}` stands here twice")).hint(format!("name each {what} once"));
            }
        }
    }
}

/// One of several things of which exactly one comes true.
pub(crate) struct Share<'f> {
    /// The name of its probability.
    pub(crate) name: String,
    /// Its table.
    pub(crate) path: Path,
    /// Its probability, if one is written.
    pub(crate) p: Option<&'f Drawn<Decimal>>,
    /// What moves it.
    pub(crate) sways: &'f [SwayFile],
}

/// Where the number of a probability comes from.
pub(crate) enum Base<'a> {
    /// From the file.
    Written(&'a Drawn<Decimal>),
    /// It is what others leave, in parts per million.
    Rest(i64),
}

/// What a place of the file asks of a number.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    /// The unit in which play counts it.
    pub(crate) unit: Unit,
    /// The least that fits, in that unit.
    pub(crate) low: i64,
    /// The most that fits.
    pub(crate) high: i64,
    /// The seats that learn the value before play if it is drawn.
    pub(crate) audience: SeatSet,
}

/// The unit in which play counts a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Itself.
    Whole,
    /// Days since 1970-01-01.
    Date,
    /// Days.
    Days,
    /// So many of a span's unit.
    Span(divest_core::units::SpanUnit),
    /// Thousandths.
    Milli,
    /// Millionths.
    Ppm,
}

impl Ask {
    pub(crate) const WHOLE: Self = Self::nobody(Unit::Whole, -crate::value::NUMBER_MAX, crate::value::NUMBER_MAX);
    pub(crate) const DATE: Self = Self::nobody(Unit::Date, i64::MIN, i64::MAX);
    pub(crate) const DAYS: Self = Self::nobody(Unit::Days, 0, SPAN_DAYS_MAX);
    pub(crate) const PROBABILITY: Self = Self::nobody(Unit::Ppm, 0, MILLION);
    pub(crate) const SLOPE_OF_PROBABILITY: Self = Self::nobody(Unit::Ppm, -MILLION, MILLION);
    pub(crate) const SLOPE_OF_POINTS: Self = Self::nobody(Unit::Milli, -MILLION, MILLION);

    const fn nobody(unit: Unit, low: i64, high: i64) -> Self {
        Self { unit, low, high, audience: SeatSet::NONE }
    }

    pub(crate) const fn between(self, low: i64, high: i64) -> Self {
        Self { low, high, ..self }
    }

    pub(crate) const fn seen_by(self, audience: SeatSet) -> Self {
        Self { audience, ..self }
    }

    pub(crate) fn seen_by_seat(self, seat: Option<SeatId>) -> Self {
        self.seen_by(seat.map_or(SeatSet::NONE, SeatSet::only))
    }
}
