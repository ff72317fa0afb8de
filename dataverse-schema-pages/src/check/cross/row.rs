use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::model::ColumnType::{self, *};
use crate::model::{Column, ColumnFacts, Fact};
use crate::source::Span;

/// Looks for rows that columns of the type can't have, such as the `MaxLength` of an Integer.
///
/// They show that the type or the row is wrong: on real pages the type determines the rows.
pub(super) fn check_rows_of_types(checker: &mut Checker<'_, '_>) {
    for column in &checker.table.columns {
        let Some(r#type) = &column.facts.r#type else {
            continue;
        };
        if matches!(r#type.value, Virtual | ManagedProperty | CalendarRules) {
            continue;
        }
        let mut own = 0;
        let mut foreign = Vec::new();
        let mut blank = Vec::new();
        for (key, span, types) in typed_rows(column) {
            if types.contains(&r#type.value) {
                own += usize::from(span.is_some() || column.facts.blank.has(key));
            } else if let Some(span) = span {
                foreign.push((key, span));
            } else if let Some(span) = column.facts.blank.span(key) {
                blank.push((key, span));
            }
        }
        // An overlay may clear a row. Rows without a value say less than others.
        if own == 0 && foreign.is_empty() && has_own_rows(column, r#type.value) {
            foreign = blank;
        }
        if !foreign.is_empty() && !checker.is_reported(&column.schema_name) {
            checker.contradictory.insert(column.schema_name.span);
            report(checker, column, r#type, own, &foreign);
        }
    }
}

/// Rows that may be all that a column of their types has. Other rows come together: a Boolean with
/// `True Label` has `False Label`, too.
const LONE: &[&str] = &[
    "MaxLength",
    "Targets",
    "DateTimeBehavior",
    "DefaultValue",
    "Choices/Options",
    "MaxSizeInKB",
];

/// Reports rows that a column of the type can't have: at the type if most rows contradict it.
fn report(
    checker: &mut Checker<'_, '_>,
    column: &Column,
    r#type: &Fact<ColumnType>,
    own: usize,
    foreign: &[(&str, Span)],
) {
    let name = &column.schema_name.value;
    let types = r#type.value.as_str();
    let is_other_type = match foreign {
        [(key, _)] => LONE.contains(key) && has_own_rows(column, r#type.value),
        _ => true,
    };
    if foreign.len() > own && is_other_type {
        let keys: Vec<_> = foreign.iter().map(|(key, _)| format!("`{key}`")).collect();
        let message = format!(
            "mismatched `Type` of column `{name}`: it has {}, which columns of type {types} don't have",
            keys.join(", ")
        );
        let page = checker.table.page_containing(foreign[0].1).clone();
        checker.error(Code::ForeignRow, r#type, message, |d| {
            let error = match foreign {
                [(_, span)] => d.with_related(&page, *span, "row of another type"),
                _ => d,
            };
            error.help("correct the type, or remove the rows")
        });
        return;
    }
    for (key, span) in foreign {
        let fact = Fact::new((), *span);
        let message = format!("unexpected `{key}`: columns of type {types} don't have it");
        let page = checker.table.page_containing(r#type.span).clone();
        checker.error(Code::ForeignRow, &fact, message, |d| {
            d.with_related(&page, r#type.span, "type defined here")
                .help("remove it, or correct the `Type`")
        });
    }
}

/// Returns true if there are rows that only columns of the type and similar ones have.
fn has_own_rows(column: &Column, r#type: ColumnType) -> bool {
    r#type != EntityName && typed_rows(column).any(|(.., types)| types.contains(&r#type))
}

type TypedRow = (&'static str, Option<Span>, &'static [ColumnType]);

/// Returns the rows that not all types have, each with the types that do.
fn typed_rows(column: &Column) -> impl Iterator<Item = TypedRow> {
    const TEXTS: &[ColumnType] = &[String, Memo];
    const NUMBERS: &[ColumnType] = &[Integer, BigInt, Decimal, Double, Money];
    const FRACTIONS: &[ColumnType] = &[Decimal, Double, Money];
    const CHOICES: &[ColumnType] = &[Picklist, MultiSelectPicklist, State, Status, EntityName];
    const NAMED: &[ColumnType] = &[
        Picklist,
        MultiSelectPicklist,
        State,
        Status,
        EntityName,
        Boolean,
    ];
    fn span<T>(fact: Option<&Fact<T>>) -> Option<Span> {
        fact.map(|fact| fact.span)
    }
    let ColumnFacts {
        max_length,
        is_localizable,
        max_value,
        min_value,
        precision,
        precision_source,
        is_base_currency,
        targets,
        date_time_behavior,
        can_change_date_time_behavior,
        default_value,
        true_label,
        false_label,
        default_form_value,
        global_choice_name,
        can_store_full_image,
        is_primary_image,
        max_height,
        max_width,
        max_size_in_kb,
        auto_number_format,
        ..
    } = &column.facts;
    let options = column.options.iter().flatten().next();
    [
        ("MaxLength", span(max_length.as_ref()), TEXTS),
        ("IsLocalizable", span(is_localizable.as_ref()), TEXTS),
        ("MaxValue", span(max_value.as_ref()), NUMBERS),
        ("MinValue", span(min_value.as_ref()), NUMBERS),
        ("Precision", span(precision.as_ref()), FRACTIONS),
        ("PrecisionSource", span(precision_source.as_ref()), &[Money]),
        ("IsBaseCurrency", span(is_base_currency.as_ref()), &[Money]),
        (
            "Targets",
            span(targets.as_ref()),
            &[Lookup, Customer, Owner, PartyList],
        ),
        (
            "DateTimeBehavior",
            span(date_time_behavior.as_ref()),
            &[DateTime],
        ),
        (
            "CanChangeDateTimeBehavior",
            span(can_change_date_time_behavior.as_ref()),
            &[DateTime],
        ),
        ("DefaultValue", span(default_value.as_ref()), &[Boolean]),
        ("True Label", span(true_label.as_ref()), &[Boolean]),
        ("False Label", span(false_label.as_ref()), &[Boolean]),
        (
            "DefaultFormValue",
            span(default_form_value.as_ref()),
            CHOICES,
        ),
        ("GlobalChoiceName", span(global_choice_name.as_ref()), NAMED),
        (
            "Choices/Options",
            options.map(|option| option.value.span),
            CHOICES,
        ),
        (
            "CanStoreFullImage",
            span(can_store_full_image.as_ref()),
            &[Image],
        ),
        ("IsPrimaryImage", span(is_primary_image.as_ref()), &[Image]),
        ("MaxHeight", span(max_height.as_ref()), &[Image]),
        ("MaxWidth", span(max_width.as_ref()), &[Image]),
        ("MaxSizeInKB", span(max_size_in_kb.as_ref()), &[Image, File]),
        (
            "AutoNumberFormat",
            span(auto_number_format.as_ref()),
            &[String],
        ),
    ]
    .into_iter()
}
