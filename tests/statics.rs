//! Comparative statics: the sign of an effect is the one that theory gives, under the same luck (`docs/statics.md`).
//!
//! Each row changes one number of a shipped scenario step by step. The measure must not once move the wrong way, and must have
//! moved from the first step to the last.

use crate::common::shell::done;
use serde_json::Value;

/// How many seeds, unless `DIVEST_STATICS` says another number.
const SEEDS: u64 = 600;

enum Measure {
    /// The share of an outcome.
    Share(&'static str),
    /// The share of runs with an agreement.
    Agreed,
    /// The share of runs with a sale.
    Sold,
    /// The mean of a measure; dates compare as texts.
    Mean(&'static str),
}
use Measure::{Agreed, Mean, Share, Sold};

enum Sign {
    Rises,
    Falls,
}
use Sign::{Falls, Rises};

struct Statics {
    scenario: &'static str,
    path: &'static str,
    values: &'static str,
    effects: &'static [(Measure, Sign)],
}

const ALL: [Statics; 10] = [
    // A threat that is carried out more often makes no deal worth less.
    Statics {
        scenario: "tiktok-2020",
        path: "decrees.order.at_deadline.0.p",
        values: "0.1,0.3,0.5,1",
        effects: &[
            (Agreed, Rises),
            (Mean("terms.price"), Falls),
            (Mean("date.agreed"), Falls),
            (Share("enforced"), Rises),
        ],
    },
    // The less enforcement leaves, the more a deal is worth having.
    Statics {
        scenario: "tiktok-2020",
        path: "parties.bytedance.if_enforced",
        values: "0,150,300,400",
        effects: &[(Agreed, Falls)],
    },
    // A court that annuls more often leaves fewer orders.
    Statics {
        scenario: "tiktok-2020",
        path: "suits.petition.motions.vacate.p",
        values: "0,0.5,1",
        effects: &[(Share("courts"), Rises)],
    },
    // An authority that asks for more blocks more.
    Statics {
        scenario: "tiktok-2020",
        path: "parties.cfius.walk_away",
        values: "300,450,600",
        effects: &[(Sold, Falls)],
    },
    // A seller that needs more holds out for more: dearer, later, less often.
    Statics {
        scenario: "first-sale",
        path: "parties.keeper.walk_away",
        values: "25,40,55",
        effects: &[(Mean("terms.price"), Rises), (Mean("date.agreed"), Rises), (Sold, Falls)],
    },
    // A seller that concedes early gets less, sooner.
    Statics {
        scenario: "first-sale",
        path: "parties.keeper.bot.exponent",
        values: "0.2,0.5,1,2",
        effects: &[(Mean("terms.price"), Falls), (Mean("date.agreed"), Falls)],
    },
    // A second bidder makes a sale likelier and takes it from the first.
    Statics {
        scenario: "first-sale",
        path: "sale.talks.pilots.real",
        values: "0,0.5,1",
        effects: &[(Sold, Rises), (Share("hotel"), Falls)],
    },
    // More time is used, and lets a late bidder in.
    Statics {
        scenario: "first-sale",
        path: "decrees.order.deadline",
        values: "50d,70d,90d,120d",
        effects: &[(Mean("date.agreed"), Rises), (Share("pilots"), Rises)],
    },
    // One bidder more in an auction: dearer, and sold more often.
    Statics {
        scenario: "brewery",
        path: "sale.talks.lagerhaus.real",
        values: "0,0.5,1",
        effects: &[(Mean("terms.price"), Rises), (Share("sold"), Rises)],
    },
    // A seller that asks too much ends with the trustee; what is sold is dearer and later.
    Statics {
        scenario: "grindr-2019",
        path: "parties.kunlun.walk_away",
        values: "500,600,700",
        effects: &[
            (Share("trustee-sale"), Rises),
            (Mean("terms.price"), Rises),
            (Mean("date.agreed"), Rises),
            (Sold, Falls),
        ],
    },
];

/// A number that orders what was measured; a date becomes its digits.
fn figure(setting: &Value, measure: &Measure) -> f64 {
    let measures = &setting["measures"];
    let runs = setting["runs"].as_f64().expect("a number of runs");
    let count = |name: &str| measures[name]["count"].as_f64().unwrap_or(0.0) / runs;
    match measure {
        Share(outcome) => {
            let shares = setting["outcomes"].as_array().expect("outcomes");
            let share = shares.iter().find(|share| share["name"] == *outcome);
            share.unwrap_or_else(|| panic!("no outcome `{outcome}`"))["share"].as_f64().expect("a share")
        }
        Agreed => count("date.agreed"),
        Sold => count("date.closed"),
        Mean(name) => match &measures[*name]["mean"] {
            Value::String(date) => date.replace('-', "").parse().expect("a date"),
            mean => mean.as_f64().unwrap_or_else(|| panic!("no measure `{name}`")),
        },
    }
}

#[test]
fn effects_have_the_signs_that_theory_gives() {
    let mut wrong = Vec::new();
    let count = std::env::var("DIVEST_STATICS").map_or(SEEDS, |count| count.parse().expect("a number of seeds"));
    let seeds = format!("1..{count}");
    for statics in ALL {
        let (path, values) = (statics.path, statics.values);
        let scenario = format!("scenarios/{}.toml", statics.scenario);
        let vary = format!("{path}={values}");
        let swept = done(&["sweep", &scenario, "--seeds", &seeds, "--vary", &vary, "--json"]);
        let swept: Value = serde_json::from_str(&swept).expect("JSON");
        let settings = swept["settings"].as_array().expect("settings");
        for (measure, sign) in statics.effects {
            let figures: Vec<f64> = settings.iter().map(|setting| figure(setting, measure)).collect();
            let moves = |a: f64, b: f64| match sign {
                Rises => b - a,
                Falls => a - b,
            };
            let is_monotone = figures.windows(2).all(|pair| moves(pair[0], pair[1]) >= 0.0);
            if !is_monotone || moves(figures[0], figures[figures.len() - 1]) <= 0.0 {
                wrong.push(format!("{} {path}={values}: {figures:?}", statics.scenario));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
