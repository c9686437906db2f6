"""Sets `term.description` from content/tags.yaml, a list of entries with `name` and `description`.

The file may be absent. An entry for a tag that no listed post has, or that an earlier entry
describes, is a warning.
"""

from collections.abc import Mapping

from newsroom.content.data_file import read_data_file
from newsroom.content.front_matter.fields import ValueParser, parse_plain_text, parse_text
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import misspelled
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site

FILE = "tags.yaml"
KEYS: Mapping[str, ValueParser] = {"name": parse_text, "description": parse_plain_text}


def attach_tag_descriptions(site: Site) -> None:
    """Give tags their descriptions; errors in the file go into the report."""
    tags, lines = {tag.name: tag for tag in site.tags}, dict[str, int]()
    content = site.layout.content
    rows = read_data_file(content, FILE, KEYS, site.report) if FILE not in site.excluded else []
    for row in rows:
        name, message, advice = row["name"], "", "remove the entry"
        if name not in tags:
            message = f'no post has the tag "{name}"'
            advice = f'did you mean "{near}"?' if (near := misspelled(name, tags)) else advice
        elif name in lines:
            message = f'the tag "{name}" has a description in line {lines[name]}'
        else:
            tags[name].description, lines[name] = row["description"], row.line
        if message:
            path = f"{content.name}/{FILE}"
            site.report.add(Diagnostic(path, row.line, "tag/ignored-description", message, advice))


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.tags", "site.excluded"],
    provides=["term.description"],
    run=attach_tag_descriptions,
    update=unaffected,
)
register = PLUGIN.register
