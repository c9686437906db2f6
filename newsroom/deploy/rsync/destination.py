"""Where rsync sends to: `host:/path`, `rsync://host/module/path`, or a folder of this machine."""

import re
from pathlib import Path

from newsroom.diagnostics.errors import UserError

EXAMPLE = "such as me@example.org:/srv/www/blog"
REMOTE = re.compile(r"((?i:rsync://)[^/]*|[^/:]*:)(.*)", re.DOTALL)  # a server, and what is there
OPTION = re.compile(r"-|[^/:]*@-[^/]*:")  # of rsync, or by the name of a host one of ssh
ONE_SLASH = re.compile(r"/(\.?/)+")


def read_destination(to: str) -> str:
    """The destination, a place always spelled alike; raises `UserError` where it may mean another.

    A host without a path would be the top of that server, or a new folder of this machine.
    """
    if not to:
        raise UserError('DEPLOY["rsync"]["to"] names no folder; set it in pelicanconf.py')
    if OPTION.match(to):
        raise UserError(f"{to} would be read as an option; name a folder, {EXAMPLE}")
    if remote := REMOTE.fullmatch(to):
        path = ONE_SLASH.sub("/", f"{remote[2]}/").rstrip("/")
        if not path.strip(":/"):
            raise UserError(f"{to} names no folder of that server; name one, {EXAMPLE}")
        return f"{remote[1]}{path}"
    if "/" not in to:
        raise UserError(f"{to} names a server or a folder; write {to}:/path, or ./{to}")
    if not Path(to).is_dir() or not Path(to).resolve().name:
        raise UserError(
            f"{to} is no folder of this machine; make it first, or name a server, {EXAMPLE}"
        )
    return str(Path(to).resolve())
