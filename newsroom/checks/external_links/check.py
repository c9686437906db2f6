"""Links to other sites, asked for only when a writer wants it; see `asking` for how.

Good answers are kept for a week. One that says "not now" or "not you" is no mistake of the link: it
is told as one that could not be checked. Where nobody answers, that is all there is to tell.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsroom.checks.external_links.http_client import Asker, Limits
from newsroom.checks.external_links.result import Answer
from newsroom.checks.finding import Finding, error, note, warning
from newsroom.checks.site import BuiltSite
from newsroom.files.atomic import replace_file

CACHE = Path(".cache/links.json")
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class Kept:
    """A good answer of before, and when it was given."""

    asked: datetime
    answer: Answer


def addresses(site: BuiltSite) -> dict[str, list[str]]:
    """The pages that name each address on another site, fragments left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in site.pages.values():
        bare = (address.partition("#")[0] for address in page.outside)
        for address in dict.fromkeys(bare):
            if site.file_at(address, page.path) is None:
                found[address].append(page.path)
    return found


def ask(
    urls: Iterable[str], agent: str, cache: Path = CACHE, limits: Limits | None = None
) -> dict[str, Answer]:
    """An answer for each address; good ones of the last week come out of the cache."""
    wanted, now = set(urls), datetime.now(UTC)
    kept = read_cache(cache, now)
    asker = Asker(agent, limits or Limits())
    try:
        asker.every(wanted - set(kept))
    finally:  # what was answered before Ctrl+C need not be asked again
        good = {url: Kept(now, a) for url, a in asker.answers.items() if a.kind == "good"}
        write_cache(cache, {**kept, **good})
    return {url: kept[url].answer if url in kept else asker.answers[url] for url in sorted(wanted)}


def find(site: BuiltSite, answers: Mapping[str, Answer], content: Path) -> Iterator[Finding]:
    """What is to tell of the answers: in the file that names the address, else in its page."""
    if answers and not any(answer.reached for answer in answers.values()):
        yield warning("", "no other site could be reached, so no link outside was checked")
        return
    named = addresses(site)
    told = {url: told_of(url, answer) for url, answer in answers.items()}
    sources = sorted(content.rglob("*.md")) + sorted(content.glob("*.yaml"))
    places = written(sources, [url for url, finding in told.items() if finding])
    for url, finding in told.items():
        if finding:
            built = [(f"{site.folder}/{path}", 0) for path in named[url][:1]]
            for file, line in places.get(url) or built:
                yield Finding(file, line, finding.sentence, finding.severity)


def told_of(url: str, answer: Answer) -> Finding | None:
    """A finding without its place, None for a good answer."""
    if answer.kind == "good":
        return note("", f'"{url}" has moved for good to "{answer.moved}"') if answer.moved else None
    if answer.kind == "gone":
        return error("", f'"{url}" answers {answer.said}')
    if answer.kind == "no host":
        return error("", f'"{url}" leads nowhere; {answer.said}')
    return warning("", f'"{url}" could not be checked; {in_words(answer.said)}')


def in_words(said: str) -> str:
    """`it answers 403`, for what is a status only."""
    return f"it answers {said}" if said[:1].isdecimal() else said


def written(files: Iterable[Path], urls: list[str]) -> dict[str, list[tuple[str, int]]]:
    """File and line of each place where an address is written in a source file."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for file in files if urls else ():
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            for url in urls:
                if url in line:
                    found[url].append((file.as_posix(), number))
    return found


def read_cache(file: Path, now: datetime) -> dict[str, Kept]:
    """The good answers of the last week, none where the file cannot be read."""
    kept = {}
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        for url, row in json.loads(file.read_text(encoding="utf-8")).items():
            asked = datetime.fromisoformat(row["asked"])
            if timedelta(0) <= now - asked < FRESH:
                kept[url] = Kept(asked, Answer(**row["answer"]))
    return kept


def write_cache(file: Path, kept: Mapping[str, Kept]) -> None:
    """Keep the answers, written whole or not at all."""
    rows = {
        url: {"asked": one.asked.isoformat(), "answer": asdict(one.answer)}
        for url, one in sorted(kept.items())
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps(rows, indent=1, ensure_ascii=False))
