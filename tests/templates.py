"""Templates compiled once for all sites of a process: that takes a third of a small build."""

import functools
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, NamedTuple

import pytest
from jinja2 import Environment
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

Function = Callable[..., Any]

OPTIONS = ("trim_blocks", "lstrip_blocks", "autoescape", "undefined", "optimized")
TABLES: Mapping[str, Mapping[str, object]] = {"filters": FILTERS, "tests": TESTS}


class Call(NamedTuple):
    """A call of a filter or test of a site, for Jinja folds constants as it compiles."""

    table: str
    name: str
    arguments: tuple[object, ...]
    options: Mapping[str, object]
    result: object

    def has_same_result(self, environment: Environment) -> bool:
        """Return whether the filter or test of another site gives the same."""
        function = getattr(environment, self.table)[self.name]
        try:
            result = function(*self.arguments, **self.options)
        except Exception:  # noqa: BLE001  # Jinja then leaves the call to the template
            return False
        return type(result) is type(self.result) and bool(result == self.result)


def recorded(table: str, name: str, function: Function, calls: list[Call]) -> Function:
    """A filter or test that does the same and notes its calls."""

    @functools.wraps(function)
    def call(*arguments: object, **options: object) -> object:
        result = function(*arguments, **options)
        calls.append(Call(table, name, arguments, options, result))
        return result

    return call


def own_functions(environment: Environment, table: str) -> dict[str, Function]:
    """The filters or tests that are not those of Jinja, by name."""
    functions: Mapping[str, Function] = getattr(environment, table)
    defaults = TABLES[table]
    return {name: f for name, f in functions.items() if defaults.get(name) is not f}


def describe_environment(environment: Environment) -> tuple[object, ...]:
    """What the code of a template depends on besides its text and what functions return."""
    functions = {
        (table, name, getattr(function, "jinja_pass_arg", None))
        for table in TABLES
        for name, function in own_functions(environment, table).items()
    }
    values = tuple(getattr(environment, option) for option in OPTIONS)
    words = vars(environment.globals.get("words", environment)).items()  # texts of templates
    values += tuple((key, text) for key, text in words if isinstance(text, str))
    return values, tuple(environment.extensions), frozenset(functions)


def compile_recorded(
    compile_template: Function, environment: Environment, *arguments: str
) -> tuple[CodeType, list[Call]]:
    """Compile a template; gives its code and the calls that it depends on."""
    calls: list[Call] = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        for table in TABLES:
            for name, function in own_functions(environment, table).items():
                recorder = recorded(table, name, function, calls)
                monkeypatch.setitem(getattr(environment, table), name, recorder)
        code: CodeType = compile_template(environment, *arguments)
    return code, calls


def relocate(code: CodeType, filename: str) -> CodeType:
    """The code of a template as if it were compiled from another file."""
    constants = tuple(
        relocate(constant, filename) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    return code.replace(co_filename=filename, co_consts=constants)


def share_compiled_templates() -> None:
    """Let all environments in this process share the code of templates that come from files."""
    compile_template = Environment.compile
    compiled: dict[object, list[tuple[CodeType, list[Call]]]] = {}

    def compile_once(
        environment: Environment,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        *options: bool,
    ) -> CodeType | str:
        if not (isinstance(source, str) and name and filename) or options:
            return compile_template(environment, source, name, filename, *options)  # type: ignore[call-overload,no-any-return]
        versions = compiled.setdefault((source, name, describe_environment(environment)), [])
        for code, calls in versions:
            if all(call.has_same_result(environment) for call in calls):
                return relocate(code, filename)
        versions.append(compile_recorded(compile_template, environment, source, name, filename))
        return versions[-1][0]

    Environment.compile = compile_once  # type: ignore[method-assign,assignment]
