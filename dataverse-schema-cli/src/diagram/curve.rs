use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagram::layout::{Layout, Link, Point, Route, Size};

/// Returns the paths of all lines. They leave boxes at their left and right sides, spread over the
/// height, and pass through the centers of their labels.
pub(super) fn curves(layout: &Layout, boxes: &[Size], links: &[Link]) -> Vec<String> {
    let inner: Vec<Vec<Point>> = layout
        .routes
        .iter()
        .zip(links)
        .map(|(route, link)| inner(route, link))
        .collect();
    let mut ends = ends(layout, boxes, links, &inner);
    let lines = links.iter().zip(&inner).enumerate();
    lines
        .map(|(line, (link, inner))| {
            let ends = [
                ends.remove(&(line, End::From)),
                ends.remove(&(line, End::To)),
            ];
            match ends {
                [Some(from), Some(to)] => curve(from, inner, to),
                _ => circle(layout, boxes, link.from, layout.routes[line].label),
            }
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    From,
    To,
}

/// Where a line leaves a side of a box.
struct Exit {
    line: usize,
    end: End,
    /// The height at which the line goes on.
    height: f64,
}

/// Returns the points between both ends. The line is straight behind its label.
fn inner(route: &Route, link: &Link) -> Vec<Point> {
    let points = match &*route.points {
        [_, inner @ .., _] => inner,
        _ => &[],
    };
    let is_label = |point: &Point| {
        (point.x - route.label.x).abs() < 1.0 && (point.y - route.label.y).abs() < 1.0
    };
    let Some(at) = points.iter().position(is_label) else {
        return points.to_vec();
    };
    let half = link.label.width / 2.0;
    let goes_left = matches!((points.first(), route.points.last()), (Some(first), Some(last)) if last.x < first.x);
    let half = if goes_left { -half } else { half };
    let Point { x, y } = route.label;
    let label = [Point { x: x - half, y }, Point { x: x + half, y }];
    [&points[..at], &label, &points[at + 1..]].concat()
}

/// Returns where the lines leave boxes. Those from a box to itself have no such ends.
fn ends(
    layout: &Layout,
    boxes: &[Size],
    links: &[Link],
    inner: &[Vec<Point>],
) -> BTreeMap<(usize, End), Point> {
    let mut sides: BTreeMap<_, Vec<Exit>> = BTreeMap::new();
    for (line, (link, inner)) in links.iter().zip(inner).enumerate() {
        if link.from == link.to {
            continue;
        }
        let label = layout.routes[line].label;
        let first = *inner.first().unwrap_or(&label);
        let last = *inner.last().unwrap_or(&label);
        for (end, r#box, next) in [(End::From, link.from, first), (End::To, link.to, last)] {
            let is_right = next.x > layout.boxes[r#box].x;
            let side = sides.entry((r#box, is_right)).or_default();
            side.push(Exit {
                line,
                end,
                height: next.y,
            });
        }
    }
    let mut ends = BTreeMap::new();
    for ((r#box, is_right), mut side) in sides {
        side.sort_by(|one, other| one.height.total_cmp(&other.height));
        let (center, size) = (layout.boxes[r#box], boxes[r#box]);
        let half = if is_right { size.width } else { -size.width } / 2.0;
        let distance = size.height / (side.len() + 1) as f64;
        let top = center.y - size.height / 2.0;
        for (index, Exit { line, end, .. }) in (1..).zip(side) {
            let at = Point {
                x: center.x + half,
                y: distance.mul_add(f64::from(index), top),
            };
            ends.insert((line, end), at);
        }
    }
    ends
}

/// Returns a curve through the points that is horizontal at each of them.
fn curve(from: Point, inner: &[Point], to: Point) -> String {
    let mut path = format!("M{:.1} {:.1}", from.x, from.y);
    let mut before = from;
    for &next in inner.iter().chain([&to]) {
        let x = before.x.midpoint(next.x);
        let _ = write!(
            path,
            " C{x:.1} {:.1} {x:.1} {:.1} {:.1} {:.1}",
            before.y, next.y, next.x, next.y
        );
        before = next;
    }
    path
}

/// Returns a curve from the lower side of a box to the label below, and back.
fn circle(layout: &Layout, boxes: &[Size], r#box: usize, label: Point) -> String {
    let (center, size) = (layout.boxes[r#box], boxes[r#box]);
    let bottom = center.y + size.height / 2.0;
    let (left, right) = (center.x - size.width / 4.0, center.x + size.width / 4.0);
    // The middle of such a curve is at three quarters of the height of its control points.
    let below = bottom + (label.y - bottom) / 0.75;
    format!(
        "M{left:.1} {bottom:.1} C{left:.1} {below:.1} {right:.1} {below:.1} {right:.1} {bottom:.1}"
    )
}
