//! What a setting changes: for each outcome two intervals, the paired one that holds and the one of separate runs.

use super::mark::Symbol;
use super::picture::Picture;
use super::rows::{Rows, fitted, whisker};
use divest_ensemble::Interval;
use divest_ensemble::comparison::{Comparison, ShareChange};

/// Draws the changes of a comparison, so wide; `None` if neither setting comes to any outcome.
#[must_use]
pub fn draw(name: &str, comparison: &Comparison, width: f64) -> Option<Picture> {
    let shown: Vec<&ShareChange> =
        comparison.outcomes.iter().filter(|change| change.first > 0.0 || change.second > 0.0).collect();
    let ends = |interval: Interval| (interval.low * 100.0, interval.high * 100.0);
    let figures = |change: &ShareChange| {
        let (low, high) = ends(change.paired);
        format!("{:+.1} ({low:+.1} to {high:+.1})", change.difference * 100.0)
    };
    let about: Vec<String> = shown.iter().map(|change| format!("{} {}", change.title, figures(change))).collect();
    let mut picture = Picture::new(width, 0.0, name, &about.join("; "));
    let both = || shown.iter().flat_map(|change| [change.paired, change.separate]);
    both().next()?;
    let least = both().map(|interval| interval.low).fold(0.0, f64::min);
    let most = both().map(|interval| interval.high).fold(0.0, f64::max);
    let widest: Vec<String> = shown.iter().map(|change| figures(change)).collect();
    let mut rows = Rows::new(width, 20.0, widest.iter().map(String::as_str));
    let (scale, marks) = fitted((least * 100.0, most * 100.0), rows.range, 48.0);
    let mut intervals = Picture::new(width, 0.0, "", "");
    for change in shown {
        let middle = rows.row(&mut picture, &change.title, &figures(change));
        let tip = |what: &str, interval: Interval| {
            let (low, high) = ends(interval);
            format!("{}, {what}: {:+.1} ({low:+.1} to {high:+.1})", change.title, change.difference * 100.0)
        };
        let (paired, separate) = (tip("paired", change.paired), tip("separate runs", change.separate));
        intervals.draw(whisker(scale, ends(change.paired), middle - 5.0, 4.0), "blue thick", paired.clone());
        intervals.draw(Symbol::Disc.path((scale.at(change.difference * 100.0), middle - 5.0), 4.0), "in-blue", paired);
        intervals.draw(whisker(scale, ends(change.separate), middle + 6.0, 3.0), "edge thin dash", separate);
    }
    rows.axis(&mut picture, scale, &marks, |tick| if tick == 0 { "0".to_owned() } else { format!("{tick:+}") });
    rows.upright(&mut picture, scale.of(0), "edge", "no change");
    picture.lay(intervals);
    let notes =
        ["percentage points against the first setting", "full: 95 %, paired", "dashed: 95 %, if each had other luck"];
    rows.note(&mut picture, &notes);
    Some(picture)
}
