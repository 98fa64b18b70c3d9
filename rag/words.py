"""The words of a text that carry meaning: stems without stop words, what is negated, and opposites."""

from __future__ import annotations

import re
import unicodedata

from index.spelling import american

_STOP_WORDS = """
a about above after again against all also although am among an and any are aren as at be because been before
being between both but by can could did do does doing don during each even ever few for from further had has
have having he her here hers herself him himself his how however i if in into is isn it its itself just let
may me might more most must my no nor not now of off on once only onto or other our out over own per s same
shall she should since so some such t than that the their theirs them themselves then there these they this
those though through to too under until up upon us very was we were what when where whether which while who
whom whose why will with within without would yet you your according article articles reported report reports
passage
"""
_STOP = frozenset(_STOP_WORDS.split())
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "say": "said",
        "go": "goes went gone",
        "take": "took taken",
        "make": "made",
        "give": "gave given",
        "find": "found",
        "rise": "rose risen",
        "fall": "fell fallen",
        "win": "won",
        "lose": "lost",
        "hold": "held",
        "meet": "met",
        "pay": "paid",
        "sell": "sold",
        "buy": "bought",
        "lead": "led",
        "leave": "left",
        "begin": "began begun",
        "become": "became",
        "come": "came",
        "see": "saw seen",
        "know": "knew known",
        "think": "thought",
        "tell": "told",
        "send": "sent",
        "spend": "spent",
        "build": "built",
        "grow": "grew grown",
        "speak": "spoke spoken",
        "write": "wrote written",
        "shoot": "shot",
        "strike": "struck stricken",
        "break": "broke broken",
        "choose": "chose chosen",
        "drive": "drove driven",
        "fly": "flew flown",
        "keep": "kept",
        "run": "ran",
        "seek": "sought",
        "show": "shown",
        "steal": "stole stolen",
        "stand": "stood",
        "child": "children",
        "man": "men",
        "woman": "women",
        "person": "people persons",
        "die": "dead death deaths died dies dying",
    }.items()
    for form in forms.split()
}
_IRREGULAR_BASE = {**_IRREGULAR, "got": "get", "had": "have", "has": "have"}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# Where one side stands in the sentence and only the other in its source, the meaning is turned round.
_OPPOSITES = (
    ("rise increase gain climb jump grow surge soar higher", "fall drop decline decrease lower plunge shrink slump"),
    ("win victory", "lose defeat"),
    ("approve accept pass adopt", "reject refuse veto"),
    ("begin start open launch", "end finish close"),
    ("buy", "sell"),
    ("arrive", "leave depart"),
    ("support back", "oppose"),
    ("convict guilty", "acquit innocent"),
    ("confirm admit", "deny"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("before", "after"),
    ("more", "fewer less"),
    ("minimum least", "maximum most"),
    ("double twice", "halve half"),
    ("widen", "narrow"),
    ("strengthen", "weaken"),
)


def fold(text: str) -> str:
    """Lower case, without accents, straight apostrophes: the form in which words are compared."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def stem(word: str) -> str:
    """A light stem: plural, tense and adverb endings go, common irregular forms are mapped.

    The steps 1a to 1c of Porter's stemmer (1980) with its doubled consonants, and '-ly' and '-ment' of
    the later ones; derived forms ('decide', 'decision') stay apart. British and American spellings have one stem.
    """
    word = american(word.removesuffix("'s").removesuffix("'"))
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and re.search("[aeiouy]", rest):
            word = rest
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3:
        word = word.rstrip("e")
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def base_form(verb: str) -> str:
    """'take' of 'takes' and 'took', 'carry' of 'carries'; any other form, and what is no verb, as it is."""
    word = verb.lower()
    if word in _IRREGULAR_BASE:
        return _IRREGULAR_BASE[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "goes", "does")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else verb


def content_words(text: str) -> frozenset[str]:
    """The stems of the words of `text` that are neither stop words nor numbers."""
    return frozenset(stem(word) for word in _words(text) if word not in _STOP and not word[0].isdigit())


_CUE = re.compile(
    r"\b(?:not(?!\s+(?:only|just|least))|cannot|\w+n't|no(?!\.\s*\d|\s+(?:longer\s+than|doubt))|never|none|nobody|nothing|neither|nor"
    r"|without|(?:fail|refus|declin)(?:e|s|es|ed|ing)?\s+to|unable\s+to|unlikely\s+to"
    r"|den(?:y|ies|ied|ying)(?=\s+(?:that|having|\w+ing)\b))\b"
)
_THAT = re.compile(r"\s+that\b")
# What is negated of 'did not want to comment' is the comment too.
_VOLITION = re.compile(r"(?:want|wish|plan|intend|able|allow\w*|have|need|try|tri|care)\s+to\s+(?P<verb>\w+)")
_FAILURE = re.compile(
    r"\b(?:(?:fail|refus|declin)(?:e|s|es|ed|ing)?|unable)\s+to\s+\w+\s+"
    r"(?:(?:the|an?|its|his|her|their)\s+)?(?P<object>[a-z]{3,})"
)
_CLAUSE_END = re.compile(r"[,;:.!?—–()\"“”]|\b(?:but|although|though|while|because|which|who|that)\b")


def polarity(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The content stems of `text` that stand outside a negation, and those that are negated.

    Negated is the first content word after 'not', 'no', 'never', 'failed to' and their like; 'nothing' stands
    for a cue that governs no content word of its clause. Of 'not want to comment', 'comment' is negated too. A
    word can be in both. This looks at the surface only: it reads no syntax and no double negation.
    """
    plain = fold(text)
    affirmed = list(plain)
    negated = set()
    for cue in _CUE.finditer(plain):
        affirmed[cue.start() : cue.end()] = " " * (cue.end() - cue.start())
        start = past_that(plain, cue.end())
        end = clause_end(plain, start)
        word = first_content_word(plain, start, end)
        if word:
            affirmed[word.start() : word.end()] = " " * len(word.group())
        negated.add(stem(word.group()) if word else "nothing")
        willed = _VOLITION.match(plain, word.start() if word else start, end) or _VOLITION.search(plain, start, end)
        if willed and (not word or willed.start() <= word.end()):
            affirmed[willed.start("verb") : willed.end("verb")] = " " * len(willed["verb"])
            negated.add(stem(willed["verb"]))
    return content_words("".join(affirmed)), frozenset(negated)


def unreached(text: str) -> frozenset[str]:
    """The stems of what somebody failed or refused to do something to: 'orbit' in 'failed to reach orbit'."""
    return frozenset(stem(match["object"]) for match in _FAILURE.finditer(fold(text))) - _STOP


def past_that(text: str, start: int) -> int:
    """Where the clause of a 'that' which stands at `start` begins; `start` where there is none."""
    that = _THAT.match(text, start)
    return that.end() if that else start


def clause_end(text: str, start: int) -> int:
    """Where the clause that goes on at `start` ends: at a mark, at a word that opens another, or with the text."""
    end = _CLAUSE_END.search(text, start)
    return end.start() if end else len(text)


def first_content_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first word of `text[start:end]` that is no stop word, adverb or number."""
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower()
        if word not in _STOP and not word.endswith("ly") and not word[0].isdigit():
            return match
    return None


def opposite(claim: str, source: str) -> tuple[str, str] | None:
    """A word of `claim` and its opposite in `source`, where each text has only its own side; None without one."""
    said, shown = _stems(claim), _stems(source)
    for pair in _OPPOSITES:
        sides = tuple(frozenset(stem(word) for word in side.split()) for side in pair)
        for mine, other in (sides, sides[::-1]):
            if said & mine and not said & other and shown & other and not shown & mine:
                return min(said & mine), min(shown & other)
    return None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(text))


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in _WORD.findall(fold(text))]
