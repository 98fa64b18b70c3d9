"""A chat model's answer, read while it streams: sentences and the ids that each one names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.sentences import sentence_spans
from rag.prompts import NO_ANSWER


class Id(NamedTuple):
    """`[2.3]`: passage 2, sentence 3. `[2]` names a whole passage and has no sentence."""

    passage: int
    sentence: int | None


class Written(NamedTuple):
    """A sentence as the model wrote it, without ids and markup, and the ids it named (none: unproven)."""

    text: str
    ids: tuple[Id, ...]


_NUMBERS = r"\d{1,3}(?:\.\d{1,3})?"
_WORDS = r"(?i:passages?|sentences?|sources?|see|ids?|and|to)"
_ID = rf"[\[【](?:\s*{_WORDS}\b)*[\s:]*{_NUMBERS}(?:(?:[\s,;&–—-]|\b{_WORDS}\b)+{_NUMBERS})*\s*[\]】]"
_IDS = re.compile(rf"(?:\s*[,;]?\s*{_ID})+")
_ONE = re.compile(r"(?P<range>[–—-]\s*|\bto\s+)?(?P<passage>\d{1,3})(?:\.(?P<sentence>\d{1,3}))?")
_LINK = re.compile(r"!?\[(?P<label>[^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(r"</?[A-Za-z!][^>\n]*>")
_LINE_MARK = re.compile(r"^\s*(?:>\s*|#{1,6}\s+|[-*+•–—]\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_AFTER_IDS = re.compile(r"[.!?]*[\"”’)*_]*")
_THOUGHT_OPEN = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
_LONGEST_TAG = len("</reasoning>")


def parse(deltas: Iterable[str]) -> Iterator[Written]:
    """Yield each sentence as soon as its ids, and the beginning of what follows, have arrived.

    Forgives bullets, markdown, HTML, ids before or after the full stop or on the next line, `[2.3, 2.4]`,
    `[2.3-5]` and thinking in tags. Sentences that share a mark share its ids. A line without ids is
    yielded without them; `NO_ANSWER` ends the reading where nothing came before it.
    """
    held: Written | None = None  # an unproven line, until it is clear that its ids do not follow on the next one
    proven = False
    for piece in _pieces(_without_thoughts(deltas)):
        text, ids = _read(piece)
        if NO_ANSWER in text:
            if not proven:
                return
            continue
        if not text:
            if held and ids:
                yield from _sentences(Written(held.text, ids))
                held, proven = None, True
            continue
        if held:
            yield from _sentences(held)
            held = None
        if ids:
            yield from _sentences(Written(text, ids))
            proven = True
        else:
            held = Written(text, ())
    if held:
        yield from _sentences(held)


def plain(text: str) -> str:
    """`text` on one line, without links, HTML, line marks and emphasis."""
    text = _TAG.sub("", _LINK.sub(lambda match: match["label"], text))
    return " ".join(_EMPHASIS.sub(r"\2", _LINE_MARK.sub("", text)).replace("**", "").split())


def without_thoughts(text: str) -> str:
    """`text` without `<think>...</think>`."""
    return "".join(_without_thoughts([text]))


def _pieces(deltas: Iterable[str]) -> Iterator[str]:
    buffer = ""
    for delta in deltas:
        buffer += delta
        while (cut := _boundary(buffer)) is not None:
            yield buffer[:cut]
            buffer = buffer[cut:]
    yield buffer


def _boundary(buffer: str) -> int | None:
    """Where the first piece of `buffer` ends, None while that is not known."""
    line_end = buffer.find("\n")
    line = buffer if line_end < 0 else buffer[:line_end]
    for match in _IDS.finditer(line):
        before = line[: match.start()].rstrip(' "”’)*_')
        after = _AFTER_IDS.match(line, match.end())
        end = after.end() if after else match.end()
        following = line[end:].lstrip(" \t")
        if not following or ("]" not in following and following[0] in "[【"):
            break  # the line ends here, or what follows has not arrived
        spaced = line[end] in " \t"
        stopped = re.search(r"[.!?]", line[match.end() : end]) is not None
        if before and spaced and (stopped or not (following[0].islower() or following[0] in ",;:–—-")):
            return end
    return line_end + 1 if line_end >= 0 else None


def _read(piece: str) -> Written:
    """The text of a piece without markup, and the ids in it."""
    piece = _LINK.sub(
        lambda match: f"[{match['label']}]" if re.fullmatch(_ID, f"[{match['label']}]") else match["label"], piece
    )
    ids = dict.fromkeys(found for match in _IDS.finditer(piece) for found in _ids(match.group()))
    text = re.sub(r"\s+([.,;!?。])", r"\1", plain(_IDS.sub(" ", piece)))
    text = re.sub(r"([.!?])[.]+$", r"\1", text) if not text.endswith("...") else text
    if not any(char.isalnum() for char in text) or (
        not ids and (text.endswith(":") or piece.lstrip().startswith(("#", "```")))
    ):
        text = ""
    return Written(text, tuple(ids))


def _ids(marks: str) -> Iterator[Id]:
    last: Id | None = None
    for match in _ONE.finditer(marks):
        passage, sentence = int(match["passage"]), match["sentence"] and int(match["sentence"])
        if match["range"] and last and last.sentence:
            stop = sentence or passage
            yield from (
                Id(last.passage, number) for number in range(last.sentence + 1, min(stop, last.sentence + 9) + 1)
            )
            continue
        last = Id(passage, sentence or None)
        yield last


def _sentences(written: Written) -> Iterator[Written]:
    for start, end in sentence_spans(written.text):
        yield Written(written.text[start:end], written.ids)


def _without_thoughts(deltas: Iterable[str]) -> Iterator[str]:
    buffer, closing = "", ""
    for delta in deltas:
        buffer += delta
        while True:
            if closing:
                end = buffer.lower().find(closing)
                if end < 0:
                    buffer = buffer[-_LONGEST_TAG:]
                    break
                buffer, closing = buffer[end + len(closing) :], ""
            opening = _THOUGHT_OPEN.search(buffer)
            if opening is None:
                # A '<' near the end may be the beginning of a tag.
                keep = buffer.rfind("<", max(0, len(buffer) - _LONGEST_TAG))
                keep = len(buffer) if keep < 0 or ">" in buffer[keep:] else keep
                yield buffer[:keep]
                buffer = buffer[keep:]
                break
            yield buffer[: opening.start()]
            buffer, closing = buffer[opening.end() :], f"</{opening[1].lower()}>"
    if not closing:
        yield buffer
