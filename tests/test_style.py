"""The diction of the project: what tests/style.py finds, and that rooms have no more of it."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.style import definitions, files_of, violations, violations_below

PROJECT = Path(str(ROOT))  # settings and content are the owner's, who writes as they like
LINTED = (
    "newsroom", "plugins", "benchmarks", "blog.py", "README.md", "CONTRIBUTING.md", "docs",
    "theme/templates",
)  # fmt: skip
# What else is found, in prose of no person.
ALLOWED = {
    "newsroom/checks/parse/loaded_files.py: “picture”": "the name of an element",
    "newsroom/content/article_html.py: “picture”": "the name of an element",
    "newsroom/content/body.py: “picture”": "the name of an element",
    "newsroom/html/csp.py: “picture”": "the name of an element",
    "newsroom/output/feed_entries.py: “picture”": "the name of an element",
    "newsroom/html/elements.py: “address”": "the name of an element",
    "newsroom/html/elements.py: “picture”": "the name of an element",
}
# Functions that each module of a kind has, and what they are.
SHARED = {
    "declare_files": "a plugin with pages or copies",
    "check": "each rule of the built site",
    "check_page": "each rule about one page of it",
    "run": "each command",
    "main": "each program: `python -m newsroom` and `python -m newsroom.reference`",
    "open_target": "each target of a deployment",
}


def test_nothing_uses_banned_words() -> None:
    lines = violations_below(PROJECT, LINTED)
    assert [line for line in lines if re.sub(r":\d+", "", line, count=1) not in ALLOWED] == []


def test_no_name_is_defined_with_two_meanings() -> None:
    paths = [path for path in files_of(PROJECT, ("newsroom", "plugins")) if path.endswith(".py")]
    files = {path: (PROJECT / path).read_text(encoding="utf-8") for path in paths}
    modules = definitions(files).items()
    assert {name: m for name, m in modules if len(m) > 1 and name not in SHARED} == {}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("found = 1", ["1: the name found"]),
        ("x.told = 1\n_told: int = 1", ["1: the name told", "2: the name _told"]),
        ("def sign(address): pass", ["1: the name sign", "1: the name address"]),
        ("try:\n    1\nexcept OSError as wrong:\n    2", ["3: the name wrong"]),
        ("for place, (one, x) in y: pass", ["1: the name place", "1: the name one"]),
        ("match x:\n    case {'a': seen}: pass", ["2: the name seen"]),
        ("with x as (made, y): pass", ["1: the name made"]),
        ("[one for one in x if one]", []),
        ("matches = found(told)", []),
        ("places_of = wrong.address", []),
    ],
)
def test_banned_names_are_found_where_they_are_bound(source: str, names: list[str]) -> None:
    assert sorted(violations("x.py", source)) == sorted(f"x.py:{name}" for name in names)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("x is no key", ["1: “is no”"]),
        ("x is no longer a key, and is no more than that", []),
        ("there are no keys", ["1: “are no”"]),
        ("x has to be y", ["1: “has to be”"]),
        ("It has to be; it has\nto be.", ["1: “has to be”", "1: “has to be”"]),
        ("one\nIt stands\nthere.", ["2: “stands there”"]),
        ("Standing in a list, x stands for y.", ["1: “Standing in”"]),
        ("An address; addresses.", ["1: “address”", "1: “addresses”"]),
        ("An email address, an e-mail address, an IP address, the address bar.", []),
        ("`address`, <address>, </address>, <picture>, address_of, addressed", []),
        ("The equals sign, a plus sign, vowel signs; sign in.", []),
        ("a sign", ["1: “sign”"]),
        ("a blank line, blank lines, about:blank, target=_blank", []),
        ("a blank", ["1: “blank”"]),
        ("Mistakes were told.", ["1: “Mistakes”", "1: “told”"]),
        ("pictures of a moment", ["1: “pictures”", "1: “moment”"]),
        ("It leads nowhere; a lead image", ["1: “leads nowhere”"]),
        ("the way back, held back, old news, anew, for good", [
            "1: “way back”", "1: “held back”", "1: “old news”", "1: “anew”", "1: “for good”"]),
        ("``` and `x\nis no`", ["2: “is no”"]),
    ],
)  # fmt: skip
def test_banned_phrases_are_found_in_prose(text: str, phrases: list[str]) -> None:
    assert list(violations("x.md", text)) == [f"x.md:{phrase}" for phrase in phrases]


@pytest.mark.parametrize(
    ("path", "source", "phrases"),
    [
        ("x.py", 'x = 1  # a sign\n"""Two\nblanks."""', ["1: “sign”", "3: “blanks”"]),
        ("x.py", 'x = f"a {moment.sign} {moment!r} is {x} no"', []),
        ("x.py", 'x = f"a moment {x}"', ["1: “moment”"]),
        ("x.py", "address_of(x.picture)  # noqa", []),
        ("theme/x.html", "{{ moment }}\n{% if sign %}a sign{% endif %}", ["2: “sign”"]),
        ("theme/x.html", "{# a sign #}<p class='picture'>", ["1: “sign”", "1: “picture”"]),
    ],
)
def test_prose_is_found_in_code_and_templates(path: str, source: str, phrases: list[str]) -> None:
    assert list(violations(path, source)) == [f"{path}:{phrase}" for phrase in phrases]


def test_definitions_of_one_name_are_found() -> None:
    sources = {"a.py": "def x(): pass\nclass Y: pass\nz = 1", "b.py": "async def x(): pass\nz = 2"}
    assert definitions(sources) == {"x": ["a.py", "b.py"], "Y": ["a.py"]}
