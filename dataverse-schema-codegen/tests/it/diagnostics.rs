//! Errors of `include_schema!`: about bad pages, and about its own input.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dataverse_schema_codegen::include_schema;
use dataverse_schema_pages::{Source, read_page};
use test_support::{page, workspace};

/// Returns the messages of `compile_error!` in the expansion of this input.
pub(crate) fn errors(input: &str, manifest_dir: &Path) -> Vec<String> {
    let input = format!("[::dataverse_schema] {input}")
        .parse()
        .expect("the input consists of tokens");
    let file: syn::File =
        syn::parse2(include_schema(input, manifest_dir)).expect("the expansion parses");
    let errors = file.items.iter().filter_map(|item| match item {
        syn::Item::Macro(item) if item.mac.path.segments.last()?.ident == "compile_error" => {
            let text: syn::LitStr = item.mac.parse_body().expect("a string literal");
            Some(text.value())
        }
        _ => None,
    });
    errors.collect()
}

/// Returns a good page to which columns can be appended.
fn page_without_index() -> String {
    let text = page("contoso_crate.md");
    text.lines()
        .filter(|line| !line.starts_with("- ["))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn errors_about_bad_pages() {
    let mut entries: Vec<_> = fs::read_dir(workspace().join("tests/pages"))
        .expect("the folder exists")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter(|name| name.starts_with("bad_"))
        .collect();
    entries.sort();
    let mut shown = String::new();
    for name in entries {
        let errors = errors(&format!("{name:?}, dir = \"tests/pages\""), workspace());
        assert!(!errors.is_empty(), "{name} is bad");
        for error in errors {
            writeln!(shown, "error: {error}\n").expect("writing to a String succeeds");
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("bad_pages", shown);
    });
}

#[test]
fn errors_about_the_input() {
    let inputs = [
        "",
        "dir = \"x\"",
        "\"pluginpackge.md\"",
        "\"account.md\"",
        "\"x.md\", dir = \"schema\"",
        "\"q*.md\"",
        "\"Package.md\"",
        "PAGE",
        "\"pluginpackage.md\", dirr = \"x\"",
        "\"pluginpackage.md\", colour = \"x\"",
        "\"pluginpackage.md\", dir = \"schemas\", dir = \"schemas\"",
        "\"pluginpackage.md\", crate = self::x",
        "\"pluginpackage.md\", entity_sets(team = \"teams\", team = \"teams\")",
        "\"pluginpackage.md\", entity_sets(managedidentty = \"managedidentities\")",
        "\"pluginpackage.md\", entity_sets(pluginpackage = \"pluginpackages\")",
        "\"pluginpackage.md\", entity_sets(systemuser = \"system users\")",
        "\"pluginpackage.md\", extern_tables(account = crate::schema::Account)",
        "\"pluginpackage.md\" \"x\"",
        "\"pluginpackage.md\", rename = x",
        "\"pluginpackage.md\", rename(pluginpackage)",
        "\"pluginpackage.md\", rename(5 = Package)",
        "\"pluginpackage.md\", rename(pluginpackage = \"Package\")",
        "\"pluginpackage.md\", rename(pluginpackage = Package systemuser = User)",
        "\"pluginpackage.md\", rename(pluginpackage. = Package)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstate.Published = Out)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstate.0.1 = Out)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstate.4294967296 = Out)",
        "\"pluginpackage.md\", rename(), rename()",
        "\"pluginpackage.md\", rename(pluginpackge = Package)",
        "\"pluginpackage.md\", rename(systemuser = User)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstat = state)",
        "\"pluginpackage.md\", rename(pluginpackage.Name = title)",
        "\"pluginpackage.md\", rename(pluginpackage.color = colour)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstate.17 = Out)",
        "\"pluginpackage.md\", rename(pluginpackage.componentstate.-1 = Out)",
        "\"pluginpackage.md\", rename(pluginpackage.name.1 = Out)",
        "\"contoso_parcel.md\", dir = \"tests/pages\", rename(contoso_parcel.owneridname = owner_name)",
        "\"contoso_parcel.md\", dir = \"tests/pages\", rename(contoso_parcel.contoso_watchers = watchers)",
        "\"pluginpackage.md\", rename(pluginpackage.name = title, pluginpackage.r#name = label)",
        "\"pluginpackage.md\", rename(pluginpackage.statecode.0 = On, pluginpackage.statecode.0 = Active)",
        "\"pluginpackage.md\", rename(pluginpackage.name = version)",
        "\"pluginpackage.md\", rename(pluginpackage.name = title, pluginpackage.version = title)",
        "\"pluginpackage.md\", rename(pluginpackage.statecode.0 = Inactive)",
        "\"pluginpackage.md\", rename(pluginpackage.statecode.0 = On, pluginpackage.statecode.1 = On)",
        "\"pluginpackage.md\", rename(pluginpackage = StateCode)",
        "\"contoso_parcel.md\", dir = \"tests/pages\", rename(contoso_parcel.contoso_contents = ContosoService)",
        "\"*.md\", rename(pluginpackage = StagedMetadataAsyncOperation)",
        "\"contoso_c*.md\", dir = \"tests/pages\", rename(contoso_crate = contoso_carrier)",
        "\"pluginpackage.md\", rename(pluginpackage = tables)",
        "\"pluginpackage.md\", rename(pluginpackage.name = extras)",
        "\"pluginpackage.md\", rename(pluginpackage.statecode.0 = Unknown)",
        "\"pluginpackage.md\", rename(pluginpackage.name = type)",
        "\"pluginpackage.md\", rename(pluginpackage.name = r#gen)",
        "\"pluginpackage.md\", rename(pluginpackage = Self)",
        "\"pluginpackage.md\", rename(pluginpackage.name = _)",
        "5",
    ];
    let mut shown = String::new();
    for input in inputs {
        let errors = errors(input, workspace());
        assert!(!errors.is_empty(), "{input} is bad");
        for error in errors {
            let error = error.replace(&workspace().display().to_string(), "[workspace]");
            writeln!(shown, "include_schema!({input})\nerror: {error}\n")
                .expect("writing to a String succeeds");
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("bad_input", shown);
    });
}

#[test]
fn duplicate_page_is_read_once() {
    assert!(errors("\"pluginpackage.md\", \"*.md\"", workspace()).is_empty());
    let two = errors(
        "\"contoso_crate.md\", \"bad_type.md\", dir = \"tests/pages\"",
        workspace(),
    );
    assert!(
        two.iter()
            .any(|e| e.starts_with("two base pages of table `contoso_crate`")),
        "{two:#?}"
    );
}

#[test]
fn all_errors_of_all_pages_are_reported_at_once() {
    let errors = errors(
        "[\"bad_type.md\", \"bad_several.md\"], dir = \"tests/pages\"",
        workspace(),
    );
    assert_eq!(errors.len(), 5, "{errors:#?}");
    let locations = errors.iter().map(|error| {
        let (_, location) = error.split_once("--> ").expect("each has a location");
        location.lines().next().expect("a line").to_owned()
    });
    let locations: Vec<String> = locations.collect();
    let expected = [
        // Another page of the table is its base page.
        "tests/pages/bad_several.md:7:3",
        "tests/pages/bad_several.md:42:17",
        "tests/pages/bad_several.md:56:16",
        "tests/pages/bad_several.md:57:7",
        "tests/pages/bad_type.md:58:7",
    ];
    assert_eq!(locations, expected);
}

#[test]
fn number_of_errors_is_capped() {
    let text = fs::read_to_string(workspace().join("schemas/pluginpackage.md"))
        .expect("the page exists")
        .replace("|True|", "|Yes|");
    let wrong = text.matches("|Yes|").count();
    let direct = read_page(&Source::new("many.md", text.as_str()));
    assert_eq!(direct.expect_err("a bad page").len(), wrong);
    let folder = tempfile::tempdir().expect("a folder can be created");
    fs::write(folder.path().join("many.md"), &text).expect("it can be written");
    let errors = errors("\"many.md\", dir = \".\"", folder.path());
    assert_eq!(errors.len(), 21);
    assert_eq!(
        errors[20],
        format!("{} more diagnostics not shown", wrong - 20)
    );
    let text = text.replacen("|Yes|", "|True|", wrong - 21);
    fs::write(folder.path().join("many.md"), text).expect("it can be written");
    let errors = self::errors("\"many.md\", dir = \".\"", folder.path());
    assert_eq!(errors[20], "1 more diagnostic not shown");
}

#[test]
fn good_items_are_generated_beside_errors() {
    let input = "[::dataverse_schema] \"bad_type.md\", dir = \"tests/pages\""
        .parse()
        .expect("tokens");
    let code = include_schema(input, workspace()).to_string();
    assert!(
        code.contains("compile_error") && code.contains("pub struct ContosoCrate"),
        "{code}"
    );
    assert!(
        code.contains("contoso_crate_id") && !code.contains("pub contoso_name"),
        "{code}"
    );
}

#[test]
fn colliding_type_names_are_an_error() {
    let column = |name: &str, logical: &str| {
        format!(
            "### {name}\n\n|Property|Value|\n|---|---|\n|LogicalName|`{logical}`|\n|Type|Picklist|\n\n#### {name} Choices/Options\n\n|Value|Label|\n|---|---|\n|1|**One**|\n\n"
        )
    };
    let text = page_without_index()
        + &column("new_kind_1", "new_kind_1")
        + &column("new_kind1", "new_kind1");
    let folder = tempfile::tempdir().expect("a folder can be created");
    fs::write(folder.path().join("page.md"), text).expect("it can be written");
    let errors = errors("\"page.md\", dir = \".\"", folder.path());
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(
        errors[0].starts_with("duplicate name `NewKind1` for `new_kind_1` and `new_kind1`"),
        "{}",
        errors[0]
    );
}

#[test]
fn variants_never_collide() {
    let labels = [
        "Foo",
        "Foo",
        "Foo 1",
        "Value 1",
        "Value 9",
        "",
        "½",
        "Unknown",
        "Unknown 7",
        "foo1",
    ];
    let rows: String = labels
        .iter()
        .enumerate()
        .map(|(value, label)| format!("|{value}|**{label}**|\n"))
        .collect();
    let text = page_without_index()
        + &format!(
            "### <a name=\"x\"></a> kind\n\n|Property|Value|\n|---|---|\n|LogicalName|`kind`|\n|Type|Picklist|\n\n#### kind Choices/Options\n\n|Value|Label|\n|---|---|\n{rows}\n"
        );
    let folder = tempfile::tempdir().expect("a folder can be created");
    fs::write(folder.path().join("page.md"), text).expect("it can be written");
    let input = "[::dataverse_schema] \"page.md\", dir = \".\""
        .parse()
        .expect("tokens");
    let file: syn::File = syn::parse2(include_schema(input, folder.path())).expect("it parses");
    let code = prettyplease::unparse(&file);
    let variants = code
        .split("pub enum Kind {")
        .nth(1)
        .expect("the enum")
        .split('}')
        .next()
        .expect("its end");
    let variants: Vec<&str> = variants
        .lines()
        .map(str::trim)
        .filter(|line| line.ends_with(','))
        .collect();
    let different: std::collections::BTreeSet<_> = variants.iter().collect();
    assert_eq!(variants.len(), labels.len() + 1);
    assert_eq!(different.len(), variants.len(), "{variants:?}");
}
