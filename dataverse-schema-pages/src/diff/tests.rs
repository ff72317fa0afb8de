use serde::Serialize;
use serde_json::{Value, json};

use crate::diff::item::{Item, table_properties};
use crate::{Source, read_page};

const PAGE: &str = include_str!("../../../schemas/pluginpackage.md");
const OVERLAY: &str = "# contoso_thing table/entity reference

## Customized columns/attributes

### <a name=\"BKMK_contoso_Kind\"></a> contoso_Kind

**Added by**: Contoso Solution<br />

Changes from [contoso_Kind](contoso_thing.md#BKMK_contoso_Kind)

|Property|Value|
|---|---|
|DisplayName|Kind|
|Foo|bar|

#### contoso_Kind Choices/Options

|Value|Label|
|---|---|
|1|**First**|

## Alternate keys

### <a name=\"BKMK_contoso_ByKind\"></a> contoso_ByKind

|Property|Value|
|---|---|
|LogicalName|`contoso_bykind`|
|KeyAttributes|contoso_kind|

## Localized labels

### <a name=\"BKMK_1031\"></a> 1031

|Of|Name|Label|Description|
|---|---|---|---|
|Column|contoso_kind|Art|Die Art|
";

fn check<T: Item + Serialize>(items: &[T]) {
    for item in items {
        let properties = json!(item.properties().into_value());
        assert_eq!(properties, json!(item));
    }
}

/// Whatever the model's JSON has is compared.
#[test]
fn properties_are_complete() {
    for text in [PAGE, OVERLAY] {
        let table = read_page(&Source::new("page.md", text)).expect("a page");
        check(&table.columns);
        check(&table.customized_columns);
        check(&table.many_to_one);
        check(&table.one_to_many);
        check(&table.many_to_many);
        check(&table.customized_many_to_one);
        check(&table.customized_one_to_many);
        check(&table.customized_many_to_many);
        check(table.messages.as_deref().unwrap_or_default());
        check(&table.alternate_keys);
        check(&table.localized_labels);
        let mut json = json!(table);
        let compared_as_lists = [
            "columns",
            "customized_columns",
            "many_to_one",
            "one_to_many",
            "many_to_many",
            "customized_many_to_one",
            "customized_one_to_many",
            "customized_many_to_many",
            "messages",
            "events",
            "alternate_keys",
            "localized_labels",
        ];
        if let Value::Object(members) = &mut json {
            members.retain(|key, _| !compared_as_lists.contains(&key.as_str()));
        }
        assert_eq!(json!(table_properties(&table).into_value()), json);
    }
}
