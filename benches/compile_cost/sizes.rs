//! The sizes of sources and libraries.

use std::fs;
use std::path::Path;

use crate::package::Package;
use tables::Result;
use tables::figure::{Figure, Unit};

/// Measures the rival's source and our expansion, by column, and the size of the libraries.
pub(crate) fn figures(rival: &Package, ours: &Package, columns: usize) -> Result<Vec<Figure>> {
    let input = "[::dataverse_schema] \"*.md\"".parse();
    let input = input.map_err(|error| format!("the macro's input: {error}"))?;
    let mut expansion: syn::File = syn::parse2(dataverse_schema_codegen::include_schema(
        input,
        &ours.place.folder,
    ))?;
    // Without the tracked pages.
    let is_tracked = |item: &syn::Item| matches!(item, syn::Item::Const(item) if item.ident == "_");
    expansion.items.retain(|item| !is_tracked(item));
    let expansion = prettyplease::unparse(&expansion);
    let files = texts(&rival.place.folder.join("src"))?;
    let per_column = |sum: usize| vec![sum as f64 / columns as f64];
    let lines = |text: &String| text.lines().count();
    let mut figures = vec![
        Figure {
            name: "bytes of source or expansion by column".to_owned(),
            unit: Unit::Number,
            rival: per_column(files.iter().map(String::len).sum()),
            ours: per_column(expansion.len()),
        },
        Figure {
            name: "lines of source or expansion by column".to_owned(),
            unit: Unit::Number,
            rival: per_column(files.iter().map(lines).sum()),
            ours: per_column(lines(&expansion)),
        },
    ];
    // There are none if building wasn't measured.
    if let (Ok(rival), Ok(ours)) = (rival.rlib(), ours.rlib()) {
        figures.push(Figure {
            name: "library made by `cargo build`".to_owned(),
            unit: Unit::Bytes,
            rival: vec![rival as f64],
            ours: vec![ours as f64],
        });
    }
    Ok(figures)
}

fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for file in fs::read_dir(folder)? {
        texts.push(fs::read_to_string(file?.path())?);
    }
    Ok(texts)
}
