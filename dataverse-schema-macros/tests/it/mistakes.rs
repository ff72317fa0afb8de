//! The table of mistakes against the programs with these mistakes, and the compiler's errors.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/ui/mistakes";

/// A row of the table.
struct Mistake {
    grade: u8,
    /// What the errors must contain for grade 3. For other grades, the reason.
    text: String,
}

/// The mistakes by file and function or module.
type Mistakes<T> = BTreeMap<(String, String), T>;

#[test]
fn every_mistake_has_a_grade_and_its_error_names_the_cure() {
    let table = read_table();
    let errors = read_errors();
    let names = |mistakes: Vec<&(String, String)>| format!("{mistakes:#?}");
    assert_eq!(
        names(table.keys().collect()),
        names(errors.keys().collect()),
        "`{FOLDER}/grades.md` and the programs have the same mistakes"
    );
    let without_cure: Vec<String> = table
        .iter()
        .filter(|(mistake, row)| row.grade == 3 && !errors[*mistake].contains(&row.text))
        .map(|((file, name), row)| format!("{file}: {name}: `{}`", row.text))
        .collect();
    assert!(
        without_cure.is_empty(),
        "errors lack:\n{}",
        without_cure.join("\n")
    );
}

#[test]
fn nine_of_ten_errors_name_the_cure_and_none_misleads() {
    let table = read_table();
    let count = |grade| table.values().filter(|row| row.grade == grade).count();
    assert!(table.len() >= 120);
    assert_eq!(count(3) + count(2), table.len());
    assert!(count(3) * 10 >= table.len() * 9);
}

/// Reads the rows `| mistake | grade | text |` below the headings `## file`.
fn read_table() -> Mistakes<Mistake> {
    let table = fs::read_to_string(Path::new(FOLDER).join("grades.md")).expect("the table exists");
    let mut mistakes = BTreeMap::new();
    let mut file = "";
    for line in table.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            file = heading;
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        let [name, grade, text] = cells[..] else {
            continue;
        };
        let (Some(name), Ok(grade)) = (name.strip_prefix("| "), grade.parse()) else {
            continue;
        };
        let text = text.trim_end_matches(" |").to_owned();
        let key = (file.to_owned(), name.to_owned());
        let previous = mistakes.insert(key, Mistake { grade, text });
        assert!(previous.is_none(), "duplicate `{name}` in `{file}`");
    }
    mistakes
}

/// Reads the errors of each function and module of the programs, without the lines of code.
fn read_errors() -> Mistakes<String> {
    let mut mistakes = BTreeMap::new();
    for entry in fs::read_dir(FOLDER).expect("the folder exists") {
        let program = entry.expect("an entry").path();
        if program
            .extension()
            .is_none_or(|extension| extension != "rs")
        {
            continue;
        }
        let name = program.file_stem().expect("a program has a name");
        let file = name.to_string_lossy().into_owned();
        let code = fs::read_to_string(&program).expect("it is text");
        let errors = fs::read_to_string(program.with_extension("stderr")).expect("it has errors");
        let names = names_by_line(&code);
        for name in &names {
            if !matches!(name.as_str(), "main" | "") {
                mistakes.insert((file.clone(), name.clone()), String::new());
            }
        }
        for error in blocks(&errors) {
            let location = format!("--> {FOLDER}/{file}.rs:");
            let line = error.lines().find_map(|line| {
                let (_, location) = line.split_once(&location)?;
                location.split(':').next()?.parse::<usize>().ok()
            });
            let name = line.map_or("", |line| names[line - 1].as_str());
            if let Some(errors) = mistakes.get_mut(&(file.clone(), name.to_owned())) {
                errors.push_str(&without_code(&error));
            }
        }
    }
    mistakes
}

/// Returns the name of the function or module of each line.
fn names_by_line(code: &str) -> Vec<String> {
    let mut name = String::new();
    let lines = code.lines().map(|line| {
        let item = line.strip_prefix("fn ").or(line.strip_prefix("mod "));
        if let Some(item) = item {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            name = item.chars().take_while(|c| is_name(*c)).collect();
        }
        name.clone()
    });
    lines.collect()
}

/// Splits the output of the compiler into errors and warnings.
fn blocks(output: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in output.lines() {
        if blocks.is_empty() || line.starts_with("error") || line.starts_with("warning") {
            blocks.push(String::new());
        }
        let block = blocks.last_mut().expect("there is a block");
        block.push_str(line);
        block.push('\n');
    }
    blocks
}

/// Leaves out the lines of the program, whose words don't count as the compiler's.
fn without_code(error: &str) -> String {
    let is_code = |line: &str| {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(" |")
    };
    let lines = error.lines().filter(|line| !is_code(line));
    lines.map(|line| format!("{line}\n")).collect()
}
