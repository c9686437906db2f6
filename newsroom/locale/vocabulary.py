"""The words of the interface in all languages: the catalogs of a theme and those of a site.

`theme/locale/hi.yaml` has the words of Hindi, `content/locale/hi.yaml` those that a site has in
their place. A page has words in its own language if there are any, and those of the site otherwise;
`pt-br` falls back to `pt`, and a word that is missing to English.
"""

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.locale.catalog import (
    INVALID,
    MISSING,
    Catalog,
    Message,
    check_catalog,
    fitting_entries,
    missing_words,
    parse_catalog,
)
from newsroom.locale.languages import fallbacks, find_locale
from newsroom.locale.words import Words

ENGLISH = "en"
FOLDER = "locale"  # of a theme and of the content
EXTENSION = ".yaml"


@dataclass(frozen=True)
class Vocabulary:
    """The catalogs of all languages by tag in lower case, and the language of the site."""

    language: str
    catalogs: Mapping[str, Catalog]
    _words: dict[str, Words] = field(default_factory=dict, compare=False, repr=False)

    def words(self, language: str = "") -> Words:
        """Return the words of the pages in a language, "" for that of the site."""
        language = language or self.language
        if language not in self._words:
            tag = language if self.has(language) else self.language
            catalogs = [self.catalogs.get(name, {}) for name in (*fallbacks(tag), ENGLISH)]
            self._words[language] = Words(tag, ChainMap(*map(dict, catalogs)), self.language)
        return self._words[language]

    @property
    def english(self) -> Catalog:
        """The English catalog, which has all keys."""
        return self.catalogs.get(ENGLISH, {})

    def has(self, language: str) -> bool:
        """Return whether there are words in a language, be it without its region."""
        return any(tag in self.catalogs for tag in fallbacks(language))

    def only(self, keys: Collection[str]) -> "Vocabulary":
        """Return the vocabulary without all other words."""
        catalogs = {
            language: {key: entry for key, entry in catalog.items() if key in keys}
            for language, catalog in self.catalogs.items()
        }
        return Vocabulary(self.language, catalogs)

    def __reduce__(self) -> tuple[object, ...]:
        """Leave what follows from the catalogs out of its pickle and its fingerprint."""
        return Vocabulary, (self.language, self.catalogs)


def read_vocabulary(
    theme: Path, content: Path, language: str
) -> tuple[Vocabulary, list[Diagnostic]]:
    """Return the words in the folders of a theme and of the content, and what is wrong with them.

    `language` is that of the site.
    """
    catalogs: dict[str, dict[str, Message]] = {}
    problems: list[Diagnostic] = []
    files: dict[str, str] = {}
    english: Catalog = {}
    for folder in (theme, content):
        for path in sorted((folder / FOLDER).glob(f"*{EXTENSION}"), key=not_english):
            name = f"{folder.name}/{FOLDER}/{path.name}"
            tag, entries, errors = read_catalog(path, name)
            english = english or (entries if tag == ENGLISH else {})  # that of the theme
            problems += (*errors, *(check_catalog(entries, english) if english else ()))
            catalogs.setdefault(tag, {}).update(fitting_entries(entries, english))
            files.setdefault(tag, name)
    if not english:
        missing = f"{theme.name}/{FOLDER}/{ENGLISH}{EXTENSION}"
        problems.append(Diagnostic(missing, 0, INVALID, "the words of the theme are not found"))
    vocabulary = Vocabulary(language, catalogs)
    gaps = [] if problems else find_gaps(vocabulary, files, theme.name)
    return vocabulary, [*problems, *gaps]


def not_english(path: Path) -> tuple[bool, str]:
    """Return a sort key by which the English catalog, which others are compared with, is first."""
    return path.stem.lower() != ENGLISH, path.name


def read_catalog(path: Path, name: str) -> tuple[str, dict[str, Message], list[Diagnostic]]:
    """Return language, entries and errors of a file; `name` is its path in messages."""
    tag = path.stem.lower().replace("_", "-")
    try:
        find_locale(tag)
        entries, problems = parse_catalog(path.read_text(encoding="utf-8"), name, tag)
    except UnicodeDecodeError:
        return tag, {}, [Diagnostic(name, 1, INVALID, "the file is not UTF-8", "save it as UTF-8")]
    except (OSError, ValueError):
        message, advice = "the file is not named by a language", "name it as in pt-br.yaml"
        return tag, {}, [Diagnostic(name, 1, INVALID, message, advice)]
    return tag, entries, problems


def find_gaps(vocabulary: Vocabulary, files: Mapping[str, str], theme: str) -> Iterator[Diagnostic]:
    """Yield a warning for each language with words, and for that of the site, that lacks some.

    `files` are the paths of their catalogs.
    """
    catalogs = vocabulary.catalogs
    english = vocabulary.english
    for tag, path in files.items():
        full = ChainMap(*(dict(catalogs.get(name, {})) for name in fallbacks(tag)))
        if tag != ENGLISH:
            yield from missing_words(full, english, path, tag)
    language = vocabulary.language
    if not vocabulary.has(language):
        path = f"{theme}/{FOLDER}/{language.partition('-')[0]}{EXTENSION}"
        message = f'no words in "{language}", the language of the site'
        advice = f"translate {theme}/{FOLDER}/{ENGLISH}{EXTENSION}; until then they are in English"
        yield Diagnostic(path, 0, MISSING, message, advice)
