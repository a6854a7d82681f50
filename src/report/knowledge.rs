//! What a seat knows: its brief, its sheet, the clocks, the talks and offers, the courts and gauges.

use crate::color::Style;
use crate::date;
use crate::layout::{pairs, wrap};
use crate::name::{self, capital, lower};
use crate::number::{days, grouped, listed, points};
use crate::say;
use crate::sellers;
use crate::story::{finish, role};
use crate::terms::{terms, terms_short};
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, GaugeId, MotionId, ReviewId, SeatSet, SuitId, TalksId};
use divest_core::state::{Agreement, MotionStatus, ReviewStatus, SuitStatus, TalksStatus};
use divest_core::{SeatId, State, View};

/// What a seat knows, as a page of text.
#[must_use]
pub fn knowledge(view: &View<'_>, style: Style) -> String {
    let scenario = view.scenario();
    let mut lines = Vec::new();
    let who = match view.party() {
        Some(party) => format!("{}, {}", party.name, role(party.role)),
        None => capital(&name::seat(scenario, view.seat())),
    };
    let head = format!("{who} · {}", date::moment_words(view.now()));
    lines.extend(wrap(&head, "", 2).iter().map(|line| style.bold(line)));
    if let Some(brief) = view.party().map(|party| party.brief.trim()).filter(|brief| !brief.is_empty()) {
        lines.extend(wrap(brief, "", 0));
    }
    for (title, rows) in sections(view) {
        lines.extend([String::new(), style.bold(title)]);
        lines.extend(pairs(&rows, "  "));
    }
    finish(&lines)
}

/// What bears on a seat's next decision, in rows: its walk-away, the dates, its own talks, the agreement.
pub(crate) fn known_to(view: &View<'_>) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = sheet(view).into_iter().filter(|(name, _)| name == "walk-away").collect();
    rows.extend(decrees(view));
    rows.extend(talks(view));
    let named = |name: String| if name.starts_with(' ') { name } else { format!("agreement {name}") };
    rows.extend(agreement(view).into_iter().map(|(name, value)| (named(name), value)));
    rows.extend(closed(view));
    rows
}

/// How everything stands, in rows whose names are unique.
pub(crate) fn stands(state: &State) -> Vec<(String, String)> {
    let view = state.view(SeatId::CLOCK);
    let parts: [(&str, Vec<(String, String)>); 8] = [
        ("", decrees(&view)),
        ("talks with ", all_talks(state)),
        ("allies: ", crate::coalition::standing(state)),
        ("agreement ", agreement(&view)),
        ("sale ", closed(&view)),
        ("", courts(&view)),
        ("", gauges(&view)),
        ("walk-away of ", if state.is_open() { walk_aways(state) } else { Vec::new() }),
    ];
    let mut rows = vec![("the clock".to_owned(), date::moment_words(state.now()))];
    for (title, part) in parts {
        let mut owner = String::new();
        for (name, value) in part {
            // A line that is set in belongs to the one above it.
            let name = match name.strip_prefix("  ") {
                Some(inner) => format!("{owner}, {inner}"),
                None => {
                    owner = format!("{title}{name}");
                    owner.clone()
                }
            };
            rows.push((name, value));
        }
    }
    rows
}

/// What a seat knows beside its brief, by heading; headings without a row are left out.
pub(crate) fn sections(view: &View<'_>) -> Vec<(&'static str, Vec<(String, String)>)> {
    let scenario = view.scenario();
    let end = |outcome| vec![("outcome".to_owned(), scenario.outcome(outcome).title.clone())];
    let mut all = vec![
        ("Your score sheet", sheet(view)),
        ("Decrees", decrees(view)),
        ("Talks", talks(view)),
        ("Allies", crate::coalition::known(view)),
        ("Auction", crate::auction::known(view)),
        ("Agreement", agreement(view)),
        ("Sale", closed(view)),
        ("Courts", courts(view)),
        ("Gauges", gauges(view)),
        ("The end", view.outcome().map(end).unwrap_or_default()),
    ];
    all.retain(|(_, rows)| !rows.is_empty());
    all
}

/// How everything stands, for somebody who may know it all, as a page of text.
#[must_use]
pub fn standing(state: &State, style: Style) -> String {
    let view = state.view(SeatId::CLOCK);
    let head = format!("{} · {}", state.scenario().setup().title, date::moment_words(state.now()));
    let mut lines: Vec<String> = wrap(&head, "", 2).iter().map(|line| style.bold(line)).collect();
    let mut add = |title: &str, rows: Vec<(String, String)>| {
        if !rows.is_empty() {
            lines.extend([String::new(), style.bold(title)]);
            lines.extend(pairs(&rows, "  "));
        }
    };
    add("Decrees", decrees(&view));
    add("Talks", all_talks(state));
    add("Allies", crate::coalition::standing(state));
    add("Auction", crate::auction::standing(state));
    add("Agreement", agreement(&view));
    add("Sale", closed(&view));
    add("Courts", courts(&view));
    add("Gauges", gauges(&view));
    add("Walk-aways", walk_aways(state));
    finish(&lines)
}

/// Every pair of talks with both sides' last offers and what each is worth to both.
fn all_talks(state: &State) -> Vec<(String, String)> {
    let scenario = state.scenario();
    let mut rows = Vec::new();
    for id in (0..scenario.setup().sale.talks.len()).map(TalksId::at) {
        let bidder = scenario.talks(id).bidder;
        let status = match state.talks(id).status() {
            TalksStatus::NotYet => continue,
            TalksStatus::Open if is_sold_out(&state.view(SeatId::CLOCK), id) => say!("status-sold-out"),
            TalksStatus::Open => say!("standing-open"),
            TalksStatus::Ended => crate::coalition::over(state, id),
        };
        rows.push((sellers::talks(scenario, id), status));
        let table = state.table(id);
        let sides = [("  last bid", table.bidder_offer), ("  last ask", table.seller_offer)];
        for (title, deal) in sides.into_iter().filter_map(|(title, deal)| Some((title, deal?))) {
            let worth = |seat: SeatId| {
                let points = state.sheet(seat)?.score(&deal);
                Some(format!("{} to {}", points.0, name::seat(scenario, seat)))
            };
            let worths: Vec<String> = [state.vendor_in(id), bidder].into_iter().filter_map(worth).collect();
            rows.push(row(title, format!("{} (worth {})", terms_short(scenario, &deal), listed(&worths))));
        }
    }
    rows
}

fn is_sold_out(view: &View<'_>, talks: TalksId) -> bool {
    view.scenario().has_several_sellers() && view.is_over(talks)
}

fn walk_aways(state: &State) -> Vec<(String, String)> {
    let scenario = state.scenario();
    let cares = |seat: &SeatId| state.sheet(*seat).is_some();
    let walk_away = |seat| Some((capital(&name::seat(scenario, seat)), points(state.walk_away(seat)?.0)));
    scenario.seats().filter(cares).filter_map(walk_away).collect()
}

fn row(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn sheet(view: &View<'_>) -> Vec<(String, String)> {
    let Some(sheet) = view.sheet() else {
        return Vec::new();
    };
    let mut rows = vec![
        row("best deal", points(sheet.best().0)),
        row("worst deal", points(sheet.worst().0)),
        row("walk-away", say!("accept-no-less", points = points(view.walk_away().0))),
    ];
    rows.extend(crate::lots::together(view));
    rows
}

fn decrees(view: &View<'_>) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let words = |id: DecreeId| {
        let state = view.decree(id);
        let status = match state.status() {
            Status::Pending => return None,
            Status::Issued => say!("status-issued"),
            Status::Extended => say!("status-extended"),
            Status::InForce => say!("status-in-force"),
            Status::Enjoined => say!("status-stopped"),
            Status::Satisfied => say!("status-satisfied"),
            Status::Enforced => say!("status-enforced"),
            Status::Lapsed => say!("status-lapsed"),
            Status::Revoked => say!("status-revoked"),
            Status::Suspended => say!("status-suspended"),
            Status::Annulled => say!("status-annulled"),
        };
        let due = state.deadline().filter(|_| state.status().is_live()).map(|due| {
            let left = date::days_between(view.now(), due);
            say!("status-due", date = date::words(due), left = days(left))
        });
        let request = if state.request_open() { say!("status-request") } else { String::new() };
        Some((scenario.decree(id).title.clone(), format!("{status}{}{request}", due.unwrap_or_default())))
    };
    (0..scenario.setup().decrees.len()).map(DecreeId::at).filter_map(words).collect()
}

/// A deal in one line, with its worth to the seat.
fn priced(view: &View<'_>, deal: &Deal) -> String {
    let worth = view.score(deal).map(|worth| say!("in-brackets", points = points(worth.0)));
    format!("{}{}", terms_short(view.scenario(), deal), worth.unwrap_or_default())
}

/// A deal that was agreed, with its worth to the seat.
fn agreed(view: &View<'_>, talks: TalksId, deal: &Deal) -> String {
    let worth = view.worth(talks, deal).map(|worth| say!("in-brackets", points = points(worth.0)));
    format!("{}{}", terms_short(view.scenario(), deal), worth.unwrap_or_default())
}

fn talks(view: &View<'_>) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let mut rows = Vec::new();
    for id in (0..scenario.setup().sale.talks.len()).map(TalksId::at) {
        let state = view.talks(id);
        let status = match (state.status(), state.opened_at()) {
            (TalksStatus::NotYet, _) => continue,
            (TalksStatus::Open, _) if is_sold_out(view, id) => say!("status-sold-out"),
            (TalksStatus::Open, Some(at)) => say!("status-open-since", date = date::words(at)),
            (TalksStatus::Open, None) => say!("standing-open"),
            (TalksStatus::Ended, _) => crate::coalition::over_to(view, id),
        };
        let backers: Vec<String> = state.backers().iter().map(|seat| name::seat(scenario, seat)).collect();
        let backing = if backers.is_empty() { String::new() } else { format!(", with {}", listed(&backers)) };
        rows.push((sellers::talks(scenario, id), format!("{status}{backing}")));
        let (theirs, mine) = view.offers(id);
        if let Some(deal) = theirs {
            rows.push(row("  their last offer", priced(view, &deal)));
        }
        if let Some(deal) = mine {
            rows.push(row("  your last offer", priced(view, &deal)));
        }
        let may_move = view.agreement_on(id).is_none() && !view.is_over(id);
        if let Some(table) = view.table(id).filter(|_| state.status() == TalksStatus::Open && may_move) {
            let turn = if view.is_my_turn(id) { "yours" } else { "theirs" };
            rows.push(row("  the turn is", say!("status-turn", turn = turn, date = date::words(table.reply_due))));
        }
    }
    rows
}

/// The agreement on its way; where several sell, those of each under the seller's name.
fn agreement(view: &View<'_>) -> Vec<(String, String)> {
    let scenario = view.scenario();
    if !scenario.has_several_sellers() {
        return view.agreement().map(|agreement| one_agreement(view, agreement)).unwrap_or_default();
    }
    let mut rows = Vec::new();
    for agreement in view.agreements() {
        let seller = scenario.owner_in(agreement.talks);
        let mut own = one_agreement(view, agreement).into_iter();
        let with = own.next().map_or_else(String::new, |(name, value)| format!("{name} {value}"));
        rows.push((format!("of {}", name::seat(scenario, seller)), with));
        rows.extend(own.map(|(name, value)| (format!("  {name}"), value)));
    }
    rows
}

fn one_agreement(view: &View<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let names = |seats: SeatSet| {
        let names: Vec<String> = seats.iter().map(|seat| name::seat(scenario, seat)).collect();
        if names.is_empty() { "nobody".to_owned() } else { listed(&names) }
    };
    let asked = view.asked_to_sign(agreement.talks);
    let missing: SeatSet = asked.iter().filter(|&seat| !agreement.signatures.has(seat)).collect();
    let mut rows = vec![
        row("with", name::bidder(scenario, agreement.talks)),
        row("since", date::words(agreement.since)),
        row("terms", agreed(view, agreement.talks, &agreement.deal)),
        row("signed by", names(agreement.signatures)),
    ];
    if !agreement.signed {
        rows.push(row("not signed by", names(missing)));
    }
    let seller = scenario.seller_of(agreement.talks);
    let reviews = (0..scenario.setup().sale.reviews.len()).map(ReviewId::at);
    for id in reviews.filter(|&review| scenario.seller_under(review) == seller) {
        let authority = name::seat(scenario, scenario.review(id).authority);
        match view.review(id) {
            ReviewStatus::NotNeeded => {}
            ReviewStatus::Open => rows.push(row("under review by", authority)),
            ReviewStatus::Approved => rows.push(row("approved by", authority)),
        }
    }
    if let Some(at) = agreement.closing {
        rows.push(row("closes on", date::words(at)));
    }
    rows
}

fn closed(view: &View<'_>) -> Vec<(String, String)> {
    if view.scenario().setup().sale.lots.is_some() {
        return crate::lots::rows(view);
    }
    let Some(closed) = view.closed() else {
        return Vec::new();
    };
    let mut rows =
        vec![row("buyer", name::bidder(view.scenario(), closed.talks)), row("closed on", date::words(closed.at))];
    rows.extend(terms(view.scenario(), &closed.deal).into_iter().map(|(name, value)| (lower(&name), value)));
    if let Some(worth) = view.worth(closed.talks, &closed.deal) {
        rows.push(row("worth to you", points(worth.0)));
    }
    rows
}

fn courts(view: &View<'_>) -> Vec<(String, String)> {
    let setup = view.scenario().setup();
    let mut rows = Vec::new();
    for (index, suit) in setup.suits.iter().enumerate() {
        let status = match view.suit(SuitId::at(index)) {
            SuitStatus::NotFiled => continue,
            SuitStatus::Pending => "before the court",
            SuitStatus::Withdrawn => "dropped",
            SuitStatus::Moot => "fallen away",
        };
        rows.push(row(&suit.title, status));
        for (place, motion) in setup.motions.iter().enumerate().filter(|(_, m)| m.suit.index() == index) {
            let status = match view.motion(MotionId::at(place)) {
                MotionStatus::NotFiled => continue,
                MotionStatus::Pending => "the court is to rule",
                MotionStatus::Granted => "granted",
                MotionStatus::Denied => "denied",
                MotionStatus::GrantedOnAppeal => "granted, appeal pending",
                MotionStatus::DeniedOnAppeal => "denied, appeal pending",
                MotionStatus::FinallyGranted => "granted for good",
                MotionStatus::FinallyDenied => "denied for good",
                MotionStatus::Moot => "fallen away",
            };
            rows.push((format!("  {}", motion.title), status.to_owned()));
        }
    }
    rows
}

fn gauges(view: &View<'_>) -> Vec<(String, String)> {
    let gauge = |(index, gauge): (usize, &divest_core::scenario::Gauge)| {
        let level = grouped(view.gauge(GaugeId::at(index)));
        (lower(&gauge.name), format!("{level} (from {} to {})", grouped(gauge.min), grouped(gauge.max)))
    };
    view.scenario().setup().gauges.iter().enumerate().map(gauge).collect()
}
