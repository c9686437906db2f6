"""The templates of the theme, in the environment that Pelican makes for them."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping

from jinja2 import Environment, Template, TemplateNotFound, Undefined

from newsroom.cache.fingerprint import fingerprint
from newsroom.site.reads import record_template


class Templates:
    """Renders templates by name or path, with the same `common` values in each.

    Each template that is used, an included one as well, is recorded as read.
    """

    def __init__(
        self,
        environment: Environment,
        find: Callable[[str], Template],
        common: Mapping[str, object],
    ) -> None:
        """`find` returns a template by its name without extension."""
        self.environment, self.find, self.common = environment, find, common
        self.get_template = environment.get_template
        self.select_template = environment.select_template
        # What `include` and `extends` call are these attributes as well.
        environment.get_template = self.get_recorded  # type: ignore[method-assign]
        environment.select_template = self.select_recorded  # type: ignore[method-assign]
        assert environment.loader  # noqa: S101  # that of Pelican
        self.loader = environment.loader
        self.versions: dict[str, bytes] = {}

    def get_recorded(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002  # as Jinja calls it
    ) -> Template:
        """Return a template as `jinja2.Environment.get_template` does, and record it."""
        record_template(template_name(name))
        template = self.get_template(name, parent, globals)
        template._module = None  # what an import uses is recorded at each import
        return template

    def select_recorded(
        self,
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002  # as Jinja calls it
    ) -> Template:
        """Return the first template that is found, as `jinja2.Environment.select_template` does.

        All names are recorded: one that is missing may be added.
        """
        names = names if isinstance(names, Undefined) else [*names]
        for name in names:
            record_template(template_name(name))
        template = self.select_template(names, parent, globals)
        template._module = None
        return template

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Return the text of a template with some values."""
        if "." in name:
            template = self.get_recorded(name)
        else:
            template = self.find(name)
            record_template(template.name or name)
        return template.render({**self.common, **values})

    def version(self, name: str) -> bytes:
        """Return a fingerprint of the text of a template, b"" for one that is gone."""
        if name not in self.versions:
            try:
                template = self.loader.get_source(self.environment, name)
                self.versions[name] = fingerprint(template[:2])  # the text and the file
            except TemplateNotFound:
                self.versions[name] = b""
        return self.versions[name]


def template_name(template: str | Template) -> str:
    """Return the name of a template that is given by its name or as an object."""
    return template if isinstance(template, str) else template.name or str(template)
