"""Of whom and of what a count is: the workers of one firm are not those of another, and foals are no children."""

from __future__ import annotations

import re

from rag.facts import knows, names
from rag.names import name_words

_NAME = r"(?:the\s)?(?P<name>[A-Z][\w&'’-]*(?:\s(?:(?:of|the|and|de|la)\s)?[A-Z][\w&'’-]*)*)"
_HAS = (
    r"(?:has|have|had|employs?|employed|owns?|owned|runs?|ran|operates?|operated|makes?|made|earns?|earned|sells?|sold"
    r"|produces?|produced|serves?|served|carries|carried|houses?|housed|holds?|held|counts?|counted)"
)
# 'How many ships does Norline have?', 'How many people work for Norline?': whose the count has to be.
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:does|did|do)\s{_NAME}\s(?:[a-z]+\s){{0,2}}?{_HAS}\b",
        rf"\b(?:work(?:s|ed|ing)?|employed|employees|staff|workers|jobs|members|pupils|students|beds)\s"
        rf"(?:[a-z]+\s)?(?:at|for|by|with|in|of)\s{_NAME}(?=\W|$)",
    )
)
# 'Norline has |240| ships': whose it is, in the clause in which the figure stands.
_TOLD = re.compile(
    rf"(?:^|[;:]\s|,\s|\b(?:and|but|while|whereas)\s){_NAME}(?:,[^,;]{{1,60}},)?\s"
    rf"(?:(?:now|still|also|alone|already|itself)\s)*{_HAS}\b[^,;:]*$"
)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|children|child|women|men|girls|boys|babies|pupils|students|workers|employees|patients"
    r"|passengers|residents|inhabitants|visitors|soldiers|officers|villagers)\b",
    re.IGNORECASE,
)
_ANIMALS = re.compile(
    r"\b(?:animals?|cows?|calves|calf|cattle|bulls?|sheep|ewes?|lambs?|goats?|pigs?|piglets?|horses?|foals?|donkeys?"
    r"|dogs?|pupp(?:y|ies)|cats?|kittens?|birds?|hens?|chickens?|chicks?|ducks?|geese|swans?|storks?|eagles?|owls?|gulls?"
    r"|penguins?|fish|salmon|sharks?|whales?|dolphins?|seals?|wolves|wolf|bears?|lynx(?:es)?|foxes|deer|elk|moose|bison"
    r"|beavers?|otters?|lions?|tigers?|elephants?|rhinos?|monkeys?|apes|gorillas?|bees?|cubs?|turtles?|snakes?)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many\s(?P<what>(?:[\w'’-]+\s?){1,3})", re.IGNORECASE)
_COUNTED = re.compile(r"^\s(?P<what>(?:[\w-]+\s?){1,2})")
_OF_THEM = re.compile(r"^\s(?:of|among)\s(?:them|these|those)\b")


def of_that_owner(question: str, before: str) -> bool:
    """Whether the figure behind the words `before` is not told of another one than the question asks about by name."""
    asked = next((match for pattern in _ASKED if (match := pattern.search(question))), None)
    told = _TOLD.search(before)
    if asked is None or told is None or not names(f"of {told['name']}"):
        return True
    mine, theirs = asked["name"], told["name"]
    return knows(before, mine) or bool(name_words(mine) & name_words(theirs))


def of_that_kind(question: str, words: str, after: str, earlier: str) -> bool:
    """Whether a count is not of animals where people are asked for, nor of people where animals are: by the words
    behind it, or, for 'four of them', by those `earlier`.
    """
    asked = _HOW_MANY.search(question)
    if asked is None:
        return True
    counted = _COUNTED.match(after)
    said = earlier if _OF_THEM.match(after) else f"{words} {counted['what'] if counted else ''}"
    kinds = [(match.start(), one) for one in (_PEOPLE, _ANIMALS) if (match := one.search(asked["what"]))]
    if not kinds or min(kinds, key=lambda kind: kind[0])[1].search(said):
        return True
    return not any(one.search(said) for one in (_PEOPLE, _ANIMALS))
