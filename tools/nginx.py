"""Print the configuration of a server for output/: `python -m tools.nginx > site.conf`.

It does in nginx what `/_headers` and `/_redirects` ask of other servers: headers with every answer,
types, redirects, the site's own page for what is not there. No folder is listed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.support.report import SiteError
from tools.checks.page import read_page
from tools.support.command import run, say
from tools.support.headers_file import read_rules
from tools.support.nginx_server import Server, configuration
from tools.support.redirects_file import read_redirects


def read_output(folder: Path, root: str, listen: Sequence[str]) -> tuple[Server, list[int]]:
    """The server of a built site, and the lines of `_redirects` that are left out."""
    try:
        home = read_page("index.html", (folder / "index.html").read_bytes())
        rules = read_rules((folder / "_headers").read_text(encoding="utf-8"))
        lines = (folder / "_redirects").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SiteError(f"{error.filename} is missing; build the site first") from None
    redirects, unusable = read_redirects(lines)
    suffixes = {path.suffix for path in folder.rglob("*") if path.is_file()}
    address = next(iter(home.canonical), "").rstrip("/")
    return Server(address, root, listen, rules, redirects, suffixes), unusable


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.nginx", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: output/")
    parser.add_argument("--root", help="where nginx finds the files; default: that folder")
    parser.add_argument("--listen", action="append", help="default: 80, on all addresses")
    options = parser.parse_args(arguments)
    root = options.root or str(options.output.resolve())

    def act() -> int:
        server, unusable = read_output(options.output, root, options.listen or ["80", "[::]:80"])
        for number in unusable:
            sys.stderr.write(
                f"{options.output}/_redirects:{number}: only `/old /new 301` is known here, "
                "with * at the end; this line is left out\n"
            )
        say(configuration(server))
        return 0

    return run(act)


if __name__ == "__main__":
    raise SystemExit(main())
