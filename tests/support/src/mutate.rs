//! Damage to pages, a random change at a time.

use crate::random::Random;

/// A damaged page.
#[derive(Debug)]
pub struct Mutant {
    /// The text of the page.
    pub text: String,
    /// The indices of the original's lines that were removed or changed.
    pub old: Vec<usize>,
    /// The indices of the lines that replace them.
    pub new: Vec<usize>,
    /// The index of the line after a gap, if lines are missing.
    pub gap: Option<usize>,
}

/// Damages the lines of a page, or returns `None` if that isn't possible for this page.
pub type Mutation = fn(&[&str], &mut Random) -> Option<Mutant>;

/// All mutations, with their names.
pub const MUTATIONS: &[(&str, Mutation)] = &[
    ("line dropped", drop_line),
    ("lines dropped", drop_lines),
    ("line doubled", double),
    ("neighbors swapped", swap_neighbors),
    ("lines swapped", swap),
    ("line moved", move_line),
    ("page cut", cut),
    ("cell replaced", replace_cell),
    ("cell emptied", empty_cell),
    ("key changed", change_key),
    ("cell dropped", drop_cell),
    ("character changed", flip),
    ("characters dropped", drop_characters),
    ("lines joined", join),
    ("line split", split),
    ("blank line inserted", blank),
    ("mark inserted", insert_mark),
    ("line inserted", insert_line),
    ("marks around a cell", mark_cell),
];

fn text(lines: &[String]) -> String {
    lines.join("\n")
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// Returns the index of a line that isn't blank.
fn some_line(lines: &[&str], random: &mut Random) -> Option<usize> {
    let filled: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].trim().is_empty())
        .collect();
    random.pick(&filled).copied()
}

/// Replaces the lines from `from` on by others.
fn replaced(lines: &[&str], from: usize, count: usize, by: Vec<String>) -> Option<Mutant> {
    let mut all = owned(&lines[..from]);
    let new: Vec<usize> = (from..from + by.len()).collect();
    all.extend(by);
    all.extend(owned(&lines[from + count..]));
    let mutant = Mutant {
        text: text(&all),
        old: (from..from + count).collect(),
        gap: new.is_empty().then_some(from),
        new,
    };
    (mutant.text != lines.join("\n")).then_some(mutant)
}

fn drop_line(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    replaced(lines, some_line(lines, random)?, 1, Vec::new())
}

fn drop_lines(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let from = some_line(lines, random)?;
    let count = 2 + random.below(30);
    replaced(lines, from, count.min(lines.len() - from), Vec::new())
}

fn double(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let line = lines[at].to_owned();
    let mut mutant = replaced(lines, at, 1, vec![line.clone(), line])?;
    // The first of the two represents the old one.
    mutant.old.clear();
    mutant.new = vec![at + 1];
    Some(mutant)
}

fn swapped(lines: &[&str], one: usize, other: usize) -> Option<Mutant> {
    let mut all = owned(lines);
    all.swap(one, other);
    (lines[one] != lines[other]).then(|| Mutant {
        text: text(&all),
        old: vec![one, other],
        new: vec![one, other],
        gap: None,
    })
}

fn swap_neighbors(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let one = some_line(lines, random)?;
    let other = (one + 1..lines.len()).find(|at| !lines[*at].trim().is_empty())?;
    swapped(lines, one, other)
}

fn swap(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    swapped(lines, some_line(lines, random)?, some_line(lines, random)?)
}

fn move_line(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let (from, to) = (some_line(lines, random)?, some_line(lines, random)?);
    let mut all = owned(lines);
    let line = all.remove(from);
    all.insert(to, line);
    (from != to && lines[from] != lines[to]).then(|| Mutant {
        text: text(&all),
        old: vec![from],
        new: vec![to],
        gap: Some(if to < from { from + 1 } else { from }),
    })
}

fn cut(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = random.below(lines.len());
    let line = lines[at];
    let ends: Vec<usize> = (0..=line.len())
        .filter(|end| line.is_char_boundary(*end))
        .collect();
    let end = *random.pick(&ends)?;
    let mut all = owned(&lines[..at]);
    all.push(line[..end].to_owned());
    Some(Mutant {
        text: text(&all),
        old: (at..lines.len()).collect(),
        new: vec![at],
        gap: Some(at),
    })
}

/// Returns the ranges of the cells in a line.
fn cells(line: &str) -> Vec<(usize, usize)> {
    let bars: Vec<usize> = line.match_indices('|').map(|(at, _)| at).collect();
    bars.windows(2).map(|pair| (pair[0] + 1, pair[1])).collect()
}

fn some_row(lines: &[&str], random: &mut Random) -> Option<usize> {
    let rows: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with('|') && cells(lines[*at]).len() > 1)
        .collect();
    random.pick(&rows).copied()
}

/// Changes a cell; `which` chooses among the cells of a row.
fn change_cell(
    lines: &[&str],
    random: &mut Random,
    which: impl Fn(&mut Random, usize) -> usize,
    change: impl Fn(&str, &mut Random) -> String,
) -> Option<Mutant> {
    let at = some_row(lines, random)?;
    let cells = cells(lines[at]);
    let (start, end) = *cells.get(which(random, cells.len()))?;
    let line = lines[at];
    let cell = change(&line[start..end], random);
    let line = format!("{}{cell}{}", &line[..start], &line[end..]);
    replaced(lines, at, 1, vec![line])
}

const VALUES: &[&str] = &[
    "True",
    "False",
    "0",
    "1",
    "-1",
    "100",
    "1E-12",
    "2147483648",
    "None",
    "null",
    "``",
    "****",
    "**a * b**",
    "**$ 123 **",
    "`x`",
    "String",
    "Lookup",
    "Picklist",
    "Money",
    "account, contact",
    "account,,contact",
    "é ü",
    "`No label value`",
    "**null**",
    "Label: **Active**",
    "State:1",
    "a\\|b",
    "**a\\_b**",
    "` a `",
    "** **",
    "a `b",
    "x<br />y",
    "NoSuchThing",
    "`Label`",
    "SystemRequired",
    "DateOnly",
];

const WORDS: &[&str] = &[
    "Description",
    "DisplayName",
    "Type",
    "LogicalName",
    "MaxLength",
    "MaxLenght",
    "Targets",
    "Foo",
    "SchemaName",
    "IsCustomizable",
    "**Type**",
    "`Type`",
    "Label",
    "State",
    "True Label",
    "0",
    "7",
    "Property",
    "Value",
    "text",
    "INCLUDE",
    "CascadeConfiguration",
    "a.b",
    "#",
    "Description ",
    "IsValidForRead",
    "---",
];

fn last(_: &mut Random, cells: usize) -> usize {
    cells - 1
}

fn replace_cell(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    change_cell(lines, random, last, |_, random| {
        (*random.pick(VALUES).expect("there are values")).to_owned()
    })
}

fn empty_cell(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    change_cell(
        lines,
        random,
        |random, cells| random.below(cells),
        |_, _| String::new(),
    )
}

fn change_key(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    change_cell(
        lines,
        random,
        |_, _| 0,
        |_, random| (*random.pick(WORDS).expect("there are words")).to_owned(),
    )
}

fn drop_cell(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_row(lines, random)?;
    let line = lines[at];
    let (start, end) = *random.pick(&cells(line))?;
    let line = format!("{}{}", &line[..start], &line[end + 1..]);
    replaced(lines, at, 1, vec![line])
}

/// Puts marks around a cell, or takes them away.
fn mark_cell(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    change_cell(
        lines,
        random,
        |random, cells| random.below(cells),
        |cell, random| {
            let cell = cell.trim();
            let bare = cell.trim_matches('`');
            let bare = bare
                .strip_prefix("**")
                .and_then(|c| c.strip_suffix("**"))
                .unwrap_or(bare);
            match random.below(4) {
                0 => format!("**{bare}**"),
                1 => format!("`{bare}`"),
                2 => format!("  {cell} "),
                _ => bare.to_owned(),
            }
        },
    )
}

const CHARACTERS: &[char] = &[
    'a', 'Z', '0', '9', ' ', '_', '-', '.', ',', ':', '#', '*', '`', '|', '\\', '<', '>', '[', ']',
    '(', ')', '"', '&', '!', '~', '\t', 'é', '\u{a0}', '\u{feff}', '\u{0}', '/', '=', '+',
];

/// Returns the ranges of the characters in a line.
fn characters(line: &str) -> Vec<(usize, usize)> {
    let ends = line.char_indices();
    ends.map(|(at, character)| (at, at + character.len_utf8()))
        .collect()
}

fn flip(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let line = lines[at];
    let (start, end) = *random.pick(&characters(line))?;
    let character = random.pick(CHARACTERS)?;
    let line = format!("{}{character}{}", &line[..start], &line[end..]);
    replaced(lines, at, 1, vec![line])
}

fn drop_characters(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let line = lines[at];
    let spans = characters(line);
    let first = random.below(spans.len());
    let last = (first + random.below(8)).min(spans.len() - 1);
    let line = format!("{}{}", &line[..spans[first].0], &line[spans[last].1..]);
    replaced(lines, at, 1, vec![line])
}

fn join(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let next = lines.get(at + 1)?;
    replaced(lines, at, 2, vec![format!("{}{next}", lines[at])])
}

fn split(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let line = lines[at];
    let (start, _) = *random.pick(&characters(line))?;
    replaced(
        lines,
        at,
        1,
        vec![line[..start].to_owned(), line[start..].to_owned()],
    )
}

fn blank(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = random.below(lines.len());
    replaced(lines, at, 0, vec![String::new()])
}

const MARKS: &[&str] = &[
    "|",
    "`",
    "**",
    "<!--",
    "-->",
    "<br />",
    "<div>",
    "```",
    "#",
    "## ",
    "> ",
    "- ",
    "    ",
    "\\",
    "[",
    "](#x)",
    "<",
    "\t",
    "  ",
    "1. ",
    "\u{feff}",
    "&amp;",
    "*",
    "~~~",
    "==",
    "\u{2028}",
    "\\|",
    "<a name=\"x\"></a>",
    "[!INCLUDE[x](y)]",
];

fn insert_mark(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = some_line(lines, random)?;
    let line = lines[at];
    let mut ends: Vec<usize> = characters(line).iter().map(|(_, end)| *end).collect();
    // Half of them at the line's beginning, where marks mean most.
    ends.extend(vec![0; ends.len()]);
    let end = *random.pick(&ends)?;
    let mark = random.pick(MARKS)?;
    let line = format!("{}{mark}{}", &line[..end], &line[end..]);
    replaced(lines, at, 1, vec![line])
}

const LINES: &[&str] = &[
    "<!--",
    "-->",
    "```",
    "~~~",
    "---",
    "===",
    "***",
    "<div>",
    "</div>",
    "<pre>",
    "> note",
    "> [!NOTE]",
    "- x",
    "- [x](#x)",
    "1. x",
    "text",
    "    text",
    "# Title",
    "## Messages",
    "## Properties",
    "## Foo",
    "### Foo",
    "#### Foo",
    "##### Foo",
    "### See also",
    "|Property|Value|",
    "|---|---|",
    "|Foo|Bar|",
    "|Type|String|",
    "|",
    "||",
    "|Description||",
    "|Value|Label|",
    "|5|**Five**|",
    "[x]: y",
    "<?x",
    "<![CDATA[",
    "**Added by**: X Solution",
    "**Added by**: <br />",
    "**DefaultValue**: 1",
    "Listed by **SchemaName**.",
    "Changes from [x](y)",
    "Changes from [x](y) and [z](w)",
    "See [x y](x.md#BKMK_y)",
    "See the [x](y) one-to-many relationship for the [z](z.md) table/entity.",
    "IntersectEntityName: foo<br />",
    "This is a self-referencing many-to-many relationship.",
    "[!INCLUDE[x](y)]",
    "<a name=\"manytoone\"></a>",
    "One-To-Many Relationship: [x y](z.md)",
    "\u{feff}",
    "\\",
    "### <a name=\"BKMK_Foo\"></a> Foo",
    "#### Entity 1",
    "## One-to-Many relationships",
    "## Writable columns/attributes",
    "<script>",
    "\t",
    "+ x",
    "<a name=\"x\"></a>",
    "#",
    "##",
    "| | |",
    "title: x",
];

fn insert_line(lines: &[&str], random: &mut Random) -> Option<Mutant> {
    let at = random.below(lines.len() + 1);
    replaced(lines, at, 0, vec![(*random.pick(LINES)?).to_owned()])
}
