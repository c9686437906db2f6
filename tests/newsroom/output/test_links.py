"""The URLs that links become, and why some have no target."""

from dataclasses import replace

import pytest

from newsroom.diagnostics.codes import CODES
from newsroom.output.links import LinkError, LinkTargets, resolve_link

TARGETS = LinkTargets(
    sources={
        "posts/2025/one.md": "2025/01/one/",
        "posts/2025/two.md": "2025/02/two/",
        "pages/about.md": "about/",
    },
    files={"images/plan.svg": "images/plan.svg", "posts/2025/data.csv": "posts/2025/data.csv"},
    names={
        "tag": {"open weights": "tag/open-weights/", "c++": "tag/c-plus-plus/"},
        "category": {"news": "category/news/"},
        "author": {"ada writer": "author/ada-writer/"},
    },
    anchors={
        "2025/01/one/": frozenset(["top-of-one"]),
        "2025/02/two/": frozenset(["details", "größe"]),
    },
    urls=frozenset(
        ["2025/01/one/", "2025/02/two/", "about/", "", "archive/", "tag/open-weights/",
         "feeds/all.atom.xml", "images/plan.svg", "tag/größe/"]
    ),
    redirects={
        "2024/12/uno/": "2025/01/one/", "old name.html": "about/", "theme/a.svg": "theme/a.1.svg"
    },
    withheld=frozenset(["posts/2025/soon.md"]),
    base="/blog",
)  # fmt: skip
FOLDER, PAGE = "posts/2025", "2025/01/one/"


@pytest.mark.parametrize(
    ("url", "resolved"),
    [
        # Old URLs, and files of the theme.
        ("/2024/12/uno/", "/blog/2025/01/one/"),
        ("/2024/12/uno/#top-of-one", "/blog/2025/01/one/#top-of-one"),
        ("/old%20name.html?q=1", "/blog/about/?q=1"),
        ("/theme/a.svg", "/blog/theme/a.1.svg"),
        # Source files.
        ("two.md", "/blog/2025/02/two/"),
        ("./two.md", "/blog/2025/02/two/"),
        ("../../pages/about.md", "/blog/about/"),
        ("/posts/2025/two.md", "/blog/2025/02/two/"),
        ("{filename}two.md", "/blog/2025/02/two/"),
        ("{filename}/pages/about.md", "/blog/about/"),
        ("|filename|/pages/about.md", "/blog/about/"),
        ("two.md#details", "/blog/2025/02/two/#details"),
        ("two.md?a=1&b=2#details", "/blog/2025/02/two/?a=1&b=2#details"),
        ("two.md#gr%C3%B6%C3%9Fe", "/blog/2025/02/two/#gr%C3%B6%C3%9Fe"),
        # Files that are copied.
        ("/images/plan.svg", "/blog/images/plan.svg"),
        ("../../images/plan.svg", "/blog/images/plan.svg"),
        ("{static}/images/plan.svg", "/blog/images/plan.svg"),
        ("{attach}data.csv", "/blog/posts/2025/data.csv"),
        ("data.csv", "/blog/posts/2025/data.csv"),
        # Names.
        ("{tag}Open Weights", "/blog/tag/open-weights/"),
        ("{tag}open%20weights", "/blog/tag/open-weights/"),
        ("{tag}C++", "/blog/tag/c-plus-plus/"),
        ("{category}News", "/blog/category/news/"),
        ("{author}Ada Writer", "/blog/author/ada-writer/"),
        ("{index}", "/blog/"),
        # URLs of the site.
        ("/about/", "/blog/about/"),
        ("/", "/blog/"),
        ("/about/?a=1", "/blog/about/?a=1"),
        ("/about?a=1", "/blog/about/?a=1"),
        ("/2024/12/uno#top-of-one", "/blog/2025/01/one/#top-of-one"),
        ("/tag/gr%C3%B6%C3%9Fe", "/blog/tag/gr%C3%B6%C3%9Fe/"),
        ("../../../archive/", "/blog/archive/"),
        ("../../02/two/#details", "/blog/2025/02/two/#details"),
        ("/feeds/all.atom.xml", "/blog/feeds/all.atom.xml"),
        ("/tag/gr%C3%B6%C3%9Fe/", "/blog/tag/gr%C3%B6%C3%9Fe/"),
        ("/archive/#no-anchors-are-known-there", "/blog/archive/#no-anchors-are-known-there"),
        # This page and other sites.
        ("#top-of-one", "#top-of-one"),
        ("#top--of-one", "#top-of-one"),  # as GitHub has it for “Top & of one”
        ("?q#Top-Of_One", "?q#top-of-one"),
        ("two.md#-details-", "/blog/2025/02/two/#details"),
        ("?q", "?q"),
        ("https://x.example/a b", "https://x.example/a b"),
        ("//x.example/", "//x.example/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_a_link_is_resolved(url: str, resolved: str) -> None:
    assert resolve_link(url, FOLDER, PAGE, TARGETS) == resolved


NOT_FOUND, NAME = "link/not-found", "link/unknown-name"
ANCHOR, INVALID = "link/missing-anchor", "link/invalid-url"


@pytest.mark.parametrize(
    ("url", "code", "message", "advice"),
    [
        ("tow.md", NOT_FOUND, 'link "tow.md" not found', 'did you mean "/posts/2025/two.md"?'),
        ("soom.md", NOT_FOUND, 'link "soom.md" not found', 'did you mean "/posts/2025/soon.md"?'),
        ("zzzzzz.md", NOT_FOUND, 'link "zzzzzz.md" not found', "correct the path of the post"),
        ("/abuot/", NOT_FOUND, 'link "/abuot/" not found', 'did you mean "/about/"?'),
        ("/zzzzzz/", NOT_FOUND, 'link "/zzzzzz/" not found', "correct the path of the page"),
        ("/images/plam.svg", NOT_FOUND, 'link "/images/plam.svg" not found',
         'did you mean "/images/plan.svg"?'),
        ("/zzzzzz.pdf", NOT_FOUND, 'link "/zzzzzz.pdf" not found',
         "put the file into content/"),
        ("../../../../etc/passwd.md", NOT_FOUND, 'link "../../../../etc/passwd.md" not found',
         "correct the path of the post"),
        ("{static}/images/plam.svg", NOT_FOUND, 'link "{static}/images/plam.svg" not found',
         'did you mean "/images/plan.svg"?'),
        ("one.html", NOT_FOUND, 'link "one.html" not found', 'did you mean "/2025/01/one/"?'),
        ("twoo/", NOT_FOUND, 'link "twoo/" not found', 'did you mean "/2025/02/two/"?'),
        ("/2014/06/10/two.html", NOT_FOUND, 'link "/2014/06/10/two.html" not found',
         'did you mean "/2025/02/two/"?'),
        ("http://[", INVALID, 'invalid URL "http://["', "correct it"),
        ("https://github.]", INVALID, 'invalid URL "https://github.]"', "correct it"),
        ("https://☃.example/", INVALID, 'invalid URL "https://☃.example/"',
         '"☃" is invalid in a host; write it in ASCII (xn--…) if browsers open it'),
        ("soon.md", "link/withheld", 'link "soon.md" names a post that is not public',
         "remove it or publish that post"),
        ("two.md#detials", ANCHOR, 'link "two.md#detials": anchor "detials" not found',
         'did you mean "details"?'),
        ("/2025/02/two/#zzz", ANCHOR, 'link "/2025/02/two/#zzz": anchor "zzz" not found',
         "correct it"),
        ("#zzz", ANCHOR, 'link "#zzz": anchor "zzz" not found', "correct it"),
        ("{tag}open weihgts", NAME, 'tag "open weihgts" not found in any post',
         'did you mean "open weights"?'),
        ("{author}Zoe", NAME, 'author "Zoe" not found in any post', "correct it"),
        ("{file}two.md", "link/unknown-placeholder", "unknown placeholder {file}",
         "write {filename} or {static}"),
    ],
)  # fmt: skip
def test_a_link_without_a_target_says_why(url: str, code: str, message: str, advice: str) -> None:
    with pytest.raises(LinkError) as error:
        resolve_link(url, FOLDER, PAGE, TARGETS)
    assert (error.value.code, error.value.message, error.value.advice) == (code, message, advice)
    assert CODES[code].severity == "error"


@pytest.mark.parametrize("url", ["tow.md", "/abuot/", "/images/plam.svg", "two.md#detials"])
def test_what_is_proposed_works(url: str) -> None:
    with pytest.raises(LinkError) as error:
        resolve_link(url, FOLDER, PAGE, TARGETS)
    proposed = str(error.value).split('"')[-2]
    proposed = f"two.md#{proposed}" if "#" in url else proposed
    assert resolve_link(proposed, FOLDER, PAGE, TARGETS)


def test_a_page_of_another_folder_has_its_own_relative_links() -> None:
    assert resolve_link("about.md", "pages", "contact/", TARGETS) == "/blog/about/"
    assert resolve_link("../about/", "pages", "contact/", TARGETS) == "/blog/about/"


URLS = (
    "/about/", "{filename}/pages/about.md", "/posts/2025/two.md#details", "/gone/", "two.md",
    "#details", "#top-of-one", "#gone", "#gr%C3%B6%C3%9Fe", "?a=1", "{tag}C++", "/images/plan.svg",
    "//example.org/", "data.csv", "/posts/2025/soon.md",
)  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_a_link_means_the_same_whatever_was_asked_before(url: str) -> None:
    def outcome(folder: str, page: str, targets: LinkTargets) -> str:
        try:
            return resolve_link(url, folder, page, targets)
        except LinkError as error:
            return str(error)

    used = replace(TARGETS, resolved={})
    for folder, page in [(FOLDER, PAGE), ("pages", "about/"), (FOLDER, "2025/02/two/")] * 2:
        fresh = replace(TARGETS, resolved={})
        assert outcome(folder, page, used) == outcome(folder, page, fresh)
