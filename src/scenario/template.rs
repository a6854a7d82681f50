//! What `divest new` writes.

/// The shipped scenario from which one learns the format.
const FIRST_SALE: &str = include_str!("../../scenarios/first-sale.toml");

/// A new scenario file: the first sale under another title, ready to be changed.
#[must_use]
pub fn template(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).collect();
    let quoted = serde_json::to_string(&clean).expect("BUG: a text is always JSON");
    // Decrees have titles too; the scenario's own is the first.
    let title = FIRST_SALE.lines().position(|line| line.starts_with("title = "));
    let lines = FIRST_SALE.lines().enumerate().map(|(index, line)| {
        if Some(index) == title { format!("title = {quoted:<36}# what readers see\n") } else { format!("{line}\n") }
    });
    lines.collect()
}
