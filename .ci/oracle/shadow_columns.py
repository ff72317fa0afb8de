#!/usr/bin/env python3
"""Checks the list of shadow columns against the text of the pages: read-only texts named like a lookup plus `name` or
`yominame`. Usage: shadow_columns.py CORPUS LIST"""

import pathlib
import re
import sys

corpus, listed = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
lines = []
for folder in ("scale", "current"):
    tables = []
    for page in sorted((corpus / folder).glob("*.md")):
        text = page.read_text()
        if "\n## Properties" not in text:
            continue
        table = re.search(r"\| \*\*LogicalName\*\* \| `(\w+)`", text) or re.search(r"^\|LogicalName\|(\w+)\|", text, re.M)
        columns = []
        for section in re.split(r"^## ", text, flags=re.M)[1:]:
            for part in re.split(r"^### ", section, flags=re.M)[1:]:
                facts = dict(re.findall(r"^\|(LogicalName|Type)\|`?(\w+)`?\|", part, re.M))
                if len(facts) == 2:
                    columns.append((facts["LogicalName"], facts["Type"], section.startswith("Read-only")))
        lookups = {name for name, kind, _ in columns if kind in ("Lookup", "Customer", "Owner")}
        names = [f"{lookup}{suffix}" for lookup in lookups for suffix in ("name", "yominame")]
        shadows = [name for name, kind, read_only in columns if read_only and kind == "String" and name in names]
        tables.append((table[1], shadows))
    lines.append(f"# {folder}: {len(tables)} tables, {sum(len(s) for _, s in tables)} columns")
    lines += [f"{name}: {' '.join(shadows)}".rstrip() for name, shadows in tables]

expected = listed.read_text().splitlines()
different = [f"{a!r} is listed, the pages say {b!r}" for a, b in zip(expected, lines) if a != b]
if different or len(expected) != len(lines):
    sys.exit("\n".join(different) or "the lengths of the lists differ")
print("; ".join(line for line in lines if line.startswith("#")), "as listed")
