"""The words that STYLE bans: `python -m tests.style PATH…` lists where files use them."""

import ast
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

SUFFIXES = (".py", ".md", ".html", ".xml", ".txt")

# A variable says what it holds, not the deed that produced it.
NAMES = frozenset(
    "found told said made written known own there one other wrong shown needed wishes meant "
    "seen given gone taken kept asked named sentence sentences moment moments mistake mistakes "
    "sign signs blank blanks place places address addresses picture pictures".split()
)
# What a message, a docstring, a comment or a page of docs says in other words.
PHRASES = (
    r"(is|are|was|were|it's|there's) no\b(?!\s+(longer|more|less|later|earlier|bigger|smaller)\b)",
    r"(has|have|had) to be",
    r"anew",
    r"stands? (in|under|at|on|for itself|beside|below|above|there)",
    r"standing in",
    r"held back",
    r"leads? (on|nowhere|out|into)",
    r"way back",
    r"old news",
    r"mistakes?",
    r"told",
    r"(?<!about:)blanks?(?! lines?\b)",
    r"(?<!equals )(?<!dollar )(?<!plus )(?<!minus )(?<!vowel )signs?(?! (in|up)\b)",
    r"moments?",
    r"pictures?",
    r"(?<!mail )(?<!IP )address(es)?(?! bar\b)",
    r"likeness",
    r"closed to you",
    r"with no more",
    r"for good",
)
BEHIND_OR_SPACE = re.compile(r"(\(\?<![^)]*\))| ")
PHRASE = re.compile(  # a phrase may run over the end of a line
    "|".join(
        BEHIND_OR_SPACE.sub(lambda match: match[1] or r"\s+", rf"\b(?:{phrase})\b")
        for phrase in PHRASES
    ),
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`\n]*`|</?[\w-]+")  # of a text: code and the names of tags
FIELDS = re.compile(r"\{[^{}\n]*\}")  # of a string of Python
TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)  # of a template
NAME_FIELDS: dict[type[ast.AST], str] = {
    ast.Name: "id", ast.Attribute: "attr", ast.arg: "arg",
    ast.FunctionDef: "name", ast.AsyncFunctionDef: "name", ast.ClassDef: "name",
    ast.ExceptHandler: "name", ast.MatchAs: "name", ast.MatchStar: "name",
}  # fmt: skip
FSTRING_MIDDLE = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)


def bound_name(node: ast.AST) -> str:
    """Return the name that a node assigns, defines or takes as a parameter, "" for none."""
    if isinstance(node, ast.Name | ast.Attribute) and not isinstance(node.ctx, ast.Store):
        return ""
    return getattr(node, NAME_FIELDS.get(type(node), ""), None) or ""


def banned_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of each banned name. Targets of comprehensions may be short."""
    comprehended = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.comprehension)
        for name in ast.walk(node.target)
    }
    for node in ast.walk(tree):
        name = bound_name(node)
        if name.strip("_") in NAMES and id(node) not in comprehended:
            yield getattr(node, "lineno", 0), name


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each comment, docstring and string of a Python module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING, FSTRING_MIDDLE):
            yield token.start[0], FIELDS.sub("·", token.string)


def banned_phrases(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the line, from 0, and the words of each banned phrase of a text."""
    plain = CODE.sub("·", text)
    for match in PHRASE.finditer(plain):
        yield plain.count("\n", 0, match.start()), " ".join(match[0].split())


def violations(path: str, source: str) -> Iterator[str]:
    """Yield `path:line: words` for each banned name or phrase of a file."""
    texts: Iterable[tuple[int, str]]
    if path.endswith(".py"):
        for line, name in banned_names(ast.parse(source)):
            yield f"{path}:{line}: the name {name}"
        texts = prose(source)
    elif path.startswith("theme/"):
        texts = [(1, TAGS.sub(lambda tag: "·" + "\n" * tag[0].count("\n"), source))]
    else:
        texts = [(1, source)]
    for first, text in texts:
        for line, words in banned_phrases(text):
            yield f"{path}:{first + line}: “{words}”"


def files_of(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the path of each text file of the given files and folders of a project."""
    for name in names:
        files = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        for file in files:
            if file.suffix in SUFFIXES and "fixtures" not in file.parts:
                yield file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def violations_below(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the violations of the given files and folders of a project."""
    for path in files_of(root, names):
        yield from violations(path, (root / path).read_text(encoding="utf-8"))


def definitions(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the modules that define each top-level function and class, for Python sources."""
    modules = defaultdict(list)
    for path, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                modules[node.name].append(path)
    return dict(modules)


def main(names: list[str]) -> int:
    """Print the violations of files and folders."""
    lines = list(violations_below(Path.cwd(), names))
    sys.stdout.write("".join(f"{line}\n" for line in [*lines, f"{len(lines)} in all"]))
    return int(bool(lines))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
