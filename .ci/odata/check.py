"""Compares URLs of queries with what they mean, by two independent parsers: `odata-v4-parser` (npm) takes the URL apart,
`odata-query` (PyPI) reads the filters.

    check.py FILE [--urls FOUND]    FOUND: what `urls.js` wrote of the same lines; without it only filters are read
"""

import argparse
import json
import re
import sys
from collections import Counter
from urllib.parse import unquote

try:
    from odata_query import ast
    from odata_query.grammar import ODataLexer, ODataParser
except ImportError:
    ast = None

OPERATORS = {"Eq": "eq", "NotEq": "ne", "Gt": "gt", "GtE": "ge", "Lt": "lt", "LtE": "le"}
LITERALS = {
    "String": "string",
    "Integer": "number",
    "Float": "number",
    "GUID": "guid",
    "DateTime": "datetime",
    "Date": "date",
}
# odata-query supports neither aliases nor arrays, nor more than two named parameters. These rules make strings of them.
LIST = re.compile(r"PropertyValues=([^,)]*)")
PAIR = re.compile(r"PropertyValue1=(\d+),PropertyValue2=(\d+)")
# It doesn't support names that begin with the name of a lambda operator, either: they get a prefix.
LAMBDA_NAME = re.compile(r"\b(?=(?:any|all)\w)")
PREFIX = "name__"


def path(node):
    if isinstance(node, ast.Attribute):
        return f"{path(node.owner)}/{node.attr}"
    return node.name


def value(node):
    kind = type(node).__name__
    if kind in ("Identifier", "Attribute"):
        return {"path": path(node)}
    if kind == "Null":
        return {"null": True}
    if kind == "Boolean":
        return {"boolean": node.val == "true"}
    return {LITERALS[kind]: node.val}


def tree(node, lists):
    kind = type(node).__name__
    if kind == "BoolOp":
        name = "and" if isinstance(node.op, ast.And) else "or"
        return {name: [tree(node.left, lists), tree(node.right, lists)]}
    if kind == "UnaryOp":
        return {"not": tree(node.operand, lists)}
    if kind == "Compare":
        operator = OPERATORS[type(node.comparator).__name__]
        return {"op": operator, "path": path(node.left), "value": value(node.right)}
    if kind == "CollectionLambda":
        found = {"lambda": type(node.operator).__name__.lower(), "path": path(node.owner)}
        if node.lambda_ is not None:
            found["variable"] = node.lambda_.identifier.name
            found["filter"] = tree(node.lambda_.expression, lists)
        return found
    if kind == "Call" and node.func.namespace:
        arguments = {}
        for argument in node.args:
            found = value(argument.param)
            text = found.get("string", "")
            if text in lists:
                arguments.update(lists[text])
            else:
                arguments[argument.name.name] = found
        name = ".".join(node.func.namespace) + "." + node.func.name
        return {"function": name, "arguments": arguments}
    if kind == "Call":
        left, right = node.args
        return {"call": node.func.name, "path": path(left), "string": right.val}
    raise ValueError(f"{kind} isn't expected")


def flat(node):
    """Returns the same condition without `and` in `and`, or `or` in `or`."""
    if not isinstance(node, dict):
        return node
    for name in ("and", "or"):
        if name in node:
            parts = []
            for part in map(flat, node[name]):
                parts.extend(part[name] if name in part else [part])
            return {name: parts}
    return {key: flat(inner) if key in ("not", "filter") else inner for key, inner in node.items()}


def read_filter(text, aliases, counts):
    lists = {}

    def as_text(arguments):
        name = f"list {len(lists)}"
        lists[name] = arguments
        counts["odata-query: lists and pairs given as texts"] += 1
        return f"PropertyValues='{name}'"

    def listed(match):
        items = json.loads(unquote(aliases.get(match[1], match[1])))
        return as_text({"PropertyValues": {"list": items}})

    def paired(match):
        numbers = {f"PropertyValue{place}": {"number": match[place]} for place in (1, 2)}
        return as_text(numbers)

    text = unquote(PAIR.sub(paired, LIST.sub(listed, text)))
    text, named = LAMBDA_NAME.subn(PREFIX, text)
    counts["odata-query: filters read"] += 1
    counts["odata-query: names that begin with any or all"] += named
    read = tree(ODataParser().parse(ODataLexer().tokenize(text)), lists)
    return flat(json.loads(json.dumps(read).replace(PREFIX, "")))


def compare(meant, found, aliases, where, counts):
    """Yields the differences between the meaning of a query, or of an expansion in it, and what was found."""
    for key in ("navigation", "ref", "select", "apply", "order_by", "top", "count"):
        if meant.get(key) != found.get(key):
            yield f"{where}{key}: {found.get(key)} instead of {meant.get(key)}"
    if ("filter" in meant) != ("filter" in found):
        yield f"{where}filter: {found.get('filter')} instead of {meant.get('filter')}"
    elif "filter" in meant and ast:
        read = read_filter(found["filter"], aliases, counts)
        if read != flat(meant["filter"]):
            yield f"{where}filter: {read} instead of {flat(meant['filter'])}"
    meant, found = meant.get("expand", []), found.get("expand", [])
    if len(meant) != len(found):
        yield f"{where}expand: {len(found)} instead of {len(meant)}"
    for one, other in zip(meant, found):
        yield from compare(one, other, aliases, f"{where}{one['navigation']}: ", counts)


def filters(found):
    if "filter" in found:
        yield found["filter"]
    for expansion in found.get("expand", []):
        yield from filters(expansion)


def top_options(url):
    """Returns the options of a URL, split at `&`, if the other parser is missing: only filters and aliases."""
    found = {"aliases": {}}
    for part in url.partition("?")[2].split("&"):
        name, _, text = part.partition("=")
        if name == "$filter":
            found["filter"] = text
        elif name.startswith("@"):
            found["aliases"][name] = text
    return found


def differences(line, answer, counts):
    meant = json.loads(line)
    url = meant.pop("url")
    if answer is None:
        found = top_options(url)
        meant = {key: meant[key] for key in ("filter",) if key in meant} or None
    elif "error" in answer:
        yield f"odata-v4-parser: {answer['error']}"
        return
    else:
        found = answer["found"]
        counts["odata-v4-parser: URLs read"] += 1
        for reason in answer["reasons"]:
            counts[f"odata-v4-parser: with {reason}"] += 1
    aliases = found.get("aliases", {})
    try:
        if meant:
            yield from compare(meant, found, aliases, "", counts)
        elif ast:
            for text in filters(found):
                read_filter(text, aliases, counts)
    except Exception as error:  # Whatever a parser throws is a finding.
        yield f"odata-query: {type(error).__name__}: {error}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("file")
    arguments.add_argument("--urls")
    arguments = arguments.parse_args()
    with open(arguments.file, encoding="utf-8") as file:
        lines = [line for line in file if line.strip()]
    answers = [None] * len(lines)
    if arguments.urls:
        with open(arguments.urls, encoding="utf-8") as file:
            answers = [json.loads(line) for line in file]
        if len(answers) != len(lines):
            sys.exit(f"{len(answers)} answers to {len(lines)} URLs")
    counts = Counter()
    wrong = 0
    for number, (line, answer) in enumerate(zip(lines, answers), 1):
        found = list(differences(line, answer, counts))
        wrong += bool(found)
        for difference in found:
            print(f"line {number}: {json.loads(line)['url']}\n    {difference}")
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    print(f"{len(lines)} URLs, {wrong} wrong")
    sys.exit(min(wrong, 100))


if __name__ == "__main__":
    main()
