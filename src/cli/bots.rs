//! `divest bots`: the bots that there are, and what can be set about each.

use super::exit::Exit;
use super::format::{Format, FormatArgs};
use super::{Done, output};
use divest_core::bot::{BotKind, Setting};
use divest_report::layout::wrap;
use divest_scenario::bot_words::{setting_range, setting_value};
use serde_json::{Value, json};

/// List the bots and their settings.
///
/// A scenario chooses one by `[parties.SEAT.bot] kind = "BOT"`, the command line by `--seat SEAT=BOT:SETTING=VALUE,...`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    output: FormatArgs,
}

/// Occupants that are no bots of the family, with descriptions.
const PLAIN: [(&str, &str); 2] = [
    ("standard", "the scenario's own: concedes over time to its own clock, signs, sues and speaks as the file says"),
    ("silent", "does nothing"),
];

pub fn run(args: &Args) -> Done {
    match args.output.format() {
        Format::Text => output::print(&text()),
        Format::Json => output::print_json(&list()),
    }
    Ok(Exit::Done)
}

fn text() -> String {
    let mut lines = Vec::new();
    let plain = PLAIN.iter().map(|&(word, line)| (word, line, [].as_slice()));
    let family = BotKind::ALL.iter().map(|kind| (kind.word(), kind.line(), kind.settings()));
    for (word, line, settings) in plain.chain(family) {
        lines.extend(wrap(line, &format!("{word:<20}"), 20));
        let own: Vec<String> = settings
            .iter()
            .filter(|(setting, _)| *setting != Setting::Patience)
            .map(|&(setting, value)| format!("{}={}", setting.word(), setting_value(setting, value)))
            .collect();
        if !own.is_empty() {
            lines.extend(wrap(&own.join(", "), &" ".repeat(22), 22));
        }
    }
    lines.extend([String::new(), "Settings:".to_owned()]);
    for setting in Setting::ALL {
        let head = format!("  {:<18}", setting.word());
        lines.extend(wrap(&format!("{} ({})", setting.line(), setting_range(setting)), &head, 20));
    }
    lines.join("\n") + "\n"
}

fn list() -> Value {
    let setting = |&(setting, value): &(Setting, i64)| {
        json!({
            "name": setting.word(), "default": setting_value(setting, value), "range": setting_range(setting),
            "line": setting.line(),
        })
    };
    let plain = PLAIN.iter().map(|(word, line)| json!({"bot": word, "line": line, "settings": []}));
    let family = BotKind::ALL.iter().map(|kind| {
        let settings: Vec<Value> = kind.settings().iter().map(setting).collect();
        json!({"bot": kind.word(), "line": kind.line(), "settings": settings})
    });
    plain.chain(family).collect()
}
