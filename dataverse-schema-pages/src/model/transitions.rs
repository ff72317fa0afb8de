#[cfg(feature = "json")]
use crate::model::FactValue;
use crate::model::{CellValue, Expected};

/// The statuses that may follow a status.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(transparent))]
pub struct Transitions {
    /// The values of the statuses.
    pub to: Vec<i32>,
    /// The source status that the page names.
    #[cfg_attr(feature = "json", serde(skip))]
    pub(crate) from: i32,
}

const OPEN: &str =
    "<allowedtransitions xmlns=\"http://schemas.microsoft.com/crm/2009/WebServices\">";
const CLOSE: &str = "</allowedtransitions>";

/// `<allowedtransitions …><allowedtransition sourcestatusid="1" tostatusid="5" /></allowedtransitions>`
impl CellValue for Transitions {
    fn parse(text: &str) -> Result<Self, Expected> {
        let list = text.trim().strip_prefix(OPEN);
        let list = list.and_then(|list| list.strip_suffix(CLOSE));
        let elements = list.unwrap_or_default().split_inclusive("/>");
        let pairs: Option<Vec<(i32, i32)>> = elements.map(transition).collect();
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

    fn write(&self) -> String {
        let Self { from, to } = self;
        let elements = to.iter().map(|to| {
            format!("<allowedtransition sourcestatusid=\"{from}\" tostatusid=\"{to}\" />")
        });
        format!("{OPEN}{}{CLOSE}", elements.collect::<String>())
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::List(self.to.iter().copied().map(FactValue::Integer).collect())
    }
}

/// Returns the source status and the target status of an element.
fn transition(element: &str) -> Option<(i32, i32)> {
    let rest = element
        .trim()
        .strip_prefix("<allowedtransition sourcestatusid=\"")?;
    let (from, rest) = rest.split_once("\" tostatusid=\"")?;
    let to = rest.strip_suffix("/>")?.trim_end().strip_suffix('"')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}
