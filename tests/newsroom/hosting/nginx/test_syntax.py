"""Words and patterns of nginx."""

from newsroom.hosting.nginx.syntax import expression, quoted


def test_words_of_nginx() -> None:
    assert quoted('a "b" \\ {c}; #') == '"a \\"b\\" \\\\ {c}; #"'
    assert expression("/a.b/%20*/c") == r"~^/a\.b/\ .*/c$"
