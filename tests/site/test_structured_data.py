"""The structured data of lists and pages, and where there is none."""

import shutil

from tests.conftest import MakeSite, build_here
from tests.markup import article, blocks, graph, read
from tests.posts import post_text


def test_policies_are_named_where_their_pages_exist(make_site: MakeSite) -> None:
    make_site(
        {
            "content/pages/contact.md": None,
            "content/pages/ethics.md": "---\ntitle: Ethics\n---\n\nText.\n",
            "content/pages/masthead.md": "---\ntitle: Us\nstatus: hidden\n---\n\nText.\n",
            "content/pages/hindi.md": "---\ntitle: X\nslug: ownership\nlang: hi\n---\n\nText.\n",
        }
    )
    publisher = article(read(build_here() / "2025/01/first/index.html"))["publisher"]
    policies = {key for key in publisher if key.endswith(("Policy", "Info")) or key == "masthead"}
    assert policies == {"correctionsPolicy", "ethicsPolicy"}


def test_old_urls_and_what_is_not_found_have_none(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="A", more="aliases: [old]")})
    output = build_here()
    assert blocks(read(output / "2025/04/a/index.html")) != []
    for path in ("2025/04/old/index.html", "404.html"):
        assert blocks(read(output / path)) == []


def test_a_theme_without_a_mark_has_a_publisher_without_one(make_site: MakeSite) -> None:
    site = make_site()
    theme = (site / "theme").resolve()
    (site / "theme").unlink()
    shutil.copytree(theme, site / "theme")
    (site / "theme" / "static" / "favicon.svg").unlink()
    page = read(build_here() / "index.html")
    assert "logo" not in graph(page)[0]["publisher"]
    assert page.select('[property^="og:image"]') == []
