//! What a merge of two versions of a page leaves until someone chooses one.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::page::{Block, Content, content};
use crate::source::{Source, Span};

/// Reads the blocks of a page by a function. If there are conflicts, they are its only errors: all
/// others may be due to reading both versions.
pub(super) fn read_blocks<'s, T>(
    source: &'s Source,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&'s Source, &[Block<'s>], &mut Diagnostics) -> T,
) -> T {
    let Content {
        blocks,
        conflict_markers,
    } = content(source);
    if conflict_markers.is_empty() {
        return read(source, &blocks, diagnostics);
    }
    report(source, &conflict_markers, diagnostics);
    read(source, &blocks, &mut Diagnostics::default())
}

/// Reports each conflict at its first line.
fn report(source: &Source, markers: &[Span], diagnostics: &mut Diagnostics) {
    let mut is_open = false;
    for (index, marker) in markers.iter().enumerate() {
        let kind = source.slice(*marker).chars().next();
        let begins = kind == Some('<');
        // The other lines belong to the conflict that is open.
        if !begins && is_open {
            is_open = kind != Some('>');
            continue;
        }
        is_open = begins;
        let message = "unresolved merge conflict";
        let error = Diagnostic::new(Code::ConflictMarker, source, *marker, message)
            .help("choose one of the two versions, and remove the lines `<<<<<<<`, `=======`, and `>>>>>>>`");
        let mut rest = markers[index + 1..].iter();
        let end = rest.find(|marker| source.slice(**marker).starts_with('>'));
        diagnostics.push(match end.filter(|_| begins) {
            Some(end) => error.with_related(source, *end, "end of the conflict"),
            None => error,
        });
    }
}
