"""The rules of a built site: silent about a good one, and a diagnostic for each break."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.checks.parse.xml import parse_xml
from newsroom.checks.rules.images import is_in_proportion
from newsroom.checks.site import BuiltSite, resolve_url
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.diagnostics.diagnostic import Diagnostic
from tests.newsroom.checks.good import NOW, POST, URL, Changes, check_good_site, lay_out, reported

POSTS = "2025/06/post/index.html"
SITEMAP = "sitemaps/pages.xml"
HINDI = "hi/post/index.html"
ADA = "author/ada/index.html"
OTHER = f"{URL}/hi/post/"

# (file, a text in it, the text instead, all that is reported)
BREAKS = {
    # pages
    "no title": ("hi/post/index.html", "<title>Hindi – Site</title>", "<title> </title>",
        [f"page/title {HINDI}"]),
    "two titles": ("index.html", "<title>", "<title>x</title><title>",
        ["page/title index.html"]),
    "two headings": ("index.html", "<h1>", "<h1>Site</h1><h1>",
        ["page/heading index.html"]),
    "an id twice": (POSTS, '<p id="part">', '<p id="part"><b id="part">x</b>',
        [f"page/duplicate-id {POSTS} part"]),
    "an unknown element": (POSTS, "See", "See <pad> <x-y> <svg><path/></svg>",
        [f"page/unknown-element {POSTS}"]),
    "an element that is not closed": (POSTS, "See", "<div>See",
        [f"page/unclosed-element {POSTS}"]),
    "no alt": ("index.html", ' alt=""', "",
        ["image/missing-alt index.html a.png"]),
    "a title twice": (HINDI, "<title>Hindi –", "<title>Ada –",
        [f"page/duplicate-title {HINDI} Ada – Site"]),
    "a description twice": (HINDI, "On Hindi", "On Ada",
        [f"page/duplicate-description {HINDI} On Ada"]),
    "no description": (HINDI, '<meta name="description" content="On Hindi">\n', "",
        [f"open-graph/mismatch {HINDI} og:description, On Hindi",
         f"page/missing-description {HINDI}"]),
    # links inside
    "a link without a target": (POSTS, "https://example.com/x#y", "/blog/gone/",
        [f"link/not-found {POSTS} /blog/gone/"]),
    "a link without its slash": (POSTS, "https://example.com/x#y", "/blog/author/ada",
        [f"link/not-found {POSTS} /blog/author/ada"]),
    "a link to no anchor": (POSTS, "https://example.com/x#y", "#gone",
        [f"link/missing-anchor {POSTS} #gone"]),
    "a link to no anchor of another page": (POSTS, "https://example.com/x#y", "/blog/#gone",
        [f"link/missing-anchor {POSTS} /blog/#gone"]),
    "a link out of the folder": (POSTS, "https://example.com/x#y", "/other/",
        [f"link/outside-site {POSTS} /other/"]),
    "a link that is not a URL": (POSTS, "https://example.com/x#y", "http://[",
        [f"link/invalid-url {POSTS} http://["]),
    "an image that is gone": ("index.html", 'src="a.png"', 'src="b.png"',
        ["link/not-found index.html b.png"]),
    "an image of a style sheet": ("site.css", "url(a.png)", 'url("b.png")',
        ["link/not-found site.css b.png"]),
    "a font of another site in a style sheet": ("site.css", "url('data:x')",
        "url(//example.com/f)",
        ["link/external-file site.css //example.com/f"]),
    "an imported style sheet of another site": ("site.css", "body {",
        "@import 'https://a.example'; body {",
        ["link/external-file site.css https://a.example"]),
    "a connection to another site": ("index.html", '<link rel="stylesheet"',
        '<link rel="preconnect" href="https://example.com"><link rel="stylesheet"',
        ["link/external-file index.html https://example.com"]),
    "a page in llms.txt": ("llms.txt", POST, f"{URL}/gone/",
        [f"link/not-found llms.txt {URL}/gone/"]),
    "a redirect page without a target": ("old/index.html", "url=/blog/2025/06/post/",
        "url=/blog/x/",
        ["link/not-found old/index.html /blog/x/",
         f"redirect/canonical old/index.html {URL}/x/, {POST}"]),
    "a file of another site": ("index.html", 'src="a.png"', 'src="//example.com/a.png"',
        ["csp/blocked index.html img-src",
         "link/external-file index.html //example.com/a.png"]),
    # images and their size
    "an image out of proportion": (POSTS, '<img src="/blog/a.png"',
        '<img width="15" height="15" src="/blog/a.png"',
        [f"image/proportions {POSTS} /blog/a.png"]),
    # who may list a page
    "a page without a robots meta element": (HINDI, '<meta name="robots"', "<meta",
        [f"page/missing-robots {HINDI} robots"]),
    "a page with small images in results": (HINDI, "max-image-preview:large", "nosnippet",
        [f"page/small-preview {HINDI} robots, nosnippet"]),
    "a redirect page with noindex": ("old/index.html", "<title>",
        '<meta name="robots" content="NoIndex, follow"><title>',
        ["redirect/noindex old/index.html /blog/2025/06/post/"]),
    "a redirect page without a canonical URL": ("old/index.html", '<link rel="canonical"', "<link",
        ["redirect/canonical old/index.html /blog/2025/06/post/"]),
    "a redirect page in a sitemap": ("sitemaps/pages.xml", f"<loc>{URL}/author/ada/",
        f"<loc>{URL}/old/",
        ["sitemap/missing-page author/ada/index.html",
         f"sitemap/redirect {SITEMAP}:5 {URL}/old/, /blog/2025/06/post/"]),
    # canonical URLs
    "another canonical": (HINDI, f'canonical" href="{OTHER}', f'canonical" href="{URL}/x/',
        [f"canonical/other-page {HINDI} {URL}/x/",
         f"link/not-found {HINDI} {URL}/x/",
         f"open-graph/mismatch {HINDI} og:url, {OTHER}",
         f"sitemap/canonical {SITEMAP}:10 {OTHER}"]),
    "no canonical": ("author/ada/index.html", '<link rel="canonical"', "<link",
        ["canonical/missing author/ada/index.html",
         f"open-graph/mismatch author/ada/index.html og:url, {URL}/author/ada/"]),
    "two canonicals": (HINDI, '<link rel="canonical"',
        f'<link rel="canonical" href="{OTHER}"><link rel="canonical"',
        [f"canonical/multiple {HINDI}"]),
    # languages
    "a version that does not answer": (HINDI, 'hreflang="en"', 'rel="x"',
        [f"hreflang/mismatch {POSTS}", f"sitemap/mismatch {SITEMAP}:10 {OTHER}"]),
    "a version of another language": (HINDI, '<html lang="hi">', '<html lang="mr">',
        [f"hreflang/mismatch {POSTS} hi, mr", f"hreflang/mismatch {HINDI} hi, mr"]),
    "a version in no language": (ADA, "</head>",
        f'<link rel="alternate" hreflang="h!" href="{URL}/author/ada/"></head>',
        [f"hreflang/invalid {ADA} h!", f"hreflang/mismatch {ADA} h!, en",
         f"sitemap/mismatch {SITEMAP}:5 {URL}/author/ada/"]),
    "a language twice": (ADA, "</head>",
        f'<link rel="alternate" hreflang="en" href="{URL}/author/ada/">' * 2 + "</head>",
        [f"hreflang/duplicate {ADA} en", f"sitemap/mismatch {SITEMAP}:5 {URL}/author/ada/"]),
    "a page that is missing from its versions": (ADA, "</head>",
        f'<link rel="alternate" hreflang="en" href="{URL}/other/"></head>',
        [f"hreflang/missing {ADA}", f"link/not-found {ADA} {URL}/other/",
         f"sitemap/mismatch {SITEMAP}:5 {URL}/author/ada/"]),
    # redirects and robots
    "a redirect to a missing page": ("_redirects", "/blog/2025/06/post/", "/blog/x/",
        ["redirect/not-found _redirects:1 /blog/x/"]),
    "a redirect out of the site": ("_redirects", "/blog/2025/06/post/", "/x/",
        ["redirect/outside-site _redirects:1 /x/"]),
    "a redirect without a target": ("_redirects", " /blog/2025/06/post/ 301", "",
        ["redirect/invalid _redirects:1 /blog/old/"]),
    "a redirect to no URL": ("_redirects", " /blog/2025/06/post/", " https://[",
        ["redirect/invalid _redirects:1 /blog/old/"]),
    "a redirect to a redirect": ("_redirects", "/blog/2025/06/post/", "/blog/old/",
        ["redirect/chain _redirects:1 /blog/old/"]),
    "robots.txt without a sitemap": ("robots.txt", f"Sitemap: {URL}/sitemap.xml\n", "",
        ["robots-txt/missing robots.txt"]),
    "robots.txt with another sitemap": ("robots.txt", "/news-sitemap.xml", "/x.xml",
        ["robots-txt/missing robots.txt", f"robots-txt/not-found robots.txt:3 {URL}/x.xml"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_a_break_is_reported_with_its_code_and_nothing_else_is(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert reported(tmp_path, {file: [(old, new)]}) == expected


def test_a_good_site_has_no_diagnostics(tmp_path: Path) -> None:
    assert check_good_site(tmp_path) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'


@pytest.mark.parametrize(
    ("declared", "size", "expected"),
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
    declared: tuple[int, int], size: tuple[int, int], expected: bool
) -> None:
    assert is_in_proportion(declared, size) is expected


def test_an_svg_image_has_proportions_too(tmp_path: Path) -> None:
    vector = SVG.format(' viewBox="0 0 30 10"', "")
    body = '<img src="/blog/b.svg" alt="" width="60" height="20"><img src="/blog/c.svg" alt=""{}>'
    files: Changes = {"b.svg": vector, "c.svg": SVG.format("", "")}
    assert reported(tmp_path, {**files, POSTS: [("See", body.format(""))]}) == []
    distorted = body.replace('"20"', '"10"').format(' width="1" height="9"')
    assert reported(tmp_path, {**files, POSTS: [("See", distorted)]}) == [
        f"image/proportions {POSTS} /blog/b.svg"
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
        '<img srcset="/blog/a.png?w=1,h=2 1x,/blog/a.png 2x" alt="">',
        '<!-- <h1>x</h1> <a href="/gone/">x</a> --><p class="byline">x</p>',
    ],
)
def test_a_good_body_is_not_reported(tmp_path: Path, body: str) -> None:
    assert reported(tmp_path, {"2025/06/post/index.html": [("See", body)]}) == []


def test_a_syndicated_post_names_the_original(tmp_path: Path) -> None:
    original = "https://example.com/first/"
    head = [
        (f'{name}="{POST}"', f'{name}="{original}"') for name in ('canonical" href', 'url" content')
    ]
    listed = [(f"<url><loc>{POST}</loc>", f"<url><loc>{URL}/404.html</loc>")]
    foreign = f"canonical/other-page {POSTS} {original}"
    assert foreign in reported(tmp_path, {POSTS: head, SITEMAP: listed})
    head.append(('"articleSection"', f'"isBasedOn": "{original}", "articleSection"'))
    rows = reported(tmp_path, {POSTS: head, SITEMAP: listed})
    assert [row for row in rows if POSTS in row] == []


@pytest.mark.parametrize("form", ["{}", "[{}]"])
def test_what_names_the_original_may_be_a_bare_object(tmp_path: Path, form: str) -> None:
    page = '{{"@context": "https://schema.org", "@type": "WebPage", "isBasedOn": "{}"}}'
    original = "https://example.com/first/"
    bare = form.format(page.format(original))
    head = [
        (f'canonical" href="{OTHER}', f'canonical" href="{original}'),
        (f'url" content="{OTHER}', f'url" content="{original}'),
        ("</head>", f'<script type="application/ld+json">{bare}</script></head>'),
    ]
    rows = reported(tmp_path, {HINDI: head, SITEMAP: [(f"<url><loc>{OTHER}", f"<url><loc>{URL}/")]})
    assert [row for row in rows if HINDI in row] == []


LD = '<title>t</title><h1>t</h1><script type="application/ld+json">{}</script>'
GRAPH = '{"@context": "https://schema.org/", "@graph": [%s]}'


@pytest.mark.parametrize(
    ("file", "text", "subjects"),
    [
        ("x.html", "", "page"),
        ("x.html", "<!-- nothing -->", "page"),
        ("x.html", "\0\x01\ufffd", "page"),
        ("x.html", "<div>" * 20_000, "page"),
        ("x.html", LD.format("[1, 2]"), "json-ld"),
        ("x.html", LD.format('"x"'), "json-ld"),
        ("x.html", LD.format(GRAPH % '1, "x"'), "json-ld"),
        (
            "x.html",
            LD.format(GRAPH % '{"@type": "BreadcrumbList", "itemListElement": [1]}'),
            "json-ld",
        ),
        (
            "x.html",
            LD.format(GRAPH % '{"@type": "ImageObject", "url": ["/blog/x"]}'),
            "image json-ld",
        ),
        ("x.html", LD.format(GRAPH % '{"@type": "NewsArticle", "datePublished": 5}'), "json-ld"),
        ("x.xml", "", "xml"),
        ("x.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&b;</x>', "xml"),
        ("feeds/x.json", "[]", "feed"),
        ("feeds/x.json", '{"version": 1}', "feed"),
        ("feeds/x.json", '{"version": "https://jsonfeed.org/version/1.1", "items": 5}', "feed"),
        ("feeds/x.json", "[" * 100_000, "feed"),
        ("_redirects", "\ufffd\n/a http\n", "redirect"),
    ],
)
def test_a_file_of_an_odd_shape_is_reported(
    tmp_path: Path, file: str, text: str, subjects: str
) -> None:
    errors = [d for d in check_good_site(tmp_path, {file: text}) if d.severity == "error"]
    assert {d.path for d in errors} == {file}
    assert {d.code.split("/")[0] for d in errors} == {*subjects.split()}


@pytest.mark.parametrize("entity", ['"b"', 'SYSTEM "{}/b.txt"'], ids=["internal", "external"])
def test_no_entity_of_a_file_is_expanded(tmp_path: Path, entity: str) -> None:
    text = f"<!DOCTYPE a [<!ENTITY b {entity.format(tmp_path)}>]><a>&b;</a>"
    site = read_built_site(lay_out(tmp_path, {"x.xml": text, "b.txt": "b"}), NOW)
    root = parse_xml("x.xml", text.encode())
    assert not isinstance(root, Diagnostic)
    assert root.text is None
    assert [d.path for d in check_built_site(site)] == [f"{tmp_path}/x.xml"]


def test_a_site_without_a_front_page_is_not_checked(tmp_path: Path) -> None:
    assert reported(tmp_path, {"index.html": None}) == ["output/missing index.html"]


def test_a_handmade_page_has_warnings_only(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>Own</title><h1>Own</h1>"
    diagnostics = check_good_site(tmp_path, {"handmade.html": page})
    assert {d.severity for d in diagnostics} == {"warning"}
    assert {"csp/missing", "page/missing-robots"} <= {d.code for d in diagnostics}


def test_a_site_without_sitemaps_need_not_name_them(tmp_path: Path) -> None:
    missing = dict.fromkeys(["sitemap.xml", "sitemaps/pages.xml", "news-sitemap.xml", "robots.txt"])
    assert reported(tmp_path, missing) == []
    assert reported(tmp_path / "x", {"robots.txt": None}) == ["robots-txt/missing robots.txt"]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("b/", "https://a.example/x/b/"),
        ("https:\\/\\/b.example\\c", "https://b.example/c"),
        ("/\\b.example/", "https://b.example/"),
        ("b?c=\\", "https://a.example/x/b?c=\\"),
        ("https://[", "https://["),
    ],
)
def test_a_url_is_resolved_as_browsers_do(url: str, target: str) -> None:
    assert resolve_url("https://a.example/x/", url) == target


PARTS = (
    "/",
    "a",
    "b.html",
    ".",
    "..",
    "#",
    "?",
    "%41",
    "\\",
    "~",
    ":",
    "é",
    "blog",
    "\n",
    " ",
    "-",
)
STARTS = ("", "/", "/blog/", "https://a.example/blog/", "https://a.example/", "//a.example/blog/")


@given(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PARTS), max_size=6),
    st.sampled_from(["https://a.example/blog", "https://a.example", ""]),
)
def test_a_plain_path_is_that_of_the_resolved_url(start: str, parts: list[str], top: str) -> None:
    site, url = BuiltSite(Path(), top, {}, frozenset()), start + "".join(parts)
    path = site.plain_path(url)
    if path is not None:
        assert site.resolve(url, "x/").removeprefix(site.url).partition("#")[0] == f"/{path}"


def test_most_links_are_plain() -> None:
    site = BuiltSite(Path(), "https://a.example/blog", {}, frozenset())
    urls = ("/blog/2025/a-b/", "https://a.example/blog/a.png", "/blog/", "/blog/a/#b")
    assert [site.plain_path(url) for url in urls] == ["2025/a-b/", "a.png", "", "a/"]
