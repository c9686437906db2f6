"""The commands with their arguments and options: one click application.

The module of a command is imported when it runs, so that help and completion need none of them.
All commands are in one module, so that it reads as their list.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import click

from newsroom.cli.runner import prepare_streams, report_fault, reported_errors
from newsroom.config.schema import Deploy

COMPLETION = "_BLOG_COMPLETE"  # the environment variable by which a shell asks for completions
EPILOG = """\b
Completion with Tab of ./blog.py, for bash; zsh_source and fish_source serve other shells:
  eval "$(_BLOG_COMPLETE=bash_source ./blog.py)"
"""


Function = TypeVar("Function", bound=Callable[..., object])


class Application(click.Group):
    """A group of commands, listed in the order of their definition.

    A command returns its exit status; its errors are printed as messages.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit with the status that it returns."""
        with reported_errors():
            status = super().invoke(ctx)
        ctx.exit(status or 0)


def run(command: str, *arguments: object, **options: object) -> int:
    """Import the module of a command, run it and return its exit status."""
    module = import_module(f"newsroom.commands.{command}")
    status: int = module.run(*arguments, **options)
    return status


def folder_option(help_text: str) -> Callable[[Function], Function]:
    """Return the option --output, a folder."""
    kind = click.Path(path_type=Path)
    return click.option("--output", type=kind, default="output", show_default=True, help=help_text)


edit_option = click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")


@click.group(cls=Application, invoke_without_command=True, epilog=EPILOG)
@click.pass_context
def blog(context: click.Context) -> None:
    """Write, build, check and publish the blog.

    Paths are relative to the folder of the blog.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@blog.command()
@click.option("--production", is_flag=True, help="Build for readers, as `publish` does.")
@click.option("--preview", is_flag=True, help="Include drafts and scheduled posts.")
@click.option("--clean", is_flag=True, help="Use nothing that earlier builds have kept.")
@click.option("--explain", is_flag=True, help="Print why each file is written.")
@folder_option("Where the site is written.")
def build_command(
    output: Path, *, production: bool, preview: bool, clean: bool, explain: bool
) -> int:
    """Build the site for reading on this computer.

    Only what has changed since the last build is made again.
    A build that fails reports all errors, changes nothing and exits with status 1.
    """
    if production and preview:
        raise click.UsageError("--production and --preview exclude each other")
    options = {"production": production, "preview": preview}
    return run("build", output, **options, clean=clean, explain=explain)


@blog.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Port of the server; 0 takes a free one.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST",
              help="Name or IP address to listen at; 0.0.0.0 lets a phone in the same network read "
              "the site, drafts included.")  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve_command(port: int, host: str, *, open_browser: bool) -> int:
    """Show the site on this computer while it is written.

    Open pages show every save and keep their place. Drafts and scheduled posts are included and
    marked. An error is shown in the pages, with the file and line, and the last version without it
    stays. Nothing is written to output/.
    """
    return run("serve", port, host, open_browser=open_browser)


@blog.command()
@click.argument("title", default="")
@click.option("--category", default="", help="One of CATEGORIES in pelicanconf.py.")
@click.option("--authors", default="", help="Names with a profile, separated by commas.")
@click.option("--tags", help="Separated by commas.")
@edit_option
def new_command(title: str, category: str, authors: str, tags: str | None, *, edit: bool) -> int:
    """Start a post.

    Writes content/posts/YEAR/slug.md, a draft with every required key. Asks at a terminal for what
    is missing; elsewhere the first category and the first author are used. Nothing is overwritten:
    a slug that is already used gets a number.
    """
    return run("new", title, category, authors, tags, edit=edit)


@blog.command()
@click.argument("name", default="")
@click.option("--role", help='Such as "Reporter".')
@click.option("--bio", help="A sentence or two, in Markdown.")
@click.option(
    "--missing", is_flag=True, help="Add a profile for each author of a post without one."
)
@edit_option
def author_command(
    name: str, role: str | None, bio: str | None, *, edit: bool, missing: bool
) -> int:
    """Add an author.

    Writes content/authors/slug.md, the profile that posts need of each name in `authors`. Asks at a
    terminal for what is missing. Nothing is overwritten.
    """
    return run("author", name, role, bio, edit=edit, missing=missing)


@blog.command()
@click.argument("week", default="")
def digest_command(week: str) -> int:
    """Collect the posts of a week, as a page and as mail.

    WEEK is an ISO week such as 2025-W47; the default is the last one that is over. Writes
    content/editions/2025-W47.yaml, from which the build makes a page, and for mail
    digest/2025-W47.html and .txt. An existing edition is kept, and its mail is written again. A
    post that was published too late for its edition is listed in the next one.
    """
    return run("digest", week.strip())


@blog.command()
@click.argument("slug")
def related_command(slug: str) -> int:
    """Explain the list “Also read” of a post.

    SLUG is the last part of the URL of the post. Prints for each entry its score, its similarity (1
    for equal texts), the words, pairs of words and #labels that both share, each with its part, and
    the effect of hubness and time on the score.
    """
    return run("related", slug)


@blog.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--external", is_flag=True, help="Request links to other sites too.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, with every warning.")
@click.option("--watch", is_flag=True, help="Build and check again on every save.")
def check_command(folder: Path | None, *, external: bool, as_json: bool, watch: bool) -> int:
    """Check the posts, drafts included, and the built site.

    In output/ these are pages, links, feeds, sitemaps, redirects, what machines read against what
    readers see, and the heaviest pages. With FOLDER only that built site is checked. Exits with
    status 1 if there is an error.
    """
    if watch and folder:
        raise click.UsageError("--watch builds and checks output/; remove FOLDER")
    return run("check", folder, external=external, as_json=as_json, watch=watch)


@blog.command()
@folder_option("Where the site is written.")
def publish_command(output: Path) -> int:
    """Build and check the site for readers.

    Reads publishconf.py and the environment variable SITEURL, such as https://example.org. A site
    with an error is not written.
    """
    return run("build", output, production=True)


@blog.command()
@click.argument("target", metavar="TO", type=click.Choice([f.name for f in fields(Deploy)]))
@click.option("--dry-run", is_flag=True, help="List URLs and send nothing.")
@click.option("--rollback", is_flag=True, help="Target folder: restore the previous release.")
@click.option("--dest", envvar="DEST", default="", metavar="DESTINATION",
              help="Instead of the destination in DEPLOY; the environment variable DEST keeps a "
              "login out of the list of processes.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Confirm a first push to a branch.")
@folder_option("The site that `publish` has built.")
def deploy_command(  # noqa: PLR0913  # one parameter for each option
    target: str, dest: str, output: Path, *, dry_run: bool, rollback: bool, yes: bool
) -> int:
    """Send the published site to its destination.

    TO is folder, rsync, github, s3, netlify or cloudflare, as set up in DEPLOY in pelicanconf.py.
    Only changes are sent; a deployment that was interrupted is finished by the next one. Search
    engines and hubs of INDEXNOW and FEEDS["hub"] are notified.
    """
    return run("deploy", target, output, dest, dry_run=dry_run, restore=rollback, yes=yes)


@blog.command()
@folder_option("The site to be served.")
@click.option("--root", help='Where nginx finds the files; default: "current" in the path of '
              'DEPLOY["folder"], else the folder of --output.')  # fmt: skip
@click.option("--listen", multiple=True, metavar="HOST:PORT",
              help="Default: port 80 on all interfaces. Can be repeated.")  # fmt: skip
def nginx_command(output: Path, root: str | None, listen: tuple[str, ...]) -> int:
    """Print the configuration of nginx for the site.

    nginx then does what `/_headers` and `/_redirects` ask of other servers. What makes browsers use
    https is sent over https only, to nginx itself or to a proxy before it that sets
    `X-Forwarded-Proto: https`.
    """
    return run("nginx", output, root, listen)


@blog.command()
@click.option("--since", metavar="DATETIME",
              help="When the site was last published, in ISO 8601, or a file last modified "
              "then.")  # fmt: skip
def next_change_command(since: str | None) -> int:
    """Print when the site changes by itself.

    With --since, prints what has come due since then: a scheduled post, a post that leaves the news
    sitemap. Exits with status 0 if there is anything, 1 if not, 2 if that cannot be determined.
    Without --since, prints what is still to come. Only front matter is read.
    """
    with reported_errors(failure=2):
        return run("next_change", since)


@blog.command()
def pipeline_command() -> int:
    """Print the plugins in the order in which they run.

    Prints what each plugin of PLUGINS in pelicanconf.py provides, and after which others it runs
    because it needs what they provide. The order of the lines in PLUGINS has no influence. Exits
    with status 1 if the plugins cannot be put in an order.
    """
    return run("pipeline")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit status."""
    prepare_streams()
    name = "blog.py" if COMPLETION in os.environ else "python3 blog.py"
    try:
        blog.main(arguments, name, COMPLETION)
    except SystemExit as end:  # how click ends
        return int(end.code or 0)
    except Exception as error:  # noqa: BLE001  # printed with its traceback
        return report_fault(error)
    return 0
