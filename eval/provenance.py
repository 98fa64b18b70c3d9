"""What a run was made with: the code, the versions of what it stands on, the machine, the cases and the articles."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from eval.case import Case
from index.library import Library
from rag.chain import NewsChain

_ROOT = Path(__file__).parent.parent
_ANSWERING = ("index", "rag")  # the packages whose code decides an answer
_PACKAGES = (
    "dateline",
    "chromadb",
    "tantivy",
    "sentence-transformers",
    "torch",
    "langchain-core",
    "numpy",
    "ir-measures",
)


def made_with(cases: Sequence[Case], library: Library, chain: NewsChain) -> dict[str, Any]:
    """All that an answer of the chain depends on, as JSON values: two runs with the same can be one.

    Loads the embedding model, whose arithmetic the machine decides.
    """
    return {
        "cases": cases_hash(cases),
        "articles": library.fingerprint(),
        "settings": settings_of(library, chain) | {"arithmetic": library.embedder.arithmetic},
        "server": _digest(str(chain.settings.base_url)),
        "code": code_hash(),
        "versions": versions(),
    }


def settings_of(library: Library, chain: NewsChain) -> dict[str, dict[str, Any]]:
    """The settings in force, without what may be secret."""
    return {
        "index": library.settings.model_dump(mode="json"),
        "rag": chain.settings.model_dump(mode="json", exclude={"api_key", "base_url"}),
    }


def cases_hash(cases: Sequence[Case]) -> str:
    """32 hex digits over the cases, their order included."""
    return _digest(json.dumps([asdict(case) for case in cases], default=str))


def code_hash() -> str:
    """32 hex digits over the files, code and weights, that decide an answer."""
    digest = hashlib.blake2b(digest_size=16)
    for package in _ANSWERING:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(_ROOT)}\n{path.stat().st_size}\n".encode())
                with path.open("rb") as file:
                    while part := file.read(1 << 20):
                        digest.update(part)
    return digest.hexdigest()


def git_commit() -> str | None:
    """The commit of the source tree that runs, with `+` where files differ from it; None outside of one."""
    if not (_ROOT / ".git").exists():
        return None
    command = ["git", "-C", str(_ROOT), "describe", "--always", "--dirty=+", "--exclude=*", "--abbrev=12"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that figures may depend on."""
    installed = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            installed[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return installed


def machine() -> dict[str, Any]:
    """Where it ran: the system, and the cores that the process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"system": f"{platform.system()} {platform.machine()}", "cores": cores}


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
