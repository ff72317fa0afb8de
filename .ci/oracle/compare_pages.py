#!/usr/bin/env python3
"""Compare the JSON model of Dataverse tables with the reference pages it was read from.

The Markdown is read here a second time, with regular expressions and nothing else, and the
result is compared with the model value by value, both ways: what the page has and the model
lacks, what the model has and the page lacks, and what differs, including the order of lists and
the spelling of numbers. A line of a page that this script cannot read counts as a difference too,
so that nothing passes because both readers overlooked it. So does a contradiction on a page, such
as two different tables at the other end of a relationship.

    dataverse-schema model --unmerged PAGE.md... | compare_pages.py --model - PAGE.md...

Full pages and extension pages of the current layout are read, and pages of the older layout that
came before it. Every difference is listed. The exit status is 0 when there is none, 1 when there
is any, and 2 when the arguments are wrong.

    compare_pages.py --read-only PAGE.md...

prints what this script reads, in the form of the model, and lists on standard error what it could
not read. Nothing is compared.
"""

import argparse
import itertools
import sys
from pathlib import Path

from comparison import Comparison
from model import brief, counts, read_model, show
from page import Page


def check(path, model, expected):
    """Compares a page with its table, reports the differences, and returns true if there is none."""
    page = Page(path.read_text(encoding="utf-8-sig"))
    result = Comparison()
    for error in page.errors:
        result.difference("page", error)
    if isinstance(model, dict):
        result.compare("", page.table, model)
    else:
        result.difference("table", f"the model has {brief(model)} instead of an object")
        model = {}
    for side, table in (("page", page.table), ("model", model)):
        for name, count in expected.items():
            if (actual := counts(table)[name]) != count:
                result.difference(name, f"expected {count}, {side} has {actual}")

    for difference in result.differences:
        print(f"{path}: {difference}")
    if result.differences:
        print(f"{path}: differences: {len(result.differences)}")
    else:
        found = [f"{count} {name}" for name, count in counts(page.table).items() if count]
        print(f"{path}: {', '.join(found)}; {result.compared} values compared, no difference")
    return not result.differences


def read_only(paths):
    """Prints the pages as a model, and lists what could not be read."""
    errors = 0
    tables = []
    for path in paths:
        page = Page(path.read_text(encoding="utf-8-sig"))
        tables.append(show(page.table))
        for error in page.errors:
            print(f"{path}: {error}", file=sys.stderr)
        errors += len(page.errors)
    print("[" + ",\n".join(tables) + "]")
    return 1 if errors else 0


def expectation(text):
    """`messages=13,columns=32` as a dictionary."""
    expected = {}
    for item in text.split(","):
        name, _, count = (part.strip() for part in item.partition("="))
        if name not in counts({}) or not count.isdigit():
            names = ", ".join(counts({}))
            raise argparse.ArgumentTypeError(f"{item!r} is not NAME=COUNT with one of {names}")
        expected[name] = int(count)
    return expected


def main():
    summary, _, details = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=details, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--model", help="the model as JSON, or - for standard input")
    source.add_argument(
        "--read-only", action="store_true", help="print what this script reads, without a comparison"
    )
    parser.add_argument(
        "--expect",
        action="append",
        default=[],
        type=expectation,
        metavar="NAME=COUNT,...",
        help="how many parts the page and the model have; the n-th option is for the n-th page",
    )
    parser.add_argument(
        "pages", nargs="+", type=Path, metavar="PAGE", help="the pages, in the order of the tables"
    )
    arguments = parser.parse_args()
    if len(arguments.expect) > len(arguments.pages):
        parser.error("more arguments --expect than pages")
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    if arguments.read_only:
        try:
            return read_only(arguments.pages)
        except (OSError, ValueError) as error:
            sys.exit(f"cannot be read: {error}")

    try:
        tables = read_model(arguments.model)
    except (OSError, ValueError) as error:
        sys.exit(f"{arguments.model}: {error}")

    failed = 0
    for path, table, expected in itertools.zip_longest(arguments.pages, tables, arguments.expect):
        if path is None:
            print(f"{arguments.model}: no page given for {brief(table)}")
            failed += 1
            continue
        try:
            same = check(path, table, expected or {})
        except (OSError, ValueError) as error:
            print(f"{path}: cannot be compared: {error}")
            same = False
        failed += not same
    print(f"{max(len(arguments.pages), len(tables)) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
