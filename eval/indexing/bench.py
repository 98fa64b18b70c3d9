"""The stages of `dateline bench index`, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.indexing.apart import apart
from eval.indexing.archive import write_archive, write_files
from eval.indexing.cold import cold_ask
from eval.indexing.figures import Figures
from eval.indexing.retrieval import retrieve_from
from eval.indexing.search import search_archive
from eval.indexing.throughput import encode_alone, index_archive, plain_recipe, sync_again
from index.errors import SettingsError
from index.settings import IndexSettings

STAGES = ("index", "resync", "disk", "encoder", "plain", "search", "retrieve", "ask")
MADE_STAGES = ("index", "resync", "disk", "search", "retrieve")
FILES_STAGES = tuple(stage for stage in STAGES if stage != "plain")  # the plain recipe reads one file


def run(
    archives: Sequence[Path | int],
    stages: Sequence[str],
    settings: IndexSettings,
    made: bool,
    tell: Callable[[str], None],
    seed: int = 0,
    *,
    files: bool = False,
) -> Iterator[Figures]:
    """The figures of each archive: a file of the reader's own, or the number of articles to make, with `files` in a
    file each.

    Raises SettingsError for a stage that there is not.
    """
    for stage in stages:
        if stage not in STAGES:
            raise SettingsError(f"--stages: there is no stage {stage!r}. The stages are {', '.join(STAGES)}.")
        if made and stage not in MADE_STAGES:
            raise SettingsError(f"--stages: {stage!r} needs the real vectors. Leave out --made-vectors, or the stage.")
        if files and stage not in FILES_STAGES:
            raise SettingsError(f"--stages: {stage!r} needs all articles in one file. Leave out --files, or the stage.")
    for archive in archives:
        with TemporaryDirectory(prefix="dateline-bench-") as name:
            folder = Path(name)
            path = archive if isinstance(archive, Path) else _written(folder, archive, seed, files)
            in_files = " in files" if files else ""
            title = str(archive) if isinstance(archive, Path) else f"{archive:,} made articles{in_files}"
            found = Figures(title, _size(path) / 1e6, made)
            _measure(found, folder, path, stages, settings, made, lambda stage, t=title: tell(f"{t}: {stage}"))  # type: ignore[misc]
            yield found


def _written(folder: Path, number: int, seed: int, files: bool) -> Path:
    return write_files(folder / "made", number, seed) if files else write_archive(folder / "made.jsonl", number, seed)


def _measure(
    found: Figures,
    folder: Path,
    archive: Path,
    stages: Sequence[str],
    settings: IndexSettings,
    made: bool,
    tell: Callable[[str], None],
) -> None:
    home = folder / "home"
    tell("index")  # whatever is asked for: the others measure what it makes
    found.index = apart(index_archive, home, archive, settings, made)
    if "disk" in stages:
        found.disk_bytes = {part.name.partition("-")[0]: _size(part) for part in sorted(home.iterdir())}
    if "resync" in stages:
        tell("resync")
        found.resync = apart(sync_again, home, archive, settings, made)
    if "encoder" in stages:
        tell("encoder")
        found.encoder = apart(encode_alone, home, settings)
    if "plain" in stages:
        tell("plain recipe")
        found.plain = apart(plain_recipe, folder / "plain", archive)
    if "search" in stages:
        tell("search")
        found.search = apart(search_archive, home, settings, made)
    if "retrieve" in stages:
        tell("retrieve")
        found.retrieve = apart(retrieve_from, home, settings, made)
    if "ask" in stages:
        tell("ask")
        found.ask = cold_ask(home)


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
