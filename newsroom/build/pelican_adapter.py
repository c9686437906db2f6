"""Pelican with our pipeline in place of its generators: the only module that knows its objects.

Pelican reads the settings, loads the plugins and makes the environment of the templates. The
pipeline reads `content/` and writes the files.
"""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from newsroom.config.layout import Slugify, parse_layout
from newsroom.config.settings import parse_settings
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.output.writer import write_files
from newsroom.pipeline.order import sort_plugins
from newsroom.pipeline.plugin import Plugin, registered
from newsroom.pipeline.run import run_pipeline
from newsroom.site.model import Site

TERMS = ("category", "tag", "author")


class SitePelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Builds a site by the plugins in PLUGINS that declare what they do."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Load the plugins; raise `UserError` where one cannot start, or has no place."""
        super().__init__(settings)
        names = [plugin.__name__ for plugin in self.plugins]
        if missing := set(settings["PLUGINS"]) ^ set(names):
            raise UserError(f"cannot start plugins: {', '.join(sorted(missing))}")
        self.pipeline: list[Plugin] = sort_plugins(registered(names))

    def new_site(self, *, heads_only: bool = False) -> Site:
        """Return a site without content; raise `DiagnosticsError` for errors in the settings."""
        raw = self.settings
        settings = parse_settings(raw, os.environ, DEFAULT_CONFIG)
        layout = parse_layout(raw, slug_functions(raw))
        report = Report(dict(settings.diagnostics))
        return Site(settings, layout, report, heads_only=heads_only)

    def run(self) -> None:
        """Build the site into the output folder; what the command `pelican` does, too."""
        site = self.new_site()
        run_pipeline(site, self.pipeline, until="publish")
        self.write(site)

    def write(self, site: Site) -> None:
        """Write the files of a site whose pipeline has run."""
        site.render = self.renderer(site)
        write_files(site, Path(self.output_path))
        signals.finalized.send(self)

    def renderer(self, site: Site) -> Callable[[str, Mapping[str, object]], str]:
        """Return the function that renders a template of the theme, by its name or its path."""
        raw: dict[str, Any] = self.settings
        raw["JINJA_FILTERS"] = {**raw["JINJA_FILTERS"], **site.filters}
        generator = Generator({}, raw, self.path, self.theme, self.output_path)
        common = {"site": site, "settings": site.settings, **site.functions}

        def render(name: str, values: Mapping[str, object]) -> str:
            template: Template
            if "." in name:
                template = generator.env.get_template(name)
            else:
                template = generator.get_template(name)
            return template.render({**common, **values})

        return render


def slug_functions(raw: Mapping[str, Any]) -> dict[str, Slugify]:
    """Return the function that makes the slug of a post, of a term of each kind, of an entity."""
    rules = raw["SLUG_REGEX_SUBSTITUTIONS"]
    options = {
        "preserve_case": raw["SLUGIFY_PRESERVE_CASE"],
        "use_unicode": raw["SLUGIFY_USE_UNICODE"],
    }
    functions: dict[str, Slugify] = {"post": partial(slugify, regex_subs=rules)}
    for kind in TERMS:
        own = raw.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS", rules)
        functions[kind] = partial(slugify, regex_subs=own, **options)

    def slugify_entity(name: str) -> str:
        slug = slugify(name, rules, use_unicode=raw["SLUGIFY_USE_UNICODE"])
        return str(slug or slugify(name, rules, use_unicode=True))

    return functions | {"entity": slugify_entity}
