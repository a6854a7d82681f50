//! Occupants of seats: `--seat SEAT=OCCUPANT`.

use super::exit::Failure;
use super::input;
use super::program::{Limits, Program, Sandbox};
use divest_core::bot::{BotKind, BotSpec};
use divest_core::command::Occupant as Kind;
use divest_core::scenario::Role;
use divest_core::{Scenario, SeatId};
use divest_engine::{Game, Occupant, Silent, Standard, Tuned, Why};
use divest_scenario::bot_words::parse_bot;
use std::path::PathBuf;
use std::sync::Arc;

/// How programs in seats are held.
#[derive(Clone, Debug, clap::Args)]
pub struct ProgramArgs {
    /// Time limit in seconds for each answer of a program in a seat (`SEAT=exec:COMMAND`).
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0, value_parser = seconds)]
    bot_seconds: f64,
    /// Faults after which the scenario's bot replaces a program.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    bot_faults: u32,
    /// Let programs in seats see this variable of the environment, such as an API key. Of the others they get PATH, HOME, the
    /// language, the time zone and the folder for temporary files.
    #[arg(long, value_name = "NAME")]
    bot_env: Vec<String>,
    /// Confine programs in seats: no network, no files of yours but those that the command names, read-only.
    #[arg(long, value_name = "KIND", value_enum, default_value_t)]
    sandbox: Sandbox,
    /// Let programs in a sandbox read this file or folder too, such as a bot's folder or a Python environment.
    #[arg(long, value_name = "PATH", requires = "sandbox")]
    sandbox_read: Vec<PathBuf>,
}

impl Default for ProgramArgs {
    fn default() -> Self {
        Self { bot_seconds: 5.0, bot_faults: 3, bot_env: Vec::new(), sandbox: Sandbox::None, sandbox_read: Vec::new() }
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds, such as 5 or 0.2".to_owned())?;
    if (0.001..=3_600.0).contains(&seconds) { Ok(seconds) } else { Err("from 0.001 to 3600 seconds".to_owned()) }
}

impl ProgramArgs {
    fn limits(&self) -> Limits {
        let answer = std::time::Duration::from_secs_f64(self.bot_seconds);
        Limits {
            answer,
            faults: self.bot_faults,
            environment: self.bot_env.clone(),
            sandbox: self.sandbox,
            readable: self.sandbox_read.clone(),
        }
    }
}

/// A seat with an occupant other than the scenario's own bot.
pub struct Taken {
    /// The seat.
    pub seat: SeatId,
    /// What kind of player takes it.
    pub kind: Kind,
    occupant: Box<dyn Occupant>,
    why: Why,
}

impl Taken {
    /// What `SEAT=OCCUPANT` says.
    pub fn parse(scenario: &Arc<Scenario>, words: &str, programs: &ProgramArgs) -> Result<Self, Failure> {
        let (key, occupant) = words.split_once('=').ok_or_else(|| {
            Failure::input(format!("`{words}` names no occupant for the seat"))
                .hint("write SEAT=bot, SEAT=silent, SEAT=BOT as `divest bots` lists them, or SEAT=exec:COMMAND")
        })?;
        let seat = input::seat(scenario, key)?;
        if seat.index() < SeatId::FIRST_PARTY {
            return Err(Failure::input(format!("the seat `{key}` is not a party's and cannot be taken")));
        }
        let (occupant, kind, why): (Box<dyn Occupant>, _, _) = match occupant {
            "bot" => (Box::new(Standard::for_seat(scenario, seat)), Kind::Bot, Why::Unsaid),
            "silent" => (Box::new(Silent), Kind::Nobody, Why::Unsaid),
            _ => match occupant.strip_prefix("exec:") {
                Some(command) => {
                    let program = Program::start(scenario, seat, command, programs.limits())?;
                    (Box::new(program), Kind::Program, Why::Said(occupant.into()))
                }
                None => {
                    let spec = bot(occupant)?;
                    check_role(scenario, seat, spec.kind)?;
                    (Box::new(Tuned::for_seat(scenario, seat, spec)), Kind::Bot, Why::Said(occupant.into()))
                }
            },
        };
        Ok(Self { seat, kind, occupant, why })
    }

    /// The seat, the player and its kind.
    pub fn parts(self) -> (SeatId, Box<dyn Occupant>, Kind) {
        (self.seat, self.occupant, self.kind)
    }

    /// Puts the player into the seat.
    pub fn sit(self, game: &mut Game) {
        game.seat_as(self.seat, self.occupant, self.kind, self.why);
    }
}

/// A bot of the family, as `BOT[:SETTING=VALUE,...]` says.
pub fn bot(words: &str) -> Result<BotSpec, Failure> {
    parse_bot(words).map_err(|fault| {
        let hint = fault.hint.filter(|hint| !hint.is_empty());
        let hint = hint.unwrap_or_else(|| {
            "a seat is played by `bot`, `silent`, one that `divest bots` lists, or `exec:COMMAND`".to_owned()
        });
        Failure::input(fault.message).hint(hint)
    })
}

/// Checks that a bot with a strategy for one role does not get another.
pub fn check_role(scenario: &Scenario, seat: SeatId, kind: BotKind) -> Result<(), Failure> {
    let fitting: &[Role] = match kind {
        BotKind::StrategicSeller => &[Role::Seller, Role::Trustee],
        BotKind::StrategicBidder => &[Role::Bidder],
        BotKind::StrategicAuthority => &[Role::Authority, Role::HomeAuthority, Role::Court],
        BotKind::HomeGuard => &[Role::HomeAuthority, Role::Authority],
        _ => return Ok(()),
    };
    let role = scenario.party(seat).map_or(Role::Press, |party| party.role);
    if fitting.contains(&role) {
        return Ok(());
    }
    let (key, bot, role) = (scenario.seat_key(seat), kind.word(), divest_report::story::role(role));
    Err(Failure::input(format!("`{bot}` cannot play `{key}`, which is a {role}")).hint("see `divest bots`"))
}
