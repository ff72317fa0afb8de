"""Plants long sentences in documents: python3 .ci/sentences/test.py"""

import unittest

from sentence import MAXIMUM, long_sentences, sentences

LONG = " ".join(["Word"] * MAXIMUM) + " end"


class Sentences(unittest.TestCase):
    def shown(self, text):
        return [(line, " ".join(words)) for line, words in sentences(text)]

    def lines(self, text):
        return [line for line, _ in long_sentences(text)]

    def test_ends_of_sentences(self):
        text = 'Rows are read. "Pages" are too! (Is it so?) 12 of them,\ni.e. version 0.2. **Bold** ends.\n'
        parts = ["Rows are read.", '"Pages" are too!', "(Is it so?)", "12 of them, i.e. version 0.2.", "**Bold** ends."]
        self.assertEqual(parts, [words for _, words in self.shown(text)])

    def test_blocks_end_sentences(self):
        text = "# Head\nText\n\n* one\n  two\n* three\n1. four\n\n> quoted\n\n| a | b c |\n|---|---|\n| d \\| e | |\n"
        parts = [(1, "Head"), (2, "Text"), (4, "one two"), (6, "three"), (7, "four"), (9, "quoted"), (11, "a"), (11, "b c")]
        self.assertEqual([*parts, (13, "d e")], [(line, words.replace("\\| ", "")) for line, words in self.shown(text)])

    def test_code_and_targets_are_not_words(self):
        text = "A `let a = b;` is\nat [the `c d`\ne](a.md#b).\n\n```rust\n// Not. Read.\n```\n<!-- Not\nread -->\n[f]: g.md\n- h\n"
        self.assertEqual([(1, "A Code is at the Code e."), (11, "h")], self.shown(text))
        self.assertEqual([(1, "Code ends."), (2, "Code begins.")], self.shown("``a ` b`` ends.\n`c` begins.\n"))

    def test_length(self):
        self.assertEqual([], self.lines(LONG.replace(" end", ".") + " It has - no – more."))
        self.assertEqual([3], self.lines(f"Short.\n\n{LONG}.\n"))
        self.assertEqual([2], self.lines(f"* Short\n* {LONG}\n"))
        self.assertEqual([3], self.lines(f"| a |\n|---|\n| {LONG} |\n"))
        self.assertEqual([2], self.lines(f"Short.\n{LONG} `a b`"))
        message = '31 words in a sentence, maximum is 30: "Word Word Word Word Word Word …"'
        self.assertEqual([(1, message)], list(long_sentences(LONG)))


if __name__ == "__main__":
    unittest.main()
