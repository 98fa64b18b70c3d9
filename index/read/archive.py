"""What is packed in .gz and .zip files -> origins to read, within limits. Nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from index.errors import ReadError
from index.read.discover import is_supported, unsupported
from index.read.origin import Origin
from index.read.plain import one_line
from index.read.skipped import Skipped, skip_source

_RATIO = 100  # times the packed size; prose packs to a fifth, the most repetitive records to a fiftieth
_SMALL = 100_000_000  # bytes that may come out of however little
_MOST_MEMBERS = 100_000
_ARCHIVES = (".zip", ".gz")
_BOMB = "unpacks to more than {} times its size, as a bomb does. Unpack it yourself if you trust it."
_DAMAGED = "what is packed in it is damaged or cut short ({}). Get it again."
_ERRORS = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)


def unzipped(origin: Origin) -> Origin:
    """What a .gz file holds, under the name of the file. Raises ReadError for an archive inside."""
    inner = PurePosixPath(origin.name.lower().removesuffix(".gz")).suffix
    if inner in _ARCHIVES:
        raise ReadError("an archive inside an archive, which is not read. Unpack it yourself.")
    limit = max(_RATIO * (origin.size or 0), _SMALL)

    def opened() -> BinaryIO:
        packed = origin.open()
        return _checked(gzip.GzipFile(fileobj=packed), limit, packed)

    return replace(origin, ending=inner, size=None, open=opened)


def members(origin: Origin) -> Iterator[Origin | Skipped]:
    """The files in a .zip file that can be read; the others give a `Skipped`, hidden ones nothing.

    Their names are labels: no path is made of them. Raises ReadError where the archive is damaged or a bomb, or is
    itself in one.
    """
    if "#" in origin.source.removeprefix(origin.file):
        raise ReadError("an archive inside an archive, which is not read. Unpack it yourself.")
    with origin.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except _ERRORS as error:
            raise ReadError(_DAMAGED.format(error)) from None
        with archive:
            found = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            _check_size(found, origin)
            for info in found:
                yield _member(archive, info, origin)


def _check_size(found: Sequence[zipfile.ZipInfo], origin: Origin) -> None:
    if len(found) > _MOST_MEMBERS:
        raise ReadError(f"{len(found):,} files are packed in it, more than {_MOST_MEMBERS:,}. Unpack it yourself.")
    total = sum(info.file_size for info in found if not _is_bomb(info))
    if total > max(_RATIO * (origin.size or 0), _SMALL):
        raise ReadError(_BOMB.format(_RATIO))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> Origin | Skipped:
    name = one_line(info.filename)
    source = f"{origin.source}#{name}"
    if not is_supported(name):
        return skip_source(source, origin.file, unsupported(name))
    if info.flag_bits & 1:
        return skip_source(source, origin.file, "protected by a password. Pack it without one.")
    if _is_bomb(info):
        return skip_source(source, origin.file, _BOMB.format(_RATIO))

    def opened() -> BinaryIO:
        try:
            return _checked(archive.open(info), info.file_size)
        except _ERRORS as error:
            raise ReadError(_DAMAGED.format(error)) from None

    ending = PurePosixPath(name.lower()).suffix
    return Origin(source, origin.file, f"{origin.key}#{name}", ending, info.file_size, opened)


def _is_hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_RATIO * info.compress_size, _SMALL)


def _checked(unpacking: IO[bytes] | gzip.GzipFile, limit: int, packed: BinaryIO | None = None) -> BinaryIO:
    return io.BufferedReader(_Checked(unpacking, limit, packed))


class _Checked(io.RawIOBase):
    """What comes out of unpacking; damage, and more than `limit` bytes, are a ReadError."""

    def __init__(self, unpacking: IO[bytes] | gzip.GzipFile, limit: int, packed: BinaryIO | None) -> None:
        self._unpacking, self._packed = unpacking, packed
        self._room = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacking.read(len(buffer))
        except _ERRORS as error:
            raise ReadError(_DAMAGED.format(error)) from None
        self._room -= len(data)
        if self._room < 0:
            raise ReadError(_BOMB.format(_RATIO))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._unpacking.close()
        if self._packed is not None:
            self._packed.close()
        super().close()
