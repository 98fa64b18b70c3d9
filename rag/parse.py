"""A chat model's answer, read while it streams: sentences and the ids that each one names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.sentences import sentence_spans
from rag.prompts import NO_ANSWER
from rag.visible import visible


class Id(NamedTuple):
    """`[2.3]`: passage 2, sentence 3. `[2]` names a whole passage and has no sentence."""

    passage: int
    sentence: int | None


class Written(NamedTuple):
    """A sentence as the model wrote it, without ids and markup, and the ids it named (none: unproven)."""

    text: str
    ids: tuple[Id, ...]


# `[2.3]`, `[^2]`, `(see [2])`.
_NUMBERS = r"\d{1,3}(?:\.\d{1,3})?"
_WORDS = r"(?i:articles?|footnotes?|ids?|notes?|passages?|quotes?|refs?|see|sentences?|sources?|and|to)"
_ID = rf"\[(?:\s*{_WORDS}\b)*[\s:^#]*{_NUMBERS}(?:(?:[\s,;&–—^-]|\b{_WORDS}\b)+{_NUMBERS})*\s*\]"
_SEVERAL = rf"{_ID}(?:[\s,;&]*(?:\band\s+)?{_ID})*"
_IDS = re.compile(rf"(?<!\s)(?:\s*(?:[,;]\s*)?(?:\((?:\s*{_WORDS}\b)*[\s:]*{_SEVERAL}\s*\)|{_ID}))+")
# `[1234]`, `[1.1.2]`, `[p. 3]`, `[ ]`, and what a line break left of a mark: no ids, and nothing to show.
_LETTER = r"[^\W\d_]"
_EMPTY = r"(?:[\d_]|[^\w\[\]]){0,80}"
_NO_ID = re.compile(rf"(?<!\s)\s*(?:\[(?:{_LETTER}{{1,4}}{_EMPTY}\d)?{_EMPTY}\]|\[{_EMPTY}$|^{_EMPTY}\])")
_DOUBLED = re.compile(r"\\(?=[\[\]])|\[\s*(?=\[)|(?<=\])\s*\]")
# Not the powers in '10¹²' and 'km²'.
_RAISED = re.compile(
    r"<sup>\W*(?P<tagged>\d+)\W*</sup>"
    r"|(?<!\b10)(?<!\b[mM])(?<!\b[ckm]m)(?<!\bft)(?<!\bmi)(?<![⁰¹²³⁴-⁹⁻])[⁰¹²³⁴-⁹①-⒛❶-➓]+"
)
_ONE = re.compile(r"(?P<range>[–—-]\s*|\bto\s+)?(?P<passage>\d{1,3})(?:\.(?P<sentence>\d{1,3}))?")
# `1.2: The mayor resigned`, as weak models write the ids that they are shown.
_BARE_IDS = re.compile(r"^\s*(?:[(<‹]?\d{1,2}\.\d{1,2}[)>›]?[.:)]?\s+)+(?=[A-Z\"“])")
_LINK = re.compile(r"!?\[(?P<label>[^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(r"</?[A-Za-z!][^>\n]*>")
_LINE_MARK = re.compile(r"^\s*(?:>\s*|#{1,6}\s+|[-*+•–—]\s+|\d{1,2}[.)]\s+)+")
# 'Answer: ' says nothing; a line of the prompt, repeated, is none of the answer.
_LABEL = re.compile(r"^(?:the )?(?:assistant|answer|response|sentence|line)\b(?: is|, to add)?\s*:\s*", re.IGNORECASE)
_OF_THE_PROMPT = re.compile(
    r"^(?:user|question|title|publisher|date|last question|standalone question)\s*:", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_AFTER_IDS = re.compile(r"[\])]*[.!?]*[\"”’)*_]*")
_BRACKETS = str.maketrans(dict.fromkeys("［【〔⁅⟦〚", "[") | dict.fromkeys("］】〕⁆⟧〛", "]"))
_ROUND = str.maketrans("[]", "()")
_THOUGHT_OPEN = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
_LONGEST_TAG = len("</reasoning>")


def parse(deltas: Iterable[str]) -> Iterator[Written]:
    """Yield each sentence as soon as its ids, and the beginning of what follows, have arrived.

    Forgives bullets, markdown, HTML, ids before or after the full stop or on the next line, `[2.3, 2.4]`,
    `[2.3-5]` and thinking in tags. Sentences that share a mark share its ids. A line without ids is
    yielded without them; `NO_ANSWER` ends the reading where nothing came before it. No text that is
    yielded has square brackets: a marker `[2]` is the chain's to write, from what it has verified.
    """
    held: Written | None = None  # an unproven line, until it is clear that its ids do not follow on the next one
    proven = False
    for piece in _pieces(delta.translate(_BRACKETS) for delta in _without_thoughts(deltas)):
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
    """`text` on one line, without links, HTML, line marks, emphasis and what shows nothing."""
    text = _TAG.sub("", _LINK.sub(lambda match: match["label"], visible(text)))
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
        if not following or ("]" not in following and following[0] == "["):
            break  # the line ends here, or what follows has not arrived
        spaced = line[end] in " \t"
        stopped = re.search(r"[.!?]", line[match.end() : end]) is not None
        if before and spaced and (stopped or not (following[0].islower() or following[0] in ",;:–—-")):
            return end
    return line_end + 1 if line_end >= 0 else None


def _read(piece: str) -> Written:
    """The text of a piece without markup, and the ids in it."""
    piece = _BARE_IDS.sub(_bracketed, _RAISED.sub(_level, _DOUBLED.sub("", piece)))
    piece = _LINK.sub(lambda match: f"[{match['label']}]" if _is_mark(match["label"]) else match["label"], piece)
    ids = dict.fromkeys(found for match in _IDS.finditer(piece) for found in _ids(match.group()))
    text = plain(_NO_ID.sub(" ", _IDS.sub(" ", piece))).translate(_ROUND)
    text = re.sub(r"(?<!\s)\s+([.,;!?。)])", r"\1", text).lstrip(":,; ")
    text = _LABEL.sub("", text)
    text = re.sub(r"([.!?])[.]+$", r"\1", text) if not text.endswith("...") else text
    if (
        _OF_THE_PROMPT.match(text)
        or not any(char.isalnum() for char in text)
        or (not ids and (text.endswith(":") or piece.lstrip().startswith(("#", "```"))))
    ):
        text = ""
    return Written(text, tuple(ids))


def _bracketed(bare: re.Match[str]) -> str:
    """`1.2: (1.3) ` as `[1.2][1.3] `."""
    return "".join(f"[{number}]" for number in re.findall(r"\d+\.\d+", bare.group())) + " "


def _level(raised: re.Match[str]) -> str:
    """`¹` and `<sup>1</sup>` as `[1]`."""
    return f"[{raised['tagged'] or ''.join(str(int(unicodedata.numeric(char))) for char in raised.group())}]"


def _is_mark(label: str) -> bool:
    return re.fullmatch(_ID, f"[{label}]") is not None or not re.search(_LETTER, label)


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
