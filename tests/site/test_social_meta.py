"""Metadata for messengers and search engines: canonical URLs, languages, images."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.build.builder import build
from tests.conftest import MakeSite, build_here
from tests.markup import meta, read, text
from tests.posts import post_text

HERE = "http://127.0.0.1:8000"
PAGE = "---\ntitle: {title}\nslug: {slug}\nlang: {lang}\n---\n\nText of {title}.\n"


def links(file: Path, selector: str) -> list[tuple[str, str]]:
    """Return language and URL of links in a `<head>`."""
    head = read(file).head
    assert head
    return [(str(a.get("hreflang", "")), str(a["href"])) for a in head.select(selector)]


@pytest.mark.parametrize(
    ("more", "robots", "canonical"),
    [
        ("", "max-image-preview:large", f"{HERE}/2025/04/a/"),
        ("status: hidden", "noindex", f"{HERE}/2025/04/a/"),
        (
            'canonical: "https://other.example/é/?a&b"',
            "max-image-preview:large",
            "https://other.example/%C3%A9/?a&b",
        ),
        (
            "canonical: https://straße.example/p",
            "max-image-preview:large",
            "https://xn--strae-oqa.example/p",
        ),
    ],
)
def test_who_may_list_a_post(make_site: MakeSite, more: str, robots: str, canonical: str) -> None:
    make_site({"content/posts/a.md": post_text(title="A", more=more)})
    file = build_here() / "2025/04/a/index.html"
    assert meta(read(file), "robots") == [robots]
    assert links(file, '[rel="canonical"]') == [("", canonical)]
    assert meta(read(file), "og:url") == [canonical]


def test_each_version_names_all_and_the_original_stands_for_other_languages(
    make_site: MakeSite,
) -> None:
    langs = {"en": "2025/04/a/", "hi": "hi/2025/04/a/", "mr": "mr/2025/04/a/"}
    make_site(
        {
            f"content/posts/a-{lang}.md": post_text(title=lang, more=f"slug: a\nlang: {lang}")
            for lang in langs
        }
    )
    output = build_here()
    expected = [(lang, f"{HERE}/{path}") for lang, path in langs.items()]
    for path in langs.values():
        alternates = links(output / path / "index.html", "[hreflang]")
        assert alternates == [*expected, ("x-default", f"{HERE}/2025/04/a/")]
    assert links(output / "2025/01/first/index.html", "[hreflang]") == []
    assert meta(read(output / "hi/2025/04/a/index.html"), "og:locale") == ["hi_IN"]


def test_a_version_that_nobody_may_list_is_not_named(make_site: MakeSite) -> None:
    more = {"en": "", "hi": "", "mr": "canonical: https://other.example/"}
    make_site(
        {
            f"content/posts/a-{lang}.md": post_text(
                title=lang, more=f"slug: a\nlang: {lang}\n{line}"
            )
            for lang, line in more.items()
        }
    )
    output = build_here()
    english = links(output / "2025/04/a/index.html", "[hreflang]")
    assert [lang for lang, _ in english] == ["en", "hi", "x-default"]
    assert links(output / "mr/2025/04/a/index.html", "[hreflang]") == []


def test_pages_have_versions_too_and_readers_see_them(make_site: MakeSite) -> None:
    make_site({"content/pages/about-hi.md": PAGE.format(title="परिचय", slug="about", lang="hi")})
    output = build_here()
    expected = [("en", f"{HERE}/about/"), ("hi", f"{HERE}/hi/about/")]
    for path, title in (("about", "परिचय"), ("hi/about", "About")):
        alternates = links(output / path / "index.html", "[hreflang]")
        assert alternates == [*expected, ("x-default", f"{HERE}/about/")]
        translations = read(output / path / "index.html").select(".translations a")
        assert [text(link) for link in translations] == [title]


@pytest.mark.parametrize(
    ("name", "size", "card", "image"),
    [
        ("wide.png", (1200, 630), "summary_large_image", "/media/wide-"),
        ("tall.jpg", (280, 900), "summary", "/media/tall-"),
        ("plan.svg", None, "summary", "/icons/icon-512-"),
    ],
)
def test_without_cards_the_logo_replaces_an_image_that_messengers_do_not_show(
    make_site: MakeSite, name: str, size: tuple[int, int] | None, card: str, image: str
) -> None:
    more = f"image: {name}\nimage_alt: What is “translations” & said."
    site = make_site({"content/posts/a.md": post_text(title="A", more=more)})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('SHARE_CARDS = {"draw": "never"}\n')
    if size:
        Image.new("RGB", size).save(site / "content/images" / name)
    page = read(build_here() / "2025/04/a/index.html")
    assert meta(page, "twitter:card") == [card]
    assert meta(page, "og:image")[0].startswith(f"{HERE}{image}")
    width, height = meta(page, "og:image:width") + meta(page, "og:image:height")
    crops = {"wide.png": (1120, 630), "tall.jpg": (280, 158)}
    assert (int(width), int(height)) == crops.get(name, (512, 512))
    assert meta(page, "og:image:alt") == [
        "What is “translations” & said." if size else "Test Gazette"
    ]


def test_a_portrait_stands_for_an_author(make_site: MakeSite) -> None:
    profile = "---\nname: Ada Writer\navatar: ada.png\n---\n\nA bio.\n"
    site = make_site({"content/authors/ada-writer.md": profile})
    Image.new("RGB", (400, 400)).save(site / "content/images/ada.png")
    page = read(build_here() / "author/ada-writer/index.html")
    (image,) = meta(page, "og:image")
    assert image.startswith(f"{HERE}/media/ada-")
    assert meta(page, "og:image:alt") == ["Ada Writer"]


def test_one_name_of_a_tag_and_a_section_makes_two_titles(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="A", more="tags: [News]")})
    output = build_here()
    pages = [read(output / path / "index.html") for path in ("category/news", "tag/news")]
    assert [text(page.title) for page in pages] == [
        "News – Test Gazette",
        "Posts tagged “News” – Test Gazette",
    ]
    first, second = (meta(page, "description") for page in pages)
    assert first != second


def test_a_preview_lists_nothing(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="A", more="status: draft")})
    build("pelicanconf.py", Path("output"), preview=True)
    assert meta(read(Path("output/2025/04/a/index.html")), "robots") == ["noindex"]
