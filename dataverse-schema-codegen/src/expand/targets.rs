use std::collections::BTreeMap;

use dataverse_schema_pages::check::MAX_TARGETS_IN_ENUM;

use crate::expand::code::template;
use crate::expand::{Code, Include, Named, docs};

/// The first column of each set of targets.
pub(super) type Sets<'a> = BTreeMap<Vec<&'a str>, (&'a Named<'a>, usize)>;

/// The variant for tables that the page doesn't name.
const UNKNOWN: &str = "Unknown";

impl<'a> Named<'a> {
    /// The targets of a column that has a type for them.
    fn target_set(&'a self, index: usize) -> Option<Vec<&'a str>> {
        let column = &self.table.columns[index];
        let has_set = column.r#type.has_targets() && self.names.types[index].is_some();
        has_set.then(|| column.limits.targets().to_vec())
    }
}

pub(super) fn shared<'a>(tables: &'a [Named<'a>]) -> Sets<'a> {
    let mut sets = Sets::new();
    for named in tables {
        for index in 0..named.table.columns.len() {
            if let Some(targets) = named.target_set(index) {
                sets.entry(targets).or_insert((named, index));
            }
        }
    }
    sets
}

/// The type of a lookup's targets: an enum of typed ids, or, where there are many targets, of nothing. Columns with the same
/// targets share the first one's.
pub(super) fn set(include: &Include<'_>, named: &Named<'_>, index: usize) -> Code {
    let mut code = Code::default();
    let (Some(targets), Some(set)) = (named.target_set(index), &named.names.types[index]) else {
        return code;
    };
    let (first, first_index) = include.target_sets[&targets];
    if !std::ptr::eq(first, named) || first_index != index {
        let module = &first.names.module;
        if let Some(first_set) = &first.names.types[first_index] {
            code.add(format_args!(
                "pub use super::super::{module}::table::{first_set} as {set};"
            ));
        }
        return code;
    }
    let doc = named.doc(|_| docs::targets(&named.table.columns[index]));
    match targets.len() {
        1..=MAX_TARGETS_IN_ENUM => {
            code.add(format_args!("{}", closed(include, &targets, &doc, set)));
        }
        _ => code.add(format_args!("{doc} pub enum {set} {{}}")),
    }
    for target in targets {
        let table = include.table(target);
        code.add(format_args!("impl __rt::Accepts<{table}> for {set} {{}}"));
    }
    code
}

fn closed(include: &Include<'_>, targets: &[&str], doc: &docs::Doc, set: &str) -> Code {
    let mut variants = Code::default();
    let mut of = Code::default();
    let mut uuid = Code::default();
    for target in targets {
        let table = include.table(target);
        let mut variant = include.types[target].clone();
        if variant == UNKNOWN {
            variant.push_str("Table");
        }
        let doc = docs::Doc::line(format!("A row of `{target}`."));
        variants.add(format_args!("{doc} {variant}(__rt::Id<{table}>),"));
        of.add(format_args!(
            "__rt::Some({target:?}) => Self::{variant}(__rt::Id::new(id)),"
        ));
        uuid.add(format_args!("Self::{variant}(id) => id.uuid(),"));
    }
    template! {
        #doc
        #[derive(__rt::Clone, __rt::Copy, __rt::Debug, __rt::PartialEq, __rt::Eq, __rt::Hash)]
        pub enum #set {
            #variants
            /// A row of a table that the page doesn't name, or that the response doesn't tell.
            Unknown(__rt::Uuid),
        }
        impl __rt::Targets for #set {
            #[inline]
            fn of(table: __rt::Option<&str>, id: __rt::Uuid) -> Self {
                match table {
                    #of
                    _ => Self::Unknown(id),
                }
            }
            #[inline]
            fn uuid(self) -> __rt::Uuid {
                match self {
                    #uuid
                    Self::Unknown(id) => id,
                }
            }
        }
    }
}
