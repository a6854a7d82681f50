//! The pages that a person may ask for: the rules of the keyboard, the briefs, the score sheet, the menu, the offers.

use super::desk::worth_words;
use divest_core::Command;
use divest_core::command::{AuctionCommand, ConferenceCommand};
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::event::TalksEvent;
use divest_core::id::{IssueId, TalksId};
use divest_core::legal::Legal;
use divest_core::scenario::Scenario;
use divest_core::units::Points;
use divest_core::{Event, SeatId, State, View};
use divest_log::Entry;
use divest_report::color::Style;
use divest_report::layout::{Side, pairs, table, wrap};
use divest_report::number::count;
use divest_report::terms::{changes, terms_short};
use divest_report::{Reader, Voice, date, knowledge, name};
use divest_scenario::command_words;
use divest_scenario::words::{option_word, own_talks};

/// How many values of a range the score sheet shows.
const SAMPLES: u16 = 5;

/// What everybody may know before play.
pub fn public(scenario: &Scenario, style: Style) -> Vec<String> {
    let setup = scenario.setup();
    let mut lines: Vec<String> = wrap(&setup.title, "", 0).iter().map(|line| style.bold(line)).collect();
    lines.push(format!("{} to {}", date::day(setup.opens), date::day(setup.closes)));
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
        return wrap("You keep no score sheet: which terms are agreed is all one to you.", "", 0);
    };
    let rows: Vec<(String, String)> = issues(view.scenario())
        .map(|(id, issue)| {
            let points = |option: u16| sheet.points(id, option);
            let options: Vec<String> = match &issue.choice {
                Choice::Options(options) => {
                    let named = |&option: &u16| {
                        let named = &options[usize::from(option)];
                        let apart = named.key.replace('-', " ") != named.name.to_lowercase();
                        let name = if apart { format!(" ({})", named.name) } else { String::new() };
                        format!("{}{name}: {}", named.key, points(option))
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
                    samples
                        .iter()
                        .map(|&option| format!("{}: {}", option_word(issue, option), points(option)))
                        .collect()
                }
            };
            let (worst, best) = (sheet.ascending(id).first(), sheet.ascending(id).last());
            let [worst, best] = [worst, best].map(|option| option.map(|&option| points(option)));
            let words = if worst == best { "all one to you".to_owned() } else { options.join(" · ") };
            (issue.key.clone(), words)
        })
        .collect();
    let mut lines = vec![style.bold("What terms are worth to you, in points, the best first")];
    lines.extend(pairs(&rows, "  "));
    lines.extend(pairs(&divest_report::lots::together(view), "  "));
    let walk_away = count(view.walk_away().0, "point");
    let words = format!("Your walk-away is {walk_away}: no deal at all is as good to you as a deal of so many.");
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
        row("an empty line, wait", "let time go on to the next thing that concerns you"),
        row("wait 2031-05-01", "let time go on to that day, unless something calls upon you before"),
        row("wait 5d", "the same for so many days"),
        row("legal", "a numbered list of what you may do now"),
        row("know", "all that you know, on one page"),
        row("brief", "the briefs and your score sheet again"),
        row("offers", "all offers in your talks, with what they are worth to you"),
        row("score ISSUE=VALUE ...", "what such an offer would be worth to you; nothing is sent"),
        row("score", "your score sheet"),
        row("quit", "leave; with --log the same command goes on later"),
    ];
    lines.extend(pairs(&about, "  "));
    lines.extend([String::new(), style.bold("What you do at the table")]);
    let deeds = [
        row("a number", "do what stands there in the list of `legal`"),
        row("offer ISSUE=VALUE ...", "make an offer; name what changes against your last one, or else against theirs"),
        row("accept, sign, ...", "any command of the list, in words; a seller names the bidder: `accept BIDDER`"),
    ];
    lines.extend(pairs(&deeds, "  "));
    if view.auction().is_some() {
        let bids = [row("bid VALUE, drop-out", "bid in the auction, or bid no more in it")];
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
        return wrap("There is nothing that you may do now; an empty line lets time go on.", "", 0);
    }
    let scenario = state.scenario();
    let voice = Voice::new(scenario, Reader::Seat(seat)).knowing(state);
    let row = |(index, legal): (usize, &Legal)| {
        let (words, meaning) = match legal {
            Legal::Exactly(command) => (command_words(scenario, seat, command), voice.command(seat, command)),
            Legal::AnyOffer { talks } => {
                let keys: Vec<&str> = issues(scenario).map(|(_, issue)| issue.key.as_str()).collect();
                (offer_words(scenario, seat, *talks), format!("make an offer on {}", keys.join(", ")))
            }
            Legal::AnyText { only: Some(deal) } => {
                let command = Command::Conference(ConferenceCommand::TableText { deal: *deal });
                (command_words(scenario, seat, &command), voice.command(seat, &command))
            }
            Legal::AnyText { only: None } => {
                let keys: Vec<&str> = issues(scenario).map(|(_, issue)| issue.key.as_str()).collect();
                ("table ISSUE=VALUE ...".to_owned(), format!("table a text on {}", keys.join(", ")))
            }
            Legal::AnyExtension { decree, days_min, days_max } => {
                let range = format!("by {days_min} to {days_max} days");
                let decree = scenario.decree(*decree);
                (format!("extend {} {days_min}d", decree.key), format!("move its date {range}: {}", decree.title))
            }
            Legal::AnySuspension { decree, days_max } => {
                let decree = scenario.decree(*decree);
                let meaning = format!("have it not enforced for up to {days_max} days: {}", decree.title);
                (format!("suspend {} {days_max}d", decree.key), meaning)
            }
            Legal::AnySpinOff { talks } => {
                let holders = &scenario.talks(*talks).key;
                let asset = &scenario.setup().sale.asset;
                (format!("spin-off {holders} ISSUE=VALUE ..."), format!("spin {asset} off to your own shareholders"))
            }
            Legal::AnyBid { from, to } => {
                let words =
                    |option: u16| command_words(scenario, seat, &Command::Auction(AuctionCommand::Bid { option }));
                let range = words(*to).trim_start_matches("bid ").to_owned();
                let meaning = if from == to { "stop the clock" } else { "bid in the auction, at most" };
                let most = if from == to { String::new() } else { format!(" {range}") };
                (words(*from), format!("{meaning}{most}"))
            }
            Legal::Advance | Legal::AnyDraw { .. } => (String::new(), String::new()),
        };
        (format!("{:>2}  {words}", index + 1), meaning)
    };
    let mut lines = vec![style.bold("What you may do now")];
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
        return wrap("You keep no score sheet: which terms are agreed is all one to you.", "", 0);
    };
    let row = |(id, issue): (IssueId, &Issue)| {
        let option = deal.option(id);
        vec![issue.key.clone(), option_word(issue, option), sheet.points(id, option).to_string()]
    };
    let mut rows: Vec<Vec<String>> = issues(view.scenario()).map(row).collect();
    let worth = sheet.score(deal);
    rows.push(vec!["together".to_owned(), String::new(), worth.to_string()]);
    let mut lines = vec![format!("In the talks with {}", other(view, talks))];
    lines.extend(table(&rows, &[Side::Left, Side::Left, Side::Right], "  "));
    if let Some(last) = lines.last_mut() {
        *last = style.bold(last);
    }
    lines.extend(wrap(
        &format!("Your walk-away is {}: {}.", view.walk_away(), against(worth, view.walk_away())),
        "",
        0,
    ));
    let (theirs, mine) = view.offers(talks);
    let last = |whose: &str, deal: Option<Deal>| Some(format!("{whose} last offer is worth {}", sheet.score(&deal?)));
    let offers: Vec<String> = [last("their", theirs), last("your", mine)].into_iter().flatten().collect();
    if !offers.is_empty() {
        lines.extend(wrap(&name::sentence(&offers.join(", ")), "", 0));
    }
    lines
}

/// How a deal compares with having none.
pub fn against(worth: Points, walk_away: Points) -> String {
    match worth.0 - walk_away.0 {
        0 => "neither better nor worse than no deal".to_owned(),
        gap if gap > 0 => format!("{} better than no deal", count(gap, "point")),
        gap => format!("{} worse than no deal", count(-gap, "point")),
    }
}

/// All offers in the seat's talks, each with what changes against the one before from the same side.
pub fn offers(view: &View<'_>, entries: &[Entry], style: Style) -> Vec<String> {
    let scenario = view.scenario();
    let me = view.seat();
    let mut lines = Vec::new();
    for talks in (0..scenario.setup().sale.talks.len()).map(TalksId::at) {
        let mut last: [Option<Deal>; 2] = [None; 2];
        for entry in entries {
            for event in entry.events.iter().filter(|event| event.audience(scenario).has(me)) {
                let Event::Talks(TalksEvent::OfferMade { talks: of, by, deal, .. }) = *event else { continue };
                if of != talks {
                    continue;
                }
                let bidder = scenario.talks(talks).bidder;
                if last == [None; 2] {
                    lines.push(style.bold(&format!("Talks with {}", other(view, talks))));
                }
                let known = &mut last[usize::from(by == bidder)];
                let words = match known.map(|known| changes(scenario, &known, &deal)) {
                    Some(words) if words.is_empty() => "the same terms again".to_owned(),
                    Some(words) => words,
                    None => terms_short(scenario, &deal),
                };
                *known = Some(deal);
                let who = if by == me { "you".to_owned() } else { name::seat(scenario, by) };
                let worth = view.score(&deal).map_or(String::new(), |worth| format!(" ({})", count(worth.0, "point")));
                lines.extend(wrap(&format!("{} {who}{worth}: {words}", date::day(entry.at)), "  ", 6));
            }
        }
    }
    if lines.is_empty() {
        return wrap("There is no offer in talks of yours yet.", "", 0);
    }
    if view.sheet().is_some() {
        lines.push(format!("Your walk-away is {}.", count(view.walk_away().0, "point")));
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
    let who = format!("You were {}", name::seat(state.scenario(), seat));
    let text = match (view.sheet(), state.made(seat)) {
        (None, _) => format!("{who}; you kept no score sheet."),
        (Some(_), Some(worth)) => {
            let walk_away = view.walk_away();
            format!("{who}. The deal is {}: {}.", worth_words(worth, walk_away), against(worth, walk_away))
        }
        (Some(_), None) => {
            format!("{who}. No deal for you: you are left with your walk-away, {}.", count(view.walk_away().0, "point"))
        }
    };
    wrap(&text, "", 0)
}
