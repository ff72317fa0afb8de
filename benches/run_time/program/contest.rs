use std::fs;
use std::hint::black_box;
use std::rc::Rc;

use dataverse_schema::{FromRow, Id, RowExt, Rows, Table};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The measures of a table.
pub struct Contests {
    pub page: &'static str,
    /// The number of rows in the body.
    pub rows: usize,
    pub bytes: usize,
    pub contests: Vec<Contest>,
}

pub struct Contest {
    pub measure: &'static str,
    pub by: &'static str,
    pub run: Box<dyn Fn()>,
}

#[derive(Deserialize, Serialize)]
struct Derived<T> {
    value: Vec<T>,
}

/// A number of rows that stay in the processor's cache, as a row that has just been read does.
const FEW: usize = 5;

fn valid<T: Table>(row: &T) {
    black_box(row.validate()).unwrap();
}

pub fn id<T: Table>() -> Id<T> {
    "3f1b7c5a-6d2e-ef11-840a-0022482d2c11".parse().unwrap()
}

/// Reads rows as projections.
pub fn projections<P: FromRow>(body: &str) {
    drop(black_box(Rows::<P>::from_json(body).unwrap()));
}

/// Reads rows as structs with serde's derives.
pub fn derives<D: DeserializeOwned>(body: &str) {
    drop(black_box(serde_json::from_str::<Derived<D>>(body).unwrap()));
}

type Read = Box<dyn Fn(&str)>;

impl Contests {
    /// `selected` has functions that read only so many columns.
    pub fn new<O, D, F>(
        page: &'static str,
        selected: Vec<(usize, Read, Read)>,
        request: fn() -> usize,
    ) -> Self
    where
        O: Table + DeserializeOwned + Serialize,
        D: DeserializeOwned + Serialize + 'static,
        F: DeserializeOwned + Serialize + 'static,
    {
        let body: &'static str = fs::read_to_string(format!("bodies/{page}")).unwrap().leak();
        let ours: Rc<Rows<O>> = Rc::new(Rows::from_json(body).unwrap());
        assert!(serde_json::from_str::<Rows<O>>(body).unwrap() == *ours, "`from_json` and serde agree");
        let derived: Derived<D> = serde_json::from_str(body).unwrap();
        let flattened: Derived<F> = serde_json::from_str(body).unwrap();
        let value: Value = serde_json::from_str(body).unwrap();
        let text = ours.to_json().unwrap();
        assert!(
            serde_json::from_str::<Value>(&text).unwrap() == value,
            "rows round-trip",
        );
        assert!(serde_json::to_string(&*ours).unwrap() == text, "`to_json` and serde agree");
        // The body without annotations, which the derive drops.
        let plain = serde_json::to_string(&derived).unwrap();
        let plain: Rc<Rows<O>> = Rc::new(serde_json::from_str(&plain).unwrap());
        let rows = ours.len();
        let mut contests = Vec::new();
        let mut add = |measure, by, run: Box<dyn Fn()>| contests.push(Contest { measure, by, run });
        add("deserialize", "ours", Box::new(|| drop(black_box(Rows::<O>::from_json(body)))));
        add("deserialize", "ours by serde", Box::new(|| drop(black_box(serde_json::from_str::<Rows<O>>(body)))));
        add("deserialize", "derive", Box::new(|| drop(black_box(serde_json::from_str::<Derived<D>>(body)))));
        add("deserialize", "flatten", Box::new(|| drop(black_box(serde_json::from_str::<Derived<F>>(body)))));
        add("deserialize", "Value", Box::new(|| drop(black_box(serde_json::from_str::<Value>(body)))));
        for (columns, projections, derives) in selected {
            let body: &'static str = fs::read_to_string(format!("bodies/{page}.{columns}")).unwrap().leak();
            let measure = &*format!("deserialize {columns} columns").leak();
            add(measure, "ours", Box::new(|| drop(black_box(Rows::<O>::from_json(body).unwrap()))));
            add(measure, "ours by serde", Box::new(|| drop(black_box(serde_json::from_str::<Rows<O>>(body).unwrap()))));
            add(measure, "derive", Box::new(|| drop(black_box(serde_json::from_str::<Derived<D>>(body).unwrap()))));
            let measure = &*format!("deserialize {columns} columns alone").leak();
            add(measure, "ours", Box::new(move || projections(body)));
            add(measure, "derive", Box::new(move || derives(body)));
        }
        for (measure, ours) in [("serialize", &ours), ("serialize plain", &plain)] {
            let (by_text, by_serde) = (Rc::clone(ours), Rc::clone(ours));
            add(measure, "ours", Box::new(move || drop(black_box(by_text.to_json()))));
            add(measure, "ours by serde", Box::new(move || drop(black_box(serde_json::to_string(&*by_serde)))));
        }
        add("serialize plain", "derive", Box::new(move || drop(black_box(serde_json::to_string(&derived)))));
        add("serialize", "flatten", Box::new(move || drop(black_box(serde_json::to_string(&flattened)))));
        add("serialize", "Value", Box::new(move || drop(black_box(serde_json::to_string(&value)))));
        let few = Rc::clone(&ours);
        add("validate", "ours", Box::new(move || ours.iter().for_each(valid)));
        add("validate few", "ours", Box::new(move || few.iter().take(FEW).cycle().take(rows).for_each(valid)));
        add("request", "ours", Box::new(move || {
            for _ in 0..rows {
                black_box(request());
            }
        }));
        add("request", "Value", Box::new(move || {
            for _ in 0..rows {
                let path = format!("{}({})", black_box(O::info().entity_set), black_box(id::<O>()));
                let body = serde_json::json!({ "name": black_box("A string") }).to_string();
                black_box((path, body));
            }
        }));
        Self { page, rows, bytes: body.len(), contests }
    }
}
