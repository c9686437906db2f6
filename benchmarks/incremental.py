"""Whether builds equal clean ones after any edits: `python -m benchmarks.incremental [--seed N]`.

1. Chains of edits, drawn by Hypothesis from all that `tests/chains` can do to a site. A build after
   each edit is compared with a clean one: paths, bytes and modes. A chain that fails is shortened
   and printed as a line, which `--chain LINE` runs again.
2. The same with the builds of a live preview, which one process makes after another.
3. Builds killed at random times (`kill -9`). `output/` has the old site or the new one, the
   processes of the build end, and the next build equals a clean one.

Linux and macOS only. The exit status is 1 if a build differs.
"""

import argparse
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as use_seed
from hypothesis import strategies as st

from tests.chains.chain import EDITS, LARGEST, Chain, ChainError, Step, parse_chain, steps
from tests.chains.processes import kill_build, start_build
from tests.chains.project import snapshot
from tests.chains.resident import ResidentChain, resident_steps

CHAINS, PREVIEWS, KILLS = 500, 200, 200
LONGEST = 24  # steps of a chain, of which the average has half
KILLED_EDITS = ("body", "title", "part", "css", "new", "cache_removed", "output_removed")


def run_chains(
    count: int, seed: int, step: st.SearchStrategy[Step], run: Callable[[list[Step]], None]
) -> list[str]:
    """Run drawn chains; return the report of the shortest that fails, with its steps."""
    done = 0

    @use_seed(seed)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(step, min_size=1, max_size=LONGEST))
    def judge_chain(chain: list[Step]) -> None:
        nonlocal done
        done += 1
        run(chain)
        if done % 20 == 0:
            print(f"{done} chains", file=sys.stderr, flush=True)

    try:
        judge_chain()
    except ChainError as error:
        return [str(error)]
    return []


def run_chain(chain: Sequence[Step]) -> None:
    """Run a chain on a new site; raise `ChainError` for the first build that differs."""
    with tempfile.TemporaryDirectory() as folder:
        Chain(Path(folder)).run(chain)


def run_resident_chain(chain: Sequence[Step]) -> None:
    """Do the same with the builds of a preview."""
    with tempfile.TemporaryDirectory() as folder, ResidentChain(Path(folder)) as resident:
        resident.run(chain)


def run_kills(count: int, seed: int) -> list[str]:
    """Kill builds of one site at random times; return what was wrong after them."""
    random, problems = Random(seed), []
    with tempfile.TemporaryDirectory() as folder:
        chain = Chain(Path(folder))
        project = chain.project
        start = time.perf_counter()
        start_build(project.folder, project.conditions).communicate()
        longest = 1.2 * (time.perf_counter() - start)
        for number in range(count):
            step = Step(random.choice(KILLED_EDITS), *random.choices(range(LARGEST + 1), k=2))
            seconds = random.uniform(0, longest)
            chain.events = [f"[{step}] {EDITS[step.kind](project, step.which, step.how)}"]
            sites = [snapshot(project.output), chain.clean_build().files]
            if not kill_build(project.folder, project.conditions, seconds):
                problems.append(f"kill {number}: a process goes on")
            if snapshot(project.output) not in sites:
                problems.append(f"kill {number}, after {seconds:.3f} s: output/ is not whole")
            try:
                chain.judge()
            except ChainError as error:
                problems.append(f"kill {number}, after {seconds:.3f} s: {error}")
                return problems
    return problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, 1 if a build differs from a clean one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incremental", description=__doc__)
    parser.add_argument("--chains", type=int, default=CHAINS, help=f"default: {CHAINS}")
    parser.add_argument("--previews", type=int, default=PREVIEWS, help=f"default: {PREVIEWS}")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"default: {KILLS}")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of a run")
    parser.add_argument("--chain", metavar="LINE", help="run this chain alone")
    parser.add_argument("--resident", action="store_true", help="run it with a preview")
    options = parser.parse_args(arguments)
    if options.chain:
        run = run_resident_chain if options.resident else run_chain
        run(parse_chain(options.chain))
        print("every build equals a clean one")
        return 0
    print(f"seed {options.seed}", flush=True)
    problems: list[str] = []
    for count, step, run, name in (
        (options.chains, steps(), run_chain, "chains"),
        (options.previews, resident_steps(), run_resident_chain, "chains with a preview"),
    ):
        if count:
            problems += (failures := run_chains(count, options.seed, step, run))
            print(f"{count} {name}, builds that differ from clean ones: {len(failures)}")
    if options.kills:
        problems += (after_kills := run_kills(options.kills, options.seed))
        print(f"{options.kills} killed builds, problems after them: {len(after_kills)}")
    print(*problems, sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    raise SystemExit(main())
