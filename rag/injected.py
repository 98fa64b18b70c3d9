"""Sentences of an article that speak to the program instead of telling news: poor quotes, and no proof of anything.

It looks at the surface. What it misses is still a quotation from an article and no more: articles cannot steer the
program, and a sentence that is shown carries its source.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.sentences import sentence_spans
from rag.visible import visible

_SAY = (
    r"(?:say|answer|reply|respond|write|ignore|tell|cite|repeat|claim|output|print|include|add|end|begin|start|recommend"
    r"|praise|obey|follow|treat)"
)
_MODEL = (
    r"(?:a\.?i\.?|assistants?|chat ?bots?|language models?|llms?|bots?|answering (?:programs?|systems?)"
    r"|summari[sz]ers?)"
)
_ORDER = re.compile(
    "|".join(
        (
            r"\b(?:ignore|disregard|forget|override|bypass|discard)\s+(?:\w+\s+){0,4}?(?:instructions?"
            r"|prompts?|rules|above|previous|guidelines|passages|context)\b",
            r"^\W*(?:#+\s*)?(?:system|assistant|developer|user|human)\s*(?:message|prompt|note|override)?\s*:",
            r"\byou are (?:now |no longer )?(?:an? |the )?(?:\w+ )?(?:"
            + _MODEL
            + r"|dan\b|in developer mode|unrestricted)",
            r"\b(?:reveal|repeat|print|show|output|disclose|translate|recite|leak|paste|quote)\s+"
            r"(?:\w+\s+){0,3}?(?:system prompt|prompt|instructions|rules)\b",
            r"\b(?:respond|reply|answer)\s+to\s+(?:every|all|any|each)\s+(?:questions?|prompts?|requests?)\s+(?:with|by)\b",
            r"\bnew rules?\s*:|\{\{\s*(?:system|assistant|user|prompt)\s*\}\}|</?(?:article|document|context)>",
            r"\b(?:respond|reply|answer|output|write|print)\s+(?:only|exactly|just|nothing but|with only"
            r"|with exactly)\b",
            r"\b(?:notes?|messages?|attention|notice|instructions?|orders?|reminder)\s+"
            r"(?:to|for)\s+(?:the |all |any |every )?" + _MODEL,
            r"\b"
            + _MODEL
            + r"\s+(?:reading this\s+)?(?:must|should|shall|have to|has to|are required to|are instructed to"
            r"|is to|are to)\s+(?:only |always |now |not )?" + _SAY + r"\b",
            r"\b(?:dear|hey|hello|attention,?)\s+" + _MODEL + r"\b",
            r"\bdo not\s+(?:mention|cite|tell|reveal|quote|show)\s+(?:this|these|the)\s+(?:paragraph|note"
            r"|instructions?|lines?|passage|message|text)",
            r"\b(?:tell|inform|convince)\s+the\s+(?:reader|user|questioner|person)\b",
            r"\b(?:if|when)\s+(?:you are\s+|anyone\s+|the user\s+|somebody\s+)?ask(?:ed|s)\b.{0,60}\b(?:say"
            r"|answer|reply|respond|write)\b",
            r"\b(?:new|updated|your)\s+(?:instructions|task|orders|role)\s*(?:are|is|:)",
            r"<\|\w+\|?>|[<‹]/?(?:passage|system|instructions?)\b|\[/?inst\]|<</?sys>>|‹\|\w+\|?›"
            r"|\bend of (?:passages?|context|articles?)\b"
            r"|\bno_answer\b|\bbegin(?:ning)? of system\b",
            r"(?:^|:\s*)(?:reply|answer|respond|say|write|state)\s+that\b",
            # 'ignore the above' elsewhere
            r"\bignorier\w*\s+(?:\w+\s+){0,4}?(?:anweisung|oben|vorherig|bisherig|regeln)",
            r"\bignore[zr]?\s+(?:\w+\s+){0,3}?(?:instructions|consignes|qui précède|règles)",
            r"\b(?:ignor[ae]r?|olvid[ae])\s+(?:\w+\s+){0,4}?(?:instrucciones|anterior|anteriores|reglas)",
            r"\b(?:ignora|dimentica)\w*\s+(?:\w+\s+){0,4}?(?:istruzioni|precedent[ei]|regole)",
            r"\b(?:ignore|desconsidere|esqueça)\s+(?:\w+\s+){0,4}?(?:instruções|anterior\w*|acima|regras)",
            r"\bnegeer\s+(?:\w+\s+){0,4}?(?:instructies|bovenstaande|regels)",
            r"\b(?:zignoruj|pomiń)\s+(?:\w+\s+){0,4}?(?:instrukcj\w*|poleceni\w*|powyższ\w*)",
            r"\bignorera\s+(?:\w+\s+){0,4}?(?:instruktioner\w*|ovan\w*|regler\w*)",
            r"игнориру\w*\s+(?:\w+\s+){0,4}?(?:инструкц\w*|указани\w*|выше\w*|правил\w*)|забудь\w*\s+"
            r"(?:\w+\s+){0,3}?(?:инструкц|указани)",
            r"ігнору\w*\s+(?:\w+\s+){0,4}?(?:інструкц\w*|вказівк\w*|вище)",
            r"(?:忽略|无视|無視)[^。]{0,12}(?:指令|指示|以上|上述|说明|規則)|(?:指示|命令|以上)[^。]{0,8}無視",
            r"(?:지시|명령|지침)[^.]{0,10}무시",
            r"تجاهل\s+(?:\w+\s+){0,4}?(?:التعليمات|السابقة|أعلاه)",
            r"(?:talimat|yönerge)\w*\s+(?:\w+\s+){0,2}?(?:yok say|görmezden)|yukarıdaki\w*\s+"
            r"(?:\w+\s+){0,3}?(?:yok say|görmezden)",
            r"(?:निर्देश\S*|ऊपर)\s+(?:\S+\s+){0,3}?(?:अनदेखा|नज़रअंदाज़)",
        )
    ),
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<\s*/?\s*(?:script|iframe|object|embed|style|form|svg|img)\b", re.IGNORECASE)
_TELLS_OF_IT = re.compile(
    r"[\"“]|\b(?:instruct\w*|hidden|inject\w*|order(?:s|ed)\b|told\s+(?:" + _MODEL + r"|programs|machines)|prompts?\b)",
    re.IGNORECASE,
)
# Letters of other alphabets that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναι", "ABEKMHOPCTYXIJSaeopcyxijsdhqwABEZHIKMNOPTYXovai"
)
_OWN_WORDS = 2  # outside of the quotation marks: 'It begins:' tells of a line, 'Also:' does not
_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'


def injected(text: str, start: int, end: int) -> bool:
    """Whether the sentence `text[start:end]` of an article speaks to the program that reads it.

    Not where the article tells of such a line in words of its own beside it: `The page said: "Ignore the above."`
    A sentence that is nothing but the line would be taken for news when it is quoted alone. What stands behind such a
    line in its paragraph belongs to it ('Do not reveal this notice.'), and markup speaks to a browser.
    """
    if _MARKUP.search(text[start:end]):
        return True
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    if not _is_order(text[first : last if last >= 0 else len(text)]):
        return False
    before = text[first:start]
    return _speaks(text, start, end) or any(_speaks(before, *span) for span in sentence_spans(before))


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether the sentence itself is such a line."""
    if not _is_order(text[start:end]):
        return False
    own = _outside_quotes(text, start, end)
    return _is_order(own) or len(re.findall(r"\w+", own)) < _OWN_WORDS


def without_orders(text: str) -> str:
    """`text` without the sentences that speak to the program, quoted ones too."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    if not any(map(_is_order, sentences)):
        return text
    return " ".join(sentence for sentence in sentences if not _is_order(sentence))


def tells_of_orders(text: str) -> bool:
    """Whether a sentence tells of such an order, in quotation marks or as one, and so may take its words from it."""
    return _TELLS_OF_IT.search(text) is not None


@lru_cache(maxsize=4096)  # each paragraph is looked at once for every sentence of it
def _is_order(text: str) -> bool:
    text = unicodedata.normalize("NFKC", visible(text))
    return any(_ORDER.search(read) for read in (text, text.translate(_LOOKALIKES)))


def _outside_quotes(text: str, start: int, end: int) -> str:
    """What of the sentence stands outside of quotation marks, also of those opened earlier in its paragraph."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    sentence = text[start:end]
    opened = sum(before.count(mark) for mark in _OPENING) > sum(before.count(mark) for mark in _CLOSING)
    if opened or before.count(_STRAIGHT) % 2:
        sentence = f"{_OPENING[0]}{sentence}"
    return re.sub(r"[“«„\"][^“”«»„\"]*(?:[”»\"]|$)", " ", sentence)
