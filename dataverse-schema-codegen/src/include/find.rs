use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::diagnostic::Diagnostic;
use dataverse_schema_pages::suggest::did_you_mean;

/// Notes about the pages may lie beside them.
const NOTES: &str = "README.md";

/// A page that was found.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// The path as messages show it: from the folder of the manifest on.
    pub(super) name: String,
}

/// The folder that a pattern looks through; `None` for the name of a page.
pub(super) fn folder(manifest_dir: &Path, dir: &str, pattern: &str) -> Option<PathBuf> {
    let fixed = pattern.split('/').take_while(|part| !is_pattern(part));
    is_pattern(pattern).then(|| manifest_dir.join(dir).join(fixed.collect::<PathBuf>()))
}

/// Whether a text is a pattern rather than a name.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// The pages that a name or a pattern (`*`, `?`, `[…]`, `**`) stands for, sorted by path.
pub(super) fn find(
    manifest_dir: &Path,
    dir: &str,
    pattern: &str,
) -> Result<Vec<Found>, Diagnostic> {
    let folder = manifest_dir.join(dir);
    let path = folder.join(pattern);
    if !is_pattern(pattern) {
        if !path.is_file() {
            return Err(missing(manifest_dir, &path));
        }
        return Ok(vec![found(manifest_dir, path)]);
    }
    let escaped = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = Path::new(&escaped).join(pattern);
    let paths = glob::glob(&whole.to_string_lossy())
        .map_err(|error| Diagnostic::general(format!("`{pattern}` is no pattern: {error}")))?;
    let is_page = |path: &PathBuf| path.is_file() && !path.ends_with(NOTES);
    let files = paths.filter_map(|path| path.ok().filter(is_page));
    let mut pages: Vec<Found> = files.map(|path| found(manifest_dir, path)).collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    if pages.is_empty() {
        let message = format!("no page matches `{}`", shown(manifest_dir, &path));
        return Err(with_neighbours(Diagnostic::general(message), &folder, ""));
    }
    Ok(pages)
}

fn found(manifest_dir: &Path, path: PathBuf) -> Found {
    let name = shown(manifest_dir, &path);
    Found { path, name }
}

fn shown(manifest_dir: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(manifest_dir).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

fn missing(manifest_dir: &Path, path: &Path) -> Diagnostic {
    let problem = Diagnostic::general(format!("no page `{}`", shown(manifest_dir, path)))
        .help(format!("looked for {}", path.display()));
    let folder = path.parent().unwrap_or(manifest_dir);
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    with_neighbours(problem, folder, &name.unwrap_or_default())
}

/// Names the page that may have been meant, or some that are there.
fn with_neighbours(problem: Diagnostic, folder: &Path, name: &str) -> Diagnostic {
    const SOME: usize = 5;
    let Ok(entries) = fs::read_dir(folder) else {
        return problem.help(format!(
            "there is no folder `{}`; the option `dir` names another",
            folder.display()
        ));
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut pages: Vec<String> = names
        .filter(|name| name.ends_with(".md") && name != NOTES)
        .collect();
    pages.sort();
    let known: Vec<&str> = pages.iter().map(String::as_str).collect();
    match (did_you_mean(name, &known), known.as_slice()) {
        (Some(near), _) => problem.help(format!("did you mean `{near}`?")),
        (None, []) => problem.help("there is no page in that folder"),
        (None, known) => {
            let more = if known.len() > SOME { ", …" } else { "" };
            problem.help(format!(
                "there are: {}{more}",
                known[..known.len().min(SOME)].join(", ")
            ))
        }
    }
}
