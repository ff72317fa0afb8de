use std::ops::RangeInclusive;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ChoiceOption, Column, ColumnType, Table};

/// The codes of Microsoft's activities, which are the same in every organization.
const ACTIVITIES: RangeInclusive<i32> = 4200..=4299;

/// The codes that an organization gives to the tables of apps, in the order of their installation.
const OF_ORGANIZATION: RangeInclusive<i32> = 10_000..=99_999;

/// Warns about choices of tables whose options have codes of the organization that made the page.
///
/// There is no row that says so. Such a choice has codes of several activities.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let r#type = column.facts.r#type.as_ref().map(|r#type| r#type.value);
        let options = column.options.as_deref().unwrap_or_default();
        let activities = options
            .iter()
            .filter(|option| has_code(option, &ACTIVITIES));
        if r#type != Some(ColumnType::Picklist) || activities.count() < 2 {
            continue;
        }
        let mut own = options
            .iter()
            .filter(|option| has_code(option, &OF_ORGANIZATION));
        if let Some(first) = own.next() {
            warnings.push(warning(table, column, first, own.count()));
        }
    }
}

fn has_code(option: &ChoiceOption, codes: &RangeInclusive<i32>) -> bool {
    codes.contains(&option.value.value)
}

fn warning(table: &Table, column: &Column, first: &ChoiceOption, further: usize) -> Diagnostic {
    let name = &column.schema_name;
    let (value, span) = (first.value.value, first.value.span);
    let further = match further {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let message = format!(
        "option {value}{further} of column `{}` depends on the organization",
        name.value
    );
    let page = table.page_containing(span);
    Diagnostic::warning(Code::OptionOfOrganization, page, span, message)
        .with_related(
            table.page_containing(name.span),
            name.span,
            "its options are type codes of tables",
        )
        .help("create the page from your organization's definition of the table")
}
