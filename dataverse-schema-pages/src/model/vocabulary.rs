//! The closed vocabularies of pages. A string outside its vocabulary is kept as the page has it.

use crate::model::words::open_words;

open_words! {
    /// The storage of the rows of a table.
    TableType {
        Standard,
        Activity,
        Virtual,
        Datalake,
        Elastic,
    }
}

open_words! {
    /// The kind of owner of the rows of a table.
    OwnershipType {
        None,
        UserOwned,
        TeamOwned,
        BusinessOwned,
        OrganizationOwned,
        BusinessParented,
        Filtered,
    }
}

open_words! {
    /// The display format of a column in apps. `FormatName` can specify more.
    ///
    /// Integers have a format in older layouts.
    Format {
        Text,
        TextArea,
        Email,
        Url,
        Phone,
        TickerSymbol,
        PhoneticGuide,
        VersionNumber,
        RichText,
        Json,
        DateOnly,
        DateAndTime,
        None,
        Duration,
        TimeZone,
        Language,
        Locale,
    }
}

open_words! {
    /// The display format of a text column in apps.
    FormatName {
        Text,
        TextArea,
        Email,
        EmailBody,
        Url,
        Phone,
        TickerSymbol,
        PhoneticGuide,
        VersionNumber,
        RichText,
        Json,
        InternalExtentData,
    }
}

open_words! {
    /// The mode of the input method editor for typing the values of a column.
    ImeMode {
        Auto,
        Inactive,
        Active,
        Disabled,
    }
}

open_words! {
    /// The effect of an operation on related rows.
    CascadeBehavior {
        NoCascade,
        Cascade,
        Active,
        UserOwned,
        RemoveLink,
        Restrict,
    }
}

open_words! {
    /// The label that apps show for related rows.
    MenuBehavior {
        UseCollectionName,
        UseLabel,
        DoNotDisplay,
    }
}

open_words! {
    /// The group in which apps show related rows.
    MenuGroup {
        Details,
        Sales,
        Service,
        Marketing,
    }
}
