//! The routes by which a crate gets generated code.

use std::path::{Path, PathBuf};

use dataverse_schema_codegen::Builder;
use serde_json::{Value, json};

use crate::cargo::{Call, Cost, Place};
use crate::meter::Meter;
use crate::package::edits;
use tables::figure::{Unit, shown};
use tables::page::Page;
use tables::{Result, source, workspace};

/// The way in which code is generated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Macro,
    Script,
    File,
}

/// A crate with the code, or a workspace in which the code has a crate of its own.
struct Route {
    name: &'static str,
    way: Way,
    is_split: bool,
    place: Place,
    /// The page that is edited.
    page: PathBuf,
    /// Its text, by run.
    edits: Vec<String>,
}

/// The name of a route, where its crates are, its way, and whether the code has its own crate.
const ROUTES: [(&str, &str, Way, bool); 6] = [
    ("macro", "macro", Way::Macro, false),
    ("build script", "script", Way::Script, false),
    ("committed file", "file", Way::File, false),
    ("macro, own crate", "macro-split", Way::Macro, true),
    ("build script, own crate", "script-split", Way::Script, true),
    ("committed file, own crate", "file-split", Way::File, true),
];

/// A measure: what changes before the call, and the number of crates that are then compiled, in
/// one crate and in two.
struct Measure {
    name: &'static str,
    change: Change,
    call: Call,
    compiled: [usize; 2],
}

#[derive(Clone, Copy)]
enum Change {
    App,
    Schema,
    Page,
}

const fn check(name: &'static str, change: Change, incremental: bool, split: usize) -> Measure {
    Measure {
        name,
        change,
        call: Call {
            command: "check",
            incremental,
        },
        compiled: [1, split],
    }
}

const MEASURES: [Measure; 5] = [
    check("check", Change::Schema, false, 2),
    check("touch of the app", Change::App, true, 1),
    check("touch of the schema", Change::Schema, true, 2),
    check("edit of a page", Change::Page, true, 2),
    Measure {
        name: "build",
        change: Change::Schema,
        call: Call {
            command: "build",
            incremental: false,
        },
        compiled: [1, 2],
    },
];

/// Measures all routes, which take turns, prints the table, and returns the results.
pub(crate) fn compare(folder: &Path, pages: &[&Page], runs: usize, meter: &Meter) -> Result<Value> {
    let routes = ROUTES.map(|route| Route::new(folder, route, pages, runs));
    let routes = routes.into_iter().collect::<Result<Vec<_>>>()?;
    let mut costs: Vec<Vec<Vec<Cost>>> = Vec::new();
    for measure in &MEASURES {
        for route in &routes {
            eprintln!("{}: preparing {}", measure.name, route.name);
            measure.call.warm_up(&route.place, meter)?;
        }
        let mut of_routes: Vec<Vec<Cost>> = routes.iter().map(|_| Vec::new()).collect();
        for run in 0..runs {
            eprintln!("{}: run {} of {runs}", measure.name, run + 1);
            for (route, costs) in routes.iter().zip(&mut of_routes) {
                route.change(measure.change, run)?;
                let compiled = measure.compiled[usize::from(route.is_split)];
                costs.push(measure.call.measure(&route.place, compiled, meter)?);
            }
        }
        costs.push(of_routes);
    }
    let results = routes.iter().enumerate().map(|(index, route)| {
        let measures = MEASURES.iter().zip(&costs).map(|(measure, costs)| {
            let costs = &costs[index];
            let seconds: Vec<f64> = costs.iter().map(|cost| cost.time.as_secs_f64()).collect();
            let memory: Option<Vec<f64>> = costs.iter().map(|cost| cost.used.memory).collect();
            let shown_seconds = shown(&seconds, |value| Unit::Seconds.show(value));
            println!(
                "{} tables, {}, {}: {shown_seconds}",
                pages.len(),
                route.name,
                measure.name
            );
            json!({ "name": measure.name, "seconds": seconds, "memory": memory })
        });
        json!({ "route": route.name, "measures": measures.collect::<Vec<_>>() })
    });
    let results: Vec<Value> = results.collect();
    Ok(json!({ "pages": pages.len(), "routes": results }))
}

impl Route {
    fn new(
        folder: &Path,
        (name, at, way, is_split): (&'static str, &'static str, Way, bool),
        pages: &[&Page],
        runs: usize,
    ) -> Result<Self> {
        let (edited, edits) = edits(pages, runs)?;
        let place = Place::new(folder, at);
        let schema = if is_split {
            Path::new("schema")
        } else {
            Path::new("")
        };
        let page = schema.join("schemas").join(&pages[edited].file);
        let route = Self {
            name,
            way,
            is_split,
            page,
            edits: edits.iter().map(|page| page.text().to_owned()).collect(),
            place,
        };
        for page in pages {
            route
                .place
                .write(schema.join("schemas").join(&page.file), page.text())?;
        }
        route.write_crates()?;
        route.generate()?;
        Ok(route)
    }

    fn write_crates(&self) -> Result<()> {
        let module = match self.way {
            Way::Macro => "dataverse_schema::include_schema!(\"*.md\");",
            Way::Script => "include!(concat!(env!(\"OUT_DIR\"), \"/schema.rs\"));",
            Way::File => "include!(\"schema.rs\");",
        };
        let code = format!("//! The tables.\n\npub mod schema {{\n    {module}\n}}\n");
        let mut dependencies = match self.way {
            Way::Macro => source::ours(),
            _ => format!(
                "dataverse-schema = {{ path = {:?}, default-features = false, features = [\"webapi\"] }}",
                workspace()
            ),
        };
        if self.way == Way::Script {
            let codegen = workspace().join("dataverse-schema-codegen");
            dependencies += &format!(
                "\n\n[build-dependencies]\ndataverse-schema-codegen = {{ path = {codegen:?} }}"
            );
            let script = "fn main() -> Result<(), dataverse_schema_codegen::Error> {\n    \
                          dataverse_schema_codegen::Builder::new(\"\\\"*.md\\\"\").write(\"schema.rs\")\n}\n";
            self.place.write(self.in_schema("build.rs"), script)?;
        }
        let app = format!("compile-cost-{}", self.place.name);
        self.place.write(self.in_schema("src/lib.rs"), &code)?;
        if !self.is_split {
            return source::manifest(&self.place.folder, &app, &dependencies, "");
        }
        let schema = format!("{app}-schema");
        let manifest = format!(
            "[package]\nname = {schema:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        self.place.write("schema/Cargo.toml", &manifest)?;
        let used = schema.replace('-', "_");
        self.place
            .write("src/lib.rs", &format!("pub use {used}::schema;\n"))?;
        let dependency = format!("{schema} = {{ path = \"schema\" }}");
        source::manifest(&self.place.folder, &app, &dependency, "")
    }

    /// Returns the path of a file of the crate with the code.
    fn in_schema(&self, file: &str) -> String {
        format!("{}{file}", if self.is_split { "schema/" } else { "" })
    }

    /// Writes the committed file, if there is one.
    fn generate(&self) -> Result<()> {
        if self.way != Way::File {
            return Ok(());
        }
        let folder = self.place.folder.join(self.in_schema(""));
        let generated = Builder::new("\"*.md\"").manifest_dir(folder).generate()?;
        self.place
            .write(self.in_schema("src/schema.rs"), &generated.code)
    }

    fn change(&self, change: Change, run: usize) -> Result<()> {
        match change {
            Change::App => self.place.touch("src/lib.rs"),
            Change::Schema => self.place.touch(&self.in_schema("src/lib.rs")),
            Change::Page => {
                self.place.write(&self.page, &self.edits[run])?;
                self.generate()
            }
        }
    }
}
