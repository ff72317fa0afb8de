use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::Ident;
use syn::parse::{ParseStream, Result};

use crate::input::syntax::{map, path, quoted};
use crate::plan::External;

/// The options about tables whose pages aren't included, and about the global choices of other
/// includes.
#[derive(Default)]
pub(crate) struct ExternalOptions {
    /// `entity_sets(team = "teams")`
    entity_sets: BTreeMap<String, String>,
    /// `extern_tables(team = crate::teams::Team)`
    pub(crate) tables: BTreeMap<String, TokenStream>,
    /// `extern_choices(componentstate = crate::teams::team::ComponentState)`
    pub(crate) choices: BTreeMap<String, TokenStream>,
    /// The tables as `entity_sets` and `extern_tables` name them.
    pub(crate) table_names: Vec<Ident>,
    /// The choices as `extern_choices` names them.
    pub(crate) choice_names: Vec<Ident>,
}

impl ExternalOptions {
    pub(super) fn parse_entity_sets(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.entity_sets = map(
            input,
            "table",
            "entity_sets(team = \"teams\")",
            &mut self.table_names,
            entity_set,
        )?;
        Ok(())
    }

    pub(super) fn parse_tables(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.tables = map(
            input,
            "table",
            "extern_tables(team = crate::teams::Team)",
            &mut self.table_names,
            path,
        )?;
        Ok(())
    }

    pub(super) fn parse_choices(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.choices = map(
            input,
            "choice",
            "extern_choices(componentstate = crate::teams::team::ComponentState)",
            &mut self.choice_names,
            path,
        )?;
        Ok(())
    }

    /// Returns the options without their tokens, which can't leave the compiler's thread.
    pub(crate) fn names(&self) -> External {
        External {
            entity_sets: self.entity_sets.clone(),
            tables: self.tables.keys().cloned().collect(),
            choices: self.choices.keys().cloned().collect(),
        }
    }
}

/// Parses the name of an entity set. It ends up in URLs, where it can't be escaped.
fn entity_set(input: ParseStream<'_>) -> Result<String> {
    let literal = quoted(input, "the name of an entity set", "teams")?;
    let name = literal.value();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_name {
        Ok(name)
    } else {
        let message = format!(
            "invalid entity set `{name}`\n  = help: use only ASCII letters, digits, and `_`"
        );
        Err(syn::Error::new(literal.span(), message))
    }
}
