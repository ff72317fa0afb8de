use dataverse_schema_runtime::table::{
    ManyToMany, ManyToOne, Named, OneToMany, Relationship, Table,
};

/// A relationship that leads to a list of rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't lead to a list of rows",
    note = "`filter`, `order_by`, and `top` are options of `one_to_many()` and `many_to_many()`; a lookup leads to one row"
)]
pub trait ToMany: Relationship {}
impl<T: Table, To: Named> ToMany for OneToMany<T, To> {}
impl<T: Table, To: Named> ToMany for ManyToMany<T, To> {}

/// A relationship that leads to one row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't lead to one row",
    note = "only the relationships of `many_to_one()` do"
)]
pub trait ToOne: Relationship {}
impl<T: Table, To: Named, N> ToOne for ManyToOne<T, To, N> where Self: Relationship {}
