"""The key file of IndexNow."""

from plugins.publish.indexnow import key_file

KEY = "0123456789abcdef"


def test_the_file_has_the_name_and_the_text_of_the_key() -> None:
    assert key_file(KEY) == (f"{KEY}.txt", f"{KEY}\n")
