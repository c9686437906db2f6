"""Media types in the configuration of nginx."""

import re

from newsroom.files.media_types import MEDIA_TYPES
from newsroom.hosting.nginx.types import about_types


def test_the_configuration_holds_the_whole_table() -> None:
    types, default, *rest = re.split(r"\n(?=default_type|charset)", "\n".join(about_types([])))
    rows = re.findall(r"^    (\S+) ([\w ]+);$", types, re.MULTILINE)
    assert {end: kind for kind, ends in rows for end in ends.split()} == MEDIA_TYPES
    assert default == "default_type application/octet-stream;"
    assert rest[0] == "charset utf-8;"
    assert " text/plain " in rest[1]
    assert "json" not in rest[1].splitlines()[0]
