"""Reads a page into a table of the model."""

import itertools
import re
from collections import Counter

from cell import BREAK, cells, parts, scalar, snake_case, unwrap
from layout import (
    ADDED_BY,
    CHANGED,
    CHANGES_FROM,
    CHANGES_INTRO,
    CHOICES,
    DEFAULT_VALUE,
    ENTRY,
    EXTENDS,
    FRONT_MATTER,
    INCLUDE,
    INDEX,
    INTERSECT,
    LINK,
    LOWER_ENTRY,
    MESSAGE_NAME,
    NO_LABEL,
    OPEN_ROW,
    OPPOSITE,
    OPTION,
    POINTERS,
    PROPERTY,
    PROSE,
    REFERENCE,
    SECTION,
    SEE_ALSO,
    SIDE,
    TABLE,
    TITLE,
    TO_STATUS,
    split,
)
from model import IDENTITY, Number, show


class Page:
    """A reference page as a table of the model.

    `table` is the result, and `errors` lists what could not be read or contradicts itself.
    """

    def __init__(self, text):
        self.table = {}
        self.errors = []

        text = OPEN_ROW.sub(r"\1 ", FRONT_MATTER.sub("", text))
        text, *see_also = SEE_ALSO.split(text, maxsplit=1)
        if see_also and SECTION.search(see_also[0]):
            self.error("unexpected section after See also")
        self.unread = Counter(filter(None, map(str.strip, text.split("\n"))))

        head, sections = self.split(SECTION, text)
        self.read_head(head)
        for heading, body in sections:
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
                self.error(f"unknown line: {line}")
            elif times < 0:
                self.error(f"duplicate reading of line: {line}")

    def error(self, message):
        self.errors.append(message)

    def take(self, text):
        """Marks the lines of a text as read."""
        self.unread.subtract(filter(None, map(str.strip, text.split("\n"))))

    def split(self, heading, text):
        """Returns the text before the first heading, and a list of (match, text below it). Marks headings as read."""
        before, below = split(heading, text)
        for title, _ in below:
            self.take(title[0])
        return before, below

    def cut(self, pattern, text):
        """Returns the matches of a pattern, and the text without them. Marks the matches as read."""
        matches = list(pattern.finditer(text))
        for match in matches:
            self.take(match[0])
        return matches, pattern.sub("", text)

    def put(self, target, key, value):
        """Sets a property, unless it has no value."""
        name = snake_case(key)
        if value in (None, [], {}):
            return
        if name in target and target[name] != value:
            self.error(f"{key} is both {show(target[name])} and {show(value)}")
        target.setdefault(name, value)

    def rows(self, text, *headers):
        """Returns the rows below the given headers, as (header, row)."""
        for table in TABLE.finditer(text):
            lines = table[0].split("\n")
            header = [" ".join(BREAK.sub(" ", cell).split()).lower() for cell in cells(lines[0])]
            if header in headers:
                self.take(table[0])
                for row in lines[2:]:
                    yield header, row

    def read_head(self, text):
        """Reads the title and the description, which is the first paragraph that is not a quotation."""
        before, titles = split(TITLE, text)
        if not titles:
            self.error("missing title")
            return
        title, text = titles[0]
        self.take(title[0])
        if reference := REFERENCE.fullmatch(title[1]):
            self.put(self.table, "Title", reference[1])
            self.put(self.table, "Product", reference[2])
        else:
            self.error(f"invalid title: {title[1]}")
        _, text = self.cut(INCLUDE, text)
        text = self.read_added_by(self.table, text)
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
        """Returns the solution that added something, and the text without that line."""
        lines, text = self.cut(ADDED_BY, text)
        for added in lines:
            self.put(target, "AddedBy", added[1])
        return text

    def read_section(self, title, text):
        """Reads a section, by its title."""
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
            for heading, body in self.split(CHANGED, text)[1]:
                kind = f"customized_{heading[1].lower().replace('-', '_')}"
                self.read_changes(kind, body, LOWER_ENTRY)
        else:
            self.error(f"unknown section: {title}")

    def read_messages(self, section, text):
        """Reads messages or events. In the section of events, each row is an event."""
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
                self.error(f"invalid message row: {row}")
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
        """Reads the columns or relationships of other pages that this page changes."""
        _, text = self.cut(CHANGES_INTRO, text)
        self.read_entries(kind, text, heading=heading)

    def read_entries(self, kind, text, start=None, heading=ENTRY):
        """Reads the columns or relationships of a section. Each begins with the members of `start`."""
        entries = self.table.setdefault(kind, [])
        index, below = self.split(heading, text)
        listed = [line[1] for line in self.cut(INDEX, index)[0]]
        headed = [title[1] for title, _ in below]
        for title, body in below:
            entry = {"schema_name": title[1], **(start or {})}
            self.read_entry(kind, entry, body)
            entries.append(entry)
        if listed:
            for name in (Counter(listed) - Counter(headed)).elements():
                self.error(f"{kind}: {name} is in the list, but has no heading")
            for name in (Counter(headed) - Counter(listed)).elements():
                self.error(f"{kind}: {name} has a heading, but is not in the list")
        elif len(headed) > 1:
            self.error(f"{kind}: missing list of the {len(headed)} entries")

    def read_entry(self, kind, entry, text):
        """Reads what is below the heading of a column or of a relationship."""
        text = self.read_added_by(entry, text)
        if kind.startswith("customized_"):
            for line in self.cut(CHANGES_FROM, text)[0]:
                self.put(entry, "ChangesFrom", {"text": line[1], "link": line[2]})
        if kind in OPPOSITE:
            self.read_pointer(kind, entry, text)
        if kind == "many_to_many":
            text = self.read_sides(entry, text)
        text, choices = self.split(CHOICES, text)
        self.read_properties(entry, text)
        for choice, rows in choices:
            if choice[1] != entry["schema_name"]:
                self.error(f"{entry['schema_name']} has the options of {choice[1]}")
            if entry.get("type") == "Boolean":
                self.read_labels(entry, rows)
            else:
                self.read_options(entry, rows)

    def read_pointer(self, kind, entry, text):
        """Reads the sentence that refers to the other end of a relationship."""
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
                self.error(f"{kind}: {name} has a contradictory reference: {pointer[0]}")
            self.put(entry, key, table)

    def read_sides(self, entry, text):
        """Reads a many-to-many relationship in two tables, one for each side, and returns the text before them."""
        text, below = self.split(SIDE, text)
        if line := INTERSECT.search(text):
            self.take(line[0])
            self.put(entry, "IntersectEntityName", line[1])
        sides = {}
        for heading, rows in below:
            side = sides.setdefault(heading[1], {})
            self.read_properties(side, rows)
        if not sides:
            return text
        first, second = sides.get("1", {}), sides.get("2", {})
        own, other = first.pop("logical_name", None), second.pop("logical_name", None)
        if own is None or own != self.table.get("logical_name"):
            self.error(f"many_to_many: {entry['schema_name']} has {own} as its first table")
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
                self.error(f"invalid property row: {row}")
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
        """Reads the options of a Boolean column, which are its two labels in the model."""
        read = {}
        self.read_options(read, text)
        for option in read.get("options", []):
            key = {"1": "TrueLabel", "0": "FalseLabel"}.get(option["value"])
            if key is None or option.keys() - {"value", "label"}:
                self.error(f"{column['schema_name']} is a Boolean with {show(option)}")
            else:
                self.put(column, key, option.get("label"))
        for line in self.cut(DEFAULT_VALUE, text)[0]:
            value = {"": None, "True": True, "1": True, "False": False, "0": False}
            if line[1] in value:
                self.put(column, "DefaultValue", value[line[1]])
            else:
                self.error(f"invalid default: {line[0]}")

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
                self.error(f"invalid option row: {row}")
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
        """Returns the statuses that may follow, from the transition data of an option."""
        found = [Number(status) for status in TO_STATUS.findall(raw)]
        if not found and unwrap(raw) not in (None, "None"):
            self.error(f"invalid transitions: {raw}")
        return found

    def parts(self, raw):
        try:
            return parts(raw)
        except ValueError as error:
            self.error(f"invalid cell: {error}")
            return []
