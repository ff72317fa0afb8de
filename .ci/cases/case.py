"""Reads `expected.txt`, and compares what was found with it."""

import json
import re


class Case:
    """A command with its files, and what is expected."""

    def __init__(self, command, files):
        self.command, self.files = command, files
        self.diagnostics, self.facts, self.same_as, self.has_texts = [], [], None, False

    def __str__(self):
        return " ".join([self.command, *self.files])

    def add(self, line):
        if line.startswith(("error ", "warning ")):
            self.diagnostics.append(line)
        elif line.startswith("same as "):
            self.same_as = line.split()[2:]
        elif line == "texts":
            self.has_texts = True
        else:
            path, value = line.split(" = ", 1)
            self.facts.append((path, json.loads(value)))


def read_cases(text):
    cases = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            cases[-1].add(line.strip())
        else:
            command, *files = line.split()
            if command not in ("check", "page") or not files:
                raise ValueError(f"not a command with files: {line}")
            cases.append(Case(command, files))
    return cases


def fact(value, path):
    """What is at a path such as `columns/c_kind/options/1/label`."""
    for step in path.split("/"):
        if isinstance(value, list):
            names = ("schema_name", "name", "value")
            found = (item for item in value if step in (str(item.get(name)) for name in names))
            value = next(found, None)
        else:
            value = (value or {}).get(step)
    return value


def fits(expected, found):
    """Whether a diagnostic is the expected one, in which … stands for any text."""
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, found) is not None


def compare_diagnostics(expected, found):
    """The diagnostics that are missing, and those that aren't expected, in any order."""
    missing, rest = [], list(found)
    for line in expected:
        match = next((other for other in rest if fits(line, other)), None)
        if match is None:
            missing.append(f"missing: {line}")
        else:
            rest.remove(match)
    return missing + [f"unexpected: {line}" for line in rest]


def compare_facts(expected, table):
    found = ((path, value, fact(table, path)) for path, value in expected)
    return [f"{path}: {other!r} instead of {value!r}" for path, value, other in found if value != other]


def text(label):
    """The text of a label in English, or that of the user, as pages have it."""
    labels = (label or {}).get("LocalizedLabels") or []
    english = (item for item in labels if item["LanguageCode"] == 1033)
    chosen = next(english, None) or (label or {}).get("UserLocalizedLabel") or {}
    return (chosen.get("Label") or "").replace("\r\n", "\n")


def compare_texts(definition, table):
    """The labels and descriptions of a definition that the model doesn't have."""
    columns = {column["logical_name"]: column for column in table["columns"]}
    items = [("table", definition, table)]
    items += [(a["LogicalName"], a, columns.get(a["LogicalName"], {})) for a in definition["Attributes"]]
    wrong = []
    for name, item, found in items:
        for member, key in (("DisplayName", "display_name"), ("Description", "description")):
            expected, other = text(item.get(member)).strip(), found.get(key, "").strip()
            if expected != other:
                wrong.append(f"{member} of {name}: {other!r} instead of {expected!r}")
    return wrong
