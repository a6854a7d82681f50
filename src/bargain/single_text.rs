//! The mediated single text: a mediator changes one text a little at a time, and every party says of each change whether
//! it would rather have it.
//!
//! M. Klein, P. Faratin, H. Sayama and Y. Bar-Yam, "Negotiating complex contracts", Group Decision and Negotiation 12
//! (2003) 111-125: a hill climber takes what is no worse to it; an annealer also takes what is worse by `d` points with
//! probability `exp(-d / T)`, its temperature `T` falling as time goes by. A single hill climber among
//! annealers gains most; if all climb, they stop where no single change pleases everybody.

use divest_core::deal::{Deal, Issue};
use divest_core::id::IssueId;
use divest_core::units::Points;

/// A number that looks random and is a function of two others alone: a bot has no luck of its own, and is asked again in
/// a replayed game. The mixing function of Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014.
#[must_use]
pub const fn shuffled(round: u64, salt: u64) -> u64 {
    let mut x = round.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt.wrapping_mul(0xd1b5_4a32_d192_ed03));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The mediator's text for a round, counted from 0: at first the middle option of every issue, then the text that stands
/// with one issue changed. Which issue and which option looks random and is the same for the same round.
#[must_use]
pub fn next_text(issues: &[Issue], standing: Option<&Deal>, round: u64) -> Deal {
    let Some(standing) = standing else {
        let middle = |deal: Deal, (index, issue): (usize, &Issue)| {
            deal.with(IssueId::at(index), ((issue.option_count() - 1) / 2) as u16)
        };
        return issues.iter().enumerate().fold(Deal::FIRST, middle);
    };
    let open: Vec<usize> = (0..issues.len()).filter(|&index| issues[index].option_count() > 1).collect();
    if open.is_empty() {
        return *standing;
    }
    // Neighbouring rounds go through the issues in turn, so that none is forgotten for long.
    let id = IssueId::at(open[(round % open.len() as u64) as usize]);
    let others = issues[id.index()].option_count() as u64 - 1;
    let option = (shuffled(round, 0) % others) as u16;
    standing.with(id, option + u16::from(option >= standing.option(id)))
}

/// Whether a party would rather have a new text than the one that stands, at a temperature in points that is falling from
/// `temperature` to 0 with the share of the rounds gone by. `draw` decides what is left to chance.
#[must_use]
pub fn prefers(new: Points, standing: Points, temperature: f64, gone: f64, draw: u64) -> bool {
    if new >= standing {
        return true;
    }
    let now = temperature * (1.0 - gone.clamp(0.0, 1.0));
    let loss = (standing.0 - new.0) as f64;
    // The upper 53 bits make an even number from 0 to 1.
    let even = (draw >> 11) as f64 / (1_u64 << 53) as f64;
    now > 0.0 && even < libm::exp(-loss / now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use divest_core::deal::Choice;

    fn issues(counts: &[u16]) -> Vec<Issue> {
        let choice = |&count| Choice::Range { from: 0, step: 1, count, unit: String::new() };
        counts.iter().map(|count| Issue { key: "i".into(), name: "i".into(), choice: choice(count) }).collect()
    }

    #[test]
    fn a_text_changes_one_issue_and_comes_everywhere() {
        let issues = issues(&[3, 1, 4]);
        let first = next_text(&issues, None, 0);
        assert_eq!(first.0[..3], [1, 0, 1]);
        let mut seen = std::collections::BTreeSet::new();
        for round in 0..200 {
            let text = next_text(&issues, Some(&first), round);
            assert_eq!((0..3).filter(|&i| text.0[i] != first.0[i]).count(), 1, "{round}");
            seen.insert(text);
        }
        assert_eq!(seen.len(), 2 + 3, "every other option of every issue that has one");
    }

    #[test]
    fn a_sale_without_choice_keeps_its_text() {
        let only = next_text(&issues(&[1]), None, 0);
        assert_eq!(next_text(&issues(&[1]), Some(&only), 5), only);
    }

    #[test]
    fn a_hill_climber_never_takes_what_is_worse() {
        assert!(prefers(Points(5), Points(5), 0.0, 0.0, 0));
        assert!((0..100).all(|draw| !prefers(Points(4), Points(5), 0.0, 0.0, shuffled(draw, 1))));
    }

    #[test]
    fn an_annealer_takes_what_is_worse_as_often_as_its_temperature_says_and_cools() {
        let share =
            |gone| (0..20_000).filter(|&d| prefers(Points(90), Points(100), 10.0, gone, shuffled(d, 3))).count();
        let expected = |gone: f64| 20_000.0 * libm::exp(-1.0 / (1.0 - gone));
        for gone in [0.0, 0.5] {
            // Four standard errors of a count.
            assert!((share(gone) as f64 - expected(gone)).abs() < 4.0 * expected(gone).sqrt(), "{gone}");
        }
        assert_eq!(share(1.0), 0);
    }
}
