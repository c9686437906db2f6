"""Words and patterns in the configuration of nginx."""

from newsroom.hosting.nginx.server import path_pattern, quote_word


def test_words_and_patterns() -> None:
    assert quote_word('a "b" \\ {c}; #') == '"a \\"b\\" \\\\ {c}; #"'
    assert path_pattern("/a.b/%20*/c") == r"~^/a\.b/\ .*/c$"
