"""Words and patterns of nginx."""

from tools.support.nginx_language import expression, quoted


def test_words_of_nginx() -> None:
    assert quoted('a "b" \\ {c}; #') == '"a \\"b\\" \\\\ {c}; #"'
    assert expression("/a.b/%20*/c") == r"~^/a\.b/\ .*/c$"
