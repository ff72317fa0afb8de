use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::find::{find_all, is_page};
use crate::init::new_file::NewFile;
use crate::init::pages::{Page, Pages, relative};

/// The folder of pages that the macro searches by default.
const SCHEMAS: &str = "schemas/";

/// The module with the generated types.
pub(super) struct Module {
    /// The file of the module, or `None` if no table has a base page.
    pub(super) file: Option<NewFile>,
    /// What the parentheses of the macro contain.
    pub(super) input: String,
}

impl Module {
    pub(super) fn new(folder: &Path, pages: &Pages) -> Self {
        let missing = pages.missing_bases();
        let (left_out, included): (Vec<&Page>, Vec<&Page>) = pages
            .pages
            .iter()
            .partition(|page| missing.contains_key(page.name.as_str()));
        let is_default = included.iter().all(|page| page.path.starts_with(SCHEMAS));
        let shown = |path: &str| {
            let in_schemas = path.strip_prefix(SCHEMAS).filter(|_| is_default);
            in_schemas.unwrap_or(path).to_owned()
        };
        let mut lines = Vec::new();
        for pattern in patterns(folder, &pages.pages, &included) {
            lines.push(format!("\"{}\",", shown(&pattern)));
        }
        if !is_default {
            lines.push("dir = \"\",".to_owned());
        }
        let input = lines.join("\n");
        let mut text = String::from(
            "//! The tables of Dataverse that this crate uses, generated from their pages.\n\n\
             dataverse_schema::include_schema!(\n",
        );
        for line in &lines {
            let _ = writeln!(text, "    {line}");
        }
        for page in left_out {
            let _ = writeln!(text, "    // Needs the base page of `{}`:", page.name);
            let _ = writeln!(text, "    // \"{}\",", shown(&page.path));
        }
        text.push_str(");\n");
        let path = if folder.join("src/schema/mod.rs").exists() {
            "src/schema/mod.rs"
        } else {
            "src/schema.rs"
        };
        let path = path.to_owned();
        Self {
            file: (!included.is_empty()).then_some(NewFile { path, text }),
            input,
        }
    }
}

/// Returns a pattern for each folder all of whose pages are included, and the paths of other pages.
fn patterns(folder: &Path, pages: &[Page], included: &[&Page]) -> BTreeSet<String> {
    let included: BTreeSet<&str> = included.iter().map(|page| page.path.as_str()).collect();
    let mut left_out: BTreeMap<&str, bool> = BTreeMap::new();
    // A folder that can't be read has no pages that are included.
    let files = find_all(folder, &|_| true).unwrap_or_default();
    let files = files.iter().filter(|file| is_page(file));
    let files: Vec<String> = files.map(|file| relative(folder, file)).collect();
    let new = pages.iter().map(|page| &page.path);
    for file in files.iter().chain(new) {
        *left_out.entry(parent(file)).or_default() |= !included.contains(file.as_str());
    }
    let pattern = |path: &&str| match (parent(path), left_out.get(parent(path))) {
        // A pattern in the root of the crate would match pages of later examples and notes.
        ("", _) | (_, Some(true)) => (*path).to_owned(),
        (parent, _) => format!("{parent}*.md"),
    };
    included.iter().map(pattern).collect()
}

/// Returns the folder of a path, with a slash at its end.
fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}
