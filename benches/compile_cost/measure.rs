use crate::cargo::{Call, Cost};
use crate::meter::Meter;
use crate::package::Package;
use tables::Result;
use tables::figure::{Figure, Unit};

/// A measure: a change of the crate, and the call of cargo after it.
pub(crate) struct Measure {
    /// Its name on the command line.
    option: &'static str,
    name: &'static str,
    /// Makes cargo compile the crate; `None` if it should have nothing to do.
    prepare: Option<fn(&Package, usize) -> Result<()>>,
    call: Call,
}

const MEASURES: &[Measure] = &[
    Measure {
        option: "fresh",
        name: "`cargo check` with nothing to do",
        prepare: None,
        call: Call {
            command: "check",
            incremental: false,
        },
    },
    Measure {
        option: "check",
        name: "`cargo check`, not incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "check",
            incremental: false,
        },
    },
    Measure {
        option: "touch",
        name: "`cargo check` after a touch, incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "check",
            incremental: true,
        },
    },
    Measure {
        option: "edit",
        name: "`cargo check` after one edited page, incremental",
        prepare: Some(Package::edit),
        call: Call {
            command: "check",
            incremental: true,
        },
    },
    Measure {
        option: "build",
        name: "`cargo build`, not incremental",
        prepare: Some(|package, _| package.touch()),
        call: Call {
            command: "build",
            incremental: false,
        },
    },
];

/// Returns the names of measures on the command line.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    MEASURES.iter().map(|measure| measure.option)
}

/// Returns the measures with these names, or all if there are none.
pub(crate) fn chosen(names: &[String]) -> Vec<&'static Measure> {
    let is_chosen =
        |measure: &&Measure| names.is_empty() || names.iter().any(|name| name == measure.option);
    MEASURES.iter().filter(is_chosen).collect()
}

/// The costs of both crates.
struct Costs {
    rival: Vec<Cost>,
    ours: Vec<Cost>,
}

/// Measures time, processor time, and memory.
pub(crate) fn figures(
    measures: &[&Measure],
    rival: &Package,
    ours: &Package,
    runs: usize,
    meter: &Meter,
) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for measure in measures {
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
            eprintln!("{}: preparing {}", self.name, package.place.name);
            self.call.warm_up(&package.place, meter)?;
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
        let expected = usize::from(self.prepare.is_some());
        self.call.measure(&package.place, expected, meter)
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
