use std::fs;
use std::path::Path;

use crate::cargo::{Call, Cost};
use crate::meter::Meter;
use crate::package::Package;
use tables::Result;
use tables::figure::{Figure, Unit};

/// A measure: a change of the crate, and the call of cargo after it.
struct Measure {
    name: &'static str,
    /// Makes cargo compile the crate; `None` if it should have nothing to do.
    prepare: Option<fn(&Package, usize) -> Result<()>>,
    call: Call,
}

const MEASURES: &[Measure] = &[
    Measure {
        name: "`cargo check` with nothing to do",
        prepare: None,
        call: Call {
            command: "check",
            incremental: false,
        },
    },
    Measure {
        name: "`cargo check`, not incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "check",
            incremental: false,
        },
    },
    Measure {
        name: "`cargo check` after a touch, incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "check",
            incremental: true,
        },
    },
    Measure {
        name: "`cargo check` after one edited page, incremental",
        prepare: Some(Package::edit),
        call: Call {
            command: "check",
            incremental: true,
        },
    },
    Measure {
        name: "`cargo build`, not incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "build",
            incremental: false,
        },
    },
];

/// The costs of both crates.
struct Costs {
    rival: Vec<Cost>,
    ours: Vec<Cost>,
}

/// Measures time, processor time, and memory.
pub(crate) fn figures(
    rival: &Package,
    ours: &Package,
    runs: usize,
    meter: &Meter,
) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for measure in MEASURES {
        let costs = measure.costs(rival, ours, runs, meter)?;
        let named = |what| format!("{}{what}", measure.name);
        let time = |cost: &Cost| Some(cost.time.as_secs_f64());
        figures.extend(costs.figure(named(""), Unit::Seconds, time));
        // Less sensitive to other work on the machine than wall-clock time.
        let processor = |cost: &Cost| cost.used.processor;
        figures.extend(costs.figure(named(": processor time"), Unit::Seconds, processor));
        let memory = |cost: &Cost| cost.used.memory;
        figures.extend(costs.figure(named(": peak memory"), Unit::Bytes, memory));
    }
    Ok(figures)
}

impl Measure {
    fn costs(&self, rival: &Package, ours: &Package, runs: usize, meter: &Meter) -> Result<Costs> {
        for package in [rival, ours] {
            eprintln!("{}: preparing {}", self.name, package.name);
            self.call.warm_up(package, meter)?;
        }
        let mut costs = Costs {
            rival: Vec::new(),
            ours: Vec::new(),
        };
        for run in 0..runs {
            eprintln!("{}: run {} of {runs}", self.name, run + 1);
            costs.rival.push(self.cost(rival, run, meter)?);
            costs.ours.push(self.cost(ours, run, meter)?);
        }
        Ok(costs)
    }

    fn cost(&self, package: &Package, run: usize, meter: &Meter) -> Result<Cost> {
        if let Some(prepare) = self.prepare {
            prepare(package, run)?;
        }
        self.call.measure(package, self.prepare.is_some(), meter)
    }
}

impl Costs {
    /// Returns a figure, if every run has it.
    fn figure(
        &self,
        name: String,
        unit: Unit,
        of: impl Fn(&Cost) -> Option<f64>,
    ) -> Option<Figure> {
        Some(Figure {
            name,
            unit,
            rival: self.rival.iter().map(&of).collect::<Option<_>>()?,
            ours: self.ours.iter().map(&of).collect::<Option<_>>()?,
        })
    }
}

/// Measures the rival's source and our expansion, by column, and the size of the libraries.
pub(crate) fn sizes(rival: &Package, ours: &Package, columns: usize) -> Result<Vec<Figure>> {
    let input = "[::dataverse_schema] \"*.md\"".parse();
    let input = input.map_err(|error| format!("the macro's input: {error}"))?;
    let mut expansion: syn::File = syn::parse2(dataverse_schema_codegen::include_schema(
        input,
        &ours.folder,
    ))?;
    // Without the tracked pages.
    let is_tracked = |item: &syn::Item| matches!(item, syn::Item::Const(item) if item.ident == "_");
    expansion.items.retain(|item| !is_tracked(item));
    let expansion = prettyplease::unparse(&expansion);
    let files = texts(&rival.folder.join("src"))?;
    let per_column = |sum: usize| vec![sum as f64 / columns as f64];
    let lines = |text: &String| text.lines().count();
    Ok(vec![
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
        Figure {
            name: "library made by `cargo build`".to_owned(),
            unit: Unit::Bytes,
            rival: vec![rival.rlib()? as f64],
            ours: vec![ours.rlib()? as f64],
        },
    ])
}

fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for file in fs::read_dir(folder)? {
        texts.push(fs::read_to_string(file?.path())?);
    }
    Ok(texts)
}
