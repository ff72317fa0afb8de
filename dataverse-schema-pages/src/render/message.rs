use std::fmt::{Result, Write as _};

use crate::model::{Fact, Message};
use crate::render::cell::{Style, part};
use crate::render::page::Page;

impl Page<'_> {
    pub(super) fn messages(&mut self, messages: &[Message], are_events: bool) -> Result {
        let names_only = are_events || messages.iter().all(|m| m.is_event.is_none());
        let head = if are_events || names_only && !messages.is_empty() {
            "|Name|"
        } else {
            "| Name <br />Is Event? |"
        };
        writeln!(
            self,
            "{head}Web API Operation |SDK for .NET |\n| ---- | ----- |----- |"
        )?;
        let text =
            |fact: &Option<Fact<String>>| fact.as_ref().map_or(String::new(), |f| f.value.clone());
        for message in messages {
            write!(self, "| {}", part(&message.name.value, Style::Code))?;
            if let (Some(is_event), false) = (&message.is_event, names_only) {
                let is_event = if is_event.value { "True" } else { "False" };
                write!(self, "<br />Event: {is_event} ")?;
            }
            writeln!(self, "|{} |{}|", text(&message.web_api), text(&message.sdk))?;
        }
        writeln!(self)
    }
}
