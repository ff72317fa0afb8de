//! What solutions leave out: what is added, and what is reported.

use crate::solution::{
    Folder, column, customizations, page, relationship, roles, table, text, texts,
};

fn solution(tables: &str, relationships: &str) -> Folder {
    Folder::new().with(
        "customizations.xml",
        customizations(tables, relationships, ""),
    )
}

/// Returns the section of a column or a relationship.
fn section<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, start) = page.split_once(&format!("\"></a> {name}\n")).expect(name);
    start
        .split_once("\n#")
        .map_or(start, |(section, _)| section)
}

#[test]
fn version_number_is_added_to_tables_with_rows_of_their_own() {
    let name = text("contoso_Name", 10);
    let stored = solution(&table("contoso_Thing", "", &name), "").page();
    assert!(section(&stored, "VersionNumber").contains("|Type|BigInt|"));
    let provider = "<DataProviderId>7015a531-cc0d-4537-b5f2-c882a1eb65ad</DataProviderId>";
    let r#virtual = solution(&table("contoso_Thing", provider, &name), "").page();
    assert!(!r#virtual.contains("VersionNumber"));
    let provider = "<DataProviderId>{1D9BDE74-9EBD-4DA9-8FF5-AA74945B9F74}</DataProviderId>";
    let elastic = solution(&table("contoso_Thing", provider, &name), "").page();
    assert!(elastic.contains("VersionNumber"));
    let listed = name + &column("VersionNumber", "bigint", "");
    let listed = solution(&table("contoso_Thing", "", &listed), "").page();
    assert_eq!(listed.matches("</a> VersionNumber").count(), 1);
}

#[test]
fn table_types_follow_from_data_providers() {
    for (provider, expected) in [
        ("", "Standard"),
        ("<DataProviderId></DataProviderId>", "Standard"),
        (
            "<DataProviderId>1d9bde74-9ebd-4da9-8ff5-aa74945b9f74</DataProviderId>",
            "Elastic",
        ),
        (
            "<DataProviderId>{7015a531-cc0d-4537-b5f2-c882a1eb65ad}</DataProviderId>",
            "Virtual",
        ),
    ] {
        let page = solution(&table("contoso_Thing", provider, ""), "").page();
        let row = format!("| **TableType** | `{expected}` |");
        assert!(page.contains(&row), "{provider}");
    }
}

#[test]
fn columns_that_are_added_have_the_texts_of_the_system() {
    let name = text("contoso_Name", 10);
    let rows = |page: &str, column: &str| {
        let rows = section(page, column).lines();
        let is_text =
            |row: &&str| row.starts_with("|DisplayName|") || row.starts_with("|Description|");
        rows.filter(is_text).collect::<Vec<_>>().join("\n")
    };
    let english = solution(&table("contoso_Thing", "", &name), "");
    let page = english.page();
    assert_eq!(
        rows(&page, "VersionNumber"),
        "|Description|**Version Number**|\n|DisplayName|**Version Number**|"
    );
    let tables = english.read().expect("a good solution").tables;
    let warnings = dataverse_schema_pages::lint(&tables[0]).into_iter();
    let warnings = warnings.filter(|warning| warning.message().contains("VersionNumber"));
    assert_eq!(warnings.count(), 0);

    let german = customizations(&table("contoso_Thing", "", &name), "", "").replace("1033", "1031");
    let page = Folder::new().with("customizations.xml", german).page();
    assert_eq!(
        rows(&page, "VersionNumber"),
        "|Description||\n|DisplayName||",
        "the text in other languages is unknown"
    );
}

#[test]
fn owning_columns_are_added_where_a_relationship_needs_them() {
    let columns = text("contoso_Name", 10);
    let more = roles("owningteam", "team_contoso_thing");
    let team = relationship(
        "team_contoso_thing",
        "contoso_thing",
        "OwningTeam",
        "team",
        &more,
    );
    let added = solution(&table("contoso_Thing", "", &columns), &team).page();
    let owning = section(&added, "OwningTeam");
    assert!(owning.contains("|Type|Lookup|") && owning.contains("|Targets|team|"));
    assert!(!added.contains("OwningUser"));
    let listed = columns + &column("OwningTeam", "lookup", "<LookupTypes />");
    let listed = solution(&table("contoso_Thing", "", &listed), &team).page();
    assert_eq!(listed.matches("</a> OwningTeam").count(), 1);
}

#[test]
fn targets_of_columns_that_dataverse_adds() {
    let lookup = |name| {
        column(
            name,
            "lookup",
            "<IsCustomField>0</IsCustomField><LookupTypes />",
        )
    };
    let columns = [
        lookup("CreatedOnBehalfBy"),
        lookup("OwningBusinessUnit"),
        column("OwnerId", "owner", ""),
        column(
            "contoso_Buyer",
            "customer",
            "<IsCustomField>1</IsCustomField>",
        ),
    ];
    let page = solution(&table("contoso_Thing", "", &columns.concat()), "").page();
    for (name, targets) in [
        ("CreatedOnBehalfBy", "systemuser"),
        ("OwningBusinessUnit", "businessunit"),
        ("OwnerId", "systemuser, team"),
        ("contoso_Buyer", "account, contact"),
    ] {
        assert!(
            section(&page, name).contains(&format!("|Targets|{targets}|")),
            "{name}"
        );
    }
}

#[test]
fn lookup_to_several_tables() {
    let columns = column(
        "contoso_Item",
        "lookup",
        "<IsCustomField>1</IsCustomField><LookupTypes />",
    );
    let to = |target: &str| {
        let name = format!("contoso_Item_{target}");
        relationship(
            &name,
            "contoso_Thing",
            "contoso_Item",
            target,
            &roles(&name, &name),
        )
    };
    let relationships = to("contoso_Book") + &to("contoso_Audio");
    let page = solution(&table("contoso_Thing", "", &columns), &relationships).page();
    assert!(section(&page, "contoso_Item").contains("|Targets|contoso_audio, contoso_book|"));
    let navigation = "|ReferencingEntityNavigationPropertyName|`contoso_Item_contoso_Audio`|";
    assert!(section(&page, "contoso_Item_contoso_Audio").contains(navigation));
}

#[test]
fn unknown_targets_are_reported() {
    let custom = "<IsCustomField>1</IsCustomField><LookupTypes />";
    let columns = column("contoso_A", "lookup", custom) + &column("contoso_B", "lookup", custom);
    let solutions = solution(&table("contoso_Thing", "", &columns), "").read();
    let solutions = solutions.expect("a good solution");
    assert_eq!(
        texts(&solutions.warnings),
        ["DV0118: unknown targets of columns of table `contoso_thing`: `contoso_a`, `contoso_b`"]
    );
}

#[test]
fn what_lookups_lack_is_reported() {
    let custom = "<IsCustomField>1</IsCustomField><LookupTypes />";
    let currency = "<IsCustomField>0</IsCustomField><LookupTypes />";
    let columns = [
        column("contoso_Maker", "lookup", custom),
        column("TransactionCurrencyId", "lookup", currency),
        column("OwnerId", "owner", ""),
    ];
    let link = relationship(
        "contoso_things_maker",
        "contoso_Thing",
        "contoso_Maker",
        "contoso_Maker",
        &roles("contoso_Maker", "contoso_things_maker"),
    );
    let solutions = solution(&table("contoso_Thing", "", &columns.concat()), &link)
        .read()
        .expect("a good solution");
    assert_eq!(
        texts(&solutions.warnings),
        [
            "DV0118: missing relationships of lookups of table `contoso_thing`: `transactioncurrencyid`",
        ]
    );
    assert_eq!(solutions.left_out, [("ReferencedAttribute", 1)].into());
}

#[test]
fn navigation_properties_of_system_relationships() {
    let created = "<IsCustomField>0</IsCustomField><LookupTypes />";
    let columns = column("CreatedBy", "lookup", created);
    let name = "lk_contoso_thing_createdby";
    let link = relationship(name, "contoso_Thing", "CreatedBy", "SystemUser", "");
    let page = solution(&table("contoso_Thing", "", &columns), &link).page();
    let section = section(&page, name);
    assert!(section.contains("|ReferencedAttribute|`systemuserid`|"));
    assert!(section.contains("|ReferencingEntityNavigationPropertyName|`createdby`|"));
}

#[test]
fn activities_follow_no_rule() {
    let base = "<IsCustomField>0</IsCustomField>";
    let party = |codes: &[&str]| {
        let codes = codes
            .iter()
            .map(|code| format!("<LookupType>{code}</LookupType>"));
        format!(
            "{base}<LookupTypes>{}</LookupTypes>",
            codes.collect::<String>()
        )
    };
    let columns = [
        column("CreatedBy", "lookup", &party(&["8"])),
        column("To", "partylist", &party(&["8", "1", "2"])),
        column("Cc", "partylist", &party(&["8", "10021"])),
        column("RegardingObjectId", "lookup", &party(&[])),
        column(
            "ActivityTypeCode",
            "picklist",
            &format!("{base}<OptionSetName>activitypointer_activitytypecode</OptionSetName>"),
        ),
    ];
    let links = [
        relationship(
            "contoso_call_createdby",
            "contoso_Call",
            "CreatedBy",
            "SystemUser",
            "",
        ),
        relationship(
            "account_contoso_calls",
            "contoso_Call",
            "RegardingObjectId",
            "Account",
            "",
        ),
    ];
    let call = table(
        "contoso_Call",
        "<IsActivity>1</IsActivity>",
        &columns.concat(),
    );
    let solutions = solution(&call, &links.concat())
        .read()
        .expect("a good solution");
    assert_eq!(
        texts(&solutions.warnings),
        [
            "DV0118: unknown targets of columns of table `contoso_call`: `cc`, `regardingobjectid`",
            "DV0118: unknown navigation properties of relationships of table `contoso_call`: `account_contoso_calls`, `contoso_call_createdby`",
        ]
    );
    let page = page(&solutions);
    assert!(section(&page, "To").contains("|Targets|account, contact, systemuser|"));
    assert!(section(&page, "RegardingObjectId").contains("|Targets|account|"));
    assert!(section(&page, "ActivityTypeCode").contains("|Type|EntityName|"));
    assert!(!section(&page, "contoso_call_createdby").contains("NavigationProperty"));
    let parties = section(&page, "contoso_Call_activity_parties");
    assert!(parties.contains("|ReferencingEntity|`activityparty`|"));
}

/// Returns a many-to-many relationship `contoso_things`.
fn many_to_many(first: &str, second: &str, intersect: &str) -> String {
    format!(
        "<EntityRelationship Name=\"contoso_things\">
        <EntityRelationshipType>ManyToMany</EntityRelationshipType>
        <FirstEntityName>{first}</FirstEntityName>
        <SecondEntityName>{second}</SecondEntityName>
        <IntersectEntityName>{intersect}</IntersectEntityName>
        <EntityRelationshipRoles>
          <EntityRelationshipRole>
            <NavigationPropertyName>contoso_Older</NavigationPropertyName>
            <AssociationRoleOrdinal>1</AssociationRoleOrdinal>
          </EntityRelationshipRole>
          <EntityRelationshipRole>
            <NavigationPropertyName>contoso_Newer</NavigationPropertyName>
            <AssociationRoleOrdinal>2</AssociationRoleOrdinal>
          </EntityRelationshipRole>
        </EntityRelationshipRoles>
      </EntityRelationship>"
    )
}

#[test]
fn relationship_of_a_table_with_itself() {
    let link = many_to_many("contoso_Thing", "contoso_Thing", "contoso_Things");
    let page = solution(&table("contoso_Thing", "", ""), &link).page();
    let section = section(&page, "contoso_things");
    for row in [
        "|IntersectEntityName|`contoso_things`|",
        "|Entity1IntersectAttribute|`contoso_thingidone`|",
        "|Entity2NavigationPropertyName|`contoso_Newer`|",
    ] {
        assert!(section.contains(row), "{section}");
    }
}

#[test]
fn intersect_columns_are_added_where_they_are_certain() {
    let activity = table("contoso_Thing", "", "").replace("contoso_thingid", "activityid");
    let thing = table("contoso_Thing", "", "");
    for (table, first, second, intersect, is_known) in [
        (
            &thing,
            "contoso_Thing",
            "contoso_Box",
            "contoso_Box_Thing",
            true,
        ),
        (
            &thing,
            "Account",
            "contoso_Thing",
            "contoso_Account_Thing",
            true,
        ),
        (&thing, "contoso_Thing", "contoso_Box", "boxthings", false),
        (
            &activity,
            "contoso_Thing",
            "contoso_Box",
            "contoso_Box_Thing",
            false,
        ),
    ] {
        let link = many_to_many(first, second, intersect);
        let solutions = solution(table, &link).read().expect("a good solution");
        let row = "|IntersectAttribute|`contoso_thingid`|";
        let page = page(&solutions);
        assert_eq!(
            section(&page, "contoso_things").contains(row),
            is_known,
            "{intersect}"
        );
        let is_left_out = solutions.left_out.contains_key("IntersectAttribute");
        assert_eq!(is_left_out, !is_known, "{intersect}");
    }
}

#[test]
fn formulas_of_power_fx_are_reported() {
    let path = "/Formulas/contoso_thing-FormulaDefinitions.yaml";
    let more = format!(
        "<IsCustomField>1</IsCustomField><SourceType>3</SourceType><MaxLength>10</MaxLength>
        <FormulaDefinitionFileName>{path}</FormulaDefinitionFileName>"
    );
    let columns = column("contoso_Sum", "nvarchar", &more);
    let folder = solution(&table("contoso_Thing", "", &columns), "").with(&path[1..], "sum: 1");
    let solutions = folder.read().expect("a good solution");
    assert_eq!(
        texts(&solutions.warnings),
        [format!(
            "DV0118: missing formulas of columns of table `contoso_thing`: `contoso_sum` (`{path}`)"
        )]
    );
    assert!(section(&page(&solutions), "contoso_Sum").contains("|SourceType|3|"));
}
