#!/usr/bin/env python3
"""Checks that no dependency of the published crates needs a newer Rust than the workspace declares, and that each has a license
which `deny.toml` allows, according to `cargo metadata`. The exit status is the number of violations, 100 at most.
"""

import json
import re
import subprocess
import sys
from pathlib import Path


def allowed_licenses():
    """Returns the licenses that each package may have, and those that a single package may have besides."""
    text = Path("deny.toml").read_text()
    (listed,) = re.findall(r"^allow = \[(.*?)\]", text, re.DOTALL | re.MULTILINE)
    exceptions = re.findall(r'crate = "([^"]*)", allow = \[(.*?)\]', text)
    return licenses(listed), {name: licenses(listed) for name, listed in exceptions}


def licenses(listed):
    return set(re.findall(r'"(.*?)"', listed))


def is_allowed(license, allowed):
    """Returns true if each part that `AND` joins has an alternative that is allowed."""
    parts = re.split(r"\s+AND\s+", (license or "").replace("/", " OR "))
    return all(any(name.strip(" ()") in allowed for name in re.split(r"\s+OR\s+", part)) for part in parts)


def version(text):
    return tuple(int(part) for part in text.split("."))[:2]


def shipped(metadata, ours):
    """Returns the ids of the packages that users build with the given ones."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    seen, todo = set(), list(ours)
    while todo:
        package = todo.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    return seen


def main():
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    metadata = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    ours = [i for i in metadata["workspace_members"] if packages[i]["publish"] != []]
    msrv = version(packages[ours[0]]["rust_version"])
    allowed, exceptions = allowed_licenses()
    violations = []
    found = sorted((packages[i] for i in shipped(metadata, ours)), key=lambda package: package["name"])
    for package in found:
        if not is_allowed(package["license"], allowed | exceptions.get(package["name"], set())):
            violations.append(f"{package['name']}: license {package['license']} isn't allowed by deny.toml")
        if package["rust_version"] and version(package["rust_version"]) > msrv:
            violations.append(f"{package['name']}: needs Rust {package['rust_version']}")
    print(*violations, f"{len(found)} packages, {len(violations)} violations; Rust {'.'.join(map(str, msrv))}", sep="\n")
    sys.exit(min(len(violations), 100))


main()
