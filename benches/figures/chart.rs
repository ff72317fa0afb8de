//! Charts as SVG, readable on light and on dark pages.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::results::Runs;
use tables::Result;

/// The values of one contestant over the number of tables.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<Point>,
}

pub(crate) struct Point {
    pub(crate) tables: f64,
    pub(crate) runs: Runs,
}

/// Bars for the same measure.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) bars: Vec<Bar>,
}

pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) runs: Runs,
}

const WIDTH: u32 = 720;
const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
const GRID: RGBColor = RGBColor(0xd8, 0xde, 0xe4);
/// Colors that are readable on white and on black.
const RIVAL: RGBColor = RGBColor(0xd9, 0x6c, 0x1e);
const OURS: RGBColor = RGBColor(0x2f, 0x81, 0xf7);
const OTHER: RGBColor = RGBColor(0x8b, 0x94, 0x9e);

/// What paper, ink, and grid become on dark pages.
const DARK: [(RGBColor, &str); 3] = [(PAPER, "#0d1117"), (INK, "#e6edf3"), (GRID, "#30363d")];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Plane<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Draws lines through the medians, in bands from the minima to the maxima.
pub(crate) fn lines(title: &str, unit: &str, lines: &[Line]) -> Result<String> {
    let points = || lines.iter().flat_map(|line| &line.points);
    let right = points().map(|point| point.tables).fold(0.0, f64::max);
    let top = points().map(|point| point.runs.max).fold(0.0, f64::max);
    draw(360, |area| {
        let mut chart = ChartBuilder::on(area)
            .caption(title, text(17))
            .margin(12)
            .margin_right(170)
            .x_label_area_size(32)
            .y_label_area_size(52)
            .build_cartesian_2d(0.0..right, 0.0..top * 1.05)?;
        let decimals = usize::from(top < 10.0);
        let value = |value: &f64| format!("{value:.decimals$}");
        mesh(&mut chart, &whole, Some(&value))?;
        for line in lines {
            let color = color(line.name);
            let lower = line
                .points
                .iter()
                .map(|point| (point.tables, point.runs.min));
            let upper = line
                .points
                .iter()
                .rev()
                .map(|point| (point.tables, point.runs.max));
            let band: Vec<_> = lower.chain(upper).collect();
            chart.draw_series([Polygon::new(band, color.mix(0.25))])?;
            let medians = line
                .points
                .iter()
                .map(|point| (point.tables, point.runs.median));
            let medians: Vec<_> = medians.collect();
            chart.draw_series([PathElement::new(medians.clone(), color.stroke_width(2))])?;
            chart.draw_series(medians.iter().map(|at| Circle::new(*at, 3, color.filled())))?;
            if let Some(&(tables, value)) = medians.last() {
                let (x, y) = chart.backend_coord(&(tables, value));
                let end = text(14)
                    .color(&color)
                    .pos(Pos::new(HPos::Left, VPos::Center));
                let label = format!("{}: {} {unit}", line.name, short(value));
                area.draw_text(&label, &end, (x + 8, y))?;
            }
        }
        Ok(())
    })
}

/// Draws horizontal bars for the medians, with a line from the minimum to the maximum.
pub(crate) fn bars(title: &str, unit: &str, groups: &[Group]) -> Result<String> {
    const ROW: f64 = 1.0;
    let all = || groups.iter().flat_map(|group| &group.bars);
    // Outliers aren't worth the space.
    let right = all().map(|bar| bar.runs.median).fold(0.0, f64::max) * 1.2;
    let rows = all().count() as f64 + groups.len() as f64 * 1.5;
    draw((rows * 22.0) as u32 + 80, |area| {
        let mut chart = ChartBuilder::on(area)
            .caption(title, text(17))
            .margin(12)
            .margin_right(70)
            .x_label_area_size(32)
            .y_label_area_size(130)
            .build_cartesian_2d(0.0..right, rows..0.0)?;
        mesh(&mut chart, &whole, None)?;
        let mut row = 0.0;
        for group in groups {
            let (x, y) = chart.backend_coord(&(0.0, row + 0.9));
            let head = text(14).color(&INK).pos(Pos::new(HPos::Left, VPos::Center));
            area.draw_text(&group.name, &head, (x - 125, y))?;
            row += 1.5;
            for bar in &group.bars {
                let color = color(&bar.name);
                let Runs { min, median, max } = bar.runs;
                let middle = row + ROW / 2.0;
                chart.draw_series([Rectangle::new(
                    [(0.0, row + 0.15), (median, row + 0.85)],
                    color.filled(),
                )])?;
                let spread = vec![(min, middle), (max.min(right), middle)];
                chart.draw_series([PathElement::new(spread, INK.stroke_width(1))])?;
                let (x, y) = chart.backend_coord(&(0.0, middle));
                let name = text(13)
                    .color(&INK)
                    .pos(Pos::new(HPos::Right, VPos::Center));
                area.draw_text(&bar.name, &name, (x - 6, y))?;
                let (x, y) = chart.backend_coord(&(median.max(max.min(right)), middle));
                let value = text(13).color(&INK).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw_text(&format!("{} {unit}", short(median)), &value, (x + 5, y))?;
                row += ROW;
            }
        }
        Ok(())
    })
}

/// Draws the axes; without a function for values of the vertical one, it has no labels.
fn mesh(
    chart: &mut Plane<'_, '_>,
    horizontal: &dyn Fn(&f64) -> String,
    vertical: Option<&dyn Fn(&f64) -> String>,
) -> Result<()> {
    let mut mesh = chart.configure_mesh();
    mesh.axis_style(GRID)
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .label_style(text(13).color(&INK))
        .x_label_formatter(horizontal);
    match vertical {
        Some(vertical) => mesh.y_label_formatter(vertical),
        None => mesh.disable_y_mesh().y_labels(0),
    };
    mesh.draw()?;
    Ok(())
}

fn draw(height: u32, paint: impl FnOnce(&Area<'_>) -> Result<()>) -> Result<String> {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
    area.fill(&PAPER)?;
    paint(&area)?;
    area.present()?;
    drop(area);
    // Rules take precedence over attributes.
    let rules: String = DARK
        .iter()
        .map(|(RGBColor(r, g, b), dark)| {
            let light = format!("#{r:02X}{g:02X}{b:02X}");
            format!("[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}")
        })
        .collect();
    let style = format!("<style>@media (prefers-color-scheme:dark){{{rules}}}</style>\n");
    let start = svg.find('>').ok_or("the picture is empty")? + 1;
    svg.insert_str(start, &format!("\n{style}"));
    Ok(svg)
}

fn text(size: i32) -> TextStyle<'static> {
    ("sans-serif", size)
        .into_text_style(&(WIDTH, WIDTH))
        .color(&INK)
}

fn color(name: &str) -> RGBColor {
    match name {
        "include_schema!" | "ours" | "ours by serde" => OURS,
        "serde's derives" | "derive" => RIVAL,
        _ => OTHER,
    }
}

fn whole(value: &f64) -> String {
    format!("{value:.0}")
}

/// Shows three digits at most.
fn short(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
