//! Decides whether a damaged page was read without silent losses.

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Source, read_page};

use super::model::{Difference, Leaf};
use super::page::{Heading, Line, Page, Scope};
use test_support::mutate::Mutant;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Error,
    Changed,
    Moved,
    Neutral,
}

/// The maximum distance of a diagnostic from the damage, in lines.
const NEAR: usize = 3;

/// Returns the outcome, or a description of the loss.
pub(crate) fn judge(model: &Table, original: &Page, mutant: &Mutant) -> Result<Outcome, String> {
    let source = Source::new("page.md", mutant.text.as_str());
    let page = Page::new(&mutant.text);
    let damage = Damage::new(original, &page, mutant);
    match read_page(&source) {
        Err(errors) => {
            if errors.iter().any(|error| damage.is_reported(error)) {
                return Ok(Outcome::Error);
            }
            let shown: Vec<String> = errors.iter().take(3).map(ToString::to_string).collect();
            Err(format!(
                "no message points to the damage:\n{}",
                shown.join("\n")
            ))
        }
        Ok(read) => {
            let difference = Difference::new(model, &read);
            damage.is_accounted_for(&difference)?;
            Ok(if !difference.is_empty() {
                Outcome::Changed
            } else if read == *model {
                Outcome::Neutral
            } else {
                Outcome::Moved
            })
        }
    }
}

struct Damage<'a> {
    original: &'a Page,
    page: &'a Page,
    mutant: &'a Mutant,
    /// The affected lines of the original, with all lines below a changed heading.
    old: Vec<&'a Line>,
    /// The affected lines of the damaged page.
    new: Vec<&'a Line>,
}

impl<'a> Damage<'a> {
    fn new(original: &'a Page, page: &'a Page, mutant: &'a Mutant) -> Self {
        let reached = |page: &'a Page, lines: &[usize]| {
            let extents = lines.iter().filter(|at| **at < page.lines.len());
            let mut reached: Vec<usize> = extents.flat_map(|at| page.extent(*at)).collect();
            reached.sort_unstable();
            reached.dedup();
            reached.into_iter().map(|at| &page.lines[at]).collect()
        };
        let mut old: Vec<&Line> = reached(original, &mutant.old);
        let mut new: Vec<&Line> = reached(page, &mutant.new);
        // Lines below a removed heading are now below the one before it, and vice versa.
        let differs = |line: &&Line| line.heading.is_some();
        if old.iter().chain(&new).any(differs) {
            let moved = |page: &'a Page, other: &Page, reached: &mut Vec<&'a Line>| {
                let known: std::collections::BTreeSet<(&Scope, &str)> = other
                    .lines
                    .iter()
                    .map(|line| (&line.scope, line.text.as_str()))
                    .collect();
                let moved = page
                    .lines
                    .iter()
                    .filter(|line| !known.contains(&(&line.scope, line.text.as_str())));
                reached.extend(moved);
            };
            moved(page, original, &mut new);
            moved(original, page, &mut old);
        }
        Self {
            original,
            page,
            mutant,
            old,
            new,
        }
    }

    /// Returns true if a diagnostic points to the damage, or to a line that lacks something
    /// because of it.
    fn is_reported(&self, error: &Diagnostic) -> bool {
        let shown = error.to_string();
        let numbers = shown.lines().filter_map(|line| {
            let location = line
                .trim_start()
                .strip_prefix("--> ")
                .or_else(|| line.trim_start().strip_prefix("::: "))?;
            let number = location.strip_prefix("page.md:")?.split(':').next()?;
            number.parse::<usize>().ok()
        });
        let points: Vec<usize> = self
            .mutant
            .new
            .iter()
            .copied()
            .chain(self.mutant.gap)
            .collect();
        numbers.map(|number| number - 1).any(|at| {
            points
                .iter()
                .any(|point| self.distance(*point, at) <= NEAR || self.is_below(*point, at))
                || self.is_heading_of(at, &points)
                || self.names_what_is_missing(at)
        })
    }

    /// Returns the number of non-blank lines between two lines.
    fn distance(&self, one: usize, other: usize) -> usize {
        let end = one.max(other).min(self.page.lines.len());
        let between = &self.page.lines[one.min(other).min(end)..end];
        between.iter().filter(|line| !line.text.is_empty()).count()
    }

    /// Returns true if a line is a heading that now belongs to a damaged one.
    fn is_below(&self, point: usize, at: usize) -> bool {
        let is_heading = |at: usize| {
            self.page
                .lines
                .get(at)
                .is_some_and(|line| line.heading.is_some())
        };
        is_heading(point) && is_heading(at) && self.page.extent(point).contains(&at)
    }

    /// Returns true if a line is the heading of the section or entry of damaged lines, or the title
    /// if they have no section.
    fn is_heading_of(&self, at: usize, points: &[usize]) -> bool {
        let Some(line) = self.page.lines.get(at) else {
            return false;
        };
        let now = points
            .iter()
            .filter_map(|point| self.page.lines.get(*point));
        let before = self.mutant.old.iter().map(|at| &self.original.lines[*at]);
        // The line at the position of an insertion.
        let gap = points
            .iter()
            .filter_map(|point| self.original.lines.get(point.checked_sub(1)?));
        let mut scopes = now.chain(before).chain(gap).map(|line| &line.scope);
        match line.heading {
            Some(Heading::Entry | Heading::Part) => scopes.any(|scope| {
                (&scope.section, &scope.entry) == (&line.scope.section, &line.scope.entry)
            }),
            Some(Heading::Section) => scopes.any(|scope| scope.section == line.scope.section),
            Some(Heading::Title) => scopes.any(|scope| scope.section.is_empty()),
            None => at == 0 && scopes.any(|scope| scope.section.is_empty()),
        }
    }

    /// Returns true if a line contains a damaged value, or the name of an entry whose heading or
    /// link is damaged.
    fn names_what_is_missing(&self, at: usize) -> bool {
        let Some(line) = self.page.lines.get(at) else {
            return false;
        };
        let before = self.mutant.old.iter().map(|at| &self.original.lines[*at]);
        let now = self
            .mutant
            .new
            .iter()
            .filter_map(|at| self.page.lines.get(*at));
        let known = words(&line.text);
        let mut damaged = before.chain(now);
        damaged.any(|damaged| names(&damaged.text).iter().any(|name| known.contains(name)))
    }

    /// Returns true if a string is a usual sentence of the page, which is kept.
    fn is_sentence(&self, leaf: &Leaf) -> bool {
        let mut lines = self.original.lines.iter().chain(&self.page.lines);
        leaf.path.contains("extra.")
            && lines.any(|line| line.kept.is_none() && line.text == leaf.text)
    }

    /// Checks that the model differs where the page does, and only there.
    fn is_accounted_for(&self, difference: &Difference) -> Result<(), String> {
        for (leaves, lines, what) in [
            (&difference.removed, &self.old, "no longer contains"),
            (&difference.added, &self.new, "now contains"),
        ] {
            for leaf in leaves {
                let is_damaged = || {
                    lines.iter().any(|line| contains(line, leaf)) || contain_together(lines, leaf)
                };
                if !is_damaged() && !self.is_sentence(leaf) {
                    return Err(format!(
                        "the model {what} {leaf:?}, but no damaged line does"
                    ));
                }
            }
        }
        let (before, after) = (self.original.kept(), self.page.kept());
        let (mut one, mut other) = (0, 0);
        while one < before.len() || other < after.len() {
            match (before.get(one), after.get(other)) {
                (Some(a), Some(b)) if a == b => (one, other) = (one + 1, other + 1),
                (Some(a), b) if b.is_none_or(|b| a < b) => {
                    if !is_explained_by(&difference.removed, &difference.added, *a) {
                        return Err(format!(
                            "the page no longer contains {a:?}, but the model does not change for it"
                        ));
                    }
                    one += 1;
                }
                (_, Some(b)) => {
                    if !is_explained_by(&difference.added, &difference.removed, *b) {
                        return Err(format!(
                            "the page now contains {b:?}, but the model does not"
                        ));
                    }
                    other += 1;
                }
                _ => break,
            }
        }
        Ok(())
    }
}

/// Returns the words of a line that can be names.
fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect()
}

/// Returns the names among the words of a line.
fn names(line: &str) -> Vec<&str> {
    let usual = [
        "True",
        "False",
        "None",
        "null",
        "BKMK",
        "Label",
        "Value",
        "Property",
        "Type",
        "LogicalName",
    ];
    let mut words = words(line);
    words.retain(|word| word.len() > 3 && !usual.contains(word));
    words
}

/// Returns a string without marks, and with characters for entities.
fn plain(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace("**", "")
        .replace(['`', '\\', '#'], "")
}

/// Returns a key as it is spelled in the model.
fn squashed(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_in(leaf: &Leaf, scope: &Scope) -> bool {
    leaf.section
        .is_none_or(|section| section == scope.section && (leaf.entry == scope.entry))
}

/// Returns true if a line contains a fact.
fn contains(line: &Line, leaf: &Leaf) -> bool {
    is_in(leaf, &line.scope) && holds(&line.text, leaf)
}

/// Returns true if several lines below one heading contain a fact.
fn contain_together(lines: &[&Line], leaf: &Leaf) -> bool {
    let of = lines.iter().filter(|line| is_in(leaf, &line.scope));
    let text: Vec<&str> = of.map(|line| line.text.as_str()).collect();
    !text.is_empty() && holds(&text.join("\n"), leaf)
}

fn holds(text: &str, leaf: &Leaf) -> bool {
    let line = plain(text);
    // A link to another page may end with a colon.
    let words = leaf.text.split_whitespace();
    let mut words = words.map(|word| {
        plain(
            word.strip_suffix("):")
                .map_or(word, |_| &word[..word.len() - 1]),
        )
    });
    match leaf.text.as_str() {
        "" => true,
        "True" => line.contains("True") || line.contains('1') || leaf.path.ends_with(".is_event"),
        "False" => line.contains("False") || line.contains('0'),
        _ => words.all(|word| line.contains(&word)),
    }
}

/// Returns true if the model gains or loses what the page does. `same` are the facts that the model
/// gains or loses as well, `other` those on the opposite side.
fn is_explained_by(same: &[Leaf], other: &[Leaf], (scope, kept): (&Scope, &str)) -> bool {
    let cells: Vec<&str> = kept.split('|').collect();
    // Rows have a key, except where there are no tables.
    let key = match cells.as_slice() {
        ["", key, _, ..] if *scope != Scope::default() => Some(*key),
        _ => None,
    };
    let matches_line = |leaf: &Leaf| {
        let path = squashed(&leaf.path);
        is_in(leaf, scope)
            && match key {
                Some(value) if scope.part == "Options" => {
                    leaf.path.contains(&format!("[{value}]"))
                        || path.contains("label")
                        || path.contains("extra")
                }
                Some(message) if scope.entry.is_empty() && cells.len() > 4 => {
                    let name = message
                        .split_once("<br />")
                        .map_or(message, |(name, _)| name);
                    path.contains(&squashed(name))
                }
                // A relationship of a table with itself doesn't name it.
                Some("LogicalName") if scope.section == "many-to-many relationships" => {
                    path == "otherentity" || path == "schemaname"
                }
                Some(key) => path.contains(&squashed(key)),
                None => {
                    !leaf.text.is_empty() || leaf.path == "added_by" || leaf.path == ".added_by"
                }
            }
    };
    let names_entry = |leaf: &Leaf| squashed(&leaf.path) == "schemaname";
    same.iter()
        .any(|leaf| matches_line(leaf) && (holds(kept, leaf) || names_entry(leaf)))
        || key.is_some() && other.iter().any(matches_line)
}
