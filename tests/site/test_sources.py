"""Sources of posts as readers see them, and posts that must name one and do not."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.build.builder import build
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here

ADVICE = "post in News without a source; add sources, with title and url [source/missing]"
SETTING = 'SOURCES = {"categories": ["News"], "required": True}\n'
HEAD = "---\ntitle: T\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: News\n"


def test_a_source_that_is_required_stops_the_build(make_site: MakeSite) -> None:
    site = make_site({"content/posts/bare.md": f"{HEAD}---\n\nText.\n"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(SETTING)
    with pytest.raises(UserError) as refused:
        build_here()
    report = f"content/posts/bare.md:5: error: {ADVICE}\n1 error in 1 file; nothing was built"
    assert str(refused.value) == report


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


def test_a_host_is_encoded_by_idna_2008_everywhere(make_site: MakeSite) -> None:
    """By IDNA 2003, `straße.example` would be `strasse.example`, the domain of another owner."""
    sources = "sources: [{title: A, url: 'https://straße.example/p'}]\n"
    image = "![A chart](https://straße.example/a.png)"
    make_site({"content/posts/full.md": f"{HEAD}{sources}---\n\n{image}\n"})
    folder = build_here() / "2025/05/full"
    copy = (folder / "index.md").read_text(encoding="utf-8")
    assert "](<https://xn--strae-oqa.example/p>) (straße.example)" in copy
    policy = " https://xn--strae-oqa.example; manifest-src"
    assert policy in (folder / "index.html").read_text(encoding="utf-8")
    assert policy in Path("output/_headers").read_text(encoding="utf-8")
    files = [path for path in Path("output").rglob("*") if path.is_file()]
    assert [path for path in files if b"strasse" in path.read_bytes()] == []
