"""What changes, in what order, and how it is listed."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.checks.site import BuiltSite
from newsroom.deploy.plan import (
    GONE,
    PLACEHOLDER,
    Changes,
    Step,
    apply_changes,
    file_url,
    is_page,
    plan_changes,
    removal_steps,
    render_changes,
    upload_steps,
)
from newsroom.output.manifest import file_paths
from tests.built import SITE, URL, Files, missing, version
from tests.conftest import MakeSite, build_in

Order = Callable[[tuple[str, ...]], tuple[str, ...]]
MARKS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


def test_a_plan_tells_what_differs() -> None:
    changes = plan_changes(
        {"new": "1", "same": "2", "other": "3"}, {"same": "2", "other": "4", "old": "5"}
    )
    assert changes == Changes(added=("new",), changed=("other",), removed=("old",))
    assert changes.uploads == ("new", "other")
    assert (bool(changes), bool(Changes(foreign=("x",)))) == (True, False)


def test_a_placeholder_is_not_there_yet() -> None:
    changes = plan_changes({"a": "1", "b": "2"}, {"a": "0", "gone": "0"}, placeholder="0")
    assert changes == Changes(added=("a", "b"), placeholders=("a",), removed=("gone",))


def test_a_page_gets_one_placeholder() -> None:
    """A page whose arrival was not noted is never covered again."""
    changes = Changes(added=("a.html", "b.html"), placeholders=("a.html",))
    assert upload_steps(changes) == [
        Step(("b.html",), PLACEHOLDER),
        Step(("a.html", "b.html")),
    ]


@given(local=MARKS, remote=MARKS)
def test_carrying_out_a_plan_makes_one_into_the_other(
    local: dict[str, str], remote: dict[str, str]
) -> None:
    changes = plan_changes(local, remote)
    remaining = {path: mark for path, mark in remote.items() if path not in changes.removed}
    assert remaining | {path: local[path] for path in changes.uploads} == local
    assert not plan_changes(local, local)


def test_the_order() -> None:
    changes = Changes(
        added=("a.css", "a.png", "new.html", "new.md", "other/index.html"),
        changed=("feed.xml", "index.html"),
        removed=("gone.html", "gone.css"),
    )
    assert upload_steps(changes) == [
        Step(("a.png",)),
        Step(("new.html", "other/index.html"), PLACEHOLDER),
        Step(("a.css",)),
        Step(("new.md",)),
        Step(("new.html", "other/index.html")),
        Step(("index.html",)),
        Step(("feed.xml",)),
    ]
    assert removal_steps(changes.removed) == [("gone.html",), ("gone.css",)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("images/a.png", "images/b.svg"),
        ("theme/a.woff2", "theme/b.css"),
        ("images/b.svg", "theme/b.css"),
        ("films/a.mp4", "2025/a/index.md"),
        ("theme/b.xsl", "feeds/a.xml"),
        ("feeds/a.json", "theme/search.js"),
        ("2025/a/index.md", "llms.txt"),
        ("sitemaps/2025.xml", "sitemap.xml"),
        ("sitemap.xml", "robots.txt"),
        ("A.PNG", "B.SVG"),
    ],
)
def test_a_file_comes_after_those_it_can_name_and_goes_before_them(first: str, second: str) -> None:
    """Beside a page, which both may name: it is there, if only as one that names nothing."""
    three = tuple(sorted([first, second, "page.html"]))
    order = [path for step in upload_steps(Changes(added=three)) for path in step.paths]
    assert order.index(first) < order.index(second)
    assert order.index("page.html") < order.index(second) or second == "theme/b.css"
    assert order[-1] == "page.html"
    removed = [path for paths in removal_steps(three) for path in paths]
    assert removed.index(second) < removed.index(first)


@pytest.mark.parametrize("named_by", ["2025/a/index.md", "feeds/a.xml", "llms.txt", "a.svg"])
def test_one_page_that_another_file_names_is_there_before_and_after_it(named_by: str) -> None:
    both = tuple(sorted(["2025/a/index.html", named_by]))
    page = ("2025/a/index.html",)
    assert upload_steps(Changes(added=both)) == [
        Step(page, PLACEHOLDER),
        Step((named_by,)),
        Step(page),
    ]
    assert upload_steps(Changes(removed=both)) == [Step(page, GONE)]
    assert removal_steps(both) == [(named_by,), page]


def test_old_pages_name_nothing_before_the_first_of_them_goes() -> None:
    changes = Changes(removed=("a.html", "b.css", "c.html"))
    assert upload_steps(changes) == [Step(("a.html", "c.html"), GONE)]
    assert upload_steps(Changes(removed=("a.html", "b.css"))) == []


def test_a_single_new_page_needs_no_placeholder() -> None:
    assert upload_steps(Changes(added=("new.html",))) == [Step(("new.html",))]
    assert upload_steps(Changes(added=("a.png", "new.html"))) == [
        Step(("a.png",)),
        Step(("new.html",)),
    ]


def states(before: Files, after: Files, order: Order = tuple) -> list[Files]:
    """What readers have after each file, in the order of a deployment; files of a step in any."""
    live, snapshots = dict(before), [dict(before)]

    def put(step: Step) -> None:
        for path in order(step.paths):
            live[path] = step.small_page or after[path]
            snapshots.append(dict(live))

    def remove(paths: tuple[str, ...]) -> None:
        for path in order(paths):
            live.pop(path)
            snapshots.append(dict(live))

    remote = {path: data.hex() for path, data in before.items()}
    apply_changes(plan_changes({p: d.hex() for p, d in after.items()}, remote), put, remove)
    return snapshots


def backwards(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Another order of the files of a step."""
    return paths[::-1]


@pytest.mark.parametrize("order", [tuple, backwards])
def test_at_no_time_does_a_file_name_a_missing_one(order: Order) -> None:
    before: Files = {}
    for number in range(3):
        snapshots = states(before, version(number), order)
        assert [sentence for live in snapshots for sentence in missing(live)] == []
        assert snapshots[-1] == version(number)
        before = version(number)


def test_in_a_built_site_no_file_names_one_that_comes_later(make_site: MakeSite) -> None:
    """Whatever the pipeline writes has its layer; a page is there once its placeholder is."""
    output = build_in(make_site(), "--production", SITEURL=SITE)
    files = {path: (output / path).read_bytes() for path in file_paths(output)}
    order = [
        path
        for step in upload_steps(plan_changes(dict.fromkeys(files, ""), {}))
        for path in step.paths
    ]
    first = {path: order.index(path) for path in files}
    site = BuiltSite(Path(), SITE, {}, frozenset())
    naming = set()
    for path in [path for path in files if not is_page(path)]:
        urls = URL.findall(unescape(files[path].decode(errors="replace")))
        for name in {site.file_at(url, path) for url in urls} & files.keys() - {path}:
            assert first[name or ""] < first[path], f"{path} names {name}"
            naming.add(path)
    assert {"llms.txt", "robots.txt", "sitemap.xml", "feeds/all.json"} < naming


def test_urls_of_files() -> None:
    site = "https://example.org/blog/"
    paths = ("index.html", "2025/a b/index.html", "été.html", "myindex.html")
    assert [file_url(site, path).removeprefix(site) for path in paths] == [
        "",
        "2025/a%20b/",
        "%C3%A9t%C3%A9.html",
        "myindex.html",
    ]


def test_a_listing_stops_in_time() -> None:
    changes = Changes(added=("a", "b", "c"), foreign=("d",))
    assert [*render_changes(changes, "https://x.example", 2)] == [
        "  added    https://x.example/a",
        "  added    https://x.example/b",
        "  added    … and 1 more",
        "  foreign  https://x.example/d",
    ]
