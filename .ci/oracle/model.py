"""The model as JSON, and the names of its parts."""

import json
import sys
from collections import Counter
from pathlib import Path


# What identifies the objects of a list. A list named here may be empty or absent alike.
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

# Keys of the model that have no counterpart here, like those starting with an underscore. They hold
# passages of the page as they are.
NOT_COMPARED = {"extra", "front_matter", "notes", "see_also"}


class Number(str):
    """A JSON number with its original spelling."""


def show(value):
    """Returns a value as JSON."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(key)}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(show, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def brief(value):
    """Returns a value as JSON; a long object or list is cut."""
    text = show(value)
    if isinstance(value, (dict, list)) and len(text) > 120:
        return f"{text[:120]}…"
    return text


def labeled(items, identity):
    """Returns the items of a list by their identity, repeated ones numbered."""
    seen = Counter()
    result = {}
    for item in items:
        label = str(item.get(identity)) if isinstance(item, dict) else show(item)
        seen[label] += 1
        result[label if seen[label] == 1 else f"{label} #{seen[label]}"] = item
    return result


def counts(table):
    """Returns the number of parts of each kind in a table."""
    result = {}
    for name in (name for name in IDENTITY if name not in ("extends", "options")):
        items = table.get(name)
        items = items if isinstance(items, list) else []
        result[name] = len(items)
        if name == "columns":
            columns = [column for column in items if isinstance(column, dict)]
            result["writable"] = sum(column.get("writable") is True for column in columns)
    return result


def unique_keys(pairs):
    """Returns an object of the model, in which no key may be a duplicate."""
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError(f"duplicate key in {brief(result)}")
    return result


def read_model(name):
    """Returns the tables of the model, with numbers as they are spelled."""
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
