//! Tables, columns, options, and relationships with the names that the library takes.

mod names;
mod pages;

use std::fs;

use test_support::NestedCrate;

use names::Names;
use pages::{FUNCTIONS, PageOf};

/// A program with all tables, whose names hide those of the library and of `std`.
const MAIN: &str = r#"
mod schema {
    dataverse_schema::include_schema!("*.md");
}

/// As programs begin: only the use of a name that both globs have is an error.
mod with_globs {
    use crate::schema::*;
    use dataverse_schema::prelude::*;

    pub fn query() -> std::string::String {
        let c = Query::columns();
        Query::query().select(c.queryid).to_string()
    }
}

/// Macros, where the names of `std` and of the library mean tables.
mod with_macros {
    use crate::schema::*;

    #[derive(dataverse_schema::Projection)]
    #[projection(table = Option)]
    pub struct Selected {
        pub optionid: std::option::Option<dataverse_schema::Id<Option>>,
    }

    pub fn value() -> dataverse_schema::Decimal {
        dataverse_schema::literal!(Decimal.amount, 1.5)
    }
}

fn main() {
    use dataverse_schema::prelude::*;
    println!("{}", with_globs::query());
    println!("{}", with_macros::Selected::query().to_string());
    println!("{}", with_macros::value().to_string().starts_with("1.5"));
    println!("{}", schema::Rows::query().to_string());
}
"#;

#[test]
fn tables_may_have_every_name_of_the_library() {
    let names = Names::read();
    assert!(names.of_items.len() > 300 && names.of_functions.len() > 700);
    let nested = NestedCrate::new("taken", "[profile.dev]\ndebug = false\n", MAIN);
    let schemas = nested.path().join("schemas");
    for index in 0..names.of_items.len() {
        let page = PageOf::of_item(&names.of_items, index);
        let path = schemas.join(format!("{}.md", page.logical_name()));
        fs::write(path, page.text()).expect("the page is writable");
    }
    let page = PageOf::of_functions(&names.of_functions);
    fs::write(schemas.join(format!("{FUNCTIONS}.md")), page.text()).expect("the page is writable");
    nested.assert_prints("querys?$select=queryid\noptions?$select=optionid\ntrue\nrowss\n");
}
