use std::io::{self, Read};
use std::path::Path;

use dataverse_schema_pages::{Code, Diagnostic};

use crate::report::Report;
use crate::xml::{Cause, Item, Origin, XmlError, read};

/// Adds a part of a solution. Returns the message about a limit that it exceeds.
pub(crate) type AddItem<'a> = &'a mut dyn FnMut(Item, &mut Report) -> Result<(), String>;

/// Returns the error about a file or a folder that can't be read.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read `{}`: {error}", path.display());
    Diagnostic::general(Code::CannotReadFile, message)
}

/// Returns true if a path of an archive or a solution stays in its folder.
pub(super) fn is_inside(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']);
    !path.contains('\0') && !parts.any(|part| part == ".." || part.ends_with(':'))
}

/// Reads the parts in a file. `unreadable` is the code for one that can't be read to its end.
pub(super) fn visit_file(
    name: &str,
    reader: impl Read,
    unreadable: Code,
    report: &mut Report,
    add: AddItem<'_>,
) {
    let file = report.file(name);
    let result = read(file, reader, &mut |item| add(item, report));
    if let Err(XmlError {
        line,
        message,
        cause,
    }) = result
    {
        let code = match cause {
            Cause::Unreadable => unreadable,
            Cause::Invalid => Code::InvalidXml,
            Cause::Excess => Code::UnsafeArchive,
        };
        report.error(Origin { file, line }, code, &message);
    }
}

/// The maximum size of the file of a formula.
const MAX_FORMULA: u64 = 4 << 20;

/// Reads a formula, without the byte order mark.
pub(super) fn read_formula(name: &str, reader: impl Read) -> Result<String, Diagnostic> {
    let error = |code, message: &str| Diagnostic::general(code, format!("{name}: {message}"));
    let mut bytes = Vec::new();
    let read = reader.take(MAX_FORMULA + 1).read_to_end(&mut bytes);
    read.map_err(|failure| error(Code::CannotReadFile, &failure.to_string()))?;
    if bytes.len() as u64 > MAX_FORMULA {
        let message = format!("the file is larger than {} MiB", MAX_FORMULA >> 20);
        return Err(error(Code::UnsafeArchive, &message));
    }
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| error(Code::InvalidUtf8, "invalid UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Returns true if a file belongs to a solution in the YAML form, by its name.
pub(super) fn is_yaml(name: &str) -> bool {
    const NAMES: [&str; 4] = [
        "entity.yml",
        "entityrelationship.yml",
        "optionset.yml",
        "solution.yml",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
