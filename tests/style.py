"""Finds the words that STYLE in CONTRIBUTING.md bans: `python -m tests.style PATH…` lists them."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

# A variable says what it holds, not the deed that produced it.
NAMES = frozenset(
    "found told said made written known own there one other wrong shown needed wishes meant "
    "seen given gone taken kept asked named sentence sentences moment moments mistake mistakes "
    "sign signs blank blanks place places address addresses picture pictures".split()
)
# What a message, a docstring, a comment or a page of docs says in other words.
PHRASES = re.compile(
    r"\b(is|are|was|were|it's) no\b(?! longer| more| (less|later|earlier|bigger|smaller))"
    r"|\b(there|here) (is|are|was) no\b|\b(has|have|had) to be\b|\banew\b"
    r"|\bstands? (in|under|at|on|for itself|beside|below|above|there)\b|\bstanding in\b"
    r"|\bheld back\b|\bleads? (on|nowhere|out|into)\b|\bway back\b|\bold news\b"
    r"|\bmistakes?\b|\btold\b|\bblanks?\b|(?<!equals )(?<!dollar )\bsigns?\b|\bmoments?\b"
    r"|\bpictures?\b(?!>)|(?<!email )(?<!IP )(?<!e-mail )\baddress(es)?\b(?! bar)|\blikeness\b"
    r"|\b(closed to you|with no more|for good)\b",
    re.IGNORECASE,
)


def variables(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of each banned name that is assigned, a parameter or defined.

    Targets of a comprehension on one line may be short.
    """
    comprehended = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.comprehension)
        for name in ast.walk(node.target)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if node.id.strip("_") in NAMES and id(node) not in comprehended:
                yield node.lineno, node.id
        elif isinstance(node, ast.arg) and node.arg.strip("_") in NAMES:
            yield node.lineno, node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.strip("_") in NAMES:
            yield node.lineno, node.name


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each comment, docstring and string of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING, FSTRING_MIDDLE):
            for number, line in enumerate(token.string.split("\n"), start=token.start[0]):
                yield number, re.sub(r"`[^`]*`|<[^<>]*>", "", line)


FSTRING_MIDDLE = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)


def offences(path: Path) -> Iterator[str]:
    """Yield `path:line: word` for each banned word of a Python module or a Markdown page."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        for line, name in variables(ast.parse(source)):
            yield f"{path}:{line}: the name {name}"
        lines = texts(source)
    else:
        lines = enumerate(source.split("\n"), start=1)
    for number, text in lines:
        yield from (f"{path}:{number}: “{m[0]}”" for m in PHRASES.finditer(text))


def main(names: list[str]) -> int:
    """Print the offences of files and folders."""
    count = 0
    for name in names:
        path = Path(name)
        files = (
            [path] if path.is_file() else sorted(path.rglob("*.py")) + sorted(path.rglob("*.md"))
        )
        for file in (file for file in files if "fixtures" not in file.parts):
            for offence in offences(file):
                count += 1
                sys.stdout.write(f"{offence}\n")
    sys.stdout.write(f"{count} in all\n")
    return int(count > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
