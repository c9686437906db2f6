"""`digest`: collect the posts of a week, as an edition and as mail."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import click

from newsroom.build.dry_run import read_content
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.cli.runner import reported_errors
from newsroom.config.schema import Settings
from newsroom.dates.iso_week import Week, parse_week, week_of
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.files.atomic import replace_files
from newsroom.output.newsletter import render_mail
from newsroom.site.articles import Article
from newsroom.site.editions import FOLDER, build_edition
from newsroom.site.lists import Edition
from newsroom.site.model import Site

MAILS = Path("digest")
UNDONE = "nothing was written"
RECORD = "# The posts for the week of {days}. What was sent stays as it is.\n{rows}"


def candidates(
    articles: Iterable[Article], week: Week, weeks: Collection[Week], used_ids: Collection[str]
) -> list[Article]:
    """Return the posts for an edition, in their order: of its week, or too late for an earlier one.

    `weeks` are those of the other editions, `used_ids` the permanent ids of their posts.
    """
    eligible = {week, *(earlier for earlier in weeks if earlier < week)}
    unused = (article for article in articles if article.permanent_id not in used_ids)
    return [article for article in unused if week_of(article.date) in eligible]


def render_record(edition: Edition) -> str:
    """Return the YAML file of an edition, with the titles as comments."""
    rows = [f"- {article.permanent_id}  # {article.title}\n" for article in edition.articles]
    return RECORD.format(days=edition.week.days, rows="".join(rows))


def choose_week(text: str, settings: Settings) -> Week:
    """Return an ISO week, the last one that is over for ""; raise `UserError` for a later one."""
    current = week_of(settings.now)
    week = parse_week(text) if text else current.before()
    if week is None:
        raise UserError(f'"{text}" is not a valid ISO week; write it as 2025-W47')
    if week > current:
        raise UserError(f"{week} has not begun yet")
    return week


def choose_edition(site: Site, week: Week) -> tuple[Edition, bool]:
    """Return the edition of a week, and whether it exists; raise `UserError` without posts."""
    for edition in site.editions:
        if edition.week == week:
            return edition, True
    used = {article.permanent_id for each in site.editions for article in each.articles}
    posts = candidates(site.articles, week, [each.week for each in site.editions], used)
    if not posts:
        raise UserError(f"{week} has no posts for a new edition; {UNDONE}")
    return build_edition(week, posts, site.settings), False


def write_edition(
    edition: Edition, mails: tuple[str, str], content: Path, *, exists: bool
) -> list[str]:
    """Write the mail and, unless it `exists`, the edition; return a line for each."""
    week, count = edition.week, f"{plural(len(edition.articles), 'post')}"
    path = content / FOLDER / f"{week}.yaml"
    name = path.relative_to(content.parent)
    texts = {} if exists else {path: render_record(edition)}
    texts |= {MAILS / f"{week}.{kind}": t for kind, t in zip(("html", "txt"), mails, strict=True)}
    write_together(texts)
    size = f"{max(len(text.encode()) for text in mails) / 1000:.0f} KB"
    return [
        f"kept {name}, which already exists: {count}" if exists else f"wrote {name}: {count}",
        f"wrote {MAILS}/{week}.html ({size}) and {MAILS}/{week}.txt",
    ]


def write_together(texts: Mapping[Path, str]) -> None:
    """Write all of these files, or none and raise `UserError`."""
    for path in texts:
        if path.is_dir() or (path.parent.exists() and not path.parent.is_dir()):
            reason = f"{path} is a folder" if path.is_dir() else f"{path.parent} is a file"
            raise UserError(f"{reason}; move it away; {UNDONE}")
    for path in texts:
        path.parent.mkdir(exist_ok=True)
    replace_files(texts)


def write_digest(text: str) -> Iterator[str]:
    """Write the edition and the mail of a week and yield what to print; raise `UserError`."""
    raw = read_settings_file("publishconf.py", Path("output"))
    settings = read_site_settings(raw)
    week = choose_week(text, settings)
    pelican = read_content("publishconf.py")
    edition, exists = choose_edition(pelican.site, week)
    mails = render_mail(edition, settings, pelican.site.words, pelican.load_templates().render)
    yield from write_edition(edition, mails, Path(raw["PATH"]), exists=exists)
    if week == week_of(settings.now):
        yield f"{week} is not over; later posts will be listed in the next edition"
    yield f"publish the site before you send the mail, which links to {settings.url}/{edition.url}"


def run(week: str) -> int:
    """Collect the posts of an ISO week, "" for the last one; return the exit status."""
    with reported_errors(UNDONE):
        for line in write_digest(week):
            click.echo(line)
    return 0
