"""The extension of Markdown in Pelican's settings."""

from types import SimpleNamespace

from newsroom.content.markdown_extension import ArticleBody
from plugins.read.article_body import extend_markdown


def test_the_setting_names_the_extension_and_those_that_are_configured() -> None:
    configs: dict[str, dict[str, str]] = {"toc": {}, "extra": {}}
    pelican = SimpleNamespace(
        settings={"MARKDOWN": {"extensions": ["extra"], "extension_configs": configs}}
    )
    extend_markdown(pelican)
    *names, last = pelican.settings["MARKDOWN"]["extensions"]
    assert names == ["extra", "toc"]
    assert isinstance(last, ArticleBody)
