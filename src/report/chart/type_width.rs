//! How wide a text comes out: an upper bound for the usual faces without serifs.
//!
//! Nobody knows which face a reader's machine has, so widths are those of DejaVu Sans, the widest in common use; in any
//! other a label takes less room than was kept for it.

/// Widths in thousandths of the size, by character from `!` to `~`.
const ASCII: [u16; 94] = [
    401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, // ! to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, // 0 to ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, // @ to O
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, // P to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // ` to o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838, // p to ~
];

/// The width of a text at a size, both in the same unit.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(thousandths(c))).sum::<f64>() * size / 1_000.0
}

/// What bold type takes beyond plain.
pub(super) const BOLD: f64 = 1.12;

fn thousandths(c: char) -> u16 {
    match c {
        ' ' | '\u{a0}' => 318,
        '!'..='~' => ASCII[c as usize - '!' as usize],
        '·' => 318,
        '–' | '’' | '‘' => 500,
        // Latin letters with marks are no wider than the widest without; beyond them a character may be a full square.
        '\u{c0}'..='\u{24f}' => 800,
        _ => 1_000,
    }
}

/// The text cut so that it is no wider than so much, with `…` for what is missing.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut taken = width("…", size);
    for c in text.chars() {
        taken += f64::from(thousandths(c)) * size / 1_000.0;
        if taken > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// The text in at most so many lines, none wider than so much.
pub(super) fn wrap(text: &str, size: f64, room: f64, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let is_last = lines.len() == lines_max;
        match lines.last_mut() {
            // What does not fit on the last line is cut off there.
            Some(line) if is_last || width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, size, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert!((width("i", 1_000.0) - 278.0).abs() < 1e-9 && (width("~", 1_000.0) - 838.0).abs() < 1e-9);
        assert!((width("0", 1_000.0) - 636.0).abs() < 1e-9 && (width("A", 1_000.0) - 684.0).abs() < 1e-9);
        for room in [5.0, 30.0, 80.0, 400.0] {
            let text = fit("Order of 14 August 2020", 12.0, room);
            assert!(width(&text, 12.0) <= room.max(width("…", 12.0)), "{text}");
        }
        let lines = wrap("Executive Order 13942 on dealings with ByteDance", 12.0, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line, 12.0) <= 120.0), "{lines:?}");
        assert!(lines[1].ends_with('…'));
    }
}
