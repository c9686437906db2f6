"""Errors that executing a settings file raises, with the line and what to do."""

from pathlib import Path

import pytest

from newsroom.build.settings_file import read_settings_file
from newsroom.config.load_errors import diagnose_load_error
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "SITEURL = example.org",
            "name 'example' is not defined; put quotes around text: SITEURL = \"example.org\"",
        ),
        (
            "SITEURL = https://example.org  # ours",
            'invalid syntax; put quotes around text: SITEURL = "https://example.org"',
        ),
        ("PRODUCTION = true", "name 'true' is not defined; write PRODUCTION = True"),
        ("A = {'a': 1}['b']", "KeyError: 'b'"),
        ("A = [nothing]", "name 'nothing' is not defined"),
        ("A = 1 / 0", "ZeroDivisionError: division by zero"),
        ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
        ("A = (", "'(' was never closed"),
    ],
)
@pytest.mark.parametrize("file", ["pelicanconf.py", "publishconf.py"])
def test_an_error_has_its_line(make_site: MakeSite, file: str, line: str, message: str) -> None:
    conf = make_site() / file
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f"{text}{line}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_settings_file(file, Path("output"))
    line_number = len(text.splitlines()) + 1
    assert str(error.value) == f"{file}:{line_number}: error: {message} [setting/invalid-file]"


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        (None, "pelicanconf.py not found; run this in the folder of the blog"),
        ("A = 1\nPATH = 'gone'", "pelicanconf.py:2: error: PATH must be the folder with the posts"),
        ("PATH = 5", "pelicanconf.py: error: invalid setting: TypeError: "),
        ("PATH = 'content'\nDEFAULT_LANG = 5", "pelicanconf.py: error: invalid setting: "),
    ],
)
def test_a_value_that_pelican_cannot_use_is_an_error(
    make_site: MakeSite, conf: str | None, message: str
) -> None:
    make_site({"pelicanconf.py": conf})
    with pytest.raises(UserError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    assert str(error.value).startswith(message)


def test_an_error_from_elsewhere_has_no_diagnostic() -> None:
    assert diagnose_load_error(SyntaxError("no", ("other.py", 1, 1, ""))) is None
    assert diagnose_load_error(ValueError("no")) is None
