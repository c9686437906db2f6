"""Pelican with our pipeline in place of its generators: the only module that knows its objects.

Pelican reads the settings, loads the plugins and makes the environment of the templates. The
pipeline reads `content/` and declares the files, which are written here.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.readers import BaseReader
from pelican.settings import DEFAULT_CONFIG

from newsroom.build.plugin_modules import load_pipeline
from newsroom.build.slugs import slug_functions
from newsroom.build.templates import Templates
from newsroom.cache.code_version import code_version, project_files
from newsroom.cache.fingerprint import UnknownValueError, fingerprint
from newsroom.cache.stamp import named_variables
from newsroom.cache.store import Cache
from newsroom.config.layout import TABLES, parse_layout
from newsroom.config.parsing import invalid
from newsroom.config.pelican_names import names_without_effect, settings_without_effect
from newsroom.config.settings import OURS, locate, parse_settings
from newsroom.content.markdown_extension import build_markdown
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import render_lines
from newsroom.diagnostics.report import DiagnosticsError, Report
from newsroom.locale.template_words import read_templates, unknown_words
from newsroom.locale.vocabulary import read_vocabulary
from newsroom.output.writer import unrenderable_files, write_files
from newsroom.parallel.progress import Progress
from newsroom.pipeline.run import run_pipeline
from newsroom.site.leniency import Leniency
from newsroom.site.model import Site
from newsroom.site.names import Names

CLOCK = "SOURCE_DATE_EPOCH"
NEVER = datetime(1, 1, 1, tzinfo=UTC)  # files are not made of the current time


@contextmanager
def located_errors(name: str) -> Iterator[None]:
    """Raise `DiagnosticsError` with the line of a setting for any error inside of the context."""
    try:
        yield
    except Exception as error:
        message = f"{name} cannot be used: {type(error).__name__}: {error}"
        raise DiagnosticsError([locate(name, invalid(message))]) from error


def print_warnings(report: Report) -> None:
    """Print the warnings of a report to standard error."""
    sys.stderr.write("".join(f"{line}\n" for line in render_lines(report.warnings)))


class SitePelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Builds a site by the plugins in PLUGINS that declare what they do.

    `site` is the site of the last run.
    """

    def __init__(
        self,
        settings: dict[str, Any],
        cache: Cache | None = None,
        *,
        heads_only: bool = False,
        leniency: Leniency | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Load the plugins and start a site; `heads_only` leaves out the bodies of all sources.

        With a `cache`, what earlier builds have kept is not made again. With `leniency`, errors
        that a setting could make warnings do not stop the build. `progress` takes reports of how
        far it is. Raises `UserError` where a plugin cannot start, needs what none provides, or
        where a setting is invalid.
        """
        names = list(settings["PLUGINS"])
        self.pipeline = load_pipeline(names)
        super().__init__(settings)
        if missing := set(names) - {plugin.__name__ for plugin in self.plugins}:
            raise UserError(f"cannot start plugins: {', '.join(sorted(missing))}")
        self.cache, self.heads_only, self.leniency = cache, heads_only, leniency
        self.progress = progress or Progress()
        self.code_version = code_version(Path.cwd()) if cache else b""
        self.templates: Templates | None = None
        self.site = self.new_site()

    def restart(self, leniency: Leniency | None, *, same_theme: bool) -> None:
        """Start another site by the same settings and plugins, with compiled templates if possible.

        Filters may be a part of a compiled template, and so may be the names of the theme's files.
        """
        self.leniency = leniency
        self.site = self.new_site()
        if not same_theme:
            self.templates = None

    def new_site(self) -> Site:
        """Return a site before anything is read; raise `DiagnosticsError` for invalid settings."""
        raw = self.settings
        typed = parse_settings(raw, os.environ, DEFAULT_CONFIG)
        slugify = slug_functions(raw)
        layout = parse_layout(raw, slugify)
        with located_errors("SLUG_REGEX_SUBSTITUTIONS"):
            for function in slugify.values():
                function("a")
        with located_errors("MARKDOWN"):
            build_markdown(layout.markdown)
        report = Report(dict(typed.diagnostics), lenient=self.leniency is not None)
        vocabulary, problems = read_vocabulary(layout.theme, layout.content, typed.language)
        report.add(*problems)
        useless = names_without_effect(raw, OURS, raw["DIRECT_TEMPLATES"])
        report.add(*settings_without_effect(useless))
        return Site(
            typed,
            layout,
            report,
            vocabulary=vocabulary,
            cache=self.cache,
            code_version=self.code_version,
            progress=self.progress,
            heads_only=self.heads_only,
            leniency=self.leniency,
        )

    def run(self) -> None:
        """Build the site into the output folder, as the command `pelican` does too."""
        if len(self.site.files):  # again: `pelican --autoreload` does so after each change
            self.site = self.new_site()
        self.check()
        self.enrich()
        self.write()

    def check(self) -> None:
        """Read the content and check it; `site.report` then has what is wrong."""
        run_pipeline(self.site, self.pipeline, until="check")
        self.site.report.add(*unrenderable_files(self.site.files, self.has_template))
        if not self.heads_only:
            self.site.report.add(*self.unknown_words())

    def enrich(self) -> None:
        """Print the warnings and complete the site; raise `DiagnosticsError` for errors."""
        print_warnings(self.site.report)
        run_pipeline(self.site, self.pipeline, since="enrich", until="publish")

    def write(self) -> None:
        """Write all files of the site."""
        self.load_templates()
        write_files(self.site, Path(self.output_path))
        signals.finalized.send(self)

    def unknown_words(self) -> Iterator[Diagnostic]:
        """Yield an error for each word of the interface that a template names and none has."""
        templates = read_templates(self.template_folders, self.site.layout.theme.parent)
        yield from unknown_words(templates, self.site.vocabulary.english)

    @property
    def template_folders(self) -> list[Path]:
        """The folders in which Pelican looks for templates."""
        overrides = map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"])
        return [*overrides, Path(self.theme) / "templates"]

    def has_template(self, name: str) -> bool:
        """Return whether the theme has a template, by its name or its path."""
        folders = self.template_folders
        endings = [""] if "." in name else self.settings["TEMPLATE_EXTENSIONS"]
        return any((folder / f"{name}{end}").is_file() for folder in folders for end in endings)

    def load_templates(self) -> Templates:
        """Return the templates of the theme, by which the site renders its files from now on."""
        site, raw = self.site, self.settings
        common = {"site": site, "settings": site.settings, **site.functions}
        if self.templates:
            self.templates.use(common, site.filters)
        else:
            # Pelican's readers make no document here, but add extensions to MARKDOWN, and warn of
            # a language that Docutils does not have.
            readers = (BaseReader, *BaseReader.__subclasses__())
            formats = (extension for reader in readers for extension in reader.file_extensions)
            settings = {**raw, "READERS": dict.fromkeys(formats)}
            with located_errors("JINJA_ENVIRONMENT"):
                generator = Generator({}, settings, self.path, self.theme, self.output_path)
            find, zone = generator.get_template, site.settings.timezone
            self.templates = Templates(generator.env, find, common, site.vocabulary, zone)
            self.templates.use(common, site.filters)
        site.render = self.templates.render
        return self.templates

    @cached_property
    def variables(self) -> dict[str, str]:
        """A hash of each variable of the environment that the code of the project names."""
        variables = named_variables(project_files(Path.cwd()))
        variables.pop(CLOCK, None)
        return variables

    def version(self) -> bytes:
        """Return what differs where no file may stay as it is: code, settings, theme."""
        site = self.site
        settings = replace(site.settings, now=NEVER)
        values = (
            site.code_version,
            self.variables,
            site.vocabulary,
            [getattr(settings, field.name) for field in fields(settings)],
            [getattr(site.layout, field.name) for field in fields(site.layout)],
            [self.settings[name] for name in TABLES],
            sorted(site.functions.items()),
            sorted(site.filters.items()),
        )
        try:
            return fingerprint(values, Names({}))
        except UnknownValueError:
            return b""
