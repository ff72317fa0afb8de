"""Plants dead names in tables: python3 .ci/proofs/test.py"""

import tempfile
import unittest
from pathlib import Path

from table import faults

HEAD = "| Request | By type | Proof |\n|---|---|---|\n"


class Proofs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("dataverse-schema-webapi/src/lib.rs", "pub fn select() {}\nmacro_rules! literal { () => {} }\n  today = \"Today\" ();\n  year: TimePart = \"fiscal-year\";\n")
        tests = "#[test]\nfn selects() {}\n\n#[tokio::test]\n// Slow.\nasync fn sends() {}\n\nfn helper() {}\n"
        self.write("dataverse-schema-webapi/tests/it/queries.rs", tests)
        self.write("src/guide/reading.md", "Reading\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def messages(self, *rows):
        return [message for _, message in faults(HEAD + "".join(row + "\n" for row in rows), self.root)[1]]

    def test_what_exists(self):
        self.assertEqual([], self.messages("| a | `select(…)` `literal!(today())` `year()` | `webapi/queries.rs`: `selects`, `sends`; `guide/reading.md` |"))
        self.assertEqual([], self.messages("| a | `f\\|g` | `guide/reading.md` |", "| b | no: a reason | |", "| c | not yet | |"))

    def test_dead_proofs(self):
        for proof, *faults in (
            ("`webapi/query.rs`: `selects`", "`webapi/query.rs`: no such file"),
            ("`webapi/queries.rs`: `selects`, `select`", "`select`: no such test in `webapi/queries.rs`"),
            ("`webapi/queries.rs`: `helper`; `a.rs`", "`helper`: no such test in `webapi/queries.rs`", "`a.rs`: no such file"),
            ("`webapi/queries.rs`", "`webapi/queries.rs`: names no test"),
            ("`guide/writing.md`", "`guide/writing.md`: no such file"),
            ("`selects`", "`selects`: no such file"),
        ):
            self.assertEqual(faults, self.messages(f"| a | yes | {proof} |"))

    def test_dead_functions(self):
        self.assertEqual(["`q.choose(a)`: no function `choose`"], self.messages("| a | `q.choose(a)` | `guide/reading.md` |"))

    def test_rows_need_a_proof_or_a_reason(self):
        self.assertEqual(["no proof"], self.messages("| a | nothing | |"))
        self.assertEqual(["2 cells instead of 3"], self.messages("| a | `guide/reading.md` |"))

    def test_lines_are_numbered(self):
        text = "Text\n\n" + HEAD + "| a | yes | `x.rs` |\n\n| Other | table |\n|---|---|\n| b | c |\n"
        self.assertEqual((1, [(5, "`x.rs`: no such file")]), faults(text, self.root))

    def test_documents_need_a_table(self):
        self.assertEqual((0, [(1, "no table with a column `Proof`")]), faults("Text\n", self.root))


if __name__ == "__main__":
    unittest.main()
