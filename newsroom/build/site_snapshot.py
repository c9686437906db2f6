"""The site of the last build by all plugins, in the cache: builds after edits go on from it."""

import pickle
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from newsroom.build.edited_site import EditedSite
from newsroom.build.pelican_adapter import SitePelican
from newsroom.cache.stamp import Inputs, Options, Stamp
from newsroom.cache.store import Cache
from newsroom.diagnostics.errors import UserError
from newsroom.output.build_record import UNKNOWN, BuildRecord
from newsroom.site.snapshot import SnapshotError, dump_site, load_site

SNAPSHOT = "site"  # the kind of values in the cache, by output folder


class SiteSnapshot(NamedTuple):
    """A site as bytes, and the stamp of the build that made it, without its output."""

    stamp: Stamp
    site: bytes


def dump_complete_site(pelican: SitePelican) -> bytes:
    """Return the site of a build as bytes, b"" for one that no edit can go on from."""
    if all(plugin.update for plugin in pelican.pipeline):
        with suppress(SnapshotError):  # a plugin has set what has no name: the next build runs it
            return dump_site(pelican.site)
    return b""


def keep_snapshot(cache: Cache, key: bytes, stamp: Stamp, site: bytes) -> None:
    """Keep a site for the next build into the output folder with a key."""
    snapshot = SiteSnapshot(replace(stamp, output={}), site)
    cache.put(SNAPSHOT, {key: pickle.dumps(snapshot, protocol=5)})


def load_snapshot(cache: Cache, key: bytes) -> SiteSnapshot | None:
    """Return what was kept, None without."""
    data = cache.get(SNAPSHOT, key)
    snapshot: SiteSnapshot | None = pickle.loads(data) if data else None  # noqa: S301  # this user's
    return snapshot if snapshot and snapshot.site else None


def restore_site(
    pelican: SitePelican,
    snapshot: SiteSnapshot,
    record: BuildRecord,
    options: Options,
    inputs: Inputs,
) -> EditedSite | None:
    """Give Pelican the site of a snapshot with all edits since, if these are contained.

    `record` is that of the last build into the folder, of this site or of an edited one. Returns
    None where more may have changed; Pelican then has an empty site again.
    """
    paths = snapshot.stamp.inputs.changed_files(inputs)
    if record.version == UNKNOWN or not paths or not snapshot.stamp.is_in_force(options):
        return None  # other code may lack what the snapshot refers to
    pelican.site = load_site(snapshot.site, pelican.site)
    pelican.site.report.parsed.clear()
    pelican.load_templates()  # filters are a part of the version
    edits = EditedSite(pelican)
    if pelican.version() == record.version:
        with suppress(UserError), edits.editing(paths):  # an error is found again, and reported
            pass
        if edits.can_finish():
            return edits
    pelican.site = pelican.new_site()
    return None
