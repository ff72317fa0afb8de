"""Plants knots in small crates: python3 .ci/knots/test.py"""

import tempfile
import unittest
from pathlib import Path

from graph import edges, knots
from rust import read_file


def found(**files):
    """Returns the knots of a crate of these files, as {folder: [modules, ...]}; `a__b` is the file `a/b.rs`."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder, *name.split("__")).with_suffix(".rs")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        root = read_file(Path(folder, "lib.rs"), (), None)
        groups = {"/".join(folder): knots(pairs) for folder, pairs in edges(root).items()}
        return {folder: group for folder, group in groups.items() if group}


class Knots(unittest.TestCase):
    def test_nothing_in_a_circle(self):
        self.assertEqual({}, found(lib="mod a; mod b;", a="use crate::b::B; pub struct A(B);", b="pub struct B;"))

    def test_imports(self):
        files = dict(lib="mod a; mod b;", a="use crate::b::B; pub struct A;")
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use crate::{a::A}; pub struct B;"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="pub struct B; fn f() { use super::a::{self, A as C}; }"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="pub struct B; impl From<crate::a::A> for B {}"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use crate::a; pub struct B(a::A);"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use crate::a::*; pub struct B(A);"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="pub struct B; fn f() { crate::a::f(quote!(x::X)) }"))

    def test_re_exports(self):
        files = dict(lib="mod a; mod b; pub use a::A; pub mod all { pub use crate::b::*; }", a="use crate::B; pub struct A;")
        self.assertEqual({}, found(**files, b="pub struct B;"))
        files["lib"] += "pub use all::B;"
        self.assertEqual({}, found(**files, b="pub struct B;"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use crate::A; pub struct B;"))
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use super::A as C; pub struct B;"))

    def test_a_circle_of_three(self):
        self.assertEqual(
            {"": [["a", "b", "c"]]},
            found(
                lib="mod a; mod b; mod c; mod d;",
                a="use crate::b::B; pub struct A;",
                b="use crate::c::C; pub struct B;",
                c="use crate::a::A; pub struct C;",
                d="use crate::a::A; pub struct D;",
            ),
        )

    def test_files_of_a_folder(self):
        files = dict(lib="mod a;", a__mod="mod x; mod y; pub use x::X;", a__x="use super::y::Y; pub struct X;")
        self.assertEqual({}, found(**files, a__y="pub struct Y;"))
        self.assertEqual({"a": [["x", "y"]]}, found(**files, a__y="use super::X; pub struct Y;"))
        self.assertEqual({"a": [["x", "y"]]}, found(**files, a__y="use crate::a::x; pub struct Y(x::X);"))

    def test_a_file_and_its_folder(self):
        files = dict(lib="mod a;", a__x="use super::A; pub struct X(A);")
        self.assertEqual({}, found(**files, a__mod="mod x; pub use x::X; pub struct A;"))
        self.assertEqual({"a": [["", "x"]]}, found(**files, a__mod="mod x; pub use x::X; pub struct A; fn f(x: X) {}"))
        self.assertEqual({"a": [["", "x"]]}, found(lib="mod a;", a="mod x; use x::X; pub struct A;", a__x="use super::A;pub struct X;"))

    def test_macros(self):
        files = dict(lib="#[macro_use] mod a; mod b;", a="use crate::b::B; macro_rules! make { () => {} }")
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="pub struct B; make!();"))
        files["a"] = "macro_rules! make { () => { $crate::b::B } } pub(crate) use make; pub struct A;"
        self.assertEqual({"": [["a", "b"]]}, found(**files, b="use crate::a::A; pub struct B;"))

    def test_what_does_not_count(self):
        files = dict(lib="mod a; mod b; pub use a::A;", a="use crate::b::B; pub struct A;")
        for text in (
            "/// See [`crate::a::A`].\npub struct B; // use crate::a::A;",
            '/* use crate::a::A; /* */ */ pub struct B; const C: &str = r#"use crate::a::A;"#; const D: char = \'"\';',
            "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }",
            "pub struct B; #[cfg(test)] #[allow(x)] use crate::a::A;",
            "pub struct B; use ::a::A;",
            "pub struct B; fn f() { quote! { use super::a::A; mod m { fn f() { crate::a::f() } } }; }",
            "pub struct B; fn f() { quote_spanned!(span=> use super::a::A;) }",
            "pub struct B; fn f() { template!(pub use super::a::A as #name;) }",
        ):
            self.assertEqual({}, found(**files, b=text), text)


if __name__ == "__main__":
    unittest.main()
