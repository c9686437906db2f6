"""Entities in a build: every article has them, the file is read, similar names are reported."""

import pytest
from bs4 import BeautifulSoup

from newsroom.build.dry_run import read_content
from newsroom.site.model import Site
from tests.conftest import MakeSite, build_here

HEAD = (
    "---\ntitle: {0}\ndate: 2025-01-0{1} 09:00\nauthors: [Ada Writer]\ncategory: Practice\n{2}---\n"
)
FILE = "models:\n  - name: GPT-4o\n    aliases: [Omni]\n    description: A model.\n"


def post(number: int, lines: str) -> str:
    """A post whose head has more lines from line 6 on."""
    return HEAD.format(f"Post {number}", number, f"{lines}\n") + "\nText.\n"


def read(overlay: dict[str, str], make_site: MakeSite) -> tuple[Site, dict[str, list[str]]]:
    """Read the fixture site with more in it; return it, and the names of each article."""
    make_site(overlay)
    site = read_content("pelicanconf.py").site
    names = {f"{a.slug} {a.lang}": [e.name for e in a.entities] for a in site.all_articles}
    return site, names


def test_every_article_has_them_hidden_and_translated_ones_too(make_site: MakeSite) -> None:
    overlay = {
        "content/entities.yaml": FILE,
        "content/posts/a.md": post(1, "models: [omni, Llama 3]\ncompanies: [Meta]"),
        "content/posts/b.md": post(2, "models: [gpt4o]\nstatus: hidden"),
        "content/posts/a-hi.md": post(3, "models: [GPT 4o]\nlang: hi\nslug: a"),
        "content/posts/c.md": post(4, "models: GPT 4-o"),
    }
    site, names = read(overlay, make_site)
    assert names["a en"] == ["Meta", "GPT-4o", "Llama 3"]
    assert names["b en"] == names["a hi"] == names["c en"] == ["GPT-4o"]
    assert names["first en"] == []
    assert [entity.url for entity in site.entities] == ["", "model/gpt-4o/", ""]
    assert site.entity_redirects == (
        ("model/gpt-4-o/", "model/gpt-4o/"),
        ("model/gpt4o/", "model/gpt-4o/"),
        ("model/omni/", "model/gpt-4o/"),
    )


def test_without_the_file_and_without_names_there_is_nothing(make_site: MakeSite) -> None:
    site, names = read({}, make_site)
    assert (site.entity_redirects, site.entities, names["first en"]) == ((), (), [])


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("Anthropic", "Antropic"), 'the company "Antropic" is similar to "Anthropic"; correct it, '
         "or add it to content/entities.yaml, as an alias or with an entry of its own "
         "[entity/similar-name]"),
        (("Zoe", "Zoë"), 'slug of the company "Zoë" is already used by "Zoe", so that it is zoe-2; '
         "make one an alias of the other in content/entities.yaml, or give it a slug there "
         "[entity/numbered-slug]"),
        (("Anthropic", "Google"), None),
    ],
)  # fmt: skip
def test_a_similar_name_is_a_warning_at_its_first_use(
    make_site: MakeSite,
    capfd: pytest.CaptureFixture[str],
    names: tuple[str, str],
    message: str | None,
) -> None:
    overlay = {
        f"content/posts/{n}.md": post(n, f"companies: [{names[n > 2]}]") for n in range(1, 5)
    }
    make_site(overlay)
    build_here()
    warnings = capfd.readouterr().err.splitlines()
    expected = f"content/posts/3.md:6: warning: {message}"
    assert (expected in warnings) if message else (warnings == [])


def test_a_name_under_two_kinds_is_a_warning_where_fewer_posts_name_it(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = ["companies: [Ollama]", "companies: [OLLAMA]", "tags: [x]\npeople: [ollama]"]
    make_site({f"content/posts/{n}.md": post(n, keys) for n, keys in enumerate(lines, start=1)})
    build_here()
    assert capfd.readouterr().err == (
        'content/posts/3.md:7: warning: the person "ollama" is the company "OLLAMA" too; '
        "keep it under one kind, or add it to content/entities.yaml [entity/ambiguous-kind]\n"
    )


def test_a_name_of_the_file_is_not_reported(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    file = "companies: [Antropic, Anthropic]\n"
    make_site({"content/entities.yaml": file, "content/posts/1.md": post(1, file.strip())})
    build_here()
    assert capfd.readouterr().err == ""


def test_a_post_may_link_to_a_hub_by_url_or_name(make_site: MakeSite) -> None:
    link = (
        "[a](/model/gpt-4o/) [b]({model}gpt-4o) [c](/models/) [d](/feeds/model/gpt-4o.atom.xml)\n"
    )
    overlay = {f"content/posts/{n}.md": post(n, "models: [GPT-4o]") + link for n in (1, 2)}
    make_site(overlay)
    html = (build_here() / "2025/01/1/index.html").read_text(encoding="utf-8")
    assert html.count('href="/model/gpt-4o/">') == 3  # with that of the block below the text
    assert 'href="/models/">c' in html


@pytest.mark.parametrize(("letters", "links"), [("ABCDEFGH", 0), ("ABCDEFGHI", 9)])
def test_an_index_with_many_letters_has_links_to_them(
    make_site: MakeSite, letters: str, links: int
) -> None:
    topics = f"topics: [{', '.join(f'{letter}lpha' for letter in letters)}]"
    make_site({f"content/posts/{n}.md": post(n, topics) for n in (1, 2)})
    page = BeautifulSoup((build_here() / "topics/index.html").read_bytes(), "lxml")
    anchors = [str(link["href"]) for link in page.select(".letters a")]
    assert len(anchors) == links
    assert set(anchors) <= {f"#{heading['id']}" for heading in page.select(".entity-index h2")}
