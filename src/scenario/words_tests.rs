//! Tests of commands as words: there and back, and what is said about words that do not fit.

use crate::words::{VERBS, command_words, parse_command, parse_command_from};
use crate::{Read, read};
use divest_core::command::Command;
use divest_core::command::{AgreementCommand, TalksCommand};
use divest_core::deal::Deal;
use divest_core::id::{IssueId, SeatId, TalksId};
use divest_core::scenario::Scenario;

/// A scenario with one of everything.
const ALL: &str = r#"
format = 1
title = "One of everything"
currency = "crowns"
opens = 2031-01-01
closes = 2031-12-31
[parties.owner]
role = "seller"
[parties.first]
role = "bidder"
[parties.second]
role = "bidder"
[parties.bank]
role = "backer"
[parties.ministry]
role = "authority"
[parties.bench]
role = "court"
[parties.public]
role = "holders"
[sale]
asset = "The mill"
seller = "owner"
issues.price.range = { from = -10, to = 90, step = 5 }
issues.wheel.options = { kept = "kept", sold = "sold" }
talks = { first = {}, second = {}, public = {} }
backings = [{ backer = "bank", talks = "first" }]
reviews.merger = { authority = "ministry", takes = "30d" }
[decrees.order]
issuer = "ministry"
kind = "demands-sale"
deadline = "90d"
at_deadline = [{ step = "enforce", p = 0.5 }, { step = "lapse" }]
[suits.case]
plaintiff = "owner"
court = "bench"
motions.stay = { against = ["order"], hearing = "10d", p = 0.5, appeal = { court = "bench", hearing = "9d", p_reversed = 0.1 } }
[signals.rumour]
text = "The mill is haunted"
author = "owner"
[chances.storm]
on = 2031-05-05
results = { flood = { p = 0.5 }, calm = {} }
[outcomes.any-way]
"#;

pub(super) fn all() -> Read {
    read(ALL, "all").unwrap_or_else(|faults| panic!("{}", crate::render(&faults, "all", ALL, false)))
}

#[test]
fn every_verb_has_an_example_of_its_own_kind() {
    let read = all();
    for verb in VERBS {
        let seat = if verb == "settle" { SeatId::NATURE } else { SeatId(2) };
        let words = format!("{verb} one two three four five");
        let fault = parse_command(&read.scenario, seat, &words).unwrap_err();
        assert!(fault.hint.is_some_and(|hint| !hint.is_empty()), "{verb}");
    }
}

#[test]
fn an_offer_may_lean_on_a_base() {
    let read = all();
    let base = Deal::FIRST.with(IssueId(0), 3).with(IssueId(1), 1);
    let command = parse_command_from(&read.scenario, SeatId(3), "offer price=20", Some(&base)).unwrap();
    assert_eq!(command, Command::Talks(TalksCommand::MakeOffer { talks: TalksId(0), deal: base.with(IssueId(0), 6) }));
}

#[test]
fn words_that_do_not_fit_say_why() {
    let read = all();
    let scenario: &Scenario = &read.scenario;
    let lines = [
        ("owner", ""),
        ("owner", "ofer first price=20"),
        ("owner", "offer price=20 wheel=kept"),
        ("first", "offer price=20"),
        ("first", "offer price 20"),
        ("first", "offer price=22 wheel=kept"),
        ("first", "offer price=2000 wheel=kept"),
        ("first", "offer price=much wheel=kept"),
        ("first", "offer price=20 wheel=keept"),
        ("first", "offer price=20 price=25 wheel=kept"),
        ("first", "accept second please"),
        ("ministry", "extend order"),
        ("ministry", "extend order 2w"),
        ("ministry", "block merger over prize"),
        ("ministry", "issue"),
        ("bench", "grant state"),
        ("bench", "settle ruling stay granted"),
        ("nature", "grant stay"),
        ("nature", "settle ruling stay maybe"),
        ("nature", "settle deadline order trustee"),
        ("clock", "sign"),
    ];
    let said = lines.map(|(key, words)| {
        let seat = scenario.seat_for_key(key).unwrap();
        let fault = parse_command(scenario, seat, words).unwrap_err();
        format!("{key}: {words}\n    {}\n    hint: {}", fault.message, fault.hint.unwrap_or_default())
    });
    insta::assert_snapshot!(said.join("\n"), @r"
    owner: 
        no command
        hint: such as `sign` or `offer ISSUE=VALUE ...`
    owner: ofer first price=20
        `ofer` is no command
        hint: did you mean `offer`?
    owner: offer price=20 wheel=kept
        `offer` needs a bidder
        hint: one of `first`, `second` and `public`
    first: offer price=20
        the offer says nothing on wheel
        hint: an offer names a value for every issue
    first: offer price 20
        `price` is an issue and needs its value
        hint: write it `price=20`
    first: offer price=22 wheel=kept
        `22` cannot be chosen on `price`
        hint: values lie 5 apart: 20 or 25
    first: offer price=2000 wheel=kept
        `2000` cannot be chosen on `price`
        hint: a whole number from -10 to 90
    first: offer price=much wheel=kept
        `much` cannot be chosen on `price`
        hint: a whole number from -10 to 90
    first: offer price=20 wheel=keept
        `keept` cannot be chosen on `wheel`
        hint: did you mean `kept`?
    first: offer price=20 price=25 wheel=kept
        `price` stands here twice
        hint: name each issue once
    first: accept second please
        `please` is one word too many
        hint: a command such as `accept BIDDER`
    ministry: extend order
        `extend` needs a number of days
        hint: a command such as `extend DECREE 15d`
    ministry: extend order 2w
        `2w` is not a span of days
        hint: such as `15d`
    ministry: block merger over prize
        no issue `prize`
        hint: did you mean `price`?
    ministry: issue
        `issue` needs a decree
        hint: there is only `order`
    bench: grant state
        no motion `state`
        hint: there is only `stay`
    bench: settle ruling stay granted
        only nature settles what is left to chance
        hint: give the line to the seat `nature`
    nature: grant stay
        nature does nothing but `settle`
        hint: nature says `settle ...`
    nature: settle ruling stay maybe
        no ruling `maybe`
        hint: one of `denied` and `granted`
    nature: settle deadline order trustee
        no step `trustee`
        hint: one of `enforce` and `lapse`
    clock: sign
        the clock takes no words
        hint: time moves by itself
    ");
}

/// Two sellers; Reed talks with both, Fern with Birch alone.
const TWO_SELLERS: &str = r#"
format = 1
title = "Two sellers"
currency = "crowns"
opens = 2031-01-01
closes = 2031-12-31
[parties.alder]
role = "seller"
[parties.birch]
role = "seller"
[parties.reed]
role = "bidder"
[parties.fern]
role = "bidder"
[sale]
asset = "The mills"
seller = "alder"
issues.mills.options = { lower = "lower", upper = "upper" }
lots = { issue = "mills", sellers = { upper = "birch" } }
talks.reed-alder = { bidder = "reed" }
talks.reed-birch = { bidder = "reed", seller = "birch" }
talks.fern = { seller = "birch" }
[outcomes.any-way]
"#;

#[test]
fn where_several_sell_talks_are_named_by_themselves_or_by_the_other_side() {
    let read = read(TWO_SELLERS, "two")
        .unwrap_or_else(|faults| panic!("{}", crate::render(&faults, "two", TWO_SELLERS, false)));
    let scenario = &read.scenario;
    let [alder, birch, reed, fern] = ["alder", "birch", "reed", "fern"].map(|key| scenario.seat_for_key(key).unwrap());
    let [reed_alder, reed_birch, ferns] = [0, 1, 2].map(TalksId);
    let said = |seat, words: &str| parse_command(scenario, seat, words);
    for (seat, words, talks) in [
        (reed, "sign reed-birch", reed_birch),
        (reed, "sign birch", reed_birch),
        (reed, "sign alder", reed_alder),
        (birch, "sign reed", reed_birch),
        (birch, "sign fern", ferns),
    ] {
        assert_eq!(said(seat, words), Ok(Command::Agreement(AgreementCommand::Sign { talks: Some(talks) })), "{words}");
        let again = command_words(scenario, seat, &Command::Agreement(AgreementCommand::Sign { talks: Some(talks) }));
        assert_eq!(
            said(seat, &again),
            Ok(Command::Agreement(AgreementCommand::Sign { talks: Some(talks) })),
            "{again}"
        );
    }
    // Without a name it is the only agreement that can be meant.
    for seat in [fern, alder] {
        assert_eq!(said(seat, "sign"), Ok(AgreementCommand::Sign { talks: None }.into()));
    }
    let offer = Command::Talks(TalksCommand::MakeOffer { talks: reed_alder, deal: Deal::FIRST });
    assert_eq!(said(reed, "offer alder mills=lower"), Ok(offer));
    assert_eq!(
        said(birch, "drop-agreement reed"),
        Ok(Command::Agreement(AgreementCommand::Drop { talks: Some(reed_birch) }))
    );
}
