"""What a post relies on, as readers see it, and posts that have to say it and do not."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.build.builder import build
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here

ADVICE = "a post in News names no source; add sources, with title and url"
SETTING = 'SOURCES = {"categories": ["News"], "required": True}\n'
HEAD = "---\ntitle: T\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: News\n"


def test_a_source_that_is_required_stops_the_build(make_site: MakeSite) -> None:
    site = make_site({"content/posts/bare.md": f"{HEAD}---\n\nText.\n"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(SETTING)
    with pytest.raises(UserError) as refused:
        build_here()
    told = f"content/posts/bare.md:5: {ADVICE}\n1 error in 1 file; nothing was built"
    assert str(refused.value) == told


def test_a_draft_without_sources_can_be_previewed(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    site = make_site({"content/posts/bare.md": f"{HEAD}status: draft\n---\n\nText.\n"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(SETTING)
    build("pelicanconf.py", Path("output"), preview=True)
    assert capfd.readouterr().err == f"content/posts/bare.md:5: warning: {ADVICE}\n"


def test_the_block_shows_title_kind_and_host(make_site: MakeSite) -> None:
    sources = (
        "sources:\n  - {title: 'A “paper” & <more>', url: 'https://www.a.example/?x=1&y=2', "
        "kind: paper}\n  - {title: B, url: 'https://xn--bcher-kva.example/'}\n"
    )
    make_site({"content/posts/full.md": f"{HEAD}{sources}---\n\nText.\n"})
    page = BeautifulSoup((build_here() / "2025/05/full/index.html").read_bytes(), "lxml")
    rows = [
        (
            item.a and item.a["href"],
            *(" ".join(part.get_text().split()) for part in item.select("a, .origin")),
        )
        for item in page.select(".sources li")
    ]
    assert rows == [
        ("https://www.a.example/?x=1&y=2", "A “paper” & <more>", "paper a.example"),
        ("https://xn--bcher-kva.example/", "B", "bücher.example"),
    ]
