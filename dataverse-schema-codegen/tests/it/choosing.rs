//! Choosing what is generated: columns, relationships, documentation, serialization.

use dataverse_schema::prelude::*;
use syn::visit::Visit;
use test_support::workspace;

mod schema {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "contoso_carrier.md",
        dir = "../tests/pages",
        columns(
            contoso_parcel = only(
                contoso_name,
                contoso_carrier,
                statuscode,
                "contoso_p*"
            ) except("*time")
        ),
        relationships(contoso_parcel = only("contoso_parcel_?cans", contoso_parcel_recipient_account)),
        docs(contoso_parcel = none),
        serialization(contoso_carrier = write),
    );
}
/// Three columns of two tables with one global choice.
mod global {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "../split/schemas/contoso_quote.md",
        "../split/schemas/contoso_invoice.md",
        dir = "../tests/pages",
        rename(contoso_quote.contoso_service.1 = Slow),
    );
}
use schema::contoso_parcel::StatusCode;
use schema::{ContosoCarrier, ContosoParcel};

/// Returns the expansion of the parcels' page with these options.
fn expansion(options: &str) -> syn::File {
    expand(&format!(
        "\"contoso_parcel.md\", \"contoso_carrier.md\", dir = \"tests/pages\", {options}"
    ))
}

fn expand(input: &str) -> syn::File {
    let input = format!("[::dataverse_schema] {input}");
    let input = input.parse().expect("the input consists of tokens");
    let code = dataverse_schema_codegen::include_schema(input, workspace());
    syn::parse2(code).expect("the expansion parses")
}

/// Returns the errors in the expansion.
fn errors(options: &str) -> Vec<String> {
    errors_in(&expansion(options))
}

fn errors_in(expansion: &syn::File) -> Vec<String> {
    struct Errors(Vec<String>);
    impl<'ast> Visit<'ast> for Errors {
        fn visit_macro(&mut self, call: &'ast syn::Macro) {
            if call
                .path
                .segments
                .last()
                .is_some_and(|s| s.ident == "compile_error")
            {
                let text: syn::LitStr = call.parse_body().expect("a string");
                self.0.push(text.value());
            }
        }
    }
    let mut errors = Errors(Vec::new());
    errors.visit_file(expansion);
    errors.0
}

/// Returns the code of the parcels' module.
fn code(options: &str) -> String {
    let mut file = expansion(options);
    file.items
        .retain(|item| matches!(item, syn::Item::Mod(module) if module.ident == "contoso_parcel"));
    assert_eq!(errors(options), <[&str; 0]>::default());
    prettyplease::unparse(&file)
}

/// Returns the fields of a struct in the parcels' module.
fn fields(options: &str, name: &str) -> Vec<String> {
    struct Fields<'a>(&'a str, Vec<String>);
    impl<'ast> Visit<'ast> for Fields<'_> {
        fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
            if item.ident == self.0 {
                let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
                self.1.extend(names.map(ToString::to_string));
            }
        }
    }
    let mut fields = Fields(name, Vec::new());
    fields.visit_file(&syn::parse_file(&code(options)).expect("it parses"));
    fields.1
}

/// Returns the name of a struct from which the option leaves out relationships.
fn chosen(kind: &str) -> String {
    format!("{kind}ChosenByOptionRelationships")
}

#[test]
fn row_has_the_chosen_columns() {
    let all = fields("columns = all", "ContosoParcel");
    assert_eq!(all, fields("", "ContosoParcel"));
    let only = fields(
        "columns(contoso_parcel = only(contoso_name, \"contoso_de*\"))",
        "ContosoParcel",
    );
    // The primary key stays.
    assert_eq!(
        only,
        [
            "contoso_declared_value",
            "contoso_delivery_day",
            "contoso_depth",
            "contoso_name",
            "contoso_parcel_id",
            "extras"
        ]
    );
    let except = fields(
        "columns(contoso_parcel = except(contoso_name))",
        "ContosoParcel",
    );
    let expected: Vec<&String> = all.iter().filter(|name| *name != "contoso_name").collect();
    assert_eq!(except.iter().collect::<Vec<_>>(), expected);
    let none = fields("columns(contoso_parcel = none)", "ContosoParcel");
    assert_eq!(none, ["contoso_parcel_id", "extras"]);
    // The last entry that matches a table applies.
    let last = fields(
        "columns(\"contoso_*\" = none, contoso_parcel = only(contoso_pin))",
        "ColumnsChosenByOptionColumns",
    );
    assert_eq!(last, ["contoso_parcel_id", "contoso_pin"]);
}

#[test]
fn state_and_status_are_chosen_together() {
    let row = |options| fields(options, "ContosoParcel");
    let both = ["contoso_parcel_id", "statecode", "statuscode", "extras"];
    assert_eq!(row("columns(contoso_parcel = only(statecode))"), both);
    assert_eq!(row("columns(contoso_parcel = only(statuscode))"), both);
    let neither = row("columns(contoso_parcel = except(statecode))");
    assert!(neither.iter().all(|name| !name.starts_with("stat")));
    let off = ContosoParcel::create().set_state(StatusCode::options().next().expect("one"));
    assert!(
        off.body()
            .expect("it can be written")
            .as_str()
            .contains("statecode")
    );
}

#[test]
fn unchosen_items_leave_no_trace() {
    let code =
        code("columns(contoso_parcel = only(contoso_pin)), relationships(contoso_parcel = none)");
    for word in [
        "service",
        "Service",
        "recipient",
        "Recipient",
        "StateCode",
        "carrier",
        "ManyToOne",
        "OneToMany",
        "ManyToMany",
    ] {
        assert!(!code.contains(word), "{word} in {code}");
    }
}

#[test]
fn names_do_not_depend_on_the_choice() {
    let all = fields("", "OneToMany");
    assert_eq!(
        all,
        [
            "contoso_parcel_Scans",
            "contoso_parcel_scans_",
            "contoso_parcel_async_operations"
        ]
        .map(str::to_owned)
        .to_vec()
    );
    let one = fields(
        "relationships(contoso_parcel = only(contoso_parcel_Scans))",
        &chosen("OneToMany"),
    );
    assert_eq!(one, ["contoso_parcel_Scans"]);
}

#[test]
fn relationships_are_chosen_by_name_and_by_kind() {
    let to_one = "relationships(contoso_parcel = only(many_to_one) except(\"contoso_*\"))";
    assert_eq!(
        fields(to_one, &chosen("ManyToOne")),
        ["ownerid", "owningteam"]
    );
    assert_eq!(fields(to_one, "OneToMany"), <[&str; 0]>::default());
    assert!(!code(to_one).contains("fn one_to_many"));
    // One by navigation property, one by schema name.
    let names = "relationships(contoso_parcel = only(contoso_Carrier, team_contoso_parcel))";
    assert_eq!(
        fields(names, &chosen("ManyToOne")),
        ["contoso_carrier", "owningteam"]
    );
}

#[test]
fn relationships_are_chosen_by_whether_their_table_is_included() {
    let included = "relationships = only(included)";
    assert_eq!(
        fields(included, &chosen("ManyToOne")),
        ["contoso_carrier", "contoso_last_courier"]
    );
    assert!(!code(included).contains("fn one_to_many"));
    let more = "relationships(contoso_parcel = only(included, one_to_many, owningteam) except(contoso_Carrier))";
    assert_eq!(
        fields(more, &chosen("ManyToOne")),
        ["contoso_last_courier", "owningteam"]
    );
    assert_eq!(fields(more, "OneToMany").len(), 3);
    let others = "relationships = except(included)";
    assert_eq!(fields(others, &chosen("ManyToOne")).len(), 4);
    // The table of another include is one of them.
    let external = "relationships = only(included), extern_tables(team = crate::core::Team)";
    assert_eq!(
        fields(external, &chosen("ManyToOne")),
        ["contoso_carrier", "contoso_last_courier", "owningteam"]
    );
}

#[test]
fn tables_include_themselves() {
    let input = "[::dataverse_schema] \"contoso_nasty.md\", dir = \"tests/pages\", relationships = only(included)";
    let input = input.parse().expect("the input consists of tokens");
    let code = dataverse_schema_codegen::include_schema(input, workspace()).to_string();
    assert!(code.contains("fn many_to_one"), "{code}");
}

#[test]
fn types_of_what_is_chosen_have_their_usual_names_too() {
    let columns: schema::contoso_parcel::table::Columns = ContosoParcel::columns();
    assert_eq!(columns.contoso_name.info().logical_name, "contoso_name");
    let to_one: schema::contoso_parcel::table::ManyToOne = ContosoParcel::many_to_one();
    assert_eq!(to_one.contoso_recipient_account.info().table, "account");
}

#[test]
fn lookups_are_bound_without_their_relationship() {
    let id: Id<ContosoCarrier> = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
        .parse()
        .expect("an id");
    let c = ContosoParcel::columns();
    let new = ContosoParcel::create().bind(c.contoso_carrier, id);
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        r#"{"contoso_Carrier@odata.bind":"/contoso_carriers(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)"}"#
    );
    // The indices of the chosen relationships are still right.
    let to_many = ContosoParcel::one_to_many();
    assert_eq!(
        to_many.contoso_parcel_Scans.info().schema_name,
        "contoso_parcel_Scans"
    );
    assert_eq!(
        to_many.contoso_parcel_scans_.info().schema_name,
        "contoso_parcel_scans"
    );
    let to_one = ContosoParcel::many_to_one();
    assert_eq!(to_one.contoso_recipient_account.info().table, "account");
}

#[test]
fn unchosen_column_is_kept_in_extras() {
    let json = r#"{"contoso_name":"Box","contoso_pieces":3,"contoso_fragile":true}"#;
    let row: ContosoParcel = serde_json::from_str(json).expect("a row");
    assert_eq!(
        (row.contoso_name.as_deref(), row.contoso_pieces),
        (Some("Box"), Some(3))
    );
    let kept = row.extras.property("contoso_fragile").expect("it is kept");
    assert_eq!(kept.as_str(), "true");
    let written: serde_json::Value = serde_json::to_value(&row).expect("JSON");
    assert_eq!(
        written,
        serde_json::from_str::<serde_json::Value>(json).expect("JSON")
    );
}

#[test]
fn serialization_has_the_chosen_directions() {
    let has = |direction: &str| {
        let code = code(&format!("serialization = {direction}"));
        (
            code.contains("Serialize for"),
            code.contains("Deserialize<'de> for"),
        )
    };
    assert_eq!(has("both"), (true, true));
    assert_eq!(has("read"), (false, true));
    assert_eq!(has("write"), (true, false));
    assert_eq!(has("none"), (false, false));
    assert_eq!(has("full"), (true, true));
    let carrier = ContosoCarrier {
        contoso_name: Some("Fast".to_owned()),
        ..Default::default()
    };
    assert_eq!(
        serde_json::to_string(&carrier).expect("JSON"),
        r#"{"contoso_name":"Fast"}"#
    );
}

#[test]
fn full_serialization_includes_the_choices_of_the_table() {
    let serialized = |options: &str| {
        let code = code(options);
        let lines = code.lines().map(str::trim);
        let names = lines.filter_map(|line| line.strip_prefix("impl __rt::Serialize for "));
        let names = names.filter_map(|line| line.strip_suffix(" {"));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(serialized("serialization = both"), ["ContosoParcel"]);
    assert_eq!(
        serialized("serialization(contoso_carrier = full)"),
        ["ContosoParcel"]
    );
    assert_eq!(
        serialized("serialization(contoso_parcel = full)"),
        [
            "ContosoParcel",
            "ContosoContents",
            "ContosoService",
            "StateCode",
            "StatusCode"
        ]
    );
}

#[test]
fn shared_choice_is_serialized_if_one_of_its_tables_wants_it() {
    let input = "[::dataverse_schema] \"../split/schemas/contoso_quote.md\", \"../split/schemas/contoso_invoice.md\", dir = \"tests/pages\", serialization(contoso_invoice = full)";
    let input = input.parse().expect("the input consists of tokens");
    let code = dataverse_schema_codegen::include_schema(input, workspace());
    let code = prettyplease::unparse(&syn::parse2(code).expect("the expansion parses"));
    // The enum is in the module of the first table.
    let (quote, invoice) = code
        .split_once("pub mod contoso_invoice {")
        .expect("a module for each table");
    let declaration = "impl __rt::Serialize for ContosoService {";
    assert!(quote.contains(declaration), "{quote}");
    assert!(!invoice.contains(declaration), "{invoice}");
}

#[test]
fn collections_need_no_serialization_of_their_rows() {
    // The row type of carriers isn't `Deserialize`.
    let body = r#"{"value":[{"contoso_name":"Fast"},{"contoso_name":"Slow"}]}"#;
    let rows: Rows<ContosoCarrier> = serde_json::from_str(body).expect("a collection");
    assert_eq!(rows[1].contoso_name.as_deref(), Some("Slow"));
    assert_eq!(serde_json::to_string(&rows).expect("JSON"), body);
}

#[test]
fn documentation_has_three_levels() {
    let docs = |level: &str| {
        let code = code(&format!("docs = {level}"));
        let lines = code
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("///"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (full, brief, none) = (docs("full"), docs("brief"), docs("none"));
    assert_eq!(code("docs = brief"), code(""));
    // `none` keeps only docs that don't depend on the page.
    assert!(none.iter().all(|line| !line.contains("parcel")), "{none:?}");
    assert!(full.join("\n").len() > brief.join("\n").len() + 500);
    assert!(brief.join("\n").len() > none.join("\n").len() + 2000);
}

#[test]
fn columns_with_one_global_choice_have_one_type() {
    use global::contoso_invoice::{ContosoBilled, ContosoOrdered};
    use global::contoso_parcel::ContosoService;
    let fast: ContosoOrdered = ContosoService::NextDay;
    let billed: Option<ContosoBilled> = Some(fast);
    let invoice = global::ContosoInvoice {
        contoso_billed: billed,
        ..Default::default()
    };
    let json = serde_json::to_string(&invoice).expect("JSON");
    assert_eq!(json, r#"{"contoso_billed":2}"#);
    // Other names make another type, with the same values.
    use global::contoso_quote::ContosoService as OfQuotes;
    assert_eq!(OfQuotes::Slow.value(), ContosoService::Standard.value());
}

#[test]
fn selector_without_match_is_an_error() {
    let cases = [
        (
            "columns(contoso_parcel = only(contoso_nme))",
            "unknown column `contoso_nme` in table `contoso_parcel` [DV0064]\n  = help: did you mean `contoso_name`?",
        ),
        (
            "columns(contoso_parcel = except(\"address*\"))",
            "no column matches `address*` in table `contoso_parcel` [DV0064]\n  = help: available columns: contoso_bulknumber, ",
        ),
        (
            "columns = only(contoso_name, contoso_weight)",
            "unknown column `contoso_weight` in any of the 2 tables [DV0064]\n",
        ),
        (
            "columns(contoso_parcl = none)",
            "table `contoso_parcl` is not included [DV0064]\n  = help: did you mean `contoso_parcel`?",
        ),
        (
            "docs(\"fabrikam_*\" = none)",
            "no included table matches `fabrikam_*` [DV0064]\n  = help: included tables: contoso_parcel, contoso_carrier",
        ),
        (
            "docs(contoso_parcel = full, \"*\" = none)",
            "entry `contoso_parcel` has no effect: later entries apply to all its tables [DV0063]\n  = help: put general entries first",
        ),
        (
            "relationships(contoso_carrier = only(contoso_parcel_carier))",
            "unknown relationship `contoso_parcel_carier` in table `contoso_carrier` [DV0064]\n  = help: did you mean `contoso_parcel_carrier`?",
        ),
        (
            "relationships(contoso_carrier = except(many_to_many))",
            "no relationship of kind `many_to_many` in table `contoso_carrier` [DV0064]\n",
        ),
        (
            "relationships(contoso_carrier = only(one_to_many) except(many_to_one, included))",
            "no relationship of kind `many_to_one` in table `contoso_carrier` [DV0064]\n",
        ),
        (
            "columns(contoso_parcel = only(contoso_watchers))",
            "no code is generated for column `contoso_watchers` [DV0063]\n",
        ),
        (
            "columns(contoso_parcel = except(contoso_parcelid))",
            "cannot leave out the primary key `contoso_parcelid` [DV0063]\n",
        ),
        (
            "columns(contoso_parcel = none), rename(contoso_parcel.contoso_name = label)",
            "column `contoso_name` is left out by the option `columns` [DV0063]\n  = help: remove this rename, or add the column to `columns(…)`",
        ),
        (
            "extern_choices(contoso_servce = crate::Service)",
            "no generated column has the global choice `contoso_servce` [DV0064]\n  = help: did you mean `contoso_service`?",
        ),
        (
            "columns = onyl(contoso_name)",
            "expected one of `only`, `except`, `all`, `none`, found `onyl`\n  = help: did you mean `only`?",
        ),
        (
            "columns = only()",
            "expected a name or a pattern\n  = help: write `all`",
        ),
        (
            "relationships = included",
            "expected one of `only`, `except`, `all`, `none`, found `included`\n  = help: write, for example, `only(included, one_to_many)`",
        ),
        ("columns = except(\"a[\")", "invalid pattern `a[`: "),
        (
            "docs = short",
            "expected one of `full`, `brief`, `none`, found `short`",
        ),
        (
            "docs",
            "unexpected end of input, expected `=` or parentheses",
        ),
        (
            "docs: none",
            "expected `=` or parentheses\n  = help: write, for example, `docs = full` for all tables, or `docs(account = full)`",
        ),
        (
            "columns(contoso_parcel = 3)",
            "expected one of `only`, `except`, `all`, `none`",
        ),
        (
            "colums = none",
            "unknown option `colums`\n  = help: did you mean `columns`?",
        ),
    ];
    for (options, expected) in cases {
        let errors = errors(options);
        let [error] = errors.as_slice() else {
            panic!("{options}: {errors:?}");
        };
        assert!(error.starts_with(expected), "{options}: {error}");
    }
}

#[test]
fn help_for_included_never_brings_other_relationships_back() {
    let none = "write `none` instead of `only(included)`";
    let remove = "remove `included`";
    let cases = [
        ("relationships = only(included)", none),
        ("relationships(contoso_carrier = only(included))", none),
        ("relationships = only(one_to_many, included)", remove),
        ("relationships = except(included)", remove),
    ];
    for (options, help) in cases {
        let input = format!("\"contoso_carrier.md\", dir = \"tests/pages\", {options}");
        let errors = errors_in(&expand(&input));
        let expected = format!(
            "no relationship with an included table in table `contoso_carrier` [DV0064]\n  = help: include the page of a related table, or {help}\n"
        );
        assert_eq!(errors.len(), 1, "{options}: {errors:?}");
        assert!(errors[0].starts_with(&expected), "{options}: {errors:?}");
    }
}
