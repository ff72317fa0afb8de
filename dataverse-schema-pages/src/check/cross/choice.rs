use crate::check::checker::Checker;
use crate::check::sought::Sought;
use crate::diagnostic::{Code, Diagnostic};

/// Looks for names of global choices that aren't names.
///
/// Columns with the same name share an enum.
pub(super) fn check_global_choice_names(checker: &mut Checker<'_, '_>) {
    for column in &checker.table.columns {
        if let Some(name) = &column.facts.global_choice_name {
            checker.check_name("`GlobalChoiceName`", name);
        }
    }
}

/// Looks for default options that a choice doesn't have.
///
/// On real pages -1 means that there is no default. A choice without options has any.
pub(super) fn check_default_options(checker: &mut Checker<'_, '_>) {
    if checker.table.is_extension() {
        return;
    }
    for column in &checker.table.columns {
        let (Some(default), Some(options)) = (&column.facts.default_form_value, &column.options)
        else {
            continue;
        };
        let text = default.value.as_str();
        let is_option = |value: i32| options.iter().any(|option| option.value.value == value);
        let is_known = match default.value.parse() {
            Some(value) => value == -1 || options.is_empty() || is_option(value),
            None => false,
        };
        if is_known {
            continue;
        }
        let name = &column.schema_name;
        let page = checker.table.page_containing(name.span).clone();
        let known: Vec<String> = options.iter().map(|o| o.value.value.to_string()).collect();
        let message = format!(
            "`DefaultFormValue` {text} is not an option of column `{}`",
            name.value
        );
        let more = |d: Diagnostic| {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            d.with_related(&page, name.span, "column defined here")
                .help(crate::suggest::list("known options", &known))
        };
        match default.value.parse() {
            Some(value) => {
                let sought = Sought::Option(name.span, value);
                checker.absent(sought, Code::UnknownOption, default, message, more);
            }
            None => checker.error(Code::UnknownOption, default, message, more),
        }
    }
}
