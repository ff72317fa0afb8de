//! Finds the pages that the macro's input names.

use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use dataverse_schema_pages::suggest::did_you_mean;
use proc_macro2::Span;
use syn::LitStr;

use crate::pattern::{invalid_pattern, is_pattern};
use crate::report::Report;

/// Notes about the pages of a folder, which aren't a page.
const NOTES: &str = "README.md";

/// The file of a page.
pub(crate) struct PageFile {
    pub(crate) path: PathBuf,
    /// The path as messages show it: relative to the folder of the manifest.
    pub(crate) name: String,
    /// A pattern has found the page; no literal names it.
    pub(crate) is_found: bool,
}

/// The pages of an include.
#[derive(Default)]
pub(crate) struct Pages {
    /// Each page with the span of the literal that names it.
    files: Vec<(PageFile, Span)>,
    /// The folders that patterns search.
    pub(crate) folders: Vec<PathBuf>,
    /// Some names or patterns match nothing.
    pub(crate) is_incomplete: bool,
}

impl Pages {
    /// Returns the files of the pages.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PageFile> {
        self.files.iter().map(|(file, _)| file)
    }

    /// Returns the span of the literal that names a page, or of the last literal if no page has
    /// this name.
    pub(crate) fn span(&self, name: Option<&str>) -> Span {
        let named = self
            .files
            .iter()
            .find(|(file, _)| Some(file.name.as_str()) == name);
        let literal = named.or(self.files.last());
        literal.map_or_else(Span::call_site, |(_, span)| *span)
    }

    /// Adds the pages that aren't there yet. A page that is named has the place of its name, even
    /// if a pattern has found it before.
    fn add(&mut self, files: Vec<PageFile>, span: Span) {
        for file in files {
            let known = self.files().position(|known| known.name == file.name);
            match known {
                Some(known) if self.files[known].0.is_found && !file.is_found => {
                    self.files.remove(known);
                }
                Some(_) => continue,
                None => {}
            }
            self.files.push((file, span));
        }
    }
}

/// Finds the pages of names and patterns. Reports those that match nothing.
pub(crate) fn find(
    patterns: &[LitStr],
    dir: &str,
    manifest_dir: &Path,
    report: &mut Report,
) -> Pages {
    let mut pages = Pages::default();
    for literal in patterns {
        let pattern = literal.value();
        pages
            .folders
            .extend(searched_folder(manifest_dir, dir, &pattern));
        match find_files(manifest_dir, dir, &pattern) {
            Ok(files) => pages.add(files, literal.span()),
            Err(error) => {
                pages.is_incomplete = true;
                report.input.push((literal.span(), error));
            }
        }
    }
    pages
}

/// Returns the folder that a pattern searches, or `None` for the name of a page.
fn searched_folder(manifest_dir: &Path, dir: &str, pattern: &str) -> Option<PathBuf> {
    let fixed = pattern.split('/').take_while(|part| !is_pattern(part));
    is_pattern(pattern).then(|| manifest_dir.join(dir).join(fixed.collect::<PathBuf>()))
}

/// Returns the pages that a name or a pattern matches, sorted by path.
fn find_files(manifest_dir: &Path, dir: &str, pattern: &str) -> Result<Vec<PageFile>, Diagnostic> {
    let folder = manifest_dir.join(dir);
    let path = folder.join(pattern);
    if !is_pattern(pattern) {
        return if path.is_file() {
            Ok(vec![page_file(manifest_dir, path, false)])
        } else {
            Err(missing(manifest_dir, &path))
        };
    }
    let escaped = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = Path::new(&escaped).join(pattern);
    let paths = glob::glob(&whole.to_string_lossy()).map_err(|error| {
        Diagnostic::general(Code::InvalidPattern, invalid_pattern(pattern, &error))
    })?;
    let mut pages: Vec<PageFile> = paths
        .filter_map(|path| path.ok())
        .filter(|path| path.is_file() && !path.ends_with(NOTES))
        .map(|path| page_file(manifest_dir, path, true))
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    if pages.is_empty() {
        let message = format!("no page matches `{}`", shown(manifest_dir, &path));
        return Err(with_neighbors(
            Diagnostic::general(Code::MissingPage, message),
            &folder,
            "",
        ));
    }
    Ok(pages)
}

fn page_file(manifest_dir: &Path, path: PathBuf, is_found: bool) -> PageFile {
    let name = shown(manifest_dir, &path);
    PageFile {
        path,
        name,
        is_found,
    }
}

fn shown(manifest_dir: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(manifest_dir).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

fn missing(manifest_dir: &Path, path: &Path) -> Diagnostic {
    let error = Diagnostic::general(
        Code::MissingPage,
        format!("cannot find page `{}`", shown(manifest_dir, path)),
    )
    .help(format!("looked for {}", path.display()));
    let folder = path.parent().unwrap_or(manifest_dir);
    let name = path.file_name().map(|name| name.to_string_lossy());
    with_neighbors(error, folder, &name.unwrap_or_default())
}

/// Adds a suggestion: a similar name, or some pages of the folder.
fn with_neighbors(error: Diagnostic, folder: &Path, name: &str) -> Diagnostic {
    const SHOWN: usize = 5;
    let Ok(entries) = fs::read_dir(folder) else {
        return error.help(format!(
            "set the option `dir` to the folder of the pages: folder `{}` doesn't exist",
            folder.display()
        ));
    };
    let mut pages: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".md") && name != NOTES)
        .collect();
    pages.sort();
    let known: Vec<&str> = pages.iter().map(String::as_str).collect();
    match (did_you_mean(name, &known), known.as_slice()) {
        (Some(near), _) => error.help(format!("did you mean `{near}`?")),
        (None, []) => error.help("add a page to the folder, or set the option `dir`"),
        (None, known) => {
            let more = if known.len() > SHOWN { ", …" } else { "" };
            let shown = known[..known.len().min(SHOWN)].join(", ");
            error.help(format!("available pages: {shown}{more}")).help(
                "name one of them, or add a page: a `.md` file, named by its table's logical name",
            )
        }
    }
}
