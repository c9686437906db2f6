"""The templates of the theme, in the environment that Pelican makes for them."""

import pickle
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress

from jinja2 import (
    BytecodeCache,
    Environment,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
)
from jinja2.bccache import Bucket

from newsroom.cache.fingerprint import fingerprint
from newsroom.site.reads import record_template


class Bytecode(BytecodeCache):
    """Compiled templates by key; `is_new` says whether any has been added."""

    def __init__(self, codes: dict[str, bytes]) -> None:
        self.codes, self.is_new = codes, False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, unless its text or Jinja is another one."""
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Add the code of a template."""
        self.codes[bucket.key], self.is_new = bucket.bytecode_to_string(), True


def dump_bytecode(bytecode: Bytecode, version: bytes) -> bytes:
    """Return compiled templates as bytes for a cache; `version` is that of code and settings."""
    return version + pickle.dumps(bytecode.codes, protocol=5)


def load_bytecode(data: bytes | None, version: bytes) -> Bytecode:
    """Return compiled templates from bytes of a cache; none if they are of another version."""
    is_current = data is not None and version and data.startswith(version)
    return Bytecode(pickle.loads(data[len(version) :]) if data and is_current else {})  # noqa: S301


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
        for name in environment.list_templates():
            self.version(name)  # before any is loaded: it may be saved meanwhile

    def compile(self) -> None:
        """Compile all templates of the theme, so that processes which are copied need not."""
        for name in self.loader.list_templates():
            if not name.startswith("!"):  # those of other themes
                with suppress(TemplateError):  # it may be used nowhere
                    self.get_template(name)

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
