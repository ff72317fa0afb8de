use crate::model::{Fact, Message};
use crate::page::{Cell, Row, Table};
use crate::read::Reader;
use crate::read::section::{Section, tables};
use crate::source::Span;

impl Reader<'_> {
    /// `## Messages`: the first cell holds the name and `Event: True`.
    pub(super) fn messages(&mut self, section: &Section<'_>, messages: &mut Option<Vec<Message>>) {
        self.rows(section, "Name <br />Is Event?", messages, |reader, cell| {
            let raw = reader.source.slice(cell.span);
            let (name, event) = raw.split_once("<br />").unwrap_or((raw, ""));
            let is_event = event.trim() == "Event: True";
            if !is_event && event.trim() != "Event: False" {
                reader.error(
                    cell.span,
                    "the message doesn't say whether it is an event",
                    |d| d.help("a cell here has the form `` `Create`<br />Event: False ``"),
                );
            }
            (name.len(), is_event)
        });
    }

    /// `## Events`: the first cell is the name of an event.
    pub(super) fn events(&mut self, section: &Section<'_>, messages: &mut Option<Vec<Message>>) {
        self.rows(section, "Name", messages, |_, cell| {
            (cell.span.end - cell.span.start, true)
        });
    }

    fn rows(
        &mut self,
        section: &Section<'_>,
        first: &str,
        messages: &mut Option<Vec<Message>>,
        name_and_event: impl Fn(&mut Self, &Cell) -> (usize, bool),
    ) {
        let messages = messages.get_or_insert_default();
        for table in tables(&section.blocks) {
            if self.has_header(table, &[first, "Web API Operation", "SDK for .NET"]) {
                self.table(table, messages, &name_and_event);
            }
        }
    }

    fn table(
        &mut self,
        table: &Table,
        messages: &mut Vec<Message>,
        name_and_event: &impl Fn(&mut Self, &Cell) -> (usize, bool),
    ) {
        for row in &table.rows {
            let Row { cells, closed, .. } = row;
            let ([name, web_api, sdk], true) = (cells.as_slice(), closed) else {
                self.broken_row(row, 3);
                continue;
            };
            let (length, is_event) = name_and_event(self, name);
            let start = name.span.start;
            let name = Cell::new(
                self.source,
                Span {
                    start,
                    end: start + length,
                },
            );
            messages.push(Message {
                name: Fact::new(name.text, name.span),
                is_event,
                web_api: self.markdown(web_api),
                sdk: self.markdown(sdk),
            });
        }
    }

    fn markdown(&self, cell: &Cell) -> Option<Fact<String>> {
        let text = self.source.slice(cell.span);
        (!text.is_empty()).then(|| Fact::new(text.to_owned(), cell.span))
    }
}
