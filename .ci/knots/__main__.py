"""Prints modules that use each other in a circle: top-level modules of a crate, and the files of each folder.

    python3 .ci/knots CRATE...    CRATE: a folder with a folder `src`

Imports, paths, and macros count, and are followed through re-exports to where things are defined. Tests, comments, code
in templates such as `quote!`, and what is only re-exported from below don't count. The exit status is 1 if there is a knot that
`accepted.txt` doesn't list, or one of more modules than it lists.
"""

import sys
from pathlib import Path

from graph import edges, knots
from rust import read_file


def accepted():
    """Returns the folders and the modules of known knots."""
    lines = Path(__file__).with_name("accepted.txt").read_text().splitlines()
    return [(folder, set(names.split())) for folder, _, names in (line.partition(": ") for line in lines)]


def report(src, root):
    """Prints the knots of a crate, and returns how many of them aren't accepted."""
    count = 0
    for folder, pairs in sorted(edges(root).items()):
        for group in knots(pairs):
            where = src.joinpath(*folder).as_posix()
            own = root.file.name if not folder else "mod.rs"
            names = [name or own for name in group]
            if any(where == folder and known.issuperset(names) for folder, known in accepted()):
                print(f"{where}: {' '.join(names)}: a known circle")
                continue
            count += 1
            print(f"{where}: {len(group)} modules in a circle: {' '.join(names)}")
            for (here, there), uses in sorted(pairs.items()):
                if here in group and there in group:
                    used = sorted({name for name, _, _ in uses})
                    _, file, line = min(uses, key=lambda use: (use[1], use[2]))
                    more = f" and {len(used) - 4} more" if len(used) > 4 else ""
                    print(f"    {here or own} uses {there or own}: {', '.join(used[:4])}{more} ({file}:{line})")
    return count


def main(crates):
    count = 0
    for crate in crates:
        src = Path(crate) / "src"
        roots = [src / name for name in ("lib.rs", "main.rs") if (src / name).is_file()]
        if not roots:
            sys.exit(f"{crate}: no src/lib.rs or src/main.rs")
        for file in roots:
            count += report(src, read_file(file, (), None))
    print(f"{len(crates)} crates, {count} new knots")
    return 1 if count else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
