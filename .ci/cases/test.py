"""Plants differences between what is expected and what was found: python3 .ci/cases/test.py"""

import unittest

from case import compare_diagnostics, compare_facts, compare_texts, fits, read_cases

TABLE = {
    "description": "A lamp.",
    "columns": [{"schema_name": "Kind", "logical_name": "kind", "options": [{"value": 1, "label": "One"}]}],
}


class Cases(unittest.TestCase):
    def test_file_of_cases(self):
        [one, other] = read_cases(
            '# a comment\n\ncheck a.md b.md\n  error DV0001 a.md:1\n  columns/Kind/type = "String"\n'
            "page a.json\n  same as b.json @c/*.json\n  texts\n"
        )
        self.assertEqual(("check a.md b.md", ["error DV0001 a.md:1"]), (str(one), one.diagnostics))
        self.assertEqual([("columns/Kind/type", "String")], one.facts)
        self.assertEqual((["b.json", "@c/*.json"], True), (other.same_as, other.has_texts))
        for wrong in ("model a.md", "check", "check a.md\n  colums"):
            with self.assertRaises(ValueError):
                read_cases(wrong)

    def test_diagnostics(self):
        one, other = "error DV0001 a.md:1", "warning DV0002 a.md:2"
        self.assertEqual([], compare_diagnostics([one, other], [other, one]))
        self.assertEqual([f"missing: {one}"], compare_diagnostics([one, one], [one]))
        self.assertEqual([f"unexpected: {other}"], compare_diagnostics([], [other]))
        self.assertTrue(fits("a … [c]", "a b [c]") and not fits("a … c", "a c"))

    def test_facts(self):
        expected = [("columns/Kind/options/1/label", "One"), ("columns/Other/type", None)]
        self.assertEqual([], compare_facts(expected, TABLE))
        self.assertEqual(1, len(compare_facts([("columns/Kind/options/1/label", "Two")], TABLE)))
        self.assertEqual(1, len(compare_facts([("columns/Other/type", "String")], TABLE)))

    def test_texts(self):
        def label(text):
            return {"LocalizedLabels": [{"Label": "x", "LanguageCode": 1031}, {"Label": text, "LanguageCode": 1033}]}

        attribute = {"LogicalName": "kind", "DisplayName": None}
        definition = {"Description": label("A lamp."), "Attributes": [attribute]}
        self.assertEqual([], compare_texts(definition, TABLE))
        attribute["DisplayName"] = label("Kind")
        self.assertEqual(["DisplayName of kind: '' instead of 'Kind'"], compare_texts(definition, TABLE))


if __name__ == "__main__":
    unittest.main()
