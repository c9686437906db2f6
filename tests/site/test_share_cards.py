"""The cards of a built site: the file exists, and all that describes a post names it."""

import json
import shutil
from pathlib import Path

from PIL import Image

from newsroom.build.builder import build
from tests.conftest import ROOT, MakeSite, build_here
from tests.markup import meta, read
from tests.posts import post_text

HERE = "http://127.0.0.1:8000"
MOST_BYTES = 150_000


def photograph(path: Path, size: tuple[int, int] = (1200, 800)) -> Path:
    """Write a JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "teal").save(path)
    return path


def shared(page: Path) -> str:
    """The image of a post for others, which all descriptions of its page name alike."""
    tree = read(page)
    (image,) = meta(tree, "og:image")
    assert meta(tree, "twitter:image") == [image]
    (script,) = tree.select('script[type="application/ld+json"]')
    (node,) = (n for n in json.loads(script.text)["@graph"] if n["@type"] == "NewsArticle")
    assert image in [image["url"] for image in node["image"]]
    return image.removeprefix(f"{HERE}/")


def test_a_post_without_a_photograph_has_a_card_that_everything_names(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="A headline", more="slug: a")})
    output = build_here()
    path = shared(output / "2025/04/a/index.html")
    assert path.startswith("cards/a-")
    with Image.open(output / path) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert (output / path).stat().st_size <= MOST_BYTES
    page = read(output / "2025/04/a/index.html")
    assert meta(page, "twitter:card") == ["summary_large_image"]
    assert meta(page, "og:image:alt") == ["A headline"]
    feed = (output / "feeds/all.atom.xml").read_text(encoding="utf-8")
    assert f'<media:content medium="image" type="image/png" url="{HERE}/{path}"' in feed
    (item,) = (
        item
        for item in json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))["items"]
        if item["title"] == "A headline"
    )
    assert item["image"] == f"{HERE}/{path}"
    assert "/cards/*\n  Cache-Control: public, max-age=31536000, immutable" in (
        output / "_headers"
    ).read_text(encoding="utf-8")


def test_a_photograph_is_shared_itself(make_site: MakeSite) -> None:
    more = "slug: a\nimage: a.jpg\nimage_alt: Teal"
    site = make_site({"content/posts/a.md": post_text(title="A", more=more)})
    photograph(site / "content/images/a.jpg")
    output = build_here()
    path = shared(output / "2025/04/a/index.html")
    assert path.startswith("media/a-")
    with Image.open(output / path) as shared_file:
        assert shared_file.width / shared_file.height == 16 / 9
    assert list((output / "cards").glob("a-*")) == []


def test_the_card_follows_the_title_the_author_the_section_and_the_theme(
    make_site: MakeSite,
) -> None:
    site = make_site({"content/posts/a.md": post_text(title="A", more="slug: a")})
    (site / "theme").unlink()
    shutil.copytree(ROOT / "theme", site / "theme")
    post, sheet = site / "content/posts/a.md", site / "theme/static/css/site.css"
    urls = [shared(build_here() / "2025/04/a/index.html")]
    for file, old, new in (
        (post, "title: A", "title: B"),
        (post, "category: News", "category: Practice"),
        (sheet, "  --accent: #b", "  --accent: #a"),
        (site / "theme/static/favicon.svg", "<svg", "<!-- another -->\n<svg"),
        (site / "pelicanconf.py", 'SITENAME = "', 'SITENAME = "The '),
    ):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        output = build_here()
        urls.append(shared(output / "2025/04/a/index.html"))
        assert [path.name for path in (output / "cards").glob("a-*")] == [Path(urls[-1]).name]
    assert len({*urls}) == 6


def test_a_headline_that_no_font_has_is_not_drawn_and_no_error(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="\ua4d0\U00010330", more="slug: a")})
    output = build_here()
    with Image.open(output / shared(output / "2025/04/a/index.html")) as image:
        assert image.size == (1200, 630)


def test_a_site_without_cards_shares_its_logo(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": post_text(title="A", more="slug: a")})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('SHARE_CARDS = {"draw": "never"}\n')
    output = build_here()
    assert "/icons/icon-512-" in meta(read(output / "2025/04/a/index.html"), "og:image")[0]
    assert not (output / "cards").exists()


def test_no_card_is_made_again_with_the_pages_of_another_post(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": post_text(title="A", more="slug: a")})
    build("pelicanconf.py", Path("output"))
    (site / "content/posts/b.md").write_text(post_text(title="B", more="slug: b"), encoding="utf-8")
    reasons = build("pelicanconf.py", Path("output")).reasons
    assert [path.partition("-")[0] for path in reasons if path.startswith("cards/")] == ["cards/b"]
    (site / "content/posts/b.md").write_text(post_text(title="C", more="slug: b"), encoding="utf-8")
    reasons = build("pelicanconf.py", Path("output")).reasons
    assert [path.partition("-")[0] for path in reasons if path.startswith("cards/")] == ["cards/b"]
    assert not any("icon" in path for path in reasons)


def test_no_photograph_is_written_again_with_the_pages_of_another_post(make_site: MakeSite) -> None:
    more = "slug: a\nimage: a.jpg\nimage_alt: Teal"
    site = make_site({"content/posts/a.md": post_text(title="A", more=more)})
    photograph(site / "content/images/a.jpg")
    first = build("pelicanconf.py", Path("output")).reasons
    assert any(path.startswith("media/") for path in first)
    (site / "content/posts/b.md").write_text(post_text(title="B", more="slug: b"), encoding="utf-8")
    reasons = build("pelicanconf.py", Path("output")).reasons
    assert [path for path in reasons if path.startswith("media/")] == []
