//! The language of a page.

use std::fs;

use dataverse_schema_codegen::Builder;
use test_support::page;

/// Generates the code of a page after this front matter, with these options.
fn code(front_matter: &str, options: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("schemas")).expect("a folder");
    let page = page("contoso_tag.md");
    let body = page.strip_prefix("---\n").expect("front matter");
    let page = format!("---\n{front_matter}{body}");
    fs::write(folder.path().join("schemas/page.md"), page).expect("a file");
    let builder = Builder::new(format!("\"page.md\"{options}")).manifest_dir(folder.path());
    builder.generate().expect("a page").code
}

#[test]
fn page_says_its_language_unless_the_macro_does() {
    let french = code("", ", language = 1036");
    assert_eq!(code("language: 1036\n", ""), french);
    assert_eq!(code("language: 1031\n", ", language = 1036"), french);
    assert_ne!(code("", ""), french);
    assert_eq!(code("language: 1033\n", ""), code("", ""));
}
