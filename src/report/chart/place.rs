//! Where labels go, so that none meets another and none leaves its room.

/// A place with an extent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub w: f64,
    /// Its height.
    pub h: f64,
}

/// Numbers in an SVG have one decimal, so boxes may come this much nearer than they were meant to.
const ROUNDING: f64 = 0.11;

impl Rect {
    /// Whether two places share more than an edge.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let apart = |a: f64, a_size: f64, b: f64| a + a_size <= b + ROUNDING;
        !(apart(self.x, self.w, other.x)
            || apart(other.x, other.w, self.x)
            || apart(self.y, self.h, other.y)
            || apart(other.y, other.h, self.y))
    }

    /// Whether another place lies within this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.x >= self.x - ROUNDING
            && other.y >= self.y - ROUNDING
            && other.x + other.w <= self.x + self.w + ROUNDING
            && other.y + other.h <= self.y + self.h + ROUNDING
    }
}

/// Moves values apart so that neighbours keep a distance, as little as that takes, and all lie between two bounds; the
/// order stays. Where there is no room for all, the distance shrinks to what there is.
pub(super) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let room = (high - low) / (wanted.len().max(2) - 1) as f64;
    let gap = gap.min(room);
    // Groups that touch move as one, to the middle of what their members want (pooling of adjacent violators).
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for &index in &order {
        groups.push((wanted[index], 1));
        while let [.., (above, above_count), (below, below_count)] = groups[..] {
            let reach = gap * (above_count as f64 + below_count as f64) / 2.0;
            if below - above >= reach {
                break;
            }
            let count = above_count + below_count;
            // Each member's wish, seen from the middle of the joint group.
            let half = gap / 2.0;
            let first = (above + below_count as f64 * half) * above_count as f64;
            let second = (below - above_count as f64 * half) * below_count as f64;
            let middle = (first + second) / count as f64;
            groups.truncate(groups.len() - 2);
            groups.push((middle, count));
        }
    }
    let mut placed = Vec::with_capacity(wanted.len());
    for (middle, count) in groups {
        let start = middle - gap * (count as f64 - 1.0) / 2.0;
        placed.extend((0..count).map(|i| start + gap * i as f64));
    }
    // Push in from both bounds.
    let mut floor = low;
    for value in &mut placed {
        *value = value.max(floor);
        floor = *value + gap;
    }
    let mut ceiling = high;
    for value in placed.iter_mut().rev() {
        *value = value.min(ceiling);
        ceiling = *value - gap;
    }
    let mut all = vec![0.0; wanted.len()];
    for (&index, value) in order.iter().zip(placed) {
        all[index] = value;
    }
    all
}

/// Finds room for labels beside their points.
#[derive(Clone, Debug)]
pub(super) struct Placer {
    bounds: Rect,
    taken: Vec<Rect>,
    marks: Vec<Rect>,
}

impl Placer {
    pub(super) const fn new(bounds: Rect) -> Self {
        Self { bounds, taken: Vec::new(), marks: Vec::new() }
    }

    /// Keeps labels off a place.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Keeps labels off a mark if there is room elsewhere.
    pub(super) fn avoid(&mut self, rect: Rect) {
        self.marks.push(rect);
    }

    /// Whether a place lies within the bounds and meets nothing taken.
    pub(super) fn is_free(&self, rect: &Rect) -> bool {
        self.bounds.holds(rect) && !self.taken.iter().any(|taken| taken.meets(rect))
    }

    /// A place of a size beside a point, the nearest that is free; `None` if there is none.
    pub(super) fn place(&mut self, (x, y): (f64, f64), (w, h): (f64, f64)) -> Option<Rect> {
        let mut best: Option<(usize, Rect)> = None;
        for distance in [8.0, 16.0, 28.0, 44.0, 64.0] {
            let (left, right) = (x - distance - w, x + distance);
            let (above, below, middle) = (y - distance - h, y + distance, y - h / 2.0);
            let corner = distance * 0.75;
            let candidates = [
                (right, middle),
                (left, middle),
                (x - w / 2.0, above),
                (x - w / 2.0, below),
                (x + corner, y - corner - h),
                (x + corner, y + corner),
                (x - corner - w, y - corner - h),
                (x - corner - w, y + corner),
            ];
            for (x, y) in candidates {
                let rect = Rect { x, y, w, h };
                if !self.is_free(&rect) {
                    continue;
                }
                let hits = self.marks.iter().filter(|mark| mark.meets(&rect)).count();
                if best.is_none_or(|(least, _)| hits < least) {
                    best = Some((hits, rect));
                }
            }
            if best.is_some_and(|(hits, _)| hits == 0) {
                break;
            }
        }
        let (_, rect) = best?;
        self.taken.push(rect);
        Some(rect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same each time.
    fn numbers(seed: u64) -> impl Iterator<Item = f64> {
        let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        std::iter::from_fn(move || {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            Some((x % 10_000) as f64 / 10_000.0)
        })
    }

    #[test]
    fn values_spread_as_little_as_they_must() {
        assert_eq!(spread(&[10.0, 50.0], 12.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 12.0, 0.0, 100.0), [44.0, 56.0]);
        assert_eq!(spread(&[99.0, 98.0], 12.0, 0.0, 100.0), [100.0, 88.0]);
        assert!(spread(&[], 12.0, 0.0, 100.0).is_empty());
    }

    #[test]
    fn spread_values_keep_their_distance_and_their_room() {
        for seed in 1..500 {
            let count = seed as usize % 9 + 1;
            let wanted: Vec<f64> = numbers(seed).take(count).map(|v| v * 130.0 - 15.0).collect();
            let mut placed = spread(&wanted, 12.0, 0.0, 100.0);
            assert!(placed.iter().all(|v| (-1e-9..=100.0 + 1e-9).contains(v)), "{wanted:?} {placed:?}");
            placed.sort_by(f64::total_cmp);
            assert!(placed.windows(2).all(|w| w[1] - w[0] >= 12.0 - 1e-9), "{wanted:?} {placed:?}");
        }
    }

    #[test]
    fn placed_labels_never_meet() {
        let bounds = Rect { x: 0.0, y: 0.0, w: 400.0, h: 300.0 };
        for seed in 1..200 {
            let mut placer = Placer::new(bounds);
            let mut numbers = numbers(seed);
            let mut placed: Vec<Rect> = Vec::new();
            for _ in 0..20 {
                let mut next = || numbers.next().expect("endless");
                let at = (next() * 400.0, next() * 300.0);
                let size = (next() * 120.0 + 10.0, 13.0);
                let Some(rect) = placer.place(at, size) else { continue };
                assert!(bounds.holds(&rect));
                assert!(placed.iter().all(|other| !other.meets(&rect)), "seed {seed}");
                placed.push(rect);
            }
            assert!(placed.len() > 8, "seed {seed}: only {}", placed.len());
        }
    }
}
