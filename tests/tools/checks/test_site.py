"""The checks of a built site: silent where all is right, and a sentence for each mistake."""

from pathlib import Path

import pytest

from tests.tools.checks.good import DATES, POST, URL, found, told

POSTS = "2025/06/post/index.html"
SITEMAP = "sitemaps/pages.xml"
FEED = "feeds/all.atom.xml"
HINDI = "hi/post/index.html"
OTHER = f"{URL}/hi/post/"
LATER = "2026-06-03T10:00:00+05:30"

# (file, what stands in it, what stands there instead, all that is told)
MISTAKES = {
    # pages
    "no title": ("hi/post/index.html", "<title>Hindi – Site</title>", "<title> </title>",
        ["error pages hi/post/index.html: the page has no title"]),
    "two titles": ("index.html", "<title>", "<title>x</title><title>",
        ["error pages index.html: the page has 2 titles; it needs one"]),
    "two headings": ("index.html", "<h1>", "<h1>Site</h1><h1>",
        ["error pages index.html: the page has 2 h1 headings; it needs one"]),
    "an id twice": (POSTS, '<p id="part">', '<p id="part"><b id="part">x</b>',
        [f'error pages {POSTS}: the id "part" stands 2 times']),
    "no alt": ("index.html", ' alt=""', "",
        ['error pages index.html: the picture "a.png" has no alt attribute']),
    "a title twice": (HINDI, "<title>Hindi –", "<title>Ada –",
        [f'warning pages {HINDI}: the title "Ada – Site" is that of author/ada/index.html too']),
    "a description twice": (HINDI, "On Hindi", "On Ada",
        [f'warning pages {HINDI}: the description "On Ada" is that of author/ada/index.html too']),
    "no description": (HINDI, '<meta name="description" content="On Hindi">\n', "",
        [f'error cards {HINDI}: "og:description" is "On Hindi"; the description is ""',
         f"warning pages {HINDI}: the page has no description for search results"]),
    # links inside
    "a link to nowhere": (POSTS, "https://example.com/x#y", "/blog/gone/",
        [f'error links {POSTS}: "/blog/gone/" leads nowhere']),
    "a link without its slash": (POSTS, "https://example.com/x#y", "/blog/author/ada",
        [f'error links {POSTS}: "/blog/author/ada" leads nowhere']),
    "a link to no anchor": (POSTS, "https://example.com/x#y", "#gone",
        [f'error links {POSTS}: "#gone" leads to a page without that anchor']),
    "a link to no anchor of another page": (POSTS, "https://example.com/x#y", "/blog/#gone",
        [f'error links {POSTS}: "/blog/#gone" leads to a page without that anchor']),
    "a link out of the folder": (POSTS, "https://example.com/x#y", "/other/",
        [f'error links {POSTS}: "/other/" leads out of the site']),
    "a link that is no address": (POSTS, "https://example.com/x#y", "http://[",
        [f'error links {POSTS}: "http://[" is no address']),
    "a picture that is gone": ("index.html", 'src="a.png"', 'src="b.png"',
        ['error links index.html: "b.png" leads nowhere']),
    "a style sheet's picture": ("site.css", "url(a.png)", 'url("b.png")',
        ['error links site.css: "b.png" leads nowhere']),
    "a page in llms.txt": ("llms.txt", POST, f"{URL}/gone/",
        [f'error links llms.txt: "{URL}/gone/" leads nowhere']),
    "a page that leads on to nowhere": ("old/index.html", "url=/blog/2025/06/post/", "url=/blog/x/",
        ['error canonical old/index.html: leads on to "https://example.org/blog/x/", and '
         f'"{POST}" is its canonical address',
         'error links old/index.html: "/blog/x/" leads nowhere']),
    "a file of another site": ("index.html", 'src="a.png"', 'src="//example.com/a.png"',
        ['warning links index.html: "//example.com/a.png" is fetched from another site']),
    # the address that counts
    "another canonical": (HINDI, f'canonical" href="{OTHER}', f'canonical" href="{URL}/x/',
        [f'error canonical {HINDI}: "{URL}/x/" is its canonical address, which is not its own',
         f'error cards {HINDI}: "og:url" is "{OTHER}"; the canonical address is "{URL}/x/"',
         f'error links {HINDI}: "{URL}/x/" leads nowhere',
         f'error sitemaps {SITEMAP}:10: "{OTHER}" is not the canonical address of its page']),
    "no canonical": ("author/ada/index.html", '<link rel="canonical"', "<link",
        [f'error cards author/ada/index.html: "og:url" is "{URL}/author/ada/"; '
         'the canonical address is ""',
         "warning canonical author/ada/index.html: names no canonical address"]),
    "two canonicals": (HINDI, '<link rel="canonical"',
        f'<link rel="canonical" href="{OTHER}"><link rel="canonical"',
        [f"error canonical {HINDI}: names 2 canonical addresses; one can count"]),
    # structured data
    "JSON that is none": (POSTS, '"@graph": [', '"@graph": [,',
        [f"error markup {POSTS}: the post has 0 nodes of NewsArticle; it needs one",
         f"error markup {POSTS}: the structured data cannot be read: Expecting value: line 1 "
         "column 47 (char 46)"]),
    "of no vocabulary": (POSTS, '"https://schema.org"', '"https://example.com"',
        [f"error markup {POSTS}: the post has 0 nodes of NewsArticle; it needs one",
         f'error markup {POSTS}: the structured data cannot be read: its "@context" is not '
         '"https://schema.org"']),
    "another headline": (POSTS, '"headline": "A ', '"headline": "The ',
        [f'error markup {POSTS}: "headline" in the structured data is "The “post”, or: R&D"; '
         'the page shows "A “post”, or: R&D"']),
    "another author": (POSTS, '"name": "Ada"', '"name": "Bob"',
        [f'error markup {POSTS}: "author" in the structured data is "Bob" ({URL}/author/ada/); '
         f'the page shows "Ada" ({URL}/author/ada/)']),
    "another date": (POSTS, f'"datePublished": "{DATES["published"]}"',
        '"datePublished": "2025-06-01"',
        [f'error markup {POSTS}: "datePublished" in the structured data is "2025-06-01"; '
         f'the page shows "{DATES["published"]}"',
         f'error markup {POSTS}: "datePublished" of NewsArticle is "2025-06-01", which is no '
         "moment with an offset"]),
    "another change": (POSTS, f'"dateModified": "{DATES["updated"]}"', f'"dateModified": "{LATER}"',
        [f'error markup {POSTS}: "dateModified" in the structured data is "{LATER}"; '
         f'the page shows "{DATES["updated"]}"']),
    "another day in words": (POSTS, ">1 June 2025<", ">2 June 2025<",
        [f'error markup {POSTS}: shows "2 June 2025" for {DATES["published"]}']),
    "another section": (POSTS, '"articleSection": "News"', '"articleSection": "Old"',
        [f'error markup {POSTS}: "articleSection" in the structured data is "Old"; '
         'the page shows "News"']),
    "another tag": (POSTS, '"keywords": ["Chips"]', '"keywords": ["Chips", "AI"]',
        [f'error markup {POSTS}: "keywords" in the structured data is "Chips", "AI"; '
         'the page shows "Chips"']),
    "another source": (POSTS, '"url": "https://example.com/p"', '"url": "https://example.com/q"',
        [f'error markup {POSTS}: "citation" in the structured data is "A paper" '
         '(https://example.com/q); the page shows "A paper" (https://example.com/p)']),
    "another correction": (POSTS, '"text": "It was 40."', '"text": "It was 4."',
        [f'error markup {POSTS}: "correction" in the structured data is "{DATES["updated"]}" '
         f'(It was 4.); the page shows "{DATES["updated"]}" (It was 40.)']),
    "no picture": (POSTS, '"image": [', '"video": [',
        [f'error markup {POSTS}: "image" in the structured data is missing; the page shows '
         f'"{URL}/a.png"']),
    "another size": (POSTS, '"width": 30', '"width": 60',
        [f'error markup {POSTS}: the picture "{URL}/a.png" is 30×20; '
         "the structured data says 60×20"]),
    "an empty value": (POSTS, '"description": "What it is about"', '"description": ""',
        [f'error markup {POSTS}: "description" of NewsArticle is empty in the structured data']),
    "a node without a type": (POSTS, '"publisher": {', '"publisher": {"name": "Site", ',
        [f"error markup {POSTS}: the structured data has a node without a type: @id, name"]),
    "breadcrumbs to nowhere": (POSTS, f'"item": "{URL}/"', f'"item": "{URL}/x/"',
        [f'error markup {POSTS}: "{URL}/x/" in the structured data leads nowhere']),
    "breadcrumbs to elsewhere": (POSTS, f'"item": "{POST}"', f'"item": "{URL}/"',
        [f'error markup {POSTS}: the breadcrumbs end at "{URL}/", which is not this page']),
    "breadcrumbs miscounted": (POSTS, '"position": 2', '"position": 3',
        [f"error markup {POSTS}: the breadcrumbs are not counted from 1"]),
    "an article without a byline": (POSTS, 'class="byline"', 'class="x"',
        [f"error markup {POSTS}: the structured data says NewsArticle, and the page shows "
         "no byline"]),
    "a post without an article": (POSTS, '"NewsArticle"', '"BlogPosting"',
        [f"error markup {POSTS}: the post has 0 nodes of NewsArticle; it needs one"]),
    # cards
    "another og:title": (POSTS, 'og:title" content="A', 'og:title" content="The',
        [f'error cards {POSTS}: "og:title" is "The “post”, or: R&D"; the heading is '
         '"A “post”, or: R&D"',
         f'error cards {POSTS}: "twitter:title" is "A “post”, or: R&D"; "og:title" is '
         '"The “post”, or: R&D"']),
    "another og:url": (HINDI, 'og:url" content="', 'og:url" content="x',
        [f'error cards {HINDI}: "og:url" is "x{OTHER}"; the canonical address is '
         f'"{OTHER}"']),
    "another og:image:width": (POSTS, 'og:image:width" content="30"', 'og:image:width" content="1"',
        [f'error cards {POSTS}: the picture "{URL}/a.png" is 30×20; "og:image" says 1×20']),
    "no og:image": (POSTS, 'og:image" content="', 'og:image" content="https://example.org/blog/b/',
        [f'error cards {POSTS}: "twitter:image" is "{URL}/a.png"; "og:image" is '
         f'"{URL}/b/{URL}/a.png"',
         f'error cards {POSTS}: the picture "{URL}/b/{URL}/a.png" of "og:image" is not there']),
    "another og:image:type": (POSTS, "image/png", "image/jpeg",
        [f'error cards {POSTS}: "og:image:type" is "image/jpeg"; "{URL}/a.png" is image/png']),
    "another article:modified_time": (POSTS, f'modified_time" content="{DATES["updated"]}',
        f'modified_time" content="{LATER}',
        [f'error cards {POSTS}: "article:modified_time" in the head is {LATER}; the page shows '
         f'{DATES["updated"]}']),
    "another author in the head": (POSTS, '<meta name="author" content="Ada">', "",
        [f'error cards {POSTS}: "author" in the head is missing; the page shows Ada']),
    # languages
    "a version that does not answer": (HINDI, 'hreflang="en"', 'rel="x"',
        [f"error languages {POSTS}: names {HINDI} as another version, which names other versions "
         "than this page",
         f'error sitemaps {SITEMAP}:10: "{OTHER}" has other languages here than in its page']),
    "a version of another language": (HINDI, '<html lang="hi">', '<html lang="mr">',
        [f'error languages {POSTS}: names {HINDI} as its version in "hi", which is in "mr"',
         f'error languages {HINDI}: names {HINDI} as its version in "hi", which is in "mr"']),
    # feeds
    "a feed cut off": (FEED, "</feed>", "",
        [f"error feeds {FEED}:10: is no XML that machines can read: Premature end of data in "
         "tag feed"]),
    "a feed of another address": (FEED, "all.atom.xml", "x.atom.xml",
        [f'error feeds {FEED}: calls itself "{URL}/feeds/x.atom.xml", which is not its address']),
    "a feed of no page": (FEED, f'alternate" href="{URL}/"', f'alternate" href="{URL}/x/"',
        [f'error feeds {FEED}: is the feed of "{URL}/x/", where no page is']),
    "an id twice in a feed": (FEED, "urn:uuid:2", "urn:uuid:1",
        [f'error feeds {FEED}: has 2 entries with the id "urn:uuid:1"']),
    "an entry without an id": (FEED, "<id>urn:uuid:2</id>", "",
        [f"error feeds {FEED}:8: an entry has no id"]),
    "an entry of no page": (FEED, f'href="{OTHER}"', f'href="{URL}/x/"',
        [f'error feeds {FEED}:8: an entry leads to "{URL}/x/", where no page is']),
    "an entry to come": (FEED, "2025-06-02T10", "2026-06-02T10",
        [f'error feeds {FEED}: "updated" is {DATES["updated"]}, before that of an entry',
         f'error feeds {FEED}:8: an entry was updated at "2026-06-02T10:00:00+05:30", which is '
         "still to come"]),
    "an entry of no moment": (FEED, "2025-06-02T10:00:00+05:30", "yesterday",
        [f'error feeds {FEED}:8: an entry was updated at "yesterday", which is no moment '
         "(RFC 3339)"]),
    "an enclosure that is gone": (FEED, f"{URL}/a.png", f"{URL}/b.png",
        [f'error feeds {FEED}:5: an entry comes with "{URL}/b.png", which is not there']),
    "an enclosure of another size": (FEED, "SIZE", "7",
        [f'error feeds {FEED}:5: an entry comes with "{URL}/a.png" of another size than 7']),
    "a post of two ids": ("feeds/all.json", "urn:uuid:1", "urn:uuid:9",
        [f'error feeds feeds/all.json: "{POST}" has the id "urn:uuid:9" here and "urn:uuid:1" in '
         f"{FEED}"]),
    "a JSON feed of another kind": ("feeds/all.json", "jsonfeed.org", "example.org",
        ["error feeds feeds/all.json: is no JSON Feed that machines can read: it names no version "
         "of JSON Feed"]),
    # sitemaps
    "a sitemap that is gone": ("sitemap.xml", "pages.xml", "x.xml",
        [f'error sitemaps sitemap.xml:3: "{URL}/sitemaps/x.xml" is no sitemap',
         f"error sitemaps {SITEMAP}: stands in no index of sitemaps"]),
    "a page that is gone": (SITEMAP, f"<url><loc>{URL}/category/news/", f"<url><loc>{URL}/x/",
        [f'error sitemaps {SITEMAP}:4: "{URL}/x/" leads to no page',
         "warning sitemaps category/news/index.html: stands in no sitemap"]),
    "a page named twice": (SITEMAP, f"<url><loc>{URL}/category/news/</loc></url>",
        f"<url><loc>{URL}/category/news/</loc></url>" * 2,
        [f'error sitemaps {SITEMAP}:4: "{URL}/category/news/" is named twice']),
    "a page not to be listed": (SITEMAP, f"<url><loc>{URL}/</loc>",
        f"<url><loc>{URL}/404.html</loc></url><url><loc>{URL}/</loc>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/404.html" must not be listed (noindex)']),
    "a change to come": (SITEMAP, "<lastmod>2025-06-03</lastmod>", f"<lastmod>{LATER}</lastmod>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/" changed at "{LATER}", which is still to come']),
    "a change at no moment": (SITEMAP, "<lastmod>2025-06-03</lastmod>", "<lastmod>June</lastmod>",
        [f'error sitemaps {SITEMAP}:3: "{URL}/" changed at "June", which is no moment']),
    "another change than the page's": (SITEMAP, DATES["updated"], DATES["published"],
        [f'error sitemaps {SITEMAP}:6: "{POST}" changed at "{DATES["published"]}"; the page says '
         f'"{DATES["updated"]}"']),
    "a picture that is gone from a sitemap": (SITEMAP, "a.png", "b.png",
        [f'error sitemaps {SITEMAP}:9: the picture "{URL}/b.png" is not there']),
    "news of another title": ("news-sitemap.xml", "<news:title>A", "<news:title>The",
        ['error sitemaps news-sitemap.xml:3: the title here is "The “post”, or: R&D"; the page '
         'shows "A “post”, or: R&D"']),
    "news of another date": ("news-sitemap.xml", DATES["published"], LATER,
        [f'error sitemaps news-sitemap.xml:3: was published at "{LATER}"; the page shows '
         f'"{DATES["published"]}"']),
    "news of nobody": ("news-sitemap.xml", "<news:name>Site", "<news:name>",
        ["error sitemaps news-sitemap.xml:3: the publication has no name"]),
    # redirects and robots
    "a redirect to nowhere": ("_redirects", "/blog/2025/06/post/", "/blog/x/",
        ['error redirects _redirects:1: "/blog/x/" leads nowhere']),
    "a redirect out of the site": ("_redirects", "/blog/2025/06/post/", "/x/",
        ['error redirects _redirects:1: "/x/" leads out of the site']),
    "a redirect without its end": ("_redirects", " /blog/2025/06/post/ 301", "",
        ['error redirects _redirects:1: "/blog/old/" says no address to lead to']),
    "a redirect to a redirect": ("_redirects", "/blog/2025/06/post/", "/blog/old/",
        ['warning redirects _redirects:1: "/blog/old/" only leads on; name where to']),
    "robots.txt without a sitemap": ("robots.txt", f"Sitemap: {URL}/sitemap.xml\n", "",
        ["error robots robots.txt: does not name the sitemap sitemap.xml"]),
    "robots.txt with another sitemap": ("robots.txt", "/news-sitemap.xml", "/x.xml",
        ["error robots robots.txt: does not name the sitemap news-sitemap.xml",
         f'error robots robots.txt:3: the sitemap "{URL}/x.xml" is not there']),
}  # fmt: skip


def test_a_site_without_mistakes_is_not_complained_of(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_has_its_sentence(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert sorted(told(tmp_path, {file: [(old, new)]})) == sorted(expected)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/blog/author/ada/">x</a><a href="./">x</a><a href="../../../">x</a>',
        '<a href="#part">x</a><a href="?q=1#part">x</a><a href="#top">x</a><a href="">x</a>',
        f'<a href="{POST}#part">x</a><a href="https://example.org/">x</a>',
        '<a href="mailto:a@example.org">x</a><a href="/blog/a.png#x">x</a>',
        '<b id="é"></b><a href="#%C3%A9">x</a><a name="n"></a><a href="#n">x</a>',
        '<img src="data:image/png;base64,AA==" alt="x"><video poster="/blog/a.png"></video>',
        '<object data="/blog/a.png"></object><img srcset="/blog/a.png 2x" alt="">',
        '<!-- <h1>x</h1> <a href="/gone/">x</a> --><p class="byline">x</p>',
    ],
)
def test_a_good_body_is_not_complained_of(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, {"2025/06/post/index.html": [("See", body)]}) == []


def test_a_post_that_stood_elsewhere_first_names_that_address(tmp_path: Path) -> None:
    there = "https://example.com/first/"
    head = [
        (f'{name}="{POST}"', f'{name}="{there}"') for name in ('canonical" href', 'url" content')
    ]
    listed = [(f"<url><loc>{POST}</loc>", f"<url><loc>{URL}/404.html</loc>")]
    own = f'error canonical {POSTS}: "{there}" is its canonical address, which is not its own'
    assert own in told(tmp_path, {POSTS: head, SITEMAP: listed})
    head.append(('"articleSection"', f'"isBasedOn": "{there}", "articleSection"'))
    sentences = told(tmp_path, {POSTS: head, SITEMAP: listed})
    assert [sentence for sentence in sentences if POSTS in sentence] == []


def test_a_picture_too_heavy_for_a_phone_is_a_warning(tmp_path: Path) -> None:
    sentences = told(tmp_path, {"b.svg": "x" * 1_200_000})
    assert sentences == [
        "warning weight b.svg: weighs 1,200 KB; over 500 KB a page is slow on a phone; "
        "make it smaller"
    ]


LD = '<title>t</title><h1>t</h1><script type="application/ld+json">{}</script>'
GRAPH = '{"@context": "https://schema.org/", "@graph": [%s]}'


@pytest.mark.parametrize(
    ("file", "text", "check"),
    [
        ("x.html", "", "pages"),
        ("x.html", "<!-- nothing -->", "pages"),
        ("x.html", "\0\x01\ufffd", "pages"),
        ("x.html", "<div>" * 20_000, "pages"),
        ("x.html", LD.format("[1, 2]"), "markup"),
        ("x.html", LD.format('"x"'), "markup"),
        ("x.html", LD.format(GRAPH % '1, "x"'), "markup"),
        (
            "x.html",
            LD.format(GRAPH % '{"@type": "BreadcrumbList", "itemListElement": [1]}'),
            "markup",
        ),
        ("x.html", LD.format(GRAPH % '{"@type": "ImageObject", "url": ["/blog/x"]}'), "markup"),
        ("x.html", LD.format(GRAPH % '{"@type": "NewsArticle", "datePublished": 5}'), "markup"),
        ("x.xml", "", "feeds"),
        ("x.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&b;</x>', "feeds"),
        ("feeds/x.json", "[]", "feeds"),
        ("feeds/x.json", '{"version": 1}', "feeds"),
        ("feeds/x.json", '{"version": "https://jsonfeed.org/version/1.1", "items": 5}', "feeds"),
        ("feeds/x.json", "[" * 100_000, "feeds"),
        ("_redirects", "\ufffd\n/a http\n", "redirects"),
    ],
)
def test_a_file_of_an_odd_shape_is_told(tmp_path: Path, file: str, text: str, check: str) -> None:
    errors = [f for f in found(tmp_path, {file: text}) if f.severity == "error"]
    assert {(f.file, f.check) for f in errors} == {(f"{tmp_path}/{file}", check)}


def test_a_site_without_a_front_page_is_not_looked_at(tmp_path: Path) -> None:
    assert told(tmp_path, {"index.html": None}) == [
        "error pages index.html: is missing; run `make html` first"
    ]


def test_a_site_without_sitemaps_need_not_name_them(tmp_path: Path) -> None:
    gone = dict.fromkeys(["sitemap.xml", "sitemaps/pages.xml", "news-sitemap.xml", "robots.txt"])
    assert told(tmp_path, gone) == []
    assert told(tmp_path / "x", {"robots.txt": None}) == [
        "error robots robots.txt: is missing, so nobody finds sitemap.xml and news-sitemap.xml"
    ]
