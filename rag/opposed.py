"""What decides that something was not done, in words of its own: 'was acquitted' of whom a question thinks convicted.

A negation ('was not convicted') needs no list. These are the words that news has for the other way things went.
"""

from __future__ import annotations

import re

# The words of a question, and those that answer it with 'no'.
_OPPOSITES = (
    (
        r"convicted|found guilty|guilty",
        r"acquit\w*|acquittal|cleared|(?:found )?not guilty|innocent|exonerat\w*"
        r"|(?:charges?|case|trial)\b[^.;]{0,30}\b(?:dropped|dismissed|withdrawn|thrown out|collapsed)",
    ),
    (r"acquitted|cleared|exonerated", r"convict\w*|found guilty|pleaded guilty|sentenced|jailed"),
    (
        r"charged|indicted|prosecuted",
        r"cleared|no charges|(?:charges?|case)\b[^.;]{0,30}\b(?:dropped|withdrawn|thrown out)|without charge",
    ),
    (r"arrested|caught|captured|detained", r"at large|on the run|escap\w+|fled|got away|freed|released|let go"),
    (r"released|freed", r"still (?:held|detained)|remains? in (?:custody|prison|jail)|remanded|kept in custody"),
    (r"killed|died?|dead|drowned|perished|murdered", r"surviv\w+|alive|unhurt|unharmed|uninjured|unscathed"),
    (r"alive|survived?", r"died|dead|killed|drowned|perished"),
    (r"hurt|injured|wounded|harmed", r"unhurt|unharmed|uninjured|unscathed"),
    (r"missing", r"(?:been|were|was|all|is|are) found|accounted for|identified|turned up|recovered"),
    (r"found|recovered", r"(?:still|remains?|remained) missing|without a trace|called off|given up"),
    (
        r"closed?|shut|shut down",
        r"re-?open\w*|open again|back in (?:use|service)|stays? open|stayed open|will not close|(?:been|was|is) saved",
    ),
    (r"open|opened|reopen|reopened", r"(?:still|remains?|remained|stays?|stayed) (?:closed|shut)|postpon\w+|delayed"),
    (
        r"approved?|passed?|adopt(?:ed)?|accept(?:ed)?|backed|agree[d]?|ratif(?:y|ied)",
        r"reject\w*|(?:voted?|turned) (?:it |them )?(?:down|against)|withdr[ae]w\w*|refus\w+|veto\w*|blocked|threw out"
        r"|thrown out|defeated|shelved",
    ),
    (r"reject(?:ed)?|refused?|block(?:ed)?|withdrawn|withdraw", r"approv\w*|accept\w*|adopted|passed|agreed"),
    (r"married", r"divorc\w*|unmarried|single|separated"),
    (
        r"resign(?:ed)?|quit|step(?:ped)? down|le(?:ft|ave)",
        r"(?:will|would|to) (?:stay|remain|carry on)|stay(?:s|ed) (?:on|in office)|remain(?:s|ed) in (?:office|post)"
        r"|re-elected",
    ),
    (r"elected|re-?elected|won|win", r"lost(?= (?:the|to|by|in|out)\b)|defeated|beaten|came second|runner-up"),
    (r"lost|lose|beaten|defeated", r"won(?= (?:the|by|with|in|a second)\b)|re-elected|victory"),
    (r"built?|finish(?:ed)?|complete[d]?", r"scrapp\w+|abandon\w+|cancel\w+|shelved|unfinished|call\w+ off"),
    (
        r"cancel(?:led)?|postpone[d]?|call(?:ed)? off|scrap(?:ped)?",
        r"(?:went|go(?:es)?) ahead|took place|will be held|was held",
    ),
    (r"contained|extinguished|put out|under control", r"still burning|out of control|spread\w*"),
    (r"paid|pay", r"refused to|unpaid|owes?|will not|would not"),
    (r"banned?", r"allow\w*|permitted|lifted|overturned"),
)
_ALL = tuple(
    (re.compile(rf"(?:{said})", re.IGNORECASE), re.compile(rf"\b(?:{other})(?!\w)", re.IGNORECASE))
    for said, other in _OPPOSITES
)


def opposed_to(words: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of what says the other of these words for a deed ('convicted', 'step down'); none where unknown."""
    return tuple(other for said, other in _ALL if said.fullmatch(words))
