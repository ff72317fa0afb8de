use std::collections::BTreeMap;
use std::fmt::Write as _;

use dataverse_schema_pages::{Code, Diagnostic};

use crate::count::Count;
use crate::diagram::catch::catch;
use crate::diagram::curve::curves;
use crate::diagram::graph::{Cardinality, Graph};
use crate::diagram::layout::{Layout, Link, MARGIN, Point, Size, lay_out};
use crate::diagram::lines::{Line, lines};
use crate::diagram::measure::{HEAD, PADDING, ROW, box_size, columns_width, label_size, width};
use crate::diagram::node::Node;
use crate::diagram::xml::escape;

/// The number of lines up to which the layout takes seconds. It grows with their square.
const MAX_LINES: usize = 500;

/// Renders a graph as a picture, with the colors that the reader prefers.
///
/// # Errors
/// Returns an error if there are too many relationships for a picture, with `smaller` as its help,
/// or if the layout fails.
pub(super) fn render(graph: &Graph<'_>, smaller: &str) -> Result<String, Diagnostic> {
    let lines = lines(graph);
    if lines.len() > MAX_LINES {
        let message = format!(
            "too many relationships for a picture: {} between {}; the limit is {MAX_LINES} lines",
            Count(lines.len(), "line"),
            Count(graph.nodes.len(), "table"),
        );
        return Err(Diagnostic::general(Code::TooLargePicture, message).help(smaller));
    }
    let boxes: Vec<Size> = graph
        .nodes
        .iter()
        .map(|(name, node)| box_size(name, node, &lines))
        .collect();
    let links = links(graph, &lines);
    let layout = catch(|| lay_out(&boxes, &links)).map_err(|panic| failure(&panic))?;
    let curves = curves(&layout, &boxes, &links);
    let gap = graph.gap().map(|gap| format!("Left out {gap}"));
    let mut svg = head(graph, with_gap(layout.size, gap.as_deref()));
    if let Some(gap) = gap {
        push_text(&mut svg, "gap", MARGIN, layout.size.height + PADDING, &gap);
    }
    for ((line, curve), route) in lines.iter().zip(&curves).zip(&layout.routes) {
        push_line(&mut svg, line, curve, route.label);
    }
    push_tables(&mut svg, graph, &boxes, &layout);
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// Returns the error about a panic of the library.
fn failure(panic: &str) -> Diagnostic {
    let message = format!("cannot lay out the picture: {panic}");
    Diagnostic::general(Code::FailedLayout, message)
        .help("report this, with the pages; use `--format html` or `--format mermaid`")
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

/// Returns the size of a picture with a line of text below.
fn with_gap(size: Size, gap: Option<&str>) -> Size {
    gap.map_or(size, |gap| Size {
        width: size.width.max(width([gap].into_iter()) + 2.0 * MARGIN),
        height: size.height + MARGIN,
    })
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
    let is_low = node.entries.is_empty() && height < 2.0 * HEAD;
    let head = if node.has_page && !is_low {
        HEAD
    } else {
        height
    };
    if node.has_page {
        let _ = writeln!(
            svg,
            "<rect class=\"head\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{head}\" rx=\"4\"/>",
        );
    }
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

#[cfg(test)]
mod tests {
    use dataverse_schema_pages::Code;

    use super::failure;

    #[test]
    fn failure_of_the_library_is_not_a_large_picture() {
        let error = failure("index out of bounds");
        assert_eq!(error.code(), Code::FailedLayout);
        assert_eq!(
            error.message(),
            "cannot lay out the picture: index out of bounds"
        );
        let helps: Vec<&str> = error.helps().collect();
        assert_eq!(
            helps,
            ["report this, with the pages; use `--format html` or `--format mermaid`"]
        );
    }
}
