"""A plugin as data: its phase, what it needs and what it provides; the order follows from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from newsroom.site.articles import Entry
    from newsroom.site.model import Site
    from newsroom.site.output_files import OutputFile

Phase = Literal["read", "collect", "check", "enrich", "publish"]
PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True)
class Plugin:
    """A step of the pipeline.

    `name` is the module, `__name__`. `needs` lists what it reads of other plugins, `provides` what
    it sets, each as "article.lead_image" or "site.corrections". `run` changes the site in `phase`.
    `files` yields the files that the plugin adds to the site. It is called after the phase collect,
    whatever the phase of the plugin is, and may set what a plugin without `run` provides;
    "site.files" then has the files of all plugins, and before that in the `files` of a plugin that
    needs it those of all plugins that do not. What a file contains is rendered at the end.
    `update` sets for one post or page what `run` sets for all, after an edit of its title, summary
    or text, and is `unaffected` where these change nothing. A preview calls it to show the page of
    an edited post before the others, after those pages if `is_slow`; and where all plugins have one
    and the edit changes no link, heading or policy, in place of a build.

    A module of plugins/ ends in:

        PLUGIN = Plugin(__name__, phase="enrich", provides=["article.series"], run=attach_series)
        register = PLUGIN.register
    """

    name: str
    phase: Phase
    needs: Sequence[str] = ()
    provides: Sequence[str] = ()
    run: Callable[[Site], None] | None = None
    files: Callable[[Site], Iterable[OutputFile]] | None = None
    update: Callable[[Site, Entry], None] | None = None
    is_slow: bool = False

    def register(self) -> None:
        """Do nothing: Pelican calls `register` of each module in PLUGINS."""


def unaffected(site: Site, entry: Entry) -> None:
    """Do nothing: what a plugin sets and declares is the same after an edit of a text."""
