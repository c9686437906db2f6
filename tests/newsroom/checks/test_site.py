"""The checks of a built site: silent where all is right, and a sentence for each mistake."""

from pathlib import Path

import pytest

from newsroom.checks.finding import Finding
from newsroom.checks.rules.aspect_ratio import in_proportion
from newsroom.checks.site import findings, joined, read_site
from tests.newsroom.checks.good import NOW, POST, URL, Changes, found, lay_out, told

POSTS = "2025/06/post/index.html"
SITEMAP = "sitemaps/pages.xml"
HINDI = "hi/post/index.html"
OTHER = f"{URL}/hi/post/"

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
    "a tag that browsers do not know": (POSTS, "See", "See <pad> <x-y> <svg><path/></svg>",
        [f"error pages {POSTS}: <pad> is no tag that browsers know, so that readers would not see "
         "it"]),
    "a tag that is not closed": (POSTS, "See", "<div>See",
        [f"error pages {POSTS}: a tag of the text is not closed, so that what stands below the "
         "text is a part of it"]),
    "no alt": ("index.html", ' alt=""', "",
        ['error pages index.html: the picture "a.png" has no alt attribute']),
    "a title twice": (HINDI, "<title>Hindi –", "<title>Ada –",
        [f'warning pages {HINDI}: the title "Ada – Site" is that of author/ada/index.html too']),
    "a description twice": (HINDI, "On Hindi", "On Ada",
        [f'warning pages {HINDI}: the description "On Ada" is that of author/ada/index.html too']),
    "no description": (HINDI, '<meta name="description" content="On Hindi">\n', "",
        [f'error open_graph {HINDI}: "og:description" is "On Hindi"; the description is ""',
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
        ['warning links index.html: "//example.com/a.png" is fetched from another site',
         'error csp index.html: <img> is stopped by the policy of the page: "img-src" allows '
         "'self', and not example.com"]),
    # pictures and their size
    "a picture out of proportion": (POSTS, '<img src="/blog/a.png"',
        '<img width="15" height="15" src="/blog/a.png"',
        [f'error aspect_ratio {POSTS}: the picture "/blog/a.png" is 30×20; its tag says 15×15']),
    # who may list a page
    "a page that says nothing of search": (HINDI, '<meta name="robots"', "<meta",
        [f'error indexing {HINDI}: has no <meta name="robots">; needs max-image-preview:large, '
         "or noindex"]),
    "a page with small pictures in results": (HINDI, "max-image-preview:large", "nosnippet",
        [f'warning indexing {HINDI}: "robots" is "nosnippet"; with max-image-preview:large '
         "results show its picture"]),
    "a redirect page with noindex": ("old/index.html", "<title>",
        '<meta name="robots" content="NoIndex, follow"><title>',
        ['error indexing old/index.html: redirects to "/blog/2025/06/post/" and has noindex, '
         "which can take the target out of search results; remove it"]),
    "a redirect page without a canonical URL": ("old/index.html", '<link rel="canonical"', "<link",
        ['error indexing old/index.html: redirects to "/blog/2025/06/post/" and names no '
         "canonical URL; name that of the target"]),
    "a redirect page in a sitemap": ("sitemaps/pages.xml", f"<loc>{URL}/author/ada/",
        f"<loc>{URL}/old/",
        [f'error sitemaps sitemaps/pages.xml:5: "{URL}/old/" redirects to '
         '"/blog/2025/06/post/"; list that URL instead',
         "warning sitemaps author/ada/index.html: stands in no sitemap"]),
    # the address that counts
    "another canonical": (HINDI, f'canonical" href="{OTHER}', f'canonical" href="{URL}/x/',
        [f'error canonical {HINDI}: "{URL}/x/" is its canonical address, which is not its own',
         f'error open_graph {HINDI}: "og:url" is "{OTHER}"; the canonical address is "{URL}/x/"',
         f'error links {HINDI}: "{URL}/x/" leads nowhere',
         f'error sitemaps {SITEMAP}:10: "{OTHER}" is not the canonical address of its page']),
    "no canonical": ("author/ada/index.html", '<link rel="canonical"', "<link",
        [f'error open_graph author/ada/index.html: "og:url" is "{URL}/author/ada/"; '
         'the canonical address is ""',
         "warning canonical author/ada/index.html: names no canonical address"]),
    "two canonicals": (HINDI, '<link rel="canonical"',
        f'<link rel="canonical" href="{OTHER}"><link rel="canonical"',
        [f"error canonical {HINDI}: names 2 canonical addresses; one can count"]),
    # languages
    "a version that does not answer": (HINDI, 'hreflang="en"', 'rel="x"',
        [f"error hreflang {POSTS}: names {HINDI} as another version, which names other versions "
         "than this page",
         f'error sitemaps {SITEMAP}:10: "{OTHER}" has other languages here than in its page']),
    "a version of another language": (HINDI, '<html lang="hi">', '<html lang="mr">',
        [f'error hreflang {POSTS}: names {HINDI} as its version in "hi", which is in "mr"',
         f'error hreflang {HINDI}: names {HINDI} as its version in "hi", which is in "mr"']),
    # redirects and robots
    "a redirect to nowhere": ("_redirects", "/blog/2025/06/post/", "/blog/x/",
        ['error redirects _redirects:1: "/blog/x/" leads nowhere']),
    "a redirect out of the site": ("_redirects", "/blog/2025/06/post/", "/x/",
        ['error redirects _redirects:1: "/x/" leads out of the site']),
    "a redirect without its end": ("_redirects", " /blog/2025/06/post/ 301", "",
        ['error redirects _redirects:1: "/blog/old/" has a missing or invalid target; '
         "write `/old /new 301`"]),
    "a redirect to no URL": ("_redirects", " /blog/2025/06/post/", " https://[",
        ['error redirects _redirects:1: "/blog/old/" has a missing or invalid target; '
         "write `/old /new 301`"]),
    "a redirect to a redirect": ("_redirects", "/blog/2025/06/post/", "/blog/old/",
        ['warning redirects _redirects:1: "/blog/old/" is itself a redirect; use its target']),
    "robots.txt without a sitemap": ("robots.txt", f"Sitemap: {URL}/sitemap.xml\n", "",
        ["error robots robots.txt: does not name the sitemap sitemap.xml"]),
    "robots.txt with another sitemap": ("robots.txt", "/news-sitemap.xml", "/x.xml",
        ["error robots robots.txt: does not name the sitemap news-sitemap.xml",
         f'error robots robots.txt:3: the sitemap "{URL}/x.xml" is not there']),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_has_its_sentence(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert sorted(told(tmp_path, {file: [(old, new)]})) == sorted(expected)


def test_a_site_without_mistakes_is_not_complained_of(tmp_path: Path) -> None:
    assert found(tmp_path) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'


@pytest.mark.parametrize(
    ("shown", "true", "expected"),
    [
        ((512, 512), (512, 512), True),
        ((600, 512), (512, 512), False),
        ((256, 256), (512, 512), True),
        ((1024, 1024), (512, 512), True),
        ((333, 250), (1000, 750), True),
        ((334, 250), (1000, 750), True),
        ((336, 250), (1000, 750), False),
        ((500, 6), (1000, 10), True),
        ((20, 30), (30, 20), False),
    ],
)
def test_a_size_is_in_proportion(
    shown: tuple[int, int], true: tuple[int, int], expected: bool
) -> None:
    assert in_proportion(shown, true) is expected


def test_a_vector_picture_has_proportions_too(tmp_path: Path) -> None:
    vector = SVG.format(' viewBox="0 0 30 10"', "")
    body = '<img src="/blog/b.svg" alt="" width="60" height="20"><img src="/blog/c.svg" alt=""{}>'
    files: Changes = {"b.svg": vector, "c.svg": SVG.format("", "")}
    assert told(tmp_path, {**files, POSTS: [("See", body.format(""))]}) == []
    wrong = body.replace('"20"', '"10"').format(' width="1" height="9"')
    assert told(tmp_path, {**files, POSTS: [("See", wrong)]}) == [
        f'error aspect_ratio {POSTS}: the picture "/blog/b.svg" is 30×10; its tag says 60×10'
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/blog/author/ada/">x</a><a href="./">x</a><a href="../../../">x</a>',
        '<a href="#part">x</a><a href="?q=1#part">x</a><a href="#top">x</a><a href="">x</a>',
        f'<a href="{POST}#part">x</a><a href="https://example.org/">x</a>',
        '<a href="mailto:a@example.org">x</a><a href="/blog/a.png#x">x</a>',
        '<b id="é"></b><a href="#%C3%A9">x</a><a name="n"></a><a href="#n">x</a>',
        '<video poster="/blog/a.png"></video><img srcset="/blog/a.png 2x" alt="">',
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


@pytest.mark.parametrize("form", ["{}", "[{}]"])
def test_what_names_the_original_may_be_a_bare_object(tmp_path: Path, form: str) -> None:
    page = '{{"@context": "https://schema.org", "@type": "WebPage", "isBasedOn": "{}"}}'
    there = "https://example.com/first/"
    bare = form.format(page.format(there))
    head = [
        (f'canonical" href="{OTHER}', f'canonical" href="{there}'),
        (f'url" content="{OTHER}', f'url" content="{there}'),
        ("</head>", f'<script type="application/ld+json">{bare}</script></head>'),
    ]
    sentences = told(
        tmp_path, {HINDI: head, SITEMAP: [(f"<url><loc>{OTHER}", f"<url><loc>{URL}/")]}
    )
    assert [sentence for sentence in sentences if HINDI in sentence] == []


def test_a_picture_too_heavy_for_a_phone_is_a_warning(tmp_path: Path) -> None:
    sentences = told(tmp_path, {"b.svg": SVG.format("", "x" * 1_200_000)})
    assert sentences == [
        "warning page_weight b.svg: weighs 1,200 KB; over 500 KB a page is slow on a phone; "
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
        ("x.html", LD.format("[1, 2]"), "json_ld"),
        ("x.html", LD.format('"x"'), "json_ld"),
        ("x.html", LD.format(GRAPH % '1, "x"'), "json_ld"),
        (
            "x.html",
            LD.format(GRAPH % '{"@type": "BreadcrumbList", "itemListElement": [1]}'),
            "json_ld",
        ),
        ("x.html", LD.format(GRAPH % '{"@type": "ImageObject", "url": ["/blog/x"]}'), "json_ld"),
        ("x.html", LD.format(GRAPH % '{"@type": "NewsArticle", "datePublished": 5}'), "json_ld"),
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


@pytest.mark.parametrize("entity", ['"b"', 'SYSTEM "{}/b.txt"'], ids=["internal", "external"])
def test_no_entity_of_a_file_is_expanded(tmp_path: Path, entity: str) -> None:
    text = f"<!DOCTYPE a [<!ENTITY b {entity.format(tmp_path)}>]><a>&b;</a>"
    site = read_site(lay_out(tmp_path, {"x.xml": text, "b.txt": "b"}), NOW)
    root = site.read_xml("x.xml")
    assert not isinstance(root, Finding)
    assert root.text is None
    assert [f.file for f in findings(site)] == [f"{tmp_path}/x.xml"]


def test_a_site_without_a_front_page_is_not_looked_at(tmp_path: Path) -> None:
    assert told(tmp_path, {"index.html": None}) == [
        "error pages index.html: is missing; run `make html` first"
    ]


def test_a_page_of_the_writers_own_may_be_as_it_is(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>Own</title><h1>Own</h1>"
    assert {f.severity for f in found(tmp_path, {"own.html": page})} == {"warning"}


def test_a_site_without_sitemaps_need_not_name_them(tmp_path: Path) -> None:
    gone = dict.fromkeys(["sitemap.xml", "sitemaps/pages.xml", "news-sitemap.xml", "robots.txt"])
    assert told(tmp_path, gone) == []
    assert told(tmp_path / "x", {"robots.txt": None}) == [
        "error robots robots.txt: is missing, so nobody finds sitemap.xml and news-sitemap.xml"
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("b/", "https://a.example/x/b/"),
        ("https:\\/\\/b.example\\c", "https://b.example/c"),
        ("/\\b.example/", "https://b.example/"),
        ("b?c=\\", "https://a.example/x/b?c=\\"),
        ("https://[", "https://["),
    ],
)
def test_an_address_leads_where_a_browser_goes(address: str, target: str) -> None:
    assert joined("https://a.example/x/", address) == target
