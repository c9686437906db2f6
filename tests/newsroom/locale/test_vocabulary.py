"""The words of all languages: which of them a page has, and what is wrong with their files."""

from pathlib import Path

import pytest

from newsroom.cache.fingerprint import fingerprint
from newsroom.locale.vocabulary import Vocabulary, read_vocabulary

ENGLISH = "tags: Tags\nposts: Posts\n"


def read(folder: Path, files: dict[str, str], language: str = "en") -> tuple[Vocabulary, list[str]]:
    """The vocabulary of some files of a project, and each diagnostic as text without its code."""
    for name, text in {"theme/locale/en.yaml": ENGLISH, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    vocabulary, problems = read_vocabulary(folder / "theme", folder / "content", language)
    return vocabulary, [str(problem).partition(" [")[0] for problem in problems]


@pytest.mark.parametrize(
    ("page", "site", "language", "text"),
    [
        ("", "en", "en", "Tags"),
        ("hi", "en", "hi", "टैग"),
        ("pt-br", "en", "pt-br", "Etiquetas"),
        ("pt", "en", "pt", "Marcadores"),
        ("pt-ao", "en", "pt-ao", "Marcadores"),
        ("fr", "en", "en", "Tags"),  # no French words: those of the site
        ("fr", "hi", "hi", "टैग"),
        ("", "hi", "hi", "टैग"),
        ("en-in", "hi", "en-in", "Tags"),
    ],
)
def test_a_page_has_words_in_its_language_or_those_of_the_site(
    tmp_path: Path, page: str, site: str, language: str, text: str
) -> None:
    files = {
        "theme/locale/hi.yaml": "tags: टैग\nposts: लेख\n",
        "theme/locale/pt.yaml": "tags: Marcadores\nposts: Postagens\n",
        "theme/locale/pt-BR.yaml": "tags: Etiquetas\n",
    }
    vocabulary, problems = read(tmp_path, files, site)
    words = vocabulary.words(page)
    assert problems == []
    assert (words.language, words.tags, bool(words.site_mark)) == (language, text, language != site)


def test_a_site_has_words_of_its_own_in_place_of_single_ones(tmp_path: Path) -> None:
    files = {"content/locale/en.yaml": "posts: Stories\n"}
    vocabulary, problems = read(tmp_path, files)
    assert problems == []
    assert (vocabulary.words().tags, vocabulary.words().posts) == ("Tags", "Stories")


def test_a_missing_word_is_in_english_and_a_warning(tmp_path: Path) -> None:
    vocabulary, problems = read(tmp_path, {"theme/locale/nl.yaml": "tags: Trefwoorden\n"}, "nl")
    assert vocabulary.words().posts == "Posts"
    assert problems == [
        'theme/locale/nl.yaml:1: warning: missing words in "nl": "posts"; add them; until then '
        "they are in English"
    ]


def test_a_site_in_a_language_without_words_is_a_warning(tmp_path: Path) -> None:
    vocabulary, problems = read(tmp_path, {}, "nl-be")
    assert (vocabulary.words().language, vocabulary.words().tags) == ("nl-be", "Tags")
    assert problems == [
        'theme/locale/nl.yaml: warning: no words in "nl-be", the language of the site; translate '
        "theme/locale/en.yaml; until then they are in English"
    ]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"theme/locale/en.yaml": ""}, "theme/locale/en.yaml: error: the words of the theme are"),
        ({"content/locale/en.yaml": "tgas: x"}, 'content/locale/en.yaml:1: error: unknown key "tg'),
        ({"theme/locale/words.yaml": ENGLISH}, "theme/locale/words.yaml:1: error: the file is not"),
        ({"theme/locale/hi.yaml": "tags: [x]"}, 'theme/locale/hi.yaml:1: error: "tags" must be'),
    ],
)
def test_errors_have_file_and_line(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    problems = read(tmp_path, files)[1]
    assert [text for text in problems if text.startswith(problem)]
    assert not any("warning" in text for text in problems)  # of words that a broken file has


def test_a_text_with_an_error_is_left_out(tmp_path: Path) -> None:
    """Or each template with it would be reported as well."""
    vocabulary, problems = read(tmp_path, {"content/locale/en.yaml": 'tags: "{tags}"\n'})
    assert len(problems) == 1
    assert vocabulary.words().tags == "Tags"


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    read(tmp_path, {})
    (tmp_path / "theme" / "locale" / "hi.yaml").write_bytes(b"tags: \xff")
    assert "theme/locale/hi.yaml:1: error: the file is not UTF-8" in read(tmp_path, {})[1][0]


def test_the_fingerprint_is_that_of_the_texts(tmp_path: Path) -> None:
    vocabulary = read(tmp_path, {})[0]
    before = fingerprint(vocabulary)
    assert vocabulary.words("hi").tags == "Tags"  # which the fingerprint leaves out
    assert fingerprint(vocabulary) == before
    assert fingerprint(vocabulary.only(["tags"])) != before
    other = read(tmp_path, {"content/locale/en.yaml": "tags: Labels\n"})[0]
    assert fingerprint(other) != before
    assert fingerprint(other.only(["posts"])) == fingerprint(vocabulary.only(["posts"]))
