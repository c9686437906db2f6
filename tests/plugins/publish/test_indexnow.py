"""The key file of IndexNow."""

from newsroom.config.schema import Indexnow
from plugins.publish.indexnow import declare_key
from tests.model import make_settings, make_site

KEY = "0123456789abcdef"


def test_the_file_has_the_name_and_the_text_of_the_key() -> None:
    (file,) = declare_key(make_site(make_settings(indexnow=Indexnow(KEY))))
    assert file.data
    assert (file.url, file.data()) == (f"{KEY}.txt", f"{KEY}\n".encode())


def test_without_a_key_there_is_no_file() -> None:
    assert [*declare_key(make_site())] == []
