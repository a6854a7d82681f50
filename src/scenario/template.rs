//! What `divest new` writes.

/// The shipped scenario from which one learns the format.
const FIRST_SALE: &str = include_str!("../../scenarios/first-sale.toml");

/// A new scenario file: the first sale under another title, ready to be changed.
#[must_use]
pub fn template(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).collect();
    let quoted = serde_json::to_string(&clean).expect("BUG: a text is always JSON");
    let is_title = |line: &&str| line.starts_with("title = ");
    let lines = FIRST_SALE.lines().map(|line| {
        if is_title(&line) { format!("title = {quoted:<36}# what readers see\n") } else { format!("{line}\n") }
    });
    lines.collect()
}
