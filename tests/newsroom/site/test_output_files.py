"""The registry of output files: which files are in conflict, and which of two is blamed."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.site.output_files import (
    RANKS,
    Kind,
    OutputFile,
    OutputFiles,
    folded,
    parent_folders,
)

LIST = OutputFile("tags/", "list", "“Tags”")
FEED = OutputFile("feeds/a.xml", "feed", "a feed")
ABOUT = OutputFile("about/", "page", "about.md", ("about.md", 3), "give the page another slug")
POST = OutputFile("2025/01/é/", "article", "b.md", ("b.md", 4), "change its slug")
SITE = (LIST, FEED, ABOUT, POST)


def static(url: str) -> OutputFile:
    return OutputFile(url, "static", url, (url, 0), "rename it")


def page(url: str) -> OutputFile:
    return OutputFile(url, "page", "x.md", ("x.md", 2), "change its slug")


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "index.html"), ("about/", "about/index.html"), ("404.html", "404.html"),
     ("feeds/a.xml", "feeds/a.xml"), ("a/index.html", "a/index.html")],
)  # fmt: skip
def test_a_url_that_ends_in_a_slash_is_that_of_a_folder(url: str, path: str) -> None:
    assert OutputFile(url, "file", "").path == path


def test_a_sibling_differs_in_url_and_bytes() -> None:
    file = OutputFile("a.png", "hashed", "an image", data=lambda: b"a")
    other = file.sibling("b.png", lambda: b"b")
    assert (other.path, other.data and other.data()) == ("b.png", b"b")
    assert replace(other, url=file.url, data=file.data).__dict__ == file.__dict__


def test_files_are_found_by_url_and_kept_in_order() -> None:
    files = OutputFiles([LIST])
    assert files.urls == {"tags/"}
    files.add(FEED, ABOUT)
    assert [*files] == [LIST, FEED, ABOUT]
    assert len(files) == 3
    assert files.urls == {"tags/", "feeds/a.xml", "about/"}
    assert "about/" in files
    assert "About/" not in files
    assert files.get("about/") is ABOUT
    assert files.get("") is None


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (static("robots.txt"), ""),
        (static("about/plan.pdf"), ""),
        (static("about.html"), ""),
        (static("feeds/b.xml"), ""),
        (static("about/index.html"), "is already used by about.md"),
        (static("about"), "is already used by about.md"),
        (static("About/Index.HTML"), "is already used by about.md, because case does not count"),
        (static("feeds/a.xml"), "is already used by a feed"),
        (static("Feeds/A.xml"), "is already used by a feed, because case does not count"),
        (static("feeds"), "is a folder of /feeds/a.xml, the URL of a feed"),
        (page("tags/"), "is already used by “Tags”"),
        (page("feeds/a.xml/"), "is already used by a feed"),
        (page("feeds/a.xml/b/"), "is below /feeds/a.xml, the URL of a feed"),
        (page("2025/01/e\u0301/"), "is already used by b.md, because accents are composed"),
        (page("2025/01/É/"), "is already used by b.md, because case does not count"),
    ],
)
def test_a_file_must_not_overwrite_another(file: OutputFile, problem: str) -> None:
    """It is blamed wherever it was declared, for its rank is higher, or its location later."""
    path, line = file.location
    location = f"{path}:{line}" if line else path
    error = f"{location}: error: URL /{file.url} {problem}; {file.advice} [url/conflict]"
    for position in range(len(SITE) + 1):
        files = OutputFiles([*SITE[:position], file, *SITE[position:]])
        assert [str(d) for d in files.conflicts()] == ([error] if problem else [])


@pytest.mark.parametrize(
    ("first", "second", "blamed"),
    [
        ("redirect", "static", "redirect"), ("static", "article", "static"),
        ("page", "list", "page"), ("redirect", "page", "redirect"), ("static", "feed", "static"),
    ],
)  # fmt: skip
def test_the_file_is_blamed_that_is_easiest_to_change(
    first: Kind, second: Kind, blamed: str
) -> None:
    files = [OutputFile("x/", kind, kind, (kind, 1)) for kind in (first, second)]
    for order in (files, files[::-1]):
        assert [d.path for d in OutputFiles(order).conflicts()] == [blamed]


def test_of_two_posts_the_one_in_the_later_file_is_blamed() -> None:
    files = [OutputFile("x/", "article", path, (path, 1)) for path in ("b.md", "a.md")]
    assert [(d.path, d.message) for d in OutputFiles(files).conflicts()] == [
        ("b.md", "URL /x/ is already used by a.md")
    ]


def test_a_list_without_source_is_named_in_the_message() -> None:
    tags = [OutputFile("tag/x/", "list", f'the tag "{name}"') for name in ("X", "X!")]
    assert [str(d) for d in OutputFiles(tags).conflicts()] == [
        'error: URL /tag/x/ of the tag "X!" is already used by the tag "X" [url/conflict]'
    ]


def test_a_file_with_several_conflicts_is_one_error() -> None:
    files = [page("x/"), static("x/index.html"), static("X"), static("x"), static("x/y/z.png")]
    errors = [(d.path, d.message) for d in OutputFiles(files).conflicts()]
    assert errors == [
        ("X", "URL /X is already used by x.md, because case does not count"),
        ("x", "URL /x is already used by x.md"),
        ("x/index.html", "URL /x/index.html is already used by x.md"),
    ]


def test_a_file_that_is_blamed_has_no_conflicts_with_further_ones() -> None:
    files = [FEED, static("feeds"), static("feeds/a.xml/b.png"), static("FEEDS/c.xml")]
    assert [d.path for d in OutputFiles(files).conflicts()] == ["feeds", "feeds/a.xml/b.png"]


@pytest.mark.parametrize(
    ("part", "size"), [("x" * 255, 0), ("x" * 256, 256), ("ह" * 85, 0), ("ह" * 86, 258)]
)
def test_a_part_of_a_path_can_be_as_long_as_a_file_name(part: str, size: int) -> None:
    messages = [d.message for d in OutputFiles([page(f"2025/{part}/")]).conflicts()]
    expected = f'"{part[:40]}…" in the URL has {size} bytes, and file names can have 255'
    assert messages == ([expected] if size else [])
    files = OutputFiles([OutputFile(f"tag/{part}/", "list", "the tag")])
    errors = [str(d) for d in files.conflicts()]
    expected = expected.replace("URL", "URL of the tag")
    assert errors == ([f"error: {expected}; shorten it [url/too-long]"] if size else [])


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("../x", 'URL /../x of a file has the part ".."'),
        ("a/../../x/", 'URL /a/../../x/ of a file has the part ".."'),
        ("./x", 'URL /./x of a file has the part "."'),
        ("/etc/x", "URL //etc/x of a file has an empty part"),
        ("a//b", "URL /a//b of a file has an empty part"),
        ("a\0b", "URL /a\0b of a file contains a NUL character"),
        ("..x/...", ""),
    ],
)
def test_a_file_that_would_be_outside_of_the_site_is_an_error(url: str, problem: str) -> None:
    errors = [str(d) for d in OutputFiles([OutputFile(url, "file", "a file")]).conflicts()]
    assert errors == ([f"error: {problem} [url/invalid]"] if problem else [])


@pytest.mark.parametrize(("parts", "size"), [(9, 0), (10, 2010), (25, 5010)])
def test_a_path_has_a_limit(parts: int, size: int) -> None:
    url = f"{'d' * 199}/" * parts
    errors = [d.message for d in OutputFiles([page(url)]).conflicts()]
    assert errors == (
        [f"URL /{'d' * 40}… has {size:,} bytes, and the limit is 2,000"] if size else []
    )


def test_the_copy_of_an_article_has_no_error_beside_that_of_the_article() -> None:
    urls: list[tuple[Kind, str]] = [("article", "x/"), ("copy", "x/index.md")]
    files = [
        OutputFile(url, kind, f"a {kind} of {path}", (path, 1), "x")
        for path in ("a.md", "b.md")
        for kind, url in urls
    ]
    assert [(d.path, d.message) for d in OutputFiles(files).conflicts()] == [
        ("b.md", "URL /x/ of a article of b.md is already used by a article of a.md")
    ]
    copy = OutputFile("robots.txt", "copy", "a copy", ("b.md", 1))
    errors = [*OutputFiles([copy, OutputFile("robots.txt", "file", "the rules")]).conflicts()]
    assert [d.message for d in errors] == ["URL /robots.txt of a copy is already used by the rules"]


def test_content_is_blamed_before_settings_and_settings_before_the_site_itself() -> None:
    feed = OutputFile("x/", "list", "a feed")
    page_of_settings = OutputFile("x/", "list", "“x”", ("pelicanconf.py", 9))
    tag = OutputFile("x/", "list", "a tag", ("content/posts/a.md", 2))
    for files in ([feed, page_of_settings, tag], [tag, page_of_settings, feed]):
        assert [d.path for d in OutputFiles(files).conflicts()] == [
            "pelicanconf.py", "content/posts/a.md",
        ]  # fmt: skip


def test_a_free_url_is_told_from_a_used_one() -> None:
    files = OutputFiles(SITE)
    assert files.owner_of("ABOUT") is ABOUT
    assert files.owner_of("tags/index.html") is LIST
    assert files.owner_of("about/us/") is None
    assert files.file_above("feeds/A.xml/b/") is FEED
    assert files.file_above("feeds/") is None
    assert files.file_below("feeds") is FEED
    added = static("about/us/a.txt")
    files.add(added)
    assert files.owner_of("about/us/a.txt") is added
    assert files.file_below("about/us") is added


@pytest.mark.parametrize(
    ("path", "same"),
    [("straße/", "STRASSE/"), ("caf\u00e9", "cafe\u0301"), ("\u00c9", "e\u0301"), ("ΣΑΣ", "σας"),
     ("\u1fb3", "\u03b1\u0345"), ("हिन्दी", "हिन्दी")],
)  # fmt: skip
def test_paths_that_some_file_systems_take_for_one(path: str, same: str) -> None:
    assert folded(path) == folded(same)


def test_the_folders_of_a_path() -> None:
    assert parent_folders("a/b/c") == ["a", "a/b"]
    assert parent_folders("a") == []


NAMES = st.sampled_from(
    ["a", "A", "b", "index.html", "Index.html", "x.html", "\u00e9", "e\u0301", "É", "ß", "ss"]
)
URLS = st.builds(
    lambda names, end: "/".join(names) + end,
    st.lists(NAMES, max_size=4),
    st.sampled_from(["", "/"]),
).map(lambda url: "" if url == "/" else url)
KINDS: list[Kind] = ["article", "page", "list", "redirect", "static"]


FILES = st.lists(st.tuples(URLS, st.sampled_from(KINDS)), max_size=12).map(
    lambda pairs: [
        OutputFile(url, kind, "", (str(number), 1)) for number, (url, kind) in enumerate(pairs)
    ]
)


@given(FILES)
def test_what_is_not_reported_can_be_written_to_every_file_system(files: list[OutputFile]) -> None:
    errors = [*OutputFiles(files).conflicts()]
    blamed = {d.path for d in errors}
    assert len(blamed) == len(errors)  # one error for each file
    paths = [
        unicodedata.normalize("NFC", file.path).casefold()
        for file in files
        if file.location[0] not in blamed
    ]
    folders = {folder for path in paths for folder in parent_folders(path)}
    assert len({*paths}) == len(paths)
    assert not folders & {*paths}


@given(FILES)
def test_a_file_is_blamed_only_for_a_conflict_with_one_of_its_rank_or_lower(
    files: list[OutputFile],
) -> None:
    blamed = {d.path for d in OutputFiles(files).conflicts()}
    accepted = [file for file in files if file.location[0] not in blamed]
    for file in (file for file in files if file.location[0] in blamed):
        opponents = [x for x in accepted if [*OutputFiles([x, file]).conflicts()]]
        assert RANKS.get(file.kind, 0) >= min(RANKS.get(x.kind, 0) for x in opponents)


def test_files_are_replaced_where_the_first_of_them_was() -> None:
    urls = ["a", "b", "c", "d"]
    files = OutputFiles(OutputFile(url, "file", url) for url in urls)
    files.replace({"b", "c", "none"}, [OutputFile(url, "file", url) for url in ("x", "y", "z")])
    assert [file.url for file in files] == ["a", "x", "y", "z", "d"]
    assert ("b" in files, "x" in files) == (False, True)
    files.replace({"a"}, [])
    assert [file.url for file in files] == ["x", "y", "z", "d"]
