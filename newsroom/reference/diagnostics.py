"""docs/diagnostics.md: every code, from the table in newsroom/diagnostics/codes.py."""

from collections.abc import Mapping

from newsroom.diagnostics import codes
from newsroom.diagnostics.codes import Code
from newsroom.reference.fields import render_table

GROUPS: Mapping[str, Mapping[str, Code]] = {
    "Front matter and source files": codes.SOURCES,
    "Settings": codes.SETTINGS,
    "Bodies, links and attached files": codes.BODIES,
    "Authors, entities, series, editions, sources and corrections": codes.COLLECTIONS,
    "The built site": codes.BUILT,
    "Files for hosts and web servers": codes.HOSTING,
}
INTRODUCTION = """\
# Diagnostics

What the build and `check` report has the form

```
posts/x.md:4: error: unknown key "sumary"; did you mean "summary"? [front-matter/unknown-key]
```

path and line, severity, what is wrong, what to do, and a code that never changes. An **error**
stops the build; nothing is published. A **warning** is printed. A **note** is for information. In a
draft every error is a warning, so that an unfinished post stops nothing.

`DIAGNOSTICS` in `pelicanconf.py` changes the severity of a code for a site:

```python
DIAGNOSTICS = {"image/missing-alt": "warning", "html/external-form": "error"}
```

The severity of a code with a lock cannot be lowered: **security** protects readers, and where the
lock is **structure** the site could not be built or would contradict itself.
"""


def render_diagnostics() -> str:
    """Return the page docs/diagnostics.md."""
    parts = [INTRODUCTION]
    for title, group in GROUPS.items():
        rows = [(f"`{name}`", c.severity, c.lock, c.summary) for name, c in sorted(group.items())]
        if rows:
            header = ("code", "severity", "lock", "reported when")
            parts.append(f"## {title}\n\n{render_table(header, rows)}\n")
    return "\n".join(parts)
