"""Old addresses: which are free, how they are written, and where they lead."""

import pytest

from newsroom.diagnostics.report import Report
from plugins.collect.redirects import Claim, Redirect, redirect_lines, settle

TAKEN = {"": "“index”", "2025/01/new/": "new.md", "about/": "about.md", "feeds/a.xml": "a feed"}


def claim(old: str, file: str = "new.md") -> Claim:
    return Claim(Redirect(old, "2025/01/new/"), file, 5, f'aliases holds "/{old}"')


@pytest.mark.parametrize(
    ("old", "sentence"),
    [
        ("old/", None),
        ("2025/01/", None),  # an archive that is not there
        ("about/us/", None),
        ("about.html", None),
        ("", "which is the address of “index”; remove it"),
        ("about/", "which is the address of about.md; remove it"),
        ("About/", "which is the address of about.md, for capitals make no difference; remove it"),
        ("2025/01/new/", "which is the address it has now; remove it"),
        ("feeds/a.xml", "which is the address of a feed; remove it"),
        ("feeds/a.xml/b/", "which is below the address of a feed; remove it"),
    ],
)
def test_an_old_address_has_to_be_free(old: str, sentence: str | None) -> None:
    report = Report()
    found = settle([claim(old)], TAKEN, report)
    assert [str(m) for m in report.errors] == (
        [f'new.md:5: aliases holds "/{old}", {sentence}'] if sentence else []
    )
    assert [redirect.old for redirect in found] == ([] if sentence else [old])


@pytest.mark.parametrize(
    ("one", "two"),
    [("old/", "old/"), ("old/", "OLD/"), ("stra\N{LATIN SMALL LETTER SHARP S}e/", "strasse/"),
     ("caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "cafe\N{COMBINING ACUTE ACCENT}/"),
     ("old.php", "old.php/")],
)  # fmt: skip
def test_the_second_to_ask_for_an_address_is_refused(one: str, two: str) -> None:
    report = Report()
    assert settle([claim(one), claim(two, "other.md")], TAKEN, report) == [claim(one).redirect]
    assert [str(m) for m in report.errors] == [
        f'other.md:5: aliases holds "/{two}", and so does new.md; keep it in one of them'
    ]


def test_one_address_twice_in_one_post_is_told_as_that() -> None:
    report = Report()
    assert settle([claim("old/"), claim("Old/")], TAKEN, report) == [claim("old/").redirect]
    assert [str(m) for m in report.errors] == [
        'new.md:5: aliases holds "/Old/", and so does another of its aliases; keep one of them'
    ]


def test_a_page_below_an_old_file_would_be_below_a_file() -> None:
    report = Report()
    settle([claim("a.html"), claim("b.php"), claim("b.php/c/")], TAKEN, report)
    assert not report.errors


def test_lines_are_encoded_so_that_no_sign_is_a_pattern() -> None:
    redirects = [
        Redirect("old/", "2025/new/"), Redirect("a b/*/:x", "new/"), Redirect("é/", "हिन्दी/")
    ]  # fmt: skip
    assert redirect_lines(redirects, "/blog").splitlines() == [
        "/blog/old/ /blog/2025/new/ 301",
        "/blog/a%20b/%2A/%3Ax /blog/new/ 301",
        "/blog/%C3%A9/ /blog/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80/ 301",
    ]


def test_redirects_of_others_are_taken_in() -> None:
    report = Report()
    claims = [Claim(Redirect("model/gpt4o/", "model/gpt-4o/"), "content/entities.yaml", 1, "x")]
    assert redirect_lines(settle(claims, TAKEN, report), "") == (
        "/model/gpt4o/ /model/gpt-4o/ 301\n"
    )
