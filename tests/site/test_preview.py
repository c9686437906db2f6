"""A preview says of each draft and scheduled post, wherever it is listed, that readers lack it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import build_in, lay_out

HEAD = (
    "title: {title}\nauthors: [Ada Writer]\ncategory: News\ntags: [Chips]\n"
    "series: A series\ncompanies: [Acme]\nslug: {slug}\n"
)
CORRECTION = "corrections:\n  - {date: 2025-06-02, text: A name was wrong.}\n"


def post(title: str, slug: str, *lines: str) -> str:
    """A post that lists of all kinds have."""
    head = HEAD.format(title=title, slug=slug) + "\n".join(lines)
    return f"---\n{head}\n---\n\nText on chips by Acme.\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A preview with a draft and a scheduled post beside public ones."""
    folder = lay_out(
        tmp_path_factory.mktemp("preview"),
        {
            "content/posts/public.md": post("Public", "public", "date: 2025-06-01"),
            "content/posts/draft.md": post(
                "Unfinished", "draft", "date: 2025-06-01 10:00", "status: draft", CORRECTION
            ),
            "content/posts/later.md": post("Coming", "later", "date: 2026-06-01"),
            "content/posts/entwurf.md": post(
                "Entwurf", "public", "date: 2025-06-01", "lang: de", "status: draft"
            ),
            "content/pages/plans.md": "---\ntitle: Plans\nstatus: draft\n---\n\nNot yet.\n",
        },
    )
    return build_in(folder, "--preview")


def marked(output: Path, page: str, title: str) -> set[str]:
    """What is said beside each link on a page that has a title as its text."""
    soup = BeautifulSoup((output / page / "index.html").read_text("utf-8"), "lxml")
    marks = set()
    for link in soup.find_all("a"):
        if title in link.get_text():
            element = link if link.select_one(".unpublished-mark") else link.parent
            assert isinstance(element, Tag)
            mark = element.select_one(".unpublished-mark")
            marks.add(mark.get_text() if mark else "")
    return marks


@pytest.mark.parametrize(
    ("page", "title", "mark"),
    [
        ("", "Unfinished", "Draft"), ("", "Coming", "Scheduled"), ("", "Public", ""),
        ("archive", "Unfinished", "Draft"), ("category/news", "Unfinished", "Draft"),
        ("tag/chips", "Coming", "Scheduled"), ("author/ada-writer", "Unfinished", "Draft"),
        ("2025", "Unfinished", "Draft"), ("company/acme", "Coming", "Scheduled"),
        ("corrections", "Unfinished", "Draft"),
        ("2025/06/public", "Unfinished", "Draft"),  # in the series, and as the neighbor
        ("2025/06/public", "Entwurf", "Draft"),  # the translation
        ("2025/06/draft", "Coming", "Scheduled"),
    ],
)  # fmt: skip
def test_a_post_that_readers_lack_is_marked_in_each_list(
    output: Path, page: str, title: str, mark: str
) -> None:
    assert marked(output, page, title) == {mark}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("2025/06/draft", "Draft: only this preview shows it."),
        ("2026/06/later", "Scheduled: only this preview shows it."),
        ("plans", "Draft: only this preview shows it."),
    ],
)
def test_its_own_page_says_so(output: Path, page: str, text: str) -> None:
    soup = BeautifulSoup((output / page / "index.html").read_text("utf-8"), "lxml")
    assert [element.get_text() for element in soup.select(".unpublished")] == [text]
