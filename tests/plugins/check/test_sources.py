"""What a post relies on, as readers see it, and posts that have to say it and do not."""

from types import SimpleNamespace

import pytest

from newsroom.config.schema import Sources
from newsroom.content.front_matter.nested_fields import Source
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from plugins.check.sources import SourceLink, shown_host, source_links, tell_of_missing

ADVICE = "a post in News names no source; add sources, with title and url"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a", "example.org"),
        ("https://www.example.org", "example.org"),
        ("https://WWW.Example.org:8080/?q#f", "example.org"),
        ("https://www.com/", "www.com"),
        ("https://www2.example.org/", "www2.example.org"),
        ("https://www.xn--bcher-kva.example/x", "bücher.example"),
        ("https://bücher.example/x", "bücher.example"),
        ("https://xn--l2bm4a.example/", "नमस.example"),
        ("https://xn--.example/", "xn--.example"),
        ("https://name@example.org/", "example.org"),
        ("https://[2001:db8::1]/", "2001:db8::1"),
    ],
)
def test_a_host_can_be_read(url: str, name: str) -> None:
    assert shown_host(url) == name


def test_sources_keep_their_order_and_say_whose_they_are() -> None:
    front = FrontMatter(
        "x.md",
        sources=(Source("B", "https://www.b.example/"), Source("A", "https://a.example", "paper")),
    )
    assert source_links(front) == (
        SourceLink("B", "https://www.b.example/", "", "b.example"),
        SourceLink("A", "https://a.example", "paper", "a.example"),
    )


ONE = (Source("A", "https://a.example"),)


@pytest.mark.parametrize(
    ("category", "sources", "unpublished", "rule", "told"),
    [
        ("News", (), "", Sources(("News",)), ("warning: ", None)),
        ("News", (), "", Sources(("News",), required=True), (None, "")),
        ("News", (), "draft", Sources(("News",), required=True), ("warning: ", None)),
        ("News", (), "scheduled", Sources(("News",), required=True), (None, "")),
        ("News", ONE, "", Sources(("News",), required=True), (None, None)),
        ("Practice", (), "", Sources(("News",), required=True), (None, None)),
        ("News", (), "", Sources(), (None, None)),
        ("News", (), "", Sources(required=True), (None, None)),
    ],
)
def test_who_has_to_name_a_source(
    category: str,
    sources: tuple[Source, ...],
    unpublished: str,
    rule: Sources,
    told: tuple[str | None, str | None],
) -> None:
    front = FrontMatter("x.md", {"category": 5}, category=category, sources=sources)
    report = Report()
    tell_of_missing([SimpleNamespace(front_matter=front, unpublished=unpublished)], rule, report)
    found = (report.warnings, report.errors)
    expected = [[] if mark is None else [f"x.md:5: {mark}{ADVICE}"] for mark in told]
    assert [[str(finding) for finding in kind] for kind in found] == expected
