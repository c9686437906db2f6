"""Deceptive HTML: what documents carry, and classes of the page around a body."""

from dataclasses import replace
from pathlib import Path

from newsroom.diagnostics.diagnostic import Diagnostic
from plugins.check.deceptive_html import ADVICE, page_classes, warn_of_deceptive_html
from tests.model import LAYOUT, make_article, make_site


def test_the_classes_of_all_templates_count(tmp_path: Path) -> None:
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/base.html").write_text('<p class="byline">')
    (tmp_path / "templates/parts/card.html").write_text("<p class='card'>")
    (tmp_path / "templates/robots.txt").write_text('class="x"')
    assert page_classes(tmp_path) == {"byline", "card"}


def test_deceptive_content_is_reported_with_imitations_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").write_text('<p class="byline">')
    article = make_article("a", body_line=4)
    code, message = "html/deceptive-attribute", "attribute hidden on <p> hides text"
    warning = Diagnostic(article.front_matter.file, 7, code, message)
    classes = (("byline", "p"), ("note", "p"))
    lines = {"byline": 7}
    article.document = replace(
        article.document, deceptive_html=(warning,), classes=classes, lines=lines
    )
    site = make_site(articles=(article,))
    site.layout = replace(LAYOUT, theme=tmp_path)
    warn_of_deceptive_html(site)
    assert sorted(map(str, site.report.diagnostics)) == [
        "content/posts/a.md:7: warning: attribute hidden on <p> hides text "
        "[html/deceptive-attribute]",
        'content/posts/a.md:7: warning: class "byline" on <p> is one of the page around it and can '
        f"imitate it; {ADVICE} [html/page-class]",
    ]
