use std::collections::BTreeMap;
use std::fmt::Write as _;

use dataverse_schema_pages::{Code, Diagnostic};

use crate::diagram::curve::curves;
use crate::diagram::graph::{Cardinality, Entry, Graph, Node};
use crate::diagram::layout::{Layout, Link, Point, Size, lay_out};
use crate::diagram::lines::{Line, lines};
use crate::diagram::xml::escape;

/// The number of lines up to which the layout takes seconds. It grows with their square.
const MAX_LINES: usize = 500;

/// The width of a character of the monospaced font.
const CHARACTER: f64 = 7.25;
const PADDING: f64 = 10.0;
const HEAD: f64 = 26.0;
const ROW: f64 = 18.0;
/// The height that the end of a line needs.
const END: f64 = 15.0;

/// Renders a graph as a picture, with the colors that the reader prefers.
///
/// # Errors
/// Returns an error if there are too many relationships for a picture.
pub(super) fn render(graph: &Graph<'_>) -> Result<String, Diagnostic> {
    let lines = lines(graph);
    if lines.len() > MAX_LINES {
        let message = format!(
            "too many relationships for a picture: they are {} lines between {} tables; the limit is {MAX_LINES} lines",
            lines.len(),
            graph.nodes.len(),
        );
        return Err(Diagnostic::general(Code::TooLargePicture, message)
            .help("choose tables with `--table`, or use `--format html`"));
    }
    let boxes: Vec<Size> = graph
        .nodes
        .iter()
        .map(|(name, node)| box_size(name, node, &lines))
        .collect();
    let links = links(graph, &lines);
    let layout = lay_out(&boxes, &links);
    let curves = curves(&layout, &boxes, &links);
    let mut svg = head(graph, layout.size);
    for ((line, curve), route) in lines.iter().zip(&curves).zip(&layout.routes) {
        push_line(&mut svg, line, curve, route.label);
    }
    push_tables(&mut svg, graph, &boxes, &layout);
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn links(graph: &Graph<'_>, lines: &[Line<'_>]) -> Vec<Link> {
    let indexes: BTreeMap<&str, usize> = graph.nodes.keys().copied().zip(0..).collect();
    lines
        .iter()
        .map(|line| Link {
            from: indexes[line.one],
            to: indexes[line.many],
            label: label_size(line),
        })
        .collect()
}

fn label_size(line: &Line<'_>) -> Size {
    Size {
        width: width(line.labels.iter().copied()),
        height: ROW * line.labels.len() as f64,
    }
}

/// Returns the width of the longest text.
fn width<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
    let longest = texts.map(|text| text.chars().count()).max();
    longest.unwrap_or_default() as f64 * CHARACTER
}

fn names<'t>(entries: &'t [Entry<'_>]) -> impl Iterator<Item = &'t str> {
    entries.iter().map(|entry| entry.logical_name.as_str())
}

fn types<'t>(entries: &'t [Entry<'_>]) -> impl Iterator<Item = &'t str> {
    entries.iter().map(|entry| entry.r#type.as_str())
}

/// Returns the width of the keys of columns, and that of the keys and the names.
fn columns_width(entries: &[Entry<'_>]) -> (f64, f64) {
    let keys = width(entries.iter().map(|entry| entry.key));
    let keys = if keys > 0.0 { keys + CHARACTER } else { 0.0 };
    (keys, keys + width(names(entries)))
}

/// Returns the size of a table, whose sides have space for the ends of its lines.
fn box_size(name: &str, node: &Node<'_>, lines: &[Line<'_>]) -> Size {
    let entries = &node.entries;
    let ends =
        |is_end: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| is_end(line)).count();
    let ends = ends(&|line| line.one == name).max(ends(&|line| line.many == name));
    let (_, columns) = columns_width(entries);
    let columns = columns + 2.0 * CHARACTER + width(types(entries));
    Size {
        width: columns.max(width([name].into_iter())) + 2.0 * PADDING,
        height: (HEAD + rows_height(entries)).max(END * (ends + 1) as f64),
    }
}

fn rows_height(entries: &[Entry<'_>]) -> f64 {
    if entries.is_empty() {
        0.0
    } else {
        ROW * entries.len() as f64 + 6.0
    }
}

fn head(graph: &Graph<'_>, Size { width, height }: Size) -> String {
    let (width, height) = (width.ceil(), height.ceil());
    let tables: Vec<&str> = graph.nodes.keys().copied().collect();
    let title = escape(&format!("Relationships of {}", tables.join(", ")));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">{title}</title>\n\
         <style>\n{}</style>\n\
         <defs>\n{}</defs>\n\
         <rect class=\"back\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>\n",
        include_str!("svg.css"),
        include_str!("svg_ends.xml"),
    )
}

fn push_line(svg: &mut String, line: &Line<'_>, curve: &str, center: Point) {
    let (start, meaning) = match line.cardinality {
        Cardinality::Optional => ("optional", "looks up"),
        Cardinality::Required => ("required", "always looks up"),
        Cardinality::ManyToMany => ("many", "many-to-many with"),
    };
    let Line { one, many, .. } = line;
    let title = format!("{many} {meaning} {one}: {}", line.labels.join(", "));
    let _ = writeln!(
        svg,
        "<g class=\"line\"><title>{}</title><path class=\"way\" d=\"{curve}\" marker-start=\"url(#{start})\" marker-end=\"url(#many)\"/>",
        escape(&title),
    );
    let text = label_size(line);
    let _ = writeln!(
        svg,
        "<rect class=\"back\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
        center.x - text.width / 2.0,
        center.y - text.height / 2.0,
        text.width,
        text.height,
    );
    let top = center.y - ROW * (line.labels.len() as f64 - 1.0) / 2.0 + 4.0;
    for (row, label) in line.labels.iter().enumerate() {
        let y = ROW.mul_add(row as f64, top);
        let _ = writeln!(
            svg,
            "<text class=\"label\" x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>",
            center.x,
            escape(label),
        );
    }
    svg.push_str("</g>\n");
}

fn push_tables(svg: &mut String, graph: &Graph<'_>, boxes: &[Size], layout: &Layout) {
    let places = boxes.iter().zip(&layout.boxes);
    for ((name, node), (size, center)) in graph.nodes.iter().zip(places) {
        let corner = Point {
            x: center.x - size.width / 2.0,
            y: center.y - size.height / 2.0,
        };
        push_table(svg, name, node, *size, corner);
    }
}

fn push_table(svg: &mut String, name: &str, node: &Node<'_>, size: Size, corner: Point) {
    let Size { width, height } = size;
    let Point { x, y } = corner;
    let class = if node.has_page {
        "table"
    } else {
        "table outside"
    };
    let title = title(name, node);
    let _ = writeln!(
        svg,
        "<g class=\"{class}\"><title>{}</title><rect class=\"box\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"4\"/>",
        escape(&title),
    );
    if node.has_page {
        let _ = writeln!(
            svg,
            "<rect class=\"head\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{HEAD}\" rx=\"4\"/>",
        );
    }
    let head = if node.has_page { HEAD } else { height };
    push_text(svg, "name", x + PADDING, y + head / 2.0 + 4.0, name);
    let (keys, _) = columns_width(&node.entries);
    for (row, entry) in node.entries.iter().enumerate() {
        let y = ROW.mul_add(row as f64, y + HEAD + 15.0);
        if !entry.key.is_empty() {
            push_text(svg, "key", x + PADDING, y, entry.key);
        }
        push_text(svg, "column", x + PADDING + keys, y, &entry.logical_name);
        let _ = writeln!(
            svg,
            "<text class=\"type\" x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>",
            x + width - PADDING,
            escape(&entry.r#type),
        );
    }
    svg.push_str("</g>\n");
}

/// Returns the tooltip of a table.
fn title(name: &str, node: &Node<'_>) -> String {
    let mut title = match node.display_name {
        "" => name.to_owned(),
        display_name => format!("{display_name} ({name})"),
    };
    if !node.has_page {
        title.push_str(": its page isn't shown");
    } else if !node.description.is_empty() {
        let _ = write!(title, ": {}", node.description);
    }
    title
}

fn push_text(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
        escape(text)
    );
}
