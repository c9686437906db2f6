"""Edits of posts in a complete site, after which no plugin has to read all of it again.

Most edits change the text of a post, its title or its summary. Then the page of the post stays
where it is, and it stays in the same lists; the function `update` of each plugin sets for this post
what `run` sets for all. An edit that changes more than that needs a build by all plugins.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from newsroom.build.pelican_adapter import SitePelican
from newsroom.cache.stamp import current_time
from newsroom.content.document import Document
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.output.next_change import scheduled_changes
from newsroom.site.articles import Article, Entry
from newsroom.site.model import Site
from newsroom.site.reads import Node, forget_remembered

EDITED = ("title", "summary", "lines", "body_line")  # of front matter that moves no page
MOST_EDITED = 8  # files; after a change of branch, say, a build by all plugins is faster


class NotEditedError(UserError):
    """What was saved is more than an edit of posts and pages, or has an error."""


def is_edit(old: Document, new: Document) -> bool:
    """Return whether a document differs from the last one in title, summary and text alone.

    Then its page is at the same URL, and its post is in the same lists.
    """
    values = {name: getattr(old.front_matter, name) for name in EDITED}
    is_same = replace(new.front_matter, **values) == old.front_matter
    return new.is_readable and is_same and new.slug == old.slug


def is_contained(old: Document, new: Document) -> bool:
    """Return whether an edit changes no more than its post, and the texts that files print of it.

    So it changes no link, heading, policy or line that other posts, files or messages depend on.
    """
    front, earlier = new.front_matter, old.front_matter
    is_same_title = front.title == earlier.title or not (front.aliases or front.permalink)
    return is_same_title and fixed_parts(old) == fixed_parts(new)


def fixed_parts(document: Document) -> tuple[object, ...]:
    """Return the parts of a document on which more depends than the files that print it."""
    front, outline = document.front_matter, document.outline
    positions = front.lines, front.body_line
    return positions, {*outline.links}, outline.anchors, document.policy, document.classes


class EditedSite:
    """A complete site, and edits of its posts and pages.

    `edited` are the paths of the files whose edits it has. `is_contained` says whether `finish`
    brings all else up to them, `until` at which POSIX time the site changes with nothing saved.
    """

    def __init__(self, pelican: SitePelican) -> None:
        self.pelican, self.site = pelican, pelican.site
        self.entries = {entry.front_matter.file: entry for entry in self.site.entries}
        self.edited: set[str] = set()
        self.changed: list[Node] = []
        self.is_contained = all(plugin.update for plugin in pelican.pipeline)
        self.until = next_change(self.site)

    @contextmanager
    def editing(self, paths: Collection[str]) -> Iterator[Sequence[Entry]]:
        """Give the posts and pages at some paths from the project's root, up to their files.

        Raises `NotEditedError` where that is impossible, and what reading them raises. All are
        then as before, also after an exception in the context, and `finish` is not enough.
        """
        is_contained, self.is_contained = self.is_contained, False
        if not 0 < len(paths) <= MOST_EDITED or not {*paths} <= self.entries.keys():
            raise NotEditedError("more has changed than a few posts and pages")
        entries = [self.entries[path] for path in paths]
        with restored_on_failure(entries):
            contained = [self.update(entry) for entry in entries]
            yield entries
        self.edited |= {*paths}
        self.is_contained = is_contained and all(contained)

    def update(self, entry: Entry) -> bool:
        """Bring an edited entry up to its file; return whether nothing else changes by that.

        Raises `NotEditedError` for an error in it.
        """
        site, old = self.site, entry.document
        new = site.parse_again(old)
        if isinstance(new, Diagnostic) or not is_edit(old, new):
            raise NotEditedError(f"{entry.path} is not only edited")
        forget_remembered([old, entry])
        before, entry.document = self.problems(entry), new
        self.changed += [new, entry]
        after = self.problems(entry)
        if after.blocking:
            raise NotEditedError("errors")
        is_same = before.diagnostics == after.diagnostics
        return is_same and isinstance(entry, Article) and is_contained(old, new)

    def problems(self, entry: Entry) -> Report:
        """Return a report of what is wrong with an entry, while plugins update it."""
        report, self.site.report = self.site.report, replace(self.site.report, diagnostics=set())
        try:
            self.call_updates([entry], is_slow=False)
            return self.site.report
        finally:
            self.site.report = report

    def call_updates(self, entries: Iterable[Entry], *, is_slow: bool) -> None:
        """Call the functions `update` of plugins."""
        for entry in entries:
            for plugin in self.pelican.pipeline:
                if plugin.update and plugin.is_slow == is_slow:
                    plugin.update(self.site, entry)

    def can_finish(self) -> bool:
        """Return whether `finish` does as much as a build by all plugins."""
        is_current = self.until is None or current_time() < self.until
        return self.is_contained and is_current and self.pelican.site is self.site

    def finish(self) -> list[Node]:
        """Bring all else of the site up to the edits; return the objects that have changed."""
        documents = {node.path: node for node in self.changed if isinstance(node, Document)}
        self.site.documents = tuple(documents.get(d.path, d) for d in self.site.documents)
        articles = self.site.all_articles
        slow = [plugin for plugin in self.pelican.pipeline if plugin.is_slow]
        provided = [name.partition(".") for plugin in slow for name in plugin.provides]
        names = [name for owner, _, name in provided if owner == "article"]
        before = [[getattr(article, name) for name in names] for article in articles]
        entries = (self.entries[path] for path in sorted(self.edited))
        self.call_updates(entries, is_slow=True)
        self.changed += [
            article
            for article, values in zip(articles, before, strict=True)
            if [getattr(article, name) for name in names] != values
        ]
        forget_remembered(self.changed)
        changed, self.changed, self.edited = self.changed, [], set()
        return changed


def next_change(site: Site) -> float | None:
    """Return the POSIX time at which a site changes with nothing saved, None for never."""
    due = [change.due for change in scheduled_changes(site.report)]
    due += [entry.date for entry in site.entries if entry.unpublished == "scheduled"]
    return min(due).timestamp() if due else None


@contextmanager
def restored_on_failure(entries: Iterable[Entry]) -> Iterator[None]:
    """Give entries the attributes that they had before if an exception leaves the context."""
    before = [(entry, dict(vars(entry))) for entry in entries]
    try:
        yield
    except BaseException:
        for entry, attributes in before:
            vars(entry).update(attributes)
        raise
