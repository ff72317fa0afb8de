//! `dataverse-schema diagram --format svg` and `--format html`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use test_support::book::fetch::Element;

use crate::diagram::{diagram, workspace};

/// Tables with every kind of relationship, also to themselves and to tables without a page.
pub(crate) const PARCELS: [&str; 6] = [
    "tests/pages/contoso_carrier.md",
    "tests/pages/contoso_depot.md",
    "tests/pages/contoso_parcel.md",
    "tests/pages/contoso_route.md",
    "tests/pages/contoso_stop.md",
    "tests/pages/contoso_tag.md",
];

fn printed(pages: &[&str], arguments: &[&str]) -> String {
    diagram(&[pages, arguments].concat()).expect("good pages")
}

pub(crate) fn svg(picture: &str) -> Element {
    Element::parse(picture.trim_end()).expect("well-formed")
}

fn svg_of(pages: &[&str]) -> Element {
    svg(&printed(pages, &["--format", "svg"]))
}

/// Returns the data that the script of a page reads.
pub(crate) fn data(html: &str) -> Value {
    let (_, rest) = html
        .split_once("<script id=\"data\" type=\"application/json\">")
        .expect("data");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    serde_json::from_str(json).expect("JSON")
}

/// Returns the tables and the relationships of the Mermaid diagram, as `one many name`.
fn expected(pages: &[&str]) -> (BTreeSet<String>, BTreeSet<String>) {
    let text = printed(pages, &["--columns", "none"]);
    let lines = text.lines().skip(1).map(str::trim);
    let (edges, tables): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.contains("--"));
    let edges = edges.iter().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        format!("{} {} {}", words[0], words[2], words[4])
    });
    (
        tables.iter().map(|name| (*name).to_owned()).collect(),
        edges.collect(),
    )
}

fn attribute<'e>(element: &'e Element, name: &str) -> &'e str {
    let mut attributes = element.attributes.iter();
    attributes
        .find(|(known, _)| known == name)
        .map_or("", |(_, value)| value)
}

/// Returns the elements of a class, wherever they are.
pub(crate) fn of_class<'e>(element: &'e Element, class: &str) -> Vec<&'e Element> {
    let is_of_class = attribute(element, "class")
        .split(' ')
        .any(|one| one == class);
    let within = element
        .children
        .iter()
        .flat_map(|child| of_class(child, class));
    is_of_class
        .then_some(element)
        .into_iter()
        .chain(within)
        .collect()
}

pub(crate) fn texts<'e>(elements: &[&'e Element]) -> Vec<&'e str> {
    elements
        .iter()
        .map(|element| element.text.as_str())
        .collect()
}

#[test]
fn svg_shows_every_table_and_relationship() {
    for pages in [&PARCELS[..], &["schemas"]] {
        let (tables, edges) = expected(pages);
        let svg = svg_of(pages);
        let names: BTreeSet<String> = texts(&of_class(&svg, "name"))
            .into_iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(names, tables);
        let mut drawn = BTreeSet::new();
        for line in of_class(&svg, "line") {
            let (ends, labels) = line.children[0].text.split_once(": ").expect("a title");
            let words: Vec<&str> = ends.split(' ').collect();
            let (many, one) = (words[0], words[words.len() - 1]);
            assert_eq!(
                texts(&of_class(line, "label")),
                labels.split(", ").collect::<Vec<_>>()
            );
            drawn.extend(
                labels
                    .split(", ")
                    .map(|label| format!("{one} {many} {label}")),
            );
        }
        assert_eq!(drawn, edges);
    }
}

/// Neither a table nor the label of a line is on another one, or outside of the picture.
#[test]
fn nothing_overlaps_in_a_svg() {
    for pages in [&PARCELS[..], &["schemas"]] {
        let svg = svg_of(pages);
        let rectangles = |class| {
            let found = of_class(&svg, class).into_iter();
            found.filter(|element| element.name == "rect").map(|rect| {
                let number = |name| attribute(rect, name).parse::<f64>().unwrap_or_default();
                let (x, y) = (number("x"), number("y"));
                [x, y, x + number("width"), y + number("height")]
            })
        };
        let mut backs = rectangles("back");
        let picture = backs.next().expect("a background");
        let all: Vec<[f64; 4]> = rectangles("box").chain(backs).collect();
        assert!(all.len() > 20);
        for (index, one) in all.iter().enumerate() {
            assert!(
                one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= picture[2] && one[3] <= picture[3],
                "{one:?}"
            );
            for other in &all[index + 1..] {
                let overlaps = one[0] < other[2]
                    && other[0] < one[2]
                    && one[1] < other[3]
                    && other[1] < one[3];
                assert!(!overlaps, "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn html_has_every_table_and_relationship() {
    for pages in [&PARCELS[..], &["schemas"]] {
        let (tables, edges) = expected(pages);
        let data = data(&printed(pages, &["--format", "html"]));
        let names: Vec<&str> = data["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .map(|table| table["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(names, tables.iter().collect::<Vec<_>>());
        let name = |index: &Value| names[index.as_u64().expect("an index") as usize];
        let mut drawn = BTreeSet::new();
        for line in data["lines"].as_array().expect("lines") {
            for label in line[3].as_array().expect("names") {
                let (one, many) = (name(&line[0]), name(&line[1]));
                drawn.insert(format!("{one} {many} {}", label.as_str().expect("a name")));
            }
        }
        assert_eq!(drawn, edges);
    }
}

#[test]
fn html_has_the_columns_that_are_asked_for() {
    let columns = |arguments: &[&str]| {
        let html = printed(&["schemas"], &[&["--format", "html"], arguments].concat());
        let data = data(&html);
        let tables = data["tables"].as_array().expect("tables");
        let mut packages = tables
            .iter()
            .filter(|table| table["name"] == "pluginpackage");
        packages.next().expect("the table")["columns"]
            .as_array()
            .expect("columns")
            .len()
    };
    let page = fs::read_to_string(workspace().join("schemas/pluginpackage.md")).expect("a page");
    let is_shown =
        |section: &&str| section.contains("|LogicalName|") && !section.contains("|Type|Virtual|");
    let all = page.split("\n### ").filter(is_shown).count();
    assert!(all > 10);
    assert_eq!(columns(&[]), all);
    assert_eq!(columns(&["--columns", "keys"]), 8);
    assert_eq!(columns(&["--columns", "none"]), 0);
}

#[test]
fn html_begins_with_the_table_that_is_asked_for() {
    let start = |arguments: &[&str]| {
        let html = printed(&PARCELS, &[&["--format", "html"], arguments].concat());
        let data = data(&html);
        let start = data["start"].as_u64().expect("an index") as usize;
        data["tables"][start]["name"].clone()
    };
    assert_eq!(start(&[]), "contoso_carrier");
    assert_eq!(start(&["--table", "contoso_parcel"]), "contoso_parcel");
}

/// Nothing is loaded, neither from the network nor from other files.
#[test]
fn pictures_are_self_contained() {
    let svg = printed(&PARCELS, &["--format", "svg"]);
    let svg = svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    let html = printed(&PARCELS, &["--format", "html"]);
    assert!(html.contains("content=\"default-src 'none'; "));
    for text in [svg, html] {
        for reference in [
            "://", "src=", "@import", "url(h", "href=\"h", "<link", "import(",
        ] {
            assert!(!text.contains(reference), "{reference}");
        }
    }
}

/// The layout has hash maps, whose order differs from one process to the next.
#[test]
fn pictures_are_deterministic() {
    for format in ["svg", "html"] {
        let print = || printed(&PARCELS, &["--format", format]);
        assert_eq!(print(), print());
    }
}

#[test]
fn text_of_pages_is_escaped() {
    let nasty = "</script><script>alert(1)</script><!-- \"'&amp; {{data}} ]]>\u{7}";
    let page = fs::read_to_string(workspace().join(PARCELS[0])).expect("a page");
    let page = page
        .replace("Somebody who carries parcels.", &nasty.replace('<', "\\<"))
        .replace(
            "**DisplayName** | **Carrier**",
            "**DisplayName** | **<i>\"C&#39;**",
        );
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("nasty.md");
    fs::write(&path, page).expect("a file");
    let path = path.to_str().expect("UTF-8");

    let shown = "</script><script>alert(1)</script><!-- \"'& {{data}} ]]>";
    let html = printed(&[path], &["--format", "html"]);
    assert_eq!(html.matches("</script>").count(), 2);
    let data = data(&html);
    let table = &data["tables"][0];
    assert_eq!(table["label"], "<i>\"C'");
    assert_eq!(table["description"], format!("{shown}\u{7}"));

    let svg = svg_of(&[path]);
    assert_eq!(
        of_class(&svg, "table")[0].children[0].text,
        format!("<i>\"C' (contoso_carrier): {shown}\u{fffd}")
    );
}

#[test]
fn too_many_lines_are_an_error() {
    let page = fs::read_to_string(workspace().join(PARCELS[0])).expect("a page");
    let (head, section) = page
        .split_once("### <a name=\"BKMK_contoso_parcel_carrier")
        .expect("one");
    let section = format!("### <a name=\"BKMK_contoso_parcel_carrier{section}\n");
    let sections = |number| -> String {
        let sections = (0..number).map(|index| section.replace("_parcel", &format!("_p{index}")));
        sections.collect()
    };
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("page.md");
    fs::write(&path, format!("{head}{}", sections(501))).expect("a file");
    let path = path.to_str().expect("UTF-8");
    let error = diagram(&[path, "--format", "svg"]).expect_err("it is too large");
    assert!(
        error.contains("error[DV0127]: ") && error.contains("501 lines"),
        "{error}"
    );
    let one = [
        "--format",
        "svg",
        "--table",
        "contoso_carrier",
        "--depth",
        "0",
    ];
    assert!(diagram(&[&[path], &one[..]].concat()).is_ok());
}

/// The pictures in documents are what the command prints. `UPDATE_PICTURES=1` writes them.
#[test]
fn pictures_in_documents_are_current() {
    let around = ["--table", "contoso_parcel", "--depth", "9"];
    for (file, pages, arguments) in [
        (
            "docs/images/plugin_tables.svg",
            &["schemas"][..],
            &["--format", "svg"][..],
        ),
        (
            "book/src/images/parcels.svg",
            &PARCELS,
            &["--format", "svg"],
        ),
        (
            "book/src/images/parcels.html",
            &PARCELS,
            &[&["--format", "html"], &around[..]].concat(),
        ),
    ] {
        let picture = printed(pages, arguments);
        let path = workspace().join(file);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            write(&path, &picture);
        }
        let kept = fs::read_to_string(&path).expect("it exists");
        assert!(
            kept == picture,
            "{file} is outdated: UPDATE_PICTURES=1 updates it"
        );
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}
