use dataverse_schema_pages::Code;

use crate::report::Report;
use crate::xml::Element;

/// Elements whose text is `0` or `1`.
const FLAGS: [&str; 10] = [
    "CanChangeDateTimeBehavior",
    "IsActivity",
    "IsBPFEntity",
    "IsCustomField",
    "IsCustomizable",
    "IsHierarchical",
    "IsLocalizable",
    "ValidForCreateApi",
    "ValidForReadApi",
    "ValidForUpdateApi",
];

/// Reports flags of a table, a column, or a relationship that are neither true nor false.
/// [`Element::flag`] would read them as false.
pub(crate) fn check_flags(element: &Element, owner: &str, report: &mut Report) {
    for child in &element.children {
        let text = child.text.trim();
        let is_flag = || {
            let known = ["", "0", "1", "false", "true"];
            known.iter().any(|known| text.eq_ignore_ascii_case(known))
        };
        if FLAGS.contains(&child.name) && !is_flag() {
            let message = format!(
                "expected `0` or `1` as `{}` of {owner}, found `{text}`",
                child.name
            );
            report.error(child.origin, Code::InvalidSolution, &message);
        }
    }
}
