//! A class on paper: packets that keep secrets apart, and the debrief of what tables agreed on.

use crate::common::root;
use crate::common::shell::{Folder, done, fails};
use serde_json::Value;

const SALE: &str = "scenarios/first-sale.toml";

#[test]
fn every_seat_of_every_table_has_its_sheet_and_no_other() {
    let folder = Folder::new("packets");
    let page = folder.file("packets.html");
    let said = done(&["packets", "scenarios/harbour.toml", "--tables", "2", "--out", &page]);
    assert!(said.contains("2 tables, for 6 players each"), "{said}");
    let text = std::fs::read_to_string(&page).expect("a page");
    let sheets: Vec<&str> = text.split("<section>").skip(1).collect();
    // One for all, then by table six private sheets and a form, then the cards.
    assert_eq!(sheets.len(), 1 + 2 * (6 + 1) + 1);
    let secret: Vec<&&str> = sheets.iter().filter(|sheet| sheet.contains("Show this sheet to nobody")).collect();
    assert_eq!(secret.len(), 12);
    let read = divest_scenario::read(
        &std::fs::read_to_string(root().join("scenarios/harbour.toml")).expect("it ships"),
        "harbour",
    );
    let read = read.expect("a scenario without a fault");
    let briefs: Vec<String> = read
        .scenario
        .setup()
        .parties
        .iter()
        .filter(|party| party.sheet.is_some())
        .map(|party| party.brief.split_whitespace().take(6).collect::<Vec<_>>().join(" "))
        .collect();
    for brief in &briefs {
        assert_eq!(sheets.iter().filter(|sheet| sheet.contains(brief.as_str())).count(), 2, "{brief}");
    }
    assert!(!text.contains("http") && !text.contains("<script"), "a page needs nothing else");
    assert!(fails(2, &["packets", SALE, "--out", &page]).contains("--force"));
}

#[test]
fn tables_differ_only_if_they_are_to() {
    let folder = Folder::new("differ");
    let walk_aways = |more: &[&str]| -> Vec<String> {
        let page = folder.file("page.html");
        done(&[&["packets", SALE, "--tables", "3", "--out", &page, "--force"][..], more].concat());
        let text = std::fs::read_to_string(&page).expect("a page");
        let sheets =
            text.split("as well off as with <b>").skip(1).map(|rest| rest.split('<').next().unwrap_or("").to_owned());
        sheets.collect()
    };
    let same = walk_aways(&[]);
    assert_eq!(same.len(), 9);
    assert_eq!(same[..3], same[3..6]);
    assert_ne!(walk_aways(&["--differ"])[..3], walk_aways(&["--differ"])[3..6]);
}

#[test]
fn a_debrief_says_what_each_table_got() {
    let folder = Folder::new("debrief");
    let forms = folder.file("forms.csv");
    let debrief = |text: &str, more: &[&str]| {
        std::fs::write(&forms, text).expect("a file");
        done(&[&["class", SALE, "--outcomes", &forms][..], more].concat())
    };
    let rows = "1,hotel,210,museum,five-years\n2,pilots,150,lit,for-life\n3,,,,\n";
    let table = format!("table,buyer,price,lamp,tenancy\n{rows}");
    let json: Value = serde_json::from_str(&debrief(&table, &["--json"])).expect("JSON");
    let seats = &json["tables"][0]["seats"];
    // As `score` in a game adds them up: seed 1 gives the hotel a walk-away of 57.
    assert_eq!((&seats["keeper"]["points"], &seats["hotel"]["points"]), (&Value::from(42), &Value::from(64)));
    assert_eq!(seats["hotel"]["walk_away"], 57);
    assert_eq!(seats.get("pilots"), None);
    assert_eq!(json["tables"][2]["agreement"], Value::Null);
    let text = debrief(&table, &[]);
    assert!(text.contains("2 of 3 tables agreed"), "{text}");
    // As a German spreadsheet writes it, with a mark at the beginning and a name instead of a key.
    let german =
        format!("\u{feff}{}", table.replace(',', ";").replace("museum", "Turned into a museum").replace('\n', "\r\n"));
    assert_eq!(debrief(&german, &[]), text);
    let csv = debrief(&table.replace("3,,", "=1+1,,"), &["--format", "csv"]);
    assert!(csv.contains("\"'=1+1\",false,,keeper,"), "{csv}");
    for (wrong, complaint) in [
        (table.replace("museum", "musem"), "forms.csv:2: `musem` is no option of `lamp`\nhint: did you mean `museum`?"),
        (table.replace("210", "215"), "in steps of 10"),
        (table.replace("tenancy", "tenant"), "did you mean `tenancy`?"),
        (table.replace("hotel", ""), "names no buyer"),
        (table.replace("pilots", "pilot"), "did you mean `pilots`?"),
        (table.replace("lit", ""), "`lamp` is left open"),
        (table.replace("1,hotel", ",hotel"), "the row names no table"),
        ("table\n".to_owned(), "no table is in it"),
    ] {
        std::fs::write(&forms, wrong).expect("a file");
        let said = fails(2, &["class", SALE, "--outcomes", &forms]);
        assert!(said.contains(complaint), "{complaint}: {said}");
    }
}
