use core::marker::PhantomData;

/// The composition of a function that returns a row of the table `T`.
#[derive(Debug)]
pub struct OneRow<T>(PhantomData<fn() -> T>);

/// The composition of a function that returns rows of the table `T`.
#[derive(Debug)]
pub struct ManyRows<T>(PhantomData<fn() -> T>);

/// The composition of a function whose page says that no query options can follow.
#[derive(Debug)]
pub struct NotComposable;

/// The composition of a function that doesn't return rows of a table with a page.
#[derive(Debug)]
pub struct OtherResult;

/// The composition of an action.
#[derive(Debug)]
pub struct Action;
