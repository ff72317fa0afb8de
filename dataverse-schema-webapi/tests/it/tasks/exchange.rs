use core::fmt::Display;

use dataverse_schema::changes::{Changes, Target};
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::{Create, Upsert};
use dataverse_schema::table::{AlternateKey, AnyColumn, QueryTable};
use dataverse_schema::{Query, Table};

use super::{AnyError, ContosoMachine, column, machine};

/// Returns a line of a CSV file.
fn line(cells: impl Iterator<Item = impl Display>) -> String {
    let quoted = cells.map(|cell| {
        let cell = cell.to_string();
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}

/// Exports columns of rows, with values as users see them.
fn export<T: QueryTable>(names: &[&str], rows: &[T]) -> Result<(Query<T>, String), AnyError> {
    let columns = names.iter().copied().map(T::column);
    let columns: Vec<AnyColumn<T>> = columns.collect::<Result<_, _>>()?;
    let header = columns.iter().map(|column| column.info().display_name);
    let mut text = line(header);
    for row in rows {
        let cells = columns.iter().map(|column| match row.formatted(*column) {
            Some(formatted) => formatted.to_owned(),
            None => row.value(*column).map_or(String::new(), |v| v.to_string()),
        });
        text += "\n";
        text += &line(cells);
    }
    Ok((T::query().select(columns), text))
}

#[test]
fn rows_are_exported() {
    let names = [
        "contoso_name",
        "contoso_kind",
        "contoso_price",
        "contoso_weight",
    ];
    let (query, text) = export(&names, &[machine()]).expect("an export");
    assert_eq!(
        query.to_string(),
        "contoso_machines?$select=contoso_name,contoso_kind,contoso_price,contoso_weight"
    );
    assert_eq!(
        text,
        "Name,Kind,Price,Weight\n\"Lathe, \"\"big\"\"\",Drehbank,1250.50,"
    );
    let error = export::<ContosoMachine>(&["Serial number"], &[]).expect_err("a label");
    assert_eq!(
        error.to_string(),
        "unknown column `Serial number` of table `contoso_machine`: did you mean `contoso_serial`?"
    );
}

/// Imports lines by the names in the header. Each error has its line and column, from 1.
fn import<T: Table>(text: &str) -> Result<Vec<Changes<T, Create>>, Vec<String>> {
    let mut lines = text.lines().map(|line| line.split(';'));
    let header = lines.next().into_iter().flatten().map(T::column);
    let header: Vec<AnyColumn<T>> = header
        .collect::<Result<_, _>>()
        .map_err(|error| vec![error.to_string()])?;
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for (number, line) in lines.enumerate() {
        let mut new = Changes::create();
        for (index, (column, cell)) in header.iter().zip(line).enumerate() {
            match column.info().parse(cell) {
                _ if cell.is_empty() => {}
                Ok(value) => new = new.set(*column, value),
                Err(error) => errors.push(format!("{}:{}: {error}", number + 2, index + 1)),
            }
        }
        if let Err(invalid) = new.validate() {
            let failures = invalid.failures().iter();
            errors.extend(failures.map(|failure| format!("{}: {failure}", number + 2)));
        }
        rows.push(new);
    }
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(errors)
    }
}

#[test]
fn lines_are_imported_by_header() {
    let header = "contoso_serial;contoso_kind;contoso_weight;contoso_boughton\n";
    let rows = import::<ContosoMachine>(&format!("{header}L-17;Lathe;12.5;\nP-2;2;;2024-05-06"));
    let bodies = rows.expect("rows").into_iter().map(|row| row.body());
    let bodies: Vec<_> = bodies.collect::<Result<_, _>>().expect("bodies");
    assert_eq!(
        bodies.iter().map(|body| body.as_str()).collect::<Vec<_>>(),
        [
            r#"{"contoso_serial":"L-17","contoso_kind":1,"contoso_weight":12.5}"#,
            r#"{"contoso_serial":"P-2","contoso_kind":2,"contoso_boughton":"2024-05-06"}"#,
        ]
    );
    let wrong = format!("{header}L-17;Drill;heavy;\nthe longest serial;;-1;06.05.2024");
    assert_eq!(
        import::<ContosoMachine>(&wrong).expect_err("invalid lines"),
        [
            "2:2: `contoso_kind`: expected the label of an option (`Lathe`, `Press`, `Saw`), found `Drill`",
            "2:3: `contoso_weight`: expected a decimal number, found `heavy`",
            "3:4: `contoso_boughton`: expected a date such as `2019-12-18`, found `06.05.2024`",
            "3: contoso_serial: string is 18 UTF-16 code units long; MaxLength is 12",
            "3: contoso_weight: -1 is less than MinValue 0",
        ]
    );
}

/// Upserts a JSON object by the first alternate key of its table.
fn upsert<T: Table>(
    record: &serde_json::Map<String, serde_json::Value>,
) -> Result<Changes<T, Upsert>, AnyError> {
    let [name] = T::info().keys.first().ok_or("no key")?.columns else {
        return Err("a key of several columns".into());
    };
    let column = T::column(name)?;
    let value = record.get(*name).ok_or("no value of the key")?;
    let value = column.info().deserialize(value)?.ok_or("null in the key")?;
    let mut changes = Changes::upsert(AlternateKey::new(column, value)?);
    for (name, value) in record {
        let column = T::column(name)?;
        changes = match column.info().deserialize(value)? {
            Some(value) => changes.set(column, value),
            None => changes.clear(column),
        };
    }
    changes.validate()?;
    Ok(changes)
}

#[test]
fn json_is_upserted_by_key() {
    let upsert = |json: &str| {
        let record = serde_json::from_str(json).expect("an object");
        upsert::<ContosoMachine>(&record).map_err(|error| error.to_string())
    };
    let changes = upsert(r#"{"contoso_serial":"L-17","contoso_kind":1,"contoso_weight":null}"#);
    let changes = changes.expect("changes");
    let Target::Upsert(row) = changes.target() else {
        panic!("an upsert");
    };
    assert_eq!(row.to_string(), "contoso_machines(contoso_serial='L-17')");
    assert_eq!(
        changes.body().expect("a body").as_str(),
        r#"{"contoso_kind":1,"contoso_weight":null}"#
    );
    let error = upsert(r#"{"contoso_serial":"L-17","contoso_kind":"Lathe"}"#);
    assert_eq!(
        error.expect_err("a label"),
        "`contoso_kind`: invalid type: string \"Lathe\", expected i32"
    );
    let error = upsert(r#"{"contoso_serial":"L-17","versionnumber":1}"#);
    assert_eq!(
        error.expect_err("a read-only column"),
        "1 rule violation in table `contoso_machine`:\n  versionnumber: this request cannot set the column"
    );
}

/// Returns all values of a row, without those of secret columns.
fn dump<T: Table>(row: &T, secret: &[AnyColumn<T>]) -> String {
    let is_secret = |name| {
        secret
            .iter()
            .any(|column| column.info().logical_name == name)
    };
    let values = T::all_columns().filter_map(|column| {
        let name = column.info().logical_name;
        Some(match row.value(column)? {
            _ if is_secret(name) => format!("{name}: ***"),
            value => format!("{name}: {value}"),
        })
    });
    values.collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_are_dumped_without_secrets() {
    let secret = [column("contoso_price"), column("contoso_weight")];
    assert_eq!(
        dump(&machine(), &secret),
        "contoso_boughton: 2024-05-06
contoso_kind: 1
contoso_machineid: 4026be43-6b69-e111-8f65-78e7d1620f5e
contoso_name: Lathe, \"big\"
contoso_price: ***
contoso_serial: L-17
statecode: 0
statuscode: 1"
    );
}
