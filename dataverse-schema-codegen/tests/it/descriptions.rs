//! Descriptions in generated code, compared with the models of the pages.

use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema::info::{
    ChoiceInfo, ColumnInfo, ColumnKind, OptionRole, RelationshipInfo, TableInfo,
};
use dataverse_schema_codegen::include_schema;
use dataverse_schema_pages::model::{ChoiceOption, Fact, Number, Relationship};
use dataverse_schema_pages::{Source, model, read_page};

use test_support::{corpus, workspace};

use crate::description::tables;

fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder exists");
    let pages = entries.map(|entry| entry.expect("an entry").path());
    let is_table = |page: &PathBuf| {
        fs::read_to_string(page)
            .is_ok_and(|text| text.contains("\n## Properties") || text.contains("\n## Entity Prop"))
    };
    pages.filter(is_table).collect()
}

/// Returns the description in the expansion of a page, or `None` if that has errors.
fn described(page: &Path) -> Option<&'static TableInfo> {
    let input = format!("[::dataverse_schema] {page:?}").parse();
    let tokens = include_schema(input.expect("the input consists of tokens"), Path::new("/"));
    if tokens.to_string().contains("compile_error") {
        return None;
    }
    let code = syn::parse2(tokens).expect("the expansion parses");
    let [table] = tables(&code).try_into().expect("the page is of one table");
    Some(table)
}

fn text(fact: Option<&Fact<String>>) -> &str {
    fact.map_or("", |fact| &fact.value)
}

fn number(fact: Option<&Fact<Number>>) -> Option<&str> {
    fact.map(|fact| fact.value.as_str())
}

/// Asserts that a limit is that of the page, or that of the type if the page has none.
fn assert_limit<N: PartialEq + std::fmt::Debug>(
    limit: N,
    page: Option<&str>,
    parse: impl Fn(&str) -> N,
    own: N,
) {
    assert_eq!(limit, page.map_or(own, parse));
}

fn check_column(info: &ColumnInfo, model: &model::Column, page: &model::Table) {
    let facts = &model.facts;
    assert_eq!(info.schema_name, model.schema_name.value);
    assert_eq!(info.display_name, text(facts.display_name.as_ref()));
    assert_eq!(info.deprecated, model.is_deprecated());
    let name = facts.format_name.as_ref().map(|fact| fact.value.as_str());
    let format = name.or(facts.format.as_ref().map(|fact| fact.value.as_str()));
    assert_eq!(
        info.format,
        format
            .filter(|format| *format != "None")
            .unwrap_or_default()
    );
    if let ColumnKind::Boolean { labels } = info.kind {
        assert_eq!(labels.true_label, text(facts.true_label.as_ref()));
        assert_eq!(labels.false_label, text(facts.false_label.as_ref()));
    }
    let required = facts.required_level.as_ref();
    let required = required.map_or("None", |fact| fact.value.as_str());
    assert_eq!(info.required.to_string(), required);
    let of = facts.r#type.as_ref().expect("it has a type").value;
    assert!(format!("{:?}", info.kind).starts_with(of.as_str()));
    let name = info.logical_name;
    if of.is_lookup() {
        assert_eq!(info.property, format!("_{name}_value"));
    } else {
        assert_eq!(info.property, name);
    }
    let (min, max) = (
        number(facts.min_value.as_ref()),
        number(facts.max_value.as_ref()),
    );
    let (length, precision) = (
        number(facts.max_length.as_ref()),
        number(facts.precision.as_ref()),
    );
    match info.kind {
        ColumnKind::String { max_length } | ColumnKind::Memo { max_length } => {
            assert_eq!(Some(max_length.to_string().as_str()), length);
        }
        ColumnKind::Integer { min: low, max: up } => {
            assert_limit(low, min, |n| n.parse().expect("in range"), i32::MIN);
            assert_limit(up, max, |n| n.parse().expect("in range"), i32::MAX);
        }
        ColumnKind::BigInt { min: low, max: up } => {
            assert_limit(low, min, |n| n.parse().expect("in range"), i64::MIN);
            assert_limit(up, max, |n| n.parse().expect("in range"), i64::MAX);
        }
        ColumnKind::Double {
            min: low,
            max: up,
            precision: digits,
        } => {
            assert_eq!(
                digits.map(|digits| digits.to_string()).as_deref(),
                precision
            );
            assert_limit(low, min, |n| n.parse().expect("in range"), f64::MIN);
            assert_limit(up, max, |n| n.parse().expect("in range"), f64::MAX);
        }
        ColumnKind::Decimal {
            min: low, max: up, ..
        }
        | ColumnKind::Money {
            min: low, max: up, ..
        } => {
            use dataverse_schema::Decimal;
            let parse = |number: &str| {
                Decimal::from_scientific(number)
                    .or_else(|_| number.parse())
                    .expect("in range")
            };
            assert_limit(low, min, parse, Decimal::MIN);
            assert_limit(up, max, parse, Decimal::MAX);
        }
        ColumnKind::Lookup { targets }
        | ColumnKind::Customer { targets }
        | ColumnKind::Owner { targets }
        | ColumnKind::PartyList { targets, .. } => {
            let listed = model.targets();
            assert!(
                listed
                    .iter()
                    .all(|target| targets.contains(&target.as_str()))
            );
            let mut related = targets
                .iter()
                .filter(|target| !listed.iter().any(|l| l == *target));
            let is_related = |target: &&str| {
                page.many_to_one.iter().any(|relationship| {
                    text(relationship.facts.referencing_attribute.as_ref()) == name
                        && text(relationship.facts.referenced_entity.as_ref()) == *target
                })
            };
            assert!(related.all(is_related), "{name}: {targets:?}");
        }
        ColumnKind::Picklist { choice }
        | ColumnKind::MultiSelectPicklist { choice }
        | ColumnKind::State { choice }
        | ColumnKind::Status { choice } => {
            assert_eq!(choice.name, text(facts.global_choice_name.as_ref()));
            check_choice(choice, model.options.as_deref().unwrap_or_default());
        }
        _ => {}
    }
    if let ColumnKind::Decimal { precision: p, .. } = info.kind {
        assert!(precision.is_none_or(|precision| precision == p.to_string()));
    }
}

fn check_choice(choice: &ChoiceInfo, options: &[ChoiceOption]) {
    assert_eq!(choice.options.len(), options.len());
    for (info, option) in choice.options.iter().zip(options) {
        assert_eq!(
            (info.value, info.label),
            (option.value.value, option.label())
        );
        let facts = &option.facts;
        match info.role {
            OptionRole::Plain => {}
            OptionRole::State {
                default_status,
                invariant_name,
            } => {
                let status = facts.default_status.as_ref().map(|fact| fact.value);
                assert_eq!(default_status, status);
                assert_eq!(invariant_name, text(facts.invariant_name.as_ref()));
            }
            OptionRole::Status { state, transitions } => {
                assert_eq!(state, facts.state.as_ref().map(|fact| fact.value));
                let to = facts
                    .transitions
                    .as_ref()
                    .map(|fact| fact.value.to.as_slice());
                assert_eq!(transitions, to);
            }
        }
        let details = choice.details.iter().find(|of| of.value == info.value);
        let details = details.map_or(["", "", ""], |of| {
            [of.color, of.external_value, of.description]
        });
        let expected = [&facts.color, &facts.external_value, &facts.description];
        assert_eq!(details, expected.map(|fact| text(fact.as_ref())));
    }
}

fn check_relationships(infos: &[RelationshipInfo], models: &[Relationship]) {
    let names = |info: &RelationshipInfo| info.schema_name;
    let infos: Vec<_> = infos.iter().map(names).collect();
    let models: Vec<_> = models
        .iter()
        .map(|m| m.schema_name.value.as_str())
        .collect();
    assert_eq!(infos, models);
}

/// Compares all pages of these folders, and returns the number of columns.
fn check(folders: &[PathBuf]) -> usize {
    let mut columns = 0;
    for page in folders.iter().flat_map(|folder| pages(folder)) {
        let text_of_page = fs::read_to_string(&page).expect("valid UTF-8");
        let Ok(model) = read_page(&Source::new(page.to_string_lossy(), text_of_page)) else {
            continue;
        };
        let Some(info) = described(&page) else {
            continue;
        };
        let facts = &model.facts;
        for (info, fact) in [
            (info.logical_name, &facts.logical_name),
            (info.display_name, &facts.display_name),
            (info.entity_set, &facts.entity_set_name),
            (info.primary_id, &facts.primary_id_attribute),
            (info.primary_name, &facts.primary_name_attribute),
        ] {
            assert_eq!(info, text(fact.as_ref()), "{}", page.display());
        }
        let ownership = facts.ownership_type.as_ref();
        assert_eq!(
            info.ownership,
            ownership.map_or("", |fact| fact.value.as_str())
        );
        let table_type = facts.table_type.as_ref();
        assert_eq!(
            info.table_type,
            table_type.map_or("", |fact| fact.value.as_str())
        );
        let messages = info.messages.map(|messages| {
            let messages = messages.iter();
            messages.map(|m| (m.name, m.is_event)).collect::<Vec<_>>()
        });
        let expected = model.messages.as_ref().map(|messages| {
            let messages = messages.iter();
            let message = |m: &'_ model::Message| m.is_event.as_ref().map(|fact| fact.value);
            messages
                .map(|m| (m.name.value.as_str(), message(m)))
                .collect::<Vec<_>>()
        });
        assert_eq!(messages, expected);
        assert_eq!(info.columns.len(), model.columns.len());
        for column in &model.columns {
            let info = info.column(&column.logical_name());
            check_column(info.expect("each column is described"), column, &model);
        }
        assert!(info.row().is_sorted_by_key(|column| column.property));
        check_relationships(info.many_to_one, &model.many_to_one);
        check_relationships(info.one_to_many, &model.one_to_many);
        check_relationships(info.many_to_many, &model.many_to_many);
        columns += info.columns.len();
    }
    columns
}

#[test]
fn descriptions_match_the_models() {
    let folders = ["schemas", "tests/pages", "tests/pages/layouts"];
    let columns = check(&folders.map(|folder| workspace().join(folder)));
    assert!(columns > 150, "only {columns} columns");
}

#[test]
#[ignore = "needs the folder of real pages that DATAVERSE_SCHEMA_CORPUS names"]
fn descriptions_of_real_pages_match_the_models() {
    let folders = ["current", "scale"].map(|folder| corpus::folder().join(folder));
    let columns = check(&folders);
    assert!(columns > 12_000, "only {columns} columns");
}
