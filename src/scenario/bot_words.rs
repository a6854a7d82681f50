//! A bot in words, as the command line chooses one: `boulware`, `relative:lag=2,accept=combi`.

use crate::bot_file::in_range;
use crate::structure::{shortened, suggestion};
use crate::value::{Decimal, parse_span};
use crate::words::WordsFault;
use divest_core::bot::{BotKind, BotSpec, Setting, Unit};
use divest_core::units::SpanUnit;

/// The bot that words name, with what they set about it.
///
/// # Errors
/// No bot is called so, it has no such setting, or a value does not fit.
pub fn parse_bot(words: &str) -> Result<BotSpec, WordsFault> {
    let (name, settings) = words.split_once(':').unwrap_or((words, ""));
    let Some(kind) = BotKind::for_word(name) else {
        let near = suggestion(name, BotKind::ALL.into_iter().map(BotKind::word));
        return Err(WordsFault::new(format!("no bot is called `{}`", shortened(name)), near));
    };
    let mut spec = BotSpec::of(kind);
    for part in settings.split(',').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let key = key.replace('-', "_");
        let own = || kind.settings().iter().map(|(setting, _)| setting.word());
        let Some(setting) = kind.settings().iter().map(|&(setting, _)| setting).find(|s| s.word() == key) else {
            let hint = match own().count() {
                0 => format!("nothing can be set about `{name}`"),
                _ => format!("what can be set: {}", own().collect::<Vec<_>>().join(", ")),
            };
            return Err(WordsFault::new(format!("the bot `{name}` has no `{}`", shortened(&key)), hint));
        };
        let value = parse_value(setting, value).ok_or_else(|| {
            let range = in_range(setting, i64::MIN).err().unwrap_or_default();
            WordsFault::new(format!("`{}` does not fit `{key}` of `{name}`", shortened(value)), range)
        })?;
        spec.tuning.set(setting, value);
    }
    Ok(spec)
}

fn parse_value(setting: Setting, text: &str) -> Option<i64> {
    let value = match setting.unit() {
        Unit::Number(..) => Decimal::from_float(text.parse::<f64>().ok().filter(|number| number.is_finite())?).0,
        Unit::Whole(..) => text.parse().ok()?,
        Unit::Days(..) => {
            let span = parse_span(text).filter(|span| span.unit == SpanUnit::Days);
            span.map(|span| i64::from(span.count)).or_else(|| text.parse().ok())?
        }
        Unit::Word(words) => i64::try_from(words.iter().position(|word| *word == text)?).ok()?,
    };
    in_range(setting, value).is_ok().then_some(value)
}

/// The words for a value of a setting, as [`parse_bot`] reads them.
#[must_use]
pub fn setting_value(setting: Setting, value: i64) -> String {
    match setting.unit() {
        Unit::Number(..) => Decimal(value).to_string(),
        Unit::Whole(..) => value.to_string(),
        Unit::Days(..) if value < 0 => "the scenario's".to_owned(),
        Unit::Days(..) => format!("{value}d"),
        Unit::Word(words) => usize::try_from(value).ok().and_then(|i| words.get(i)).copied().unwrap_or("?").to_owned(),
    }
}

/// The values that a setting takes, in words.
#[must_use]
pub fn setting_range(setting: Setting) -> String {
    in_range(setting, i64::MIN).err().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_a_bot_and_set_it() {
        let spec = parse_bot("relative:lag=2,accept=combi,accept-from=0.9,patience=40d").unwrap();
        assert_eq!(spec.kind, BotKind::Relative);
        assert_eq!(
            [Setting::Lag, Setting::Accept, Setting::AcceptFrom, Setting::Patience].map(|s| spec.get(s)),
            [2, 3, 900_000, 40]
        );
        assert_eq!(parse_bot("boulware").unwrap().get(Setting::Exponent), 200_000);
        for kind in BotKind::ALL {
            for &(setting, value) in kind.settings().iter().filter(|(setting, _)| *setting != Setting::Patience) {
                let words = format!("{}:{}={}", kind.word(), setting.word(), setting_value(setting, value));
                assert_eq!(parse_bot(&words).unwrap().get(setting), value, "{words}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right() {
        let fault = |words| {
            let fault = parse_bot(words).unwrap_err();
            format!("{} ({})", fault.message, fault.hint.unwrap_or_default())
        };
        assert_eq!(fault("bulware"), "no bot is called `bulware` (did you mean `boulware`?)");
        assert_eq!(fault("micro:lag=1"), "the bot `micro` has no `lag` (nothing can be set about `micro`)");
        assert_eq!(fault("linear:exponent=x"), "`x` does not fit `exponent` of `linear` (from 0.001 to 100)");
        assert_eq!(
            fault("linear:accept=never"),
            "`never` does not fit `accept` of `linear` (next, const, time, combi)"
        );
        assert!(fault("hardliner:lag=1").contains("what can be set: accept"));
    }
}
