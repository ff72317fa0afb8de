"""Reads the modules of a crate: what they define, what they import, and which paths they name."""

import re
from dataclasses import dataclass, field
from pathlib import Path

TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*)
    | (?P<block>/\*)
    | (?P<raw>\b[bc]?r(?P<marks>\#*)".*?"(?P=marks))
    | (?P<text>\b[bc]?"(?:\\.|[^"\\])*"|"(?:\\.|[^"\\])*")
    | (?P<char>b?'(?:\\(?:x..|u\{[^}]*\}|.)|[^'\\])')
    """,
    re.DOTALL | re.VERBOSE,
)
DEFINITION = re.compile(
    r"\b(?:(?:struct|enum|union|trait|type|static)\s+(?:mut\s+)?|const\s+(?:unsafe\s+)?(?:fn\s+)?|fn\s+|macro_rules!\s*)(\w+)"
)
MODULE = re.compile(r"\bmod\s+(\w+)\s*([;{])")
USE = re.compile(r"(?P<public>\bpub(?:\([^)]*\))?\s+)?\buse\s+(?P<tree>[^;]+);")
PATH = re.compile(r"(?<![\w:$.])(\$?[a-z_]\w*(?:::\w+)+)")
TEST = re.compile(r"#\[cfg\(test\)\]")
MACRO = re.compile(r"\bmacro_rules!\s*(\w+)")
CALL = re.compile(r"(?<![\w:$])(\w+)!")
# Macros whose arguments are code to be generated.
TEMPLATE = re.compile(r"\b(?:quote|quote_spanned|template)!\s*(?=[{(\[])")


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code(text):
    """Returns the text with comments, texts, and characters left blank."""
    out, at = [], 0
    while found := TOKEN.search(text, at):
        end = found.end()
        if found["block"]:
            depth = 1
            while depth and (mark := re.compile(r"/\*|\*/").search(text, end)):
                depth += 1 if mark[0] == "/*" else -1
                end = mark.end()
            end = end if depth == 0 else len(text)
        out += [text[at : found.start()], blank(text[found.start() : end])]
        at = end
    return "".join([*out, text[at:]])


def closing(text, start):
    """Returns where the bracket at `start` is closed."""
    depth = 0
    for at in range(start, len(text)):
        depth += text[at] in "{(["
        depth -= text[at] in "})]"
        if depth == 0:
            return at
    return len(text) - 1


def without_tests(text):
    """Leaves blank what is compiled for tests only."""
    while found := TEST.search(text):
        end = found.end()
        while attribute := re.compile(r"\s*#\[").match(text, end):
            end = closing(text, attribute.end() - 1) + 1
        while text[end] not in ";{":
            end = closing(text, end) + 1 if text[end] in "([" else end + 1
        end = closing(text, end) + 1 if text[end] == "{" else end + 1
        text = text[: found.start()] + blank(text[found.start() : end]) + text[end:]
    return text


def without_templates(text):
    """Leaves blank what makes imports and paths of generated code."""
    for found in TEMPLATE.finditer(text):
        start, end = found.end(), closing(text, found.end())
        text = text[:start] + re.sub(r"\buse\b|::", lambda sign: blank(sign[0]), text[start:end]) + text[end:]
    return text


def top(text):
    """Leaves blank what is within braces."""
    out, at = [], 0
    while (start := text.find("{", at)) >= 0:
        end = closing(text, start)
        out += [text[at : start + 1], blank(text[start + 1 : end])]
        at = end
    return "".join([*out, text[at:]])


def leaves(tree, prefix=()):
    """Returns (path, name) of each import in a `use`; the name is `*` for all, and None where only a trait's methods are wanted."""
    depth, item, items = 0, "", []
    for sign in tree + ",":
        depth += sign == "{"
        depth -= sign == "}"
        if sign == "," and depth == 0:
            items.append(item.strip())
            item = ""
        else:
            item += sign
    for item in filter(None, items):
        if "{" in item:
            head, inner = item.split("{", 1)
            head = head.strip().removesuffix("::")
            parts = tuple(part.strip() for part in head.split("::")) if head else ()
            yield from leaves(inner.rsplit("}", 1)[0], (*prefix, *parts))
            continue
        path, _, name = (part.strip() for part in re.sub(r"\s+as\s+", " as ", item).partition(" as "))
        # A path that begins with `::` begins with another crate, and stays so.
        path = (*prefix, *(part.strip() for part in path.split("::") if part.strip() or not prefix))
        if path[-1] == "self" and len(path) > 1:
            path = path[:-1]
        yield path, None if name == "_" else name or path[-1]


@dataclass
class Import:
    path: tuple
    name: str
    public: bool
    line: int


@dataclass
class Module:
    """A module; one within the file of another has that one's `home`."""

    path: tuple
    home: tuple
    file: Path
    parent: "Module" = None
    children: dict = field(default_factory=dict)
    defined: set = field(default_factory=set)
    imports: list = field(default_factory=list)
    # Paths and called macros with their lines, and all words outside of imports.
    paths: list = field(default_factory=list)
    calls: list = field(default_factory=list)
    words: set = field(default_factory=set)
    macros: set = field(default_factory=set)

    def root(self):
        return self.parent.root() if self.parent else self

    def all(self):
        yield self
        for child in self.children.values():
            yield from child.all()


def read_file(file, path, parent):
    text = without_templates(without_tests(code(file.read_text(encoding="utf-8"))))
    folder = file.parent if file.name in ("lib.rs", "main.rs", "mod.rs") else file.with_suffix("")
    return read_module(text, 1, Module(path, path, file, parent), folder)


def read_module(text, first, module, folder):
    """Reads a module from its text, which begins in the line `first`."""

    def line(at):
        return first + text.count("\n", 0, at)

    at_top = top(text)
    for found in reversed(list(MODULE.finditer(at_top))):
        name = found[1]
        path = (*module.path, name)
        if found[2] == "{":
            end = closing(text, found.end() - 1)
            child = Module(path, module.home, module.file, module)
            read_module(text[found.end() : end], line(found.end()), child, folder / name)
            text = text[: found.end()] + blank(text[found.end() : end]) + text[end:]
        else:
            candidates = [folder / f"{name}.rs", folder / name / "mod.rs"]
            file = next((file for file in candidates if file.is_file()), None)
            if file is None:
                continue
            child = read_file(file, path, module)
        module.children[name] = child

    module.defined = set(DEFINITION.findall(top(text)))
    for found in USE.finditer(text):
        for path, name in leaves(found["tree"]):
            module.imports.append(Import(path, name, bool(found["public"]), line(found.start())))
    rest = USE.sub(lambda found: blank(found[0]), text)
    module.paths = [(tuple(found[1].lstrip("$").split("::")), line(found.start())) for found in PATH.finditer(rest)]
    module.calls = [(found[1], line(found.start())) for found in CALL.finditer(rest)]
    module.macros = set(MACRO.findall(text))
    module.words = set(re.findall(r"\w+", rest))
    return module
