#!/usr/bin/env python3
"""Checks that documents lead somewhere: relative links and anchors in Markdown, and the paths of this project that documents and
comments mention in code spans, such as `docs/names.md`. The exit status is the number of broken links, 100 at most.
"""

import re
import subprocess
import sys
from pathlib import Path

# Pages of tables are data, and so is what tests print; their links lead to the documentation of the service.
DATA = re.compile(r"(^|/)(pages|schemas|seeds|snapshots|corpus|layouts|overlay)/")

CODE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
ANCHOR = re.compile(r"<a\s+(?:name|id)=\"([^\"]+)\"")
PATH = re.compile(r"\.?\w[\w.-]*(?:/[\w.*-]+)+/?")


def files():
    """Returns all files that are, or could be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], stdout=subprocess.PIPE, check=True
    )
    names = listed.stdout.decode().split("\0")
    return sorted({Path(name) for name in names if name and Path(name).is_file()})


def is_ignored(path):
    """Returns true for what is made by tools and never committed."""
    return subprocess.run(["git", "check-ignore", "--quiet", path.rstrip("/") + "/"]).returncode == 0


def blank(match):
    """Returns a text of blanks with as many lines and characters."""
    return re.sub(r"[^\n]", " ", match[0])


def anchors(text):
    """Returns the anchors of a document's headings, as hosts of repositories and docs.rs make them, and its own."""
    found = set(ANCHOR.findall(text))
    for heading in HEADING.findall(CODE.sub(blank, text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = 0
        while (unique := f"{name}-{number}" if number else name) in found:
            number += 1
        found.add(unique)
    return found


def line(text, start):
    return text.count("\n", 0, start) + 1


def broken_links(document, text):
    for match in LINK.finditer(SPAN.sub(blank, CODE.sub(blank, text))):
        link = match[1] or match[2] or ""
        # Links with a scheme aren't followed; those to Rust items are checked by rustdoc.
        if re.match(r"[a-z]+:", link) or "::" in link or "@" in link:
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        if not target.exists():
            yield match.start(), f"link to `{link}`: no such file"
        elif anchor and target.suffix == ".md" and anchor not in anchors(target.read_text(encoding="utf-8")):
            yield match.start(), f"link to `{link}`: no such anchor"


def broken_paths(document, text, tops):
    """Paths in code spans that begin with a folder of this project, seen from its root, the document's folder, or a crate."""
    for match in SPAN.finditer(CODE.sub(blank, text)):
        for word in match[1].split():
            path = word.strip("\"',:;()")
            if not PATH.fullmatch(path) or path.split("/")[0] not in tops:
                continue
            roots = (Path("."), document.parent, *Path(".").glob("dataverse-schema-*"))
            if not any(any(root.glob(path.rstrip("/"))) for root in roots) and not is_ignored(path):
                yield match.start(), f"`{path}`: no such file"


def comments(text):
    """Returns a Rust or script file with everything but its comments left blank."""
    kept = re.compile(r"^\s*(?://[/!]?|#)(?!\[)\s?(.*)$")
    return "\n".join(found[1] if (found := kept.match(each)) else "" for each in text.split("\n"))


def main():
    tracked = files()
    # What begins with `schemas/` is often the folder of a user's project.
    tops = {path.parts[0] for path in tracked if len(path.parts) > 1} - {"schemas"}
    broken = checked = 0
    for path in tracked:
        if DATA.search(path.as_posix()):
            continue
        if path.suffix == ".md":
            text = path.read_text(encoding="utf-8")
            found = list(broken_links(path, text))
            # The change log names files as they were.
            if path.name != "CHANGELOG.md":
                found += broken_paths(path, text, tops)
        elif path.suffix in (".rs", ".toml", ".sh", ".py", ".yml") or path.name in ("run", "justfile"):
            text = comments(path.read_text(encoding="utf-8"))
            found = list(broken_paths(path, text, tops))
        else:
            continue
        checked += 1
        for start, message in found:
            broken += 1
            print(f"{path}:{line(text, start)}: {message}")
    print(f"{checked} files, {broken} broken links")
    sys.exit(min(broken, 100))


main()
