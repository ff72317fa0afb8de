//! Warnings about parts of cascades and menus that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AssociatedMenu, Cascade, CascadeBehavior, Fact, MenuBehavior, Table};
use crate::source::Span;

/// Warns about what can't happen to related rows, and about cascades that don't say what happens
/// when a row is deleted.
pub(super) fn check_cascades(table: &Table, warnings: &mut Diagnostics) {
    for relationship in table.all_relationships() {
        let Some(cascade) = &relationship.cascade_configuration else {
            continue;
        };
        check_cascade(table, &cascade.value, warnings);
        let is_change = table
            .customized_many_to_one
            .iter()
            .chain(&table.customized_one_to_many)
            .any(|change| change.schema_name == relationship.schema_name);
        let facts = &cascade.value;
        let is_own = table.source().contains(cascade.span);
        if is_own && !is_change && *facts != Cascade::default() && !facts.has("Delete") {
            let message = "missing part `Delete` of `CascadeConfiguration`";
            let help = "add it, such as ``Delete: `NoCascade` ``";
            warnings.push(warning(table, cascade.span, message).help(help));
        }
    }
}

fn check_cascade(table: &Table, cascade: &Cascade, warnings: &mut Diagnostics) {
    use CascadeBehavior::{Active, RemoveLink, Restrict, UserOwned};
    let of_links = [
        ("Assign", &cascade.assign),
        ("Merge", &cascade.merge),
        ("Reparent", &cascade.reparent),
        ("RollupView", &cascade.rollup_view),
        ("Share", &cascade.share),
        ("Unshare", &cascade.unshare),
    ];
    let of_rows = [
        ("Archive", &cascade.archive),
        ("Delete", &cascade.delete),
        ("Merge", &cascade.merge),
        ("RollupView", &cascade.rollup_view),
    ];
    let mut check = |key: &str, part: &Option<Fact<CascadeBehavior>>, is_wrong: bool| {
        if let Some(part) = part.as_ref().filter(|_| is_wrong) {
            let message = format!("unexpected `{}` for `{key}`", part.value.as_str());
            let help = match part.value {
                Restrict | RemoveLink => "only `Delete` and `Archive` can have it",
                _ => "rows are deleted, archived, and merged with all related rows, or with none",
            };
            warnings.push(warning(table, part.span, message).help(help));
        }
    };
    let is = |part: &Option<Fact<CascadeBehavior>>, values: [CascadeBehavior; 2]| {
        part.as_ref()
            .is_some_and(|part| values.contains(&part.value))
    };
    for (key, part) in of_links {
        check(key, part, is(part, [Restrict, RemoveLink]));
    }
    for (key, part) in of_rows {
        check(key, part, is(part, [Active, UserOwned]));
    }
}

/// Warns about menus with a label that isn't shown, or without one, and about parts without a
/// value.
pub(super) fn check_menus(table: &Table, warnings: &mut Diagnostics) {
    for relationship in table.all_relationships() {
        for (_, menu) in relationship.menus() {
            if let Some(menu) = menu {
                check_menu(table, &menu.value, warnings);
            }
        }
    }
}

fn check_menu(table: &Table, menu: &AssociatedMenu, warnings: &mut Diagnostics) {
    for key in ["AvailableOffline", "Behavior", "Group"] {
        if let Some(span) = menu.blank.span(key) {
            let message = format!("part `{key}` has no value");
            warnings.push(warning(table, span, message).help("write the value"));
        }
    }
    if let Some(behavior) = &menu.behavior {
        let uses_label = behavior.value == MenuBehavior::UseLabel;
        let is_known = !matches!(behavior.value, MenuBehavior::Unknown(_));
        match &menu.label {
            None if uses_label && menu.has("Label") => {
                let message = "`UseLabel` without a `Label`";
                let help = "write the label, or correct `Behavior`";
                warnings.push(warning(table, behavior.span, message).help(help));
            }
            Some(label) if !uses_label && is_known => {
                let message = format!("`Label` of a menu that has `{}`", behavior.value.as_str());
                let help = "remove the label, or write `UseLabel` as `Behavior`";
                warnings.push(warning(table, label.span, message).help(help));
            }
            _ => {}
        }
    }
    if let Some(order) = &menu.order
        && order.value.parse::<i32>().is_none_or(|order| order < 0)
    {
        let message = format!("invalid `Order` {}", order.value.as_str());
        warnings.push(warning(table, order.span, message).help("write a non-negative integer"));
    }
    if let Some(query) = &menu.query_api
        && !query.value.contains('.')
    {
        let message = format!("unlikely `QueryApi` `{}`", query.value);
        let help = "write `null`, or a name such as `CRMActivity.RetrieveByObject`";
        warnings.push(warning(table, query.span, message).help(help));
    }
}

fn warning(table: &Table, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::OddPart, table.page_containing(span), span, message)
}
