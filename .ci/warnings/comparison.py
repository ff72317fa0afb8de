"""Counts of warnings, and those that are accepted."""

import re
from collections import Counter

ROW = re.compile(r"(?P<name>[\w-]+) (?P<code>DV\d{4}) (?P<count>\d+): (?P<reason>\S.*)")


def read_accepted(text):
    """Returns the accepted counts, as {name: {code: count}}."""
    accepted = {}
    for line in text.splitlines():
        row = ROW.fullmatch(line)
        if not row:
            raise ValueError(f"expected `NAME CODE COUNT: REASON`, found `{line}`")
        counts = accepted.setdefault(row["name"], {})
        if row["code"] in counts:
            raise ValueError(f"duplicate code {row['code']} of {row['name']}")
        counts[row["code"]] = int(row["count"])
    return accepted


def compare(diagnostics, accepted):
    """Returns what is wrong, as lines: each error, and the warnings of each code whose count differs."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic["severity"] == "error"]
    warnings = [diagnostic for diagnostic in diagnostics if diagnostic["severity"] == "warning"]
    lines = [show(error) for error in errors]
    counts = Counter(warning["code"] for warning in warnings)
    for code in sorted(counts.keys() | accepted.keys()):
        if counts[code] != accepted.get(code, 0):
            lines.append(f"{code}: {counts[code]} warnings instead of {accepted.get(code, 0)}")
            lines += [f"    {show(warning)}" for warning in warnings if warning["code"] == code]
    return lines


def show(diagnostic):
    """Returns a diagnostic as one line."""
    location = f"{diagnostic['file']}:{diagnostic['line']}: " if "file" in diagnostic else ""
    return f"{location}{diagnostic['severity']}[{diagnostic['code']}]: {diagnostic['message']}"
