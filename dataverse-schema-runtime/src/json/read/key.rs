use crate::json::annotation::Annotation;

/// The meaning of a property's name. Columns are identified by index.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Value(u32),
    FormattedValue(u32),
    LookupAnnotation(u32, Annotation),
    Etag,
    /// Any other property. `KeyPredictor::other` holds its name.
    Other,
}
