"""The order of plugins, and plugins that have none."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.pipeline.order import (
    PipelineError,
    map_providers,
    reasons,
    required_plugins,
    sort_plugins,
)
from newsroom.pipeline.plugin import PHASES, Plugin
from tests.newsroom.pipeline.plugins import declare, files, run


def names(plugins: Sequence[Plugin]) -> list[str]:
    return [plugin.name for plugin in plugins]


@pytest.mark.parametrize(
    ("plugins", "order"),
    [
        ([], ""),
        ([declare("z", "read"), declare("a", "publish"), declare("b", "check")], "z b a"),
        ([declare("b", "collect"), declare("c", "collect"), declare("a", "collect")], "a b c"),
        ([declare("a", "collect", "x"), declare("b", "collect", "", "x")], "b a"),
        ([declare("a", "enrich", "x"), declare("b", "collect", "", "x"),
          declare("c", "enrich")], "b a c"),
        ([declare("a", "enrich", "x y"), declare("b", "enrich", "y", "x"),
          declare("c", "enrich", "", "y")], "c b a"),
        ([declare("a", "check", "site.files"), declare("b", "publish", "site.files")], "a b"),
        # A plugin comes as early as its name allows, not as late as the others need it.
        ([declare("d", "read", "", "x"), declare("b", "read", "x"), declare("c", "read")], "c d b"),
    ],
)  # fmt: skip
def test_order(plugins: list[Plugin], order: str) -> None:
    assert names(sort_plugins(plugins)) == order.split()
    assert names(sort_plugins(plugins[::-1])) == order.split()


@pytest.mark.parametrize(
    ("plugins", "problems"),
    [
        ([declare("a", "read", "x")], ["a needs x, which no plugin in PLUGINS provides"]),
        ([declare("a", "read", "article.shipped")],
         ["a needs article.shipped, which no plugin in PLUGINS provides; add plugins.shipped"]),
        ([declare("a", "check", "article.seris"), declare("b", "read", "", "article.series")],
         ["a needs article.seris, which no plugin in PLUGINS provides; "
          'did you mean "article.series"?']),
        ([declare("a", "read", "x"), declare("b", "check", "", "x")],
         ["a of the phase read needs x, which b provides later, in the phase check"]),
        ([declare("a", "collect", "site.files")],
         ["a of the phase collect needs site.files, which the pipeline provides after the phase "
          "collect"]),
        ([declare("a", "read", "", "x"), declare("b", "enrich", "", "x y"),
          declare("c", "read", "", "y")],
         ["x is provided by both a and b; remove one of them",
          "y is provided by both b and c; remove one of them"]),
        ([declare("a", "read", "", "site.files")],
         ["site.files is provided by both the pipeline and a; remove one of them"]),
        ([declare("a", "read", "", "x")] * 2,
         ["a is listed twice in PLUGINS; remove the repeated line"]),
        ([declare("a", "read")] * 3, ["a is listed 3 times in PLUGINS; remove the repeated line"]),
        ([declare("a", "enrichs")],  # type: ignore[arg-type]  # as a plugin of others may say
         ['a has the unknown phase "enrichs"; did you mean "enrich"?']),
        ([declare("a", "later")],  # type: ignore[arg-type]
         ['a has the unknown phase "later"; use one of read, collect, check, enrich, publish']),
        ([declare("a", "read", "x", "x")], ["a needs x, which it provides itself"]),
        ([declare("b", "read", "x", "y"), declare("a", "read", "y", "x")],
         ["circular needs: a needs y of b, which needs x of a"]),
        ([declare("c", "read", "b", "c"), declare("a", "read", "c", "a"),
          declare("b", "read", "a", "b"), declare("0", "read", "c")],
         ["circular needs: a needs c of c, which needs b of b, which needs a of a"]),
        ([declare("a", "read", "b", "a"), declare("b", "read", "a", "b"),
          declare("c", "read", "d", "c"), declare("d", "read", "c e", "d")],
         ["d needs e, which no plugin in PLUGINS provides",
          "circular needs: a needs b of b, which needs a of a",
          "circular needs: c needs d of d, which needs c of c"]),
    ],
)  # fmt: skip
def test_plugins_without_an_order(plugins: list[Plugin], problems: list[str]) -> None:
    shipped = [declare("plugins.shipped", "read", "", "article.shipped")]
    for given_order in (plugins, plugins[::-1]):
        with pytest.raises(PipelineError) as error:
            sort_plugins(given_order, shipped)
        assert list(error.value.problems) == problems
    assert str(error.value) == "\n".join(problems)


@pytest.mark.parametrize(
    ("consumer", "provider", "is_met"),
    [
        (
            Plugin("a", "check", ["x"], run=run),
            Plugin("b", "publish", (), ["x"], files=files),
            True,
        ),
        (
            Plugin("a", "collect", ["x"], run=run),
            Plugin("b", "publish", (), ["x"], files=files),
            False,
        ),
        (
            Plugin("a", "check", ["x"], files=files),
            Plugin("b", "publish", (), ["x"], files=files),
            False,
        ),
        (
            Plugin("a", "check", ["x"], run=run),
            Plugin("b", "publish", (), ["x"], run, files),
            False,
        ),
        (
            Plugin("a", "publish", ["x"], files=files),
            Plugin("b", "publish", (), ["x"], files=files),
            True,
        ),
    ],
)
def test_a_plugin_of_files_alone_provides_before_the_checks(
    consumer: Plugin, provider: Plugin, is_met: bool
) -> None:
    if is_met:
        sort_plugins([consumer, provider])
        return
    with pytest.raises(PipelineError, match="b provides later, in the phase publish"):
        sort_plugins([consumer, provider])


@st.composite
def pipelines(draw: st.DrawFn) -> list[Plugin]:
    """Plugins in some order in which each needs what earlier ones of it provide."""
    phases = sorted(draw(st.lists(st.sampled_from(PHASES), max_size=12)), key=PHASES.index)
    labels = draw(st.permutations(range(len(phases))))
    return [
        Plugin(
            f"plugins.{label}",
            phase,
            draw(st.lists(st.sampled_from(labels[:n]).map(str), unique=True)) if n else [],
            [str(label)],
        )
        for n, (phase, label) in enumerate(zip(phases, labels, strict=True))
    ]


@given(pipelines(), st.integers(0, 2**32))
def test_every_order_of_plugins_gives_one_order_that_meets_all_needs(
    plugins: list[Plugin], seed: int
) -> None:
    order = sort_plugins(plugins)
    shuffled = Random(seed).sample(plugins, len(plugins))
    assert sort_plugins(shuffled) == order
    assert sorted(names(order)) == sorted(names(plugins))
    phases = [PHASES.index(plugin.phase) for plugin in order]
    assert phases == sorted(phases)
    providers = map_providers(plugins)
    for index, plugin in enumerate(order):
        earlier = names(order[:index])
        assert all(provider.name in earlier for _, provider in reasons(plugin, providers))


@pytest.mark.parametrize(
    ("values", "required"),
    [("", ""), ("x", "a"), ("y", "a b"), ("z", "a b d"), ("x gone", "a"), ("other", "c")],
)
def test_plugins_that_a_value_requires(values: str, required: str) -> None:
    plugins = [
        declare("a", "read", "", "x"),
        declare("b", "collect", "x", "y"),
        declare("c", "collect", "", "other"),
        declare("d", "check", "x y", "z"),
    ]
    assert names(required_plugins(plugins, values.split())) == required.split()
