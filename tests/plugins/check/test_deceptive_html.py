"""Deceptive HTML: which class names are those of the page."""

from pathlib import Path

from plugins.check.deceptive_html import page_classes


def test_the_classes_of_all_templates_count(tmp_path: Path) -> None:
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/base.html").write_text('<p class="byline">')
    (tmp_path / "templates/parts/card.html").write_text("<p class='card'>")
    (tmp_path / "templates/robots.txt").write_text('class="x"')
    assert page_classes({"THEME": str(tmp_path)}) == {"byline", "card"}
