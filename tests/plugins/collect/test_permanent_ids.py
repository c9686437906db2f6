"""Permanent ids: what they hold on to, and when two posts have one."""

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from plugins.collect.permanent_ids import permanent_id, refuse_shared_ids

SITE = "9f4f8e8f-64f6-4a3c-9d5e-0a4b0f6e2b11"
OTHER = "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21"
OWN = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
PATH = "28521c5e-ad8b-52a1-8e16-a9899a26e837"


def front(file: str = "content/posts/2025/a.md", **keys: str) -> FrontMatter:
    return FrontMatter(file, lines={"id": 6}, **keys)  # type: ignore[arg-type]


def test_an_id_of_its_own_goes_before_the_path() -> None:
    assert permanent_id(front(id=OWN), SITE) == OWN


def test_a_path_gives_the_same_id_for_good() -> None:
    assert permanent_id(front(), SITE) == PATH


@pytest.mark.parametrize("keys", [{"title": "T"}, {"slug": "s"}, {"summary": "S"}])
def test_what_is_said_in_the_post_changes_no_id(keys: dict[str, str]) -> None:
    assert permanent_id(front(**keys), SITE) == PATH


def test_neither_does_the_name_of_the_content_folder() -> None:
    assert permanent_id(front("elsewhere/posts/2025/a.md"), SITE) == PATH


def test_another_path_or_another_site_gives_another_id() -> None:
    moved, elsewhere = permanent_id(front("content/posts/a.md"), SITE), permanent_id(front(), OTHER)
    assert len({moved, elsewhere, PATH}) == 3


def test_a_name_is_the_same_however_a_system_writes_its_accents() -> None:
    composed, decomposed = front("content/posts/\u00e9.md"), front("content/posts/e\u0301.md")
    assert permanent_id(composed, SITE) == permanent_id(decomposed, SITE)


@pytest.mark.parametrize(
    ("posts", "files"),
    [
        ([(OWN, front(id=OWN)), (OTHER, front("content/b.md", id=OTHER))], []),
        ([(OWN, front("content/b.md", id=OWN)), (OWN, front("content/a.md", id=OWN))],
         ["content/b.md:6"]),
        ([(OWN, front("content/a.md")), (OWN, front("content/b.md", id=OWN))],
         ["content/a.md:6"]),
    ],
)  # fmt: skip
def test_the_later_post_or_the_one_without_a_line_is_refused(
    posts: list[tuple[str, FrontMatter]], files: list[str]
) -> None:
    report = Report()
    refuse_shared_ids(posts, report)
    assert [f"{finding.path}:{finding.line}" for finding in report.errors] == files
