"""The words of one language as templates and code use them.

A text without anything to fill in is an attribute, `words.also_read`; one with placeholders is
called, `words.posts(count=3)`. Values that are HTML stay HTML, and the text around them is escaped.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from newsroom.diagnostics.suggestions import suggestion
from newsroom.locale.catalog import COUNT, OTHER, Catalog, Message
from newsroom.locale.languages import plural_form, text_direction


@dataclass(frozen=True)
class Phrase:
    """A text with placeholders, in each plural form that it has."""

    key: str
    forms: Mapping[str, str]
    language: str

    def __call__(self, **values: object) -> str:
        """Return the text with the values of all placeholders; raise `KeyError` without one.

        The result is HTML where one of the values is.
        """
        text = self.forms.get("") or self.choose(values[COUNT])
        if any(hasattr(value, "__html__") for value in values.values()):
            return Markup(escape(text)).format(**values)  # noqa: S704  # escaped just here
        return text.format(**values)

    def choose(self, number: object) -> str:
        """Return the text of the plural form of a number."""
        form = plural_form(number, self.language) if isinstance(number, int) else OTHER
        return self.forms.get(form) or self.forms[OTHER]

    def data(self) -> str | Mapping[str, str]:
        """Return the text, or its plural forms by category."""
        return self.forms.get("") or self.forms

    def __str__(self) -> str:
        raise TypeError(f'the text "{self.key}" has placeholders: call it with their values')


class LanguageMarks(dict[str, str]):
    """The attribute of a part of a page by the language of the part: "" for that of the page.

    A mapping, for pages have some hundred parts, and a template calls a function less quickly.
    """

    def __init__(self, language: str) -> None:
        super().__init__({language: ""})
        self.language = language

    def __missing__(self, language: str) -> str:
        is_same = language.lower() == self.language.lower()
        mark = self[language] = "" if is_same else Markup(' lang="{}"').format(language)
        return mark

    def __reduce__(self) -> tuple[object, ...]:
        """Leave out what follows from the language."""
        return LanguageMarks, (self.language,)


class Words:
    """The words that the pages in one language have.

    `language` is that of these pages, or that of the site where no words are in theirs. `marks` are
    the attributes of parts in other languages, `site_mark` that of parts in the one of the site.
    """

    def __init__(self, language: str, catalog: Catalog, site_language: str = "") -> None:
        self.language, self.marks = language, LanguageMarks(language)
        self.site_mark = self.marks[site_language or language]
        vars(self).update({key: value_of(key, entry) for key, entry in catalog.items()})
        self.dates = {key: entry.language for key, entry in catalog.items() if is_pattern(key)}

    def __getattr__(self, key: str) -> str:
        """Raise `AttributeError` for an unknown key, with the nearest one."""
        if key.startswith("__"):  # what Python asks of any object
            raise AttributeError(key)
        advice = suggestion(key, vars(self))
        raise AttributeError(f'unknown word "{key}"{"; " if advice else ""}{advice}')

    def text(self, key: str, **values: object) -> str:
        """Return the text with a key; `values` are those of its placeholders."""
        text: str | Phrase = getattr(self, key)
        return text(**values) if isinstance(text, Phrase) else text

    def json(self, *keys: str) -> str:
        """Return the texts with some keys for a script: each a text, or its plural forms."""
        values = {key: getattr(self, key) for key in keys}
        texts = {
            key: value.data() if isinstance(value, Phrase) else value
            for key, value in values.items()
        }
        return json.dumps(texts, ensure_ascii=False)

    @property
    def direction(self) -> str:
        """Whether the language is written from left to right, "ltr", or to left, "rtl"."""
        return text_direction(self.language)


def value_of(key: str, entry: Message) -> str | Phrase:
    """Return what an entry is to a template."""
    if entry.is_plural or entry.placeholders:
        return Phrase(key, entry.forms, entry.language)
    return entry.forms[""].format()  # braces are written twice


def is_pattern(key: str) -> bool:
    """Return whether a key is that of a pattern of dates."""
    return key.endswith("_pattern")
