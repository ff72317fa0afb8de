//! Several solutions that belong together.

use crate::solution::{Folder, column, customizations, page, read, table, text, texts};

const KIND: &str = "<optionset Name=\"contoso_kind\"><options><option value=\"1\"><labels>
    <label description=\"Small\" languagecode=\"1033\" /></labels></option></options></optionset>";

#[test]
fn option_set_of_another_solution() {
    let kind = column(
        "contoso_Kind",
        "picklist",
        "<AppDefaultValue>-1</AppDefaultValue><OptionSetName>contoso_Kind</OptionSetName>",
    );
    let things = Folder::new().with(
        "customizations.xml",
        customizations(&table("contoso_Thing", "", &kind), "", ""),
    );
    let alone = things.read().expect("a good solution");
    assert_eq!(
        texts(&alone.warnings),
        [
            "DV0118: missing option sets of columns of table `contoso_thing`: `contoso_kind` (`contoso_Kind`)"
        ]
    );
    assert!(
        page(&alone).contains("#### contoso_Kind Choices/Options\n\n|Value|Label|\n|---|---|\n\n")
    );

    let sets = Folder::new().with("customizations.xml", customizations("", "", KIND));
    let both = read(&[&things.path(""), &sets.path("")]).expect("good solutions");
    assert_eq!(texts(&both.warnings), [""; 0]);
    assert!(page(&both).contains("|1|**Small**|"));
}

#[test]
fn table_in_parts() {
    let first = table(
        "contoso_Thing",
        "",
        &(text("contoso_A", 10) + &text("contoso_B", 10)),
    );
    let second = table(
        "contoso_Thing",
        "",
        &(text("contoso_B", 20) + &text("contoso_C", 20)),
    );
    let first = Folder::new().with("customizations.xml", customizations(&first, "", ""));
    let second = Folder::new().with("customizations.xml", customizations(&second, "", ""));
    let lengths = |folders: [&Folder; 2]| -> Vec<(String, String)> {
        let paths = folders.map(|folder| folder.path(""));
        let solutions = read(&[&paths[0], &paths[1]]).expect("good solutions");
        let columns = solutions.tables[0].columns.iter();
        let length = |column: &dataverse_schema_pages::model::Column| {
            let length = column.facts.max_length.as_ref()?;
            Some((
                column.schema_name.value.clone(),
                length.value.as_str().to_owned(),
            ))
        };
        columns.filter_map(length).collect()
    };
    let of = |a: &str, b: &str, c: &str| {
        [("contoso_A", a), ("contoso_B", b), ("contoso_C", c)]
            .map(|(name, length)| (name.to_owned(), length.to_owned()))
    };
    assert_eq!(lengths([&first, &second]), of("10", "20", "20"));
    assert_eq!(lengths([&second, &first]), of("10", "10", "20"));
}

/// Tables that together take up much memory are read again, one by one.
#[test]
fn large_tables() {
    let tables = |filler: &str| {
        let name = |number| format!("contoso_Thing{number}");
        let info = format!("<IntersectEntityName>{filler}</IntersectEntityName>");
        let tables = (0..5).map(|number| table(&name(number), &info, &text("contoso_A", 10)));
        customizations(&tables.collect::<String>(), "", "")
    };
    let read = |customizations| {
        let solution = Folder::new().with("customizations.xml", customizations);
        solution.read().expect("a good solution").tables
    };
    let small = read(tables(""));
    assert_eq!(small.len(), 5);
    assert!(read(tables(&"x".repeat(15 << 20))) == small);
}
