"""Public benchmarks, each behind one small protocol (`benchmark.Benchmark`): files that the user downloads become
documents and questions, and the answers are counted the way the benchmark's own script counts them."""

from __future__ import annotations

from eval.adapters.alce import Asqa, Qampari
from eval.adapters.benchmark import Benchmark
from eval.adapters.mtrag import MtRag
from eval.adapters.multihop import MultiHopRag
from eval.adapters.newsqa import NewsQa
from eval.adapters.rgb import Rgb
from eval.adapters.squad import SQUAD_1, SQUAD_2
from eval.adapters.wice import Wice
from index.errors import CaseError

BENCHMARKS: tuple[Benchmark, ...] = (
    MultiHopRag(),
    Rgb(),
    SQUAD_1,
    SQUAD_2,
    NewsQa(),
    Asqa(),
    Qampari(),
    MtRag(),
    Wice(),
)


def find_benchmark(name: str) -> Benchmark:
    """The benchmark of this name. Raises CaseError, naming those there are."""
    for benchmark in BENCHMARKS:
        if benchmark.name == name.casefold():
            return benchmark
    known = ", ".join(benchmark.name for benchmark in BENCHMARKS)
    raise CaseError(f"There is no public benchmark {name!r}. There are: {known}.")
