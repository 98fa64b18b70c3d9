"""The files of a benchmark: found in the user's folder, read and validated, with an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval.adapters.benchmark import Download
from eval.faults import fault
from index.errors import CaseError

T = TypeVar("T")


class Record(BaseModel):
    """A record of a benchmark's file; what is not used of it is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def find(data: Path, download: Download) -> Path | None:
    """Where the file lies in the folder: under the longest end of its path there is."""
    parts = Path(download.path).parts
    places = (data.joinpath(*parts[start:]) for start in range(len(parts) - download.tail + 1))
    return next((place for place in places if place.is_file()), None)


def check_folder(data: Path) -> None:
    """Raises CaseError where `data` is no folder."""
    if data.is_dir():
        return
    what = "a file, not a folder" if data.exists() else "there is no such folder"
    raise CaseError(f"{data}: {what}. Name the folder that the downloaded files are in with --data.")


def require(data: Path, title: str, downloads: Sequence[Download]) -> dict[str, Path]:
    """The files that are there, by path. Raises CaseError where a needed one is missing, naming all that are."""
    found = {download.path: place for download in downloads if (place := find(data, download))}
    missing = [download for download in downloads if download.needed and download.path not in found]
    if missing:
        wanted = "; ".join(f"{download.path} from {download.where}" for download in missing)
        raise CaseError(f"{title}: not in {data}: {wanted}. Download what is missing and name its folder with --data.")
    return found


def read_json(path: Path, shape: Any, download: Download) -> Any:
    """The file as JSON of this shape, a type that pydantic knows. Raises CaseError on all else, and on no record."""
    try:
        value = TypeAdapter(shape).validate_json(_bytes(path))
    except ValidationError as error:
        raise CaseError(_explain(path, error, download)) from error
    if value == []:
        raise _no_record(path, download)
    return value


def read_lines(path: Path, model: type[T], download: Download) -> Iterator[T]:
    """The records of a JSONL file, one at a time. Raises CaseError naming the line, or where there is no record."""
    adapter, empty = TypeAdapter(model), True
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    yield adapter.validate_json(line)
                except ValidationError as error:
                    raise CaseError(_explain(path, error, download, number)) from error
                empty = False
    except OSError as error:
        raise _unreadable(path, error) from error
    if empty:
        raise _no_record(path, download)


def read_text(path: Path, download: Download) -> str:
    """The file as text. Raises CaseError where it is none."""
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"Is it {Path(download.path).name} from {download.where}?"
        raise CaseError(f"{path.name}: byte {error.start} is not UTF-8. {where}") from error


def _no_record(path: Path, download: Download) -> CaseError:
    return CaseError(f"{path.name}: holds no record. Download {download.path} again from {download.where}.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CaseError:
    return CaseError(f"{path}: cannot be read ({error.strerror}). Check the file and its permissions.")


def _explain(path: Path, error: ValidationError, download: Download, line: int | None = None) -> str:
    place = f"{path.name}, line {line}" if line else path.name
    return f"{place}: {fault(error.errors()[0])}. Is it {Path(download.path).name} from {download.where}?"
