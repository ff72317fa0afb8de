//! Damage whose outcome is known.

use test_support::mutate::Mutant;
use test_support::page;

use super::judge::Outcome::{self, Changed, Error, Neutral};
use super::judge::judge;
use super::page::Page;
use super::run::Original;

const OLDER: &str = "layouts/older_2019.md";

/// Replaces a string that a page contains once, and returns the outcome.
fn outcome(name: &str, from: &str, to: &str) -> Result<Outcome, String> {
    let text = page(name);
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let changed = text.replace(from, to);
    let (before, after): (Vec<&str>, Vec<&str>) =
        (text.split('\n').collect(), changed.split('\n').collect());
    let lines = before.iter().zip(&after);
    let start = lines.take_while(|(one, other)| one == other).count();
    let lines = before[start..]
        .iter()
        .rev()
        .zip(after[start..].iter().rev());
    let rest = lines.take_while(|(one, other)| one == other).count();
    let mutant = Mutant {
        old: (start..before.len() - rest).collect(),
        new: (start..after.len() - rest).collect(),
        gap: Some(start),
        text: changed.clone(),
    };
    let original = Original::new(name, &text);
    judge(&original.model, &Page::new(&text), &mutant)
}

#[test]
fn equivalent_markdown_is_neutral() {
    let cases = [
        // A tab after the marks of a heading.
        (
            "### <a name=\"BKMK_contoso_Rate\">",
            "###\t<a name=\"BKMK_contoso_Rate\">",
        ),
        // A blank part of a cell.
        (
            "|Behavior: UseLabel<br />",
            "|Behavior: UseLabel<br /><br />",
        ),
        // A list mark before a line.
        (
            "See queue Entity [contoso_locker_queues]",
            "* See queue Entity [contoso_locker_queues]",
        ),
        // More spaces.
        (
            "queue Entity [contoso_locker_queues]",
            "queue Entity  [contoso_locker_queues]",
        ),
        // An indented anchor, which Markdown takes for code.
        (
            "\n<a name=\"writable-attributes\">",
            "\n    <a name=\"writable-attributes\">",
        ),
    ];
    for (from, to) in cases {
        assert_eq!(outcome(OLDER, from, to), Ok(Neutral), "{from}");
    }
}

#[test]
fn content_of_older_relationships_is_never_lost() {
    let text = page(OLDER);
    let start = text.find("\n## Many-To-Many").expect("a heading");
    let section = &text[start..];
    let cases = [
        // The row implies the relationship's link.
        (
            "|LogicalName|contoso_key|",
            "|LogicalName|contoso_lock|",
            Changed,
        ),
        ("|LogicalName|contoso_key|\n", "", Error),
        // A section with a relationship of the table with itself.
        (section, "", Changed),
        // The line is now below the heading of the other relationship's second end.
        (
            "### <a name=\"BKMK_contoso_locker_neighbours\"></a> contoso_locker_neighbours\n\nIntersectEntityName: contoso_neighbour<br />\n",
            "IntersectEntityName: contoso_neighbour<br />\n\n### <a name=\"BKMK_contoso_locker_neighbours\"></a> contoso_locker_neighbours\n",
            Changed,
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(outcome(OLDER, from, to), Ok(expected), "{from}");
    }
}

/// The type is eight lines below the row.
#[test]
fn row_of_another_type_is_reported_where_it_is() {
    let row = "|DateTimeBehavior|UserLocal|";
    for other in ["|True Label|UserLocal|", "|MaxLength|100|"] {
        assert_eq!(outcome(OLDER, row, other), Ok(Error), "{other}");
    }
}
