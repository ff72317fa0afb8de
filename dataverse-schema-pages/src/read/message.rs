use crate::diagnostic::Code;
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Fact, Message};
use crate::page::{Cell, MarkdownTable, split_line};
use crate::read::reader::Reader;
use crate::read::section::SectionContent;
use crate::source::Span;

/// The header of the first column in the layout that marks events.
pub(super) const NAME_AND_EVENT: &str = "Name <br />Is Event?";

/// The headers of the other columns, in the current layout and in older ones.
const OTHERS: &[[&str; 2]] = &[
    ["Web API Operation", "SDK for .NET"],
    ["Web API Operation", "SDK Assembly"],
    ["Web API Operation", "SDK class or method"],
];

impl<'s> Reader<'s, '_> {
    /// Reads `## Messages` and `## Events`.
    pub(super) fn messages(
        &mut self,
        content: &SectionContent<'s>,
        all_events: bool,
        messages: &mut Option<Vec<Message>>,
    ) {
        let messages = messages.get_or_insert_default();
        let Some(table) = self.one_table(&content.blocks) else {
            return;
        };
        let has_event = match first_header(table).as_deref() {
            Some(NAME_AND_EVENT) => true,
            Some("Name" | "Message") => self.has_unexpected_events(table),
            _ => {
                self.check_header(table, &[NAME_AND_EVENT, OTHERS[0][0], OTHERS[0][1]]);
                return;
            }
        };
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for row in table.rows() {
            let ([name, web_api, sdk], true) = (row.cells, row.closed) else {
                self.invalid_row(row, 3);
                continue;
            };
            let (length, event) = if has_event {
                self.event(name)
            } else {
                let length = name.span.end() - name.span.start();
                (length, all_events.then_some(true))
            };
            let is_event = event.map(|event| Fact::new(event, name.span));
            let name = Cell::new(self.source, name.span.subspan(0, length));
            let name = Fact::new(name.one_line().into_owned(), name.span);
            if let Some(first) = seen.insert(name.value.clone(), name.span) {
                self.duplicate(
                    Code::DuplicateRow,
                    format_args!("message `{}`", name.value),
                    name.span,
                    first,
                );
                continue;
            }
            messages.push(Message {
                name,
                is_event,
                web_api: self.markdown(web_api),
                sdk: self.markdown(sdk),
            });
        }
    }

    /// Returns true if messages are marked as events below a header without them, and reports it.
    fn has_unexpected_events(&mut self, table: &MarkdownTable<'_>) -> bool {
        let mut names = table.rows().filter_map(|row| row.cells.first());
        let has_events = names.any(|name| name.text.contains("\nEvent: "));
        if has_events {
            self.check_header(table, &[NAME_AND_EVENT, OTHERS[0][0], OTHERS[0][1]]);
        }
        has_events
    }

    /// Reads `` `Create`<br />Event: False ``.
    ///
    /// Returns the length of the name, and whether the message is an event.
    fn event(&mut self, cell: &Cell<'_>) -> (usize, Option<bool>) {
        let raw = self.source.slice(cell.span);
        let (name, event) = split_line(raw).unwrap_or((raw, ""));
        let is_event = match event.trim() {
            "Event: True" => Some(true),
            "Event: False" => Some(false),
            _ => {
                let message = "missing `Event: True` or `Event: False`";
                self.error(Code::MissingEvent, cell.span, message, |d| {
                    d.help("write the cell as `` `Create`<br />Event: False ``")
                });
                None
            }
        };
        (name.len(), is_event)
    }

    fn markdown(&self, cell: &Cell<'_>) -> Option<Fact<String>> {
        let text = self.source.slice(cell.span);
        (!text.is_empty()).then(|| Fact::new(text.to_owned(), cell.span))
    }
}

/// Returns the header of the first column, if the others are those of a table of messages.
fn first_header<'t>(table: &'t MarkdownTable<'_>) -> Option<Cow<'t, str>> {
    let (first, others) = table.header().cells.split_first()?;
    let is_known = |known: &[&str; 2]| others.iter().map(|cell| &*cell.text).eq(*known);
    OTHERS.iter().any(is_known).then(|| first.one_line())
}
