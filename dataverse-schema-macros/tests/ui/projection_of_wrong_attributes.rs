use dataverse_schema::Projection;

#[derive(Projection)]
struct WithoutTable {
    name: String,
}

#[derive(Projection)]
#[projection(table = Depot, colums = all)]
struct UnknownKey {
    name: String,
}

#[derive(Projection)]
#[projection(table = Depot)]
struct Generic<T> {
    name: T,
}

#[derive(Projection)]
#[projection(table = Depot)]
enum Either {
    One,
}

#[derive(Projection)]
#[projection(table = Depot)]
struct Tuple(String);

#[derive(Projection)]
#[projection(table = Depot)]
struct Fields {
    #[projection(colum = name)]
    a: String,
    #[projection(column = name, formatted = name)]
    b: String,
    #[projection(many_to_one = parent, top = 3)]
    c: String,
    #[projection(column)]
    d: String,
    #[projection(column =)]
    e: String,
    #[projection(column = a, column = b)]
    f: String,
}

fn main() {}
