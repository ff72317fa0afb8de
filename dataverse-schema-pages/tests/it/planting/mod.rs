//! Each kind of fault is reported where it is.
//!
//! A fault of every kind is planted in every page that has a place for it: in pages of made-up
//! tables and, if the corpus is there, in real pages.

mod characters;
mod columns;
mod conflicts;
mod damage;
mod fault;
mod follow_ons;
mod headings;
mod oddities;
mod options;
mod overlays;
mod page;
mod relationships;
mod scope;
mod slips;
mod suggestions;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;

use dataverse_schema_pages::{Diagnostic, Severity, Source, lint, merge_pages, read_page};
use test_support::corpus;

use self::fault::{Kind, Planted};
use self::page::CleanPage;

/// Pages of made-up tables that have places for nearly all faults.
const PAGES: [&str; 4] = [
    "contoso_gadget.md",
    "contoso_parcel.md",
    "layouts/current.md",
    "contoso_reading.md",
];

/// Real pages in the current layout.
const REAL: [&str; 5] = [
    "current/sample_bankaccount.md",
    "current/queue.md",
    "scale/account.md",
    "scale/incident.md",
    "scale/quote.md",
];

/// Kinds that are not reported, each with the reason.
const UNREPORTED: &[(&str, &str)] = &[
    (
        "Lookup column (Change): |Targets|account, account|",
        "a change adds the targets that the column lacks, and some columns have this one",
    ),
    (
        "change of a many-to-one among the one-to-many",
        "a relationship of a table with itself is in both lists",
    ),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Reported at the fault, with the expected severity.
    AtTheLine,
    /// Reported at the fault, with another severity.
    OtherSeverity,
    /// Reported, but not at the fault.
    Elsewhere,
    Unreported,
}

fn kinds() -> Vec<Kind> {
    let mut kinds = conflicts::kinds();
    kinds.extend(headings::kinds());
    kinds.extend(columns::kinds());
    kinds.extend(options::kinds());
    kinds.extend(table::kinds());
    kinds.extend(relationships::kinds());
    kinds.extend(characters::kinds());
    kinds.extend(overlays::kinds());
    kinds.extend(slips::kinds());
    kinds.extend(damage::kinds());
    kinds.extend(oddities::kinds());
    kinds
}

/// Checks pages as the command does.
fn check(pages: &[Source]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut tables = Vec::new();
    for page in pages {
        match read_page(page) {
            Ok(table) => tables.push(table),
            Err(errors) => diagnostics.extend(errors),
        }
    }
    let (tables, errors) = merge_pages(tables);
    diagnostics.extend(errors);
    for table in &tables {
        diagnostics.extend(lint(table));
    }
    diagnostics
}

/// Returns the 0-based lines of a diagnostic's location.
fn lines(diagnostic: &Diagnostic) -> Option<(&str, std::ops::RangeInclusive<usize>)> {
    let location = diagnostic.location()?;
    let (start, end) = (location.start().0 - 1, location.end().0 - 1);
    Some((location.source.name(), start..=end.max(start)))
}

fn judge(kind: &Kind, planted: &Planted, known: &BTreeSet<String>) -> (Outcome, Vec<Diagnostic>) {
    let mut diagnostics = check(&planted.pages);
    diagnostics.retain(|diagnostic| !known.contains(diagnostic.message()));
    let is_there = |diagnostic: &&Diagnostic| {
        lines(diagnostic).is_some_and(|(page, mut lines)| {
            page == planted.page && lines.any(|line| planted.lines.contains(&line))
        })
    };
    let mut there = diagnostics.iter().filter(is_there).peekable();
    let outcome = if there.peek().is_none() {
        if diagnostics.is_empty() {
            Outcome::Unreported
        } else {
            Outcome::Elsewhere
        }
    } else if there.any(|diagnostic| diagnostic.severity() == kind.severity) {
        Outcome::AtTheLine
    } else {
        Outcome::OtherSeverity
    };
    (outcome, diagnostics)
}

fn own_pages() -> Vec<CleanPage> {
    let page = |name: &&str| CleanPage::new(name, &test_support::page(name));
    PAGES.iter().map(page).collect()
}

fn real_pages() -> Vec<CleanPage> {
    let page = |name: &&str| {
        let text = fs::read_to_string(corpus::folder().join(name)).expect("the page exists");
        CleanPage::new(name, &text)
    };
    REAL.iter().map(page).collect()
}

#[derive(Default)]
struct Totals(BTreeMap<&'static str, BTreeMap<Outcome, usize>>);

impl Totals {
    fn add(&mut self, group: &'static str, outcome: Outcome) {
        *self.0.entry(group).or_default().entry(outcome).or_default() += 1;
    }

    fn count(&self, outcome: Outcome) -> usize {
        self.0
            .values()
            .filter_map(|counts| counts.get(&outcome))
            .sum()
    }

    fn shown(&self) -> String {
        let outcomes = [
            Outcome::AtTheLine,
            Outcome::OtherSeverity,
            Outcome::Elsewhere,
            Outcome::Unreported,
        ];
        let mut shown = format!("{:16}", "");
        for outcome in outcomes {
            write!(shown, "{:>16}", format!("{outcome:?}")).expect("writing to a String succeeds");
        }
        for (group, counts) in &self.0 {
            write!(shown, "\n{group:16}").expect("writing to a String succeeds");
            for outcome in outcomes {
                let count = counts.get(&outcome).copied().unwrap_or(0);
                write!(shown, "{count:16}").expect("writing to a String succeeds");
            }
        }
        write!(shown, "\n{:16}", "all").expect("writing to a String succeeds");
        for outcome in outcomes {
            write!(shown, "{:16}", self.count(outcome)).expect("writing to a String succeeds");
        }
        shown
    }
}

#[test]
fn faults_in_own_pages_are_reported_where_they_are() {
    let several = campaign(&own_pages());
    let mended = follow_ons::mended(&several);
    assert!(
        mended.is_empty(),
        "{} listed kinds cause one error at most: remove them from the list:\n{}",
        mended.len(),
        mended.join("\n")
    );
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn faults_in_real_pages_are_reported_where_they_are() {
    campaign(&real_pages());
}

/// Plants every kind of fault in every page, and panics if it isn't reported where it is. Returns
/// the kinds that cause several errors.
fn campaign(pages: &[CleanPage]) -> BTreeSet<String> {
    let known: Vec<BTreeSet<String>> = pages
        .iter()
        .map(|page| {
            let text = page.lines.join("\n") + "\n";
            let found = check(&[Source::new(page.name.as_str(), text)]);
            found.iter().map(|d| d.message().to_owned()).collect()
        })
        .collect();
    let kinds = kinds();
    let names: BTreeSet<(&str, &str)> = kinds.iter().map(|k| (k.group, k.name.as_str())).collect();
    assert_eq!(names.len(), kinds.len(), "two kinds have the same name");
    let shown = env::var("PLANTING").ok();
    let mut totals = Totals::default();
    let (mut bad, mut rare) = (Vec::new(), Vec::new());
    let (mut follow_ons, mut useless) = (Vec::new(), Vec::new());
    let mut several = BTreeSet::new();
    for kind in &kinds {
        let mut count = 0;
        for (page, known) in pages.iter().zip(&known) {
            let Some(planted) = (kind.plant)(page) else {
                continue;
            };
            count += 1;
            let (outcome, diagnostics) = judge(kind, &planted, known);
            let errors = diagnostics
                .iter()
                .filter(|found| found.severity() == Severity::Error);
            let errors: Vec<String> = errors.map(shown_briefly).collect();
            let where_planted = format!("[{}] {} ({})", kind.group, kind.name, page.name);
            if errors.len() > 1 {
                several.insert(follow_ons::line(kind));
            }
            if errors.len() > 1 && !follow_ons::is_known(kind) {
                follow_ons.push(format!("{where_planted}: {}", errors.join("; ")));
            }
            // What is left of a line that is cut may be wrong, too.
            if !kind.name.starts_with("page is cut in") {
                let left = suggestions::check_applied(&planted, &diagnostics, known);
                let left = left.iter().map(|error| format!("{where_planted}: {error}"));
                useless.extend(left);
            }
            let is_listed = UNREPORTED.iter().any(|(name, _)| *name == kind.name);
            if !(is_listed && outcome == Outcome::Unreported) {
                totals.add(kind.group, outcome);
            }
            let is_shown = shown.as_ref().is_some_and(|word| kind.name.contains(word));
            if is_shown || outcome != Outcome::AtTheLine && !is_listed {
                let line = planted.lines.first().map_or(0, |line| line + 1);
                let first = diagnostics.first().map_or(String::new(), |first| {
                    format!(": {:?} {}", first.severity(), shown_briefly(first))
                });
                let all: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
                let all = if is_shown {
                    all.join("\n")
                } else {
                    String::new()
                };
                bad.push(format!(
                    "{outcome:?} [{}] {} ({} {line}){first}{all}",
                    kind.group, kind.name, page.name
                ));
            }
        }
        if count < 3 {
            rare.push(format!("{count} [{}] {}", kind.group, kind.name));
        }
    }
    let all: usize = totals.0.values().flat_map(BTreeMap::values).sum();
    eprintln!("{} kinds\n{}", kinds.len(), totals.shown());
    eprintln!(
        "{} kinds in fewer than three pages:\n{}",
        rare.len(),
        rare.join("\n")
    );
    let at_the_line = totals.count(Outcome::AtTheLine);
    let elsewhere = totals.count(Outcome::Elsewhere);
    assert!(
        at_the_line * 100 >= all * 98 && elsewhere * 100 <= all,
        "{at_the_line} of {all} are reported where they are:\n{}",
        bad.join("\n")
    );
    assert_eq!(totals.count(Outcome::Unreported), 0, "{}", bad.join("\n"));
    assert!(
        follow_ons.is_empty(),
        "{} faults cause several errors:\n{}",
        follow_ons.len(),
        follow_ons.join("\n")
    );
    assert!(
        useless.is_empty(),
        "{} suggestions leave an error where they are applied:\n{}",
        useless.len(),
        useless.join("\n")
    );
    several
}

/// Returns the line and the message of a diagnostic.
fn shown_briefly(diagnostic: &Diagnostic) -> String {
    let at = lines(diagnostic).map_or(0, |(_, lines)| lines.start() + 1);
    format!("{at}: {}", diagnostic.message())
}
