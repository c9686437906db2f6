"""The words of the theme: each that templates and code name exists, and each is named."""

import re
from pathlib import Path

import pytest

from newsroom.config.entity_kinds import KINDS
from newsroom.content.document import BODY_WORDS
from newsroom.content.front_matter.nested_fields import SOURCE_KINDS
from newsroom.content.github_markup import STATES
from newsroom.locale.catalog import RESERVED
from newsroom.locale.template_words import find_words, read_templates, unknown_words
from newsroom.locale.vocabulary import read_vocabulary
from tests.conftest import ROOT
from tests.interface import VOCABULARY

ENGLISH = VOCABULARY.english
THEME = ROOT / "theme"
TEMPLATES = read_templates([THEME / "templates"], THEME.parent)
CODE = {
    path: path.read_text(encoding="utf-8")
    for folder in (ROOT / "newsroom", ROOT / "plugins")
    for path in folder.rglob("*.py")
}
SCRIPT = (THEME / "static" / "js" / "search.js").read_text(encoding="utf-8")
TEXT = re.compile(r"""\.text\(\s*["'](\w+)["'][,)]""")
PATTERN = re.compile(r'"(\w+_pattern)"')
LITERAL = re.compile(r'"(\w+)"')
# Keys of which code makes a part, or that are in a table.
MADE = {
    *KINDS, *KINDS.values(), *(f"posts_on_{kind}" for kind in KINDS),
    *(f"source_{kind}" for kind in SOURCE_KINDS),
    *STATES.values(),
    *(f"alert_{kind}" for kind in ("note", "tip", "important", "warning", "caution")),
    "video", "video_on", "audio", "audio_on", "draft", "scheduled",
    *(f"filter_{name}" for name in ("section", "year", "author", "entity", "language")),
}  # fmt: skip


def named_words() -> set[str]:
    """The keys that templates and code name."""
    names = {key for text in TEMPLATES.values() for _, key, _ in find_words(text)} - RESERVED
    names |= {key for text in (*TEMPLATES.values(), *CODE.values()) for key in TEXT.findall(text)}
    names |= {key for text in CODE.values() for key in PATTERN.findall(text)}
    return names | script_words() | MADE


def script_words() -> set[str]:
    """The keys that the search page gives to its script."""
    form = TEMPLATES["theme/templates/parts/search_form.html"]
    return {
        key for call in re.findall(r"words\.json\(([^)]*)\)", form) for key in LITERAL.findall(call)
    }


def test_every_word_that_is_named_exists_and_every_word_is_named() -> None:
    assert [str(problem) for problem in unknown_words(TEMPLATES, ENGLISH)] == []
    assert named_words() == ENGLISH.keys()


def test_the_words_of_bodies_exist() -> None:
    assert ENGLISH.keys() >= BODY_WORDS


def test_the_script_of_the_search_gets_the_words_that_it_names() -> None:
    names = {*re.findall(r'\bword\("(\w+)"', SCRIPT)}
    names |= {n for key in re.findall(r'\bkey\("(\w+)"', SCRIPT) for n in (key, f"{key}_for")}
    assert names == script_words()


@pytest.mark.parametrize("path", sorted((THEME / "locale").glob("*.yaml")), ids=str)
def test_a_catalog_of_the_theme_is_complete(path: Path, tmp_path: Path) -> None:
    vocabulary, problems = read_vocabulary(THEME, tmp_path, path.stem)
    assert [str(problem) for problem in problems] == []
    assert vocabulary.catalogs[path.stem].keys() == ENGLISH.keys()


def test_templates_and_the_script_have_no_words() -> None:
    """A text between tags, or a value that is read out, is a word of the interface."""
    prose = re.compile(r'>[^<>{}]*[A-Za-z]{3,}[^<>{}]*<|aria-label="[^{"]*[A-Za-z]')
    offenders = {
        path: match[0]
        for path, text in TEMPLATES.items()
        if path.endswith(".html")
        and (match := prose.search(re.sub(r"\{[{%#].*?[#%}]\}", "{}", text)))
    }
    assert offenders == {}
