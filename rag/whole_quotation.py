"""A sentence of somebody's words with the rest of the quotation that it is a part of.

'It was greed," Amsel said' begins in the middle of what she said: it is shown with the sentence before it, so that its
quotation marks have both ends.
"""

from __future__ import annotations

import re

from index.sentences import paragraph_span, sentence_spans

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_MOST = 300  # characters that a sentence may grow by at either end


def whole_quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and end of the sentence `text[start:end]` with the sentences that open and close its quotations; as it
    is where that would be long.
    """
    first, last = paragraph_span(text, start, end)
    sentences = [(first + a, first + b) for a, b in sentence_spans(text[first:last])]
    for match in _QUOTATION.finditer(text[first:last]):
        opens, closes = first + match.start(), first + match.end()
        if opens < start < closes:
            begin = max((a for a, _ in sentences if a <= opens), default=start)
            start = begin if start - begin <= _MOST else start
        if opens < end < closes:
            finish = min((b for _, b in sentences if b >= closes), default=end)
            end = finish if finish - end <= _MOST else end
    return start, end
