"""A site as bytes, and the same site made of them."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest

from newsroom.site.articles import Article, Neighbors
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles
from newsroom.site.snapshot import SnapshotError, dump_site, load_site
from tests.model import make_article, make_page, make_site

LONG = 3_000  # articles, each of which refers to the next: more than Python can nest calls


def title_of(article: Article) -> bytes:
    """The bytes of a file."""
    return article.title.encode()


def chained_site() -> Site:
    """A site of articles that refer to one another, with a file of one and a function."""
    articles = [make_article(f"a{number}", "<p>Text.</p>") for number in range(LONG)]
    for newer, older in pairwise(articles):
        newer.neighbors = replace(newer.neighbors, older=older)
        older.neighbors = Neighbors(newer=newer)
    last = articles[-1]
    file = OutputFile("a.txt", "file", "a file", data=partial(title_of, last))
    return make_site(
        articles=tuple(articles),
        pages=(make_page(),),
        documents=tuple(article.document for article in articles),
        files=OutputFiles([file]),
        functions={"title": partial(title_of, last)},
    )


def test_a_site_is_the_same_with_the_settings_of_the_new_process() -> None:
    site, empty = chained_site(), make_site()
    loaded = load_site(dump_site(site), empty)
    assert [article.title for article in loaded.articles] == [a.title for a in site.articles]
    assert [*map(vars, loaded.documents)] == [*map(vars, site.documents)]
    assert loaded.settings is empty.settings
    assert loaded.layout is empty.layout
    first, second, *_, last = loaded.articles
    assert first.neighbors.older is second
    assert second.neighbors.newer is first
    assert first.original is first
    assert first.document is loaded.documents[0]
    (file,) = loaded.files
    last.document = replace(last.document, front_matter=replace(last.front_matter, title="Edited"))
    assert file.data
    assert file.data() == b"Edited"
    assert loaded.functions["title"]() == b"Edited"  # type: ignore[operator]
    assert loaded.files.get("a.txt") is file


@pytest.mark.parametrize("value", [lambda: b"", open], ids=["a lambda", "one with a name"])
def test_a_function_must_have_a_name(value: object) -> None:
    site = make_site(functions={"value": value})
    if value is open:
        assert load_site(dump_site(site), make_site()).functions == {"value": open}
    else:
        with pytest.raises(SnapshotError, match="lambda"):
            dump_site(site)
