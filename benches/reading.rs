//! Reading and expanding pages, beside pulldown-cmark alone on the same bytes, with their memory.
//!
//! `cargo bench --bench reading` reads the pages of the folder `scale` in the folder that
//! `DATAVERSE_SCHEMA_CORPUS` names, or the project's own. Compare the medians of one run;
//! `max alloc` is the peak memory. With `--profile dev`, it runs unoptimized, as procedural macros
//! do by default.

use std::path::{Path, PathBuf};

use dataverse_schema_codegen::include_schema;
use dataverse_schema_pages::{Source, read_page};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use pulldown_cmark::{Options, Parser};
use quote::TokenStreamExt as _;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn folder() -> PathBuf {
    match std::env::var_os("DATAVERSE_SCHEMA_CORPUS") {
        Some(corpus) => Path::new(&corpus).join("scale"),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas"),
    }
}

/// Returns the texts of the pages, the largest first.
fn pages() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the folder exists");
    let files = entries.map(|entry| entry.expect("an entry of the folder").path());
    let is_page = |file: &PathBuf| {
        file.extension().is_some_and(|of| of == "md") && !file.ends_with("README.md")
    };
    let texts = files.filter(is_page);
    let texts = texts.map(|file| std::fs::read_to_string(file).expect("a page is UTF-8"));
    let mut texts: Vec<String> = texts.collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

fn bytes(pages: &[String]) -> BytesCount {
    BytesCount::new(pages.iter().map(String::len).sum::<usize>())
}

/// Iterating over pulldown-cmark's events.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn events(bencher: Bencher<'_, '_>) {
    let pages = pages();
    bencher.counter(bytes(&pages)).bench(|| {
        let events = pages
            .iter()
            .map(|page| Parser::new_ext(page, Options::ENABLE_TABLES));
        events.map(Iterator::count).sum::<usize>()
    });
}

/// Reading and checking every page, one after the other.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn models(bencher: Bencher<'_, '_>) {
    let pages = pages();
    let sources = || -> Vec<Source> {
        let pages = pages.iter();
        pages
            .map(|page| Source::new("page.md", page.as_str()))
            .collect()
    };
    bencher
        .counter(bytes(&pages))
        .with_inputs(sources)
        .bench_refs(|sources| {
            for source in sources {
                black_box(read_page(source)).expect("a good page");
            }
        });
}

/// Returns what the macro expands to for all pages.
fn expand(folder: &Path) -> TokenStream {
    let input = "[::dataverse_schema] \"*.md\", dir = \".\"".parse();
    include_schema(input.expect("the input consists of tokens"), folder)
}

/// The work of the macro: finding, reading, checking, naming, and expanding every page.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn expansion(bencher: Bencher<'_, '_>) {
    let folder = folder();
    bencher.counter(bytes(&pages())).bench(|| expand(&folder));
}

/// A step of writing the expansion again.
enum Step {
    Open(Delimiter),
    Close(Delimiter),
    Ident(String),
    Punct(char, Spacing),
    Literal(Literal, String),
}

fn steps(tokens: TokenStream, steps: &mut Vec<Step>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                steps.push(Step::Open(group.delimiter()));
                self::steps(group.stream(), steps);
                steps.push(Step::Close(group.delimiter()));
            }
            TokenTree::Ident(ident) => steps.push(Step::Ident(ident.to_string())),
            TokenTree::Punct(punct) => steps.push(Step::Punct(punct.as_char(), punct.spacing())),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                steps.push(Step::Literal(literal, text));
            }
        }
    }
}

fn expansion_steps() -> Vec<Step> {
    let mut all = Vec::new();
    steps(expand(&folder()), &mut all);
    all
}

/// Writing the expansion as text, a token at a time, without the lexing by the compiler. The macro
/// writes longer pieces.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn text(bencher: Bencher<'_, '_>) {
    let steps = expansion_steps();
    bencher.bench_local(|| {
        let mut text = String::new();
        for step in &steps {
            match step {
                Step::Open(Delimiter::Parenthesis) => text.push('('),
                Step::Open(Delimiter::Brace) => text.push('{'),
                Step::Open(Delimiter::Bracket) => text.push('['),
                Step::Close(Delimiter::Parenthesis) => text.push(')'),
                Step::Close(Delimiter::Brace) => text.push('}'),
                Step::Close(Delimiter::Bracket) => text.push(']'),
                Step::Open(Delimiter::None) | Step::Close(Delimiter::None) => {}
                Step::Ident(name) => {
                    text.push_str(name);
                    text.push(' ');
                }
                Step::Punct(mark, spacing) => {
                    text.push(*mark);
                    if *spacing == Spacing::Alone {
                        text.push(' ');
                    }
                }
                Step::Literal(_, literal) => {
                    text.push_str(literal);
                    text.push(' ');
                }
            }
        }
        text
    });
}

/// Building the same expansion as `quote!` does, by appending each token, without the calls into
/// the compiler that this takes in a procedural macro.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn tokens(bencher: Bencher<'_, '_>) {
    let steps = expansion_steps();
    bencher.bench_local(|| {
        let mut outer = Vec::new();
        let mut tokens = TokenStream::new();
        for step in &steps {
            match step {
                Step::Open(_) => outer.push(std::mem::take(&mut tokens)),
                Step::Close(delimiter) => {
                    let group = Group::new(*delimiter, tokens);
                    tokens = outer.pop().expect("each group was opened");
                    tokens.append(group);
                }
                Step::Ident(name) => tokens.append(Ident::new(name, Span::call_site())),
                Step::Punct(mark, spacing) => tokens.append(Punct::new(*mark, *spacing)),
                Step::Literal(literal, _) => tokens.append(literal.clone()),
            }
        }
        tokens
    });
}

/// Reading the largest page: `max alloc` beside its size.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn largest_page(bencher: Bencher<'_, '_>) {
    let pages = pages();
    bencher
        .counter(bytes(&pages[..1]))
        .with_inputs(|| Source::new("page.md", pages[0].as_str()))
        .bench_refs(|source| read_page(source).expect("a good page"));
}
