//! Turns the blocks of a page into operations.

mod entry;
mod intro;
mod list;
mod reference;
mod section;

use crate::diagnostic::{Code, Diagnostics};
use crate::layout::operations::{OperationSection, TITLE};
use crate::model::Operations;
use crate::page::Block;
use crate::read::conflict;
use crate::read::operations::section::sections;
use crate::read::reader::Reader;
use crate::source::Source;

/// Returns true if the title of a page is that of a page of operations.
pub fn is_operations_page(source: &Source) -> bool {
    let mut lines = source.text().lines().map(str::trim_end).peekable();
    let mark = |line: &&str| line.trim_start_matches('\u{feff}') == "---";
    if lines.next_if(mark).is_some() {
        lines.find(mark);
    }
    let title = lines.find(|line| line.trim_start_matches('\u{feff}').starts_with("# "));
    title.is_some_and(|title| title.ends_with(TITLE) && title.len() > TITLE.len() + 1)
}

/// Reads a page of operations. Returns `None` if it has no title.
pub fn read_operations(source: &Source, diagnostics: &mut Diagnostics) -> Option<Operations> {
    conflict::read_blocks(source, diagnostics, read_blocks)
}

fn read_blocks<'s>(
    source: &'s Source,
    blocks: &[Block<'s>],
    diagnostics: &mut Diagnostics,
) -> Option<Operations> {
    let mut found = Diagnostics::default();
    let page = read_page(source, blocks, &mut found);
    // An entry that can't be read would be missing.
    if let Some(page) = &page
        && found.is_empty()
    {
        Reader::new(source, &mut found).check_references(page);
    }
    diagnostics.extend(found);
    page
}

fn read_page<'s>(
    source: &'s Source,
    blocks: &[Block<'s>],
    diagnostics: &mut Diagnostics,
) -> Option<Operations> {
    let mut reader = Reader::new(source, diagnostics);
    let (intro, sections) = sections(blocks);
    let mut page = reader.operations_intro(&intro)?;
    let mut seen = Vec::new();
    for content in &sections {
        let Some(section) = content.section else {
            reader.unknown_operations_section(content, &mut page.extra);
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == section) {
            let what = format_args!("section `{}`", section.heading());
            reader.duplicate(Code::DuplicateHeading, what, content.title.span, *first);
        }
        seen.push((section, content.title.span));
        reader.lines(None, &content.blocks).keep(&mut page.extra);
        match section {
            OperationSection::Operations => reader.operations(content, &mut page.operations),
            OperationSection::ComplexTypes => {
                reader.complex_types(content, &mut page.complex_types);
            }
            OperationSection::EnumTypes => reader.enum_types(content, &mut page.enum_types),
            OperationSection::Tables => reader.operation_tables(content, &mut page.tables),
        }
    }
    Some(page)
}
