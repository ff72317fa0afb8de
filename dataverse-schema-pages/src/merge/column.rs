use crate::diagnostic::{Code, Diagnostic};
use crate::merge::merger::{Changeable, Changes, Item, Merger};
use crate::model::{ChoiceOption, Column, ColumnType, Difference, Fact, Link, Section};
use crate::source::Span;

/// What stands for a key where two pages have a column in different sections.
const SECTION: &str = "section";

impl Item for Column {
    const WHAT: &'static str = "column";
    const FIXED: &'static [&'static str] = &["Type", "LogicalName"];

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }

    fn has_same_name(&self, other: &Self) -> bool {
        self.schema_name == other.schema_name || self.logical_name() == other.logical_name()
    }

    fn differences(&self, later: &Self) -> Vec<Difference> {
        let mut differences = self.facts.differences(&later.facts);
        // Each page lists the targets that it knows.
        differences.retain(|(key, ..)| *key != "Targets");
        if self.writable != later.writable {
            let section = |column: &Self| {
                let section = if column.is_writable() {
                    Section::WritableColumns
                } else {
                    Section::ReadOnlyColumns
                };
                Fact::new(section.heading().to_owned(), column.schema_name.span)
            };
            differences.push((SECTION, section(self), section(later)));
        }
        for option in later.options.iter().flatten() {
            let mut known = self.options.iter().flatten();
            if let Some(known) = known.find(|known| known.value == option.value) {
                let rows = known.facts.differences(&option.facts).into_iter();
                // A blank changes nothing.
                let is_blank = |value: &Fact<String>| value.value.is_empty();
                differences.extend(rows.filter(|row| !is_blank(&row.1) && !is_blank(&row.2)));
            }
        }
        differences
    }

    fn amend(&mut self, mut later: Self) {
        // Each page lists the targets that it knows.
        if let (Some(known), Some(more)) = (&self.facts.targets, &mut later.facts.targets) {
            let added = more
                .value
                .iter()
                .filter(|target| !known.value.contains(target));
            more.value = known.value.iter().chain(added).cloned().collect();
        }
        self.facts.patch(&later.facts);
        self.writable = later.writable.or(self.writable);
        for option in later.options.into_iter().flatten() {
            change_option(self.options.get_or_insert_default(), option);
        }
        self.extra.extend(later.extra);
    }
}

impl Changeable for Column {
    fn changes_from(&self) -> Option<&Fact<Link>> {
        self.changes_from.as_ref()
    }

    fn has_row(&self, key: &str, span: Span) -> bool {
        let mut options = self.options.iter().flatten();
        // The section of a column can't be changed.
        key == SECTION
            || self.facts.has_at(key, span)
            || options.any(|option| option.facts.has_at(key, span))
    }

    fn changes(changes: &mut Changes) -> &mut Vec<Self> {
        &mut changes.columns
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
        if change.is_empty() {
            // Rows with errors are left out of the change.
            let page = self.base.page_containing(name.span);
            let reported = self.diagnostics.spans();
            if reported.iter().any(|span| page.contains(*span)) {
                return;
            }
            let message = format!("nothing of column `{}` is changed", name.value);
            self.diagnostics.push(
                Diagnostic::new(Code::EmptyChange, page, name.span, message)
                    .help("add the rows to change below the heading"),
            );
            return;
        }
        if let Some(error) = self.violation(&columns[index], &change) {
            self.diagnostics.push(error);
            return;
        }
        self.check_new_statuses(index, &change);
        self.change(|table| &mut table.columns, index, change);
    }

    /// Checks that the statuses which an overlay adds have a state. Pages of products, which link to
    /// the column, may leave it out.
    fn check_new_statuses(&mut self, column: usize, change: &Column) {
        let column = &self.base.columns[column];
        let r#type = column.facts.r#type.as_ref();
        let is_status = r#type.is_some_and(|fact| fact.value == ColumnType::Status);
        if !is_status || change.changes_from.is_some() {
            return;
        }
        let known: Vec<i32> = column
            .options
            .iter()
            .flatten()
            .map(|option| option.value.value)
            .collect();
        for option in change.options.iter().flatten() {
            let value = &option.value;
            if option.facts.state.is_none() && !known.contains(&value.value) {
                let message = format!("missing `State` of status {}", value.value);
                let page = self.base.page_containing(value.span);
                self.diagnostics.push(
                    Diagnostic::new(Code::MissingState, page, value.span, message)
                        .help("add it to the details, such as `Label: New<br />State: 0`"),
                );
            }
        }
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
        // Without a type, the column is reported itself.
        let r#type = column.facts.r#type.as_ref()?;
        let options = change.options.iter().flatten();
        let option = options.take_while(|_| !r#type.value.is_choice()).next()?;
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
