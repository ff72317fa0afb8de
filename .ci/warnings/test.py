"""Plants differences between warnings and those that are accepted: python3 .ci/warnings/test.py"""

import unittest

from comparison import compare, read_accepted


def warning(code, line=1):
    return {"severity": "warning", "code": code, "message": "odd", "file": "a.md", "line": line}


class Warnings(unittest.TestCase):
    def test_what_is_accepted(self):
        accepted = read_accepted("real DV0001 2: a reason\nreal DV0002 1: another\nother DV0001 1: a reason\n")
        self.assertEqual({"real": {"DV0001": 2, "DV0002": 1}, "other": {"DV0001": 1}}, accepted)
        self.assertEqual([], compare([warning("DV0001"), warning("DV0002"), warning("DV0001")], accepted["real"]))

    def test_a_new_code(self):
        expected = ["DV0003: 1 warnings instead of 0", "    a.md:7: warning[DV0003]: odd"]
        self.assertEqual(expected, compare([warning("DV0003", 7)], {}))

    def test_more_and_fewer(self):
        self.assertEqual(3, len(compare([warning("DV0001"), warning("DV0001")], {"DV0001": 1})))
        self.assertEqual(["DV0001: 0 warnings instead of 1"], compare([], {"DV0001": 1}))

    def test_errors_are_never_accepted(self):
        error = {"severity": "error", "code": "DV0001", "message": "wrong"}
        self.assertEqual(["error[DV0001]: wrong", "DV0001: 0 warnings instead of 1"], compare([error], {"DV0001": 1}))

    def test_rows_need_a_reason(self):
        for row in ("real DV0001 2", "real DV0001 2: ", "real DV1 2: a reason", ""):
            self.assertRaises(ValueError, read_accepted, row + "\n")
        self.assertRaises(ValueError, read_accepted, "real DV0001 2: a reason\nreal DV0001 1: another\n")


if __name__ == "__main__":
    unittest.main()
