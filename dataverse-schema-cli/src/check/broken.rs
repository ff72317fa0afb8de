use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::read::read;
use dataverse_schema_pages::{Diagnostics, Source};

/// The pages with errors: what other pages seem to lack may be on them.
#[derive(Default)]
pub(super) struct BrokenPages {
    /// What could be read of the pages.
    tables: Vec<Table>,
    /// True if the table of a page isn't known.
    has_unknown: bool,
}

impl BrokenPages {
    /// Adds a page whose errors are reported.
    pub(super) fn add(&mut self, page: &Source) {
        match read(page, &mut Diagnostics::default()) {
            Some(table) => self.tables.push(table),
            None => self.has_unknown = true,
        }
    }

    /// Adds a page that can't be loaded.
    pub(super) fn add_unknown(&mut self) {
        self.has_unknown = true;
    }

    /// Removes the extensions that can't be merged because of errors on other pages. Errors and
    /// warnings about them would only follow from those errors.
    pub(super) fn remove_extensions(&self, tables: &mut Vec<Table>) {
        let (extensions, mut complete): (Vec<Table>, Vec<Table>) = std::mem::take(tables)
            .into_iter()
            .partition(Table::is_extension);
        let (broken, has_unknown) = (&self.tables, self.has_unknown);
        let mergeable: Vec<Table> = extensions
            .into_iter()
            .filter(|extension| {
                let has_page = |tables: &[Table]| tables.iter().any(|page| is_of(page, extension));
                !has_page(broken) && (!has_unknown || has_page(&complete))
            })
            .collect();
        complete.extend(mergeable);
        *tables = complete;
    }
}

/// Returns true if a page is of the table that an extension names.
fn is_of(page: &Table, extension: &Table) -> bool {
    let name = extension.schema_name();
    let logical_name = page.facts.logical_name.as_ref();
    page.schema_name().eq_ignore_ascii_case(name)
        || logical_name.is_some_and(|fact| fact.value.eq_ignore_ascii_case(name))
}
