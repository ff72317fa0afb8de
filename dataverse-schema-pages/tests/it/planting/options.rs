//! Faults in the options of choices.

use dataverse_schema_pages::Severity::{Error, Warning};

use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::Scope::{self, Column, Options};
use super::scope::{Change, Piece, change_kinds, piece_kinds};

const STATE: Scope = Options("State");
const STATUS: Scope = Options("Status");
const PICKLIST: Scope = Options("Picklist");

const PIECES: &[Piece] = &[
    (STATE, "**<br />DefaultStatus", "**, DefaultStatus", Error),
    (STATE, "**<br />DefaultStatus", "** DefaultStatus", Error),
    (STATE, "**<br />DefaultStatus", "**; DefaultStatus", Error),
    (
        STATE,
        "**<br />DefaultStatus",
        "**<br>/DefaultStatus",
        Error,
    ),
    (
        STATE,
        "**<br />DefaultStatus",
        "**\\<br />DefaultStatus",
        Error,
    ),
    (STATE, "<br />InvariantName", "InvariantName", Error),
    (STATE, "<br />InvariantName", ", InvariantName", Error),
    (STATE, "DefaultStatus:", "DefaultStatus", Error),
    (STATE, "DefaultStatus:", "DefaultStaus:", Error),
    (STATE, "DefaultStatus:", "Default Status:", Error),
    (STATE, "DefaultStatus:", "defaultstatus:", Error),
    (STATE, "InvariantName:", "InvariantNam:", Error),
    (STATE, "InvariantName:", "Invariant:", Error),
    (STATE, "Label:", "Lable:", Error),
    (STATE, "Label: **", "**", Error),
    (STATE, "Label: **", "Label **", Error),
    (STATE, "DefaultStatus: 1", "DefaultStatus: 99", Warning),
    (STATE, "DefaultStatus: 1", "DefaultStatus: ", Warning),
    (STATE, "DefaultStatus: 1", "DefaultStatus: one", Error),
    (STATE, "<br />DefaultStatus: 1", "", Warning),
    (
        STATE,
        "DefaultStatus: 1",
        "DefaultStatus: 1<br />DefaultStatus: 1",
        Error,
    ),
    (STATE, "**<br />Def", "<br />Def", Error),
    (STATUS, "<br />State:0", " State:0", Error),
    (STATUS, "<br />State:0", ", State:0", Error),
    (STATUS, "<br />State:0", "", Error),
    (STATUS, "<br />State:0", "<br />", Error),
    (STATUS, "State:0", "State:", Error),
    (STATUS, "State:0", "State:7", Error),
    (STATUS, "State:0", "State:-1", Error),
    (STATUS, "State:0", "State:Active", Error),
    (STATUS, "State:0", "Stat:0", Error),
    (STATUS, "State:0", "state:0", Error),
    (STATUS, "State:0", "State 0", Error),
    (STATUS, "State:0", "State:0<br />State:1", Error),
    (STATUS, "Label: **", "**", Error),
    (STATUS, "TransitionData:", "TransitonData:", Error),
    (STATUS, "TransitionData:", "Transitions:", Error),
    (STATUS, "tostatusid=\"2\"", "tostatusid=\"77\"", Warning),
    (STATUS, "tostatusid=\"2\"", "tostatusid=\"two\"", Error),
    (STATUS, "tostatusid=\"2\"", "tostatusid=2", Error),
    (STATUS, "tostatusid=\"2\"", "tostatus=\"2\"", Error),
    (
        STATUS,
        "sourcestatusid=\"1\"",
        "sourcestatusid=\"2\"",
        Error,
    ),
    (STATUS, "</allowedtransitions>", "", Error),
    (
        STATUS,
        "</allowedtransitions>`",
        "</allowedtransitions>",
        Error,
    ),
    (
        STATUS,
        "<allowedtransitions xmlns",
        "<allowedtransition xmlns",
        Error,
    ),
    (PICKLIST, "**|", "|", Error),
    (PICKLIST, "|**", "|", Error),
    (PICKLIST, "|**", "|*", Error),
    (PICKLIST, "|**", "||**", Error),
    (PICKLIST, "**|", "**", Error),
    (Column("Picklist"), "|Value|Label|", "|Value|Lable|", Error),
    (Column("Picklist"), "|Value|Label|", "|Label|Value|", Error),
    (Column("Picklist"), "|Value|Label|", "|Value|", Error),
    (Column("Picklist"), "|Value|Label|", "|Number|Label|", Error),
    (Column("Picklist"), "|Value|Label|", "|value|label|", Error),
    (Column("State"), "|Value|Details|", "|Value|Detail|", Error),
    (Column("State"), "|Value|Details|", "|Value|Label|", Error),
    (
        Column("Picklist"),
        "Choices/Options",
        "Choice/Option",
        Error,
    ),
    (
        Column("Picklist"),
        "Choices/Options",
        "Choices / Options",
        Error,
    ),
    (
        Column("Picklist"),
        "Choices/Options",
        "choices/options",
        Error,
    ),
    (Column("Picklist"), "Choices/Options", "Optionen", Error),
];

/// Returns the first option of a column of a type, as its line, value and the rest of the row.
fn option<'a>(page: &'a CleanPage, r#type: &str) -> Option<(usize, &'a str, &'a str)> {
    let at = *page.options(page.column(r#type)?).first()?;
    let (value, rest) = page.lines[at].strip_prefix('|')?.split_once('|')?;
    Some((at, value, rest))
}

fn with_value(page: &CleanPage, value: &str) -> Option<Edit> {
    let (at, _, rest) = option(page, "Picklist")?;
    Some(Edit::new(page).set(at, format!("|{value}|{rest}")))
}

const CHANGES: &[Change] = &[
    ("value is a word", Error, |page| with_value(page, "one")),
    ("value is blank", Error, |page| with_value(page, "")),
    ("row is blank", Error, |page| {
        let (at, _, rest) = option(page, "Picklist")?;
        page.options(page.column("Picklist")?).get(1)?;
        let cells = "|".repeat(rest.matches('|').count());
        Some(Edit::new(page).set(at, format!("||{cells}")))
    }),
    ("value is a fraction", Error, |page| with_value(page, "1.5")),
    ("value has separators", Error, |page| {
        with_value(page, "192,350,000")
    }),
    ("value is too large", Error, |page| {
        with_value(page, "3000000000")
    }),
    ("value is in quotes", Error, |page| {
        with_value(page, "\"1\"")
    }),
    ("value has a look-alike minus", Error, |page| {
        with_value(page, "−1")
    }),
    ("value has fullwidth digits", Error, |page| {
        with_value(page, "１")
    }),
    ("option is there twice", Error, |page| {
        let (at, ..) = option(page, "Picklist")?;
        Some(Edit::new(page).insert(at + 1, &page.lines[at]))
    }),
    ("value is that of another option", Error, |page| {
        let rows = page.options(page.column("Picklist")?);
        let (_, value, _) = option(page, "Picklist")?;
        let (_, rest) = page.lines[*rows.get(1)?][1..].split_once('|')?;
        Some(Edit::new(page).set(rows[1], format!("|{value}|{rest}")))
    }),
    ("label is that of another option", Warning, |page| {
        let rows = page.options(page.column("Picklist")?);
        let (_, _, rest) = option(page, "Picklist")?;
        let (value, _) = page.lines[*rows.get(1)?][1..].split_once('|')?;
        Some(Edit::new(page).set(rows[1], format!("|{value}|{rest}")))
    }),
    ("label is blank", Warning, |page| {
        let (at, value, rest) = option(page, "Picklist")?;
        let more = rest.split_once('|')?.1;
        Some(Edit::new(page).set(at, format!("|{value}||{more}")))
    }),
    ("state's row is lost", Error, |page| {
        let (at, ..) = option(page, "State")?;
        let status = page.options(page.column("Status")?);
        let mut edit = Edit::new(page).remove(at..at + 1);
        edit.planted.extend(status.into_iter().map(|at| at - 1));
        Some(edit)
    }),
    ("only status of a state is lost", Error, |page| {
        let rows = page.options(page.column("Status")?);
        let of = |state: &str| {
            let rows = rows.iter().copied();
            let rows = rows.filter(|at| page.lines[*at].contains(state));
            rows.collect::<Vec<usize>>()
        };
        let [last] = <[usize; 1]>::try_from(of("State:1")).ok()?;
        let states = page.options(page.column("State")?);
        let state = states
            .into_iter()
            .find(|at| page.lines[*at].starts_with("|1|"));
        let default = page.lines[state?].contains("DefaultStatus");
        default.then(|| {
            Edit::new(page)
                .remove(last..last + 1)
                .and(state.unwrap_or(0))
        })
    }),
    ("default status is of another state", Warning, |page| {
        let rows = page.options(page.column("State")?);
        let (first, second) = (page.lines[rows[0]].as_str(), *rows.get(1)?);
        let of = |line: &str| {
            let after = line.split_once("DefaultStatus: ")?.1;
            Some(after.split_once('<')?.0.to_owned())
        };
        let (one, other) = (of(first)?, of(&page.lines[second])?);
        let line = page.lines[second].replacen(
            &format!("DefaultStatus: {other}"),
            &format!("DefaultStatus: {one}"),
            1,
        );
        Some(Edit::new(page).set(second, line))
    }),
    ("invariant name is that of another state", Warning, |page| {
        let rows = page.options(page.column("State")?);
        let of = |at: usize| {
            page.lines[at]
                .split_once("InvariantName: ")
                .map(|(_, name)| name)
        };
        let (one, other) = (of(rows[0])?, of(*rows.get(1)?)?);
        let line = page.lines[rows[1]].replacen(other, one, 1);
        Some(Edit::new(page).set(rows[1], line))
    }),
    ("rows of a choice are lost", Warning, |page| {
        let column = page.column("Picklist")?;
        let rows = page.options(column.clone());
        let (first, last) = (*rows.first()?, *rows.last()?);
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let edit = Edit::new(page).remove(first..last + 1);
        Some(edit.and(heading).and(column.start))
    }),
    ("table of options is lost", Error, |page| {
        let column = page.column("Picklist")?;
        let rows = page.options(column.clone());
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let edit = Edit::new(page).remove(rows.first()? - 2..rows.last()? + 1);
        Some(edit.and(heading).and(column.start))
    }),
    ("heading of options is lost", Error, |page| {
        let column = page.column("Picklist")?;
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        Some(
            Edit::new(page)
                .remove(heading..heading + 1)
                .and(column.start)
                .and(heading + 1),
        )
    }),
    ("heading and table of options are lost", Error, |page| {
        let column = page.column("Picklist")?;
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let last = *page.options(column.clone()).last()?;
        Some(Edit::new(page).remove(heading..last + 1).and(column.start))
    }),
    ("heading of options has the wrong level", Error, |page| {
        let column = page.column("Picklist")?;
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        let line = page.lines[heading].trim_start_matches('#');
        Some(Edit::new(page).set(heading, format!("###{line}")))
    }),
    ("heading of options names another column", Error, |page| {
        let column = page.column("Picklist")?;
        let heading = page.find(column.start, |line| line.starts_with("#### "))?;
        Some(Edit::new(page).set(heading, "#### contoso_Other Choices/Options"))
    }),
    ("options below a text column", Error, |page| {
        let column = page.column("String")?;
        let name = page.heading_name(column.start);
        let at = page.last_row(column)? + 1;
        Some(Edit::new(page).insert(
            at,
            &format!("\n#### {name} Choices/Options\n\n|Value|Label|\n|---|---|\n|1|**One**|"),
        ))
    }),
    ("options below a number", Error, |page| {
        let column = page.column("Integer")?;
        let name = page.heading_name(column.start);
        let at = page.last_row(column)? + 1;
        Some(Edit::new(page).insert(
            at,
            &format!("\n#### {name} Choices/Options\n\n|Value|Label|\n|---|---|\n|1|**One**|"),
        ))
    }),
    ("row is commented out", Error, |page| {
        let (at, ..) = option(page, "Picklist")?;
        Some(Edit::new(page).set(at, format!("<!-- {} -->", page.lines[at])))
    }),
    ("blank line splits the options", Error, |page| {
        let rows = page.options(page.column("Picklist")?);
        let edit = Edit::new(page).insert(*rows.get(1)?, "");
        let at = rows[1] + 1;
        Some(edit.and(at))
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = piece_kinds("options", PIECES);
    kinds.extend(change_kinds("options", CHANGES));
    kinds
}
