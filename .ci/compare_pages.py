#!/usr/bin/env python3
"""Compare the JSON model of Dataverse tables with the reference pages it was read from.

The Markdown is read here a second time, with regular expressions and nothing else, and the
outcome is compared with the model value by value, both ways: what the page has and the model
lacks, what the model has and the page lacks, and what differs, including the order of lists and
the spelling of numbers. A line of a page that this script cannot read counts as a difference too,
so that nothing passes because both readers overlooked it; and so does what a page says twice in
two ways, such as the other table of a relationship.

    dataverse-schema model --unmerged PAGE.md... | compare_pages.py --model - PAGE.md...

Full pages and extension pages of the current layout are read, and pages of the older layout that
came before it. Every difference is listed. The exit status is 0 when there is none, 1 when there
is any, and 2 when the arguments are wrong.

    compare_pages.py --read-only PAGE.md...

prints this script's own reading in the shape of the model, compares nothing, and lists what could
not be read on standard error.
"""

import argparse
import itertools
import json
import re
import sys
from collections import Counter
from pathlib import Path

# Properties whose values are not text. Everything else is compared as text.
BOOLEANS = {
    "AvailableOffline",
    "CanChangeDateTimeBehavior",
    "CanStoreFullImage",
    "DefaultValue",
    "IsBPFEntity",
    "IsBaseCurrency",
    "IsCustomizable",
    "IsHierarchical",
    "IsLocalizable",
    "IsPrimaryImage",
    "IsValidForCreate",
    "IsValidForForm",
    "IsValidForRead",
    "IsValidForUpdate",
}
NUMBERS = {
    "DefaultFormValue",
    "DefaultStatus",
    "MaxHeight",
    "MaxLength",
    "MaxSizeInKB",
    "MaxValue",
    "MaxWidth",
    "MinValue",
    "Order",
    "Precision",
    "SourceTypeMask",
    "State",
}

# What tells the objects of a list apart. A list named here may be empty or absent alike.
IDENTITY = {
    "extends": "link",
    "messages": "name",
    "events": "name",
    "columns": "schema_name",
    "customized_columns": "schema_name",
    "options": "value",
    "many_to_one": "schema_name",
    "one_to_many": "schema_name",
    "many_to_many": "schema_name",
    "customized_many_to_one": "schema_name",
    "customized_one_to_many": "schema_name",
}

# Keys of the model that have no counterpart here, besides those starting with an underscore. They
# hold passages of the page as they stand.
NOT_COMPARED = {"extra", "front_matter", "notes", "see_also"}

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
CELL = re.compile(r"((?:`[^`]*`|\\.|[^|`\\])*)\|")
ROW = re.compile(rf"(?:{CELL.pattern})*")
PROPERTY = re.compile(r"\|\s*(?:\*\*)?([^|*]+?)(?:\*\*)?\s*\|(.*)\|\s*")
OPTION = re.compile(r"\|\s*(-?\d+)\s*\|(.*)\|\s*")
MESSAGE_NAME = re.compile(r"`?(\w+)`?(?:\s*<br\s*/?>\s*Event:\s*(True|False))?")
BREAK = re.compile(r"<br\s*/?>")
PART = re.compile(r"\s*(\w+):\s*(.*?)\s*", re.DOTALL)
TO_STATUS = re.compile(r'\btostatusid="(-?\d+)"')

BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)
CODE = re.compile(r"`([^`]*)`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


class Number(str):
    """A JSON number in the spelling it was written in."""


def snake_case(name):
    """`MaxSizeInKB` -> `max_size_in_kb`, `True Label` -> `true_label`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|\s+", "_", name.strip())
    return words.lower()


def unwrap(raw):
    """The text of a cell without its bold or code markup; None where there is no value."""
    text = raw.strip()
    if bold := BOLD.fullmatch(text):
        text = ESCAPE.sub(r"\1", bold[1])
    elif code := CODE.fullmatch(text):
        text = code[1]
    elif text == "null":
        text = ""
    return text or None


def scalar(key, raw):
    """The value of a cell, typed by the name of its property."""
    text = unwrap(raw)
    if key in BOOLEANS and text in ("True", "False"):
        return text == "True"
    if key in NUMBERS and text and JSON_NUMBER.fullmatch(text):
        return Number(text)
    return text


def parts(raw):
    """The `Key: value` parts of a cell; a piece without a key continues the part before it."""
    found = []
    for piece in BREAK.split(raw):
        if part := PART.fullmatch(piece):
            found.append([part[1], part[2]])
        elif found:
            found[-1][1] += piece
        elif piece.strip():
            raise ValueError(f"no key in {piece!r}")
    return found


def cells(row):
    """The cells of a row, of which code spans may contain the bar."""
    row = row.strip()[1:]
    if ROW.fullmatch(row):
        return [cell.strip() for cell in CELL.findall(row)]
    return [cell.strip() for cell in row.split("|")[:-1]]


def split(heading, text):
    """What precedes the first heading, and a list of (match, text below it)."""
    matches = list(heading.finditer(text))
    starts = [match.start() for match in matches] + [len(text)]
    below = [(match, text[match.end() : end]) for match, end in zip(matches, starts[1:])]
    return text[: starts[0]], below


class Page:
    """A reference page as a table of the model.

    `table` is the outcome, and `problems` lists what could not be read or contradicts itself.
    """

    def __init__(self, text):
        self.table = {}
        self.problems = []

        text = OPEN_ROW.sub(r"\1 ", FRONT_MATTER.sub("", text))
        text, *see_also = SEE_ALSO.split(text, maxsplit=1)
        if see_also and SECTION.search(see_also[0]):
            self.problem("a section follows See also")
        self.unread = Counter(filter(None, map(str.strip, text.split("\n"))))

        head, sections = split(SECTION, text)
        self.read_head(head)
        for heading, body in sections:
            self.take(heading[0])
            self.read_section(heading[1], body)
        self.table["columns"] = [
            column
            for writable in (True, False)
            for column in self.table.get("columns", [])
            if column["writable"] is writable
        ]
        for name in IDENTITY:
            if not self.table.get(name, True):
                del self.table[name]
        for line, times in self.unread.items():
            if times > 0 and not PROSE.fullmatch(line):
                self.problem(f"line not understood: {line}")
            elif times < 0:
                self.problem(f"line read more often than it is there: {line}")

    def problem(self, message):
        self.problems.append(message)

    def take(self, text):
        """Mark the lines of a text as read."""
        self.unread.subtract(filter(None, map(str.strip, text.split("\n"))))

    def put(self, target, key, value):
        """Set a property, unless it has no value."""
        name = snake_case(key)
        if value in (None, [], {}):
            return
        if name in target and target[name] != value:
            self.problem(f"{key} is both {show(target[name])} and {show(value)}")
        target.setdefault(name, value)

    def rows(self, text, *headers):
        """The rows below the given headers, as (header, row)."""
        for table in TABLE.finditer(text):
            lines = table[0].split("\n")
            header = [" ".join(BREAK.sub(" ", cell).split()).lower() for cell in cells(lines[0])]
            if header in headers:
                self.take(table[0])
                for row in lines[2:]:
                    yield header, row

    def read_head(self, text):
        """The title and the description, which is the first paragraph that is not a quotation."""
        before, titles = split(TITLE, text)
        if not titles:
            self.problem("no title")
            return
        title, text = titles[0]
        self.take(title[0])
        if reference := REFERENCE.fullmatch(title[1]):
            self.put(self.table, "Title", reference[1])
            self.put(self.table, "Product", reference[2])
        else:
            self.problem(f"title not understood: {title[1]}")
        for include in INCLUDE.finditer(text):
            self.take(include[0])
        text = self.read_added_by(self.table, INCLUDE.sub("", text))
        for sentence in EXTENDS.finditer(text):
            bases = [{"text": base[1], "link": base[2]} for base in re.finditer(LINK, sentence[0])]
            self.table.setdefault("extends", []).extend(bases)
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            quotation = paragraph.startswith(">")
            if quotation or "description" not in self.table:
                self.take(paragraph)
            if not quotation and paragraph:
                lines = [line.strip() for line in paragraph.split("\n")]
                self.table.setdefault("description", "\n".join(lines))

    def read_added_by(self, target, text):
        """The solution that something is added by; the text without the line that says so."""
        for added in ADDED_BY.finditer(text):
            self.take(added[0])
            self.put(target, "AddedBy", added[1])
        return ADDED_BY.sub("", text)

    def read_section(self, title, text):
        """One section, by its title."""
        name = title.lower().replace("columns/attributes", "attributes")
        if name in ("properties", "entity properties", "table properties"):
            self.read_properties(self.table, text)
        elif name in ("messages", "events"):
            self.read_messages(name, text)
        elif name == "writable attributes":
            self.read_entries("columns", text, {"writable": True})
        elif name == "read-only attributes":
            self.read_entries("columns", text, {"writable": False})
        elif name == "customized attributes":
            self.read_changes("customized_columns", text)
        elif name == "many-to-one relationships":
            self.read_entries("many_to_one", text)
        elif name == "one-to-many relationships":
            self.read_entries("one_to_many", text)
        elif name == "many-to-many relationships":
            self.read_entries("many_to_many", text)
        elif name == "customized relationships":
            for heading, body in split(CHANGED, text)[1]:
                self.take(heading[0])
                kind = f"customized_{heading[1].lower().replace('-', '_')}"
                self.read_changes(kind, body, LOWER_ENTRY)
        else:
            self.problem(f"section not understood: {title}")

    def read_messages(self, section, text):
        """The messages, or the events, of which each is one whatever its row says."""
        messages = self.table.setdefault(section, [])
        headers = [
            ["name is event?", "web api operation", "sdk for .net"],
            ["name", "web api operation", "sdk for .net"],
            ["message", "web api operation", "sdk assembly"],
            ["message", "web api operation", "sdk class or method"],
        ]
        for _, row in self.rows(text, *headers):
            found = cells(row)
            name = MESSAGE_NAME.fullmatch(found[0]) if len(found) == 3 else None
            if not name:
                self.problem(f"message not understood: {row}")
                continue
            message = {"name": name[1]}
            if name[2]:
                message["is_event"] = name[2] == "True"
            if section == "events":
                self.put(message, "IsEvent", True)
            for key, cell in zip(("web_api", "sdk"), found[1:]):
                if cell:
                    message[key] = cell
            messages.append(message)

    def read_changes(self, kind, text, heading=ENTRY):
        """The columns or relationships of other pages that this page changes."""
        for intro in CHANGES_INTRO.finditer(text):
            self.take(intro[0])
        self.read_entries(kind, CHANGES_INTRO.sub("", text), heading=heading)

    def read_entries(self, kind, text, start=None, heading=ENTRY):
        """The columns or relationships of a section, each begun with what `start` says."""
        entries = self.table.setdefault(kind, [])
        index, below = split(heading, text)
        listed = INDEX.findall(index)
        headed = []
        for line in INDEX.finditer(index):
            self.take(line[0])
        for title, body in below:
            self.take(title[0])
            headed.append(title[1])
            entry = {"schema_name": title[1], **(start or {})}
            self.read_entry(kind, entry, body)
            entries.append(entry)
        if listed:
            for name in (Counter(listed) - Counter(headed)).elements():
                self.problem(f"{kind}: {name} is in the list but has no heading")
            for name in (Counter(headed) - Counter(listed)).elements():
                self.problem(f"{kind}: {name} has a heading but is not in the list")
        elif len(headed) > 1:
            self.problem(f"{kind}: there is no list of the {len(headed)} entries")

    def read_entry(self, kind, entry, text):
        """What stands below the heading of a column or of a relationship."""
        text = self.read_added_by(entry, text)
        if kind.startswith("customized_"):
            for line in CHANGES_FROM.finditer(text):
                self.take(line[0])
                self.put(entry, "ChangesFrom", {"text": line[1], "link": line[2]})
        if kind in OPPOSITE:
            self.read_pointer(kind, entry, text)
        if kind == "many_to_many":
            text = self.read_sides(entry, text)
        text, choices = split(CHOICES, text)
        self.read_properties(entry, text)
        for choice, rows in choices:
            self.take(choice[0])
            if choice[1] != entry["schema_name"]:
                self.problem(f"{entry['schema_name']} has the options of {choice[1]}")
            if entry.get("type") == "Boolean":
                self.read_labels(entry, rows)
            else:
                self.read_options(entry, rows)

    def read_pointer(self, kind, entry, text):
        """The sentence that says where a relationship is described from the other side."""
        opposite, key = OPPOSITE[kind]
        for pointer in itertools.chain.from_iterable(form.finditer(text) for form in POINTERS):
            name, table = entry["schema_name"], pointer["table"]
            anchor = f"#BKMK_{name}"
            self.take(pointer[0])
            if (
                pointer["kind"].lower() != opposite
                or pointer["name"] != name
                or pointer["link"].split("-")[0] not in (anchor, f"{table}.md{anchor}")
            ):
                self.problem(f"{kind}: {name} has a pointer that contradicts it: {pointer[0]}")
            self.put(entry, key, table)

    def read_sides(self, entry, text):
        """A many-to-many relationship in two tables, one for each side; what precedes them."""
        text, below = split(SIDE, text)
        if line := INTERSECT.search(text):
            self.take(line[0])
            self.put(entry, "IntersectEntityName", line[1])
        sides = {}
        for heading, rows in below:
            self.take(heading[0])
            side = sides.setdefault(heading[1], {})
            self.read_properties(side, rows)
        if not sides:
            return text
        first, second = sides.get("1", {}), sides.get("2", {})
        own, other = first.pop("logical_name", None), second.pop("logical_name", None)
        if own is None or own != self.table.get("logical_name"):
            self.problem(f"many_to_many: {entry['schema_name']} has {own} as its first table")
        self.put(entry, "IsCustomizable", first.pop("is_customizable", None))
        if own == other:
            prefixes = ("entity1_", "entity2_")
        else:
            prefixes = ("", "entity2_")
            self.put(entry, "OtherEntity", other)
        for prefix, side in zip(prefixes, (first, second)):
            for key, value in side.items():
                self.put(entry, prefix + key, value)
        return text

    def read_properties(self, target, text):
        for _, row in self.rows(text, ["property", "value"]):
            found = PROPERTY.fullmatch(row)
            if not found:
                self.problem(f"property not understood: {row}")
                continue
            key, raw = found[1], found[2]
            if key == "Targets":
                names = (unwrap(raw) or "").split(",")
                value = [name.strip() for name in names if name.strip()]
            elif key.endswith("Configuration"):
                value = {}
                for part, content in self.parts(raw):
                    self.put(value, part, scalar(part, content))
            else:
                value = scalar(key, raw)
            self.put(target, key, value)

    def read_labels(self, column, text):
        """The options of a Boolean column, which the model gives as its two labels."""
        read = {}
        self.read_options(read, text)
        for option in read.get("options", []):
            key = {"1": "TrueLabel", "0": "FalseLabel"}.get(option["value"])
            if key is None or option.keys() - {"value", "label"}:
                self.problem(f"{column['schema_name']} is a Boolean with {show(option)}")
            else:
                self.put(column, key, option.get("label"))
        for line in DEFAULT_VALUE.finditer(text):
            self.take(line[0])
            value = {"": None, "True": True, "1": True, "False": False, "0": False}
            if line[1] in value:
                self.put(column, "DefaultValue", value[line[1]])
            else:
                self.problem(f"default not understood: {line[0]}")

    def read_options(self, column, text):
        headers = [
            ["value", "label"],
            ["value", "details"],
            ["value", "label", "description"],
            ["value", "label", "state"],
            ["value", "label", "defaultstatus", "invariantname"],
        ]
        names = {"defaultstatus": "DefaultStatus", "invariantname": "InvariantName"}
        for header, row in self.rows(text, *headers):
            if not row.strip("| \t"):
                continue
            found = OPTION.fullmatch(row)
            keys = [names.get(name, name.capitalize()) for name in header[1:]]
            rest = [found[2]] if found and len(keys) == 1 else cells(row)[1:]
            if not found or len(rest) != len(keys):
                self.problem(f"option not understood: {row}")
                continue
            option = {"value": Number(found[1])}
            details = self.parts(rest[0]) if keys == ["Details"] else zip(keys, rest)
            for key, raw in details:
                if key == "Label":
                    self.put(option, key, None if raw.strip() == NO_LABEL else unwrap(raw))
                elif key == "TransitionData":
                    self.put(option, "Transitions", self.transitions(raw))
                else:
                    self.put(option, key, scalar(key, raw))
            column.setdefault("options", []).append(option)

    def transitions(self, raw):
        """The states that the transition data of an option lead to."""
        found = [Number(status) for status in TO_STATUS.findall(raw)]
        if not found and unwrap(raw) not in (None, "None"):
            self.problem(f"transitions not understood: {raw}")
        return found

    def parts(self, raw):
        try:
            return parts(raw)
        except ValueError as error:
            self.problem(f"cell not understood: {error}")
            return []


class Comparison:
    """The differences between a page's value and the model's, and how many values were met."""

    def __init__(self):
        self.differences = []
        self.compared = 0

    def difference(self, path, message):
        self.differences.append(f"{path}: {message}")

    def missing(self, path, value):
        self.difference(path, f"missing in the model, page {brief(value)}")

    def extra(self, path, value):
        self.difference(path, f"not on the page, model {brief(value)}")

    def compare(self, path, page, model, identity=None):
        if isinstance(page, dict) and isinstance(model, dict):
            self.compare_objects(path, page, model)
        elif isinstance(page, list) and isinstance(model, list):
            self.compare_lists(path, page, model, identity)
        else:
            self.compared += 1
            if type(page) is not type(model) or page != model:
                self.difference(path, f"page {brief(page)}, model {brief(model)}")

    def compare_objects(self, path, page, model):
        for key, value in page.items():
            below = f"{path}.{key}" if path else key
            if key in model:
                self.compare(below, value, model[key], IDENTITY.get(key))
            else:
                self.missing(below, value)
        for key, value in model.items():
            ignored = key in NOT_COMPARED or key.startswith("_")
            nothing = key in IDENTITY and value == []
            if key not in page and not ignored and not nothing:
                self.extra(f"{path}.{key}" if path else key, value)

    def compare_lists(self, path, page, model, identity):
        page, model = labelled(page, identity), labelled(model, identity)
        for label, value in page.items():
            if label in model:
                self.compare(f"{path}[{label}]", value, model[label])
            else:
                self.missing(f"{path}[{label}]", value)
        for label, value in model.items():
            if label not in page:
                self.extra(f"{path}[{label}]", value)
        in_page = [label for label in page if label in model]
        in_model = [label for label in model if label in page]
        for here, there in zip(in_page, in_model):
            if here != there:
                self.difference(path, f"order differs, page {here} where the model has {there}")
                break


def labelled(items, identity):
    """The items of a list by what tells them apart, repeated ones numbered."""
    seen = Counter()
    result = {}
    for item in items:
        label = str(item.get(identity)) if isinstance(item, dict) else show(item)
        seen[label] += 1
        result[label if seen[label] == 1 else f"{label} #{seen[label]}"] = item
    return result


def show(value):
    """A value as JSON."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(key)}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(show, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def brief(value):
    """A value as JSON; a long object or list is cut."""
    text = show(value)
    if isinstance(value, (dict, list)) and len(text) > 120:
        return f"{text[:120]}…"
    return text


def counts(table):
    """How many parts of each kind a table has."""
    result = {}
    for name in (name for name in IDENTITY if name not in ("extends", "options")):
        items = table.get(name)
        items = items if isinstance(items, list) else []
        result[name] = len(items)
        if name == "columns":
            columns = [column for column in items if isinstance(column, dict)]
            result["writable"] = sum(column.get("writable") is True for column in columns)
    return result


def check(path, model, expected):
    """Compare one page with its table; report, and return whether they are the same."""
    page = Page(path.read_text(encoding="utf-8-sig"))
    result = Comparison()
    for problem in page.problems:
        result.difference("page", problem)
    if isinstance(model, dict):
        result.compare("", page.table, model)
    else:
        result.difference("table", f"the model has {brief(model)} instead of an object")
        model = {}
    for side, table in (("page", page.table), ("model", model)):
        for name, count in expected.items():
            if (actual := counts(table)[name]) != count:
                result.difference(name, f"expected {count}, {side} has {actual}")

    for difference in result.differences:
        print(f"{path}: {difference}")
    if result.differences:
        print(f"{path}: differences: {len(result.differences)}")
    else:
        found = [f"{count} {name}" for name, count in counts(page.table).items() if count]
        print(f"{path}: {', '.join(found)}; {result.compared} values compared, no difference")
    return not result.differences


def read_only(paths):
    """Print the reading of the pages as a model; list what could not be read."""
    problems = 0
    tables = []
    for path in paths:
        page = Page(path.read_text(encoding="utf-8-sig"))
        tables.append(show(page.table))
        for problem in page.problems:
            print(f"{path}: {problem}", file=sys.stderr)
        problems += len(page.problems)
    print("[" + ",\n".join(tables) + "]")
    return 1 if problems else 0


def unique_keys(pairs):
    """An object of the model, in which no key may occur twice."""
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError(f"a key occurs twice in {brief(result)}")
    return result


def read_model(name):
    """The tables of the model, with numbers kept as they are spelled."""
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    tables = json.loads(
        data.decode("utf-8-sig"),
        parse_int=Number,
        parse_float=Number,
        parse_constant=Number,
        object_pairs_hook=unique_keys,
    )
    if not isinstance(tables, list):
        raise ValueError("not an array of tables")
    return tables


def expectation(text):
    """`messages=13,columns=32` as a dictionary."""
    expected = {}
    for item in text.split(","):
        name, _, count = (part.strip() for part in item.partition("="))
        if name not in counts({}) or not count.isdigit():
            names = ", ".join(counts({}))
            raise argparse.ArgumentTypeError(f"{item!r} is not NAME=COUNT with one of {names}")
        expected[name] = int(count)
    return expected


def main():
    summary, _, details = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=details, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--model", help="the model as JSON, or - for standard input")
    source.add_argument(
        "--read-only", action="store_true", help="print what is read here, and compare nothing"
    )
    parser.add_argument(
        "--expect",
        action="append",
        default=[],
        type=expectation,
        metavar="NAME=COUNT,...",
        help="how many parts the page and the model have; the n-th option is for the n-th page",
    )
    parser.add_argument(
        "pages", nargs="+", type=Path, metavar="PAGE", help="the pages, in the order of the tables"
    )
    arguments = parser.parse_args()
    if len(arguments.expect) > len(arguments.pages):
        parser.error("more --expect than pages")
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    if arguments.read_only:
        try:
            return read_only(arguments.pages)
        except (OSError, ValueError) as error:
            sys.exit(f"cannot be read: {error}")

    try:
        tables = read_model(arguments.model)
    except (OSError, ValueError) as error:
        sys.exit(f"{arguments.model}: {error}")

    failed = 0
    for path, table, expected in itertools.zip_longest(arguments.pages, tables, arguments.expect):
        if path is None:
            print(f"{arguments.model}: no page given for {brief(table)}")
            failed += 1
            continue
        try:
            same = check(path, table, expected or {})
        except (OSError, ValueError) as error:
            print(f"{path}: cannot be compared: {error}")
            same = False
        failed += not same
    print(f"{max(len(arguments.pages), len(tables)) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
