"""Languages as tags (BCP 47), and what CLDR says of them by way of Babel."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date


@cache
def find_locale(language: str) -> Locale:
    """Return what CLDR has of a language, that without the region where it has no other.

    Raises `ValueError` for a language that CLDR does not have.
    """
    for tag in fallbacks(language):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(f'"{language}" is not a language of CLDR')


def fallbacks(language: str) -> Iterator[str]:
    """Yield a tag in lower case and its shorter forms: `pt-br`, `pt`."""
    parts = language.lower().split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def plural_forms(language: str) -> frozenset[str]:
    """Return the categories of plural forms that a language has: `one` and `other` in English."""
    return frozenset(find_locale(language).plural_form.tags) | {"other"}


@lru_cache(maxsize=4096)
def plural_form(number: int, language: str) -> str:
    """Return the category of a number."""
    return str(find_locale(language).plural_form(number))


@lru_cache(maxsize=65536)  # pages of a site have few dates, and print each of them many times
def format_pattern(day: date, pattern: str, language: str) -> str:
    """Return a day in a pattern of CLDR: `21 November 2025` for `d MMMM y`.

    The letters are those of https://unicode.org/reports/tr35/tr35-dates.html
    """
    return str(format_date(day, pattern, locale=find_locale(language)))


def text_direction(language: str) -> str:
    """Return "rtl" for a language that is written from right to left, "ltr" for others."""
    return str(find_locale(language).text_direction)
