//! The figures of a sweep for programs: JSON, and one line a figure.

use crate::date;
use divest_core::units::Instant;
use divest_ensemble::Sweep;
use divest_ensemble::summary::{Figures, Share};
use divest_ensemble::watch::Unit;
use serde_json::Value;

/// The figures as one JSON object. Dates are texts as everywhere, where the value itself counts days.
#[must_use]
pub fn json(sweep: &Sweep) -> Value {
    let mut value = serde_json::to_value(sweep).expect("BUG: figures are always JSON");
    for settings in ["settings", "comparisons"] {
        let Some(settings) = value[settings].as_array_mut() else { continue };
        for setting in settings {
            let Some(measures) = setting["measures"].as_object_mut() else { continue };
            for measure in measures.values_mut().filter(|measure| measure["unit"] == "date") {
                dated(measure);
            }
        }
    }
    value
}

/// Turns the days of a measure into dates; what is a length of time stays a number of days.
fn dated(measure: &mut Value) {
    for key in ["mean", "min", "p5", "p25", "p50", "p75", "p95", "max", "first", "second"] {
        date_at(measure, key);
    }
    if !measure["mean_interval"].is_null() {
        date_at(&mut measure["mean_interval"], "low");
        date_at(&mut measure["mean_interval"], "high");
    }
    for bar in measure["histogram"].as_array_mut().into_iter().flatten() {
        date_at(bar, "from");
        date_at(bar, "to");
    }
}

fn date_at(value: &mut Value, key: &str) {
    if let Some(day) = value.get(key).and_then(Value::as_f64) {
        value[key] = date::day(Instant::start_of_day(day.round() as i64)).into();
    }
}

/// The figures as lines of comma-separated values: what they are of, the figure, its interval and a seed that shows it.
#[must_use]
pub fn csv(sweep: &Sweep) -> String {
    let mut lines = vec!["setting,kind,name,count,value,low,high,seed".to_owned()];
    for figures in &sweep.settings {
        let setting: Vec<String> = figures.set.iter().map(|(path, value)| format!("{path}={value}")).collect();
        let setting = quoted(&setting.join(" "));
        let mut line = |kind: &str, name: &str, cells: [String; 5]| {
            lines.push(format!("{setting},{kind},{},{}", quoted(name), cells.join(",")));
        };
        for (kind, shares) in [("outcome", &figures.outcomes), ("buyer", &figures.buyers)] {
            shares.iter().for_each(|share| line(kind, &share.name, cells(share)));
        }
        for (issue, shares) in &figures.terms {
            shares.iter().for_each(|share| line("term", &format!("{issue}.{}", share.name), cells(share)));
        }
        for matter in &figures.chances {
            let name = |share: &Share| format!("{}.{}", matter.name, share.name);
            matter.results.iter().for_each(|share| line("chance", &name(share), cells(share)));
        }
        measures(figures, &mut line);
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn cells(share: &Share) -> [String; 5] {
    [
        share.count.to_string(),
        share.share.to_string(),
        share.interval.low.to_string(),
        share.interval.high.to_string(),
        share.seed.map_or_else(String::new, |seed| seed.to_string()),
    ]
}

fn measures(figures: &Figures, line: &mut impl FnMut(&str, &str, [String; 5])) {
    for (name, spread) in &figures.measures {
        let is_date = spread.unit == Unit::Date;
        let text = |value: f64| {
            if is_date { date::day(Instant::start_of_day(value.round() as i64)) } else { value.to_string() }
        };
        let optional = |value: Option<f64>| value.map_or_else(String::new, text);
        let seed = |seed: Option<u64>| seed.map_or_else(String::new, |seed| seed.to_string());
        let count = spread.count.to_string();
        let (low, high) = (spread.mean_interval.map(|i| i.low), spread.mean_interval.map(|i| i.high));
        line("mean", name, [count.clone(), optional(spread.mean), optional(low), optional(high), String::new()]);
        let sd = spread.sd.map_or_else(String::new, |sd| sd.to_string());
        line("sd", name, [count.clone(), sd, String::new(), String::new(), String::new()]);
        let quantiles = [
            ("min", spread.min, spread.seeds.min),
            ("p5", spread.p5, None),
            ("p25", spread.p25, None),
            ("p50", spread.p50, spread.seeds.p50),
            ("p75", spread.p75, None),
            ("p95", spread.p95, None),
            ("max", spread.max, spread.seeds.max),
        ];
        for (kind, value, shown_by) in quantiles {
            let value = optional(value.map(|value| value as f64));
            line(kind, name, [count.clone(), value, String::new(), String::new(), seed(shown_by)]);
        }
    }
}

/// A text as a cell of comma-separated values (RFC 4180).
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
