"""Settings of Pelican that have no effect here."""

import re
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.pelican_names import (
    EFFECTIVE,
    WITHOUT_DEFAULT,
    names_without_effect,
    settings_without_effect,
)
from newsroom.config.settings import OURS

TEMPLATES = ("tags", "glossary")


@pytest.mark.parametrize(
    ("name", "has_effect"),
    [
        ("SITENAME", True),
        ("TIMEZONE", True),
        ("FEEDS", True),
        ("ARTICLE_URL", True),
        ("ARTICLE_EXCLUDES", True),
        ("JINJA_GLOBALS", True),
        ("TAGS_URL", True),
        ("GLOSSARY_URL", True),
        ("not_upper", True),
        ("ARTICLE_SAVE_AS", False),
        ("GLOSSARY_SAVE_AS", False),
        ("FEED_ALL_ATOM", False),
        ("PAGINATION_PATTERNS", False),
        ("READERS", False),
        ("SUMMARY_MAX_LENGTH", False),
        ("ARTICLE_ORDER_BY", False),
        ("TEMPLATE_PAGES", False),
        ("DEFAULT_CATEGORY", False),
        ("AUTHOR", False),
    ],
)
def test_names_have_an_effect_or_none(name: str, *, has_effect: bool) -> None:
    useless = names_without_effect([name], OURS, TEMPLATES)
    assert useless == (set() if has_effect else {name})


def test_what_a_file_assigns_is_a_warning_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pelicanconf.py").write_text("READERS = {}\nPATH = 'x'\nFEED_RSS = None\n")
    Path("publishconf.py").write_text("from pelicanconf import *\nFEED_RSS = 'x'\n")
    names = names_without_effect(DEFAULT_CONFIG | {"FEED_RSS": "x"}, OURS)
    rows = [(*d.location.split(":")[:2], d.code, d.text) for d in settings_without_effect(names)]
    assert rows == [
        ("publishconf.py", "2", "setting/no-effect",
         "the setting FEED_RSS of Pelican has no effect here; remove it"),
        ("pelicanconf.py", "1", "setting/no-effect",
         "the setting READERS of Pelican has no effect here; remove it"),
    ]  # fmt: skip


def test_effective_names_are_names_of_pelican() -> None:
    urls = {name for name in EFFECTIVE if re.fullmatch("(INDEX|ARCHIVE|TAGS|AUTHORS)_URL", name)}
    assert {*EFFECTIVE} - urls <= DEFAULT_CONFIG.keys() | WITHOUT_DEFAULT
