"""Editions: their files, their posts by category, and their pages."""

from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import MakeSite, build_here

FIRST, SECOND = "5d15cf2b-5c6d-56f1-9179-bdc0d8905106", "6088665b-78e9-58b0-b2db-5cbd4a286481"


def links(page: Path) -> list[str]:
    """Return the URLs in the main part of a page."""
    main = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").main
    assert main
    return [str(link["href"]) for link in main.find_all("a")]


def test_pages_of_editions(make_site: MakeSite) -> None:
    make_site({
        "content/editions/2025-W02.yaml": f"- {FIRST}\n",
        "content/editions/2025-W08.yaml": f"- {SECOND}\n",
        "content/editions/.DS_Store": b"\x00\xff",
        "content/pages/x.md": "---\ntitle: X\n---\n[That week](/editions/2025-w02/)\n",
    })  # fmt: skip
    output = build_here()
    assert links(output / "editions" / "index.html") == [
        "/editions/2025-w08/", "/2025/02/second/", "/editions/2025-w02/", "/2025/01/first/"
    ]  # fmt: skip
    urls = links(output / "editions" / "2025-w02" / "index.html")
    assert "/editions/" in urls
    assert "/2025/01/first/" in urls
    assert not [link for link in urls if "second" in link]
    assert 'href="/editions/"' in (output / "404.html").read_text(encoding="utf-8")


def test_no_editions_no_pages(make_site: MakeSite) -> None:
    make_site()
    output = build_here()
    assert not (output / "editions").exists()
    assert "/editions/" not in (output / "index.html").read_text(encoding="utf-8")
