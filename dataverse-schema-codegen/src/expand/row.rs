use crate::expand::code::{Code, template};
use crate::expand::{deprecation, docs, messages, serialization, state};
use crate::plan::TablePlan;

/// Writes the struct of a row, with its impls.
pub(super) fn row(table: &TablePlan<'_>, fields: &Code) -> Code {
    let items = [
        declaration(table, fields),
        row_impl(table),
        table_impl(table),
        state::has_state(table),
        default_impl(table),
        std_impls(&table.names.row),
        serialization::serialize(table),
        serialization::deserialize(table),
    ];
    let mut code = Code::default();
    for item in items {
        code.add(format_args!("{item}"));
    }
    code
}

fn declaration(table: &TablePlan<'_>, fields: &Code) -> Code {
    let row = &table.names.row;
    let doc = docs::row(table);
    let deprecated = deprecation::row(table);
    template! {
        #doc
        #deprecated
        pub struct #row {
            #fields
            /// Everything in a response except the values of columns.
            pub extras: __rt::Extras,
        }
    }
}

fn row_impl(table: &TablePlan<'_>) -> Code {
    let row = &table.names.row;
    let mut shared = Code::default();
    let mut unique = Code::default();
    for name in table.row_columns().filter_map(|column| column.field()) {
        shared.add(format_args!("&self.{name},"));
        unique.add(format_args!("&mut self.{name},"));
    }
    template! {
        impl __rt::Row for #row {
            #[inline]
            fn extras(&self) -> &__rt::Extras {
                &self.extras
            }
            #[inline]
            fn slots<'r>(&'r self, reader: __rt::SlotReader<'_, 'r>) {
                reader.read(&[#shared]);
            }
            #[inline]
            fn slots_mut(&mut self, writer: __rt::SlotWriter<'_>) {
                writer.write(&mut [#unique], &mut self.extras);
            }
        }
    }
}

fn table_impl(table: &TablePlan<'_>) -> Code {
    let row = &table.names.row;
    let messages = messages::messages(table.table.model.messages.as_deref());
    template! {
        impl __rt::Table for #row {
            const DESCRIPTION: &'static str = TEXT;
            type Messages = #messages;
            #[inline]
            fn info() -> &'static __rt::TableInfo {
                TABLE.table()
            }
        }
    }
}

fn default_impl(table: &TablePlan<'_>) -> Code {
    let row = &table.names.row;
    let mut absent = Code::default();
    for column in table.columns().filter(|column| column.is_in_row()) {
        if let Some(name) = column.field() {
            absent.add(format_args!("{name}: __rt::None,"));
        }
    }
    template! {
        impl __rt::Default for #row {
            #[inline]
            fn default() -> Self {
                Self {
                    #absent
                    extras: __rt::Extras::EMPTY,
                }
            }
        }
    }
}

fn std_impls(row: &str) -> Code {
    template! {
        impl __rt::Clone for #row {
            #[inline]
            fn clone(&self) -> Self {
                __rt::clone_row(self)
            }
        }
        impl __rt::PartialEq for #row {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                __rt::eq_rows(self, other)
            }
        }
        impl __rt::Debug for #row {
            #[inline]
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                __rt::debug_row(self, f)
            }
        }
    }
}
