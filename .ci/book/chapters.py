"""The chapters in book/src, which include documents of the project so that each text exists once.

Links in these documents lead to items, to chapters of the guide, and to files. In the book they lead to docs.rs and to other chapters.
"""

import base64
import re

INCLUDE = re.compile(r"\{\{#include ([^}]+)\}\}")
BLOCK = re.compile(r"^ *(```|~~~).*?^ *\1", re.DOTALL | re.MULTILINE)
# Blocks and spans of code are found first, so that what looks like a link there isn't one.
LINK = re.compile(BLOCK.pattern + r"|`[^`\n]+`|\[((?:`[^`\n]*`|[^]`[])+)\]\(([^)\s]+)\)", BLOCK.flags)
CHAPTER = re.compile(r"crate::guide::(\w+)$")
ITEM = re.compile(r"(?:\w+@)?crate::([\w:]+)$")
HEADING = re.compile(r"^#{1,6} ([^\n]+)$", re.MULTILINE)

# The first line of a chapter of the guide, which rustdoc lists beside the chapter's name.
SUMMARY = re.compile(r"\A[\w ]+: (.)")

DOCS = "https://docs.rs/dataverse-schema/latest/dataverse_schema/"
SOURCE = "https://docs.rs/crate/dataverse-schema/latest/source/"
# The folders and files that the package has.
PACKAGED = ("src/", "schemas/", "docs/", "CHANGELOG.md")


def anchors(text):
    headings = HEADING.findall(BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def below(title, text):
    """Returns the text as it stands below a title."""
    if not title:
        return text
    text = SUMMARY.sub(lambda summary: summary[1].upper(), text)
    # Blocks of code are found first: a `#` in them begins no heading.
    headings = re.compile(f"{BLOCK.pattern}|{HEADING.pattern}", BLOCK.flags)
    return headings.sub(lambda found: f"#{found[0]}" if found[2] else found[0], text)


class Chapters:
    def __init__(self, root):
        self.root, self.folder = root.resolve(), root.resolve() / "book" / "src"
        summary = (self.folder / "SUMMARY.md").read_text(encoding="utf-8")
        self.names = [match[3] for match in LINK.finditer(summary)]
        self.wrong = []
        # The chapter of each document.
        self.of = {}
        for name in self.names:
            if not (self.folder / name).is_file():
                self.wrong.append(f"SUMMARY.md: no chapter `{name}`")
                continue
            for included in INCLUDE.findall((self.folder / name).read_text(encoding="utf-8")):
                document = (self.folder / included).resolve()
                if not document.is_file():
                    self.wrong.append(f"{name}: no file `{included}`")
                elif document in self.of:
                    self.wrong.append(f"{name}: `{included}` is in `{self.of[document]}`, too")
                else:
                    self.of[document] = name

    def text(self, name):
        """Returns the text of a chapter with what it includes."""

        chapter = (self.folder / name).read_text(encoding="utf-8")

        def include(match):
            document = (self.folder / match[1]).resolve()
            if not document.is_file():
                return ""
            text = document.read_text(encoding="utf-8").strip("\n")
            text = LINK.sub(lambda link: self.link(name, document, link), text)
            return below(HEADING.match(chapter), text)

        return INCLUDE.sub(include, chapter)

    def link(self, name, document, match):
        """Returns a link as it is in the book."""
        text, link = match[2], match[3]
        if not link:
            return match[0]
        path, _, anchor = link.partition("#")
        if path.startswith(SOURCE):
            target = self.root / path.removeprefix(SOURCE)
        elif re.match(r"[a-z]+://", link) or not path:
            return match[0]
        elif found := ITEM.match(path):
            chapter = CHAPTER.match(path)
            if not chapter:
                return f"[{text}]({DOCS}?search={found[1]})"
            target = self.root / "src" / "guide" / f"{chapter[1]}.md"
        else:
            target = (document.parent / path).resolve()
        if target in self.of:
            if anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
                self.wrong.append(f"{name}: no heading `{link}`")
            return f"[{text}]({self.of[target]}{'#' + anchor if anchor else ''})"
        if target == self.root / "src" / "guide" / "mod.rs":
            return f"[{text}]({DOCS}guide/)"
        if not target.exists():
            self.wrong.append(f"{name}: link to `{link}`: no such chapter or file")
            return match[0]
        if target.suffix == ".svg":
            # The book has no copies of files of the project.
            image = base64.b64encode(target.read_bytes()).decode()
            return f"[{text}](data:image/svg+xml;base64,{image})"
        local = target.relative_to(self.root).as_posix()
        # The text remains of links to what the package lacks.
        return f"[{text}]({SOURCE}{local})" if target.is_file() and local.startswith(PACKAGED) else text

    def faults(self):
        """Returns what is wrong with the book."""
        for name in self.names:
            if (self.folder / name).is_file():
                self.text(name)
        for file in sorted(self.folder.glob("*.md")):
            if file.name != "SUMMARY.md" and file.name not in self.names:
                self.wrong.append(f"SUMMARY.md: `{file.name}` is missing")
        for document in sorted((self.root / "src" / "guide").glob("*.md")):
            if document not in self.of:
                self.wrong.append(f"no chapter includes `src/guide/{document.name}`")
        return self.wrong
