//! The faults that the campaign plants.

use super::random::Random;

/// A kind of fault.
pub(super) struct Fault {
    pub(super) name: &'static str,
    /// True if `--fix` has to correct it at least in some pages.
    pub(super) is_fixable: bool,
    /// Plants the fault, if the page has a place for it.
    pub(super) plant: fn(&mut Random, &str) -> Option<String>,
}

const fn fixable(name: &'static str, plant: fn(&mut Random, &str) -> Option<String>) -> Fault {
    Fault {
        name,
        is_fixable: true,
        plant,
    }
}

const fn unfixable(name: &'static str, plant: fn(&mut Random, &str) -> Option<String>) -> Fault {
    Fault {
        name,
        is_fixable: false,
        plant,
    }
}

pub(super) const FAULTS: &[Fault] = &[
    fixable("letters of a key swapped", |random, page| {
        edit_key(random, page, swap_letters)
    }),
    fixable("letter of a key missing", |random, page| {
        edit_key(random, page, |random, key| {
            edit_letter(random, key, |_| String::new())
        })
    }),
    fixable("letter of a key doubled", |random, page| {
        edit_key(random, page, |random, key| {
            edit_letter(random, key, |letter| format!("{letter}{letter}"))
        })
    }),
    fixable("letter of a key replaced", |random, page| {
        edit_key(random, page, |random, key| {
            edit_letter(random, key, |letter| {
                if letter == 'x' { "y" } else { "x" }.to_owned()
            })
        })
    }),
    fixable("key in lower case", |random, page| {
        edit_key(random, page, |_, key| key.to_lowercase())
    }),
    fixable("invisible character in a key", |random, page| {
        edit_key(random, page, insert_invisible)
    }),
    fixable("invisible character in a logical name", |random, page| {
        edit_value(random, page, "LogicalName", insert_invisible)
    }),
    fixable("invisible character in a type", |random, page| {
        edit_value(random, page, "Type", insert_invisible)
    }),
    fixable("invisible character in a Boolean", |random, page| {
        edit_value(random, page, "IsValidForRead", insert_invisible)
    }),
    fixable("invisible character in a number", |random, page| {
        edit_value(random, page, "MaxLength", insert_invisible)
    }),
    fixable("invisible character in a heading", |random, page| {
        edit_line(random, page, is_entry, |random, line| {
            let (anchor, name) = line.rsplit_once(' ')?;
            Some(format!("{anchor} {}", insert_invisible(random, name)))
        })
    }),
    fixable("row twice", |random, page| {
        edit_line(random, page, is_property, |_, line| {
            Some(format!("{line}\n{line}"))
        })
    }),
    fixable("row of an option or a message twice", |random, page| {
        edit_line(random, page, is_other_row, |_, line| {
            Some(format!("{line}\n{line}"))
        })
    }),
    fixable("bar missing after a name or a Boolean", |random, page| {
        edit_line(
            random,
            page,
            |line| is_property(line) && is_whole(line),
            |_, line| Some(line.strip_suffix('|')?.to_owned()),
        )
    }),
    fixable("dashes missing below a header", |random, page| {
        remove_line(random, page, is_dashes)
    }),
    fixable("dashes among rows", |random, page| {
        edit_line(random, page, is_property, |_, line| {
            Some(format!("{line}\n|---|---|"))
        })
    }),
    fixable("key of a part misspelled", |random, page| {
        edit_line(
            random,
            page,
            |line| line.contains("<br />Behavior: "),
            |random, line| {
                let key = swap_letters(random, "Behavior");
                Some(line.replacen("<br />Behavior: ", &format!("<br />{key}: "), 1))
            },
        )
    }),
    unfixable("key between two known ones", |random, page| {
        let is_limit = |line: &str| line.starts_with("|MinValue|");
        edit_line(random, page, is_limit, |_, line| {
            Some(line.replace("Min", "Mix"))
        })
    }),
    unfixable("unknown key", |random, page| {
        edit_line(random, page, is_property, |_, line| {
            Some(format!("{line}\n|Weight|12|"))
        })
    }),
    unfixable("unknown type", |random, page| {
        edit_value(random, page, "Type", |_, value| format!("{value}ish"))
    }),
    unfixable("letter among digits", |random, page| {
        edit_value(random, page, "MaxLength", |_, value| format!("{value}O"))
    }),
    unfixable("row removed", |random, page| {
        remove_line(random, page, is_property)
    }),
    unfixable("row twice with another value", |random, page| {
        edit_line(random, page, is_property, |_, line| {
            let (key, _) = line.strip_prefix('|')?.split_once('|')?;
            Some(format!("{line}\n|{key}|other|"))
        })
    }),
    unfixable("bar missing after another value", |random, page| {
        edit_line(
            random,
            page,
            |line| is_property(line) && !is_whole(line),
            |_, line| Some(line.strip_suffix('|')?.to_owned()),
        )
    }),
    unfixable("row cut", |random, page| {
        edit_line(random, page, is_property, |random, line| {
            let whole = line.trim_end_matches(['|', ' ']);
            Some(line.get(..1 + random.below(whole.len() - 1))?.to_owned())
        })
    }),
    unfixable("page cut", |random, page| {
        Some(page.get(..random.below(page.len()))?.to_owned())
    }),
    unfixable("heading removed", |random, page| {
        remove_line(random, page, |line| line.starts_with('#'))
    }),
    unfixable("heading misspelled", |random, page| {
        edit_line(random, page, is_entry, |random, line| {
            let (anchor, name) = line.rsplit_once(' ')?;
            Some(format!("{anchor} {}", swap_letters(random, name)))
        })
    }),
    unfixable("section misspelled", |random, page| {
        let is_section = |line: &str| line.starts_with("## ");
        edit_line(random, page, is_section, |random, line| {
            Some(format!("## {}", swap_letters(random, &line[3..])))
        })
    }),
    unfixable("item of a list removed", |random, page| {
        remove_line(random, page, |line| line.starts_with("- ["))
    }),
    unfixable("target of a link misspelled", |random, page| {
        let is_link = |line: &str| line.starts_with("- [") && line.contains("BKMK_");
        edit_line(random, page, is_link, |_, line| {
            Some(line.replacen("BKMK_", "BKMK_x", 1))
        })
    }),
    unfixable("line of text", |random, page| {
        edit_line(random, page, is_entry, |_, line| {
            Some(format!("{line}\n\nAsk before you change this."))
        })
    }),
];

/// Replaces a line. Lines within cells of several lines are none of the kinds.
fn edit_line(
    random: &mut Random,
    page: &str,
    is_kind: impl Fn(&str) -> bool,
    edit: impl Fn(&mut Random, &str) -> Option<String>,
) -> Option<String> {
    let lines: Vec<&str> = page.lines().collect();
    let of_kind: Vec<usize> = (0..lines.len()).filter(|at| is_kind(lines[*at])).collect();
    let at = *random.choose(&of_kind)?;
    let new = edit(random, lines[at])?;
    let edited = lines.iter().enumerate();
    let edited = edited.map(|(index, line)| if index == at { new.as_str() } else { line });
    Some(edited.map(|line| format!("{line}\n")).collect())
}

fn remove_line(random: &mut Random, page: &str, is_kind: impl Fn(&str) -> bool) -> Option<String> {
    const REMOVED: &str = "\u{1}";
    let marked = edit_line(random, page, is_kind, |_, _| Some(REMOVED.to_owned()))?;
    Some(marked.replace("\u{1}\n", ""))
}

fn edit_key(
    random: &mut Random,
    page: &str,
    edit: impl Fn(&mut Random, &str) -> String,
) -> Option<String> {
    edit_line(random, page, is_property, |random, line| {
        let key = key(line)?;
        let new = edit(random, key);
        (new != key).then(|| line.replacen(key, &new, 1))
    })
}

fn edit_value(
    random: &mut Random,
    page: &str,
    key: &str,
    edit: impl Fn(&mut Random, &str) -> String,
) -> Option<String> {
    let start = format!("|{key}|");
    let is_kind = |line: &str| is_property(line) && line.starts_with(&start);
    edit_line(random, page, is_kind, |random, line| {
        let value = line.strip_prefix(&start)?.strip_suffix('|')?;
        let text = value.trim_matches(['`', '*']);
        let new = edit(random, text);
        (!text.is_empty()).then(|| format!("{start}{}|", value.replacen(text, &new, 1)))
    })
}

fn swap_letters(random: &mut Random, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 1 {
        let at = random.below(letters.len() - 1);
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

fn edit_letter(random: &mut Random, word: &str, edit: impl Fn(char) -> String) -> String {
    let at = random.below(word.chars().count());
    let letters = word.chars().enumerate();
    let edited = letters.map(|(index, letter)| {
        if index == at {
            edit(letter)
        } else {
            letter.to_string()
        }
    });
    edited.collect()
}

fn insert_invisible(random: &mut Random, word: &str) -> String {
    const INVISIBLE: &[char] = &['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}', '\u{200e}'];
    let mut letters: Vec<char> = word.chars().collect();
    let invisible = *random.choose(INVISIBLE).expect("there are some");
    letters.insert(random.below(letters.len() + 1), invisible);
    letters.into_iter().collect()
}

/// Returns the key of a row `|Key|value|`, without marks.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.strip_prefix('|')?.split_once('|')?;
    Some(key.trim().trim_matches('*'))
}

fn is_property(line: &str) -> bool {
    let is_key = |key: &str| {
        key.len() > 3
            && key != "Property"
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
            && !key.as_bytes()[0].is_ascii_digit()
    };
    line.ends_with('|')
        && !line.contains("\\|")
        && line.matches('|').count() == 3
        && key(line).is_some_and(is_key)
}

/// Returns true if a row ends with a name or a Boolean.
fn is_whole(line: &str) -> bool {
    let value = line.trim_end_matches(['|', ' ']);
    ["`", "|True", "|False"]
        .iter()
        .any(|end| value.ends_with(end))
}

/// Returns true for a row of an option, whose key is a number, or of a message.
fn is_other_row(line: &str) -> bool {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    line.ends_with('|')
        && (key(line).is_some_and(is_number) || line.starts_with("| `") && line.contains("Event:"))
}

fn is_dashes(line: &str) -> bool {
    line.len() > 2
        && line.starts_with('|')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b' '))
}

fn is_entry(line: &str) -> bool {
    line.starts_with("### <a name=")
}
