"""Tables whose last column is `Proof`.

The code spans of that column are the path of a program or a chapter, or that of a test file and the names of its tests, which follow it. A
path has a dot. One that begins with the short name of a crate, such as `webapi/`, is in the tests of that crate. `guide/` is src/guide, and
`ui/` has the programs that must not compile. A row without a proof has the word "no", or "not yet", in the column before.

In the column `By type`, a word before `(` is a function or a macro of the library.
"""

import functools
import re

CRATES = ("cli", "client", "codegen", "macros", "pages", "runtime", "solution", "webapi")
FOLDERS = {"guide": "src/guide", "ui": "dataverse-schema-macros/tests/ui"}
SPAN = re.compile(r"`([^`]+)`")
CALL = re.compile(r"(\w+)!?\(")
# The functions of queries are rows of macros: `today = "Today" ();`, `under = "Under" [value];`, `eq_related = "eq": Comparable;`,
# and `year: TimePart = "year";`.
DEFINED = re.compile(r"\b(?:fn|macro_rules!)\s+(\w+)|^\s*(\w+)(?:: \w+)? = \"[\w-]+\"(?: \(| \[|: |;$)", re.MULTILINE)
TEST = r"#\[(?:\w+::)*test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*|//[^\n]*\n\s*)*(?:async\s+)?fn\s+%s\b"
WITHOUT = re.compile(r"^(no|not yet)\b")


def cells(line):
    """Returns the cells of a row, whose code spans may contain escaped bars."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def rows(text):
    """Yields the number of the line, the head, and the cells of each row of a table that ends with `Proof`."""
    head = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("|"):
            head = None
        elif head is None:
            head = cells(line)
        elif head[-1] == "Proof" and not re.fullmatch(r"[|\s:-]+", line):
            yield number, head, cells(line)


def located(path, root):
    first, _, rest = path.partition("/")
    if first in CRATES:
        return root / f"dataverse-schema-{first}" / "tests" / "it" / rest
    return root / FOLDERS[first] / rest if first in FOLDERS else root / path


@functools.cache
def defined(root):
    """Returns the names of all functions and macros of the library."""
    folders = [root / "src", *(root / f"dataverse-schema-{crate}" / "src" for crate in CRATES)]
    sources = (file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.rs"))
    return {name for source in sources for match in DEFINED.findall(source) for name in match}


def files(spans):
    """Returns the paths, each with the names that follow it."""
    found = []
    for span in spans:
        if "." in span:
            found.append((span, []))
        elif found:
            found[-1][1].append(span)
        else:
            found.append((span, []))
    return found


def dead(path, names, root):
    """Yields the dead names of a proof, each with what is wrong."""
    file = located(path, root)
    if not file.is_file():
        yield path, "no such file"
        return
    is_test = path.split("/")[0] in CRATES or "/tests/" in path
    if is_test and not names:
        yield path, "names no test"
    text = file.read_text(encoding="utf-8")
    for name in names:
        if not re.search(TEST % re.escape(name), text):
            yield name, f"no such test in `{path}`"


def faults(text, root):
    """Returns the number of rows, and what is wrong as lines with messages."""
    found, number = [], 0
    for line, head, row in rows(text):
        number += 1
        if len(row) != len(head):
            found.append((line, f"{len(row)} cells instead of {len(head)}"))
            continue
        proofs = files(SPAN.findall(row[-1]))
        if not proofs and not WITHOUT.match(row[-2]):
            found.append((line, "no proof"))
        for path, names in proofs:
            found += ((line, f"`{name}`: {fault}") for name, fault in dead(path, names, root))
        if "By type" in head:
            for span in SPAN.findall(row[head.index("By type")]):
                for name in CALL.findall(span):
                    if name not in defined(root):
                        found.append((line, f"`{span}`: no function `{name}`"))
    if not number:
        found.append((1, "no table with a column `Proof`"))
    return number, found
