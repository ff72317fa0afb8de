"""The sentences of Markdown. An item of a list, a heading, and a cell of a table end the sentence before; blocks of code aren't read.

A span of code is one word, whatever it contains.
"""

import re

MAXIMUM = 30

# Blocks of code, comments, and the targets of links that are defined apart.
SKIPPED = re.compile(r"^ *(```|~~~).*?^ *\1|<!--.*?-->|^\[[^\]]+\]:.*?$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(`+)(?!`)((?:(?!\n\s*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
MARK = re.compile(r"^\s*(?:>\s*)*(?:(?:[*+-]|\d+[.)])\s+|#+\s+)")
END = re.compile(r"[.!?][)\"'*_]*$")
BEGIN = re.compile(r"[(\"'*_]*[A-Z0-9]")


def lines_of(match):
    return "\n" * match[0].count("\n")


def blocks(text):
    """Yields lists of words, each with the number of its line."""
    text = SPAN.sub(lambda match: "Code" + lines_of(match), SKIPPED.sub(lines_of, text))
    block = []
    for number, line in enumerate(LINK.sub(r"\1", text).split("\n"), 1):
        is_row = line.lstrip().startswith("|")
        if is_row or not line.strip() or MARK.match(line):
            yield block
            block = []
        if is_row:
            for cell in re.split(r"(?<!\\)\|", line):
                yield [(number, word) for word in cell.split()]
            continue
        block += [(number, word) for word in MARK.sub("", line).split()]
        if line.startswith("#"):
            yield block
            block = []
    yield block


def sentences(text):
    """Yields the number of the first line, and the words, of each sentence."""
    for block in blocks(text):
        begin = 0
        for end in range(1, len(block) + 1):
            if end < len(block) and not (END.search(block[end - 1][1]) and BEGIN.match(block[end][1])):
                continue
            words = [word for _, word in block[begin:end] if re.search(r"\w", word)]
            if words:
                yield block[begin][0], words
            begin = end


def long_sentences(text):
    """Yields the number of the first line, and a message, for each sentence that is too long."""
    for line, words in sentences(text):
        if len(words) > MAXIMUM:
            yield line, f"{len(words)} words in a sentence, maximum is {MAXIMUM}: \"{' '.join(words[:6])} …\""
