r"""TeX of a formula as our converter reads it: definitions expanded, environments that it lacks.

MathJax, which GitHub has, numbers no equations; so only a `\tag` is printed beside one here.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import NamedTuple

from newsroom.text.math_delimiters import LONGEST

NESTED = r"(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]*\})*\})*\})*"
DEFINITION = re.compile(
    r"\\(?P<kind>(?:re|provide)?(?:new|)command\*?|def|DeclareMathOperator\*?)\s*"
    r"\{?\s*(?P<name>\\[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>[0-9])\]|(?P<marks>(?:#[1-9])+))?\s*"
    rf"\{{(?P<body>{NESTED})\}}",
    re.DOTALL,
)
COMMAND = re.compile(r"\\[A-Za-z]+")
ARGUMENT = re.compile(rf"\s*(?:\{{({NESTED})\}}|(\\[A-Za-z]+|[^\s{{}}]))", re.DOTALL)
PARAMETER = re.compile(r"(\\[A-Za-z]+)?#([1-9])")
ROUNDS = 8  # definitions inside one another
ENVIRONMENT = re.compile(r"\\(?P<mark>begin|end)\{(?P<name>\w+)\*?\}")
RENAMED = {
    "align": "aligned",
    "alignat": "aligned",
    "eqnarray": "aligned",
    "gather": "gathered",
    "multline": "gathered",
    "smallmatrix": "matrix",
    "split": "aligned",
}
# What is not shown: names for references, and colours, which one half of the readers could not
# read on their light or dark page.
LEFT_OUT = re.compile(
    r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b|require\{[^{}]*\}|(?:text)?color\{[^{}]*\}"
    r"|definecolor\{[^{}]*\}\{[^{}]*\}\{[^{}]*\})"
)
STAR = re.compile(r"(?<!\\)\\\*")  # as it is escaped in Markdown
TEXT_WITH_MATH = re.compile(r"\\text(?P<kind>\w*)\{(?P<text>[^{}]*\$[^{}]*)\}")
POSITION = re.compile(r"(\\begin\{(?:aligned|gathered|array)\})\[[tbc]\]")
TAG = re.compile(r"\\tag\*?\{[^{}]*\}")
MARK = re.compile(r"\\(?:begin|end|left|right)\b|\\.|[{}&]", re.DOTALL)
DEPTHS = {"{": 1, "}": -1, "\\begin": 1, "\\end": -1, "\\left": 1, "\\right": -1}


class Definition(NamedTuple):
    """The body of a command that TeX defines, and the number of its parameters."""

    body: str
    parameters: int


def prepare_tex(tex: str, definitions: MutableMapping[str, Definition], *, display: bool) -> str:
    """Return the TeX of a formula for the converter.

    Its definitions are added to `definitions`, those of the formulas before it.
    """
    tex = expand(collect_definitions(tex, definitions), definitions)
    if "\\" not in tex and "&" not in tex:
        return tex
    tex = LEFT_OUT.sub("", STAR.sub("*", tex))
    tags = TAG.findall(tex) if display else []
    if not tags or "\\begin{align" not in tex:
        tex = ENVIRONMENT.sub(rename, tex)
    tex = POSITION.sub(r"\1", tex)
    if "$" in tex:
        tex = TEXT_WITH_MATH.sub(split_text, tex)
    if not display:
        return TAG.sub("", tex)
    if tags and "\\begin{align" in tex:
        return tex.replace("{align}", "{align*}")
    if tags:
        return f"\\begin{{equation*}}{wrap_rows(TAG.sub('', tex))}{tags[-1]}\\end{{equation*}}"
    return wrap_rows(tex)


def collect_definitions(tex: str, definitions: MutableMapping[str, Definition]) -> str:
    """Return TeX without its definitions of commands, which are collected."""
    if not any(word in tex for word in ("\\def", "command", "\\Declare")):
        return tex
    for match in DEFINITION.finditer(tex):
        body, kind = match["body"], match["kind"]
        if kind.startswith("Declare"):
            body = f"\\operatorname{'*' if kind.endswith('*') else ''}{{{body}}}"
        count = int(match["count"] or len(match["marks"] or "") // 2)
        definitions[match["name"]] = Definition(body, count)
    return DEFINITION.sub("", tex)


def expand(tex: str, definitions: Mapping[str, Definition]) -> str:
    """Return TeX with the defined commands replaced, until it is too long for a formula."""
    for _ in range(ROUNDS if definitions else 0):
        parts, position, size = [], 0, 0
        for command in COMMAND.finditer(tex):
            definition = definitions.get(command[0])
            if definition is None or command.start() < position or size > LONGEST:
                continue
            body, end = apply(definition, tex, command.end())
            parts += [tex[position : command.start()], body]
            position, size = end, size + len(body)
        if not parts:
            break
        tex = "".join([*parts, tex[position:]])
    return tex


def apply(definition: Definition, tex: str, position: int) -> tuple[str, int]:
    """Return the body of a definition with the arguments at a position, and where they end."""
    arguments: list[str] = []
    for _ in range(definition.parameters):
        argument = ARGUMENT.match(tex, position)
        if argument is None:
            break
        arguments.append(argument[1] or argument[2] or "")
        position = argument.end()

    def fill(parameter: re.Match[str]) -> str:
        number = int(parameter[2]) - 1
        command = f"{parameter[1]} " if parameter[1] else ""
        return command + (arguments[number] if number < len(arguments) else "")

    return PARAMETER.sub(fill, definition.body)[: LONGEST + 1], position


def rename(match: re.Match[str]) -> str:
    """Return the mark of an environment that the converter has in place of another."""
    name = match["name"]
    if name == "equation":
        return ""
    return f"\\{match['mark']}{{{RENAMED[name]}}}" if name in RENAMED else match[0]


def split_text(match: re.Match[str]) -> str:
    """Return a text with formulas in it, such as that of `if $x$`, as texts and formulas."""
    parts = match["text"].split("$")
    command = f"\\text{match['kind']}"
    return "".join(
        part if number % 2 else f"{command}{{{part}}}" if part else ""
        for number, part in enumerate(parts)
    )


def wrap_rows(tex: str) -> str:
    r"""Return TeX with an environment around rows that have none: `a \\ b` and `a &= b`."""
    depth, rows, columns = 0, False, False
    for mark in MARK.findall(tex):
        depth += DEPTHS.get(mark, 0)
        if depth == 0:
            rows |= mark == "\\\\"
            columns |= mark == "&"
    if not rows and not columns:
        return tex
    name = "aligned" if columns else "gathered"
    return f"\\begin{{{name}}}{tex}\\end{{{name}}}"
