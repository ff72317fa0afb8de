use std::collections::BTreeMap;

use dataverse_schema_pages::{Code, Diagnostic};
use glob::Pattern;
use serde::Deserialize;

use crate::count::Count;
use crate::pull::session::Session;

/// The tables of an environment.
pub(super) struct TableList {
    /// The logical names, by metadata id.
    names: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Definition {
    logical_name: String,
    metadata_id: String,
}

#[derive(Deserialize)]
struct Solution {
    solutionid: String,
    uniquename: String,
}

#[derive(Deserialize)]
struct Component {
    objectid: String,
}

impl TableList {
    /// Fetches the list. The service has no filters for parts of names.
    pub(super) async fn fetch(session: &Session) -> Result<Self, Diagnostic> {
        let path = "EntityDefinitions?$select=LogicalName,MetadataId";
        let list: Vec<Definition> = session.list(path).await?;
        let named = |table: Definition| (table.metadata_id.to_lowercase(), table.logical_name);
        Ok(Self {
            names: list.into_iter().map(named).collect(),
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.values().any(|known| known == name)
    }

    /// Returns the tables that match a pattern.
    pub(super) fn matching(&self, pattern: &str) -> Result<Vec<String>, Diagnostic> {
        let parsed = Pattern::new(pattern).map_err(|error| {
            let message = format!("invalid pattern `{pattern}`: {error}");
            let help = "`*` matches any characters, `?` matches one, and `[…]` one of several";
            Diagnostic::general(Code::InvalidPattern, message).help(help)
        })?;
        let names = self.names.values().filter(|name| parsed.matches(name));
        let names: Vec<String> = names.cloned().collect();
        if names.is_empty() {
            let message = format!("no table of the environment matches `{pattern}`");
            let help = "a pattern has to match whole logical names, as `contoso_*` does";
            return Err(Diagnostic::general(Code::UnknownTable, message).help(help));
        }
        Ok(names)
    }

    /// Returns the error about a table that the environment doesn't have.
    pub(super) fn unknown(&self, name: &str) -> Diagnostic {
        let message = format!("the environment has no table `{name}`");
        let known: Vec<&str> = self.names.values().map(String::as_str).collect();
        let diagnostic = Diagnostic::general(Code::UnknownTable, message).suggest(name, &known);
        if diagnostic.helps().next().is_some() {
            return diagnostic;
        }
        diagnostic.help("tables are named by their logical names; `*` matches parts of names")
    }

    /// Fetches the tables of a solution, and a note if some of them are unknown.
    pub(super) async fn of_solution(
        &self,
        session: &Session,
        name: &str,
    ) -> Result<(Vec<String>, Option<String>), Diagnostic> {
        let solutions: Vec<Solution> = session
            .list("solutions?$select=solutionid,uniquename")
            .await?;
        let mut found = solutions.iter();
        let Some(solution) = found.find(|known| known.uniquename.eq_ignore_ascii_case(name)) else {
            let message = format!("the environment has no solution `{name}`");
            let known = solutions.iter();
            let known: Vec<&str> = known.map(|known| known.uniquename.as_str()).collect();
            let error = Diagnostic::general(Code::UnknownSolution, message).suggest(name, &known);
            return Err(if error.helps().next().is_some() {
                error
            } else {
                error.help("solutions are named by their unique names, which have no spaces")
            });
        };
        let components: Vec<Component> = session
            .list(&format!(
                "solutioncomponents?$select=objectid&$filter=_solutionid_value%20eq%20{}%20and%20componenttype%20eq%201",
                solution.solutionid
            ))
            .await?;
        let ids = components
            .iter()
            .map(|component| component.objectid.to_lowercase());
        let (known, unknown): (Vec<_>, Vec<_>) =
            ids.map(|id| self.names.get(&id)).partition(Option::is_some);
        if known.is_empty() {
            let message = format!("solution `{name}` has no tables");
            let help = "add tables to the solution, or name the tables instead";
            return Err(Diagnostic::general(Code::UnknownSolution, message).help(help));
        }
        let note = (!unknown.is_empty()).then(|| {
            let tables = Count(unknown.len(), "table");
            format!("{tables} of solution `{name}` without a definition in the environment")
        });
        Ok((known.into_iter().flatten().cloned().collect(), note))
    }
}
