"""What the name of a source file says: its slug, its date and its language.

`2025-09-03-name.md` has a date, `name.hi.md` and `name/index.zh.md` a language, and the name of
`name/index.md` is that of its folder. Jekyll and Hugo write such names.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

DATED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})-(?=.)", re.ASCII)
LANGUAGE_END = re.compile(r"\.(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)$")
TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
BUNDLE = "index"  # a post in a folder of its own, beside its images
# The languages of ISO 639-1, without `io` (Ido), which ends names such as `socket.io`, and some of
# three letters. `llama.cpp.md` and `node.js.md` are in no language.
LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    ast ckb fil haw kok mai mni sat yue""".split()
)


class FileName(NamedTuple):
    """The parts of a file name; `date` (ISO 8601) and `language` are "" where it has none."""

    name: str
    date: str = ""
    language: str = ""


def parse_file_name(path: str, language_folders: Collection[str] = ()) -> FileName:
    """Return the parts of the name of a file at a path below the content.

    Files in `language_folders` have the language that is the name of the folder.

    >>> parse_file_name("posts/2025-09-03-one.hi.md")
    FileName(name='one', date='2025-09-03', language='hi')
    >>> parse_file_name("posts/one/index.zh-cn.md")
    FileName(name='one', date='', language='zh-cn')
    >>> parse_file_name("posts/gpt-4.1.md")
    FileName(name='gpt-4.1', date='', language='')
    """
    file = PurePosixPath(path)
    name, language = _split_language(file.stem)
    if name == BUNDLE and len(file.parts) > 2:  # the first folder is that of all posts
        name = file.parent.name
    if not language and language_folders:
        folders = (f for f in file.parents if f.as_posix() in language_folders)
        language = next((language_tag(folder.name) for folder in folders), "")
    match = DATED.match(name)
    return (
        FileName(name[match.end() :], _iso_date(*map(int, match.groups())), language)
        if match
        else FileName(name, "", language)
    )


def _split_language(stem: str) -> tuple[str, str]:
    """Return a file name without its language, and the language tag in lower case."""
    match = LANGUAGE_END.search(stem) if "." in stem else None
    if match and match.start() and (tag := language_tag(match["tag"])):
        return stem[: match.start()], tag
    return stem, ""


def language_tag(text: str) -> str:
    """Return a language tag in lower case, "" for another text: `zh_CN` is `zh-cn`."""
    tag = text.replace("_", "-").lower()
    return tag if TAG.fullmatch(tag) and tag.partition("-")[0] in LANGUAGES else ""


def language_folders(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders among the paths of files whose names are languages: `posts/zh`.

    The name alone is not enough, since `ml` and `go` are languages too: most files of a folder must
    have a version under the same name in the folder above, or in that of another language.
    """
    by_folder: dict[str, set[str]] = defaultdict(set)
    files = {path.rpartition(".")[0] for path in paths}
    for file in files:
        parts = file.split("/")
        for count in range(1, len(parts) - 1):
            if language_tag(parts[count]):
                by_folder["/".join(parts[: count + 1])].add("/".join(parts[count + 1 :]))
    siblings: dict[str, list[str]] = defaultdict(list)
    for folder in by_folder:
        siblings[folder.rpartition("/")[0]].append(folder)
    folders = set()
    for folder, names in by_folder.items():
        parent = folder.rpartition("/")[0]
        others = [by_folder[f] for f in siblings[parent] if f != folder]
        versions = [n for n in names if f"{parent}/{n}" in files or any(n in o for o in others)]
        if len(versions) * 2 > len(names):
            folders.add(folder)
    return frozenset(folders)


def _iso_date(year: int, month: int, day: int) -> str:
    """Return a date in ISO 8601, "" for one that no calendar has."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
