"""What bodies link to and show."""

import pytest

from tests.conftest import MakeSite, build_here
from tests.newsroom.checks.good import errors_in


def test_navigation_has_entries_with_a_target_only(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/pages/contact.md": None})
    html = (build_here() / "index.html").read_text(encoding="utf-8")
    assert ('href="/about/"' in html, 'href="/contact/"' in html) == (True, False)
    assert 'warning: navigation entry "Contact" is left out' in capsys.readouterr().err


@pytest.mark.parametrize("keys", ["status: hidden\n", "lang: hi\nslug: first\n"])
def test_what_hidden_and_translated_posts_link_to_is_there(make_site: MakeSite, keys: str) -> None:
    head = (
        f"title: T\ndate: 2025-05-01\nauthor: Ada Writer\ncategory: Practice\ntags: [Rare]\n{keys}"
    )
    make_site({"content/posts/rare.md": f"---\n{head}---\n\nText.\n"})
    assert errors_in(build_here()) == []


def test_a_site_without_posts_builds(make_site: MakeSite) -> None:
    posts = ("first", "second", "third")
    missing = {f"content/posts/{name}.md": None for name in posts}
    make_site({**missing, "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"})
    assert errors_in(build_here()) == []
