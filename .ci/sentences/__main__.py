"""Checks that no sentence of documents is too long to be understood at first reading.

    python3 .ci/sentences FILE...

The exit status is 1 if a sentence has too many words.
"""

import sys
from pathlib import Path

from sentence import long_sentences


def main(files):
    found = 0
    for file in files:
        for line, message in long_sentences(Path(file).read_text(encoding="utf-8")):
            found += 1
            print(f"{file}:{line}: {message}")
    print(f"{len(files)} files, {found} long sentences")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
