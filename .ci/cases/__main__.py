"""Runs the command over files that once were read wrongly, and compares what it finds with `expected.txt`.

    python3 .ci/cases COMMAND CASES [DEFINITIONS]    COMMAND: the built `dataverse-schema`; CASES: a folder with `merging` and
                                                     `metadata`; DEFINITIONS: a folder of real definitions

The exit status is 1 if something is different. Cases with definitions are left out without their folder.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from case import compare_diagnostics, compare_facts, compare_texts, read_cases

FOLDERS = {"check": "merging", "page": "metadata"}


class Runner:
    def __init__(self, command, cases, definitions):
        self.command = str(Path(command).resolve())
        self.cases, self.definitions = Path(cases), definitions and Path(definitions)

    def run(self, folder, *arguments):
        done = subprocess.run([self.command, *map(str, arguments)], cwd=folder, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{arguments}: exit status {done.returncode}: {done.stderr}")
        return done

    def can_run(self, case):
        return self.definitions or not any(file.startswith("@") for file in case.files)

    def compare(self, case):
        folder = self.cases / FOLDERS[case.command]
        return self.compare_pages(folder, case) if case.command == "check" else self.compare_definitions(folder, case)

    def compare_pages(self, folder, case):
        done = self.run(folder, "check", "--format", "json", *case.files)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        found = [f"{d['severity']} {d['code']} {d['file']}:{d['line']}" for d in found]
        wrong = compare_diagnostics(case.diagnostics, found)
        # The macro does the same as `expand`.
        patterns = [file if file.endswith(".md") else f"{file}/**/*.md" for file in case.files]
        expanded = self.run(folder, "expand", *patterns)
        errors = re.findall(r"^error\[(\w+)\]: .*\n +--> (.+:\d+):\d+$", expanded.stderr, re.M)
        expected = [line for line in case.diagnostics if line.startswith("error")]
        wrong += [f"macro: {line}" for line in compare_diagnostics(expected, [f"error {c} {at}" for c, at in errors])]
        if case.facts and not wrong:
            table = json.loads(self.run(folder, "model", *case.files).stdout)[0]
            wrong += compare_facts(case.facts, table)
        return wrong

    def files(self, names):
        for name in names:
            yield from sorted(self.definitions.glob(name[1:])) if name.startswith("@") else [name]

    def page(self, folder, names):
        """The page of definitions, its model, and the errors."""
        with tempfile.TemporaryDirectory() as out:
            done = self.run(folder, "page", *self.files(names), "--out", out)
            errors = [f"error {code} {text}" for code, text in re.findall(r"^error\[(\w+)\]: (.*)$", done.stderr, re.M)]
            pages = sorted(Path(out).iterdir())
            if done.returncode or len(pages) != 1:
                return None, None, errors
            model = self.run(out, "model", pages[0].name)
            return pages[0].read_text(encoding="utf-8"), json.loads(model.stdout)[0], errors

    def compare_definitions(self, folder, case):
        page, table, errors = self.page(folder, case.files)
        wrong = compare_diagnostics(case.diagnostics, errors)
        if (page is None) != bool(case.diagnostics):
            wrong.append("a page" if page else "no page")
        if page is None:
            return wrong
        if case.same_as and self.page(folder, case.same_as)[0] != page:
            wrong.append(f"another page than that of {' '.join(case.same_as)}")
        if case.has_texts:
            definition = json.loads((folder / case.files[0]).read_text(encoding="utf-8-sig"))
            wrong += compare_texts(definition, table)
        return wrong + compare_facts(case.facts, table)


def main(command, cases, definitions=None):
    runner = Runner(command, cases, definitions)
    expected = read_cases(Path(__file__).with_name("expected.txt").read_text(encoding="utf-8"))
    named = {(case.command, file.split("/")[0]) for case in expected for file in case.files}
    wrong = 0
    for command, folder in FOLDERS.items():
        for file in sorted((runner.cases / folder).iterdir()):
            if (command, file.name) not in named:
                wrong += 1
                print(f"{folder}/{file.name}: nothing is expected of it")
    cases = [case for case in expected if runner.can_run(case)]
    for case in cases:
        differences = runner.compare(case)
        wrong += bool(differences)
        if differences:
            print(case, *differences, sep="\n    ")
    print(f"{len(cases)} of {len(expected)} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
