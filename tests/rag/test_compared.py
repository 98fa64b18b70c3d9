"""Comparisons over made articles, read by the packaged reader: the right verdict, or none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "bridge.md": (
        "Tarnholm opens the Kessel Bridge",
        "Northern Wire",
        "2024-05-14",
        "The Kessel Bridge in Tarnholm was opened to traffic on Monday after three and a half years of work. "
        "The Kessel Bridge is 412 metres long and cost 38 million euros, a third of it paid by the state.",
    ),
    "tunnel.md": (
        "A tunnel for Ellery",
        "Sound Gazette",
        "2023-10-03",
        "The Ellery Tunnel was opened on 30 September 2023 by the transport minister. "
        "The Ellery Tunnel runs for 1.9 kilometres beneath the river. It cost 61 million euros, twice the estimate.",
    ),
    "vote.md": (
        "Greta Amsel is mayor of Tarnholm",
        "Sound Gazette",
        "2022-06-13",
        "Greta Amsel, 52, was elected mayor of Tarnholm on Sunday with 12,480 votes. Her rival Ivo Pohl, 47, a baker, "
        "got 9,312 votes. The turnout in Tarnholm was 58 percent.",
    ),
    "council.md": (
        "Tarnholm votes for a new council",
        "Northern Wire",
        "2024-10-07",
        "Tarnholm elected a new council on Sunday. The turnout in Tarnholm in 2024 was 64 percent, said the clerk.",
    ),
    "storm.md": (
        "Storm on the Sorrel coast",
        "Northern Wire",
        "2024-01-09",
        "At least 6 people died when a storm hit the Sorrel coast on Monday night, the police said.",
    ),
    "after.md": (
        "The Sorrel coast after the storm",
        "Sound Gazette",
        "2024-01-20",
        "The number of people killed by the storm on the Sorrel coast has risen to 11, the police said on Friday.",
    ),
    "ferries.md": (
        "Two ferries for the sound",
        "Sound Gazette",
        "2024-03-04",
        "The ferry Brisk, built in 1998, carries 310 passengers. "
        "The ferry Heron, built in 2011, carries 450 passengers. "
        "A ticket for the Brisk costs 4 euros.",
    ),
    "tram.md": (
        "The tram in Tarnholm",
        "Northern Wire",
        "2024-02-02",
        "A ticket for the Tarnholm tram costs 30 crowns and is good for an hour.",
    ),
    "walkout.md": (
        "Dockers of Orrin walk out",
        "Northern Wire",
        "2024-08-07",
        "The dockers of Orrin went on strike on Tuesday over pay. Twelve ships lay off the harbour.",
    ),
    "return.md": (
        "Dockers return to work",
        "Sound Gazette",
        "2024-08-20",
        "The dockers of Orrin ended their strike yesterday and took a pay rise of 6 percent.",
    ),
    "fire.md": (
        "A fire in the Ivory Museum",
        "Northern Wire",
        "2024-11-14",
        "A fire gutted the Ivory Museum in Helmsley early this morning. Nobody was hurt.",
    ),
    "held.md": (
        "A man is held in Helmsley",
        "Sound Gazette",
        "2024-11-18",
        "Police arrested a man over the fire at the Ivory Museum on Sunday. He lives in Helmsley.",
    ),
    "quake.md": (
        "The ground shakes in Velmora",
        "Northern Wire",
        "2024-09-04",
        "An earthquake of magnitude 6.1 shook the Velmora valley on Monday, damaging hundreds of homes.",
    ),
    "tents.md": (
        "Tents for Velmora",
        "Sound Gazette",
        "2024-09-09",
        "The first tents for the homeless reached the Velmora valley last Friday, aid workers said.",
    ),
    "shaft.md": (
        "Men trapped at Kolder",
        "Northern Wire",
        "2024-07-10",
        "A shaft of the Kolder mine collapsed on Saturday. Six men were trapped. Three days later, rescuers brought "
        "the men out alive.",
    ),
    "tiger.md": (
        "A tiger is out at Brackwater",
        "Northern Wire",
        "2024-12-02",
        "A tiger has escaped from Brackwater Zoo, keepers said. Residents were told to stay indoors.",
    ),
    "caught.md": (
        "The tiger is back",
        "Northern Wire",
        "2024-12-05",
        "The tiger that had escaped from Brackwater Zoo was caught on Wednesday in a barn.",
    ),
}
QUESTIONS = [
    ("Which opened first, the Kessel Bridge or the Ellery Tunnel?", "First: the Ellery Tunnel, on 30 September 2023"),
    ("Did the Ellery Tunnel open before or after the Kessel Bridge?", "Before. First: the Ellery Tunnel"),
    ("Did the Ellery Tunnel open before the Kessel Bridge?", "Yes. First: the Ellery Tunnel"),
    (
        "Which is longer, the Kessel Bridge or the Ellery Tunnel?",
        "The Ellery Tunnel: 1.9 kilometres, against 412 metres",
    ),
    ("Is the Kessel Bridge longer than the Ellery Tunnel?", "No. The Kessel Bridge: 412 metres"),
    ("Did the Kessel Bridge cost more than the Ellery Tunnel?", "No. The Kessel Bridge: 38 million euros"),
    ("How much more did the Ellery Tunnel cost than the Kessel Bridge?", "The Ellery Tunnel: 61 million euros"),
    ("How many more votes did Greta Amsel get than Ivo Pohl?", "Greta Amsel: 12,480"),
    ("Who is older, Greta Amsel or Ivo Pohl?", "Greta Amsel: 52"),
    (
        "Was the turnout in Tarnholm higher in 2024 than in 2022?",
        "Yes. In 2024: 64 percent, against 58 percent in 2022",
    ),
    ("How many more people died in the storm on the Sorrel coast than were first reported?", "5 more: 6 at first"),
    (
        "What is the difference between the first and the latest death toll of the Sorrel coast storm?",
        "5 more: 6 at first",
    ),
    ("Which carries more passengers, the Brisk or the Heron?", "The Heron: 450"),
    ("Was the Brisk built before the Heron?", "Yes. First: the Brisk, in 1998, before the Heron, in 2011"),
    (
        "How many days passed between the opening of the Ellery Tunnel and the opening of the Kessel Bridge?",
        "226 days: the opening of the Ellery Tunnel",
    ),
    (
        "How many days after the strike in Orrin began did it end?",
        "13 days: the strike in Orrin began, on 6 August 2024",
    ),
    (
        "How long after the shaft of the Kolder mine collapsed were the men brought out?",
        "3 days: the shaft of the Kolder mine collapsed, on 6 July 2024",
    ),
    (
        "How long after the tiger escaped from Brackwater Zoo was it caught?",
        "At least 2 days: the tiger escaped from Brackwater Zoo, reported on 2 December 2024; the tiger caught, on",
    ),
    ("How long after the fire at the Ivory Museum was a man arrested?", "3 days: the fire at the Ivory Museum"),
    (
        "How long after the earthquake in the Velmora valley did the first tents arrive?",
        "4 days: the earthquake in the Velmora valley, on 2 September 2024",
    ),
    (
        "Which came first, the earthquake in Velmora or the strike in Orrin?",
        "First: the strike in Orrin, on 6 August 2024",
    ),
    ("Is a ticket for the Brisk more expensive than a ticket for the Tarnholm tram?", ""),  # euros and crowns
    ("Which came first, the Kessel Bridge or the Dorran Tower?", ""),  # nothing is told of the tower
    ("Who is older, Greta Amsel or the transport minister Ulla Dorn?", ""),
]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(("question", "verdict"), QUESTIONS)
def test_a_comparison_comes_to_its_verdict_or_to_none(chain: NewsChain, question: str, verdict: str) -> None:
    answer = chain.ask(question)
    if not verdict:
        assert answer.compared is None
        return
    assert answer.compared is not None
    assert answer.compared.result.startswith(verdict)
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert all(side.text in quotes[side.n] for side in answer.compared.sides)
