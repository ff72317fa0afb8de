"""Reads the cells of tables."""

import re

from model import Number


# Properties whose values are not strings. All others are compared as strings.
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

CELL = re.compile(r"((?:`[^`]*`|\\.|[^|`\\])*)\|")
ROW = re.compile(rf"(?:{CELL.pattern})*")
BREAK = re.compile(r"<br\s*/?>")
PART = re.compile(r"\s*(\w+):\s*(.*?)\s*", re.DOTALL)
BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)
CODE = re.compile(r"`([^`]*)`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


def snake_case(name):
    """`MaxSizeInKB` -> `max_size_in_kb`, `True Label` -> `true_label`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|\s+", "_", name.strip())
    return words.lower()


def unwrap(raw):
    """Returns the text of a cell without its bold or code markup, or None if there is no value."""
    text = raw.strip()
    if bold := BOLD.fullmatch(text):
        text = ESCAPE.sub(r"\1", bold[1])
    elif code := CODE.fullmatch(text):
        text = code[1]
    elif text == "null":
        text = ""
    return text or None


def scalar(key, raw):
    """Returns the value of a cell, with the type of its property."""
    text = unwrap(raw)
    if key in BOOLEANS and text in ("True", "False"):
        return text == "True"
    if key in NUMBERS and text and JSON_NUMBER.fullmatch(text):
        return Number(text)
    return text


def parts(raw):
    """Returns the `Key: value` parts of a cell. A piece without a key continues the part before it."""
    found = []
    for piece in BREAK.split(raw):
        if part := PART.fullmatch(piece):
            found.append([part[1], part[2]])
        elif found:
            found[-1][1] += piece
        elif piece.strip():
            raise ValueError(f"missing key in {piece!r}")
    return found


def cells(row):
    """Returns the cells of a row. Code spans may contain the bar."""
    row = row.strip()[1:]
    if ROW.fullmatch(row):
        return [cell.strip() for cell in CELL.findall(row)]
    return [cell.strip() for cell in row.split("|")[:-1]]
