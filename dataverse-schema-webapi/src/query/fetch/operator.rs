//! The operators of FetchXML for the conditions of a query.

/// Returns the operator of a comparison, and that of its opposite.
pub(super) fn comparison(operator: &str) -> (&'static str, &'static str) {
    match operator {
        "eq" => ("eq", "ne"),
        "ne" => ("ne", "eq"),
        "gt" => ("gt", "le"),
        "ge" => ("ge", "lt"),
        "lt" => ("lt", "ge"),
        _ => ("le", "gt"),
    }
}

/// Returns the operator for one of Dataverse's query functions, and that of its opposite if there
/// is one.
pub(super) fn function(name: &'static str) -> (String, Option<&'static str>) {
    let (operator, opposite) = match name {
        "In" => ("in", Some("not-in")),
        "NotIn" => ("not-in", Some("in")),
        "Between" => ("between", Some("not-between")),
        "NotBetween" => ("not-between", Some("between")),
        "ContainValues" => ("contain-values", Some("not-contain-values")),
        "DoesNotContainValues" => ("not-contain-values", Some("contain-values")),
        "EqualBusinessId" => ("eq-businessid", Some("ne-businessid")),
        "NotEqualBusinessId" => ("ne-businessid", Some("eq-businessid")),
        "EqualUserId" => ("eq-userid", Some("ne-userid")),
        "NotEqualUserId" => ("ne-userid", Some("eq-userid")),
        "EqualUserTeams" => ("eq-userteams", None),
        "EqualUserOrUserTeams" => ("eq-useroruserteams", None),
        "EqualUserOrUserHierarchy" => ("eq-useroruserhierarchy", None),
        "EqualUserOrUserHierarchyAndTeams" => ("eq-useroruserhierarchyandteams", None),
        "EqualUserLanguage" => ("eq-userlanguage", None),
        "AboveOrEqual" => ("eq-or-above", None),
        "UnderOrEqual" => ("eq-or-under", None),
        "Under" => ("under", Some("not-under")),
        "NotUnder" => ("not-under", Some("under")),
        "Last7Days" => ("last-seven-days", None),
        "Next7Days" => ("next-seven-days", None),
        _ => return (hyphenated(name), None),
    };
    (operator.to_owned(), opposite)
}

/// Returns `last-x-days` for `LastXDays`, and `olderthan-x-days` for `OlderThanXDays`.
fn hyphenated(name: &str) -> String {
    let mut operator = String::new();
    for c in name.replace("OlderThan", "Olderthan").chars() {
        if c.is_ascii_uppercase() && !operator.is_empty() {
            operator.push('-');
        }
        operator.push(c.to_ascii_lowercase());
    }
    operator
}
