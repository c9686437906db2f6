"""Put the posts of a week together, by default those of the last.

Writes content/editions/2025-W47.yaml, from which the build makes a page, and for mail
digest/2025-W47.html and .txt. An edition that is there stays as it is, and its mails are written
anew. What was published too late for an edition that had been made stands in the next one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from newsroom.build.dry_run import read_content
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.cli.runner import reported_errors
from newsroom.config.schema import Site
from newsroom.content.article import Article
from newsroom.content.editions import FOLDER, Edition, build_edition
from newsroom.dates.iso_week import Week, parse_week, week_of
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.files.atomic import replace_files
from newsroom.output.newsletter import render_mail
from plugins.adapter import Generator, articles_generator, listed_articles

MAILS = Path("digest")
UNDONE = "nothing was written"
RECORD = "# The posts for the week of {days}. What was sent stays as it is.\n{rows}"


def candidates(
    articles: Iterable[Article], week: Week, made: Collection[Week], used: Collection[str]
) -> list[Article]:
    """The posts for an edition, in their order: of its week, or too late for one that was made.

    `made` are the weeks of other editions, `used` the ids that stand in them.
    """
    weeks = {week, *(other for other in made if other < week)}
    free = (article for article in articles if article.permanent_id not in used)
    return [article for article in free if week_of(article.front_matter.date) in weeks]


def record(found: Edition) -> str:
    """The file of an edition; titles are for people who read it."""
    rows = [f"- {article.permanent_id}  # {article.title}\n" for article in found.articles]
    return RECORD.format(days=found.week.days, rows="".join(rows))


def chosen_week(written: str, site: Site) -> Week:
    """The week that was asked for, or the last one that is over; raises `UserError`."""
    today = week_of(site.now)
    week = parse_week(written) if written else today.before()
    if week is None:
        raise UserError(f'"{written}" is no week; write it as 2025-W47')
    if week > today:
        raise UserError(f"{week} has not begun yet")
    return week


def choose(generators: Sequence[Generator], week: Week, site: Site) -> tuple[Edition, bool]:
    """The edition of a week, and whether it is there already; raises `UserError` without posts."""
    editions: Sequence[Edition] = articles_generator(generators).context["editions"]
    for there in editions:
        if there.week == week:
            return there, True
    used = {article.permanent_id for each in editions for article in each.articles}
    posts = candidates(listed_articles(generators), week, [each.week for each in editions], used)
    if not posts:
        raise UserError(f"{week} has no post that stands in no edition yet; nothing was written")
    return build_edition(week, posts, site), False


def write(found: Edition, mails: tuple[str, str], content: Path, *, there: bool) -> list[str]:
    """The files, and a sentence on each: the edition first, for it is what has to last."""
    week, told = found.week, f"{plural(len(found.articles), 'post')}"
    path = content / FOLDER / f"{week}.yaml"
    name = path.relative_to(content.parent)
    texts = {} if there else {path: record(found)}
    texts |= {MAILS / f"{week}.{kind}": t for kind, t in zip(("html", "txt"), mails, strict=True)}
    write_together(texts)
    size = f"{max(len(text.encode()) for text in mails) / 1000:.0f} KB"
    return [
        f"{name} is there and stays as it is: {told}" if there else f"wrote {name}: {told}",
        f"wrote {MAILS}/{week}.html ({size}) and {MAILS}/{week}.txt",
    ]


def write_together(texts: Mapping[Path, str]) -> None:
    """Write all of these files, or none where one of them cannot be written; raises `UserError`."""
    for path in texts:
        if path.is_dir() or (path.parent.exists() and not path.parent.is_dir()):
            wrong = f"{path} is a folder" if path.is_dir() else f"{path.parent} is a file"
            raise UserError(f"{wrong}; move it away; {UNDONE}")
    for path in texts:
        path.parent.mkdir(exist_ok=True)
    replace_files(texts)


def digest(written: str) -> Iterator[str]:
    """Read, choose, write; gives what to say. Raises `UserError`."""
    settings = read_settings_file("publishconf.py", Path("output"))
    site = read_site_settings(settings)
    week = chosen_week(written, site)
    generators = read_content("publishconf.py")
    found, there = choose(generators, week, site)
    mails = render_mail(found, site, articles_generator(generators).get_template("mail/digest"))
    yield from write(found, mails, Path(settings["PATH"]), there=there)
    if week == week_of(site.now):
        yield f"{week} is not over: what comes now stands in the next edition"
    yield f"publish the site before you send the mail: it leads to {site.url}/{found.url}"


def run(week: str) -> int:
    """Collect the posts of an ISO week, "" for the last one; return the exit status."""
    with reported_errors(UNDONE):
        for line in digest(week):
            click.echo(line)
    return 0
