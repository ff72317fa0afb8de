//! Requests that the library builds for writes that are given as JSON.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error;

use dataverse_schema::__rt::{
    ByBind, ByParty, Navigable, ReadWrite, column, many_to_many, many_to_one, one_to_many,
};
use dataverse_schema::batch::{Batch, ChangeSet};
use dataverse_schema::changes::MayCreate;
use dataverse_schema::info::{
    ChoiceInfo, ColumnKind, DateTimeBehavior, RelationshipInfo, TableInfo,
};
use dataverse_schema::party::{Parties, PartyRole, UnknownRole};
use dataverse_schema::prelude::*;
use dataverse_schema::request::BaseUrl;
use dataverse_schema::row::{ColumnValue, Comparable, Extras, Row, SlotReader, SlotWriter};
use dataverse_schema::rule::Failure;
use dataverse_schema::table::message::{Create, Update, Upsert};
use dataverse_schema::table::{Address, AlternateKey, Locator, ManyToOne, Named, Settable};
use dataverse_schema::value::{
    Choices, Date, DateTime, Decimal, Image, Lookup, ManagedBoolean, Uuid, ZonelessDateTime,
};
use dataverse_schema::{Changes, Choice, Column, Request, Table};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const BASE: &str = "https://contoso.api.crm.dynamics.com";

std::thread_local! {
    /// The table that [`Target`] is now, and its entity set.
    static TARGET: Cell<(&'static str, &'static str)> = const { Cell::new(("", "")) };

    /// The table that [`Known`] is now.
    static KNOWN: Cell<Option<&'static TableInfo>> = const { Cell::new(None) };

    /// The tables that [`Known`] can be.
    static TABLES: RefCell<HashMap<&'static str, &'static TableInfo>> = RefCell::default();
}

/// Makes a table one that writes to other tables insert and find by key.
pub(crate) fn know<T: Table>() {
    let info = T::info();
    TABLES.with_borrow_mut(|tables| tables.insert(info.logical_name, info));
}

/// Any table that a lookup points to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {}

impl Named for Target {
    fn logical_name() -> &'static str {
        TARGET.get().0
    }
}

impl dataverse_schema::table::EntitySet for Target {
    fn entity_set() -> &'static str {
        TARGET.get().1
    }
}

/// Any table that is [known](know).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known;

impl Row for Known {
    fn extras(&self) -> &Extras {
        unreachable!("no row is read or written")
    }

    fn slots<'r>(&'r self, _: SlotReader<'_, 'r>) {
        unreachable!("no row is read or written")
    }

    fn slots_mut(&mut self, _: SlotWriter<'_>) {
        unreachable!("no row is read or written")
    }
}

impl Table for Known {
    type Messages = ();

    fn info() -> &'static TableInfo {
        KNOWN.get().expect("the table is set")
    }
}

/// Makes [`Known`] a table while something is done.
fn with_known<R>(table: &Value, what: impl FnOnce() -> R) -> R {
    let name = table.as_str().expect("a name");
    let info = TABLES.with_borrow(|tables| tables.get(name).copied());
    let before = KNOWN.replace(Some(info.expect("a known table")));
    let result = what();
    KNOWN.set(before);
    result
}

/// Any option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Any(i32);

impl Choice for Any {
    fn choice() -> &'static ChoiceInfo {
        unreachable!("a value needs no description")
    }

    fn from_value(value: i32) -> Self {
        Self(value)
    }

    fn value(self) -> i32 {
        self.0
    }
}

/// Returns the requests for a write to a table, as JSON, or the error that refuses it.
pub(crate) fn requests<T: Table + DeserializeOwned>(write: &Value) -> Vec<Value> {
    let message = write["message"].as_str().expect("a message");
    if message == "relate" {
        return related::<T>(write);
    }
    vec![match request::<T>(message, write) {
        Ok(request) => {
            let mut shown = shown(message, write["replace"] == true, &request);
            shown["with"] = together_with(write).into();
            shown
        }
        Err(error) => json!({ "kind": message, "error": format!("{error} {write}") }),
    }]
}

/// Returns what a new row comes with.
fn together_with(write: &Value) -> Vec<&'static str> {
    let has = |name: &str| write[name].as_array().is_some_and(|list| !list.is_empty());
    let mut binds = write["bind"].as_object().into_iter().flatten();
    let kinds = [
        (has("insert"), "related rows"),
        (has("parties"), "parties"),
        (
            binds.any(|(_, target)| target[3].is_object()),
            "alternate keys",
        ),
    ];
    let kinds = kinds.iter().filter(|(is_there, _)| *is_there);
    kinds.map(|(_, kind)| *kind).collect()
}

/// Returns the request for a write to a table.
pub(crate) fn request<T: Table + DeserializeOwned>(
    message: &str,
    write: &Value,
) -> Result<Request, Box<dyn Error>> {
    let rows = || write["rows"].as_array().into_iter().flatten();
    let unlisted = T::unlisted();
    Ok(match message {
        "create" => create::<T>(write).into_request()?,
        "update" => update::<T>(write).into_request()?,
        "upsert" => upsert::<T>(write).into_request()?,
        "diff" => {
            let (from, to) = (
                T::deserialize(&write["from"])?,
                T::deserialize(&write["to"])?,
            );
            Changes::diff(address::<T>(write), &from, &to).into_request()?
        }
        "delete" => unlisted.delete(address::<T>(write)),
        "retrieve" => unlisted.retrieve(address::<T>(write)).into_request()?,
        "create_multiple" => unlisted.create_multiple(rows().map(create))?,
        "update_multiple" => unlisted.update_multiple(rows().map(update))?,
        "upsert_multiple" => unlisted.upsert_multiple(rows().map(upsert))?,
        "delete_multiple" => unlisted.delete_multiple(rows().map(address::<T>)),
        "batch" => batch::<T>(rows())?,
        _ => single::<T>(message, write)?,
    })
}

fn shown(message: &str, may_replace: bool, request: &Request) -> Value {
    let intent = match message {
        "update" | "diff" => Some("update"),
        "upsert" if may_replace => Some("replace"),
        "upsert" => Some("upsert"),
        _ => None,
    };
    json!({
        "kind": message,
        "method": request.method.as_str(),
        "path": request.path,
        "headers": request.headers,
        "body": request.body.as_str(),
        "intent": intent,
    })
}

fn create<T: Table>(write: &Value) -> Changes<T, Create> {
    together(changed(Changes::create(), write), write)
}

fn update<T: Table>(write: &Value) -> Changes<T, Update> {
    changed(Changes::update(address::<T>(write)), write)
}

fn upsert<T: Table>(write: &Value) -> Changes<T, Upsert> {
    let upsert = changed(Changes::upsert(address::<T>(write)), write);
    let upsert = together(upsert, write);
    if write["replace"] == true {
        upsert.replace()
    } else {
        upsert
    }
}

/// Returns the address of the row.
fn address<T: Table>(write: &Value) -> Address<T> {
    match write["key"].as_object() {
        Some(key) => key_of(key).address(),
        None => Id::<T>::new(parsed(&write["id"])).address(),
    }
}

fn key_of<T: Table>(key: &Map<String, Value>) -> AlternateKey<T> {
    let mut found = None;
    for (name, value) in key {
        let index = index_of::<T>(name);
        found = Some(match T::info().columns[usize::from(index)].kind {
            ColumnKind::Integer { .. } => with_value::<T, i32>(found, index, parsed(value)),
            ColumnKind::Picklist { .. } => with_value(found, index, Any(parsed(value))),
            ColumnKind::DateTime { behavior } => match behavior {
                DateTimeBehavior::UserLocal => {
                    with_value::<T, DateTime>(found, index, parsed(value))
                }
                DateTimeBehavior::TimeZoneIndependent => {
                    with_value::<T, ZonelessDateTime>(found, index, parsed(value))
                }
                DateTimeBehavior::DateOnly => with_value::<T, Date>(found, index, parsed(value)),
            },
            _ => with_value::<T, String>(found, index, parsed(value)),
        });
    }
    found.expect("a key has columns")
}

fn with_value<T: Table, V: ColumnValue + Comparable>(
    key: Option<AlternateKey<T>>,
    index: u16,
    value: V,
) -> AlternateKey<T> {
    let column: Column<T, V, ReadWrite> = column(index);
    let key = match key {
        Some(key) => key.and(column, value),
        None => AlternateKey::new(column, value),
    };
    key.expect("supported characters")
}

fn changed<T: Table, M>(mut changes: Changes<T, M>, write: &Value) -> Changes<T, M>
where
    ReadWrite: Settable<M>,
{
    for (name, value) in write["set"].as_object().into_iter().flatten() {
        changes = set(changes, index_of::<T>(name), value);
    }
    for (name, target) in write["bind"].as_object().into_iter().flatten() {
        if let Some(key) = target[3].as_object() {
            let row = with_known(&target[0], || key_of::<Known>(key).address());
            let lookup: Column<T, Lookup<Known>, ByBind> = column(index_of::<T>(name));
            changes = with_known(&target[0], || changes.bind(lookup, row));
            continue;
        }
        let id = target_id(target);
        let lookup: Column<T, Lookup<Target>, ByBind> = column(index_of::<T>(name));
        changes = changes.bind(lookup, id);
    }
    for name in write["clear"].as_array().into_iter().flatten() {
        let column: Column<T, (), ReadWrite> =
            column(index_of::<T>(name.as_str().expect("a name")));
        changes = changes.clear(column);
    }
    for name in write["clear_over"].as_array().into_iter().flatten() {
        let index = relationship_of(T::info().many_to_one, name).expect("a relationship");
        let over: ManyToOne<T, Target, Navigable> = many_to_one(index);
        changes = changes.clear_over(over);
    }
    changes
}

/// Adds rows that are created together with a new row.
fn together<T: Table, M: MayCreate>(mut changes: Changes<T, M>, write: &Value) -> Changes<T, M> {
    let list = |name: &str| write[name].as_array().into_iter().flatten();
    for insert in list("insert") {
        for row in insert["rows"].as_array().into_iter().flatten() {
            let row = with_known(&insert["table"], || create::<Known>(row));
            let (info, name) = (T::info(), &insert["navigation"]);
            changes = if let Some(index) = relationship_of(info.many_to_one, name) {
                changes.insert(many_to_one::<T, Known, Navigable>(index), row)
            } else if let Some(index) = relationship_of(info.one_to_many, name) {
                changes.insert(one_to_many::<T, Known, Navigable>(index), row)
            } else {
                let index = relationship_of(info.many_to_many, name).expect("a relationship");
                changes.insert(many_to_many::<T, Known, Navigable>(index), row)
            };
        }
    }
    for party in list("parties") {
        let index = index_of::<T>(party["column"].as_str().expect("a name"));
        let parties: Column<T, Parties<Target, UnknownRole>, ByParty> = column(index);
        let role = party["role"].as_i64().expect("a number") as i32;
        let id = target_id(&party["target"]);
        let role = <PartyRole as Choice>::from_value(role);
        changes = changes.add_party_as(parties, role, id);
    }
    changes
}

fn set<T: Table, M>(changes: Changes<T, M>, index: u16, value: &Value) -> Changes<T, M>
where
    ReadWrite: Settable<M>,
{
    macro_rules! set {
        ($type:ty, $value:expr) => {{
            let column: Column<T, $type, ReadWrite> = column(index);
            let value: $type = $value;
            changes.set(column, value)
        }};
    }
    match T::info().columns[usize::from(index)].kind {
        ColumnKind::Integer { .. } => set!(i32, parsed(value)),
        ColumnKind::BigInt { .. } => set!(i64, parsed(value)),
        ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => set!(Decimal, parsed(value)),
        ColumnKind::Double { .. } => set!(f64, parsed(value)),
        ColumnKind::Boolean { .. } => set!(bool, parsed(value)),
        ColumnKind::ManagedProperty => set!(ManagedBoolean, parsed::<bool>(value).into()),
        ColumnKind::Uniqueidentifier => set!(Uuid, parsed(value)),
        ColumnKind::DateTime { behavior } => match behavior {
            DateTimeBehavior::UserLocal => set!(DateTime, parsed(value)),
            DateTimeBehavior::TimeZoneIndependent => set!(ZonelessDateTime, parsed(value)),
            DateTimeBehavior::DateOnly => set!(Date, parsed(value)),
        },
        ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. } => {
            set!(Any, Any(parsed(value)))
        }
        ColumnKind::MultiSelectPicklist { .. } => {
            let options = value.as_str().expect("a string").split(',');
            let options = options.map(|option| Any(option.parse().expect("an option")));
            set!(Choices<Any>, Choices::new(options))
        }
        ColumnKind::Image { .. } => set!(Image, Image::from_base64(parsed::<String>(value))),
        _ => set!(String, parsed(value)),
    }
}

/// Returns a request for one value.
fn single<T: Table>(message: &str, write: &Value) -> Result<Request, Failure> {
    let index = index_of::<T>(write["column"].as_str().expect("a name"));
    let row = address::<T>(write);
    let text: Column<T, String, ReadWrite> = column(index);
    macro_rules! put {
        ($type:ty, $value:expr) => {{
            let column: Column<T, $type, ReadWrite> = column(index);
            let value: $type = $value;
            column.put(row, value)
        }};
    }
    let value = &write["value"];
    match (message, T::info().columns[usize::from(index)].kind) {
        ("get", _) => Ok(text.get(row)),
        ("get_raw", _) => Ok(text.get_raw(row)),
        ("clear", _) => text.delete(row),
        (_, ColumnKind::Integer { .. }) => put!(i32, parsed(value)),
        (_, ColumnKind::BigInt { .. }) => put!(i64, parsed(value)),
        (_, ColumnKind::Decimal { .. } | ColumnKind::Money { .. }) => put!(Decimal, parsed(value)),
        (_, ColumnKind::Double { .. }) => put!(f64, parsed(value)),
        (_, ColumnKind::Boolean { .. }) => put!(bool, parsed(value)),
        (_, ColumnKind::ManagedProperty) => put!(ManagedBoolean, parsed::<bool>(value).into()),
        (_, ColumnKind::Uniqueidentifier) => put!(Uuid, parsed(value)),
        (_, ColumnKind::DateTime { behavior }) => match behavior {
            DateTimeBehavior::UserLocal => put!(DateTime, parsed(value)),
            DateTimeBehavior::TimeZoneIndependent => put!(ZonelessDateTime, parsed(value)),
            DateTimeBehavior::DateOnly => put!(Date, parsed(value)),
        },
        (_, ColumnKind::Picklist { .. }) => put!(Any, Any(parsed(value))),
        (_, ColumnKind::MultiSelectPicklist { .. }) => {
            let options = value.as_str().expect("a string").split(',');
            let options = options.map(|option| Any(option.parse().expect("an option")));
            put!(Choices<Any>, Choices::new(options))
        }
        _ => put!(String, parsed(value)),
    }
}

/// Returns the requests along a relationship.
fn related<T: Table>(write: &Value) -> Vec<Value> {
    let row = address::<T>(write);
    let target = target_id(&write["target"]);
    let base: BaseUrl = BASE.parse().expect("a URL");
    let (info, name) = (T::info(), &write["navigation"]);
    let requests = if let Some(index) = relationship_of(info.many_to_one, name) {
        let path = many_to_one::<T, Target, Navigable>(index).path(row);
        let unlisted = path.unlisted();
        let mut requests = vec![path.references()];
        if write["changes"] == true {
            requests.push(unlisted.set(&base, target));
            requests.extend(unlisted.clear().ok());
        }
        requests
    } else if let Some(index) = relationship_of(info.one_to_many, name) {
        let path = one_to_many::<T, Target, Navigable>(index).path(row);
        let unlisted = path.unlisted();
        let mut requests = vec![path.references(), path.count()];
        if write["changes"] == true {
            requests.push(unlisted.associate(&base, target));
        }
        if write["clears"] == true {
            requests.push(unlisted.disassociate(target));
        }
        requests
    } else {
        let index = relationship_of(info.many_to_many, name).expect("a relationship");
        let path = many_to_many::<T, Target, Navigable>(index).path(row);
        let unlisted = path.unlisted();
        let disassociate = unlisted.disassociate(target);
        vec![
            path.references(),
            path.count(),
            unlisted.associate(&base, target),
            disassociate,
        ]
    };
    let shown = requests
        .iter()
        .map(|request| shown("relate", false, request));
    shown.collect()
}

/// Returns a batch with a query and a change set, whose requests refer to earlier ones.
fn batch<'a, T: Table>(rows: impl Iterator<Item = &'a Value>) -> Result<Request, Box<dyn Error>> {
    let base: BaseUrl = BASE.parse().expect("a URL");
    let mut set = ChangeSet::new();
    let own = T::info().many_to_one.iter().find(|over| {
        let lookup = T::info().column(over.attribute);
        over.table == T::info().logical_name
            && !over.navigation_property.is_empty()
            && lookup.is_some_and(|lookup| lookup.valid_for_update)
    });
    let mut earlier = None;
    for row in rows {
        let created = set.create(create::<T>(row))?;
        set.add(Changes::<T, Update>::update(created).into_request()?);
        if let (Some(earlier), Some(own)) = (earlier, own) {
            let lookup: Column<T, Lookup<T>, ByBind> = column(index_of::<T>(own.attribute));
            let update = Changes::<T, Update>::update(created).bind(lookup, earlier);
            set.add(update.into_request()?);
        }
        earlier = Some(created);
    }
    let query = T::unlisted().query().into_request()?;
    let batch = Batch::new()
        .request(query)
        .change_set(set)
        .continue_on_error()
        .into_request(&base);
    Ok(batch?)
}

/// Makes [`Target`] the table of a target, and returns the id.
fn target_id(target: &Value) -> Id<Target> {
    let text = |index: usize| target[index].as_str().expect("a string");
    // There are a few hundred tables.
    TARGET.set((text(0).to_owned().leak(), text(1).to_owned().leak()));
    Id::new(parsed(&target[2]))
}

fn parsed<V: core::str::FromStr>(value: &Value) -> V {
    let text = value.as_str().expect("a string");
    text.parse().ok().expect("a valid value")
}

fn index_of<T: Table>(name: &str) -> u16 {
    let mut columns = T::info().columns.iter();
    let index = columns.position(|column| column.logical_name == name);
    index.expect("a column of the table") as u16
}

fn relationship_of(list: &[RelationshipInfo], navigation: &Value) -> Option<u16> {
    let index = list
        .iter()
        .position(|over| navigation == over.navigation_property)?;
    Some(index as u16)
}
