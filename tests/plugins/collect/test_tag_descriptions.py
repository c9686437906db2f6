"""Descriptions of tags."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.site.articles import Term
from newsroom.site.model import Site
from plugins.collect.tag_descriptions import attach_tag_descriptions
from tests.model import LAYOUT, make_site, make_term


def described(folder: Path, text: str) -> tuple[Site, Term]:
    """A site with the tag “Chips” after its file of descriptions was read."""
    (folder / "tags.yaml").write_text(text, encoding="utf-8")
    tag = make_term("tag", "Chips")
    site = make_site(layout=replace(LAYOUT, content=folder), tags=(tag,))
    attach_tag_descriptions(site)
    return site, tag


def test_a_tag_has_the_description_of_the_file(tmp_path: Path) -> None:
    site, tag = described(tmp_path, "- name: Chips\n  description: What computes.\n")
    assert tag.description == "What computes."
    assert not site.report.diagnostics


def test_a_site_without_the_file_has_none(tmp_path: Path) -> None:
    tag = make_term("tag", "Chips")
    site = make_site(layout=replace(LAYOUT, content=tmp_path), tags=(tag,))
    attach_tag_descriptions(site)
    assert tag.description == ""
    assert not site.report.diagnostics


CHIPS = "- {name: Chips, description: A.}\n"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "- {name: Chip, description: B.}",
            'warning: no post has the tag "Chip"; did you mean "Chips"?',
        ),
        (
            "- {name: Zebras, description: B.}",
            'warning: no post has the tag "Zebras"; remove the entry',
        ),
        (
            "- {name: Chips, description: B.}",
            'warning: the tag "Chips" has a description in line 1; remove the entry',
        ),
        ("- {name: Chips}", 'error: missing key "description"; add `description: …`'),
        (
            "- {name: Chips, description: B., text: C.}",
            'error: unknown key "text"; keys: name, description',
        ),
    ],
)
def test_an_entry_that_is_not_used_is_reported(tmp_path: Path, text: str, error: str) -> None:
    site, tag = described(tmp_path, CHIPS + text)
    (diagnostic,) = site.report.diagnostics
    assert str(diagnostic).startswith(f"{tmp_path.name}/tags.yaml:2: {error} [")
    assert tag.description == "A."
