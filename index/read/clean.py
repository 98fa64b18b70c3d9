"""Cut page furniture out of an article's text, and keep what was cut.

Furniture is recognised by whole lines, never inside a sentence: by what a line says wherever it
stands, by a heading that opens a list of other articles or the comments of readers, by what it says
at the very end (the tables in `furniture`), and by where it stands: above the headline, or among
other furniture (`layout`). Everything else is prose and stays; so does a correction notice.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import NamedTuple

from index.read.furniture import ANYWHERE, BELOW, COMMENTS, OTHER_ARTICLES, SECTION, TAIL
from index.read.furniture_elsewhere import ANYWHERE_ELSEWHERE, OTHER_ARTICLES_ELSEWHERE
from index.read.head import Head, read_head
from index.read.layout import cut_among_furniture, cut_menu, cut_writers, first_sentence, is_label
from index.read.publisher import publisher_in, publisher_name

_SHORT = 300  # furniture lines are short; a longer line is prose whatever it begins with
_LEAD = 40  # shortest line that counts as a lead
_LEAST_ARTICLE = 50  # words in sentences above the comments of readers
_HEADLINE = 160  # longest line taken for the headline of another article


def _whole_line(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_ANYWHERE = _whole_line((*ANYWHERE, *ANYWHERE_ELSEWHERE))
_BELOW = _whole_line(BELOW)
_COMMENTS = _whole_line(COMMENTS)
_OTHER_ARTICLES = _whole_line((*OTHER_ARTICLES, *OTHER_ARTICLES_ELSEWHERE))
_SECTION = _whole_line(SECTION)
_TAIL = _whole_line(TAIL)
_CORRECTION = re.compile(
    r"\W*(?:corrections?|clarifications?|editor[’']?s[’']? note|update[ds]?)\b\s*[:(–—-]", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!…][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-*•·▪‣●◦>»]|\d{1,2}[.)])\s+")
# "... said. [Advertisement: Fly away!] The mayor ...": a line of its own, though it stands in a paragraph.
_INLINE_AD = re.compile(
    r"(?<=[.!?\n”\"])[ \t]*(\[(?:unrelated )?(?:ad|advertisements?|sponsored)\b[^\[\]\n]{3,280}\])[ \t]*", re.IGNORECASE
)
_EDGES = " *_#>|•·▪●◦»«›→▶▸+:"


# "(Bloomberg) — ", "BEIJING, Oct 14 (Reuters) - ": the agency in the dateline.
# A place counts in capitals, with a date, or before an agency of note: "The Court of Justice (ECJ) —" names none.
_AGENCY = re.compile(
    r"(?P<place>(?:[A-Z]{3,}[A-Z .'’-]*(?:,[^()\n]{0,50})?|[A-Z][\w .'’-]{1,30},[^()\n]{0,40}\d[^()\n]{0,10}|"
    r"[A-Z][\w .'’-]{1,30}(?=\s\((?:Reuters|AP|AFP|Bloomberg|UPI|Xinhua|dpa|DPA|TASS|Kyodo|ANI|PTI|CNN)\)))\s)?"
    r"\((?P<name>(?!Updat|Correct|Photo|Note|Edit)[A-Z][\w .&’'-]{1,30})\)\s*(?:--|[—–-])\s*"
)


class Cleaned(NamedTuple):
    """`text` without furniture; what was cut, in order, one entry a run of lines; what it says."""

    text: str
    removed: tuple[str, ...]
    publisher: str | None
    head: Head


def clean(text: str, title: str | None = None) -> Cleaned:
    """Cut the furniture out of `plain_text`, whose lines end with "\n"; prose keeps its every character.

    Above the line that says the `title`, where one is known, nothing but sentences stays.

    The publisher is the agency in the dateline, else the source or rights holder that the furniture
    names. Of a lead that stands twice, once with an agency in front, one stays, without the agency.
    """
    lines = [line.strip() for line in _INLINE_AD.sub(r"\n\1\n", text).split("\n")]
    agency, prefix_at = _part_agency(lines)
    cut = [_says_furniture(line) for line in lines]
    if prefix_at is not None:
        cut[prefix_at] = True
    _cut_below(lines, cut)
    _cut_other_articles(lines, cut)
    _cut_tail(lines, cut)
    cut_among_furniture(lines, cut)
    _cut_head(lines, cut)
    cut_menu(lines, cut, title)
    head = read_head(lines, cut)
    cut_writers(lines, cut, head.authors)
    removed = _runs(lines, cut)
    kept = "\n".join(line for line, gone in zip(lines, cut, strict=True) if not gone)
    return Cleaned(re.sub(r"\n{3,}", "\n\n", kept).strip(), removed, agency or publisher_in(removed), head)


def _part_agency(lines: list[str]) -> tuple[str | None, int | None]:
    """The agency that a dateline among the first lines names; where it stands alone, it becomes a line of its own.

    "(Bloomberg) — Text" gives two lines, and the index of the first; "BEIJING (Reuters) - Text" stays whole,
    because the place is news.
    """
    for index in _first(lines, 4):
        if match := _AGENCY.match(lines[index]):
            if match["place"]:
                return publisher_name(match["name"]), None
            lines[index : index + 1] = [match[0].strip(), lines[index][match.end() :]]
            return publisher_name(match["name"]), index
    return None, None


def _cut_below(lines: list[str], cut: list[bool]) -> None:
    """Cut what is furniture only below the first sentence, and all that readers say below the article."""
    words = 0
    commented = False
    for index in range(first_sentence(lines), len(lines)):
        line = lines[index]
        if not line or _CORRECTION.match(line) or (cut[index] and not commented):
            continue
        said = line.strip(_EDGES)
        commented = commented or (words >= _LEAST_ARTICLE and _COMMENTS.fullmatch(said) is not None)
        if commented or (len(line) <= _SHORT and not _BULLET.match(line) and _BELOW.fullmatch(said)):
            cut[index] = True
        elif is_label(line) or words >= _LEAST_ARTICLE:
            continue
        else:
            words += len(line.split())


def _cut_other_articles(lines: list[str], cut: list[bool]) -> None:
    """Cut headings such as "You might also like" and the headlines under them, until prose resumes."""
    for index, line in enumerate(lines):
        if line and len(line) <= 80 and _OTHER_ARTICLES.fullmatch(line.strip(_EDGES)):
            cut[index] = True
            _cut_headlines(lines, cut, index + 1)


def _cut_headlines(lines: list[str], cut: list[bool], start: int) -> None:
    """Cut a list: where its first line is an item with a bullet, all such items, else lines that are no sentence."""
    bulleted: bool | None = None
    for index in range(start, len(lines)):
        line = lines[index]
        if not line or cut[index]:
            continue
        is_item = _BULLET.match(line) is not None
        bulleted = is_item if bulleted is None else bulleted
        is_headline = len(line) <= _HEADLINE and not _SENTENCE_END.search(line)
        if (bulleted and not is_item) or not (is_item or is_headline) or _CORRECTION.match(line):
            return
        cut[index] = True


def _cut_tail(lines: list[str], cut: list[bool]) -> None:
    """Cut labels, sources and tags from the end upwards, up to the last prose; a correction stays."""
    for index in reversed(range(len(lines))):
        line = lines[index]
        if not line or cut[index] or _CORRECTION.match(line):
            continue
        if len(line) <= _SHORT and _TAIL.fullmatch(line.strip(_EDGES)):
            cut[index] = True
        elif not is_label(line):
            return


def _cut_head(lines: list[str], cut: list[bool]) -> None:
    """Cut a section label above the headline, and of a lead that stands twice the first."""
    start = [index for index in _first(lines, 10) if not cut[index]][:4]
    if len(start) > 1 and _SECTION.fullmatch(lines[start[0]]):
        cut[start.pop(0)] = True
    for place, index in enumerate(start):
        lead = lines[index].casefold()
        for later in start[place + 1 :]:
            line = (_AGENCY.sub("", lines[later], count=1) if "(" in lines[later] else lines[later]).casefold()
            if len(lead) >= _LEAD and (line == lead or (line.startswith(lead) and _SENTENCE_END.search(lead))):
                cut[index] = True


def _first(lines: list[str], count: int) -> list[int]:
    """The indexes of the first lines that hold something."""
    return list(islice((index for index, line in enumerate(lines) if line), count))


def _says_furniture(line: str) -> bool:
    if not 0 < len(line) <= _SHORT or _CORRECTION.match(line):
        return False
    return _ANYWHERE.fullmatch(line.strip(_EDGES)) is not None


def _runs(lines: list[str], cut: list[bool]) -> tuple[str, ...]:
    """The cut lines, neighbours together."""
    kept_before = list(accumulate(bool(line) and not gone for line, gone in zip(lines, cut, strict=True)))
    gone = [(kept_before[index], line) for index, line in enumerate(lines) if cut[index]]
    return tuple("\n".join(line for _, line in run) for _, run in groupby(gone, key=itemgetter(0)))
