//! The rules, each with its source.

/// A rule of the service for requests.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name, which is unique.
    pub name: &'static str,
    /// The rule in a sentence.
    pub sentence: &'static str,
    /// The pages and issues that the rule is from.
    pub sources: &'static [&'static str],
}

macro_rules! rules {
    ($($constant:ident $name:literal $sentence:literal $($source:expr),+;)*) => {
        $(pub(super) static $constant: Rule = Rule {
            name: $name,
            sentence: $sentence,
            sources: &[$($source),+],
        };)*

        /// All rules.
        pub static ALL: &[&Rule] = &[$(&$constant),*];
    };
}

/// Microsoft's documentation of the Web API.
macro_rules! webapi {
    ($page:literal) => {
        concat!(
            "https://learn.microsoft.com/power-apps/developer/data-platform/webapi/",
            $page
        )
    };
}

/// Microsoft's documentation of Dataverse for developers.
macro_rules! platform {
    ($page:literal) => {
        concat!(
            "https://learn.microsoft.com/power-apps/developer/data-platform/",
            $page
        )
    };
}

/// Microsoft's reference of the classes that describe columns.
macro_rules! metadata {
    ($member:literal) => {
        concat!(
            "https://learn.microsoft.com/dotnet/api/microsoft.xrm.sdk.metadata.",
            $member
        )
    };
}

const CLIENT_ERRORS: &str = "https://learn.microsoft.com/troubleshoot/power-platform/power-apps/dataverse/web-api-client-errors";

// URLs.
rules! {
    URL_LENGTH "url-length"
        "A URL has at most 32,768 characters, or 65,536 in a batch."
        webapi!("query/overview#url-length-limitations");
    URL_ENCODING "url-encoding"
        "Characters that aren't allowed in a URL are percent-encoded, also those of keys."
        "https://www.rfc-editor.org/rfc/rfc3986#section-2";
    RESOURCE "resource"
        "A path starts with a known entity set and follows properties and navigation properties."
        CLIENT_ERRORS;
    KEY_FORM "key-form"
        "A key is an id without quotes, or names columns of the table with literals of their types."
        platform!("use-alternate-key-reference-record");
    KEY_CHARACTERS "key-characters"
        "Strings in alternate keys contain none of the characters `/ < > * % & : \\ ? +`."
        platform!("define-alternate-keys-entity");
    BARE_ID "bare-id"
        "A primary key that is the only key is written without its name: `systemuser` and `team` don't support the name."
        platform!("use-alternate-key-reference-record");
    OPTION "query-option"
        "Only query options that the service supports are used, each at most once, and `$skiptoken` and `$deltatoken` only in its links."
        webapi!("query/overview#odata-query-options"),
        platform!("optional-parameters"),
        platform!("use-elastic-tables");
    RETURNED "returned"
        "Only a write that returns its row has `$select` and, for a new row, `$expand`; others have no system query options."
        webapi!("create-entity-web-api#create-with-data-returned"),
        webapi!("update-delete-entities-using-web-api#update-with-data-returned");
    TRACKING "track-changes"
        "A query that tracks changes has neither `$filter` nor `$orderby`, `$expand`, or `$top`."
        platform!("use-change-tracking-synchronize-data-external-systems#query-options-not-supported-in-change-tracking-web-api-request");
    SELECT "select"
        "`$select` contains only properties that are returned; that of a lookup is `_name_value`."
        webapi!("query/select-columns");
    ORDER "orderby"
        "`$orderby` contains only properties that are returned."
        webapi!("query/order-rows");
    FILTER "filter"
        "`$filter` contains only properties that are returned and variables of its lambda operators."
        webapi!("query/filter-rows");
    APPLY "apply"
        "`$apply` contains only properties that are returned and its own aliases."
        webapi!("query/aggregate-data");
    EXPAND "expand"
        "`$expand` contains only navigation properties, with options that their kind of relationship allows."
        webapi!("query/join-tables");
    EXPAND_COUNT "expand-count"
        "A query has at most 15 `$expand` options, nested ones included."
        webapi!("query/join-tables");

    // FetchXML.
    FETCH "fetch-xml"
        "FetchXML is well-formed, with the documented elements, attributes, and values, and aliases are unique."
        platform!("fetchxml/reference/");
    FETCH_COLUMN "fetch-column"
        "FetchXML names columns and tables by their logical names, and links by their aliases."
        platform!("fetchxml/select-columns"),
        platform!("fetchxml/filter-rows");
    FETCH_OPERATOR "fetch-operator"
        "Each operator of a condition has as many values as it takes."
        platform!("fetchxml/reference/operators");
    FETCH_LINK "fetch-link"
        "Links of the kinds `any` and `all` are in a filter; they return no columns, like `exists` and `in`."
        platform!("fetchxml/reference/link-entity");
    FETCH_LINKS "fetch-links"
        "A query in FetchXML has at most 15 links."
        platform!("fetchxml/join-tables#limitations");
    FETCH_PAGES "fetch-pages"
        "`top` and `count` are 1 to 5,000; `top` has no pages and no count, and only later pages have a cookie."
        platform!("fetchxml/page-results"),
        platform!("fetchxml/count-rows");

    // Headers.
    HEADER_ONCE "header-once"
        "Each header is sent once; names are compared without regard to case."
        "https://www.rfc-editor.org/rfc/rfc9110#section-5.3";
    ODATA_HEADERS "odata-headers"
        "A request has `Accept`, and version 4.0 in `OData-Version` and `OData-MaxVersion`."
        webapi!("compose-http-requests-handle-errors#http-headers");
    CONTENT_TYPE "content-type"
        "A request with a body has a matching `Content-Type`, and others have none."
        webapi!("compose-http-requests-handle-errors#http-headers");
    IF_MATCH "if-match"
        "An update has `If-Match`; an upsert doesn't, so that it can create the row."
        webapi!("perform-conditional-operations-using-web-api#prevent-create-in-upsert");
    IF_NONE_MATCH "if-none-match"
        "A request that creates a row has `If-None-Match: null`, so that no cache answers it."
        webapi!("compose-http-requests-handle-errors#http-headers");
    PREFER "prefer"
        "`Prefer` is a list of known preferences without duplicates."
        webapi!("compose-http-requests-handle-errors#prefer-headers"),
        "https://www.rfc-editor.org/rfc/rfc7240#section-2";

    // Bodies.
    NO_BODY "no-body"
        "`GET` and `DELETE` have no body; `POST`, `PUT`, and `PATCH` of rows and values have one."
        webapi!("compose-http-requests-handle-errors#http-methods");
    OBJECT "object"
        "A body is a JSON object without duplicate properties."
        "https://www.rfc-editor.org/rfc/rfc8259#section-4";
    PROPERTY "property"
        "Each property of a body is a column, a navigation property, or an annotation of the table."
        "https://github.com/microsoft/PowerPlatform-DataverseServiceClient/issues/290";
    NO_PROPERTY_COLUMN "no-property-column"
        "Columns that only describe a lookup (`…name`, `…yominame`, `…type`) aren't properties."
        metadata!("attributemetadata.attributeof");
    READ_ONLY "read-only"
        "A request sets no read-only column and no file."
        platform!("entity-attribute-metadata#supported-operations-and-form-usage-for-columns");
    UPDATE_ONLY "update-only"
        "A new row sets no column whose `IsValidForCreate` is false."
        platform!("entity-attribute-metadata#supported-operations-and-form-usage-for-columns");
    CREATE_ONLY "create-only"
        "An update sets no column whose `IsValidForUpdate` is false."
        platform!("entity-attribute-metadata#supported-operations-and-form-usage-for-columns");
    IMAGE "image"
        "The only image of a new row is the primary image."
        platform!("image-column-data");
    LOOKUP "lookup"
        "A lookup is set over a navigation property, not by its own name or `_name_value`."
        webapi!("associate-disassociate-entities-using-web-api");
    ONE_NAVIGATION "one-navigation"
        "A body sets or clears each lookup over only one navigation property: another would set it to null again."
        webapi!("web-api-navigation-properties#multi-table-lookups");
    BIND "bind"
        "`…@odata.bind` is the address of a row in a target table of the navigation property."
        webapi!("associate-disassociate-entities-using-web-api");
    PLAIN_KEY "plain-key"
        "Keys in bodies aren't percent-encoded, and their strings contain no `#`."
        "https://github.com/MicrosoftDocs/powerapps-docs/issues/1895";
    UPSERT_KEY "upsert-key"
        "The columns of the address aren't in the body of an upsert."
        platform!("use-upsert-insert-update-record");
    DEEP_INSERT "deep-insert"
        "Related rows are inserted only together with a new row."
        webapi!("create-entity-web-api#create-related-table-rows-in-one-operation");
    PARTY "party"
        "A party has a role from 1 to 13, and is bound over `partyid_…` to a target, or has an address."
        platform!("activityparty-entity");
    VALUE "value"
        "A value has the JSON form of its column's type."
        webapi!("web-api-properties");
    LENGTH "length"
        "A string has at most MaxLength characters, which are counted as UTF-16 code units."
        metadata!("stringattributemetadata.maxlength");
    RANGE "range"
        "A number is between MinValue and MaxValue, and a date is not before 1753."
        metadata!("doubleattributemetadata.minvalue"),
        platform!("entity-attribute-metadata#column-types");
    CHOICE "choice"
        "The value of a choice is one of its options."
        platform!("entity-attribute-metadata#choice");
    STATUS "status"
        "A status belongs to the state that is set with it."
        webapi!("update-delete-entities-using-web-api");
    REQUIRED "required"
        "Neither an update nor a `DELETE` of a value or reference sets a SystemRequired column to null."
        webapi!("update-delete-entities-using-web-api#basic-update");
    ELASTIC "elastic"
        "An upsert to an elastic table replaces the row, so the caller must allow it."
        "https://github.com/MicrosoftDocs/powerapps-docs/issues/5059";
    TARGETS "targets"
        "A bulk message has `Targets`. Each has the `@odata.type` of the table and, unless the row is new, its key."
        platform!("bulk-operations");
    REFERENCE "reference"
        "The body of `$ref` has only `@odata.id`, which is an absolute URL or a content id."
        webapi!("associate-disassociate-entities-using-web-api");
    BLOCKS "blocks"
        "The actions that transfer files in blocks have their documented parameters, and at most 4 MB in a block."
        webapi!("reference/initializefileblocksupload"),
        webapi!("reference/initializeannotationblocksupload"),
        webapi!("reference/initializeattachmentblocksupload"),
        webapi!("reference/initializefileblocksdownload"),
        webapi!("reference/uploadblock"),
        webapi!("reference/downloadblock"),
        webapi!("reference/commitfileblocksupload"),
        platform!("file-column-data#use-dataverse-messages-to-upload-a-file");
    SINGLE_VALUE "single-value"
        "The body of a `PUT` of a property has only the member `value`."
        webapi!("update-delete-entities-using-web-api#update-a-single-property-value");

    // Batches.
    BATCH "batch"
        "The parts of a batch are requests of `application/http`, separated by CRLF and closed boundaries."
        webapi!("execute-batch-operations-using-web-api#batch-requests");
    BATCH_COUNT "batch-count"
        "A batch has 1 to 1,000 requests and doesn't contain a batch."
        webapi!("execute-batch-operations-using-web-api#when-to-use-batch-requests");
    CHANGE_SET "change-set"
        "A change set has no `GET`, and its requests have unique content ids."
        webapi!("execute-batch-operations-using-web-api#change-sets");
    CONTENT_ID "content-id"
        "A reference to a content id comes after the request with this id, in the same change set."
        webapi!("execute-batch-operations-using-web-api#reference-uris-in-an-operation");
}
