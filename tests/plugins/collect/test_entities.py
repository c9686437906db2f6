"""Entities in a build: every article has them, the file is read, similar names are warned about."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.site.model import Site
from plugins.collect.entities import attach_entities, slugify_names
from tests.model import LAYOUT, make_article, make_settings, make_site


def plain(name: str) -> str:
    return name.lower().replace(" ", "-")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("GPT-4o", "gpt-4o"),
        ("-A b-", "a-b"),
        ("x" * 300, "x" * 200),
        ("word " * 60, "-".join(["word"] * 40)),
    ],
)
def test_slugs_of_names(name: str, slug: str) -> None:
    layout = replace(LAYOUT, slugify={"entity": plain})
    assert slugify_names(layout)(name) == slug


REGISTRY = """companies:
  - name: OpenAI
    aliases: [Open AI]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with two posts, a translation and a hidden post."""
    (tmp_path / "entities.yaml").write_text(REGISTRY, encoding="utf-8")
    site = make_site(
        make_settings(),
        articles=(
            make_article("b", companies=("Open AI",), topics=("Chips",)),
            make_article("a", companies=("OpenAI", "Acme"), topics=("Chip",)),
        ),
        translations=(make_article("t", companies=("OpenAI",)),),
        hidden_articles=(make_article("h", people=("Ada",)), make_article("n")),
    )
    site.layout = replace(LAYOUT, content=tmp_path, slugify={"entity": plain})
    attach_entities(site)
    return site


def test_articles_have_their_entities(site: Site) -> None:
    names = {a.slug: [entity.name for entity in a.entities] for a in site.all_articles}
    assert names == {
        "b": ["OpenAI", "Chips"], "a": ["OpenAI", "Acme", "Chip"], "t": ["OpenAI"],
        "h": ["Ada"], "n": [],
    }  # fmt: skip


def test_an_entity_of_several_listed_posts_has_a_hub(site: Site) -> None:
    urls = {entity.name: entity.url for entity in site.entities}
    assert urls == {"OpenAI": "company/openai/", "Acme": "", "Chips": "", "Chip": "", "Ada": ""}
    assert site.entity_redirects == (("company/open-ai/", "company/openai/"),)


def test_similar_names_are_warnings_at_their_first_use(site: Site) -> None:
    assert {(d.path, d.code) for d in site.report.diagnostics} == {
        ("content/posts/b.md", "entity/similar-name"),
    }


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("entities.yml", b"", "entity/ignored-file"),
        ("entities.yaml", b"\xff", "file/not-utf-8"),
        ("entities.yaml", b"{", "entity/invalid-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, file: str, data: bytes, code: str
) -> None:
    (tmp_path / file).write_bytes(data)
    site = make_site()
    site.layout = replace(LAYOUT, content=tmp_path, slugify={"entity": plain})
    attach_entities(site)
    assert [d.code for d in site.report.diagnostics] == [code]
    assert site.entities == ()
