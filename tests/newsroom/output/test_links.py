"""What a link as written leads to, and why some lead nowhere."""

import pytest

from newsroom.output.links import Destinations, LinkError, resolve

KNOWN = Destinations(
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
    addresses=frozenset(
        ["2025/01/one/", "2025/02/two/", "about/", "", "archive/", "tag/open-weights/",
         "feeds/all.atom.xml", "images/plan.svg", "tag/größe/"]
    ),
    moved={
        "2024/12/uno/": "2025/01/one/", "old name.html": "about/", "theme/a.svg": "theme/a.1.svg"
    },
    held_back=frozenset(["posts/2025/soon.md"]),
    base="/blog",
)  # fmt: skip
FOLDER, HERE = "posts/2025", "2025/01/one/"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        # Old addresses, and files of the theme.
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
        # Addresses.
        ("/about/", "/blog/about/"),
        ("/", "/blog/"),
        ("/about/?a=1", "/blog/about/?a=1"),
        ("../../../archive/", "/blog/archive/"),
        ("../../02/two/#details", "/blog/2025/02/two/#details"),
        ("/feeds/all.atom.xml", "/blog/feeds/all.atom.xml"),
        ("/tag/gr%C3%B6%C3%9Fe/", "/blog/tag/gr%C3%B6%C3%9Fe/"),
        ("/archive/#no-anchors-are-known-there", "/blog/archive/#no-anchors-are-known-there"),
        # This page and other sites.
        ("#top-of-one", "#top-of-one"),
        ("?q", "?q"),
        ("https://x.example/a b", "https://x.example/a b"),
        ("//x.example/", "//x.example/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_a_link_becomes_an_address(written: str, address: str) -> None:
    assert resolve(written, FOLDER, HERE, KNOWN) == address


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("tow.md", 'leads nowhere; did you mean "/posts/2025/two.md"?'),
        ("soom.md", 'leads nowhere; did you mean "/posts/2025/soon.md"?'),
        ("zzzzzz.md", "leads nowhere; no such post is there"),
        ("/abuot/", 'leads nowhere; did you mean "/about/"?'),
        ("/about", 'leads nowhere; did you mean "/about/"?'),
        ("/zzzzzz/", "leads nowhere; no such page is there"),
        ("/images/plam.svg", 'leads nowhere; did you mean "/images/plan.svg"?'),
        ("/zzzzzz.pdf", "leads nowhere; put the file beside the post or in content/"),
        ("../../../../etc/passwd.md", "leads nowhere; no such post is there"),
        ("{static}/images/plam.svg", 'leads nowhere; did you mean "/images/plan.svg"?'),
        ("onee/", 'leads nowhere; did you mean "/2025/02/two/"?'),
        ("http://[", "is no address that browsers can read; correct it"),
        ("https://github.]", "is no address that browsers can read; correct it"),
        ("soon.md", "leads to a post that is not public yet; remove it or publish that post"),
        ("two.md#detials", 'leads to a page without an anchor "detials"; did you mean "details"?'),
        ("/2025/02/two/#zzz", 'leads to a page without an anchor "zzz"'),
        ("#zzz", 'leads to a page without an anchor "zzz"'),
        ("{tag}open weihgts", 'names a tag that no post has; did you mean "open weights"?'),
        ("{author}Zoe", "names an author that no post has"),
        ("{file}two.md", "has the unknown placeholder {file}; write {filename} or {static}"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(written: str, reason: str) -> None:
    with pytest.raises(LinkError) as error:
        resolve(written, FOLDER, HERE, KNOWN)
    assert str(error.value) == reason


@pytest.mark.parametrize("written", ["tow.md", "/abuot/", "/images/plam.svg", "two.md#detials"])
def test_what_is_proposed_works(written: str) -> None:
    with pytest.raises(LinkError) as error:
        resolve(written, FOLDER, HERE, KNOWN)
    proposed = str(error.value).split('"')[-2]
    assert resolve(proposed if "#" not in written else f"two.md#{proposed}", FOLDER, HERE, KNOWN)


def test_a_page_of_another_folder_has_its_own_relative_links() -> None:
    assert resolve("about.md", "pages", "contact/", KNOWN) == "/blog/about/"
    assert resolve("../about/", "pages", "contact/", KNOWN) == "/blog/about/"
