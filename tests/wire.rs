//! Rows of every table of the corpus, read, written and checked with the types that are generated from its page.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use nested::Krate;
use quote::ToTokens as _;

mod nested;
#[path = "wire/queries.rs"]
mod queries;
#[path = "wire/samples.rs"]
mod samples;

/// How many tables the corpus has.
const TABLES: usize = 280;

/// How many queries are made of each table.
const QUERIES: usize = 6;

/// How many aggregates are made of each table.
const AGGREGATES: usize = 2;

/// What the program depends on besides this crate, and how it is built.
const DEPENDENCIES: &str = r#"
proptest = { version = "1", default-features = false, features = ["std"] }
serde = "1"
serde_json = { version = "1", features = ["raw_value"] }
[profile.dev]
debug = false
incremental = false
"#;

/// A program with the types of all tables.
struct Program {
    krate: Krate,
    corpus: PathBuf,
}

impl Program {
    fn new() -> Self {
        let corpus = env::var_os("DATAVERSE_SCHEMA_CORPUS")
            .expect("DATAVERSE_SCHEMA_CORPUS names the folder of pages");
        let corpus = PathBuf::from(corpus);
        let pages = corpus.join("scale");
        let input = format!("[::dataverse_schema] \"*.md\", dir = {pages:?}").parse();
        let code = dataverse_schema_codegen::include_schema(
            input.expect("the input consists of tokens"),
            Path::new("/"),
        );
        let schema = code.to_string();
        let file: syn::File = syn::parse2(code).expect("the expansion parses");
        let types = row_types(&file);
        assert!(types.len() >= TABLES, "only {} tables", types.len());

        let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/end_to_end");
        let dependencies = format!("end-to-end = {{ path = {client:?} }}\n{DEPENDENCIES}");
        let krate = Krate::new("wire", &dependencies, include_str!("wire/program.rs"));
        let visit = |path| format!("    visit.table::<crate::schema::{path}>();\n");
        let visits: String = types.iter().map(visit).collect();
        krate.write(
            "registry.rs",
            &format!("pub(crate) fn each(visit: &mut impl crate::Visit) {{\n{visits}}}\n"),
        );
        let tables = queries::tables(&file, &pages);
        assert!(tables.len() >= TABLES, "queries of {} tables", tables.len());
        krate.write("queries.rs", &queries::code(&tables, QUERIES, AGGREGATES));
        krate.write("schema.rs", &schema);
        krate.write("bodies.rs", include_str!("wire/bodies.rs"));
        krate.write("limits.rs", include_str!("wire/limits.rs"));
        krate.write("wrong.rs", include_str!("wire/wrong.rs"));
        Self { krate, corpus }
    }

    fn run(&self, what: &str, input: &str) -> String {
        self.krate.run_with(&["--", what], input)
    }

    /// Every column in every form of the wire, bodies at random, and wrong values of every column.
    fn survive(&self) {
        let printed = self.run("survive", "");
        let counts = printed.split_whitespace();
        let counts: Vec<usize> = counts.map(|n| n.parse().expect("a number")).collect();
        let [forms, wrong] = counts[..] else {
            panic!("two numbers are wanted: {printed}");
        };
        eprintln!("{forms} forms of columns, {wrong} wrong bodies");
        assert!(forms > 50_000, "only {forms} forms");
        assert!(wrong > 500_000, "only {wrong} wrong bodies");
    }

    /// Queries at random, which other parsers read: see `.ci/odata`.
    fn queries(&self) {
        let printed = self.run("queries", "");
        let count = printed.lines().count();
        assert!(
            count >= TABLES * (QUERIES + AGGREGATES),
            "only {count} queries"
        );
        eprintln!("{count} queries");
        if let Some(file) = env::var_os("DATAVERSE_SCHEMA_QUERIES") {
            fs::write(file, printed).expect("the file can be written");
        }
    }

    /// Microsoft's samples of aggregates, read by what could have asked for them.
    fn aggregates(&self) {
        let sample = |name: &str| {
            let path = self.corpus.join("../samples").join(name);
            let text = fs::read_to_string(path).expect("the sample is there");
            // The names of totals are ours.
            text.replace('\n', " ").replace("\"total", "\"total1")
        };
        let sums = sample("aggregate-groupby-sum.json");
        let values = sample("aggregate-distinct-null-omitted.json");
        let printed = self.run("aggregates", &format!("{sums}\n{values}\n"));
        let read: Vec<serde_json::Value> = printed
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let groups = |body: &str, members: &[&str]| -> Vec<serde_json::Value> {
            let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
            let groups = body["value"].as_array().expect("groups");
            let of = |group: &serde_json::Value| {
                members.iter().map(|name| group[*name].clone()).collect()
            };
            groups.iter().map(of).collect()
        };
        let formatted = "@OData.Community.Display.V1.FormattedValue";
        let names = [
            "statuscode",
            &format!("statuscode{formatted}"),
            "total1",
            &format!("total1{formatted}"),
        ];
        let mut expected = groups(&sums, &names);
        expected.extend(groups(
            &values,
            &["statuscode", "statecode", "accountcategorycode"],
        ));
        assert_eq!(read, expected);
        eprintln!("{} groups of samples", read.len());
    }

    /// Microsoft's samples, compared as JSON.
    fn samples(&self) {
        let samples = samples::all(&self.corpus.join("../samples"));
        let lines = samples
            .iter()
            .map(|(table, body)| format!("{table}\t{body}\n"));
        let lines: String = lines.collect();
        // Over sockets, too.
        for what in ["reread", "serve"] {
            let printed = self.run(what, &lines);
            let written: Vec<&str> = printed.lines().collect();
            assert_eq!(written.len(), samples.len(), "a line for each");
            for ((table, body), written) in samples.iter().zip(written) {
                assert!(!written.starts_with("error"), "{table}: {written}: {body}");
                assert_eq!(samples::normal(written), samples::normal(body), "{table}");
            }
        }
        eprintln!("{} bodies and rows of samples", samples.len());
        assert!(samples.len() > 70, "only {} of samples", samples.len());
    }

    /// Values at, just inside and just outside the limits that a script has read from the pages.
    fn limits(&self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/limits.py");
        let output = process::Command::new("python3")
            .arg(script)
            .arg(self.corpus.join("scale"))
            .stderr(process::Stdio::inherit())
            .output();
        let output = match output {
            Ok(output) => output,
            Err(error) => return eprintln!("SKIPPED: limits: there is no python3: {error}"),
        };
        assert!(output.status.success(), "the script runs");
        let cases = String::from_utf8(output.stdout).expect("it is UTF-8");
        let printed = self.run("limits", &cases);
        let found: Vec<&str> = printed.lines().collect();
        let wrong: Vec<&str> = found
            .iter()
            .copied()
            .filter(|line| line.contains(" instead of "))
            .collect();
        assert!(
            wrong.is_empty(),
            "{} cases:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert_eq!(found.len(), cases.lines().count(), "a line for each case");
        let nowhere = found
            .iter()
            .filter(|line| **line == "not in the row")
            .count();
        eprintln!(
            "{} values at, inside and outside limits; {nowhere} nulls of columns that are in no row",
            found.len() - nowhere
        );
    }
}

/// The paths of the row types in the code of an include: each is named beside its module again.
fn row_types(code: &syn::File) -> Vec<String> {
    let named = |item: &syn::Item| match item {
        syn::Item::Use(item) => {
            let path = item.tree.to_token_stream().to_string().replace(' ', "");
            let path = path.strip_prefix("self::")?;
            path.contains("::").then(|| path.to_owned())
        }
        _ => None,
    };
    code.items.iter().filter_map(named).collect()
}

/// One test, as the program takes long to build.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn rows_of_every_table() {
    let program = Program::new();
    program.queries();
    program.aggregates();
    program.samples();
    program.limits();
    program.survive();
}
