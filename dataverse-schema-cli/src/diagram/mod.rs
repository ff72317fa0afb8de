mod catch;
mod curve;
mod dot;
mod graph;
mod html;
mod layout;
mod lines;
mod measure;
mod mermaid;
mod node;
mod svg;
mod xml;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::diagram::graph::{Graph, Scope};
use crate::diagram::node::ColumnSet;
use crate::failure::Failure;
use crate::load::find_tables;
use crate::output::print;

const EXIT_STATUS: &str = "\
Exit status:
  0  Success
  1  Errors in pages, an unknown table, or a picture that is too large
  2  Invalid arguments";

/// Print an entity-relationship diagram
#[derive(Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Options {
    /// Pages, or folders of pages; pages of one table are merged
    #[arg(required = true, value_name = "FILE-OR-FOLDER")]
    paths: Vec<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Columns to show for each table
    ///
    /// A table whose page isn't among the arguments has none. The default is `all` for `--format
    /// html`, which shows columns on demand, and `keys` for the other formats.
    #[arg(long, value_enum)]
    columns: Option<ColumnSet>,

    /// Show only this table (by logical name) and the tables around it; can be repeated
    #[arg(long = "table", value_name = "TABLE")]
    tables: Vec<String>,

    /// Number of relationships to follow from the tables of --table; 0 shows only those tables
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,

    /// Show all relationships between the tables that are shown
    ///
    /// By default, those among the outermost tables are left out: with --depth 1, relationships
    /// between the neighbors of the tables of --table. A page for browsers always has all of them,
    /// as it shows one table at a time.
    #[arg(long)]
    all_relationships: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Mermaid, which GitHub renders in Markdown
    #[default]
    Mermaid,
    /// Graphviz DOT
    Dot,
    /// A picture, in light or dark colors as the reader prefers
    Svg,
    /// A page to explore in a browser, which works offline
    Html,
}

impl Options {
    /// Returns what to do if a picture is too large.
    fn smaller(&self) -> &'static str {
        if self.tables.is_empty() {
            "choose tables with `--table`, or use `--format html`"
        } else if self.all_relationships {
            "remove `--all-relationships`, or use `--format html`"
        } else if self.depth > 1 {
            "choose a smaller `--depth`, or use `--format html`"
        } else {
            "choose fewer tables, or use `--format html`"
        }
    }
}

impl Format {
    fn default_columns(self) -> ColumnSet {
        if matches!(self, Self::Html) {
            ColumnSet::All
        } else {
            ColumnSet::Keys
        }
    }
}

/// Runs `dataverse-schema diagram`.
pub(crate) fn diagram(options: &Options) -> Result<ExitCode, Failure> {
    let tables = find_tables(&options.paths)?;
    let scope = Scope {
        roots: &options.tables,
        depth: options.depth,
        is_complete: options.all_relationships || options.format == Format::Html,
        columns: options
            .columns
            .unwrap_or_else(|| options.format.default_columns()),
    };
    let graph = Graph::new(&tables, &scope)?;
    print(&match options.format {
        Format::Mermaid => mermaid::render(&graph),
        Format::Dot => dot::render(&graph),
        Format::Svg => svg::render(&graph, options.smaller())?,
        Format::Html => html::render(&graph, options.tables.first().map(String::as_str)),
    })?;
    if let Some(gap) = graph.gap() {
        eprintln!("note: left out {gap}; `--all-relationships` shows them");
    }
    Ok(ExitCode::SUCCESS)
}
