"""Plants faults in books, and looks at links: python3 .ci/book/test.py"""

import tempfile
import unittest
from pathlib import Path

from chapters import DOCS, SOURCE, Chapters


class Book(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        self.write("book/src/SUMMARY.md", "# Summary\n\n- [Reading](reading.md)\n- [Names](names.md)\n")
        self.write("book/src/reading.md", "# Reading\n\n{{#include ../../src/guide/reading.md}}\n")
        self.write("book/src/names.md", "{{#include ../../docs/names.md}}\n")
        self.write("src/guide/reading.md", "Reading rows.\n\n# Dates and times\n")
        self.write("docs/names.md", "# Names\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def faults(self):
        return Chapters(self.root).faults()

    def shown(self, text):
        self.write("docs/names.md", text)
        chapters = Chapters(self.root)
        return chapters.text("names.md"), chapters.wrong

    def test_a_good_book(self):
        self.assertEqual([], self.faults())
        self.assertEqual("# Reading\n\nReading rows.\n\n## Dates and times\n", Chapters(self.root).text("reading.md"))

    def test_headings_stand_below_the_title(self):
        self.write("src/guide/reading.md", "Reading: rows, and dates.\n\n# Rows\n\n```rust\n# mod a {}\n```\n\n## More\n")
        text = "# Reading\n\nRows, and dates.\n\n## Rows\n\n```rust\n# mod a {}\n```\n\n### More\n"
        self.assertEqual(text, Chapters(self.root).text("reading.md"))

    def test_links(self):
        self.write("docs/other.md", "")
        self.write("tests/a.rs", "")
        for link, target in (
            ("crate::guide::reading", "reading.md"),
            ("crate::guide::reading#dates-and-times", "reading.md#dates-and-times"),
            ("../src/guide/reading.md", "reading.md"),
            ("crate::Changes::diff", f"{DOCS}?search=Changes::diff"),
            ("macro@crate::Projection", f"{DOCS}?search=Projection"),
            ("other.md", f"{SOURCE}docs/other.md"),
            (f"{SOURCE}docs/names.md", "names.md"),
            ("https://example.com/a#b", "https://example.com/a#b"),
            ("#names", "#names"),
        ):
            self.assertEqual((f"See [`a` b]({target}).\n", []), self.shown(f"See [`a` b]({link}).\n"))
        self.assertEqual(("See `a` b.\n", []), self.shown("See [`a` b](../tests/a.rs).\n"))

    def test_code_has_no_links(self):
        text = "`[a](b.md)`\n\n```rust\n// [a](b.md)\n# mod a {}\n```\n"
        self.assertEqual((text, []), self.shown(text))

    def test_dead_links(self):
        for link in ("gone.md", "crate::guide::gone", f"{SOURCE}docs/gone.md"):
            wrong = [f"names.md: link to `{link}`: no such chapter or file"]
            self.assertEqual(wrong, self.shown(f"[a]({link})")[1])
        self.assertEqual(
            ["names.md: no heading `crate::guide::reading#gone`"], self.shown("[a](crate::guide::reading#gone)")[1]
        )

    def test_images(self):
        self.write("docs/images/a.svg", "<svg/>")
        text, wrong = self.shown("![a `b`](images/a.svg)")
        self.assertEqual(("![a `b`](data:image/svg+xml;base64,PHN2Zy8+)", []), (text.strip(), wrong))

    def test_chapters_that_are_missing(self):
        self.write("src/guide/writing.md", "Writing\n")
        self.assertEqual(["no chapter includes `src/guide/writing.md`"], self.faults())
        self.write("book/src/writing.md", "{{#include ../../src/guide/writing.md}}\n")
        wrong = ["SUMMARY.md: `writing.md` is missing", "no chapter includes `src/guide/writing.md`"]
        self.assertEqual(wrong, self.faults())

    def test_files_that_are_missing(self):
        (self.root / "docs/names.md").unlink()
        self.assertEqual(["names.md: no file `../../docs/names.md`"], self.faults())
        (self.root / "book/src/names.md").unlink()
        self.assertEqual(["SUMMARY.md: no chapter `names.md`"], self.faults())

    def test_texts_that_are_there_twice(self):
        self.write("book/src/names.md", "{{#include ../../src/guide/reading.md}}\n")
        self.assertEqual(["names.md: `../../src/guide/reading.md` is in `reading.md`, too"], self.faults())


if __name__ == "__main__":
    unittest.main()
