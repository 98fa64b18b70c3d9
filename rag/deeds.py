"""What a question takes for granted has happened, and whether any article found tells of such a thing.

'Why was X sent to prison?' takes for granted that X was; 'how many died in the earthquake?' that there was one. Only
deeds and disasters are looked at that news tells in few words, all of which are known here, and a question is stopped
only where none of these words stands with the name that it goes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Article
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.asked import asks_yes_or_no
from rag.facts import knows, names, names_within, places_of
from rag.injected import injected
from rag.opposed import opposed_to

# What the question says, and all the words that news has for it.
_DEEDS = (
    (
        r"sent to (?:prison|jail)|(?:prison|jail) (?:sentence|term)|imprisoned|jailed|behind bars",
        r"prison\w*|jail\w*|imprison\w*|sentenc\w*|incarcerat\w*|behind bars|custody|detain\w*|detention|years for"
        r"|locked up",
    ),
    (
        r"arrest(?:s|ed|ing)?",
        r"arrest\w*|detain\w*|detention|custody|apprehend\w*|caught|captured|seized|charged|jail\w*|handcuff\w*|held"
        r"|raid\w*|taken (?:in|away)",
    ),
    (
        r"charged with|indicted|prosecuted",
        r"charg(?:e|ed|es|ing)|indict\w*|accus\w*|prosecut\w*|trial|alleg\w*|guilty|court\w*",
    ),
    (r"convict(?:ed|ion)|found guilty", r"convict\w*|guilty|verdict\w*|jur(?:y|ies)|sentenced|jailed|condemned"),
    (r"acquitted|acquittal", r"acquit\w*|cleared|not guilty|exonerat\w*|innocent|overturn\w*|let(?:ting)? off"),
    (
        r"resign(?:s|ed|ing|ation)?|step(?:s|ped)? down|stood down|quit",
        r"resign\w*|quit\w*|(?:step\w*|stand\w*|stood) (?:down|aside)|left office|leav\w+ (?:office|the post)"
        r"|departure|depart\w*|retire\w*|gave up|drop\w* out|suspend\w*|withdr[ae]w\w*|end\w* (?:his|her|their)",
    ),
    (
        r"sacked|fired as|ousted|dismissed",
        r"dismiss\w*|sack\w*|fired|fir(?:es|ing)|oust\w*|remov\w*|replac\w*|stripped|lost (?:his|her|the) \w+"
        r"|forced out|let go|expel\w*",
    ),
    (
        r"die[ds]?|dead|deaths?|killed|murdered|lost (?:his|her|their) li(?:fe|ves)|drown(?:ed)?|perished|assassinated",
        r"di(?:e|es|ed)|dying|dead\w*|deaths?|kill\w*|fatal\w*|victims?|perish\w*|drown\w*|toll|casualt\w*"
        r"|bod(?:y|ies)|funeral|murder\w*|manslaughter|homicide|lost (?:his|her|their) li\w+|claimed \w+ lives"
        r"|assassinat\w*|slain|slay\w*|shot dead|passed away|mourn\w*|suicide|massacre\w*|obituar\w*"
        r"|\d{3,4}\s?[-–—]\s?(?:\w+ )*\d{3,4}\)",  # (1801–1870)
    ),
    (r"divorc(?:e|ed)", r"divorc\w*|separat\w*|split\w*|ex-\w+|former (?:wife|husband)"),
    (r"marr(?:y|ied)|wedding", r"marr(?:y|ied|iage|ying)\w*|wed\w*|wife|husband|spouse|brides?|couple|engage\w*"),
    (
        r"sued?|suing|lawsuit",
        r"su(?:e|es|ed|ing)|lawsuits?|suits?|court\w*|legal (?:action|challenge)|plaintiffs?|settle\w*|claims?|judges?"
        r"|action against|litigation|filed",
    ),
    (r"fined", r"fin(?:e|ed|es|ing)|penalt\w*|pay|paid"),
    (r"shot(?! down| put)", r"sho(?:t|ts|ot|oting|otings|oter|oters)|gun\w*|fired|bullet\w*|firearms?|rifles?"),
    (r"stab(?:s|bed|bing)?|knifed", r"stab\w*|kni(?:fe|fed|fing|ves)|blades?|machetes?|slash\w*|scissors"),
    (r"poison(?:ed|ing)?", r"poison\w*|toxi\w*|novichok|contaminat\w*|arsenic|cyanide"),
    (r"kidnapp?(?:ed|ing)|abduct(?:ed|ion)", r"kidnap\w*|abduct\w*|hostages?|ransom|captive|captors?|held|missing"),
    (r"hijack(?:ed|ing)?", r"divert\w*|hijack\w*|seiz\w*|hostages?"),
    (
        r"sell|sold|selling",
        r"sell\w*|sold|sales?|divest\w*|offload\w*|shed(?:s|ding)?|dispos\w*|auction\w*|stakes?"
        r"|(?:buy\w*|bought|acquir\w+|purchas\w+)\b[^.;]{0,80}\bfrom",
    ),
    (r"cancell?ed|called off", r"cancel\w*|call\w* off|scrap\w*|axed?|abandon\w*|drop\w*|postpon\w*|suspen\w*|ended"),
    (
        r"banned|outlawed",
        r"ban\w*|prohibit\w*|outlaw\w*|forbid\w*|forbade|block\w*|restrict\w*|barr?\w*|exclu\w*|suspen\w*|illegal"
        r"|not (?:be )?allowed|sanction\w*|blacklist\w*|no longer",
    ),
    (r"apologi[sz]ed?", r"apolog\w*|sorry|regret\w*|forgiv\w*|contrit\w*"),
    (r"went on strike|gone on strike|on strike", r"strik\w*|struck|walk\w* out|walkouts?|stoppages?|industrial action"),
    (r"hacked", r"hack\w*|breach\w*|cyber\w*|intru\w*|stole\w*|broke into|password\w*|malware|ransomware|leak\w*"),
    (r"retire", r"retir\w*|step\w* down|quit\w*|left|leav\w*|career|last (?:day|game|match)|final"),
    (r"bankrupt(?:cy)?", r"bankrupt\w*|insolven\w*|creditors?|liquidat\w*|administration|chapter 11|collaps\w*|debts?"),
    (
        r"extradit(?:ed|ion)|deport(?:ed|ation)",
        r"extradit\w*|deport\w*|expel\w*|expuls\w*|hand\w* over|sent back|remov\w*",
    ),
    (r"pardon(?:ed)?", r"pardon\w*|clemency|commut\w*|amnest\w*"),
    (
        r"sank|sinks?|sunk|sinking|capsiz(?:e|ed|es|ing)",
        r"s[aiu]nk\w*|capsiz\w*|overturn\w*|(?:rolled|turned|keeled|rolls|turns) over|wreck\w*|went down|foundered"
        r"|scuttled|shipwreck\w*",
    ),
)
# The same of what happens in a place: an article that tells of the place need not name it in the same sentence.
_EVENTS = (
    (r"earthquake|quake", r"\w*quakes?|tremors?|seism\w*|magnitude|epicent\w*|shook"),
    (r"floods?|flooding|flooded", r"flood\w*|inundat\w*|deluge\w*|submerge\w*|water\w*|rain\w*|overflow\w*"),
    (r"explosion|exploded?|bombing|bombed", r"explo\w*|blast\w*|bomb\w*|bl[eo]w\w* up|detonat\w*|erupt\w*|burst\w*"),
    (
        r"(?<!\bunder )(?<!\brate of )(?<!\bcannon )(?<!\bopen )fire|blaze|wildfire",
        r"fires?|blazes?|burn\w*|flames?|arson\w*|\w+fires?|smoke|ablaze|torch\w*|firefighters?",
    ),
    (r"tornado|hurricane|typhoon|cyclone", r"tornado\w*|hurricane\w*|typhoon\w*|cyclone\w*|storms?|twisters?|winds?"),
    (
        r"derail(?:s|ed|ment|ing)?",
        r"derail\w*|crash\w*|(?:left|leav\w+|jump\w*|c[ao]me off|off) the (?:rails|tracks?)|overturn\w*",
    ),
    (
        r"plane crash|air crash|helicopter crash|collision|collided",
        r"crash\w*|collid\w*|collision\w*|struck|hit\w*|overran|overrun|went down|ran into|rammed|downed|shot down",
    ),
    (r"coup", r"coups?|overthr\w*|putsch|toppled|mutin\w*|seiz\w*"),
    (r"avalanche|landslide", r"avalanche\w*|landslides?|mudslides?|landslips?|slid\w*|buried|snow\w*"),
    (
        r"theft|robbery|burglary|heist",
        r"thefts?|thie(?:f|ves)|st(?:eal\w*|ole|olen)|rob(?:s|bed|ber\w*|bing)?|burgl\w*|heists?|t(?:ook|aken)|loot\w*"
        r"|raid\w*|break-ins?|broken? into|missing",
    ),
    (r"volcano|eruption", r"volcan\w*|erupt\w*|lava|ash"),
)
_ASKED = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"\b(?:{told})(?!\w)", re.IGNORECASE), of_somebody)
    for table, of_somebody in ((_DEEDS, True), (_EVENTS, False))
    for said, told in table
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|his|its|their|who|which)\b", re.IGNORECASE)
# What may stand between somebody and what happened to them.
_BETWEEN = re.compile(
    r"(?:['’]s?|\s+(?:was|were|is|are|be|been|being|get|gets|got|has|have|had|did|ever|finally|also|first|later|once"
    r"|to|and|then))*\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:of |by )?(?:the |a |an )?"
    r"(?:(?!(?:in|at|on|near|from|to|for|with|during|after|before|when|while|because|over|off|by)\b)[a-z]+ )?"
)


# What keeps the deed from being what a yes-or-no question asks: 'Did X speak after the arrest?', 'Was X's arrest ...?'.
_ASIDE = re.compile(
    r"\b(?:after|before|when|while|since|because|although|why|how|who|that|which|for|over|despite|during)\b|['’]s?\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


class Untold(NamedTuple):
    """What the question takes for granted in its own words, and whom of, '' where it is of nobody; `asked`: it is
    the very thing that the question asks, and takes nothing for granted.
    """

    said: str
    name: str
    asked: bool = False


def untold(question: str, passages: Sequence[Passage]) -> Untold | None:
    """What the question takes for granted and no article of the passages tells; None where there is none."""
    articles = {passage.article.article_id: passage.article for passage in passages}
    deeds = [
        (found, told, of_somebody)
        for asked, told, of_somebody in _ASKED
        if (found := asked.search(question)) is not None
    ]
    if not articles or not deeds:
        return None
    texts = {one: f"{article.title}\n{article.text}" for one, article in articles.items()}
    known = _known_names(question[:1].lower() + question[1:], tuple(texts.values()))
    for found, told, of_somebody in deeds:
        # A single word in small letters is enough for a place, not for somebody.
        people = [name for name in known if " " in name or name in question] if of_somebody else known
        asked = asks_yes_or_no(question) and _ASIDE.search(question[: found.start()]) is None
        telling_words = (told, *(opposed_to(found.group()) if asked else ()))
        mentions = [
            one for article in articles.values() for words in telling_words for one in _mentions(article, words)
        ]
        name = _beside(question, found.start(), found.end(), people) if of_somebody else ""
        if name and not any(_is_of(name, mention) for mention in mentions):
            return Untold(found.group(), name, asked)
        if not asks_yes_or_no(question):
            knowing = [one for one, text in texts.items() if all(knows(text, name) for name in people)]
            telling = {mention.article.article_id for mention in mentions}
            if people and knowing and not telling & set(knowing):
                return Untold(found.group(), "")
    return None


def tells_deed(question: str, sentence: str) -> bool:
    """Whether the sentence has a word for a deed or disaster that the question names: 'burned down' for 'the fire'."""
    return any(asked.search(question) and told.search(sentence) for asked, told, _ in _ASKED)


def words_of_deeds_told(question: str, text: str) -> tuple[str, ...]:
    """The question's words for deeds and disasters that the text tells, in these or other words."""
    return tuple(found.group() for asked, told, _ in _ASKED if (found := asked.search(question)) and told.search(text))


def tells_what_was_done(question: str, sentence: str) -> bool:
    """Whether the sentence has a word for each thing that the question says somebody did or had done to them."""
    return all(told.search(sentence) for asked, told, by_people in _ASKED if by_people and asked.search(question))


class _Mention(NamedTuple):
    article: Article
    before: str  # the nearest sentence or title before it that has a name
    sentence: str


def _mentions(article: Article, told: re.Pattern[str]) -> Iterator[_Mention]:
    """The sentences that tell of the deed, each with the one before it, those left out that speak to programs."""
    if told.search(article.title):
        yield _Mention(article, "", article.title)
    before = article.title
    for start, end in sentence_spans(article.text):
        for clause in article.text[start:end].split("; "):
            if told.search(clause) and not injected(article.text, start, end):
                yield _Mention(article, before, clause)
            before = clause if names_within(clause) else before


def _is_of(name: str, mention: _Mention) -> bool:
    """Whether a sentence names whom it happened to, or goes on with a pronoun about them or those the title names."""
    last = name.split()[-1]
    if knows(mention.sentence, last):
        return True
    if _PRONOUN.search(mention.sentence) is None:
        return False
    return knows(mention.before, last) or knows(mention.article.title, last)


def _known_names(question: str, texts: Sequence[str]) -> list[str]:
    """The names of the question that some text knows; where it has none, the one that it writes in small letters."""
    named = sorted(name for name in names(question) if any(knows(text, name) for text in texts))
    if named or question != question.casefold():
        return named
    full = {name for text in texts for name in names(text) if f" {name.casefold()} " in f" {question} "}
    full = {name for name in full if " " in name or not any(f" {name.casefold()} " in text for text in texts)}
    return sorted(full, key=len, reverse=True)[:1]


def _beside(question: str, start: int, end: int, people: Sequence[str]) -> str:
    """The name right before or after the words `question[start:end]`; '' where there is none."""
    for name in people:
        for first, last in places_of(name, question, any_case=True):
            if last <= start and _BETWEEN.fullmatch(question[last:start]):
                return name
            if first >= end and _AFTER.fullmatch(question[end:first]):
                return name
    return ""
