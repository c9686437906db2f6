"""Settings and posts that ask for one URL, or for one that no file of the site can have."""

from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from tests.conftest import FIXTURES, MakeSite, build_here

CONF = (FIXTURES / "site" / "pelicanconf.py").read_text(encoding="utf-8")
WRONG = "content/posts/wrong.md"
HEAD = "title: Wrong\ndate: 2025-04-01\nauthors: [Ada Writer]\ncategory: Practice"
POST = f"---\n{HEAD}\n{{key}}\n---\nText.\n"


def line_of(setting: str) -> int:
    """The line of pelicanconf.py at which the fixture site assigns a setting."""
    return CONF[: CONF.index(f"\n{setting} = ")].count("\n") + 2


def report(site: Path) -> list[str]:
    """The errors of a build, which leaves the output as it was."""
    (site / "output").mkdir()
    (site / "output" / "old.html").write_text("old")
    with pytest.raises(UserError) as raised:
        build_here()
    assert [path.name for path in (site / "output").iterdir()] == ["old.html"]
    return [line for line in str(raised.value).split("\n") if "nothing was built" not in line]


def conf(**urls: str) -> dict[str, str]:
    """Settings with other URLs than those of the fixture site."""
    text = CONF
    for name, url in urls.items():
        start = text.index(f"\n{name} = ") + 1
        text = f'{text[:start]}{name} = "{url}"{text[text.index(chr(10), start) :]}'
    return {"pelicanconf.py": text}


@pytest.mark.parametrize(
    ("urls", "key", "error"),
    [
        ({"ARCHIVE_URL": "tags/"}, "slug: a", f"pelicanconf.py:{line_of('TAGS_URL')}: error: URL "
         "/tags/ of “tags” is already used by “archive”; change TAGS_URL [url/conflict]"),
        ({"TAG_URL": "category/{slug}/"}, "tags: [Practice]", f"{WRONG}:6: error: URL "
         '/category/practice/ of the tag "Practice" is already used by the category "Practice"; '
         "rename one of them [url/conflict]"),
        ({"TAG_URL": "{slug}/"}, "tags: [Archive]", f"{WRONG}:6: error: URL /archive/ of the tag "
         '"Archive" is already used by “archive”; rename one of them [url/conflict]'),
        ({"ARTICLE_URL": "{slug}/"}, "slug: about", f"{WRONG}:6: error: URL /about/ is already "
         "used by content/pages/about.md; give one of them another `slug` [url/conflict]"),
        ({"ARTICLE_URL": "{slug}.html", "PAGE_URL": "{slug}.html/x"}, "slug: about",
         f"{WRONG}:6: error: URL /about.html is a folder of /about.html/x, the URL of "
         "content/pages/about.md; give one of them another `slug` [url/conflict]"),
        ({}, "slug: first", f'{WRONG}:6: error: slug "first" is already used by '
         "content/posts/first.md; give one of them another `slug` [slug/duplicate]"),
        ({}, f"aliases: [/{'d/' * 1001}]", f'{WRONG}:6: error: invalid alias "/{"d/" * 1001}": '
         "longer than 2,000 bytes; shorten it [redirect/invalid-alias]"),
        ({"TAG_URL": "{name}/{slug}/"}, "tags: [../../../x]", f"{WRONG}:6: error: URL "
         '/../../../x/x/ of the tag "../../../x" has the part ".."; rename one of them '
         "[url/invalid]"),
    ],
)  # fmt: skip
def test_a_conflict_is_one_error_at_its_line(
    make_site: MakeSite, urls: dict[str, str], key: str, error: str
) -> None:
    site = make_site({WRONG: POST.format(key=key), **conf(**urls)})
    assert report(site) == [error]


def test_composed_and_decomposed_letters_of_a_slug_are_one_error(make_site: MakeSite) -> None:
    slugs = {"x": "slug: caf\u00e9", "y": "slug: cafe\u0301"}
    posts = {f"content/posts/{name}.md": POST.format(key=key) for name, key in slugs.items()}
    (error,) = report(make_site(posts))
    assert error.startswith("content/posts/y.md:6: error: URL /2025/04/caf")
    assert "already used by content/posts/x.md, because accents are composed" in error
