use crate::model::fact::facts;
use crate::model::{Blank, CellValue, Expected, Fact};
use crate::page::{Cell, Style};

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ChoiceOption {
    /// The value on the wire.
    pub value: Fact<i32>,
    /// What else the page says of it.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: OptionFacts,
}

facts! {
    /// What a page says of an option: the columns of the table of options, or the parts of its column `Details`.
    ///
    /// State options have a default status and an invariant name, status options a state and transitions.
    OptionFacts {
        "Label" label: String,
        "DefaultStatus" default_status: i32,
        "InvariantName" invariant_name: String,
        "State" state: i32,
        "TransitionData" transitions: Transitions,
        "Description" description: String,
        "Color" color: String,
        "ExternalValue" external_value: String,
    }
}

impl OptionFacts {
    /// Takes over what another page says. Pages that change an option leave out what stays as it is: a blank changes nothing.
    pub(crate) fn amend(&mut self, other: &Self) {
        let mut other = other.clone();
        other.blank = Blank::default();
        self.patch(&other);
    }
}

impl ChoiceOption {
    /// The label; empty where the page gives none.
    pub fn label(&self) -> &str {
        self.facts.label.as_ref().map_or("", |fact| &fact.value)
    }
}

/// The statuses that may follow a status.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(transparent))]
pub struct Transitions {
    /// The values of the statuses.
    pub to: Vec<i32>,
    /// The status that the page names as theirs.
    #[cfg_attr(feature = "json", serde(skip))]
    pub(crate) from: i32,
}

const OPEN: &str =
    "<allowedtransitions xmlns=\"http://schemas.microsoft.com/crm/2009/WebServices\">";
const CLOSE: &str = "</allowedtransitions>";

/// `<allowedtransitions …><allowedtransition sourcestatusid="1" tostatusid="5" /></allowedtransitions>`
impl CellValue for Transitions {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
        let list = cell.text.trim().strip_prefix(OPEN);
        let list = list.and_then(|list| list.strip_suffix(CLOSE));
        let elements = list.unwrap_or_default().split_inclusive("/>");
        let pairs = elements.map(|element| {
            let from = element
                .trim()
                .strip_prefix("<allowedtransition sourcestatusid=\"")?;
            let (from, to) = from.split_once("\" tostatusid=\"")?;
            let to = to.strip_suffix("/>")?.trim_end().strip_suffix('"')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        });
        let pairs: Option<Vec<(i32, i32)>> = pairs.collect();
        match pairs.as_deref() {
            Some([(from, _), rest @ ..]) if rest.iter().all(|(other, _)| other == from) => {
                Ok(Self {
                    from: *from,
                    to: pairs.iter().flatten().map(|(_, to)| *to).collect(),
                })
            }
            _ => Err(Expected::Form(
                "`None` or, in `<allowedtransitions xmlns=\"…\">`, a list of `<allowedtransition sourcestatusid=\"…\" tostatusid=\"…\" />`",
            )),
        }
    }

    fn is_blank(cell: &Cell<'_>) -> bool {
        cell.is_blank() || cell.style == Style::Bare && cell.text == "None"
    }

    fn write(&self) -> String {
        let Self { from, to } = self;
        let elements = to.iter().map(|to| {
            format!("<allowedtransition sourcestatusid=\"{from}\" tostatusid=\"{to}\" />")
        });
        format!("{OPEN}{}{CLOSE}", elements.collect::<String>())
    }
}
