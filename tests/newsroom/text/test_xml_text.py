"""The length of a text once it is escaped."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.xml_text import escaped_length


@given(st.text(st.sampled_from("ab&<>\"'é电😀\n")))
def test_the_length_is_that_of_the_escaped_text(text: str) -> None:
    assert escaped_length(text) == len(escape(text).encode())
