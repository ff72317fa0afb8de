"""The headings, sentences, and tables of pages, as regular expressions."""

import re


# For each kind of relationship: the kind it is from the other table, and the key of that table.
OPPOSITE = {
    "many_to_one": ("one-to-many", "ReferencedEntity"),
    "one_to_many": ("many-to-one", "ReferencingEntity"),
    "many_to_many": ("many-to-many", "OtherEntity"),
}

NO_LABEL = "`No label value`"
LINK = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*)\)"
FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
OPEN_ROW = re.compile(r"^(\|.*[^|\s])[ \t]*\n(?=[^\n#])", re.MULTILINE)
TITLE = re.compile(r"^# (.+?)[ \t]*$", re.MULTILINE)
REFERENCE = re.compile(r"(.+) (?:table/entity|table|entity) reference(?: \((.+)\))?", re.IGNORECASE)
EXTENDS = re.compile(rf"^>[ \t]*The .+ table extends (?:the )?{LINK}.*$", re.MULTILINE)
INCLUDE = re.compile(r"^\[!INCLUDE ?\[[^\]]*\]\([^)]*\)\][ \t]*$", re.MULTILINE)
ADDED_BY = re.compile(r"^\*\*Added by\*\*:[ \t]*(.*?)[ \t]*(?:<br\s*/?>)?[ \t]*$", re.MULTILINE)
SECTION = re.compile(r"^## (.+?)[ \t]*$", re.MULTILINE)
CHANGED = re.compile(
    r"^### Customized (Many-to-One|One-to-Many) relationships[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
SEE_ALSO = re.compile(r"^#{2,3} See also[ \t]*$", re.MULTILINE)
ENTRY = re.compile(r'^### <a name="BKMK_[^"]*"></a>[ \t]*(.+?)[ \t]*$', re.MULTILINE)
LOWER_ENTRY = re.compile(r'^#### <a name="BKMK_[^"]*"></a>[ \t]*(.+?)[ \t]*$', re.MULTILINE)
CHOICES = re.compile(r"^#### (\S+) (?:Choices/)?Options[ \t]*$", re.MULTILINE)
SIDE = re.compile(r"^#### (?:Entity|Table) ([12])[ \t]*$", re.MULTILINE)
INDEX = re.compile(r"^- \[(.+?)\]\(#BKMK_[^)]*\)[ \t]*$", re.MULTILINE)
DEFAULT_VALUE = re.compile(r"^\*\*DefaultValue\*\*:[ \t]*(\w*)[ \t]*(?:<br\s*/?>)?$", re.MULTILINE)
CHANGES_FROM = re.compile(rf"^Changes from {LINK}:?[ \t]*$", re.MULTILINE)
CHANGES_INTRO = re.compile(
    r"^.+\s+modifies the definition of (?:columns/attributes|relationships)"
    r" defined in other solutions\. Listed by \*\*SchemaName\*\*\.$",
    re.MULTILINE,
)
INTERSECT = re.compile(r"^IntersectEntityName: (\S+?)[ \t]*(?:<br\s*/?>)?[ \t]*$", re.MULTILINE)
KIND = r"(?P<kind>One-to-Many|Many-to-One|Many-to-Many)"
POINTERS = [
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^{KIND} Relationship: \[(?P<table>\S+) (?P<name>\S+)\]\((?P<link>\S+)\)$",
        rf"^See \[(?P<table>\S+) (?P<name>\S+) {KIND} Relationship\]\((?P<link>\S+)\)$",
        r"^(?:See|Same as) (?P<table>\S+) (?:entity|table)"
        rf" \[(?P<name>\S+)\]\((?P<link>\S+)\) {KIND} relationship\.$",
        rf"^(?:See|Same as) the \[(?P<name>\S+)\]\((?P<link>\S+)\) {KIND} relationship"
        r" for the \[(?P<table>\S+)\]\(\S*\) (?:table/entity|table|entity)\.$",
    )
]
PROSE = re.compile(
    r"The following table lists (?:the messages|the events|selected properties) for the .+ table\."
    r"|Messages (?:are|represent) .+"
    r"|Events are messages .+"
    r"|These (?:columns/)?attributes return (?:true|false) for .+ Listed by \*\*SchemaName\*\*\."
    r"|These relationships are [-\w]+\. Listed by \*\*SchemaName\*\*\."
    r"|This is a self-referencing many-to-many relationship\."
    r"|(?:Each .+ is defined by a corresponding .+ with the related (?:entity|table)\. )?"
    r"Listed by \*\*SchemaName\*\*\."
    r"|Relationship details provided where the \S+ (?:entity|table) is the first (?:entity|table)"
    r" in the relationship\. Listed by \*\*SchemaName\*\*\."
    r'|<a name="(?:writable-attributes|read-only-attributes|onetomany|manytoone|manytomany)"></a>'
)
TABLE = re.compile(r"^\|.*\n\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n\|.*)*", re.MULTILINE)
PROPERTY = re.compile(r"\|\s*(?:\*\*)?([^|*]+?)(?:\*\*)?\s*\|(.*)\|\s*")
OPTION = re.compile(r"\|\s*(-?\d+)\s*\|(.*)\|\s*")
MESSAGE_NAME = re.compile(r"`?(\w+)`?(?:\s*<br\s*/?>\s*Event:\s*(True|False))?")
TO_STATUS = re.compile(r'\btostatusid="(-?\d+)"')


def split(heading, text):
    """Returns the text before the first heading, and a list of (match, text below it)."""
    matches = list(heading.finditer(text))
    starts = [match.start() for match in matches] + [len(text)]
    below = [(match, text[match.end() : end]) for match, end in zip(matches, starts[1:])]
    return text[: starts[0]], below
