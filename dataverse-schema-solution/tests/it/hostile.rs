//! Archives and files that are made to do harm.

use std::fs;
use std::time::{Duration, Instant};

use dataverse_schema_pages::Code;

use crate::solution::{Folder, column, customizations, error, read, table, text, write_zip, zip};

/// Reads a file, which has to fail quickly.
fn refused(name: &str, content: &[u8]) -> (Code, String) {
    let folder = Folder::new().with(name, content);
    let began = Instant::now();
    let (code, message) = error(read(&[&folder.path(name)]));
    assert!(began.elapsed() < Duration::from_secs(5), "{message}");
    let (_, message) = message.split_once(name).expect("the name of the file");
    (code, message.to_owned())
}

fn good() -> Vec<u8> {
    let xml = customizations(
        &table("contoso_Thing", "", &text("contoso_Name", 10)),
        "",
        "",
    );
    zip(&[
        ("customizations.xml", xml.as_bytes()),
        ("solution.xml", b"<ImportExportXml />"),
    ])
}

/// Returns the indexes of the headers in an archive: in it, and at its end.
fn headers(zip: &[u8]) -> (Vec<usize>, Vec<usize>) {
    let find = |mark: &[u8]| {
        let windows = zip.windows(4).enumerate();
        windows
            .filter(|(_, found)| *found == mark)
            .map(|(index, _)| index)
            .collect()
    };
    (find(b"PK\x03\x04"), find(b"PK\x01\x02"))
}

/// Changes a field of the first file, whose offset differs in both headers.
fn patched(local: usize, central: usize, value: &[u8]) -> Vec<u8> {
    let mut zip = good();
    let (locals, centrals) = headers(&zip);
    for start in [locals[0] + local, centrals[0] + central] {
        zip[start..start + value.len()].copy_from_slice(value);
    }
    zip
}

#[test]
fn file_that_announces_to_be_huge() {
    let zip = patched(22, 24, &0x7fff_ffff_u32.to_le_bytes());
    assert_eq!(
        refused("bomb.zip", &zip),
        (
            Code::UnsafeArchive,
            ": the XML files would take up 2048 MiB; the limit is 256 MiB".to_owned()
        )
    );
}

#[test]
fn file_that_is_larger_than_it_announces() {
    let zip = patched(22, 24, &100_u32.to_le_bytes());
    let (code, message) = refused("bomb.zip", &zip);
    assert_eq!(code, Code::InvalidArchive, "{message}");
}

#[test]
fn paths_out_of_the_archive() {
    for path in [
        "../customizations.xml",
        "a/../../b.xml",
        "/etc/a.xml",
        "C:\\a.xml",
        "..\\a.xml",
    ] {
        let folder = Folder::new();
        let (code, message) = error(read(&[&write_zip(&folder, &[(path, b"<a />")])]));
        assert_eq!(code, Code::UnsafeArchive);
        assert!(message.contains("leads out of the archive"), "{message}");
    }
}

#[test]
fn two_files_of_one_name() {
    let mut zip = zip(&[
        ("customizations.xml", b"<a />"),
        ("customizations.xm_", b"<b />"),
    ]);
    let text = b"customizations.xm_";
    let found: Vec<usize> = zip
        .windows(text.len())
        .enumerate()
        .filter(|(_, window)| *window == text)
        .map(|(index, _)| index + text.len() - 1)
        .collect();
    for index in found {
        zip[index] = b'l';
    }
    let expected = ": two files have the same name".to_owned();
    assert_eq!(refused("twice.zip", &zip), (Code::UnsafeArchive, expected));
}

#[test]
fn two_exports_in_one_archive() {
    for other in ["Customizations.xml", "other/customizations.xml"] {
        let folder = Folder::new();
        let files: [(&str, &[u8]); 2] = [("customizations.xml", b"<a />"), (other, b"<b />")];
        let (code, message) = error(read(&[&write_zip(&folder, &files)]));
        assert_eq!(code, Code::UnsafeArchive);
        let expected = format!("`customizations.xml` and `{other}` are two exports in one archive");
        assert!(message.ends_with(&expected), "{message}");
    }
}

#[test]
fn archive_in_an_archive() {
    let (code, message) = refused("nested.zip", &zip(&[("solution.zip", &good())]));
    assert_eq!(code, Code::NoSolution);
    assert_eq!(message, ": the archive has no solution");
}

#[test]
fn link_in_an_archive() {
    let mut zip = good();
    let (_, centrals) = headers(&zip);
    let header = centrals[0];
    // Written on Unix, where the upper half of the attributes is the kind of the file.
    zip[header + 5] = 3;
    zip[header + 40..header + 42].copy_from_slice(&0o120_777_u16.to_le_bytes());
    let expected = ": `customizations.xml` is a link to another file".to_owned();
    assert_eq!(refused("link.zip", &zip), (Code::UnsafeArchive, expected));
}

#[test]
fn files_that_overlap() {
    let mut zip = good();
    let (_, centrals) = headers(&zip);
    let offset = centrals[1] + 42;
    zip[offset..offset + 4].copy_from_slice(&0_u32.to_le_bytes());
    let (code, message) = refused("overlap.zip", &zip);
    assert!(
        matches!(code, Code::UnsafeArchive | Code::InvalidArchive),
        "{message}"
    );
}

#[test]
fn too_many_files() {
    let mut zip = good();
    let end = zip.len() - 22;
    for offset in [8, 10] {
        zip[end + offset..end + offset + 2].copy_from_slice(&u16::MAX.to_le_bytes());
    }
    let expected = ": the archive has more than 20000 files".to_owned();
    assert_eq!(refused("many.zip", &zip), (Code::UnsafeArchive, expected));
}

#[test]
fn archives_that_cannot_be_read() {
    let whole = good();
    for (name, zip, expected) in [
        ("empty.zip", Vec::new(), "invalid zip archive"),
        (
            "text.zip",
            b"not an archive".to_vec(),
            "invalid zip archive",
        ),
        (
            "cut.zip",
            whole[..whole.len() / 2].to_vec(),
            "invalid zip archive",
        ),
        (
            "locked.zip",
            patched(6, 8, &[1, 0]),
            "the archive is encrypted",
        ),
        (
            "method.zip",
            patched(8, 10, &[77, 0]),
            "unknown compression method",
        ),
        ("checksum.zip", patched(14, 16, &[1, 2, 3, 4]), "checksum"),
    ] {
        let (code, message) = refused(name, &zip);
        assert!(
            matches!(code, Code::InvalidArchive | Code::InvalidXml),
            "{message}"
        );
        assert!(message.to_lowercase().contains(expected), "{message}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">
        ]><Entity><Name>&b;</Name></Entity>";
    let external = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Entity />";
    for xml in [laughs, external] {
        let (code, message) = refused("Entity.xml", xml.as_bytes());
        assert_eq!(code, Code::InvalidXml);
        assert!(message.contains("unexpected `<!DOCTYPE …>`"), "{message}");
    }
    let (_, message) = refused("Entity.xml", b"<Entity><Name>&b;</Name></Entity>");
    assert_eq!(message, ":1: unknown entity `&b;`");
}

#[test]
fn xml_without_end() {
    let deep = "<Name>".repeat(100_000);
    let (code, message) = refused("Entity.xml", format!("<Entity>{deep}").as_bytes());
    assert_eq!(code, Code::UnsafeArchive);
    assert_eq!(message, ":1: elements are nested more than 256 levels deep");
    let skipped = "<a>".repeat(100_000);
    let (code, _) = refused("Entity.xml", format!("<Entity>{skipped}").as_bytes());
    assert_eq!(code, Code::UnsafeArchive);

    let long = "x".repeat(17 << 20);
    let (code, message) = refused("Entity.xml", format!("<Entity a=\"{long}\"/>").as_bytes());
    assert_eq!(code, Code::UnsafeArchive);
    assert_eq!(message, ":1: a tag or a string is longer than 16 MiB");

    let wide = "<Name/>".repeat(200_000);
    let (code, message) = refused("Entity.xml", format!("<Entity>{wide}</Entity>").as_bytes());
    assert_eq!(code, Code::UnsafeArchive);
    assert_eq!(message, ":1: `<Entity>` of line 1 is too large");

    let names = (0..500_000).map(|number| format!("<EntityRelationship Name=\"{number}\"/>"));
    let many = format!("<EntityRelationships>{}", names.collect::<String>());
    let (code, message) = refused("many.xml", many.as_bytes());
    assert_eq!(code, Code::UnsafeArchive);
    let expected = ":1: relationships and option sets take up more than 32 MiB";
    assert_eq!(message, expected);
}

#[test]
fn text_that_is_not_xml() {
    for (xml, expected) in [
        (&b"\xff\xfe<\0E\0"[..], "expected UTF-8, found UTF-16"),
        (b"<Entity><Name>\xff</Name></Entity>", "invalid UTF-8"),
        (b"<Entity><Name></Entity>", "invalid XML"),
        (b"<Entity", "invalid XML"),
        (b"<Entity><Name>", "the file ends within an element"),
        (b"<!-- nothing -->", "missing root element"),
    ] {
        let (code, message) = refused("Entity.xml", xml);
        assert_eq!(code, Code::InvalidXml);
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn formula_outside_the_solution() {
    let more = "<IsCustomField>1</IsCustomField><MaxLength>10</MaxLength>
        <FormulaDefinitionFileName>/../../secret.xaml</FormulaDefinitionFileName>";
    let columns = column("contoso_Sum", "nvarchar", more);
    let xml = customizations(&table("contoso_Thing", "", &columns), "", "");
    let folder = Folder::new()
        .with("secret.xaml", "secret")
        .with("a/b/customizations.xml", &xml);
    let inner = folder.path("a/b");
    for result in [
        read(&[&inner]),
        read(&[&write_zip(
            &folder,
            &[("customizations.xml", xml.as_bytes())],
        )]),
    ] {
        let (code, message) = error(result);
        assert_eq!(code, Code::UnsafeArchive);
        assert_eq!(
            message,
            "path `/../../secret.xaml` of a formula leads out of the solution"
        );
    }
}

#[test]
#[cfg(unix)]
fn links_in_a_circle() {
    let xml = customizations(
        &table("contoso_Thing", "", &text("contoso_Name", 10)),
        "",
        "",
    );
    let folder = Folder::new().with("src/customizations.xml", xml);
    std::os::unix::fs::symlink(folder.path("src"), folder.path("src/again")).expect("a link");
    assert!(fs::exists(folder.path("src/again/again/customizations.xml")).expect("it is known"));
    assert_eq!(folder.read().expect("a good solution").tables.len(), 1);
}
