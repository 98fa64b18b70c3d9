"""Reading packed files: what is in them is read as if it lay in a folder, within limits."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from index.article import Article, make_article_id
from index.read import Skipped, read_path
from index.settings import IndexSettings
from tests.index.made_docx import make_docx, paragraph
from tests.index.made_pdf import column, make_pdf
from tests.index.reading import TEXT, articles, read, read_one, reasons, skip_reason

RECORD = json.dumps({"text": TEXT}).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.fixture(autouse=True)
def small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs that go off cost time."""
    monkeypatch.setattr("index.read.archive._SMALL", 2_000_000)


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    files = {
        "news/a.txt": f"Harbour reopens\n\n{TEXT}".encode(),
        "news/b.jsonl": RECORD + b"\n[1]\n" + RECORD,
        "c.csv": f'text\n"{TEXT}"\n'.encode(),
        "d.PDF": make_pdf(column(40, 700, ["The ferry sails again from Monday on."])),
        "e.docx": make_docx(paragraph(TEXT)),
        "f.jsonl.gz": gzip.compress(RECORD),
        "photo.jpg": b"x",
        ".hidden.txt": TEXT.encode(),
        "__MACOSX/._a.txt": b"x",
    }
    path = tmp_path / "all.zip"
    items = read(path, zipped(files))
    found = [item for item in items if isinstance(item, Article)]
    sources = ["news/a.txt", "news/b.jsonl#1", "news/b.jsonl#3", "c.csv#2", "d.PDF", "e.docx", "f.jsonl.gz#1"]
    assert [article.source for article in found] == [f"{path}#{source}" for source in sources]
    assert found[0].title == "Harbour reopens"
    assert found[0].article_id == make_article_id(None, f"{path.resolve()}#news/a.txt")
    assert found[4].pages == ((0, 1),)
    assert [reason.partition(". Supported")[0] for reason in reasons(items)] == [
        "all.zip, news/b.jsonl, line 2: holds a list, not an object. Write an object {...} for each article.",
        "all.zip, photo.jpg: .jpg files are not read",
    ]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "A.JSONL.GZ", "a.txt.gz", "a.csv.gz", "a.json.gz"])
def test_a_gz_file_is_read_by_the_ending_inside(tmp_path: Path, name: str) -> None:
    content = f'text\n"{TEXT}"' if "csv" in name else TEXT if "txt" in name else RECORD.decode()
    article = read_one(tmp_path / name, gzip.compress(content.encode()))
    assert article.text == TEXT
    assert article.source.startswith(str(tmp_path / name))


def test_records_of_a_large_gz_file_are_read_one_by_one(tmp_path: Path) -> None:
    fillers = (random.Random(n).randbytes(1000).hex() for n in range(600))
    lines = b"\n".join(json.dumps({"text": TEXT, "filler": filler}).encode() for filler in fillers)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    items = list(read_path(tmp_path / "a.jsonl.gz", IndexSettings(max_file_mb=1)))
    assert len(lines) > 1_000_000
    assert len(articles(items)) == 600


def test_names_in_an_archive_are_labels_never_paths(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    names = ["../../escape.txt", "/etc/absolute.txt", "C:\\windows.txt", "a\x1b[31m\u202eb.txt"]
    items = articles(read(tmp_path / "sub" / "a.zip", zipped({name: TEXT.encode() for name in names})))
    assert [item.source.rpartition("#")[2] for item in items] == [*names[:3], "a[31mb.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "sub"]


def test_archives_inside_archives_are_named(tmp_path: Path) -> None:
    inner = zipped({"a.txt": TEXT.encode()})
    items = read(tmp_path / "a.zip", zipped({"b.zip": inner, "c.zip.gz": gzip.compress(inner), "d.txt": TEXT.encode()}))
    assert [isinstance(item, Article) for item in items] == [False, False, True]
    assert reasons(items) == [
        f"a.zip, {name}: an archive inside an archive, which is not read. Unpack it yourself."
        for name in ("b.zip", "c.zip.gz")
    ]
    assert "an archive inside an archive" in skip_reason(tmp_path / "e.gz.gz", gzip.compress(gzip.compress(b"x")))
    assert ".tar files are not read" in skip_reason(tmp_path / "f.tar.gz", gzip.compress(b"x"))
    assert "files without an ending are not read" in skip_reason(tmp_path / "g.gz", gzip.compress(b"x"))


def test_a_bomb_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    spaces = b" " * 5_000_000
    items = read(tmp_path / "a.zip", zipped({"bomb.txt": spaces, "a.txt": TEXT.encode(), "bomb.jsonl": spaces}))
    assert [isinstance(item, Article) for item in items] == [False, True, False]
    for reason, name in zip(reasons(items), ("bomb.txt", "bomb.jsonl"), strict=True):
        assert reason.startswith(f"a.zip, {name}: unpacks to more than 100 times its size, as a bomb does.")


def test_a_gz_bomb_is_named_however_it_is_read(tmp_path: Path) -> None:
    compressor = zlib.compressobj(wbits=31)
    block = b'{"text": "' + b" " * 100_000 + b'"}\n'
    data = b"".join(compressor.compress(block) for _ in range(50)) + compressor.flush()
    for name in ("a.jsonl.gz", "a.csv.gz", "a.json.gz"):
        assert "unpacks to more than 100 times its size" in reasons(read(tmp_path / name, data))[-1]
    (item,) = read(tmp_path / "a.txt.gz", data, IndexSettings(max_file_mb=1))
    assert reasons([item])[0].endswith("unpacks to more than the limit of 1 MB. Split it or raise max_file_mb.")


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode() * 1000}))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 100)  # the size that the directory states
    (item,) = read(tmp_path / "a.zip", bytes(data))
    assert isinstance(item, Skipped)
    assert item.reason.startswith("a.zip, a.txt: what is packed in it is damaged or cut short")


def test_an_archive_whose_parts_together_are_a_bomb_is_named(tmp_path: Path) -> None:
    part = zlib.compress(b" " * 900_000)[2:-4]
    data, entries = bytearray(), bytearray()
    crc = zlib.crc32(b" " * 900_000)
    for number in range(20):  # one packed body, many names: every entry points to it
        name = f"{number:02}.txt".encode()
        fields = (20, 0, 8, 0, 0, crc, len(part), 900_000, len(name), 0)
        if not data:
            data += b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + name + part
        entries += b"PK\x01\x02" + struct.pack("<H", 20) + struct.pack("<HHHHHIIIHH", *fields)
        entries += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 20, 20, len(entries), len(data), 0)
    assert skip_reason(tmp_path / "a.zip", bytes(data + entries + end)).startswith(
        "a.zip: unpacks to more than 100 times"
    )


def test_a_member_with_a_password_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (item,) = read(tmp_path / "a.zip", bytes(data))
    assert reasons([item]) == ["a.zip, a.txt: protected by a password. Pack it without one."]


@pytest.mark.parametrize("seed", range(24))
def test_damage_costs_messages_at_most(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    noise = " ".join(str(chance.random()) for _ in range(200)).encode()
    members = {"a.jsonl": RECORD + b"\n" + RECORD, "b.csv": b"text\n" + noise, "c.txt": TEXT.encode() + noise}
    name = ("a.zip", "a.jsonl.gz", "a.csv.gz")[seed % 3]
    data = bytearray(zipped(members) if name == "a.zip" else gzip.compress(b"text\n" + noise * 20))
    if seed % 2:
        data = data[: chance.randrange(1, len(data))]
    else:
        for _ in range(8):
            data[chance.randrange(len(data))] = chance.randrange(256)
    for item in read(tmp_path / name, bytes(data)):
        assert isinstance(item, Article) or item.reason.startswith(name)
