//! The pages that a person may ask for: the rules of the keyboard, the briefs, the score sheet, the menu, the offers.

use super::desk::worth_words;
use divest_core::Command;
use divest_core::command::{AuctionCommand, ConferenceCommand};
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::{IssueId, TalksId};
use divest_core::legal::Legal;
use divest_core::scenario::Scenario;
use divest_core::units::Points;
use divest_core::{SeatId, State, View};
use divest_report::color::Style;
use divest_report::layout::{Side, pairs, table, wrap};
use divest_report::number::points;
use divest_report::terms::{changes, terms_short};
use divest_report::{Chronicle, Narrator, Reader, date, knowledge, name, say};
use divest_scenario::command_words;
use divest_scenario::words::{option_word, own_talks};

/// How many values of a range the score sheet shows.
const SAMPLES: u16 = 5;

/// What everybody may know before play.
pub fn public(scenario: &Scenario, style: Style) -> Vec<String> {
    let setup = scenario.setup();
    let mut lines: Vec<String> = wrap(&setup.title, "", 0).iter().map(|line| style.bold(line)).collect();
    lines.push(say!("from-to", from = date::words(setup.opens), to = date::words(setup.closes)));
    if !setup.brief.trim().is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&setup.brief, "", 0));
    }
    lines
}

/// What a seat alone is told, what it knows, and what deals are worth to it.
pub fn private(view: &View<'_>, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = knowledge::knowledge(view, style).lines().map(str::to_owned).collect();
    lines.push(String::new());
    lines.extend(sheet(view, style));
    lines
}

/// The score sheet: each issue's options, the best first.
pub fn sheet(view: &View<'_>, style: Style) -> Vec<String> {
    let Some(sheet) = view.sheet() else {
        return wrap(&say!("no-score-sheet"), "", 0);
    };
    let rows: Vec<(String, String)> = issues(view.scenario())
        .map(|(id, issue)| {
            let worth = |option: u16| sheet.points(id, option);
            let options: Vec<String> = match &issue.choice {
                Choice::Options(options) => {
                    let named = |&option: &u16| {
                        let named = &options[usize::from(option)];
                        let apart = named.key.replace('-', " ") != named.name.to_lowercase();
                        let name = if apart { format!(" ({})", named.name) } else { String::new() };
                        format!("{}{name}: {}", named.key, worth(option))
                    };
                    sheet.ascending(id).iter().rev().map(named).collect()
                }
                Choice::Range { count, .. } => {
                    let mut samples: Vec<u16> = (0..SAMPLES)
                        .map(|i| (u32::from(count - 1) * u32::from(i) / u32::from(SAMPLES - 1)) as u16)
                        .collect();
                    samples.dedup();
                    if sheet.points(id, 0) < sheet.points(id, count - 1) {
                        samples.reverse();
                    }
                    samples.iter().map(|&option| format!("{}: {}", option_word(issue, option), worth(option))).collect()
                }
            };
            let (worst, best) = (sheet.ascending(id).first(), sheet.ascending(id).last());
            let [worst, best] = [worst, best].map(|option| option.map(|&option| worth(option)));
            let words = if worst == best { say!("you-do-not-mind") } else { options.join(" · ") };
            (issue.key.clone(), words)
        })
        .collect();
    let mut lines = vec![style.bold(&say!("sheet-title"))];
    lines.extend(pairs(&rows, "  "));
    lines.extend(pairs(&divest_report::lots::together(view), "  "));
    let words = say!("your-walk-away-means", walk_away = points(view.walk_away().0));
    lines.extend(wrap(&words, "", 0));
    lines
}

fn issues(scenario: &Scenario) -> impl Iterator<Item = (IssueId, &Issue)> {
    scenario.setup().sale.issues.iter().enumerate().map(|(index, issue)| (IssueId::at(index), issue))
}

/// What can be typed.
pub fn help(view: &View<'_>, style: Style) -> Vec<String> {
    let row = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let mut lines = vec![style.bold("About the game")];
    let about = [
        row("an empty line, wait", "let time pass until something concerns you"),
        row("wait 2031-05-01", "let time pass until that day, or until you are needed"),
        row("wait 5d", "the same for so many days"),
        row("legal", "list what you may do now"),
        row("know", "show all that you know"),
        row("brief", "show the briefs and your score sheet again"),
        row("offers", "list the offers in your talks and their worth to you"),
        row("score ISSUE=VALUE ...", "show what an offer would be worth to you, without sending it"),
        row("score", "show your score sheet"),
        row("quit", "leave; with --log the same command continues later"),
    ];
    lines.extend(pairs(&about, "  "));
    lines.extend([String::new(), style.bold("At the table")]);
    let deeds = [
        row("a number", "do what has this number in the list of `legal`"),
        row("offer ISSUE=VALUE ...", "make an offer; name what differs from your last offer, or else from theirs"),
        row("accept, sign, ...", "give a command of the list in words; a seller names the bidder: `accept BIDDER`"),
    ];
    lines.extend(pairs(&deeds, "  "));
    if view.auction().is_some() {
        let bids = [row("bid VALUE, drop-out", "bid in the auction, or leave it")];
        lines.extend(pairs(&bids, "  "));
    }
    let words = |issue: &Issue| match &issue.choice {
        Choice::Options(options) => options.iter().map(|option| option.key.clone()).collect::<Vec<_>>().join(", "),
        Choice::Range { from, step, count, unit } => {
            let to = from + step * (i64::from(*count) - 1);
            format!("{from} to {to} in steps of {step} ({unit})")
        }
    };
    let rows: Vec<(String, String)> = issues(view.scenario()).map(|(_, i)| (i.key.clone(), words(i))).collect();
    if !rows.is_empty() {
        lines.extend([String::new(), style.bold("The issues and their values")]);
        lines.extend(pairs(&rows, "  "));
    }
    lines
}

/// The numbered list of what is legal now.
pub fn menu(state: &State, seat: SeatId, legal: &[Legal], style: Style) -> Vec<String> {
    if legal.is_empty() {
        return wrap(&say!("nothing-to-do"), "", 0);
    }
    let scenario = state.scenario();
    let narrator = Narrator::new(scenario, Reader::Seat(seat)).knowing(state);
    let row = |(index, legal): (usize, &Legal)| {
        let (words, meaning) = match legal {
            Legal::Exactly(command) => (command_words(scenario, seat, command), narrator.command(seat, command)),
            Legal::AnyOffer { talks } => {
                let keys: Vec<&str> = issues(scenario).map(|(_, issue)| issue.key.as_str()).collect();
                (offer_words(scenario, seat, *talks), say!("do-offer-on", issues = keys.join(", ")))
            }
            Legal::AnyText { only: Some(deal) } => {
                let command = Command::Conference(ConferenceCommand::TableText { deal: *deal });
                (command_words(scenario, seat, &command), narrator.command(seat, &command))
            }
            Legal::AnyText { only: None } => {
                let keys: Vec<&str> = issues(scenario).map(|(_, issue)| issue.key.as_str()).collect();
                ("table ISSUE=VALUE ...".to_owned(), say!("do-table-on", issues = keys.join(", ")))
            }
            Legal::AnyExtension { decree, days_min, days_max } => {
                let spec = scenario.decree(*decree);
                let title = name::decree(scenario, *decree);
                let meaning = say!("do-extend-between", decree = title, least = *days_min, most = *days_max);
                (format!("extend {} {days_min}d", spec.key), meaning)
            }
            Legal::AnySuspension { decree, days_max } => {
                let (spec, title) = (scenario.decree(*decree), name::decree(scenario, *decree));
                let meaning = say!("do-suspend-up-to", decree = title, most = *days_max);
                (format!("suspend {} {days_max}d", spec.key), meaning)
            }
            Legal::AnySpinOff { talks } => {
                let holders = &scenario.talks(*talks).key;
                let asset = &scenario.setup().sale.asset;
                (format!("spin-off {holders} ISSUE=VALUE ..."), say!("do-spin-off-own", asset = asset))
            }
            Legal::AnyBid { from, to } => {
                let words =
                    |option: u16| command_words(scenario, seat, &Command::Auction(AuctionCommand::Bid { option }));
                let range = words(*to).trim_start_matches("bid ").to_owned();
                let meaning = if from == to { say!("do-stop-clock") } else { say!("do-bid-up-to", most = range) };
                (words(*from), meaning)
            }
            Legal::Advance | Legal::AnyDraw { .. } => (String::new(), String::new()),
        };
        (format!("{:>2}  {words}", index + 1), meaning)
    };
    let mut lines = vec![style.bold(&say!("menu-title"))];
    lines.extend(pairs(&legal.iter().enumerate().map(row).collect::<Vec<_>>(), "  "));
    lines
}

/// How an offer is typed.
pub fn offer_words(scenario: &Scenario, seat: SeatId, talks: TalksId) -> String {
    let is_own = own_talks(scenario, seat) == Some(talks);
    let name = if is_own { String::new() } else { format!(" {}", scenario.talks(talks).key) };
    format!("offer{name} ISSUE=VALUE ...")
}

/// What a deal would be worth, issue by issue, beside the walk-away and the offers on the table.
pub fn score(view: &View<'_>, deal: &Deal, talks: TalksId, style: Style) -> Vec<String> {
    let Some(sheet) = view.sheet() else {
        return wrap(&say!("no-score-sheet"), "", 0);
    };
    let row = |(id, issue): (IssueId, &Issue)| {
        let option = deal.option(id);
        vec![issue.key.clone(), option_word(issue, option), sheet.points(id, option).to_string()]
    };
    let mut rows: Vec<Vec<String>> = issues(view.scenario()).map(row).collect();
    let worth = sheet.score(deal);
    rows.push(vec![say!("total"), String::new(), worth.to_string()]);
    let mut lines = vec![say!("in-talks-with", other = other(view, talks))];
    lines.extend(table(&rows, &[Side::Left, Side::Left, Side::Right], "  "));
    if let Some(last) = lines.last_mut() {
        *last = style.bold(last);
    }
    lines.extend(wrap(
        &say!(
            "walk-away-against",
            walk_away = view.walk_away().0.to_string(),
            against = against(worth, view.walk_away())
        ),
        "",
        0,
    ));
    let (theirs, mine) = view.offers(talks);
    let worth = |deal: Deal| sheet.score(&deal).0.to_string();
    let offers = [
        theirs.map(|deal| say!("their-offer-worth", points = worth(deal))),
        mine.map(|deal| say!("your-offer-worth", points = worth(deal))),
    ];
    lines.extend(offers.into_iter().flatten().flat_map(|words| wrap(&words, "", 0)));
    lines
}

/// How a deal compares with having none.
pub fn against(worth: Points, walk_away: Points) -> String {
    match worth.0 - walk_away.0 {
        0 => say!("against-equal"),
        gap if gap > 0 => say!("against-better", points = points(gap)),
        gap => say!("against-worse", points = points(-gap)),
    }
}

/// All offers in the seat's talks, each with what changes against the one before from the same side.
pub fn offers(view: &View<'_>, chronicle: &Chronicle, style: Style) -> Vec<String> {
    let scenario = view.scenario();
    let me = view.seat();
    let mut lines = Vec::new();
    for talks in (0..scenario.setup().sale.talks.len()).map(TalksId::at) {
        let facts = chronicle.facts().iter().filter(|fact| fact.shows_to(Reader::Seat(me)));
        let offers: Vec<_> = facts
            .filter_map(|fact| fact.what.offer().map(|offer| (fact.at, offer)))
            .filter(|(_, (of, ..))| *of == talks)
            .collect();
        if !offers.is_empty() {
            lines.push(style.bold(&say!("talks-heading", other = other(view, talks))));
        }
        for (at, (_, by, deal, last)) in offers {
            let words = match last.map(|last| changes(scenario, &last, &deal)) {
                Some(words) if words.is_empty() => say!("same-terms"),
                Some(words) => words,
                None => terms_short(scenario, &deal),
            };
            let who = if by == me { say!("you") } else { name::seat(scenario, by) };
            let date = date::words(at);
            let line = match view.score(&deal) {
                Some(worth) => say!("offer-line-worth", date = date, by = who, points = points(worth.0), terms = words),
                None => say!("offer-line", date = date, by = who, terms = words),
            };
            lines.extend(wrap(&line, "  ", 6));
        }
    }
    if lines.is_empty() {
        return wrap(&say!("no-offers-yet"), "", 0);
    }
    if view.sheet().is_some() {
        lines.push(say!("your-walk-away-is", walk_away = points(view.walk_away().0)));
    }
    lines
}

/// The counterparty in talks.
pub fn other(view: &View<'_>, talks: TalksId) -> String {
    let bidder = view.scenario().talks(talks).bidder;
    name::seat(view.scenario(), if view.seat() == bidder { view.vendor_in(talks) } else { bidder })
}

/// How it ended for a seat.
pub fn result(state: &State, seat: SeatId) -> Vec<String> {
    let view = state.view(seat);
    let who = name::seat(state.scenario(), seat);
    let walk_away = view.walk_away();
    let text = match (view.sheet(), state.made(seat)) {
        (None, _) => say!("result-no-sheet", seat = who),
        (Some(_), Some(worth)) => {
            say!("result-deal", seat = who, worth = worth_words(worth, walk_away), against = against(worth, walk_away))
        }
        (Some(_), None) => say!("result-no-deal", seat = who, walk_away = points(walk_away.0)),
    };
    wrap(&text, "", 0)
}
