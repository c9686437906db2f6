"""The configuration of nginx: media types."""

import re

from newsroom.files.media_types import MEDIA_TYPES
from newsroom.hosting.nginx.config import type_table
from newsroom.hosting.nginx.server import Server


def test_the_configuration_contains_the_whole_table() -> None:
    types, default, *rest = re.split(
        r"\n(?=default_type|charset)",
        "\n".join(type_table(Server("https://a.example", "/srv", [], [], []))),
    )
    rows = re.findall(r"^    (\S+) ([\w ]+);$", types, re.MULTILINE)
    assert {end: kind for kind, ends in rows for end in ends.split()} == MEDIA_TYPES
    assert default == "default_type application/octet-stream;"
    assert rest[0] == "charset utf-8;"
    assert " text/plain " in rest[1]
    assert "json" not in rest[1].splitlines()[0]
