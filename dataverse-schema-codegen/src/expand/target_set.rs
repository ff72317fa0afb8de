use dataverse_schema_pages::check::MAX_TARGETS_IN_ENUM;

use crate::expand::code::{Code, template};
use crate::expand::copy_impls::copy_impls;
use crate::expand::{docs, tables};
use crate::names::UNKNOWN;
use crate::plan::{ColumnPlan, Declaration, Plan, TablePlan};

/// Writes the types for the targets of a table's lookups.
pub(super) fn target_sets(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let mut code = Code::default();
    for column in table.columns() {
        let (Some(targets), Some(name)) = (column.target_set(), column.type_name()) else {
            continue;
        };
        let target_set = match plan.target_set_declaration(column) {
            Declaration::Shared(first) => shared(first, name),
            Declaration::Own | Declaration::External(_) => target_set(plan, column, name, targets),
        };
        code.add(format_args!("{target_set}"));
    }
    code
}

/// Writes a re-export of the type of another column with the same targets.
fn shared(first: ColumnPlan<'_>, name: &str) -> Code {
    let module = &first.table.names.module;
    let first = first.type_name().unwrap_or(name);
    template!(pub use super::super::#module::table::#first as #name;)
}

/// Writes the type for the targets of a lookup, and the tables that it accepts.
fn target_set(plan: &Plan<'_>, column: ColumnPlan<'_>, name: &str, targets: &[&str]) -> Code {
    let doc = docs::target_set(column);
    let mut code = if (1..=MAX_TARGETS_IN_ENUM).contains(&targets.len()) {
        let declaration = declaration(plan, name, targets);
        let conversions = conversions(plan, name, targets);
        let copy_impls = copy_impls(name, "eq_targets", "hash_target");
        template!(#doc #declaration #conversions #copy_impls)
    } else {
        template!(#doc pub enum #name {})
    };
    if targets.is_empty() {
        code.add(format_args!(
            "impl<T: __rt::Named> __rt::Accepts<T> for {name} {{}} impl __rt::UnknownTargets for {name} {{}}"
        ));
    }
    for target in targets {
        let table = tables::path(plan, target);
        code.add(format_args!("impl __rt::Accepts<{table}> for {name} {{}}"));
    }
    code
}

fn declaration(plan: &Plan<'_>, name: &str, targets: &[&str]) -> Code {
    let mut variants = Code::default();
    for target in targets {
        let doc = docs::target(target);
        let (variant, table) = (variant(plan, target), tables::path(plan, target));
        variants.add(format_args!("{doc} {variant}(__rt::Id<{table}>),"));
    }
    template! {
        #[derive(__rt::Debug)]
        pub enum #name {
            #variants
            /// A row of another table, or of one that the response doesn't specify.
            Unknown(__rt::Uuid),
        }
    }
}

fn conversions(plan: &Plan<'_>, name: &str, targets: &[&str]) -> Code {
    let mut from_id = Code::default();
    let mut to_uuid = Code::default();
    for target in targets {
        let variant = variant(plan, target);
        from_id.add(format_args!(
            "__rt::Some({target:?}) => Self::{variant}(__rt::Id::new(id)),"
        ));
        to_uuid.add(format_args!("Self::{variant}(id) => id.uuid(),"));
    }
    template! {
        impl __rt::Targets for #name {
            #[inline]
            fn from_id(table: __rt::Option<&str>, id: __rt::Uuid) -> Self {
                match table {
                    #from_id
                    _ => Self::Unknown(id),
                }
            }
            #[inline]
            fn uuid(self) -> __rt::Uuid {
                match self {
                    #to_uuid
                    Self::Unknown(id) => id,
                }
            }
        }
    }
}

/// Returns the variant for a target.
fn variant(plan: &Plan<'_>, target: &str) -> String {
    match plan.table_type(target) {
        UNKNOWN => format!("{UNKNOWN}Table"),
        name => name.to_owned(),
    }
}
