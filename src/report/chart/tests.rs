//! What holds for every picture, and the pictures of things that need no run.

use super::frontier::{self, Axis, Frontier, Kind, Path, Point};
use super::picture::Picture;
use super::shares::{self, Group};
use divest_ensemble::Interval;
use divest_ensemble::summary::Share;

/// No two labels meet and none leaves the picture, at this width and in a narrow column.
#[track_caller]
pub(crate) fn assert_legible(picture: &Picture) {
    let labels: Vec<_> = picture.label_boxes().collect();
    assert!(!labels.is_empty(), "{} says nothing", picture.name());
    for (index, (text, rect)) in labels.iter().enumerate() {
        assert!(picture.frame().holds(rect), "{}: “{text}” leaves the picture: {rect:?}", picture.name());
        for (other, other_rect) in &labels[index + 1..] {
            assert!(!rect.meets(other_rect), "{}: “{text}” meets “{other}”", picture.name());
        }
    }
}

const WIDTHS: [f64; 3] = [340.0, 720.0, 960.0];

fn space() -> Frontier {
    let efficient: Vec<(i64, i64)> = (0..24).map(|i| (300 + i * 28, 980 - i * i * 3 / 2)).collect();
    let others = (0..400_i64).map(|i| (120 + i * 37 % 700, 60 + i * 91 % 640)).collect();
    let point = |at, kind| Point { at, kind, terms: "price USD 27,500 million, algorithm licensed".into() };
    Frontier {
        name: "Deals between ByteDance and Oracle".into(),
        across: Axis { name: "ByteDance".into(), walk_away: Some(446) },
        up: Axis { name: "Oracle".into(), walk_away: Some(320) },
        others,
        points: vec![
            point((636, 764), Kind::Nash),
            point((636, 764), Kind::KalaiSmorodinsky),
            point((664, 727), Kind::Egalitarian),
            point((692, 686), Kind::Utilitarian),
            point((580, 700), Kind::Deal),
        ],
        paths: vec![
            Path { name: "ByteDance asks".into(), points: vec![(944, 300), (900, 350), (820, 420), (700, 520)] },
            Path { name: "Oracle bids".into(), points: vec![(310, 970), (400, 900), (480, 830), (580, 700)] },
        ],
        efficient,
    }
}

fn endings() -> Vec<Share> {
    let outcome = |title: &str, share: f64, historical| {
        let interval = Interval { low: (share - 0.02).max(0.0), high: (share + 0.02).min(1.0) };
        let (name, title) = (String::new(), title.to_owned());
        Share { name, title, count: (share * 1000.0) as u64, share, interval, seed: Some(7), historical }
    };
    vec![
        outcome("Nothing is sold: the order lapses and the bans are revoked", 0.37, true),
        outcome("Sold late: the order's date had long passed", 0.22, false),
        outcome("Sold in time", 0.16, false),
        outcome("The order lapsed, the ban on app stores was kept, and nobody knows what comes of it", 0.13, false),
        outcome("Shut down", 0.115, false),
        outcome("Forced sale by a trustee", 0.005, false),
    ]
}

#[test]
fn labels_of_a_deal_space_keep_apart() {
    let mut spaces = vec![space(), Frontier { paths: Vec::new(), ..space() }];
    // All at one place, and nothing at all.
    let mut heap = space();
    heap.points.iter_mut().for_each(|point| point.at = (450, 330));
    spaces.push(heap);
    let none = Axis { name: "A party with a very long name indeed, Incorporated".into(), walk_away: None };
    spaces.push(Frontier {
        across: none.clone(),
        up: none,
        efficient: Vec::new(),
        others: Vec::new(),
        points: Vec::new(),
        ..space()
    });
    for width in WIDTHS {
        spaces.iter().for_each(|space| assert_legible(&frontier::draw(space, width)));
        let endings = endings();
        let long =
            "The date of a decree with a title that goes on for longer than any page is wide, so that it must be cut";
        let groups = [Group { title: "", shares: &endings }, Group { title: long, shares: &endings[..1] }];
        for groups in [&groups[..], &groups[..1], &groups[1..]] {
            assert_legible(&shares::draw("How it ends", groups, width).expect("there are shares"));
        }
        assert_eq!(shares::draw("Nothing", &[], width), None);
    }
}

#[test]
fn a_picture_is_well_formed_and_escapes() {
    let mut space = space();
    space.across.name = "A & <B> \"C\"".into();
    let text = frontier::draw(&space, 720.0).file();
    assert!(text.contains("A &amp; &lt;B&gt;"));
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\""));
    assert_eq!(text.matches("<path").count(), text.matches("</path>").count());
    assert_eq!(text, frontier::draw(&space, 720.0).file(), "the same bytes each time");
    if let Some(folder) = std::env::var_os("DIVEST_PICTURES") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::write(folder.join("frontier.svg"), frontier::draw(&self::space(), 720.0).file())
            .expect("a folder to write to");
    }
}
