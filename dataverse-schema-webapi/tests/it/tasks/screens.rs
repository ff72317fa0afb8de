use dataverse_schema::info::{ColumnInfo, ColumnKind, RequiredLevel};
use dataverse_schema::prelude::*;
use dataverse_schema::query::Filter;
use dataverse_schema::table::QueryTable;
use dataverse_schema::value::ValueType;
use dataverse_schema::{Query, Table};

use super::{AnyError, ContosoMachine, column};

/// Describes the field of a form.
fn field(info: &ColumnInfo) -> String {
    let required = match info.required {
        RequiredLevel::ApplicationRequired | RequiredLevel::SystemRequired => " *",
        _ => "",
    };
    let limit = match info.kind {
        ColumnKind::String { max_length } => format!(" (up to {max_length} characters)"),
        ColumnKind::Decimal { min, max, .. } => format!(" ({min} to {max})"),
        ColumnKind::DateTime { .. } => " (a date)".to_owned(),
        kind => match kind.choice() {
            Some(choice) => format!(" (one of {})", choice.options.len()),
            None => String::new(),
        },
    };
    format!("{}{required}{limit}", info.display_name)
}

/// Returns the fields of a form for a new row.
fn form<T: Table>() -> Vec<String> {
    let infos = T::all_columns().map(|column| column.info());
    infos
        .filter(|info| info.valid_for_create)
        .map(field)
        .collect()
}

/// Returns the error of an input field, if there is one.
fn input_error<T: Table>(name: &str, text: &str) -> Result<Option<String>, AnyError> {
    let column = T::column(name)?;
    let value = match column.info().parse(text) {
        Ok(value) => value,
        Err(error) => return Ok(Some(error.to_string())),
    };
    let failure = column.check(&value).err();
    Ok(failure.map(|failure| failure.rule().to_string()))
}

#[test]
fn forms_have_labels_limits_and_checks() -> Result<(), AnyError> {
    assert_eq!(
        form::<ContosoMachine>(),
        [
            "Bought on (a date)",
            "Kind (one of 3)",
            "Machine *",
            "Name * (up to 40 characters)",
            "Price",
            "Serial number * (up to 12 characters)",
            "Weight (0 to 50000)",
            "Status * (one of 2)",
            "Status Reason (one of 2)",
        ]
    );
    let error = input_error::<ContosoMachine>;
    assert_eq!(error("contoso_weight", "12.5")?, None);
    assert_eq!(
        error("contoso_weight", "60000")?.as_deref(),
        Some("60000 is greater than MaxValue 50000")
    );
    assert_eq!(
        error("contoso_weight", "twelve")?.as_deref(),
        Some("`contoso_weight`: expected a decimal number, found `twelve`")
    );
    Ok(())
}

/// Returns the options of a dropdown, in a language where there are labels.
fn dropdown<T: Table>(name: &str, language: i32) -> Result<Vec<(i32, &'static str)>, AnyError> {
    let choice = T::column(name)?.info().kind.choice().ok_or("no choice")?;
    let options = choice.options.iter().map(|option| {
        let label = choice.label_in(option.value, language);
        (option.value, label.unwrap_or(option.label))
    });
    Ok(options.collect())
}

#[test]
fn dropdowns_have_labels() -> Result<(), AnyError> {
    let german = dropdown::<ContosoMachine>("contoso_kind", 1031)?;
    assert_eq!(german, [(1, "Drehbank"), (2, "Presse"), (3, "Säge")]);
    let french = dropdown::<ContosoMachine>("contoso_kind", 1036)?;
    assert_eq!(french, [(1, "Lathe"), (2, "Press"), (3, "Saw")]);
    assert!(dropdown::<ContosoMachine>("contoso_name", 1033).is_err());
    Ok(())
}

/// Searches all columns with text.
fn search<T: QueryTable>(text: &str) -> Query<T> {
    let columns = T::all_columns().filter(|column| {
        let info = column.info();
        info.valid_for_read && info.kind.value_type() == Some(ValueType::Text)
    });
    let matches = columns
        .map(|column| column.contains(text))
        .reduce(Filter::or);
    matches.into_iter().fold(T::query(), Query::filter)
}

#[test]
fn text_is_searched_in_all_columns() {
    assert_eq!(
        search::<ContosoMachine>("50% o'clock").to_string(),
        "contoso_machines?$filter=contains(contoso_name,'50%5B%25%5D%20o''clock')%20or%20contains(contoso_serial,'50%5B%25%5D%20o''clock')"
    );
}

/// Shows a page of a grid, whose columns and order the user chose.
fn grid<T: QueryTable>(columns: &[&str], sort: &[&str]) -> Result<Query<T>, AnyError> {
    let columns = columns.iter().copied().map(T::column);
    let orders = sort.iter().map(|name| match name.strip_prefix('-') {
        Some(name) => T::column(name).map(|column| column.desc()),
        None => T::column(name).map(|column| column.asc()),
    });
    let query = T::query()
        .select(columns.collect::<Result<Vec<_>, _>>()?)
        .order_by(orders.collect::<Result<Vec<_>, _>>()?);
    Ok(query.page_size(50))
}

#[test]
fn grids_are_sorted() -> Result<(), AnyError> {
    let names = ["contoso_serial", "contoso_kind"];
    let query = grid::<ContosoMachine>(&names, &["-contoso_boughton", "contoso_name"])?;
    assert_eq!(
        query.to_string(),
        "contoso_machines?$select=contoso_serial,contoso_kind&$orderby=contoso_boughton%20desc,contoso_name"
    );
    let twice = grid::<ContosoMachine>(&names, &["-contoso_name", "contoso_name"])?;
    assert!(twice.into_request().is_err());
    let c = ContosoMachine::columns();
    let same = ContosoMachine::query().select((c.contoso_serial, c.contoso_kind));
    let by_name = ContosoMachine::query().select(names.map(column).to_vec());
    assert_eq!(by_name.to_string(), same.to_string());
    Ok(())
}
