//! What moves an outcome: for each draw two bars, what it carries alone and what it carries together with others.

use super::mark::{bar, hatch};
use super::picture::Picture;
use super::rows::{Rows, fitted, whisker};
use divest_ensemble::ranking::{Rank, Target};
use divest_ensemble::sobol::Estimate;

/// How many draws are drawn.
pub const SHOWN: usize = 15;
/// The height of each of a draw's two bars.
const BAR: f64 = 9.0;

/// A draw's address; numbers left to the seed by their path alone.
#[must_use]
pub fn draw_words(rank: &Rank) -> &str {
    rank.draw.strip_prefix("vary/").unwrap_or(&rank.draw)
}

/// Draws the first draws of a ranking, so wide; `None` if none moves anything.
#[must_use]
pub fn draw(target: &Target, width: f64) -> Option<Picture> {
    let shown = &target.draws[..target.draws.len().min(SHOWN)];
    let figures = |rank: &Rank| format!("{:.1} alone, {:.1}", rank.first.value * 100.0, rank.total.value * 100.0);
    let about: Vec<String> = shown.iter().map(|rank| format!("{} {}", draw_words(rank), figures(rank))).collect();
    let name = format!("What moves {}", target.title);
    let mut picture = Picture::new(width, 0.0, &name, &about.join("; "));
    let ends = |estimate: &Estimate| estimate.interval.map_or((estimate.value, estimate.value), |i| (i.low, i.high));
    let both = || shown.iter().flat_map(|rank| [&rank.first, &rank.total]);
    let least = both().map(|estimate| ends(estimate).0.min(estimate.value)).fold(0.0, f64::min);
    let most = both().map(|estimate| ends(estimate).1.max(estimate.value)).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let widest: Vec<String> = shown.iter().map(figures).collect();
    let mut rows = Rows::new(width, 2.0 * BAR + 2.0, widest.iter().map(String::as_str));
    let (scale, marks) = fitted((least * 100.0, most * 100.0), rows.range, 56.0);
    let mut bars = Picture::new(width, 0.0, "", "");
    for rank in shown {
        let middle = rows.row(&mut picture, draw_words(rank), &figures(rank));
        let pair = [(&rank.first, "alone", -0.5), (&rank.total, "with others", 0.5)];
        for (estimate, what, side) in pair {
            let middle = middle + side * (BAR + 2.0);
            let (low, high) = ends(estimate);
            let tip = format!(
                "{} {what}: {:.1} % ({:.1} to {:.1})",
                rank.draw,
                estimate.value * 100.0,
                low * 100.0,
                high * 100.0
            );
            let rect = Rows::bar(scale, (0.0, estimate.value * 100.0), middle, BAR);
            if side < 0.0 {
                bars.draw(bar(rect), "in-blue", tip.clone());
            } else {
                bars.draw(bar(rect), "in-sky", tip.clone());
                bars.draw(hatch(rect, 5.0), "blue", tip.clone());
                bars.draw(bar(rect), "blue", tip.clone());
            }
            // Light under dark, so that it is seen over a full bar.
            let interval = whisker(scale, (low * 100.0, high * 100.0), middle, 3.0);
            bars.draw(interval.clone(), "halo thick", "");
            bars.draw(interval, "edge thin", tip);
        }
    }
    rows.axis(&mut picture, scale, &marks, |tick| format!("{tick} %"));
    picture.lay(bars);
    rows.upright(&mut picture, scale.of(0), "axis", "");
    rows.note(&mut picture, &["full: alone (first order)", "hatched: with others (total)", "lines: 95 % intervals"]);
    Some(picture)
}
