use crate::diagnostic::{Code, Diagnostic};
use crate::merge::merger::{Item, Merger};
use crate::model::{ChoiceOption, Column, Fact};
use crate::source::Span;

impl Item for Column {
    const WHAT: &'static str = "column";
    const HELP: &'static str =
        "list changes to a column of another page under `## Customized columns/attributes`";

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }

    fn has_same_name(&self, other: &Self) -> bool {
        self.schema_name == other.schema_name || self.logical_name() == other.logical_name()
    }
}

impl Merger<'_> {
    pub(super) fn change_column(&mut self, change: Column) {
        let name = &change.schema_name;
        let columns = &self.base.columns;
        let mut known = columns.iter().map(|known| known.schema_name.value.as_str());
        let Some(index) = known.position(|known| known.eq_ignore_ascii_case(&name.value)) else {
            let known: Vec<String> = columns
                .iter()
                .map(|c| c.schema_name.value.clone())
                .collect();
            self.unknown(Column::WHAT, name, change.changes_from.as_ref(), &known);
            return;
        };
        if let Some(error) = self.violation(&columns[index], &change) {
            self.diagnostics.push(error);
            return;
        }
        let column = &mut self.base.columns[index];
        let mut facts = change.facts;
        // An extension lists the targets that it adds.
        if let (Some(known), Some(more)) = (&column.facts.targets, &mut facts.targets) {
            let added = more
                .value
                .iter()
                .filter(|target| !known.value.contains(target));
            more.value = known.value.iter().chain(added).cloned().collect();
        }
        column.facts.patch(&facts);
        for option in change.options.into_iter().flatten() {
            change_option(column.options.get_or_insert_default(), option);
        }
        column.extra.extend(change.extra);
    }

    /// Returns an error if another page can't change a column in this way.
    fn violation(&self, column: &Column, change: &Column) -> Option<Diagnostic> {
        let name = &change.schema_name.value;
        let error = |code, span, message: String| {
            Diagnostic::new(code, self.base.page_containing(span), span, message)
        };
        let differences = [
            ("Type", differ(&column.facts.r#type, &change.facts.r#type)),
            (
                "LogicalName",
                differ(&column.facts.logical_name, &change.facts.logical_name),
            ),
        ];
        for (key, difference) in differences {
            if let Some((first, second)) = difference {
                let message = format!("cannot change `{key}` of column `{name}` in another page");
                let error = error(Code::FixedRow, second, message);
                let error =
                    error.with_related(self.base.page_containing(first), first, "defined here");
                return Some(error.help("remove the row"));
            }
        }
        let r#type = column.facts.r#type.as_ref();
        let is_choice = r#type.is_some_and(|fact| fact.value.is_choice());
        let option = change
            .options
            .iter()
            .flatten()
            .next()
            .filter(|_| !is_choice)?;
        let message = format!("cannot change options of column `{name}`, which is not a choice");
        let first = column.schema_name.span;
        Some(
            error(Code::OptionsOfNonChoice, option.value.span, message).with_related(
                self.base.page_containing(first),
                first,
                "column defined here",
            ),
        )
    }
}

/// Returns the spans of two facts that differ.
fn differ<T: PartialEq>(first: &Option<Fact<T>>, second: &Option<Fact<T>>) -> Option<(Span, Span)> {
    let (first, second) = (first.as_ref()?, second.as_ref()?);
    (first != second).then_some((first.span, second.span))
}

/// Changes the facts of an option that exists, or adds the option.
fn change_option(options: &mut Vec<ChoiceOption>, change: ChoiceOption) {
    match options.iter_mut().find(|known| known.value == change.value) {
        Some(known) => known.facts.amend(&change.facts),
        None => options.push(change),
    }
}
