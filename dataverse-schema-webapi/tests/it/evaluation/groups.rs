use std::collections::BTreeMap;
use std::iter::once;

use test_support::book::fetch::Element;

use super::fetch::{JoinedRow, joined};
use super::{Cell, Database};

/// Values by the aliases of keys and totals. Those without a value are absent.
pub(crate) type Cells = BTreeMap<String, Cell>;

/// Returns the groups of a query in FetchXML.
pub(crate) fn grouped_by_fetch(database: &Database, xml: &str) -> Vec<Cells> {
    let fetch = Element::parse(xml).expect("XML");
    let entity = fetch.children("entity").next().expect("a table");
    let columns = columns(entity, None);
    let is_key = |column: &&Column<'_>| column.element.get("groupby").is_some();
    let mut groups: Vec<(Cells, Vec<JoinedRow<'_>>)> = Vec::new();
    for row in joined(database, entity) {
        let keys = columns.iter().filter(is_key);
        let key: Cells = keys
            .filter_map(|column| Some((column.alias(), column.value(&row)?.clone())))
            .collect();
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    let groups = groups.into_iter().map(|(mut cells, rows)| {
        let totals = columns.iter().filter(|column| !is_key(column));
        cells.extend(totals.filter_map(|total| Some((total.alias(), total.total(&rows)?))));
        cells
    });
    groups.collect()
}

/// A column of the queried table, or of the link with this alias.
struct Column<'e> {
    link: Option<&'e str>,
    element: &'e Element,
}

fn columns<'e>(node: &'e Element, link: Option<&'e str>) -> Vec<Column<'e>> {
    let own = node.children("attribute");
    let own = own.map(|element| Column { link, element });
    let links = node.children("link-entity");
    let linked = links.flat_map(|link| columns(link, link.get("alias")));
    own.chain(linked).collect()
}

impl Column<'_> {
    fn alias(&self) -> String {
        self.element.get("alias").expect("an alias").to_owned()
    }

    fn value<'r>(&self, row: &JoinedRow<'r>) -> Option<&'r Cell> {
        row.row_of(self.link)?
            .get(self.element.get("name").expect("a name"))
    }

    fn total(&self, rows: &[JoinedRow<'_>]) -> Option<Cell> {
        let values: Vec<&Cell> = rows.iter().filter_map(|row| self.value(row)).collect();
        let number = |value: &Cell| match value {
            Cell::Number(number) => *number,
            other => panic!("{other:?}"),
        };
        let numbers = || values.iter().map(|value| number(value));
        match self.element.get("aggregate") {
            Some("count") => Some(Cell::number(&rows.len().to_string())),
            Some("countcolumn") => {
                let is_new = |(index, value): &(usize, &&Cell)| !values[..*index].contains(*value);
                let count = match self.element.get("distinct") {
                    Some("true") => values.iter().enumerate().filter(is_new).count(),
                    _ => values.len(),
                };
                Some(Cell::number(&count.to_string()))
            }
            Some("sum") => numbers().reduce(|a, b| a + b).map(Cell::Number),
            Some("min") => numbers().min().map(Cell::Number),
            Some("max") => numbers().max().map(Cell::Number),
            other => panic!("{other:?}"),
        }
    }
}

/// Returns groups as the service writes them.
pub(crate) fn body(groups: &[Cells]) -> String {
    let cell = |(alias, value): (&String, &Cell)| match value {
        Cell::Number(number) => format!("\"{alias}\": {}", number / Cell::UNIT),
        Cell::Text(text) => format!("\"{alias}\": \"{text}\""),
        Cell::Options(_) => panic!("{value:?}"),
    };
    let groups = groups.iter().map(|cells| {
        let cells: Vec<String> = cells.iter().map(cell).collect();
        format!("{{{}}}", cells.join(", "))
    });
    let groups: Vec<String> = groups.collect();
    once("{\"value\": [".to_owned())
        .chain([groups.join(", "), "]}".to_owned()])
        .collect()
}
