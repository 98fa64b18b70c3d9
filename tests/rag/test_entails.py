"""What the reader makes of written sentences: invented words and tails fail, what people are shown counts."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.reader.read import Reader, shipped_reader
from rag.support import Evidence
from rag.widen import check_widening

RESIGNED = "Mayor Ines Calder of Port Ransom resigned on Tuesday after an audit of the harbour fund."
LAUNCHED = "The ferry Aurelia was launched in 1989 and came to the islands second-hand."
TEXT = f"{RESIGNED} The council named her deputy, Tom Brandt, the same evening. {LAUNCHED}"
ARTICLE = Article("a1", "a.txt", "Port Ransom mayor quits", TEXT, publisher="The Courier", published=date(2025, 10, 14))


@pytest.fixture(scope="module")
def reader() -> Reader:
    shipped = shipped_reader()
    assert shipped is not None
    return shipped


def passes(text: str, reader: Reader) -> bool:
    quote = LAUNCHED if "Aurelia" in text else RESIGNED
    start = TEXT.index(quote)
    return check_widening(text, [Evidence(ARTICLE, start, start + len(quote))], "", reader).verdict.ok


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Calder of Port Ransom resigned on Tuesday.",
        "mayor Ines Calder of Port Ransom resigned on Tuesday after an audit of the harbour fund",
        "The ferry Aurelia was launched in 1989.",
    ],
)
def test_what_the_quote_says_passes(text: str, reader: Reader) -> None:
    assert passes(text, reader)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Port Ransom in the Courier poll was Ines Calder.",
        "Mayor Ines Calder resigned by her office alone.",
        "The ferry Aurelia was launched in 1989 and came to the islands second-hand, so it was not a ship.",
        "Mayor Ines Calder of Port Ransom resigned on Tuesday after a fire.",
    ],
)
def test_what_is_put_in_fails(text: str, reader: Reader) -> None:
    assert not passes(text, reader)


def test_quotes_are_not_widened_until_one_pleases_the_reader(reader: Reader) -> None:
    start = TEXT.index(LAUNCHED)
    evidence = [Evidence(ARTICLE, start, start + len(LAUNCHED))]
    verdict, quotes = check_widening("The ferry Aurelia was launched in 1989.", evidence, "", reader)
    assert verdict.ok
    assert list(quotes) == evidence
