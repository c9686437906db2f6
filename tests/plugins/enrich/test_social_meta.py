"""Cards of posts, pages, lists and authors."""

from datetime import timedelta

import pytest

from newsroom.output.open_graph import LISTED, CardImage
from newsroom.site.articles import Article, Author
from newsroom.site.image_model import Image, ShareCard
from newsroom.site.output_files import OutputFile
from plugins.enrich.social_meta import SocialMeta, alternates, article_properties
from tests.interface import WORDS
from tests.model import DAY, make_article, make_author, make_page, make_settings

SETTINGS = make_settings()
URL = SETTINGS.url
LOGO = CardImage(f"{URL}/theme/logo.png", 512, 512, SETTINGS.name)
META = SocialMeta(SETTINGS, LOGO, WORDS)
PHOTO = Image("images/a b.png", "images/a%20b.png", 1200, 630, "Alt.")
DRAWING = Image("images/a.svg", "images/a.svg", 1200, 630, "Alt.")


def test_the_properties_of_a_post() -> None:
    article = make_article(
        authors=["Ada"], category="News", tags=["A", "B"], modified=DAY + timedelta(days=1)
    )
    assert article_properties(article, SETTINGS) == (
        ("article:published_time", "2025-05-01T09:00:00+05:30"),
        ("article:modified_time", "2025-05-02T09:00:00+05:30"),
        ("article:author", f"{URL}/author/ada/"),
        ("article:section", "News"),
        ("article:tag", "A"),
        ("article:tag", "B"),
    )


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (PHOTO, CardImage(f"{URL}/images/a%20b.png", 1200, 630, "Alt.", large=True)),
        (DRAWING, LOGO),
        (None, LOGO),
    ],
)
def test_the_image_of_a_post_is_one_that_messengers_show(
    image: Image | None, expected: CardImage
) -> None:
    card = META.of_article(make_article(lead_image=image, authors=["Ada"]))
    assert (card.image, card.kind, card.authors) == (expected, "article", ("Ada",))


def test_a_card_replaces_what_is_no_photograph() -> None:
    share_card = ShareCard("cards/a.png", 1200, 630, "A")
    for lead in (None, DRAWING):
        card = META.of_article(make_article(lead_image=lead, share_card=share_card))
        assert card.image == CardImage(f"{URL}/cards/a.png", 1200, 630, "A", large=True)
    photograph = META.of_article(make_article(lead_image=PHOTO, share_card=share_card))
    assert photograph.image
    assert photograph.image.url == f"{URL}/images/a%20b.png"


def test_authors_with_an_account_are_creators() -> None:
    article = make_article()
    accounts = ("@ada@social.example", "", "@cy@x.example")
    article.authors = tuple(make_author(f"A{n}", fediverse=a) for n, a in enumerate(accounts))
    article.authors += (Author("author", "No", "no", "author/no/"),)
    names = META.of_article(article).names
    creators = [content for name, content in names if name == "fediverse:creator"]
    assert creators == ["@ada@social.example", "@cy@x.example"]


@pytest.mark.parametrize(
    ("article", "robots"),
    [
        (make_article(), LISTED),
        (make_article(status="hidden"), "noindex"),
        (make_article(unpublished="draft"), "noindex"),
    ],
)
def test_search_engines_may_list_what_is_published(article: Article, robots: str) -> None:
    assert META.of_article(article).robots == robots


def test_each_version_has_its_language_and_the_original_is_the_default() -> None:
    english, hindi = make_article(), make_article(url="hi/a/", lang="hi")
    english.translations, hindi.translations = (hindi,), (english,)
    hindi.original = english
    expected = (
        ("en", f"{URL}/{english.url}"),
        ("hi", f"{URL}/hi/a/"),
        ("x-default", f"{URL}/{english.url}"),
    )
    assert alternates(english, SETTINGS) == alternates(hindi, SETTINGS) == expected
    assert alternates(make_article(), SETTINGS) == ()


def test_the_card_of_a_page() -> None:
    card = META.of_page(make_page(title="About", summary="Who writes."))
    assert (card.canonical, card.title, card.description) == (
        f"{URL}/about/", "About", "Who writes."
    )  # fmt: skip
    assert (card.kind, card.image, card.language) == ("website", LOGO, "en")


def test_the_card_of_a_page_of_a_list() -> None:
    file = OutputFile("tag/a/page/2/", "list", "", first="tag/a/", number=2)
    card = META.of_list(file, "R&amp;D", "Posts &lt;A&gt;")
    assert (card.canonical, card.title, card.description) == (
        f"{URL}/tag/a/page/2/", "R&D, page 2", "Posts <A>"
    )  # fmt: skip
    assert card.image == LOGO


@pytest.mark.parametrize(("avatar", "url"), [(PHOTO, "images/a%20b.png"), (None, "theme/logo.png")])
def test_the_card_of_an_author_has_the_portrait(avatar: Image | None, url: str) -> None:
    profile = make_author("Ada", avatar=avatar).profile
    assert profile
    card = META.of_author(OutputFile("author/ada/", "list", ""), "Ada", "Posts of Ada", profile)
    assert card.kind == "profile"
    assert card.image
    assert card.image.url == f"{URL}/{url}"
    assert card.image.alt == ("Ada" if avatar else SETTINGS.name)
