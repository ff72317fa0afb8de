use core::error::Error;

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::request::BulkMessage;
use futures_core::Stream;

/// A stream of rows: any [`Stream`]. The trait is only for the error of the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stream of rows",
    label = "expected a stream",
    note = "make a stream of an array, a vector, or an iterator with the crate `futures_util`: `stream::iter(rows)`"
)]
pub trait SourceStream: Stream {}

#[diagnostic::do_not_recommend]
impl<S: Stream + ?Sized> SourceStream for S {}

/// What [`Client::write_all`](crate::Client::write_all) makes a row of: [`Changes`], or a `Result`
/// with them, each by itself or in a pair behind a label.
///
/// The label, such as the number of a line, is in the report if the row fails. An error in place of
/// changes is a failed row, too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row that `write_all` can write",
    label = "expected `Changes`, or a `Result` with them",
    note = "either can be the second part of a pair whose first part is a label",
    note = "an error needs a conversion into `Box<dyn Error + Send + Sync>`, which `Box<dyn Error>` lacks: use the former for errors of your own"
)]
pub trait RowSource: private::Sealed {
    /// The table.
    type Table: Table + 'static;
    /// The message that writes the row.
    type Message: BulkMessage;
    /// What names the row in the report.
    type Label: Send + Sync + 'static;

    #[doc(hidden)]
    fn into_parts(self) -> (Self::Label, Read<Self::Table, Self::Message>);
}

/// The changes of a row, or why there are none.
pub(super) type Read<T, M> = Result<Changes<T, M>, Box<dyn Error + Send + Sync>>;

mod private {
    pub trait Sealed {}
}

impl<T: Table + 'static, M: BulkMessage> private::Sealed for Changes<T, M> {}

impl<T: Table + 'static, M: BulkMessage> RowSource for Changes<T, M> {
    type Table = T;
    type Message = M;
    type Label = ();

    fn into_parts(self) -> ((), Read<T, M>) {
        ((), Ok(self))
    }
}

impl<R, E> private::Sealed for Result<R, E> {}

#[diagnostic::do_not_recommend]
impl<T: Table + 'static, M: BulkMessage, E: Into<Box<dyn Error + Send + Sync>>> RowSource
    for Result<Changes<T, M>, E>
{
    type Table = T;
    type Message = M;
    type Label = ();

    fn into_parts(self) -> ((), Read<T, M>) {
        ((), self.map_err(Into::into))
    }
}

impl<L, R> private::Sealed for (L, R) {}

#[diagnostic::do_not_recommend]
impl<L: Send + Sync + 'static, R: RowSource<Label = ()>> RowSource for (L, R) {
    type Table = R::Table;
    type Message = R::Message;
    type Label = L;

    fn into_parts(self) -> (L, Read<R::Table, R::Message>) {
        let (label, row) = self;
        (label, row.into_parts().1)
    }
}
