use std::fmt::Write as _;
use std::path::Path;

use dataverse_schema_codegen::row_path;

use crate::init::module::Module;
use crate::init::pages::Pages;

/// Returns what to do next.
pub(super) fn next(folder: &Path, pages: &Pages, module: &Module) -> String {
    let mut steps = Vec::new();
    for (name, page) in pages.missing_bases() {
        let extension = &page.path;
        steps.push(match page.table.extends.first() {
            Some(base) => format!(
                "Add the base page of `{name}`, which {extension} extends: {}",
                base.value.link
            ),
            None => format!(
                "Add the base page of `{name}` to `schemas`, which {extension} extends: download it, or
   create it from the definition of the table. Then include {extension}, too."
            ),
        });
    }
    if module.file.is_some() {
        steps.push("Add the dependency:\n       cargo add dataverse-schema   # until 0.2.0 is released: --path CHECKOUT".to_owned());
        let root = if folder.join("src/lib.rs").exists() {
            "src/lib.rs"
        } else {
            "src/main.rs"
        };
        steps.push(format!("Add the module to {root}:\n       mod schema;"));
    }
    let included = pages.pages.iter().filter(|page| !page.table.is_extension());
    if let Some(path) = included.filter_map(|page| row_path(&page.table)).next() {
        let row = path.rsplit("::").next().unwrap_or_default();
        steps.push(format!(
            "Build a query, and send it with any HTTP client:
       use crate::schema::{path};
       use dataverse_schema::prelude::*;

       let request = {row}::query().page_size(10).into_request()?;
       println!(\"{{}} {{}}\", request.method, request.path);"
        ));
    }
    let mut text = String::from("\nNext:\n");
    for (number, step) in (1..).zip(steps) {
        let _ = writeln!(text, "{number}. {step}");
    }
    text
}
