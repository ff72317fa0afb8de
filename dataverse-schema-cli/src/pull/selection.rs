use std::collections::BTreeSet;

use dataverse_schema_pages::{Code, Diagnostic};

use crate::pull::folder::Folder;
use crate::pull::session::Session;
use crate::pull::table_list::TableList;

/// The tables that the user wants.
pub(super) struct Selection<'a> {
    names: &'a [String],
    solutions: &'a [String],
    /// The tables of the folder, if the user named neither tables nor solutions.
    of_folder: Vec<String>,
}

/// The selected tables.
#[derive(Default)]
pub(super) struct Tables {
    /// The logical names, sorted.
    pub(super) names: BTreeSet<String>,
    /// Tables of the folder that the environment doesn't have.
    pub(super) gone: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(
        names: &'a [String],
        solutions: &'a [String],
        folder: &Folder,
    ) -> Result<Self, Diagnostic> {
        let mut of_folder = Vec::new();
        if names.is_empty() && solutions.is_empty() {
            of_folder = folder.created_tables();
            if of_folder.is_empty() {
                let message = format!(
                    "no pages in `{}` that were created from definitions",
                    folder.path().display()
                );
                let help = "name the tables to pull, such as `contoso_*`, or pass `--solution`";
                return Err(Diagnostic::general(Code::NoPages, message).help(help));
            }
        }
        Ok(Self {
            names,
            solutions,
            of_folder,
        })
    }

    /// Finds the tables in the environment.
    ///
    /// # Errors
    /// Returns the errors of all names.
    pub(super) async fn resolve(&self, session: &Session) -> Result<Tables, Vec<Diagnostic>> {
        let list = TableList::fetch(session).await;
        let list = list.map_err(|error| vec![error])?;
        let mut tables = Tables::default();
        let mut errors = Vec::new();
        for name in self.names {
            if name.contains(['*', '?', '[']) {
                match list.matching(name) {
                    Ok(names) => tables.names.extend(names),
                    Err(error) => errors.push(error),
                }
            } else if list.has(name) {
                tables.names.insert(name.clone());
            } else {
                errors.push(list.unknown(name));
            }
        }
        for solution in self.solutions {
            match list.of_solution(session, solution).await {
                Ok((names, note)) => {
                    tables.names.extend(names);
                    tables.notes.extend(note);
                }
                Err(error) => errors.push(error),
            }
        }
        for name in &self.of_folder {
            if list.has(name) {
                tables.names.insert(name.clone());
            } else {
                tables.gone.push(name.clone());
            }
        }
        if errors.is_empty() {
            Ok(tables)
        } else {
            Err(errors)
        }
    }
}
