/// Declares a type whose fields hold properties of a definition, of the same name or as they are
/// read from others.
///
/// `managed` is the form of a managed property, whose value is in an object.
macro_rules! definition {
    (@read $fields:ident $property:literal) => {
        $crate::definitions::member::member($fields, $property)?
    };
    (@read $fields:ident $property:literal managed) => {
        $crate::definitions::member::managed($fields, $property)?
    };
    (
        $(#[$doc:meta])*
        $name:ident
        selects { $($(#[$field_doc:meta])* $field:ident: $type:ty = $property:literal $($form:ident)?,)* }
        expands { $($(#[$more_doc:meta])* $more:ident: $more_type:ty = $more_property:literal $($more_form:ident)?,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* #[doc = ""] #[doc = concat!("`", $property, "`")] pub $field: $type,)*
            $($(#[$more_doc])* #[doc = ""] #[doc = concat!("`", $more_property, "`")] pub $more: $more_type,)*
        }

        impl $crate::definitions::Definition for $name {
            const SELECT: &'static [&'static str] = &[$($property),*];

            fn read(fields: &$crate::fields::Fields) -> Result<Self, serde_json::Error> {
                Ok(Self {
                    $($field: definition!(@read fields $property $($form)?),)*
                    $($more: definition!(@read fields $more_property $($more_form)?),)*
                })
            }
        }

        impl $crate::definitions::member::Member for $name {
            fn read(json: &dataverse_schema_runtime::value::Json) -> Result<Self, serde_json::Error> {
                let fields: $crate::fields::Fields = json.parse()?;
                <Self as $crate::definitions::Definition>::read(&fields)
            }
        }
    };
}

pub(super) use definition;
