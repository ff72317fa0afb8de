#!/usr/bin/env python3
"""Compare the JSON model of Dataverse tables with the reference pages it was read from.

The Markdown is read here a second time, with regular expressions and nothing else, and the
outcome is compared with the model value by value, both ways: what the page has and the model
lacks, what the model has and the page lacks, and what differs, including the order of lists and
the spelling of numbers. A line of a page that this script cannot read counts as a difference too,
so that nothing passes because both readers overlooked it.

    dataverse-schema model PAGE.md... | compare_pages.py --model - PAGE.md...

Every difference is listed. The exit status is 0 when there is none, 1 when there is any, and 2
when the arguments are wrong.
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
    "IsBaseCurrency",
    "IsCustomizable",
    "IsHierarchical",
    "IsLocalizable",
    "IsPrimaryImage",
    "IsValidForForm",
    "IsValidForRead",
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
    "messages": "name",
    "columns": "schema_name",
    "options": "value",
    "many_to_one": "schema_name",
    "one_to_many": "schema_name",
    "many_to_many": "schema_name",
}

# Keys of the model that have no counterpart here, besides those starting with an underscore.
NOT_COMPARED = {"extends", "extra"}

NO_LABEL = "`No label value`"

FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
OPEN_ROW = re.compile(r"^(\|.*[^|\s])[ \t]*\n(?=[^\n#])", re.MULTILINE)
TITLE = re.compile(r"^# .+$", re.MULTILINE)
SECTION = re.compile(r"^## (.+?)[ \t]*$", re.MULTILINE)
SEE_ALSO = re.compile(r"^#{2,3} See also[ \t]*$", re.MULTILINE)
ENTRY = re.compile(r'^### <a name="BKMK_[^"]*"></a>[ \t]*(.+?)[ \t]*$', re.MULTILINE)
CHOICES = re.compile(r"^#### (.+?) Choices/Options[ \t]*$", re.MULTILINE)
INDEX = re.compile(r"^- \[(.+?)\]\(#BKMK_[^)]*\)[ \t]*$", re.MULTILINE)
OTHER_ENTITY = re.compile(r"^See \[(\S+) [^\]]*Many-To-Many Relationship\]\(", re.MULTILINE)
PROSE = re.compile(
    r"The following table lists "
    r"|Messages (?:are|represent) |Events are messages "
    r"|These columns/attributes return |These relationships are "
    r"|(?:One-To-Many|Many-To-One) Relationship: \["
    r"|See \[[^\]]* Many-To-Many Relationship\]\("
    r"|This is a self-referencing many-to-many relationship"
)

TABLE = re.compile(r"^\|.*\n\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n\|.*)*", re.MULTILINE)
CELL = re.compile(r"((?:`[^`]*`|\\.|[^|`\\])*)\|")
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
    return [cell.strip() for cell in CELL.findall(row.strip()[1:])]


def split(heading, text):
    """What precedes the first heading, and a list of (match, text below it)."""
    matches = list(heading.finditer(text))
    starts = [match.start() for match in matches] + [len(text)]
    below = [(match, text[match.end() : end]) for match, end in zip(matches, starts[1:])]
    return text[: starts[0]], below


class Page:
    """A reference page as a table of the model.

    `table` is the outcome, `problems` lists what could not be read, and `notes` names the sections
    that are not compared.
    """

    def __init__(self, text):
        self.table = {}
        self.problems = []
        self.notes = []

        text = OPEN_ROW.sub(r"\1 ", FRONT_MATTER.sub("", text))
        text = SEE_ALSO.split(text, maxsplit=1)[0]
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
            if times > 0 and not PROSE.match(line):
                self.problem(f"line not understood: {line}")

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
        self.take(titles[0][0][0])
        for paragraph in re.split(r"\n\s*\n", titles[0][1].strip()):
            quotation = paragraph.startswith(">")
            if quotation or "description" not in self.table:
                self.take(paragraph)
            if not quotation and paragraph:
                lines = [line.strip() for line in paragraph.split("\n")]
                self.table.setdefault("description", "\n".join(lines))

    def read_section(self, title, text):
        """One section, by its title."""
        if title == "Properties":
            self.read_properties(self.table, text)
        elif title == "Messages":
            self.read_messages(text, is_event=False)
        elif title == "Events":
            self.read_messages(text, is_event=True)
        elif title == "Writable columns/attributes":
            self.read_entries("columns", text, lambda body: {"writable": True})
        elif title == "Read-only columns/attributes":
            self.read_entries("columns", text, lambda body: {"writable": False})
        elif title == "Many-to-One relationships":
            self.read_entries("many_to_one", text, lambda body: {})
        elif title == "One-to-Many relationships":
            self.read_entries("one_to_many", text, lambda body: {})
        elif title == "Many-to-Many relationships":
            self.read_entries("many_to_many", text, self.other_entity)
        elif title.startswith("Customized "):
            self.take(text)
            self.notes.append(f'the section "{title}" is not compared')
        else:
            self.problem(f"section not understood: {title}")

    def read_messages(self, text, is_event):
        messages = self.table.setdefault("messages", [])
        operations = ["web api operation", "sdk for .net"]
        headers = [["name is event?", *operations], ["name", *operations]]
        for _, row in self.rows(text, *headers):
            found = cells(row)
            name = MESSAGE_NAME.fullmatch(found[0]) if len(found) == 3 else None
            if not name:
                self.problem(f"message not understood: {row}")
                continue
            event = name[2] == "True" if name[2] else is_event
            message = {"name": name[1], "is_event": event}
            for key, cell in zip(("web_api", "sdk"), found[1:]):
                if cell:
                    message[key] = cell
            messages.append(message)

    def read_entries(self, kind, text, start):
        """The columns or relationships of a section, each begun with what `start` says."""
        entries = self.table.setdefault(kind, [])
        index, below = split(ENTRY, text)
        listed = INDEX.findall(index)
        headed = []
        for line in INDEX.finditer(index):
            self.take(line[0])
        for heading, body in below:
            self.take(heading[0])
            headed.append(heading[1])
            entry = {"schema_name": heading[1], **start(body)}
            body, choices = split(CHOICES, body)
            self.read_properties(entry, body)
            for choice, rows in choices:
                self.take(choice[0])
                self.read_options(entry, rows)
            entries.append(entry)
        if listed:
            for name in (Counter(listed) - Counter(headed)).elements():
                self.problem(f"{kind}: {name} is in the list but has no heading")
            for name in (Counter(headed) - Counter(listed)).elements():
                self.problem(f"{kind}: {name} has a heading but is not in the list")

    @staticmethod
    def other_entity(body):
        other = OTHER_ENTITY.search(body)
        return {"other_entity": other[1]} if other else {}

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

    def read_options(self, column, text):
        for header, row in self.rows(text, ["value", "label"], ["value", "details"]):
            found = OPTION.fullmatch(row)
            if not found:
                if row.strip("| \t"):
                    self.problem(f"option not understood: {row}")
                continue
            option = {"value": Number(found[1])}
            details = [("Label", found[2])] if header[1] == "label" else self.parts(found[2])
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
    for name in ("messages", "columns", "many_to_one", "one_to_many", "many_to_many"):
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

    for note in page.notes:
        print(f"{path}: note: {note}")
    for difference in result.differences:
        print(f"{path}: {difference}")
    if result.differences:
        print(f"{path}: differences: {len(result.differences)}")
    else:
        found = ", ".join(f"{count} {name}" for name, count in counts(page.table).items())
        print(f"{path}: {found}; {result.compared} values compared, no difference")
    return not result.differences


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
    parser.add_argument("--model", required=True, help="the model as JSON, or - for standard input")
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
