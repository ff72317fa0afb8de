#!/usr/bin/env python3
"""Compare two JSON models of the same Dataverse tables, each read from pages of another layout.

    dataverse-schema model --unmerged CURRENT/*.md > current.json
    dataverse-schema model --unmerged OLDER/*.md > older.json
    compare_layouts.py current.json older.json

Tables are matched by logical name, columns and relationships by schema name, options by value,
messages by name. Each must be in both models, with the same facts; numbers are compared as exact
decimals. A fact that only one layout has is counted, but is not a difference. The pages of the
current layout were written from the older ones by rules. RULES lists what these rules alter, and
how far it is compared.

Lists every difference, and at the end how much was compared. The exit status is 0 when there
is no difference, 1 when there is any, and 2 when the arguments are wrong.
"""

import argparse
import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from model import labeled

# What the rules altered, by the name under which it is counted.
RULES = {
    "title": "The current title is the display name with the schema name in parentheses, the older"
    " one the schema name alone: the schema names are compared.",
    "include": "A description of the current layout may begin with an [!INCLUDE …] that is on"
    " a line of its own in the older one: it is left out on both sides.",
    "precision source": "The current layout adds in parentheses what the digit means, the older"
    " one has the bare digit: the digits are compared.",
    "operation": "An operation of the Web API has its verb in a code span and a path without the"
    " service, where the older layout has an address with API version and a link to documentation:"
    " verb and path are compared.",
    "reference": "A Web API reference to the documentation is spelled in another way: the names of"
    " what it refers to are compared.",
    "named after the message": "Where the older layout describes the Web API operation or the SDK"
    " class in words, or where its operation has a page of documentation, the current one has the"
    " reference that the name of the message leads to, and this is what is compared.",
    "sdk class": "The current layout has one SDK class of a message, always in the namespace"
    " Microsoft.Xrm.Sdk.Messages, the older one may have a second way after it: the names of the"
    " first classes are compared.",
    "order of relationships": "Many-to-one and many-to-many relationships are sorted by the other"
    " table in the current layout only: their order is not compared.",
    "intersect table": "The older page of an intersect table has the many-to-many relationships"
    " that the table serves, the current one leaves them out: these may be missing.",
    "other page": "The older layout describes a relationship on the page of one table and points"
    " there from that of the other, the current one describes it on both: it is compared with the"
    " description, where the older model has the table that it belongs to.",
    "both sides": "A many-to-many relationship of a table with itself has the rows of both sides"
    " in the older layout, those of the first side and the table in the current one: the first"
    " sides are compared.",
    "outer spaces": "Text is trimmed in the current layout: it is compared without outer spaces.",
}

# Lists of named things: what names them, and whether their order is compared.
LISTS = {
    "messages": ("name", True),
    "events": ("name", True),
    "columns": ("schema_name", True),
    "options": ("value", True),
    "many_to_one": ("schema_name", False),
    "one_to_many": ("schema_name", True),
    "many_to_many": ("schema_name", False),
    "customized_columns": ("schema_name", True),
    "customized_many_to_one": ("schema_name", False),
    "customized_one_to_many": ("schema_name", True),
}

# Unchanged passages of the page, which are facts about the page, not about the table.
NOT_COMPARED = {"front_matter", "notes", "see_also"}

INCLUDE = re.compile(r"\[!INCLUDE ?\[[^\]]*\]\([^)]*\)\]\s*")
OPERATION = re.compile(
    r"`?(?P<verb>[A-Z]+)`? (?:\[\*org URI\*\]/api/data/v[\d.]+)?/(?P<path>\S+?)(?:<br\s*/?>.*)?",
    re.DOTALL,
)
REFERENCE = re.compile(r'<xref(?::| href=")Microsoft\.Dynamics\.CRM\.(\w+)\?[^>]*>')
SDK_CLASS = re.compile(r"<xref:Microsoft\.(?:Xrm|Crm)\.Sdk\.Messages\.(\w+)>")


def show(value):
    """Returns a value as JSON; a long object or list is cut."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"{text[:120]}…" if isinstance(value, (dict, list)) and len(text) > 120 else text


class Comparison:
    """The differences between two models, and how much was compared."""

    def __init__(self, current, older):
        self.differences = []
        self.compared = Counter()
        self.values = 0
        self.one_sided = Counter()
        self.by_rule = Counter()

        self.older = older
        self.intersects = {}
        for table in [*current.values(), *older.values()]:
            for relationship in table.get("many_to_many", []):
                if intersect := relationship.get("intersect_entity_name"):
                    self.intersects.setdefault(relationship["schema_name"], set()).add(intersect)

        for name in older.keys() - current.keys():
            self.difference(name, "missing in the current layout")
        for name, table in current.items():
            if name in older:
                self.compared["tables"] += 1
                self.table = older[name]
                self.compare_objects(name, "", table, self.table)
            else:
                self.difference(name, "missing in the older layout")

    def difference(self, path, message):
        self.differences.append(f"{path}: {message}")

    def rule(self, name):
        assert name in RULES
        self.by_rule[name] += 1

    def compare_objects(self, path, kind, current, older):
        """Compares two objects. `kind` is the path of their keys, without names."""
        for key in [*current, *(key for key in older if key not in current)]:
            below = f"{kind}.{key}".lstrip(".")
            if key in LISTS:
                here, there = current.get(key, []), older.get(key, [])
                self.compare_lists(f"{path}.{key}", key, below, here, there)
            elif key in NOT_COMPARED:
                continue
            elif key not in older:
                self.one_sided[below, "current"] += 1
            elif key not in current:
                self.one_sided[below, "older"] += 1
            elif isinstance(current[key], dict) and isinstance(older[key], dict):
                self.compare_objects(f"{path}.{key}", below, current[key], older[key])
            else:
                here, there = self.facts(key, current, older)
                self.values += 1
                if type(here) is not type(there) or here != there:
                    message = f"current {show(current[key])}, older {show(older[key])}"
                    self.difference(f"{path}.{key}", message)

    def compare_lists(self, path, key, kind, current, older):
        identity, ordered = LISTS[key]
        current, older = labeled(current, identity), labeled(older, identity)
        for name, value in current.items():
            if name in older:
                self.compared[kind] += 1
                there = older[name]
                if key == "many_to_many":
                    there = self.first_side(value, there)
                if key in ("many_to_one", "many_to_many"):
                    there = self.described(key, value, there)
                self.compare_objects(f"{path}[{name}]", kind, value, there)
            else:
                self.difference(f"{path}[{name}]", f"not in the older layout: {show(value)}")
        for name, value in older.items():
            if name not in current:
                if key == "many_to_many" and self.is_intersect(value):
                    self.rule("intersect table")
                else:
                    self.difference(f"{path}[{name}]", f"not in the current layout: {show(value)}")
        here = [name for name in current if name in older]
        there = [name for name in older if name in current]
        if here != there:
            if ordered:
                self.difference(path, f"order differs, current {show(here)}, older {show(there)}")
            else:
                self.rule("order of relationships")

    def is_intersect(self, relationship):
        """Returns true if the pages show that this table serves a many-to-many relationship."""
        if names := self.intersects.get(relationship["schema_name"]):
            return self.table["logical_name"] in names
        unknown = relationship.get("other_entity") not in self.older
        return unknown and self.table.get("ownership_type") == "None"

    def first_side(self, current, older):
        """Returns a relationship of the older layout in the form of the current one."""
        both = {key: value for key, value in older.items() if key.startswith("entity1_")}
        if not both or any(key.startswith("entity1_") for key in current):
            return older
        self.rule("both sides")
        rest = {key: value for key, value in older.items() if key not in both}
        first = {key[len("entity1_") :]: value for key, value in both.items()}
        return {"other_entity": self.table["logical_name"], **rest, **first}

    def described(self, key, current, older):
        """Returns a relationship of the older layout with the facts on the page of the other table."""
        if key == "many_to_one":
            other, kind, back = "referenced_entity", "one_to_many", "referencing_entity"
        else:
            other, kind, back = "other_entity", "many_to_many", "other_entity"
        for found in self.older.get(older.get(other), {}).get(kind, []):
            if (found["schema_name"], found.get(back)) != (
                older["schema_name"],
                self.table["logical_name"],
            ):
                continue
            if key == "many_to_many":
                found = second_side(found)
            facts = {name: found[name] for name in current if name in found and name not in older}
            if facts:
                self.rule("other page")
                older = {**older, **facts}
        return older

    def facts(self, key, current, older):
        """Returns the parts of two values of a key that are compared."""
        here, there = current[key], older[key]
        if not isinstance(here, str) or not isinstance(there, str):
            return here, there
        if here.strip() != here or there.strip() != there:
            self.rule("outer spaces")
        here, there = here.strip(), there.strip()
        if here == there:
            return here, there
        if key == "title" and "schema_name" in current:
            schema_name = current["schema_name"]
            if here.endswith(f" ({schema_name})"):
                self.rule("title")
                here = schema_name
        elif key == "description":
            without = INCLUDE.sub("", here), INCLUDE.sub("", there)
            if without != (here, there):
                self.rule("include")
            here, there = without
        elif key == "precision_source":
            if digit := re.fullmatch(r"(\d) \([\w.]+(?: [\w.]+)*\)", here):
                self.rule("precision source")
                here = digit[1]
        elif key == "web_api":
            here, there = self.web_api(current["name"], here, there)
        elif key == "sdk":
            here, there = self.sdk(current["name"], here, there)
        return here, there

    def web_api(self, message, here, there):
        operations = OPERATION.fullmatch(here), OPERATION.fullmatch(there)
        references = REFERENCE.fullmatch(here), REFERENCE.fullmatch(there)
        if all(operations):
            self.rule("operation")
            return operations[0].groups(), operations[1].groups()
        if all(references):
            self.rule("reference")
            return references[0][1], references[1][1]
        if references[0]:
            self.rule("named after the message")
            return references[0][1], message
        return here, there

    def sdk(self, message, here, there):
        only, first = SDK_CLASS.fullmatch(here), SDK_CLASS.match(there)
        if only and first:
            self.rule("sdk class")
            return only[1], first[1]
        if only:
            self.rule("named after the message")
            return only[1], f"{message}Request"
        return here, there


def second_side(relationship):
    """Returns a many-to-many relationship, described from its first side, as the second sees it."""
    result = {}
    for key, value in relationship.items():
        if key in ("intersect_entity_name", "is_customizable"):
            result[key] = value
        elif key.startswith("entity2_"):
            result[key[len("entity2_") :]] = value
    return result


def read_model(name):
    """Returns the tables of a model by their logical names, with numbers as exact decimals."""
    tables = json.loads(
        Path(name).read_text(encoding="utf-8-sig"), parse_int=Decimal, parse_float=Decimal
    )
    result = {table["logical_name"]: table for table in tables}
    if len(result) < len(tables):
        raise ValueError("two tables have the same logical name")
    return result


def report(result):
    """Prints what differs and how much was compared."""
    for difference in result.differences:
        print(difference)
    found = ", ".join(f"{count} {kind}" for kind, count in result.compared.items())
    print(f"{found}; {result.values} values compared")
    for rule, text in RULES.items():
        if result.by_rule[rule]:
            print(f"by rule {result.by_rule[rule]} times, {rule}: {text}")
    for side in ("current", "older"):
        counts = {kind: n for (kind, where), n in result.one_sided.items() if where == side}
        keys = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
        print(f"in the {side} layout only, {sum(counts.values())} values: {keys}")
    print(f"differences: {len(result.differences)}")


def main():
    summary, _, details = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=details, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("current", metavar="CURRENT", help="the model of the current layout")
    parser.add_argument("older", metavar="OLDER", help="the model of the older layout")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")

    models = []
    for name in (arguments.current, arguments.older):
        try:
            models.append(read_model(name))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            sys.exit(f"{name}: not a model of tables: {error!r}")
    result = Comparison(*models)
    report(result)
    return 1 if result.differences else 0


if __name__ == "__main__":
    sys.exit(main())
