"""URLs in the HTML of a post, in each of the ways in which browsers read one."""

import re

import pytest

from newsroom.diagnostics.errors import UserError
from tests.conftest import FIXTURES, MakeSite, build_here
from tests.newsroom.checks.good import errors_in

HEAD = """\
---
title: T
date: 2025-05-01
authors: [Ada Writer]
category: Practice
---

Text.

<div>
"""
LINE = HEAD.count("\n") + 1  # the line of the HTML
PLAN = (FIXTURES / "site/content/images/plan.svg").read_text(encoding="utf-8")
SVG = '<svg viewBox="0 0 9 9">{}</svg>'
# The HTML, how it is published, and the files that it names.
HTML = [
    ("<img src=it's.svg alt=x>", ' src="/posts/it%27s.svg"', ["it's.svg"]),
    ("<img src = 'a b.svg' alt=x>", ' src="/posts/a%20b.svg"', ["a b.svg"]),
    ("<IMG SRC=a.svg ALT=x>", ' src="/posts/a.svg"', ["a.svg"]),
    ("<a href=next.md>x</a>", ' href="/2025/05/next/"', ["next.md"]),
    ("<a href=next.md#end>x</a>", ' href="/2025/05/next/#end"', ["next.md"]),
    (
        '<img srcset="a.svg, b.svg 2x" src="/images/plan.svg" alt="x">',
        ' srcset="/posts/a.svg, /posts/b.svg 2x"',
        ["a.svg", "b.svg"],
    ),
    (SVG.format('<image href="a.svg"/>'), ' href="/posts/a.svg"', ["a.svg"]),
    (SVG.format("<image xlink:href=a.svg></image>"), ' xlink:href="/posts/a.svg"', ["a.svg"]),
    ("<table background=a.svg><tr><td>x</table>", ' background="/posts/a.svg"', ["a.svg"]),
    ("<video poster=a.svg controls></video>", ' poster="/posts/a.svg"', ["a.svg"]),
    ("<object data=a.svg>x</object>", ' data="/posts/a.svg"', ["a.svg"]),
]
NEXT = f"{HEAD.replace('title: T', 'title: N')}\n<p id=end>x</p></div>\n"


def lay_out_post(make_site: MakeSite, html: str, files: list[str]) -> None:
    """Make a site with a post of this HTML, which may be active, and these files beside it."""
    posts = {f"content/posts/{name}": NEXT if name.endswith(".md") else PLAN for name in files}
    site = make_site({"content/posts/x.md": f"{HEAD}{html}\n</div>\n", **posts})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('ACTIVE_HTML = {"allow": ["posts/x.md"]}\n')


@pytest.mark.parametrize(("html", "published", "files"), HTML)
def test_urls_are_resolved_and_files_copied(
    make_site: MakeSite, html: str, published: str, files: list[str]
) -> None:
    lay_out_post(make_site, html, files)
    output = build_here()
    page = (output / "2025/05/x/index.html").read_text(encoding="utf-8")
    assert published in page
    copied = {str(path.relative_to(output)) for path in (output / "posts").glob("*")}
    assert copied == {f"posts/{name}" for name in files if name.endswith(".svg")}
    assert errors_in(output) == []


@pytest.mark.parametrize(("html", "published", "files"), HTML)
def test_missing_files_are_errors_at_their_line(
    make_site: MakeSite, html: str, published: str, files: list[str]
) -> None:
    lay_out_post(make_site, html, [])
    with pytest.raises(UserError) as error:
        build_here()
    missing = r'x\.md:(\d+): error: link "([^"#]+).* \[link/not-found\]'
    assert re.findall(missing, str(error.value)) == [(str(LINE), name) for name in files]
    assert published
