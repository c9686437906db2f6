"""Words of the interface as constants of the templates of a language.

A page prints a hundred of them, of which most have nothing to fill in. As constants they are a part
of the text around them; as attributes they would take a tenth of the time of rendering.
"""

import re

from jinja2.ext import Extension
from markupsafe import escape

PRINTED = re.compile(r"\{\{ words\.(\w+) \}\}")
# What Jinja could take for its own, or would move the lines below.
MARKUP = re.compile(r"[{}\n]|^$")


class WordConstants(Extension):
    """Replaces `{{ words.also_read }}` in HTML by the text, before a template is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a template with the constants of the language of its environment."""
        words = self.environment.globals.get("words")
        if words is None or not (name or "").endswith(".html") or "autoescape" in source:
            return source
        texts = vars(words)

        def constant(match: re.Match[str]) -> str:
            text = texts.get(match[1])
            if not isinstance(text, str):
                return match[0]
            if not text and source[match.start() - 1 : match.start()] == '"':
                return ""  # the mark of a language, behind another attribute
            return match[0] if MARKUP.search(text) else escape(text)

        return PRINTED.sub(constant, source)
