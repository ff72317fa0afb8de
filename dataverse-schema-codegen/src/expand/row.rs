use dataverse_schema_pages::check::{Access, Limits, PartyRole};
use dataverse_schema_pages::model::{ColumnType, DateTimeBehavior, Message};

use crate::choose::Serialization;
use crate::expand::code::template;
use crate::expand::{Code, Include, Named, docs};

impl Named<'_> {
    /// The row's columns, sorted by property.
    pub(super) fn row(&self) -> &[usize] {
        &self.order[..self.row_columns]
    }

    pub(super) fn state_and_status(&self) -> Option<(usize, usize)> {
        let place = |of| {
            let mut columns = self.table.columns.iter().zip(&self.names.types);
            columns.position(|(column, name)| column.r#type == of && name.is_some())
        };
        Some((place(ColumnType::State)?, place(ColumnType::Status)?))
    }

    /// The same, where they can be set.
    pub(super) fn settable_state(&self) -> Option<(usize, usize)> {
        let settable = |index: usize| self.table.columns[index].access == Access::ByState;
        self.state_and_status()
            .filter(|(state, status)| settable(*state) && settable(*status))
    }
}

/// The struct and its impls.
pub(super) fn row(include: &Include<'_>, named: &Named<'_>) -> Code {
    let Named { table, names, .. } = named;
    let row = &names.row;
    let doc = named.doc(|level| docs::table(table, level));
    // In the order of the page.
    let mut in_row = named.row().to_vec();
    in_row.sort_unstable();
    let fields = in_row
        .into_iter()
        .filter_map(|index| Some((index, names.fields[index].as_ref()?)));
    let mut declarations = Code::default();
    let mut absent = Code::default();
    for (index, name) in fields {
        let doc = named.doc(|level| docs::column(&table.columns[index], level));
        let value = value_type(include, named, index, Scope::Module);
        declarations.add(format_args!("{doc} pub {name}: __rt::Option<{value}>,"));
        absent.add(format_args!("{name}: __rt::None,"));
    }
    let mut shared = Code::default();
    let mut unique = Code::default();
    for index in named.row() {
        if let Some(name) = &names.fields[*index] {
            shared.add(format_args!("&self.{name},"));
            unique.add(format_args!("&mut self.{name},"));
        }
    }
    let state = state(named).unwrap_or_default();
    let messages = messages(table.model.messages.as_deref());
    let (serialize, deserialize) = serialization(named);
    template! {
        #doc
        pub struct #row {
            #declarations
            /// What a response says besides the columns' values.
            pub extras: __rt::Extras,
        }
        impl __rt::Row for #row {
            #[inline]
            fn extras(&self) -> &__rt::Extras {
                &self.extras
            }
            #[inline]
            fn slots<'r>(&'r self, see: &mut dyn __rt::FnMut(&[&'r dyn __rt::Slot])) {
                see(&[#shared]);
            }
            #[inline]
            fn slots_mut(&mut self, change: &mut dyn __rt::FnMut(&mut [&mut dyn __rt::Slot], &mut __rt::Extras)) {
                change(&mut [#unique], &mut self.extras);
            }
        }
        impl __rt::Table for #row {
            const DESCRIPTION: &'static str = TEXT;
            type Messages = #messages;
            #[inline]
            fn info() -> &'static __rt::TableInfo {
                TABLE.table()
            }
        }
        #state
        impl __rt::Default for #row {
            #[inline]
            fn default() -> Self {
                Self {
                    #absent
                    extras: __rt::Extras::EMPTY,
                }
            }
        }
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
        #serialize
        #deserialize
    }
}

/// The messages that requests are made of, in the order of the runtime's list.
const MESSAGES: [&str; 11] = [
    "Create",
    "Retrieve",
    "RetrieveMultiple",
    "Update",
    "Upsert",
    "Delete",
    "Associate",
    "Disassociate",
    "CreateMultiple",
    "UpdateMultiple",
    "UpsertMultiple",
];

fn messages(messages: Option<&[Message]>) -> Code {
    // Pages of before 2024, which don't tell events, leave out messages that the table supports.
    let known = messages.filter(|list| list.iter().any(|message| message.is_event.is_some()));
    let mut code = Code::default();
    let Some(list) = known else {
        code.add(format_args!("__rt::Unknown"));
        return code;
    };
    code.add(format_args!("("));
    for name in MESSAGES {
        let is_listed = list.iter().any(|message| message.name.value == name);
        let listed = if is_listed { "Listed" } else { "Unlisted" };
        code.add(format_args!("__rt::{listed},"));
    }
    code.add(format_args!(")"));
    code
}

fn serialization(named: &Named<'_>) -> (Code, Code) {
    let row = &named.names.row;
    let serialize = || {
        template! {
            impl __rt::Serialize for #row {
                fn serialize<S: __rt::Serializer>(&self, serializer: S) -> __rt::Result<S::Ok, S::Error> {
                    __rt::serialize_row(self, serializer)
                }
            }
        }
    };
    let deserialize = || {
        template! {
            impl<'de> __rt::Deserialize<'de> for #row {
                fn deserialize<D: __rt::Deserializer<'de>>(deserializer: D) -> __rt::Result<Self, D::Error> {
                    __rt::deserialize_row(deserializer)
                }
            }
        }
    };
    match named.parts.serialization {
        Serialization::Both => (serialize(), deserialize()),
        Serialization::Read => (Code::default(), deserialize()),
        Serialization::Write => (serialize(), Code::default()),
        Serialization::None => Default::default(),
    }
}

fn state(named: &Named<'_>) -> Option<Code> {
    let (state, status) = named.settable_state()?;
    let Named { names, .. } = named;
    let row = &names.row;
    let (state, status) = (names.types[state].as_ref()?, names.types[status].as_ref()?);
    Some(template! {
        impl __rt::HasState for #row {
            type State = #state;
            type Status = #status;
        }
    })
}

/// The modules that name a column's type.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// The table's own module.
    Module,
    /// The module `table` in it.
    Parts,
}

/// The Rust type of a column's value, as `scope` names it.
pub(super) fn value_type(
    include: &Include<'_>,
    named: &Named<'_>,
    index: usize,
    scope: Scope,
) -> String {
    let column = &named.table.columns[index];
    let (module, parts) = match scope {
        Scope::Module => ("", "table::"),
        Scope::Parts => ("super::", ""),
    };
    let brought = || match &named.names.types[index] {
        Some(name) => name,
        None => unreachable!("the column brings a type along"),
    };
    let plain = match column.r#type {
        ColumnType::String | ColumnType::Memo | ColumnType::EntityName => "__rt::String",
        ColumnType::Integer => "i32",
        ColumnType::BigInt => "i64",
        ColumnType::Decimal | ColumnType::Money => "__rt::Decimal",
        ColumnType::Double => "f64",
        ColumnType::Boolean => "bool",
        ColumnType::ManagedProperty => "__rt::ManagedBoolean",
        ColumnType::File => "__rt::File",
        ColumnType::Image => "__rt::Image",
        ColumnType::Uniqueidentifier if column.logical_name == named.table.primary_id.value => {
            return format!("__rt::Id<{module}{}>", named.names.row);
        }
        ColumnType::Uniqueidentifier => "__rt::Uuid",
        ColumnType::DateTime => match &column.limits {
            Limits::DateTime {
                behavior: DateTimeBehavior::DateOnly,
            } => "__rt::Date",
            Limits::DateTime {
                behavior: DateTimeBehavior::TimeZoneIndependent,
            } => "__rt::ZonelessDateTime",
            _ => "__rt::DateTime",
        },
        ColumnType::Picklist | ColumnType::State | ColumnType::Status => {
            return format!("{module}{}", brought());
        }
        ColumnType::MultiSelectPicklist => {
            return format!("__rt::Choices<{module}{}>", brought());
        }
        of if of.has_targets() => {
            let targets = match column.limits.targets() {
                [target] => include.table(target),
                _ => format!("{parts}{}", brought()),
            };
            return match column.limits {
                Limits::PartyList {
                    role: PartyRole::Unknown,
                    ..
                } => format!("__rt::Parties<{targets}, __rt::UnknownRole>"),
                Limits::PartyList { .. } => format!("__rt::Parties<{targets}>"),
                _ => format!("__rt::Lookup<{targets}>"),
            };
        }
        _ => {
            unreachable!("such a column is described only")
        }
    };
    plain.to_owned()
}
