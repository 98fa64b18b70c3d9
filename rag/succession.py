"""Who came after whom: the name that a 'who succeeded X?' asks for is that of nobody who came before X.

'Moreau was sworn in, replacing Pohl' tells who replaced Pohl, and not who replaced Moreau; who named a successor is not
one, and neither is the town.
"""

from __future__ import annotations

import re

from rag.facts import knows, names_within

_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so)\s)?who\s(?:(?:has|had|have|will|would|is to|is going to|then|later|finally)\s)*"
    r"(?:succeed(?:s|ed)?|replace[sd]?|follow(?:s|ed)?|t(?:ook|akes?|aken)\sover\sfrom|c[ao]me\safter)\s"
    r"(?P<whom>[^?]+)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:succe\w+|replac\w+|t(?:ook|akes?|aken|aking)\s(?:over|charge|office|the\s(?:post|job|reins|helm))|follow\w*"
    r"|sworn|(?:re-?)?elect\w*|appoint\w*|nam(?:ed|es|ing)|chosen|chose|pick\w*|bec[ao]m\w+|w[io]n\w*|won|new|acting"
    r"|interim|caretaker|stepp?\w*|promot\w+|hir\w+|inherit\w*|inaugurat\w*|beat\w*|defeat\w*|unseat\w*|oust\w*|former"
    r"|predecessor|heir|thron\w+|crown\w*|nominat\w*|substitut\w*|c[ao]m\w+ (?:on|in)|fill\w*|confirm\w*|install\w*"
    r"|selected|designat\w*|(?:in|into) (?:his|her|its|their) (?:place|shoes)|hand\w*|will be|to be|instead|first day"
    r"|since|leader|deputy)\b",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|tak(?:es|en|ing)\sover\sfrom|took\sover\sfrom)\s(?P<whom>[^,;.]{2,80})",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:be|been|being|was|were|is|are|gets?|got)\s(?:\w+ly\s)?$", re.IGNORECASE)
_NAMES_ONE = re.compile(
    r"^(?:,[^,;.]{1,80},)?\s(?:has\s|had\s|then\s|later\s)?(?:named|appointed|nominated|chose|picked|selected|tapped"
    r"|promoted|installed|swore\sin|thanked|praised|dismissed|sacked|fired)\b"
)


def succeeds(question: str, before: str, words: str, after: str) -> bool:
    """Whether the name `words` may be whom 'who succeeded X?' asks for, or nothing of the kind is asked."""
    asked = _ASKS.match(question)
    if asked is None:
        return True
    sentence = before + words + after
    if _TELLS.search(sentence) is None or _NAMES_ONE.match(after):
        return False
    wanted = [name.split()[-1] for name in names_within(asked["whom"])]
    for match in _REPLACES.finditer(sentence):
        told = names_within(match["whom"])
        if not told or not wanted or _PASSIVE.search(sentence[: match.start()]):
            continue
        if any(knows(match["whom"], name) for name in wanted):
            return match.start("whom") > len(before) or not any(words in name or name in words for name in told)
        if match.start() >= len(before) or any(words in name or name in words for name in told):
            return False  # somebody else's successor, or who went before
    return not _goes(after)


_LEFT_AFTER = re.compile(
    r"^(?:,[^,;.]{1,80},)?\s(?:who\s)?(?:has\s|had\s|will\s)?(?:be\s|been\s|was\s|is\s)?(?:to\sbe\s)?"
    r"(?:resign(?:s|ed)?|step(?:s|ped)?\sdown|stood\sdown|retire[sd]?|quit|le(?:ft|aves)|succeeded\sby|replaced\sby)\b"
)


def _goes(after: str) -> bool:
    """Whether the one named leaves, as the words right behind the name tell."""
    return _LEFT_AFTER.match(after) is not None
