use core::fmt;

use dataverse_schema_runtime::value::Json;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// A page of rows of any table.
pub(crate) struct Page {
    pub(crate) rows: Option<Vec<Json>>,
    pub(crate) next_link: Option<String>,
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PageVisitor;

        impl<'de> Visitor<'de> for PageVisitor {
            type Value = Page;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a list `value`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page, A::Error> {
                let (mut rows, mut next_link) = (None, None);
                while let Some(name) = map.next_key::<String>()? {
                    match &*name {
                        "value" => rows = Some(map.next_value()?),
                        "@odata.nextLink" => next_link = map.next_value()?,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Page { rows, next_link })
            }
        }

        deserializer.deserialize_map(PageVisitor)
    }
}
