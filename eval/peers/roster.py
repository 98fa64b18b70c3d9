"""Which peers can take part: those whose packages are installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata

from eval.peers.haystack import HaystackDefault
from eval.peers.llamaindex import LlamaIndexDefault
from eval.peers.peer import Peer
from eval.peers.recipe import LangChainRecipe

HOW_TO_GET_THEM = "pip install -c constraints.txt -e '.[peers]'"
_ROSTER: tuple[tuple[str, Callable[[], Peer]], ...] = (
    ("langchain-text-splitters", LangChainRecipe),
    ("llama-index-core", LlamaIndexDefault),
    ("haystack-ai", HaystackDefault),
    ("haystack-ai", lambda: HaystackDefault("words")),
)


def roster() -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    """The peers that are installed, and the packages that are missing for the others."""
    installed = {package: _is_installed(package) for package, _ in _ROSTER}
    peers = tuple(make() for package, make in _ROSTER if installed[package])
    return peers, tuple(package for package, here in installed.items() if not here)


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True
