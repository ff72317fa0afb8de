use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A line to be laid out between two boxes, which are given by their indexes.
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: Size,
}

/// Boxes and lines in the order in which they were passed.
pub(super) struct Layout {
    pub(super) size: Size,
    /// The centers of the boxes.
    pub(super) boxes: Vec<Point>,
    pub(super) routes: Vec<Route>,
}

/// The points of a line.
#[derive(Default)]
pub(super) struct Route {
    pub(super) points: Vec<Point>,
    /// The center of the label.
    pub(super) label: Point,
}

/// The space around the picture.
pub(super) const MARGIN: f64 = 20.0;

/// Lays out boxes in layers from left to right.
pub(super) fn lay_out(boxes: &[Size], links: &[Link]) -> Layout {
    let mut graph = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    for (index, size) in boxes.iter().enumerate() {
        let label = NodeLabel {
            width: size.width,
            height: size.height,
            ..NodeLabel::default()
        };
        graph.set_node(index.to_string(), Some(label));
    }
    for (index, link) in links.iter().enumerate() {
        let label = EdgeLabel {
            width: link.label.width,
            height: link.label.height,
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        let (from, to) = (link.from.to_string(), link.to.to_string());
        graph.set_edge(from, to, Some(label), Some(&index.to_string()));
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        nodesep: 24.0,
        edgesep: 16.0,
        ranksep: 110.0,
        marginx: MARGIN,
        marginy: MARGIN,
        ..LayoutOptions::default()
    };
    dagre::layout(&mut graph, Some(options));
    let centers = (0..boxes.len()).map(|index| box_center(&graph, index));
    let routes = links
        .iter()
        .enumerate()
        .map(|(index, link)| route(&graph, index, link));
    let (centers, routes) = (centers.collect::<Vec<_>>(), routes.collect::<Vec<_>>());
    Layout {
        size: size(&centers, boxes, &routes, links),
        boxes: centers,
        routes,
    }
}

fn box_center(graph: &Graph<NodeLabel, EdgeLabel>, index: usize) -> Point {
    let label = graph.node(&index.to_string());
    label.map_or_else(Point::default, |label| point(label.x, label.y))
}

fn route(graph: &Graph<NodeLabel, EdgeLabel>, index: usize, link: &Link) -> Route {
    let (from, to) = (link.from.to_string(), link.to.to_string());
    let label = graph.edge(&from, &to, Some(&index.to_string()));
    label.map_or_else(Route::default, |label| Route {
        points: label
            .points
            .iter()
            .map(|at| point(Some(at.x), Some(at.y)))
            .collect(),
        label: point(label.x, label.y),
    })
}

fn point(x: Option<f64>, y: Option<f64>) -> Point {
    Point {
        x: x.unwrap_or_default(),
        y: y.unwrap_or_default(),
    }
}

/// Returns the size of the whole. That of the library leaves out lines from a box to itself.
fn size(centers: &[Point], boxes: &[Size], routes: &[Route], links: &[Link]) -> Size {
    let corner = |at: &Point, size: &Size| Point {
        x: at.x + size.width / 2.0,
        y: at.y + size.height / 2.0,
    };
    let boxes = centers.iter().zip(boxes);
    let labels = routes
        .iter()
        .zip(links)
        .map(|(route, link)| corner(&route.label, &link.label));
    let points = routes.iter().flat_map(|route| route.points.iter().copied());
    let corners = boxes.map(|(at, size)| corner(at, size)).chain(labels);
    let mut size = Size {
        width: 0.0,
        height: 0.0,
    };
    for Point { x, y } in corners.chain(points) {
        size.width = size.width.max(x + MARGIN);
        size.height = size.height.max(y + MARGIN);
    }
    size
}
