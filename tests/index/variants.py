"""Made copies of made stories, and stories that only look like copies: `python -m tests.index.variants` measures both.

Every story is put together from sentences with names, places and figures of its own. Copies are what other sites make
of an agency's story; the others share a template, background or all but a figure with theirs.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from index.copies import Member, is_copy, traits
from index.figures import to_bytes
from index.settings import IndexSettings

_PLACES = [
    "Ardel",
    "Brimley",
    "Corvane",
    "Dunmore",
    "Estwick",
    "Farlow",
    "Gresham",
    "Holt",
    "Inver",
    "Jarrow",
    "Kelmar",
    "Lunden",
    "Marsk",
    "Norwell",
]
_PEOPLE = [
    "Alder",
    "Brook",
    "Castell",
    "Doran",
    "Ekman",
    "Faber",
    "Goss",
    "Hallam",
    "Ives",
    "Jensen",
    "Kettle",
    "Lomax",
    "Mistry",
    "Nowak",
    "Okafor",
    "Pryce",
]
_FIRST = [
    "Ada",
    "Ben",
    "Clara",
    "Dev",
    "Edda",
    "Finn",
    "Greta",
    "Hugo",
    "Iris",
    "Jonas",
    "Kira",
    "Leo",
    "Mona",
    "Nils",
    "Olga",
    "Paul",
]
_THINGS = [
    "bridge",
    "harbour",
    "school",
    "tramway",
    "hospital",
    "reservoir",
    "market",
    "library",
    "airport",
    "stadium",
    "prison",
    "theatre",
]
_BODIES = ["council ministry port authority", "rail operator", "water board", "teachers' union", "chamber of commerce"]
_FRAMES = (
    "The {body} of {place} said on {day} that the {thing} would close for {n} weeks from {date}.",
    "{name}, who has led the {body} since {year}, called the decision painful but overdue.",
    "About {n} people work at the {thing}, and {m} of them were told by letter.",
    "Repairs will cost {n} million crowns, of which {m} million come from {place}.",
    "“We warned them in {year},” said {name}, a former inspector. “Nobody wanted to hear it.”",
    "Residents of {place} gathered outside the {thing} on {day} evening and held up lamps.",
    "A report by engineers found {n} cracks longer than {m} centimetres in the northern wall.",
    "The opposition asked for an inquiry; {name} promised an answer within {n} days.",
    "Traffic towards {place} was led around by way of {other}, which added {n} minutes to most journeys.",
    "The {thing} opened in {year} and was last rebuilt after the flood of {date}.",
    "In a letter seen by reporters, {name} wrote that the figures given in {year} had been too low.",
    "Shares of the contractor fell {n}.{m} percent by noon before they recovered a little.",
    "Police counted {n} demonstrators, the organisers {m} hundred more.",
    "Schools in {other} are to take in {n} pupils until the work is done.",
    "The mayor of {other}, {name}, offered buses and {n} volunteers.",
    "Insurers put the damage at between {n} and {m} million crowns.",
    "A second survey, ordered by the {body}, is due before the end of {month}.",
    "{name} declined to comment when reached by telephone on {day}.",
    "Neighbouring {other} had a like case in {year}, when a roof gave way and {n} were hurt.",
    "Trade unions fear for {n} jobs, while the {body} speaks of {m} at most.",
    "The court in {place} will hear the complaint of {name} on {date}.",
    "Work is to begin with the eastern gate, where rust has eaten through {n} of {m} beams.",
)
_TEMPLATES = (
    "Temperatures in {place} will reach {n} degrees on {day}, with winds of {m} kilometres an hour from the west. "
    "Showers are likely in the afternoon, and up to {k} millimetres of rain may fall. The night stays mild at {j} "
    "degrees. The weather service has no warning in force for the region. Sunrise is at {j}:{m} and sunset at {k}:{n}.",
    "A magnitude {n}.{j} earthquake struck {m} kilometres north of {place} at a depth of {k} kilometres, the seismic "
    "service said on {day}. There were no immediate reports of damage or injuries. The tremor was felt in {other} and "
    "nearby towns. Residents were told to expect aftershocks. The service records {j} quakes a year in the area.",
    "{place} beat {other} {j}-{k} on {day} evening in front of {n},{m} spectators. {name} opened the score in minute "
    "{n} with a header, and the visitors never came back into the match. The win takes {place} to {m} points after "
    "{k} rounds. The coach said he was proud of the team and its supporters. The next match is away on {date}.",
    "The {place} exchange closed {j}.{n} percent higher on {day}, led by banks and energy. The index ended at {n},{m} "
    "points after {k} minutes of late buying. Turnover came to {m} million crowns. Analysts pointed to hopes of lower "
    "interest rates. The crown stood at {j}.{k} to the dollar, little changed from the evening before.",
)
_SWAPS = {
    "said": "stated",
    "About": "Some",
    "would": "will",
    "found": "discovered",
    "asked": "called",
    "opened": "started",
    "fear": "worry",
    "most": "many",
    "hurt": "injured",
    "likely": "probable",
    "promised": "pledged",
    "begin": "start",
    "offered": "provided",
}


class Pair(NamedTuple):
    kind: str
    one: str
    other: str
    copies: bool


def _fill(frame: str, chance: random.Random) -> str:
    place, other = chance.sample(_PLACES, 2)
    return frame.format(
        place=place,
        other=other,
        body=chance.choice(_BODIES),
        thing=chance.choice(_THINGS),
        name=f"{chance.choice(_FIRST)} {chance.choice(_PEOPLE)}",
        day=chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        month=chance.choice(("March", "June", "October")),
        date=f"{chance.randrange(1, 29)} {chance.choice(('May', 'August', 'November'))}",
        year=chance.randrange(1950, 2025),
        n=chance.randrange(11, 99),
        m=chance.randrange(11, 99),
        k=chance.randrange(2, 40),
        j=chance.randrange(2, 9),
    )


def _story(chance: random.Random, sentences: int = 16) -> list[str]:
    return [_fill(frame, chance) for frame in chance.sample(_FRAMES, sentences)]


def _rewritten(sentences: list[str], chance: random.Random) -> list[str]:
    """Some words exchanged, one sentence dropped, two put together."""
    kept = [" ".join(_SWAPS.get(word, word) for word in sentence.split()) for sentence in sentences]
    kept.pop(chance.randrange(4, len(kept)))
    at = chance.randrange(3, len(kept) - 1)
    return [*kept[:at], f"{kept[at].rstrip('.”')}, and {kept[at + 1][0].lower()}{kept[at + 1][1:]}", *kept[at + 2 :]]


def _other_figure(sentences: list[str], chance: random.Random) -> list[str]:
    """One figure is another one."""
    at = chance.choice([n for n, sentence in enumerate(sentences) if any(c.isdigit() for c in sentence)])
    words = sentences[at].split()
    place = next(n for n, word in enumerate(words) if any(c.isdigit() for c in word))
    words[place] = "".join(str((int(c) + 3) % 9 + 1) if c.isdigit() else c for c in words[place])
    return [*sentences[:at], " ".join(words), *sentences[at + 1 :]]


_COPIES: dict[str, Callable[[list[str], random.Random], str]] = {
    "the same text": lambda story, _: " ".join(story),
    "agency prefix and credit": lambda story, chance: (
        f"{chance.choice(_PLACES).upper()}, May {chance.randrange(1, 29)} (Northwire) - {' '.join(story)} "
        f"(Reporting by {chance.choice(_FIRST)} {chance.choice(_PEOPLE)}; editing by Rae Sorrel)"
    ),
    "trimmed tail": lambda story, chance: " ".join(story[: chance.randrange(9, 13)]),
    "edited headline and lead": lambda story, _: (
        f"What the closure means for commuters. {story[0].replace(' said ', ' made known ')} {' '.join(story[1:])}"
    ),
    "light rewrite": lambda story, chance: " ".join(_rewritten(story, chance)),
    "a paragraph of the desk's own": lambda story, chance: " ".join(
        [*story, *(_fill(frame, chance) for frame in chance.sample(_FRAMES, 2))]
    ),
}
_OTHERS: dict[str, Callable[[list[str], random.Random], str]] = {
    "another story": lambda _, chance: " ".join(_story(chance)),
    "follow-up with the same background": lambda story, chance: " ".join([*_story(chance, 9), *story[-5:]]),
    "corrected, with a note": lambda story, chance: (
        f"{' '.join(_other_figure(story, chance))}\nCorrection: an earlier version of this story gave a wrong figure."
    ),
    "corrected, without a note": lambda story, chance: " ".join(_other_figure(story, chance)),
}


def pairs(stories: int = 40, seed: int = 11) -> Iterator[Pair]:
    """Made pairs: for each story a copy of each kind and another story of each kind."""
    chance = random.Random(seed)
    for number in range(stories):
        story = _story(chance)
        for kind, make in _COPIES.items():
            yield Pair(kind, " ".join(story), make(story, chance), True)
        for kind, make in _OTHERS.items():
            yield Pair(kind, " ".join(story), make(story, chance), False)
        template = _TEMPLATES[number % len(_TEMPLATES)]
        place = _fill("{place}", chance)
        one, other = (_fill(template.replace("{place}", place), chance) for _ in range(2))
        yield Pair("template with other figures", one, other, False)


def held_for_copies(one: str, other: str, threshold: float) -> bool:
    """Whether two stored texts become copies: they meet in a band, and are alike."""
    first, second = traits(one), traits(other)
    meet = not set(first.bands).isdisjoint(second.bands)
    return meet and is_copy(first, Member("", second.signature, to_bytes(second.figures)), threshold)


def measure(threshold: float) -> dict[str, tuple[int, int, bool]]:
    """Of each kind: pairs held for copies, pairs, whether they are copies."""
    counts: dict[str, list[bool]] = defaultdict(list)
    truth: dict[str, bool] = {}
    for pair in pairs():
        counts[pair.kind].append(held_for_copies(pair.one, pair.other, threshold))
        truth[pair.kind] = pair.copies
    return {kind: (sum(held), len(held), truth[kind]) for kind, held in counts.items()}


def precision_and_recall(found: dict[str, tuple[int, int, bool]]) -> tuple[float, float]:
    right = sum(held for held, _, copies in found.values() if copies)
    wrong = sum(held for held, _, copies in found.values() if not copies)
    return right / (right + wrong), right / sum(number for _, number, copies in found.values() if copies)


if __name__ == "__main__":
    found = measure(float(sys.argv[1]) if len(sys.argv) > 1 else IndexSettings().copy_threshold)
    for kind, (held, number, copies) in found.items():
        sys.stdout.write(f"{'copies    ' if copies else 'no copies '} {kind:36} {held:3} of {number} held for copies\n")
    sys.stdout.write("precision {:.3f}, recall {:.3f}\n".format(*precision_and_recall(found)))
