"""Writes the reference pages in docs/: `python -m newsroom.reference`."""

from pathlib import Path

from newsroom.config.entity_kinds import KINDS
from newsroom.content.front_matter.validator import PAGE_KEYS
from newsroom.reference.diagnostics import render_diagnostics
from newsroom.reference.front_matter import render_front_matter
from newsroom.reference.plugins import render_plugins
from newsroom.reference.settings import render_settings

ROOT = Path(__file__).resolve().parents[2]


def render_pages() -> dict[str, str]:
    """Return the text of each reference page, by its path from the root of the project."""
    return {
        "docs/settings.md": render_settings(),
        "docs/front-matter.md": render_front_matter(PAGE_KEYS, KINDS.values()),
        "docs/diagnostics.md": render_diagnostics(),
        "docs/plugins.md": render_plugins(ROOT / "plugins"),
    }


def main() -> None:
    """Write all reference pages."""
    for path, text in render_pages().items():
        (ROOT / path).write_text(text, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
