//! Tables of which a solution contains only additions and changes.

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_pages, render_page};
use test_support::page;

use crate::solution::{
    Folder, column, customizations, entity, relationship, roles, table, text, texts,
};

/// The solution of a publisher that extends the gadgets of another one.
fn extension() -> Folder {
    let base = "<IsCustomField>0</IsCustomField><IsCustomizable>1</IsCustomizable>";
    let fixed = "<IsCustomField>0</IsCustomField><IsCustomizable>0</IsCustomizable>";
    let columns = [
        column(
            "fabrikam_Rating",
            "int",
            "<IsCustomField>1</IsCustomField><MinValue>1</MinValue><MaxValue>5</MaxValue>",
        ),
        column(
            "fabrikam_Seller",
            "lookup",
            "<IsCustomField>1</IsCustomField><LookupTypes />",
        ),
        column(
            "contoso_Name",
            "nvarchar",
            &format!("{base}<MaxLength>50</MaxLength>"),
        ),
        // The base page has the options and the targets.
        column(
            "contoso_Kind",
            "picklist",
            &format!("{base}<OptionSetName>contoso_kind</OptionSetName>"),
        ),
        column(
            "contoso_IsNew",
            "bit",
            &format!("{base}<AppDefaultValue>1</AppDefaultValue>"),
        ),
        column("contoso_Maker", "lookup", &format!("{base}<LookupTypes />")),
        column("contoso_Hidden", "bit", fixed),
    ];
    let gadget = entity(
        "contoso_Gadget",
        &format!(
            "<attributes>{}</attributes>
            <EntityKeys><EntityKey><Name>fabrikam_ByRating</Name><LogicalName>fabrikam_byrating</LogicalName>
              <EntityKeyAttributes><AttributeName>fabrikam_rating</AttributeName></EntityKeyAttributes>
            </EntityKey></EntityKeys>",
            columns.concat()
        ),
    );
    let untouched = "<Entity><Name>Account</Name><RibbonDiffXml /></Entity>";
    let seller = table("fabrikam_Seller", "", &text("fabrikam_Name", 100));
    let relationships = [
        relationship(
            "fabrikam_gadget_seller",
            "contoso_Gadget",
            "fabrikam_Seller",
            "fabrikam_Seller",
            &roles("fabrikam_Seller", "fabrikam_Gadgets"),
        ),
        relationship(
            "contoso_gadget_maker",
            "contoso_Gadget",
            "contoso_Maker",
            "contoso_Maker",
            &roles("contoso_Maker", "contoso_gadget_maker"),
        ),
    ];
    let xml = customizations(&(gadget + untouched + &seller), &relationships.concat(), "");
    Folder::new().with("customizations.xml", xml)
}

#[test]
fn additions_and_changes_become_an_extension_page() {
    let solutions = extension().read().expect("a good solution");
    assert_eq!(texts(&solutions.warnings), [""; 0]);
    let names: Vec<&str> = solutions.tables.iter().map(Table::schema_name).collect();
    assert_eq!(names, ["contoso_Gadget", "fabrikam_Seller"]);
    let extension = render_page(&solutions.tables[0]);
    assert!(!extension.contains("## Properties"));
    assert!(!extension.contains("contoso_Hidden"));
    let (added, changed) = extension
        .split_once("## Customized columns")
        .expect("changes");
    assert!(added.contains("|Targets|fabrikam_seller|"));
    assert!(!added.contains("</a> contoso_"), "{added}");
    assert!(changed.contains("### Customized Many-to-One relationships"));
}

#[test]
fn extension_page_changes_its_base_page() {
    let solutions = extension().read().expect("a good solution");
    let pages = [
        Source::new("contoso_gadget.md", page("contoso_gadget.md")),
        Source::new("extension.md", render_page(&solutions.tables[0])),
    ];
    let before = read_pages(&pages[..1]).expect("a good page");
    let after = read_pages(&pages).expect("pages that fit");
    let [before, after] = [&before[0], &after[0]];
    let column = |table: &Table, name: &str| {
        let columns = table.columns.iter();
        let mut found = columns.filter(|column| column.schema_name.value == name);
        found.next().cloned()
    };
    assert!(column(before, "fabrikam_Rating").is_none());
    let rating = column(after, "fabrikam_Rating").expect("a new column");
    assert_eq!(rating.facts.max_value.expect("a limit").value.as_str(), "5");
    let name = column(after, "contoso_Name").expect("a changed column");
    assert_eq!(name.facts.max_length.expect("a limit").value.as_str(), "50");
    // What the solution leaves out stays as it is.
    let old_name = column(before, "contoso_Name").expect("a column");
    assert_eq!(name.facts.description, old_name.facts.description);
    let is_new = column(after, "contoso_IsNew").expect("a changed column");
    assert!(is_new.facts.default_value.expect("a default").value);
    assert_eq!(is_new.facts.true_label.expect("a label").value, "Brand new");
    for name in ["contoso_Kind", "contoso_Maker"] {
        let [before, after] = [before, after].map(|table| column(table, name).expect("a column"));
        assert_eq!(before.options, after.options);
        assert_eq!(before.facts.targets, after.facts.targets);
    }
    assert_eq!(after.alternate_keys.len(), before.alternate_keys.len() + 1);
    assert_eq!(after.many_to_one.len(), before.many_to_one.len() + 1);
}
