//! Solutions that tests write.

use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Code, Diagnostic, render_page};
use dataverse_schema_solution::{Options, Solutions, read_solutions};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A folder for the files of a test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and returns the path of the folder.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    pub(crate) fn read(&self) -> Result<Solutions, Vec<Diagnostic>> {
        read(&[self.0.path()])
    }

    /// Returns the only table's page.
    pub(crate) fn page(&self) -> String {
        page(&self.read().expect("a good solution"))
    }
}

pub(crate) fn read(paths: &[&Path]) -> Result<Solutions, Vec<Diagnostic>> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    read_solutions(&paths, &Options::default())
}

pub(crate) fn page(solutions: &Solutions) -> String {
    let [table] = &solutions.tables[..] else {
        panic!("{} tables", solutions.tables.len());
    };
    render_page(table)
}

/// Returns the texts of diagnostics, without the names of files.
pub(crate) fn texts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let text = |diagnostic: &Diagnostic| {
        let message = diagnostic.message();
        let end = message.split_once(": ").map_or(message, |(_, end)| end);
        format!("{}: {end}", diagnostic.code())
    };
    diagnostics.iter().map(text).collect()
}

/// Returns the only error's code and message.
pub(crate) fn error(result: Result<Solutions, Vec<Diagnostic>>) -> (Code, String) {
    let errors = result.expect_err("an error");
    let [error] = &errors[..] else {
        panic!("{:?}", texts(&errors));
    };
    (error.code(), error.message().to_owned())
}

/// Returns a zip with these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, options).expect("a new file");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// Writes a zip, and returns its path.
pub(crate) fn write_zip(folder: &Folder, files: &[(&str, &[u8])]) -> PathBuf {
    let path = folder.path("solution.zip");
    let mut file = File::create(&path).expect("a file");
    file.write_all(&zip(files)).expect("it is written");
    path
}

/// Returns a `customizations.xml` with these tables, relationships and option sets.
pub(crate) fn customizations(tables: &str, relationships: &str, sets: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">
  <Entities>{tables}</Entities>
  <Roles />
  <EntityRelationships>{relationships}</EntityRelationships>
  <optionsets>{sets}</optionsets>
  <Languages><Language>1033</Language></Languages>
</ImportExportXml>"
    )
}

/// Returns a table with these columns, with everything that a page needs.
pub(crate) fn table(name: &str, more: &str, columns: &str) -> String {
    let key = format!("{name}id");
    let key = column(&key, "primarykey", "<IsCustomField>0</IsCustomField>");
    entity(
        name,
        &format!(
            "<LocalizedNames><LocalizedName description=\"{name}\" languagecode=\"1033\" /></LocalizedNames>
            <attributes>{key}{columns}</attributes>
            <EntitySetName>{}s</EntitySetName>
            <OwnershipTypeMask>UserOwned</OwnershipTypeMask>{more}",
            name.to_lowercase()
        ),
    )
}

/// Returns a table with this content.
pub(crate) fn entity(name: &str, content: &str) -> String {
    format!(
        "<Entity><Name>{name}</Name><EntityInfo><entity Name=\"{name}\">{content}</entity></EntityInfo></Entity>"
    )
}

/// Returns a column that can be set.
pub(crate) fn column(name: &str, r#type: &str, more: &str) -> String {
    let logical_name = name.to_lowercase();
    format!(
        "<attribute PhysicalName=\"{name}\">
          <Type>{type}</Type>
          <Name>{logical_name}</Name>
          <LogicalName>{logical_name}</LogicalName>
          <RequiredLevel>none</RequiredLevel>
          <DisplayMask>ValidForForm</DisplayMask>
          <ValidForUpdateApi>1</ValidForUpdateApi>
          <ValidForReadApi>1</ValidForReadApi>
          <ValidForCreateApi>1</ValidForCreateApi>
          {more}
        </attribute>"
    )
}

/// Returns a column of text of a publisher.
pub(crate) fn text(name: &str, max_length: u32) -> String {
    let more = format!("<IsCustomField>1</IsCustomField><MaxLength>{max_length}</MaxLength>");
    column(name, "nvarchar", &more)
}

/// Returns a one-to-many relationship of a lookup.
pub(crate) fn relationship(name: &str, from: &str, lookup: &str, to: &str, more: &str) -> String {
    format!(
        "<EntityRelationship Name=\"{name}\">
          <EntityRelationshipType>OneToMany</EntityRelationshipType>
          <ReferencingEntityName>{from}</ReferencingEntityName>
          <ReferencedEntityName>{to}</ReferencedEntityName>
          <CascadeDelete>RemoveLink</CascadeDelete>
          <ReferencingAttributeName>{lookup}</ReferencingAttributeName>
          {more}
        </EntityRelationship>"
    )
}

/// Returns the names of both navigation properties of a relationship.
pub(crate) fn roles(lookup: &str, collection: &str) -> String {
    format!(
        "<EntityRelationshipRoles>
          <EntityRelationshipRole>
            <NavPaneDisplayOption>UseCollectionName</NavPaneDisplayOption>
            <NavigationPropertyName>{lookup}</NavigationPropertyName>
            <RelationshipRoleType>1</RelationshipRoleType>
          </EntityRelationshipRole>
          <EntityRelationshipRole>
            <NavigationPropertyName>{collection}</NavigationPropertyName>
            <RelationshipRoleType>0</RelationshipRoleType>
          </EntityRelationshipRole>
        </EntityRelationshipRoles>"
    )
}
