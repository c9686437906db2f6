"""What README, CONTRIBUTING and docs/ name exists: files and headings."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PROJECT = Path(str(ROOT))
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted(PROJECT.glob("docs/*.md"))]
LINK = re.compile(r"\[[^\[\]]*\]\((?P<path>[^)#\s]*)(?:#(?P<fragment>[^)\s]*))?\)")
CODE_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def prose(page: Path) -> str:
    """Return the text of a page without code."""
    return INLINE_CODE.sub("", CODE_BLOCK.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Return the fragments of the headings of a page, as GitHub derives them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", text).strip().lower().replace(" ", "-") for text in headings}


def broken_links(page: Path) -> Iterator[str]:
    """Yield the links of a page to files or headings that do not exist."""
    for link in LINK.finditer(prose(page)):
        if "//" in link["path"]:
            continue
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        if not target.exists() or (link["fragment"] and link["fragment"] not in anchors(target)):
            yield f"{page.name}: {link[0]}"


def test_links_lead_to_files_and_headings() -> None:
    assert [link for page in PAGES for link in broken_links(page)] == []


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {link["path"] for link in LINK.finditer(prose(PROJECT / "README.md"))}
    assert {f"docs/{page.name}" for page in PROJECT.glob("docs/*.md")} - linked == set()
