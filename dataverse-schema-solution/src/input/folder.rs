use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Code, Diagnostic};

use super::file::{AddItem, cannot_read, is_yaml, read_formula, visit_file};
use super::kind::has_extension;
use crate::report::Report;

/// The XML files in a folder, or a single one.
pub(crate) struct Folder {
    files: Vec<PathBuf>,
    /// The folders of tables, by the name of the file that has the table.
    homes: BTreeMap<String, PathBuf>,
}

impl Folder {
    pub(super) fn file(path: &Path) -> Self {
        Self::new(vec![path.to_owned()])
    }

    fn new(files: Vec<PathBuf>) -> Self {
        let homes = files.iter().map(|file| {
            let home = file.parent().unwrap_or(Path::new(""));
            (file.display().to_string(), home.to_owned())
        });
        Self {
            homes: homes.collect(),
            files,
        }
    }

    /// Finds the XML files below a folder.
    pub(super) fn find(path: &Path) -> Result<Self, Diagnostic> {
        let mut found = Found::default();
        found.walk(path)?;
        if let Some(file) = found.yaml {
            let message = format!(
                "`{}` belongs to a solution in the YAML form, which can't be read",
                file.display()
            );
            return Err(Diagnostic::general(Code::UnsupportedSolution, message)
                .help("pack it with `pac solution pack`, and pass the zip"));
        }
        if found.files.is_empty() {
            let message = format!("no solution in folder `{}`", path.display());
            let error = Diagnostic::general(Code::NoSolution, message);
            return Err(match found.zip {
                Some(zip) => error.help(format!("pass the archive `{}` itself", zip.display())),
                None => {
                    error.help("pass the folder into which a solution was unpacked, or its zip")
                }
            });
        }
        found.files.sort();
        Ok(Self::new(found.files))
    }

    pub(super) fn visit(&self, report: &mut Report, add: AddItem<'_>) {
        for path in &self.files {
            match File::open(path) {
                Ok(file) => {
                    let name = path.display().to_string();
                    visit_file(&name, file, Code::CannotReadFile, report, add);
                }
                Err(error) => report.errors.push(cannot_read(path, &error)),
            }
        }
    }

    /// Reads a formula beside the table that the file `table` has.
    pub(super) fn formula(&self, table: &str, path: &str) -> Result<Option<String>, Diagnostic> {
        let Some(home) = self.homes.get(table) else {
            return Ok(None);
        };
        let path = home.join(path);
        match File::open(&path) {
            Ok(file) => read_formula(&path.display().to_string(), file).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot_read(&path, &error)),
        }
    }
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// A file of a solution in the YAML form.
    yaml: Option<PathBuf>,
    /// An archive, which isn't opened: it is often made from the files beside it.
    zip: Option<PathBuf>,
}

impl Found {
    /// Doesn't follow links to folders, since they may form a cycle.
    fn walk(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        let entries = entries(folder).map_err(|error| cannot_read(folder, &error))?;
        for path in entries {
            let name = path.file_name().unwrap_or_default();
            if path.is_dir() {
                let is_hidden = name.as_encoded_bytes().starts_with(b".");
                if !is_hidden && name != "node_modules" && !path.is_symlink() {
                    self.walk(&path)?;
                }
            } else if has_extension(&path, "xml") {
                self.files.push(path);
            } else if has_extension(&path, "zip") {
                self.zip.get_or_insert(path);
            } else if is_yaml(&name.to_string_lossy()) {
                self.yaml.get_or_insert(path);
            }
        }
        Ok(())
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}
