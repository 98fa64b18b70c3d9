"""The deeds whose doer news tells in few words, all of which are known here: those of questions and those of news."""

from __future__ import annotations

import re
from typing import NamedTuple


class KnownDeed(NamedTuple):
    """How 'who ...?' asks for its doer, and the words of sentences that tell of it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    doer: re.Pattern[str]  # nouns for whoever does it
    says_nothing: re.Pattern[str]  # of these the ones that only repeat the question
    gets: re.Pattern[str] | None  # what stands before the doer where others give it: 'sold to'


# Nouns for the doer by which a question asks for nobody else, as 'who is the captain?' may.
_ASKED_AS = r"thie(?:f|ves)|robbers?|burglars?|buyers?|purchasers?|restorers?|rescuers?|donors?|vandals?|arsonists?"
_HAS = r"(?:(?:has|have|had|first|originally|actually|really|else)\s)*"


def _deed(asked: str, told: str, doer: str, gets: str = "") -> KnownDeed:
    return KnownDeed(
        re.compile(
            rf"^\W*(?:and\s)?who\s{_HAS}(?:{asked})\b(?![^?]*\band who\b)"
            rf"|^\W*(?:by\swhom\b|who\s(?:was|were|is|are|has been|have been)\b(?=[^?]*\bby\W*$))[^?]*\b(?:{asked})\b"
            rf"|^\W*(?:and\s)?(?:who(?:['’]s|\s(?:is|was|are|were))|what(?:['’]s|\s(?:is|was|are|were))\sthe\snames?\sof)\s"
            rf"the\s(?:[a-z]+\s)?(?=(?:{doer})\b)(?:{_ASKED_AS})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{told}|{doer})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{doer})\b", re.IGNORECASE),
        re.compile(rf"(?:(?:the|an?|some|two|three|several)\s)?(?:{doer})", re.IGNORECASE),
        re.compile(rf"\b(?:{gets})\b[^.;]{{0,60}}?\bto\s(?:the\s|an?\s)?(?:[a-z][\w-]*,?\s){{0,4}}$", re.IGNORECASE)
        if gets
        else None,
    )


DEEDS = (
    _deed(
        r"stole|stolen|steals?|robbed|burgled|looted|took the money",
        r"stol\w*|steal\w*|thefts?|robb\w*|burgl\w*|loot\w*|heists?|raid\w*|swip\w*|pinch\w*|snatch\w*|pilfer\w*"
        r"|embezzl\w*|shoplift\w*|t[ao]k\w*|took|ma[dk]e (?:off|away)|broke in\w*|break-?ins?|larceny|hack\w*|siphon\w*"
        r"|pocketed",
        r"thief|thieves|robbers?|burglars?|looters?|culprits?",
    ),
    _deed(
        r"bought|buys?|purchase[sd]?|acquire[sd]?",
        r"bought|buy\w*|purchas\w*|acqui\w*|takeover|t[ao]k\w* over|took over|snapp?\w* up|pa(?:id|ys?|ying)|own\w*|won"
        r"|invest\w*|outbid\w*|bids?|bidding|sold|sale|sell\w*|deal|secured|picked up|g[oe]t\w*",
        r"buyers?|purchasers?|owners?|bidders?|collectors?",
        r"sold|sells?|sale|went|goes|selling|handed over|transfer\w*",
    ),
    _deed(
        r"restore[sd]?|repair(?:s|ed)?|renovate[sd]?|refurbish(?:es|ed)?|mend(?:s|ed)?",
        r"restor\w*|repair\w*|renovat\w*|refurbish\w*|mend\w*|fix\w*|conserv\w*|clean\w*|rebuil\w*|reconstruct\w*|renew\w*"
        r"|overhaul\w*|work(?:ed|ing|s)? on|d(?:o|one|oing|id) up|patch\w*|moderni[sz]\w*|treat\w*|sav\w*|reviv\w*"
        r"|brought",
        r"restorers?|conservators?|repairers?|mechanics?",
    ),
    _deed(
        r"drove|drives?|driven|steer(?:s|ed)?|pilot(?:s|ed)?|flew|flown",
        r"dr[oi]v\w*|steer\w*|at the (?:wheel|controls|helm)|behind the wheel|pilot\w*|fl(?:ew|own|ies|y|ying)"
        r"|captain\w*|skipper\w*|operat\w*|in charge|land\w*|control\w*|crash\w*|cockpit",
        r"drivers?|pilots?|captains?|skippers?|motorists?",
    ),
    _deed(
        r"rescue[sd]?",
        r"rescu\w*|sav\w*|pull\w*|free\w*|drag\w*|carr\w*|dug|lift\w*|winch\w*|pluck\w*|reviv\w*|bail\w*|help\w*"
        r"|brought|came to|reach\w*|catch\w*|caught|found|jump\w*|div\w*|dove|swam|bought|buy\w*|step\w* in",
        r"rescuers?|saviou?rs?",
    ),
    _deed(
        r"paid for|pays for|fund(?:s|ed)|financed?|donate[sd]?|sponsor(?:s|ed)?",
        r"pa(?:id|ys?|ying)|pay\w*|fund\w*|financ\w*|donat\w*|sponsor\w*|grant\w*|g[ia]ve\w*|giving|gifts?|contribut\w*"
        r"|cost\w*|invest\w*|support\w*|back\w*|beque\w*|rais\w*|money|cover\w*|subsid\w*|bill|bought|foot\w*"
        r"|provid\w*|endow\w*|lottery|loan\w*|lent|spen\w*|expense|thanks to",
        r"donors?|sponsors?|benefactors?|backers?|patrons?|funders?|investors?",
    ),
    _deed(
        r"vandali[sz]e[sd]?|damage[sd]?|deface[sd]?|set fire|burn(?:s|ed|t)? down",
        r"vandal\w*|damag\w*|defac\w*|set|setting|burn\w*|smash\w*|destr\w*|arson\w*|fires?|torch\w*|thr[eo]w\w*|paint\w*"
        r"|graffiti|bro[kc]\w*|break\w*|cut\w*|scratch\w*|attack\w*|hit\w*|str[iu]\w*|ramm\w*|crash\w*|bomb\w*|blew|blown"
        r"|wreck\w*|felled|knock\w*|ransack\w*|sack\w*|raid\w*|invad\w*|loot\w*|bulldoz\w*|spray\w*",
        r"vandals?|arsonists?|attackers?|culprits?",
    ),
)


def known_deed(question: str) -> KnownDeed | None:
    """The deed for whose doer the question asks; None where it asks for none that is known here."""
    return next((one for one in DEEDS if one.asked.search(question)), None)


def tells_of_deed(question: str, sentence: str) -> bool:
    """Whether the sentence has a word for the deed for whose doer the question asks; True where it asks for none."""
    deed = known_deed(question)
    return deed is None or deed.told.search(sentence) is not None
