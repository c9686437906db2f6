"""Where rsync sends to: `host:/path`, `rsync://host/module/path`, or a folder of this machine."""

from pathlib import Path

from plugins.support.report import SiteError

EXAMPLE = "such as me@example.org:/srv/www/blog"


def read_destination(to: str) -> str:
    """The destination without its last slashes; raises `SiteError` where it may mean another one.

    A host without a path would be the top of that server, or a new folder of this machine.
    """
    if not to:
        raise SiteError('DEPLOY["rsync"]["to"] names no folder; set it in pelicanconf.py')
    host, colon, path = to.removeprefix("rsync://").partition("/" if "://" in to else ":")
    if "://" in to or (colon and "/" not in host):
        if not path.strip(":/"):
            raise SiteError(f"{to} names no folder of that server; name one, {EXAMPLE}")
    elif "/" not in to:
        raise SiteError(f"{to} names a server or a folder; write {to}:/path, or ./{to}")
    elif not Path(to).is_dir() or not to.rstrip("/"):
        raise SiteError(
            f"{to} is no folder of this machine; make it first, or name a server, {EXAMPLE}"
        )
    return to.rstrip("/")
