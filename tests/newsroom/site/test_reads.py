"""What is read while a file is rendered is recorded, and nothing else is."""

import pytest

from newsroom.site.articles import Article, Author
from newsroom.site.model import Site
from newsroom.site.names import node_key
from newsroom.site.reads import (
    ATTRIBUTES,
    NAMES,
    Reads,
    Remembered,
    forget_remembered,
    record_template,
    recorded,
    recording,
)
from tests.model import make_article, make_site

ARTICLE = make_article("a", category="News", tags=["AI"], authors=["Ada"])


def attributes(reads: Reads) -> set[str]:
    return {f"{node_key(node)}.{name}" for (_, name), node in reads.items()}


def test_reads_of_attributes_are_recorded_with_those_behind_properties() -> None:
    with recording():
        value, reads, templates = recorded(lambda: (ARTICLE.title, ARTICLE.category.name))
    assert value == ("A", "News")
    assert templates == set()
    assert attributes(reads) == {
        "Article:posts/a.md.document",
        "Document:posts/a.md.front_matter",
        "Article:posts/a.md.category",
        "Term:category:news.name",
    }
    assert all(identity == id(node) for (identity, _), node in reads.items())


def test_of_the_settings_only_the_time_is_recorded() -> None:
    settings = make_site().settings
    with recording():
        _, reads, _ = recorded(lambda: (settings.now, settings.name, settings.feeds))
    assert attributes(reads) == {"settings.now"}


@pytest.mark.parametrize("name", ["settings", "layout", "render", "functions", "filters"])
def test_what_is_a_part_of_the_version_is_not_recorded(name: str) -> None:
    site = make_site()
    with recording():
        _, reads, _ = recorded(lambda: getattr(site, name))
    assert reads == {}


def test_methods_and_unknown_names_are_not_recorded() -> None:
    term = ARTICLE.category
    with recording():
        _, reads, _ = recorded(lambda: (repr(term), hasattr(term, "unknown")))
    assert attributes(reads) == {"Term:category:news.kind", "Term:category:news.name"}


class Review(Article):
    """A kind of article of a plugin."""


def test_reads_of_a_subclass_are_recorded_as_those_of_its_class() -> None:
    review = Review(ARTICLE.document, "review/")
    with recording():
        _, reads, _ = recorded(lambda: review.url)
    assert attributes(reads) == {"Review:posts/a.md.url"}


def test_recording_leaves_the_classes_as_they_were() -> None:
    before = [dict(vars(kind)) for kind in ATTRIBUTES]
    with pytest.raises(KeyError, match="inside"), recording():
        assert all("__getattribute__" in vars(kind) for kind in ATTRIBUTES)
        raise KeyError("inside")
    assert [dict(vars(kind)) for kind in ATTRIBUTES] == before
    assert recorded(lambda: ARTICLE.url)[1] == {}


def test_reads_outside_of_a_file_are_those_of_none() -> None:
    with recording():
        _ = ARTICLE.url
        assert recorded(lambda: 1) == (1, {}, set())
        assert attributes(recorded(lambda: ARTICLE.series)[1]) == {"Article:posts/a.md.series"}
        assert recorded(lambda: 1) == (1, {}, set())


def test_a_caller_has_read_what_it_calls_even_where_that_fails() -> None:
    def fail() -> None:
        record_template("card.html")
        raise KeyError(ARTICLE.url)

    def render() -> str:
        record_template("page.html")
        with pytest.raises(KeyError):
            recorded(fail)
        return ARTICLE.permanent_id

    with recording():
        _, reads, templates = recorded(render)
    assert attributes(reads) == {"Article:posts/a.md.url", "Article:posts/a.md.permanent_id"}
    assert templates == {"page.html", "card.html"}


def test_each_caller_has_read_what_a_remembered_value_is_made_of() -> None:
    calls: list[str] = []

    def card(name: str) -> str:
        calls.append(name)
        record_template(f"{name}.html")
        return f"{name} {ARTICLE.url}"

    remembered = Remembered(card)
    outer: Remembered[str, str] = Remembered(lambda name: remembered(name) + ARTICLE.permanent_id)
    with recording():
        results = [recorded(lambda: outer("card")) for _ in range(3)]
        inner = recorded(lambda: remembered("card"))
        assert outer("card") == results[0][0]
    assert calls == ["card"]
    assert results[0] == results[1] == results[2]
    assert attributes(results[2][1]) == {
        "Article:posts/a.md.url",
        "Article:posts/a.md.permanent_id",
    }
    assert attributes(inner[1]) == {"Article:posts/a.md.url"}
    assert results[2][2] == inner[2] == {"card.html"}


def test_what_was_made_of_an_object_is_forgotten_with_it() -> None:
    calls: list[str] = []

    def title(name: str) -> str:
        calls.append(name)
        return ARTICLE.title if name == "article" else name

    remembered = Remembered(title)

    def call_both() -> None:
        with recording():
            for name in ("article", "other"):
                remembered(name)

    call_both()
    forget_remembered([make_article("b")])
    call_both()
    assert calls == ["article", "other"]
    forget_remembered([ARTICLE.document])
    call_both()
    assert calls == ["article", "other", "article"]


def test_a_function_that_fails_is_not_remembered() -> None:
    values = iter([0, 2])
    remembered = Remembered[int, float](lambda number: number / next(values))
    with pytest.raises(ZeroDivisionError):
        remembered(4)
    assert remembered(4) == 2


def test_attributes_of_subclasses_are_known() -> None:
    assert {"kind", "profile"} <= ATTRIBUTES[Author]
    assert "articles" in ATTRIBUTES[Site]
    assert [*NAMES] == sorted({name for names in ATTRIBUTES.values() for name in names})
