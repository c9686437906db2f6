"""A file of data for a plugin of the project, `content/glossary.yaml`: a list of entries in YAML.

    - name: Token
      text: What a model reads and writes instead of words.

Every entry has the same keys, all of them required. Each error has its line.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import yaml

from newsroom.content.front_matter.fields import FieldError, ValueParser
from newsroom.content.front_matter.parser import decode
from newsroom.content.front_matter.yaml_nodes import (
    Row,
    YamlError,
    compose_yaml,
    line_of_node,
    parse_node,
)
from newsroom.content.parse_errors import diagnose_error
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import suggestion

INVALID = "data/invalid-file"


def read_data_file(
    content: Path, name: str, keys: Mapping[str, ValueParser], report: Report
) -> list[Row]:
    """Return the typed entries of the file `name` in the folder `content`, each with its line.

    `keys` has the parser of each key, such as `fields.parse_text`. Errors go into the report, and
    entries with errors are left out. A file that does not exist has none.
    """
    file, path = content / name, f"{content.name}/{name}"
    if not file.is_file():
        return []
    try:
        results = [*parse_entries(decode(file.read_bytes()), path, keys)]
    except (UnicodeDecodeError, OSError) as error:
        report.add(diagnose_error(error, path, 1, 0))
        return []
    report.add(*(result for result in results if isinstance(result, Diagnostic)))
    return [result for result in results if isinstance(result, Row)]


def parse_entries(
    text: str, path: str, keys: Mapping[str, ValueParser]
) -> Iterator[Row | Diagnostic]:
    """Yield each entry of a text that is without errors, and a diagnostic for each error."""
    try:
        root = compose_yaml(text)
    except YamlError as error:
        for line, message, advice in error.problems:
            yield Diagnostic(path, line, INVALID, message, advice)
        return
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        message, advice = "the file must be a list", "start each entry with a dash"
        yield Diagnostic(path, line_of_node(root), INVALID, message, advice)
        return
    for node in root.value:
        entry = Row.of({}, line_of_node(node))
        problems = [*fill_entry(entry, node, path, keys)]
        yield from problems
        if not problems:
            yield entry


def fill_entry(
    entry: Row, node: yaml.Node, path: str, keys: Mapping[str, ValueParser]
) -> Iterator[Diagnostic]:
    """Add the typed values of a node to an entry, and yield a diagnostic for each error."""
    error = partial(Diagnostic, path)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    for key_node, value_node in pairs:
        key, line = str(key_node.value), line_of_node(key_node)
        if key not in keys:
            advice = suggestion(key, keys) or f"keys: {', '.join(keys)}"
            yield error(line, INVALID, f'unknown key "{key}"', advice)
        elif key in entry:
            yield error(line, INVALID, f'duplicate key "{key}"', "keep one")
        elif (value := parse_node(value_node)) not in ("", [], {}):
            entry[key] = None  # there, but unusable: not missing as well
            try:
                entry[key] = keys[key](value)
            except FieldError as invalid:
                problem = invalid.problems[0]
                yield error(line, INVALID, problem.of(key), problem.advice)
    for key in keys:
        if key not in entry:
            yield error(entry.line, INVALID, f'missing key "{key}"', f"add `{key}: …`")
