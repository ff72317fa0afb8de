use dataverse_schema_runtime::table::{
    ManyToMany, ManyToOne, Named, OneToMany, Relationship, Table,
};

/// A relationship that leads to a list of rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't lead to a list of rows",
    label = "expected a relationship of `one_to_many()` or `many_to_many()`",
    note = "a lookup leads to one row: a condition on it is `relationship.column(c.name).eq(…)`, without `any`, and its expansion has no `filter`, `order_by`, or `top`",
    note = "from a given row, `retrieve()` requests the row of the lookup, `set` and `clear` change it"
)]
pub trait ToMany: Relationship {}
impl<T: Table, To: Named, N> ToMany for OneToMany<T, To, N> where Self: Relationship {}
impl<T: Table, To: Named> ToMany for ManyToMany<T, To> {}

/// A relationship that leads to one row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't lead to one row",
    label = "expected a relationship of `many_to_one()`",
    note = "this relationship leads to a list of rows: a condition on them is `relationship.any(condition)`, and its expansion has no `by_reference`: select only the primary key, as in `expand(relationship.select(c.id))`",
    note = "from a given row, `query()` requests the rows, `associate` and `disassociate` add and remove one"
)]
pub trait ToOne: Relationship {}
impl<T: Table, To: Named, N> ToOne for ManyToOne<T, To, N> where Self: Relationship {}
