//! The closed vocabularies of pages. A text outside its vocabulary is kept as the page has it.

use crate::model::words::open_words;

open_words! {
    /// Where the rows of a table are stored.
    TableType {
        Standard,
        Activity,
        Virtual,
        Datalake,
        Elastic,
    }
}

open_words! {
    /// Who owns the rows of a table.
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
    /// How apps show the values of a column, where `FormatName` doesn't say more. Whole numbers have a format in older layouts.
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
    /// How apps show the values of a text column.
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
    /// Whether an input method editor helps to type the values of a column.
    ImeMode {
        Auto,
        Inactive,
        Active,
        Disabled,
    }
}

open_words! {
    /// What happens to related rows when something is done to a row.
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
    /// Which label apps show for related rows.
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
