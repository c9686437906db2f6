"""Fields of dataclasses with the texts below them, as rows of a Markdown table."""

import ast
import dataclasses
import inspect
import textwrap
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """A field of a dataclass: `doc` is the string below it, `default` MISSING where it has none."""

    name: str
    type: Any
    default: object
    doc: str


def read_fields(cls: type) -> list[Field]:
    """Return the fields of a dataclass in their order."""
    hints, docs = typing.get_type_hints(cls), read_docs(cls)
    return [
        Field(f.name, hints[f.name], default_of(f), docs.get(f.name, ""))
        for f in dataclasses.fields(cls)
    ]


def default_of(field: "dataclasses.Field[object]") -> object:
    """Return the default of a field, or `dataclasses.MISSING`."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def read_docs(cls: type) -> dict[str, str]:
    """Return the string below each annotated name of a class, on one line."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    docs = {}
    if isinstance(body, ast.ClassDef):
        for node, below in zip(body.body, body.body[1:], strict=False):
            match node, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    docs[name] = " ".join(text.split())
    return docs


def render_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; a `|` in a cell is escaped."""
    titles = list(header)
    lines = [titles, ["---"] * len(titles), *rows]
    escaped = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in escaped)
