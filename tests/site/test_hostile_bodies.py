"""Whatever a guest writes, nothing runs: bodies of hostile pieces, judged by another parser."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.hostile_bodies import PIECES, active_by_lexbor, hostile_bodies, in_feed, published


@settings(deadline=None, max_examples=400)
@given(body=st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@example(body='<div><svg><![CDATA[><a title="]]><img src onerror=alert(1)>"></a></svg></div>')
@example(
    body='<div><form></form><!x <a href="../../pages/about.md?> <b title=\'"> '
    "<script src=http://evil.example:9/x.js></script> '></b></a></div>"
)
def test_what_is_published_is_inert_to_another_parser(body: str) -> None:
    html = published(body)
    if html is not None:
        assert active_by_lexbor(html) == []
        assert active_by_lexbor(in_feed(html)) == []


def test_many_bodies_are_published() -> None:
    """Otherwise the test above would say nothing."""
    results = [published(body) for body in hostile_bodies(200, "hostile")]
    assert 40 < sum(html is not None for html in results) < 180
