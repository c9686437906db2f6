"""Explain the related posts of a post: `python -m newsroom.commands.related SLUG`.

For each post under “Also read”: its score and its similarity to the post (1 for equal texts), what
hubness and time do to the score, and the words, pairs of words and #labels that both posts have,
each with its share of the similarity.
"""

import argparse

from newsroom.build.dry_run import read_content
from newsroom.cli.runner import run, say
from newsroom.diagnostics.errors import UserError
from newsroom.related.explanation import render_explanation
from plugins.adapter import listed


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m newsroom.commands.related", description=__doc__
    )
    parser.add_argument("slug", help="of the post: the last part of its address")
    slug = parser.parse_args(arguments).slug

    def act() -> int:
        if not slug:
            raise UserError("name a post by its slug: make related POST=what-happened")
        say(f"{render_explanation(listed(read_content('pelicanconf.py')), slug)}\n")
        return 0

    return run(act)


if __name__ == "__main__":
    raise SystemExit(main())
