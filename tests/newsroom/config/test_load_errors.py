"""What is wrong in a settings file, with the line and what to do."""

from pathlib import Path

import pytest

from newsroom.build.settings_file import read_settings_file
from newsroom.config.load_errors import mistake
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "SITEURL = example.org",
            "name 'example' is not defined; put quotes around a text: SITEURL = \"example.org\"",
        ),
        (
            "SITEURL = https://example.org  # ours",
            'invalid syntax; put quotes around a text: SITEURL = "https://example.org"',
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
def test_a_mistake_is_told_with_its_line(
    make_site: MakeSite, file: str, line: str, sentence: str
) -> None:
    conf = make_site() / file
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f"{text}{line}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_settings_file(file, Path("output"))
    assert str(error.value) == f"{file}:{len(text.splitlines()) + 1}: {sentence}"


@pytest.mark.parametrize(
    ("conf", "sentence"),
    [
        (None, "there is no pelicanconf.py here; run this in the folder of the blog"),
        ("A = 1\nPATH = 'gone'", "pelicanconf.py:2: PATH has to be the folder with the posts"),
        ("PATH = 5", "pelicanconf.py: a setting cannot be used: TypeError: "),
        ("PATH = 'content'\nDEFAULT_LANG = 5", "pelicanconf.py: a setting cannot be used: "),
    ],
)
def test_what_pelican_cannot_use_is_told(
    make_site: MakeSite, conf: str | None, sentence: str
) -> None:
    make_site({"pelicanconf.py": conf})
    with pytest.raises(UserError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    assert str(error.value).startswith(sentence)


def test_an_error_from_elsewhere_is_none_of_the_settings() -> None:
    assert mistake(SyntaxError("no", ("other.py", 1, 1, ""))) == ""
    assert mistake(ValueError("no")) == ""
