"""Source files as documents."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from markdown import Markdown

from newsroom.config.schema import ActiveHtml, Category, TimeLimit, Toc
from newsroom.content import document as module
from newsroom.content.document import Document, DocumentParser, ProfileDocument, linked_files
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.source_positions import SourceBody
from newsroom.content.time_limit import TimeLimitError
from newsroom.diagnostics.errors import UserError
from tests.hostile_bodies import hostile_bodies
from tests.interface import VOCABULARY
from tests.model import make_settings

HEAD = "---\ntitle: A Title\ndate: 2025-11-20 09:00\nauthors: [Ada Writer]\ncategory: News\n---\n"
SCRIPTED, PATH = "posts/chart.md", "posts/2025-11-20-a-post.md"
OPTIONS = {
    "extensions": ["markdown.extensions.extra"],
    "extension_configs": {"markdown.extensions.toc": {}},
    "output_format": "html",
}
SIZES = {"posts/a.png": (300, 200), "images/tall.png": (1000, 1440)}


def make_parser(*, heads_only: bool = False, seconds: int = 20, toc: int = 4) -> DocumentParser:
    settings = make_settings(
        toc=Toc(toc),
        categories=(Category("News"),),
        active_html=ActiveHtml((SCRIPTED,)),
        time_limit=TimeLimit(seconds),
    )
    return DocumentParser(
        settings,
        OPTIONS,
        "content",
        str.lower,
        SIZES.get,
        heads_only=heads_only,
        vocabulary=VOCABULARY,
    )


@cache
def parser() -> DocumentParser:
    """The parser of most tests: documents do not depend on those before them."""
    return make_parser()


def parse(text: str, path: str = PATH) -> Document:
    return parser().parse(text.encode(), path, page=False)


def parse_body(body: str, path: str = PATH) -> Document:
    return parse(HEAD + body, path)


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def test_a_document_is_what_its_file_says() -> None:
    document = parse_body("## One\n\nFirst *words*.\n\n[a](b.md) ![An image](a.png)\n")
    assert document.path == PATH
    assert (document.front_matter.title, document.title) == ("A Title", "A Title")
    assert document.outline.first_paragraph == "First words."
    assert document.outline.headings == ("One",)
    assert document.outline.links == ("#one", "b.md", "a.png")
    assert {*document.body.urls} == {"#one", "b.md", "a.png"}
    html = document.body.html({"b.md": "/2025/11/b/"})
    assert '<a href="/2025/11/b/">a</a>' in html
    assert 'src="a.png" width="300" height="200"' in html
    assert (document.reading_time, document.policy, document.is_readable) == (1, {}, True)
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("front", "path", "slug"),
    [
        ("", "posts/2025-11-20-a-post.md", "a-post"),
        ("", "posts/A.markdown", "a"),
        ("slug: given", "posts/2025/x.md", "given"),
        ("", "posts/2025/name/index.md", "name"),
        ("", "posts/name.hi.md", "name"),
        ("", "posts/gpt-4.1.md", "gpt-4.1"),
        ("lang: en", "posts/deep.it.md", "deep.it"),
        ("lang: it-ch", "posts/deep.it.md", "deep"),
    ],
)
def test_the_slug_is_that_of_the_front_matter_else_of_the_file(
    front: str, path: str, slug: str
) -> None:
    assert parse(f"---\ntitle: T\n{front}\n---\nText.", path).slug == slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}\nText.", []),
        (f"{HEAD}\n", ["file/empty-body"]),
        (HEAD.replace("A Title", "x" * 111) + "Text.", ["front-matter/long-title"]),
        (HEAD.replace("A Title", "A **cut") + "Text.", ["markdown/visible-mark"]),
        (HEAD.replace("A Title", "") + "Text.", ["front-matter/missing-key"]),
        (f"{HEAD}\n<div>Text", ["html/unclosed-element"]),
        (f"{HEAD}\n{'<div>' * 600}", ["html/unclosed-element"] * 600 + ["html/too-deep"]),
        ("Text.", ["front-matter/missing"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file(text: str, expected: list[str]) -> None:
    document = parse(text)
    assert sorted(codes(document)) == sorted(expected)
    assert document.is_readable


def test_date_and_language_of_a_file_name_are_those_of_the_post() -> None:
    head = HEAD.replace("date: 2025-11-20 09:00\n", "")
    document = parse(f"{head}Text.", "posts/2025-11-21-a-post.hi.md")
    front = document.front_matter
    assert (document.slug, f"{front.date:%Y-%m-%d}", front.lang) == ("a-post", "2025-11-21", "hi")
    assert document.diagnostics == ()


def test_a_file_name_without_letters_makes_no_slug() -> None:
    settings = make_settings(categories=(Category("News"),))
    document = DocumentParser(
        settings, OPTIONS, "content", lambda name: "", SIZES.get, vocabulary=VOCABULARY
    ).parse(f"{HEAD}Text.".encode(), "posts/!.md", page=False)
    assert codes(document) == ["front-matter/no-slug"]


def test_keys_of_posts_are_unknown_in_pages() -> None:
    document = parser().parse(b"---\ntitle: T\ntags: [x]\n---\nText.", "pages/a.md", page=True)
    assert codes(document) == ["front-matter/unknown-key"]


def test_bytes_that_are_not_utf_8_make_a_file_unreadable() -> None:
    document = parser().parse(HEAD.encode() + b"one\ntwo \xff", PATH, page=False)
    assert not document.is_readable
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.path) == ("file/not-utf-8", f"content/{PATH}")
    assert diagnostic.line == HEAD.count("\n") + 2


@pytest.mark.parametrize(
    ("body", "attribute", "rows"),
    [
        ("x\n\n<script>1</script>", "active_html", [("html/active-element", 9)]),
        ("x\n\n<p onclick='y'>z</p>", "active_html", [("html/event-handler", 9)]),
        ("[x](javascript:y)", "active_html", [("html/script-url", 7)]),
        ("x\n\n<p hidden>z</p>", "deceptive_html", [("html/deceptive-attribute", 9)]),
        ("<p style='color:red'>z</p>", "inline_styles", [("html/inline-style", 7)]),
        (
            "<iframe src=/a></iframe>\n\n`<iframe`\n\n<iframe src=/b></iframe>",
            "active_html",
            [("html/active-element", 7), ("html/active-element", 11)],
        ),
        (
            "<b onclick=a></b>\n<b onclick=b></b>",
            "active_html",
            [("html/event-handler", 7), ("html/event-handler", 8)],
        ),
    ],
)
def test_content_that_only_some_files_may_have(
    body: str, attribute: str, rows: list[tuple[str, int]]
) -> None:
    diagnostics = getattr(parse_body(body), attribute)
    assert [(diagnostic.code, diagnostic.line) for diagnostic in diagnostics] == rows
    assert getattr(parse_body(body, SCRIPTED), attribute) == ()


def test_the_frame_of_a_video_has_the_form_of_a_video_as_advice() -> None:
    document = parse_body("<iframe src='//www.youtube.com/embed/dQw4w9WgXcQ'></iframe>")
    (diagnostic,) = document.active_html
    video = "![What it shows](https://www.youtube.com/watch?v=dQw4w9WgXcQ)"
    assert diagnostic.advice.startswith(f"write {video}, or allow")
    (diagnostic,) = parse_body("<iframe src='https://x.example/'></iframe>").active_html
    assert diagnostic.advice.startswith("remove it, or allow")


def test_an_unused_footnote_is_a_warning_and_no_link_back_is_written() -> None:
    document = parse_body("Text[^1].\n\n[^1]: Used.\n[^b]: Not used.\n")
    ((line, code, text),) = [(d.line, d.code, d.text) for d in document.diagnostics]
    assert (line, code) == (10, "footnote/unused")
    assert text == 'no text refers to the footnote "[^b]"; write [^b] in it, or remove the note'
    assert [link for link in document.outline.links if "fnref" in link] == ["#fnref:1"]


def test_images_without_alt_text_and_files_of_other_sites_are_reported() -> None:
    document = parse_body("Text.\n\n![](https://x.example/a.png)\n", SCRIPTED)
    rows = [(diagnostic.code, diagnostic.line) for diagnostic in document.image_diagnostics]
    assert rows == [("image/missing-alt", 9), ("link/external-file", 9)]


def test_a_policy_names_what_a_body_loads() -> None:
    document = parse_body("![x](https://x.example/a.png)")
    assert document.policy == {"img-src": frozenset(["https://x.example"])}
    assert parse_body("<script src=/a.js></script>").policy == {}
    scripted = parse_body("<script src=/a.js></script>", SCRIPTED)
    assert scripted.policy == {"script-src": frozenset(["'self'"])}


def test_classes_are_named_once_with_their_tags() -> None:
    body = "<p class='a b'>x</p><p class=a>y</p><i class=a>z</i>"
    assert parse_body(body).classes == (("a", "p"), ("b", "p"), ("a", "i"))
    assert parse_body(body, SCRIPTED).classes == ()


def test_the_lines_of_links_and_classes_are_known() -> None:
    body = "\n## One\n\n[a](b.md) `c.md`\n\n[a](b.md) ![C](c.md)\n\n<p class='note b.md'>x</p>"
    document = parse_body(body)
    assert document.lines == {"b.md": 10, "c.md": 12, "note": 14}
    assert [document.line(text) for text in ("c.md", "note", "#one")] == [12, 14, 7]


def test_classes_of_markdown_have_no_lines() -> None:
    document = parse_body("A table has highlights.\n\na|b\n-|-:\nc|d\n")
    assert document.classes
    assert document.lines == {}


def test_every_url_that_is_resolved_has_the_line_at_which_it_is_written() -> None:
    for body in hostile_bodies(300, "lines"):
        document = parse_body(body)
        own = {f"#{anchor}" for anchor in document.outline.anchors}
        assert {*document.body.urls} <= {*document.outline.links}
        for url in {*document.outline.links} - own:
            line = SourceBody(body, 7).find(url)
            assert document.lines.get(url, 0) == line


def test_styles_stay_where_they_are_allowed_only() -> None:
    body = "<p style='color:red'>z</p>"
    assert parse_body(body).body.html({}) == "<p>z</p>"
    assert "style" in parse_body(body, SCRIPTED).body.html({})


def test_dates_that_occur_twice_are_reported_apart() -> None:
    settings = make_settings(categories=(Category("News"),))
    settings = replace(settings, timezone=ZoneInfo("Europe/Berlin"))
    text = HEAD.replace("2025-11-20 09:00", "2025-10-26 02:30") + "Text."
    fresh_parser = DocumentParser(
        settings, OPTIONS, "content", str.lower, SIZES.get, vocabulary=VOCABULARY
    )
    document = fresh_parser.parse(text.encode(), PATH, page=False)
    assert [d.code for d in document.date_diagnostics] == ["front-matter/ambiguous-date"]
    assert document.diagnostics == ()


def test_heads_alone_have_no_body() -> None:
    document = make_parser(heads_only=True).parse(f"{HEAD}<div>".encode(), PATH, page=False)
    assert (document.title, document.body.html({}), document.diagnostics) == ("A Title", "", ())


def fail_with(error: Exception) -> Callable[..., object]:
    def fail(*arguments: object, **options: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("parse_front_matter", (1, False)),
        ("parse_markdown", (7, True)),
        ("read_parsed_html", (7, True)),
    ],
)
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimeLimitError(), "file/too-slow"),
        (RecursionError(), "file/invalid"),
        (IndexError("x"), "file/invalid"),
    ],
)
def test_whatever_a_file_raises_is_a_diagnostic(
    monkeypatch: pytest.MonkeyPatch, name: str, where: tuple[int, bool], error: Exception, code: str
) -> None:
    fresh_parser = make_parser()
    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail_with(error))
        document = fresh_parser.parse(f"{HEAD}Text.".encode(), PATH, page=False)
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.line, document.is_readable) == (code, *where)
    assert document.body.html({}) == ""
    assert fresh_parser.parse(f"{HEAD}Text.".encode(), PATH, page=False) == parse_body("Text.")


def test_the_line_that_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    convert = Markdown.convert

    def fail(converter: Markdown, text: str) -> str:
        if "bad" in text:
            raise IndexError
        return convert(converter, text)

    monkeypatch.setattr(Markdown, "convert", fail)
    (diagnostic,) = (
        make_parser().parse(f"{HEAD}a\n\nbad\n\nb".encode(), PATH, page=False).diagnostics
    )
    assert (diagnostic.code, diagnostic.line) == ("file/invalid", 9)


@pytest.mark.parametrize("error", [MemoryError(), UserError("x")])
@pytest.mark.parametrize("name", ["parse_front_matter", "parse_markdown", "read_parsed_html"])
def test_errors_that_are_not_of_a_file_are_raised(
    monkeypatch: pytest.MonkeyPatch, name: str, error: Exception
) -> None:
    monkeypatch.setattr(module, name, fail_with(error))
    with pytest.raises(type(error)):
        make_parser().parse(f"{HEAD}Text.".encode(), PATH, page=False)


def test_the_same_bytes_make_the_same_document_which_can_be_pickled() -> None:
    bodies = [
        *hostile_bodies(150, "documents"),
        "A note[^1].\n\n[^1]: Words.",
        "*[AI]: x\n\nAI [a]",
    ]
    documents = [parse_body(body) for body in bodies]
    again = make_parser()
    for body, document in reversed([*zip(bodies, documents, strict=True)]):
        assert again.parse((HEAD + body).encode(), PATH, page=False) == document
        assert pickle.loads(pickle.dumps(document)) == document


def test_documents_share_what_most_of_them_contain() -> None:
    one, two = (parse_body("[a](b.md)\n\n<p class=note>x</p>") for _ in range(2))
    for document in (one, two):
        assert document.body.urls[0] is one.outline.links[0]
        assert all(a is b for a, b in zip(document.classes[0], one.classes[0], strict=True))
    keys = zip(one.front_matter.lines, two.front_matter.lines, strict=True)
    assert all(a is b for a, b in keys)


def test_a_profile() -> None:
    text = (
        "---\nname: Ada Writer\nrole: Editor\navatar: ada.png\nemail: ada@x.example\n"
        "links: [{title: Site, url: https://x.example/}]\n---\nShe [writes](/about/).\n"
    )
    profile = parser().parse_profile(text.encode(), "authors/ada.md")
    assert isinstance(profile, ProfileDocument)
    assert (profile.name, profile.role, profile.avatar) == ("Ada Writer", "Editor", "ada.png")
    assert (profile.email, profile.links[0].url) == ("ada@x.example", "https://x.example/")
    assert profile.body.urls == ("/about/",)
    assert profile.front_matter == FrontMatter(
        "content/authors/ada.md", profile.front_matter.lines, 8
    )
    assert profile.diagnostics == ()
    assert pickle.loads(pickle.dumps(profile)) == profile


@pytest.mark.parametrize(
    ("data", "expected", "name"),
    [
        (b"---\nname: Ada\n---\n", ["file/empty-body"], "Ada"),
        (b"---\nrole: Editor\n---\nText.", ["front-matter/missing-key"], "ada"),
        (b"---\nname: Ada\nx: y\n---\nText.", ["front-matter/unknown-key"], "Ada"),
        (b"---\nname: \xff\n---\nText.", ["file/not-utf-8"], ""),
    ],
)
def test_what_is_wrong_with_a_profile(data: bytes, expected: list[str], name: str) -> None:
    profile = parser().parse_profile(data, "authors/ada.md")
    assert (codes(profile), profile.name) == (expected, name)
    assert profile.is_readable is bool(name)


def test_every_field_but_path_and_front_matter_has_a_default() -> None:
    document = Document("a.md", FrontMatter("content/a.md"))
    assert (document.body.html({}), document.reading_time) == ("", 1)


@pytest.mark.parametrize(
    ("key", "count", "minimum", "has_toc"),
    [
        ("", 4, 4, True),
        ("", 3, 4, False),
        ("", 1, 1, True),
        ("", 9, 0, False),
        ("toc: false\n", 9, 4, False),
        ("toc: true\n", 1, 4, True),
        ("toc: true\n", 1, 0, True),
        ("toc: true\n", 0, 4, False),
        ("toc: {depth: 2}\n", 4, 4, True),
    ],
)
def test_a_post_of_many_headings_has_a_table_of_contents(
    key: str, count: int, minimum: int, *, has_toc: bool
) -> None:
    text = HEAD[:-4] + key + "---\n" + "## A\n\ntext\n\n" * count
    document = make_parser(toc=minimum).parse(text.encode(), PATH, page=False)
    assert bool(document.toc) is has_toc
    assert "<nav" not in document.body.html({})
    assert "Contents" not in document.body.text


@pytest.mark.parametrize(("key", "has_toc"), [("", False), ("toc: true\n", True)])
def test_a_page_has_a_table_where_it_asks_for_one(key: str, *, has_toc: bool) -> None:
    text = f"---\ntitle: A\n{key}---\n" + "## A\n\ntext\n\n" * 9
    assert bool(parser().parse(text.encode(), "pages/a.md", page=True).toc) is has_toc


@pytest.mark.parametrize("key", ["", "toc: true\n", "toc: false\n"])
def test_a_table_that_is_placed_is_the_only_one(key: str) -> None:
    text = HEAD[:-4] + key + "---\n[TOC]\n\n" + "## A\n\ntext\n\n" * 9
    document = parse(text)
    assert document.toc == ""
    assert document.body.html({}).count("<nav") == 1
    assert "Contents" not in document.body.text


def test_a_linked_video_is_a_link_to_another_site() -> None:
    document = parse_body("![Talk](https://youtu.be/dQw4w9WgXcQ)\n\n![](clip.mp4)\n")
    assert document.outline.links == ("https://youtu.be/dQw4w9WgXcQ", "clip.mp4", "clip.mp4")
    assert document.outline.loads == ("clip.mp4",)
    assert document.outline.images == ()
    assert (document.policy, document.diagnostics, document.image_diagnostics) == ({}, (), ())


@pytest.mark.parametrize(
    ("url", "files"),
    [
        ("/images/a.png", {"images/a.png"}),
        ("a.png", {"posts/a.png"}),
        ("{static}/images/a.png", {"images/a.png"}),
        ("{attach}a.png", {"posts/a.png"}),
        ("../images/a.png#x", {"images/a.png"}),
        ("/images/a%20b.png", {"images/a b.png"}),
        ("https://example.org/images/a.png", set()),
        ("../../etc/passwd", set()),
        ("#images", set()),
    ],
)
def test_files_that_a_body_may_name(url: str, files: set[str]) -> None:
    assert linked_files([url, "#top", url], "posts/a.md") == files
    assert linked_files([], "posts/a.md") == frozenset()
