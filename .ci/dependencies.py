#!/usr/bin/env python3
"""Look through what `cargo metadata` says of the packages that users get with the published crates: licences that go with
MIT or Apache-2.0, and no newer Rust than the workspace declares. The exit status is the number of problems.
"""

import json
import re
import subprocess
import sys

ALLOWED = {"MIT", "Apache-2.0", "Unicode-3.0", "Unlicense", "BSD-2-Clause", "BSD-3-Clause", "Zlib", "ISC"}


def is_allowed(licence):
    """Each part that `AND` joins has an alternative that is allowed."""
    parts = re.split(r"\s+AND\s+", (licence or "").replace("/", " OR "))
    return all(
        any(name.strip(" ()") in ALLOWED for name in re.split(r"\s+OR\s+", part)) for part in parts
    )


def version(text):
    return tuple(int(part) for part in text.split("."))[:2]


def main():
    output = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"], stdout=subprocess.PIPE, check=True
    )
    metadata = json.loads(output.stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    ours = {i for i in metadata["workspace_members"] if packages[i]["name"].startswith("dataverse-schema")}
    least = version(next(packages[i]["rust_version"] for i in ours))
    seen, todo = set(), list(ours)
    while todo:
        package = todo.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    problems = 0
    for package in sorted((packages[i] for i in seen), key=lambda p: p["name"]):
        if not is_allowed(package["license"]):
            problems += 1
            print(f"{package['name']}: licence {package['license']}")
        if package["rust_version"] and version(package["rust_version"]) > least:
            problems += 1
            print(f"{package['name']}: Rust {package['rust_version']}")
    print(f"{len(seen)} packages, {problems} problems; Rust {'.'.join(map(str, least))}")
    sys.exit(problems)


main()
