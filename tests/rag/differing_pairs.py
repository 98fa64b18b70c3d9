"""Made reports that differ on one thing, and reports that only seem to: what `rag.differ` finds of them.

    python -m tests.rag.differing_pairs

prints precision and recall, and every pair that is found wrongly.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Literal, NamedTuple

from index.article import Article
from rag.answer import Passage
from rag.differ import found_differing
from rag.differing import Found
from rag.question import understand
from rag.read import with_reading
from tests.rag.readings import reading


class Told(NamedTuple):
    """A report; `words` are those that the reader would answer with."""

    publisher: str
    day: date
    title: str
    text: str
    words: str


class Pair(NamedTuple):
    """A question with two or three reports; `kind` is None where nothing differs, `values` are what is to be shown."""

    question: str
    told: tuple[Told, ...]
    kind: Literal["changed", "corrected", "disputed"] | None = None
    values: tuple[str, ...] = ()


def wire(day: int, title: str, text: str, words: str, month: int = 3) -> Told:
    """A report of March 2024, or of another month."""
    return Told("Northern Wire", date(2024, month, day), title, text, words)


def post(day: int, title: str, text: str, words: str, month: int = 3) -> Told:
    """The same by another publisher."""
    return Told("Sound Post", date(2024, month, day), title, text, words)


FIRE = "Fire in Tarnholm"
DIED = "How many people died in the Tarnholm fire?"
BUILT = "When was the ferry Brisk built?"
PAIRS = (
    Pair(
        BUILT,
        (
            wire(1, "The Brisk runs aground", "The ferry Brisk was built in 1987 and belongs to Norline.", "1987"),
            post(4, "Who owns the Brisk", "The Brisk was launched in 1989 at a yard in Dorran.", "1989"),
        ),
        "disputed",
        ("1987", "1989"),
    ),
    Pair(
        "What year was the Ellery College founded?",
        (
            wire(1, "Ellery College closes", "The Ellery College was founded in 1902 by two sisters.", "1902"),
            post(1, "A college ends", "The Ellery College, established in 1904, had 300 pupils.", "1904"),
        ),
        "disputed",
        ("1902", "1904"),
    ),
    Pair(
        "In what year was Greta Amsel born?",
        (
            wire(1, "Greta Amsel, mayor", "Greta Amsel was born in 1961 in Tolen.", "1961"),
            post(2, "The new mayor", "Greta Amsel, born in 1963, was a baker before.", "1963"),
        ),
        "disputed",
        ("1961", "1963"),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "At least 14 people died when a mill burned in Tarnholm, the police said.", "14"),
            wire(12, "After the fire", "The official count in Tarnholm stands at 31 dead, the police said.", "31"),
            post(
                3,
                "The Tarnholm report",
                "Thirty people died in Tarnholm, one fewer than had been announced.",
                "Thirty",
                9,
            ),
        ),
        "changed",
        ("14", "31", "Thirty"),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "At least 14 people died when a mill burned in Tarnholm, the police said.", "14"),
            post(8, "After the fire", "The number of the dead in Tarnholm has risen to 22.", "22"),
        ),
        "changed",
        ("14", "22"),
    ),
    Pair(
        "How much will the bridge in Ellery cost?",
        (
            wire(
                1,
                "A bridge for Ellery",
                "The new bridge in Ellery will cost $40 million, the council said.",
                "$40 million",
            ),
            post(2, "Ellery pays more", "The cost of the bridge in Ellery has risen to $52 million.", "$52 million", 8),
        ),
        "changed",
        ("$40 million", "$52 million"),
    ),
    Pair(
        "How many people marched in Tolen?",
        (
            wire(1, "March in Tolen", "Some 20,000 people marched in Tolen on Friday, the police said.", "20,000"),
            post(1, "Tolen marches", "The unions said that 60,000 people marched in Tolen on Friday.", "60,000"),
        ),
        "disputed",
        ("20,000", "60,000"),
    ),
    Pair(
        "How many jobs will the Dorran plant bring?",
        (
            wire(1, "A plant for Dorran", "The plant in Dorran will bring 1,200 jobs, the company said.", "1,200"),
            post(2, "Dorran gets less", "The plant in Dorran will now bring only 600 jobs.", "600", 9),
        ),
        "changed",
        ("1,200", "600"),
    ),
    Pair(
        "When will the tunnel in Ellery open?",
        (
            wire(
                1, "Tunnel in Ellery", "The tunnel in Ellery will open on 3 May 2024, the minister said.", "3 May 2024"
            ),
            post(
                9, "Ellery waits", "The tunnel in Ellery will open on 7 June 2024, five weeks late.", "7 June 2024", 4
            ),
        ),
        "changed",
        ("3 May 2024", "7 June 2024"),
    ),
    Pair(
        "When does the trial of Ivo Pohl begin?",
        (
            wire(1, "Pohl in court", "The trial of Ivo Pohl begins on 12 April 2024 in Tolen.", "12 April 2024"),
            post(20, "Pohl asks for time", "The trial of Ivo Pohl was put off and begins on 2 May 2024.", "2 May 2024"),
        ),
        "changed",
        ("12 April 2024", "2 May 2024"),
    ),
    Pair(
        "How much does Tarnholm want to borrow?",
        (
            post(1, "Bond for Tarnholm", "Tarnholm wants to borrow $420 million.", "$420 million"),
            post(
                3,
                "Corrections",
                "An article of March 1 gave the bond of Tarnholm as $420 million. The town asks for $240 million.",
                "$240 million",
            ),
        ),
        "corrected",
        ("$420 million", "$240 million"),
    ),
    Pair(
        "What is the toll on steel in Norland?",
        (
            wire(1, "Norland and steel", "Norland put a toll of 25% on steel on Friday.", "25%"),
            post(2, "Steel again", "Norland raised its toll on steel to 40% on Tuesday.", "40%", 6),
        ),
        "changed",
        ("25%", "40%"),
    ),
    Pair(
        "What was the turnout in the Tolen election?",
        (
            wire(4, "Tolen votes", "The turnout in the Tolen election was 61 percent, the clerk said.", "61 percent"),
            post(4, "A vote in Tolen", "In the Tolen election the turnout came to 58 percent.", "58 percent"),
        ),
        "disputed",
        ("61 percent", "58 percent"),
    ),
    Pair(
        "What is the interest rate of the Bank of Norland?",
        (
            wire(1, "Rates stay", "The Bank of Norland held its interest rate at 4.5 percent.", "4.5 percent"),
            post(
                1, "Rates fall", "The Bank of Norland cut its interest rate to 4 percent on Thursday.", "4 percent", 8
            ),
        ),
        "changed",
        ("4.5 percent", "4 percent"),
    ),
    Pair(
        "How many people were arrested in Tolen?",
        (
            wire(1, "Unrest in Tolen", "The police arrested 12 people in Tolen on Friday.", "12"),
            wire(2, "More unrest in Tolen", "By Saturday 40 people had been arrested in Tolen, the police said.", "40"),
        ),
        "changed",
        ("12", "40"),
    ),
    Pair(
        "How many people are missing after the Sorrel flood?",
        (
            wire(1, "The Sorrel floods", "After the Sorrel flood 37 people are missing.", "37"),
            post(6, "The Sorrel falls", "The number of people missing after the Sorrel flood has fallen to 21.", "21"),
        ),
        "changed",
        ("37", "21"),
    ),
    Pair(
        "How long is the Kessel Bridge?",
        (
            wire(
                1, "The Kessel Bridge opens", "The Kessel Bridge is 412 metres long and has four lanes.", "412 metres"
            ),
            post(1, "A bridge opens", "The Kessel Bridge, 421 metres long, opened on Friday.", "421 metres"),
        ),
        "disputed",
        ("412 metres", "421 metres"),
    ),
    Pair(
        "How many people were hurt in the Tarnholm fire?",
        (
            wire(1, FIRE, "The fire in Tarnholm injured 40 people, two of them badly.", "40"),
            post(5, "Tarnholm mourns", "The fire in Tarnholm injured 58 people, the clinic said.", "58"),
        ),
        "changed",
        ("40", "58"),
    ),
    Pair(
        "How many people were on board the Brisk?",
        (
            wire(1, "The Brisk sinks", "There were 186 people on board the Brisk, the coastguard said.", "186"),
            post(2, "The Brisk inquiry", "There were 198 people on board the Brisk, the inquiry found.", "198", 9),
        ),
        "changed",
        ("186", "198"),
    ),
    Pair(
        "How many homes did the Dorran fire destroy?",
        (
            wire(1, "Dorran burns", "The fire destroyed 120 homes in Dorran by Friday night.", "120"),
            post(7, "Dorran counts", "The fire destroyed 180 homes in Dorran, the council said.", "180"),
        ),
        "changed",
        ("120", "180"),
    ),
    Pair(
        "How much did Norline pay for the Brisk?",
        (
            wire(1, "Norline and the Brisk", "Norline paid $2.3 million for the Brisk.", "$2.3 million"),
            post(2, "The price of the Brisk", "Norline paid $3.2 million for the Brisk.", "$3.2 million"),
        ),
        "disputed",
        ("$2.3 million", "$3.2 million"),
    ),
    # What follows only seems to differ.
    Pair(
        "How many students from Norland are studying in Sudland?",
        (
            wire(
                1,
                "An offer",
                "Sudland will invite 50,000 young people from Norland to study over five years.",
                "50,000",
            ),
            post(2, "Few students", "About 700 students from Norland are studying in Sudland.", "700", 9),
        ),
    ),
    Pair(
        "How many tourists visited Tolen?",
        (
            wire(1, "A plan for Tolen", "Tolen wants to draw 90,000 tourists a year, its mayor said.", "90,000"),
            post(2, "Tolen's summer", "Some 14,000 tourists visited Tolen this year.", "14,000", 9),
        ),
    ),
    Pair(
        "What is the toll on goods from Sudland?",
        (
            wire(1, "Tolls rise", "Norland lifted the toll on goods from Sudland to 125 percent.", "125 percent"),
            post(
                2,
                "A truce",
                "That brings the average toll on goods from Sudland down to about 47 percent.",
                "47 percent",
                9,
            ),
        ),
    ),
    Pair(
        "What share of the vote did Greta Amsel get?",
        (
            wire(4, "Amsel wins", "Greta Amsel got 52 percent of the vote in Tolen.", "52 percent"),
            post(
                4,
                "How Tolen voted",
                "Greta Amsel got 40 percent of the vote among women, a survey found.",
                "40 percent",
            ),
        ),
    ),
    Pair(
        "What share of the vote did Greta Amsel get?",
        (
            wire(1, "Before the vote", "A poll put Greta Amsel at 48 percent of the vote.", "48 percent"),
            post(9, "Amsel wins", "Greta Amsel got 53 percent of the vote.", "53 percent"),
        ),
    ),
    Pair(
        "How many passengers does Norline carry?",
        (
            wire(1, "Norline grows", "Norline carries 30,000 passengers a month.", "30,000"),
            post(9, "Norline's year", "Norline carries 350,000 passengers a year.", "350,000"),
        ),
    ),
    Pair(
        "How many people has the Dorran plant hired?",
        (
            wire(1, "A plant", "The plant in Dorran plans to hire 900 people by next year.", "900"),
            post(2, "A start", "The plant in Dorran has hired 300 people.", "300", 9),
        ),
    ),
    Pair(
        "How many passengers were on the Brisk?",
        (
            wire(1, "The Brisk", "The Brisk may carry up to 310 passengers.", "310"),
            post(2, "The Brisk sinks", "There were 180 passengers on the Brisk.", "180"),
        ),
    ),
    Pair(
        "How many people died in the Tarnholm fire?",
        (
            wire(1, FIRE, "At least 14 people died in the Tarnholm fire.", "14"),
            post(1, FIRE, "The Tarnholm fire hurt 60 people, eight of them children.", "60"),
        ),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "At least 14 people died in the Tarnholm fire.", "14"),
            post(1, "Ellery mourns", "In Ellery 22 people died when a mine fell in.", "22"),
        ),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "At least 14 people died in the Tarnholm fire.", "14"),
            post(1, FIRE, "In the Tarnholm fire 16 people died, the mayor said.", "16"),
        ),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "Fourteen people died in the Tarnholm fire.", "Fourteen"),
            post(9, "After the fire", "In the Tarnholm fire 14 people died.", "14"),
        ),
    ),
    Pair(
        DIED,
        (
            wire(1, FIRE, "Fourteen people died in the Tarnholm fire.", "Fourteen"),
            post(9, "After the fire", "Nine of the people who died in the Tarnholm fire were guests.", "Nine"),
        ),
    ),
    Pair(
        "What was the turnout in Tolen?",
        (
            wire(1, "A look back", "The turnout in Tolen was 61 percent in 2019.", "61 percent"),
            post(2, "Tolen votes", "The turnout in Tolen was 58 percent in 2023.", "58 percent"),
        ),
    ),
    Pair(
        "How much did the price of bread rise in Norland?",
        (
            wire(1, "Bread", "The price of bread in Norland rose by 12 percent.", "12 percent"),
            post(2, "More bread", "The price of bread in Norland rose to 4 crowns.", "4 crowns"),
        ),
    ),
    Pair(
        "How many infections has Tolen had?",
        (
            wire(1, "Tolen is ill", "Tolen had 120 new infections on Friday.", "120"),
            post(9, "Tolen is ill", "Tolen has had 4,500 infections in all.", "4,500"),
        ),
    ),
    Pair(
        "How many people live in Dorran?",
        (
            wire(1, "Dorran", "About 1,200 people live in Dorran.", "1,200"),
            post(2, "Dorran", "In Dorran live 1,187 people.", "1,187"),
        ),
    ),
    Pair(
        "How much did Norline pay for the Brisk?",
        (
            wire(1, "The Brisk", "Norline paid $2.3 million for the Brisk.", "$2.3 million"),
            post(2, "The Brisk", "The Brisk was insured by Norline for $11 million.", "$11 million"),
        ),
    ),
    Pair(
        "How much will the Tarnholm waterworks cost?",
        (
            wire(1, "Waterworks", "The waterworks of Tarnholm will cost $240 million.", "$240 million"),
            post(2, "Waterworks", "The first stage of the Tarnholm waterworks will cost $80 million.", "$80 million"),
        ),
    ),
    Pair(
        BUILT,
        (
            wire(1, "The Brisk", "The ferry Brisk was built in 1987.", "1987"),
            post(2, "The Brisk", "The ferry Brisk was rebuilt in 2004.", "2004"),
        ),
    ),
    Pair(
        BUILT,
        (
            wire(1, "The Brisk", "The ferry Brisk was built in 1987.", "1987"),
            post(2, "The Brisk", "Norline bought the ferry Brisk in 2011.", "2011"),
        ),
    ),
    Pair(
        BUILT,
        (
            wire(1, "The Brisk", "The ferry Brisk was built in 1987.", "1987"),
            post(2, "After the Brisk", "Norline will use the ferry Heron, built in 2011, on the route.", "2011"),
        ),
    ),
    Pair(
        "When was the Kessel Bridge opened?",
        (
            wire(1, "The bridge", "The Kessel Bridge was opened in May 2019.", "May 2019"),
            post(2, "The bridge", "The Kessel Bridge was opened on 12 May 2019.", "12 May 2019"),
        ),
    ),
    Pair(
        "When did Greta Amsel visit Ellery?",
        (
            wire(1, "A visit", "Greta Amsel visited Ellery on 12 February 2024.", "12 February 2024"),
            post(20, "Another visit", "Greta Amsel visited Ellery on 18 March 2024.", "18 March 2024"),
        ),
    ),
    Pair(
        "How old is Greta Amsel?",
        (
            wire(1, "Amsel", "Greta Amsel, 52, was elected.", "52"),
            Told("Sound Post", date(2026, 3, 2), "Amsel", "Greta Amsel, 54, resigned.", "54"),
        ),
    ),
    # Written after the rules were made.
    Pair(
        "When was the Dorran Theatre opened?",
        (
            wire(1, "Theatre", "The Dorran Theatre opened in 1911 with a comedy.", "1911"),
            post(3, "Theatre burns", "The Dorran Theatre, which opened in 1913, burned on Friday.", "1913"),
        ),
        "disputed",
        ("1911", "1913"),
    ),
    Pair(
        "When did Ulla Dorn die?",
        (
            wire(4, "Ulla Dorn", "Ulla Dorn died on 2 March 2024 in Tolen.", "2 March 2024"),
            post(4, "A singer", "The singer Ulla Dorn died on 3 March 2024, her son said.", "3 March 2024"),
        ),
        "disputed",
        ("2 March 2024", "3 March 2024"),
    ),
    Pair(
        "How many houses lost power in Sorrel?",
        (
            wire(1, "Storm", "In Sorrel 4,000 houses lost power on Monday.", "4,000"),
            wire(2, "Storm", "By Tuesday 9,500 houses had lost power in Sorrel.", "9,500"),
        ),
        "changed",
        ("4,000", "9,500"),
    ),
    Pair(
        "How much was stolen from the Tolen bank?",
        (
            wire(1, "Robbery", "Robbers stole $1.2 million from the Tolen bank.", "$1.2 million"),
            post(1, "Robbery", "Robbers stole $2 million from the Tolen bank, a clerk said.", "$2 million"),
        ),
        "disputed",
        ("$1.2 million", "$2 million"),
    ),
    Pair(
        "How many workers are on strike at Norline?",
        (
            wire(1, "Strike", "Some 300 workers are on strike at Norline.", "300"),
            post(9, "Strike", "The strike at Norline has grown: 850 workers are on strike now.", "850"),
        ),
        "changed",
        ("300", "850"),
    ),
    Pair(
        "How many seats did the Greens win in Ellery?",
        (
            wire(4, "Vote", "The Greens won 12 seats in Ellery.", "12"),
            post(5, "Vote", "After a recount the Greens won 13 seats in Ellery.", "13"),
        ),
        "changed",
        ("12", "13"),
    ),
    Pair(
        "When will the Norland airport close?",
        (
            wire(1, "Airport", "The Norland airport will close on 1 June 2024.", "1 June 2024"),
            post(
                1,
                "Airport",
                "The Norland airport will close on 1 July 2024, a month later than planned.",
                "1 July 2024",
                5,
            ),
        ),
        "changed",
        ("1 June 2024", "1 July 2024"),
    ),
    Pair(
        "What is unemployment in Norland?",
        (
            wire(1, "Jobs", "Unemployment in Norland stands at 6.1 percent.", "6.1 percent"),
            post(1, "Jobs", "Unemployment in Norland fell to 5.8 percent in August.", "5.8 percent", 9),
        ),
        "changed",
        ("6.1 percent", "5.8 percent"),
    ),
    # none
    Pair(
        "How many workers are on strike at Norline?",
        (
            wire(1, "Strike", "Some 300 workers are on strike at Norline.", "300"),
            post(2, "Strike", "Norline employs 2,400 workers.", "2,400"),
        ),
    ),
    Pair(
        "How much was stolen from the Tolen bank?",
        (
            wire(1, "Robbery", "Robbers stole $1.2 million from the Tolen bank.", "$1.2 million"),
            post(2, "Robbery", "The Tolen bank offers $50,000 for a hint on the robbers.", "$50,000"),
        ),
    ),
    Pair(
        "What is unemployment in Norland?",
        (
            wire(1, "Jobs", "Unemployment in Norland stands at 6.1 percent.", "6.1 percent"),
            post(2, "Jobs", "Unemployment in Norland among the young is 14 percent.", "14 percent"),
        ),
    ),
    Pair(
        "How many visitors did the Tolen fair have?",
        (
            wire(1, "Fair", "The Tolen fair had 80,000 visitors in 2022.", "80,000"),
            post(2, "Fair", "The Tolen fair had 95,000 visitors in 2023.", "95,000"),
        ),
    ),
    Pair(
        "When did Ulla Dorn sing in Ellery?",
        (
            wire(4, "Dorn", "Ulla Dorn sang in Ellery on 2 March 2024.", "2 March 2024"),
            post(9, "Dorn", "Ulla Dorn sang in Ellery on 8 March 2024.", "8 March 2024"),
        ),
    ),
    Pair(
        "When was the Dorran Theatre opened?",
        (
            wire(1, "Theatre", "The Dorran Theatre opened in 1911.", "1911"),
            post(3, "Theatre", "The Dorran Theatre closed in 1988 and opened again in 1995.", "1995"),
        ),
    ),
    Pair(
        "How fast was the train at Dorran?",
        (
            wire(1, "Train", "The train was going at 140 km an hour at Dorran.", "140"),
            post(1, "Train", "Trains may go at 80 km an hour at Dorran.", "80"),
        ),
    ),
    Pair(
        "How many people were rescued at Sorrel?",
        (
            wire(1, "Flood", "At Sorrel 120 people were rescued by boats.", "120"),
            post(1, "Flood", "At Sorrel the army rescued 40 dogs.", "40"),
        ),
    ),
    Pair(
        "What share of Norline does the state own?",
        (
            wire(1, "Norline", "The state owns 30 percent of Norline.", "30 percent"),
            post(2, "Norline", "The state wants to own 51 percent of Norline.", "51 percent"),
        ),
    ),
    Pair(
        "How many children does Greta Amsel have?",
        (
            wire(1, "Amsel", "Greta Amsel has three children.", "three"),
            post(2, "Amsel", "Greta Amsel read to 40 children in Tolen.", "40"),
        ),
    ),
    Pair(
        "How many buses will Tolen buy?",
        (
            wire(1, "Buses", "Tolen will buy 60 buses next year, the mayor said.", "60"),
            post(9, "Fewer buses", "Tolen will buy 45 buses next year after a cut of its budget.", "45"),
        ),
        "changed",
        ("60", "45"),
    ),
    Pair(
        "How many prisoners escaped from the Dorran jail?",
        (
            wire(1, "Escape", "Nine prisoners escaped from the Dorran jail on Sunday night.", "Nine"),
            post(1, "Dorran", "Eleven prisoners escaped from the Dorran jail, a guard said.", "Eleven"),
        ),
        "disputed",
        ("Nine", "Eleven"),
    ),
    Pair(
        "When was the Heron launched?",
        (
            wire(1, "The Heron", "The Heron was launched in May 2011 at Tolen.", "May 2011"),
            post(5, "The Heron", "The ferry Heron, launched in June 2012, is for sale.", "June 2012"),
        ),
        "disputed",
        ("May 2011", "June 2012"),
    ),
    Pair(
        "How many trees fell in Ellery?",
        (
            wire(1, "Storm", "The storm felled 200 trees in Ellery.", "200"),
            post(6, "Storm", "In Ellery 340 trees fell in the storm, the council counted.", "340"),
        ),
        "changed",
        ("200", "340"),
    ),
    Pair(
        "How many people tested positive in Sorrel?",
        (
            wire(1, "Test", "In Sorrel 18 people tested positive on Monday.", "18"),
            post(8, "Test", "So far 44 people have tested positive in Sorrel.", "44"),
        ),
        "changed",
        ("18", "44"),
    ),
    Pair(
        "How much did the Ellery stadium cost?",
        (
            wire(1, "Stadium", "The Ellery stadium cost 90 million euros.", "90 million euros"),
            post(9, "Stadium", "The Ellery stadium cost 130 million euros, auditors found.", "130 million euros", 6),
        ),
        "changed",
        ("90 million euros", "130 million euros"),
    ),
    Pair(
        "When does the contract of Norline end?",
        (
            wire(1, "Norline", "The contract of Norline ends in 2027.", "2027"),
            post(1, "Norline", "The contract of Norline now ends in 2025.", "2025", 9),
        ),
        "changed",
        ("2027", "2025"),
    ),
    # none
    Pair(
        "How many buses will Tolen buy?",
        (wire(1, "Buses", "Tolen will buy 60 buses next year.", "60"), post(9, "Buses", "Tolen has 210 buses.", "210")),
    ),
    Pair(
        "How many prisoners escaped from the Dorran jail?",
        (
            wire(1, "Escape", "Nine prisoners escaped from the Dorran jail.", "Nine"),
            post(3, "Dorran", "Four of the prisoners who escaped from the Dorran jail were caught.", "Four"),
        ),
    ),
    Pair(
        "How many people live in Sorrel?",
        (
            wire(1, "Sorrel", "Some 8,000 people live in Sorrel.", "8,000"),
            post(1, "Sorrel", "In summer up to 30,000 people stay in Sorrel.", "30,000"),
        ),
    ),
    Pair(
        "How much did the Ellery stadium cost?",
        (
            wire(1, "Stadium", "The Ellery stadium cost 90 million euros.", "90 million euros"),
            post(9, "Stadium", "The roof of the Ellery stadium cost 12 million euros.", "12 million euros"),
        ),
    ),
    Pair(
        "When was the Heron launched?",
        (
            wire(1, "The Heron", "The Heron was launched in May 2011.", "May 2011"),
            post(5, "The Brisk", "The Brisk, sister of the Heron, was launched in 2014.", "2014"),
        ),
    ),
    Pair(
        "What was inflation in Norland in May?",
        (
            wire(1, "Prices", "Inflation in Norland was 3.1 percent in May.", "3.1 percent", 6),
            post(1, "Prices", "Inflation in Norland was 2.8 percent in June.", "2.8 percent", 7),
        ),
    ),
    Pair(
        "What is the top speed of the new train?",
        (
            wire(1, "Train", "The new train has a top speed of 250 km an hour.", "250"),
            post(1, "Train", "The new train needs 90 minutes from Tolen to Ellery.", "90"),
        ),
    ),
    Pair(
        "How many goals did Ivo Pohl score?",
        (
            wire(1, "Pohl", "Ivo Pohl scored two goals against Tolen.", "two"),
            post(8, "Pohl", "Ivo Pohl scored three goals against Dorran.", "three"),
        ),
    ),
    # A part beside the whole: its figure is no other one of the whole's.
    Pair(
        "How much did the stadium in Ellery cost?",
        (
            wire(
                1, "A stadium for Ellery", "The stadium in Ellery cost $120 million, the council said.", "$120 million"
            ),
            post(2, "Ellery's roof", "The roof of the stadium in Ellery cost $30 million.", "$30 million"),
        ),
    ),
    Pair(
        "How much did the stadium in Ellery cost?",
        (
            wire(
                1, "A stadium for Ellery", "The stadium in Ellery cost $120 million, the council said.", "$120 million"
            ),
            post(2, "Ellery's stadium", "The stadium in Ellery cost $135 million, its builder said.", "$135 million"),
        ),
        "disputed",
        ("$120 million", "$135 million"),
    ),
    Pair(
        "How many people work at the Dorran mill?",
        (
            wire(1, "The Dorran mill", "The mill in Dorran employs 2,400 people, its owner said.", "2,400"),
            post(2, "Strike in Dorran", "Some 300 people at the mill in Dorran are on strike.", "300"),
        ),
    ),
    Pair(
        "How many people work at the Dorran mill?",
        (
            wire(1, "The Dorran mill", "The mill in Dorran employs 2,400 people, its owner said.", "2,400"),
            post(2, "Dorran's mill", "The mill in Dorran employs 1,900 people, the union said.", "1,900"),
        ),
        "disputed",
        ("2,400", "1,900"),
    ),
    Pair(
        "How many homes were damaged by the flood in Tolen?",
        (
            wire(1, "Flood in Tolen", "The flood damaged 900 homes in Tolen, the mayor said.", "900"),
            post(2, "After the flood", "The flood damaged 40 homes on Mill Street in Tolen.", "40"),
        ),
    ),
    Pair(
        "How many homes were damaged by the flood in Tolen?",
        (
            wire(1, "Flood in Tolen", "The flood damaged 900 homes in Tolen, the mayor said.", "900"),
            post(2, "After the flood", "The flood damaged 1,400 homes in Tolen, insurers said.", "1,400"),
        ),
        "disputed",
        ("900", "1,400"),
    ),
    Pair(
        "How many passengers were on board the ferry Brisk?",
        (
            wire(1, "The Brisk runs aground", "The ferry Brisk had 212 passengers on board.", "212"),
            post(1, "Aground", "Among the passengers on board the ferry Brisk were 35 pupils.", "35"),
        ),
    ),
    Pair(
        "How many passengers were on board the ferry Brisk?",
        (
            wire(1, "The Brisk runs aground", "The ferry Brisk had 212 passengers on board.", "212"),
            post(1, "Aground", "There were 230 passengers on board the ferry Brisk, the coastguard said.", "230"),
        ),
        "disputed",
        ("212", "230"),
    ),
    Pair(
        "How long is the new tram line in Ellery?",
        (
            wire(1, "Ellery's tram", "The new tram line in Ellery is 14 miles long.", "14 miles"),
            post(2, "The first tram", "The first stretch of the new tram line in Ellery is 3 miles long.", "3 miles"),
        ),
    ),
    Pair(
        "How long is the new tram line in Ellery?",
        (
            wire(1, "Ellery's tram", "The new tram line in Ellery is 14 miles long.", "14 miles"),
            post(2, "The new tram", "The new tram line in Ellery is 16 miles long, its engineer said.", "16 miles"),
        ),
        "disputed",
        ("14 miles", "16 miles"),
    ),
    Pair(
        "How many soldiers does Norland have in Sudland?",
        (
            wire(1, "Norland's troops", "Norland has 5,000 soldiers in Sudland, the ministry said.", "5,000"),
            post(2, "The base", "One base of Norland in Sudland houses 800 soldiers.", "800"),
        ),
    ),
    Pair(
        "How much will the hospital in Tolen cost?",
        (
            wire(1, "Tolen's hospital", "The hospital in Tolen will cost $90 million.", "$90 million"),
            post(2, "Tolen builds", "The first wing of the hospital in Tolen will cost $25 million.", "$25 million"),
        ),
    ),
    Pair(
        "How much will the hospital in Tolen cost?",
        (
            wire(1, "Tolen's hospital", "The hospital in Tolen will cost $90 million.", "$90 million"),
            post(2, "Tolen builds", "The hospital in Tolen will now cost $110 million.", "$110 million", 9),
        ),
        "changed",
        ("$90 million", "$110 million"),
    ),
    Pair(
        "How much did the flood in Tolen cost insurers?",
        (
            wire(1, "Flood in Tolen", "The flood in Tolen cost insurers $60 million.", "$60 million"),
            post(2, "Thornbury pays", "The flood in Tolen cost one of the insurers $8 million.", "$8 million"),
        ),
    ),
    Pair(
        "How many people were arrested at the march in Dorran?",
        (
            wire(1, "March in Dorran", "The police arrested 64 people at the march in Dorran.", "64"),
            post(1, "Dorran", "Outside the town hall 9 people were arrested at the march in Dorran.", "9"),
        ),
    ),
    Pair(
        "How many people were arrested at the march in Dorran?",
        (
            wire(1, "March in Dorran", "The police arrested 64 people at the march in Dorran.", "64"),
            post(1, "Dorran", "Lawyers said that 88 people were arrested at the march in Dorran.", "88"),
        ),
        "disputed",
        ("64", "88"),
    ),
    Pair(
        "How many votes did the water bond get in Tolen?",
        (
            wire(1, "The water bond", "The water bond got 31,000 votes in Tolen.", "31,000"),
            post(1, "Voting in Tolen", "The water bond got 4,200 votes in the harbour district of Tolen.", "4,200"),
        ),
    ),
    Pair(
        "How many votes did the water bond get in Tolen?",
        (
            wire(1, "The water bond", "The water bond got 31,000 votes in Tolen.", "31,000"),
            post(9, "Recount in Tolen", "After a recount the water bond got 30,400 votes in Tolen.", "30,400"),
        ),
        "changed",
        ("31,000", "30,400"),
    ),
    Pair(
        "How much did Norline earn last year?",
        (
            wire(1, "Norline", "Norline earned $70 million last year, its report says.", "$70 million"),
            post(2, "Norline", "The freight arm of Norline earned $22 million last year.", "$22 million"),
        ),
    ),
    Pair(
        "How much did Norline earn last year?",
        (
            wire(1, "Norline", "Norline earned $70 million last year, its report says.", "$70 million"),
            post(2, "Norline", "Norline earned $55 million last year, analysts said.", "$55 million"),
        ),
        "disputed",
        ("$70 million", "$55 million"),
    ),
    Pair(
        "How many pupils does the Ellery College have?",
        (
            wire(1, "The college", "The Ellery College has 1,300 pupils.", "1,300"),
            post(2, "The college", "The youngest class of the Ellery College has 60 pupils.", "60"),
        ),
    ),
    Pair(
        "How many pupils does the Ellery College have?",
        (
            wire(1, "The college", "The Ellery College has 1,300 pupils.", "1,300"),
            post(2, "The college", "The Ellery College has 1,100 pupils, the city said.", "1,100"),
        ),
        "disputed",
        ("1,300", "1,100"),
    ),
    Pair(
        "How many trees burned in the Dorran forest?",
        (
            wire(1, "Dorran burns", "Some 40,000 trees burned in the Dorran forest.", "40,000"),
            post(1, "Fire in Dorran", "In the west of the Dorran forest 6,000 trees burned.", "6,000"),
        ),
    ),
    Pair(
        "How many trees burned in the Dorran forest?",
        (
            wire(1, "Dorran burns", "Some 40,000 trees burned in the Dorran forest.", "40,000"),
            post(1, "Fire in Dorran", "In the Dorran forest 65,000 trees burned, rangers said.", "65,000"),
        ),
        "disputed",
        ("40,000", "65,000"),
    ),
)


class Measured(NamedTuple):
    """Of the pairs: differences told rightly, told wrongly (none there, or other values), and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def found_in(pair: Pair) -> Found | None:
    """What is found to differ."""
    passages = []
    for place, one in enumerate(pair.told):
        article = Article(
            f"a{place}",
            f"a{place}.txt",
            one.title,
            one.text,
            publisher=one.publisher,
            published=one.day,
            story_id=f"a{place}",
        )
        passage = Passage(place, article, 0, len(one.text), 0.9 - place / 100)
        passages.append(with_reading(passage, reading(one.text, {one.words: 8.0})))
    found = found_differing(understand(pair.question), passages)
    return found if found is not None and len(found.values) > 1 else None


def is_right(pair: Pair, found: Found | None) -> bool:
    """Whether what is found is what differs: the kind, and each value."""
    if found is None or pair.kind is None:
        return found is None and pair.kind is None
    told = [value.words for value in found.values]
    return (
        found.kind == pair.kind and len(told) == len(pair.values) and all(map(lambda w, v: v in w, told, pair.values))
    )


def measure(pairs: tuple[Pair, ...] = PAIRS) -> Measured:
    """How many of the pairs are told rightly."""
    right = wrong = missed = 0
    for pair in pairs:
        found = found_in(pair)
        right += found is not None and is_right(pair, found)
        wrong += found is not None and not is_right(pair, found)
        missed += pair.kind is not None and not (found is not None and is_right(pair, found))
    return Measured(right, wrong, missed)


def main() -> None:
    """Prints the figures and the pairs that are not right."""
    for pair in PAIRS:
        found = found_in(pair)
        if not is_right(pair, found):
            told = (found.kind, [value.words for value in found.values]) if found else None
            sys.stdout.write(f"{pair.question}\n  wanted {pair.kind} {pair.values}, found {told}\n")
    measured = measure()
    sys.stdout.write(f"{len(PAIRS)} pairs: precision {measured.precision:.2f}, recall {measured.recall:.2f}\n")


if __name__ == "__main__":
    main()
