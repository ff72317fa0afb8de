use super::super::rules;
use super::super::violations::Violations;
use super::xml::Element;

/// The values of an attribute.
#[derive(Clone, Copy)]
enum Values {
    Text,
    Boolean,
    Number,
    OneOf(&'static [&'static str]),
    /// Some of these words, separated by commas.
    ListOf(&'static [&'static str]),
}
use Values::{Boolean, ListOf, Number, OneOf, Text};

/// An element: its attributes, those that are required, and the elements in it.
struct Rules {
    attributes: &'static [(&'static str, Values)],
    required: &'static [&'static str],
    children: &'static [&'static str],
}

const NODE: &[&str] = &[
    "all-attributes",
    "attribute",
    "order",
    "filter",
    "link-entity",
];
const AGGREGATES: &[&str] = &["count", "countcolumn", "sum", "avg", "min", "max"];
const DATE_PARTS: &[&str] = &[
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "fiscal-period",
    "fiscal-year",
];
const HINTS: &[&str] = &[
    "ForceOrder",
    "DisableRowGoal",
    "EnableOptimizerHotfixes",
    "LoopJoin",
    "MergeJoin",
    "HashJoin",
    "NO_PERFORMANCE_SPOOL",
    "ENABLE_HIST_AMENDMENT_FOR_ASC_KEYS",
];
const LINK_TYPES: &[&str] = &[
    "inner",
    "outer",
    "any",
    "not any",
    "all",
    "not all",
    "exists",
    "in",
    "matchfirstrowusingcrossapply",
];

fn rules_of(name: &str) -> Option<Rules> {
    Some(match name {
        "fetch" => Rules {
            attributes: &[
                ("aggregate", Boolean),
                ("aggregatelimit", Number),
                ("count", Number),
                ("datasource", OneOf(&["retained"])),
                ("distinct", Boolean),
                ("latematerialize", Boolean),
                ("no-lock", Boolean),
                ("options", ListOf(HINTS)),
                ("page", Number),
                ("paging-cookie", Text),
                ("returntotalrecordcount", Boolean),
                ("top", Number),
                ("useraworderby", Boolean),
            ],
            required: &[],
            children: &["entity"],
        },
        "entity" => Rules {
            attributes: &[("name", Text)],
            required: &["name"],
            children: NODE,
        },
        "link-entity" => Rules {
            attributes: &[
                ("alias", Text),
                ("from", Text),
                ("intersect", Boolean),
                ("link-type", OneOf(LINK_TYPES)),
                ("name", Text),
                ("to", Text),
            ],
            required: &["name", "from", "to"],
            children: NODE,
        },
        "all-attributes" => Rules {
            attributes: &[],
            required: &[],
            children: &[],
        },
        "attribute" => Rules {
            attributes: &[
                ("aggregate", OneOf(AGGREGATES)),
                ("alias", Text),
                ("dategrouping", OneOf(DATE_PARTS)),
                ("distinct", Boolean),
                ("groupby", Boolean),
                ("name", Text),
                ("rowaggregate", OneOf(&["CountChildren"])),
                ("usertimezone", Boolean),
            ],
            required: &["name"],
            children: &[],
        },
        "order" => Rules {
            attributes: &[
                ("alias", Text),
                ("attribute", Text),
                ("descending", Boolean),
                ("entityname", Text),
            ],
            required: &[],
            children: &[],
        },
        "filter" => Rules {
            attributes: &[
                ("hint", OneOf(&["union"])),
                ("isquickfindfields", Boolean),
                ("type", OneOf(&["and", "or"])),
            ],
            required: &[],
            children: &["condition", "filter", "link-entity"],
        },
        "condition" => Rules {
            attributes: &[
                ("attribute", Text),
                ("entityname", Text),
                ("operator", Text),
                ("value", Text),
                ("valueof", Text),
            ],
            required: &["attribute", "operator"],
            children: &["value"],
        },
        "value" => Rules {
            attributes: &[],
            required: &[],
            children: &[],
        },
        _ => return None,
    })
}

/// Operators that compare with one value.
const ONE_VALUE: &[&str] = &[
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "like",
    "not-like",
    "begins-with",
    "not-begin-with",
    "ends-with",
    "not-end-with",
    "on",
    "on-or-after",
    "on-or-before",
    "above",
    "eq-or-above",
    "under",
    "eq-or-under",
    "not-under",
    "in-fiscal-period",
    "in-fiscal-year",
];
/// Operators that compare with a list of values.
const LISTS: &[&str] = &["in", "not-in", "contain-values", "not-contain-values"];
/// Operators that compare with two values.
const TWO_VALUES: &[&str] = &[
    "between",
    "not-between",
    "in-fiscal-period-and-year",
    "in-or-after-fiscal-period-and-year",
    "in-or-before-fiscal-period-and-year",
];
/// Operators without values.
const NO_VALUE: &[&str] = &[
    "null",
    "not-null",
    "today",
    "tomorrow",
    "yesterday",
    "last-seven-days",
    "next-seven-days",
    "last-week",
    "last-month",
    "last-year",
    "this-week",
    "this-month",
    "this-year",
    "next-week",
    "next-month",
    "next-year",
    "last-fiscal-period",
    "last-fiscal-year",
    "this-fiscal-period",
    "this-fiscal-year",
    "next-fiscal-period",
    "next-fiscal-year",
    "eq-userid",
    "ne-userid",
    "eq-userteams",
    "eq-useroruserteams",
    "eq-useroruserhierarchy",
    "eq-useroruserhierarchyandteams",
    "eq-businessid",
    "ne-businessid",
    "eq-userlanguage",
];
/// The units of `last-x-…` and `next-x-…`.
const UNITS: &[&str] = &[
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "fiscal-periods",
    "fiscal-years",
];
/// The units of `olderthan-x-…`.
const AGES: &[&str] = &["minutes", "hours", "days", "weeks", "months", "years"];

/// Checks an element and all in it.
pub(super) fn check(element: &Element, found: &mut Violations) {
    let name = &element.name;
    let Some(Rules {
        attributes,
        required,
        children,
    }) = rules_of(name)
    else {
        return found.add(&rules::FETCH, format_args!("`{name}`"));
    };
    for (attribute, value) in &element.attributes {
        let known = attributes.iter().find(|(known, _)| known == attribute);
        let is_valid = match known.map(|(_, values)| *values) {
            None => false,
            Some(Text) => true,
            Some(Boolean) => matches!(&**value, "true" | "false" | "1" | "0"),
            Some(Number) => value.parse::<u32>().is_ok(),
            Some(OneOf(values)) => values.contains(&&**value),
            Some(ListOf(values)) => value.split(',').all(|word| values.contains(&word)),
        };
        found.check(
            is_valid,
            &rules::FETCH,
            format_args!("`{attribute}` of `{name}`: {value}"),
        );
    }
    for attribute in required {
        let is_set = element
            .get(attribute)
            .is_some_and(|value| !value.is_empty());
        found.check(
            is_set,
            &rules::FETCH,
            format_args!("missing `{attribute}` of `{name}`"),
        );
    }
    found.check(
        element.text.is_empty() || name == "value",
        &rules::FETCH,
        format_args!("text in `{name}`"),
    );
    if name == "condition" {
        check_condition(element, found);
    }
    for child in &element.children {
        let is_allowed = children.contains(&&*child.name);
        found.check(
            is_allowed,
            &rules::FETCH,
            format_args!("`{}` in `{name}`", child.name),
        );
        check(child, found);
    }
}

fn check_condition(condition: &Element, found: &mut Violations) {
    let operator = condition.get("operator").unwrap_or_default();
    let has_value = condition.get("value").is_some();
    let values = condition.children.len();
    let is_valid = if condition.get("valueof").is_some() {
        matches!(operator, "eq" | "ne" | "gt" | "ge" | "lt" | "le") && !has_value && values == 0
    } else if NO_VALUE.contains(&operator) {
        !has_value && values == 0
    } else if ONE_VALUE.contains(&operator) {
        has_value && values == 0
    } else if LISTS.contains(&operator) {
        !has_value && values > 0
    } else if TWO_VALUES.contains(&operator) {
        !has_value && values == 2
    } else {
        let unit = |prefixes: &[&str]| {
            let mut prefixes = prefixes.iter();
            prefixes.find_map(|prefix| operator.strip_prefix(prefix))
        };
        let is_unit = unit(&["last-x-", "next-x-"]).is_some_and(|unit| UNITS.contains(&unit))
            || unit(&["olderthan-x-"]).is_some_and(|unit| AGES.contains(&unit));
        let number = condition.get("value").map(str::parse::<u32>);
        is_unit && values == 0 && matches!(number, Some(Ok(_)))
    };
    found.check(
        is_valid,
        &rules::FETCH_OPERATOR,
        format_args!("{condition:?}"),
    );
}
