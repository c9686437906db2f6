"""The copy of an article in Markdown: what the page says, in the words of the writer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.build.builder import build
from newsroom.diagnostics.errors import UserError
from plugins.publish import markdown_copy
from tests.conftest import MakeSite, build_here

SAID = """---
title: Said
date: 2025-05-02 09:00
authors: [Ada Writer]
category: News
sources: [{title: A source, url: "https://<script>x()</script>/"}]
---

Text.
"""


def test_a_host_with_a_script_is_text(make_site: MakeSite) -> None:
    make_site({"content/posts/said.md": SAID})
    copy = (build_here() / "2025/05/said/index.md").read_text(encoding="utf-8")
    assert "(&lt;script>x()<)" in copy


def test_a_copy_with_a_script_is_refused(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the template or the replacement of URLs leaves in it."""
    make_site({"content/posts/said.md": SAID})
    monkeypatch.setattr(markdown_copy, "copy_body", lambda *_: "<b onclick='x()'>y</b>")
    with pytest.raises(
        UserError, match=r"said\.md:8: error: .*onclick= on <b> in the Markdown copy"
    ):
        build_here()


FULL = """---
title: "A full* <post> [1] & more"
date: 2025-05-02 09:00
modified: 2025-05-03
authors: [Ada Writer, Ben Helper]
category: News
tags: [Chips]
slug: नमस
summary: "What it says: 5 < 6."
image: plan.svg
image_alt: A plan [of a house].
image_caption: The caption.
image_credit: The credit.
sources:
  - {title: "A [paper]", url: "https://www.example.org/p_(1)?a=1&b=2", kind: paper}
  - {title: Another, url: "https://example.net/"}
corrections:
  - {date: 2025-05-04, text: A \\*number\\* was wrong.}
made_with: Charts were drawn by hand.
companies: [Secret Key Company]
---

See [the first](first.md#a-heading), [here](#one), [the tag]({tag}chips) and [a page](/about/).

![A plan](/images/plan.svg "Caption")

## One

`[the first](first.md)` and [elsewhere](https://example.com/first.md).

```md
[the first](first.md)
```

<a href="second.md">Raw</a>
"""
COPY = """# A full\\* &lt;post> \\[1\\] & more

- Written by: [Ada Writer](T/author/ada-writer/), [Ben Helper](T/author/ben-helper/)
- Published on: 2025-05-02T09:00:00+05:30
- Updated on: 2025-05-04T00:00:00+05:30
- Section: [News](T/category/news/)
- Canonical URL: <T/2025/05/%E0%A4%A8%E0%A4%AE%E0%A4%B8/>

> What it says: 5 < 6.

![A plan \\[of a house\\].](T/images/plan.svg)

The caption.

The credit.

See [the first](T/2025/01/first/#a-heading), [here](T/2025/05/%E0%A4%A8%E0%A4%AE%E0%A4%B8/#one), \
[the tag](T/tag/chips/) and [a page](T/about/).

![A plan](T/images/plan.svg "Caption")

## One

`[the first](first.md)` and [elsewhere](https://example.com/first.md).

```md
[the first](first.md)
```

<a href="T/2025/02/second/">Raw</a>

## Sources

- [A \\[paper\\]](<https://www.example.org/p_(1)?a=1&b=2>) (paper, example.org)
- [Another](<https://example.net/>) (example.net)

## Corrections

- 2025-05-04T00:00:00+05:30: A \\*number\\* was wrong.

How this was made: Charts were drawn by hand.
"""


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/blog"])
def test_the_copy_says_what_the_page_says(make_site: MakeSite, url: str) -> None:
    site = make_site({"content/posts/full.md": FULL})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f'SITEURL = "{url}"\n')
    copy = (build_here() / "2025/05/नमस/index.md").read_bytes()
    assert copy.decode("utf-8") == COPY.replace("T/", f"{url}/")


HEAD = "---\ntitle: T\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: Practice\n"


def test_a_plain_post_has_a_plain_copy(make_site: MakeSite) -> None:
    make_site({"content/posts/x.md": f"{HEAD}---\n\n\nText.\n\n"})
    assert (build_here() / "2025/05/x/index.md").read_text(encoding="utf-8") == (
        "# T\n\n- Written by: [Ada Writer](http://127.0.0.1:8000/author/ada-writer/)\n"
        "- Published on: 2025-05-01T00:00:00+05:30\n"
        "- Section: [Practice](http://127.0.0.1:8000/category/practice/)\n"
        "- Canonical URL: <http://127.0.0.1:8000/2025/05/x/>\n\nText.\n"
    )


def copies(output: Path) -> Iterator[str]:
    """The folders that hold a copy."""
    return (file.parent.relative_to(output).as_posix() for file in output.rglob("*.md"))


POSTS = {
    "content/posts/hidden.md": f"{HEAD}status: hidden\n---\n\nText.\n",
    "content/posts/draft.md": f"{HEAD}status: draft\n---\n\nText.\n",
    "content/posts/scheduled.md": f"{HEAD.replace('2025', '2027')}---\n\nText.\n",
    "content/posts/first-hi.md": f"{HEAD}slug: first\nlang: hi\n---\n\nText.\n",
    "content/posts/foreign.md": f"{HEAD}canonical: https://y.example/ü\n---\n\nText.\n",
}
PUBLIC = {"2025/01/first", "2025/02/second", "2025/03/third", "hi/2025/05/first", "2025/05/foreign"}


def test_what_is_published_has_a_copy_and_nothing_else_has(make_site: MakeSite) -> None:
    make_site(POSTS)
    output = build_here()
    assert set(copies(output)) == PUBLIC
    hidden = (output / "2025/05/hidden/index.html").read_text(encoding="utf-8")
    assert "text/markdown" not in hidden
    foreign = (output / "2025/05/foreign/index.md").read_text(encoding="utf-8")
    assert "- Canonical URL: <https://y.example/%C3%BC>\n" in foreign


def test_a_preview_copies_nothing_that_is_not_public(make_site: MakeSite) -> None:
    make_site(POSTS)
    build("pelicanconf.py", Path("output"), preview=True)
    assert set(copies(Path("output"))) == PUBLIC


def test_the_page_names_its_copy(make_site: MakeSite) -> None:
    make_site()
    output = build_here()
    for folder in copies(output):
        page = BeautifulSoup((output / folder / "index.html").read_bytes(), "lxml")
        links = page.select('head link[rel="alternate"][type="text/markdown"]')
        assert [link["href"] for link in links] == [f"/{folder}/index.md"]
