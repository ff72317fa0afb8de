//! Bodies that set columns of a row.

use super::Book;
use super::json::Json;
use super::key::check_key;
use super::party;
use super::rules;
use super::table::{Column, Navigation, Table};
use super::url::{Key, Segment, below_base};
use super::value::{check_value, integer};
use super::violations::Violations;

/// What a body may contain.
#[derive(Clone, Copy)]
pub(super) struct Write<'a> {
    /// True if the row may be new.
    pub(super) creates: bool,
    /// True if the row may exist.
    pub(super) updates: bool,
    /// The columns of the row's address.
    pub(super) key: &'a [String],
    /// True if the body is a target of a bulk message.
    pub(super) is_target: bool,
}

impl Write<'_> {
    pub(super) const NEW: Self = Self {
        creates: true,
        updates: false,
        key: &[],
        is_target: false,
    };
}

impl Book {
    /// Checks a body that sets columns of a row.
    pub(super) fn check_row(
        &self,
        table: &Table,
        body: &Json,
        write: Write<'_>,
        found: &mut Violations,
    ) {
        let Json::Object(members) = body else {
            return found.add(&rules::OBJECT, format_args!("{body:?}"));
        };
        let mut lookups = Vec::new();
        for (index, (name, value)) in members.iter().enumerate() {
            let is_duplicate = members[..index].iter().any(|(known, _)| known == name);
            found.check(
                !is_duplicate,
                &rules::OBJECT,
                format_args!("duplicate `{name}`"),
            );
            let (property, annotation) = match name.split_once('@') {
                Some((property, annotation)) => (property, Some(annotation)),
                None => (&**name, None),
            };
            // A column has precedence over a navigation property of the same name.
            let is_value = annotation.is_none()
                && !matches!(value, Json::Object(_) | Json::List(_))
                && table.column(name).is_some_and(|column| !column.is_lookup());
            let navigations = table.navigation(property);
            match (annotation, if is_value { &[] } else { navigations }) {
                (Some("odata.type" | "odata.id"), _) if write.is_target && property.is_empty() => {}
                (Some("odata.bind"), navigations @ [_, ..]) => {
                    self.check_bind(navigations, name, value, found);
                    lookups.push(navigations);
                }
                (None, navigations @ [_, ..]) => {
                    self.check_related(table, navigations, name, value, write, found);
                    lookups.push(navigations);
                }
                (None, []) => check_property(table, name, value, write, found),
                (Some(_), _) => found.add(&rules::PROPERTY, format_args!("`{name}`")),
            }
        }
        check_lookups(table, &lookups, write, found);
        check_status(table, body, found);
    }

    fn check_bind(
        &self,
        navigations: &[Navigation],
        name: &str,
        value: &Json,
        found: &mut Violations,
    ) {
        let what = format!("`{name}` is {value:?}");
        let address = match value {
            Json::Null => return,
            Json::Text(address) => address,
            _ => return found.add(&rules::BIND, what),
        };
        if is_content_id(address) {
            return;
        }
        let Some(path) = below_base(address) else {
            return found.add(&rules::BIND, what);
        };
        let Segment { name: set, key } = Segment::read(path.trim_start_matches('/'));
        let Some(key) = key else {
            return found.add(&rules::BIND, what);
        };
        let is_plain = !address.contains(['%', '#']);
        found.check(is_plain, &rules::PLAIN_KEY, &what);
        let Some(to) = self.table_of_set(&set) else {
            return found.add(&rules::BIND, what);
        };
        let leads = |navigation: &Navigation| {
            let is_owner = navigation.to == "owner" || navigation.lookup == "ownerid";
            navigation.to == to || is_owner && matches!(to, "systemuser" | "team")
        };
        found.check(navigations.iter().any(leads), &rules::BIND, &what);
        match self.table(to) {
            Some(table) => check_key(table, &key, address, found),
            None => found.check(matches!(key, Key::Id(_)), &rules::KEY_FORM, &what),
        }
    }

    /// Checks a navigation property: null, or rows that are inserted.
    fn check_related(
        &self,
        table: &Table,
        navigations: &[Navigation],
        name: &str,
        value: &Json,
        write: Write<'_>,
        found: &mut Violations,
    ) {
        let is_list = navigations.iter().any(|navigation| navigation.is_list);
        let rows = match value {
            Json::Null if !is_list => return,
            Json::Object(_) if !is_list => std::slice::from_ref(value),
            Json::List(rows) if is_list => rows,
            _ => return found.add(&rules::DEEP_INSERT, format_args!("`{name}` is {value:?}")),
        };
        found.check(write.creates, &rules::DEEP_INSERT, format_args!("`{name}`"));
        let to = self.related(navigations);
        let lookup = navigations.iter().find_map(|way| self.lookup(table, way));
        if let Some(lookup) = lookup.filter(|_| is_list) {
            check_validity(lookup, Write::NEW, &format!("`{name}`"), found);
        }
        let is_party = navigations.iter().all(|way| way.to == party::TABLE);
        for row in rows {
            if is_party {
                self.check_party(table, row, found);
            }
            match to {
                Some(table) => self.check_row(table, row, Write::NEW, found),
                None => {
                    let is_object = matches!(row, Json::Object(_));
                    found.check(is_object, &rules::OBJECT, format_args!("{row:?}"));
                }
            }
        }
    }
}

/// Returns true for `$1`.
pub(super) fn is_content_id(address: &str) -> bool {
    let number = address.strip_prefix('$');
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

fn check_property(
    table: &Table,
    name: &str,
    value: &Json,
    write: Write<'_>,
    found: &mut Violations,
) {
    let what = format!("`{name}` of `{}`", table.name);
    let Some(column) = table.column(name) else {
        let is_lookup = table.property(name).is_some();
        let rule = if is_lookup {
            &rules::LOOKUP
        } else {
            &rules::PROPERTY
        };
        // A bulk message addresses a row by the properties of its key.
        if !(is_lookup && write.is_target) {
            found.add(rule, what);
        }
        return;
    };
    if column.is_lookup() {
        return found.add(&rules::LOOKUP, what);
    }
    if column.is_description {
        return found.add(&rules::NO_PROPERTY_COLUMN, what);
    }
    if column.property().is_none() {
        return found.add(&rules::PROPERTY, what);
    }
    let is_key = write.key.iter().any(|key| key == name);
    found.check(!is_key, &rules::UPSERT_KEY, &what);
    if write.is_target && name == table.primary_id {
        return check_value(column, value, found);
    }
    check_validity(column, write, &what, found);
    match value {
        Json::Null => {
            let is_kept = write.creates || !column.is_required();
            found.check(is_kept, &rules::REQUIRED, &what);
        }
        value => check_value(column, value, found),
    }
}

fn check_validity(column: &Column, write: Write<'_>, what: &str, found: &mut Violations) {
    let allows = write.creates && column.is_for_create() && !column.is_secondary_image()
        || write.updates && column.is_for_update();
    if allows {
        return;
    }
    let rule = if !column.is_writable() {
        &rules::READ_ONLY
    } else if !write.creates {
        &rules::CREATE_ONLY
    } else if column.is_secondary_image() {
        &rules::IMAGE
    } else {
        &rules::UPDATE_ONLY
    };
    found.add(rule, what);
}

/// Checks that each lookup is written once, and that the page allows it.
fn check_lookups(
    table: &Table,
    written: &[&[Navigation]],
    write: Write<'_>,
    found: &mut Violations,
) {
    let lookups: Vec<&str> = written
        .iter()
        .map(|navigations| &*navigations[0].lookup)
        .filter(|lookup| !lookup.is_empty())
        .collect();
    for (index, lookup) in lookups.iter().enumerate() {
        let what = format_args!("`{lookup}`");
        found.check(
            !lookups[..index].contains(lookup),
            &rules::ONE_NAVIGATION,
            what,
        );
        let is_key = write.key.iter().any(|key| key == lookup);
        found.check(!is_key, &rules::UPSERT_KEY, what);
        if let Some(column) = table.column(lookup) {
            check_validity(column, write, &what.to_string(), found);
        }
    }
}

/// Checks that a status is one of the state.
fn check_status(table: &Table, body: &Json, found: &mut Violations) {
    let value = |kind: &str| {
        let column = table.columns.iter().find(|column| column.kind == kind)?;
        Some((column, integer(body.get(&column.name)?)?))
    };
    let (Some((_, state)), Some((column, status))) = (value("State"), value("Status")) else {
        return;
    };
    let options = column.options();
    let listed = options.iter().find(|(option, _)| *option == status);
    if let Some((_, Some(of))) = listed {
        found.check(
            *of == state,
            &rules::STATUS,
            format_args!("{status} with {state}"),
        );
    }
}
