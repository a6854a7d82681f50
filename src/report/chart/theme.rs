//! How marks are dressed: one table of roles with a colour for light and for dark.
//!
//! The colours follow M. Okabe and K. Ito, "Color Universal Design" (2008), darkened for white paper and lightened for
//! dark. Rules carry plain colours, not custom properties, which slide programs and converters do not know. Paper is
//! always light.

use std::fmt::Write as _;

/// A role with its declaration and its two colours.
struct Role {
    class: &'static str,
    property: &'static str,
    light: &'static str,
    dark: &'static str,
}

const fn role(class: &'static str, property: &'static str, light: &'static str, dark: &'static str) -> Role {
    Role { class, property, light, dark }
}

const PAPER: (&str, &str) = ("#ffffff", "#14171b");
const INK: (&str, &str) = ("#1c2127", "#e7eaee");
const SOFT: (&str, &str) = ("#59626d", "#a6b0bb");
const AXIS: (&str, &str) = ("#8d97a2", "#66717d");
const GRID: (&str, &str) = ("#e4e8ec", "#2a3037");
const PALE: (&str, &str) = ("#eef1f4", "#20252b");
const BLUE: (&str, &str) = ("#0067a5", "#67b7f0");
const SKY: (&str, &str) = ("#b9d7ec", "#27506f");
const RED: (&str, &str) = ("#b8480a", "#f79a63");
const GREEN: (&str, &str) = ("#007a5a", "#52d3a8");
const PURPLE: (&str, &str) = ("#84407c", "#dba6d6");

const ROLES: [Role; 17] = [
    role("paper", "fill", PAPER.0, PAPER.1),
    role("ink", "fill", INK.0, INK.1),
    role("soft", "fill", SOFT.0, SOFT.1),
    role("pale", "fill", PALE.0, PALE.1),
    role("grid", "stroke", GRID.0, GRID.1),
    role("axis", "stroke", AXIS.0, AXIS.1),
    role("edge", "stroke", INK.0, INK.1),
    role("halo", "stroke", PAPER.0, PAPER.1),
    role("blue", "stroke", BLUE.0, BLUE.1),
    role("red", "stroke", RED.0, RED.1),
    role("green", "stroke", GREEN.0, GREEN.1),
    role("purple", "stroke", PURPLE.0, PURPLE.1),
    role("in-blue", "fill", BLUE.0, BLUE.1),
    role("in-sky", "fill", SKY.0, SKY.1),
    role("in-red", "fill", RED.0, RED.1),
    role("in-green", "fill", GREEN.0, GREEN.1),
    role("in-purple", "fill", PURPLE.0, PURPLE.1),
];

/// What does not depend on light and dark. Strokes are solid unless they are dashed; fills are none unless they are named.
const SHAPES: &str = ".chart path{fill:none;stroke-width:1}\
.chart text{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,Helvetica,Arial,sans-serif}\
.chart .bold{font-weight:600}\
.chart .line{stroke-width:2;stroke-linejoin:round}\
.chart .thin{stroke-width:1.2}\
.chart .thick{stroke-width:3}\
.chart .dash{stroke-dasharray:7 4}\
.chart .dot{stroke-dasharray:2 3}\
.chart .faint{opacity:.45}";

/// The style sheet of charts.
#[must_use]
pub fn css() -> String {
    let mut light = String::new();
    let mut dark = String::new();
    for Role { class, property, light: by_day, dark: by_night } in &ROLES {
        // The element's name makes the rule as strong as the one that takes every path's fill away.
        let _ = write!(light, ".chart .{class}{{{property}:{by_day}}}");
        let _ = write!(dark, ".chart .{class}{{{property}:{by_night}}}");
    }
    format!("{SHAPES}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}")
}

/// The colours of a page around charts, as custom properties: by day and by night.
#[must_use]
pub(crate) fn page_colors() -> [String; 2] {
    let list = |pick: fn((&'static str, &'static str)) -> &'static str| {
        let all = [
            ("paper", PAPER),
            ("ink", INK),
            ("soft", SOFT),
            ("axis", AXIS),
            ("grid", GRID),
            ("pale", PALE),
            ("blue", BLUE),
        ];
        all.into_iter().map(|(name, colors)| format!("--{name}:{};", pick(colors))).collect::<String>()
    };
    [list(|colors| colors.0), list(|colors| colors.1)]
}
