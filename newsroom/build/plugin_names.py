"""The names in PLUGINS: those that exist, and those of older versions."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pkgutil import walk_packages

import plugins
from newsroom.config.parsing import invalid
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion

EXAMPLE = "plugins.read.documents"
# The plugins of version 0.2, by phase.
VERSION_0_2 = {
    "read": "settings template_filters theme_files article_body front_matter",
    "collect": "translations permanent_ids corrections fast_lookups period_archives lead_image "
    "author_bios attachments entities entity_hubs editions redirects",
    "check": "links content_policy active_html deceptive_html cross_references sources build_gate",
    "enrich": "reading_time related_posts neighbors series feedback_links sections "
    "structured_data social_meta",
    "publish": "feeds json_feed sitemaps news_sitemap robots markdown_copy llms headers indexnow "
    "next_change",
}
# Version 0.1 had no phases in names, `plugins.verdict` for `plugins.check.build_gate`.
VERSION_0_1 = {
    "template_filters": "page_furniture", "fast_lookups": "quick_lists",
    "cross_references": "references", "build_gate": "verdict", "social_meta": "sharing",
}  # fmt: skip
CHANGED = {
    "plugins.read.front_matter": "plugins.read.documents",
    "plugins.collect.author_bios": "plugins.enrich.author_bios",
    "plugins.collect.translations": "plugins.collect.articles",
    "plugins.collect.redirects": "plugins.check.redirects",
    # What the build does itself:
    "plugins.read.settings": "",
    "plugins.read.article_body": "",
    "plugins.collect.fast_lookups": "",
    "plugins.check.build_gate": "",
    "plugins.enrich.reading_time": "",
    "plugins.publish.next_change": "",
}
ADDED = (  # since version 0.2
    "plugins.collect.author_profiles",
    "plugins.collect.body_images",
    "plugins.collect.images",
    "plugins.collect.tag_descriptions",
    "plugins.enrich.front_page",
    "plugins.enrich.section_posts",
    "plugins.enrich.share_cards",
    "plugins.publish.article_pages",
    "plugins.publish.icons",
    "plugins.publish.image_files",
    "plugins.publish.lists",
    "plugins.publish.speculation_rules",
    "plugins.publish.search",
)


def list_old_names() -> Iterator[tuple[str, str]]:
    """Yield each name of an older version with that of now, "" for a plugin that was removed."""
    for phase, names in VERSION_0_2.items():
        for name in names.split():
            module = f"plugins.{phase}.{name}"
            new = CHANGED.get(module, module)
            yield f"plugins.{VERSION_0_1.get(name, name)}", new
            if new != module:
                yield module, new


OLD_PLUGINS: Mapping[str, str] = dict(list_old_names())


def check_plugins(names: object) -> Iterator[Diagnostic]:
    """Yield an error for each name in PLUGINS that is of an older version or cannot be imported."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        yield invalid(f'PLUGINS must be a list of names, such as "{EXAMPLE}"')
        return
    if not names:
        yield invalid(
            "PLUGINS is empty", "list the plugins of the site, such as those of docs/plugins.md"
        )
    for name in (name for name in names if name not in OLD_PLUGINS):
        if not any(map(can_be_imported, (name, f"pelican.plugins.{name}"))):
            advice = suggestion(name, {*shipped_names(), *names} - {name})
            yield invalid(f'plugin "{name}" in PLUGINS not found', advice)
    yield from check_old_names(names)


def check_old_names(names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an error for each name of an older version, and for each plugin that its list lacks."""
    names = list(names)
    old = [name for name in names if name in OLD_PLUGINS]
    for name in old:
        if new := OLD_PLUGINS[name]:
            yield invalid(f'plugin "{name}" has moved', f'write "{new}"')
        else:
            message = f'plugin "{name}" was removed: the build does it itself'
            yield invalid(message, "remove the line")
    for name in (name for name in ADDED if old and name not in names):
        yield invalid(
            f'plugin "{name}" is missing', "add it to PLUGINS, which is that of an older version"
        )


def can_be_imported(module: str) -> bool:
    """Return whether a module is found; its packages are imported, it is not."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def shipped_names() -> list[str]:
    """Return the names of the modules of plugins/, of which only the packages are imported."""
    modules = walk_packages(plugins.__path__, f"{plugins.__name__}.")
    return [module.name for module in modules if not module.ispkg]
