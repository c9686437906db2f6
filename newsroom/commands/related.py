"""`related`: explain the related posts of a post."""

import click

from newsroom.build.dry_run import read_content
from newsroom.diagnostics.errors import UserError
from newsroom.related.explanation import render_explanation
from plugins.adapter import listed_articles


def run(slug: str) -> int:
    """Print the explanation for a post and return the exit status."""
    if not slug:
        raise UserError("missing slug of a post; write it as in: python3 blog.py related my-post")
    click.echo(render_explanation(listed_articles(read_content("pelicanconf.py")), slug))
    return 0
