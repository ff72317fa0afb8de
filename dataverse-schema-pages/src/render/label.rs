use std::fmt::{Result, Write as _};

use crate::layout::Section;
use crate::model::{CellValue as _, Fact};
use crate::render::cell::{Style, inner_cell};
use crate::render::page::Page;

impl Page<'_> {
    pub(super) fn labels(&mut self) -> Result {
        let labels = &self.table.localized_labels;
        let mut languages: Vec<i32> = labels.iter().map(|label| label.language.value).collect();
        languages.sort_unstable();
        languages.dedup();
        let names: Vec<String> = languages.iter().map(i32::to_string).collect();
        self.index(names.iter().map(|name| (name.as_str(), "")))?;
        for (language, name) in languages.iter().zip(&names) {
            self.heading(Section::LocalizedLabels, name, "")?;
            writeln!(self, "|Of|Name|Label|Description|\n|---|---|---|---|")?;
            for label in labels
                .iter()
                .filter(|label| label.language.value == *language)
            {
                let text = |fact: &Option<Fact<String>>| {
                    let text = fact.as_ref().map_or("", |fact| &fact.value);
                    inner_cell(text, Style::Bare).into_owned()
                };
                writeln!(
                    self,
                    "|{}|{}|{}|{}|",
                    label.of.value.write(),
                    inner_cell(&label.name.value, Style::Bare),
                    text(&label.label),
                    text(&label.description)
                )?;
            }
            writeln!(self)?;
        }
        Ok(())
    }
}
