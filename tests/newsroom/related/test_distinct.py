"""Lists on sites of copies, of letters and of a post that contains many others."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from benchmarks.related_cost import generate_posts
from benchmarks.related_sites import add_container, add_copies, add_letters, lists_with_added
from newsroom.related.near_duplicates import NearDuplicates, signature, title_keys
from newsroom.related.posts import Post, fields, related
from newsroom.related.terms import count_terms


@cache
def generated() -> Sequence[Post]:
    return tuple(generate_posts(150))


SITES: dict[str, Callable[[], list[Post]]] = {
    "few copies": lambda: add_copies(generated()[:60], 5),
    "as many copies as posts": lambda: add_copies(generated()[:60], 60, changed=1),
    "changed copies": lambda: add_copies(generated()[:60], 60, changed=10),
    "more copies than are looked at": lambda: add_copies(generated()[:60], 150),
    "letters": lambda: add_letters(generated()[:100], 40, 0.6),
    "letters of boilerplate": lambda: add_letters(generated()[:60], 100, 0.9),
}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("newer", [True, False])
def test_no_list_holds_two_near_duplicates_where_there_are_others(site: str, newer: bool) -> None:
    posts = SITES[site]()
    number_of = {post.id: number for number, post in enumerate(posts)}
    openings = count_terms([fields(post) for post in posts]).openings
    signatures = np.array([signature(openings.row(row)) for row in range(len(posts))])
    titles = title_keys(post.title for post in posts)
    are_duplicates = NearDuplicates(titles, signatures, openings.row)
    latest = {post.id for post in sorted(posts, key=lambda post: post.date)[4:]}
    lists = related(posts, newer=newer)
    if newer:
        assert lists_with_added(lists, 2) == 0
        for slugs in lists.values():
            pairs = combinations((number_of[slug] for slug in slugs), 2)
            assert not any(are_duplicates(*pair) for pair in pairs)
    assert all(len(slugs) == 4 for name, slugs in lists.items() if newer or name in latest)


@pytest.mark.parametrize("site", ["as many copies as posts", "letters"])
def test_lists_of_such_sites_do_not_depend_on_the_order_of_posts(site: str) -> None:
    posts = SITES[site]()
    assert related(posts[::-1]) == related(posts)


@pytest.mark.parametrize(("count", "most"), [(5, 6), (20, 15), (60, 20), (150, 6)])
def test_a_post_that_contains_many_others_is_in_few_lists(count: int, most: int) -> None:
    lists = related(add_container(generated(), count))
    assert lists_with_added(lists, 1) <= most
    assert len(lists["added-0"]) == 4
