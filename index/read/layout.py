"""Where a line stands tells what it is: menus above the headline, labels among furniture, the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

_HEAD = 40  # lines in which a headline may stand, what is cut not counted
_LEAD_WORDS = 8  # of a line with a full stop, from which it is a sentence of the article for certain
_MENU_LINES, _MENU_WORDS = 3, 6  # so many lines at the least are a menu, with so many words in one at the most
_KICKER_WORDS = 2  # of a label above the headline, however few of them there are
_LABEL_WORDS, _LABEL_LENGTH = 12, 160  # longest line among furniture that may be some
_WRITER = 250  # characters of a line about a writer, at the most
_GAP = 3  # lines between two of furniture
_SHARED = 2  # words that a headline has in common with the lead, at the least
_ENDED = re.compile(r"[.!?…:;,。！？؟][\"'”’»)\]]*$")
_ENDING = 8  # characters that tell how a line ends
_WORD = re.compile(r"[^\W\d_]{4,}")


def first_sentence(lines: Sequence[str]) -> int:
    """The index of the first line that is a sentence for certain, else their number."""
    found = (
        i for i, line in enumerate(lines) if _is_ended(line) and len(line.split(maxsplit=_LEAD_WORDS)) >= _LEAD_WORDS
    )
    return next(found, len(lines))


def cut_menu(lines: Sequence[str], cut: list[bool], title: str | None) -> None:
    """Marks as cut what stands above the headline, where that is certain: labels, the site's name, a menu.

    The headline is the line that says the title, else the first that shares words with the first sentences, else the
    longest below a menu of several short lines. Whatever is a sentence stays.
    """
    above = _above_title(lines, cut, title) if title else []
    if not above:
        candidates = _above_first_sentence(lines, cut)
        above = candidates[: _headline(lines, cut, candidates)]
    for index in above:
        cut[index] = True


def _above_title(lines: Sequence[str], cut: Sequence[bool], title: str) -> list[int]:
    """The labels above the line that says the title."""
    wanted = " ".join(title.split()).casefold()
    head = list(islice((i for i, line in enumerate(lines) if line and not cut[i]), _HEAD))
    place = next((place for place, i in enumerate(head) if " ".join(lines[i].split()).casefold() == wanted), 0)
    return [index for index in head[:place] if is_label(lines[index])]


def _headline(lines: Sequence[str], cut: Sequence[bool], above: Sequence[int]) -> int:
    """The place of the headline in `above`, 0 where none is certain."""
    if not above:
        return 0
    said = [lines[index] for index in above]
    left = (lines[index] for index in range(above[-1] + 1, len(lines)) if lines[index] and not cut[index])
    lead = _stems(" ".join(islice(left, 2)))
    words = [len(line.split()) for line in said]
    sharing = (place for place, line in enumerate(said) if words[place] > 1 and len(_stems(line) & lead) >= _SHARED)
    place = next(sharing, None)
    if place is None:
        place, shortest_menu = words.index(max(words)), _MENU_LINES
    else:
        shortest_menu = 1 if max(words[:place], default=0) <= _KICKER_WORDS else _MENU_LINES
    higher = sum(bool(line) for line in lines[: above[place]])
    return place if higher >= shortest_menu and max(words[:place], default=0) <= _MENU_WORDS else 0


def _above_first_sentence(lines: Sequence[str], cut: Sequence[bool]) -> list[int]:
    """The lines that are left above the first sentence; none where there is no sentence or one that is no label."""
    above: list[int] = []
    for index in islice((i for i, line in enumerate(lines) if line and not cut[i]), _HEAD):
        if _is_ended(lines[index]):
            return above if len(lines[index].split()) >= _LEAD_WORDS else []
        above.append(index)
    return []


def cut_among_furniture(lines: Sequence[str], cut: list[bool]) -> None:
    """Marks as cut labels between two lines of furniture; below the last sentence, all from the first furniture on.

    Above the first sentence a headline may stand between two lines of furniture.
    """
    start = first_sentence(lines)
    filled = [index for index, line in enumerate(lines) if line and index >= start]
    gone = [place for place, index in enumerate(filled) if _is_anchor(lines, cut, index)]
    for before, after in pairwise(gone):
        between = [filled[place] for place in range(before + 1, after)]
        if len(between) <= _GAP and all(is_label(lines[index]) for index in between):
            for index in between:
                cut[index] = True
    _cut_foot(lines, cut, filled)


def cut_writers(lines: Sequence[str], cut: list[bool], authors: Sequence[str]) -> None:
    """Marks as cut what the foot of the page says of the article's own writers: lines that begin with a full name."""
    names = tuple(f"{name.casefold()}{after}" for name in authors if " " in name for after in " ,’'")
    for index in reversed([i for i, line in enumerate(lines) if line and not cut[i]] if names else []):
        if len(lines[index]) > _WRITER or not f"{lines[index].casefold()} ".startswith(names):
            return
        cut[index] = True


def _cut_foot(lines: Sequence[str], cut: list[bool], filled: Sequence[int]) -> None:
    foot: list[int] = []
    for index in reversed(filled):
        if not cut[index] and not is_label(lines[index]):
            break
        foot.append(index)
    foot.reverse()
    anchors = [place for place, index in enumerate(foot) if _is_anchor(lines, cut, index)]
    if len(anchors) >= 2:
        for index in foot[anchors[0] :]:
            cut[index] = True


def _is_anchor(lines: Sequence[str], cut: Sequence[bool], index: int) -> bool:
    return cut[index] and any(map(str.isalnum, lines[index]))  # a row of stars may part sections


def is_label(line: str) -> bool:
    return len(line) <= _LABEL_LENGTH and not _is_ended(line) and len(line.split()) <= _LABEL_WORDS


def _is_ended(line: str) -> bool:
    return _ENDED.search(line[-_ENDING:]) is not None


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.casefold())}
