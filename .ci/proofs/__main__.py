"""Checks that the tables of documents whose last column is `Proof` name what exists.

    python3 .ci/proofs FILE...

The exit status is 1 if a name is dead, or a row has no proof and no reason.
"""

import sys
from pathlib import Path

from table import faults


def main(files):
    root = Path(__file__).parents[2]
    found = 0
    for file in files:
        rows, wrong = faults(Path(file).read_text(encoding="utf-8"), root)
        found += len(wrong)
        print(*(f"{file}:{line}: {message}" for line, message in wrong), f"{file}: {rows} rows", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
