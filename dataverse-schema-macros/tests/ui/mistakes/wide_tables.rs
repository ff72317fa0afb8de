pub mod schema {
    dataverse_schema::include_schema!("contoso_wide.md");
}
use schema::ContosoWide;

fn early_column() {
    let _ = ContosoWide::columns().contoso_alpa;
}

fn middle_column() {
    let _ = ContosoWide::columns().contoso_middel;
}

fn late_column() {
    let _ = ContosoWide::columns().contoso_omeg;
}

fn last_column() {
    let _ = ContosoWide::columns().contoso_zeta_valu;
}

fn late_field(row: ContosoWide) {
    let _ = row.contoso_omeg;
}

fn early_relationship() {
    let _ = ContosoWide::one_to_many().contoso_first_lea;
}

fn middle_relationship() {
    let _ = ContosoWide::one_to_many().contoso_middel_leaf;
}

fn last_relationship() {
    let _ = ContosoWide::one_to_many().contoso_last_leave;
}

fn main() {}
