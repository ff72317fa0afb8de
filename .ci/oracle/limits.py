#!/usr/bin/env python3
"""Print values at, just inside, and just outside every limit that pages give their columns.

    limits.py FOLDER

Each line is a case of four fields, separated by tabs: the logical names of the table and of the
column, a value, and the expected result of validation.

A value is JSON, or one of these:

    text N          a string of N characters within 16 bits
    astral N        a string of N characters beyond 16 bits, of two UTF-16 code units each
    image N         an image of N bytes
    target TABLE    a lookup to a row of this table
    null LEVEL      null, if values are required from this level on
    limit           the limit itself, for a string that is too long to test
    create          a new row without values; the column is `*`
    strict          the same, if missing values are denied

The result is `ok`, or the violated rule with its limit. For a new row, it is all columns that violate it.
`Rounded N` is a value that the service rounds to N decimal places, which is an error only if rounding is denied.
`unreadable` is a value that the column's type can't hold.
"""

import math
import sys
from decimal import Decimal
from pathlib import Path

from page import Page

LEVELS = ["None", "Recommended", "ApplicationRequired", "SystemRequired"]

# Longer strings aren't tested.
LONGEST = 2_000_000

INTEGERS = {"Integer": (-(2**31), 2**31 - 1), "BigInt": (-(2**63), 2**63 - 1)}

# The service is known to fill these.
FILLED = {"State", "Status", "Owner", "Boolean", "ManagedProperty", "EntityName"}

# The decimal places of Money where the organization or the currency defines them.
MOST_PLACES = 4

WITHOUT_LIMITS = {
    "Boolean",
    "EntityName",
    "ManagedProperty",
    "PartyList",
    "Uniqueidentifier",
}
IN_NO_ROW = {"PartyList"}


def plain(number):
    """Returns a number without an exponent and trailing zeros."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal_places(number):
    """Returns the number of decimal places."""
    return max(0, -number.normalize().as_tuple().exponent)


def texts(limit):
    if limit > LONGEST:
        yield "limit", f"MaxLength {limit}"
        return
    broken = f"MaxLength {limit}"
    yield f"text {limit}", "ok"
    yield f"text {limit + 1}", broken
    if limit <= 10_000:
        yield f"text {limit - 1}", "ok"
        yield f"astral {limit // 2}", "ok"
        yield f"astral {limit // 2 + 1}", broken


def integers(column):
    minimum, maximum = INTEGERS[column["type"]]
    low = int(column.get("min_value", minimum))
    high = int(column.get("max_value", maximum))
    for value in {low - 1, low, low + 1, high - 1, high, high + 1}:
        if not minimum <= value <= maximum:
            yield value, "unreadable"
        else:
            yield value, ranged(Decimal(value), Decimal(low), Decimal(high), None)


def ranged(value, low, high, precision):
    if low is not None and value < low:
        return f"MinValue {plain(low)}"
    if high is not None and value > high:
        return f"MaxValue {plain(high)}"
    if precision is not None and decimal_places(value) > precision:
        return f"Rounded {precision}"
    return "ok"


def numbers(column):
    low, high, precision = (
        Decimal(column[key]) if key in column else None
        for key in ("min_value", "max_value", "precision")
    )
    if column["type"] == "Money" and not column.get("precision_source", "0").startswith("0"):
        precision = MOST_PLACES
    precision = None if precision is None else int(precision)
    step = Decimal(1).scaleb(-(4 if precision is None else precision))
    for limit in (low, high):
        if limit is None:
            continue
        values = [limit + step * Decimal(n) for n in ("-1", "-0.1", "0", "0.1", "1")]
        if column["type"] == "Double":
            near = (math.nextafter(float(limit), end) for end in (-math.inf, math.inf))
            values = [Decimal(repr(float(value))) for value in (*near, *values)]
        for value in values:
            yield format(value, "f"), ranged(value, low, high, precision)


def options(column):
    listed = [int(option["value"]) for option in column.get("options", [])]
    quote = '"{}"' if column["type"] == "MultiSelectPicklist" else "{}"
    for value in listed:
        yield quote.format(value), "ok"
    other = max(listed, default=0) + 1
    yield quote.format(other), f"UnknownOption {other}" if listed else "ok"


def related(column, table):
    """Returns the tables to which relationships of a lookup lead, and the navigation properties."""
    return {
        relationship["referenced_entity"]: relationship.get(
            "referencing_entity_navigation_property_name"
        )
        for relationship in table.get("many_to_one", [])
        if relationship["referencing_attribute"] == column["logical_name"]
    }


def targets(column, table):
    listed = set(column.get("targets", []))
    if column["type"] != "Owner":
        listed.update(related(column, table))
    for target in listed:
        yield f"target {target}", "ok"
    yield "target contoso_none", f"Target {','.join(sorted(listed))}" if listed else "ok"


def cases(column, table):
    """Returns the values of a column, and the expected result for each."""
    kind = column["type"]
    if kind in IN_NO_ROW:
        return
    if kind in ("String", "Memo"):
        yield from texts(int(column["max_length"]))
    elif kind in INTEGERS:
        yield from integers(column)
    elif kind in ("Decimal", "Double", "Money"):
        yield from numbers(column)
    elif kind in ("Picklist", "MultiSelectPicklist", "State", "Status"):
        yield from options(column)
    elif kind in ("Lookup", "Customer", "Owner"):
        yield from targets(column, table)
    elif kind == "DateTime":
        time = "" if column.get("date_time_behavior") == "DateOnly" else "T00:00:00Z"
        yield f'"1753-01-01{time}"', "ok"
        yield f'"1752-12-31{time}"', "TooEarly"
    elif kind == "Image":
        limit = int(column["max_size_in_kb"]) * 1024
        yield f"image {limit}", "ok"
        yield f"image {limit + 1}", f"MaxSize {limit}"
    elif kind not in WITHOUT_LIMITS:
        raise ValueError(f"unknown type {kind}")
    own = column["required_level"]
    for level in LEVELS[1:]:
        broken = LEVELS.index(own) >= LEVELS.index(level)
        yield f"null {level}", f"Required {own}" if broken else "ok"


def is_settable(column, table):
    """Returns true if a column can be set; a lookup can through a navigation property."""
    if column["type"] in ("Lookup", "Customer") and not any(related(column, table).values()):
        return False
    return column["writable"] and column.get("is_primary_image") is not False


def is_filled(column, table):
    """Returns true if the service is known to fill a column of a new row."""
    if column["type"] == "Picklist":
        return column.get("default_form_value", "-1") != "-1"
    return column["type"] in FILLED or column["logical_name"] == table["primary_id_attribute"]


def main():
    pages = sorted(Path(sys.argv[1]).glob("*.md"))
    for page in pages:
        table = Page(page.read_text(encoding="utf-8")).table
        name = table["logical_name"]
        for column in table["columns"]:
            for value, result in cases(column, table):
                print(name, column["logical_name"], value, result, sep="\t")
        demanded = sorted(
            column["logical_name"]
            for column in table["columns"]
            if is_settable(column, table)
            and column["required_level"] == "SystemRequired"
            and not is_filled(column, table)
        )
        print(name, "*", "create", "ok", sep="\t")
        print(name, "*", "strict", ",".join(demanded) or "ok", sep="\t")


if __name__ == "__main__":
    main()
