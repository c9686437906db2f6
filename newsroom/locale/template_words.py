"""Which words the templates of a theme name, compared with those that there are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.locale.catalog import RESERVED, Catalog, listing

CODE = "theme/unknown-word"
EXPRESSION = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
WORD = re.compile(r"(?<![\w.])words\.(?P<key>\w+)(?P<call>\s*\()?")


def find_words(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, key and whether it is called, of each word that a template names."""
    for expression in EXPRESSION.finditer(text):
        for match in WORD.finditer(expression[0]):
            line = text.count("\n", 0, expression.start() + match.start()) + 1
            yield line, match["key"], match["call"] is not None


def unknown_words(templates: Mapping[str, str], english: Catalog) -> Iterator[Diagnostic]:
    """Yield an error for each word of templates, given by path, that the catalog does not have.

    A word with placeholders must be called with their values, and no other one may be.
    """
    for path, text in templates.items():
        for line, key, is_called in find_words(text):
            if key in RESERVED:
                continue
            if key not in english:
                advice = suggestion(key, english) or "add it to theme/locale/en.yaml"
                yield Diagnostic(path, line, CODE, f'unknown word "{key}"', advice)
                continue
            names = english[key].placeholders
            if names and not is_called:
                advice = f"call it with values of {listing(names)}"
                yield Diagnostic(path, line, CODE, f'the word "{key}" has placeholders', advice)
            elif is_called and not names:
                message = f'the word "{key}" has no placeholders'
                yield Diagnostic(path, line, CODE, message, "remove the call")


def read_templates(folders: Iterable[Path], project: Path) -> dict[str, str]:
    """Return the texts of all templates in some folders by their paths from that of a project."""
    files = (path for folder in folders for path in sorted(folder.rglob("*.*")) if path.is_file())
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files}
    return {
        path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path): text
        for path, text in texts.items()
    }
