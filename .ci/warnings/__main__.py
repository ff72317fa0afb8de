"""Counts the warnings of `dataverse-schema check` by code, and compares the counts with those in `accepted.txt`.

    python3 .ci/warnings NAME FILE    NAME: of the pages, as in accepted.txt; FILE: the JSON that `check --format json` prints

The exit status is 1 if there is an error, or a code with more or fewer warnings than accepted.
"""

import json
import sys
from pathlib import Path

from comparison import compare, read_accepted


def main(name, file):
    accepted = read_accepted(Path(__file__).with_name("accepted.txt").read_text(encoding="utf-8")).get(name, {})
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    wrong = compare([json.loads(line) for line in lines], accepted)
    print(*wrong, f"{name}: {len(lines)} diagnostics, {sum(accepted.values())} warnings accepted", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
