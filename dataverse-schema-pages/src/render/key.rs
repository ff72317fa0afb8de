use std::fmt::{Result, Write as _};

use crate::layout::Section;
use crate::model::AlternateKey;
use crate::render::cell::{Style, cell};
use crate::render::page::Page;

impl Page<'_> {
    pub(super) fn keys(&mut self) -> Result {
        let keys = &self.table.alternate_keys;
        self.index(keys.iter().map(|key| (key.schema_name.value.as_str(), "")))?;
        for AlternateKey {
            schema_name,
            facts,
            extra,
        } in keys
        {
            self.heading(Section::AlternateKeys, &schema_name.value, "")?;
            writeln!(self, "|Property|Value|\n|---|---|")?;
            for (key, value) in facts.rows() {
                let style = match key {
                    "DisplayName" => Style::Bold,
                    "LogicalName" => Style::Code,
                    _ => Style::Bare,
                };
                writeln!(self, "|{key}|{}|", cell(&value, style))?;
            }
            self.extra_rows(extra)?;
            writeln!(self)?;
            self.texts(extra)?;
        }
        Ok(())
    }
}
