//! Characters that can't be seen, or that look like others.

use dataverse_schema_pages::Severity::{self, Error, Warning};

use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Column, ManyToOne, OneToMany, Options, Page, Section};

/// Characters, each with its name.
const CHARACTERS: &[(char, &str)] = &[
    ('\u{200b}', "zero width space"),
    ('\u{a0}', "no-break space"),
    ('\u{feff}', "byte order mark"),
    ('\u{ad}', "soft hyphen"),
    ('\u{202e}', "right-to-left override"),
    ('\u{fffd}', "replacement character"),
    ('\u{7}', "bell"),
];

/// Places in which any of them is a fault.
const PLACES: &[(&str, Scope, &str, Severity)] = &[
    ("a key", Column("String"), "|Max~Length|", Error),
    ("a number", Column("String"), "|MaxLength|~", Error),
    ("a type", Column("String"), "|Type|Str~ing|", Error),
    ("a logical name", Column("String"), "|LogicalName|`~", Error),
    ("a label", Options("Picklist"), "|**~", Warning),
    ("a value", Options("Picklist"), "|~", Error),
    (
        "a description",
        Column("String"),
        "|Description|**~",
        Warning,
    ),
    (
        "a display name",
        Column("String"),
        "|DisplayName|**~",
        Warning,
    ),
    ("a heading of a section", Page, "## Prop~erties", Error),
    ("a heading of a column", Column("String"), "</a> ~", Error),
    ("an anchor", Column("String"), "BKMK~_", Error),
    ("a message", Section("## Messages"), "`Cre~ate`", Error),
    (
        "a property",
        Section("## Properties"),
        "**Logical~Name**",
        Error,
    ),
    ("a part's key", ManyToOne, "Ass~ign: ", Warning),
    ("a part's value", ManyToOne, "`NoCas~cade`", Warning),
    ("a menu", OneToMany, "`Det~ails`", Warning),
    ("a related table", ManyToOne, "|ReferencedEntity|`~", Error),
    ("targets", Column("Lookup"), "|Targets|~", Error),
    ("a state", Options("Status"), "State:0~", Error),
    (
        "an invariant name",
        Options("State"),
        "InvariantName: `~",
        Warning,
    ),
];

/// Words with a letter of another alphabet.
const LOOK_ALIKES: &[(Scope, &str, &str, Severity)] = &[
    (Column("String"), "|MaxLength|", "|Маx\u{4c}ength|", Error),
    (Column("String"), "|Type|String|", "|Type|Ѕtring|", Error),
    (Column("String"), "|Type|String|", "|Tyре|String|", Error),
    (
        Column("String"),
        "|LogicalName|`c",
        "|LogicalName|`с",
        Error,
    ),
    (
        Section("## Properties"),
        "**SchemaName**",
        "**SсhemaName**",
        Error,
    ),
    (Section("## Messages"), "`Create`", "`Сreate`", Error),
    (ManyToOne, "`NoCascade`", "`NoСascade`", Warning),
    (Page, "## Properties", "## Prоperties", Error),
    (Options("Picklist"), "|**", "|**С", Warning),
    (
        Column("String"),
        "|RequiredLevel|",
        "|RequirеdLevel|",
        Error,
    ),
    (Column("Integer"), "|MaxValue|", "|MaxValue|１", Error),
    (Column("Integer"), "|MaxValue|", "|MaxValue|٣", Error),
];

fn plant(page: &CleanPage, scope: Scope, from: &str, to: &str) -> Option<Edit> {
    let mut lines = scope.lines(page)?;
    let at = lines.find(|at| page.lines[*at].contains(from))?;
    let line = page.lines[at].replacen(from, to, 1);
    Some(Edit::new(page).set(at, line))
}

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (character, name) in CHARACTERS {
        for (place, scope, form, severity) in PLACES {
            let (from, to) = (
                form.replace('~', ""),
                form.replace('~', &character.to_string()),
            );
            // Blanks around a cell mean nothing.
            let is_at_edge = *character == '\u{a0}' && form.ends_with('~');
            // In longer strings, no-break spaces are usual.
            if *character == '\u{a0}' && *place == "a description" {
                continue;
            }
            if is_at_edge && !form.contains("**~") && !form.contains("`~") {
                continue;
            }
            kinds.push(Kind {
                group: "characters",
                name: format!("{name} in {place}"),
                severity: *severity,
                plant: Box::new(move |page| Some(plant(page, *scope, &from, &to)?.planted(page))),
            });
        }
    }
    for (scope, from, to, severity) in LOOK_ALIKES {
        kinds.push(Kind {
            group: "characters",
            name: format!("look-alike: {scope:?}: {to:?}"),
            severity: *severity,
            plant: Box::new(move |page| {
                let lines = scope.lines(page)?;
                // Only ASCII words have look-alikes.
                let at = lines.clone().find(|at| page.lines[*at].contains(from))?;
                let rest = page.lines[at].split_once(from)?.1;
                let is_ascii = !to.ends_with("|**С") || rest.is_ascii();
                is_ascii
                    .then(|| plant(page, *scope, from, to))?
                    .map(|edit| edit.planted(page))
            }),
        });
    }
    kinds
}
