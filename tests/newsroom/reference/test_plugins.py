"""The page of the plugins."""

from pathlib import Path

import pytest

from newsroom.reference.plugins import table_row


@pytest.mark.parametrize(
    ("declaration", "needs", "provides"),
    [
        ("", "", ""),
        ("PLUGIN = Plugin(__name__, phase='read', run=run)", "", ""),
        ("PLUGIN = Plugin(__name__, phase='read', needs=['a.x', 'a.y'], provides=['a.z'])",
         "`a.x`, `a.y`", "`a.z`"),
        ("PLUGIN = Plugin(\n    __name__, 'read', provides=('a.z',)\n)\nregister = 1", "",
         "`a.z`"),
    ],
)  # fmt: skip
def test_a_row_lists_needs_and_provisions(
    tmp_path: Path, declaration: str, needs: str, provides: str
) -> None:
    path = tmp_path / "heat.py"
    path.write_text(f'"""Gives\nheat.\n\nMore."""\n{declaration}\n', encoding="utf-8")
    assert table_row(path) == ("`heat`", "Gives heat.", needs, provides)
