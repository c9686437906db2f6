"""One message of many files as one message."""

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.repeated import merge_repeated

AUTHORS = 'missing required key "authors"'
SETTING = 'set FRONT_MATTER["default_author"] in pelicanconf.py'


def in_files(count: int, code: str, message: str, advice: str = "") -> list[Diagnostic]:
    return [Diagnostic(f"{n}.md", n, code, message, advice) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("code", "message", "advice", "cure"),
    [
        ("front-matter/missing-key", AUTHORS, "add a line", f"add it to each file, or {SETTING}"),
        ("front-matter/missing-key", 'missing required key "category"', "add a line",
         'add it to each file, or set FRONT_MATTER["default_category"] in pelicanconf.py'),
        ("front-matter/unknown-key", 'unknown key "keywords"', 'did you mean "tags"?',
         'if it is "tags", set FRONT_MATTER["aliases"] = {"keywords": "tags"} in pelicanconf.py'),
        ("front-matter/unknown-category", 'unknown category "AI"', "categories: News",
         "add it to CATEGORIES in pelicanconf.py"),
        ("author/unknown", 'unknown author "A B"', "add a profile with `x`",
         "add a profile with `x`"),
        ("link/not-found", 'link "/a/" not found', "correct the path", "correct the path"),
        ("file/ignored-file", "file ignored: only .md files are posts", "convert it", "convert it"),
        ("front-matter/ignored-key", 'key "layout" has no meaning here', "remove it", "remove it"),
    ],
)  # fmt: skip
def test_what_one_change_cures_is_one_message(
    code: str, message: str, advice: str, cure: str
) -> None:
    (merged,) = merge_repeated(in_files(7, code, message, advice))
    assert (merged.path, merged.line) == ("1.md", 1)
    assert merged.text == f"{message} (in 7 files); {cure}"


@pytest.mark.parametrize(
    "diagnostics",
    [
        [],
        in_files(4, "front-matter/missing-key", AUTHORS, "add a line"),
        in_files(9, "front-matter/missing-key", 'missing required key "title"', "add a line"),
        in_files(9, "front-matter/unknown-category", 'unknown category "Newz"',
                 'did you mean "News"?'),
        in_files(9, "image/missing-alt", "image has no alternative text", "describe it"),
        in_files(1, "front-matter/ignored-key", 'key "layout" has no meaning here', "remove it"),
    ],
)  # fmt: skip
def test_what_a_writer_must_correct_in_each_file_has_each_line(
    diagnostics: list[Diagnostic],
) -> None:
    assert [*merge_repeated(reversed(diagnostics))] == diagnostics


def test_other_messages_and_severities_stay_apart() -> None:
    layouts = in_files(2, "front-matter/ignored-key", 'key "layout" has no meaning here')
    weights = in_files(3, "front-matter/ignored-key", 'key "weight" has no meaning here')
    merged = [*merge_repeated([*layouts, *weights])]
    assert [d.message.partition(" (")[2] for d in merged] == ["in 2 files)", "in 3 files)"]


@pytest.mark.parametrize(
    ("advice", "is_one"),
    [
        ('copy the folder "a" of the old site to content/a/', True),
        ("put the file into content/a/b/", True),
        ('set ARTICLE_URL = "{slug}/" in pelicanconf.py to keep the old URLs', True),
        ("put the file beside the post or in content/", False),
    ],
)
def test_other_messages_with_a_common_cure_are_one(advice: str, is_one: bool) -> None:
    links = [Diagnostic("a.md", n, "link/not-found", f"link {n}", advice) for n in range(3)]
    links += [Diagnostic("b.md", n, "link/not-found", f"link {n}", advice) for n in range(2, 5)]
    merged = [*merge_repeated(links)]
    if is_one:
        assert [d.text for d in merged] == [f"link 0 (and 4 more in 2 files); {advice}"]
    else:
        assert merged == sorted(links)
    assert len([*merge_repeated(links[:2])]) == (1 if is_one else 2)
