use std::fmt::{self, Display};
use std::str::FromStr;

/// Declares the codes: the variants, each with its stable text.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The kind of a diagnostic: one fault with one cure.
        ///
        /// Its text, such as `DV0012`, is stable: `dataverse-schema check --explain DV0012` explains it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All codes, in the order of their texts.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Returns the text, such as `DV0012`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

// The numbers have no meaning. Add new ones at the end, and never use that of a removed code again.
codes! {
    /// The file isn't a table reference page. Folders of pages also contain such files.
    NotATablePage = "DV0001",
    /// A page is empty.
    EmptyPage = "DV0002",
    /// A page has the layout of 2018, with lists instead of tables.
    UnsupportedLayout = "DV0003",
    /// A file or a folder can't be read.
    CannotReadFile = "DV0004",
    /// A page isn't UTF-8.
    InvalidUtf8 = "DV0005",
    /// A page has no title.
    MissingTitle = "DV0006",
    /// Content isn't below the heading it belongs to.
    MisplacedContent = "DV0007",
    /// A line of a note doesn't begin with `>`.
    UnmarkedNoteLine = "DV0008",
    /// A table has no line of dashes below its header.
    MissingDashes = "DV0009",
    /// Code, HTML, a comment, or a list hides a part of the page.
    HiddenContent = "DV0010",
    /// A code block, a comment, or a tag isn't closed.
    UnclosedMarkup = "DV0011",
    /// A key isn't among those that a table or a cell can have.
    UnknownKey = "DV0012",
    /// A value isn't among those that a key can have.
    UnknownValue = "DV0013",
    /// A value doesn't have the form that its key needs.
    InvalidValue = "DV0014",
    /// A table has two rows for one fact, or there are two such lines.
    DuplicateRow = "DV0015",
    /// Two headings of one level have the same text.
    DuplicateHeading = "DV0016",
    /// Two items have one name.
    DuplicateName = "DV0017",
    /// Two columns have one property of the Web API.
    DuplicateProperty = "DV0018",
    /// The header of a table isn't the expected one.
    InvalidTableHeader = "DV0019",
    /// A row has too many or too few cells, or its last cell isn't closed.
    InvalidRow = "DV0020",
    /// A table has a second line of dashes.
    UnexpectedDashes = "DV0021",
    /// There is a second table below a heading.
    SecondTable = "DV0022",
    /// A row doesn't belong to a table.
    RowOutsideTable = "DV0023",
    /// The list of a section names an entry that the section doesn't have.
    MissingEntry = "DV0024",
    /// The list of a section doesn't name one of its entries.
    UnlistedEntry = "DV0025",
    /// The list of a section has an item that isn't a link.
    InvalidListItem = "DV0026",
    /// An anchor or a link doesn't match its heading.
    MismatchedAnchor = "DV0027",
    /// A heading has the wrong level.
    InvalidHeadingLevel = "DV0028",
    /// An entry has a subsection that it can't have.
    UnknownSubsection = "DV0029",
    /// A section has no content.
    EmptySection = "DV0030",
    /// The heading of a section is unknown.
    UnknownSection = "DV0031",
    /// A line of text isn't recognized.
    UnknownText = "DV0032",
    /// A page includes a file, which isn't read.
    IgnoredInclude = "DV0033",
    /// A part of a cell doesn't have the form `Key: value`.
    InvalidPart = "DV0034",
    /// A Boolean column has an option other than 0 and 1.
    InvalidBooleanOption = "DV0035",
    /// A column that isn't Boolean has a line `DefaultValue`.
    MisplacedDefaultValue = "DV0036",
    /// The transitions of a status begin at another one.
    MismatchedTransitions = "DV0037",
    /// A message isn't marked as an event or as none.
    MissingEvent = "DV0038",
    /// A table lacks a row that it needs.
    MissingRow = "DV0039",
    /// The row `SchemaName` of a relationship differs from the heading.
    MismatchedSchemaName = "DV0040",
    /// A many-to-many relationship has only one of its two ends.
    MissingEnd = "DV0041",
    /// The first end of a many-to-many relationship isn't the page's own table.
    MismatchedEnd = "DV0042",
    /// A language has no table of labels.
    MissingLabels = "DV0043",
    /// A name contains a character that names of Dataverse can't have.
    InvalidName = "DV0044",
    /// A minimum is greater than its maximum.
    ReversedRange = "DV0045",
    /// A choice has no table of options.
    MissingOptions = "DV0046",
    /// A column can't have this `PropertyName`.
    InvalidPropertyName = "DV0047",
    /// An alternate key or a relationship names a column that the table doesn't have.
    UnknownColumn = "DV0048",
    /// A label in another language belongs to nothing that the table has.
    UnknownLabelOwner = "DV0049",
    /// A state or a status names an option that doesn't exist.
    UnknownOption = "DV0050",
    /// The table doesn't have the column that is its primary key.
    MissingPrimaryKey = "DV0051",
    /// A many-to-many relationship doesn't name its other table.
    MissingOtherEnd = "DV0052",
    /// Two pages define one item differently.
    ConflictingDefinition = "DV0053",
    /// A page changes an item that no page defines.
    UnknownChange = "DV0054",
    /// A page changes a row that other pages can't change.
    FixedRow = "DV0055",
    /// A page adds options to a column that isn't a choice.
    OptionsOfNonChoice = "DV0056",
    /// An extension page has no base page.
    MissingBase = "DV0057",
    /// A relationship of a lookup leads to a table that isn't in `Targets`.
    MissingTarget = "DV0058",
    /// A writable lookup has no relationship.
    MissingRelationship = "DV0059",
    /// Two items get the same name in generated code.
    NameCollision = "DV0060",
    /// A file or a folder doesn't exist.
    MissingPage = "DV0061",
    /// A pattern of file names is invalid.
    InvalidPattern = "DV0062",
    /// An option of `include_schema!` has no effect.
    UnusedOption = "DV0063",
    /// An option of `include_schema!` names something that the pages don't have.
    UnknownNameInOption = "DV0064",
    /// The input of a `Builder` or of `expand` isn't valid input of `include_schema!`.
    InvalidInput = "DV0065",
    /// `CARGO_MANIFEST_DIR` isn't an absolute path.
    RelativeManifestDir = "DV0066",
    /// `OUT_DIR` isn't set.
    MissingOutDir = "DV0067",
    /// A file or a folder can't be written.
    CannotWriteFile = "DV0068",
    /// A generated file is out of date.
    OutdatedFile = "DV0069",
    /// There are no pages to work with.
    NoPages = "DV0070",
    /// A command names a table that the pages or the environment don't have.
    UnknownTable = "DV0071",
    /// A file isn't JSON.
    InvalidJson = "DV0072",
    /// A table definition has a value of the wrong type or form.
    InvalidDefinition = "DV0073",
    /// A table definition lacks a member.
    MissingMember = "DV0074",
    /// There is no definition of a table.
    MissingDefinition = "DV0075",
    /// There are two definitions of a table.
    DuplicateDefinition = "DV0076",
    /// The service rejected a request, or a file contains the error that it returned.
    RejectedRequest = "DV0077",
    /// The service has more items than the body of a list.
    IncompleteList = "DV0078",
    /// Nothing has labels in a language.
    UnknownLanguage = "DV0079",
    /// A column has a row that columns of its type don't have.
    ForeignRow = "DV0080",
    /// Two names of one thing differ in more than they may.
    MismatchedName = "DV0081",
    /// A message is nearly one of the platform's, but not quite.
    UnknownMessage = "DV0082",
    /// A row and a link of a relationship name different tables.
    MismatchedTable = "DV0083",
    /// A status has no state.
    MissingState = "DV0084",
    /// A state has no status.
    StateWithoutStatus = "DV0085",
    /// A relationship is over a column that can't refer to rows.
    InvalidReference = "DV0086",
    /// Two lookups or relationships have one navigation property.
    SharedNavigationProperty = "DV0087",
    /// A merge of two versions of a page isn't finished.
    ConflictMarker = "DV0088",
    /// Marks around a value are open at one end.
    UnclosedMark = "DV0089",
    /// An alternate key has a column that no key can have.
    InvalidKeyColumn = "DV0090",
    /// A language has no such locale id.
    InvalidLanguage = "DV0091",
    /// An overlay lists a column, but changes nothing of it.
    EmptyChange = "DV0092",
    /// A string has a character that can't be seen, or that looks like another.
    UnusualCharacter = "DV0093",
    /// A choice has no options.
    EmptyChoice = "DV0094",
    /// An option, or a row of labels, has no label.
    MissingLabel = "DV0095",
    /// Two options of a choice have one label.
    DuplicateLabel = "DV0096",
    /// A relationship lacks the navigation property that others of the page have.
    MissingNavigationProperty = "DV0097",
    /// A page ends before its relationships.
    IncompletePage = "DV0098",
    /// The default status of a state is missing, or of another state.
    OddDefaultStatus = "DV0099",
    /// A primary key or name is a column of an unusual type.
    OddKeyType = "DV0100",
    /// The color of an option isn't `#rrggbb`.
    InvalidColor = "DV0101",
    /// The format of an automatic number is broken.
    InvalidNumberFormat = "DV0102",
    /// A limit is of no use, or contradicts another.
    OddLimit = "DV0103",
    /// A row is missing or blank that is there on real pages.
    MissingUsualRow = "DV0104",
    /// A relationship has an unlikely name of a column, a property or a view.
    OddReference = "DV0105",
    /// Two pages have the properties of one table.
    SecondBase = "DV0110",
    /// Two pages of a table have different values in one row.
    Contradiction = "DV0111",
    /// A zip archive is damaged, encrypted, or of an unknown form.
    InvalidArchive = "DV0112",
    /// A file of a solution is larger than solutions are, or its path leads out of the solution.
    UnsafeArchive = "DV0113",
    /// A file of a solution isn't XML.
    InvalidXml = "DV0114",
    /// An element of a solution is missing, or has an invalid value.
    InvalidSolution = "DV0115",
    /// A solution has a form that can't be read.
    UnsupportedSolution = "DV0116",
    /// A folder or an archive has no solution.
    NoSolution = "DV0117",
    /// A solution leaves out a fact that pages have.
    IncompleteSolution = "DV0118",
    /// A choice of tables has options whose values differ in each organization.
    OptionOfOrganization = "DV0119",
    /// An environment can't be reached, or doesn't respond as one does.
    UnreachableEnvironment = "DV0120",
    /// There is no access token for an environment, or the environment rejects it.
    NotSignedIn = "DV0121",
    /// A page that would be replaced wasn't created from a definition or a solution.
    ForeignPage = "DV0122",
    /// An environment doesn't have a solution, or the solution has no tables.
    UnknownSolution = "DV0123",
    /// A page of operations doesn't have a type that it refers to.
    UnknownType = "DV0124",
    /// A command names an operation that the metadata doesn't have.
    UnknownOperation = "DV0125",
    /// An operation is bound to all rows of a table whose entity set isn't known.
    UnknownEntitySet = "DV0126",
    /// A picture would have more lines than can be laid out, or read.
    TooLargePicture = "DV0127",
    /// The layout of a picture failed, for a reason that isn't in the pages.
    FailedLayout = "DV0128",
    /// The type of a column contradicts its name, its targets, or its format.
    OddType = "DV0129",
    /// The operation of a message is that of another message, or of another table.
    OddOperation = "DV0130",
    /// A part of a cascade or a menu contradicts the others, or has a value that it can't have.
    OddPart = "DV0131",
}

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Parses a code in upper or lower case.
impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let mut codes = Self::ALL.iter().copied();
        codes
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
            .ok_or(UnknownCode)
    }
}

/// The error of parsing a string that isn't a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown code")
    }
}

impl std::error::Error for UnknownCode {}
