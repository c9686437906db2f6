"""Links to other sites, requested only when a writer asks for it; see `http_client` for how.

Good answers are kept for a week. An answer such as 403 or 429 says nothing about the page: it is
reported as a link that was not checked. When no host answers, that is the whole report.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsroom.checks.external_links.http_client import Answer, Limits, LinkClient
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.atomic import replace_file

CACHE = Path(".cache/links.json")
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class CachedAnswer:
    """A good answer, and when it was given."""

    requested: datetime
    answer: Answer


def external_links(site: BuiltSite) -> dict[str, list[str]]:
    """Return the pages that link to each URL of another site, without its fragment."""
    pages: dict[str, list[str]] = defaultdict(list)
    for page in site.pages.values():
        for url in dict.fromkeys(url.partition("#")[0] for url in page.external_links):
            if site.file_at(url, page.path) is None:
                pages[url].append(page.path)
    return pages


def request_links(
    urls: Iterable[str], agent: str, cache: Path = CACHE, limits: Limits | None = None
) -> dict[str, Answer]:
    """Return an answer for each URL; good ones of the last week come from the cache."""
    wanted, now = set(urls), datetime.now(UTC)
    cached = read_cache(cache, now)
    client = LinkClient(agent, limits or Limits())
    try:
        client.request_all(wanted - set(cached))
    finally:  # Ctrl+C keeps what was answered before
        good = {u: CachedAnswer(now, a) for u, a in client.answers.items() if a.kind == "good"}
        write_cache(cache, {**cached, **good})
    return {
        url: cached[url].answer if url in cached else client.answers[url] for url in sorted(wanted)
    }


def check_external_links(
    site: BuiltSite, answers: Mapping[str, Answer], content: Path
) -> Iterator[Diagnostic]:
    """Yield what the answers say, for each line of a source with the URL, else for its page."""
    if answers and not any(answer.is_reached for answer in answers.values()):
        message = "no other site could be reached: external links are not checked"
        yield Diagnostic("", 0, "external-link/offline", message)
        return
    pages = external_links(site)
    diagnostics = {url: diagnose(url, answer) for url, answer in answers.items()}
    sources = sorted(content.rglob("*.md")) + sorted(content.glob("*.yaml"))
    lines = source_lines(sources, [url for url, diagnostic in diagnostics.items() if diagnostic])
    for url, diagnostic in diagnostics.items():
        if diagnostic:
            built = [(f"{site.folder}/{path}", 0) for path in pages[url][:1]]
            for path, line in lines.get(url) or built:
                yield replace(diagnostic, path=path, line=line)


def diagnose(url: str, answer: Answer) -> Diagnostic | None:
    """Return what an answer says of a URL, without a path; None for a good one."""
    match answer.kind:
        case "good" if answer.moved:
            message, advice = f'"{url}" has moved permanently', f'use "{answer.moved}"'
            return Diagnostic("", 0, "external-link/moved", message, advice)
        case "good":
            return None
        case "gone":
            return Diagnostic("", 0, "external-link/gone", f'"{url}" answers {answer.reason}')
        case "no host":
            message = f'"{url}" not found: {answer.reason}'
            return Diagnostic("", 0, "external-link/unknown-host", message)
    reason = f"it answers {answer.reason}" if answer.reason[:1].isdecimal() else answer.reason
    return Diagnostic("", 0, "external-link/unchecked", f'"{url}" was not checked: {reason}')


def source_lines(files: Iterable[Path], urls: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Return path and line of each occurrence of each URL in source files."""
    occurrences: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for file in files if urls else ():
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            for url in urls:
                if url in line:
                    occurrences[url].append((file.as_posix(), number))
    return occurrences


def read_cache(file: Path, now: datetime) -> dict[str, CachedAnswer]:
    """Return the good answers of the last week, none for a file that cannot be read."""
    cached = {}
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        for url, row in json.loads(file.read_text(encoding="utf-8")).items():
            requested = datetime.fromisoformat(row["requested"])
            if timedelta(0) <= now - requested < FRESH:
                cached[url] = CachedAnswer(requested, Answer(**row["answer"]))
    return cached


def write_cache(file: Path, cached: Mapping[str, CachedAnswer]) -> None:
    """Write the answers to a file, atomically."""
    rows = {
        url: {"requested": row.requested.isoformat(), "answer": asdict(row.answer)}
        for url, row in sorted(cached.items())
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps(rows, indent=1, ensure_ascii=False))
