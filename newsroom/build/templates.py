"""The templates of the theme, in the environment that Pelican makes for them."""

import pickle
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from functools import partial
from zoneinfo import ZoneInfo

from jinja2 import (
    BytecodeCache,
    Environment,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
)
from jinja2.bccache import Bucket

from newsroom.build.word_constants import WordConstants
from newsroom.cache.fingerprint import fingerprint
from newsroom.locale.dates import date_filters
from newsroom.locale.vocabulary import Vocabulary
from newsroom.locale.words import Words
from newsroom.site.reads import record_template

Filter = Callable[..., object]
NO_WORDS, UTC = Vocabulary("en", {}), ZoneInfo("UTC")


class Bytecode(BytecodeCache):
    """Compiled templates by key; `is_new` says whether any has been added."""

    def __init__(self, codes: dict[str, bytes]) -> None:
        self.codes, self.is_new = codes, False

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return where the code of a template in the language of an environment is."""
        language = getattr(environment.globals.get("words"), "language", "")
        return super().get_bucket(environment, name, f"{filename}\0{language}", source)

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

    Each template that is used, an included one as well, is recorded as read. In each language they
    have an environment of its own, whose global `words` and whose filters of dates are those of the
    language, so that macros have them too.
    """

    def __init__(
        self,
        environment: Environment,
        find: Callable[[str], Template],
        common: Mapping[str, object],
        vocabulary: Vocabulary = NO_WORDS,
        zone: ZoneInfo = UTC,
    ) -> None:
        """`find` returns a template by its name without extension."""
        self.environment, self.find, self.common = environment, find, common
        self.vocabulary, self.zone = vocabulary, zone
        self.environments = {vocabulary.words().language: environment}
        self.localize(environment, vocabulary.words())
        assert environment.loader  # noqa: S101  # that of Pelican
        self.loader = environment.loader
        self.versions: dict[str, bytes] = {}
        for name in environment.list_templates():
            self.version(name)  # before any is loaded: it may be saved meanwhile

    def localize(self, environment: Environment, words: Words) -> None:
        """Give an environment the words and dates of a language, and record what it loads."""
        environment.globals["words"] = words
        environment.filters |= date_filters(words, self.zone)
        environment.add_extension(WordConstants)
        record_uses(environment)

    def environment_of(self, language: str) -> Environment:
        """Return the environment of the pages in a language."""
        words = self.vocabulary.words(language)
        if words.language not in self.environments:
            environment = self.environment.overlay()
            environment.globals = {**self.environment.globals}
            environment.filters = {**self.environment.filters}
            self.localize(environment, words)
            self.environments[words.language] = environment
        return self.environments[words.language]

    def use(self, common: Mapping[str, object], filters: Mapping[str, Filter]) -> None:
        """Render with other common values and filters from now on."""
        self.common = common
        for environment in self.environments.values():
            environment.filters.update(filters)

    def compile(self) -> None:
        """Compile all templates of the theme, so that processes which are copied need not."""
        for name in self.loader.list_templates():
            if not name.startswith("!"):  # those of other themes
                with suppress(TemplateError):  # it may be used nowhere
                    Environment.get_template(self.environment, name)

    def render(self, name: str, values: Mapping[str, object], language: str = "") -> str:
        """Return the text of a template with some values, in the words of a language."""
        template_name = name if "." in name else self.find(name).name or name
        template = self.environment_of(language).get_template(template_name)
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


def record_uses(environment: Environment) -> None:
    """Have an environment record each template that it loads, by `include` and `extends` too."""
    get_one = partial(Environment.get_template, environment)
    get_first = partial(Environment.select_template, environment)

    def get_template(
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002  # as Jinja calls it
    ) -> Template:
        record_template(template_name(name))
        template = get_one(name, parent, globals)
        template._module = None  # what an import uses is recorded at each import
        return template

    def select_template(
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002  # as Jinja calls it
    ) -> Template:
        """Return the first template that is found; all are recorded, for one may be added."""
        names = names if isinstance(names, Undefined) else [*names]
        for name in names:
            record_template(template_name(name))
        template = get_first(names, parent, globals)
        template._module = None
        return template

    environment.get_template = get_template  # type: ignore[method-assign]
    environment.select_template = select_template  # type: ignore[method-assign]


def template_name(template: str | Template) -> str:
    """Return the name of a template that is given by its name or as an object."""
    return template if isinstance(template, str) else template.name or str(template)
