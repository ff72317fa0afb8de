"""Validates queries in FetchXML, as the tests log them, with xmllint and Microsoft's schema.

Usage: python3 .ci/fetch_schema [--exact] SCHEMA FOLDER FILE.jsonl...

The schema isn't part of the project. What it lacks is in `additions.txt`: with `--exact`, the queries need each line of it.
"""

import json
import pathlib
import re
import subprocess
import sys

import schema

HERE = pathlib.Path(__file__).parent
ATTRIBUTE = re.compile(r"Element '([\w-]+)', attribute '([\w-]+)': The attribute '\2' is not allowed")
CHILD = re.compile(r"Element '([\w-]+)': This element is not expected")
ERROR = re.compile(r":(\d+): element .*error : (.*)")


def one_line(text):
    return re.sub(r"\s*\n\s*", " ", text.strip())


def errors(xsd, queries, folder):
    """Returns the messages about queries, with the index of each."""
    document = folder / "fetches.xml"
    document.write_text("<fetches>\n" + "\n".join(queries) + "\n</fetches>\n", encoding="utf-8")
    done = subprocess.run(["xmllint", "--huge", "--noout", "--schema", xsd, document], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    found = [(int(match[1]) - 2, line) for line in done.stderr.splitlines() if (match := ERROR.search(line))]
    if bool(found) != bool(done.returncode):
        sys.exit(done.stderr)
    return found


def lacking(message):
    """Returns what the schema would have to allow, as a line of additions begins."""
    if match := ATTRIBUTE.search(message):
        return match[1], f"@{match[2]}"
    # The message doesn't name the element around it: only filters lack one.
    match = CHILD.search(message)
    return ("filter", match[1]) if match else None


def main(arguments):
    is_exact = "--exact" in arguments
    source, folder, *files = (pathlib.Path(argument) for argument in arguments if argument != "--exact")
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    queries = sorted({one_line(text) for line in lines if (text := json.loads(line).get("fetch"))})
    if not queries:
        sys.exit("no queries")
    added = list(schema.additions((HERE / "additions.txt").read_text(encoding="utf-8")))
    published, patched = folder / "published.xsd", folder / "patched.xsd"
    xsd = schema.read(source)
    schema.write(xsd, published)
    for addition in added:
        schema.add(xsd, *addition)
    schema.write(xsd, patched)

    rejected = errors(published, queries, folder)
    needed = {lacking(message) for _, message in rejected} - {None}
    faults = [f"{queries[index]}\n  {message}" for index, message in errors(patched, queries, folder)]
    if is_exact:
        faults += [f"no query needs `{element} {name}`" for element, name, _ in added if (element, name) not in needed]
    wrong = (HERE / "wrong.txt").read_text(encoding="utf-8").splitlines()
    noticed = {index for index, _ in errors(patched, wrong, folder)}
    faults += [f"valid, but wrong: {text}" for index, text in enumerate(wrong) if index not in noticed]
    print("\n".join(faults[:20]))
    count = len({index for index, _ in rejected})
    print(f"{len(queries)} queries, of which {count} need {len(needed)} additions to the schema; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
