"""Checks the chapters of the book, or expands them for mdBook.

    python3 .ci/book --check    the exit status is 1 if a chapter, an include, or a link leads nowhere
    python3 .ci/book            a preprocessor: reads the book from stdin, and writes it to stdout
"""

import json
import sys
from pathlib import Path

from chapters import Chapters


def expand(items, chapters):
    for item in items:
        if isinstance(item, dict) and (chapter := item.get("Chapter")):
            if chapter["path"]:
                chapter["content"] = chapters.text(chapter["path"])
            expand(chapter["sub_items"], chapters)


def main(arguments):
    root = Path(__file__).resolve().parents[2]
    if arguments == ["supports", "html"]:
        return 0
    chapters = Chapters(root)
    if arguments == ["--check"]:
        wrong = chapters.faults()
        print(*wrong, f"{len(chapters.names)} chapters", sep="\n")
        return 1 if wrong else 0
    if arguments:
        return __doc__
    _, book = json.load(sys.stdin)
    expand(book["sections"], chapters)
    json.dump(book, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
